"""The command that tells about the config file: what it may say, where it is, and what is wrong in it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from types import MappingProxyType

from careertui.cli import diagnostics, output
from careertui.cli.diagnostics import DONE, REFUSED
from careertui.cli.session import Command, Session
from careertui.paths import config_file
from careertui.settings import Settings, read_settings, write_config


def _config(_session: Session, arguments: argparse.Namespace) -> int:
    if arguments.path:
        output.line(str(config_file()))
        return DONE
    if arguments.write:
        # What the person's file says is not asked: it is written only where there is none.
        output.line(str(write_config(_text_of(Settings()))))
        return DONE
    settings = read_settings()
    if arguments.check:
        return _check(settings)
    for problem in settings.problems:
        diagnostics.say(str(problem))
    output.block(_text_of(settings))
    return DONE


def _text_of(settings: Settings) -> str:
    from careertui.tui.keymap import config_text  # the bindings are declared where the screens are

    return config_text(settings)


def _check(settings: Settings) -> int:
    from careertui.tui.keymap import problems_of

    problems = problems_of(settings)
    for problem in problems:
        diagnostics.say(str(problem))
    if problems:
        return REFUSED
    path = config_file()
    diagnostics.say(
        f"{path} is well." if path.exists() else f"There is no {path}; every setting is at its default."
    )
    return DONE


COMMANDS: Mapping[str | None, Command] = MappingProxyType({"config": _config})
"""By the name that is typed."""
