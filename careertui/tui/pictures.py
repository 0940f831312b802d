"""Pictures as cells: two pixels in each, the upper one the colour of a ▀ and the lower one its ground.

Any terminal with 256 colours shows these, over SSH and inside tmux, because they are text like everything
else. Terminals with a graphics protocol could show more, but whether one can is only known by asking it:
the answer comes in among the keys a person types, late on a slow link, and tmux answers for a terminal it
may not be attached to any more. The library that does so, textual-image, asks while it is imported, must be
imported before the screens start, and says itself that a key may be lost. So careertui does not.

Pillow reads the files. It is optional (`careertui[pictures]`) and loaded with the first picture. A picture
file is data from anywhere: only common formats, bounded in bytes and pixels, and nothing raised for a bad
one, only a `NoPicture` with a sentence.
"""

from __future__ import annotations

import os
import stat
import struct
import threading
import warnings
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 25_000_000
"""A larger file is not read."""
MOST_PIXELS = 50_000_000
"""A larger picture is not decoded, whatever the size of its file."""
SIDE_KEPT = 256
"""Pixels of the longer side of what is kept in memory: more than the cells of any pane."""
MOST_KEPT = 32
"""Pictures kept in memory, a quarter of a megabyte each at most."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
"""What is read. Not every format Pillow knows: one of them starts a program."""
_UNREADABLE = (
    OSError, ValueError, TypeError, SyntaxError, EOFError, ArithmeticError, LookupError, AttributeError,
    NotImplementedError, RuntimeError, MemoryError, struct.error, zlib.error,
)  # fmt: skip
"""What Pillow's decoders raise on bytes that are not what they say they are."""

Colour = tuple[int, int, int]
Cells = tuple[tuple[tuple[Colour, Colour], ...], ...]
"""Lines of cells, each the colour of its upper and of its lower half."""


@dataclass(frozen=True, slots=True)
class NoPicture:
    """A picture that cannot be shown, and why, as a sentence."""

    why: str


_TOO_MANY = NoPicture(
    f"Its picture is not shown: it has more than {MOST_PIXELS // 1_000_000} million pixels."
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, small: `width` times `height` pixels of four bytes, red, green, blue and how opaque."""

    width: int
    height: int
    pixels: bytes

    def cells(self, columns: int, lines: int, ground: Colour) -> Cells:
        """The picture as large as it fits into so many cells, in its own proportions.

        Args:
            columns: cells across, at least 1.
            lines: cells down, at least 1.
            ground: what shows through where it is transparent.
        """
        from PIL import Image

        width, height = self.fitted(columns, lines)
        whole = Image.frombytes("RGBA", (self.width, self.height), self.pixels)
        upright = 2 * ((height + 1) // 2)
        small = Image.new("RGBA", (width, upright), (*ground, 255))
        scaled = whole.resize((width, height), Image.Resampling.LANCZOS)
        small.alpha_composite(scaled)
        raw = small.convert("RGB").tobytes()
        pixels = [(raw[at], raw[at + 1], raw[at + 2]) for at in range(0, len(raw), 3)]
        rows = [pixels[at : at + width] for at in range(0, len(pixels), width)]
        return tuple(
            tuple(zip(upper, lower, strict=True)) for upper, lower in zip(rows[::2], rows[1::2], strict=True)
        )

    def fitted(self, columns: int, lines: int) -> tuple[int, int]:
        """Its width and height in half cells when it fills that many cells: a half cell is a square."""
        scale = min(columns / self.width, 2 * lines / self.height)
        return max(round(self.width * scale), 1), max(round(self.height * scale), 1)


def picture_file(written: str, folder: Path) -> Path:
    """The file that a person means: `~` is their home, and a relative path starts at the store's folder."""
    try:
        return folder / Path(written).expanduser()
    except RuntimeError:  # there is no user of that name, so `~name` is a name like any other
        return folder / written


class Pictures:
    """Reads pictures and keeps the latest, small, until their files change.

    `read` is for a thread; `known` is quick enough for anywhere.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[Path, tuple[tuple[int, int], Picture | NoPicture]] = OrderedDict()

    def known(self, file: Path) -> Picture | NoPicture | None:
        """What was read of a file last; None when it never was."""
        kept = self._kept.get(file)
        return kept[1] if kept is not None else None

    def read(self, file: Path) -> Picture | NoPicture:
        """The picture in a file as it is now; may take as long as the disk and the decoder do."""
        try:
            about = file.stat()
        except (OSError, ValueError):
            return self._keep(file, (0, 0), NoPicture("Its picture is not there any more, or not yet."))
        stamp = (about.st_mtime_ns, about.st_size)
        kept = self._kept.get(file)
        if kept is not None and kept[0] == stamp:
            return kept[1]
        return self._keep(file, stamp, _read(file, about))

    def _keep(self, file: Path, stamp: tuple[int, int], found: Picture | NoPicture) -> Picture | NoPicture:
        with self._lock:
            self._kept[file] = (stamp, found)
            self._kept.move_to_end(file)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found


def _read(file: Path, about: os.stat_result) -> Picture | NoPicture:
    if not stat.S_ISREG(about.st_mode):
        return NoPicture("Its picture is no file that can be read.")
    if about.st_size > MOST_BYTES:
        return NoPicture(f"Its picture is not shown: the file has more than {MOST_BYTES // 1_000_000} MB.")
    try:
        from PIL import Image, ImageOps
    except ImportError:
        return NoPicture("Its picture shows once Pillow is there: pip install 'careertui[pictures]'.")
    try:
        with warnings.catch_warnings():
            # Pillow warns of many pixels, which are bounded below, and of odd bytes, which are no news.
            warnings.simplefilter("ignore")
            with Image.open(file, formats=_FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    return _TOO_MANY
                opened.draft("RGB", (2 * SIDE_KEPT, 2 * SIDE_KEPT))  # a JPEG is decoded smaller at once
                upright = ImageOps.exif_transpose(opened)
                return _small(upright)
    except Image.DecompressionBombError:
        return _TOO_MANY
    except _UNREADABLE:
        return NoPicture("Its picture cannot be read: no PNG, JPEG, GIF, WebP or BMP, or a damaged one.")


def _small(image: Image) -> Picture:
    image.thumbnail((SIDE_KEPT, SIDE_KEPT), reducing_gap=2.0)
    small = image.convert("RGBA")
    return Picture(small.width, small.height, small.tobytes())
