"""The goal board: which goals stand where, and moving them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, get_args

from careertui.domain.career import Career, board_of
from careertui.domain.goal import Board, Column, Goal, GoalKind
from careertui.domain.horizons import near_to_far
from careertui.domain.index import InOrder, Place
from careertui.domain.quoting import quoted
from careertui.domain.vision import Vision
from careertui.planner.planner import RANK_STEP, Planner

Banding: TypeAlias = Literal["", "vision", "kind"]
"""What the board's bands are made by; empty for no bands."""

_CLOSEST = 1e-6
"""Ranks nearer than this are spread anew before another goal goes between them."""


@dataclass(frozen=True, slots=True)
class FinishFirst:
    """The goal to finish before another is begun, in a column that holds more than its limit.

    Attributes:
        goal: that goal.
        why: what speaks for it: `4 of 5 steps are done`, `it has been there since 9 Aug 2026`.
    """

    goal: Goal
    why: str


def goals_by_column(career: Career) -> dict[str, tuple[Goal, ...]]:
    """The goals of each column as they are shown: by rank, and where done the latest first.

    A goal whose column is gone stands in the first one.
    """
    columns = board_of(career).columns
    standing = career.derived(_standing, columns)
    return {column.key: standing.of(column.key) for column in columns}


def _standing(career: Career, columns: tuple[Column, ...]) -> InOrder[Goal, str, Goal]:
    keys = [column.key for column in columns]
    done = {column.key for column in columns if column.done}

    def place(goal: Goal) -> Place[str, Goal]:
        key = goal.column if goal.column in keys else keys[0]
        return Place((key,), (_entered(goal).toordinal() if key in done else goal.rank,), goal)

    return InOrder(career, (Goal,), keys, place, backwards=done)


def band_of(career: Career, goal: Goal, by: Banding) -> str:
    """The band of the board that a goal stands in: its kind, or the first vision it serves that is kept.

    It is empty without bands, and for a goal that serves none.
    """
    if by == "kind":
        return goal.goal_kind
    if by == "vision":
        return next((id_ for id_ in goal.serves if isinstance(career.get(id_), Vision)), "")
    return ""


def in_bands(
    career: Career, columns: Mapping[str, Sequence[Goal]], by: Banding
) -> dict[str, dict[str, list[Goal]]]:
    """The goals of each column by band: kinds in the form's order, visions near to far.

    Goals that serve no vision come last. Without bands, all stand in one, called "".
    """
    found: dict[str, dict[str, list[Goal]]] = {}
    for key, goals in columns.items():
        for goal in goals:
            band = band_of(career, goal, by)
            if band not in found:
                found[band] = {other: [] for other in columns}
            found[band][key].append(goal)
    if by == "kind":
        return {kind: found[kind] for kind in get_args(GoalKind) if kind in found}
    order = [vision.id for vision in near_to_far(career) if vision.id in found]
    archived = [band for band in found if band and band not in order]
    return {band: found[band] for band in (*order, *archived, "") if band in found}


def move_across(planner: Planner, goals: Sequence[Goal], step: int) -> str:
    """Move goals so many columns on or back, to the end of the column; returns what was done.

    Goals already in the outermost column stay.
    """
    board = planner.board
    keys = [column.key for column in board.columns]
    standing = planner.derived(goals_by_column)
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
    what = quoted(moved[0].title) if len(moved) == 1 else f"{len(moved)} goals"
    label = f"Move {what} to {name}"
    with planner.change(label) as change:
        for goal in moved:
            change.put(goal)
    return label


def move_within(planner: Planner, goal: Goal, step: int, among: Sequence[str] = ()) -> bool:
    """Move a goal one place up (-1) or down (1) in its column; False when it is at the end already.

    Done goals are ordered by when they were finished, so they stay.

    Args:
        planner: keeps it.
        goal: the goal.
        step: -1 or 1.
        among: the ids of the goals to change places with, where not all of the column are in sight: the
            goal passes the next of these, and with it whatever stands between.
    """
    if goal.column in planner.board.done_keys:
        return False
    column = planner.derived(goals_by_column).get(goal.column, ())
    ids = among or [other.id for other in column]
    place = ids.index(goal.id) if goal.id in ids else None
    if place is None or not 0 <= place + step < len(ids):
        return False
    others = [other for other in column if other.id != goal.id]
    passed = next((index for index, other in enumerate(others) if other.id == ids[place + step]), None)
    if passed is None:
        return False
    reorder(planner, goal, others, passed + (step > 0), "up" if step < 0 else "down")
    return True


def reorder(planner: Planner, goal: Goal, others: Sequence[Goal], place: int, direction: str) -> None:
    """Give a goal a rank that puts it at a place among the others of its column."""
    low = others[place - 1].rank if place else others[place].rank - 2 * RANK_STEP
    high = others[place].rank if place < len(others) else others[place - 1].rank + 2 * RANK_STEP
    with planner.change(f"Move {quoted(goal.title)} {direction}") as change:
        if high - low > _CLOSEST:
            change.put(goal.revised(rank=(low + high) / 2))
        else:
            order = [*others[:place], goal, *others[place:]]
            for index, other in enumerate(order, 1):
                change.put(other.revised(rank=index * RANK_STEP))


def finish_first(career: Career, column: str) -> FinishFirst | None:
    """The goal to finish first, when a column holds more than its limit; None when it does not.

    It is the one nearest to done: of those that nothing holds up, the one with the greatest part of its
    steps ticked; where no step is, the one that has been in the column longest.
    """
    limit = next((c.limit for c in board_of(career).columns if c.key == column), None)
    goals = career.derived(goals_by_column).get(column, ())
    if limit is None or len(goals) <= limit:
        return None
    first = min(goals, key=lambda goal: (bool(still_waits_for(career, goal)), -_ticked(goal), _entered(goal)))
    entered = first.entered()
    if _ticked(first):
        return FinishFirst(first, f"{first.steps_done} of {len(first.steps)} steps are done")
    return FinishFirst(first, f"it has been there since {entered.words}" if entered else "it stands first")


def still_waits_for(career: Career, goal: Goal) -> tuple[Goal, ...]:
    """The goals that hold a goal up: those it waits for that are not done."""
    if not goal.waits_for:
        return ()
    done = board_of(career).done_keys
    others = (career.get(id_) for id_ in goal.waits_for)
    return tuple(other for other in others if isinstance(other, Goal) and other.column not in done)


def _ticked(goal: Goal) -> float:
    return goal.steps_done / len(goal.steps) if goal.steps else 0.0


def _column_name(board: Board, key: str) -> str:
    return next((column.name for column in board.columns if column.key == key), key)


def _entered(goal: Goal) -> date:
    entered = goal.entered()
    return entered.first if entered else date.min
