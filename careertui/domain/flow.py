"""How a goal came across the board: how long it stood in each column, and how long it took.

The column history holds the day each column was entered, as precisely as it is known. A date without a
day counts from the middle of what it covers, and whatever is measured from it is only *about* so long.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from careertui.domain.career import Career
from careertui.domain.goal import Board, ColumnEntry, Goal
from careertui.domain.partial_date import PartialDate, length_in_words


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days.

    Attributes:
        first: its first day.
        last: its last day, never before the first.
        about: whether one of the two is not known to the day.
    """

    first: date
    last: date
    about: bool = False

    @property
    def days(self) -> int:
        """How many days lie between."""
        return (self.last - self.first).days

    @property
    def words(self) -> str:
        """How long that is: `3 weeks`, `about 2 months`, `under a day`."""
        length = length_in_words(self.first, self.last) if self.days else "under a day"
        return f"about {length}" if self.about and self.days else length


@dataclass(frozen=True, slots=True)
class Stay:
    """A goal's time in one column, all its visits taken together.

    Attributes:
        column: the column's key.
        span: as many days as it was there, counted back from today.
    """

    column: str
    span: Span


def stays(goal: Goal, board: Board, today: date) -> tuple[Stay, ...]:
    """How long a goal stood in each column until it was done, in the order it first came there."""
    totals: dict[str, tuple[int, bool]] = {}
    for column, span in _visits(goal, board, today):
        days, about = totals.get(column, (0, False))
        totals[column] = (days + span.days, about or span.about)
    return tuple(
        Stay(column, Span(today - timedelta(days=days), today, about))
        for column, (days, about) in totals.items()
    )


def cycle_time(goal: Goal, board: Board) -> Span | None:
    """From first leaving the first column to being done; None while it is open, or where nobody knows.

    A goal that never stood in the first column was under way from the first column it came to.
    """
    if goal.column not in board.done_keys:
        return None
    began, ended = _set_out(goal, board), _done_on(goal)
    if began is None or ended is None or began is ended:
        return None
    return _between(began.at, ended.at)


def under_way(goal: Goal, board: Board, today: date) -> Span | None:
    """Since first leaving the first column, for an open goal that has left it."""
    began = _set_out(goal, board)
    if began is None or goal.column in board.done_keys | {board.columns[0].key}:
        return None
    return _between(began.at, PartialDate.of(today))


def age(goal: Goal, board: Board, today: date) -> Span | None:
    """Since an open goal first came onto the board."""
    if not goal.history or goal.column in board.done_keys:
        return None
    return _between(goal.history[0].at, PartialDate.of(today))


def done_in(career: Career, board: Board, year: int) -> int:
    """How many goals on the board were finished in a year."""
    return sum(
        goal.column in board.done_keys
        and entered is not None
        and entered.first.year == entered.last.year == year
        for goal in career.all(Goal)
        for entered in (goal.entered(),)
    )


def held_up(career: Career) -> dict[str, tuple[Goal, ...]]:
    """The goals that wait for each goal, by its id."""
    found: dict[str, tuple[Goal, ...]] = {}
    for goal in career.all(Goal):
        for id_ in goal.waits_for:
            found[id_] = (*found.get(id_, ()), goal)
    return found


def _visits(goal: Goal, board: Board, today: date) -> Iterator[tuple[str, Span]]:
    """Each visit to a column that does not mean done, with the next entry, or today, as its end."""
    for entry, following in pairwise(goal.history):
        if entry.column not in board.done_keys:
            yield entry.column, _between(entry.at, following.at)
    last = goal.history[-1] if goal.history else None
    if last is not None and last.column == goal.column and last.column not in board.done_keys:
        yield last.column, _between(last.at, PartialDate.of(today))


def _set_out(goal: Goal, board: Board) -> ColumnEntry | None:
    first = board.columns[0].key
    return next((entry for entry in goal.history if entry.column != first), None)


def _done_on(goal: Goal) -> ColumnEntry | None:
    return next((entry for entry in reversed(goal.history) if entry.column == goal.column), None)


def _between(began: PartialDate, ended: PartialDate) -> Span:
    last = _middle(ended)
    return Span(min(_middle(began), last), last, not (began.day and ended.day))


def _middle(day: PartialDate) -> date:
    return day.first + (day.last - day.first) / 2
