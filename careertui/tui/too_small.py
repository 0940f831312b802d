"""One sentence in place of everything, while the terminal is too small for it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from careertui.tui.first_frame import SMALLEST


class TooSmall(ModalScreen[None]):
    """Stands over whatever is open, which stays as it is, and takes its keys, so that none acts unseen."""

    DEFAULT_CSS = """
    TooSmall { align: center middle; background: $background; overflow: hidden; }
    TooSmall Static { width: 100%; height: auto; text-align: center; color: $foreground; }
    """

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Static(self._sentence(), markup=False)

    def on_resize(self) -> None:
        """Say how large it is now."""
        self.query_one(Static).update(self._sentence())

    def _sentence(self) -> str:
        width, height = self.app.size
        needed = f"careertui needs {SMALLEST[0]} columns and {SMALLEST[1]} lines"
        return f"{needed}; this terminal has {width} x {height}."


def is_too_small(size: Size) -> bool:
    """Whether a terminal of this size is too small for the screens."""
    return size.width < SMALLEST[0] or size.height < SMALLEST[1]
