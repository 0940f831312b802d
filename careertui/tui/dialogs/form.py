"""The one form: made from the fields of a kind, so a new field appears here by being declared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from careertui.domain.fields import FieldSpec, Shape, fields_of, from_text, to_text, with_dates_read
from careertui.domain.goal import Goal
from careertui.domain.kinds import kind_named, make
from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import quoted
from careertui.domain.record import Record
from careertui.errors import CareerError, InvalidRecordError
from careertui.planner.planner import ConflictError, Planner
from careertui.tui.dialogs import Hints, Keyed
from careertui.tui.dialogs.form_dates import date_read, understood
from careertui.tui.dialogs.form_draft import FormDraft
from careertui.tui.dialogs.form_fields import (
    MANY_LINES,
    ChoiceRow,
    FieldRow,
    LinkRow,
    MoreRow,
    TextRow,
    link_ids_of,
)
from careertui.tui.dialogs.form_help import help_line
from careertui.tui.dialogs.form_links import Named
from careertui.tui.presentation import clipped, joined

DRAFT_EVERY = 0.7
"""Seconds of typing that a lost connection can cost at most."""


class RecordForm(Keyed["str | None"]):
    """Edits a record or makes one; returns its id once it is on the disk, or None.

    What is typed is on the disk as a draft while it is typed. Leaving keeps the draft, saving ends it, and
    the next form on the same record opens with it.

    Args:
        planner: where it is kept.
        kind: what is edited.
        record: the record; None makes a new one.
        prefilled: field values that a new one starts with.
        focus_field: the field to begin with; the first when it is empty.
    """

    DEFAULT_CSS = """
    RecordForm > Container {
        width: 90; max-width: 100%; height: 90%; background: $surface; padding: 1 0 0 0;
        border-left: outer $stone;
    }
    RecordForm.low > Container { height: 100%; padding: 0; }
    RecordForm #title { height: 1; padding: 0 2; margin-bottom: 1; }
    RecordForm VerticalScroll { scrollbar-size-vertical: 1; padding: 0 1 0 0; height: 1fr; }
    RecordForm #help { height: 1; padding: 0 2; color: $muted; }
    RecordForm Hints { height: 1; padding: 0 2; background: $panel; }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", priority=True, id="form.save"),
        # Before the field under the cursor gets the key, so that what is typed right after goes to the next.
        Binding("tab", "app.focus_next", "next field", priority=True, id="form.next"),
        Binding(
            "shift+tab", "app.focus_previous", "previous field", show=False, priority=True, id="form.previous"
        ),
        Binding("down", "app.focus_next", "Next field", show=False),
        Binding("up", "app.focus_previous", "Previous field", show=False),
        Binding("ctrl+o", "more", "more fields", priority=True, id="form.more"),
        Binding("ctrl+g", "edit_outside", "in $EDITOR", priority=True, id="form.editor"),
        Binding("ctrl+r", "let_draft_go", "drop draft", priority=True, id="form.drop_draft"),
        Binding("escape", "leave", "leave", id="form.leave"),
    ]

    def __init__(
        self,
        planner: Planner,
        kind: type[Record],
        record: Record | None = None,
        prefilled: Mapping[str, Any] | None = None,
        *,
        focus_field: str = "",
    ) -> None:
        super().__init__()
        self._planner = planner
        self._kind = kind
        self._record = record
        self._made: dict[str, Record] = {}
        """Records made in the picker; they are kept in one step with the form."""
        self._named = Named(planner, self._made, self.say)
        start = self._values(record, prefilled or {})
        self._rows = {spec.name: self._row(spec, start[spec.name]) for spec in self._specs()}
        self._here: FieldRow | None = None
        self._focus_field = focus_field
        self._draft = FormDraft(planner, kind, record, prefilled or {}, self._rows, self._made)
        self._draft_timer: Timer | None = None
        self._folded: list[FieldRow] = []
        self._sure_to_leave = False

    def compose(self) -> ComposeResult:
        """A title, a row a field, a line of help, and the keys."""
        shown, self._folded = self._shown_and_folded()
        with Container():
            yield Static("", id="title", markup=False)
            with VerticalScroll(can_focus=False):
                yield from shown
                if self._folded:
                    yield MoreRow([row.spec.label for row in self._folded], self.key("form.more"))
            yield Static("", id="help", markup=False)
            yield Hints()

    def on_mount(self) -> None:
        """Begin with the field that was asked for, or the first."""
        first = self._rows.get(self._focus_field) or next(iter(self._rows.values()))
        # At once, not with `focus()`, which is done later: keys typed ahead would be there before it.
        self.set_focus(first)
        self._show_title()
        if self._draft.trouble:
            self.say(self._draft.trouble, "warning")

    def on_resize(self) -> None:
        """A low window has no rows to give away."""
        self.set_class(self.size.height <= 30, "low")  # noqa: PLR2004 - rows
        self._show_title()
        self._show_help()

    def on_unmount(self) -> None:
        """However it ends, also with the connection: what was typed is kept."""
        self._draft.flush()

    # --- the fields -----------------------------------------------------------------------------------

    def _values(self, record: Record | None, prefilled: Mapping[str, Any]) -> dict[str, Any]:
        values = {}
        for spec in fields_of(self._kind):
            value = (
                getattr(record, spec.name) if record is not None else prefilled.get(spec.name, spec.default)
            )
            if record is None and spec.name == "on" and value is None:
                value = PartialDate.of(self._planner.today)
            values[spec.name] = value
        return values

    def _row(self, spec: FieldSpec, value: Any) -> FieldRow:
        if spec.shape in {Shape.LINK, Shape.LINKS}:
            return LinkRow(spec, link_ids_of(value), self._named.name_of)
        text = to_text(spec, value, self._named.name_of)
        choices = self._choices(spec)
        if choices:
            return ChoiceRow(spec, text or ("no" if spec.shape is Shape.YES_NO else choices[0]), choices)
        return TextRow(spec, text, self._gloss)

    def _specs(self) -> tuple[FieldSpec, ...]:
        """The fields it asks for; a smaller form asks for fewer, and the others stay as they are."""
        return fields_of(self._kind)

    def _choices(self, spec: FieldSpec) -> tuple[str, ...]:
        if self._kind is Goal and spec.name == "column":
            return tuple(column.key for column in self._planner.board.columns)
        if spec.shape is Shape.YES_NO:
            return ("no", "yes")
        choices = spec.choices
        return ("", *choices) if spec.shape is Shape.CHOICE and spec.default is None else choices

    def _shown_and_folded(self) -> tuple[list[FieldRow], list[FieldRow]]:
        """The rows to begin with, and those that are rarely filled in and are empty here."""
        rows = list(self._rows.values())
        folded = [
            row
            for row in rows
            if row.spec.shown.rare
            and not row.is_touched
            and row.held in ("", ())
            and row.spec.name != self._focus_field
        ]
        return [row for row in rows if row not in folded], folded if len(folded) > 1 else []

    def action_more(self) -> None:
        """Show the fields that most records do without, and go to the first of them."""
        if not self._folded:
            return
        folded, self._folded = self._folded, []
        more = self.query_one(MoreRow)
        more.display = False
        scroll = self.query_one(VerticalScroll)
        scroll.mount_all(folded)
        folded[0].styles.margin = (1, 0, 0, 0)
        self.set_focus(folded[0])
        self.refresh_hints()

    @on(MoreRow.Opened)
    def _more_opened(self, event: MoreRow.Opened) -> None:
        event.stop()
        self.action_more()

    def _read_date(self, text: str, spec: FieldSpec) -> PartialDate:
        return date_read(text, spec, self._planner.today)

    def _gloss(self, spec: FieldSpec, text: str) -> str:
        return understood(spec, text, self._planner.today)

    # --- going through them ---------------------------------------------------------------------------

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Whatever gives a field the focus opens its editor, in time for the next key."""
        if isinstance(widget, FieldRow):
            widget = widget.entered()
        super().set_focus(widget, scroll_visible, from_app_focus)
        if self.focused is None:
            return  # the terminal lost the focus; the field has it again when it comes back
        row = _row_of(self.focused)
        if row is not self._here:
            left, self._here = self._here, row
            if left is not None and left.is_attached:
                left.leave()
            self._show_help()
            self.refresh_hints()

    @on(FieldRow.Left)
    def _left(self, event: FieldRow.Left) -> None:
        """Dates become dates, what is wrong is said, and what was typed goes to the disk."""
        event.stop()
        row = event.row
        row.take(with_dates_read(row.spec, row.text, self._read_date) if row.text else row.held)
        self._judge(row)
        self._draft.flush()

    @on(FieldRow.Typed)
    def _typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        if event.row is self._here:
            self._show_help()
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(DRAFT_EVERY, self._keep_draft)

    def _keep_draft(self) -> None:
        self._draft_timer = None
        trouble = self._draft.flush()
        if trouble:
            self.say(trouble, "warning")

    def _judge(self, row: FieldRow) -> None:
        try:
            value = self._value_of(row)
            row.say_wrong("is needed" if row.spec.required and value in ("", (), None) else "")
        except ValueError as error:
            row.say_wrong(str(error))

    # --- the lines around them ------------------------------------------------------------------------

    @property
    def _heading(self) -> Content:
        """What the form does."""
        return Content(f"Edit {self._kind.kind}" if self._record else f"New {self._kind.kind}")

    def _show_title(self) -> None:
        note = self._draft.note.format(key=self.key("form.drop_draft"))
        title = joined(self._heading.stylize_before("bold"), "   " if note else "", (note, "$stone"))
        self.query_one("#title", Static).update(clipped(title, max(self.query_one("#title").size.width, 40)))
        self.refresh_hints()

    def _show_help(self) -> None:
        here = self._here
        self.query_one("#help", Static).update(help_line(here, self._gloss) if here is not None else "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Keys that would do nothing here are neither shown nor taken from the field."""
        if action == "more":
            return bool(self._folded)
        if action == "let_draft_go":
            return bool(self._draft.note)
        if action == "edit_outside":
            return self._here is not None and self._here.spec.shape in MANY_LINES
        return True

    # --- links ----------------------------------------------------------------------------------------

    @on(LinkRow.Wanted)
    @work
    async def _pick(self, event: LinkRow.Wanted) -> None:
        from careertui.tui.dialogs.picker import Picker, record_choices

        row, spec = event.row, event.row.spec
        kinds = tuple(kind_named(kind) for kind in spec.targets)
        picker = Picker(
            spec.label,
            record_choices(self._planner, kinds, first=row.ids, made=self._made),
            several=spec.shape is Shape.LINKS,
            chosen=row.ids,
            maker=self._make,
        )
        chosen = await self.app.push_screen_wait(picker)
        if chosen is not None:
            row.take(chosen)

    def _make(self, kind: str, heading: str) -> str:
        """A record that was missing: it is kept together with the form, in one step."""
        record = self._planner.fresh(kind_named(kind), heading)
        self._made[record.id] = record
        return record.id

    # --- text in an editor ----------------------------------------------------------------------------

    def action_edit_outside(self) -> None:
        """Open the text of this field in the person's own editor."""
        (self.focused or self).call_later(self._edit_outside)

    def _edit_outside(self) -> None:
        from careertui.tui.external_editor import edited

        row = self._here
        if not isinstance(row, TextRow):
            return
        with self.telling_errors():
            name = f"{self._kind.kind}-{self._record.id if self._record else 'new'}-{row.spec.name}"
            outcome = edited(self.app, self._planner.drafts.for_editor(name, row.text))
            if outcome.text is not None:
                row.take(outcome.text)
                self._draft.flush()
            outcome.let_go()
            if outcome.remark:
                self.say(outcome.remark, "warning")

    # --- leaving ----------------------------------------------------------------------------------------

    @property
    def _changed(self) -> bool:
        """Whether anything has been typed that is not kept."""
        return any(row.is_touched for row in self._rows.values())

    def action_leave(self) -> None:
        """Leave once the field has taken in the keys typed before; what has been typed stays as a draft."""
        (self.focused or self).call_later(self._leave)

    def _leave(self) -> None:
        if not self.is_current:
            return
        changed = self._changed
        trouble = self._draft.flush()
        if trouble and not self._sure_to_leave:
            self._sure_to_leave = True
            self.say(
                f"{trouble} {self.key('form.save')} saves; {self.key('form.leave')} again leaves without.",
                "error",
            )
            return
        self.dismiss(None)
        if changed and not trouble:
            self.say("Draft kept. The form brings it back when you open it again.")

    def action_let_draft_go(self) -> None:
        """Back to the record as it was, or bring the draft in again."""
        self._draft.swap()
        for row in self._rows.values():
            row.say_wrong("")
        if any(row.is_touched for row in self._folded):
            self.action_more()
        self._show_title()
        self._keep_draft()

    # --- saving -----------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Save once the field that is being edited has taken in the keys typed before, and none after."""
        (self.focused or self).call_later(self._save)

    def _save(self) -> None:
        """Keep it: on the disk when the form closes; otherwise it says what is wrong, and stays."""
        late = next((row for row in self._rows.values() if row.is_leaving), None)
        if late is not None:
            self.call_later(self._save)
            return
        values = self._read()
        if values is None or not self.is_current:
            return
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None
        try:
            self._close_on(self._kept(values))
        except InvalidRecordError as error:
            self._say_invalid(error)
        except ConflictError as conflict:
            self._resolve(conflict)
        except CareerError as error:
            self.say(str(error), "error")
        # Tried now and not when its time comes: a disk that refuses both would have the draft speak last, and
        # cover what was said of the record. Leaving says it, where the draft is still not kept.
        self._draft.flush()

    def _close_on(self, id_: str | None) -> None:
        """The form is done with: its draft goes, and it closes."""
        trouble = self._draft.finish()
        if trouble:
            self.say(trouble, "warning")
        self.dismiss(id_)

    def _value_of(self, row: FieldRow) -> Any:
        """What a field says, for the record's rules to judge; what nobody touched stays as it was.

        Raises:
            ValueError: when it cannot be understood.
        """
        if self._record is not None and not row.is_touched:
            return getattr(self._record, row.spec.name)
        if isinstance(row, LinkRow):
            return row.ids if row.spec.shape is Shape.LINKS else next(iter(row.ids), None)
        return from_text(row.spec, row.text, self._named.find, self._read_date)

    def _read(self) -> dict[str, Any] | None:
        """All the values; None when one of them is wrong, which is then said beside it."""
        values: dict[str, Any] = {}
        wrong: FieldRow | None = None
        for name, row in self._rows.items():
            try:
                values[name] = self._value_of(row)
                row.say_wrong("")
            except ValueError as error:
                row.say_wrong(str(error))
                wrong = wrong or row
        if wrong is not None:
            self.set_focus(wrong)
            return None
        return values

    def _kept(self, values: dict[str, Any]) -> str:
        if self._record is None:
            record = make(self._kind, values)
            label = f"Add {self._kind.kind} {quoted(record.heading)}"
        else:
            record = make(self._kind, {**dict(self._record), **(self._record.model_extra or {}), **values})
            label = self._label(record)
        with self._planner.change(label) as change:
            for made in self._named.pointed_at(record):
                change.put(made)
            return change.put(record).id

    def _label(self, record: Record) -> str:
        """What undo calls the step, for a record that was there before."""
        return f"Edit {self._kind.kind} {quoted(record.heading)}"

    def _say_invalid(self, error: InvalidRecordError) -> None:
        rows = {name: row for name, row in self._rows.items() if name in error.fields}
        if any(row in self._folded for row in rows.values()):
            self.action_more()
        for name, row in rows.items():
            row.say_wrong(error.fields[name])
        if rows:
            self.set_focus(next(iter(rows.values())))
        if len(rows) < max(len(error.fields), 1):
            self.say(error.message, "error")

    @work
    async def _resolve(self, conflict: ConflictError) -> None:
        """The record was changed elsewhere: show both texts, and let the person choose."""
        from careertui.tui.dialogs.conflict import ConflictDialog, keep_mine

        choice = await self.app.push_screen_wait(
            ConflictDialog(conflict.mine, conflict.theirs, self._named.name_of)
        )
        if choice == "theirs":
            self._close_on(None)
        elif choice == "mine":
            with self.telling_errors():
                self._close_on(keep_mine(self._planner, conflict, self._named.pointed_at(conflict.mine)))


def _row_of(widget: Widget) -> FieldRow | None:
    """The field a widget is, or belongs to."""
    return next((node for node in widget.ancestors_with_self if isinstance(node, FieldRow)), None)
