"""The front door of the command line: parse what was typed, and hand it to the command it names."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType

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
    return command(Session(arguments.store, now, arguments.passphrase_fd), arguments)


_MODULES: Mapping[str | None, str] = MappingProxyType(
    {
        None: "screens",
        "demo": "screens",
        "import": "importing",
        "config": "configuring",
        "practices": "practising",
        "review": "reviewing",
        "choose": "choosing",
        "brag": "advocating",
        "case": "advocating",
        "capture": "capturing",
        "stone": "stone",
        "adrift": "sight",
        "lock": "locking",
        "unlock": "locking",
        **dict.fromkeys(("undo", "redo", "restore", "where", "doctor"), "upkeep"),
    }
)
"""The module of each command; those of the records have the rest."""


def _commands_beside(name: str | None) -> Mapping[str | None, Command]:
    """The commands of the module that has this one; only that module is loaded, with all it needs."""
    module = import_module(f"careertui.cli.{_MODULES.get(name, 'records')}")
    commands: Mapping[str | None, Command] = module.COMMANDS
    return commands
