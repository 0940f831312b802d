"""Filters kept under a name: giving one, choosing one, and taking one away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from careertui.domain.quoting import quoted
from careertui.domain.saved_filter import SavedFilter
from careertui.planner.planner import Planner
from careertui.tui.commands import key_of
from careertui.tui.dialogs import Dialog, ListDialog
from careertui.tui.presentation import columns, joined, row, said
from careertui.tui.widgets.filter_bar import FilterLine
from careertui.tui.widgets.line_input import LineInput
from careertui.tui.widgets.record_list import RecordList, Row

Chosen = tuple[Literal["use", "keep"], str]
"""A filter to use, by its id; or that the one in force is to be kept."""


class NameFilter(Dialog["str | None"]):
    """Asks for the name of a filter, in one line; returns it, or None.

    Args:
        description: the filter in English.
        taken: the names of the screen's filters: one of them again replaces that filter.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", id="naming.close"),
        Binding("enter", "keep", "save", id="naming.keep"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "Input"

    def __init__(self, description: str, taken: Iterable[str]) -> None:
        super().__init__("Save this filter")
        self._description = description
        self._taken = frozenset(name.casefold() for name in taken)

    def body(self) -> Iterable[Widget]:
        """What it lets through, and where to type."""
        line = LineInput(placeholder="a name to call it back by")
        line.cursor_blink = False
        yield Static(said(self._description, "$muted"), classes="line", markup=False)
        yield Static("", classes="line", markup=False)
        yield line
        yield Static("", id="taken", classes="line", markup=False)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        is_taken = event.value.strip().casefold() in self._taken
        self.query_one("#taken", Static).update(
            "That name is in use; this one takes its place." if is_taken else ""
        )

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Return the name."""
        name = self.query_one(Input).value.strip()
        if name:
            self.dismiss(name)


class SavedFilters(ListDialog["Chosen | None"]):
    """The filters that have a name, this screen's first; enter uses one, d takes it away.

    Args:
        planner: where they are kept.
        screen: the screen they are asked for on.
        labels: what each screen is called.
        in_force: whether a filter is on that could be kept.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "use", id="filters.use"),
        Binding("d", "delete", "take away", id="filters.delete"),
        Binding("s", "keep", "save the one in force", id="filters.keep"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "RecordList"

    def __init__(self, planner: Planner, screen: str, labels: dict[str, str], *, in_force: bool) -> None:
        super().__init__("Saved filters")
        self._planner = planner
        self._screen = screen
        self._labels = labels
        self._in_force = in_force

    def body(self) -> Iterable[Widget]:
        """The list, or how something comes to be in it."""
        empty = joined(
            ("  No filter has a name yet.\n  Type one after ", "$muted"),
            (key_of(self.app, "screen.filter"), "$stone"),
            (", then ", "$muted"),
            (key_of(self.app, "filter.keep", FilterLine), "$stone"),
            (" saves it.", "$muted"),
        )
        return (RecordList(self._draw, empty=empty),)

    def on_mount(self) -> None:
        """Show what there is."""
        self.refresh_records()

    def refresh_records(self) -> None:
        """Read them again; the cursor stays where it was."""
        found = saved_filters(self._planner, self._screen)
        self.records.show([Row((kept.id,)) for kept in found])
        self.refresh_hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only what there is something for."""
        if action == "keep":
            return self._in_force
        return action not in {"choose", "delete"} or bool(self.records.ids)

    def action_choose(self) -> None:
        """Use the filter under the cursor."""
        if self.records.cursor_id is not None:
            self.dismiss(("use", self.records.cursor_id))

    def action_keep(self) -> None:
        """Give the filter that is on a name."""
        self.dismiss(("keep", ""))

    def action_delete(self) -> None:
        """Take the filter under the cursor away."""
        kept = self._planner.get(self.records.cursor_id or "")
        if kept is None:
            return
        with self.telling_errors():
            with self._planner.change(f"Take filter {quoted(kept.heading)} away") as change:
                change.delete(kept)
            key = key_of(self.app, "app.undo")
            self.say(f"The filter {quoted(kept.heading)} is gone. {key} on a screen brings it back.")

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        kept = self._planner.get(id_)
        if not isinstance(kept, SavedFilter):
            return [Content()]
        inner = max(width - 2, 8)
        cells = [
            (said(kept.name), min(max(inner // 3, 10), 28)),
            (said(self._labels.get(kept.screen, "")), 10),
        ]
        rest = inner - sum(size + 2 for _, size in cells)
        cells = [cells[0], (cells[1][0].stylize("$stone"), 10), (said(kept.said, "$muted"), max(rest, 4))]
        return [row(columns(cells), width, selected=selected)]


def saved_filters(planner: Planner, screen: str = "") -> list[SavedFilter]:
    """The filters that have a name, by name, those of a screen first."""
    found = planner.all(SavedFilter)
    return sorted(found, key=lambda kept: (kept.screen != screen, kept.screen, kept.name.casefold()))
