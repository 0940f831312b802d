"""The vision board: the order of the visions within a band."""

from __future__ import annotations

from careertui.domain.career import Career
from careertui.domain.vision import Vision
from careertui.planner.planner import Planner


def in_order(career: Career) -> tuple[Vision, ...]:
    """The visions as they are shown: by horizon, near to far, and within a band by rank."""
    return tuple(sorted(career.all(Vision), key=_place))


def move_within_band(planner: Planner, vision: Vision, step: int) -> bool:
    """Move a vision one place on (1) or back (-1) in its band; False when it stands at the end already."""
    band = [other for other in in_order(planner) if other.horizon == vision.horizon]
    place = next(index for index, other in enumerate(band) if other.id == vision.id)
    if not 0 <= place + step < len(band):
        return False
    band[place], band[place + step] = band[place + step], band[place]
    with planner.change(f"Move “{vision.title[:40]}”") as change:
        for rank, other in enumerate(band, 1):
            if other.rank != rank:
                change.put(other.revised(rank=float(rank)))
    return True


def _place(vision: Vision) -> tuple[int, float, str]:
    return (vision.horizon, vision.rank, vision.id)
