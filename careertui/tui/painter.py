"""What goes to the terminal: the cells that differ from those it shows, and nothing else.

Textual repaints whole widgets, each piece with its full colours: a key that moves a cursor beside a pane
costs tens of kilobytes, which a slow link takes seconds for. The painter knows what each cell of the terminal
shows. It writes the runs of cells that change, and of a style only what differs from the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console, RenderableType
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import AwaitMount

_BRIDGED = 4
"""Unchanged cells between two runs that are written rather than passed over, which takes as many bytes."""
_CONTINUED = ""
"""The text of a cell that a wider character in a cell before it covers."""
_ATTRIBUTES = (
    ("bold", "1"),
    ("dim", "2"),
    ("italic", "3"),
    ("underline", "4"),
    ("blink", "5"),
    ("reverse", "7"),
    ("strike", "9"),
)
_SEEN_ON_SPACES = frozenset("4579")
"""The attributes that show where nothing is written."""


@dataclass(frozen=True, slots=True)
class Pen:
    """How a cell is drawn: attributes, colour and ground as the parameters of SGR.

    Attributes:
        attributes: such as `1` for bold; none for plain text.
        colour: of the text; of no consequence in a space, and empty there.
        ground: behind it.
    """

    attributes: tuple[str, ...] = ()
    colour: str = "39"
    ground: str = "49"


Cell = tuple[str, Pen]
_PLAIN = Pen()


class Painter:
    """Draws what Textual composes, as the difference from what the terminal shows."""

    def __init__(self) -> None:
        self._rows: list[list[Cell]] = []

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
        written: list[str] = []
        pen = _PLAIN
        for y, pieces in _pieces(update).items():
            row = self._row(y)
            wanted = row.copy()
            for x, strip in pieces:
                cells = _cells(strip, system)
                wanted[x : x + len(cells)] = cells
            pen = _write_row(written, y, row, wanted, pen)
            self._rows[y] = wanted
        if pen != _PLAIN:
            written.append("\x1b[0m")
        return "".join(written)

    def _row(self, y: int) -> list[Cell]:
        while len(self._rows) <= y:
            self._rows.append([])
        return self._rows[y]


class Painting(App[None]):
    """An application whose screens are painted as differences."""

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        super().__init__(driver_class=driver_class)
        self._painter = Painter()
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
        """Draw nothing for a moment, which Textual does at every switch."""
        if self._waits:
            super().delay_update(delay)

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
            pen, ground = _pens(style, system) if style is not None else (_PLAIN, _PLAIN)
            cells += _cells_of(text, pen, ground)
    return cells


@lru_cache(maxsize=2048)
def _cells_of(text: str, pen: Pen, ground: Pen) -> tuple[Cell, ...]:
    """A text of one style cell by cell; `ground` draws its spaces."""
    if text.isascii() or cell_len(text) == len(text) == sum(map(cell_len, text)):
        return tuple((char, ground if char == " " else pen) for char in text)
    cells: list[Cell] = []
    for char in text:
        width = cell_len(char)
        if width:
            cells += [(char, ground if char == " " else pen), *[(_CONTINUED, pen)] * (width - 1)]
        elif cells:
            # A combining character belongs to the one it combines with.
            base = max(place for place, (said, _) in enumerate(cells) if said != _CONTINUED)
            cells[base] = (cells[base][0] + char, pen)
    if len(cells) == cell_len(text):
        return tuple(cells)
    # Characters that join to one of another width than theirs: kept together as they are.
    return ((text, pen), *[(_CONTINUED, pen)] * (cell_len(text) - 1))


@lru_cache(maxsize=512)
def _pens(style: Style, system: ColorSystem) -> tuple[Pen, Pen]:
    """How a style draws a character, and how it draws a space."""
    attributes = tuple(code for name, code in _ATTRIBUTES if getattr(style, name))
    colour = ";".join(style.color.downgrade(system).get_ansi_codes()) if style.color else "39"
    ground = (
        ";".join(style.bgcolor.downgrade(system).get_ansi_codes(foreground=False)) if style.bgcolor else "49"
    )
    pen = Pen(attributes, colour, ground)
    return pen, pen if _SEEN_ON_SPACES.intersection(attributes) else Pen((), "", ground)


# --- what to write ----------------------------------------------------------------------------------


def _write_row(written: list[str], y: int, shown: Sequence[Cell], wanted: Sequence[Cell], pen: Pen) -> Pen:
    """Write the cells of a line that differ; returns the pen as it is then."""
    for first, end in _runs(shown, wanted):
        written.append(f"\x1b[{y + 1};{first + 1}H")
        for place in range(first, end):
            text, style = wanted[place]
            if text == _CONTINUED:
                continue
            if style is not pen:
                change, pen = _change(pen, style)
                written.append(change)
            written.append(text)
            if not text.isascii() and place + 1 < end and cell_len(text) != 1:
                # How far a terminal goes on for such a character is for it to say; where we go on is not.
                written.append(f"\x1b[{place + cell_len(text) + 1}G")
    return pen


def _runs(shown: Sequence[Cell], wanted: Sequence[Cell]) -> list[tuple[int, int]]:
    """The runs of cells that differ, as their first place and the one after their last."""
    if shown == wanted:
        return []
    if any(len(text) != 1 for cells in (shown, wanted) for text, _ in cells):
        # Characters of other widths may have shifted what stands after them: the line is drawn whole.
        return [(0, len(wanted))]
    differing = [
        place
        for place, cell in enumerate(wanted)
        if place >= len(shown) or (cell is not shown[place] and cell != shown[place])
    ]
    runs: list[tuple[int, int]] = []
    for place in differing:
        if runs and place - runs[-1][1] <= _BRIDGED:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


@lru_cache(maxsize=2048)
def _change(held: Pen, wanted: Pen) -> tuple[str, Pen]:
    """What makes the pen held draw as the one that is wanted, and the pen it is then."""
    if not wanted.colour and not _SEEN_ON_SPACES.intersection(held.attributes):
        # A space shows its ground alone: bold, and in any colour, it is the same.
        wanted = Pen(held.attributes, held.colour, wanted.ground)
    elif not wanted.colour:
        wanted = Pen((), held.colour, wanted.ground)
    codes: list[str] = []
    if not set(held.attributes) <= set(wanted.attributes):
        codes.append("0")
        held = _PLAIN
    codes += [code for code in wanted.attributes if code not in held.attributes]
    codes += [new for new, old in ((wanted.colour, held.colour), (wanted.ground, held.ground)) if new != old]
    return (f"\x1b[{';'.join(codes)}m" if codes else ""), wanted
