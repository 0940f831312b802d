"""The front door of the command line: parse what was typed, and hand it to the command it names."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from careertui.cli import diagnostics, output
from careertui.cli.diagnostics import DONE
from careertui.cli.parser import HelpWanted, parse
from careertui.cli.session import Clock, Command, Session


def main(argv: Sequence[str] | None = None, now: Clock | None = None) -> int:
    """Run one command line.

    Args:
        argv: what was typed after `careertui`; None for this process's own.
        now: the clock; None for the host's.

    Returns:
        The exit code; see `diagnostics`.
    """
    return diagnostics.guarded(lambda: _run(sys.argv[1:] if argv is None else argv, now))


def _run(argv: Sequence[str], now: Clock | None) -> int:
    try:
        arguments = parse(argv)
    except HelpWanted as wanted:
        output.block(wanted.text)
        return DONE
    output.only_ascii(arguments.ascii)
    if arguments.version:
        from careertui import __version__

        output.line(f"careertui {__version__}")
        return DONE
    command = _commands_beside(arguments.command)[arguments.command]
    return command(Session(arguments.store, now), arguments)


def _commands_beside(name: str | None) -> Mapping[str | None, Command]:
    """The commands of the module that has this one; only that module is loaded, with all it needs."""
    if name is None or name == "demo":
        from careertui.cli.screens import COMMANDS
    elif name == "import":
        from careertui.cli.importing import COMMANDS
    elif name == "config":
        from careertui.cli.configuring import COMMANDS
    elif name == "practices":
        from careertui.cli.practising import COMMANDS
    elif name == "review":
        from careertui.cli.reviewing import COMMANDS
    elif name == "choose":
        from careertui.cli.choosing import COMMANDS
    elif name in {"brag", "case"}:
        from careertui.cli.advocating import COMMANDS
    elif name == "capture":
        from careertui.cli.capturing import COMMANDS
    elif name == "stone":
        from careertui.cli.stone import COMMANDS
    elif name == "adrift":
        from careertui.cli.sight import COMMANDS
    elif name in {"undo", "redo", "restore", "where", "doctor"}:
        from careertui.cli.upkeep import COMMANDS
    else:
        from careertui.cli.records import COMMANDS
    return COMMANDS
