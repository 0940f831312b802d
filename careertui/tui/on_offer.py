"""What can be asked for here and now: the rows of the help, and what the palette offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from textual.app import App

from careertui.planner.planner import Planner
from careertui.tui.commands import CURSOR, Command, key_names, keys_in_force
from careertui.tui.dialogs.help import HelpRow, HelpSection
from careertui.tui.dialogs.palette import Offer
from careertui.tui.dialogs.saved_filters import saved_filters
from careertui.tui.screens.base import GRAMMAR, CareerScreen
from careertui.tui.tabs import TABS

SAVED = "filter."
"""Begins the ids under which the palette has the saved filters."""
THEME = "theme."
"""Begins the ids of the commands that show everything in a theme."""


def help_sections(app: App[Any], title: str, everywhere: Iterable[Command]) -> list[HelpSection]:
    """The keys that work on the screen in front.

    Args:
        app: the application, which knows what is remapped.
        title: what the screen is called.
        everywhere: the commands that belong to no screen.
    """
    here = _commands_here(app)
    own = [command for command in here if command not in GRAMMAR]
    shared = [command for command in here if command in GRAMMAR]
    sections = [
        (f"On {title}", _help_rows(app, own)),
        ("On every screen of records", [*_help_rows(app, shared), *_moving(app)]),
        ("Everywhere", _help_rows(app, everywhere)),
    ]
    return [section for section in sections if section[1]]


def palette_offers(app: App[Any], planner: Planner, everywhere: Iterable[Command]) -> list[Offer]:
    """All that the palette can run: the screen's own commands, those of everywhere, themes, saved filters.

    Args:
        app: the application, which knows what is remapped.
        planner: where the filters are kept.
        everywhere: the commands that belong to no screen.
    """
    commands = [*_commands_here(app), *everywhere, *_themes(app)]
    offered = [(command, _keys_of(app, command), _why_not(app, command)) for command in commands]
    return [*offered, *_saved_filters(app, planner)]


def _commands_here(app: App[Any]) -> Sequence[Command]:
    return app.screen.commands() if isinstance(app.screen, CareerScreen) else ()


def _why_not(app: App[Any], command: Command) -> str | None:
    return app.screen.refusal(command) if isinstance(app.screen, CareerScreen) else None


def _keys_of(app: App[Any], command: Command) -> str:
    """The keys that run a command now, as remapped, with spaces between them."""
    return key_names(keys_in_force(app, command.id, command.keys))


def _help_rows(app: App[Any], commands: Iterable[Command]) -> list[HelpRow]:
    return [(_keys_of(app, command), command.help, _why_not(app, command)) for command in commands]


def _moving(app: App[Any]) -> list[HelpRow]:
    """The keys of the cursor, several in a row."""
    keys = [_keys_of(app, command).partition(" ")[0] for command in CURSOR]
    rows = ["Move; the arrow keys do too", "The first, the last", "Half a page down, up"]
    return [
        (" ".join(row), said, None) for row, said in zip((keys[:4], keys[4:6], keys[6:]), rows, strict=True)
    ]


def _themes(app: App[Any]) -> Iterator[Command]:
    """A command for each theme there is, which the palette offers by name."""
    for name in sorted(app.available_themes):
        yield Command(f"{THEME}{name}", "", f"theme {name}", f"Show everything in the theme {name}")


def _saved_filters(app: App[Any], planner: Planner) -> Iterator[Offer]:
    """The saved filters as commands, by their names."""
    labels = {tab.mode: tab.label for tab in TABS}
    for kept in saved_filters(planner, app.current_mode):
        if kept.screen in labels:
            about = f"{labels[kept.screen]}: {kept.said}"
            yield Command(f"{SAVED}{kept.id}", "", kept.name, about), "", None
