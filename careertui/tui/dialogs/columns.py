"""The board's columns: named, ordered, limited, added and removed; every key is one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from careertui.domain.goal import Column
from careertui.planner import columns as verbs
from careertui.planner.board import goals_by_column
from careertui.planner.planner import Planner
from careertui.tui.dialogs import ListDialog
from careertui.tui.presentation import columns, joined, row, said
from careertui.tui.widgets.line_input import LineInput
from careertui.tui.widgets.record_list import RecordList, Row

_NO_LIMIT = "no limit"


class ColumnsDialog(ListDialog[None]):
    """The columns from left to right, one a line.

    Args:
        planner: keeps the board.
        active: the column to begin with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,a", "add", "add", id="columns.add"),
        Binding("e,enter", "rename", "rename", id="columns.rename"),
        Binding("d", "remove", "remove", id="columns.remove"),
        Binding("J", "order(1)", "move right", show=False, id="columns.right"),
        Binding("K", "order(-1)", "move left", show=False, id="columns.left"),
        Binding("plus,equals_sign", "limit(1)", "raise the limit", show=False, id="columns.raise"),
        Binding("minus", "limit(-1)", "lower the limit", show=False, id="columns.lower"),
        Binding("x", "done", "means done", show=False, id="columns.done"),
        Binding("u", "undo", "undo", show=False, id="columns.undo"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "RecordList"

    def __init__(self, planner: Planner, active: str) -> None:
        super().__init__("Columns of the board, left to right")
        self._planner = planner
        self._begin = active
        self._renaming: str | None = None

    def body(self) -> Iterable[Widget]:
        """The columns, and the line a name is typed on."""
        name = LineInput(placeholder="name", id="name", select_on_focus=False)
        name.display = False
        return (
            RecordList(self._draw),
            name,
            Static(self._more_keys, markup=False, classes="line", id="told"),
        )

    def on_mount(self) -> None:
        """Begin with the column the cursor was in."""
        self.refresh_records()
        self.records.cursor_id = self._begin

    def refresh_records(self) -> None:
        """Show the columns as they are now."""
        self.records.show([Row((column.key,)) for column in self._planner.board.columns])
        self.refresh_hints()

    def hints(self) -> Sequence[tuple[str, str, str]]:
        """While a name is typed, what its keys do."""
        if self._is_typing:
            return [("enter", "keep the name", "keep"), (self.key("dialog.close"), "leave it", "close")]
        return super().hints()

    @property
    def _more_keys(self) -> Content:
        """Told under the list until there is something else to tell, to be in sight at any width."""
        key = {name: self.key(f"columns.{name}") for name in ("right", "left", "raise", "lower", "done")}
        return joined(
            (f"{key['right']} {key['left']}", "$stone"), " order   ",
            (f"{key['raise']} {key['lower']}", "$stone"), " limit   ",
            (key["done"], "$stone"), " means done",
        )  # fmt: skip

    @property
    def _is_typing(self) -> bool:
        return bool(self.query_one("#name").display)

    def _draw(self, key: str, width: int, selected: bool) -> list[Content]:
        column = self._column(key)
        if column is None:
            return []
        held = len(self._planner.derived(goals_by_column)[key])
        goals = f"{held} goal{'' if held == 1 else 's'}" if held else "no goals"
        limit = f"at most {column.limit}" if column.limit is not None else _NO_LIMIT
        done = joined(("✓ ", "$done"), ("means done", "$muted")) if column.done else Content()
        cells = [(said(column.name, "bold"), max(width - 44, 10)), (Content.styled(goals, "$muted"), 10)]
        cells += [(Content.styled(limit, "$faint" if column.limit is None else ""), 10), (done, 12)]
        return [row(columns(cells), width, selected=selected)]

    def _column(self, key: str | None) -> Column | None:
        return next((column for column in self._planner.board.columns if column.key == key), None)

    @property
    def _current(self) -> Column | None:
        return self._column(self.records.cursor_id)

    # --- commands -----------------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Enter, or a second click, on a column renames it."""
        self.action_rename()

    def action_add(self) -> None:
        """Ask for the name of a new column, which will stand after this one."""
        self._ask(None, "")

    def action_rename(self) -> None:
        """Ask for another name."""
        column = self._current
        if column is not None:
            self._ask(column.key, column.name)

    def action_order(self, step: int) -> None:
        """Move the column."""
        self._do(lambda key: None if verbs.move_column(self._planner, key, step) else "It stands at the end.")

    def action_limit(self, step: int) -> None:
        """Raise or lower the limit; below one there is none."""
        column = self._current
        if column is not None:
            limit = (column.limit or 0) + step
            self._do(lambda key: verbs.limit_column(self._planner, key, limit))

    def action_done(self) -> None:
        """Let the column mean that its goals are finished, or no longer."""
        self._do(lambda key: verbs.toggle_done(self._planner, key))

    def action_remove(self) -> None:
        """Remove the column; its goals move to the one beside it."""
        column = self._current
        if column is not None:
            self._do(lambda key: self._removed(column, *verbs.remove_column(self._planner, key)))

    def action_undo(self) -> None:
        """Take the latest step back."""
        self._do(lambda _: f"Undone: {self._planner.undo()}")

    def action_close(self) -> None:
        """Leave the name as it was; then close."""
        if self._is_typing:
            self._stop_typing()
        else:
            self.dismiss(None)

    @on(Input.Submitted, "#name")
    def _named(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Keep the name that was typed."""
        name = self.query_one("#name", Input).value
        with self.telling_errors():
            if self._renaming is None:
                key = verbs.add_column(self._planner, name, self.records.cursor_id)
                self.records.cursor_id = key
            else:
                verbs.rename_column(self._planner, self._renaming, name)
            self._stop_typing()

    # --- inside -------------------------------------------------------------------------------------

    def _do(self, verb: Callable[[str], str | None]) -> None:
        key = self.records.cursor_id
        if key is None:
            return
        with self.telling_errors():
            told = verb(key)
            self.query_one("#told", Static).update(said(told) if told else self._more_keys)

    def _removed(self, column: Column, held: int, heir: str) -> str:
        goals = f" Its {held} goal{'' if held == 1 else 's'} stand{'s' if held == 1 else ''} in “{heir}” now;"
        back = f"{self.key('columns.undo')} brings {'all ' if held else 'it '}back."
        return f"Removed “{column.name}”.{goals if held else ''} {back}"

    def _ask(self, key: str | None, name: str) -> None:
        self._renaming = key
        line = self.query_one("#name", Input)
        line.value = name
        line.display = True
        line.cursor_position = len(name)
        line.cursor_blink = False
        self.set_focus(line)
        self.refresh_hints()

    def _stop_typing(self) -> None:
        self.query_one("#name").display = False
        self.set_focus(self.records)
        self.refresh_hints()
