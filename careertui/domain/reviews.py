"""Reviews: what is asked, when one is due, and when it is offered.

A review is due for as long as the period is fresh and its end in sight: a week's from its Friday to the
Thursday after, a quarter's from seven days before its end to fourteen after it, a year's from 15 December
to 31 January. Held or not, it is over then; nobody is sent back to catch up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto
from types import MappingProxyType

from careertui.domain.career import Career
from careertui.domain.kinds import KINDS
from careertui.domain.partial_date import PartialDate
from careertui.domain.periods import PERIODS, Period, Span, span_of, span_of_review
from careertui.domain.record import THE_EPOCH
from careertui.domain.review import WAITING_ID, Review, WaitingReviews

# --- what is asked ----------------------------------------------------------------------------------


class Part(StrEnum):
    """A part of what the record says of a period, to be seen while a question is answered."""

    FINISHED = auto()
    WON = auto()
    LEARNED = auto()
    MET = auto()
    ASKED = auto()
    ATTEMPTED = auto()
    QUIET = auto()
    AHEAD = auto()


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a review, and the parts of the record that stand beside it."""

    text: str
    parts: tuple[Part, ...] = ()


QUESTIONS: Mapping[Period, tuple[str, ...]] = MappingProxyType(
    {
        "week": (
            "finished, won, learned: What moved?",
            "met, asked: Who helped, and whom do I owe a word?",
            "attempted, quiet: What was in the way?",
            "ahead: What next?",
        ),
        "quarter": (
            "finished, won, learned: What moved?",
            "met, asked: Whom did I miss?",
            "attempted: What did I dare, and what did it teach me?",
            "quiet: What drained me?",
            "ahead: What next?",
        ),
        "year": (
            "finished, won, learned: What moved?",
            "met, asked: Who made a difference?",
            "attempted: What would I do again?",
            "quiet: What stood still?",
            "ahead: What next?",
        ),
    }
)
"""What is asked where the config says nothing, written as it is there."""


def read_question(line: str) -> Question:
    """The question that a line of the config means: `met, asked: Whom did I miss?`.

    What stands before the colon names parts of the record; where any of it does not, it is part of the
    question.
    """
    lead, colon, text = line.partition(":")
    names = [name.strip().lower() for name in lead.split(",")]
    if colon and text.strip() and all(name in _PARTS for name in names):
        return Question(" ".join(text.split()), tuple(dict.fromkeys(Part(name) for name in names)))
    return Question(" ".join(line.split()))


_PARTS = frozenset(part.value for part in Part)


def questions_for(period: Period, chosen: Mapping[str, Sequence[str]] | None = None) -> tuple[Question, ...]:
    """What is asked of a period: what the person chose for it, else what everybody is; each question once."""
    asked = [read_question(line) for line in (chosen or {}).get(period) or QUESTIONS[period]]
    return tuple({question.text: question for question in asked}.values())


# --- which are held ---------------------------------------------------------------------------------


def held(career: Career) -> tuple[Review, ...]:
    """The reviews held, the latest period first, and of those that end together the shortest first."""
    return tuple(sorted(career.all(Review), key=_latest_first, reverse=True))


def _latest_first(review: Review) -> tuple[date, date]:
    span = span_of_review(review)
    return (span.last, span.first)


def review_of(career: Career, span: Span) -> Review | None:
    """The review held of a period; None when there is none."""
    return next((review for review in career.all(Review) if span_of_review(review) == span), None)


def last_time(career: Career, span: Span) -> Review | None:
    """The review held last of an earlier period of the same length; None when there is none."""
    earlier = [r for r in career.all(Review) if r.period == span.period and r.of.first < span.first]
    return max(earlier, key=lambda review: review.of.first, default=None)


# --- which are due ----------------------------------------------------------------------------------

_DUE: Mapping[Period, tuple[int, int]] = MappingProxyType(
    {"week": (2, 4), "quarter": (7, 14), "year": (16, 31)}
)
"""How many days before its last day a review comes due, and how many after it is due still."""


@dataclass(frozen=True, slots=True)
class Due:
    """A review that is due.

    Attributes:
        span: what it looks back on.
        since: the first day on which it is due.
        until: the last day.
    """

    span: Span
    since: date
    until: date

    @classmethod
    def of(cls, span: Span) -> Due:
        """When the review of a period is due."""
        early, late = _DUE[span.period]
        return cls(span, span.last - timedelta(days=early), span.last + timedelta(days=late))


def due(career: Career, today: date) -> tuple[Due, ...]:
    """The reviews that are due on a day and not held yet, the shortest period first.

    Nobody is asked to look back who had written nothing down yet, by hand, when it came due.
    """
    running = [span_of(period, today) for period in PERIODS]
    return tuple(
        one
        for span in running
        for one in (Due.of(span.before), Due.of(span))
        if one.since <= today <= one.until
        and review_of(career, one.span) is None
        and _had_begun(career, one.since)
    )


def offered(career: Career, today: date) -> Due | None:
    """The one review to offer on a day: the longest that is due; None where there is none to offer.

    One that is put off waits for its day, in every session. On a day on which a review was held, no other
    is offered: one a day is enough.
    """
    if any(review.created.date() == today for review in career.all(Review)):
        return None
    waits = waiting(career).until
    ready = [
        one
        for one in due(career, today)
        if (wait := waits.get(one.span.period)) is None or not wait.is_after(today)
    ]
    return ready[-1] if ready else None


def waiting(career: Career) -> WaitingReviews:
    """Which reviews were put off, and until when."""
    found = career.get(WAITING_ID)
    return found if isinstance(found, WaitingReviews) else WaitingReviews.model_construct()


def put_off(waits: WaitingReviews, until: Mapping[Period, date]) -> WaitingReviews:
    """The same with reviews of some periods put off, each until a day."""
    days = {period: PartialDate.of(day) for period, day in until.items()}
    return waits.revised(until={**waits.until, **days})


def _had_begun(career: Career, day: date) -> bool:
    """Whether something had been written down by hand before a day; an import says nothing of that."""
    return any(
        record.created > THE_EPOCH and record.created.date() < day and record.source is None
        for kind in KINDS
        for record in (*career.all(kind), *career.archived(kind))
    )
