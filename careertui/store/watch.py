"""Being told that a file in a folder has changed, instead of looking again and again: Linux's inotify.

Three system calls through `ctypes`: a library for it would be larger than this, and load for longer.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from pathlib import Path

from careertui.errors import StoreError

_MODIFY, _MOVED_TO, _CREATE, _DELETE_SELF, _MOVE_SELF = 0x2, 0x80, 0x100, 0x400, 0x800
_WHAT = _MODIFY | _MOVED_TO | _CREATE | _DELETE_SELF | _MOVE_SELF
_MOST = 1 << 16
_ELSEWHERE = frozenset(
    {"9p", "afs", "beegfs", "ceph", "cifs", "fuse.sshfs", "lustre", "nfs", "nfs4", "smb3", "smbfs"}
)
"""File systems whose files another host may change, which this host's kernel then knows nothing of."""
_OCTAL = (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\"))


class CannotWatchError(StoreError):
    """This host does not tell when something changes there; whoever wants to know has to look."""


class Watch:
    """Hears of every file that is written, made or put in place in a folder, by this process too.

    While the folder is not there yet, it is the nearest folder above it that is watched.

    Args:
        folder: the folder; what lies in folders within it does not count.

    Raises:
        CannotWatchError: when there is no way to be told.
    """

    def __init__(self, folder: Path) -> None:
        if not sys.platform.startswith("linux"):
            raise CannotWatchError("Only Linux tells of changes this way.")
        self._folder = folder
        self._watched: Path | None = None
        self._library = ctypes.CDLL(None, use_errno=True)
        self._descriptor = self._library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._descriptor < 0:
            raise CannotWatchError(f"Changes cannot be followed: {os.strerror(ctypes.get_errno())}.")
        try:
            self._watch_nearest()
        except CannotWatchError:
            self.close()
            raise

    def fileno(self) -> int:
        """What becomes readable when something has changed."""
        return int(self._descriptor)

    def take(self) -> None:
        """Note that it is known: nothing is readable until something changes again."""
        with contextlib.suppress(BlockingIOError):
            while os.read(self._descriptor, _MOST):
                pass
        if self._watched != self._folder or not self._folder.is_dir():
            self._watch_nearest()

    def close(self) -> None:
        """Hear no more."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _watch_nearest(self) -> None:
        """Watch the folder, or what there is on the way to it."""
        nearest = next(path for path in (self._folder, *self._folder.parents) if path.is_dir())
        if _file_system(nearest) in _ELSEWHERE:
            raise CannotWatchError(f"{nearest} lies on a file system that other hosts write to.")
        if self._library.inotify_add_watch(self._descriptor, os.fsencode(nearest), _WHAT) < 0:
            raise CannotWatchError(f"Changes cannot be followed: {os.strerror(ctypes.get_errno())}.")
        self._watched = nearest


def _file_system(folder: Path) -> str:
    """The kind of file system a folder lies on; empty when the host does not say."""
    there = os.path.realpath(folder)
    best, kind = "", ""
    for line in _mounts():
        mount, rest = line.split(" ", 5)[4:]
        for written, meant in _OCTAL:
            mount = mount.replace(written, meant)
        # Of two on one place the later one covers the other.
        if len(mount) >= len(best) and (there + "/").startswith(mount.rstrip("/") + "/"):
            best, kind = mount, rest.partition(" - ")[2].partition(" ")[0]
    return kind


def _mounts() -> list[str]:
    with contextlib.suppress(OSError):
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    return []
