"""What every screen shares: the two bars, the one grammar of keys, and refreshing in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from careertui.domain.contact import Contact
from careertui.domain.quoting import quoted
from careertui.domain.record import Record
from careertui.planner.planner import Planner
from careertui.tui.commands import CURSOR, Command, bindings, key_name, keys_in_force
from careertui.tui.screens.filtering import FilteredScreen
from careertui.tui.tabs import TABS, dates_of
from careertui.tui.widgets.bars import KeyBar, Nav
from careertui.tui.widgets.detail_pane import DetailPane
from careertui.tui.widgets.filter_bar import FilterBar
from careertui.tui.widgets.record_list import RecordList

W = TypeVar("W", bound=Widget)

_QUIET = 1.0
"""Seconds after which a screen that has come up is being read."""


GRAMMAR: tuple[Command, ...] = (
    Command("record.new", "n,a", "new", "Write down something new on this screen", footer=True),
    Command("record.edit", "e", "edit", "Edit the record under the cursor", footer=True, takes="one"),
    Command(
        "record.notes",
        "E",
        "notes in $EDITOR",
        "Edit the notes of the record in your own editor",
        takes="one",
    ),
    Command("record.open", "enter", "open", "Open the record under the cursor in full", takes="one"),
    Command(
        "record.archive",
        "d",
        "archive",
        "Archive the record, or all that are marked; undo brings it back",
        takes="all",
    ),
    Command("record.mark", "space", "mark", "Mark the record; the next command acts on all that are marked"),
    Command("record.sight", "v", "line of sight", "What this serves, and what serves it", takes="one"),
    Command("record.copy", "y", "copy", "Copy the record as Markdown, also through SSH", takes="all"),
    Command("move.left", "H", "move left", "Move the thing under the cursor to the left", takes="all"),
    Command("move.down", "J", "move down", "Move the thing under the cursor down", takes="all"),
    Command("move.up", "K", "move up", "Move the thing under the cursor up", takes="all"),
    Command("move.right", "L", "move right", "Move the thing under the cursor to the right", takes="all"),
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


class CareerScreen(FilteredScreen):
    """A screen of records.

    A subclass says what it makes (`MAKES`), lays out its widgets in `body`, fills them in `refresh_view`,
    and names the record under the cursor in `current_id`.

    Args:
        planner: reads and changes records.
    """

    MAKES: ClassVar[type[Record] | None] = None
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = ()
    FOOTER_HERE: ClassVar[tuple[str, ...]] = ()
    """Ids of the commands that matter so much here that the footer shows them first, in this order."""
    ONE_HERE: ClassVar[frozenset[str]] = frozenset()
    """Ids of commands that take all that are marked elsewhere, and only one here."""
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
        super().__init__(planner)
        self.marked: frozenset[str] = frozenset()
        self._stale = True
        self._pane_wanted = True
        self._parts: dict[type[Widget], Widget] = {}

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
        record_list = self.part(RecordList)
        return record_list.cursor_id if record_list is not None else None

    def part(self, kind: type[W]) -> W | None:
        """The first widget of a kind; it is looked for once, since every key asks for some."""
        known = self._parts.get(kind)
        if known is None or not known.is_attached:
            known = next(iter(self.query(kind)), None)
            if known is not None:
                self._parts[kind] = known
        return cast("W | None", known)

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

    @property
    def subject(self) -> Record | None:
        """What a command acts on that takes one: the one that is marked, or what is under the cursor."""
        targets = self.targets
        return targets[0] if len(targets) == 1 else self.current

    # --- refreshing ---------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Show the records, and load the form in the quiet that follows."""
        self.refresh_records()
        self.app.set_timer(_QUIET, _load_the_form)

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
        pane = self.part(DetailPane)
        if pane is not None:
            was_hidden = not pane.display
            has_room = self._has_room(pane)
            pane.display = self._pane_wanted and has_room and self.has_something_to_tell
            if was_hidden and pane.display:
                self.call_after_refresh(self.refresh_pane)  # how wide it is, is known by then
            if pane.display:
                pane.show(self.told_here(pane.text_width or self.size.width - 4))

    @property
    def has_something_to_tell(self) -> bool:
        """Whether the line under the cursor is about something that the pane can tell."""
        return self.current is not None

    def told_here(self, width: int) -> Content:
        """What the pane tells of the line under the cursor."""
        return self.told(self.current, width) if self.current is not None else Content()

    def told(self, record: Record, width: int) -> Content:
        """What the pane tells of a record, in lines of so many cells."""
        from careertui.tui.details import detail  # with the first pane, which the first screen has not

        return detail(record, self.planner, self.planner.today, width)

    @property
    def footer_here(self) -> tuple[str, ...]:
        """What the footer shows first, now."""
        return self.FOOTER_HERE

    @property
    def footer_without(self) -> frozenset[str]:
        """What the footer leaves out, now."""
        return self.FOOTER_WITHOUT

    def refresh_keys(self) -> None:
        """Show the keys that matter here and now."""
        bar = self.part(KeyBar)
        if bar is not None:
            bar.show(self.hints(), self.key_of("app.help"))

    def hints(self) -> list[tuple[str, str, bool]]:
        """The keys that matter here and now, each with its label and whether it can be used.

        Where there is nothing to act on, those that can be used come first.
        """
        here, without = self.footer_here, self.footer_without
        first = [command for command in self.commands() if command.id in here]
        first.sort(key=lambda command: here.index(command.id))
        shown = [*first, *(c for c in self.commands() if c.footer and c not in first)]
        shown = [command for command in shown if command.id not in without]
        hints = [(self.key_of(command.id), command.label, self.refusal(command) is None) for command in shown]
        hints.append((self.key_of("app.capture"), "capture", True))
        return hints if self.current is not None else sorted(hints, key=lambda hint: not hint[2])

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

    def refusal(self, command: Command) -> str | None:
        """Why a command cannot run now: several are marked and it takes one, or what the screen says."""
        takes_one = command.takes == "one" or command.id in self.ONE_HERE
        if takes_one and len(self.marked) > 1:
            count, key = len(self.marked), self.key_of("screen.back")
            return (
                f"“{command.label}” takes one at a time, and {count} are marked; {key} takes the marks away."
            )
        return self.why_not(command.id)

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now, however many are marked; None when it can."""
        if command_id == "record.new" and self.MAKES is None:
            return "There is nothing to make on this screen."
        if command_id in _ON_A_RECORD and not self.targets:
            return "There is no record under the cursor."
        if command_id.startswith("move."):
            return "Nothing is moved on this screen."
        if command_id in {"screen.sort", "screen.reverse"}:
            return "What is shown here has one order."
        if command_id == "screen.pane":
            pane = self.part(DetailPane)
            if pane is None:
                return "This screen has no pane."
            if not self._has_room(pane):
                return f"There is no room for the pane; {self.key_of('record.open')} opens it in full."
        return None

    def _has_room(self, pane: DetailPane) -> bool:
        return pane.has_class("below") or self.size.width >= PANE_FROM

    def action_command(self, command_id: str) -> None:
        """Run a command, or say why it cannot run."""
        command = next(command for command in self.commands() if command.id == command_id)
        reason = self.refusal(command)
        if reason is not None:
            self.say(reason, "warning")
            return
        for record_list in self.query(RecordList):
            record_list.stay(self.marked | {record_list.cursor_id or ""} if command.stays else ())
        with self.telling_errors():
            getattr(self, command.method)()

    def do_new(self) -> None:
        """Open an empty form."""
        if self.MAKES is not None:
            self.edit(self.MAKES, None)

    def do_edit(self) -> None:
        """Open the form on the record."""
        record = self.subject
        if record is not None:
            self.edit(type(record), record)

    def do_open(self) -> None:
        """Open the record in full."""
        from careertui.tui.dialogs.page import page_of

        record = self.subject
        if record is not None:
            self.app.push_screen(page_of(self.planner, record.id))

    def do_notes(self) -> None:
        """Edit the notes of the record in the person's own editor."""
        from careertui.tui.notes import edit_notes

        record = self.subject
        if record is not None:
            edit_notes(self, self.planner, record)

    def do_archive(self) -> None:
        """Archive the marked records, as one step."""
        records = self.targets
        named = quoted(records[0].heading) if len(records) == 1 else f"{len(records)} records"
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

        record = self.subject
        if record is not None:
            self.app.push_screen(SightDialog(self.planner, record.id), self.go_to)

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

    # --- layers ------------------------------------------------------------------------------------

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


def _load_the_form() -> None:
    """So that the first time it is asked for is as quick as the next."""
    import careertui.tui.dialogs.form  # noqa: F401


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


_ON_A_RECORD = frozenset({command.id for command in GRAMMAR if command.takes} | {"record.mark"}) - {
    command.id for command in GRAMMAR if command.id.startswith("move.")
}
