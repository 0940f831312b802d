"""The painter writes differences: the terminal ends up showing what Textual would have drawn in full."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from careertui.tui.painter import Painter

WIDTH, HEIGHT = 24, 3
CONSOLE = Console(force_terminal=True, color_system="truecolor")
STYLES = st.builds(
    Style,
    color=st.sampled_from(["#d7dae0", "#e2b35c", None]),
    bgcolor=st.sampled_from(["#0f1218", "#232a37", None]),
    bold=st.booleans(),
    reverse=st.booleans(),
    underline=st.booleans(),
)
TEXTS = st.text(st.sampled_from("ab  ●━é日本"), min_size=1, max_size=8)
PIECES = st.lists(st.tuples(TEXTS, STYLES).map(lambda piece: Segment(*piece)), max_size=6)
SCREENS = st.lists(PIECES, min_size=HEIGHT, max_size=HEIGHT).map(
    lambda lines: [Strip(pieces).adjust_cell_length(WIDTH, Style()) for pieces in lines]
)


class Terminal:
    """What a terminal shows of what it is sent."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self._screen)

    def send(self, written: str) -> None:
        """Take what was written."""
        self._stream.feed(written)

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        """Every cell as it is seen: in a space nothing is seen but the ground and what lies over it."""
        return [[_seen(self._screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def _seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    over = (cell.reverse, cell.underscore)
    if cell.data == " " and not any(over):
        return (" ", cell.bg, over)
    return (cell.data, cell.fg, cell.bg, cell.bold, over)


def whole(strips: list[Strip]) -> LayoutUpdate:
    """An update of the whole screen."""
    return LayoutUpdate([[strip] for strip in strips], Region(0, 0, WIDTH, HEIGHT))


def shown(*updates: LayoutUpdate | ChopsUpdate) -> list[list[tuple[object, ...]]]:
    """What a terminal shows after one painter painted these updates, one after the other."""
    terminal, painter = Terminal(), Painter()
    for update in updates:
        terminal.send(painter.paint(update, CONSOLE))
    return terminal.cells


def in_full(strips: list[Strip]) -> list[list[tuple[object, ...]]]:
    """What a terminal shows of a screen that Textual draws itself."""
    terminal = Terminal()
    terminal.send(whole(strips).render_segments(CONSOLE))
    return terminal.cells


@given(SCREENS, SCREENS, SCREENS)
def test_what_was_shown_before_leaves_nothing_behind(
    first: list[Strip], second: list[Strip], third: list[Strip]
) -> None:
    """Three screens one after the other look as the last one alone."""
    assert shown(whole(first), whole(second), whole(third)) == in_full(third)


@given(SCREENS, SCREENS, st.integers(0, HEIGHT - 1))
def test_a_part_is_painted_over_what_is_there(before: list[Strip], after: list[Strip], y: int) -> None:
    """One line of another screen."""
    chops: list[dict[int, Strip | None]] = [{0: strip} for strip in after]
    part = ChopsUpdate(chops, [(y, 0, WIDTH)], [[WIDTH]] * HEIGHT)
    expected = [after[line] if line == y else before[line] for line in range(HEIGHT)]
    assert shown(whole(before), part) == in_full(expected)


@given(SCREENS)
def test_what_is_shown_already_is_not_written_again(strips: list[Strip]) -> None:
    """Not a byte."""
    painter = Painter()
    painter.paint(whole(strips), CONSOLE)
    assert painter.paint(whole(strips), CONSOLE) == ""


def test_only_the_cells_that_change_are_written() -> None:
    """One letter of a line of letters costs a move and itself."""
    painter = Painter()
    painter.paint(whole([Strip([Segment("a" * WIDTH)])] * HEIGHT), CONSOLE)
    changed = Strip([Segment("a" * 9 + "b" + "a" * (WIDTH - 10))])
    written = painter.paint(whole([Strip([Segment("a" * WIDTH)]), changed, *[Strip.blank(0)]]), CONSOLE)
    assert written == "\x1b[2;10Hb"


def test_a_terminal_that_may_show_anything_is_painted_in_full() -> None:
    """After `forget`, the same screen is written as the first time."""
    painter = Painter()
    update = whole([Strip([Segment("abc".ljust(WIDTH))])] * HEIGHT)
    first = painter.paint(update, CONSOLE)
    painter.forget()
    assert painter.paint(update, CONSOLE) == first
