"""The line over a list that says which of its views is shown, and what the others hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from careertui.tui.presentation import joined


@dataclass(frozen=True, slots=True)
class View:
    """One of the views.

    Attributes:
        name: names it.
        label: what it is called on the screen.
        count: how many records it holds.
    """

    name: str
    label: str
    count: int


class ViewStrip(Widget):
    """The views beside each other, the one that is shown between marks; a click goes to another."""

    DEFAULT_CSS = "ViewStrip { height: 2; width: 100%; padding: 0 1; background: $background; }"
    ALLOW_SELECT: ClassVar[bool] = False

    class Picked(Message):
        """A view was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._views: tuple[View, ...] = ()
        self._shown = ""
        self._note = Content()

    def show(self, views: Sequence[View], shown: str, note: Content) -> None:
        """Show these.

        Args:
            views: the views, in order.
            shown: the name of the one that is shown.
            note: what else there is to say of it, at the right where there is room.
        """
        if (tuple(views), shown, note) != (self._views, self._shown, self._note):
            self._views, self._shown, self._note = tuple(views), shown, note
            self.refresh()

    def render(self) -> Content:
        """The views, and the note where it fits."""
        line = Content().join(content for content, _ in self._drawn())
        room = self.size.width - line.cell_length - self._note.cell_length - 1
        return joined(line, " " * room, self._note) if self._note and room > 0 else line

    def _drawn(self) -> list[tuple[Content, str]]:
        """Each view with its name; closer to each other, and then without counts, where it is narrow."""
        for gap, counted in ((2, True), (0, True), (0, False)):
            drawn = [(self._tab(view, counted=counted, gap=gap), view.name) for view in self._views]
            if sum(content.cell_length for content, _ in drawn) <= self.size.width:
                break
        return drawn

    def _tab(self, view: View, *, counted: bool, gap: int) -> Content:
        count = f" {view.count}" if counted else ""
        if view.name == self._shown:
            tab = joined(("▌", "$stone"), (view.label, "bold"), (count, "$stone"), ("▐", "$stone"))
        else:
            tab = joined((f" {view.label}", "$muted"), (count, "$faint"), " ")
        return joined(tab, " " * gap)

    def on_click(self, event: events.Click) -> None:
        """Go to the view under the pointer."""
        end = self.styles.padding.left
        for content, name in self._drawn():
            end += content.cell_length
            if event.x < end and event.y == 0:
                self.post_message(self.Picked(name))
                return
