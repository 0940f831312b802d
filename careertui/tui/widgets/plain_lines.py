"""Lines on their way to the screen without detours, for widgets that have nothing around their content.

Textual makes every line of a widget anew, cell by cell of borders and padding it might have, and with it
goes whatever was worked out of the line before: what the filters make of it, and its parts. For a column of
cells that is a bar, or nothing at all, this costs more than what stands beside it.
"""

from __future__ import annotations

from typing import cast

from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget


def plain_lines(widget: Widget, crop: Region) -> list[Strip]:
    """Some lines of a widget as it gives them, through the filters.

    Args:
        widget: it; it has no border, padding or tint.
        crop: which of its cells.
    """
    _, ground = widget.background_colors
    width, style, filters = widget.size.width, widget.visual_style.rich_style, widget.get_line_filters()
    strips = []
    for y in crop.line_range:
        strip = widget.render_line(y).adjust_cell_length(width, style)
        for one in filters:
            strip = strip.apply_filter(one, ground)
        strips.append(strip.crop(crop.x, crop.right))
    return strips


class PlainBar(ScrollBar):
    """A scroll bar."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its cells, one a line."""
        return plain_lines(self, crop)


class Ground:
    """For a container of which nothing is seen but its ground, between what it holds."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The same line again and again."""
        widget = cast("Widget", self)  # a mixin, so that Textual finds the container's own styles
        _, ground = widget.background_colors
        strip = Strip.blank(crop.width, widget.visual_style.rich_style)
        for one in widget.get_line_filters():
            strip = strip.apply_filter(one, ground)
        return [strip] * crop.height
