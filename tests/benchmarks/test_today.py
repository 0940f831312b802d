"""What Today costs from the key, on an empty career, the demo and one of 27,000 records, in one run.

The aim: from memory it opens within 100 ms of the key, and on the large career at most 1.3 times as long as
on the demo; so too after a change, which costs what changed. All three are open at once and get each key by
turns. The time is the processor's, from the key to the screen at rest; nothing is asserted of it.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from careertui.demo import ANCHOR
from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal
from careertui.domain.partial_date import PartialDate
from careertui.open import open_planner
from careertui.planner.planner import Planner
from tests.benchmarks.careers import demo_career, large_career, write_career
from tests.benchmarks.test_keys import timed
from tests.tui.driver import planner_at_the_keyboard

pytestmark = pytest.mark.benchmark

ROUNDS = 15


def nothing(_planner: Planner, _number: int) -> None:
    """Nothing has changed since Today was seen last."""


def a_talk(planner: Planner, number: int) -> None:
    """A conversation is logged with somebody."""
    people = planner.all(Contact)
    with planner.change("Log a talk") as change:
        who = people[number * 37 % len(people)] if people else change.put(Contact(name="Ada"))
        change.put(Interaction(on=PartialDate.of(planner.today), people=(who.id,)))


def a_goal(planner: Planner, number: int) -> None:
    """A goal is written down."""
    with planner.change("Add a goal") as change:
        change.put(Goal(title=f"Goal {number}", goal_kind="learning"))


ROWS: tuple[tuple[str, Callable[[Planner, int], None]], ...] = (
    ("Today, nothing changed", nothing),
    ("Today after a talk", a_talk),
    ("Today after a goal", a_goal),
)


async def test_what_today_costs_from_the_key(tmp_path: Path) -> None:
    """Print the table; the first row is the first time, when nothing has been worked out yet."""
    now = datetime(ANCHOR.year, ANCHOR.month, ANCHOR.day, 9, tzinfo=UTC)
    async with AsyncExitStack() as stack:
        boards = []
        for name, records in (("empty", []), ("demo", demo_career()), ("large", large_career())):
            path = tmp_path / name / "career.json"
            path.parent.mkdir()
            write_career(path, records)
            planner = stack.enter_context(open_planner(path, lambda: now))
            list(planner.everything())
            board = await stack.enter_async_context(planner_at_the_keyboard(planner, first="challenges"))
            boards.append((planner, board))
        head = f"{'empty':>7} {'demo':>7} {'27,000':>7} {'/empty':>7} {'/demo':>7}"
        print(f"\n\n{'ms of CPU, medians':24} {head}")  # noqa: T201
        first = [await timed(board, ("1",)) for _, board in boards]
        _print("Today, the first time", *first)
        for name, change in ROWS:
            times: list[list[float]] = [[] for _ in boards]
            for number in range(ROUNDS):
                for (planner, board), taken in zip(boards, times, strict=True):
                    await board.press("5")
                    change(planner, number)
                    await board.settle()
                    taken.append(await timed(board, ("1",)))
            _print(name, *map(statistics.median, times))


def _print(name: str, empty: float, demo: float, large: float) -> None:
    ratios = f"{large / empty:7.2f} {large / demo:7.2f}"
    print(f"{name:24} {empty:7.1f} {demo:7.1f} {large:7.1f} {ratios}")  # noqa: T201
