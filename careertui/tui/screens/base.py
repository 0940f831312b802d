"""What every screen shares: the two bars, the one grammar of keys, and refreshing in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from careertui.domain.completion import Completion
from careertui.domain.contact import Contact
from careertui.domain.record import Record
from careertui.planner.planner import Planner
from careertui.tui.boundary import Telling
from careertui.tui.commands import CURSOR, Command, bindings, key_name, keys_in_force
from careertui.tui.tabs import TABS, dates_of
from careertui.tui.widgets.bars import KeyBar, Nav
from careertui.tui.widgets.detail_pane import DetailPane
from careertui.tui.widgets.filter_bar import FilterBar, FilterLine
from careertui.tui.widgets.record_list import RecordList, Row

if TYPE_CHECKING:
    from careertui.domain.filters import Filtered

R = TypeVar("R", bound=Record)

GRAMMAR: tuple[Command, ...] = (
    Command("record.new", "n,a", "new", "Write down something new on this screen", footer=True),
    Command("record.edit", "e", "edit", "Edit the record under the cursor", footer=True),
    Command("record.notes", "E", "notes in $EDITOR", "Edit the notes of the record in your own editor"),
    Command("record.open", "enter", "open", "Open the record under the cursor in full"),
    Command(
        "record.archive", "d", "archive", "Archive the record, or all that are marked; undo brings it back"
    ),
    Command("record.mark", "space", "mark", "Mark the record; the next command acts on all that are marked"),
    Command("record.sight", "v", "line of sight", "What this serves, and what serves it"),
    Command("record.copy", "y", "copy", "Copy the record as Markdown, also through SSH"),
    Command("move.left", "H", "move left", "Move the thing under the cursor to the left"),
    Command("move.down", "J", "move down", "Move the thing under the cursor down"),
    Command("move.up", "K", "move up", "Move the thing under the cursor up"),
    Command("move.right", "L", "move right", "Move the thing under the cursor to the right"),
    Command(
        "screen.filter",
        "slash",
        "filter",
        "Show only what matches, as you type; closing it shows all again",
        footer=True,
    ),
    Command("screen.filters", "f", "filters", "The filters you have saved, to use one or take it away"),
    Command("screen.pane", "p", "pane", "Show or hide the pane that follows the cursor"),
    Command("screen.sort", "s", "sort", "Sort by the next key"),
    Command("screen.reverse", "S", "reverse", "Turn the order round"),
    Command("screen.archived", "A", "archived", "What is archived, to bring it back"),
    Command("screen.back", "escape,q", "back", "Close one layer: the filter, then the marks; never quits"),
)
"""The keys that mean the same on every screen of records."""

PANE_FROM = 100
"""Cells of width from which the pane stands beside the list."""


class CareerScreen(Telling, Screen[None]):
    """A screen of records.

    A subclass says what it makes (`MAKES`), lays out its widgets in `body`, fills them in `refresh_view`,
    and names the record under the cursor in `current_id`.

    Args:
        planner: reads and changes records.
    """

    MODE: ClassVar[str] = ""
    MAKES: ClassVar[type[Record] | None] = None
    FILTERS: ClassVar[tuple[type[Record], ...]] = ()
    """The kinds of record that its filter concerns; what it makes, where it does not say."""
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = ()
    FOOTER_HERE: ClassVar[tuple[str, ...]] = ()
    """Ids of the commands that matter so much here that the footer shows them first, in this order."""
    FOOTER_WITHOUT: ClassVar[frozenset[str]] = frozenset()
    """Commands that never apply here, so that the footer need not grey them."""
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(GRAMMAR))
    AUTO_FOCUS: ClassVar[str | None] = "RecordList"

    def __init_subclass__(cls, **options: bool) -> None:
        """A screen's own commands have their keys by being declared."""
        cls.BINDINGS = list(bindings(cls.COMMANDS_HERE))
        if not cls.FILTERS and cls.MAKES is not None:
            cls.FILTERS = (cls.MAKES,)
        super().__init_subclass__(**options)

    def __init__(self, planner: Planner) -> None:
        super().__init__(id=self.MODE)
        self.planner = planner
        self.filtered: Filtered[Record] | None = None
        """What passes the filter; None while there is none."""
        self.marked: frozenset[str] = frozenset()
        self._stale = True
        self._pane_wanted = True

    # --- layout -------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The two bars, with the screen's own widgets between them."""
        tabs = [replace(tab, key=self.key_of(f"go.{tab.mode}")) for tab in TABS]
        yield Nav(tabs, self.MODE, dates_of(self.planner.today))
        yield FilterBar(self._complete, self._say_filter)
        yield Container(*self.body(), id="body")
        yield KeyBar()

    def body(self) -> Sequence[Widget]:
        """The screen's own widgets."""
        raise NotImplementedError

    def refresh_view(self) -> None:
        """Work the view out from the records again, and hand it to the widgets."""
        raise NotImplementedError

    @property
    def current_id(self) -> str | None:
        """The record under the cursor."""
        lists = self.query(RecordList)
        return lists.first().cursor_id if lists else None

    @property
    def current(self) -> Record | None:
        """The record under the cursor."""
        return self.planner.get(self.current_id) if self.current_id else None

    @property
    def targets(self) -> tuple[Record, ...]:
        """What the next command acts on: all that are marked, from the top, or what is under the cursor."""
        ids = [self.current_id] if self.current_id else []
        if self.marked:
            shown = [id_ for record_list in self.query(RecordList) for id_ in record_list.ids]
            ids = sorted(self.marked, key=lambda id_: (shown.index(id_) if id_ in shown else len(shown), id_))
        return tuple(record for id_ in ids if (record := self.planner.get(id_)) is not None)

    # --- refreshing ---------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show the records."""
        self.refresh_records()

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was in front."""
        if self._stale:
            self.refresh_records()
        self.refresh_keys()

    def records_changed(self) -> None:
        """Some record has changed: refresh now where it is seen, and later where it is not."""
        self._stale = True
        if self.is_current or self.is_active:
            self.refresh_records()

    def refresh_records(self) -> None:
        """The one way the screen is filled."""
        self._stale = False
        self.marked = frozenset(id_ for id_ in self.marked if self._is_there(id_))
        self._narrow()
        self.refresh_view()
        self.refresh_pane()
        self.refresh_keys()

    def _is_there(self, id_: str) -> bool:
        record = self.planner.get(id_)
        return record is not None and record.archived is None

    def refresh_pane(self) -> None:
        """Show the record under the cursor in the pane."""
        record = self.current
        for pane in self.query(DetailPane):
            was_hidden = not pane.display
            has_room = pane.has_class("below") or self.size.width >= PANE_FROM
            pane.display = self._pane_wanted and has_room and record is not None
            if was_hidden and pane.display:
                self.call_after_refresh(self.refresh_pane)  # how wide it is, is known by then
            if pane.display and record is not None:
                pane.show(self.told(record, pane.text_width or self.size.width - 4))

    def told(self, record: Record, width: int) -> Content:
        """What the pane tells of a record, in lines of so many cells."""
        from careertui.tui.details import detail  # with the first pane, which the first screen has not

        return detail(record, self.planner, self.planner.today, width)

    def refresh_keys(self) -> None:
        """Show the keys that matter here and now."""
        first = [command for command in self.commands() if command.id in self.FOOTER_HERE]
        first.sort(key=lambda command: self.FOOTER_HERE.index(command.id))
        shown = [*first, *(c for c in self.commands() if c.footer and c not in first)]
        shown = [command for command in shown if command.id not in self.FOOTER_WITHOUT]
        hints = [
            (self.key_of(command.id), command.label, self.why_not(command.id) is None) for command in shown
        ]
        hints.append((self.key_of("app.capture"), "capture", True))
        for bar in self.query(KeyBar):
            bar.show(hints, self.key_of("app.help"))

    def on_resize(self) -> None:
        """The pane needs room beside it."""
        self.call_after_refresh(self.refresh_pane)

    # --- commands -----------------------------------------------------------------------------------

    def commands(self) -> tuple[Command, ...]:
        """Everything that can be asked for here, the screen's own first."""
        return (*self.COMMANDS_HERE, *GRAMMAR)

    def key_of(self, command_id: str) -> str:
        """The key that runs a command of this screen, of everywhere or of the cursor, as remapped."""
        declared = {command.id: command.keys for command in (*self.commands(), *CURSOR)}
        everywhere = {bound.id: bound.key for bound in self.app.BINDINGS if isinstance(bound, Binding)}
        keys = declared.get(command_id) or everywhere[command_id]
        return key_name(keys_in_force(self.app, command_id, keys))

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now; None when it can."""
        if command_id == "record.new" and self.MAKES is None:
            return "There is nothing to make on this screen."
        if command_id in _ON_A_RECORD and not self.targets:
            return "There is no record under the cursor."
        if command_id.startswith("move."):
            return "Nothing is moved on this screen."
        if command_id in {"screen.sort", "screen.reverse"}:
            return "What is shown here has one order."
        if command_id == "screen.pane" and not self.query(DetailPane):
            return "This screen has no pane."
        return None

    def action_command(self, command_id: str) -> None:
        """Run a command, or say why it cannot run."""
        reason = self.why_not(command_id)
        if reason is not None:
            self.say(reason, "warning")
            return
        command = next(command for command in self.commands() if command.id == command_id)
        with self.telling_errors():
            getattr(self, command.method)()

    def do_new(self) -> None:
        """Open an empty form."""
        if self.MAKES is not None:
            self.edit(self.MAKES, None)

    def do_edit(self) -> None:
        """Open the form on the record under the cursor."""
        record = self.current
        if record is not None:
            self.edit(type(record), record)

    def do_open(self) -> None:
        """Open the record in full."""
        from careertui.tui.dialogs.page import page_of

        record = self.current
        if record is not None:
            self.app.push_screen(page_of(self.planner, record.id))

    def do_notes(self) -> None:
        """Edit the notes of the record under the cursor in the person's own editor."""
        from careertui.tui.notes import edit_notes

        record = self.current
        if record is not None:
            edit_notes(self, self.planner, record)

    def do_archive(self) -> None:
        """Archive the marked records, as one step."""
        records = self.targets
        named = f"“{records[0].heading[:40]}”" if len(records) == 1 else f"{len(records)} records"
        with self.planner.change(f"Archive {named}") as change:
            for record in records:
                change.archive(record)
        self.marked = frozenset()
        self.say(f"Archived {named}. {self.key_of('app.undo')} brings it back.")

    def do_mark(self) -> None:
        """Mark the record under the cursor, or take its mark away, and go on to the next."""
        if self.current_id is None:
            return
        self.marked = self.marked ^ {self.current_id}
        for record_list in self.query(RecordList):
            record_list.redraw()
        if isinstance(self.focused, RecordList):
            self.focused.action_move(1)

    def do_sight(self) -> None:
        """Show the chain above the record and what hangs below it."""
        from careertui.tui.dialogs.sight import SightDialog

        if self.current_id is not None:
            self.app.push_screen(SightDialog(self.planner, self.current_id), self.go_to)

    def do_copy(self) -> None:
        """Copy the record as Markdown."""
        from careertui.tui.details import markdown

        text = "\n\n".join(markdown(record, self.planner) for record in self.targets)
        self.app.copy_to_clipboard(text)
        self.say("Copied as Markdown.")

    def do_pane(self) -> None:
        """Show or hide the pane."""
        self._pane_wanted = not self._pane_wanted
        self.refresh_pane()

    def do_archived(self) -> None:
        """Show what is archived."""
        from careertui.tui.dialogs.archive import ArchiveDialog

        self.app.push_screen(ArchiveDialog(self.planner))

    def go_to(self, id_: str | None) -> None:
        """Ask for a record to be shown on the screen where it lives."""
        if id_ is not None:
            self.post_message(GoTo(id_))

    def put_cursor_on(self, id_: str) -> bool:
        """Take the cursor to a record; False when it is not on this screen."""
        for record_list in self.query(RecordList):
            if id_ in record_list.ids:
                record_list.cursor_id = id_
                record_list.focus()
                return True
        return False

    def show_record(self, id_: str) -> bool:
        """Take the cursor to a record, past the filter where that hides it; False when it is not here."""
        if self.put_cursor_on(id_):
            return True
        if not self._is_hidden(id_):
            return False
        self.use_filter("")
        return self.put_cursor_on(id_)

    def edit(
        self, kind: type[Record], record: Record | None, *, focus_field: str = "", **prefilled: object
    ) -> None:
        """Fill in the form, keep what it says, and go to it."""
        from careertui.tui.dialogs.form import RecordForm

        def kept(id_: str | None) -> None:
            if id_ is not None and not self.put_cursor_on(id_) and self._is_hidden(id_):
                self.say(f"It is kept, and the filter hides it. {self.key_of('screen.back')} shows all.")

        form = RecordForm(self.planner, kind, record, prefilled, focus_field=focus_field)
        self.app.push_screen(form, kept)

    def capture_talk_with(self, people: Sequence[Contact]) -> None:
        """Ask for the line of capture, begun as a talk with these people."""
        from careertui.planner.completing import talk_with

        self.post_message(Capture(talk_with(self.planner, people), frozenset(person.id for person in people)))

    # --- filtering ----------------------------------------------------------------------------------

    @property
    def bar(self) -> FilterBar:
        """Where the filter is typed, and said in English."""
        return self.query_one(FilterBar)

    def filterable(self) -> tuple[Record, ...]:
        """The records that the filter is held against, and counted among."""
        return tuple(record for kind in self.FILTERS for record in self.planner.all(kind))

    def passing(self, records: Iterable[R]) -> tuple[R, ...]:
        """Those of some records that pass the filter, in their order; all of them while there is none."""
        if self.filtered is None:
            return tuple(records)
        return tuple(record for record in records if record.id in self.filtered.ids)

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
            wanted = Filter.parse(self.bar.line, self.FILTERS, today=today)
            if wanted:
                self.filtered = self.planner.search.narrow(self.filterable(), wanted, today)
        self.bar.refresh_said()

    def _say_filter(self, width: int, ways: tuple[str, ...]) -> Content:
        from careertui.tui.found import filter_line

        changes, shows_all = self.key_of("screen.filter"), self.key_of("screen.back")
        closed = f"{changes} changes it  {shows_all} shows all"
        typed = f"{self.bar.key('filter.done')} keeps it  {self.bar.key('filter.keep')} saves it"
        hint = typed if self.bar.is_open else closed
        return filter_line(self.filtered, width, ways, hint) if self.filtered is not None else Content()

    def _complete(self, line: str) -> Completion:
        from careertui.domain.filter_completion import completion

        return completion(line, self.FILTERS, self.planner)

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
                with self.planner.change(f"Save filter “{new.name[:40]}”") as change:
                    change.put(old.revised(said=line) if old is not None else new)
                self.say(f"Saved as “{new.name[:40]}”. {self.key_of('screen.filters')} lists your filters.")

        self.app.push_screen(NameFilter(filtered.description, kept), named)

    @on(FilterBar.Typed)
    def _filter_typed(self, event: FilterBar.Typed) -> None:
        event.stop()
        self.refresh_records()

    @on(FilterBar.Entered)
    def _filter_done(self, event: FilterBar.Entered) -> None:
        event.stop()
        self.focus_records()

    def focus_records(self) -> None:
        """Put the focus back on the records."""
        self.query(RecordList).first().focus()

    def do_back(self) -> None:
        """Close one layer: the filter, then the marks; never the program."""
        if self.bar.line or self.bar.is_open:
            self.use_filter("")
        elif self.marked:
            self.unmark()

    def unmark(self) -> None:
        """Take every mark away."""
        self.marked = frozenset()
        for record_list in self.query(RecordList):
            record_list.redraw()

    @on(RecordList.Moved)
    def _cursor_moved(self, event: RecordList.Moved) -> None:
        event.stop()
        self.refresh_pane()
        self.refresh_keys()

    @on(RecordList.Chosen)
    def _chosen(self, event: RecordList.Chosen) -> None:
        event.stop()
        self.action_command("record.open")

    @on(Nav.Picked)
    def _tab_picked(self, event: Nav.Picked) -> None:
        event.stop()
        self.app.switch_mode(event.mode)


class UseFilter(Message):
    """A saved filter is to be used, on the screen it was saved for."""

    def __init__(self, id_: str) -> None:
        super().__init__()
        self.id = id_


class GoTo(Message):
    """A record is to be shown on the screen where it lives."""

    def __init__(self, id_: str) -> None:
        super().__init__()
        self.id = id_


class Capture(Message):
    """The line of capture is to be opened, begun with something.

    Args:
        begun: what stands in it already.
        people: ids of the contacts that names in it mean, where several have them.
    """

    def __init__(self, begun: str, people: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.begun = begun
        self.people = people


_ON_A_RECORD = frozenset(
    {
        "record.edit",
        "record.notes",
        "record.open",
        "record.archive",
        "record.mark",
        "record.sight",
        "record.copy",
    }
)
