"""Network: people, when you were last in touch, and who to reconnect with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, ClassVar, TypeAlias

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from careertui.domain.career import Career
from careertui.domain.contact import Contact, Interaction
from careertui.domain.index import InOrder, Place
from careertui.domain.staying_in_touch import (
    Touch,
    in_touch,
    promised_to,
    promises,
    to_reconnect_with,
    touch_of_each,
)
from careertui.domain.win import Ask
from careertui.planner.planner import Planner
from careertui.tui.commands import Command
from careertui.tui.people import Sorting, people_header, person_row
from careertui.tui.presentation import joined
from careertui.tui.screens.base import CareerScreen
from careertui.tui.widgets.detail_pane import DetailPane
from careertui.tui.widgets.record_list import LaidOut, RecordList

SORTS: dict[str, Callable[[Touch], Any]] = {
    "next": lambda touch: touch.next,
    "last contact": lambda touch: touch.last and -touch.last.first.toordinal(),
    "name": lambda touch: touch.contact.name.casefold(),
    "organisation": lambda touch: touch.contact.organisation.casefold() or None,
    "relation": lambda touch: None if touch.contact.relation == "other" else touch.contact.relation,
}
"""What people can be sorted by, the default first: the column, and what stands in it, or None."""


class NetworkScreen(CareerScreen):
    """A table of people; the pane is the person's log."""

    MODE = "network"
    MAKES = Contact
    FOOTER_HERE: ClassVar[tuple[str, ...]] = ("network.log", "screen.sort")
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command(
            "network.log",
            "i",
            "log a talk",
            "Log a conversation with the marked people, or the one here",
            footer=True,
            takes="all",
            stays=True,
        ),
        Command(
            "network.follow_up",
            "x",
            "follow up",
            "Say what became of an open follow-up: done, later, or let go",
            footer=True,
            takes="all",
            stays=True,
        ),
        Command(
            "network.remind",
            "r",
            "remind later",
            "Be reminded of the marked people, or the one here, in a week, a month, or on a day",
            footer=True,
            takes="all",
            stays=True,
        ),
    )
    CSS_PATH = "network.tcss"

    def __init__(self, planner: Planner) -> None:
        super().__init__(planner)
        self._touches: Mapping[str, Touch] = {}
        self._promises: dict[str, tuple[Interaction | Ask, ...]] = {}
        self._sorting = Sorting(next(iter(SORTS)))

    def body(self) -> Sequence[Widget]:
        """The table, and the pane beside it."""
        empty = joined(
            ("\n  People worth keeping in touch with belong here.\n\n  ", "$muted"),
            (self.key_of("record.new"), "$stone"),
            (" adds the first,  ", "$muted"),
            (self.key_of("network.log"), "$stone"),
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
        today = self.planner.today
        found = self.planner.derived(ids_in_order, today, self._sorting)
        self._touches = self.planner.derived(touch_of_each, today)
        self._promises = self.planner.derived(promises, today)
        waiting = self.planner.derived(to_reconnect_with, today)
        people = self.query_one("#list", RecordList)
        if self.filtered is None:
            people.show(self.planner.derived(_rows_in_order, today, self._sorting))
            self._show_title(len(found), len(found), len(waiting))
        else:
            passing = self.filtered.ids
            ids = [id_ for id_ in found if id_ in passing]
            people.show(LaidOut.of_lines(ids) if ids else self.rows_or_why([]))
            self._show_title(len(ids), len(found), len(waiting.intersection(ids)))
        self._show_heads()

    def _show_title(self, shown: int, everybody: int, calling: int) -> None:
        """How many people, in what order, and how many of them it is time to see."""
        count = f"{shown} of {everybody} people" if self.filtered is not None else f"{everybody} people"
        if everybody == 1:
            count = "1 person"
        said = f"{count}, by {self._sorting.column}{' in reverse' if self._sorting.backwards else ''}"
        title = Content(said)
        if calling:
            title = joined(title, (" · ", "$faint"), (f"{calling} to reconnect with", "$stone"))
        self.query_one("#title", Static).update(title, layout=False)
        self.query_one("#title").display = self.query_one("#heads").display = bool(everybody)

    def _show_heads(self) -> None:
        width = self.query_one("#list", RecordList).scrollable_content_region.width
        heads = people_header(width, self._sorting) if width and self._touches else Content()
        self.query_one("#heads", Static).update(heads, layout=False)

    def refresh_pane(self) -> None:
        """The table's width follows the pane."""
        pane = self.part(DetailPane)
        shown = pane is not None and pane.display
        super().refresh_pane()
        if pane is not None and pane.display is not shown:
            self.call_after_refresh(self._show_heads)

    def on_resize(self) -> None:
        """The heads stand over their columns, however wide these are."""
        self.call_after_refresh(self._show_heads)

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        touch = self._touches.get(id_)
        if touch is None:
            return []
        return person_row(
            touch,
            width,
            self.planner.today,
            promises=len(self._promises.get(id_, ())),
            selected=selected,
            marked=id_ in self.marked,
        )

    # --- commands -----------------------------------------------------------------------------------

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now."""
        if command_id == "network.log" and not self.targets:
            return (
                f"There is nobody to log a conversation with yet; {self.key_of('record.new')} adds a person."
            )
        if command_id in {"screen.sort", "screen.reverse"}:
            return None
        if command_id == "network.follow_up" and not self._promised():
            return "Nothing is open between you."
        if command_id == "network.remind" and not self.targets:
            return f"There is nobody to be reminded of yet; {self.key_of('record.new')} adds a person."
        return super().why_not(command_id)

    def do_open(self) -> None:
        """Open the page of the person."""
        from careertui.tui.dialogs.person import PersonPage

        person = self.subject
        if person is not None:
            self.app.push_screen(PersonPage(self.planner, person.id))

    def do_log(self) -> None:
        """Log one conversation with the marked people, or with the one under the cursor."""
        self.capture_talk_with([record for record in self.targets if isinstance(record, Contact)])

    def do_follow_up(self) -> None:
        """Ask what became of an open follow-up; of which, where there are several."""
        from careertui.tui.dialogs.follow_up import ask_about

        ask_about(self, self.planner, self._promised())

    def _promised(self) -> tuple[Interaction | Ask, ...]:
        """The open follow-ups with the marked people, or the one under the cursor; each once."""
        of_each = (promised_to(self.planner, person.id, self.planner.today) for person in self.targets)
        found = (promise for promises in of_each for promise in promises)
        return tuple({promise.id: promise for promise in found}.values())

    def do_remind(self) -> None:
        """Be reminded of the marked people, or the one under the cursor, later."""
        from careertui.tui.dialogs.remind import RemindDialog

        def decided(done: bool | None) -> None:
            if done:
                self.unmark()

        people = [record for record in self.targets if isinstance(record, Contact)]
        self.app.push_screen(RemindDialog(self.planner, people), decided)

    def do_sort(self) -> None:
        """Sort by the next column, from its own end."""
        names = list(SORTS)
        self._sorting = Sorting(names[(names.index(self._sorting.column) + 1) % len(names)])
        self.refresh_records()

    def do_reverse(self) -> None:
        """Turn the order round."""
        self._sorting = Sorting(self._sorting.column, not self._sorting.backwards)
        self.refresh_records()


def _rows_in_order(career: Career, today: date, sorting: Sorting) -> LaidOut:
    """A row for everybody, made once an order."""
    return LaidOut.of_lines(career.derived(ids_in_order, today, sorting))


def ids_in_order(career: Career, today: date, sorting: Sorting) -> tuple[str, ...]:
    """The ids of everybody, in an order; who has nothing in that column comes last either way."""
    return career.derived(_in_order, today, sorting).ids()


_Known: TypeAlias = tuple[tuple[bool, Any], str]
"""Whether nothing is known of somebody in a column, or else what; and their id."""


class _Everybody(InOrder[Contact, str, _Known]):
    """Everybody in an order; those with whom things stand otherwise are put in their place."""

    def __init__(self, career: Career, today: date, sorting: Sorting) -> None:
        self._today = today
        self._value, self._is_backwards = SORTS[sorting.column], sorting.backwards
        self._standing = career.derived(in_touch, today)
        self._seen = len(self._standing.touched)
        super().__init__(career, (Contact,), ("",), self._stand)

    def keep_up(self, career: Career) -> None:
        """Place those anew with whom things stand otherwise."""
        standing = career.derived(in_touch, self._today)
        if standing is not self._standing:  # it was asked for another day between
            self._standing, self._seen = standing, 0
            self.note(standing.values)
        self.note(standing.touched[self._seen :])
        self._seen = len(standing.touched)
        super().keep_up(career)

    def ids(self) -> tuple[str, ...]:
        """Everybody; people of whom the same is known stand by their names, backwards too."""
        order = self.of("")
        if not self._is_backwards:
            return tuple([id_ for _, id_ in order])
        groups = [(key, list(group)) for key, group in groupby(order, key=itemgetter(0))]
        known = [group for (is_unknown, _), group in groups if not is_unknown]
        unknown = [group for (is_unknown, _), group in groups if is_unknown]
        return tuple([id_ for group in (*reversed(known), *unknown) for _, id_ in group])

    def _stand(self, contact: Contact) -> Place[str, _Known]:
        touch = self._standing.values[contact.id]
        value = self._value(touch)
        key = (value is None, "" if value is None else value)
        return Place(("",), (*key, SORTS["name"](touch)), (key, contact.id))


def _in_order(career: Career, today: date, sorting: Sorting) -> _Everybody:
    return _Everybody(career, today, sorting)
