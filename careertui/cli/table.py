"""Rows of text as lines: aligned and cut to a terminal's width, or separated by tabs for a program."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = "  "
WIDEST_DETAIL = 28
"""Cells that a column may take, other than the one that gives way."""
NARROWEST = 12
"""Cells that the column that gives way keeps, however narrow the terminal."""

Row = Sequence[str]


def for_programs(rows: Sequence[Row]) -> list[str]:
    """One line a row, its columns whole and separated by tabs."""
    return ["\t".join(row) for row in rows]


def for_people(rows: Sequence[Row], width: int, *, giving_way: int = 1) -> list[str]:
    """One line a row, its columns aligned, no line wider than `width` cells.

    Args:
        rows: each with the same number of columns, of text without control characters.
        width: cells of the terminal.
        giving_way: the column that is shortened first, when the others leave it too little.
    """
    if not rows:
        return []
    widths = [max(cells(text) for text in column) for column in zip(*rows, strict=True)]
    widths = [
        wide if place in {0, giving_way} else min(wide, WIDEST_DETAIL) for place, wide in enumerate(widths)
    ]
    others = sum(wide + len(GAP) for place, wide in enumerate(widths) if wide and place != giving_way)
    widths[giving_way] = min(widths[giving_way], max(NARROWEST, width - others))
    return [cut(_aligned(row, widths), width) for row in rows]


def _aligned(row: Row, widths: Sequence[int]) -> str:
    columns = [padded(cut(text, wide), wide) for text, wide in zip(row, widths, strict=True) if wide]
    return GAP.join(columns).rstrip()


def padded(text: str, width: int) -> str:
    """The text with spaces up to `width` cells."""
    return text + " " * (width - cells(text))


def cut(text: str, width: int) -> str:
    """The text, or as much of it as fits into `width` cells with an ellipsis."""
    if cells(text) <= width:
        return text
    kept, room = "", width - 1
    for letter in text:
        room -= _cells_of(letter)
        if room < 0:
            break
        kept += letter
    return f"{kept}…" if width > 0 else ""


def cells(text: str) -> int:
    """How many cells of a terminal the text takes, by Unicode's East Asian width.

    An emoji joined from several is counted as their sum, which errs towards a shorter line.
    """
    if text.isascii():
        return len(text)
    return sum(_cells_of(letter) for letter in text)


def _cells_of(letter: str) -> int:
    if letter.isascii():
        return 1
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
