"""Job or career? The six practices, what counts as evidence that one moved, and the smallest next step.

The answer is read from the record and is never a score. Archived records count: what was done stays done.
Evidence has a day. A partial date stands for the last day it covers, or for today when that has not come
yet; what lies ahead, and what nothing dates, is no evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum, auto
from itertools import pairwise
from typing import TypeVar

from careertui.domain.career import Career, board_of
from careertui.domain.challenge import OPEN_STATUSES, Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Board, Goal
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import THE_EPOCH, Record
from careertui.domain.review import Review
from careertui.domain.skill import Skill
from careertui.domain.staying_in_touch import open_follow_ups, touches
from careertui.domain.stones import current_jobs
from careertui.domain.vision import Value, Vision
from careertui.domain.win import Ask, Win

R = TypeVar("R", bound=Record)

RECENT_DAYS = 90
"""A practice moved when its latest evidence is at most this many days old."""
MONTHS_SHOWN = 12
SOON_DAYS = 14
"""A follow-up due within so many days comes before reconnecting with somebody."""


class Practice(StrEnum):
    """What makes a career out of a job."""

    VISION = auto()
    LEARNING = auto()
    NETWORK = auto()
    CHALLENGE = auto()
    PURPOSE = auto()
    OWNERSHIP = auto()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something done for a practice: on which day, what, and the record that shows it."""

    day: date
    what: str
    record_id: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """The smallest next step for a practice, from the person's own records; empty when they offer none."""

    what: str = ""
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class PracticeReport:
    """What the record says about one practice.

    Attributes:
        practice: which.
        evidence: all of it, oldest first.
        months: how many pieces of evidence in each of the last twelve calendar months, this month last.
        last_moved: the day of the latest; None when there is none.
        moved: whether that was within the last 90 days.
        next_step: the smallest next step; empty when the records offer none.
        next_id: the record it comes from; empty with it.
    """

    practice: Practice
    evidence: tuple[Evidence, ...]
    months: tuple[int, ...]
    last_moved: date | None
    moved: bool
    next_step: str
    next_id: str


def practices(career: Career, today: date) -> tuple[PracticeReport, ...]:
    """What the record says about each of the six practices, in their order."""
    return tuple(_report(practice, career, today) for practice in Practice)


def headline(reports: Sequence[PracticeReport]) -> str:
    """The answer in one line: `4 of 6 practices moved in the last 90 days`."""
    moved = sum(report.moved for report in reports)
    return f"{moved} of {len(reports)} practices moved in the last {RECENT_DAYS} days"


def _report(practice: Practice, career: Career, today: date) -> PracticeReport:
    find_evidence, find_next = _RULES[practice]
    evidence = find_evidence(career, today)
    last_moved = evidence[-1].day if evidence else None
    step = find_next(career, today)
    return PracticeReport(
        practice=practice,
        evidence=evidence,
        months=_by_month(evidence, today),
        last_moved=last_moved,
        moved=last_moved is not None and (today - last_moved).days <= RECENT_DAYS,
        next_step=step.what,
        next_id=step.record_id,
    )


def _by_month(evidence: Sequence[Evidence], today: date) -> tuple[int, ...]:
    counts = [0] * MONTHS_SHOWN
    for piece in evidence:
        months_ago = (today.year - piece.day.year) * 12 + today.month - piece.day.month
        if months_ago < MONTHS_SHOWN:
            counts[-1 - months_ago] += 1
    return tuple(counts)


# --- days -------------------------------------------------------------------------------------------


def counted_day(when: PartialDate | None, today: date) -> date | None:
    """The day something dated so counts on: the last it covers, or today; None when it lies ahead."""
    if when is None:
        return None
    first, last = when.sort_key
    return min(last, today) if first <= today else None


def finished_on(goal: Goal, board: Board) -> PartialDate | None:
    """When a goal was finished; None when it is open or nothing says when.

    The day it came into the columns that mean done and stayed; for a goal that never moved on this board,
    the day its certificate was issued.
    """
    done = board.done_keys
    if goal.column not in done:
        return None
    entered = None
    for entry in reversed(goal.history):
        if entry.column not in done:
            break
        entered = entry.at
    return entered or goal.issued


def _stamped(moment: datetime, today: date) -> PartialDate | None:
    """The day of a time stamp; tomorrow is today, on a clock in another time zone."""
    if moment == THE_EPOCH:
        return None
    day = moment.date()
    return PartialDate.of(today if day - today == timedelta(days=1) else day)


def _written(record: Record, today: date) -> PartialDate | None:
    """The day the person wrote a record; an import wrote it on a day that says nothing about them."""
    return None if record.source is not None else _stamped(record.created, today)


def _touched(record: Record, today: date) -> PartialDate | None:
    """The day the person last changed a record, the day they wrote it included."""
    return _written(record, today) if record.version <= 1 else _stamped(record.updated, today)


class _Found:
    """Evidence as it is found."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._evidence: list[Evidence] = []

    def note(self, when: PartialDate | None, what: str, record: Record) -> None:
        day = counted_day(when, self._today)
        if day is not None:
            self._evidence.append(Evidence(day, what, record.id))

    def in_order(self) -> tuple[Evidence, ...]:
        return tuple(sorted(self._evidence, key=lambda piece: piece.day))


def _ever(career: Career, kind: type[R]) -> Iterator[R]:
    yield from career.all(kind)
    yield from career.archived(kind)


# --- what counts as evidence ------------------------------------------------------------------------


def vision_evidence(career: Career, today: date) -> tuple[Evidence, ...]:
    """A vision written, revised, reviewed or reached; a goal that serves one finished.

    Written is the day the record was made, unless an import made it. Revised is a day its statement was
    replaced. Reviewed, or reached once its status says so, is the day it was last changed, for nothing
    else tells when. What falls on one day for one vision counts once. Archived records count.
    """
    found = _Found(today)
    for vision in _ever(career, Vision):
        for when, what in _vision_days(vision, today).items():
            found.note(when, what, vision)
    board = board_of(career)
    for goal in _ever(career, Goal):
        if goal.serves:
            found.note(finished_on(goal, board), "goal that serves a vision finished", goal)
    return found.in_order()


def _vision_days(vision: Vision, today: date) -> dict[PartialDate, str]:
    """What happened to a vision on which day; of several things on one day, the one that says most."""
    days: dict[PartialDate, str] = {}
    touched, written = _touched(vision, today), _written(vision, today)
    if touched is not None and vision.status == "reached":
        days[touched] = "vision reached"
    for earlier in vision.earlier:
        days.setdefault(earlier.until, "vision revised")
    if written is not None:
        days.setdefault(written, "vision written")
    if touched is not None and vision.version > 1:
        days.setdefault(touched, "vision reviewed")
    return days


def learning_evidence(career: Career, today: date) -> tuple[Evidence, ...]:
    """A skill level raised; a learning goal done; a certificate earned.

    A level is raised when a rating is above the one before it, so a first rating raises nothing. A
    certificate counts on its date of issue, and beside the end of its own goal unless the dates are the same.
    Archived records count.
    """
    found = _Found(today)
    for skill in _ever(career, Skill):
        levels = sorted(skill.levels, key=lambda level: level.on.sort_key)
        for before, after in pairwise(levels):
            if after.level > before.level:
                found.note(after.on, "skill level raised", skill)
    board = board_of(career)
    for goal in _ever(career, Goal):
        finished = finished_on(goal, board)
        is_done_learning = goal.goal_kind == "learning" and finished is not None
        if is_done_learning:
            found.note(finished, "learning goal done", goal)
        if not (is_done_learning and finished == goal.issued):
            found.note(goal.issued, "certificate earned", goal)
    return found.in_order()


def network_evidence(career: Career, today: date) -> tuple[Evidence, ...]:
    """An interaction logged; a new contact; a follow-up kept.

    An interaction counts on the day it took place, however many people were there. A contact is new on the
    day they met, or else on the day it was written down, unless an import wrote it. A follow-up counts on
    the day it was kept. Archived records count.
    """
    found = _Found(today)
    for interaction in _ever(career, Interaction):
        found.note(interaction.on, "interaction logged", interaction)
        if interaction.follow_up is not None:
            found.note(interaction.follow_up.done_on, "follow-up kept", interaction)
    for contact in _ever(career, Contact):
        found.note(contact.met_on or _written(contact, today), "new contact", contact)
    return found.in_order()


def challenge_evidence(career: Career, today: date) -> tuple[Evidence, ...]:
    """An attempt logged; a challenge overcome, or let go with a lesson.

    The end counts on its own day, or else on that of the latest attempt. Archived records count.
    """
    found = _Found(today)
    for challenge in _ever(career, Challenge):
        for attempt in challenge.attempts:
            found.note(attempt.on, "attempt logged", challenge)
        if challenge.status == "overcome":
            found.note(_ended(challenge), "challenge overcome", challenge)
        elif challenge.status == "let go" and challenge.lesson.strip():
            found.note(_ended(challenge), "challenge let go with a lesson", challenge)
    return found.in_order()


def _ended(challenge: Challenge) -> PartialDate | None:
    attempts = [attempt.on for attempt in challenge.attempts]
    return challenge.ended or max(attempts, key=lambda on: on.sort_key, default=None)


def purpose_evidence(career: Career, today: date) -> tuple[Evidence, ...]:
    """Values stated or re-weighed; a job scored against them.

    A value counts on each day it was given a weight; one without such days, on the day it was written. A
    job's scores carry no day of their own, so a scored job counts on the day it was last changed. Archived
    records count.
    """
    found = _Found(today)
    for value in _ever(career, Value):
        for place, weighing in enumerate(value.weighings):
            found.note(weighing.on, "value re-weighed" if place else "value stated", value)
        if not value.weighings:
            found.note(_written(value, today), "value stated", value)
    for job in _ever(career, Job):
        if job.values_fit:
            found.note(_touched(job, today), "job scored against values", job)
    return found.in_order()


def ownership_evidence(career: Career, today: date) -> tuple[Evidence, ...]:
    """A win recorded; an ask made or answered; a review held.

    A win counts on its own day, or else on the day it was written down, unless an import wrote it. An
    answer counts on the day it came. A review counts on the day it was written, or else on the date it is
    about. Archived records count.
    """
    found = _Found(today)
    for win in _ever(career, Win):
        found.note(win.on or _written(win, today), "win recorded", win)
    for ask in _ever(career, Ask):
        found.note(ask.on, "ask made", ask)
        found.note(ask.answered_on, "ask answered", ask)
    for review in _ever(career, Review):
        found.note(_written(review, today) or review.of, "review held", review)
    return found.in_order()


# --- the smallest next step -------------------------------------------------------------------------

NOTHING = NextStep()


def _open_goals(career: Career) -> list[Goal]:
    """The goals that wait for no other, the nearest first: by due date, then the furthest on the board."""
    board = board_of(career)
    place = {column.key: index for index, column in enumerate(board.columns)}
    open_ids = {goal.id for goal in career.all(Goal) if goal.column not in board.done_keys}
    ready = [goal for goal in career.all(Goal) if goal.id in open_ids and open_ids.isdisjoint(goal.waits_for)]
    return sorted(
        ready,
        key=lambda goal: (
            goal.due.last if goal.due else date.max,
            -place.get(goal.column, 0),
            goal.rank,
            goal.id,
        ),
    )


def _step_of(goal: Goal) -> NextStep:
    """Its first open step, or the goal itself."""
    step = next((step.text for step in goal.steps if step.done_on is None), None)
    return NextStep(f"{goal.title}: {step}" if step else goal.title, goal.id)


def _vision_next(career: Career, today: date) -> NextStep:  # noqa: ARG001 - every rule is asked alike
    """The nearest goal that serves a vision; else a draft to finish; else the vision longest left alone."""
    ahead = {vision.id for vision in career.all(Vision) if vision.status in {"draft", "active"}}
    goal = next((goal for goal in _open_goals(career) if not ahead.isdisjoint(goal.serves)), None)
    if goal is not None:
        return _step_of(goal)
    visions = sorted(
        (v for v in career.all(Vision) if v.id in ahead), key=lambda v: (v.status != "draft", v.updated)
    )
    if not visions:
        return NOTHING
    begin = "Finish the draft" if visions[0].status == "draft" else "Read again"
    return NextStep(f"{begin}: {visions[0].title}", visions[0].id)


def _learning_next(career: Career, today: date) -> NextStep:  # noqa: ARG001 - every rule is asked alike
    """The nearest learning goal; else the skill nearest to its target level."""
    goal = next((goal for goal in _open_goals(career) if goal.goal_kind == "learning"), None)
    if goal is not None:
        return _step_of(goal)
    short = [
        (skill.target - (skill.level or 0), skill.target_on.last if skill.target_on else date.max, skill)
        for skill in career.all(Skill)
        if skill.target is not None and skill.target > (skill.level or 0)
    ]
    if not short:
        return NOTHING
    _, _, skill = min(short, key=lambda entry: entry[:2])
    return NextStep(f"{skill.name}: from {skill.level or 0} to {(skill.level or 0) + 1}", skill.id)


def _network_next(career: Career, today: date) -> NextStep:
    """A follow-up due soon; else whom to reconnect with next; else the person not heard of for longest."""
    for interaction, follow_up in open_follow_ups(career, today):
        if follow_up.on is None or follow_up.on.last <= today + timedelta(days=SOON_DAYS):
            return NextStep(f"Follow up: {follow_up.what or interaction.heading}", interaction.id)
    people = career.derived(touches, today)
    if not people:
        return NOTHING
    contact = people[0].contact
    heard_of = [
        (touch.last.sort_key, touch.contact.id, touch.contact) for touch in people if touch.last is not None
    ]
    if people[0].next is None and heard_of:
        contact = min(heard_of, key=lambda entry: entry[:2])[2]
    return NextStep(f"Reconnect with {contact.name}", contact.id)


def _challenge_next(career: Career, today: date) -> NextStep:  # noqa: ARG001 - every rule is asked alike
    """The challenge under way; else one accepted; else the next rung of one overcome; else an idea.

    Among several, the one that is least uncomfortable.
    """
    challenges = career.all(Challenge)
    rungs = {challenge.next_rung for challenge in challenges if challenge.status == "overcome"}
    ranked = []
    for challenge in challenges:
        if challenge.status in OPEN_STATUSES:
            place, begin = _challenge_place(challenge, rungs)
            ranked.append((place, challenge.discomfort or 0, challenge.id, f"{begin}: {challenge.title}"))
    if not ranked:
        return NOTHING
    _, _, id_, what = min(ranked)
    return NextStep(what, id_)


def _challenge_place(challenge: Challenge, rungs: set[str | None]) -> tuple[int, str]:
    if challenge.status == "attempting":
        return 0, "Next attempt"
    if challenge.status == "accepted":
        return 1, "First attempt"
    return (2, "Next rung") if challenge.id in rungs else (3, "Take on")


def _purpose_next(career: Career, today: date) -> NextStep:
    """A value the present job is not scored against; else one without a meaning; else one to weigh again."""
    values = sorted(career.all(Value), key=lambda value: (-value.weight, value.id))
    if not values:
        return NOTHING
    for job in current_jobs(career, today):
        value = next((value for value in values if value.id not in job.values_fit), None)
        if value is not None:
            return NextStep(f"Score {job.heading} against {value.name}", job.id)
    unsaid = next((value for value in values if not value.meaning.strip()), None)
    if unsaid is not None:
        return NextStep(f"Say what {unsaid.name} means to you", unsaid.id)
    oldest = min(
        values, key=lambda value: value.weighings[-1].on.sort_key if value.weighings else (date.min, date.min)
    )
    return NextStep(f"Weigh again: {oldest.name}", oldest.id)


def _ownership_next(career: Career, today: date) -> NextStep:
    """The ask that waits longest for an answer; else the goal finished last that no win tells of."""
    waiting = [
        ask
        for ask in career.all(Ask)
        if ask.answered_on is None and not ask.answer and not ask.on.is_after(today)
    ]
    if waiting:
        ask = min(waiting, key=lambda ask: (ask.on.sort_key, ask.id))
        return NextStep(f"Hear back about: {ask.what}", ask.id)
    told = {win.goal for win in _ever(career, Win)}
    board = board_of(career)
    finished = [
        (when.sort_key, goal.id, goal)
        for goal in career.all(Goal)
        if goal.id not in told and (when := finished_on(goal, board)) is not None
    ]
    if not finished:
        return NOTHING
    goal = max(finished, key=lambda entry: entry[:2])[2]
    return NextStep(f"Record the win: {goal.title}", goal.id)


FindEvidence = Callable[[Career, date], tuple[Evidence, ...]]
FindNext = Callable[[Career, date], NextStep]

_RULES: dict[Practice, tuple[FindEvidence, FindNext]] = {
    Practice.VISION: (vision_evidence, _vision_next),
    Practice.LEARNING: (learning_evidence, _learning_next),
    Practice.NETWORK: (network_evidence, _network_next),
    Practice.CHALLENGE: (challenge_evidence, _challenge_next),
    Practice.PURPOSE: (purpose_evidence, _purpose_next),
    Practice.OWNERSHIP: (ownership_evidence, _ownership_next),
}
