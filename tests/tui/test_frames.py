"""What a frame draws: all that has changed, at once, and the same as if everything were drawn anew."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from textual._compositor import ChopsUpdate
from textual.screen import Screen
from textual.strip import Strip

from careertui.planner.planner import Planner
from careertui.tui.app import CareerApp
from tests.tui.driver import open_the_sample_career, planner_at_the_keyboard

Cells = list[tuple[str, object]]
WAYS = (
    ("1", "j", "j", "l", "j", "h", "p"),
    ("2", "j", "k", "p", "j"),
    ("3", "j", "l", "l", "j", "h", "L", "u", "slash", "r", "escape"),
    ("4", "j", "j", "ctrl+d", "p", "s", "S", "slash", "a", "escape", "space"),
    ("5", "j", "j", "k", "question_mark", "j", "escape"),
    ("6", "l", "j", "z", "l", "Z", "h"),
    ("4", "n", "a", "tab", "tab", "b", "escape", "c", "w", "escape", "colon", "g", "escape"),
)
"""Ways through the screens, key by key."""


def cells_of(strip: Strip) -> Cells:
    """A line cell by cell; no wide characters are on these ways."""
    return [(char, style) for text, style, _ in strip for char in text]


class Terminal:
    """Shows what it was sent: the updates alone, where they are but parts."""

    def __init__(self) -> None:
        self.rows: list[Cells] = []
        self.frames: list[list[tuple[int, int, int]]] = []

    def show(self, screen: Screen[Any], update: object) -> None:
        """Take an update in."""
        if isinstance(update, ChopsUpdate):
            self.frames.append(update.spans)
            for y, first, last in update.spans:
                for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=True):
                    if x < last and first < end:
                        assert strip is not None, "a piece that has changed is drawn"
                        self.rows[y][x : x + strip.cell_length] = cells_of(strip)
        elif update is not None:
            self.frames.append([])
            self.rows = [cells_of(strip) for strip in screen._compositor.render_strips()]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """What the application draws on."""
    made = Terminal()
    shown = CareerApp._display

    def display(self: CareerApp, screen: Screen[Any], update: Any) -> None:
        made.show(screen, update)
        shown(self, screen, update)

    monkeypatch.setattr(CareerApp, "_display", display)
    return made


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
async def test_the_parts_that_are_drawn_add_up_to_the_whole(
    planner: Planner, terminal: Terminal, way: tuple[str, ...]
) -> None:
    """After each key what was sent in parts is what stands there when all of it is drawn."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner) as keys:
        for key in way:
            await keys.press(key)
            assert ["".join(char for char, _ in row) for row in terminal.rows] == keys.lines, key
            assert terminal.rows == [cells_of(strip) for strip in keys.strips], key


@pytest.mark.parametrize("screen", ["4", "5"])
async def test_a_move_of_the_cursor_draws_two_rows_and_the_pane(
    planner: Planner, terminal: Terminal, screen: str
) -> None:
    """All in one frame; of the list's other rows nothing is drawn."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press(screen, "j")
        terminal.frames.clear()
        await keys.press("j")
        (frame,) = terminal.frames
        assert len({y for y, first, _ in frame if not first and y < keys.app.size.height - 1}) == 2
        assert any(first for _, first, _ in frame), "the pane tells of the next record"


async def test_to_go_to_the_part_beside_draws_the_two_rows_that_the_cursor_leaves_and_comes_to(
    planner: Planner, terminal: Terminal
) -> None:
    """Both ways: a line of what is next, and the three of a practice."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner) as keys:
        for key in ("l", "h"):
            terminal.frames.clear()
            await keys.press(key)
            keys_below = keys.app.size.height - 1
            drawn = {(y, first > 0) for frame in terminal.frames for y, first, _ in frame if y < keys_below}
            assert Counter(beside for _, beside in drawn) == {False: 1, True: 3}, key


async def test_a_form_that_closes_has_the_screen_drawn_once(planner: Planner, terminal: Terminal) -> None:
    """What lay behind it is laid out as it was."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        terminal.frames.clear()
        await keys.press("escape")
        assert [frame for frame in terminal.frames if not frame] == [[]]
        assert terminal.rows == [cells_of(strip) for strip in keys.strips]
