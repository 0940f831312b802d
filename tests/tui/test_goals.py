"""The board: goals move across it and within it, and stay where they were put."""

from __future__ import annotations

from pathlib import Path

import pytest

from careertui.domain.goal import BOARD_ID, Board, Column, Goal, Step
from careertui.domain.vision import Vision
from careertui.open import open_planner
from careertui.planner.board import goals_by_column
from careertui.planner.planner import Planner
from tests.conftest import Clock
from tests.tui.driver import find, keep, planner_at_the_keyboard


def add_goals(planner: Planner, *titles: str, column: str = "backlog") -> list[Goal]:
    """Keep some goals in a column, in this order."""
    return keep(planner, *(Goal(title=title, column=column, rank=n) for n, title in enumerate(titles, 1)))


def standing(planner: Planner, column: str) -> list[str]:
    """The titles of the goals in a column, from the top."""
    return [goal.title for goal in goals_by_column(planner)[column]]


async def test_an_empty_board_says_what_belongs_there_and_which_key_starts_it(planner: Planner) -> None:
    """The columns that everybody starts with are there already."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3")
        assert keys.screen_shows("n writes a goal down")
        assert keys.order_of("Backlog", "Next", "Doing", "Done") == ["Backlog", "Next", "Doing", "Done"]


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
        assert keys.said == "Done: Learn Rust"
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


async def test_a_goal_without_steps_says_how_to_get_some(planner: Planner) -> None:
    """The reason names the key."""
    add_goals(planner, "Learn Rust")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "x")
        assert keys.said == "This goal has no steps; e adds some."


async def test_a_column_over_its_limit_names_the_goal_to_finish_first(planner: Planner) -> None:
    """A hint, not a bar: the goal moves all the same."""
    add_goals(planner, "One", "Two", "Three", column="doing")
    add_goals(planner, "Four", column="next")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "l", "L")
        assert keys.said.startswith("Doing holds more than 3. Finish “")
        assert keys.screen_shows("4 of 3")
    assert find(planner, Goal, "Four").column == "doing"


async def test_a_goal_that_waits_for_another_says_for_which(planner: Planner) -> None:
    """Until that one is done."""
    (first,) = keep(planner, Goal(title="First things", rank=2, column="doing"))
    keep(planner, Goal(title="Second things", waits_for=(first.id,)))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "p")
        assert keys.screen_shows("⊘ after First things")
        await keys.press("l", "l", "L")
        assert keys.screen_shows("✓ after First things")


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
    """B edits them; goals whose column is gone stand in the first."""
    add_goals(planner, "Learn Rust", column="doing")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "B")
        assert "doing | Doing | 3" in keys.value_of("Columns")
        await keys.clear_field()
        await keys.type("some | Some day\nnow | Right now | 1\ndone | Finished | | yes")
        await keys.press("ctrl+s")
        order = ["Some day  1", "Right now  0 of 1", "Finished  0"]
        assert keys.order_of(*order) == order
        assert not keys.screen_shows("Backlog")
        await keys.press("l", "h", "L")
        assert find(planner, Goal, "Learn Rust").column == "now"
    board = planner.get(BOARD_ID)
    assert isinstance(board, Board)
    assert [column.name for column in board.columns] == ["Some day", "Right now", "Finished"]


async def test_a_narrow_window_shows_one_column_and_names_the_others(planner: Planner) -> None:
    """`l` goes on to the next, past the edge of the one that is shown."""
    add_goals(planner, "In backlog")
    add_goals(planner, "In next", column="next")
    async with planner_at_the_keyboard(planner, size=(60, 20)) as keys:
        await keys.press("3", "p")
        tabs = ["Backlog  1", "Next  1", "Doing  0 of 3", "Done  0"]
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
