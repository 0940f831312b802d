"""Today as it stood when the career was let go: its lines as they were drawn, to be shown while it opens."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from textual.content import Content, Span

from careertui import __version__
from careertui.settings import Settings

Hint = tuple[str, str, bool]
"""A key, what it does, and whether it can be used."""


@dataclass(frozen=True, slots=True)
class Line:
    """What stands at one place of a list, over one line or several.

    Attributes:
        key: names it.
        plain: how it is drawn.
        under_cursor: how it is drawn with the cursor on it.
        hints: the keys that matter there.
    """

    key: str
    plain: tuple[Content, ...]
    under_cursor: tuple[Content, ...]
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A list.

    Attributes:
        lines: what stands in it.
        heights: how many lines each of them takes.
        height: how many the list takes.
        empty: what it says when there is nothing in it.
    """

    lines: tuple[Line, ...]
    heights: tuple[int, ...]
    height: int
    empty: Content


@dataclass(frozen=True, slots=True)
class Glance:
    """All of it.

    Attributes:
        headline: the head of the practices.
        classes: how the parts stand to each other.
        parts: each by its name.
    """

    headline: Content
    classes: tuple[str, ...]
    parts: Mapping[str, Part]


def meant_for(today: date, size: tuple[int, int], settings: Settings) -> str:
    """What Today depends on besides the career.

    Args:
        today: the day.
        size: the columns and lines of the window.
        settings: what the person has chosen.
    """
    columns, lines = size
    chosen = zlib.crc32(repr(settings).encode("utf-8", "replace"))
    return f"careertui {__version__}, {today}, {columns}x{lines}, {chosen:08x}"


def to_bytes(glance: Glance, meant_for: str) -> bytes:
    """As it is kept.

    Args:
        glance: what was shown.
        meant_for: what it depends on besides the career: the day, the window, the settings.
    """
    parts = {
        name: [
            [[line.key, _texts(line.plain), _texts(line.under_cursor), line.hints] for line in part.lines],
            part.heights,
            part.height,
            _text(part.empty),
        ]
        for name, part in glance.parts.items()
    }
    said = [meant_for, _text(glance.headline), glance.classes, parts]
    return orjson.dumps(said)


def from_bytes(kept: bytes, meant_for: str) -> Glance | None:
    """What was kept; None when it was for another day, window or settings, or is not whole."""
    try:
        was_for, headline, classes, parts = orjson.loads(kept)
        if was_for != meant_for:
            return None
        return Glance(
            _content(headline),
            tuple(classes),
            {
                name: Part(
                    tuple(
                        Line(key, _contents(plain), _contents(under), tuple((a, b, c) for a, b, c in hints))
                        for key, plain, under, hints in lines
                    ),
                    tuple(heights),
                    height,
                    _content(empty),
                )
                for name, (lines, heights, height, empty) in parts.items()
            },
        )
    except (ValueError, TypeError, AttributeError):
        return None


def _text(content: Content) -> list[Any]:
    # All our styles are words; a Style object would be one that Textual made, and there is none here.
    return [content.plain, [[span.start, span.end, str(span.style)] for span in content.spans]]


def _texts(contents: Sequence[Content]) -> list[list[Any]]:
    return [_text(content) for content in contents]


def _content(said: Sequence[Any]) -> Content:
    plain, spans = said
    return Content(plain, [Span(start, end, style) for start, end, style in spans])


def _contents(said: Sequence[Any]) -> tuple[Content, ...]:
    return tuple(_content(one) for one in said)
