"""The terminal, on links that drop: leaves when nobody is there any more, and gives the terminal back.

Textual 8.2's own driver lives on at full speed when its input ends, crashes on a byte that is not UTF-8,
and is killed by SIGHUP and SIGTERM with the terminal as it is. Everything a person wrote is on the disk
by then; this is about the terminal, the processor, and not staying behind on a shared host.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import termios
import threading
from codecs import getincrementaldecoder
from collections.abc import Iterator
from types import FrameType

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

LAST_MOMENT = 2.0
"""Seconds an orderly exit may take before the process ends regardless."""
_LOOK = 0.1
"""Seconds between looks at whether an escape key was pressed alone, and whether to stop."""
_SCREEN = 2
"""The file Textual draws on: standard error."""
_SIGNALLED = 128
"""What a shell adds to a signal's number in the exit code of a process that it ended."""
_GIVE_BACK = (
    "\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Every mode the driver sets, unset: for when there is no time to ask it."""


class CareerDriver(LinuxDriver):
    """Textual's Linux driver, with an end."""

    def start_application_mode(self) -> None:
        """Take the terminal, and listen for being told to go."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._leaving = False
        for number in (signal.SIGHUP, signal.SIGTERM):
            # Not `loop.add_signal_handler`: that waits for the loop, which may be stuck on a stalled link.
            signal.signal(number, self._told_to_go)

    def run_input_thread(self) -> None:
        """Read keys until the driver stops or the input ends."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        while not self.exit_event.is_set():
            if poll.poll(_LOOK * 1000):
                data = self._read()
                if not data:
                    self._leave(_SIGNALLED + signal.SIGHUP)
                    return
                for event in parser.feed(decode(data)):
                    self.process_message(event)
            for event in parser.tick():
                self.process_message(event)
        with contextlib.suppress(EOFError, ParseError):
            for _ in parser.feed(""):
                pass

    def _read(self) -> bytes:
        """What was typed; nothing when the terminal is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _told_to_go(self, number: int, _frame: FrameType | None) -> None:
        self._leave(_SIGNALLED + number)

    def _leave(self, code: int) -> None:
        """Exit in order, or at the last moment without."""
        if self._leaving:
            return
        self._leaving = True
        watchdog = threading.Timer(LAST_MOMENT, self._end, (code,))
        watchdog.daemon = True
        watchdog.start()
        loop = self._app._loop  # noqa: SLF001 - the loop the application runs on has no public name
        if loop is not None:
            loop.call_soon_threadsafe(self._app.exit, None, code)

    def _end(self, code: int) -> None:
        """The loop did not come: give the terminal back from here, and end."""
        with self._whatever_happens():
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        with self._whatever_happens():
            os.set_blocking(_SCREEN, False)  # a stalled link must not keep us
            os.write(_SCREEN, _GIVE_BACK.encode())
        os._exit(code)

    @contextlib.contextmanager
    def _whatever_happens(self) -> Iterator[None]:
        """The terminal may be gone, which is why we are leaving."""
        with contextlib.suppress(OSError, termios.error, ValueError):
            yield
