"""One line to type in; every line that is pasted into it is kept."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class LineInput(Input):
    """Textual's line, but a paste of several lines is kept whole, with spaces for the breaks."""

    def _on_paste(self, event: events.Paste) -> None:
        """Insert all of it; Textual's own would keep the first line alone."""
        event.prevent_default()
        event.stop()
        if self.selection.is_empty:
            self.insert_text_at_cursor(" ".join(event.text.splitlines()))
        else:
            self.replace(" ".join(event.text.splitlines()), *sorted(self.selection))
