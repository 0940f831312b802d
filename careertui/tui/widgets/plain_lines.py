"""Lines on their way to the screen without detours, for widgets that have nothing around their content.

Textual makes every line of a widget anew, cell by cell of borders and padding it might have, and with it
goes whatever was worked out of the line before: what the filters make of it, and its parts. For a column of
cells that is a bar, or nothing at all, this costs more than what stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

if TYPE_CHECKING:
    _Base = Widget
else:
    _Base = object  # mixins, so that Textual finds the styles and keys of the widget they are for


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
        strips.append(_filtered(strip, filters, ground).crop(crop.x, crop.right))
    return strips


def _filtered(strip: Strip, filters: Sequence[LineFilter], ground: Color) -> Strip:
    for one in filters:
        strip = strip.apply_filter(one, ground)
    return strip


def strips_of(widget: Widget, content: Content, width: int) -> list[Strip]:
    """A text as the lines of a widget, wrapped to a width in cells and filled.

    Textual would note in the style of each piece where it stands, for whoever selects text with the mouse;
    no two pieces then look alike to what remembers what it made of a style.
    """
    style = widget.visual_style
    strips = []
    for line in content.split("\n", allow_blank=True) if "\n" in content.plain else (content,):
        if line.cell_length <= width and "\t" not in line.plain:
            drawn = [Segment(text, ink.rich_style) for text, ink in line.render(style, end="")]
            strips.append(Strip(drawn, line.cell_length).extend_cell_length(width, style.rich_style))
        else:
            strips += Visual.to_strips(widget, line, width, None, style, pad=True, apply_selection=False)
    return strips


class PlainBar(ScrollBar):
    """An upright scroll bar, a cell wide, of which each kind of cell is made once."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its cells, one a line."""
        bar = cast("ScrollBarRender", self.render())
        style = bar.style if isinstance(bar.style, Style) else Style.parse(bar.style)
        cells = bar.render_bar(
            size=self.size.height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            back_color=style.bgcolor,  # type: ignore[arg-type]  # Textual means Rich's colours
            bar_color=style.color,  # type: ignore[arg-type]
        ).segments
        _, ground = self.background_colors
        under, filters = self.visual_style.rich_style, self.get_line_filters()
        kinds = ((cell, Strip([cell], 1).apply_style(under)) for cell in set(cells))
        drawn = {cell: _filtered(strip, filters, ground) for cell, strip in kinds}
        return [drawn[cells[y]] for y in crop.line_range]


class HasPlainBar(_Base):
    """For a widget that scrolls up and down: its bar is a plain one."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar at the side, which is as tall as the widget."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = PlainBar(name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)  # noqa: SLF001 - as Textual begins its own
        return self._vertical_scrollbar


class Ground(_Base):
    """For a container of which nothing is seen but its ground, between what it holds."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The same line again and again."""
        _, ground = self.background_colors
        strip = Strip.blank(crop.width, self.visual_style.rich_style)
        return [_filtered(strip, self.get_line_filters(), ground)] * crop.height
