"""One writer at a time, across processes and threads, without ever waiting for long.

`flock` rather than a lock library: those cost 45 ms to import, and the kernel releases a flock when its
holder dies, however it dies. It does not exclude clients on other hosts of an NFS mount.

Nor is it fair: a session that saves one thing after the other has it again before one that waits has looked.
So who has waited knocks, by touching the file, and who hears it stands back for a moment after letting go.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from careertui.errors import StoreError
from careertui.store.files import PRIVATE_FILE, close, make_private, make_private_folder

PATIENCE = 2.5
"""Seconds to wait for another session before saying so."""
_FIRST_PAUSE = 0.0005
_LONGEST_PAUSE = 0.005  # short beside the time a save takes, so that a busy writer does not starve others
_KNOCK_AFTER = 0.1
"""Seconds to wait before knocking: two sessions that write much take turns of that length."""
_STAND_BACK = 0.02
"""Seconds in which whoever knocked takes the lock: a few looks of theirs, also on a machine under load."""


class BusyError(StoreError):
    """Another session keeps the lock."""


class Lock:
    """A lock file, made with its folder at the first use, and held by one thread of one process at a time."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self._path = path
        self._patience = patience
        self._descriptor = -1
        self._depth = 0
        self._knock = 0
        self._stand_back_until = 0.0
        self._threads = threading.RLock()

    @contextlib.contextmanager
    def held(self, patience: float | None = None) -> Iterator[None]:
        """Hold the lock; a thread that already holds it goes straight on.

        Args:
            patience: seconds to wait for another session or thread; None for the lock's own.

        Raises:
            BusyError: when another keeps it for longer.
        """
        patience = self._patience if patience is None else patience
        give_up = time.monotonic() + patience
        if not self._threads.acquire(timeout=patience):
            raise self._busy()
        try:
            if not self._depth:
                self._acquire(give_up)
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                if not self._depth:
                    self._release()
        finally:
            self._threads.release()

    def close(self) -> None:
        """Give the lock file back."""
        with self._threads:
            if self._descriptor >= 0:
                close(self._descriptor)
                self._descriptor = -1

    def _release(self) -> None:
        if self._latest_knock() != self._knock:
            self._stand_back_until = time.monotonic() + _STAND_BACK
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        except OSError:
            self.close()  # which gives the lock back, too

    def _acquire(self, give_up: float) -> None:
        if self._descriptor < 0:
            make_private_folder(self._path.parent)
            flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
            self._descriptor = os.open(self._path, flags, PRIVATE_FILE)
            make_private(self._descriptor)  # whoever may open it may keep us waiting
        polite = min(self._stand_back_until, give_up) - time.monotonic()
        if polite > 0:
            time.sleep(polite)
        pause = _FIRST_PAUSE
        knock_from = time.monotonic() + _KNOCK_AFTER
        while True:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= give_up:
                    raise self._busy() from None
                if time.monotonic() >= knock_from:
                    with contextlib.suppress(OSError):
                        os.utime(self._descriptor, ns=(time.time_ns(), time.time_ns()))
                time.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            else:
                self._knock = self._latest_knock()
                return

    def _latest_knock(self) -> int:
        with contextlib.suppress(OSError):
            return os.fstat(self._descriptor).st_mtime_ns
        return self._knock

    def _busy(self) -> BusyError:
        return BusyError(
            "Another session is writing to this career and has not finished.",
            f"Nothing was changed. If it hangs, end it and try again ({self._path} is its lock).",
        )
