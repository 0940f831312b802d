"""What opens over a screen: a quiet panel with a title, something to read or choose, and its keys.

`Dialog` is the panel that the dialogs share; each of them is a module of its own beside this one, loaded
when it is first asked for. How they look is in `dialogs.tcss`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import ClassVar, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Static

from careertui.tui.behind import ShowsBehind
from careertui.tui.boundary import Telling
from careertui.tui.commands import key_name, keys_in_force, moves
from careertui.tui.presentation import joined
from careertui.tui.widgets.plain_lines import HasPlainBar
from careertui.tui.widgets.record_list import RecordList

Result = TypeVar("Result")


class Hints(Widget):
    """The line of a dialog's keys, as many as fit; a click does what the key does."""

    ALLOW_SELECT: ClassVar[bool] = False

    class Picked(Message):
        """A hint was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[tuple[str, str, str], ...] = ()

    def show(self, hints: Iterable[tuple[str, str, str]]) -> None:
        """Show these: each a key, what it does, and the action it runs."""
        self._hints = tuple(hints)
        self.refresh()

    def render(self) -> Content:
        """The hints beside each other; the last, which closes, always fits."""
        return Content("   ").join(content for content, _ in self._fitting())

    def _fitting(self) -> list[tuple[Content, str]]:
        drawn = [(_hint(key, label), action) for key, label, action in self._hints]
        while len(drawn) > 1 and sum(content.cell_length + 3 for content, _ in drawn) - 3 > self.size.width:
            drawn.pop(-2)
        return drawn

    def on_click(self, event: events.Click) -> None:
        """Do what the hint under the pointer says."""
        end = 0
        for content, action in self._fitting():
            end += content.cell_length + 3
            if event.x - self.styles.padding.left < end:
                self.post_message(self.Picked(action))
                return


def _hint(key: str, label: str) -> Content:
    return joined((key, "bold $stone"), (f" {label}", "$muted"))


class Reading(HasPlainBar, VerticalScroll):
    """Something longer than the window, read with the keys that move a cursor elsewhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *moves(down="scroll_down", up="scroll_up", first="scroll_home", last="scroll_end"),
        *moves(half_down="half_page(1)", half_up="half_page(-1)"),
    ]

    def action_scroll_down(self) -> None:
        """One line on; without animation, which over SSH is a burst of whole windows."""
        self.scroll_relative(y=1, animate=False)

    def action_scroll_up(self) -> None:
        """One line back."""
        self.scroll_relative(y=-1, animate=False)

    def action_half_page(self, step: int) -> None:
        """Half a window on or back."""
        self.scroll_relative(y=step * max(self.size.height // 2, 1), animate=False)

    def action_page_down(self) -> None:
        """The same as ctrl+d."""
        self.action_half_page(1)

    def action_page_up(self) -> None:
        """The same as ctrl+u."""
        self.action_half_page(-1)

    def action_scroll_home(self) -> None:
        """To the beginning."""
        self.scroll_home(animate=False)

    def action_scroll_end(self) -> None:
        """To the end."""
        self.scroll_end(animate=False)


class Folded(Widget):
    """A text that is made for the width there is, and of which only what is in sight is drawn.

    Args:
        make: makes it, from the width in cells.
    """

    DEFAULT_CSS = "Folded { height: auto; }"

    def __init__(self, make: Callable[[int], Content]) -> None:
        super().__init__()
        self._make = make
        self._made: tuple[int, Content] | None = None
        self._starts: Sequence[int] = (0,)
        """The first line of each line of the text, which may take several; and the line after the last."""
        self._lines: Sequence[Content] = ()
        self._drawn: dict[int, list[Strip]] = {}

    def make_anew(self) -> None:
        """What it tells about has changed."""
        self._made = None
        self.refresh(layout=True)

    def render(self) -> Content:
        """The text."""
        return self._at(self.size.width)

    def render_line(self, y: int) -> Strip:
        """One line of it; where some of it is selected, Textual marks that."""
        if self.text_selection is not None:
            return super().render_line(y)
        self._at(self.size.width)
        if y >= self._starts[-1]:
            return Strip.blank(self.size.width, self.visual_style.rich_style)
        line = bisect_right(self._starts, y) - 1
        if line not in self._drawn:
            self._drawn[line] = self._strips(line)
        return self._drawn[line][y - self._starts[line]]

    def notify_style_update(self) -> None:
        """With another theme nothing drawn before is right."""
        super().notify_style_update()
        self._drawn.clear()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """The lines it takes."""
        self._at(width)
        return self._starts[-1]

    def _at(self, width: int) -> Content:
        # Asked for its height and then drawn: both from one making, which may read the whole career.
        if self._made is None or self._made[0] != width:
            content = self._make(width)
            self._made = width, content
            self._lines = content.split("\n", allow_blank=True)
            heights = (line.get_height({}, width) if line.cell_length > width else 1 for line in self._lines)
            self._starts = [0, *accumulate(heights)]
            self._drawn.clear()
        return self._made[1]

    def _strips(self, number: int) -> list[Strip]:
        """A line of the text; each piece knows, for the mouse, where in the text it stands."""
        line, width, style = self._lines[number], self.size.width, self.visual_style
        if line.cell_length > width:
            strips = Visual.to_strips(self, line, width, None, style)
            return [
                Strip([_on_line(number, piece) for piece in strip], strip.cell_length) for strip in strips
            ]
        pieces, before = list[Segment](), 0
        for text, ink in line.render(style, end=""):
            pieces.append(Segment(text, ink.rich_style_with_offset(before, number)))
            before += len(text)
        return [Strip(pieces, line.cell_length)]


def _on_line(number: int, piece: Segment) -> Segment:
    """A piece of a text, on this of its lines and not on the first."""
    text, style, control = piece
    if style is None or "offset" not in style.meta:
        return piece
    return Segment(text, style + Style(meta={"offset": (style.meta["offset"][0], number)}), control)


class Keyed(Telling, ShowsBehind, ModalScreen[Result]):
    """A screen over another, with a line of its keys: its own `BINDINGS` that have `show=True`."""

    def refresh_hints(self) -> None:
        """Show the keys again, with what they do now."""
        self.query_one(Hints).show(self.hints())

    def hints(self) -> Sequence[tuple[str, str, str]]:
        """The keys to show: each with what it does and the action it runs."""
        return self.hints_of(binding for binding in self.BINDINGS if isinstance(binding, Binding))

    def hints_of(self, declared: Iterable[Binding]) -> Sequence[tuple[str, str, str]]:
        """Those of some bindings that are to be shown and do something now."""
        return [
            (self.key_of(binding), self.hint_label(binding), binding.action)
            for binding in declared
            if binding.show and self.check_action(binding.action, ())
        ]

    def hint_label(self, binding: Binding) -> str:
        """What a key does, in a word or two."""
        return binding.description

    def key_of(self, binding: Binding) -> str:
        """The key of a binding, as remapped."""
        return key_name(keys_in_force(self.app, binding.id, binding.key))

    def key(self, id_: str) -> str:
        """The key of the binding of this screen with an id, as remapped."""
        declared = (binding for kind in type(self).__mro__ for binding in vars(kind).get("BINDINGS", ()))
        return self.key_of(next(b for b in declared if isinstance(b, Binding) and b.id == id_))

    @on(Hints.Picked)
    async def _hint_picked(self, event: Hints.Picked) -> None:
        event.stop()
        await self.run_action(event.action)


_LOW = 18
"""Lines of a window in which a panel that is as tall as what it says might be too tall."""
_CLOSING = Binding("escape,q", "close", "close", id="dialog.close", tooltip="Close the dialog")


class Dialog(Keyed[Result]):
    """A panel over the screen that asks for something or shows something, and closes with esc.

    A subclass lays out its `body`.

    Args:
        heading: the panel's first line; a person's text in it has been through `said`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [_CLOSING]

    def __init__(self, heading: Content | str) -> None:
        super().__init__()
        self._heading = heading

    def compose(self) -> ComposeResult:
        """The title, the body, and the keys."""
        self._mind_the_height()
        with Vertical(classes="panel"):
            yield Static(self._heading, markup=False, classes="heading")
            yield from self.body()
            yield Hints()

    def body(self) -> Iterable[Widget]:
        """The widgets between the title and the keys."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """In a low window all of it is the panel's."""
        self._mind_the_height()

    def _mind_the_height(self) -> None:
        self.set_class(self.app.size.height < _LOW, "-low")

    def on_mount(self) -> None:
        """Show the keys."""
        self.refresh_hints()

    def records_changed(self) -> None:
        """Some record has changed; one that is still being laid out will read it anyway."""
        if self.is_mounted:
            self.refresh_records()

    def refresh_records(self) -> None:
        """Show the records anew, for a dialog that shows any."""

    def hints(self) -> Sequence[tuple[str, str, str]]:
        """The keys to show; the one that closes is last."""
        own = [binding for binding in self.BINDINGS if isinstance(binding, Binding) and binding.show]
        closes = any("escape" in binding.key.split(",") for binding in own)
        return self.hints_of([*own, *([] if closes else [_CLOSING])])

    # --- closing ------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """A click beside the panel closes it."""
        if event.widget is self:
            self.action_close()

    def action_close(self) -> None:
        """Close with nothing chosen."""
        self.dismiss(None)


class ListDialog(Dialog[Result]):
    """A dialog around one list: `enter`, or a second click, does something with the row under the cursor.

    Where there is something to type as well, the list never takes the focus: the arrows move its cursor
    from where the typing is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "Next row", show=False, id="list.down"),
        Binding("up,ctrl+p", "move(-1)", "Previous row", show=False, id="list.up"),
        Binding("pagedown", "page(1)", "Half a page down", show=False, id="list.half_down"),
        Binding("pageup", "page(-1)", "Half a page up", show=False, id="list.half_up"),
    ]

    @property
    def records(self) -> RecordList:
        """The list."""
        return self.query_one(RecordList)

    @on(RecordList.Chosen)
    async def _row_chosen(self, event: RecordList.Chosen) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Do what the dialog is for with the row under the cursor."""
        raise NotImplementedError

    def action_move(self, step: int) -> None:
        """Go to the next or previous row."""
        self.records.action_move(step)

    def action_page(self, step: int) -> None:
        """Go half a page down or up."""
        self.records.action_page(step)
