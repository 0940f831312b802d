"""What became of a follow-up: done, later, or let go, from the keyboard."""

from __future__ import annotations

import pytest

from careertui.domain.contact import Contact, FollowUp, Interaction
from careertui.domain.partial_date import PartialDate
from careertui.planner.planner import Planner
from tests.tui.driver import keep, planner_at_the_keyboard


@pytest.fixture(autouse=True)
def promise(planner: Planner) -> None:
    """Ada was promised a paper."""
    (ada,) = keep(planner, Contact(name="Ada"))
    promised = FollowUp(on=PartialDate.parse("2026-11-01"), what="Send the paper")
    keep(
        planner,
        Interaction(
            on=PartialDate.parse("2026-10-20"), people=(ada.id,), summary="Types", follow_up=promised
        ),
    )


def promised(planner: Planner) -> FollowUp:
    """How things stand with the promise."""
    follow_up = planner.all(Interaction)[0].follow_up
    assert follow_up is not None
    return follow_up


async def test_x_and_enter_is_done_and_u_brings_it_back(planner: Planner) -> None:
    """Two keys; nothing is logged where nothing was typed."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "x")
        await keys.until_dialog("FollowUpDialog")
        assert keys.screen_shows("↳ Send the paper")
        assert keys.screen_shows("Ada · Types · 20 Oct · by 1 Nov")
        await keys.press("enter")
        await keys.until_dialog("")
        assert promised(planner).done_on == PartialDate(2026, 11, 22)
        assert len(planner.all(Interaction)) == 1
        assert keys.said == "Done. u takes it back."
        await keys.press("x")
        assert keys.said == "Nothing is open between you."
        await keys.press("u")
        assert promised(planner).done_on is None


async def test_what_is_typed_is_logged_with_them(planner: Planner) -> None:
    """The dialog says where it goes before enter."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "x")
        await keys.type("Sent it")
        assert "into the log: Sent it" in keys.line_with("Done")
        await keys.press("enter")
        assert [interaction.summary for interaction in planner.all(Interaction)] == ["Types", "Sent it"]


async def test_it_can_be_put_off_by_a_span_or_until_a_day_typed(planner: Planner) -> None:
    """A day in plain words becomes the first thing offered."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "x", "down", "enter")
        assert promised(planner).on == PartialDate(2026, 11, 29)
        await keys.press("x")
        await keys.type("12 jan")
        assert "12 Jan 2027" in keys.line_with("Later, on a day")
        await keys.press("enter")
        assert promised(planner).on == PartialDate(2027, 1, 12)
        assert keys.said == "It comes back on 12 Jan 2027. u takes it back."


async def test_it_can_be_let_go(planner: Planner) -> None:
    """Last in the list; esc decides nothing."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "x", "escape")
        assert promised(planner).let_go_on is None
        await keys.press("x", "up", "enter")
        assert promised(planner).let_go_on == PartialDate(2026, 11, 22)
