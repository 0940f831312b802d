"""A picture beside a text: read in the background, drawn in cells, and nothing where it cannot be shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from careertui.tui.pictures import Cells, NoPicture, Picture, Pictures

_SENTENCE_ACROSS = 30
"""Cells a sentence is wide at most."""


def can_show_pictures(app: App[object]) -> bool:
    """Whether colours enough reach the terminal: with sixteen, or with none, a picture is only noise."""
    return not app.no_color and app.console.color_system in {"256", "truecolor"}


class PictureView(Widget):
    """Shows a picture as large as fits, or why there is none in a quiet sentence; else it is not there.

    Args:
        pictures: reads them.
        across: the most cells it is wide.
        down: the most lines it is high; as many as it is given when None.
    """

    DEFAULT_CSS = "PictureView { width: auto; height: auto; display: none; color: $faint; }"

    class Came(Message):
        """What is shown has another size than before, so that there is more room beside it, or less."""

    def __init__(self, pictures: Pictures, across: int, down: int | None = None) -> None:
        super().__init__()
        self._pictures = pictures
        self.across = across
        self.down = down
        self._file: Path | None = None
        self._found: Picture | NoPicture | None = None
        self._drawn: tuple[tuple[int, int, tuple[int, int, int]], Cells] | None = None

    def show(self, file: Path | None) -> None:
        """Show the picture in this file, or none. What was read before is there at once."""
        if file is not None and not can_show_pictures(self.app):
            file = None
        changed, self._file = file != self._file, file
        if file is None:
            self._put(None)
            return
        if changed:
            self._put(self._pictures.known(file))
        # The file may have changed since: looked at each time, away from the screen, which a slow disk
        # or a large picture would stall.
        self.run_worker(partial(self._read, file), thread=True, exclusive=True, group="picture")

    def _read(self, file: Path) -> None:
        found = self._pictures.read(file)
        if self.is_attached:
            self.call_later(self._came, file, found)

    def _came(self, file: Path, found: Picture | NoPicture) -> None:
        if file == self._file:
            self._put(found)

    def _put(self, found: Picture | NoPicture | None) -> None:
        if found is self._found:
            return
        self._found, self._drawn = found, None
        self.display = found is not None
        self.fit(self.across, self.down)
        self.post_message(self.Came())

    def fit(self, across: int, down: int | None) -> None:
        """Take at most this much room."""
        self.across, self.down = across, down
        if isinstance(self._found, Picture):
            width, height = self._found.fitted(across, down or 2 * across)
            self.styles.width, self.styles.height = width, (height + 1) // 2
        elif self._found is not None:
            self.styles.width = width = min(across, _SENTENCE_ACROSS)
            self.styles.height = len(Content(self._found.why).wrap(width))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of cells, or of the sentence."""
        width, height = self.size
        found = self._found
        if isinstance(found, NoPicture):
            lines = Visual.to_strips(self, Content(found.why), width, None, self.visual_style, pad=True)
            return lines[y] if y < len(lines) else Strip.blank(width, self.rich_style)
        if not isinstance(found, Picture) or not width or not height:
            return Strip.blank(width, self.rich_style)
        cells = self._cells(found, width, height)
        if y >= len(cells):
            return Strip.blank(width, self.rich_style)
        drawn = [Segment("▀", _style(upper, lower)) for upper, lower in cells[y]]
        return Strip(drawn, len(drawn)).adjust_cell_length(width, self.rich_style)

    def _cells(self, picture: Picture, width: int, height: int) -> Cells:
        ground = self.background_colors[1].rgb
        if self._drawn is None or self._drawn[0] != (width, height, ground):
            self._drawn = ((width, height, ground), picture.cells(width, height, ground))
        return self._drawn[1]


def _style(upper: tuple[int, int, int], lower: tuple[int, int, int]) -> Style:
    return Style.from_color(Color.from_rgb(*upper), Color.from_rgb(*lower))
