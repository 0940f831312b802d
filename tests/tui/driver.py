"""A person at the keyboard: opens the screens on a planner, presses keys, and reads what is shown.

Tests say what the person does and sees, and nothing about widgets:

    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        await keys.type("Learn Rust")
        await keys.press("ctrl+s")
        assert keys.screen_shows("Learn Rust")

Whatever is read here has gone through the compositor and the filters of the application, so it is what
would be written to the terminal.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar, cast

from rich.style import Style
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from careertui.demo import sample_career
from careertui.domain.record import Record
from careertui.planner.planner import Planner
from careertui.settings import Settings
from careertui.tui.app import CareerApp
from careertui.tui.dialogs.form import RecordForm
from careertui.tui.dialogs.form_fields import FieldRow, LinkRow
from careertui.tui.screens.base import CareerScreen
from careertui.tui.widgets.bars import KeyBar, Nav
from careertui.tui.widgets.detail_pane import DetailPane
from careertui.tui.widgets.record_list import RecordList

R = TypeVar("R", bound=Record)
WidgetKind = type[Widget]
"""A class of widgets; `Keyboard.type` hides the builtin within that class."""
PATIENCE = 30.0
"""Seconds after which the driver says that what a test waits for never came; no test waits so long."""
_LASTING = 3_600.0
"""Seconds for which what was said stays: no verdict hangs on how soon a test reads it."""


class NotThereError(AssertionError):
    """What a test reaches for is not on the screen, or never came."""


def find(planner: Planner, kind: type[R], heading: str) -> R:
    """The record of a kind with this heading, archived or not."""
    found = [record for record in planner.everything() if isinstance(record, kind)]
    for record in found:
        if record.heading == heading:
            return record
    raise NotThereError(f"no {kind.kind} {heading!r} among {[record.heading for record in found]}")


def headings(planner: Planner, kind: type[Record]) -> list[str]:
    """The headings of the records of a kind that are not archived, oldest first."""
    return [record.heading for record in planner.all(kind)]


def keep(planner: Planner, *records: R) -> list[R]:
    """Keep some records as one step, as another front end would; returns them as they were kept."""
    with planner.change("Set the stage") as change:
        ids = [change.put(record).id for record in records]
    return [cast("R", planner.get(id_)) for id_ in ids]


def open_the_sample_career(planner: Planner) -> None:
    """Fill an empty planner with the sample career."""
    with planner.change("Open the sample career") as change:
        for record in sample_career(planner.today):
            change.put(record.model_copy(update={"version": 0}))


@asynccontextmanager
async def planner_at_the_keyboard(
    planner: Planner,
    size: tuple[int, int] = (120, 40),
    first: str = "today",
    settings: Settings | None = None,
) -> AsyncIterator[Keyboard]:
    """The screens open on a planner, in a terminal of `size` columns and rows."""
    app = CareerApp(planner, first=first, settings=settings)
    # What is said goes after four seconds, and a machine under load takes as long for a key.
    notify = app.notify
    app.notify = lambda *said, **how: notify(*said, **{**how, "timeout": _LASTING})  # type: ignore[method-assign]  # of this one app
    async with app.run_test(size=size) as pilot:
        keys = Keyboard(app, pilot)
        await keys.settle()
        yield keys


class Keyboard:
    """What a person does and sees.

    Args:
        app: the application.
        pilot: Textual's way of sending it keys.
    """

    def __init__(self, app: CareerApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    # --- doing --------------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, each once the one before has had its effect."""
        for key in keys:
            self._send(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text as quickly as a terminal delivers it: the keys wait in line, no pause between them."""
        for character in text:
            self._send("enter" if character == "\n" else character)
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste a text in one go, as a terminal with bracketed paste does."""
        driver = self.app._driver
        assert driver is not None
        driver.send_message(events.Paste(text))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Make the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is left to be done or drawn."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            await self.pilot.pause()
            if not await self.app.caught_up() and not self._is_busy():
                return
        raise NotThereError("the screen never came to rest")

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that takes a moment, such as a dialog that is being opened."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if holds():
                return
            await self.pilot.pause()
        raise NotThereError("\n".join(["what was waited for never came; the screen shows:", *self.lines]))

    async def until_dialog(self, name: str) -> None:
        """Wait until a dialog is in front; with an empty name, until all are closed."""
        await self.until(lambda: self.dialog == name)

    async def until_cursor(self, heading: str) -> None:
        """Wait until the cursor is on a record."""
        await self.until(lambda: self.cursor == heading)

    def _send(self, key: str) -> None:
        driver = self.app._driver
        assert driver is not None
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        character = " " if key == "space" else key if len(key) == 1 else None
        driver.send_message(events.Key(name, character))

    def _is_busy(self) -> bool:
        if self.has_quit:
            return False
        screen = self.app.screen
        return bool(
            screen._callbacks
            or screen._dirty_widgets
            or screen._layout_required
            or any(not node._message_queue.empty() for node in (self.app, screen))
        )

    # --- reading the screen -------------------------------------------------------------------------

    @property
    def strips(self) -> list[Strip]:
        """The lines of the window as they would be written to the terminal, a dialog's over its screen."""
        return self.app.screen._compositor.render_strips(self.app.size)

    @property
    def lines(self) -> list[str]:
        """The window's text, line by line."""
        return ["".join(segment.text for segment in strip) for strip in self.strips]

    @property
    def text(self) -> str:
        """The window's text."""
        return "\n".join(self.lines)

    def screen_shows(self, text: str) -> bool:
        """Whether a text stands on one line of the window."""
        return any(text in line for line in self.lines)

    def line_with(self, text: str) -> str:
        """The first line of the window that holds a text."""
        for line in self.lines:
            if text in line:
                return line
        raise NotThereError("\n".join([f"{text!r} is not on the screen:", *self.lines]))

    def order_of(self, *texts: str) -> list[str]:
        """The texts, in the order in which they stand in the window."""
        shown = self.text
        missing = [text for text in texts if text not in shown]
        if missing:
            raise NotThereError("\n".join([f"{missing} are not on the screen:", *self.lines]))
        return sorted(texts, key=shown.index)

    def styles_of(self, text: str) -> list[Style]:
        """The styles that a text on the screen is drawn in, for what only colour tells."""
        return [
            segment.style
            for strip in self.strips
            for segment in strip
            if segment.style is not None and text in segment.text
        ]

    @property
    def acting(self) -> list[str]:
        """What would happen at a click inside a text: actions and links that markup left behind."""
        found = []
        for strip in self.strips:
            for segment in strip:
                style = segment.style
                if style is not None:
                    found += [str(style.meta["@click"])] if "@click" in style.meta else []
                    found += [style.link] if style.link else []
        return found

    # --- reading the parts --------------------------------------------------------------------------

    @property
    def nav(self) -> str:
        """The line at the top."""
        return self._told_by(Nav)

    @property
    def keys_bar(self) -> str:
        """The line at the bottom."""
        return self._told_by(KeyBar)

    @property
    def pane(self) -> str | None:
        """The text of the pane that follows the cursor; None while it is hidden."""
        for pane in self.app.screen.query(DetailPane):
            if pane.display and pane.size:
                return self._text_within(pane)
        return None

    @property
    def form(self) -> str:
        """The text of the form from its title on; empty when none is open."""
        form = self.app.screen
        if not isinstance(form, RecordForm):
            return ""
        return self._text_within(form.query("Container").first(Widget)).lstrip()

    def _told_by(self, kind: WidgetKind) -> str:
        widget = next(iter(self.screen.query(kind)), None)
        return self._text_within(widget) if widget is not None else ""

    def _text_within(self, widget: Widget) -> str:
        region = widget.content_region.intersection(self.app.screen.region)
        lines = (strip.crop(region.x, region.right) for strip in self.strips[region.y : region.bottom])
        return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines).rstrip()

    @property
    def toasts(self) -> list[str]:
        """What has been said so far and not gone away yet, the oldest first; the screen leaves it out."""
        return [notification.message for notification in self.app._notifications]

    @property
    def said(self) -> str:
        """What was said last."""
        return self.toasts[-1] if self.toasts else ""

    @property
    def clipboard(self) -> str:
        """What was copied last."""
        return self.app.clipboard

    # --- reading the state --------------------------------------------------------------------------

    @property
    def has_quit(self) -> bool:
        """Whether the program is on its way out."""
        return self.app._exit

    @property
    def mode(self) -> str:
        """Which of the six screens is in front, under any dialog."""
        return self.app.current_mode

    @property
    def screen(self) -> CareerScreen:
        """The screen of records in front, under any dialog."""
        for screen in reversed(self.app.screen_stack):
            if isinstance(screen, CareerScreen):
                return screen
        raise NotThereError("no screen of records is open")

    @property
    def dialog(self) -> str:
        """The name of the dialog that is open; empty when none is."""
        screen = self.app.screen
        return "" if isinstance(screen, CareerScreen) else type(screen).__name__

    @property
    def cursor(self) -> str | None:
        """The heading of the record under the cursor; None where there is none."""
        record = self.screen.current
        return record.heading if record is not None else None

    @property
    def cursor_id(self) -> str | None:
        """The id of the record under the cursor, for what only that tells apart."""
        return self.screen.current_id

    @property
    def marked(self) -> list[str]:
        """The headings of the marked records, in alphabetical order."""
        records = [self.screen.planner.get(id_) for id_ in self.screen.marked]
        return sorted(record.heading if record is not None else "(gone)" for record in records)

    @property
    def field(self) -> str:
        """The label of the form's field that has the focus."""
        focused = self.app.screen.focused
        rows = [node for node in focused.ancestors_with_self if isinstance(node, FieldRow)] if focused else []
        return rows[0].spec.label if rows else ""

    def value_of(self, label: str) -> str:
        """What the form's editor of a field holds."""
        row = self._row(label)
        if isinstance(row, LinkRow):
            return ", ".join(row._name_of(id_) for id_ in row.ids)
        return row.text

    def wrong(self, label: str) -> str:
        """What the form says is wrong with a field; empty when nothing is."""
        row = self._row(label)
        shown = " ".join(self._text_within(row).split())
        return row.wrong if row.wrong and row.wrong in shown else ""

    async def go_to_field(self, label: str) -> None:
        """Press tab until the field has the focus."""
        if all(row.spec.label != label for row in self.app.screen.query(FieldRow)):
            await self.press("ctrl+o")
        for _ in self.app.screen.query("FieldRow, MoreRow"):
            if self.field == label:
                return
            await self.press("tab")
        if self.field != label:
            raise NotThereError(f"tab never came to {label!r}; it stopped at {self.field!r}")

    async def fill_in(self, **fields: str) -> None:
        """Go to fields of the form by label (`_` for a space), and write over what they hold."""
        for name, text in fields.items():
            label = name.replace("_", " ")
            await self.go_to_field(label)
            await self.clear_field()
            await self.type(text)

    async def clear_field(self) -> None:
        """Take out what the field with the focus holds."""
        focused = self.app.screen.focused
        if isinstance(focused, Input):
            await self.press("end", "ctrl+u")
        elif isinstance(focused, TextArea):
            focused.select_all()
            await self.press("backspace")

    def _row(self, label: str) -> FieldRow:
        for row in self.app.screen.query(FieldRow):
            if row.spec.label == label:
                return row
        raise NotThereError(f"the form has no field {label!r}")

    # --- whether it is drawn as it should be --------------------------------------------------------

    def overflowing(self) -> list[str]:
        """The drawn lines of records that do not fit into the width they were given; they should all fit."""
        wide = []
        for record_list in self.app.screen.query(RecordList):
            if not record_list.is_attached or not record_list.size:
                continue
            for row in record_list.rows:
                width = record_list._cell_width(row, record_list.scrollable_content_region.width)
                for id_ in row.ids:
                    contents = record_list._draw(id_, width, id_ == record_list.cursor_id)
                    wide += [content.plain for content in contents if content.cell_length > width]
        return wide
