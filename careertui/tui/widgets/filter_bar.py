"""The line that filters a screen, and the one under it that says in English what is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from careertui.domain.completion import Completion
from careertui.tui.commands import key_of
from careertui.tui.widgets.completing_line import Complete, CompletingLine

SayIt = Callable[[int, "tuple[str, ...]"], Content]
"""From a width in cells and how the line could go on to what is said under it."""


class FilterLine(CompletingLine):
    """Where a filter is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Save the filter under a name", show=False, id="filter.keep"),
        Binding(
            "enter,down", "submit", "Keep the filter, and go to the records", show=False, id="filter.done"
        ),
    ]

    class KeepWanted(Message):
        """The filter is to be saved under a name."""

    def action_keep(self) -> None:
        """Ask for it to be saved."""
        self.post_message(self.KeepWanted())

    @property
    def next_ways(self) -> tuple[str, ...]:
        """How what is typed could go on, the next that is taken first."""
        return (*self.ways[self.taken + 1 :], *self.ways[: self.taken + 1])


class FilterBar(Vertical):
    """The filter of a screen: hidden while there is none; one line while it is on, two while it is typed.

    Args:
        complete: how a line could go on.
        say: what is said under it.
    """

    DEFAULT_CSS = """
    FilterBar { height: auto; background: $background; }
    FilterBar > Input, FilterBar > Input:focus {
        border: none; height: 1; padding: 0 2; background: $cursor;
    }
    FilterBar > Static { height: 1; padding: 0 2; }
    FilterBar > .hidden { display: none; }
    """

    class Typed(Message):
        """The line is another now."""

    class Entered(Message):
        """The line is done: on to the records."""

    def __init__(self, complete: Complete, say: SayIt) -> None:
        super().__init__()
        self._line = FilterLine(lambda typed: complete(typed) if typed else Completion(0), id="filter")
        self._line.add_class("hidden")
        self._said = Static("", classes="hidden", markup=False)
        self._say = say
        self._shown = Content()

    def compose(self) -> ComposeResult:
        """The line, and what is said under it."""
        yield self._line
        yield self._said

    @property
    def line(self) -> str:
        """What is typed."""
        return self._line.value

    @property
    def is_open(self) -> bool:
        """Whether it is being typed."""
        return not self._line.has_class("hidden")

    def key(self, id_: str) -> str:
        """The key of a binding of the line, as remapped."""
        return key_of(self.app, id_, self._line)

    def open(self) -> None:
        """Begin to type, or go on."""
        self._line.remove_class("hidden")
        self._line.placeholder = (
            f"words  #tag  due:<2027  is:open  -not   {self.key('line.complete')} completes"
        )
        self.screen.set_focus(self._line)  # at once, where `focus` waits until the screen is idle
        self._line.look()
        self.refresh_said()

    def close(self, line: str | None = None) -> None:
        """Stop typing, with the line as it is, or another; nobody is told."""
        if line is not None:
            with self._line.prevent(Input.Changed):
                self._line.value = line
                self._line.cursor_position = len(line)
        self._line.add_class("hidden")
        self.refresh_said()

    def refresh_said(self) -> None:
        """Say anew what is shown."""
        is_on = bool(self.line.strip())
        self._said.set_class(not is_on, "hidden")
        if is_on:
            ways = self._line.next_ways if self.is_open else ()
            said = self._say(max((self.size.width or self.app.size.width) - 4, 1), ways)
            if not said.is_same(self._shown):
                self._shown = said
                self._said.update(said, layout=False)  # it is one line, whatever it says

    def on_resize(self) -> None:
        """What fits is another now."""
        self.refresh_said()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.close()
        self.post_message(self.Entered())
