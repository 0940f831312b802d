"""Every screen in every size and theme: drawn without an error, within the window, with its two bars."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from careertui.domain.goal import Goal
from careertui.open import open_planner
from careertui.planner.planner import Planner
from careertui.tui.tabs import TABS
from tests.conftest import Clock
from tests.tui.driver import Keyboard, open_the_sample_career, planner_at_the_keyboard

SIZES = [(120, 40), (80, 24), (60, 20), (40, 12)]
ODD_SIZES = [(40, 12), (99, 12), (41, 37)]
THEMES = ["careertui-light", "nord", "ansi-dark"]
TINY = [(20, 6), (10, 3), (2, 1)]


@pytest.fixture(params=["the sample career", "an empty planner"])
def career(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Planner]:
    """A planner as full as it gets, and one with nothing in it."""
    with open_planner(tmp_path / "career.json", Clock()) as planner:
        if request.param == "the sample career":
            open_the_sample_career(planner)
        yield planner


def assert_within_the_window(keys: Keyboard) -> None:
    """Every line is exactly as wide as the window, and nothing that a list draws is wider than its place."""
    width, height = keys.app.size
    assert len(keys.lines) == height
    assert {cell_len(line) for line in keys.lines} == {width}
    assert {strip.cell_length for strip in keys.strips} == {width}
    assert keys.overflowing() == []


def assert_both_bars_are_there(keys: Keyboard, label: str) -> None:
    """The name of the screen at the top, and at the bottom the key that shows all others."""
    assert label in keys.lines[0]
    assert keys.lines[-1].rstrip().endswith("? keys")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_screen_fits_into_the_window(career: Planner, size: tuple[int, int]) -> None:
    """With its name at the top and the keys at the bottom, at the first record and at the last."""
    async with planner_at_the_keyboard(career, size=size) as keys:
        for tab in TABS:
            await keys.press(tab.key)
            assert_within_the_window(keys)
            assert_both_bars_are_there(keys, tab.label)
            await keys.press("G")
            assert_within_the_window(keys)


DIALOGS = {
    "question_mark": "HelpDialog",
    ":": "Palette",
    "enter": "RecordPage",
    "v": "SightDialog",
    "A": "ArchiveDialog",
    "I": "ImportDialog",
    "R": "ReviewDialog",
    "e": "RecordForm",
    "n": "RecordForm",
}


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_dialog_fits_into_the_window(planner: Planner, size: tuple[int, int]) -> None:
    """Help, palette, page, line of sight, archive, import and form, over a board that is full."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, size=size) as keys:
        await keys.press("3")
        for key, name in DIALOGS.items():
            await keys.press(key)
            await keys.until_dialog(name)
            assert_within_the_window(keys)
            assert keys.screen_shows("esc "), name
            await keys.press("escape")
            assert keys.dialog == "", name


async def test_a_window_that_changes_its_size_is_laid_out_anew(career: Planner) -> None:
    """To something smaller, to almost nothing, and back to what it was."""
    async with planner_at_the_keyboard(career) as keys:
        for tab in TABS:
            await keys.press(tab.key)
            before = keys.lines
            for size in (*SIZES[1:], *TINY[::2], (41, 37)):
                await keys.resize(*size)
                assert len(keys.lines) == size[1]
                assert {cell_len(line) for line in keys.lines} == {size[0]}
            await keys.resize(*SIZES[0])
            assert keys.lines == before, tab.mode


async def test_a_dialog_is_laid_out_anew_at_any_size(planner: Planner) -> None:
    """From the smallest window there is to a large one, and back to what it was."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3")
        for key in (":", "enter", "v", "e"):
            await keys.press(key)
            name = DIALOGS[key]
            await keys.until_dialog(name)
            before = keys.lines
            for size in ODD_SIZES:
                await keys.resize(*size)
                assert_within_the_window(keys)
            await keys.resize(*SIZES[0])
            assert keys.lines == before, name
            await keys.press("escape")


async def test_below_forty_by_twelve_there_is_a_sentence_and_nothing_typed_is_lost(planner: Planner) -> None:
    """It takes the keys, too: nothing happens unseen. What was open is back as soon as there is room."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        await keys.until_dialog("RecordForm")
        await keys.fill_in(Title="Learn Rust", Notes="by hand")
        before = keys.lines
        await keys.resize(30, 8)
        sentence = " ".join(keys.text.split())
        assert sentence == "careertui needs 40 columns and 12 lines; this terminal has 30 x 8."
        await keys.type("1x")
        await keys.press("escape", "ctrl+s")
        await keys.resize(40, 11)
        assert "this terminal has 40 x 11" in " ".join(keys.text.split())
        await keys.resize(40, 12)
        assert keys.field == "Notes"
        assert keys.value_of("Title") == "Learn Rust"
        assert keys.value_of("Notes") == "by hand"
        await keys.resize(120, 40)
        assert keys.lines == before
        assert planner.all(Goal) == ()


@pytest.mark.parametrize("theme", THEMES)
async def test_every_screen_is_drawn_in_every_theme(career: Planner, theme: str) -> None:
    """Ours, a built-in one, and the one for terminals of sixteen colours; the words are the same in all."""
    async with planner_at_the_keyboard(career, size=(80, 24)) as keys:
        said = []
        for tab in TABS:
            await keys.press(tab.key)
            said.append(keys.text)
        keys.app.theme = theme
        await keys.settle()
        for tab, text in zip(TABS, said, strict=True):
            await keys.press(tab.key)
            assert_within_the_window(keys)
            assert keys.text == text


async def test_the_keys_bar_shows_as_many_keys_as_fit_and_always_the_one_for_help(planner: Planner) -> None:
    """Never half a key; those that cannot be used now make room for those that can."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3")
        whole = keys.keys_bar.strip().split("  ")
        usable = ["n new", "/ filter", "c capture", "? keys"]
        for width in range(100, 39, -6):
            await keys.resize(width, 20)
            hints = keys.keys_bar.strip().split("  ")
            assert hints[-1] == "? keys"
            assert hints == [hint for hint in whole if hint in hints]
            assert [hint for hint in hints if hint in usable] == usable


async def test_the_top_line_keeps_the_active_name_where_the_others_give_way(planner: Planner) -> None:
    """And every number is there to be pressed."""
    async with planner_at_the_keyboard(planner, size=(60, 20)) as keys:
        for tab in TABS:
            await keys.press(tab.key)
            assert f"{tab.key} {tab.label}" in keys.nav
            assert all(other.key in keys.nav for other in TABS)
