"""Asking for a passphrase: at the terminal without showing it, or from a descriptor that a script names.

Never from an argument or the environment, where every process of the host may read it.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import termios
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from careertui.cli import diagnostics
from careertui.domain.inert import inert
from careertui.errors import CareerError, RefusedError, TerminalError, WrongPassphraseError
from careertui.open import Ask

TRIES = 3
LONGEST = 4096
"""Bytes; a terminal takes no longer line."""
_TERMINAL = "/dev/tty"
_ECHO_AT = 3
"""Where termios keeps what the terminal does with what is typed."""
_SIGNALS = (
    signal.SIGINT,
    signal.SIGQUIT,
    signal.SIGTERM,
    signal.SIGHUP,
    signal.SIGTSTP,
    signal.SIGCONT,  # after a SIGSTOP, which cannot be heard, a shell has set the terminal anew
)
"""What may end or stop a process at its terminal."""


class Passphrases:
    """Where this run of the command line gets passphrases from.

    Args:
        descriptor: one that a script has opened, with one passphrase a line; None for the terminal.
    """

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self._lines: Iterator[bytes] | None = None

    def present(self, path: Path) -> Ask:
        """Gives the passphrase of a career, and says so when it was not the one."""

        def ask(attempt: int) -> bytes:
            from_script = self._descriptor is not None
            if attempt > (1 if from_script else TRIES):
                raise WrongPassphraseError(
                    f"That is not the passphrase of {path}.", "Nothing was read or changed; try again."
                )
            if attempt > 1:
                diagnostics.say("That is not the passphrase.")
            return self._one(f"Passphrase of {path}: ")

        return ask

    def new(self) -> bytes:
        """A passphrase for a new lock, typed twice.

        Raises:
            RefusedError: when it is empty, or the second differs.
        """
        said = self._one("New passphrase: ")
        if not said:
            raise RefusedError("An empty passphrase locks nothing.", "Nothing was changed.")
        if self._descriptor is None and self._one("The same again: ") != said:
            raise RefusedError("The two are not the same.", "Nothing was changed; try again.")
        return said

    def _one(self, prompt: str) -> bytes:
        if self._descriptor is None:
            return _plain(_typed(prompt))
        if self._lines is None:
            self._lines = iter(_all_of(self._descriptor).split(b"\n"))
        try:
            return _plain(next(self._lines))
        except StopIteration:
            raise RefusedError(
                f"There is no more passphrase on descriptor {self._descriptor}.", "Give one a line."
            ) from None


def _plain(said: bytes) -> bytes:
    """The same bytes however a keyboard composes its letters; what is not UTF-8 as it is."""
    try:
        return unicodedata.normalize("NFC", said.decode("utf-8")).encode("utf-8")
    except UnicodeDecodeError:
        return said


def _all_of(descriptor: int) -> bytes:
    """What a script says, which closes the descriptor: nothing that is started later gets to see it."""
    said = b""
    try:
        while len(said) <= LONGEST and (more := os.read(descriptor, LONGEST)):
            said += more
    except OSError as error:
        raise CareerError(
            f"No passphrase can be read from descriptor {descriptor} ({error.strerror}).",
            "Open it in the shell, as in --passphrase-fd 3 3<file.",
        ) from error
    finally:
        if descriptor > 2:
            with contextlib.suppress(OSError):
                os.close(descriptor)
    if len(said) > LONGEST:
        raise CareerError(f"A passphrase is no longer than {LONGEST:,} bytes.", "Nothing was changed.")
    return said


def _typed(prompt: str) -> bytes:
    """A line typed at the terminal itself, whatever the standard streams are, and not shown."""
    try:
        terminal = os.open(_TERMINAL, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise TerminalError(
            "The career is locked, and there is no terminal to ask for its passphrase.",
            "A script gives it with --passphrase-fd N.",
        ) from error
    said: bytes | None = None
    try:
        while said is None:  # a signal that came before has stopped us, and we go on
            termios.tcflush(terminal, termios.TCIFLUSH)  # in the background, this waits for the foreground
            with _held_back() as signals, _unseen(terminal):
                os.write(terminal, inert(prompt).encode())
                said = _line(terminal, signals)
    except (OSError, termios.error) as error:
        raise TerminalError(f"The terminal cannot be asked for a passphrase ({error}).") from error
    finally:
        os.close(terminal)
    if not said:
        raise RefusedError("No passphrase was typed.", "Nothing was read or changed.")
    return said.removesuffix(b"\n")


def _line(terminal: int, signals: int) -> bytes | None:
    """What is typed until the end of the line, or of the input; None where a signal comes first."""
    said = b""
    while not said.endswith(b"\n"):
        if signals in select.select([terminal, signals], [], [])[0]:
            return None
        with contextlib.suppress(BlockingIOError):  # somebody else has read it
            more = os.read(terminal, LONGEST)
            if not more:
                break
            said += more
    return said


@contextlib.contextmanager
def _held_back() -> Iterator[int]:
    """Signals do what they do at the end only, once the terminal is given back; yields what tells of them.

    Raised where they fall, one could fall between what is done to the terminal and what undoes it.
    """
    hears, tells = os.pipe()
    os.set_blocking(tells, False)
    told = signal.set_wakeup_fd(tells)  # around the handlers: no signal that they take goes unheard
    before = {number: signal.signal(number, lambda _number, _frame: None) for number in _SIGNALS}
    try:
        yield hears
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(told)
        os.close(tells)
        with os.fdopen(hears, "rb") as heard:
            came = heard.read()
        for held in came:
            os.kill(os.getpid(), held)


@contextlib.contextmanager
def _unseen(terminal: int) -> Iterator[None]:
    """What is typed is not shown; the terminal is given back as it was found."""
    before = termios.tcgetattr(terminal)
    quiet = list(before)
    quiet[_ECHO_AT] &= ~(termios.ECHO | termios.ECHONL)
    try:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, quiet)
        yield
    finally:
        with contextlib.suppress(OSError, termios.error):  # of a terminal that is gone
            termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
            os.write(terminal, b"\n")
