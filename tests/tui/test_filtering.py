"""Filtering and finding: typing, completing, saving under a name, and jumping to what is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.saved_filter import SavedFilter
from careertui.domain.vision import Value, Vision
from careertui.open import open_planner
from careertui.planner.planner import Planner
from tests.conftest import Clock
from tests.tui.driver import Keyboard, find, keep, planner_at_the_keyboard

day = PartialDate.parse


@pytest.fixture
def elsewhere(store_path: Path, clock: Clock) -> Iterator[Planner]:
    """A second session on the file of `planner`."""
    with open_planner(store_path, clock) as other:
        yield other


def stage(planner: Planner) -> None:
    """Three goals, one of which serves a vision."""
    tools, _ = keep(planner, Vision(title="Tools people love"), Vision(title="A house by the sea"))
    keep(
        planner,
        Goal(title="Learn Rust", kind="learning", due=day("2026-12"), serves=(tools.id,), tags=("code",)),
        Goal(title="Build a keyboard", due=day("2028")),
        Goal(title="Sleep", column="done"),
    )


async def test_the_filter_is_said_in_english_while_it_is_typed_and_after(planner: Planner) -> None:
    """With how many of how many; enter puts the line away, / brings it back, and esc shows all."""
    stage(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "slash")
        await keys.type("#code due:<2027 serves:tools")
        said = "Goals tagged #code, due before 2027, that serve “tools” · 1 of 3"
        assert keys.screen_shows(said)
        await keys.press("enter")
        assert keys.screen_shows(said)
        assert not keys.screen_shows("serves:tools")
        assert keys.cursor == "Learn Rust"
        await keys.press("slash")
        await keys.type("xyz")
        assert keys.screen_shows("that serve “toolsxyz” · 0 of 3")
        await keys.press("escape")
        assert not keys.screen_shows("Goals tagged")
        assert keys.screen_shows("Sleep")


async def test_what_is_not_understood_is_said_and_hides_nothing(planner: Planner) -> None:
    """Half a term, and a word that this screen has no use for."""
    stage(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "slash")
        await keys.type("due:")
        assert keys.screen_shows("Goals · 3 of 3   ? due must be a date")
        await keys.press("escape", "slash")
        await keys.type("is:quiet")
        assert keys.screen_shows("? “quiet” is said of people, not of goals")
        assert keys.screen_shows("Sleep")


async def test_tab_goes_on_with_what_is_typed(planner: Planner) -> None:
    """The first way at the first tab, the next at the next; what is offered stands beside the filter."""
    stage(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "slash")
        await keys.type("ser")
        assert keys.screen_shows("⇥ serves:")
        await keys.press("tab")
        assert keys.screen_shows("⇥ serves:")
        await keys.press("tab", "tab")
        assert keys.screen_shows('serves:"A house by the sea"')
        await keys.press("shift+tab", "enter")
        assert keys.screen_shows("Goals that serve “Tools people love” · 1 of 3")


async def test_the_cursor_goes_to_the_column_that_has_something_left(planner: Planner) -> None:
    """Enter leads to a record, not to an empty column."""
    stage(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "slash")
        await keys.type("is:done")
        await keys.press("enter")
        assert keys.cursor == "Sleep"


async def test_the_values_are_filtered_beside_the_visions(planner: Planner) -> None:
    """And have the cursor where no vision is left."""
    keep(planner, Vision(title="Tools people love"))
    keep(planner, Value(name="Craft", weight=5), Value(name="Pay", weight=1))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2", "slash")
        await keys.type("weight:>3")
        await keys.press("enter")
        assert keys.screen_shows("Values with weight over 3 · 1 of 3")
        assert keys.cursor == "Craft"
        assert not keys.screen_shows("Pay")


async def test_the_timeline_counts_what_stands_on_it(planner: Planner) -> None:
    """A goal without a date is not on the line."""
    keep(
        planner, Job(title="Helpdesk", start=day("2018")), Job(title="Staff", start=day("2028"), planned=True)
    )
    keep(planner, Goal(title="Learn Rust"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("6", "slash")
        await keys.type("is:planned")
        assert keys.screen_shows("Jobs that are planned · 1 of 2")
        await keys.press("enter")
        assert keys.cursor == "Staff"


async def talks_walked_through(keys: Keyboard) -> list[str | None]:
    """The talks that the cursor comes by, from the first to the last."""
    await keys.press("g", "g")
    found = [keys.cursor]
    await keys.press("l")
    while keys.cursor != found[-1]:
        found.append(keys.cursor)
        await keys.press("l")
    return found


async def test_the_talks_on_the_timeline_pass_whatever_comes_among_them(
    planner: Planner, elsewhere: Planner
) -> None:
    """A talk before the others, one that says another thing, its undo, and what another session wrote."""
    (ada,) = keep(planner, Contact(name="Ada"))

    def talk(on: str, summary: str) -> Interaction:
        return Interaction(on=day(on), people=(ada.id,), summary=summary)

    keep(planner, Job(title="Helpdesk", start=day("2018")))
    keep(planner, talk("2026-02", "Tea"), talk("2026-04", "Coffee"), talk("2026-06", "Tea again"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("6", "slash")
        await keys.type("tea")
        await keys.press("enter")
        assert keys.screen_shows("with “tea” · 2 of 4")
        assert await talks_walked_through(keys) == ["Tea", "Tea again"]
        keep(planner, talk("2026-01", "Coffee, earlier"), talk("2026-05", "More tea"))
        await keys.settle()
        assert await talks_walked_through(keys) == ["Tea", "More tea", "Tea again"]
        keep(planner, find(planner, Interaction, "Coffee, earlier").revised(summary="Steak"))
        await keys.settle()
        assert await talks_walked_through(keys) == ["Steak", "Tea", "More tea", "Tea again"]
        planner.undo()
        await keys.settle()
        assert await talks_walked_through(keys) == ["Tea", "More tea", "Tea again"]
        elsewhere.take_in()
        with elsewhere.change("Put away") as change:
            change.archive(find(elsewhere, Interaction, "Tea"))
            change.put(find(elsewhere, Interaction, "Coffee").revised(summary="Tea elsewhere"))
        planner.take_in()
        await keys.settle()
        assert await talks_walked_through(keys) == ["Tea elsewhere", "More tea", "Tea again"]
        assert keys.screen_shows("with “tea” · 3 of 5")


async def test_the_talks_on_the_timeline_pass_though_a_day_has_gone_by(
    planner: Planner, clock: Clock
) -> None:
    """What was some day this year and some day this month ended today, and changes places tomorrow."""
    clock.go_on(days=70)  # 31 January
    (ada,) = keep(planner, Contact(name="Ada"))
    keep(planner, Interaction(on=day("2027"), people=(ada.id,), summary="Tea"))
    clock.go_on(minutes=1)
    keep(planner, Interaction(on=day("2027-01"), people=(ada.id,), summary="Coffee"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("6", "slash")
        await keys.type("tea")
        await keys.press("enter")
        assert keys.cursor == "Tea"
        clock.go_on(days=1)
        await keys.press("space")
        assert keys.cursor == "Tea"
        assert keys.marked == ["Tea"]


async def test_a_filter_is_saved_under_a_name_used_again_and_taken_away(planner: Planner) -> None:
    """From any screen, by its name in the palette too; each step of it can be undone."""
    stage(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "slash")
        await keys.type("serves:tools")
        await keys.press("ctrl+s")
        assert keys.dialog == "NameFilter"
        assert keys.screen_shows("Goals that serve “tools”")
        await keys.type("Toward the vision")
        await keys.press("enter")
        (kept,) = planner.all(SavedFilter)
        assert (kept.name, kept.screen, kept.said) == ("Toward the vision", "goals", "serves:tools")
        await keys.press("escape", "1", "f")
        assert "Goals" in keys.line_with("Toward the vision")
        await keys.press("enter")
        await keys.until_cursor("Learn Rust")
        assert keys.screen_shows("Goals that serve “tools” · 1 of 3")
        await keys.press("escape", "1", ":")
        await keys.type("toward")
        await keys.press("enter")
        await keys.until_cursor("Learn Rust")
        await keys.press("f", "d")
        assert planner.all(SavedFilter) == ()
        await keys.press("escape", "u")
        assert [f.name for f in planner.all(SavedFilter)] == ["Toward the vision"]


async def test_the_same_name_again_replaces_the_filter(planner: Planner) -> None:
    """There are never two of one name on a screen; s among the saved filters keeps the one that is on."""
    keep(planner, SavedFilter(name="Mine", screen="goals", said="rust"), Goal(title="Sleep"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "slash")
        await keys.type("sleep")
        await keys.press("enter", "f", "s")
        await keys.type("mine")
        assert keys.screen_shows("That name is in use; this one takes its place.")
        await keys.press("enter")
        assert [f.said for f in planner.all(SavedFilter)] == ["sleep"]


async def test_finding_marks_the_words_and_shows_the_field_they_stand_in(planner: Planner) -> None:
    """Of every kind of record, in the heading or in any other text of it."""
    (ada,) = keep(planner, Contact(name="Ada Lovelace"))
    keep(
        planner,
        Interaction(on=day("2026-11-01"), people=(ada.id,), summary="Coffee", private="about compilers"),
    )
    keep(planner, Challenge(title="Write a compiler"), Goal(title="Sleep"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("ctrl+f")
        await keys.type("COMPIL")
        order = ["Write a compiler", "Coffee  private note: about compilers"]
        assert keys.order_of(*order) == order
        assert not keys.screen_shows("Sleep")
        marked = [style for style in keys.styles_of("compil") if style.underline and style.bold]
        assert len(marked) == 2


async def test_finding_leads_past_the_filter_of_the_screen(planner: Planner) -> None:
    """What is looked for is shown, though the filter would hide it; the filter goes away."""
    stage(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "slash")
        await keys.type("rust")
        await keys.press("enter", "1", "ctrl+f")
        await keys.type("keyboard")
        await keys.press("enter")
        await keys.until_cursor("Build a keyboard")
        assert keys.mode == "goals"
        assert not keys.screen_shows("1 of 3")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_count_is_always_in_sight(planner: Planner, size: tuple[int, int]) -> None:
    """However long the filter and however narrow the window."""
    stage(planner)
    async with planner_at_the_keyboard(planner, size=size) as keys:
        await keys.press("3", "slash")
        await keys.type("learn is:open due:<2027 serves:tools kind:learning #code")
        assert keys.screen_shows("… · 1 of 3")
        assert keys.overflowing() == []
