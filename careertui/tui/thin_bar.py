"""The thumb of a scroll bar as one stroke, as panes draw it: a block beside cards reads as a card."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

_STROKE = "┃"
_HELD = "grab"
"""What Textual notes in the style of the thumb: a press there takes hold of it."""


class ThinBar(ScrollBarRender):
    """Draws what Textual would draw, with a stroke in every cell of the thumb."""

    @classmethod
    def render_bar(cls, *args: Any, **where: Any) -> Segments:
        """The parts of the bar, each with what a press there does."""
        drawn = super().render_bar(*args, **where)
        if where.get("vertical", True):
            back = Style(bgcolor=where["back_color"], color=where["bar_color"])
            thin = {segment: _thin(segment, back) for segment in set(drawn.segments)}
            drawn.segments = [thin[segment] for segment in drawn.segments]
        return drawn


def _thin(segment: Segment, stroke: Style) -> Segment:
    style = segment.style
    if style is None or style.meta.get("@mouse.down") != _HELD:
        return segment
    return Segment(_STROKE, stroke + Style(meta=style.meta))
