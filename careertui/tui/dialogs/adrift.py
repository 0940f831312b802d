"""What is adrift, each with the key that ties it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from careertui.domain.adrift import TIED_TO, Adrift, adrift
from careertui.domain.career import Career, board_of
from careertui.domain.contact import Contact
from careertui.domain.goal import Goal
from careertui.domain.kinds import kind_named
from careertui.domain.quoting import short
from careertui.domain.record import Record
from careertui.domain.skill import Skill
from careertui.domain.vision import Vision
from careertui.planner.planner import Planner
from careertui.planner.tying import tie
from careertui.tui.dialogs import ListDialog
from careertui.tui.presentation import columns, due_words, joined, named, row, said
from careertui.tui.widgets.record_list import LaidOut, RecordList, Row

_ASKS = {
    "goal": "Which vision does “{}” serve?",
    "vision": "Which goal serves “{}”?",
    "skill": "Which goal builds “{}”?",
    "contact": "At which job did you meet {}?",
}
"""What the picker asks, by the kind of what is adrift."""
_ABOUT_CELLS = 26


class AdriftDialog(ListDialog["str | None"]):
    """Lists what is tied to nothing; returns the id of the record to go to, or None.

    Args:
        planner: reads and changes records.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,t", "choose", "tie it", id="adrift.tie", tooltip="Tie it to something"),
        Binding("o", "go", "go there", id="adrift.go", tooltip="Go to what is adrift"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "RecordList"

    def __init__(self, planner: Planner) -> None:
        super().__init__("Adrift")
        self._planner = planner
        self._horizon_of: dict[str, str] = {}

    def body(self) -> Iterable[Widget]:
        """The list, or the one line that says there is nothing in it."""
        empty = Content.styled("  Nothing is adrift: everything you keep leads somewhere.", "$muted")
        return (RecordList(self._draw, empty=empty),)

    def on_mount(self) -> None:
        """Show what there is."""
        self.refresh_records()

    def refresh_records(self) -> None:
        """Look again; what has been tied is gone, and the cursor is on what comes after it."""
        found = self._planner.derived(adrift, self._planner.today)
        self._horizon_of = {v.id: band.words for band in found.horizons for v in band.visions}
        self.records.show(self._planner.derived(_laid_out, self._planner.today))
        self.refresh_hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """There is nothing to do with nothing."""
        return action not in {"choose", "go"} or bool(self.records.ids)

    def action_go(self) -> None:
        """Go to the record under the cursor."""
        self.dismiss(self.records.cursor_id)

    def action_choose(self) -> None:
        """Ask what it is to be tied to; what is missing can be made, and is kept in the same step."""
        from careertui.tui.dialogs.picker import Picker, record_choices

        loose = self._planner.get(self.records.cursor_id or "")
        if loose is None:
            return
        made: dict[str, Record] = {}

        def make(kind: str, heading: str) -> str:
            new = self._planner.fresh(kind_named(kind), heading)
            made[new.id] = new
            return new.id

        def picked(ids: tuple[str, ...] | None) -> None:
            to = made.get(ids[0]) or self._planner.get(ids[0]) if ids else None
            if to is not None:
                with self.telling_errors():
                    self.say_done(f"{tie(self._planner, loose, to).replace('Tie', 'Tied', 1)}.")

        choices = record_choices(self._planner, (TIED_TO[type(loose)],), made=made)
        self.app.push_screen(
            Picker(_ASKS[loose.kind].format(short(loose.heading)), choices, maker=make), picked
        )

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        record = self._planner.get(id_)
        if record is None:
            return [Content()]
        room = max(width - 2, 8)
        about = min(_ABOUT_CELLS, room // 3)
        line = columns([(named(record), room - about - 2), (self._about(record), about)])
        return [row(line, width, selected=selected)]

    def _about(self, record: Record) -> Content:
        """What tells it from another: where it stands, how far off it is, where they work."""
        match record:
            case Goal():
                column = next((c.name for c in board_of(self._planner).columns if c.key == record.column), "")
                due = due_words(record, self._planner.today)
                return joined(said(column), "  " if due else "", due).stylize_before("$muted")
            case Vision():
                return Content.styled(self._horizon_of.get(record.id, ""), "$muted")
            case Skill():
                return Content.styled(
                    "not rated" if record.level is None else f"level {record.level}", "$muted"
                )
            case Contact():
                return said(record.organisation or record.title, "$muted")
            case _:
                return Content()


def _laid_out(career: Career, today: date) -> LaidOut:
    return LaidOut.of(_rows(career.derived(adrift, today)))


def _rows(found: Adrift) -> list[Row]:
    """Each kind under what it lacks; a kind of which none is adrift is left out."""
    visions = [vision for band in found.horizons for vision in band.visions]
    parts: list[tuple[str, Sequence[Record]]] = [
        ("Goals that serve no vision", found.goals),
        ("Horizons that nothing serves", visions),
        ("Skills that no goal builds", found.skills),
        ("People who are tied to nothing", found.contacts),
    ]
    rows: list[Row] = []
    for title, records in parts:
        if records:
            heading = joined((f"  {title}", "bold $muted"), (f"  {len(records):,}", "$faint"))
            rows += [*([Row()] if rows else []), Row(heading=heading), *(Row((r.id,)) for r in records)]
    return rows
