"""A list that is one of several below each other: the cursor goes on from the end of one into the next."""

from __future__ import annotations

from textual.message import Message

from careertui.tui.widgets.record_list import RecordList


class PartList(RecordList):
    """A list whose cursor can leave it at its ends."""

    DEFAULT_CSS = "PartList { height: 1; scrollbar-size-vertical: 0; scrollbar-gutter: auto; }"

    class Past(Message):
        """The cursor was moved past the last row (1) or the first (-1)."""

        def __init__(self, part: PartList, step: int) -> None:
            super().__init__()
            self.part = part
            self.step = step

    def action_move(self, step: int) -> None:
        """Go to the next or previous row, or on to the next or previous list."""
        before = self.cursor_id
        super().action_move(step)
        if self.cursor_id == before:
            self.post_message(self.Past(self, step))
