"""One declaration a command: the footer, the help, the palette and the key to remap all come from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from textual.app import App
from textual.binding import Binding
from textual.keys import key_to_character

_NAMES = {
    # Textual's own names for these, which it has no public way back from.
    "slash": "/",
    "backslash": "\\",
    "at": "@",
    "plus": "+",
    "minus": "-",
    "underscore": "_",
    "escape": "esc",
    "enter": "enter",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}


Takes = Literal["", "one", "all"]
"""What a command acts on: no record, a single one, or all that are marked."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something the person can ask for.

    Attributes:
        id: names it in the config file, such as `goals.move_right`; the part after the last dot is the
            method that does it, with `do_` before.
        keys: Textual key names with commas between; the first is the one shown.
        label: one or two words for the footer.
        help: what it does, as a sentence for the help and the palette.
        footer: whether it is one of the half-dozen that matter on its screen.
        everywhere: whether its key works in dialogs and while typing, too.
        takes: what it acts on; one that takes a single record refuses while several are marked.
        stays: whether the cursor stays at its row, on what comes next, when its record goes from there.
    """

    id: str
    keys: str
    label: str
    help: str
    footer: bool = False
    everywhere: bool = False
    takes: Takes = ""
    stays: bool = False

    @property
    def method(self) -> str:
        """The name of the method that does it."""
        return f"do_{self.id.rpartition('.')[2]}"

    def binding(self, action: str = "") -> Binding:
        """The Textual binding that runs it.

        Args:
            action: what it runs, where that is not the command's own method.
        """
        return Binding(
            self.keys,
            action or f"command('{self.id}')",
            self.label,
            show=self.footer,
            priority=self.everywhere,
            tooltip=self.help,
            id=self.id,
        )


CURSOR: tuple[Command, ...] = (
    Command("cursor.left", "h,left", "left", "Move left"),
    Command("cursor.down", "j,down", "down", "Move down"),
    Command("cursor.up", "k,up", "up", "Move up"),
    Command("cursor.right", "l,right", "right", "Move right"),
    Command("cursor.first", "gg,home", "first", "Go to the first"),
    Command("cursor.last", "G,end", "last", "Go to the last"),
    Command("cursor.half_down", "ctrl+d,pagedown", "half a page down", "Half a page down"),
    Command("cursor.half_up", "ctrl+u,pageup", "half a page up", "Half a page up"),
)
"""How the cursor moves, in whatever has the focus; a letter twice means that it is pressed twice."""


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """The bindings of several commands."""
    return [command.binding() for command in commands]


def moves(**actions: str) -> list[Binding]:
    """The bindings of a widget that a cursor moves in: by the part of the id after the dot, what it runs."""
    return [
        command.binding(action)
        for command in CURSOR
        if (action := actions.get(command.id.removeprefix("cursor.")))
    ]


def keys_in_force(app: App[Any], id_: str | None, declared: str) -> str:
    """The keys of a binding as remapped, else as declared, with commas between."""
    remapped = app._keymap.get(id_ or "")  # noqa: SLF001 - Textual has no public reader; this is the one place
    return remapped or declared


def key_of(app: App[Any], id_: str, *places: object) -> str:
    """The key that runs a command of everywhere, of a screen that is open or of a widget, as remapped.

    Args:
        app: the application.
        id_: names the command.
        places: widgets that have bindings of their own, or their classes.
    """
    from careertui.tui.app import CareerApp  # these declare their own commands, made of those above
    from careertui.tui.screens.base import CareerScreen

    given = (place if isinstance(place, type) else type(place) for place in places)
    nodes = (*given, *map(type, reversed(app.screen_stack)), CareerScreen, CareerApp)
    kinds = (kind for node in nodes for kind in node.__mro__)
    declared = (bound for kind in kinds for bound in vars(kind).get("BINDINGS", ()))
    keys = next(bound.key for bound in declared if isinstance(bound, Binding) and bound.id == id_)
    return key_name(keys_in_force(app, id_, keys))


def key_name(keys: str) -> str:
    """How the first of a binding's keys is written for a person."""
    first = keys.partition(",")[0].strip() or keys
    character = key_to_character(first) or ""
    return character if character.isprintable() and character.strip() else _NAMES.get(first, first)


def key_names(keys: str) -> str:
    """How all of a binding's keys are written for a person, with spaces between them."""
    return " ".join(key_name(key) for key in keys.split(","))
