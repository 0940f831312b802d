"""For NO_COLOR: no colour at all goes out, and the grounds that mean something become reverse."""

from __future__ import annotations

from collections.abc import Callable

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_NO_COLOUR = Style(color="default", bgcolor="default")


class ColourlessFilter(LineFilter):
    """Takes every colour away. Textual's own leaves greys, among which a cursor is hard to find.

    Args:
        telling: the grounds that mean something, such as the cursor's; asked for anew each time, because the
            theme may change.
    """

    def __init__(self, telling: Callable[[], frozenset[RichColor]]) -> None:
        super().__init__()
        self._telling = telling

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The same segments in the terminal's two own colours."""
        telling = self._telling()
        return [
            Segment(text, style and _colourless(style, telling), control) for text, style, control in segments
        ]


def _colourless(style: Style, telling: frozenset[RichColor]) -> Style:
    # On such a ground, what was reversed to stand out there is set right again, which stands out as well.
    reverse = bool(style.reverse) != (style.bgcolor in telling)
    return style + _NO_COLOUR + Style(reverse=reverse)
