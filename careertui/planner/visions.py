"""The vision board: the order of the visions within a band, and moving one to another horizon."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from careertui.domain.horizons import Band, bands
from careertui.domain.quoting import quoted
from careertui.domain.vision import Vision
from careertui.planner.planner import Planner


def move_along(planner: Planner, vision: Vision, step: int) -> bool:
    """Move a vision one place on (1) or back (-1) in its band; False when it stands at the end already."""
    _, band = _standing(planner, vision)
    place = _place(band, vision)
    if not 0 <= place + step < len(band.visions):
        return False
    _put_at(planner, vision, band, place + step, f"Move {quoted(vision.title)}")
    return True


def move_by_rows(planner: Planner, vision: Vision, step: int, across: int) -> Band | None:
    """Move a vision one row down (1) or up (-1), where a band has `across` places in a row.

    Past the last row of its band it comes into the next one, at the end that is nearer to where it was;
    its horizon is then that of the new band, counted from today. A band before the first is now.

    Returns:
        The band it stands in now; None when there is none in that direction, and nothing was done.
    """
    shown, band = _standing(planner, vision)
    place = _place(band, vision)
    last = len(band.visions) - 1
    if 0 <= place // across + step <= last // across:
        _put_at(planner, vision, band, min(place + step * across, last), f"Move {quoted(vision.title)}")
        return band
    if band.horizon is None:
        return None
    ahead = [other for other in shown if other.horizon is not None]
    if ahead[0].horizon:
        ahead.insert(0, Band(0))
    there = ahead.index(band) + step
    if not 0 <= there < len(ahead):
        return None
    target = ahead[there]
    horizon = target.horizon or 0
    _put_at(
        planner,
        vision,
        target,
        0 if step > 0 else len(target.visions),
        f"Move {quoted(vision.title)} to {target.words}",
        horizon=horizon,
        target_year=planner.today.year + horizon,
    )
    return target


def reach(planner: Planner, visions: Sequence[Vision]) -> bool:
    """Note that visions are reached, or ahead again where all were; returns whether they are reached."""
    reached = any(vision.status != "reached" for vision in visions)
    label = "Reached" if reached else "Ahead again"
    what = quoted(visions[0].title) if len(visions) == 1 else f"{len(visions)} visions"
    with planner.change(f"{label}: {what}") as change:
        for vision in visions:
            change.put(vision.revised(status="reached" if reached else "active"))
    return reached


def _standing(planner: Planner, vision: Vision) -> tuple[Sequence[Band], Band]:
    """The bands, and the one that a vision stands in."""
    shown = planner.derived(bands, planner.today)
    return shown, next(band for band in shown if any(other.id == vision.id for other in band.visions))


def _place(band: Band, vision: Vision) -> int:
    return next(index for index, other in enumerate(band.visions) if other.id == vision.id)


def _put_at(planner: Planner, vision: Vision, band: Band, place: int, label: str, **changes: Any) -> None:
    """Keep a vision, with these changes, at a place in a band; the others make room, as one step."""
    order = [other for other in band.visions if other.id != vision.id]
    order.insert(place, vision)
    with planner.change(label) as change:
        for rank, other in enumerate(order, 1):
            moved = changes if other.id == vision.id else {}
            if moved or other.rank != rank:
                change.put(other.revised(rank=float(rank), **moved))
