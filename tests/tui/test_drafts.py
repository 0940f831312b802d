"""Drafts of forms: what was typed and not saved comes back, whatever ended the form."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal
from careertui.planner.planner import Planner
from careertui.tui.screens.base import CareerScreen
from tests.conftest import Clock
from tests.terminal import PATIENCE, Terminal
from tests.tui.driver import Keyboard, find, headings, keep, planner_at_the_keyboard


def drafts_of(planner: Planner) -> list[str]:
    """The names of the drafts on the disk."""
    folder = planner.drafts.folder
    return sorted(path.name for path in folder.glob("*.json")) if folder.exists() else []


async def test_esc_keeps_what_was_typed_and_the_next_form_brings_it_back(planner: Planner) -> None:
    """It says so both times; saving ends the draft, and a form that was changed back leaves none."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        await keys.type("Learn")
        await keys.press("escape")
        assert keys.dialog == ""
        assert keys.said.startswith("Draft kept.")
        await keys.press("n")
        assert "Draft of 09:00. ctrl+r drops it." in keys.form
        assert keys.value_of("Title") == "Learn"
        await keys.type(" Rust")
        await keys.press("ctrl+s")
        assert headings(planner, Goal) == ["Learn Rust"]
        assert drafts_of(planner) == []
        await keys.press("e")
        await keys.type("!")
        await keys.press("escape", "e")
        assert keys.value_of("Title") == "Learn Rust!"
        await keys.press("backspace", "escape")
        assert drafts_of(planner) == []
    assert headings(planner, Goal) == ["Learn Rust"]


async def test_a_draft_can_be_dropped_and_brought_back_while_the_form_is_open(planner: Planner) -> None:
    """Nothing is lost by a slip; once the form is left, it is gone."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "n")
        await keys.type("Ada")
        await keys.fill_in(Location="Paris", Tags="maths")
        await keys.press("escape", "n", "ctrl+r")
        assert keys.value_of("Name") == keys.value_of("Location") == ""
        assert "Draft dropped. ctrl+r brings it back." in keys.form
        await keys.press("ctrl+r")
        assert (keys.value_of("Name"), keys.value_of("Location")) == ("Ada", "Paris")
        await keys.press("ctrl+r", "escape", "n")
        assert "Draft" not in keys.form
        assert keys.value_of("Name") == ""


async def test_what_was_typed_is_on_the_disk_while_it_is_typed(planner: Planner) -> None:
    """A field that was left at once, and the one being typed in before a second is over."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        await keys.type("Learn Rust")
        await keys.press("tab")
        draft = planner.drafts.read("goal-new")
        assert draft is not None
        assert draft.fields == {"title": "Learn Rust"}
        await keys.go_to_field("Due")
        await keys.type("2027")
        keys.app.exit()
        await keys.settle()
    draft = planner.drafts.read("goal-new")
    assert draft is not None
    assert draft.fields == {"title": "Learn Rust", "due": "2027"}


async def talk_with(keys: Keyboard, name: str) -> None:
    """Open the form of a new conversation with somebody, as a screen does."""
    screen = keys.app.screen
    assert isinstance(screen, CareerScreen)
    screen.edit(Interaction, None, people=(find(screen.planner, Contact, name).id,))
    await keys.until_dialog("RecordForm")
    await keys.settle()


async def test_drafts_keep_to_their_record_and_to_whom_they_are_about(planner: Planner, clock: Clock) -> None:
    """A talk with Ada is not offered for one with Bob; a record that changed since is told of."""
    keep(planner, Contact(name="Ada"), Contact(name="Bob"))
    (goal,) = keep(planner, Goal(title="Learn Rust", cost="50"))
    async with planner_at_the_keyboard(planner) as keys:
        await talk_with(keys, "Ada")
        await keys.fill_in(Summary="compilers")
        await keys.press("escape")
        await talk_with(keys, "Bob")
        assert keys.value_of("Summary") == ""
        await keys.press("escape")
        await talk_with(keys, "Ada")
        assert keys.value_of("Summary") == "compilers"
        assert keys.value_of("With") == "Ada"
        await keys.press("ctrl+s", "3", "e")
        await keys.type(" well")
        await keys.press("escape")
        clock.go_on(days=1)
        with planner.change("Elsewhere") as change:
            change.put(goal.revised(cost="60"))
        await keys.press("e")
        assert "Draft of 22 Nov 09:00, made before this goal changed. ctrl+r drops it." in keys.form
        await keys.press("ctrl+s")
    kept = find(planner, Goal, "Learn Rust well")
    assert kept.cost == "60"
    assert [talk.summary for talk in planner.all(Interaction)] == ["compilers"]


async def test_a_garbled_draft_is_said_and_the_form_opens_without_it(planner: Planner) -> None:
    """Set aside under another name."""
    planner.drafts.folder.mkdir()
    (planner.drafts.folder / "goal-new.json").write_text("{half")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        assert keys.dialog == "RecordForm"
        assert "set aside as" in keys.said
        assert keys.value_of("Title") == ""


async def test_a_disk_that_refuses_the_draft_does_not_lock_the_person_in(planner: Planner) -> None:
    """The first esc says so and stays; saving works, and so does a second esc."""
    planner.drafts.folder.write_text("a file in the way")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        await keys.type("Learn")
        await keys.press("escape")
        assert keys.dialog == "RecordForm"
        assert "could not be written" in keys.said
        await keys.press("escape")
        assert keys.dialog == ""
        await keys.press("n")
        await keys.type("Learn")
        await keys.press("ctrl+s")
    assert headings(planner, Goal) == ["Learn"]


def test_a_killed_session_costs_at_most_a_second_of_typing(tmp_path: Path) -> None:
    """Not even the end of the process is needed to have it on the disk."""
    store = tmp_path / "career.json"
    command = [sys.executable, "-m", "careertui", "--store", str(store)]
    with Terminal(command, tmp_path) as terminal:
        terminal.wait_for("practices moved")
        terminal.send("3", "n")
        terminal.wait_for("ctrl+s save")
        terminal.send("Learn Rust")
        deadline = time.monotonic() + PATIENCE
        while not (tmp_path / "career.drafts" / "goal-new.json").exists():
            assert time.monotonic() < deadline, "no draft came"
            time.sleep(0.05)  # the screen shows nothing of it, so there is nothing else to wait for
        terminal.kill()
    with Terminal(command, tmp_path) as terminal:
        terminal.wait_for("practices moved")
        terminal.send("3", "n")
        terminal.wait_for("Learn Rust")
        terminal.wait_for("ctrl+r drops it")
