"""A goal's way across the board, from its column history."""

from __future__ import annotations

from datetime import date

import pytest

from careertui.domain.flow import age, cycle_time, stays, under_way
from careertui.domain.goal import Board, Goal

TODAY = date(2026, 11, 22)
BOARD = Board()


def goal(*entries: str) -> Goal:
    """A goal with this history, `column day` each, standing in the last column."""
    history = [dict(zip(("column", "at"), entry.split(), strict=True)) for entry in entries]
    return Goal.model_validate({"title": "Learn Rust", "column": history[-1]["column"], "history": history})


def test_the_cycle_runs_from_leaving_the_first_column_to_done() -> None:
    """The wait before counts to its age alone; a goal that is open has no cycle time yet."""
    done = goal("backlog 2026-01-01", "next 2026-03-01", "doing 2026-03-08", "done 2026-03-29")
    took = cycle_time(done, BOARD)
    assert took is not None
    assert (took.days, took.words) == (28, "4 weeks")
    assert age(done, BOARD, TODAY) is None
    still = goal("backlog 2026-11-01", "doing 2026-11-12")
    assert cycle_time(still, BOARD) is None
    way, old = under_way(still, BOARD, TODAY), age(still, BOARD, TODAY)
    assert way is not None
    assert old is not None
    assert (way.days, old.days) == (10, 21)
    assert under_way(goal("backlog 2026-11-01"), BOARD, TODAY) is None


def test_time_in_each_column_adds_up_over_every_visit() -> None:
    """In the order it first came there; the time since it was done is nobody's."""
    there_and_back = goal("next 2026-01-01", "doing 2026-01-11", "next 2026-01-16", "doing 2026-01-20")
    assert [(s.column, s.span.days) for s in stays(there_and_back, BOARD, date(2026, 1, 30))] == [
        ("next", 14),
        ("doing", 15),
    ]
    done = goal("doing 2026-01-01", "done 2026-01-03")
    assert [(s.column, s.span.days) for s in stays(done, BOARD, TODAY)] == [("doing", 2)]


@pytest.mark.parametrize(("began", "ended"), [("2026-01", "2026-03"), ("2025", "2026-07-02")])
def test_a_date_without_its_day_makes_the_length_about_right(began: str, ended: str) -> None:
    """Each counts from its middle, and no day is invented in what is said."""
    took = cycle_time(goal(f"next {began}", f"done {ended}"), BOARD)
    assert took is not None
    assert took.about
    assert took.words.startswith("about ")
    assert took.days > 0


def test_a_history_that_begins_with_done_says_nothing() -> None:
    """Nobody knows how long it took; the same for a goal without a history."""
    assert cycle_time(goal("done 2026-01-01"), BOARD) is None
    assert stays(Goal(title="Old", column="done"), BOARD, TODAY) == ()
