"""The one module that writes to stdout: rows, details and JSON, none of which a terminal can be led by."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from careertui.cli import table
from careertui.domain.ascii import in_ascii, speaks_ascii
from careertui.domain.inert import LIVE, inert

_LIVE = re.compile(f"[{LIVE}]")
_NOT_ASCII = re.compile(r"[^\x00-\x7e]")
_USUAL_WIDTH = 80


_asked_for_ascii = False


class OutputError(Exception):
    """Stdout did not take what was written to it."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"The output could not be written ({error.strerror}).")


def only_ascii(asked: bool) -> None:
    """Take note of whether the person asked for ASCII on the command line."""
    global _asked_for_ascii  # noqa: PLW0603 - like stdout itself, there is one a process
    _asked_for_ascii = asked


def line(text: str) -> None:
    """Print one line."""
    _write(inert(text))


def block(text: str) -> None:
    """Print text of our own that has lines, such as help."""
    _write(inert(text.rstrip("\n"), lines=True))


def rows(lines: Iterable[Sequence[str]], *, giving_way: int = 1) -> None:
    """Print a table: fitted to the terminal, or whole with tabs between the columns when piped."""
    safe = [[inert(cell) for cell in row] for row in lines]
    width = terminal_width()
    laid = table.for_programs(safe) if width is None else table.for_people(safe, width, giving_way=giving_way)
    for row in laid:
        _write(row)


def details(pairs: Iterable[tuple[str, str]]) -> None:
    """Print labels with their values; values of several lines stand indented under their label's column."""
    safe = [(inert(label), inert(value, lines=True).split("\n")) for label, value in pairs]
    indent = max((table.cells(label) for label, _ in safe), default=0)
    for label, values in safe:
        for place, value in enumerate(values):
            _write(f"{table.padded('' if place else label, indent)}{table.GAP}{value}".rstrip())


def json(value: Any) -> None:
    """Print a JSON document, indented, in the order given.

    A character that could lead a terminal is written as an escape, which is the same JSON; so is all
    that is not ASCII where stdout cannot write it.
    """
    import orjson

    text = orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    _write((_NOT_ASCII if _is_plain() else _LIVE).sub(_escape, text))


def terminal_width() -> int | None:
    """Cells of the terminal that stdout is; None when it is none. `COLUMNS` has the last word."""
    if not sys.stdout.isatty():
        return None
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    with contextlib.suppress(OSError):  # a stand-in for a terminal, as tests use, has no descriptor
        return os.get_terminal_size(sys.stdout.fileno()).columns or _USUAL_WIDTH
    return _USUAL_WIDTH


def flush() -> None:
    """Hand over what was printed, so that a refusal is met here and not while Python shuts down."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(error) from error


def abandon() -> None:
    """Let go of a stdout that takes no more: what is still buffered goes nowhere, and nobody complains."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _write(text: str) -> None:
    if _is_plain():
        text = in_ascii(text, table.cells)
    try:
        sys.stdout.write(f"{text}\n")
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(error) from error


def _is_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")


def _is_plain() -> bool:
    """Whether only ASCII may go out: stdout takes no more, or it is a terminal that shows no more.

    A file or a program that is piped to gets what the person wrote, as long as the encoding holds it.
    """
    return not _is_unicode() or (sys.stdout.isatty() and (_asked_for_ascii or speaks_ascii(os.environ)))


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{int.from_bytes(units[at : at + 2], 'big'):04x}" for at in range(0, len(units), 2))
