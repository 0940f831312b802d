"""What was put away, to bring it back or to let it go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from careertui.domain.kinds import KINDS
from careertui.domain.partial_date import ago_in_words
from careertui.domain.quoting import quoted
from careertui.domain.record import THE_EPOCH, Record
from careertui.planner.planner import Planner
from careertui.tui.commands import key_of
from careertui.tui.dialogs import ListDialog
from careertui.tui.dialogs.confirm import Confirm
from careertui.tui.presentation import columns, named, row
from careertui.tui.widgets.record_list import RecordList, Row


class ArchiveDialog(ListDialog[None]):
    """Everything archived, by kind, the latest first.

    Args:
        planner: reads and changes records.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,r", "choose", "restore", id="archived.restore", tooltip="Bring it back"),
        Binding("D", "delete", "delete", id="archived.delete", tooltip="Delete it, after asking"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "RecordList"

    def __init__(self, planner: Planner) -> None:
        super().__init__("Archived")
        self._planner = planner

    def body(self) -> Iterable[Widget]:
        """The list, or the one line that says there is nothing in it."""
        key = key_of(self.app, "record.archive")
        empty = Content.styled(f"  Nothing is archived. {key} on a record puts it here.", "$muted")
        return (RecordList(self._draw, empty=empty),)

    def on_mount(self) -> None:
        """Show what there is."""
        self.refresh_records()

    def refresh_records(self) -> None:
        """Read the archive again; the cursor stays where it was."""
        rows: list[Row] = []
        for kind in KINDS:
            records = sorted(self._planner.archived(kind), key=_archived_at, reverse=True)
            if records:
                space = [Row()] if rows else []
                heading = Row(heading=Content.styled(f"  {kind.plural.capitalize()}", "bold $muted"))
                rows += [*space, heading, *(Row((record.id,)) for record in records)]
        self.records.show(rows)
        self.refresh_hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """There is nothing to do with nothing."""
        return action not in {"choose", "delete"} or bool(self.records.ids)

    def action_choose(self) -> None:
        """Bring back the record under the cursor."""
        record = self._current
        if record is None:
            return
        with self.telling_errors():
            with self._planner.change(f"Restore {quoted(record.heading)}") as change:
                change.restore(record)
            self.say(f"{quoted(record.heading)} is back.")

    @work
    async def action_delete(self) -> None:
        """Take the record under the cursor away, after asking."""
        record = self._current
        if record is None:
            return
        question = f"Delete {quoted(record.heading)} and every link to it?"
        if not await self.app.push_screen_wait(Confirm(question, "delete it")):
            return
        with self.telling_errors():
            with self._planner.change(f"Delete {quoted(record.heading)}") as change:
                change.delete(record)
            self.say(f"{quoted(record.heading)} is deleted.")

    @property
    def _current(self) -> Record | None:
        return self._planner.get(self.records.cursor_id) if self.records.cursor_id else None

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        record = self._planner.get(id_)
        if record is None:
            return [Content()]
        ago = Content.styled(ago_in_words(_archived_at(record).date(), self._planner.today), "$muted")
        line = columns([(named(record), max(width - 20, 8)), (ago, 14)])
        return [row(line, width, selected=selected)]


def _archived_at(record: Record) -> datetime:
    return record.archived or THE_EPOCH
