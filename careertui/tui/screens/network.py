"""Network: people, when you were last in touch, and who to reconnect with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from careertui.domain.contact import Contact
from careertui.domain.staying_in_touch import Touch, touches
from careertui.planner.completing import talk_with
from careertui.planner.planner import Planner
from careertui.tui.commands import Command
from careertui.tui.presentation import joined, people_header, person_row
from careertui.tui.screens.base import Capture, CareerScreen
from careertui.tui.widgets.detail_pane import DetailPane
from careertui.tui.widgets.record_list import RecordList, Row

_LATEST = date.max

SORTS: tuple[tuple[str, Callable[[Touch], Any]], ...] = (
    ("next", lambda touch: (touch.next or _LATEST, touch.contact.name.casefold())),
    ("name", lambda touch: touch.contact.name.casefold()),
    (
        "organisation",
        lambda touch: (touch.contact.organisation.casefold() or "\uffff", touch.contact.name.casefold()),
    ),
    (
        "relation",
        lambda touch: (
            touch.contact.relation == "other",
            touch.contact.relation,
            touch.contact.name.casefold(),
        ),
    ),
    (
        "last contact",
        lambda touch: (touch.last.last if touch.last else date.min, touch.contact.name.casefold()),
    ),
)
"""How people can be sorted, the default first."""


class NetworkScreen(CareerScreen):
    """A table of people; the pane is the person's log."""

    MODE = "network"
    MAKES = Contact
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command(
            "network.log",
            "i",
            "log a talk",
            "Log a conversation with the marked people, or the one here",
            footer=True,
        ),
        Command("network.sort", "s", "sort", "Sort by the next column", footer=True),
        Command("network.reverse", "S", "reverse", "Turn the order round"),
    )
    CSS_PATH = "network.tcss"

    def __init__(self, planner: Planner) -> None:
        super().__init__(planner)
        self._touches: dict[str, Touch] = {}
        self._sort = 0
        self._reversed = False

    def body(self) -> Sequence[Widget]:
        """The table, and the pane beside it."""
        empty = joined(
            ("\n  People worth keeping in touch with belong here.\n\n  ", "$muted"),
            ("n", "$stone"),
            (" adds the first,  ", "$muted"),
            ("i", "$stone"),
            (" then logs a conversation", "$muted"),
        )
        people = RecordList(self._draw, empty=empty, id="list")
        return (
            Horizontal(
                Vertical(
                    Static("", id="title", markup=False),
                    Static("", id="heads", markup=False),
                    people,
                    id="people",
                ),
                DetailPane(),
                classes="split",
            ),
        )

    def refresh_view(self) -> None:
        """Sort the people, with the filter applied."""
        found = self.planner.derived(touches, self.planner.today)
        self._touches = {touch.contact.id: touch for touch in found}
        name, key = SORTS[self._sort]
        passed = {c.id for c in self.planner.search.matching((touch.contact for touch in found), self.filter)}
        order = sorted(
            (touch for touch in found if touch.contact.id in passed), key=key, reverse=self._reversed
        )
        people = self.query_one("#list", RecordList)
        people.show([Row((touch.contact.id,)) for touch in order])
        count = f"{len(order)} of {len(found)} people" if self.filter else f"{len(found)} people"
        said = f"{count}, by {name}{' in reverse' if self._reversed else ''}"
        self.query_one("#title", Static).update(Content(f"{said} {self.filter.description}".strip()))
        self._show_heads()

    def _show_heads(self) -> None:
        width = self.query_one("#list", RecordList).scrollable_content_region.width
        self.query_one("#heads", Static).update(people_header(width) if width else Content())

    def refresh_pane(self) -> None:
        """The table's width follows the pane."""
        super().refresh_pane()
        self.call_after_refresh(self._show_heads)

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        touch = self._touches.get(id_)
        if touch is None:
            return []
        return person_row(touch, width, self.planner.today, selected=selected, marked=id_ in self.marked)

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now."""
        if command_id == "network.log" and not self.targets:
            return "There is nobody to log a conversation with yet; n adds a person."
        return super().why_not(command_id)

    def do_log(self) -> None:
        """Log a conversation with the marked people, or the one under the cursor."""
        people = [record for record in self.targets if isinstance(record, Contact)]
        self.marked = frozenset()
        self.refresh_records()
        self.post_message(Capture(talk_with(self.planner, people), frozenset(person.id for person in people)))

    def do_sort(self) -> None:
        """Sort by the next column."""
        self._sort = (self._sort + 1) % len(SORTS)
        self.refresh_records()

    def do_reverse(self) -> None:
        """Turn the order round."""
        self._reversed = not self._reversed
        self.refresh_records()
