"""Line of sight: what a record leads up to, and what leads up to it."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from careertui.domain.links import Links
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.vision import Value, Vision
from careertui.planner.planner import Planner
from careertui.tui.dialogs import ListDialog
from careertui.tui.presentation import columns, joined, mark_of, row, said
from careertui.tui.widgets.record_list import RecordList, Row

DEEPEST = 12
"""Steps beyond which lines are no longer indented; what hangs deeper stands under the last of them."""
AT_FIRST = 12
"""Records of a kind that are shown under one; the rest stand behind a row that opens."""
MORE_EACH_TIME = 10
"""How many times as many are shown when that row is opened."""


@dataclass(frozen=True, slots=True)
class Sighted:
    """A record in the line of sight.

    Attributes:
        record: the record.
        steps: how far it is from the one that is asked about; negative above it, positive below.
    """

    record: Record
    steps: int


@dataclass(frozen=True, slots=True)
class More:
    """Further records of a kind that hang under one and are not shown yet.

    Attributes:
        under: the id of the record that they hang under.
        kind: what they are.
        count: how many they are.
        following: the one that comes first when they are opened.
        steps: how far they are from the one that is asked about.
    """

    under: str
    kind: type[Record]
    count: int
    following: Record
    steps: int = 0

    @property
    def id(self) -> str:
        """Names the row, where a record's id names a record's."""
        return f"more:{self.kind.plural}:{self.under}"


Opened = Mapping[str, int]
"""How many times each row that stands for more has been opened, by its id."""
_Tree = Mapping[str, Sequence[Record | More]]


def line_of_sight(links: Links, record: Record, opened: Opened | None = None) -> tuple[Sighted | More, ...]:
    """What stands above a record, the record, and what hangs below it, in the order of the lines.

    Above are the ways to its visions and whatever else it points at; below is everything that points at it,
    directly or through others, the latest of a kind first and the first dozen of them at first. Each record
    is there once, at the shortest way from the one in the middle, so a ring of records ends and a diamond
    closes.

    Args:
        links: of the career.
        record: the one to look from.
        opened: which of the rows that stand for more have been opened, and how often.
    """
    up: defaultdict[str, list[Record | More]] = defaultdict(list)
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
    down = _below(links, record, seen, opened or {})
    above = [_at(found, -steps) for found, steps in _laid_out(up, record)]
    below = [_at(found, steps) for found, steps in _laid_out(down, record)]
    return (*reversed(above), Sighted(record, 0), *below)


def _at(found: Record | More, steps: int) -> Sighted | More:
    return replace(found, steps=steps) if isinstance(found, More) else Sighted(found, steps)


def _below(links: Links, record: Record, seen: set[str], opened: Opened) -> _Tree:
    """What hangs under each record, nearest first, leaving out what has been seen."""
    down: defaultdict[str, list[Record | More]] = defaultdict(list)
    waiting = deque([record])
    while waiting:
        here = waiting.popleft()
        unseen = {tie.record.id: tie.record for tie in links.below(here.id) if tie.record.id not in seen}
        seen.update(unseen)
        for kind, of_kind in groupby(unseen.values(), key=type):
            shown = _latest(here, kind, list(of_kind), opened)
            down[here.id] += shown
            waiting += [found for found in shown if not isinstance(found, More)]
    return down


def _latest(here: Record, kind: type[Record], found: list[Record], opened: Opened) -> list[Record | More]:
    """The latest of some records of a kind, and what stands for the rest."""
    rest = More(here.id, kind, len(found), found[0])
    most = AT_FIRST * MORE_EACH_TIME ** opened.get(rest.id, 0)
    first = heapq.nlargest(most + 1, found, key=_when)
    if len(first) <= most:
        return [*first]
    return [*first[:-1], replace(rest, count=len(found) - most, following=first[-1])]


def _when(record: Record) -> tuple[object, str]:
    """When it was, for what has a day or a first one; ids sort by the time they were made."""
    on = getattr(record, "on", None) or getattr(record, "start", None)
    return (on.sort_key if isinstance(on, PartialDate) else (date.min, date.min), record.id)


def _laid_out(tree: _Tree, root: Record) -> Iterator[tuple[Record | More, int]]:
    """The records under a root, each followed by its own, with their distance; no recursion to run out of."""
    waiting = [(child, 1) for child in reversed(tree.get(root.id, ()))]
    while waiting:
        found, steps = waiting.pop()
        yield found, steps
        waiting.extend((child, steps + 1) for child in reversed(tree.get(found.id, ())))


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
        self._sighted: dict[str, Sighted | More] = {}
        self._opened: Counter[str] = Counter()

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
        links = self._planner.derived(Links)
        sighted = line_of_sight(links, record, self._opened) if record is not None else ()
        self._sighted = {_id_of(found): found for found in sighted}
        rows = [Row((id_,)) for id_ in self._sighted]
        missing = self._missing(record, sighted)
        self.records.show([*missing, *rows], cursor=cursor if cursor in self._sighted else id_)
        self.refresh_hints()

    def action_choose(self) -> None:
        """Go to the record under the cursor, or open the row that stands for more."""
        found = self._under_cursor
        if isinstance(found, More):
            self._opened[found.id] += 1
            self.look_from(self._from, found.following.id)
        elif found is not None:
            self.dismiss(found.record.id)

    def action_look(self) -> None:
        """Look from the record under the cursor."""
        found = self._under_cursor
        if isinstance(found, Sighted):
            self.look_from(found.record.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nowhere to look from on a row that stands for more."""
        if action == "look" and isinstance(self._under_cursor, More):
            return False
        return super().check_action(action, parameters)

    def hint_label(self, binding: Binding) -> str:
        """Enter goes there, or opens."""
        if binding.action == "choose" and isinstance(self._under_cursor, More):
            return "show more"
        return super().hint_label(binding)

    @on(RecordList.Moved)
    def _moved(self, event: RecordList.Moved) -> None:
        event.stop()
        self.refresh_hints()

    @property
    def _under_cursor(self) -> Sighted | More | None:
        return self._sighted.get(self.records.cursor_id or "")

    @staticmethod
    def _missing(record: Record | None, sighted: Sequence[Sighted | More]) -> list[Row]:
        """A quiet line where no vision can be seen from something that could serve one."""
        if record is None or isinstance(record, Vision | Value):
            return []
        above = [found.record for found in sighted if isinstance(found, Sighted) and found.steps < 0]
        if any(isinstance(found, Vision) for found in above):
            return []
        return [Row(heading=Content.styled("  No vision is in sight from here yet.", "$faint")), Row()]

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        found = self._sighted[id_]
        branch = ("╭ " if found.steps < 0 else "╰ ") if found.steps else ""
        indent = "  " * (min(abs(found.steps), DEEPEST) - 1) if found.steps else ""
        if isinstance(found, More):
            kind = found.kind.kind if found.count == 1 else found.kind.plural
            more = joined(indent, (branch, "$rule"), (f"and {found.count} more {kind}", "$muted"))
            return [row(columns([(more, width)]), width, selected=selected)]
        kind_told = Content.styled(found.record.kind, "$muted")
        heading = said(found.record.heading, "" if found.steps else "bold")
        line = joined(indent, (branch, "$rule"), mark_of(found.record, self._planner), " ", heading)
        cells = [(line, max(width - 16, 8)), (kind_told, 11)]
        return [row(columns(cells), width, selected=selected)]


def _id_of(found: Sighted | More) -> str:
    return found.id if isinstance(found, More) else found.record.id
