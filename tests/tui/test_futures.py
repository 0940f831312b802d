"""What if: the futures side by side, begun, edited, archived and chosen at the keyboard."""

from __future__ import annotations

import pytest

from careertui.domain.future import PATHS, Future, PlannedStone
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.vision import Vision
from careertui.planner.planner import Planner
from tests.tui.driver import find, headings, keep, planner_at_the_keyboard

QUESTIONS = tuple(PATHS.values())


def three() -> tuple[Future, ...]:
    """A future on each path, the first with all it can say."""
    return (
        Future(
            title="Carry on",
            path="present path",
            stones=(
                PlannedStone(title="Team lead", start=PartialDate(2027), end=PartialDate(2028, 6)),
                PlannedStone(title="Head of tools", organisation="Acme", start=PartialDate(2028, 9)),
            ),
            questions=("Who holds the rota?",),
            resources=4,
            appeal=2,
        ),
        Future(title="By the water", path="if it vanished"),
        Future(title="Paint", path="money no object"),
    )


async def test_three_futures_stand_side_by_side_with_what_can_be_compared_at_one_height(
    planner: Planner,
) -> None:
    """Title, years, gauges, then stones and questions; a gauge nobody has filled in is dots."""
    keep(planner, *three())
    async with planner_at_the_keyboard(planner, first="vision") as keys:
        await keys.press("W")
        titles = keys.line_with("Carry on")
        assert titles.index("Carry on") < titles.index("By the water") < titles.index("Paint")
        assert keys.line_with("appeal").count("appeal") == 3
        assert "appeal      ━━━━────── 2" in keys.line_with("appeal")
        assert "resources   ━━━━━━━━── 4" in keys.line_with("resources")
        assert "confidence  ··········" in keys.line_with("confidence")
        assert keys.screen_shows("◌ Head of tools, Acme")
        assert keys.screen_shows("2027 – Jun 2028")
        order = ["Carry on", "appeal", "Team lead", "Who holds the rota?"]
        assert keys.order_of(*order) == order


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_where_it_is_narrow_one_future_stands_under_tabs(
    planner: Planner, size: tuple[int, int]
) -> None:
    """And the keys that go to the side go to the others."""
    keep(planner, *three())
    async with planner_at_the_keyboard(planner, size, first="timeline") as keys:
        await keys.press("W")
        assert keys.line_with("appeal").count("appeal") == 1
        assert keys.screen_shows("appeal      ━━━━────── 2")
        await keys.press("l")
        assert keys.screen_shows("appeal      ··········")
        tabs = keys.line_with("Carry on")
        assert "By the water" in tabs
        await keys.press("h", "h", "h")
        assert keys.screen_shows("appeal      ━━━━────── 2")


async def test_n_asks_the_question_of_a_path_in_place_and_keeps_the_headline(planner: Planner) -> None:
    """Where nothing stands yet the question is there to be read; tab asks another one."""
    async with planner_at_the_keyboard(planner, first="vision") as keys:
        await keys.press("W")
        for path in PATHS:
            assert keys.line_with("present path").count(path) == 1
        await keys.press("l", "n")
        assert keys.screen_shows(QUESTIONS[1])
        await keys.press("tab")
        assert keys.screen_shows(QUESTIONS[2])
        await keys.type("Paint the harbour")
        await keys.press("enter")
        future = find(planner, Future, "Paint the harbour")
        assert future.path == "money no object"
        assert "gives it stones" in keys.said
        await keys.press("e")
        assert keys.value_of("Title") == "Paint the harbour"
        await keys.fill_in(Stones="Art school | | 2027 | 2029")
        await keys.press("ctrl+s")
        assert keys.screen_shows("◌ Art school")
        await keys.press("u")
        assert not keys.screen_shows("◌ Art school")


async def test_a_path_of_ones_own_and_a_headline_too_long(planner: Planner) -> None:
    """What cannot be kept is said, and the line stays to be shortened; esc leaves it."""
    async with planner_at_the_keyboard(planner, first="vision") as keys:
        await keys.press("W", "n", "tab", "tab", "tab")
        assert keys.screen_shows("a path of your own")
        await keys.type("one two three four five six seven")
        await keys.press("enter")
        assert "at most 6 words" in keys.said
        assert headings(planner, Future) == []
        for _ in range(6):
            await keys.press("backspace")
        await keys.press("enter")
        assert [(future.title, future.path) for future in planner.all(Future)] == [
            ("one two three four five six", "")
        ]
        await keys.press("n")
        await keys.type("qed")
        await keys.press("escape")
        assert keys.dialog == "FuturesDialog"
        await keys.press("escape")
        assert keys.dialog == ""
    assert len(planner.all(Future)) == 1


async def test_a_fourth_future_is_refused_before_anything_is_typed(planner: Planner) -> None:
    """Archiving one makes room, and undo in place brings it back."""
    keep(planner, *three())
    async with planner_at_the_keyboard(planner, first="vision") as keys:
        await keys.press("W", "n")
        assert keys.said == "Three are open; d archives one, and makes room for another."
        await keys.press("d")
        assert headings(planner, Future) == ["By the water", "Paint"]
        assert keys.screen_shows("n begins it")
        await keys.press("u")
        assert len(planner.all(Future)) == 3


async def test_choosing_plans_its_stones_which_then_stand_among_the_jobs(planner: Planner) -> None:
    """Said, noted in the column, one step to undo, and nothing twice."""
    keep(planner, *three())
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await keys.press("W", "x")
        assert keys.said == "✓ Chosen: Carry on. 2 stones planned. u takes it back."
        assert keys.screen_shows("✓ chosen 22 Nov · present path")
        assert keys.screen_shows("○ Head of tools, Acme")
        await keys.press("x")
        await keys.until(lambda: "2 stood there already" in keys.said)
        assert headings(planner, Job) == ["Team lead", "Head of tools, Acme"]
        await keys.press("escape")
        assert keys.line_with("Jobs").count("○") == 2
        assert not keys.screen_shows("Futures")
        await keys.press("W", "u")
        assert headings(planner, Job) == []
        assert not keys.screen_shows("chosen 22 Nov")


async def test_each_future_is_a_lane_under_the_jobs_with_its_title_before_now(planner: Planner) -> None:
    """The cursor walks its stones, and the pane tells of the future; b hides the lanes and shows them."""
    keep(planner, Job(title="Support", start=PartialDate(2016)))
    course = PlannedStone(title="Course", start=PartialDate(2029))
    keep(planner, three()[0], Future(title="By the water", stones=(course,)))
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        lane = keys.line_with("Futures")
        now = lane.index("┆")
        assert lane.index("Carry on") < now < lane.index("◌") < lane.index("Head of tools")
        below = keys.line_with("By the water")
        assert below.index("By the water") < now < below.index("◌ Course")
        await keys.press("j")
        assert keys.cursor == "Carry on"
        assert "Who holds the rota?" in (keys.pane or "")
        await keys.press("l")
        assert keys.cursor_id == find(planner, Future, "Carry on").id
        await keys.press("j")
        assert keys.cursor == "By the water"
        await keys.press("b")
        assert not keys.screen_shows("Futures")
        assert keys.cursor == "Support"
        await keys.press("b", "j")
        assert keys.cursor == "Carry on"
        await keys.press("d")
        assert headings(planner, Future) == ["By the water"]


async def test_a_future_is_filtered_and_gone_to_like_anything_else(planner: Planner) -> None:
    """Found from anywhere; what led to a vision has the futures that serve it."""
    [vision] = keep(planner, Vision(title="Tools"))
    keep(planner, three()[0].revised(serves=(vision.id,)), three()[1])
    keep(planner, Job(title="Support", start=PartialDate(2016)))
    async with planner_at_the_keyboard(planner, first="goals") as keys:
        await keys.press("ctrl+f")
        await keys.type("rota")
        await keys.press("enter")
        await keys.until(lambda: keys.mode == "timeline")
        await keys.settle()
        assert keys.cursor == "Carry on"
        await keys.press("slash")
        await keys.type("rota")
        assert keys.screen_shows("Carry on")
        assert not keys.screen_shows("Support")
        await keys.press("escape", "v")
        await keys.until_dialog("SightDialog")
        assert keys.screen_shows("Tools")


async def test_the_lane_key_says_why_where_there_is_nothing_to_show(planner: Planner) -> None:
    """And which key shows the futures that have no dates."""
    keep(planner, Job(title="Support", start=PartialDate(2016)))
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await keys.press("b")
        assert keys.said == "No what-if future has a stone ahead of now; W shows them."


async def test_hostile_text_stays_text(planner: Planner) -> None:
    """In the column, on its tab, and in the pane of its page."""
    hostile = "[/red][@click=app.quit]\x1b"
    stone = PlannedStone(title=hostile, organisation=hostile, start=PartialDate(2028))
    keep(planner, Future(title=hostile, path=hostile, stones=(stone,), questions=(hostile,)))
    async with planner_at_the_keyboard(planner, (80, 40), first="vision") as keys:
        await keys.press("W")
        assert keys.screen_shows("[/red][@click=app.quit]")
        assert "\x1b" not in keys.text
        assert keys.acting == []
        await keys.press("escape", "6", "j")
        assert keys.screen_shows("[/red][@click=app.quit]")
        assert "\x1b" not in keys.text
        assert keys.acting == []
