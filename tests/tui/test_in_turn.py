"""Keys that come in one burst, as over a slow link or from a paste: each acts where the one before it led."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal
from careertui.planner.planner import Planner
from tests.terminal import Terminal
from tests.tui.driver import find, headings, keep, open_the_sample_career, planner_at_the_keyboard


async def test_what_is_typed_right_behind_the_key_of_a_line_goes_into_the_line(planner: Planner) -> None:
    """`/nad` filters; it does not open the form for something new, nor archive anything."""
    open_the_sample_career(planner)
    people = headings(planner, Contact)
    async with planner_at_the_keyboard(planner, first="network") as keys:
        await keys.type("/nad")
        assert keys.dialog == ""
        assert keys.screen.bar.line == "nad"
        assert headings(planner, Contact) == people


async def test_a_whole_sentence_right_behind_the_key_of_capture_is_recorded(planner: Planner) -> None:
    """Down to its enter, and a command behind that acts on the screen again."""
    async with planner_at_the_keyboard(planner, first="goals") as keys:
        await keys.type("cgoal Learn Rust\nd")
        assert headings(planner, Goal) == []
        assert find(planner, Goal, "Learn Rust").archived is not None


async def test_a_form_takes_what_is_typed_right_behind_its_key(planner: Planner) -> None:
    """`n` and letters at once, on each screen the first time it is shown."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.type("3nLearn Rust")
        assert keys.value_of("Title") == "Learn Rust"
        await keys.press("ctrl+s")
        assert headings(planner, Goal) == ["Learn Rust"]


async def test_a_command_behind_a_jump_acts_on_what_was_jumped_to(planner: Planner) -> None:
    """Finding somebody and editing at once edits them, not who stood under the cursor before."""
    open_the_sample_career(planner)
    name = headings(planner, Contact)[-1]
    async with planner_at_the_keyboard(planner) as keys:
        keys._send("ctrl+f")
        await keys.type(f"{name}\ne")
        assert keys.dialog == "RecordForm"
        assert keys.value_of("Name") == name


async def test_a_command_behind_undo_acts_on_what_came_back(planner: Planner) -> None:
    """The cursor goes there first."""
    keep(planner, *(Goal(title=title, column="backlog", rank=n) for n, title in enumerate("abc", 1)))
    async with planner_at_the_keyboard(planner, first="goals") as keys:
        await keys.press("j", "d", "g", "g")
        await keys.type("ue")
        assert keys.value_of("Title") == "b"


@pytest.mark.parametrize("screen", list("136"))
async def test_many_keys_at_once_do_what_they_do_one_by_one(planner: Planner, screen: str) -> None:
    """None is lost on the way and none is done twice."""
    open_the_sample_career(planner)
    burst = "jjkljhlljj"
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press(screen, *burst)
        one_by_one = keys.cursor_id
    async with planner_at_the_keyboard(planner) as keys:
        await keys.type(screen + burst)
        assert keys.cursor_id == one_by_one


async def test_a_paste_waits_for_the_key_before_it(planner: Planner) -> None:
    """As a program does that pastes right behind a key."""
    async with planner_at_the_keyboard(planner) as keys:
        keys._send("c")
        await keys.paste("goal Learn Rust")
        await keys.press("enter")
        assert headings(planner, Goal) == ["Learn Rust"]


def test_bytes_in_one_write_are_keys_in_turn(tmp_path: Path) -> None:
    """Through a terminal, from the first screen to what is on the disk."""
    store = tmp_path / "career.json"
    command = [sys.executable, "-m", "careertui", "--store", str(store)]
    with Terminal(command, tmp_path) as terminal:
        terminal.wait_for("practices moved")
        terminal.send("4cmet Ada Lovelace about compilers\r/ada\rcgoal Learn Rust\r3nWrite a talk\x13\x11")
        assert terminal.wait_for_exit() == 0
    from careertui.open import open_planner

    with open_planner(store) as planner:
        assert headings(planner, Contact) == ["Ada Lovelace"]
        assert [talk.summary for talk in planner.all(Interaction)] == ["compilers"]
        assert headings(planner, Goal) == ["Learn Rust", "Write a talk"]
