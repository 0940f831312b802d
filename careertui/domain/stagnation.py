"""What has stood still for long, said with dates and not with adjectives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from careertui.domain.career import Career, board_of
from careertui.domain.goal import Board, Goal
from careertui.domain.index import Memo
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.practices.evidence import changed_on, counted_day, rises, written_on
from careertui.domain.practices.report import PracticeReport
from careertui.domain.staying_in_touch import NextThing, under_way
from careertui.domain.stones import Stone, current_jobs, stones
from careertui.domain.thresholds import USUAL, Thresholds

_NO_TITLE = frozenset({"education", "break"})
"""Kinds of job whose title is not held: a degree ends by itself."""


@dataclass(frozen=True, slots=True)
class Standstill:
    """Something that has stood still for long.

    Attributes:
        record: the job or the goal.
        since: the day from which on nothing happened.
        said: it in one sentence.
        beside: the same for a place beside its title, or under it.
    """

    record: Job | Goal
    since: date
    said: str
    beside: str


def standstills(career: Career, today: date, thresholds: Thresholds = USUAL) -> tuple[Standstill, ...]:
    """The present jobs and the goals being worked on that have stood still for long.

    A job has when it began at least `title_years` ago under its present title, which is that of its record,
    and nothing was added to its stone for `stone_months`; see `last_added`. A goal has when it is in the
    column of what is being worked on and nobody touched it for `untouched_days`; see `last_touched`.
    """
    return (*_jobs(career, today, thresholds), *_goals(career, today, thresholds))


def last_added(stone: Stone, today: date) -> date | None:
    """The day on which something was last added to a stone; None when nothing says.

    - Skills: the day of each rating that rose while the job lasted.
    - Connections: the day each person was met, or else was written down, unless an import wrote it; the
      day of the first conversation that ties somebody to the job.
    - Direction: the day a goal pursued at it was written down, unless an import did.
    - What carries no day (a line of knowledge, a skill listed as gained, what it led to) counts on the day
      the job's record was last changed, the latest it can be: nobody is told that nothing was added who
      may have added something.
    """
    days = (counted_day(when, today) for when in _added(stone, today))
    return max((day for day in days if day is not None), default=None)


def last_touched(goal: Goal, today: date) -> date | None:
    """The day a goal was last changed, moved to its column, or had a step done; None when nothing says."""
    touches = (changed_on(goal, today), goal.entered(), *(step.done_on for step in goal.steps))
    days = (counted_day(when, today) for when in touches)
    return max((day for day in days if day is not None), default=None)


def with_standstills(things: Sequence[NextThing], found: Sequence[Standstill]) -> tuple[NextThing, ...]:
    """What is next, where a goal that has stood still says so, and has a line if it had none."""
    if not found:
        return tuple(things)
    still = {one.record.id: one for one in found if isinstance(one.record, Goal)}
    said = [
        _quietly(thing, still[thing.record_id])
        if thing.kind == "step" and thing.record_id in still
        else thing
        for thing in things
    ]
    there = {thing.record_id for thing in things if thing.kind in {"goal", "step"}}
    others = (one for id_, one in still.items() if id_ not in there)
    return (*said, *(NextThing("step", o.record.id, o.record.title, None, o.beside) for o in others))


def _quietly(thing: NextThing, one: Standstill) -> NextThing:
    """The next step of a goal that has stood still; the words beside it no longer name the goal."""
    return replace(thing, title=f"{one.record.title}: {thing.title}", why=one.beside)


def quiet_words(report: PracticeReport, today: date) -> str:
    """Since when a practice is quiet, `quiet since May`, `quiet since 2024`; empty while it is not."""
    if not report.quiet or report.last_moved is None:
        return ""
    day = report.last_moved
    return f"quiet since {_month(day).removesuffix(f' {day.year}') if day.year == today.year else day.year}"


def _jobs(career: Career, today: date, thresholds: Thresholds) -> Iterator[Standstill]:
    by_job = career.derived(stones, today)
    for job in career.derived(current_jobs, today):
        began = job.start
        if began is None or job.job_kind in _NO_TITLE:
            continue
        if not _has_passed(began.last, today, years=thresholds.title_years):
            continue
        since = last_added(by_job[job.id], today) or began.last
        if _has_passed(since, today, months=thresholds.stone_months):
            held, month = f"since {began.words}; nothing", _month(since)
            said = f"{job.heading} {held} was added to its stone since {month}"
            yield Standstill(job, since, said, f"{held} added since {month}")


def _has_passed(day: date, today: date, *, years: int = 0, months: int = 0) -> bool:
    return PartialDate.of(day).shifted(years=years, months=months).first <= today


def _added(stone: Stone, today: date) -> Iterator[PartialDate | None]:
    job = stone.job
    for gain in stone.skills:
        yield from (when for when in rises(gain.skill) if job.start and when.first >= job.start.first)
    for person in stone.people:
        yield person.met_on or written_on(person, today)
    yield from stone.spoken_on
    for record in stone.led_to:
        if isinstance(record, Goal) and record.job == job.id:
            yield written_on(record, today)
    if job.knowledge or job.gained or job.led_to:
        yield changed_on(job, today)


def _goals(career: Career, today: date, thresholds: Thresholds) -> Iterator[Standstill]:
    board = board_of(career)
    known = career.derived(_known_touched, today)
    for goal in under_way(career, board):
        since = known.get(goal.id, goal, None) or known.put(goal.id, goal, None, last_touched(goal, today))
        if since is not None and (today - since).days >= thresholds.untouched_days:
            when = PartialDate.of(since).words
            column = _name(board, goal.column)
            within_a_year = not _has_passed(since, today, years=1)
            beside = f"quiet since {when.removesuffix(f' {since.year}') if within_a_year else when}"
            yield Standstill(goal, since, f"{goal.title}: in {column}, quiet since {when}", beside)


def _known_touched(_career: Career, _today: date) -> Memo[date | None]:
    """When each goal that is being worked on was last touched."""
    return Memo()


def _name(board: Board, key: str) -> str:
    return next(column.name for column in board.columns if column.key == key)


def _month(day: date) -> str:
    return PartialDate(day.year, day.month).words
