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
        self._notes: tuple[Content, ...] = ()

    def show(self, views: Sequence[View], shown: str, notes: Sequence[Content]) -> None:
        """Show these.

        Args:
            views: the views, in order.
            shown: the name of the one that is shown.
            notes: what else there is to say of it, at the right; the first that fits, and may be none.
        """
        if (tuple(views), shown, tuple(notes)) != (self._views, self._shown, self._notes):
            self._views, self._shown, self._notes = tuple(views), shown, tuple(notes)
            self.refresh()

    def render(self) -> Content:
        """The views, and the longest note that fits."""
        drawn, note = self._fitting()
        line = Content().join(content for content, _ in drawn)
        room = self.content_size.width - line.cell_length - note.cell_length
        return joined(line, " " * max(room, 0), note)

    def _fitting(self) -> tuple[list[tuple[Content, str]], Content]:
        """Each view with its name, and the note: closer where that makes room for it, else without counts."""
        spaced, close, bare = (
            [(self._tab(view, counted=counted, gap=gap), view.name) for view in self._views]
            for gap, counted in ((2, True), (0, True), (0, False))
        )
        for note in (*self._notes, Content()):
            for drawn in (spaced, close):
                cells = sum(content.cell_length for content, _ in drawn) + note.cell_length + bool(note)
                if cells <= self.content_size.width:
                    return drawn, note
        return bare, Content()

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
        for content, name in self._fitting()[0]:
            end += content.cell_length
            if event.x < end and event.y == 0:
                self.post_message(self.Picked(name))
                return
