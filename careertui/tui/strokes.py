"""How cells are written: in the order, and with the sequences, that take the fewest bytes.

To set a colour takes seventeen bytes, to move the cursor five to eight. A frame is seen when it is complete,
so that the order in it is free: whatever is drawn with one pen is written while that is held, wherever it
stands. Long blanks are erased, in terminals that fill with the ground what they erase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len

CONTINUED = ""
"""The text of a cell that a wider character in a cell before it covers."""
_SEEN_ON_SPACES = frozenset("4579")
"""The attributes that show where nothing is written: underline, blink, reverse and strike."""

_BRIDGED = 3
"""Unchanged cells that are written rather than passed over, which takes more bytes."""
_BLANKS = re.compile(r" {6,}$| {11,}")
"""Blanks that take more bytes than to erase them does, and to go on behind them where a text goes on."""
_FILLING = ("xterm", "tmux", "linux", "alacritty", "foot", "ghostty", "konsole", "putty", "rxvt", "vte")
"""How the names of terminals begin that fill with the ground what they erase (terminfo's `bce`).

tmux has done so since 2.4 and does not say it there. GNU screen fills with its own ground.
"""


class Pen(NamedTuple):
    """How a cell is drawn: attributes, colour and ground as the parameters of SGR.

    Attributes:
        attributes: such as `1` for bold; none for plain text.
        colour: of the text; of no consequence in a space, and empty there.
        ground: behind it.
    """

    attributes: tuple[str, ...] = ()
    colour: str = "39"
    ground: str = "49"

    @property
    def is_seen_on_spaces(self) -> bool:
        """Whether it draws more of a space than its ground."""
        return not _SEEN_ON_SPACES.isdisjoint(self.attributes)


Cell = tuple[str, Pen]
PLAIN = Pen()
"""What a terminal draws with after a reset."""


class Stroke(NamedTuple):
    """What is written in one place.

    Attributes:
        y: the line.
        x: the first cell.
        text: what to write there.
        after: the cell at which the cursor is then.
    """

    y: int
    x: int
    text: str
    after: int


def fills_what_it_erases(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is known to fill with the ground that is set what it erases.

    Args:
        environment: the variables by which terminals say what they are.
    """
    if environment.get("TMUX"):
        return True
    return not environment.get("STY") and environment.get("TERM", "").startswith(_FILLING)


class Strokes:
    """What is to be written of a frame.

    Args:
        erases: whether the terminal fills with the ground what it erases.
    """

    def __init__(self, *, erases: bool) -> None:
        self._erases = erases
        self._by_pen: dict[Pen, list[Stroke]] = {}
        self._in_order: list[tuple[int, Sequence[Cell]]] = []

    def add(self, y: int, shown: Sequence[Cell], wanted: Sequence[Cell]) -> None:
        """Have the cells of a line that differ written.

        Args:
            y: the line.
            shown: what the terminal shows of it.
            wanted: what it is to show, of as many cells or more.
        """
        if shown == wanted:
            return
        if any(len(text) != 1 for cells in (shown, wanted) for text, _ in cells):
            # Characters of other widths may have shifted what stands after them: the line is drawn whole.
            self._in_order.append((y, wanted))
            return
        for first, end, pen in _strokes(shown, wanted):
            text = "".join(text for text, _ in wanted[first:end])
            self._by_pen.setdefault(pen, []).extend(self._pieces(y, first, text, pen))

    def written(self) -> str:
        """All of it as it goes to the terminal, which draws plainly before and after."""
        written: list[str] = []
        pen = PLAIN
        for y, cells in self._in_order:
            pen = _write_line(written, y, cells, pen)
        for wanted in sorted(self._by_pen, key=lambda one: (one.ground, one.attributes, one.colour)):
            change, pen = _change(pen, wanted)
            written.append(change)
            _write_strokes(written, self._by_pen[wanted])
        if pen != PLAIN:
            written.append("\x1b[0m")
        return "".join(written)

    def _pieces(self, y: int, x: int, text: str, pen: Pen) -> Iterator[Stroke]:
        """A text as it is written: its long blanks erased, where that does the same."""
        written = 0
        if self._erases and not pen.is_seen_on_spaces:
            for blank in _BLANKS.finditer(text):
                if written < blank.start():
                    yield Stroke(y, x + written, text[written : blank.start()], x + blank.start())
                written = blank.end()
                erased = x + blank.start()
                yield Stroke(y, erased, f"\x1b[{written - blank.start()}X", erased)
        if written < len(text):
            yield Stroke(y, x + written, text[written:], x + len(text))


def _strokes(shown: Sequence[Cell], wanted: Sequence[Cell]) -> Iterator[tuple[int, int, Pen]]:
    """The cells that differ, as the first place, the one after the last, and what pen draws them."""
    first, end, pen = 0, 0, None
    for place, (cell, old) in enumerate(zip_longest(wanted, shown)):
        if cell is old or cell == old:
            continue
        its = cell[1]
        if its is not pen or place != end:
            both = _reaching(pen, wanted[end : place + 1]) if pen and place - end <= _BRIDGED else None
            if both is None:
                if pen:
                    yield first, end, pen
                first, both = place, its
            pen = both
        end = place + 1
    if pen:
        yield first, end, pen


def _reaching(pen: Pen, cells: Sequence[Cell]) -> Pen | None:
    """The pen that draws cells as well as what another one draws; None where there is none."""
    both: Pen | None = pen
    for _, wanted in cells:
        if both is None:
            break
        both = both if wanted is both else _for_both(both, wanted)
    return both


@lru_cache(maxsize=2048)
def _for_both(one: Pen, other: Pen) -> Pen | None:
    """The pen that draws what either draws; None where there is none. Spaces can be drawn in any colour."""
    if one == other:
        return one
    if one.ground != other.ground or one.is_seen_on_spaces or other.is_seen_on_spaces:
        return None
    return one if not other.colour else other if not one.colour else None


def _write_strokes(written: list[str], strokes: Iterable[Stroke]) -> None:
    """Write strokes that one pen draws, each where it stands."""
    line = place = -1
    for y, x, text, after in strokes:
        if y != line:
            written.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
        elif x != place:
            written.append(f"\x1b[{x + 1}G")
        written.append(text)
        line, place = y, after


def _write_line(written: list[str], y: int, cells: Sequence[Cell], pen: Pen) -> Pen:
    """Write a line cell by cell; returns the pen as it is then."""
    written.append(f"\x1b[{y + 1}H")
    for place, (text, wanted) in enumerate(cells):
        if text == CONTINUED:
            continue
        if wanted is not pen:
            change, pen = _change(pen, wanted)
            written.append(change)
        written.append(text)
        if not text.isascii() and place + 1 < len(cells) and cell_len(text) != 1:
            # How far a terminal goes on for such a character is for it to say; where we go on is not.
            written.append(f"\x1b[{place + cell_len(text) + 1}G")
    return pen


@lru_cache(maxsize=2048)
def _change(held: Pen, wanted: Pen) -> tuple[str, Pen]:
    """What makes the pen held draw as the one that is wanted, and the pen it is then."""
    if not wanted.colour and not held.is_seen_on_spaces:
        # A space shows its ground alone: bold, and in any colour, it is the same.
        wanted = Pen(held.attributes, held.colour, wanted.ground)
    elif not wanted.colour:
        wanted = Pen((), held.colour, wanted.ground)
    codes: list[str] = []
    if not set(held.attributes) <= set(wanted.attributes):
        codes.append("0")
        held = PLAIN
    codes += [code for code in wanted.attributes if code not in held.attributes]
    codes += [new for new, old in ((wanted.colour, held.colour), (wanted.ground, held.ground)) if new != old]
    return (f"\x1b[{';'.join(codes)}m" if codes else ""), wanted
