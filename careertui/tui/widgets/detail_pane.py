"""The pane that tells about the record under the cursor."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from careertui.tui.hanging import hung
from careertui.tui.widgets.plain_lines import strips_of

_BAR = 2
"""Cells behind a line: a blank, and the bar."""
_WHEEL = 3
"""Lines that a turn of the mouse wheel goes on."""


class DetailPane(Widget):
    """Shows a text about one record; scrolls with the mouse, and opens in full with enter.

    It draws its own lines and its own bar: a text of another length, at every move of the cursor, would
    otherwise have Textual lay the whole screen out again.
    """

    DEFAULT_CSS = """
    DetailPane { background: $background; padding: 0 0 0 2; }
    DetailPane.beside { width: 42%; min-width: 36; border-left: vkey $hairline; }
    DetailPane.below { height: 40%; min-height: 4; border-top: hkey $hairline; }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, *, below: bool = False) -> None:
        super().__init__(classes="below" if below else "beside")
        self._shown = Content()
        self._drawn: list[Strip] | None = None
        self._blank = self._track = self._thumb = Strip.blank(0)
        self._top = 0

    @property
    def shown(self) -> Content:
        """The text."""
        return self._shown

    @property
    def text_width(self) -> int:
        """The cells that a line may take; 0 before it is known."""
        return max(self.content_size.width - _BAR, 0)

    def show(self, content: Content) -> None:
        """Show this text, from its beginning when it is another one."""
        if not content.is_same(self._shown):
            self._shown = content
            self._top = 0
            self._drawn = None
            self.refresh()

    def on_resize(self) -> None:
        """Lines are as long as the pane is wide, however tall it is."""
        if self._blank.cell_length != self.text_width + _BAR:
            self._drawn = None
            self.refresh()
        self._go_to(self._top)

    def notify_style_update(self) -> None:
        """The theme changed: nothing drawn before is right."""
        super().notify_style_update()
        self._drawn = None

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Some lines on."""
        event.stop()
        self._go_to(self._top + _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Some lines back."""
        event.stop()
        self._go_to(self._top - _WHEEL)

    def _go_to(self, line: int) -> None:
        top = max(min(line, len(self._lines()) - self.content_size.height), 0)
        if top != self._top:
            self._top = top
            self.refresh()

    # --- drawing --------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """A line of the window, and its part of the bar where the text is longer than that."""
        lines = self._lines()
        if y + self._top >= len(lines):
            return self._blank
        return Strip.join([lines[y + self._top], self._thumb if y in self._covered() else self._track])

    def _lines(self) -> list[Strip]:
        if self._drawn is None:
            width, style = self.text_width, self.visual_style.rich_style
            self._drawn = self._strips(self._shown, width) if width else []
            self._blank, self._track = Strip.blank(width + _BAR, style), Strip.blank(_BAR, style)
            self._thumb = self._strips(Content.styled(" ┃", "$rule"), _BAR)[0]
        return self._drawn

    def _covered(self) -> range:
        """The lines of the window that the bar's thumb stands on; none where everything is in sight."""
        lines, height = len(self._lines()), self.content_size.height
        if lines <= height:
            return range(0)
        thumb = max(height * height // lines, 1)
        begin = self._top * (height - thumb) // (lines - height)
        return range(begin, begin + thumb)

    def _strips(self, content: Content, width: int) -> list[Strip]:
        return strips_of(self, hung(content, width), width)
