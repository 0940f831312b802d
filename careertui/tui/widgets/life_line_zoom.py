"""How much of a life line is seen at once, and where the window on it stands. All of it is pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from careertui.domain.scale import ZOOMS, Scale
from careertui.domain.timeline import A_DAY
from careertui.tui.widgets.life_line import LifeLine

WHOLE = "whole life"
"""The widest zoom, where there is more to see than twenty years."""
OPENS_WHOLE = 150.0
"""Days a cell may hold at most for the canvas to open with the whole life in sight."""
_NOW_AT_MOST = 0.9
"""The part of the width at which the now line stands at most: a title begun today has room beside it."""
_NOW_WITH_MUCH_AHEAD = 0.62
"""The same where the years ahead fill the rest."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What holds the window in time: a day, and the part of the width at which it stands."""

    day: date = date.min
    part: float = 0.0


def zooms_of(view: LifeLine | None) -> tuple[str, ...]:
    """The zooms there are, the widest first."""
    if view is None or (view.last - view.first).days <= _days_seen(ZOOMS[0]):
        return ZOOMS
    return (WHOLE, *ZOOMS)


def opening_zoom(view: LifeLine, width: int) -> str:
    """The whole life where it can be told apart in so many cells; else the widest zoom after it."""
    opens_whole = WHOLE in zooms_of(view) and _days_per_cell(view, WHOLE, width) <= OPENS_WHOLE
    return WHOLE if opens_whole else ZOOMS[0]


def home(view: LifeLine, zoom: str) -> Anchor:
    """Where the now line stands unless it is moved: with the past that there is before it.

    A part of the width is kept for what lies ahead, and most of it where nothing does, as in a CV that has
    just been taken in: then there is more past to see.
    """
    seen = _days_seen(zoom)
    lived, ahead = (view.today - view.first).days / seen, (view.last - view.today).days / seen
    furthest = max(_NOW_AT_MOST - max(ahead, 0.0), _NOW_WITH_MUCH_AHEAD)
    return Anchor(view.today, min(max(lived + 0.05, 0.15), furthest))


def scale_at(view: LifeLine, zoom: str, anchor: Anchor, width: int) -> Scale:
    """How days fall into so many cells, the anchor's day at its part of them."""
    per_cell = _days_per_cell(view, zoom, width)
    if zoom == WHOLE:
        return Scale(Scale(view.first, per_cell).day(-1), per_cell)
    cell = round(anchor.part * width)
    start = Scale(anchor.day, per_cell).day(-cell)
    if Scale(start, per_cell).cell(anchor.day) < cell and start > date.min:
        start -= A_DAY
    return Scale(start, per_cell)


def _days_seen(zoom: str) -> float:
    return Scale.fit(zoom, 1, date(2000, 1, 1)).days_per_cell


def _days_per_cell(view: LifeLine, zoom: str, width: int) -> float:
    """How many days a cell holds at a zoom; the whole life leaves a cell free before it and two after."""
    if zoom == WHOLE:
        return max((view.last - view.first).days + 1, 1) / max(width - 3, 1)
    return _days_seen(zoom) / width
