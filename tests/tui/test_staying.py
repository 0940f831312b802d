"""What is dealt with may go elsewhere in the order; the cursor stays at its row, on what comes next."""

from __future__ import annotations

from datetime import date, timedelta

from careertui.domain.challenge import Challenge
from careertui.domain.contact import Cadence, Contact, FollowUp, Interaction
from careertui.domain.partial_date import PartialDate
from careertui.domain.vision import Vision
from careertui.planner.planner import Planner
from tests.tui.driver import keep, planner_at_the_keyboard

TODAY = date(2026, 11, 22)


def people_to_see(planner: Planner) -> None:
    """Three whom it is time to see, the longest unseen first, and one seen of late."""
    names = ("Zoe", "Yan", "Xia", "Ada")
    people = keep(planner, *(Contact(name=name, cadence=Cadence(ideal=30)) for name in names))
    days = (90, 80, 70, 1)
    talks = zip(people, days, strict=True)
    keep(
        planner,
        *(
            Interaction(on=PartialDate.of(TODAY - timedelta(days=ago)), people=(one.id,), summary="Tea")
            for one, ago in talks
        ),
    )


async def test_after_a_reminder_is_put_off_the_next_person_is_under_the_cursor(planner: Planner) -> None:
    """And so down the table; undo goes back to who it was about."""
    people_to_see(planner)
    async with planner_at_the_keyboard(planner, first="network") as keys:
        assert keys.cursor == "Zoe"
        await keys.press("r", "down", "enter")
        assert keys.cursor == "Yan"
        await keys.press("r", "down", "enter")
        assert keys.cursor == "Xia"
        await keys.press("u")
        await keys.until_cursor("Yan")


async def test_the_last_of_the_table_leaves_the_cursor_on_the_one_before(planner: Planner) -> None:
    """There is nobody after; sorted in reverse, who is put off goes to the top."""
    people_to_see(planner)
    async with planner_at_the_keyboard(planner, first="network") as keys:
        await keys.press("S", "G")
        assert keys.cursor == "Zoe"
        await keys.press("r", "down", "enter")
        assert keys.cursor == "Yan"


async def test_who_keeps_their_row_keeps_the_cursor(planner: Planner) -> None:
    """By name nobody moves; and after a dialog that was left, the cursor follows its record as ever."""
    people_to_see(planner)
    async with planner_at_the_keyboard(planner, first="network") as keys:
        await keys.press("s", "s", "g", "g", "r", "down", "enter")
        assert keys.cursor == "Ada"
        await keys.press("r", "escape", "S")
        assert keys.cursor == "Ada"


async def test_after_a_talk_is_logged_the_next_person_is_under_the_cursor(planner: Planner) -> None:
    """The one talked with goes down the table."""
    people_to_see(planner)
    async with planner_at_the_keyboard(planner, first="network") as keys:
        await keys.press("i")
        await keys.type(" about tea\n")
        await keys.until_dialog("")
        await keys.settle()
        assert keys.cursor == "Yan"


async def test_a_follow_up_put_off_on_today_leaves_the_cursor_at_its_line(planner: Planner) -> None:
    """It comes again further down the same list."""
    (ada,) = keep(planner, Contact(name="Ada"))
    days = (TODAY + timedelta(days=days) for days in (0, 1, 2))
    names = ("First", "Second", "Third")
    promises = [FollowUp(on=PartialDate.of(day), what=what) for day, what in zip(days, names, strict=True)]
    on = PartialDate.of(TODAY - timedelta(days=5))
    keep(planner, *(Interaction(on=on, people=(ada.id,), summary=p.what, follow_up=p) for p in promises))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("g", "g", "x")
        await keys.type("25 Nov")
        await keys.press("enter")
        await keys.settle()
        assert keys.order_of("Second", "Third", "First")[0] == "Second"
        assert keys.order_of("First", "Third")[0] == "Third"
        assert keys.cursor == "Second"


async def test_after_a_challenge_is_closed_the_next_one_is_under_the_cursor(planner: Planner) -> None:
    """It goes down to those that are over; moved on by hand, it takes the cursor along."""
    keep(planner, *(Challenge(title=f"Dare {n}", status="attempting", before=n) for n in (9, 8, 7)))
    async with planner_at_the_keyboard(planner, first="challenges") as keys:
        await keys.press("o", "ctrl+s")
        await keys.settle()
        assert keys.cursor == "Dare 8"
        await keys.press("L", "ctrl+s")
        await keys.settle()
        assert keys.cursor == "Dare 8"


async def test_after_a_vision_is_reached_the_next_one_is_under_the_cursor(planner: Planner) -> None:
    """It goes behind the person, below all that is ahead."""
    keep(planner, *(Vision(title=f"Vision {n}", horizon=5, rank=float(n), status="active") for n in (1, 2)))
    async with planner_at_the_keyboard(planner, first="vision") as keys:
        await keys.press("x")
        assert keys.cursor == "Vision 2"
