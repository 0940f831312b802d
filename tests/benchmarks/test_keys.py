"""What every key costs on the demo and on a career of 27,000 records, side by side in one run.

The aim: the median on the large career is at most 1.3 times that on the demo. Both are open at once and
get each key by turns, so that each meets the same machine, with the cursor on the same record. The time is
the processor's, from the key to the screen at rest; nothing is asserted of it, the table is for reading.

The rows are made from the tables of commands, as the test of every key is: a command is measured on every
screen where it can run, with its first key, and one that comes to be added is measured without more ado.
The dialogs that open from everywhere are measured over the first screen alone.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from careertui.demo import ANCHOR
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact
from careertui.domain.job import Job
from careertui.domain.ladder import next_rung_for
from careertui.domain.staying_in_touch import promised_to
from careertui.open import open_planner
from careertui.planner.planner import Planner
from careertui.tui.commands import Command
from careertui.tui.everywhere import EVERYWHERE
from careertui.tui.screens.base import CareerScreen
from tests.benchmarks.careers import demo_career, large_career, write_career
from tests.tui.driver import Keyboard, NotThereError, planner_at_the_keyboard
from tests.tui.test_every_key import FIRST, NOT_HERE, at_the_start, commands_on, screens

pytestmark = pytest.mark.benchmark

ROUNDS, MORE_ROUNDS = 6, 9
"""How many times each row's keys are measured, and how many times more where they come near the limit."""
NEAR, LIMIT = 1.2, 1.3
"""Ratios that are looked at twice, and that are too high."""

Keys = tuple[str, ...]

NOT_MEASURED = {
    "record.notes": "it opens an editor, which has no terminal here",
    "app.suspend": "there is no shell here to go back to",
    "app.quit": "nothing works after it",
}
"""Commands without a row, and why; on a single screen, those that `NOT_HERE` says cannot run there."""
PREPARED: dict[str, Keys] = {
    "app.undo": ("d",),
    "app.redo": ("d", "u"),
    "screen.back": ("space",),
}
"""Keys to press before each round, so that a command has something to do wherever it is."""
BACK: dict[str, Keys] = {
    **dict.fromkeys(("record.archive", "move.left", "move.down", "move.up", "move.right"), ("u",)),
    **dict.fromkeys(("goals.step", "vision.reached", "vision.weigh_more", "vision.weigh_less"), ("u",)),
    **dict.fromkeys(("challenges.rung", "app.redo"), ("u",)),
    "record.mark": ("escape", "k"),
    "screen.filter": ("escape",),
    "screen.pane": ("p",),
    "screen.reverse": ("S",),
    "app.theme": ("T",),
    "goals.bands": ("b", "b"),
    "wins.bands": ("b", "b", "b"),
    "cursor.left": ("l",),
    "cursor.right": ("h",),
    "cursor.down": ("k",),
    "cursor.up": ("j",),
    "timeline.zoom_in": ("Z",),
    "timeline.zoom_out": ("z",),
    "timeline.futures": ("b",),
}
"""The keys that take a command back, where neither `esc` nor going to the first record does."""
BACK_ON: dict[tuple[str, str], Keys] = {
    ("challenges", "move.right"): (),  # it asks what the challenge left behind
    ("record", "screen.sort"): ("s", "s"),
    ("record", "cursor.right"): ("h",),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table.

    Attributes:
        screen: where the keys are pressed.
        command: what they are for; the cursor stands where it can run.
        name: what the line is called.
        keys: what is measured.
        before: what is pressed before each round.
        back: what takes it back.
    """

    screen: type[CareerScreen]
    command: Command
    name: str
    keys: Keys
    before: Keys
    back: Keys


LETTERS = {
    "app.capture": "T",
    "app.find": "r",
    "app.palette": "r",
    "record.edit": "r",
    "screen.filter": "r",
}
"""What is typed into the lines and dialogs that commands open, as a row of its own."""


def rows_on(screen: type[CareerScreen]) -> Iterator[Row]:
    """What is measured on a screen: each command's first key, and a letter typed into what it opens."""
    for command in commands_on(screen):
        if command.id in NOT_MEASURED or command.id in NOT_HERE.get(screen.MODE, {}):
            continue
        if command in EVERYWHERE and not _is_measured_here(screen, command):
            continue
        key = command.keys.partition(",")[0]
        keys = tuple(key) if len(key) == 2 and key[0] == key[1] else (key,)
        before = FIRST.get((screen.MODE, command.id), PREPARED.get(command.id, ()))
        back = BACK_ON.get((screen.MODE, command.id), BACK.get(command.id, ()))
        yield Row(screen, command, f"{key_shown(command)} {command.label}", keys, before, back)
        if command.id in LETTERS:
            opened = f"{key_shown(command)} {command.label}, a letter"
            yield Row(screen, command, opened, (LETTERS[command.id],), (*before, *keys), back)


def _is_measured_here(screen: type[CareerScreen], command: Command) -> bool:
    """Whether a command of everywhere belongs among a screen's rows."""
    if command.id.startswith("go."):
        return command.id != f"go.{screen.MODE}"
    return screen is screens()[0] or command.id in {"app.undo", "app.redo", "app.theme"}


def key_shown(command: Command) -> str:
    """The command's key as the table shows it."""
    return {"slash": "/", "question_mark": "?", "colon": ":"}.get(key := command.keys.partition(",")[0], key)


def stand_for(planner: Planner, command_id: str, first: str) -> str:
    """The record that a command has something to do with; the first on its screen for most."""
    if command_id == "network.follow_up":
        people = planner.all(Contact)
        return next(one.id for one in people if promised_to(planner, one.id, planner.today))
    if command_id == "challenges.rung":
        challenges = planner.all(Challenge)
        return next(one.id for one in challenges if not one.next_rung and next_rung_for(planner, one))
    if command_id in {"timeline.answer", "timeline.leaving", "timeline.fit", "timeline.compare"}:
        return planner.all(Job)[0].id
    return first


async def stand_ready(board: Keyboard, row: Row, first: str) -> None:
    """The cursor where the row's command has something to do, nothing else open, marked or said."""
    board.app.clear_notifications()
    for _ in range(3):
        if board.dialog or board.marked:
            await board.press("escape")
    await at_the_start(board, row.screen, row.command, first)
    if row.before != FIRST.get((row.screen.MODE, row.command.id)):
        await board.press(*row.before)


async def timed(board: Keyboard, keys: Keys) -> float:
    """Milliseconds of processor time for these keys."""
    begun = time.process_time()
    await board.press(*keys)
    return (time.process_time() - begun) * 1000


class Measuring:
    """A row while it is measured.

    Attributes:
        refused: why its command could not run; it is a fault of the row where it could not.
        restless: how often the screen did not come to rest, which is left out.
    """

    def __init__(self, row: Row, first: str) -> None:
        self._row = row
        self._first = first
        self._stands: dict[Keyboard, object] = {}
        self.refused: set[str] = set()
        self.restless = 0

    async def press(self, board: Keyboard, taken: list[float]) -> None:
        """Press the keys where they do something, add what they took, and take back what they did."""
        if self._row.before or self._stands.get(board) != _standing(board):
            await stand_ready(board, self._row, self._first)
            self._stands[board] = _standing(board)
        if self._row.command in board.screen.commands():
            self.refused.update(filter(None, [board.screen.refusal(self._row.command)]))
        try:
            taken.append(await timed(board, self._row.keys))
        except NotThereError:
            self.restless += 1
        else:
            await board.press(*self._row.back)


def _standing(board: Keyboard) -> object:
    return (board.mode, board.dialog, board.marked, board.cursor_id)


async def measured(boards: list[Keyboard], row: Row, first: str) -> tuple[float, float]:
    """The medians on the demo and on the large career, each pressed by turns."""
    measuring = Measuring(row, stand_for(boards[0].screen.planner, row.command.id, first))
    times: tuple[list[float], list[float]] = ([], [])
    demo, large = 0.0, 0.0
    for most in (ROUNDS, MORE_ROUNDS):
        for _ in range(most):
            for board, taken in zip(boards, times, strict=True):
                with board.app._context():  # two are open, and Textual asks which of them is meant
                    await measuring.press(board, taken)
        demo, large = (statistics.median(taken[1:]) for taken in times)
        if large / demo <= NEAR:
            break
    assert not measuring.refused, f"{row.name} on {row.screen.MODE}: {measuring.refused}"
    if measuring.restless:
        print(f"{row.name}: {measuring.restless} times it did not come to rest")  # noqa: T201
    return demo, large


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.MODE)
async def test_what_a_key_costs(tmp_path: Path, screen: type[CareerScreen]) -> None:
    """Print the table of a screen."""
    now = datetime(ANCHOR.year, ANCHOR.month, ANCHOR.day, 9, tzinfo=UTC)
    async with AsyncExitStack() as stack:
        boards: list[Keyboard] = []
        for name, records in (("demo", demo_career()), ("large", large_career())):
            path = tmp_path / name / "career.json"
            path.parent.mkdir()
            write_career(path, records)
            planner = stack.enter_context(open_planner(path, lambda: now))
            boards.append(
                await stack.enter_async_context(planner_at_the_keyboard(planner, first=screen.MODE))
            )
        await boards[0].press(*() if screen.MODE == "timeline" else ("g", "g"))
        first = boards[0].cursor_id
        assert first is not None
        title = f"{screen.MODE.capitalize()}, ms of CPU, medians"
        print(f"\n\n{title:40} {'demo':>8} {'27,000':>8} {'ratio':>6}")  # noqa: T201
        for row in rows_on(screen):
            demo, large = await measured(boards, row, first)
            over = "  <-- over" if large / demo > LIMIT else ""
            print(f"{row.name:40} {demo:8.1f} {large:8.1f} {large / demo:6.2f}{over}")  # noqa: T201
