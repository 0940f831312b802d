"""For terminals that show ASCII alone: every glyph drawn becomes one that they have, in the same cell."""

from __future__ import annotations

import pickle
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from careertui.domain.ascii import in_ascii

_PRESSED = "@mouse.down"
"""What Textual notes in the style of a scrollbar's parts: what a press there does."""


class AsciiFilter(LineFilter):
    """Puts ASCII in the place of every other character, whatever widget drew it; widths stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's
        """The same segments in ASCII."""
        return [_plain(segment) for segment in segments]


def _plain(segment: Segment) -> Segment:
    text, style, control = segment
    if control:
        return segment
    if style is not None and style._meta is not None:  # noqa: SLF001 - `meta` would unpickle it each time
        bar = _scrollbar(style._meta)  # noqa: SLF001
        if bar:
            return Segment(bar * cell_len(text), style)
    return segment if text.isascii() else Segment(_ascii(text), style)


@lru_cache(maxsize=256)
def _scrollbar(meta: bytes) -> str:
    """What a part of a scrollbar is drawn with; empty for anything else. Its own glyphs mean heights here."""
    does = pickle.loads(meta).get(_PRESSED, "")  # noqa: S301 - pickled by Rich, in this process
    return "#" if does == "grab" else ":" if does else ""


@lru_cache(maxsize=4096)
def _ascii(text: str) -> str:
    return in_ascii(text, cell_len)
