"""The floor: the least that an app made with Textual costs, to hold careertui's cost against."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Header, Static


class BareApp(App[None]):
    """A header, a line that counts, and a footer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("j", "count(1)", "Up"),
        ("k", "count(-1)", "Down"),
        ("ctrl+q", "quit", "Quit"),
    ]
    count = 0

    def compose(self) -> ComposeResult:
        """The three."""
        yield Header()
        yield Static("Ready 0", id="body")
        yield Footer()

    def action_count(self, step: int) -> None:
        """Count a key."""
        self.count += step
        self.query_one("#body", Static).update(f"Ready {self.count}")


if __name__ == "__main__":
    BareApp().run()
