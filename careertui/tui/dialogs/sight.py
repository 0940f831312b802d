"""Line of sight: what a record leads up to, and what leads up to it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from careertui.domain.links import Links
from careertui.domain.record import Record
from careertui.domain.vision import Value, Vision
from careertui.planner.planner import Planner
from careertui.tui.dialogs import ListDialog
from careertui.tui.presentation import columns, joined, mark_of, row, said
from careertui.tui.widgets.record_list import RecordList, Row

DEEPEST = 12
"""Steps beyond which lines are no longer indented; what hangs deeper stands under the last of them."""


@dataclass(frozen=True, slots=True)
class Sighted:
    """A record in the line of sight.

    Attributes:
        record: the record.
        steps: how far it is from the one that is asked about; negative above it, positive below.
    """

    record: Record
    steps: int


def line_of_sight(links: Links, record: Record) -> tuple[Sighted, ...]:
    """What stands above a record, the record, and what hangs below it, in the order of the lines.

    Above are the ways to its visions and whatever else it points at; below is everything that points at it,
    directly or through others. Each record is there once, at the shortest way from the one in the middle,
    so a ring of records ends and a diamond closes.
    """
    up: defaultdict[str, list[Record]] = defaultdict(list)
    seen = {record.id}
    for way in links.chain_up(record.id):
        for lower, higher in pairwise(way):
            if higher.id not in seen:
                seen.add(higher.id)
                up[lower.id].append(higher)
    for tie in links.above(record.id):
        if tie.record.id not in seen:
            seen.add(tie.record.id)
            up[record.id].append(tie.record)
    down = _below(links, record, seen)
    above = [Sighted(found, -steps) for found, steps in _laid_out(up, record)]
    below = [Sighted(found, steps) for found, steps in _laid_out(down, record)]
    return (*reversed(above), Sighted(record, 0), *below)


def _below(links: Links, record: Record, seen: set[str]) -> Mapping[str, Sequence[Record]]:
    """What hangs under each record, nearest first, leaving out what has been seen."""
    down: defaultdict[str, list[Record]] = defaultdict(list)
    waiting = deque([record])
    while waiting:
        here = waiting.popleft()
        for tie in links.below(here.id):
            if tie.record.id not in seen:
                seen.add(tie.record.id)
                down[here.id].append(tie.record)
                waiting.append(tie.record)
    return down


def _laid_out(tree: Mapping[str, Sequence[Record]], root: Record) -> Iterator[tuple[Record, int]]:
    """The records under a root, each followed by its own, with their distance; no recursion to run out of."""
    waiting = [(child, 1) for child in reversed(tree.get(root.id, ()))]
    while waiting:
        record, steps = waiting.pop()
        yield record, steps
        waiting.extend((child, steps + 1) for child in reversed(tree.get(record.id, ())))


class SightDialog(ListDialog["str | None"]):
    """Shows the line of sight of a record; returns the id of the record to go to, or None.

    Args:
        planner: reads records.
        id_: the record to look from.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "go there", id="sight.choose"),
        Binding("v", "look", "look from there", id="sight.look"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "RecordList"

    def __init__(self, planner: Planner, id_: str) -> None:
        super().__init__("Line of sight")
        self._planner = planner
        self._from = id_
        self._sighted: dict[str, Sighted] = {}

    def body(self) -> Iterable[Widget]:
        """The tree."""
        return (RecordList(self._draw, empty=Content.styled("  This record is gone.", "$muted")),)

    def on_mount(self) -> None:
        """Look."""
        self.look_from(self._from)

    def refresh_records(self) -> None:
        """Look again from the same record."""
        self.look_from(self._from, self.records.cursor_id)

    def look_from(self, id_: str, cursor: str | None = None) -> None:
        """Show the line of sight of a record, with the cursor on it or on another."""
        self._from = id_
        record = self._planner.get(id_)
        sighted = line_of_sight(self._planner.derived(Links), record) if record is not None else ()
        self._sighted = {found.record.id: found for found in sighted}
        rows = [Row((found.record.id,)) for found in sighted]
        missing = self._missing(record, sighted)
        self.records.show([*missing, *rows], cursor=cursor if cursor in self._sighted else id_)

    def action_choose(self) -> None:
        """Go to the record under the cursor."""
        if self.records.cursor_id is not None:
            self.dismiss(self.records.cursor_id)

    def action_look(self) -> None:
        """Look from the record under the cursor."""
        if self.records.cursor_id is not None:
            self.look_from(self.records.cursor_id)

    @staticmethod
    def _missing(record: Record | None, sighted: Sequence[Sighted]) -> list[Row]:
        """A quiet line where no vision can be seen from something that could serve one."""
        if record is None or isinstance(record, Vision | Value):
            return []
        if any(isinstance(found.record, Vision) for found in sighted if found.steps < 0):
            return []
        return [Row(heading=Content.styled("  No vision is in sight from here yet.", "$faint")), Row()]

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        found = self._sighted[id_]
        kind = Content.styled(found.record.kind, "$muted")
        heading = said(found.record.heading, "" if found.steps else "bold")
        branch = ("╭ " if found.steps < 0 else "╰ ") if found.steps else ""
        indent = "  " * (min(abs(found.steps), DEEPEST) - 1) if found.steps else ""
        line = joined(indent, (branch, "$rule"), mark_of(found.record, self._planner), " ", heading)
        cells = [(line, max(width - 16, 8)), (kind, 11)]
        return [row(columns(cells), width, selected=selected)]
