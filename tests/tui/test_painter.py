"""The painter writes differences: the terminal ends up showing what Textual would have drawn in full."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from careertui.tui.painter import Painter
from careertui.tui.strokes import fills_what_it_erases

WIDTH, HEIGHT = 24, 3
CONSOLE = Console(force_terminal=True, color_system="truecolor")
CONSOLES = st.sampled_from(
    [CONSOLE, *(Console(force_terminal=True, color_system=system) for system in ("256", "standard"))]
)
STYLES = st.builds(
    Style,
    color=st.sampled_from(["#d7dae0", "#e2b35c", "default", None]),
    bgcolor=st.sampled_from(["#0f1218", "#232a37", "default", None]),
    bold=st.booleans(),
    reverse=st.booleans(),
    underline=st.booleans(),
    strike=st.booleans(),
    link=st.sampled_from(["https://example.org", None]),
)
TEXTS = st.lists(st.sampled_from([*"ab  ●━é日本", "e\u0301"]), min_size=1, max_size=8).map("".join)
BLANKS = st.integers(1, WIDTH).map(" ".__mul__)
PIECES = st.lists(st.tuples(TEXTS | BLANKS, STYLES).map(lambda piece: Segment(*piece)), max_size=6)
SCREENS = st.lists(PIECES, min_size=HEIGHT, max_size=HEIGHT).map(
    lambda lines: [Strip(pieces).adjust_cell_length(WIDTH, Style()) for pieces in lines]
)


class Terminal:
    """What a terminal shows of what it is sent."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self._screen)
        self.send("\x1b[?7l")  # a line that is full goes on in no other, as Textual has it

    def send(self, written: str) -> None:
        """Take what was written."""
        self._stream.feed(written)

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        """Every cell as it is seen: in a space nothing is seen but the ground and what lies over it."""
        return [[_seen(self._screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def _seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    over = (cell.reverse, cell.underscore, cell.strikethrough)
    if cell.data == " " and not any(over):
        return (" ", cell.bg, over)
    return (cell.data, cell.fg, cell.bg, cell.bold, over)


def whole(strips: list[Strip]) -> LayoutUpdate:
    """An update of the whole screen."""
    return LayoutUpdate([[strip] for strip in strips], Region(0, 0, WIDTH, HEIGHT))


def shown(
    *updates: LayoutUpdate | ChopsUpdate, console: Console = CONSOLE, erases: bool = True
) -> list[list[tuple[object, ...]]]:
    """What a terminal shows after one painter painted these updates, one after the other."""
    terminal, painter = Terminal(), Painter(erases=erases)
    for update in updates:
        terminal.send(painter.paint(update, console))
    return terminal.cells


def in_full(strips: list[Strip], console: Console = CONSOLE) -> list[list[tuple[object, ...]]]:
    """What a terminal shows of a screen that Textual draws itself."""
    terminal = Terminal()
    terminal.send(whole([Strip(strip) for strip in strips]).render_segments(console))
    return terminal.cells


@given(SCREENS, SCREENS, SCREENS, CONSOLES, st.booleans())
def test_what_was_shown_before_leaves_nothing_behind(
    first: list[Strip], second: list[Strip], third: list[Strip], console: Console, erases: bool
) -> None:
    """Three screens one after the other look as the last one alone, in any number of colours."""
    updates = (whole(first), whole(second), whole(third))
    assert shown(*updates, console=console, erases=erases) == in_full(third, console)


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
    painter = Painter(erases=True)
    painter.paint(whole(strips), CONSOLE)
    assert painter.paint(whole(strips), CONSOLE) == ""


def test_only_the_cells_that_change_are_written() -> None:
    """One letter of a line of letters costs a move and itself."""
    painter = Painter(erases=True)
    painter.paint(whole([Strip([Segment("a" * WIDTH)])] * HEIGHT), CONSOLE)
    changed = Strip([Segment("a" * 9 + "b" + "a" * (WIDTH - 10))])
    written = painter.paint(whole([Strip([Segment("a" * WIDTH)]), changed, *[Strip.blank(0)]]), CONSOLE)
    assert written == "\x1b[2;10Hb"


def test_a_terminal_that_may_show_anything_is_painted_in_full() -> None:
    """After `forget`, the same screen is written as the first time."""
    painter = Painter(erases=True)
    update = whole([Strip([Segment("abc".ljust(WIDTH))])] * HEIGHT)
    first = painter.paint(update, CONSOLE)
    painter.forget()
    assert painter.paint(update, CONSOLE) == first


def test_a_mark_belongs_to_the_letter_before_it_whatever_its_own_style() -> None:
    """As where a filter marks the letter it found."""
    found = Segment("e", Style(color="#e2b35c", bold=True))
    line = Strip([found, Segment("\u0301te" + " " * (WIDTH - 3), Style(color="#d7dae0"))])
    assert shown(whole([line] * HEIGHT)) == in_full([line] * HEIGHT)


def test_a_colour_is_set_once_wherever_it_is_used() -> None:
    """A frame is written pen by pen, not line by line."""
    line = Strip([Segment("aa", Style(color="#d7dae0")), Segment("bb", Style(color="#e2b35c"))])
    written = Painter(erases=True).paint(whole([line] * HEIGHT), CONSOLE)
    assert written.count("38;2;215;218;224") == written.count("38;2;226;179;92") == 1


@pytest.mark.parametrize("erases", [True, False])
def test_a_long_blank_is_erased_where_that_fills_it_with_its_ground(*, erases: bool) -> None:
    """Elsewhere it is written out; and where it would be seen that nothing was written, it always is."""
    ground = Style(bgcolor="#232a37")
    blank, underlined = Segment(" " * WIDTH, ground), Segment(" " * WIDTH, ground + Style(underline=True))
    painter = Painter(erases=erases)
    written = painter.paint(whole([Strip([blank])]), CONSOLE)
    assert (f"\x1b[{WIDTH}X" in written) is erases
    assert (blank.text in written) is not erases
    assert underlined.text in painter.paint(whole([Strip([underlined])]), CONSOLE)


@pytest.mark.parametrize(
    ("environment", "fills"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "linux"}, True),
        ({"TERM": "tmux-256color"}, True),
        ({"TERM": "screen-256color", "TMUX": "default,1,0"}, True),
        ({"TERM": "screen-256color"}, False),
        ({"TERM": "xterm-256color", "STY": "1.pts-0.host"}, False),
        ({"TERM": "vt100"}, False),
        ({}, False),
    ],
)
def test_only_terminals_that_are_known_to_fill_are_asked_to_erase(
    environment: dict[str, str], *, fills: bool
) -> None:
    """GNU screen leaves another ground where it erases, and what nobody knows may as well."""
    assert fills_what_it_erases(environment) is fills
