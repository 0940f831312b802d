"""What goes to the terminal: the cells that differ from those it shows, and nothing else.

Textual repaints whole widgets, each piece with its full colours: a key that moves a cursor beside a pane
costs tens of kilobytes, which a slow link takes seconds for. The painter knows what each cell of the terminal
shows, and has those written that change.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console, RenderableType
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.await_remove import AwaitRemove
from textual.dom import DOMNode
from textual.driver import Driver
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import AwaitMount, Widget

from careertui.tui.strokes import CONTINUED, PLAIN, Cell, Pen, Strokes, fills_what_it_erases

_ATTRIBUTES = (
    ("bold", "1"),
    ("dim", "2"),
    ("italic", "3"),
    ("underline", "4"),
    ("blink", "5"),
    ("reverse", "7"),
    ("strike", "9"),
)


class Painter:
    """Draws what Textual composes, as the difference from what the terminal shows.

    Args:
        erases: whether the terminal fills with the ground what it erases.
    """

    def __init__(self, *, erases: bool) -> None:
        self._erases = erases
        self._rows: list[list[Cell]] = []

    @property
    def has_drawn(self) -> bool:
        """Whether it knows what the terminal shows."""
        return bool(self._rows)

    def forget(self) -> None:
        """The terminal may show anything: what is drawn next is drawn in full."""
        self._rows = []

    def paint(self, update: LayoutUpdate | ChopsUpdate, console: Console) -> str:
        """What to write for an update; empty when the terminal shows all of it already.

        Args:
            update: what Textual composed.
            console: knows how many colours there are.
        """
        system = console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001 - as Textual's own strips ask it
        strokes = Strokes(erases=self._erases)
        for y, pieces in _pieces(update).items():
            row = self._row(y)
            wanted = row.copy()
            for x, strip in pieces:
                cells = _cells(strip, system)
                wanted[x : x + len(cells)] = cells
            strokes.add(y, row, wanted)
            self._rows[y] = wanted
        return strokes.written()

    def _row(self, y: int) -> list[Cell]:
        while len(self._rows) <= y:
            self._rows.append([])
        return self._rows[y]


class Painting(App[None]):
    """An application whose screens are painted as differences."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._painter = Painter(erases=fills_what_it_erases(os.environ))
        self._painted_size = self.size
        self._waits = True

    def switch_mode(self, mode: str) -> AwaitMount:
        """Show the screen of a mode: at once, where it has been shown before and need not be made."""
        self._waits = mode not in self._screen_stacks
        try:
            return super().switch_mode(mode)
        finally:
            self._waits = True

    def delay_update(self, delay: float = 0.05) -> None:
        """Draw nothing for a moment, which Textual does at every switch; at first nothing is there."""
        if self._waits and self._painter.has_drawn:
            super().delay_update(delay)

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        """Take widgets away; where that is a screen, the others are laid out already, and drawn."""
        return super()._prune(*nodes, parent=None if parent is self else parent)

    def on_mount(self) -> None:
        """A terminal that somebody else has drawn on meanwhile is drawn in full."""
        self.app_resume_signal.subscribe(self, lambda _: self._painter.forget())

    def redraw(self) -> None:
        """Draw everything anew, whatever the terminal shows."""
        self._painter.forget()
        self.refresh(layout=True)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Show an update: what of it the terminal does not show yet."""
        is_shown = self._running and not (self._batch_count or self.is_headless)
        if is_shown and isinstance(renderable, LayoutUpdate | ChopsUpdate):
            if self._painted_size != self.size:
                self._painter.forget()
                self._painted_size = self.size
            written = self._painter.paint(renderable, self.console)
            super()._display(screen, Painted(written) if written else None)  # type: ignore[arg-type]  # as Textual itself
        else:
            super()._display(screen, renderable)


class Painted(CompositorUpdate):
    """An update that has been worked out: what to write for it."""

    def __init__(self, written: str) -> None:
        self._written = written

    def render_segments(self, console: Console) -> str:  # noqa: ARG002 - Textual's signature
        """What to write."""
        return self._written


# --- what is to be seen -----------------------------------------------------------------------------


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Mapping[int, list[tuple[int, Strip]]]:
    """The strips of an update by line, each with the cell it begins at."""
    if isinstance(update, LayoutUpdate):
        lines = enumerate(update.strips, update.region.y)
        return {y: list(_beside(update.region.x, strips)) for y, strips in lines}
    found: dict[int, list[tuple[int, Strip]]] = {}
    for y, first, end in update.spans:
        for chop_end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x < end and chop_end > first:
                found.setdefault(y, []).append((x, strip))
    return found


def _beside(x: int, strips: Iterable[Strip]) -> Iterable[tuple[int, Strip]]:
    for strip in strips:
        yield x, strip
        x += strip.cell_length


def _cells(strip: Strip, system: ColorSystem) -> list[Cell]:
    """A strip cell by cell."""
    cells: list[Cell] = []
    for text, style, control in strip:
        if not control:
            pen, ground = _pens(style, system) if style is not None else (PLAIN, PLAIN)
            cells += _cells_of(_combined(cells, text, pen), pen, ground)
    return cells


def _combined(cells: list[Cell], text: str, pen: Pen) -> str:
    """A text without the combining characters that it begins with: they belong to the last of the cells."""
    while cells and text and not text.isascii() and not cell_len(text[0]):
        base = max(place for place, (said, _) in enumerate(cells) if said != CONTINUED)
        said, own = cells[base]
        cells[base] = (said + text[0], own if own.colour else pen)
        text = text[1:]
    return text


@lru_cache(maxsize=2048)
def _cells_of(text: str, pen: Pen, ground: Pen) -> tuple[Cell, ...]:
    """A text of one style cell by cell; `ground` draws its spaces."""
    if text.isascii() or (cell_len(text) == len(text) and set(map(cell_len, text)) == {1}):
        return tuple((char, ground if char == " " else pen) for char in text)
    cells: list[Cell] = []
    for char in text:
        width = cell_len(char)
        if width:
            cells += [(char, ground if char == " " else pen), *[(CONTINUED, pen)] * (width - 1)]
        else:
            _combined(cells, char, pen)
    if len(cells) == cell_len(text):
        return tuple(cells)
    # Characters that join to one of another width than theirs: kept together as they are.
    return ((text, pen), *[(CONTINUED, pen)] * (cell_len(text) - 1))


@lru_cache(maxsize=512)
def _pens(style: Style, system: ColorSystem) -> tuple[Pen, Pen]:
    """How a style draws a character, and how it draws a space."""
    attributes = tuple(code for name, code in _ATTRIBUTES if getattr(style, name))
    colour = ";".join(style.color.downgrade(system).get_ansi_codes()) if style.color else "39"
    ground = (
        ";".join(style.bgcolor.downgrade(system).get_ansi_codes(foreground=False)) if style.bgcolor else "49"
    )
    pen = Pen(attributes, colour, ground)
    return pen, pen if pen.is_seen_on_spaces else Pen((), "", ground)
