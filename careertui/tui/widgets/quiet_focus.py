"""A focus that comes and goes without drawing all that a widget shows.

Textual draws a widget anew, whole, when it is to have the focus, when it has it, and when it has lost it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Self

from textual import events
from textual.dom import NoScreen
from textual.widget import Widget

if TYPE_CHECKING:
    _Base = Widget
else:
    _Base = object  # a mixin: Textual follows the rules and keys of one line of parents alone


class QuietFocus(_Base):
    """For a widget that draws what looks different with the focus as soon as `has_focus` changes."""

    def focus(self, scroll_visible: bool = True) -> Self:
        """Take the focus, when what is being done is done."""

        def take() -> None:
            with suppress(NoScreen):  # it may be gone by then
                self.screen.set_focus(self, scroll_visible=scroll_visible)

        self.app.call_later(take)
        return self

    def _on_focus(self, event: events.Focus) -> None:
        self._has_focus_now(event, True)

    def _on_blur(self, event: events.Blur) -> None:
        self._has_focus_now(event, False)

    def _has_focus_now(self, event: events.Focus | events.Blur, has_focus: bool) -> None:
        event.prevent_default()
        self.has_focus = has_focus
        if self.parent is not None:
            told = events.DescendantFocus if has_focus else events.DescendantBlur
            self.parent.post_message(told(self))
