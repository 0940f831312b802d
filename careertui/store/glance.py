"""What the first screen showed when the career was let go, for the next start to show while it opens.

It counts only for as long as the career's files are as they were then, and it is worth nothing by itself: it
is replaced without being synced, and left out where the disk refuses. A locked career has none, since it says
in the clear what records say.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path

from careertui.store.files import beside, opened, read_whole, replace_file

LARGEST = 1 << 20
"""Bytes that it may have; what is in the largest window takes a tenth."""
_TAIL = 1024
"""Bytes of the journal's end that tell one state from another where a file system's clock is coarse."""


def path_of(store: Path) -> Path:
    """Where it is kept."""
    return beside(store, ".glance")


def stamp_of(store: Path) -> str:
    """What tells one state of the career's files from every other."""
    parts = []
    for path in (store, beside(store, ".journal")):
        with contextlib.suppress(OSError), opened(os.fspath(path)) as file:
            found = os.fstat(file)
            tail = os.pread(file, _TAIL, max(found.st_size - _TAIL, 0))
            parts.append(f"{found.st_size} {found.st_mtime_ns} {zlib.crc32(tail):08x}")
            continue
        parts.append("none")
    return ", ".join(parts)


def keep(store: Path, stamp: str, shown: bytes) -> None:
    """Keep what was shown of the career as it was at a stamp; a disk that refuses costs nothing."""
    with contextlib.suppress(OSError):
        replace_file(path_of(store), stamp.encode() + b"\n" + shown, lasts=False)


def kept(store: Path) -> bytes | None:
    """What was shown of the career as it is; None when that is not kept."""
    try:
        stamp, _, shown = read_whole(path_of(store), LARGEST).partition(b"\n")
    except OSError:
        return None
    return shown if stamp.decode(errors="replace") == stamp_of(store) else None


def forget(store: Path) -> None:
    """Take it away."""
    with contextlib.suppress(OSError):
        path_of(store).unlink()
