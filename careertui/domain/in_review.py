"""A week, a quarter or a year in review: what the record says of it, to read, to paste and for programs.

Every figure is counted from the records of the period (see `looking_back` for which those are); nothing is
said twice, and what has nothing to say is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from careertui.domain.career import Career
from careertui.domain.contact import Interaction
from careertui.domain.looking_back import (
    TITLES,
    LookingBack,
    Noted,
    ever,
    look_back,
    moved_within,
    new_contacts,
    told,
)
from careertui.domain.markdown import escaped
from careertui.domain.partial_date import PartialDate
from careertui.domain.periods import Span, span_of_review
from careertui.domain.practices import Practice, practices
from careertui.domain.review import Review
from careertui.domain.reviews import Part, held

MOST_MET = 12
"""People who are named; the others are counted."""
Say = Callable[[str], str]
"""How a person's text is written."""


@dataclass(frozen=True, slots=True)
class MonthsOf:
    """How often a practice moved in each month of a period, and in all of it."""

    practice: str
    months: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Moved:
    """How the practices stood at the first and at the last review held in a period.

    Attributes:
        first: the day of the first snapshot.
        last: that of the last; another day.
        before: how many practices had moved by the first.
        after: how many by the last.
        gained: the practices that had moved by the last alone.
        lost: those that had by the first alone.
    """

    first: date
    last: date
    before: int
    after: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InReview:
    """All that is told of a period.

    Attributes:
        span: the period.
        back: the parts of the record.
        months: by practice, how often it moved in each calendar month; that of a week has none.
        talks: how many conversations.
        people: with how many people.
        new: how many people are new.
        reviews: the reviews held of it and of what lies in it, the earliest first.
        moved: what changed between their snapshots; None where there are not two.
    """

    span: Span
    back: LookingBack
    months: tuple[MonthsOf, ...]
    talks: int
    people: int
    new: int
    reviews: tuple[Review, ...]
    moved: Moved | None


def in_review(career: Career, span: Span, today: date) -> InReview:
    """What the record says of a period, as of a day."""
    talks = [talk for talk in ever(career, Interaction) if told(talk.on, span, today)]
    reviews = tuple(reversed([review for review in held(career) if _within(review, span)]))
    return InReview(
        span=span,
        back=look_back(career, span, today),
        months=_months(career, span, today),
        talks=len(talks),
        people=len({id_ for talk in talks for id_ in talk.people}),
        new=len(new_contacts(career, span, today)),
        reviews=reviews,
        moved=_moved(career, span),
    )


def _within(review: Review, span: Span) -> bool:
    """Whether a review looks back on a period or on what ends in it; a week belongs where its Sunday does."""
    own = span_of_review(review)
    return own == span or (
        own.last - own.first < span.last - span.first and span.first <= own.last <= span.last
    )


def _months(career: Career, span: Span, today: date) -> tuple[MonthsOf, ...]:
    """A week is too short for months: its evidence is counted in one."""
    found = []
    for report in career.derived(practices, today):
        months = tuple(
            sum(month.first <= piece.day <= month.last for piece in report.evidence) for month in span.months
        )
        found.append(
            MonthsOf(
                report.practice.value, months if span.period != "week" else (), moved_within(report, span)
            )
        )
    return tuple(found)


def _moved(career: Career, span: Span) -> Moved | None:
    """What changed between the first and the last snapshot taken in a period or by its own review.

    A review typed in by hand has none.
    """
    taken = sorted(
        (day, _standing(review.said))
        for review in held(career)
        if (day := _taken(review)) is not None
        and (span.first <= day <= span.last or span_of_review(review) == span)
    )
    if len(taken) < 2 or taken[0][0] == taken[-1][0]:  # noqa: PLR2004 - a first and a last
        return None
    (first, before), (last, after) = taken[0], taken[-1]
    gained = tuple(name for name in after if name not in before)
    lost = tuple(name for name in before if name not in after)
    return Moved(first, last, len(before), len(after), gained, lost)


def _taken(review: Review) -> date | None:
    """The day of its snapshot; what another program wrote there may be none."""
    try:
        day = date.fromisoformat(review.said["on"])
    except (KeyError, TypeError, ValueError):
        return None
    return day if isinstance(review.said.get("practices"), dict) else None


def _standing(said: dict[str, Any]) -> tuple[str, ...]:
    """The names of the practices that had moved."""
    return tuple(
        str(name)
        for name, one in said["practices"].items()
        if isinstance(one, dict) and one.get("moved") is True
    )


# --- as text ----------------------------------------------------------------------------------------


def as_markdown(told_of: InReview) -> str:
    """The review as Markdown, ready to paste; the person's text stays literal in it."""
    lines = [f"# {told_of.span.title} in review", ""]
    for title, body in _chapters(told_of, escaped, table=_markdown_table):
        lines += [f"## {title}", "", *body, ""]
    return "\n".join(lines)


def as_text(told_of: InReview) -> str:
    """The review to be read in a terminal; whoever prints it makes it inert."""
    lines = [f"{told_of.span.title} in review", ""]
    for title, body in _chapters(told_of, lambda text: " ".join(text.split()), table=_plain_table):
        lines += [title, *(f"  {line}".rstrip() for line in body), ""]
    return "\n".join(lines)


Table = Callable[[Sequence[Sequence[str]]], list[str]]


def _chapters(told_of: InReview, say: Say, table: Table) -> Iterator[tuple[str, list[str]]]:
    """Titles, each with the lines under it."""
    yield "The six practices", _practice_lines(told_of, table)
    if told_of.moved is not None:
        yield "From the first review to the last", _moved_lines(told_of.moved)
    titles = {**TITLES, Part.FINISHED: "Goals finished", Part.LEARNED: "Skills risen, certificates earned"}
    for part in (Part.WON, Part.FINISHED, Part.LEARNED, Part.ATTEMPTED, Part.ASKED):
        found = told_of.back.parts[part]
        if found:
            yield titles[part], [_line(noted, say, first=part is Part.WON) for noted in found]
    if told_of.talks or told_of.new:
        yield "People", _people_lines(told_of, say)
    for review in told_of.reviews:
        if review.answers:
            yield f"What I wrote about {span_of_review(review).words}", _answer_lines(review, say)


def _practice_lines(told_of: InReview, table: Table) -> list[str]:
    moved = sum(bool(one.total) for one in told_of.months)
    heads = [f"{month.first:%b}" for month in told_of.span.months] if told_of.span.period != "week" else []
    rows = [
        [one.practice.capitalize(), *(str(count or "·") for count in one.months), str(one.total)]
        for one in told_of.months
    ]
    return [f"{moved} of {len(told_of.months)} practices moved.", "", *table([["", *heads, "All"], *rows])]


def _moved_lines(moved: Moved) -> list[str]:
    of, first, last = len(Practice), PartialDate.of(moved.first), PartialDate.of(moved.last)
    lines = [f"{moved.before} of {of} had moved by {first.words}, {moved.after} of {of} by {last.words}."]
    for names, said in ((moved.gained, "Moving again"), (moved.lost, "Quiet since")):
        if names:
            lines += ["", f"{said}: {', '.join(names)}."]
    return lines


def _line(noted: Noted, say: Say, *, first: bool = False) -> str:
    """A thing with more about it and its date; what is measured leads with the measure where that matters."""
    lead, rest = (noted.about, noted.what) if first and noted.about else (noted.what, noted.about)
    between = " " if lead.endswith("?") else ": "
    when = f" ({noted.when.words})" if noted.when else ""
    return f"- {say(lead)}{between if rest else ''}{say(rest)}{when}"


def _people_lines(told_of: InReview, say: Say) -> list[str]:
    met = told_of.back.parts[Part.MET]
    said = []
    if told_of.talks:
        talks, people = _counted(told_of.talks, "conversation"), _counted(told_of.people, "person", "people")
        said.append(f"{talks} with {people}")
    if told_of.new:
        said.append(f"{_counted(told_of.new, 'person', 'people')} new")
    lines = [f"{'; '.join(said)}.", "", *(_line(noted, say) for noted in met[:MOST_MET])]
    return lines if len(met) <= MOST_MET else [*lines, f"- and {len(met) - MOST_MET} more"]


def _answer_lines(review: Review, say: Say) -> list[str]:
    return [f"- {say(question)} {say(answer)}" for question, answer in review.answers.items()]


def _counted(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or f'{one}s'}"


def _markdown_table(rows: Sequence[Sequence[str]]) -> list[str]:
    head, *others = [f"| {' | '.join(row)} |" for row in rows]
    ruler = f"| {' | '.join(['---', *['--:'] * (len(rows[0]) - 1)])} |"
    return [head, ruler, *others]


def _plain_table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]


# --- for programs -----------------------------------------------------------------------------------


def as_data(told_of: InReview) -> dict[str, Any]:
    """The review as JSON values."""
    moved = told_of.moved
    return {
        "period": told_of.span.period,
        "first": told_of.span.first.isoformat(),
        "last": told_of.span.last.isoformat(),
        "practices": [
            {"practice": one.practice, "months": list(one.months), "total": one.total}
            for one in told_of.months
        ],
        **{part.value: [_noted_data(one) for one in told_of.back.parts[part]] for part in _LASTING},
        "conversations": told_of.talks,
        "people": told_of.people,
        "new_people": told_of.new,
        "reviews": [
            {"period": review.period, "of": str(review.of), "answers": dict(review.answers)}
            for review in told_of.reviews
        ],
        "snapshots": None
        if moved is None
        else {
            "first": {"on": moved.first.isoformat(), "moved": moved.before},
            "last": {"on": moved.last.isoformat(), "moved": moved.after},
            "gained": list(moved.gained),
            "lost": list(moved.lost),
        },
    }


_LASTING = (Part.WON, Part.FINISHED, Part.LEARNED, Part.ATTEMPTED, Part.ASKED, Part.MET)
"""The parts that say the same whenever one looks back."""


def _noted_data(noted: Noted) -> dict[str, Any]:
    when = str(noted.when) if noted.when else None
    return {"what": noted.what, "about": noted.about, "on": when, "id": noted.record_id}
