"""A person's text does nothing but be read: neither markup nor escape sequences act, whatever the screen."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from careertui.domain.case import Case
from careertui.domain.challenge import Attempt, Challenge
from careertui.domain.contact import Contact, FollowUp, Interaction
from careertui.domain.goal import Board, Column, Goal, Step
from careertui.domain.job import ExitCriterion, Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.review import Review
from careertui.domain.skill import LevelOn, Skill
from careertui.domain.vision import Value, Vision
from careertui.domain.win import Ask, Win
from careertui.planner.planner import Planner
from careertui.tui.tabs import TABS
from tests.tui.driver import Keyboard, keep, planner_at_the_keyboard

NAUGHTY = Path(__file__).parents[3] / "shared" / "samples" / "hostile" / "blns.json"
"""The big list of naughty strings, where the workspace has it."""

PAYLOADS = {
    "a closing tag of markup": "[/red]",
    "an action in markup": "[@click=app.quit]x[/]",
    "a link in markup": "[link=https://example.org]x[/link]",
    "an unclosed tag": "[bold red on blue",
    "a colour sequence": "\x1b[31mred\x1b[0m",
    "a clipboard sequence": "\x1b]52;c;aGFjaw==\x07",
    "a title sequence": "\x1b]0;pwned\x1b\\",
    "C1 controls": "\x9b31mred\x9d52;c;aGFjaw==\x9c",
    "bidirectional overrides": "abc\u202edef\u2066ghi\u2069\u200f",
    "line breaks of every kind": "one\r\ntwo\vthree\ffour\x85five\u2028six\u2029seven",
    "nul and bell": "a\x00b\x07c\x08d\x7f",
    "invisible letters": "\U000e0041\U000e0042\ufeff\u2060",
    "a hundred thousand characters": "wide load " * 10_000,
    "a hundred thousand characters without a space": "x" * 100_000,
    "a flood of combining marks": "Z" + "\u0335\u0301\u0489" * 400,
    "wide characters": "漢字仮名交じり文の長い題名" * 12,
    "emoji with joiners": "👩‍👩‍👧‍👦🏳️‍🌈👍🏽" * 8,
    "tabs": "a\tb\t\tc",
    "right to left": "مرحبا بالعالم שלום עולם",
    "a rule of its own": "\\[ {} $ % | # ` *bold* _it_ <b>",
}


def stage(planner: Planner, text: str) -> None:
    """Keep a record of every kind with this text wherever text can stand, linked so that others show it."""
    line = " ".join(text.split()) or "-"
    day, month = PartialDate.parse("2026-11-20"), PartialDate.parse("2026-12")
    (vision,) = keep(
        planner,
        Vision(title=line, statement=text, why=text, area=line, obstacle=line, if_then=line, notes=text),
    )
    (value,) = keep(planner, Value(name=line, meaning=text))
    (skill,) = keep(planner, Skill(name=line, levels=(LevelOn(on=day, level=2, evidence=line),)))
    (contact,) = keep(
        planner, Contact(name=line, organisation=line, title=line, met_where=line, tags=(line,), notes=text)
    )
    (job,) = keep(
        planner,
        Job(
            title=line,
            organisation=line,
            start=PartialDate.parse("2020"),
            summary=text,
            knowledge=(line,),
            led_to=(vision.id,),
            exit_criteria=(ExitCriterion(text=line),),
            values_fit={value.id: 3},
            notes=text,
        ),
    )
    (goal,) = keep(
        planner,
        Goal(
            title=line,
            serves=(vision.id,),
            builds=(skill.id,),
            job=job.id,
            due=month,
            steps=(Step(text=line),),
            column="doing",
            notes=text,
        ),
    )
    others: list[Record] = [
        Goal(title=line, waits_for=(goal.id,), tags=(line,)),
        Challenge(
            title=line,
            scares=text,
            before=8,
            attempts=(Attempt(on=day, discomfort=5, note=line),),
            lesson=text,
            serves=(vision.id,),
        ),
        Interaction(
            on=day,
            people=(contact.id,),
            summary=line,
            private=text,
            follow_up=FollowUp(on=month, what=line),
            event=line,
        ),
        Ask(on=day, what=line, answer=text, of=(contact.id,)),
        Ask(on=day, what=line, of=(contact.id,), follow_up=FollowUp(on=month, what=line)),
        Review(of=day, answers={line: text, "What next?": text}, said={line: text, "on": line}),
    ]
    keep(planner, *others)
    (win,) = keep(planner, Win(title=line, on=day, impact=text, measure=line, goal=goal.id, theme=line))
    criteria = (line, f"not {line}"[:200])
    case = Case(role=line, criteria=criteria, of=(contact.id,))
    keep(planner, case.shown_by(case.criteria[0], [win.id]))


def assert_inert(keys: Keyboard) -> None:
    """The window is inert, and no record on the screen, in sight or not, is wider than its place."""
    assert_window_inert(keys)
    assert keys.overflowing() == []


def assert_window_inert(keys: Keyboard) -> None:
    """No control or bidi character reaches the terminal, nothing can be clicked, and the window holds."""
    width, height = keys.app.size
    assert len(keys.lines) == height
    assert {strip.cell_length for strip in keys.strips} == {width}
    live = {character for line in keys.lines for character in line if _is_live(character)}
    assert live == set()
    assert keys.acting == []
    assert not keys.has_quit


def _is_live(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} or character in (
        "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
    )


async def go_round(keys: Keyboard) -> None:
    """Look at every screen, and at a record of it in full, in its form and in its line of sight."""
    for tab in TABS:
        await keys.press(tab.key)
        assert_inert(keys)
        assert keys.lines[-1].rstrip().endswith("? keys")
    for key in ("7", "l", "l", "l"):
        await keys.press(key)
        assert_inert(keys)
        await keys.press("G", "enter")
        assert_window_inert(keys)
        await keys.press("escape")
    await keys.press("3", "l", "l")
    assert keys.cursor is not None
    for key in ("enter", "v", "e"):
        await keys.press(key)
        assert keys.dialog
        assert_inert(keys)
        await keys.press("escape")
        assert keys.dialog == ""
    await keys.press("y", "d", "u")
    assert_inert(keys)


@pytest.mark.parametrize("name", PAYLOADS)
async def test_hostile_text_is_shown_and_does_nothing(planner: Planner, name: str) -> None:
    """On every screen, in every pane and dialog that shows it, as a title, a name, a note or a tag."""
    stage(planner, PAYLOADS[name])
    async with planner_at_the_keyboard(planner, size=(110, 30)) as keys:
        await go_round(keys)


@pytest.mark.parametrize("name", ["a closing tag of markup", "an action in markup", "a colour sequence"])
async def test_hostile_text_is_inert_in_the_palette_the_picker_the_archive_and_the_toast(
    planner: Planner, name: str
) -> None:
    """Wherever a record is named."""
    stage(planner, PAYLOADS[name])
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("ctrl+f")
        assert keys.dialog == "Palette"
        assert_inert(keys)
        await keys.press("escape", "5", "d")
        assert "\x1b" not in keys.said
        await keys.press("A")
        assert keys.dialog == "ArchiveDialog"
        assert_inert(keys)
        await keys.press("escape", "u", "e")
        await keys.go_to_field("Serves")
        await keys.press("enter")
        await keys.until_dialog("Picker")
        assert_inert(keys)


async def test_markup_is_shown_as_it_was_typed(planner: Planner) -> None:
    """Brackets are letters like any other."""
    keep(planner, Contact(name="[@click=app.quit]x[/] [red]y"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4")
        assert keys.screen_shows("[@click=app.quit]x[/] [red]y")


async def test_controls_are_shown_as_pictures(planner: Planner) -> None:
    """Nobody is left to wonder what was there."""
    keep(planner, Contact(name="a\x1b[31mb\u202ec"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4")
        assert keys.screen_shows("a␛[31mb�c")


async def test_hostile_names_of_columns_are_inert(planner: Planner) -> None:
    """The board's own words are the person's too."""
    columns = tuple(
        Column(key=f"c{number}", name=" ".join(text.split())[:200] or "-", done=number == 5)
        for number, text in enumerate(list(PAYLOADS.values())[:6])
    )
    keep(planner, Board(columns=columns), Goal(title="Learn Rust", column="c0"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "L", "L")
        assert_inert(keys)
        assert keys.cursor == "Learn Rust"
        await keys.resize(60, 20)
        assert_inert(keys)
        await keys.press("B")
        assert keys.dialog == "ColumnsDialog"
        assert_inert(keys)
        await keys.press("e")
        assert_inert(keys)


async def test_hostile_text_typed_into_the_filter_is_inert(planner: Planner) -> None:
    """It is shown again in the line above the list."""
    keep(planner, Contact(name="Ada"), Challenge(title="Keynote"))
    async with planner_at_the_keyboard(planner) as keys:
        for number in "456":
            await keys.press(number, "slash")
            for text in ("[/red]", "[@click=app.quit]x[/]", "\x1b[31m\u202e"):
                await keys.paste(text)
                assert_inert(keys)
            await keys.press("escape")


async def test_hostile_text_pasted_into_the_form_is_inert(planner: Planner) -> None:
    """While it is being typed, beside the field where it is wrong, and once it is kept."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "n")
        for text in ("[/red]", "[@click=app.quit]x[/]", "\x1b[31m\u202e"):
            await keys.paste(text)
            assert_inert(keys)
        await keys.go_to_field("Discomfort before")
        await keys.paste("[/red]\x1b[31m")
        await keys.press("tab")
        assert keys.wrong("Discomfort before")
        assert_inert(keys)
        await keys.fill_in(Discomfort_before="7")
        await keys.press("ctrl+s")
        assert keys.dialog == ""
        assert_inert(keys)


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the big list of naughty strings is not here")
async def test_the_big_list_of_naughty_strings_is_shown_and_does_nothing(planner: Planner) -> None:
    """Every string of it as a goal, a person and a challenge; each passes through the window."""
    strings = [" ".join(text.split()) for text in json.loads(NAUGHTY.read_text("utf-8"))]
    titles = [text for text in strings if text]
    keep(planner, *(Contact(name=text, organisation=text) for text in titles))
    keep(planner, *(Challenge(title=text, before=5) for text in titles))
    keep(planner, *(Goal(title=text, rank=rank) for rank, text in enumerate(titles, 1)))
    async with planner_at_the_keyboard(planner, size=(110, 60)) as keys:
        for number in "453":
            await keys.press(number)
            assert_inert(keys)
            last = None
            while keys.cursor_id != last:
                last = keys.cursor_id
                assert_window_inert(keys)
                await keys.press("ctrl+d")
