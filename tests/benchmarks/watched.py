"""A program in a pseudo-terminal, watched from outside: when it drew what, and what that cost.

What it writes is stamped as it comes and drawn only when nobody measures, so that the drawing is in no
number. Linux only: processor time, memory and wake-ups come from /proc.
"""

from __future__ import annotations

import os
import re
import select
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

from tests.benchmarks.slow_link import SlowLink
from tests.terminal import surroundings

AFTER_KEY = 0.030
"""Seconds of silence after which nothing more comes of a key."""
AFTER_START = 0.300
"""Seconds of silence after which a start is over."""
_BUSY = 0.3
"""The share of a core that a silent program uses while it still works on what it will say."""
_ASKED = b"\x1b[?2026$p"
_ANSWER = b"\x1b[?2026;2$y"
_FOR_THE_TERMINAL = re.compile(rb"\x1b\[[<=>?][0-9;:]*[ -/]*[@-~]")
"""What sets up the terminal itself; pyte would print some of it."""
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")
_WAKE_UPS = re.compile(r"^voluntary_ctxt_switches:\s+(\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Piece:
    """What came at once: seconds since the start, and the bytes."""

    at: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Pressed:
    """What came of a key: milliseconds to its last byte, and how many bytes; both 0 when nothing came."""

    settled: float
    size: int


class Watched:
    """A program that runs; a context manager that leaves nothing running.

    Args:
        command: the program and its arguments.
        home: the person's home.
        columns: the width of its terminal.
        lines: its height.
        slow: whether a slow link lies between.
    """

    def __init__(
        self, command: Sequence[str], home: Path, columns: int, lines: int, *, slow: bool = False
    ) -> None:
        self._lines = lines
        self._pieces: list[Piece] = []
        self._drawn = 0
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._gap = 0.6 if slow else 0.0
        self._patience = 5.0 if slow else 0.5
        environment = {**surroundings(home), "COLORTERM": "truecolor"}
        self._begun = time.perf_counter()
        program, *arguments = command
        self._process = pexpect.spawn(
            program, arguments, cwd=str(home), env=environment, dimensions=(lines, columns)
        )
        self._terminal = int(self._process.child_fd)
        self._link = SlowLink(self._terminal) if slow else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.close()

    # --- what comes -----------------------------------------------------------------------------------

    @property
    def received(self) -> int:
        """How many bytes have come."""
        return sum(len(piece.data) for piece in self._pieces)

    @property
    def _source(self) -> int:
        return self._link.reader if self._link else self._terminal

    def _read(self, patience: float) -> Piece | None:
        """The next thing that comes; None when nothing does within `patience` seconds, or nothing will."""
        if not select.select([self._source], [], [], patience)[0]:
            return None
        try:
            data = os.read(self._source, 65_536)
        except OSError:  # a pseudo-terminal whose program has ended
            data = b""
        if not data:
            return None
        piece = Piece(time.perf_counter() - self._begun, data)
        self._pieces.append(piece)
        if _ASKED in data:
            self.send(_ANSWER)
        return piece

    def settle(self, gap: float, since: float = 0.0) -> float:
        """Read until it is silent for `gap` seconds and does not work; when it last said something."""
        gap, last, used, looked = max(gap, self._gap), since, self.processor_time, time.perf_counter()
        while True:
            piece = self._read(gap)
            if piece is not None:
                last = piece.at
                continue
            now, then = self.processor_time, time.perf_counter()
            if now - used < _BUSY * (then - looked):
                return last
            used, looked = now, then

    def wait_for(self, ready: str, patience: float = 60.0) -> tuple[float, float, float]:
        """Milliseconds until something was on the screen, until `ready` was, and until it was at rest.

        Raises:
            AssertionError: when it never comes, with the screen as it is.
        """
        paint: float | None = None
        pattern, settled = re.compile(ready, re.DOTALL), 0.0
        while time.perf_counter() - self._begun < patience:
            settled = self.settle(AFTER_START, settled)
            while self._drawn < len(self._pieces):
                piece = self._pieces[self._drawn]
                text = self._draw()
                if paint is None and text.strip():
                    paint = piece.at
                if pattern.search(text):
                    settled = self._pieces[-1].at
                    while self._drawn < len(self._pieces):
                        self._draw()
                    return (paint or piece.at) * 1e3, piece.at * 1e3, settled * 1e3
        raise AssertionError(f"{ready!r} never came; the screen:\n{self.text}")

    def appears(self, shown: str, patience: float = 60.0) -> float:
        """Milliseconds until something is on the screen, looked for as it comes.

        Raises:
            AssertionError: when it never is, with the screen as it is.
        """
        pattern = re.compile(shown, re.DOTALL)
        while (piece := self._read(patience)) is not None:
            while self._drawn < len(self._pieces):
                self._draw()
            if pattern.search(self.text):
                return piece.at * 1e3
        raise AssertionError(f"{shown!r} never came; the screen:\n{self.text}")

    def _draw(self) -> str:
        """Draw the next of what has come, and give the text that is on the screen then."""
        piece = self._pieces[self._drawn]
        self._drawn += 1
        self._stream.feed(_FOR_THE_TERMINAL.sub(b"", piece.data))
        return self.text

    @property
    def text(self) -> str:
        """The text on the screen, as far as it has been drawn."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    # --- keys -----------------------------------------------------------------------------------------

    def send(self, data: bytes) -> None:
        """Type something."""
        if self._link is not None:
            self._link.send(data)
        else:
            os.write(self._terminal, data)

    def press(self, key: bytes) -> Pressed:
        """Press a key, and wait for all that comes of it."""
        self.settle(AFTER_KEY)
        before, sent = self.received, time.perf_counter() - self._begun
        self.send(key)
        piece = self._read(self._patience)
        if piece is None:
            return Pressed(0, 0)
        last = self.settle(AFTER_KEY, piece.at)
        return Pressed((last - sent) * 1e3, self.received - before)

    def hold(self, key: bytes, seconds: float = 1.0, rate: float = 30.0) -> float:
        """Hold a key down; milliseconds from its release until the screen is at rest."""
        self.settle(AFTER_KEY)
        sent = 0.0
        for number in range(int(seconds * rate)):
            due = time.perf_counter() + 1 / rate
            sent = time.perf_counter() - self._begun
            self.send(key)
            while number < seconds * rate - 1 and (left := due - time.perf_counter()) > 0:
                self._read(left)
        return max(self.settle(AFTER_KEY, sent) - sent, 0) * 1e3

    def idle(self, seconds: float) -> tuple[int, float]:
        """Let it be: how many bytes come, and how often a second it wakes up."""
        self.settle(AFTER_START)
        size, woken, until = self.received, self._wake_ups, time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._read(left)
        return self.received - size, (self._wake_ups - woken) / seconds

    def leave(self, key: bytes) -> float:
        """Press the key that quits; milliseconds until the program has ended.

        Raises:
            AssertionError: when it does not.
        """
        self.settle(AFTER_KEY)
        ended = os.pidfd_open(self._process.pid)
        try:
            sent, sources = time.perf_counter(), [ended, self._source]
            self.send(key)
            while ready := select.select(sources, [], [], 10)[0]:
                if ended in ready:
                    return (time.perf_counter() - sent) * 1e3
                if self._read(0) is None:
                    sources.remove(self._source)
            raise AssertionError(f"it does not end; the screen:\n{self.text}")
        finally:
            os.close(ended)

    # --- what it costs the host -----------------------------------------------------------------------

    @property
    def processor_time(self) -> float:
        """Seconds of processor time of its threads."""
        stats = self._of_threads("schedstat")
        return sum(int(stat.split()[0]) for stat in stats if stat) / 1e9

    @property
    def peak(self) -> float:
        """MiB of memory at the most."""
        found = _PEAK.search(_text_of(Path(f"/proc/{self._process.pid}/status")))
        return int(found[1]) / 1024 if found else 0.0

    @property
    def _wake_ups(self) -> int:
        found = map(_WAKE_UPS.search, self._of_threads("status"))
        return sum(int(match[1]) for match in found if match)

    def _of_threads(self, name: str) -> list[str]:
        threads = Path(f"/proc/{self._process.pid}/task").glob(f"*/{name}")
        return [_text_of(thread) for thread in threads]


def _text_of(path: Path) -> str:
    """What /proc says, nothing when it is gone."""
    try:
        return path.read_text("ascii", "replace")
    except OSError:
        return ""
