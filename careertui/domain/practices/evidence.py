"""What counts as evidence that a practice moved: one pure function a practice, which is its definition.

Each looks at one record at a time and says on which days it shows what. Archived records count: what was
done stays done. A partial date stands for the last day it covers, or for today when that has not come yet;
what lies ahead, and what nothing dates, is no evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum, auto
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from careertui.domain.career import Career, board_of
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Board, Goal
from careertui.domain.index import Index
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import THE_EPOCH, Record
from careertui.domain.review import Review
from careertui.domain.skill import Skill
from careertui.domain.vision import Value, Vision
from careertui.domain.win import Ask, Win


class Practice(StrEnum):
    """What makes a career out of a job."""

    VISION = auto()
    LEARNING = auto()
    NETWORK = auto()
    CHALLENGE = auto()
    PURPOSE = auto()
    OWNERSHIP = auto()


class Evidence(NamedTuple):
    """Something done for a practice: on which day, what, and the record that shows it."""

    day: date
    what: str
    record_id: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What a record is read against: the day it is, and the columns of the board that mean done."""

    today: date
    done: frozenset[str] = Board.model_construct().done_keys


Found: TypeAlias = Iterator[tuple[PartialDate | None, str]]
"""When, and what; None where nothing says when."""


# --- the definitions --------------------------------------------------------------------------------


def vision_evidence(record: Record, ground: Ground) -> Found:
    """A vision written, revised, reviewed or reached; a goal that serves one finished.

    Written is the day the record was made, unless an import made it. Revised is a day its statement was
    replaced. Reviewed, or reached once its status says so, is the day it was last changed, for nothing
    else tells when. What falls on one day for one vision counts once. Archived records count.
    """
    if isinstance(record, Vision):
        yield from _vision_days(record, ground.today).items()
    elif isinstance(record, Goal) and record.serves:
        yield came_to_stay(record, ground.done), "goal that serves a vision finished"


def learning_evidence(record: Record, ground: Ground) -> Found:
    """A skill level raised; a learning goal done; a certificate earned.

    A level is raised when a rating is above the one before it, so a first rating raises nothing. A
    certificate counts on its date of issue, and beside the end of its own goal unless the dates are the same.
    Archived records count.
    """
    if isinstance(record, Skill):
        for when in rises(record):
            yield when, "skill level raised"
    elif isinstance(record, Goal):
        finished = came_to_stay(record, ground.done) if record.goal_kind == "learning" else None
        yield finished, "learning goal done"
        if record.issued != finished:
            yield record.issued, "certificate earned"


def network_evidence(record: Record, ground: Ground) -> Found:
    """An interaction logged; a new contact; a follow-up kept.

    An interaction counts on the day it took place, however many people were there. A contact is new on the
    day they met, or else on the day it was written down, unless an import wrote it. A follow-up counts on
    the day it was kept. Archived records count.
    """
    if isinstance(record, Interaction):
        yield record.on, "interaction logged"
        if record.follow_up is not None:
            yield record.follow_up.done_on, "follow-up kept"
    elif isinstance(record, Contact):
        yield record.met_on or written_on(record, ground.today), "new contact"


def challenge_evidence(record: Record, ground: Ground) -> Found:  # noqa: ARG001 - every rule is asked alike
    """An attempt logged; a challenge overcome, or let go with a lesson.

    The end counts on its own day, or else on that of the latest attempt. Archived records count.
    """
    if not isinstance(record, Challenge):
        return
    for attempt in record.attempts:
        yield attempt.on, "attempt logged"
    if record.status == "overcome":
        yield _ended(record), "challenge overcome"
    elif record.status == "let go" and record.lesson.strip():
        yield _ended(record), "challenge let go with a lesson"


def purpose_evidence(record: Record, ground: Ground) -> Found:
    """Values stated or re-weighed; a job scored against them.

    A value counts on each day it was given a weight; one without such days, on the day it was written. A
    job's scores carry no day of their own, so a scored job counts on the day it was last changed. Archived
    records count.
    """
    if isinstance(record, Value):
        for place, weighing in enumerate(record.weighings):
            yield weighing.on, "value re-weighed" if place else "value stated"
        if not record.weighings:
            yield written_on(record, ground.today), "value stated"
    elif isinstance(record, Job) and record.values_fit:
        yield changed_on(record, ground.today), "job scored against values"


def ownership_evidence(record: Record, ground: Ground) -> Found:
    """A win recorded; an ask made or answered; a review held.

    A win counts on its own day, or else on the day it was written down, unless an import wrote it. An
    answer counts on the day it came. A review counts on the day it was written, or else on the date it is
    about. Archived records count.
    """
    if isinstance(record, Win):
        yield record.on or written_on(record, ground.today), "win recorded"
    elif isinstance(record, Ask):
        yield record.on, "ask made"
        yield record.answered_on, "ask answered"
    elif isinstance(record, Review):
        yield written_on(record, ground.today) or record.of, "review held"


Rule: TypeAlias = Callable[[Record, Ground], Found]

RULES: Mapping[Practice, tuple[Rule, tuple[type[Record], ...]]] = MappingProxyType(
    {
        Practice.VISION: (vision_evidence, (Vision, Goal)),
        Practice.LEARNING: (learning_evidence, (Skill, Goal)),
        Practice.NETWORK: (network_evidence, (Contact, Interaction)),
        Practice.CHALLENGE: (challenge_evidence, (Challenge,)),
        Practice.PURPOSE: (purpose_evidence, (Value, Job)),
        Practice.OWNERSHIP: (ownership_evidence, (Win, Ask, Review)),
    }
)
"""The definition of each practice, and the kinds of record it looks at."""


def definition(practice: Practice) -> str:
    """What counts for a practice, said to a person: the definition as it stands in the code."""
    rule, _ = RULES[practice]
    paragraphs = (rule.__doc__ or "").split("\n\n")
    return "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


# --- all there is -----------------------------------------------------------------------------------


def evidence_of(practice: Practice, career: Career, today: date) -> tuple[Evidence, ...]:
    """All the evidence for a practice, oldest first."""
    by_day = evidence_by_day(career, today)
    days = sorted(day for of, day in by_day if of is practice)
    return tuple(piece for day in days for piece in by_day.of((practice, day)))


def evidence_by_day(career: Career, today: date) -> Index[tuple[Practice, date], Evidence]:
    """The evidence of all records, by practice and day; kept up as records change."""
    return career.derived(_indexed, Ground(today, board_of(career).done_keys))


def _indexed(career: Career, ground: Ground) -> Index[tuple[Practice, date], Evidence]:
    return Index(career, _RULES_OF, lambda record: _said_by(record, ground))


def _said_by(record: Record, ground: Ground) -> Iterator[tuple[tuple[Practice, date], Evidence]]:
    """What one record is evidence of."""
    for practice, rule in _RULES_OF[type(record)]:
        for when, what in rule(record, ground):
            day = counted_day(when, ground.today)
            if day is not None:
                yield (practice, day), Evidence(day, what, record.id)


def _rules_of() -> dict[type[Record], tuple[tuple[Practice, Rule], ...]]:
    found: dict[type[Record], tuple[tuple[Practice, Rule], ...]] = {}
    for practice, (rule, kinds) in RULES.items():
        for kind in kinds:
            found[kind] = (*found.get(kind, ()), (practice, rule))
    return found


_RULES_OF = _rules_of()
"""The practices that each kind of record can be evidence of."""


# --- days -------------------------------------------------------------------------------------------


def counted_day(when: PartialDate | None, today: date) -> date | None:
    """The day something dated so counts on: the last it covers, or today; None when it lies ahead."""
    if when is None or when.first > today:
        return None
    return min(when.last, today)


def finished_on(goal: Goal, board: Board) -> PartialDate | None:
    """When a goal was finished; None when it is open or nothing says when.

    The day it came into the columns that mean done and stayed; for a goal that never moved on this board,
    the day its certificate was issued.
    """
    return came_to_stay(goal, board.done_keys)


def came_to_stay(goal: Goal, done: frozenset[str]) -> PartialDate | None:
    """The same, for the keys of the columns that mean done."""
    if goal.column not in done:
        return None
    entered = None
    for entry in reversed(goal.history):
        if entry.column not in done:
            break
        entered = entry.at
    return entered or goal.issued


def rises(skill: Skill) -> Iterator[PartialDate]:
    """The dates on which a skill was rated above the time before."""
    levels = sorted(skill.levels, key=lambda level: level.on.sort_key)
    return (after.on for before, after in pairwise(levels) if after.level > before.level)


def written_on(record: Record, today: date) -> PartialDate | None:
    """The day the person wrote a record; an import wrote it on a day that says nothing about them."""
    return None if record.source is not None else _stamped(record.created, today)


def changed_on(record: Record, today: date) -> PartialDate | None:
    """The day the person last changed a record, the day they wrote it included.

    A record that says what its import said is not changed, or not any more: an edit may have been undone.
    """
    source = record.source
    if record.version <= 1 or (source is not None and source.digest == record.content_digest()):
        return written_on(record, today)
    return _stamped(record.updated, today)


def _stamped(moment: datetime, today: date) -> PartialDate | None:
    """The day of a time stamp; tomorrow is today, on a clock in another time zone."""
    if moment == THE_EPOCH:
        return None
    day = moment.date()
    return PartialDate.of(today if day - today == timedelta(days=1) else day)


def _vision_days(vision: Vision, today: date) -> dict[PartialDate, str]:
    """What happened to a vision on which day; of several things on one day, the one that says most."""
    days: dict[PartialDate, str] = {}
    changed, written = changed_on(vision, today), written_on(vision, today)
    if changed is not None and vision.status == "reached":
        days[changed] = "vision reached"
    for earlier in vision.earlier:
        days.setdefault(earlier.until, "vision revised")
    if written is not None:
        days.setdefault(written, "vision written")
    if changed is not None and vision.version > 1:
        days.setdefault(changed, "vision reviewed")
    return days


def _ended(challenge: Challenge) -> PartialDate | None:
    attempts = [attempt.on for attempt in challenge.attempts]
    return challenge.ended or max(attempts, key=lambda on: on.sort_key, default=None)
