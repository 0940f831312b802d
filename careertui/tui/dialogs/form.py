"""The one form: made from the fields of a kind, so a new field appears here by being declared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from careertui.domain.fields import FieldSpec, Shape, fields_of, from_text, to_text
from careertui.domain.goal import Goal
from careertui.domain.kinds import kind_named, make
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.errors import CareerError, InvalidRecordError, NotFoundError
from careertui.planner.planner import ConflictError, Planner
from careertui.tui.boundary import Telling
from careertui.tui.presentation import joined, said

_KEYS = "ctrl+s save   tab next field   esc leave"
_MANY_LINES = frozenset({Shape.TEXT, Shape.LINES, Shape.ITEMS, Shape.PAIRS})


class LineEditor(Input):
    """One line; pasting several lines keeps them all, with spaces for the breaks."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(" ".join(event.text.splitlines()))


class TextEditor(TextArea):
    """Several lines; tab goes on to the next field."""

    DEFAULT_CSS = "TextEditor { height: auto; min-height: 2; max-height: 8; }"


class ChoiceEditor(Widget, can_focus=True):
    """One of a few words: left and right go through them, a letter jumps to the next that begins with it."""

    DEFAULT_CSS = "ChoiceEditor { height: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", "Next", show=False),
        Binding("left", "step(-1)", "Previous", show=False),
    ]

    value: reactive[str] = reactive("")
    """The word chosen; empty when none is."""

    def __init__(self, choices: tuple[str, ...], value: str) -> None:
        super().__init__()
        self._choices = choices
        self.set_reactive(ChoiceEditor.value, value)

    def render(self) -> Content:
        """The word, between arrows while it has the focus."""
        word = said(self.value or "–", "bold" if self.has_focus else "")
        return joined(("◂ ", "$stone"), word, (" ▸", "$stone")) if self.has_focus else joined("  ", word)

    def watch_has_focus(self, has_focus: bool) -> None:
        """The arrows come and go."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def action_step(self, step: int) -> None:
        """Choose the next or previous word."""
        if self._choices:
            index = self._choices.index(self.value) if self.value in self._choices else -1 if step > 0 else 0
            self.value = self._choices[(index + step) % len(self._choices)]

    def on_key(self, event: events.Key) -> None:
        """Jump to the next word that begins with the letter."""
        if event.character and event.character.isalpha():
            index = self._choices.index(self.value) if self.value in self._choices else -1
            order = (*self._choices[index + 1 :], *self._choices[: index + 1])
            self.value = next(
                (word for word in order if word.startswith(event.character.lower())), self.value
            )

    def on_click(self) -> None:
        """Choose the next word."""
        self.action_step(1)


class LinkEditor(Widget, can_focus=True):
    """Other records by name: enter opens the picker, backspace takes the last one away."""

    DEFAULT_CSS = "LinkEditor { height: auto; min-height: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "pick", "Choose", show=False),
        Binding("backspace,delete", "drop", "Take away", show=False),
    ]

    ids: reactive[tuple[str, ...]] = reactive((), layout=True)
    """The records chosen."""

    class Wanted(Message):
        """The person asks for the picker."""

        def __init__(self, editor: LinkEditor) -> None:
            super().__init__()
            self.editor = editor

    def __init__(self, spec: FieldSpec, ids: tuple[str, ...], planner: Planner) -> None:
        super().__init__()
        self.spec = spec
        self._planner = planner
        self.set_reactive(LinkEditor.ids, ids)

    def render(self) -> Content:
        """The names, one a line."""
        names = [said(record.heading) for id_ in self.ids if (record := self._planner.get(id_))]
        lines = [joined("  ", name) for name in names] or [Content("  –")]
        if self.has_focus:
            kinds = " or ".join(self.spec.targets)
            hint = f"enter chooses a {kinds}" + (", backspace takes the last away" if names else "")
            lines[-1] = joined(lines[-1], (f"   {hint}", "$muted"))
        return Content("\n").join(lines)

    def watch_has_focus(self, has_focus: bool) -> None:
        """The hint comes and goes."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def action_pick(self) -> None:
        """Ask for the picker."""
        self.post_message(self.Wanted(self))

    def action_drop(self) -> None:
        """Take the last one away."""
        self.ids = self.ids[:-1]

    def on_click(self) -> None:
        """Ask for the picker."""
        self.action_pick()


class FieldRow(Horizontal):
    """A field: its label, what edits it, and under it what is wrong."""

    DEFAULT_CSS = """
    FieldRow { height: auto; margin-bottom: 0; }
    FieldRow > .label { width: 19; color: $muted; text-align: right; padding-right: 2; }
    FieldRow > .label.needed { color: $foreground; }
    FieldRow > Container { height: auto; width: 1fr; }
    FieldRow .help { color: $faint; display: none; height: auto; padding: 0 2; }
    FieldRow.here .help { display: block; }
    FieldRow .error { color: $error; display: none; height: auto; padding: 0 2; }
    FieldRow.wrong .error { display: block; }
    """

    def __init__(self, spec: FieldSpec, editor: Widget, shown_help: str) -> None:
        self.spec = spec
        self.editor = editor
        self._has_help = bool(shown_help)
        label = Static(spec.label, markup=False, classes="label needed" if spec.required else "label")
        below = [Static(shown_help, markup=False, classes="help"), Static("", markup=False, classes="error")]
        super().__init__(label, Container(editor, *below))
        self._opened_with = self._held

    def on_descendant_focus(self) -> None:
        """Show its help while it is being edited."""
        self.set_class(self._has_help, "here")

    def on_descendant_blur(self) -> None:
        """Hide its help again."""
        self.remove_class("here")

    @property
    def is_touched(self) -> bool:
        """Whether the editor holds something else than it was opened with."""
        return self._held != self._opened_with

    @property
    def _held(self) -> object:
        if isinstance(self.editor, LinkEditor):
            return self.editor.ids
        return self.editor.text if isinstance(self.editor, TextArea) else getattr(self.editor, "value", "")

    def say_wrong(self, sentence: str) -> None:
        """Show what is wrong beside the field; nothing when it is right."""
        self.set_class(bool(sentence), "wrong")
        self.query_one(".error", Static).update(said(sentence[:1].upper() + sentence[1:]))


class RecordForm(Telling, ModalScreen["str | None"]):
    """Edits a record or makes one; returns its id once it is on the disk, or None.

    Args:
        planner: where it is kept.
        kind: what is edited.
        record: the record; None makes a new one.
        prefilled: field values that a new one starts with.
        focus_field: the field to begin with; the first when it is empty.
    """

    DEFAULT_CSS = """
    RecordForm { align: center middle; background: $background 70%; }
    RecordForm > Container {
        width: 86; max-width: 100%; height: 90%; background: $surface; padding: 1 0 0 0;
        border-left: outer $stone;
    }
    RecordForm #title { text-style: bold; padding: 0 2 1 2; height: auto; }
    RecordForm VerticalScroll { scrollbar-size-vertical: 1; padding: 0 1; }
    RecordForm Input { border: none; height: 1; padding: 0 2; background: $background; }
    RecordForm Input:focus { background: $cursor; border: none; }
    RecordForm TextArea { border: none; padding: 0 2; background: $background; }
    RecordForm TextArea:focus { background: $cursor; border: none; }
    RecordForm #keys { height: 1; color: $muted; padding: 0 2; background: $panel; }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True, id="form.save"),
        Binding("escape", "leave", "Leave", id="form.leave"),
        # Before the field under the cursor gets the key, so that what is typed right after goes to the next.
        Binding("tab", "app.focus_next", "Next field", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", "Previous field", show=False, priority=True),
        Binding("down", "app.focus_next", "Next field", show=False),
        Binding("up", "app.focus_previous", "Previous field", show=False),
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
        self._focus_field = focus_field
        self._planner = planner
        self._kind = kind
        self._record = record
        self._before = record
        self._start = self._values(record, prefilled or {})
        self._sure_to_leave = False

    def compose(self) -> ComposeResult:
        """A title, a row a field, and the keys."""
        title = f"Edit {self._kind.kind}" if self._record else f"New {self._kind.kind}"
        with Container():
            yield Static(title, id="title", markup=False)
            with VerticalScroll(can_focus=False):
                for spec in fields_of(self._kind):
                    yield FieldRow(spec, self._editor(spec), self._help(spec))
            yield Static(_KEYS, id="keys", markup=False)

    def on_mount(self) -> None:
        """Begin with the field that was asked for, or the first."""
        rows = list(self.query(FieldRow))
        first = next((row for row in rows if row.spec.name == self._focus_field), rows[0])
        # At once, not with `focus()`, which is done later: keys typed ahead would be there before it.
        self.set_focus(first.editor)
        if isinstance(first.editor, TextArea):
            first.editor.move_cursor(first.editor.document.end)

    # --- fields ---------------------------------------------------------------------------------------

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

    def _choices(self, spec: FieldSpec) -> tuple[str, ...]:
        if self._kind is Goal and spec.name == "column":
            return tuple(column.key for column in self._planner.board.columns)
        if spec.shape is Shape.YES_NO:
            return ("no", "yes")
        choices = spec.choices
        return ("", *choices) if spec.shape is Shape.CHOICE and spec.default is None else choices

    def _help(self, spec: FieldSpec) -> str:
        if spec.shown.help:
            return spec.shown.help
        return ", ".join(spec.shown.suggestions)

    def _editor(self, spec: FieldSpec) -> Widget:
        value = self._start[spec.name]
        choices = self._choices(spec)
        if spec.shape in {Shape.LINK, Shape.LINKS}:
            ids = value if isinstance(value, tuple) else (value,) if value else ()
            return LinkEditor(spec, ids, self._planner)
        text = to_text(spec, value, self._name_of)
        if choices:
            return ChoiceEditor(choices, text or ("no" if spec.shape is Shape.YES_NO else choices[0]))
        if spec.shape in _MANY_LINES:
            editor = TextEditor(text, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
            editor.cursor_blink = False
            return editor
        line = LineEditor(text, select_on_focus=False)
        line.cursor_blink = False
        return line

    def _name_of(self, id_: str) -> str:
        record = self._planner.get(id_)
        return record.heading if record is not None else id_

    def _find(self, text: str, kinds: tuple[str, ...]) -> str:
        for kind in kinds:
            try:
                return self._planner.find(kind_named(kind), text).id
            except NotFoundError as error:
                if kind == kinds[-1]:
                    raise ValueError(
                        f"no {' or '.join(kinds)} is called {text[:40]!r}; add it first"
                    ) from error
        return text

    def _value_of(self, row: FieldRow) -> Any:
        """What the row's editor says, for the record's rules to judge; what nobody touched stays as it was.

        Raises:
            ValueError: when it cannot be understood.
        """
        editor, spec = row.editor, row.spec
        if self._record is not None and not row.is_touched:
            return getattr(self._record, spec.name)
        if isinstance(editor, LinkEditor):
            return editor.ids if spec.shape is Shape.LINKS else next(iter(editor.ids), None)
        if isinstance(editor, TextArea):
            return from_text(spec, editor.text, self._find)
        text = editor.value if isinstance(editor, (ChoiceEditor, Input)) else ""
        return from_text(spec, text, self._find)

    def _read(self) -> dict[str, Any] | None:
        """All the values; None when one of them is wrong, which is then said beside it."""
        values: dict[str, Any] = {}
        wrong: FieldRow | None = None
        for row in self.query(FieldRow):
            try:
                values[row.spec.name] = self._value_of(row)
                row.say_wrong("")
            except ValueError as error:
                row.say_wrong(str(error))
                wrong = wrong or row
        if wrong is not None:
            wrong.editor.focus()
            return None
        return values

    @property
    def _changed(self) -> bool:
        """Whether anything has been typed that is not kept."""
        return any(row.is_touched for row in self.query(FieldRow))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Say what is wrong with a field as it is left."""
        row = next((node for node in event.widget.ancestors if isinstance(node, FieldRow)), None)
        if row is None:
            return
        try:
            value = self._value_of(row)
            row.say_wrong("is needed" if row.spec.required and value in ("", (), None) else "")
        except ValueError as error:
            row.say_wrong(str(error))

    @on(LinkEditor.Wanted)
    @work
    async def _pick(self, event: LinkEditor.Wanted) -> None:
        from careertui.tui.dialogs.picker import Picker, record_choices

        spec = event.editor.spec
        picker = Picker(
            spec.label,
            record_choices(
                self._planner, tuple(kind_named(kind) for kind in spec.targets), first=event.editor.ids
            ),
            several=spec.shape is Shape.LINKS,
            chosen=event.editor.ids,
        )
        chosen = await self.app.push_screen_wait(picker)
        if chosen is not None:
            event.editor.ids = chosen

    # --- leaving ----------------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Leave; where something would be lost, say so first."""
        if self._changed and not self._sure_to_leave:
            self._sure_to_leave = True
            self.query_one("#keys", Static).update(
                joined(("Not kept yet. ", "bold $warning"), "ctrl+s keeps it   esc again lets it go")
            )
            return
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Any other key takes back the wish to leave."""
        if event.key != "escape":
            self._stay()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _stay(self) -> None:
        """Typing on does too; an editor keeps the keys it uses to itself."""
        if self._sure_to_leave:
            self._sure_to_leave = False
            self.query_one("#keys", Static).update(_KEYS)

    def action_save(self) -> None:
        """Save once the field that is being edited has taken in the keys typed before, and none after."""
        (self.focused or self).call_later(self._save)

    def _save(self) -> None:
        """Keep it: on the disk when the form closes; otherwise it says what is wrong, and stays."""
        values = self._read()
        if values is None:
            return
        try:
            kept = self._kept(values)
            self.dismiss(kept)
        except InvalidRecordError as error:
            self._say_invalid(error)
        except ConflictError as conflict:
            self._resolve(conflict)
        except CareerError as error:
            self.say(str(error), "error")

    def _kept(self, values: dict[str, Any]) -> str:
        if self._record is None:
            record = make(self._kind, values)
            label = f"Add {self._kind.kind} “{record.heading[:40]}”"
        else:
            record = make(self._kind, {**dict(self._record), **(self._record.model_extra or {}), **values})
            label = f"Edit {self._kind.kind} “{record.heading[:40]}”"
        with self._planner.change(label) as change:
            return change.put(record).id

    def _say_invalid(self, error: InvalidRecordError) -> None:
        rows = {row.spec.name: row for row in self.query(FieldRow)}
        elsewhere = {name: sentence for name, sentence in error.fields.items() if name not in rows}
        for name, sentence in error.fields.items():
            if name in rows:
                rows[name].say_wrong(sentence)
        first = next((rows[name] for name in error.fields if name in rows), None)
        if first is not None:
            first.editor.focus()
        if elsewhere or not error.fields:
            self.say(error.message, "error")

    @work
    async def _resolve(self, conflict: ConflictError) -> None:
        """The record was changed elsewhere: show both texts, and let the person choose."""
        from careertui.tui.dialogs.conflict import ConflictDialog

        choice = await self.app.push_screen_wait(
            ConflictDialog(conflict.mine, conflict.theirs, self._name_of)
        )
        if choice == "theirs":
            self.dismiss(None)
        elif choice == "mine":
            version = conflict.theirs.version if conflict.theirs is not None else 0
            mine = conflict.mine.model_copy(update={"version": version})
            with self.telling_errors():
                with self._planner.change(f"Keep my text of “{mine.heading[:40]}”") as change:
                    change.put(mine)
                self.dismiss(mine.id)
