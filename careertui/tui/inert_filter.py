"""The last line of defence: no control character of anybody's text reaches the terminal."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from careertui.domain.inert import LIVE

_CONTROL = re.compile(f"[{LIVE}\n]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_MARKS = 30
"""Marks on one letter: what Unicode allows for text in streams (UAX #15, D4); no script needs more."""


class InertFilter(LineFilter):
    """Takes control and bidi characters out of every line drawn, whatever widget drew it.

    `presentation` has made them visible already; what is left comes from widgets that show text as it was
    typed. They take no cell of their own there, so they are removed, which keeps the widths. So does cutting
    off marks that are heaped on one letter, which would be sent again with every redraw of their line.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The same segments with inert text."""
        if not any(_is_live(segment.text) for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(_inert(segment.text), segment.style)
            for segment in segments
        ]


def _is_live(text: str) -> bool:
    return _CONTROL.search(text) is not None or _may_be_heaped(text)


def _may_be_heaped(text: str) -> bool:
    return len(text) > _MOST_MARKS and not text.isascii() and len(text) > _MOST_MARKS + cell_len(text)


def _inert(text: str) -> str:
    text = _CONTROL.sub("", _SURROGATE.sub("�", text))
    return _unheaped(text) if _may_be_heaped(text) else text


def _unheaped(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = 0 if cell_len(character) else marks + 1
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)
