"""The last line of defence: no control character of anybody's text reaches the terminal."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class InertFilter(LineFilter):
    """Takes control and bidi characters out of every line drawn, whatever widget drew it.

    `presentation` has made them visible already; what is left comes from widgets that show text as it was
    typed. They take no cell of their own there, so they are removed, which keeps the widths.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The same segments with inert text."""
        if not any(_CONTROL.search(segment.text) for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(_CONTROL.sub("", segment.text), segment.style)
            for segment in segments
        ]
