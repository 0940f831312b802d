"""Empty, the sample career and a large store, at three sizes in both themes: all within the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path

import pytest

from careertui.demo import ANCHOR
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Cadence, Contact, Interaction
from careertui.domain.goal import Goal, Step
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.vision import Value, Vision
from careertui.open import open_planner
from careertui.planner.planner import Planner
from careertui.tui.tabs import TABS
from careertui.tui.themes import THEMES
from careertui.tui.widgets.record_list import RecordList
from tests.conftest import Clock
from tests.tui.driver import Keyboard, keep, open_the_sample_career, planner_at_the_keyboard
from tests.tui.test_sizes import assert_both_bars_are_there, assert_within_the_window

SIZES = ((120, 40), (80, 24), (60, 20))
WORDS = (
    "storage",
    "王小明和他的朋友们",
    "Donaudampfschifffahrtsgesellschaft",
    "👩‍💻 pairs",
    "naïve",
    "x" * 70,
    "a",
)
MOST_ROWS = 60
"""Rows of a list that are looked at."""


def named(count: int) -> Iterator[str]:
    """Headings of every length and width, no two the same."""
    for number, word in enumerate(islice(cycle(WORDS), count)):
        yield f"{word} {number} {' '.join(WORDS[: number % 4])}".strip()


def large() -> Iterator[Record]:
    """More of everything than a window shows, in words that fit nowhere."""
    yield from (Vision(title=title, horizon=5 * (1 + n % 5), area=title) for n, title in enumerate(named(30)))
    yield from (Value(name=name, weight=1 + n % 5) for n, name in enumerate(named(20)))
    columns = ("backlog", "next", "doing", "done")
    for number, title in enumerate(named(150)):
        steps = tuple(Step(text=title) for _ in range(number % 4))
        due = PartialDate.of(ANCHOR + timedelta(days=number)) if number % 3 else None
        yield Goal(title=title, column=columns[number % 4], rank=number + 1.0, steps=steps, due=due)
    for number, title in enumerate(named(40)):
        start = PartialDate(1986 + number)
        yield Job(title=title, organisation=title, start=start, end=PartialDate(1988 + number))
    statuses = ("idea", "accepted", "attempting", "overcome", "let go")
    for number, title in enumerate(named(60)):
        yield Challenge(title=title, status=statuses[number % 5], before=1 + number % 10)


def people() -> Iterator[Contact]:
    """Whom to keep in touch with."""
    for number, name in enumerate(named(250)):
        cadence = Cadence(ideal=30) if number % 2 else None
        yield Contact(name=name, organisation=name, title=name, cadence=cadence)


def fill(planner: Planner) -> None:
    """Make it large."""
    keep(planner, *large())
    known = keep(planner, *people())
    days = (PartialDate.of(ANCHOR - timedelta(days=number)) for number in range(1_000))
    talks = zip(days, cycle(known), islice(cycle(WORDS), 1_000), strict=False)
    keep(planner, *(Interaction(on=day, people=(who.id,), summary=said) for day, who, said in talks))


@pytest.fixture(params=["empty", "demo", "large"])
def career(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Planner]:
    """Nothing, the sample career, and much."""
    with open_planner(tmp_path / "career.json", Clock()) as planner:
        if request.param == "demo":
            open_the_sample_career(planner)
        elif request.param == "large":
            fill(planner)
        yield planner


def cut_without_a_word(keys: Keyboard) -> list[str]:
    """The headings that are drawn in part with nothing that says so; each should end in an ellipsis then."""
    found = []
    for part in keys.screen.query(RecordList):
        rows = [row for row in part.rows if row.ids][:MOST_ROWS] if part.is_attached and part.size else []
        for row in rows:
            width = part._cell_width(row, part.scrollable_content_region.width)
            for id_ in row.ids:
                record = keys.screen.planner.get(id_)
                text = " ".join(
                    line.plain.strip("▌ ") for line in part._draw(id_, width, False)[: row.height]
                )
                shown = "".join(text.split())
                if record is not None and "".join(record.heading.split()) not in shown and "…" not in shown:
                    found.append(f"{keys.mode}: {record.heading!r} in {text!r}")
    return found


async def test_every_screen_keeps_to_the_window_however_much_there_is(career: Planner) -> None:
    """Each row within its width, what is cut ends in an ellipsis, and the two bars are there."""
    async with planner_at_the_keyboard(career) as keys:
        for size in SIZES:
            await keys.resize(*size)
            for tab, theme in zip(TABS * len(THEMES), [t for t in THEMES for _ in TABS], strict=True):
                keys.app.theme = theme.name
                await keys.press(tab.key)
                assert_within_the_window(keys)
                assert_both_bars_are_there(keys, tab.label)
                assert cut_without_a_word(keys) == []
