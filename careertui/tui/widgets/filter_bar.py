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
from careertui.tui.widgets.line_input import LineInput

Complete = Callable[[str], Completion]
"""From what stands before the cursor to how it could go on."""
SayIt = Callable[[int, "tuple[str, ...]"], Content]
"""From a width in cells and how the line could go on to what is said under it."""


class FilterLine(LineInput):
    """Where a filter is typed; tab goes on with it, and again for the next way."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete(1)", "Complete", show=False),
        Binding("shift+tab", "complete(-1)", "Complete the other way", show=False),
        Binding("ctrl+s", "keep", "Save under a name", show=False),
        Binding("down", "submit", "To the records", show=False),
    ]

    class KeepWanted(Message):
        """The filter is to be saved under a name."""

    def __init__(self, complete: Complete) -> None:
        placeholder = "words  #tag  due:<2027  is:open  -not   ⇥ completes"
        super().__init__(placeholder=placeholder, id="filter", select_on_focus=False)
        self.cursor_blink = False
        self._complete = complete
        self._offered = Completion(0, ())
        self._before = ""
        self._taken = -1

    @property
    def ways(self) -> tuple[str, ...]:
        """How what is typed could go on, the next that tab takes first."""
        ways = self._offered.ways
        return (*ways[self._taken + 1 :], *ways[: self._taken + 1])

    def look(self) -> None:
        """Look what could be typed next, unless tab has just put it there."""
        if self._taken >= 0 and self.value == self._with(self._taken):
            return
        self._before = self.value
        self._taken = -1
        at_end = self.cursor_position == len(self.value)
        self._offered = self._complete(self.value) if at_end and self.value else Completion(0, ())

    def action_complete(self, step: int) -> None:
        """Take the next way to go on; where there is only one, another tab looks further."""
        ways = self._offered.ways
        if not ways:
            return
        at = (0 if step > 0 else -1) if self._taken < 0 else self._taken + step
        self._taken = at % len(ways)
        self.value = self._with(self._taken)
        self.cursor_position = len(self.value)
        if len(ways) == 1:
            self._taken = -1  # what was taken is typed now, and may go on

    def _with(self, taken: int) -> str:
        return self._before[: self._offered.start] + self._offered.ways[taken]

    def action_keep(self) -> None:
        """Ask for it to be saved."""
        self.post_message(self.KeepWanted())


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
        self._line = FilterLine(complete)
        self._line.add_class("hidden")
        self._said = Static("", classes="hidden", markup=False)
        self._say = say

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

    def open(self) -> None:
        """Begin to type, or go on."""
        self._line.remove_class("hidden")
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
            ways = self._line.ways if self.is_open else ()
            self._said.update(self._say(max((self.size.width or self.app.size.width) - 4, 1), ways))

    def on_resize(self) -> None:
        """What fits is another now."""
        self.refresh_said()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._line.look()
        self.post_message(self.Typed())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.close()
        self.post_message(self.Entered())
