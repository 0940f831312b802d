"""The line of sight of someone with hundreds of talks, and what opens in it."""

from __future__ import annotations

from datetime import date, timedelta

from careertui.domain.contact import Contact, Interaction
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.win import Win
from careertui.planner.planner import Planner
from careertui.tui.widgets.record_list import RecordList
from tests.tui.driver import Keyboard, keep, planner_at_the_keyboard


def rows(keys: Keyboard) -> list[str]:
    """The ids of the rows of the dialog, from the top."""
    return list(keys.app.screen.query_one(RecordList).ids)


def cursor(keys: Keyboard) -> str | None:
    """The id of the row of the dialog that the cursor is on."""
    return keys.app.screen.query_one(RecordList).cursor_id


async def test_a_long_list_below_opens_in_place_the_latest_first(planner: Planner) -> None:
    """Of two hundred talks the latest dozen; enter on the row for the rest goes on where it stood."""
    (ada,) = keep(planner, Contact(name="Ada"))
    days = [PartialDate.of(date(2026, 1, 1) + timedelta(days=number)) for number in range(200)]
    talks = keep(planner, *(Interaction(on=day, summary="Tea", people=(ada.id,)) for day in days))
    latest = [talk.id for talk in reversed(talks)]
    async with planner_at_the_keyboard(planner, first="network") as keys:
        await keys.press("v")
        assert rows(keys)[:-1] == [ada.id, *latest[:12]]
        await keys.press("G")
        assert keys.screen_shows("╰ and 188 more interactions")
        assert keys.screen_shows("enter show more")
        assert not keys.screen_shows("look from there")
        await keys.press("v")
        assert rows(keys)[:-1] == [ada.id, *latest[:12]]
        await keys.press("enter")
        assert rows(keys)[:-1] == [ada.id, *latest[:120]]
        assert cursor(keys) == latest[12]
        assert keys.screen_shows("enter go there")
        await keys.press("G")
        assert keys.screen_shows("and 80 more interactions")
        await keys.press("enter")
        assert rows(keys) == [ada.id, *latest]
        keep(planner, Interaction(on=PartialDate(2026, 12, 1), summary="Cake", people=(ada.id,)))
        await keys.settle()
        assert len(rows(keys)) == 202
        assert cursor(keys) == latest[120]


async def test_each_kind_has_a_dozen_of_its_own_and_one_more_is_one(planner: Planner) -> None:
    """Below a job, the people met there and the wins of it."""
    (job,) = keep(planner, Job(title="Support", start=PartialDate(2020)))
    keep(planner, *(Contact(name=f"Person {number}", met_at=(job.id,)) for number in range(13)))
    keep(planner, *(Win(title=f"Win {number}", job=job.id) for number in range(14)))
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        keys.screen.put_cursor_on(job.id)
        await keys.settle()
        await keys.press("v")
        assert keys.screen_shows("and 1 more contact ")
        await keys.press("G")
        assert keys.screen_shows("and 2 more wins")
        assert len(rows(keys)) == 1 + 13 + 13
