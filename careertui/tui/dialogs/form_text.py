"""The editor of a field of several lines; loaded when one is first typed in, as Textual's own is large."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from careertui.tui.dialogs.form_fields import GAP, LABEL, MOST_LINES


class TextEditor(TextArea):
    """Several lines, within a field; tab goes on to the next one."""

    DEFAULT_CSS = f"""
    TextEditor, TextEditor:focus {{ border: none; height: auto; min-height: 1; max-height: {MOST_LINES};
        padding: 0 {GAP}; margin-left: {LABEL}; background: $cursor; scrollbar-size-vertical: 1; }}
    """

    @property
    def typed(self) -> str:
        """What stands in it."""
        return self.text

    @typed.setter
    def typed(self, text: str) -> None:
        self.text = text

    async def _on_paste(self, event: events.Paste) -> None:
        """Keep every line that is pasted, whatever ends it where it was copied."""
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        await super()._on_paste(events.Paste(text))
        event.prevent_default()
