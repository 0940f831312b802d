"""How it looks where it cannot look as it should: contrast, sixteen colours, no colour, no glyphs."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import Input

from careertui.domain.ascii import STAND_INS, in_ascii, speaks_ascii
from careertui.planner.planner import Planner
from careertui.tui.app import CareerApp
from careertui.tui.presentation import GOAL_MARKS, KIND_MARKS, SPARKS, STONES
from careertui.tui.tabs import TABS
from careertui.tui.themes import READABLE, STROKES, TEXTS, THEMES, contrast, hues_for, opening_theme
from careertui.tui.widgets.life_line import MARKS
from careertui.tui.widgets.record_list import RecordList
from tests.tui.driver import Keyboard, open_the_sample_career, planner_at_the_keyboard

OTHERS = ("textual-dark", "textual-light", "nord", "gruvbox")
"""Textual's themes in which every screen has to be right, besides those of sixteen colours."""


def colours(theme: Theme) -> dict[str, Color]:
    """Every colour of a theme, by the name styles use."""
    made = {**theme.to_color_system().generate(), **hues_for(theme), **theme.variables}
    named = {*TEXTS, *STROKES, "foreground", "error", "background", "surface", "panel", "cursor"}
    return {name: Color.parse(made[name]) for name in named}


# --- contrast ---------------------------------------------------------------------------------------


def test_contrast_is_what_the_guidelines_say() -> None:
    """Black on white is 21, a colour on itself 1, and #767676 the lightest grey that passes on white."""
    white = Color.parse("#ffffff")
    assert contrast(white, Color.parse("#000000")) == pytest.approx(21)
    assert contrast(white, white) == pytest.approx(1)
    assert contrast(white, Color.parse("#767676")) >= READABLE > contrast(white, Color.parse("#777777"))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_of_our_own_themes_is_readable_on_every_ground(theme: Theme) -> None:
    """At least 4.5 to 1."""
    colour = colours(theme)
    poor = {
        (text, ground): round(contrast(colour[text], colour[ground]), 2)
        for text in (*TEXTS, "foreground", "error")
        for ground in ("background", "surface", "panel", "cursor")
        if contrast(colour[text], colour[ground]) < READABLE
    }
    assert poor == {}


@pytest.mark.parametrize("name", OTHERS)
def test_our_hues_are_readable_in_themes_that_do_not_know_them(name: str) -> None:
    """Moved towards black or white where the theme's own colour is not."""
    colour = colours(BUILTIN_THEMES[name])
    grounds = ("background", "surface", "cursor")
    assert min(contrast(colour[text], colour[ground]) for text in TEXTS for ground in grounds) >= READABLE


@pytest.mark.parametrize("theme", [*THEMES, *map(BUILTIN_THEMES.get, OTHERS)], ids=lambda theme: theme.name)
def test_strokes_are_seen_and_hairlines_are_quieter_yet_there(theme: Theme) -> None:
    """A hairline that cannot be seen parts nothing, and one like text is a box."""
    colour = colours(theme)
    rule, hairline = (contrast(colour[stroke], colour["background"]) for stroke in STROKES)
    assert 1.4 < hairline < rule < 3


def test_in_sixteen_colours_no_word_has_the_colour_of_the_cursor_s_ground() -> None:
    """They are the terminal's own colours, so that is all that can be known of them."""
    for name in ("ansi-dark", "ansi-light"):
        hues = hues_for(BUILTIN_THEMES[name])
        assert hues["cursor"] not in {hues[text] for text in TEXTS}
    assert opening_theme(None, "standard") == "ansi-dark"
    assert opening_theme(None, "256") is None
    assert opening_theme("nord", "standard") == "nord"


@pytest.mark.parametrize(("theme", "ink"), [("ansi-dark", 15), ("ansi-light", 0)])
async def test_in_sixteen_colours_words_under_the_cursor_are_in_one_ink(
    planner: Planner, theme: str, ink: int
) -> None:
    """Red on blue is read in few palettes; where the cursor is not, a hue says what it says."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, (100, 24), "network") as keys:
        keys.app.theme = theme
        await keys.press("g", "g")
        here, below = keys.styles_of("quiet since Feb"), keys.styles_of("quiet since Mar")
        assert here[0].color is not None
        assert here[0].color.number == ink
        assert here[0].color != below[0].color
        assert here[0].bgcolor != below[0].bgcolor


async def test_in_sixteen_colours_what_a_line_is_written_about_stays_in_sight(planner: Planner) -> None:
    """Where it cannot be dimmed, it is left as it is."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, (100, 40), "network") as keys:
        keys.app.theme = "ansi-dark"
        await keys.settle()
        before = [style.color for style in keys.styles_of("40 people")]
        await keys.press("c")
        assert [style.color for style in keys.styles_of("40 people")] == before != []


# --- one edge ---------------------------------------------------------------------------------------


async def test_what_stands_in_a_dialog_stands_on_one_edge(planner: Planner) -> None:
    """Its heading, what is typed and the rows under it; of a page, what there is to read."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, (80, 24)) as keys:
        await keys.press("ctrl+f")
        await keys.type("rust")
        assert left_edges(keys, "Find", "rust", "▪ Rust") == [6]
        await keys.press("escape", "3", "enter")
        assert left_edges(keys, "Goal ", "◆ Two people", "role · in") == [6]
        await keys.press("escape", "c")
        assert left_edges(keys, "what happened", "met Ada", "challenge give") == [4]


async def test_a_dialog_of_a_few_things_to_do_is_no_taller_than_they_are(planner: Planner) -> None:
    """So that what it is about stays in sight around it."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, (120, 40), "network") as keys:
        await keys.press("r")
        last, hints = (keys.lines.index(keys.line_with(text)) for text in ("In three months", "enter do it"))
        assert hints == last + 2
        assert keys.screen_shows("Grace Ekundare")


@pytest.mark.parametrize(
    ("key", "ends_with", "hint"), [("C", "4.0", "enter go there"), ("V", "by what counted then", "no score")]
)
async def test_a_dialog_about_a_job_is_no_taller_than_what_it_says(
    planner: Planner, key: str, ends_with: str, hint: str
) -> None:
    """The life line stays in sight around it."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, (120, 40), "timeline") as keys:
        await keys.press(key)
        last, hints = (keys.lines.index(keys.line_with(text)) for text in (ends_with, hint))
        assert hints == last + 2
        assert keys.screen_shows("whole life")


@pytest.mark.parametrize(
    ("screen", "key"), [("network", "r"), ("today", "x"), ("timeline", "C"), ("timeline", "V")]
)
async def test_in_the_lowest_window_a_dialog_shows_its_first_rows_and_its_keys(
    planner: Planner, screen: str, key: str
) -> None:
    """And in one that becomes as low while it is open."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, (40, 12), screen) as keys:
        await keys.press(key)
        low = keys.lines
        assert "esc close" in low[-1]
        assert any("▌" in line[2:] for line in low)  # behind the panel's own
        await keys.resize(120, 40)
        assert not any("esc close" in line for line in keys.lines[:11])
        await keys.resize(40, 12)
        assert keys.lines == low


async def test_the_text_of_a_pane_keeps_a_blank_before_its_bar(planner: Planner) -> None:
    """Which stands at the edge of the window."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, (120, 40), "network") as keys:
        await keys.press("j", "j", "j")
        ends = {line[-2:] for line in keys.lines if line.endswith("┃")}
        assert ends == {" ┃"}


async def test_the_name_of_a_column_stands_on_the_edge_of_its_cards(planner: Planner) -> None:
    """And what is said where there are none yet, too."""
    async with planner_at_the_keyboard(planner, (120, 40), "goals") as keys:
        assert left_edges(keys, "Backlog", "Nothing planned yet.") == [2]
        open_the_sample_career(planner)
        await keys.settle()
        card = keys.line_with("Two people who can run")
        bars = [place for place, one in enumerate(card) if one == "▌"]
        head = keys.line_with("Backlog")
        assert [head.index(name) for name in ("Backlog", "Next", "Doing", "Done")] == bars


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_today_leaves_a_margin_at_the_right(planner: Planner, size: tuple[int, int]) -> None:
    """A text that is cut ends before the edge of the window, and who is to be met again is said in full."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, size) as keys:
        assert {line[-1] for line in keys.lines} == {" "}
        assert keys.screen_shows("quiet since February")


def left_edges(keys: Keyboard, *texts: str) -> list[int]:
    """The columns in which the lines that hold these texts begin, each once."""
    return sorted({cell_len(keys.line_with(text).partition(text)[0]) for text in texts})


async def test_what_is_said_is_said_to_the_end_and_above_the_keys(planner: Planner) -> None:
    """Wherever its lines fold, and with more said above it."""
    app = CareerApp(planner)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        keys = Keyboard(app, pilot)
        await keys.settle()
        for length in range(30, 42):
            app.notify(f"{'o' * (length - 6)} end{length}", timeout=60)
            await keys.until(lambda: keys.lines[-2].strip("▌ ").endswith(f"end{length}"))  # noqa: B023 - waited for
            assert "keys" in keys.lines[-1]


# --- no colour --------------------------------------------------------------------------------------


async def test_without_colour_the_tab_and_the_cursor_are_reversed(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no colour goes out at all."""
    monkeypatch.setenv("NO_COLOR", "1")
    open_the_sample_career(planner)
    app = CareerApp(planner, "network")
    async with app.run_test(size=(100, 24)) as pilot:
        keys = Keyboard(app, pilot)
        await keys.settle()
        styles = [segment.style for strip in keys.strips for segment in strip if segment.style is not None]
        for style in styles:
            assert style.color is None or style.color.is_default
            assert style.bgcolor is None or style.bgcolor.is_default
        name = (keys.cursor or "")[:10]
        assert all(style.reverse for style in keys.styles_of("4 Network"))
        assert any(style.reverse for style in keys.styles_of(name))
        await keys.press("j")
        assert not any(style.reverse for style in keys.styles_of(name)[:1])


async def test_without_colour_the_bar_of_keys_tells_what_does_something_now(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By weight: the keys of what runs are bold, and neither their words nor what cannot run is."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = CareerApp(planner, "goals")
    async with app.run_test(size=(120, 40)) as pilot:
        keys = Keyboard(app, pilot)
        await keys.settle()
        assert (
            keys.keys_bar
            == "n new  / filter  c capture  H move left  L move right  x tick step  e edit  ? keys"
        )
        bold = [part.text for part in keys.strips[-1] if part.style is not None and part.style.bold]
        assert bold == ["n", "/", "c", "?"]


@pytest.mark.parametrize("opening", ["c", "e", "slash"])
async def test_without_colour_the_line_typed_in_is_reversed_and_its_cursor_is_not(
    planner: Planner, monkeypatch: pytest.MonkeyPatch, opening: str
) -> None:
    """In a dialog, a form and the filter: else nobody sees where they type."""
    monkeypatch.setenv("NO_COLOR", "1")
    open_the_sample_career(planner)
    app = CareerApp(planner, "goals")
    async with app.run_test(size=(100, 24)) as pilot:
        keys = Keyboard(app, pilot)
        await keys.settle()
        await keys.press(opening)
        await keys.until(lambda: isinstance(app.focused, Input))
        await keys.type(" qqq")
        line = next(strip for strip in keys.strips if "qqq" in strip.text)
        after = next(number for number, part in enumerate(line) if "qqq" in part.text) + 1
        typed, cursor, rest = list(line)[after - 1 : after + 2]
        assert [part.style and part.style.reverse for part in (typed, cursor, rest)] == [True, False, True]
        assert cursor.text == " "


async def test_a_scroll_bar_is_a_stroke_that_no_card_is_taken_for(planner: Planner) -> None:
    """On the ground of the window, and not in the colour of the cursor's ground."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, (80, 24), "goals") as keys:
        cards = keys.app.focused
        assert isinstance(cards, RecordList)
        await keys.until(lambda: bool(cards.vertical_scrollbar.region))
        bar = cards.vertical_scrollbar.region
        cells = [strip.crop(bar.x, bar.right) for strip in keys.strips[bar.y : bar.bottom]]
        assert cells[0].text == "┃"
        assert {cell.text for cell in cells} == {"┃", " "}
        grounds = {part.style.bgcolor for cell in cells for part in cell if part.style is not None}
        assert grounds == {cards.styles.background.rich_color}


# --- no glyphs --------------------------------------------------------------------------------------


async def test_every_screen_can_be_drawn_in_ascii_in_the_same_cells(planner: Planner) -> None:
    """With the cursor on the last record, too, and a dialog."""
    open_the_sample_career(planner)
    app = CareerApp(planner, ascii=True)
    async with app.run_test(size=(100, 30)) as pilot:
        keys = Keyboard(app, pilot)
        for tab in TABS:
            await keys.press(tab.key)
            assert keys.text.isascii(), tab.mode
            assert {len(line) for line in keys.lines} == {100}
        await keys.press("v")
        assert keys.text.isascii()
        assert "@=" in keys.text or "@ " in keys.text


def test_glyphs_that_mean_different_things_have_different_stand_ins() -> None:
    """Stones, the marks of kinds, heights, strokes."""
    kinds = {mark for mark, _ in KIND_MARKS.values()} | set(GOAL_MARKS.values()) | set(STONES)
    lanes = {mark for done, ahead, _ in MARKS.values() for mark in (done, ahead)}
    for group in (kinds | lanes | {"✱", "⊘"}, set(SPARKS[1:]) | {"·"}, set("━╌─┿┆")):
        plain = {glyph: STAND_INS.get(glyph, glyph) for glyph in group}
        assert len(set(plain.values())) == len(plain), plain
    assert all(len(plain) == 1 and plain.isascii() for plain in STAND_INS.values())


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Zoë – “naïve” café…", 'Zoe - "naive" cafe~'),
        ("漢字 ok", "???? ok"),
        ("e\u0301cole", "ecole"),
        ("👩‍👩‍👧‍👦!", "??!"),
        ("1\ufe0f\u20e3 one", "1? one"),
        ("Привет", "??????"),
    ],
)
def test_other_characters_become_their_letter_or_a_mark_for_each_cell(text: str, plain: str) -> None:
    """As the screens count cells."""
    assert in_ascii(text, cell_len) == plain
    assert len(plain) == cell_len(text)


@pytest.mark.parametrize(
    ("environment", "plain"),
    [
        ({}, False),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "C"}, True),
        ({"LANG": "POSIX", "LC_CTYPE": "C.UTF-8"}, True),
        ({"LC_CTYPE": "de_DE.ISO-8859-1", "LANG": "de_DE.UTF-8"}, True),
        ({"LC_ALL": "C.utf8", "LANG": "C"}, False),
        ({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "en_GB.UTF-8", "CAREERTUI_ASCII": "1"}, True),
        ({"LANG": "C", "CAREERTUI_ASCII": "0"}, False),
    ],
)
def test_the_locale_and_one_variable_decide(environment: dict[str, str], plain: bool) -> None:
    """Python's own correction of the locale C says nothing about the terminal."""
    assert speaks_ascii(environment) is plain


async def test_the_footer_drops_what_cannot_run_before_what_can(planner: Planner) -> None:
    """On an empty timeline, where nothing can be done but write the first thing down."""
    async with planner_at_the_keyboard(planner, first="timeline", size=(60, 20)) as keys:
        assert "n new" in keys.keys_bar
        assert "what led here" not in keys.keys_bar


def test_every_glyph_in_the_sources_has_a_stand_in() -> None:
    """A new glyph needs one before it is drawn."""
    folder = Path(__file__).parents[2] / "careertui" / "tui"
    text = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    unknown = {one for one in text if not one.isascii()} - set(STAND_INS)
    assert unknown == set()
    assert all(a != b for a, b in itertools.pairwise(STONES))
