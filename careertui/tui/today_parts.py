"""The three parts of Today, and how the cursor goes through them; what their lines say is for the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from careertui.tui.widgets.part_list import PartList
from careertui.tui.widgets.record_list import Draw, RecordList, Row

PARTS = ("next", "practices", "now")

if TYPE_CHECKING:
    _Base = Screen[Any]
else:
    _Base = object  # a mixin: Textual follows the rules and keys of one line of parents alone


class TodayParts(_Base):
    """For a screen: what is next, and beside or below it the practices and the present job."""

    _part = PARTS[0]
    """Where the cursor is."""
    _left = ""
    """Where it was, when that part has nothing any more."""

    def laid_out(self, draw: Mapping[str, Draw], empty: Mapping[str, Content]) -> Horizontal:
        """The widgets.

        Args:
            draw: by part, what draws a line of it.
            empty: by part, what it says when there is nothing in it.
        """
        lists = {part: PartList(draw[part], empty=empty.get(part), id=part) for part in PARTS}
        return Horizontal(
            Vertical(Static("Next", classes="head", markup=False), lists["next"], id="next-part"),
            Vertical(
                Static("", id="headline", classes="head", markup=False),
                lists["practices"],
                lists["now"],
                id="practice-part",
            ),
            id="today",
        )

    def fill(self, part: str, rows: Sequence[Row], height: int) -> None:
        """Give a part its rows, and exactly as many lines as they take: nothing here needs scrolling."""
        part_list = self.part_list(part)
        part_list.styles.height = height
        part_list.show(rows)

    def part_list(self, part: str) -> PartList:
        """The list of a part."""
        return self.query_one(f"#{part}", PartList)

    @property
    def headline(self) -> Static:
        """The head of the practices."""
        return self.query_one("#headline", Static)

    # --- where the cursor is ------------------------------------------------------------------------

    @property
    def place(self) -> tuple[str, str]:
        """The part that the cursor is in, and the key of the line under it; empty when there is none."""
        return self._part, self.part_list(self._part).cursor_id or ""

    def put_cursor_at(self, part: str, key: str) -> None:
        """Take the cursor to a line, where it is still there."""
        part_list = self.part_list(part)
        if key in part_list.ids:
            part_list.cursor_id = key
            part_list.focus()

    def focus_records(self) -> None:
        """Put the focus back where the cursor is."""
        self.part_list(self._part).focus()

    if TYPE_CHECKING:

        def refresh_keys(self) -> None:
            """Show the keys that matter where the cursor is."""

    def leave_the_empty(self) -> None:
        """Take the cursor out of a part that has nothing any more, and back when it has something again."""
        wanted = self._left or self._part
        if self.part_list(wanted).ids:
            self._left = ""
        else:
            self._left = wanted
            wanted = next((part for part in PARTS if self.part_list(part).ids), wanted)
        if wanted != self._part:
            self._part = wanted
            self.part_list(wanted).focus()

    def on_descendant_focus(self) -> None:
        """The cursor is drawn only in the part where it is."""
        for part_list in self.query(PartList):
            if part_list is self.focused:
                self._part = part_list.id or self._part
            part_list.show_cursor = part_list is self.focused
        self.refresh_keys()

    def on_part_list_past(self, event: PartList.Past) -> None:
        """From an end of a part, go on into the next that has something."""
        event.stop()
        step = event.step
        parts = PARTS if step > 0 else PARTS[::-1]
        for part in parts[parts.index(event.part.id or self._part) + 1 :]:
            part_list = self.part_list(part)
            if part_list.ids:
                self._left = ""
                part_list.cursor_id = part_list.ids[0 if step > 0 else -1]
                part_list.focus()
                return

    def on_record_list_left(self, event: RecordList.Left) -> None:
        """From a side of a part, go to what stands beside it."""
        event.stop()
        beside = "practices" if event.step > 0 else "next"
        if (event.record_list.id == "next") == (event.step > 0) and self.part_list(beside).ids:
            self._left = ""
            self.part_list(beside).focus()
