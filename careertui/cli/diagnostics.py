"""The one module that writes to stderr and decides the exit code: the boundary around every command."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from careertui.cli import output
from careertui.cli.parser import WrongUsageError
from careertui.domain.inert import inert
from careertui.errors import CareerError, TerminalError

DONE = 0
"""What was asked for is done."""
REFUSED = 1
"""It was understood and not done; stderr says why. Also: `doctor` found something."""
WRONG_USAGE = 2
"""It was not understood, or asks for screens where there is no terminal to draw them on."""
INTERRUPTED = 130
"""Ctrl+C, as a shell numbers it."""
PIPE_CLOSED = 141
"""Nobody reads stdout any more, as a shell numbers it."""

LOG_NAME = "careertui.log"


def say(text: str) -> None:
    """Tell the person something, on one line."""
    _write(inert(text))


def guarded(command: Callable[[], int]) -> int:
    """Run a command; whatever becomes of it, end with words and an exit code rather than a traceback."""
    try:
        code = command()
        output.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the boundary: what is not for a person is a fault, and logged
        return _told(error)
    return code


def _told(error: Exception) -> int:
    """Say what happened, and with which code to end."""
    match error:
        case WrongUsageError():
            _write(inert(error.usage.rstrip("\n"), lines=True))
            say(f"careertui: {error}")
            return WRONG_USAGE
        case TerminalError():
            say(f"careertui: {error}")
            return WRONG_USAGE
        case CareerError():
            say(f"careertui: {error}")
        case BrokenPipeError():
            output.abandon()
            return PIPE_CLOSED
        case output.OutputError():
            output.abandon()
            say(f"careertui: {error}")
        case _:
            _report_fault(error)
    return REFUSED


def _report_fault(error: Exception) -> None:
    from careertui.paths import state_folder

    trace = inert(_trace(error), lines=True)
    log = state_folder() / LOG_NAME
    try:
        _append(log, trace)
    except OSError as refusal:
        _write(trace)
        say(f"careertui: This is a fault in careertui. It could not be logged ({refusal.strerror}: {log}).")
    else:
        say(f"careertui: This is a fault in careertui; what is known of it stands at the end of {log}.")


def _trace(error: BaseException) -> str:
    """The lines of code that led to an error and to those before it, with the kind of each.

    What an error says is left out, since it may quote a record: the log is not locked when the career is,
    and may be sent to whoever mends the fault.
    """
    import traceback

    led_here: BaseException | None = error
    parts: list[str] = []
    while led_here is not None:
        frames = "".join(traceback.format_tb(led_here.__traceback__))
        parts.append(f"{frames}{type(led_here).__module__}.{type(led_here).__qualname__}")
        led_here = led_here.__cause__ or led_here.__context__
    return "\nand then:\n".join(reversed(parts))


def _append(log: Path, trace: str) -> None:
    """Add to the log, which is its owner's alone."""
    from careertui.open import system_clock

    for folder in reversed([path for path in (log.parent, *log.parent.parents) if not path.exists()]):
        folder.mkdir(mode=0o700, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(log, flags, 0o600)
    with open(descriptor, "a", encoding="utf-8") as file:  # noqa: PTH123 - of a descriptor, not a path
        file.write(f"{system_clock().isoformat(timespec='seconds')}\n{trace}\n")


def _write(text: str) -> None:
    # Nobody is left to tell when stderr is closed, and the exit code still says what happened.
    if sys.stderr is None:
        return
    with contextlib.suppress(OSError):
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
