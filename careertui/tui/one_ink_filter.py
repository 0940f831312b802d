"""In sixteen colours: words under the cursor are in one of them, whatever hue they have elsewhere.

The terminal decides what its colours are. Bright red on blue is read in some palettes and in none too well;
white on blue, and black on white, are read in all.
"""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from careertui.tui.themes import ink_under_cursor


class OneInkFilter(LineFilter):
    """Gives words on the cursor's ground the colour that is read there; marks and bars keep their own.

    Args:
        theme: the name of the theme, asked for anew each time, because it may change.
    """

    def __init__(self, theme: Callable[[], str]) -> None:
        super().__init__()
        self._theme = theme

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The same segments; in a theme of more colours, as they are."""
        found = ink_under_cursor(self._theme())
        if found is None:
            return segments
        ground, ink = found
        written = Style(color=ink)
        return [
            Segment(text, style + written, control)
            if style is not None and style.bgcolor == ground and any(map(str.isalnum, text))
            else Segment(text, style, control)
            for text, style, control in segments
        ]
