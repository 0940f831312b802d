"""The file the screens are drawn on, for as long as somebody reads it."""

from __future__ import annotations

import contextlib
import os
import select
from collections.abc import Callable

_MOST_HELD = 1 << 16
"""Characters held back for one write; more go out at once."""


class TerminalFile:
    """Standard error as Textual's writer thread sees it, in UTF-8 whatever the locale.

    A terminal that is gone raises nothing here: the thread would end, and everything that writes to it
    would wait for ever. It is told once, and what is written afterwards goes nowhere.

    Args:
        descriptor: the terminal.
        lost: called, in the thread that writes, when the terminal is gone.
    """

    encoding = "utf-8"

    def __init__(self, descriptor: int, lost: Callable[[], None]) -> None:
        self._descriptor = descriptor
        self._lost = lost
        self._held: list[str] = []
        self._size = 0
        self._is_there = True

    def write(self, text: str) -> int:
        """Take a text in; it is on its way at the next `flush`, or when there is much of it."""
        self._held.append(text)
        self._size += len(text)
        if self._size > _MOST_HELD:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what was taken in, in one go: a frame should not come in pieces."""
        data = "".join(self._held).encode(self.encoding, "replace")
        self._held.clear()
        self._size = 0
        if not self._is_there:
            return
        try:
            self._send(memoryview(data))
        except OSError:
            self._is_there = False
            self._lost()

    def fileno(self) -> int:
        """The terminal."""
        return self._descriptor

    def isatty(self) -> bool:
        """Whether it is one."""
        return os.isatty(self._descriptor)

    def _send(self, data: memoryview) -> None:
        while data:
            # A program that shared the terminal may have left it so that a write does not wait.
            with contextlib.suppress(BlockingIOError):
                data = data[os.write(self._descriptor, data) :]
                continue
            select.select((), (self._descriptor,), ())
