"""What a key costs on the demo and on a career of 27,000 records, side by side in one run.

The aim: the median on the large career is at most 1.3 times that on the demo. Both are open at once and
get each key by turns, so that each meets the same machine. The time is the processor's, from the key to
the screen at rest; nothing is asserted of it, the table is for reading.
"""

from __future__ import annotations

import statistics
import time
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from careertui.demo import ANCHOR
from careertui.open import open_planner
from tests.benchmarks.careers import demo_career, large_career, write_career
from tests.tui.driver import Keyboard, planner_at_the_keyboard

pytestmark = pytest.mark.benchmark

ROUNDS = 15
"""How many times each row's keys are pressed and measured."""
KEYS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Today: down", "1", ("j",), ("k",)),
    ("Vision: down", "2", ("j",), ("k",)),
    ("Goals: down", "3", ("j",), ("k",)),
    ("Goals: next column", "3", ("l",), ("h",)),
    ("Goals: move a card", "3", ("L",), ("u",)),
    ("Goals: filter, a letter", "3", ("slash", "r"), ("escape",)),
    ("Network: down", "4", ("j",), ("k",)),
    ("Network: half a page", "4", ("ctrl+d",), ("ctrl+u",)),
    ("Network: sort", "4", ("s",), ("S",)),
    ("Network: filter, a letter", "4", ("slash", "r"), ("escape",)),
    ("Challenges: down", "5", ("j",), ("k",)),
    ("Timeline: right", "6", ("l",), ("h",)),
    ("Timeline: lane below", "6", ("j",), ("k",)),
    ("Timeline: zoom", "6", ("z",), ("Z",)),
    ("Record: down", "7", ("j",), ("k",)),
    ("Record: next view", "7", ("l",), ("h",)),
    ("Record: group", "7", ("b",), ("b", "b", "b")),
    ("Record: sort", "7", ("s",), ("s", "s")),
    ("Record: filter, a letter", "7", ("slash", "r"), ("escape",)),
    ("Record: mark", "7", ("space",), ("escape", "k")),
    ("The form, opened", "4", ("n",), ("escape",)),
    ("Line of sight, a person", "4", ("v",), ("escape",)),
    ("Line of sight, a job", "6", ("v", "G"), ("escape",)),
    ("Today from Goals", "3", ("1",), ("3",)),
    ("Goals from Network", "4", ("3",), ("4",)),
    ("Network from Goals", "3", ("4",), ("3",)),
    ("Record from Goals", "3", ("7",), ("3",)),
    ("Timeline from Today", "1", ("6",), ("1",)),
)
"""A name, the screen, the keys that are measured, and those that take them back."""


async def timed(keyboard: Keyboard, keys: tuple[str, ...]) -> float:
    """Milliseconds of processor time for these keys."""
    begun = time.process_time()
    await keyboard.press(*keys)
    return (time.process_time() - begun) * 1000


async def test_what_a_key_costs(tmp_path: Path) -> None:
    """Print the table."""
    now = datetime(ANCHOR.year, ANCHOR.month, ANCHOR.day, 9, tzinfo=UTC)
    async with AsyncExitStack() as stack:
        boards: list[Keyboard] = []
        for name, records in (("demo", demo_career()), ("large", large_career())):
            path = tmp_path / name / "career.json"
            path.parent.mkdir()
            write_career(path, records)
            planner = stack.enter_context(open_planner(path, lambda: now))
            boards.append(await stack.enter_async_context(planner_at_the_keyboard(planner)))
        print(f"\n\n{'ms of CPU, medians':28} {'demo':>8} {'27,000':>8} {'ratio':>6}")  # noqa: T201
        for name, screen, keys, back in KEYS:
            times: tuple[list[float], list[float]] = ([], [])
            for board in boards:
                await board.press(screen)
                await board.press(*keys, *back)
            for _ in range(ROUNDS):
                for board, taken in zip(boards, times, strict=True):
                    taken.append(await timed(board, keys))
                    await board.press(*back)
            demo, large = map(statistics.median, times)
            print(f"{name:28} {demo:8.1f} {large:8.1f} {large / demo:6.2f}")  # noqa: T201
