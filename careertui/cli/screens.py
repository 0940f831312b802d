"""The commands that open the screens: on the person's career, or on a made-up one."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from careertui.cli import diagnostics
from careertui.cli.demo import kept_demo, passing_demo
from careertui.cli.session import Command, Session


def _open(session: Session, arguments: argparse.Namespace) -> int:
    _have_ctrl_c_told()
    return _run_tui(session.path, arguments, session)


def _demo(session: Session, arguments: argparse.Namespace) -> int:
    from careertui.demo import DISCLAIMER
    from careertui.tui.run import refuse_what_is_no_terminal

    _have_ctrl_c_told()
    refuse_what_is_no_terminal()
    made = (
        kept_demo(Path(arguments.at).expanduser(), session.clock)
        if arguments.at
        else passing_demo(session.clock)
    )
    with made as path:
        diagnostics.say(DISCLAIMER)
        return _run_tui(path, arguments, session)


def _have_ctrl_c_told() -> None:
    """Let ctrl+c raise: the terminal is to be given back, and the folder of a passing demo taken away."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _run_tui(path: Path, arguments: argparse.Namespace, session: Session) -> int:
    from careertui.tui.run import run_tui

    return run_tui(path, ascii=arguments.ascii, ask=session.ask)


COMMANDS: Mapping[str | None, Command] = MappingProxyType({None: _open, "demo": _demo})
"""By the name that is typed; None when no command was."""
