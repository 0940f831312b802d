"""Today: what is next, whether the practices moved, and the present job's stone."""

from __future__ import annotations

import pytest

from careertui.domain.contact import Contact, FollowUp, Interaction
from careertui.domain.goal import Goal, Step
from careertui.domain.job import ExitCriterion, Job
from careertui.domain.partial_date import PartialDate
from careertui.planner.planner import Planner
from tests.tui.driver import keep, open_the_sample_career, planner_at_the_keyboard


def day(text: str) -> PartialDate:
    """The day or month written so."""
    return PartialDate.parse(text)


async def test_an_empty_planner_says_where_to_begin(planner: Planner) -> None:
    """The keys of the screens that fill it."""
    async with planner_at_the_keyboard(planner) as keys:
        assert keys.screen_shows("Nothing is due, and nobody is waiting.")
        assert keys.screen_shows("2 says where you want to be, 3 plans toward it,")
        assert keys.screen_shows("No present job is written down")


async def test_what_is_due_or_promised_stands_there_soonest_first(planner: Planner) -> None:
    """With the reason at its side; what is far away or done is left out."""
    (ada,) = keep(planner, Contact(name="Ada"))
    keep(
        planner,
        Goal(title="Apply for the grant", due=day("2026-11-30")),
        Goal(title="Something far", due=day("2027-11-30")),
        Goal(title="Something done", due=day("2026-11-25"), column="done"),
        Goal(title="Learn Rust", column="doing", steps=(Step(text="read chapter 4"),)),
    )
    promise = FollowUp(on=day("2026-11-24"), what="Send the paper")
    keep(planner, Interaction(on=day("2026-11-01"), people=(ada.id,), follow_up=promise))
    async with planner_at_the_keyboard(planner) as keys:
        order = ["Send the paper", "Apply for the grant", "read chapter 4"]
        assert keys.order_of(*order) == order
        assert "follow up with Ada" in keys.line_with("Send the paper")
        listed = "\n".join(line[:64] for line in keys.lines)
        assert "Something far" not in listed
        assert "Something done" not in listed


async def test_enter_goes_to_the_record_on_its_own_screen(planner: Planner) -> None:
    """The line is about a record that lives somewhere."""
    keep(
        planner,
        Goal(title="Apply for the grant", due=day("2026-11-30"), column="next"),
        Goal(title="Another", column="backlog"),
    )
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("enter")
        await keys.until(lambda: keys.mode == "goals" and keys.cursor == "Apply for the grant")


async def test_e_edits_the_record_behind_the_line(planner: Planner) -> None:
    """The line changes as soon as it is kept."""
    keep(planner, Goal(title="Apply for the grant", due=day("2026-11-30")))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("e")
        await keys.fill_in(Due="2026-12-01")
        await keys.press("ctrl+s")
        assert "1 Dec" in keys.line_with("Apply for the grant")


async def test_a_practice_that_moved_says_when(planner: Planner) -> None:
    """And one that did not says the smallest next step, where there is room."""
    (ada,) = keep(planner, Contact(name="Ada"))
    keep(planner, Interaction(on=day("2026-11-21"), people=(ada.id,)))
    async with planner_at_the_keyboard(planner) as keys:
        assert "today" in keys.line_with("Network   ")
        assert "not yet" in keys.line_with("Learning   ")
        assert keys.screen_shows("→ ")


async def test_the_present_job_shows_its_stone_and_its_exit_criteria(planner: Planner) -> None:
    """And asks the question that would fill it."""
    criteria = (
        ExitCriterion(text="The rota is shared", met_on=day("2026-10")),
        ExitCriterion(text="Ship it"),
    )
    keep(planner, Job(title="Engineer", organisation="Acme", start=day("2023"), exit_criteria=criteria))
    async with planner_at_the_keyboard(planner) as keys:
        assert keys.screen_shows("○ Engineer, Acme")
        assert keys.screen_shows("0 of 4")
        assert keys.screen_shows("✓ The rota is shared")
        assert keys.screen_shows("○ Ship it")


@pytest.mark.parametrize("key", ["slash", "space"])
async def test_today_has_neither_filter_nor_marks_and_says_so(planner: Planner, key: str) -> None:
    """It is short enough to read."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press(key)
        assert keys.said == "Today is short enough to read."


async def test_the_three_parts_fit_into_80_by_24_without_scrolling(planner: Planner) -> None:
    """Next, Job or career?, and Now."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, size=(80, 24)) as keys:
        assert keys.screen_shows("Next")
        assert keys.screen_shows("practices moved in the last 90 days")
        assert keys.screen_shows("Senior Backend Engineer")
        assert keys.screen_shows("Ownership")


async def test_the_cursor_stays_on_its_thing_when_something_more_urgent_comes_up(planner: Planner) -> None:
    """It is kept by what the line is about, not by its number."""
    keep(planner, Goal(title="Apply for the grant", due=day("2026-11-30")))
    async with planner_at_the_keyboard(planner) as keys:
        assert keys.cursor == "Apply for the grant"
        keep(planner, Goal(title="Call the bank", due=day("2026-11-23")))
        await keys.settle()
        assert keys.order_of("Apply for the grant", "Call the bank")[0] == "Call the bank"
        assert keys.cursor == "Apply for the grant"
