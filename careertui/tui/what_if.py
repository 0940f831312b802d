"""What if: the one command that opens the futures, for the screens that look ahead."""

from __future__ import annotations

from careertui.tui.commands import Command
from careertui.tui.screens.base import CareerScreen

WHAT_IF = Command(
    "ahead.what_if", "W", "what if", "Other ways the next five years could go, side by side", footer=True
)
"""Its declaration; a screen that is a `LooksAhead` has it among its commands."""


class LooksAhead(CareerScreen):
    """A screen that looks ahead."""

    def do_what_if(self) -> None:
        """Show the futures side by side, with the one under the cursor in front."""
        from careertui.tui.dialogs.futures import FuturesDialog

        self.app.push_screen(FuturesDialog(self.planner, self.current_id))
