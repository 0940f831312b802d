"""Reading the file that an import is given."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from careertui.errors import CareerError, NotFoundError
from careertui.paths import open_to_read

if TYPE_CHECKING:
    from careertui.exchange.draft import Draft

LARGEST = 50 << 20
"""Bytes of a file that are read at most: a hundred times the largest CV, and no burden on a small host."""
STDIN = "-"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_draft(file: str) -> Draft:
    """What the file, or standard input when it is `-`, would add to a career.

    Raises:
        NotFoundError: when there is no such file.
        CareerError: when it is a folder, not text, too large, may not be read, or is of no known format.
    """
    from careertui.exchange import formats

    return formats.read(_content(file), name_of(file))


def name_of(file: str) -> str:
    """What to call the file in a sentence."""
    return "standard input" if file == STDIN else Path(file).name


def _content(file: str) -> bytes:
    if file == STDIN:
        if sys.stdin is None:
            raise CareerError("Standard input is closed.")
        return _checked(sys.stdin.buffer, "standard input")
    path = Path(file).expanduser()
    if path.is_dir():
        raise CareerError(f"{path} is a folder.", "Name a file in it.")
    try:
        with open_to_read(path) as opened:
            return _checked(opened, str(path))
    except FileNotFoundError:
        raise NotFoundError(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        hint = "`careertui import -` reads standard input." if path.is_fifo() else ""
        raise CareerError(
            f"{path} cannot be read ({getattr(error, 'strerror', None) or error}).", hint
        ) from error


def _checked(opened: BinaryIO, name: str) -> bytes:
    content = opened.read(LARGEST + 1) or b""
    if len(content) > LARGEST:
        raise CareerError(f"{name} is larger than {LARGEST >> 20} MB.", "Nothing was read of it.")
    if not content.strip():
        raise CareerError(f"{name} is empty.")
    if b"\0" in content and not content.startswith(_UTF_16_MARKS):
        raise CareerError(f"{name} is not a text file.", "A CV in JSON Resume ends in .json.")
    return content
