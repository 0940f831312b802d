"""A text in the person's own editor: the terminal is theirs until it ends, and ours again whatever it did."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from textual.app import App

from careertui.domain.quoting import short
from careertui.errors import CareerError, RefusedError
from careertui.planner.planner import EditorFile

FALLBACKS = ("vi", "nano")
"""What is tried where the person has named no editor."""
_CALM = (
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1005l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l\x1b[?1049l"
    b"\x1b[?25h\x1b[?7h\x1b[?1l\x1b[?6l\x1b[4l\x1b>\x1b[<u\x1b[r\x1b(B\x0f\x1b[0m\x1b[0 q\r"
)
"""What an editor may have left on, off: mouse, focus, paste, the other screen, keypad, margins, colours."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What came back from an editor.

    Attributes:
        text: what it left, where that differs from what the record holds; None when it does not.
        remark: what the person should know about it, as a sentence; empty when all is as it should be.
        file: where the text still lies; it can go once the text is somewhere safe.
    """

    text: str | None
    remark: str
    file: EditorFile

    def let_go(self) -> None:
        """The text is somewhere safe."""
        self.file.let_go()


def editor_command() -> list[str]:
    """The person's editor and its arguments: `$VISUAL`, else `$EDITOR`, else the first fallback there is.

    Raises:
        RefusedError: when none is found, with what to do.
    """
    for variable in ("VISUAL", "EDITOR"):
        said = os.environ.get(variable, "").strip()
        if said:
            return _split(said, variable)
    for fallback in FALLBACKS:
        found = shutil.which(fallback)
        if found:
            return [found]
    raise RefusedError("No editor was found.", "Name yours in $EDITOR, such as EDITOR=nano.")


def _split(said: str, variable: str) -> list[str]:
    try:
        command = shlex.split(said)
    except ValueError as error:
        raise RefusedError(
            f"${variable} cannot be understood: {error}.", f"It is {short(said, 60)!r}."
        ) from error
    if not command or shutil.which(command[0]) is None:
        raise RefusedError(
            f"The editor {short(said, 60)!r} was not found.", f"${variable} names it; nothing was changed."
        )
    return command


def edited(app: App[Any], file: EditorFile) -> Edited:
    """Let the person edit a text in their editor; returns once that has ended.

    Args:
        app: gives the terminal away, and takes it back.
        file: the text.

    Raises:
        CareerError: when there is no editor or no terminal to give away, or what it left is no text; the
            sentence says where that lies, and nothing is lost.
    """
    try:
        command = editor_command()
        if not app._driver or not app._driver.can_suspend:  # noqa: SLF001 - there is no public way to ask
            raise RefusedError("An editor needs a terminal of its own, which there is not here.")
    except CareerError:
        if not file.is_left_over:
            file.let_go()
        raise
    # Nothing may be raised in here: the terminal would stay given away.
    with app.suspend(), _terminal_kept(), _signals_for_the_editor():
        remark = _run([*command, str(file.path)])
    app.refresh(layout=True)
    text = file.text()
    if file.is_left_over and not remark:
        remark = "The editor began with what an earlier one had left."
    return Edited(text if text != file.given else None, remark, file)


def _run(command: list[str]) -> str:
    """Run it to its end; returns what went wrong, as a sentence."""
    try:
        # On the file Textual draws on: standard output may be a pipe.
        screen = sys.__stderr__
        code = subprocess.run(command, check=False, stdout=screen, stderr=screen).returncode  # noqa: S603 - the person's own choice, from their environment
    except (OSError, ValueError) as error:
        return f"The editor could not be started: {error}."
    if code < 0:
        return f"The editor was ended by {_signal_name(-code)}; what it had written is kept."
    if code > 0:
        return f"The editor ended with code {code}; what it had written is kept."
    return ""


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


@contextlib.contextmanager
def _signals_for_the_editor() -> Iterator[None]:
    """Keys that end or stop a program are meant for the editor.

    Handlers that do nothing, and not SIG_IGN, which the editor would inherit.
    """
    quiet = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGQUIT)}
    # Stopped and brought back together with the editor, and without drawing over it.
    quiet |= {number: signal.signal(number, signal.SIG_DFL) for number in (signal.SIGTSTP, signal.SIGCONT)}
    try:
        yield
    finally:
        for number, handler in quiet.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _terminal_kept() -> Iterator[None]:
    """Give the terminal back as it was found, whatever an editor that crashed has left on."""
    descriptor = sys.__stdin__.fileno() if sys.__stdin__ is not None else 0
    attributes = None
    with contextlib.suppress(OSError, termios.error, ValueError):
        attributes = termios.tcgetattr(descriptor)
    try:
        yield
    finally:
        background = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        with contextlib.suppress(OSError, termios.error, ValueError):
            os.tcsetpgrp(descriptor, os.getpgrp())  # a shell that was killed leaves its job in front
        with contextlib.suppress(OSError, termios.error, ValueError):
            os.write(2, _CALM)
        with contextlib.suppress(OSError, termios.error, ValueError):
            if attributes is not None:
                termios.tcsetattr(descriptor, termios.TCSADRAIN, attributes)
        signal.signal(signal.SIGTTOU, background)
