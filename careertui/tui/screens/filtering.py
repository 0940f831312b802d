"""The filtering half of a screen: what is typed, what it hides, and the filters kept by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.content import Content
from textual.message import Message

from careertui.domain.career import Career
from careertui.domain.completion import Completion
from careertui.domain.quoting import quoted
from careertui.domain.record import Record
from careertui.planner.planner import Planner
from careertui.tui.boundary import Telling
from careertui.tui.frames import InFrames
from careertui.tui.tabs import TABS
from careertui.tui.widgets.filter_bar import FilterBar, FilterLine
from careertui.tui.widgets.record_list import Row

if TYPE_CHECKING:
    from careertui.domain.filters import Filtered

R = TypeVar("R", bound=Record)


class FilteredScreen(Telling, InFrames):
    """A screen whose records can be narrowed by a line of text.

    Args:
        planner: reads and changes records.
    """

    MODE: ClassVar[str] = ""
    FILTERS: ClassVar[tuple[type[Record], ...]] = ()
    """The kinds of record that its filter concerns; what it makes, where it does not say."""

    def __init__(self, planner: Planner) -> None:
        super().__init__(id=self.MODE)
        self.planner = planner
        self.filtered: Filtered[Record] | None = None
        """What passes the filter; None while there is none."""

    # --- what the screen itself gives ---------------------------------------------------------------

    def key_of(self, command_id: str) -> str:
        """The key that runs a command, as remapped."""
        raise NotImplementedError

    def refresh_records(self) -> None:
        """Fill the screen with what passes now."""
        raise NotImplementedError

    def focus_records(self) -> None:
        """Put the focus back on the records."""
        raise NotImplementedError

    # --- what passes --------------------------------------------------------------------------------

    @property
    def bar(self) -> FilterBar:
        """Where the filter is typed, and said in English."""
        return self.query_one(FilterBar)

    @property
    def kinds_filtered(self) -> tuple[type[Record], ...]:
        """The kinds of record that the filter concerns, now."""
        return self.FILTERS

    def filterable(self) -> tuple[Record, ...]:
        """The records that the filter is held against, and counted among."""
        return self.planner.derived(_of_kinds, self.kinds_filtered)

    def passing(self, records: Iterable[R]) -> tuple[R, ...]:
        """Those of some records that pass the filter, in their order; the very same where all of them do."""
        every = tuple(records)
        if self.filtered is None:
            return every
        ids = self.filtered.ids
        kept = tuple([record for record in every if record.id in ids])
        return every if len(kept) == len(every) else kept

    def rows_or_why(self, rows: list[Row]) -> list[Row]:
        """The rows, or one that says why there are none while a filter is on."""
        if rows or self.filtered is None:
            return rows
        return [
            Row(
                heading=Content.styled(
                    f"  Nothing here passes; {self.key_of('screen.back')} shows all.", "$muted"
                )
            )
        ]

    def _narrow(self) -> None:
        """Hold the records against what is typed; anew each time, since today may be another day."""
        self.filtered = None
        if self.bar.line.strip():
            from careertui.domain.filters import (
                Filter,  # with the first filter, so that the screens open sooner
            )

            today = self.planner.today
            wanted = Filter.parse(self.bar.line, self.kinds_filtered, today=today)
            if wanted:
                self.filtered = self.planner.search.narrow(self.filterable(), wanted, today)
        self.bar.refresh_said()

    def _say_filter(self, width: int, ways: tuple[str, ...]) -> Content:
        from careertui.tui.found import filter_line

        changes, shows_all = self.key_of("screen.filter"), self.key_of("screen.back")
        closed = f"{changes} changes it  {shows_all} shows all"
        typed = f"{self.bar.key('filter.done')} keeps it  {self.bar.key('filter.keep')} saves it"
        hint = typed if self.bar.is_open else closed
        takes = self.bar.key("line.complete")
        return (
            filter_line(self.filtered, width, ways, hint, takes) if self.filtered is not None else Content()
        )

    def _complete(self, line: str) -> Completion:
        from careertui.domain.filter_completion import completion

        return completion(line, self.kinds_filtered, self.planner)

    def _is_hidden(self, id_: str) -> bool:
        return self.filtered is not None and any(record.id == id_ for record in self.filterable())

    def do_filter(self) -> None:
        """Open the filter line."""
        self.bar.open()

    def do_filters(self) -> None:
        """Choose one of the saved filters."""
        from careertui.tui.dialogs.saved_filters import SavedFilters

        labels = {tab.mode: tab.label for tab in TABS}
        dialog = SavedFilters(self.planner, self.MODE, labels, in_force=self.filtered is not None)
        self.app.push_screen(dialog, self._filter_chosen)

    def _filter_chosen(self, chosen: tuple[str, str] | None) -> None:
        if chosen is not None and chosen[0] == "keep":
            self._keep_filter()
        elif chosen is not None:
            self.post_message(UseFilter(chosen[1]))

    def use_filter(self, line: str) -> None:
        """Filter by a line, as if it had been typed; an empty one shows all again."""
        self.bar.close(line)
        self.refresh_records()
        self.focus_records()

    @on(FilterLine.KeepWanted)
    def _keep_filter(self) -> None:
        """Ask for a name, and keep the filter under it."""
        from careertui.domain.saved_filter import SavedFilter
        from careertui.tui.dialogs.saved_filters import NameFilter, saved_filters

        filtered = self.filtered
        if filtered is None:
            self.say("There is no filter to save yet.", "warning")
            return
        kept = {f.name.casefold(): f for f in saved_filters(self.planner) if f.screen == self.MODE}
        line = self.bar.line.strip()

        def named(name: str | None) -> None:
            if name is None:
                return
            new = SavedFilter(name=name, screen=self.MODE, said=line)
            old = kept.get(new.name.casefold())
            with self.telling_errors():
                with self.planner.change(f"Save filter {quoted(new.name)}") as change:
                    change.put(old.revised(said=line) if old is not None else new)
                self.say(f"Saved as {quoted(new.name)}. {self.key_of('screen.filters')} lists your filters.")

        self.app.push_screen(NameFilter(filtered.description, kept), named)

    @on(FilterBar.Typed)
    def _filter_typed(self, event: FilterBar.Typed) -> None:
        event.stop()
        self.refresh_records()

    @on(FilterBar.Entered)
    def _filter_done(self, event: FilterBar.Entered) -> None:
        event.stop()
        self.focus_records()


def _of_kinds(career: Career, kinds: tuple[type[Record], ...]) -> tuple[Record, ...]:
    return tuple(record for kind in kinds for record in career.all(kind))


class UseFilter(Message):
    """A saved filter is to be used, on the screen it was saved for."""

    def __init__(self, id_: str) -> None:
        super().__init__()
        self.id = id_
