"""The fields of the form: each draws itself, and becomes something to type in while it has the focus.

A form of twenty fields is twenty light widgets and one editor. A field holds its text whether it is on the
screen or not, so that a form can be read, kept as a draft and saved without asking any editor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from careertui.domain.fields import FieldSpec, NameOf, Shape
from careertui.tui.presentation import clipped, joined, said, wrapped
from careertui.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.widgets import Input, TextArea

    from careertui.tui.dialogs.form_text import TextEditor

Held = str | tuple[str, ...]
"""What a field holds: its text, or the ids of the records it names."""
Gloss = Callable[[FieldSpec, str], str]
"""From a field and its text to what the text was understood as; empty where that goes without saying."""

LABEL = 21
"""Cells that the labels take, with the gap after them."""
MOST_LINES = 8
"""Lines of a long text that stand in the form; the editor scrolls through the rest."""
MANY_LINES = frozenset({Shape.TEXT, Shape.LINES, Shape.ITEMS, Shape.PAIRS})
"""What is typed over several lines."""
GAP = 2
"""Cells between the edge of a field and its text."""


class LineEditor(LineInput):
    """One line, within a field."""

    DEFAULT_CSS = f"""
    LineEditor, LineEditor:focus {{ border: none; height: 1; padding: 0 {GAP}; margin-left: {LABEL};
        background: $cursor; }}
    """

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self.value

    @typed.setter
    def typed(self, text: str) -> None:
        self.value = text


class FieldRow(Widget, can_focus=True):
    """A field: its label, what it holds, and under it what is wrong.

    Args:
        spec: the field.
        held: what it holds to begin with.
    """

    DEFAULT_CSS = """
    FieldRow { height: auto; width: 1fr; layout: vertical; }
    """

    class Left(Message):
        """The focus went on from a field, and all that was typed before has been taken in."""

        def __init__(self, row: FieldRow) -> None:
            super().__init__()
            self.row = row

    class Typed(Message):
        """What a field holds has changed."""

        def __init__(self, row: FieldRow) -> None:
            super().__init__()
            self.row = row

    def __init__(self, spec: FieldSpec, held: Held) -> None:
        super().__init__()
        self.spec = spec
        self.wrong = ""
        """What is wrong with it, as a sentence; empty when nothing is."""
        self._held = held
        self._opened_with = held

    # --- what it holds --------------------------------------------------------------------------------

    @property
    def held(self) -> Held:
        """What it holds now."""
        return self._held

    @property
    def text(self) -> str:
        """What it holds, where that is a text."""
        return self.held if isinstance(self.held, str) else ""

    @property
    def is_touched(self) -> bool:
        """Whether it holds something else than it was opened with."""
        return self.held != self._opened_with

    @property
    def is_leaving(self) -> bool:
        """Whether keys may still be on their way to it, though the focus has gone on."""
        return False

    def take(self, held: Held) -> None:
        """Hold something else."""
        if held != self._held:
            self._held = held
            if self.is_attached:
                self.refresh(layout=True)
                self.post_message(self.Typed(self))

    def as_opened(self) -> None:
        """Hold what it was opened with."""
        self.say_wrong("")
        self.take(self._opened_with)

    def say_wrong(self, sentence: str) -> None:
        """Show what is wrong under the field; nothing when it is right."""
        sentence = sentence[:1].upper() + sentence[1:]
        if sentence != self.wrong:
            self.wrong = sentence
            if self.is_attached:
                self.refresh(layout=True)

    # --- the focus ------------------------------------------------------------------------------------

    def entered(self) -> Widget:
        """Get ready for keys; returns the widget that takes them."""
        return self

    def leave(self) -> None:
        """The focus has gone on: say so once the keys typed before have had their effect."""
        self.call_later(self._leave)

    def _leave(self) -> None:
        self.refresh(layout=True)
        self.post_message(self.Left(self))

    def watch_has_focus(self, has_focus: bool) -> None:
        """A field that has the focus is drawn another way."""
        super().watch_has_focus(has_focus)
        self.refresh()

    # --- drawing --------------------------------------------------------------------------------------

    def value_lines(self, width: int) -> list[Content]:
        """What it holds, in lines of so many cells; at least one."""
        raise NotImplementedError

    def render(self) -> Content:
        """The label, what it holds beside it, and what is wrong below."""
        width = max(self.size.width - LABEL, 1)
        below = self._below(width)
        values = self._fill(self.size.height - len(below), width)
        label = joined((clipped(Content(self.spec.label), LABEL - GAP).plain, self._label_style))
        first = joined(" " * (LABEL - GAP - label.cell_length), label, " " * GAP)
        margin = Content(" " * LABEL)
        lines = [joined(margin, line) for line in (*values, *below)]
        lines[0] = joined(first, *values[:1])
        return Content("\n").join(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines it takes."""
        inner = max(width - LABEL, 1)
        lines = (
            super().get_content_height(container, viewport, width)
            if self.children
            else len(self.value_lines(inner))
        )
        return lines + len(self._below(inner))

    @property
    def _label_style(self) -> str:
        if self.has_focus or self.has_focus_within:
            return "$stone"
        return "$foreground" if self.spec.required else "$muted"

    def _fill(self, height: int, width: int) -> list[Content]:
        """The lines above what is wrong: what it holds, or room for the editor."""
        values = [] if self.children else self.value_lines(width)
        return [*values, *[Content("")] * (height - len(values))][: max(height, 1)]

    def _below(self, width: int) -> list[Content]:
        if not self.wrong:
            return []
        return [joined(" " * GAP, line) for line in wrapped(self.wrong, width - 2 * GAP, 3, "$challenge")]

    @property
    def _marks(self) -> tuple[str, str]:
        """How what it holds is drawn: with the focus, and without."""
        return ("on $cursor", "bold") if self.has_focus else ("", "")


class TextRow(FieldRow):
    """A field that is typed: a line, or several.

    Args:
        spec: the field.
        held: its text to begin with.
        gloss: says what a text was understood as.
    """

    def __init__(self, spec: FieldSpec, held: str, gloss: Gloss) -> None:
        super().__init__(spec, held)
        self._gloss = gloss
        self._editor: LineEditor | TextEditor | None = None

    @property
    def held(self) -> Held:
        """The text: the editor's, while there is one."""
        return self._held if self._editor is None else self._editor.typed

    @property
    def is_leaving(self) -> bool:
        """Whether the editor has keys to take in that were typed before the focus went on."""
        return self._editor is not None and not self._editor.has_focus and self.screen.focused is not None

    def allow_focus(self) -> bool:
        """The editor takes the focus while there is one."""
        return self._editor is None

    def take(self, held: Held) -> None:
        """Hold another text, in the editor too."""
        if self._editor is not None and held != self.held:
            self._editor.typed = str(held)
        super().take(held)

    def entered(self) -> Widget:
        """Open the editor, with the cursor at the end."""
        if self._editor is None:
            self._editor = editor = self._made()
            self.mount(editor)
            self.refresh(layout=True)
        return self._editor

    def _made(self) -> LineEditor | TextEditor:
        editor: LineEditor | TextEditor
        if self.spec.shape in MANY_LINES:
            from careertui.tui.dialogs.form_text import TextEditor  # half of what the form would load

            editor = TextEditor(self.text, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
            editor.move_cursor(editor.document.end)
        else:
            editor = LineEditor(self.text, select_on_focus=False)
        editor.cursor_blink = False
        return editor

    def on_input_changed(self, event: Input.Changed) -> None:
        """Something was typed."""
        event.stop()
        self.post_message(self.Typed(self))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Something was typed."""
        event.stop()
        self.post_message(self.Typed(self))

    def leave(self) -> None:
        """Close the editor once it has taken in the keys typed before."""
        (self._editor or self).call_later(self._close)

    def _close(self) -> None:
        if self._editor is None or self.screen.focused is self._editor:
            return
        self._held, editor = self.held, self._editor
        self._editor = None
        # Gone from the screen at once, and from the tree when it comes to that.
        editor.display = False
        editor.remove()
        self._leave()

    def value_lines(self, width: int) -> list[Content]:
        """The text, as much of it as fits; what it was understood as stands beside it."""
        inner = width - 2 * GAP
        if self.spec.shape not in MANY_LINES:
            gloss = self._gloss(self.spec, self.text)
            line = joined(said(self.text), (f"   {gloss}", "$muted")) if gloss else said(self.text)
            return [_on_ground(line, width)]
        lines: list[Content] = []
        for paragraph in self.text.split("\n"):
            if len(lines) > MOST_LINES:
                break
            lines += wrapped(paragraph, inner, MOST_LINES + 1)
        if len(lines) > MOST_LINES:
            lines[MOST_LINES - 1 :] = [Content.styled("…", "$muted")]
        return [_on_ground(line, width) for line in lines]

    def _fill(self, height: int, width: int) -> list[Content]:
        return [Content("")] * height if self._editor is not None else super()._fill(height, width)


def _on_ground(line: Content, width: int) -> Content:
    """A line on the ground that says it can be typed at."""
    line = clipped(line, width - 2 * GAP)
    filled = joined(" " * GAP, line, " " * (width - GAP - line.cell_length))
    return filled.stylize("on $background")


class ChoiceRow(FieldRow):
    """One of a few words: left and right go through them, a letter jumps to the next that begins with it.

    Args:
        spec: the field.
        held: the word to begin with.
        choices: the words.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", "Next", show=False),
        Binding("left", "step(-1)", "Previous", show=False),
    ]

    def __init__(self, spec: FieldSpec, held: str, choices: tuple[str, ...]) -> None:
        super().__init__(spec, held)
        self.choices = choices

    def value_lines(self, width: int) -> list[Content]:
        """The word, between arrows while it has the focus."""
        word = said(self.text or "–")
        if self.has_focus:
            return [clipped(joined(("◂ ", "$stone"), word.stylize("bold"), (" ▸", "$stone")), width)]
        return [clipped(joined(" " * GAP, word), width)]

    def action_step(self, step: int) -> None:
        """Choose the next or previous word."""
        if self.choices:
            index = self.choices.index(self.text) if self.text in self.choices else -1 if step > 0 else 0
            self.take(self.choices[(index + step) % len(self.choices)])

    def on_key(self, event: events.Key) -> None:
        """Jump to the next word that begins with the letter."""
        if event.character and event.character.isalpha():
            index = self.choices.index(self.text) if self.text in self.choices else -1
            order = (*self.choices[index + 1 :], *self.choices[: index + 1])
            letter = event.character.lower()
            self.take(next((word for word in order if word.startswith(letter)), self.text))

    def on_click(self) -> None:
        """Choose the next word."""
        self.action_step(1)


class LinkRow(FieldRow):
    """Other records by name: enter opens the picker, backspace takes the last one away.

    Args:
        spec: the field.
        held: the ids to begin with.
        name_of: names a record.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "pick", "Choose", show=False),
        Binding("backspace,delete", "drop", "Take away", show=False),
    ]

    class Wanted(Message):
        """The person asks for the picker."""

        def __init__(self, row: LinkRow, typed: str = "") -> None:
            super().__init__()
            self.row = row
            self.typed = typed

    def __init__(self, spec: FieldSpec, held: tuple[str, ...], name_of: NameOf) -> None:
        super().__init__(spec, held)
        self._name_of = name_of

    @property
    def ids(self) -> tuple[str, ...]:
        """The records chosen."""
        return self._held if isinstance(self._held, tuple) else ()

    def value_lines(self, width: int) -> list[Content]:
        """The names, one a line."""
        names = [said(self._name_of(id_)) for id_ in self.ids] or [Content("–")]
        lines = [clipped(joined(" " * GAP, name), width) for name in names]
        if self.has_focus:
            lines[-1] = joined(("▸ ", "$stone"), clipped(names[-1].stylize("bold"), width - GAP))
        return lines

    def action_pick(self) -> None:
        """Ask for the picker."""
        self.post_message(self.Wanted(self))

    def action_drop(self) -> None:
        """Take the last one away."""
        self.take(self.ids[:-1])

    def on_click(self) -> None:
        """Ask for the picker."""
        self.action_pick()


class MoreRow(Widget, can_focus=True):
    """Stands for the fields that most records do without; enter shows them.

    Args:
        labels: their names.
        key: the key that shows them from anywhere in the form.
    """

    DEFAULT_CSS = "MoreRow { height: auto; width: 1fr; margin-top: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "open", "Show", show=False)]

    class Opened(Message):
        """The person wants to see them."""

    def __init__(self, labels: list[str], key: str) -> None:
        super().__init__()
        self._labels = labels
        self._key = key

    def render(self) -> Content:
        """How many there are, and which."""
        listed = ", ".join(label[:1].lower() + label[1:] for label in self._labels)
        mark = "▸ " if self.has_focus else "  "
        key = "enter shows" if self.has_focus else self._key
        head = f"{len(self._labels)} more"
        start = joined(" " * (LABEL - GAP - len(head)), (head, "$stone" if self.has_focus else "$muted"))
        width = max(self.size.width - LABEL - GAP, 1)
        lines = wrapped(f"{key}  {listed}", width, 3, "$muted")
        margin = " " * (LABEL - GAP)
        return Content("\n").join(
            joined(*((start, " " * GAP, (mark, "$stone")) if not index else (margin, " " * 2 * GAP)), line)
            for index, line in enumerate(lines)
        )

    def watch_has_focus(self, has_focus: bool) -> None:
        """It says what enter does while it has the focus."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def action_open(self) -> None:
        """Show them."""
        self.post_message(self.Opened())

    def on_click(self) -> None:
        """Show them."""
        self.action_open()


def link_ids_of(value: Any) -> tuple[str, ...]:
    """The ids in a link field's value, whether it holds one or several."""
    return cast("tuple[str, ...]", value if isinstance(value, tuple) else (value,) if value else ())
