"""Two sessions on one file: what the other writes appears here, and the cursor stays on its record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact
from careertui.domain.goal import Goal
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.vision import Vision
from careertui.domain.win import Win
from careertui.planner.planner import Planner
from tests.conftest import Clock
from tests.store.helpers import either_way, opened
from tests.tui.driver import find, headings, keep, planner_at_the_keyboard

pytestmark = either_way

SCREENS: dict[str, tuple[Record, Record, Record]] = {
    "2": (
        Vision(title="Here", rank=2),
        Vision(title="Before it", rank=1),
        Vision(title="Edge", rank=0.5),
    ),
    "3": (Goal(title="Here", rank=2), Goal(title="Before it", rank=1), Goal(title="Edge", rank=0.5)),
    "4": (Contact(name="Here"), Contact(name="Before it"), Contact(name="Edge")),
    "5": (
        Challenge(title="Here", before=5),
        Challenge(title="Before it", before=9),
        Challenge(title="Edge", before=8),
    ),
    "6": (
        Job(title="Here", start=PartialDate.parse("2016")),
        Job(title="Before it", start=PartialDate.parse("2010")),
        Job(title="Edge", start=PartialDate.parse("2012")),
    ),
    "7": (
        Win(title="Here", on=PartialDate.parse("2016")),
        Win(title="Before it", on=PartialDate.parse("2018")),
        Win(title="Edge", on=PartialDate.parse("2020")),
    ),
}
"""By the key of a screen: a record for the cursor, and two that stand before it there."""


@pytest.fixture
def elsewhere(store_path: Path, clock: Clock) -> Iterator[Planner]:
    """A second session on the file of `planner`."""
    with opened(store_path, clock) as other:
        yield other


@pytest.mark.parametrize("number", SCREENS)
async def test_the_cursor_stays_on_its_record_whatever_another_session_does(
    planner: Planner, elsewhere: Planner, number: str
) -> None:
    """Adds before it, changes it, takes a neighbour away: by id, not by place."""
    here, *others = SCREENS[number]
    keep(planner, here)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press(number)
        assert keys.cursor == "Here"
        kept = keep(elsewhere, *others)
        planner.take_in()
        await keys.settle()
        assert keys.screen_shows("Before it")
        assert keys.said == "Another session: Set the stage"
        assert keys.cursor == "Here"
        with elsewhere.change("Take one away") as change:
            change.delete(kept[0])
        planner.take_in()
        await keys.settle()
        assert not keys.screen_shows("Before it")
        assert keys.cursor == "Here"
        assert keys.screen_shows("Here")


async def test_the_cursor_goes_to_a_neighbour_when_its_record_is_taken_away(
    planner: Planner, elsewhere: Planner
) -> None:
    """To the one that comes into its place, rather than to the top."""
    kept = keep(planner, *(Contact(name=f"Person {number}") for number in range(5)))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "j", "j")
        assert keys.cursor == "Person 2"
        elsewhere.take_in()
        with elsewhere.change("Take one away") as change:
            change.delete(kept[2])
        planner.take_in()
        await keys.settle()
        assert keys.cursor == "Person 3"


async def test_a_screen_in_the_back_shows_the_change_when_it_comes_to_the_front(
    planner: Planner, elsewhere: Planner
) -> None:
    """Refreshed late, and never forgotten."""
    keep(planner, Contact(name="Ada"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "5")
        keep(elsewhere, Contact(name="Bob"))
        planner.take_in()
        await keys.settle()
        await keys.press("4")
        assert keys.screen_shows("Bob")


async def test_the_pane_tells_what_another_session_wrote_about_the_record(
    planner: Planner, elsewhere: Planner
) -> None:
    """Without a key being pressed."""
    (ada,) = keep(planner, Contact(name="Ada"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4")
        elsewhere.take_in()
        with elsewhere.change("Note") as change:
            change.put(ada.revised(notes="Likes engines."))
        planner.take_in()
        await keys.settle()
        assert keys.pane is not None
        assert "Likes engines." in keys.pane


async def test_undo_does_not_reach_into_what_another_session_changed_since(
    planner: Planner, elsewhere: Planner
) -> None:
    """It says so, and keeps their text."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        await keys.type("Learn Rust")
        await keys.press("ctrl+s")
        elsewhere.take_in()
        with elsewhere.change("Rename") as change:
            change.put(find(elsewhere, Goal, "Learn Rust").revised(title="Learn Zig"))
        planner.take_in()
        await keys.press("u")
        assert "another session has since changed" in keys.said
    assert headings(planner, Goal) == ["Learn Zig"]


async def test_a_mark_on_a_record_that_another_session_took_away_is_gone(
    planner: Planner, elsewhere: Planner
) -> None:
    """The next command acts on those that are there."""
    kept = keep(planner, Contact(name="Ada"), Contact(name="Bob"), Contact(name="Cyd"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "space", "space", "space")
        assert keys.marked == ["Ada", "Bob", "Cyd"]
        elsewhere.take_in()
        with elsewhere.change("Take one away, and put one away") as change:
            change.delete(kept[0])
            change.archive(kept[2])
        planner.take_in()
        await keys.settle()
        assert keys.marked == ["Bob"]


async def test_the_program_looks_for_news_by_itself(planner: Planner, elsewhere: Planner) -> None:
    """Every second or so; nobody has to press a key."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4")
        keep(elsewhere, Contact(name="Bob"))
        keys.app._look()
        await keys.settle()
        assert keys.screen_shows("Bob")


async def test_a_folder_that_can_no_longer_be_looked_into_is_told_and_the_screens_stay(
    planner: Planner, store_path: Path
) -> None:
    """With a file in its place every look fails, and so does the question whether to look again."""
    keep(planner, Contact(name="Ada"))
    folder, aside = store_path.parent, store_path.parent.with_name("aside")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4")
        folder.rename(aside)
        folder.touch()
        await keys.until(lambda: "The disk refused (Not a directory)" in keys.said)
        await keys.press("j")
        assert keys.cursor == "Ada"
        folder.unlink()
        aside.rename(folder)


async def test_columns_changed_elsewhere_are_laid_out_anew(planner: Planner, elsewhere: Planner) -> None:
    """With the goals in them, and the cursor still on its goal."""
    keep(planner, Goal(title="Learn Rust", column="doing"), Goal(title="Other"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "l", "l")
        assert keys.cursor == "Learn Rust"
        elsewhere.take_in()
        board = elsewhere.board
        with elsewhere.change("Fewer columns") as change:
            change.put(board.revised(columns=board.columns[1:]))
        planner.take_in()
        await keys.settle()
        await keys.until(lambda: not keys.screen_shows("Backlog"))
        await keys.until_cursor("Learn Rust")
        assert keys.screen_shows("Other")
