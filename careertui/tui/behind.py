"""What lies behind a dialog, dimmed; drawn once, for as long as it stays the same.

Textual composes the whole screen below anew, and blends each of its colours, whenever a line of the dialog's
own ground is drawn: several times for a dialog that opens. That took longer than the dialog itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual._context import visible_screen_stack
from textual.app import RenderResult
from textual.color import Color
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.visual import RenderOptions, Visual

from careertui.tui.frames import InFrames


class Behind(Visual):
    """The lines of a screen, dimmed."""

    def __init__(self, screen: InFrames, tint: Color) -> None:
        self._strips = [_dimmed(strip, tint) for strip in screen.lines()]

    def render_strips(
        self,
        width: int,
        height: int | None,
        style: VisualStyle,  # noqa: ARG002 - Textual's signature
        options: RenderOptions,  # noqa: ARG002
    ) -> list[Strip]:
        """The lines."""
        return [strip.adjust_cell_length(width) for strip in self._strips[:height]]

    def get_optimal_width(self, rules: Any, container_width: int) -> int:  # noqa: ARG002
        """As wide as the screen."""
        return container_width

    def get_height(self, rules: Any, width: int) -> int:  # noqa: ARG002
        """As high as the screen."""
        return len(self._strips)


class ShowsBehind(InFrames):
    """For a screen over another: shows that one dimmed, and looks at it again only when it has changed."""

    _behind: Behind | None = None
    _seen: tuple[Screen[Any], Size, Color] | None = None

    def render(self) -> RenderResult:  # type: ignore[override]  # what a screen renders may be a visual, too
        """The screen below."""
        stack = visible_screen_stack.get([])  # nobody sets it who asks for lines outside a frame
        below = stack.pop() if stack else None
        tint = self.styles.background
        if not isinstance(below, InFrames) or below is self or tint.a == 1:
            return super().render()
        seen = (below, self.size, tint)
        if self._behind is None or seen != self._seen:
            self._behind, self._seen = Behind(below, tint), seen
        return self._behind

    def refresh(self, *regions: Region, **wanted: Any) -> Any:
        """Draw again; Textual names the regions where the screen below has changed."""
        if regions:
            self._behind = None
        return super().refresh(*regions, **wanted)


def _dimmed(strip: Strip, tint: Color) -> Strip:
    return Strip(
        [Segment(text, _tinted(style or Style(), tint)) for text, style, control in strip if not control],
        strip.cell_length,
    )


@lru_cache(maxsize=512)
def _tinted(style: Style, tint: Color) -> Style:
    if not tint.a:
        return style.clear_meta_and_links()
    colours = [
        (Color.from_rich_color(colour) + tint).rich_color if colour is not None else None
        for colour in (style.color, style.bgcolor)
    ]
    return style.clear_meta_and_links() + Style(color=colours[0], bgcolor=colours[1])
