"""The pane that tells about the record under the cursor."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class DetailPane(VerticalScroll):
    """Shows a text about one record; scrolls with the mouse, and opens in full with enter."""

    DEFAULT_CSS = """
    DetailPane { background: $background; padding: 0 2; scrollbar-size-vertical: 1; }
    DetailPane.beside { width: 42%; min-width: 36; border-left: vkey $border-blurred; }
    DetailPane.below { height: 40%; min-height: 4; border-top: hkey $border-blurred; }
    """
    BINDINGS: ClassVar[list[BindingType]] = []
    can_focus = False

    def __init__(self, *, below: bool = False) -> None:
        super().__init__(Static("", markup=False), classes="below" if below else "beside")
        self._shown: Content | None = None

    def show(self, content: Content) -> None:
        """Show this text, from its beginning when it is another one."""
        if self._shown is not None and content.is_same(self._shown):
            return
        self._shown = content
        self.query_one(Static).update(content)
        self.scroll_home(animate=False)
