"""The terminal, on links that drop: leaves when nobody is there any more, and gives the terminal back.

Textual 8.2's own driver lives on at full speed when its input ends, crashes on a byte that is not UTF-8,
is killed by SIGHUP and SIGTERM with the terminal as it is, and looks ten times a second for a key. Everything
a person wrote is on the disk by then; this is about the terminal, the processor, and not staying behind on a
shared host.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import termios
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Any, ClassVar, Self, cast

from textual.drivers.linux_driver import LinuxDriver

from careertui.tui.first_frame import ENTER, FirstFrame
from careertui.tui.keys_from_bytes import KeysFromBytes
from careertui.tui.terminal_file import TerminalFile

LAST_MOMENT = 2.0
"""Seconds an orderly exit may take before the process ends regardless."""
_TURN = 0.0005
"""Seconds after which a thread that works gives way to one that waits: the one that writes, and the one that
reads keys, have little to do, and Python's 5 ms are longer than a frame takes to draw."""
_SCREEN = 2
"""The file Textual draws on: standard error."""
_SIGNALLED = 128
"""What a shell adds to a signal's number in the exit code of a process that it ended."""
_GIVE_BACK = (
    "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1016l\x1b[?1006l\x1b[?2048l"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"
)
"""Every mode the driver sets, unset: for when there is no time to ask it."""


class CareerDriver(LinuxDriver):
    """Textual's Linux driver, with an end."""

    _first_frame: ClassVar[FirstFrame | None] = None

    @classmethod
    def after(cls, first_frame: FirstFrame) -> type[Self]:
        """A driver that takes the terminal over from the first frame."""
        return type(cls.__name__, (cls,), {"_first_frame": first_frame})

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._file = cast("Any", TerminalFile(_SCREEN, self._nobody_reads))
        self._leaving = False
        self._is_on = False
        self._wake: tuple[int, int] | None = None

    # --- beginning and ending -------------------------------------------------------------------------

    def start_application_mode(self) -> None:
        """Take the terminal, and listen for being told to go."""
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            # Not `loop.add_signal_handler`: that waits for the loop, which may be stuck on a stalled link.
            signal.signal(number, self._told_to_go)
        sys.setswitchinterval(_TURN)
        if self._wake is None:
            self._wake = os.pipe()
        # In the background it stops in here, and comes back by way of SIGCONT.
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._is_on = True
        if self._first_frame is not None:
            self.attrs_before = self._first_frame.hand_over()

    def write(self, data: str) -> None:
        """Write to the terminal; to enter the screen it is on already would clear the first frame."""
        if data == ENTER and self._first_frame is not None and self._first_frame.is_ours:
            return
        super().write(data)

    def disable_input(self) -> None:
        """Stop reading keys; the thread that waits for one is told, so that nobody waits for it."""
        wake, self._wake = self._wake, None
        if wake is not None:
            os.write(wake[1], b".")
        super().disable_input()
        if wake is not None:
            os.close(wake[0])
            os.close(wake[1])

    def stop_application_mode(self) -> None:
        """Give the terminal back, with the report of its pixels that Textual leaves on."""
        self._is_on = False
        super().stop_application_mode()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")

    # --- being stopped, and going on ------------------------------------------------------------------

    def _sigtstp_application(self, *_: object) -> None:
        """Stop, with the terminal given back first."""
        if self._auto_restart and self._is_on:
            self.suspend_application_mode()
            self._must_signal_resume = True
        # The whole group: the shell waits for what it started, which may be a script around this.
        os.kill(0, signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Go on: with the terminal taken anew, once, whether it was given back before or not."""
        if not self._auto_restart:
            return
        if self._is_on:
            # Stopped by a SIGSTOP, which nobody hears of: the shell has the terminal as it likes it.
            self.suspend_application_mode()
            self._must_signal_resume = True
        self.resume_application_mode()

    # --- keys -----------------------------------------------------------------------------------------

    def run_input_thread(self) -> None:
        """Read keys until the driver stops or the input ends; asleep while there are none."""
        wake = self._wake
        if wake is None:
            return
        keys = KeysFromBytes(debug=self._debug)
        try:
            self._read_keys(keys, wake[0])
        finally:
            keys.close()

    def _read_keys(self, keys: KeysFromBytes, wake: int) -> None:
        poll = select.poll()
        poll.register(self.fileno, select.POLLIN)
        poll.register(wake, select.POLLIN)
        while True:
            patience = keys.patience
            ready = [file for file, _ in poll.poll(None if patience is None else patience * 1000)]
            if wake in ready:
                return
            if not ready:
                messages = keys.nothing_followed()
            elif data := self._read():
                messages = keys.feed(data)
            else:
                self._leave(_SIGNALLED + signal.SIGHUP)
                return
            for message in messages:
                self.process_message(message)

    def _read(self) -> bytes:
        """What was typed; nothing when the terminal is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    # --- leaving --------------------------------------------------------------------------------------

    def _told_to_go(self, number: int, _frame: FrameType | None) -> None:
        self._leave(_SIGNALLED + number)

    def _nobody_reads(self) -> None:
        self._leave(_SIGNALLED + signal.SIGHUP)

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
