"""The goal board: which goals stand where, and moving them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from careertui.domain.career import Career, board_of
from careertui.domain.goal import Board, Goal
from careertui.planner.planner import RANK_STEP, Planner

_CLOSEST = 1e-6
"""Ranks nearer than this are spread anew before another goal goes between them."""


def goals_by_column(career: Career) -> dict[str, tuple[Goal, ...]]:
    """The goals of each column as they are shown: by rank, and where done the latest first.

    A goal whose column is gone stands in the first one.
    """
    board = board_of(career)
    found: dict[str, list[Goal]] = {column.key: [] for column in board.columns}
    first = board.columns[0].key
    for goal in career.all(Goal):
        found.get(goal.column, found[first]).append(goal)
    done = board.done_keys
    return {
        key: tuple(sorted(goals, key=_finished, reverse=True) if key in done else sorted(goals, key=_rank))
        for key, goals in found.items()
    }


def move_across(planner: Planner, goals: Sequence[Goal], step: int) -> str:
    """Move goals so many columns on or back, to the end of the column; returns what was done.

    Goals already in the outermost column stay.
    """
    board = planner.board
    keys = [column.key for column in board.columns]
    standing = goals_by_column(planner)
    moved: list[Goal] = []
    for goal in goals:
        index = keys.index(goal.column) if goal.column in keys else 0
        target = min(max(index + step, 0), len(keys) - 1)
        if target != index:
            last = max((other.rank for other in standing[keys[target]]), default=0.0)
            moved.append(goal.revised(column=keys[target], rank=last + RANK_STEP * (len(moved) + 1)))
    if not moved:
        return ""
    name = _column_name(board, moved[0].column)
    what = f"“{moved[0].title[:40]}”" if len(moved) == 1 else f"{len(moved)} goals"
    label = f"Move {what} to {name}"
    with planner.change(label) as change:
        for goal in moved:
            change.put(goal)
    return label


def move_within(planner: Planner, goal: Goal, step: int) -> bool:
    """Move a goal one place up (-1) or down (1) in its column; False when it is at the end already.

    Done goals are ordered by when they were finished, so they stay.
    """
    if goal.column in planner.board.done_keys:
        return False
    return reorder(planner, goal, goals_by_column(planner).get(goal.column, ()), step)


def reorder(planner: Planner, record: Goal, beside: Sequence[Goal], step: int) -> bool:
    """Give a goal a rank that takes it one place up or down among those beside it."""
    others = [other for other in beside if other.id != record.id]
    place = next((index for index, other in enumerate(beside) if other.id == record.id), None)
    if place is None or not 0 <= place + step < len(beside):
        return False
    target = place + step
    low = others[target - 1].rank if target else others[target].rank - 2 * RANK_STEP
    high = others[target].rank if target < len(others) else others[target - 1].rank + 2 * RANK_STEP
    with planner.change(f"Move “{record.title[:40]}” {'up' if step < 0 else 'down'}") as change:
        if high - low > _CLOSEST:
            change.put(record.revised(rank=(low + high) / 2))
        else:
            order = [*others[:target], record, *others[target:]]
            for index, other in enumerate(order, 1):
                change.put(other.revised(rank=index * RANK_STEP))
    return True


def over_limit(career: Career, column: str) -> Goal | None:
    """The goal to finish first, when a column holds more than its limit: the one that entered it earliest."""
    limit = next((c.limit for c in board_of(career).columns if c.key == column), None)
    goals = goals_by_column(career).get(column, ())
    if limit is None or len(goals) <= limit:
        return None
    return min(goals, key=_entered)


def _column_name(board: Board, key: str) -> str:
    return next((column.name for column in board.columns if column.key == key), key)


def _rank(goal: Goal) -> tuple[float, str]:
    return (goal.rank, goal.id)


def _entered(goal: Goal) -> date:
    entered = goal.entered()
    return entered.first if entered else date.min


def _finished(goal: Goal) -> tuple[date, str]:
    return (_entered(goal), goal.id)
