"""The life line: a career as spans in lanes.

Everything here is derived and nothing is stored. Spans are in days; only a `Scale` knows of cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum, auto
from functools import partial
from typing import Literal, TypeVar

from careertui.domain.career import Career, board_of
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Interaction
from careertui.domain.goal import Goal
from careertui.domain.index import InOrder, Memo, Place
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.practices.evidence import came_to_stay
from careertui.domain.record import Record
from careertui.domain.stones import Path, job_order, path_of, stones
from careertui.domain.vision import Vision

R = TypeVar("R", bound=Record)
MarkKind = Literal["stone", "learning", "done", "planned", "challenge", "vision"]

FOLLOWS_WITHIN = timedelta(days=92)
"""A role that begins so soon after another at the same organisation carries it on."""
A_DAY = timedelta(days=1)


class Lane(StrEnum):
    """The lanes, top to bottom."""

    JOBS = auto()
    FUTURES = auto()
    LEARNING = auto()
    GOALS = auto()
    CHALLENGES = auto()
    PEOPLE = auto()
    VISION = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A record's stretch on the life line.

    Attributes:
        record_id: the record; where several stand for one, as the stones of a future do, all but the first
            have their place after a slash.
        lane: where it is drawn.
        row: the line within the lane, from 0; only jobs that overlap need more than one.
        first: the first day it may cover.
        last: the last day it may cover; today for a job that goes on.
        open_start: whether nobody said when it began.
        open_end: whether nobody said when it ends: it is still going on, or planned.
        planned: whether it lies ahead or is not done yet.
        label: its title.
        mark: which mark stands for it.
        filled: the quarters of a job's stone, 0 to 4; 0 for everything else.
        organisation: where a job is; empty for everything else.
        future: the title of the future that a stone belongs to; empty for everything else.
    """

    record_id: str
    lane: Lane
    row: int
    first: date
    last: date
    open_start: bool
    open_end: bool
    planned: bool
    label: str
    mark: MarkKind
    filled: int = 0
    organisation: str = ""
    future: str = ""

    @property
    def of_record(self) -> str:
        """The id of the record it stands for."""
        return self.record_id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A career laid out in time.

    Attributes:
        lanes: the spans of each lane, by their first day; those of the people lane are conversations.
        undated: the jobs that have no date, which no lane can show.
        first: the first day of the earliest record.
        last: today, or the last day of what is planned beyond it.
    """

    lanes: Mapping[Lane, tuple[Span, ...]]
    undated: tuple[Job, ...]
    first: date
    last: date

    def rows(self, lane: Lane) -> int:
        """How many lines a lane needs; at least one."""
        return 1 + max((span.row for span in self.lanes[lane]), default=0)


def timeline(career: Career, today: date) -> Timeline:
    """Lay out a career in time.

    Jobs that overlap are stacked in rows; studies and volunteering have rows of their own below the others.
    A finished goal stands at the date it was finished and an open one at its due date; a challenge where it
    ended, else at its latest attempt, else where it started; a vision in its target year. What has no such
    date is left out, and retired visions are as well.
    """
    goals, talks = career.derived(_goals, today, board_of(career).done_keys), career.derived(_talks, today)
    few: dict[Lane, tuple[Span, ...]] = {
        Lane.JOBS: in_order(_jobs(career, today)),
        Lane.FUTURES: (),
        Lane.CHALLENGES: in_order(_challenges(career, today)),
        Lane.VISION: in_order(_visions(career, today)),
    }
    lanes = {**few, **goals.by_lane(), **talks.by_lane()}
    ends = [span.last for lane in few.values() for span in lane]
    return Timeline(
        lanes={lane: lanes[lane] for lane in Lane},
        undated=tuple(job for job in job_order(career) if job.start is None and job.end is None),
        first=min([today, *(lane[0].first for lane in lanes.values() if lane)]),
        last=max([today, *ends, goals.last(), talks.last()]),
    )


def in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    """By their first day; of several on one day, what ends first, and what stands higher."""
    return tuple(sorted(spans, key=lambda span: (span.first, span.last, span.row, span.record_id)))


def _latest_day(when: PartialDate, today: date) -> date:
    """The last day a date covers, though not beyond today unless all of it lies ahead."""
    first, last = when.sort_key
    return last if first > today else min(last, today)


# --- jobs -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A job, and its span as far as it is laid out."""

    job: Job
    span: Span


def _jobs(career: Career, today: date) -> Iterator[Span]:
    left = career.derived(stones, today)
    drawn = [
        _Drawn(job, span)
        for job in career.all(Job)
        if (span := _job_span(job, today, left[job.id].filled)) is not None
    ]
    drawn.sort(key=lambda one: (one.span.first, one.span.last, one.job.id))
    work = [one for one in drawn if path_of(one.job) is Path.WORK]
    beside = [one for one in drawn if path_of(one.job) is not Path.WORK]
    # A degree between two jobs is no step from one to the other, so it stands on a row below them.
    rows = (*_rows(_careers_within(work)), *_rows(_careers_within(beside)))
    for row, line in enumerate(rows):
        yield from (replace(one.span, row=row) for one in line)


def _job_span(job: Job, today: date, filled: int) -> Span | None:
    start = job.start or job.end
    if start is None:
        return None
    planned = job.planned or start.first > today
    if job.end is not None:
        last = job.end.last if planned else _latest_day(job.end, today)
    else:
        last = start.last if planned else today
    return Span(
        record_id=job.id,
        lane=Lane.JOBS,
        row=0,
        first=start.first,
        last=last,
        open_start=job.start is None,
        open_end=job.end is None,
        planned=planned,
        label=job.title,
        mark="stone",
        filled=filled,
        organisation=job.organisation,
    )


def _careers_within(drawn: Sequence[_Drawn]) -> list[list[_Drawn]]:
    """The jobs as they belong on one row: roles that follow each other at one organisation, or one alone."""
    lines: list[list[_Drawn]] = []
    latest_at: dict[str, list[_Drawn]] = {}
    for one in drawn:
        organisation = one.job.organisation.casefold()
        line = latest_at.get(organisation) if organisation else None
        if line is None or not _carries_on(line[-1], one) or not _append(line, [one]):
            line = [one]
            lines.append(line)
            latest_at[organisation] = line
    return lines


def _carries_on(before: _Drawn, after: _Drawn) -> bool:
    return before.span.open_end or after.span.first - before.span.last <= FOLLOWS_WITHIN


def _rows(lines: Sequence[list[_Drawn]]) -> list[list[_Drawn]]:
    """Each line of jobs on the first row that is free for it."""
    rows: list[list[_Drawn]] = []
    for line in lines:
        for row in rows:
            if _append(row, line):
                break
        else:
            rows.append(list(line))
    return rows


def _append(row: list[_Drawn], line: Sequence[_Drawn]) -> bool:
    """Put a line of jobs at the end of a row; False, and nothing done, when the row is taken there."""
    joined = _joined(row[-1], line[0])
    if joined is None:
        return False
    row[-1] = joined[0]
    row += [joined[1], *line[1:]]
    return True


def _joined(before: _Drawn, after: _Drawn) -> tuple[_Drawn, _Drawn] | None:
    """Two jobs as they stand on one row; None when they overlap.

    One job until 2016-09 and the next from 2016-09 do not overlap for all anybody knows. Each then gives up
    the part of the date they share that the other may have: they meet where the more precise date begins.
    """
    if before.span.last < after.span.first:
        return before, after
    end, start = before.job.end, after.job.start
    if end is None or start is None or not end.overlaps(start):
        return None
    meeting = max(end.first, start.first)
    if not before.span.first < meeting <= after.span.last:
        return None
    return (
        _Drawn(before.job, replace(before.span, last=meeting - A_DAY)),
        _Drawn(after.job, replace(after.span, first=meeting)),
    )


# --- the other lanes --------------------------------------------------------------------------------


def _point(
    record: Record, lane: Lane, when: PartialDate, mark: MarkKind, *, last: date, planned: bool
) -> Span:
    return Span(
        record_id=record.id,
        lane=lane,
        row=0,
        first=when.first,
        last=last,
        open_start=False,
        open_end=False,
        planned=planned,
        label=record.heading,
        mark=mark,
    )


class _Points(InOrder[R, Lane, Span]):
    """The points of all the records of a kind, by lanes."""

    def __init__(
        self, career: Career, kind: type[R], point: Callable[[R], Span | None], *lanes: Lane
    ) -> None:
        def place(record: R) -> Place[Lane, Span] | None:
            span = point(record)
            return Place((span.lane,), (span.first, span.last), span) if span is not None else None

        super().__init__(career, (kind,), lanes, place)
        self._lanes = lanes
        self._ends: Memo[date] = Memo()

    def by_lane(self) -> Mapping[Lane, tuple[Span, ...]]:
        """The points in each lane; the same tuple as before where none of the lane has changed."""
        return {lane: self.of(lane) for lane in self._lanes}

    def last(self) -> date:
        """The last day that any of them covers; of none, the first of all days."""
        return max(self._end(lane, spans) for lane, spans in self.by_lane().items())

    def _end(self, lane: Lane, spans: tuple[Span, ...]) -> date:
        known = self._ends.get(lane, spans, None)
        if known is not None:
            return known
        return self._ends.put(lane, spans, None, max((span.last for span in spans), default=date.min))


def _goals(career: Career, today: date, done: frozenset[str]) -> _Points[Goal]:
    point = partial(_goal_point, today=today, done_keys=done)
    return _Points(career, Goal, point, Lane.LEARNING, Lane.GOALS)


def _goal_point(goal: Goal, today: date, done_keys: frozenset[str]) -> Span | None:
    done = goal.column in done_keys
    when = came_to_stay(goal, done_keys) if done else goal.due
    if when is None:
        return None
    lane = Lane.LEARNING if goal.goal_kind == "learning" else Lane.GOALS
    mark: MarkKind = "learning" if lane is Lane.LEARNING else "done" if done else "planned"
    last = _latest_day(when, today) if done else when.last
    return _point(goal, lane, when, mark, last=last, planned=not done)


def _talks(career: Career, today: date) -> _Points[Interaction]:
    return _Points(career, Interaction, partial(_talk_point, today=today), Lane.PEOPLE)


def _talk_point(talk: Interaction, today: date) -> Span:
    last = _latest_day(talk.on, today)
    return _point(talk, Lane.PEOPLE, talk.on, "done", last=last, planned=False)


def _challenges(career: Career, today: date) -> Iterator[Span]:
    for challenge in career.all(Challenge):
        latest = max((attempt.on for attempt in challenge.attempts), key=lambda on: on.sort_key, default=None)
        when = challenge.ended or latest or challenge.started
        if when is not None:
            planned = challenge.status in {"idea", "accepted"} or when.is_after(today)
            last = when.last if planned else _latest_day(when, today)
            yield _point(challenge, Lane.CHALLENGES, when, "challenge", last=last, planned=planned)


def _visions(career: Career, today: date) -> Iterator[Span]:
    for vision in career.all(Vision):
        if vision.status == "retired":
            continue
        year = PartialDate(vision.target_year or today.year + vision.horizon)
        yield _point(vision, Lane.VISION, year, "vision", last=year.last, planned=vision.status != "reached")
