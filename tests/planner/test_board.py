"""The board without its screen: what to finish first, where goals go, and what a line says about a try."""

from __future__ import annotations

import pytest

from careertui.domain.goal import Board, Column, Goal
from careertui.errors import RefusedError
from careertui.planner.attempts import Tried, read_attempt
from careertui.planner.board import finish_first, goals_by_column, move_within
from careertui.planner.columns import add_column, remove_column, toggle_done
from careertui.planner.planner import Planner
from tests.tui.driver import find, keep

STEPS = ({"text": "one", "done_on": "2026-11-01"}, {"text": "two"})


def doing(title: str, since: str, **fields: object) -> Goal:
    """A goal that has been in Doing since a day."""
    given = {"title": title, "column": "doing", "history": [{"column": "doing", "at": since}], **fields}
    return Goal.model_validate(given)


def test_the_goal_to_finish_first_is_the_one_nearest_to_done(planner: Planner) -> None:
    """One that waits for another comes last however far it is; without steps the oldest goes first."""
    (other,) = keep(planner, Goal(title="Other"))
    keep(planner, doing("Young", "2026-11-01"), doing("Old", "2026-02"), doing("Middle", "2026-05-01"))
    assert finish_first(planner, "doing") is None
    keep(planner, doing("Locked", "2026-01-01", steps=STEPS, waits_for=(other.id,)))
    first = finish_first(planner, "doing")
    assert first is not None
    assert (first.goal.title, first.why) == ("Old", "it has been there since Feb 2026")
    keep(planner, doing("Halfway", "2026-11-10", steps=STEPS))
    first = finish_first(planner, "doing")
    assert first is not None
    assert (first.goal.title, first.why) == ("Halfway", "1 of 2 steps are done")


def test_a_goal_passes_the_next_in_sight_and_what_is_hidden_between(planner: Planner) -> None:
    """Also where ranks have come so near to each other that they are spread anew."""
    close = 1e-7
    keep(planner, *(Goal(title=name, rank=1 + n * close) for n, name in enumerate("ABCD")))
    first, last = find(planner, Goal, "A"), find(planner, Goal, "D")
    assert move_within(planner, first, 1, among=(first.id, last.id))
    assert [goal.title for goal in goals_by_column(planner)["backlog"]] == ["B", "C", "D", "A"]
    assert not move_within(planner, find(planner, Goal, "A"), 1)


def test_removing_a_column_finishes_nothing(planner: Planner) -> None:
    """Open goals go to an open column even where the nearest means done; a key is never used twice."""
    keep(
        planner,
        Board(
            columns=(
                Column(key="a", name="A"),
                Column(key="b", name="B", done=True),
                Column(key="c", name="C"),
            )
        ),
    )
    keep(planner, Goal(title="Open", column="c"))
    assert remove_column(planner, "c") == (1, "A")
    assert find(planner, Goal, "Open").column == "a"
    assert add_column(planner, "C!") == "c"
    assert add_column(planner, "c?") == "c-2"
    with pytest.raises(RefusedError, match="only column that means done"):
        toggle_done(planner, "b")


@pytest.mark.parametrize(
    ("line", "note", "discomfort"),
    [
        ("hands shook 6", "hands shook", 6),
        ("hands shook, 6/10.", "hands shook", 6),
        ("10 – froze", "froze", 10),
        ("7", "", 7),
        ("60 people came", "60 people came", None),
        ("talked to 3 people and left", "talked to 3 people and left", None),
        ("no dice 11", "no dice 11", None),
        ("met at 10:30", "met at 10:30", None),
        ("version 2.5", "version 2.5", None),
        ("", "", None),
    ],
)
def test_a_line_about_a_try_holds_what_happened_and_a_number(
    line: str, note: str, discomfort: int | None
) -> None:
    """The number stands at its end or its beginning; any other is part of what happened."""
    assert read_attempt(line) == Tried(note, discomfort)
