"""Moving several records of a manual order at once: they keep their order, and together they are one step."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from careertui.domain.goal import Goal
from careertui.domain.vision import Vision
from careertui.planner.planner import RANK_STEP, Planner

T = TypeVar("T")


def shift(
    planner: Planner, orders: Iterable[Sequence[Goal | Vision]], chosen: Collection[str], step: int
) -> bool:
    """Move some of the records of several orders one place on (1) or back (-1); False when none can go on.

    Those at the end stay, and those next to them behind them, so nobody among the chosen is overtaken.

    Args:
        planner: keeps them.
        orders: all that stand in each order, as it is shown.
        chosen: the ids of those to move.
        step: 1 or -1.
    """
    moved: list[Goal | Vision] = []
    count, kind = 0, ""
    for order in orders:
        before = list(order)
        after = shifted(before, [record.id in chosen for record in before], step)
        if after != before:
            kind = before[0].kind
            count += sum(record.id in chosen for record in before)
            moved += _ranked(after)
    if moved:
        with planner.change(f"Move {count} {kind}s {'on' if step > 0 else 'back'}") as change:
            for record in moved:
                change.put(record)
    return bool(moved)


def _ranked(order: Sequence[Goal | Vision]) -> list[Goal | Vision]:
    """Those whose rank has to change for this order."""
    ranks = sorted(record.rank for record in order)
    if len(set(ranks)) < len(ranks):
        ranks = [number * RANK_STEP for number in range(1, len(ranks) + 1)]
    return [
        record.revised(rank=rank) for record, rank in zip(order, ranks, strict=True) if record.rank != rank
    ]


def shifted(order: Sequence[T], moving: Sequence[bool], step: int) -> list[T]:
    """The order with those that move one place further in the direction of the step, where one is free."""
    found, moves = list(order), list(moving)
    places = range(len(found) - 2, -1, -1) if step > 0 else range(1, len(found))
    for place in places:
        beside = place + step
        if moves[place] and not moves[beside]:
            found[place], found[beside] = found[beside], found[place]
            moves[place], moves[beside] = moves[beside], moves[place]
    return found
