"""What every screen shares: the two bars, the one grammar of keys, and refreshing in one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from careertui.domain.filters import Filter
from careertui.domain.record import Record
from careertui.planner.planner import Planner
from careertui.tui.boundary import Telling
from careertui.tui.commands import Command, bindings, key_name
from careertui.tui.details import detail
from careertui.tui.widgets.bars import KeyBar, Nav, Tab
from careertui.tui.widgets.detail_pane import DetailPane
from careertui.tui.widgets.record_list import RecordList

TABS: tuple[Tab, ...] = (
    Tab("1", "today", "Today"),
    Tab("2", "vision", "Vision"),
    Tab("3", "goals", "Goals"),
    Tab("4", "network", "Network"),
    Tab("5", "challenges", "Challenges"),
    Tab("6", "timeline", "Timeline"),
)

GRAMMAR: tuple[Command, ...] = (
    Command("record.new", "n,a", "new", "Write down something new on this screen", footer=True),
    Command("record.edit", "e", "edit", "Edit the record under the cursor", footer=True),
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
        "Show only what matches, as you type; esc shows all again",
        footer=True,
    ),
    Command("screen.pane", "p", "pane", "Show or hide the pane that follows the cursor"),
    Command("screen.archived", "A", "archived", "What is archived, to bring it back"),
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
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = ()
    FOOTER_HERE: ClassVar[tuple[str, ...]] = ()
    """Commands of the grammar that matter so much here that the footer shows them first."""
    FOOTER_WITHOUT: ClassVar[frozenset[str]] = frozenset()
    """Commands that never apply here, so that the footer need not grey them."""
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(GRAMMAR))
    AUTO_FOCUS: ClassVar[str | None] = "RecordList"

    def __init_subclass__(cls, **options: bool) -> None:
        """A screen's own commands have their keys by being declared."""
        cls.BINDINGS = list(bindings(cls.COMMANDS_HERE))
        super().__init_subclass__(**options)

    def __init__(self, planner: Planner) -> None:
        super().__init__(id=self.MODE)
        self.planner = planner
        self.filter = Filter()
        self.marked: frozenset[str] = frozenset()
        self._stale = True
        self._pane_wanted = True
        self._typed_g = False

    # --- layout -------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The two bars, with the screen's own widgets between them."""
        today = self.planner.today
        yield Nav(TABS, self.MODE, (f"{today:%a %-d %b %Y}", f"{today:%a %-d %b}", f"{today:%-d %b}"))
        yield Input(placeholder="words, #tag", id="filter", classes="hidden")
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
                width = pane.scrollable_content_region.width or self.size.width - 4
                pane.show(detail(record, self.planner, self.planner.today, width))

    def refresh_keys(self) -> None:
        """Show the keys that matter here and now."""
        first = [command for command in GRAMMAR if command.id in self.FOOTER_HERE]
        shown = [*first, *(c for c in self.commands() if c.footer and c not in first)]
        shown = [command for command in shown if command.id not in self.FOOTER_WITHOUT]
        hints = [(self.key_of(command), command.label, self.why_not(command.id) is None) for command in shown]
        for bar in self.query(KeyBar):
            bar.show(hints)

    def on_resize(self) -> None:
        """The pane needs room beside it."""
        self.call_after_refresh(self.refresh_pane)

    # --- commands -----------------------------------------------------------------------------------

    def commands(self) -> tuple[Command, ...]:
        """Everything that can be asked for here, the screen's own first."""
        return (*self.COMMANDS_HERE, *GRAMMAR)

    def key_of(self, command: Command) -> str:
        """The key that runs a command, as remapped."""
        for key, active in self._bindings.key_to_bindings.items():
            if any(binding.id == command.id for binding in active):
                remapped = self.app._keymap.get(command.id)  # noqa: SLF001 - Textual has no public reader of it
                return key_name(remapped or command.keys) if remapped else key_name(command.keys or key)
        return key_name(command.keys)

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now; None when it can."""
        if command_id == "record.new" and self.MAKES is None:
            return "There is nothing to make on this screen."
        if command_id in _ON_A_RECORD and not self.targets:
            return "There is no record under the cursor."
        if command_id.startswith("move."):
            return "Nothing is moved on this screen."
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
        from careertui.tui.dialogs.page import RecordPage

        record = self.current
        if record is not None:
            self.app.push_screen(RecordPage(self.planner, record.id))

    def do_archive(self) -> None:
        """Archive the marked records, as one step."""
        records = self.targets
        named = f"“{records[0].heading[:40]}”" if len(records) == 1 else f"{len(records)} records"
        with self.planner.change(f"Archive {named}") as change:
            for record in records:
                change.archive(record)
        self.marked = frozenset()
        self.say(f"Archived {named}. u brings it back.")

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

    def do_filter(self) -> None:
        """Open the filter line."""
        line = self.query_one("#filter", Input)
        line.remove_class("hidden")
        line.focus()

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

    def edit(
        self, kind: type[Record], record: Record | None, *, focus_field: str = "", **prefilled: object
    ) -> None:
        """Fill in the form, keep what it says, and go to it."""
        from careertui.tui.dialogs.form import RecordForm

        def kept(id_: str | None) -> None:
            if id_ is not None:
                self.put_cursor_on(id_)

        form = RecordForm(self.planner, kind, record, prefilled, focus_field=focus_field)
        self.app.push_screen(form, kept)

    # --- filtering ----------------------------------------------------------------------------------

    @on(Input.Changed, "#filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        event.stop()
        self.filter = Filter.parse(event.value)
        self.refresh_records()

    @on(Input.Submitted, "#filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        if not self.filter:
            event.input.add_class("hidden")
        self.focus_records()

    def focus_records(self) -> None:
        """Put the focus back on the records."""
        self.query(RecordList).first().focus()

    def key_escape(self) -> None:
        """Close one layer: the filter, then the marks; never the program."""
        line = self.query_one("#filter", Input)
        if line.value or not line.has_class("hidden"):
            line.value = ""
            line.add_class("hidden")
            self.focus_records()
        elif self.marked:
            self.marked = frozenset()
            for record_list in self.query(RecordList):
                record_list.redraw()

    def key_q(self) -> None:
        """The same as esc."""
        if not isinstance(self.focused, Input):
            self.key_escape()

    def on_key(self, event: events.Key) -> None:
        """`gg` goes to the first record."""
        twice = event.character == "g" and self._typed_g
        if twice and isinstance(self.focused, RecordList):
            self.focused.action_first()
        self._typed_g = event.character == "g" and not twice

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
    {"record.edit", "record.open", "record.archive", "record.mark", "record.sight", "record.copy"}
)
