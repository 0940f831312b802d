"""The vision board: bands by horizon, an order of one's own, and values with their weights."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from careertui.domain.adrift import adrift
from careertui.domain.challenge import Challenge
from careertui.domain.goal import Goal, Step
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.vision import EarlierStatement, Value, Vision
from careertui.domain.win import Win
from careertui.open import open_planner
from careertui.planner.planner import Planner
from tests.conftest import Clock
from tests.tui.driver import find, headings, keep, planner_at_the_keyboard


def add_visions(planner: Planner, *titles: str, horizon: int = 5) -> list[Vision]:
    """Keep some visions at a horizon, in this order."""
    ranked = enumerate(titles, 1)
    return keep(planner, *(Vision(title=title, horizon=horizon, rank=rank) for rank, title in ranked))


async def test_an_empty_board_shows_the_usual_horizons_with_their_years(planner: Planner) -> None:
    """And says what belongs there, and which key starts it, once; the years stand under each other."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2")
        for head in ("In 5 years   2031", "In 10 years  2036", "In 20 years  2046"):
            assert f"{head}   nothing yet " in keys.line_with(head)
        assert keys.order_of("In 5 years", "belongs here, and why.")[0] == "belongs here, and why."
        assert keys.screen_shows("n writes it down")
        assert keys.screen_shows("V writes it down")


@pytest.mark.parametrize("kind", [Goal, Challenge, Win])
async def test_a_horizon_is_served_by_a_goal_a_challenge_or_a_win(
    planner: Planner, kind: type[Goal | Challenge | Win]
) -> None:
    """As on the list of what is adrift; until then the board says so quietly."""
    (vision,) = add_visions(planner, "Tools people love")
    async with planner_at_the_keyboard(planner, first="vision") as keys:
        assert "no goal serves this horizon yet" in keys.line_with("In 5 years")
        assert len(adrift(planner, planner.today).horizons) == 1
        keep(planner, kind(title="Something done for it", serves=(vision.id,)))
        await keys.settle()
        assert "serves this horizon" not in keys.line_with("In 5 years")
        assert adrift(planner, planner.today).horizons == ()


async def test_bands_stand_from_near_to_far_with_own_horizons_in_between(planner: Planner) -> None:
    """Seven years is as good a horizon as five."""
    add_visions(planner, "Far", horizon=20)
    add_visions(planner, "Odd", horizon=7)
    add_visions(planner, "Present", horizon=0)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "p")
        order = ["Now  2026", "Present", "In 5 years", "In 7 years  2033", "Odd", "In 20 years", "Far"]
        assert keys.order_of(*order) == order


async def test_a_new_vision_starts_at_the_horizon_under_the_cursor(planner: Planner) -> None:
    """And is under the cursor when it is kept."""
    add_visions(planner, "Near")
    add_visions(planner, "Far", horizon=20)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "j", "n")
        assert keys.value_of("Horizon") == "20"
        await keys.type("Farther")
        await keys.press("ctrl+s")
        assert keys.cursor == "Farther"
    assert find(planner, Vision, "Farther").target_year == 2046


async def test_H_and_L_order_visions_within_their_band_and_the_order_lasts(  # noqa: N802 - keys
    planner: Planner, store_path: Path, clock: Clock
) -> None:
    """Also in the file, and after reopening."""
    add_visions(planner, "Alpha", "Beta", "Gamma")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "L", "L")
        assert keys.cursor == "Alpha"
        await keys.press("L")
        assert keys.said == "It stands at the end of its band already."
        await keys.press("p")
        assert keys.order_of("Alpha", "Beta", "Gamma") == ["Beta", "Gamma", "Alpha"]
    planner.close()
    with open_planner(store_path, clock) as reopened:
        async with planner_at_the_keyboard(reopened) as keys:
            await keys.press("2", "p")
            assert keys.order_of("Alpha", "Beta", "Gamma") == ["Beta", "Gamma", "Alpha"]


async def test_moving_a_vision_is_one_step_to_undo(planner: Planner) -> None:
    """Though it gives others of the band a new place too."""
    add_visions(planner, "Alpha", "Beta")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "p", "L", "u")
        assert keys.said == "Undone: Move “Alpha”"
        assert keys.order_of("Alpha", "Beta") == ["Alpha", "Beta"]


async def test_a_tile_says_how_far_the_goals_have_come_that_serve_it(planner: Planner) -> None:
    """And a horizon that no goal serves is shown as such, quietly."""
    served, _ = add_visions(planner, "Served", "Other")
    add_visions(planner, "Lonely", horizon=10)
    keep(
        planner,
        Goal(title="Done", column="done", serves=(served.id,)),
        Goal(title="Doing", column="doing", serves=(served.id,)),
    )
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "p")
        assert keys.screen_shows("1 of 2 goals")
        assert "no goal serves this horizon yet" in keys.line_with("In 10 years")
        assert "no goal serves this horizon yet" not in keys.line_with("In 5 years")


async def test_V_writes_a_value_down_and_plus_and_minus_weigh_it(planner: Planner) -> None:  # noqa: N802 - the key
    """From 1 to 5 and no further; heavier ones stand first."""
    keep(planner, Value(name="Calm", weight=4))
    add_visions(planner, "Tools")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "V")
        await keys.type("Autonomy")
        await keys.press("ctrl+s")
        assert keys.cursor == "Autonomy"
        assert keys.order_of("Autonomy", "Calm") == ["Calm", "Autonomy"]
        await keys.press("+", "+", "+")
        assert find(planner, Value, "Autonomy").weight == 5
        assert keys.order_of("Autonomy", "Calm") == ["Autonomy", "Calm"]
        assert keys.cursor == "Autonomy"
        assert "◆◆◆◆◆" in keys.line_with("Autonomy")
        await keys.press("-", "-", "-", "-", "-")
        assert find(planner, Value, "Autonomy").weight == 1
        await keys.press("=")
        assert find(planner, Value, "Autonomy").weight == 2


async def test_weighing_is_for_values_and_says_so(planner: Planner) -> None:
    """On a vision the key does nothing but say how to get to the values."""
    add_visions(planner, "Tools")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "+")
        assert keys.said == "The cursor is not on a value; l goes to them."


async def test_l_goes_on_to_the_values_and_h_comes_back(planner: Planner) -> None:
    """Past the last tile of the row; what the commands act on follows."""
    add_visions(planner, "Tools")
    keep(planner, Value(name="Autonomy"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "l", "l")
        assert keys.cursor == "Autonomy"
        await keys.press("d")
        assert headings(planner, Value) == []
        await keys.press("h")
        assert keys.cursor == "Tools"


async def test_in_a_narrow_window_the_values_take_the_place_of_the_visions(planner: Planner) -> None:
    """One at a time, with the same keys to go between them."""
    add_visions(planner, "Tools")
    keep(planner, Value(name="Autonomy"))
    async with planner_at_the_keyboard(planner, size=(60, 20)) as keys:
        await keys.press("2", "p")
        assert keys.screen_shows("Tools")
        assert not keys.screen_shows("Autonomy")
        await keys.press("l")
        assert keys.screen_shows("Autonomy")
        assert not keys.screen_shows("Tools")
        await keys.press("h")
        assert keys.screen_shows("Tools")


async def test_a_rewritten_statement_keeps_the_earlier_one_with_its_date(planner: Planner) -> None:
    """What one wanted is worth knowing later."""
    keep(planner, Vision(title="Tools", statement="I make tools."))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "e")
        await keys.fill_in(Statement="I lead those who make tools.")
        await keys.press("ctrl+s")
        assert "you wrote on 22 Nov, until 22 Nov 2026" in (keys.pane or "")
        assert "I make tools." in (keys.pane or "")


async def test_what_was_written_in_another_year_says_which(planner: Planner) -> None:
    """The latest first; each began where the one before it ended."""
    earlier = (EarlierStatement(until=PartialDate.parse("2025-03"), statement="I own a firm."),)
    created = datetime(2024, 5, 1, tzinfo=UTC)
    keep(planner, Vision(title="Tools", statement="I make tools.", earlier=earlier, created=created))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "e")
        await keys.fill_in(Statement="I lead.")
        await keys.press("ctrl+s", "enter")
        order = ["you wrote in 2025, until 22 Nov 2026", "you wrote in 2024, until Mar 2025"]
        assert keys.order_of(*order) == order


async def test_J_and_K_take_a_vision_to_the_next_horizon(planner: Planner) -> None:  # noqa: N802 - keys
    """At the end that is nearer to where it was; its year follows, and it is one step to undo."""
    add_visions(planner, "Alpha")
    add_visions(planner, "Beta", "Gamma", horizon=10)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "p", "J")
        assert keys.said == "Alpha → in 10 years, 2036."
        assert keys.cursor == "Alpha"
        assert keys.order_of("Alpha", "Beta", "Gamma") == ["Alpha", "Beta", "Gamma"]
        assert (find(planner, Vision, "Alpha").horizon, find(planner, Vision, "Alpha").target_year) == (
            10,
            2036,
        )
        await keys.press("u")
        assert keys.said == "Undone: Move “Alpha” to in 10 years"
        assert [find(planner, Vision, "Alpha").target_year, find(planner, Vision, "Beta").rank] == [2031, 1]
        await keys.press("K")
        assert "2026" in keys.line_with("Now")
        await keys.press("K")
        assert keys.said == "Nothing is nearer than now."


async def test_J_and_K_go_row_by_row_within_a_band_of_several(planner: Planner) -> None:  # noqa: N802 - keys
    """A tile goes where the key points; the last row may be shorter than the others."""
    add_visions(planner, "Alpha", "Beta", "Gamma")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "p", "l", "J")
        assert keys.cursor == "Beta"
        assert keys.order_of("Alpha", "Beta", "Gamma") == ["Alpha", "Gamma", "Beta"]
        assert find(planner, Vision, "Beta").target_year == 2031
        await keys.press("J", "J", "J")
        assert find(planner, Vision, "Beta").target_year == 2046
        assert keys.said == "There is no farther horizon; e can give it one of its own."


async def test_a_vision_comes_nearer_as_the_years_pass(planner: Planner, clock: Clock) -> None:
    """It keeps its year; where it was ten years off, it stands among what is within five."""
    add_visions(planner, "Tools", horizon=10)
    clock.go_on(days=6 * 365)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2")
        order = ["In 5 years  2037", "Tools", "2036", "In 10 years"]
        assert keys.order_of(*order) == order
        await keys.press("J")  # ten years off once more, and counted from now
        assert find(planner, Vision, "Tools").target_year == 2042


async def test_x_notes_that_a_vision_is_reached_and_takes_it_back(planner: Planner) -> None:
    """What is reached, or put aside, stands behind the person, with a word that says so."""
    (tools,) = add_visions(planner, "Tools")
    keep(planner, tools.revised(status="draft"), Vision(title="Old", status="retired"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "p")
        assert "✎ draft" in keys.text
        assert "put aside" in keys.text
        await keys.press("x")
        assert keys.said == "★ Reached: Tools. u takes it back."
        assert keys.order_of("Behind you", "✓ reached") == ["Behind you", "✓ reached"]
        await keys.press("J")
        assert keys.said == "It is behind you; x brings it back ahead."
        await keys.press("x")
        assert find(planner, Vision, "Tools").status == "active"


async def test_the_bar_of_a_tile_counts_the_steps_of_open_goals(planner: Planner) -> None:
    """It is never full while a goal is open, and never empty once a step is done."""
    (tools,) = add_visions(planner, "Tools")
    begun, open_ = Step(text="a", done_on=PartialDate.parse("2026")), Step(text="b")
    (goal,) = keep(planner, Goal(title="Half", steps=(begun, open_), serves=(tools.id,)))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "p")
        assert "━━━━━━──────  0 of 1 goal" in keys.line_with("0 of 1 goal")
        keep(planner, goal.revised(steps=(begun, begun)))
        await keys.settle()
        assert "━━━━━━━━━━━─  0 of 1 goal" in keys.line_with("0 of 1 goal")


async def test_the_page_of_a_value_tells_its_weights_and_the_jobs_it_was_held_against(
    planner: Planner,
) -> None:
    """The latest first; and its place follows from its weight."""
    (craft,) = keep(planner, Value(name="Craft"))
    keep(
        planner,
        craft.revised(weight=5),
        Job(title="Clerk", start=PartialDate.parse("2020"), values_fit={craft.id: 2}),
    )
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "l", "enter")
        await keys.until_dialog("RecordPage")
        assert keys.order_of("◆◆◆◆◆", "◆◆◆◇◇", "◆◆◇◇◇  Clerk") == ["◆◆◆◆◆", "◆◆◆◇◇", "◆◆◇◇◇  Clerk"]
        await keys.press("escape", "K")
        assert keys.said == "Values stand by weight: + and - move them."


async def test_a_vision_that_many_goals_serve_tells_the_first_and_how_many_more(planner: Planner) -> None:
    """A pane that is drawn at every key tells what fits; the line of sight has the rest."""
    (tools,) = keep(planner, Vision(title="Tools"))
    keep(planner, *(Goal(title=f"Goal {number:02}", serves=(tools.id,)) for number in range(40)))
    async with planner_at_the_keyboard(planner, first="vision") as keys:
        await keys.press("enter", "G")
        assert keys.screen_shows("Goal 09")
        assert keys.screen_shows("and 30 more")
        assert not keys.screen_shows("Goal 10")
