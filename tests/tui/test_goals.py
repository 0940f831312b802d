"""The board: goals move across it and within it, and stay where they were put."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from careertui.domain.goal import Board, Column, Goal, GoalKind, Step
from careertui.domain.vision import Vision
from careertui.open import open_planner
from careertui.planner.board import goals_by_column
from careertui.planner.planner import Planner
from careertui.tui.screens.goals import GoalsScreen
from tests.conftest import Clock
from tests.tui.driver import find, keep, planner_at_the_keyboard


def add_goals(planner: Planner, *titles: str, column: str = "backlog") -> list[Goal]:
    """Keep some goals in a column, in this order."""
    return keep(planner, *(Goal(title=title, column=column, rank=n) for n, title in enumerate(titles, 1)))


def standing(planner: Planner, column: str) -> list[str]:
    """The titles of the goals in a column, from the top."""
    return [goal.title for goal in goals_by_column(planner)[column]]


async def test_a_column_without_goals_says_nothing_while_another_has_some(planner: Planner) -> None:
    """Only an empty board says what belongs there; it says so again once everything is gone."""
    async with planner_at_the_keyboard(planner, first="goals") as keys:
        assert keys.screen_shows("Nothing planned yet.")
        keep(planner, Goal(title="Learn Rust", column="next"))
        await keys.settle()
        assert not keys.screen_shows("Nothing planned yet.")
        await keys.press("l")
        assert keys.screen_shows("  in Next")
        await keys.press("d")
        assert keys.screen_shows("Nothing planned yet.")


async def test_an_empty_board_says_what_belongs_there_and_which_key_starts_it(planner: Planner) -> None:
    """The columns that everybody starts with are there already."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3")
        assert keys.screen_shows("n writes a goal down")
        assert keys.order_of("Backlog", "Next", "Doing", "Done") == ["Backlog", "Next", "Doing", "Done"]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_an_empty_board_teaches_in_whichever_column_is_shown(
    planner: Planner, size: tuple[int, int]
) -> None:
    """Where not all fit, too; a column that is empty beside others that are not says nothing."""
    async with planner_at_the_keyboard(planner, size, first="goals") as keys:
        for key in ("h", "l", "l", "l", "h"):
            assert sum("n writes a goal down" in line for line in keys.lines) == 1
            await keys.press(key)
        add_goals(planner, "Learn Rust")
        await keys.settle()
        assert not keys.screen_shows("Nothing planned yet")


async def test_a_new_goal_stands_at_the_end_of_the_column_with_the_cursor(planner: Planner) -> None:
    """Where the person is looking is where it appears."""
    add_goals(planner, "First", column="next")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "l", "n")
        assert keys.value_of("Column") == "next"
        await keys.type("Second")
        await keys.press("ctrl+s")
        assert keys.cursor == "Second"
    assert standing(planner, "next") == ["First", "Second"]


async def test_L_and_H_move_a_goal_across_and_the_cursor_goes_with_it(planner: Planner) -> None:  # noqa: N802 - keys
    """At either end it says so, and nothing changes."""
    add_goals(planner, "Learn Rust", "Other")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "L", "L")
        assert find(planner, Goal, "Learn Rust").column == "doing"
        assert keys.cursor == "Learn Rust"
        await keys.press("L")
        assert keys.said.startswith("Done: Learn Rust. ")
        await keys.press("L")
        assert keys.said == "It is in the last column already."
        await keys.press("H", "H", "H", "H")
        assert keys.said == "It is in the first column already."
        assert keys.cursor == "Learn Rust"
    assert standing(planner, "backlog") == ["Other", "Learn Rust"]


async def test_J_and_K_order_goals_and_the_order_is_in_the_file(  # noqa: N802 - keys
    planner: Planner, store_path: Path, clock: Clock
) -> None:
    """Shown at once, and again after the program was closed and opened."""
    add_goals(planner, "A goal", "B goal", "C goal", "D goal")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "J", "J")
        assert keys.cursor == "A goal"
        await keys.press("G", "K", "K", "K")
        assert keys.cursor == "D goal"
    assert standing(planner, "backlog") == ["D goal", "B goal", "C goal", "A goal"]
    planner.close()
    with open_planner(store_path, clock) as reopened:
        assert standing(reopened, "backlog") == ["D goal", "B goal", "C goal", "A goal"]
        async with planner_at_the_keyboard(reopened) as keys:
            await keys.press("3", "p")
            order = ["D goal", "B goal", "C goal", "A goal"]
            assert keys.order_of(*order) == order


async def test_a_goal_at_the_top_stays_when_it_is_moved_up(planner: Planner) -> None:
    """No step to undo is made of it."""
    add_goals(planner, "A goal", "B goal")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "K", "u")
        assert keys.said == "Undone: Set the stage"


async def test_done_goals_cannot_be_ordered_by_hand_and_say_why(planner: Planner) -> None:
    """They stand in the order they were finished, the latest first."""
    add_goals(planner, "Older", "Newer", column="doing")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "l", "l", "L", "J")
        assert keys.said == "Done goals stand in the order they were finished."


async def test_marked_goals_move_together_as_one_step(planner: Planner) -> None:
    """And one undo brings them all back."""
    add_goals(planner, "A goal", "B goal", "C goal")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "space", "space", "L")
        assert standing(planner, "next") == ["A goal", "B goal"]
        await keys.press("u")
        assert keys.said == "Undone: Move 2 goals to Next"
    assert standing(planner, "backlog") == ["A goal", "B goal", "C goal"]


async def test_x_ticks_the_next_open_step_with_todays_date(planner: Planner) -> None:
    """One after the other, until there is none, which it says."""
    keep(planner, Goal(title="Learn Rust", steps=(Step(text="chapter 1"), Step(text="chapter 2"))))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3")
        assert keys.screen_shows("0 of 2")
        await keys.press("x")
        assert keys.screen_shows("1 of 2")
        steps = find(planner, Goal, "Learn Rust").steps
        assert [str(step.done_on) for step in steps] == ["2026-11-22", "None"]
        await keys.press("x", "x")
        assert keys.said == "Every step of it is done."
        await keys.press("u")
        assert keys.said == "Undone: Tick “chapter 2”"


async def test_x_ticks_a_step_of_every_marked_goal_and_one_undo_takes_all_back(planner: Planner) -> None:
    """The next open one of each."""
    keep(planner, *(Goal(title=name, steps=(Step(text="a"), Step(text="b"))) for name in ("Ada", "Bob")))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "space", "space", "x")
        assert [goal.steps_done for goal in planner.all(Goal)] == [1, 1]
        await keys.press("u")
        assert keys.said == "Undone: Tick the next step of 2 goals"
    assert [goal.steps_done for goal in planner.all(Goal)] == [0, 0]


async def test_marked_goals_move_down_together_in_their_order(planner: Planner) -> None:
    """As one step; the ones at the end stay, and nobody among them is overtaken."""
    add_goals(planner, "A", "B", "C")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "space", "space", "J")
        assert standing(planner, "backlog") == ["C", "A", "B"]
        await keys.press("J")
        assert keys.said == "They stand at the end of the column already."
        await keys.press("u")
    assert standing(planner, "backlog") == ["A", "B", "C"]


async def test_a_goal_without_steps_says_how_to_get_some(planner: Planner) -> None:
    """The reason names the key."""
    add_goals(planner, "Learn Rust")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "x")
        assert keys.said == "This goal has no steps; e adds some."


async def test_a_column_over_its_limit_names_the_goal_to_finish_first(planner: Planner) -> None:
    """A hint with its reason, not a bar: the goal moves all the same, and the head says so without colour."""
    halfway = (Step(text="one", done_on="2026-11-01"), Step(text="two"))
    add_goals(planner, "One", "Two", column="doing")
    keep(planner, Goal(title="Three", column="doing", rank=3, steps=halfway))
    add_goals(planner, "Four", column="next")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3")
        assert keys.screen_shows("Doing  3/3 ")
        await keys.press("l", "L")
        assert keys.said == "Doing holds more than 3. Finish “Three” first? 1 of 2 steps are done."
        assert keys.screen_shows("Doing  4/3 !")
    assert find(planner, Goal, "Four").column == "doing"


async def test_finishing_says_how_long_it_took_and_lights_the_card_up_for_a_moment(
    planner: Planner, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A moment and not a dialog: the next key works at once. The test says when the moment is over."""
    over: list[Callable[[], None]] = []
    monkeypatch.setattr(GoalsScreen, "set_timer", lambda _screen, _seconds, then: over.append(then))
    keep(planner, Goal(title="Earlier", column="done"))
    add_goals(planner, "Learn Rust", column="next")
    clock.go_on(days=21)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "p", "l", "L")
        await keys.press("L")
        assert keys.said == "Done: Learn Rust. 3 weeks from start to done, 2 this year. w records the win."
        assert keys.dialog == ""
        assert keys.cursor == "Learn Rust"
        lit = keys.styles_of("Learn Rust")
        (end,) = over
        end()
        await keys.settle()
        assert keys.styles_of("Learn Rust") != lit
        assert "took 3 weeks" not in keys.text
        await keys.press("p")
        assert keys.pane is not None
        assert "took 3 weeks" in keys.pane
        assert "Next ━" in keys.pane


async def test_b_lays_bands_across_the_columns(planner: Planner) -> None:
    """By vision, by kind, then none again; what stands in a band stands beside it in every column."""
    far, near = keep(planner, Vision(title="Far", horizon=20), Vision(title="Near", horizon=5))
    keep(
        planner,
        Goal(title="Serves none", rank=1),
        Goal(title="For far", rank=2, serves=(far.id,)),
        Goal(title="For near", rank=3, serves=(near.id,)),
        Goal(title="Far and done", column="done", serves=(far.id,), goal_kind="learning"),
    )
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "p", "b")
        order = ["★ Near  1", "For near", "★ Far  2", "For far", "serves no vision yet  1", "Serves none"]
        assert keys.order_of(*order) == order
        assert "For far" in keys.line_with("Far and done")
        await keys.press("k", "l", "l", "l")
        assert keys.cursor == "Far and done"
        await keys.press("h", "h", "h")
        assert keys.cursor == "For far"
        await keys.press("b")
        assert keys.order_of("▪ learning  1", "Far and done", "· other  3", "Serves none")
        await keys.press("b")
        assert not keys.screen_shows("other  3")


async def test_bands_scroll_together_and_the_one_at_the_top_keeps_its_name(planner: Planner) -> None:
    """And J moves a goal past the next of its band, whatever stands between them."""
    kinds: list[GoalKind] = ["learning", "role"]
    keep(planner, *(Goal(title=f"Goal {n:02}", rank=n, goal_kind=kinds[n % 2]) for n in range(1, 31)))
    keep(planner, Goal(title="Last of the roles", column="doing", rank=1, goal_kind="role"))
    async with planner_at_the_keyboard(planner, size=(120, 30)) as keys:
        await keys.press("3", "p", "b", "b", "g", "g", "J")
        order = standing(planner, "backlog")
        assert order.index("Goal 02") == order.index("Goal 04") + 1
        await keys.press("G")
        assert keys.cursor == "Goal 29"
        assert keys.screen_shows("◆ role  16")
        await keys.press("l", "l")
        assert keys.cursor == "Last of the roles"
        assert "Goal 01" in keys.line_with("Last of the roles")


async def test_a_goal_that_waits_for_another_says_for_which(planner: Planner) -> None:
    """Until that one is done."""
    (first,) = keep(planner, Goal(title="First things", rank=2, column="doing"))
    keep(planner, Goal(title="Second things", waits_for=(first.id,)))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "p")
        assert keys.screen_shows("⊘ after First things")
        await keys.press("L")
        assert keys.said == "It still waits for “First things”."
        await keys.press("l", "L")
        assert keys.screen_shows("✓ after First things")


async def test_goals_that_would_wait_for_each_other_are_refused_with_the_chain(planner: Planner) -> None:
    """Beside the field, in words; nothing is kept."""
    (first,) = keep(planner, Goal(title="First", rank=1))
    keep(planner, Goal(title="Second", waits_for=(first.id,), rank=2))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "e")
        await keys.go_to_field("Waits for")
        await keys.press("enter")
        await keys.until_dialog("Picker")
        await keys.type("Second")
        await keys.press("enter")
        await keys.until_dialog("RecordForm")
        await keys.press("ctrl+s")
        assert keys.dialog == "RecordForm"
        assert keys.wrong("Waits for") == "It would wait for itself: “First” → “Second”"
    assert find(planner, Goal, "First").waits_for == ()


async def test_a_card_shows_only_what_is_set(planner: Planner) -> None:
    """A title alone is a card of one line."""
    (vision,) = keep(planner, Vision(title="Tools people love"))
    add_goals(planner, "Bare")
    keep(planner, Goal(title="Full", goal_kind="learning", due="2027-03", serves=(vision.id,), rank=9.0))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "p")
        lines = [line[:30].strip() for line in keys.lines]
        bare = lines.index("▌ Bare")
        assert lines[bare + 1] == ""
        assert lines[bare + 2 : bare + 5] == ["▌ Full", "▌ ▪ by Mar 2027", "▌ ★ Tools people love"]


async def test_the_columns_are_the_persons_own(planner: Planner) -> None:
    """B names, adds, orders and limits them; each key is one step, and u takes it back there."""
    add_goals(planner, "Learn Rust")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "B", "e")
        await keys.clear_field()
        await keys.type("Some day")
        await keys.press("enter", "n")
        await keys.type("Waiting")
        await keys.press("enter", "plus", "plus", "J")
        assert keys.screen_shows("at most 2")
        await keys.press("n")
        await keys.type("done")
        await keys.press("enter")
        assert keys.said == "Another column is called “done”."
        await keys.press("escape", "escape")
        assert keys.dialog == ""
        order = ["Some day  1", "Next  0", "Waiting  0/2", "Doing  0/3", "Done  0"]
        assert keys.order_of(*order) == order
        assert keys.cursor == "Learn Rust"
        await keys.press("u")
        assert keys.said == "Undone: Move the column “Waiting”"


async def test_removing_a_column_says_where_its_goals_went(planner: Planner) -> None:
    """To an open column, as one step with the column; the only one that means done stays."""
    add_goals(planner, "Learn Rust", "Give a talk", column="doing")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "l", "l", "B", "d")
        assert keys.screen_shows("Removed “Doing”. Its 2 goals stand in “Next” now; u brings all back.")
        assert standing(planner, "next") == ["Learn Rust", "Give a talk"]
        await keys.press("u")
        assert standing(planner, "doing") == ["Learn Rust", "Give a talk"]
        await keys.press("G", "d")
        assert "only column that means done" in keys.said
        assert len(planner.board.columns) == 4


async def test_a_column_that_comes_into_sight_is_laid_out_for_its_width(planner: Planner) -> None:
    """Titles that fit into one line there leave no room for a second."""
    titles = ("A title that takes two lines in a narrow column", "Another one of that length, and a half")
    keep(planner, *(Goal(title=title, column="next", rank=float(at)) for at, title in enumerate(titles, 1)))
    async with planner_at_the_keyboard(planner, size=(60, 24)) as keys:
        await keys.press("3", "l")
        first, second = (keys.lines.index(keys.line_with(title)) for title in titles)
        assert second - first == 2


async def test_a_narrow_window_shows_one_column_and_names_the_others(planner: Planner) -> None:
    """`l` goes on to the next, past the edge of the one that is shown."""
    add_goals(planner, "In backlog")
    add_goals(planner, "In next", column="next")
    async with planner_at_the_keyboard(planner, size=(60, 20)) as keys:
        await keys.press("3", "p")
        tabs = ["▌Backlog  1▐", "Next  1", "Doing  0/3", "Done  0"]
        assert keys.order_of(*tabs) == tabs
        assert not keys.screen_shows("In next")
        await keys.press("l")
        assert keys.screen_shows("In next")
        assert not keys.screen_shows("In backlog")


async def test_many_columns_show_those_around_the_cursor(planner: Planner) -> None:
    """However far the cursor goes, its column is in the window."""
    columns = tuple(Column(key=f"c{number}", name=f"Column {number}") for number in range(9))
    keep(planner, Board(columns=columns))
    keep(planner, *(Goal(title=f"In {number}", column=f"c{number}") for number in range(9)))
    async with planner_at_the_keyboard(planner, size=(100, 24)) as keys:
        await keys.press("3", "p")
        for number in range(9):
            assert keys.cursor == f"In {number}"
            assert keys.screen_shows(f"▌ In {number}"), number
            await keys.press("l")


@pytest.mark.parametrize("step", ["l", "right"])
async def test_an_empty_column_can_be_crossed(planner: Planner, step: str) -> None:
    """The cursor has nothing to stand on there, and comes out at the other side."""
    add_goals(planner, "Here")
    add_goals(planner, "There", column="done")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", step)
        assert keys.cursor is None
        await keys.press(step, step)
        assert keys.cursor == "There"
