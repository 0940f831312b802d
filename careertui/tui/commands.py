"""One declaration a command: the footer, the help, the palette and the key to remap all come from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding

_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "colon": ":",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "plus": "+",
    "equals_sign": "=",
    "minus": "-",
    "escape": "esc",
    "enter": "enter",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
}


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
    """

    id: str
    keys: str
    label: str
    help: str
    footer: bool = False
    everywhere: bool = False

    @property
    def method(self) -> str:
        """The name of the method that does it."""
        return f"do_{self.id.rpartition('.')[2]}"

    def binding(self) -> Binding:
        """The Textual binding that runs it."""
        return Binding(
            self.keys,
            f"command('{self.id}')",
            self.label,
            show=self.footer,
            priority=self.everywhere,
            tooltip=self.help,
            id=self.id,
        )


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """The bindings of several commands."""
    return [command.binding() for command in commands]


def key_name(keys: str) -> str:
    """How the first of a binding's keys is written for a person."""
    first = keys.partition(",")[0].strip()
    return _NAMES.get(first, first)
