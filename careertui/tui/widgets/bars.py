"""The line at the top that says where you are, and the one at the bottom that says what you can do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from careertui.tui.tabs import Tab, nav_parts, tabs_in


class Nav(Widget):
    """The screens by number, the one you are on marked, and the date.

    Args:
        tabs: the screens.
        active: the mode of the one that is shown.
        dates: the day, written out; the first form that fits is shown.
    """

    DEFAULT_CSS = "Nav { height: 1; width: 100%; background: $background; }"
    ALLOW_SELECT: ClassVar[bool] = False

    class Picked(Message):
        """A screen was clicked."""

        def __init__(self, mode: str) -> None:
            super().__init__()
            self.mode = mode

    def __init__(self, tabs: Sequence[Tab], active: str, dates: Sequence[str]) -> None:
        super().__init__()
        self._tabs = tabs
        self._active = active
        self._dates = tuple(dates)

    def render(self) -> Content:
        """The line; where it is narrow it is closer, then only the active screen has its name."""
        return Content.assemble(*nav_parts(self._tabs, self._active, self._dates, self.size.width, cell_len))

    def on_click(self, event: events.Click) -> None:
        """Go to the screen under the pointer."""
        end = 0
        drawn = tabs_in(self._tabs, self._active, self._dates, self.size.width, cell_len)
        for tab, parts in zip(self._tabs, drawn, strict=True):
            end += sum(cell_len(text) for text, _ in parts)
            if event.x < end:
                self.post_message(self.Picked(tab.mode))
                return


class KeyBar(Widget):
    """The half-dozen keys that matter here, as many as fit."""

    DEFAULT_CSS = "KeyBar { height: 1; width: 100%; background: $surface; padding: 0 1; }"
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[tuple[str, str, bool], ...] = ()
        self._help_key = "?"

    def show(self, hints: Sequence[tuple[str, str, bool]], help_key: str = "?") -> None:
        """Show these keys: each with its label and whether it can be used now; and the one of the help."""
        if (tuple(hints), help_key) != (self._hints, self._help_key):
            self._hints, self._help_key = tuple(hints), help_key
            self.refresh()

    def render(self) -> Content:
        """The keys, the most telling first; what cannot run goes first where there is no room for all."""
        tail = _hint(self._help_key, "keys", available=True)
        room = self.size.width - 2 - tail.cell_length
        hints = [(_hint(*hint), hint[2]) for hint in self._hints]
        while hints and sum(content.cell_length + 2 for content, _ in hints) > room:
            idle = [place for place, (_, available) in enumerate(hints) if not available]
            del hints[idle[-1] if idle else -1]
        return Content("  ").join([*(content for content, _ in hints), tail])


def _hint(key: str, label: str, available: bool) -> Content:
    # Bold as well: where there is no colour, or a pale one, that tells what runs from what does not.
    if available:
        return Content.assemble((key, "bold $stone"), (f" {label}", "$muted"))
    return Content.styled(f"{key} {label}", "$faint")
