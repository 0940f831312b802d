"""Today as it stood last time, while the career is being opened: to read, and to move the cursor in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from careertui.tui.commands import key_name, keys_in_force
from careertui.tui.frames import InFrames
from careertui.tui.glance import Glance, Line
from careertui.tui.tabs import TABS, dates_of
from careertui.tui.today_parts import PARTS, TodayParts
from careertui.tui.widgets.bars import KeyBar, Nav
from careertui.tui.widgets.record_list import RecordList, Row


class OpeningScreen(TodayParts, InFrames):
    """Shows a glance; whatever is asked for beyond the cursor waits until the career is open.

    Args:
        glance: what is shown.
        today: the day.
        help_key: the key of the help, for the footer.

    Attributes:
        asked_for: the screen whose tab was clicked meanwhile; empty when none was.
    """

    CSS_PATH = "today.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "#next"

    def __init__(self, glance: Glance, today: date, help_key: str) -> None:
        super().__init__()
        self.asked_for = ""
        self._glance = glance
        self._today = today
        self._help_key = help_key
        self._lines = {name: {line.key: line for line in part.lines} for name, part in glance.parts.items()}

    def compose(self) -> ComposeResult:
        """As Today has it, without the line of a filter."""
        keys = ((tab, keys_in_force(self.app, f"go.{tab.mode}", tab.key)) for tab in TABS)
        yield Nav([replace(tab, key=key_name(key)) for tab, key in keys], TABS[0].mode, dates_of(self._today))
        draw = {part: partial(self._draw, self._lines[part]) for part in PARTS}
        empty = {part: self._glance.parts[part].empty for part in PARTS}
        yield Container(self.laid_out(draw, empty), id="body")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what was shown."""
        self.headline.update(self._glance.headline)
        self.query_one("#today").add_class(*self._glance.classes)
        for name in PARTS:
            part = self._glance.parts[name]
            rows = [Row((line.key,), height) for line, height in zip(part.lines, part.heights, strict=True)]
            self.fill(name, rows, part.height)
        self.leave_the_empty()

    @staticmethod
    def _draw(lines: dict[str, Line], key: str, _width: int, selected: bool) -> tuple[Content, ...]:
        line = lines[key]
        return line.under_cursor if selected else line.plain

    def refresh_keys(self) -> None:
        """Show the keys that mattered on this line."""
        part, key = self.place
        line = self._lines[part].get(key)
        if line is not None:
            self.query_one(KeyBar).show(line.hints, self._help_key)

    def on_record_list_moved(self, event: RecordList.Moved) -> None:
        """Other keys matter on another line."""
        event.stop()
        self.refresh_keys()

    def on_nav_picked(self, event: Nav.Picked) -> None:
        """Go there first."""
        event.stop()
        self.asked_for = event.mode
