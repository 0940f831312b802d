"""The line of capture on the screens: what it shows while one types, and what enter does."""

from __future__ import annotations

import pytest

from careertui.domain.contact import Contact, FollowUp, Interaction
from careertui.domain.goal import Goal
from careertui.domain.partial_date import PartialDate
from careertui.domain.win import Win
from careertui.planner.planner import Planner
from tests.tui.driver import find, headings, keep, planner_at_the_keyboard


@pytest.mark.parametrize("screen", ["1", "2", "3", "4", "5", "6", "7"])
async def test_c_records_a_line_from_every_screen(planner: Planner, screen: str) -> None:
    """And says what was recorded; one undo takes it back."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press(screen, "c")
        await keys.type("goal learn Rust by Q3\n")
        await keys.until_dialog("")
        assert keys.said == "Recorded. Goal: learn Rust; by Q3 2027. u takes it back."
        assert headings(planner, Goal) == ["learn Rust"]
        await keys.press("u")
        assert headings(planner, Goal) == []


async def test_what_will_be_recorded_is_shown_as_it_is_typed(planner: Planner) -> None:
    """With the people, who of them is new, and the days with their weekdays; esc records nothing."""
    keep(planner, Contact(name="Ada Lovelace"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("c")
        assert keys.screen_shows("goal learn Rust by Q3 #learning")
        await keys.type("met ada and Bob yesterday about compilers, follow up in 2 weeks #conf")
        assert keys.screen_shows("Met Ada Lovelace and Bob")
        assert keys.screen_shows("With       Ada Lovelace")
        assert keys.screen_shows("new: Bob")
        assert keys.screen_shows("On         Sat 21 Nov 2026, yesterday")
        assert keys.screen_shows("About      compilers")
        assert keys.screen_shows("Follow up  Sun 6 Dec 2026, in 2 weeks")
        assert keys.screen_shows("Tags       #conf")
        await keys.press("escape")
        assert keys.dialog == ""
    assert planner.all(Interaction) == ()


async def test_a_paste_of_several_lines_is_one_line_with_all_of_it(planner: Planner) -> None:
    """Nothing of it is lost, and nothing is recorded before enter."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("c")
        await keys.paste("goal learn Rust\nby Q3\n")
        assert keys.screen_shows("By         Q3 2027")
        assert headings(planner, Goal) == []
        await keys.press("enter")
        await keys.until_dialog("")
    assert headings(planner, Goal) == ["learn Rust"]


async def test_what_cannot_be_recorded_says_why_and_stays_to_be_mended(planner: Planner) -> None:
    """Enter keeps the line open; what is only unfinished turns into an error when one insists."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("c")
        await keys.type("goal learn Rust by summer\n")
        assert keys.screen_shows("“summer” begins on different days in different places")
        assert headings(planner, Goal) == []
        for _ in "summer":
            await keys.press("backspace")
        await keys.type("june\n")
        await keys.until_dialog("")
    assert str(find(planner, Goal, "learn Rust").due) == "2027-06"


async def test_tab_completes_the_name_being_typed_and_goes_on_to_the_next(planner: Planner) -> None:
    """The candidates stand beneath the line; shift+tab goes back."""
    keep(planner, Contact(name="Ada Lovelace"), Contact(name="Ada Yonath"), Contact(name="Bob"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("c")
        await keys.type("met Bob and ad")
        assert keys.screen_shows("tab Ada Lovelace  ·  Ada Yonath")
        await keys.press("tab", "tab", "shift+tab", "tab")
        assert keys.screen_shows("met Bob and Ada Yonath")
        await keys.type(" today\n")
        await keys.until_dialog("")
    (talk,) = planner.all(Interaction)
    assert talk.people == (find(planner, Contact, "Bob").id, find(planner, Contact, "Ada Yonath").id)


async def test_w_begins_the_line_as_a_win(planner: Planner) -> None:
    """From any screen, too."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "w")
        await keys.type("cut build time by 40%\n")
        await keys.until_dialog("")
    assert headings(planner, Win) == ["cut build time by 40%"]


async def test_the_letters_that_open_it_are_only_letters_while_one_types(planner: Planner) -> None:
    """In the line itself, and in the filter."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "slash", "c", "w")
        assert keys.dialog == ""
        await keys.press("escape", "c", "c", "w", "q", "i")
        assert keys.screen_shows("A line does not begin with “cwqi”")


async def test_i_on_today_logs_a_talk_with_whom_the_line_is_about(planner: Planner) -> None:
    """A follow-up is about the people of its conversation; a goal is about nobody."""
    (bob,) = keep(planner, Contact(name="Bob"))
    promised = FollowUp(on=PartialDate.parse("2026-11-23"), what="slides")
    keep(planner, Interaction(on=PartialDate.parse("2026-11-02"), people=(bob.id,), follow_up=promised))
    keep(planner, Goal(title="Rust", column="doing", due=PartialDate.parse("2026-11-30")))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("i")
        assert keys.line_with("met B").strip("▌ ") == "met Bob"
        await keys.press("escape", "j", "i")
        assert keys.said == "This line is about nobody; c logs a talk with anybody."


async def test_the_cursor_goes_to_what_was_recorded(planner: Planner) -> None:
    """Where the screen shows it."""
    keep(planner, Goal(title="first"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "c")
        await keys.type("goal second\n")
        await keys.until_cursor("second")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 14)])
async def test_hostile_and_endless_text_stays_text(planner: Planner, size: tuple[int, int]) -> None:
    """At every size: nothing in the line acts, and all that is drawn fits."""
    keep(planner, Contact(name="Eve\x1b]52;c;ZXZpbA==\x07[@click=app.quit]x"))
    async with planner_at_the_keyboard(planner, size=size) as keys:
        await keys.press("c")
        await keys.paste("met Eve and " + "[red]Bob " * 40 + " about \x1b[2J\u202e nothing")
        assert keys.acting == []
        assert "\x1b" not in keys.text
        assert "\u202e" not in keys.text
        await keys.paste(" word" * 2_000)
        assert keys.screen_shows("characters")
