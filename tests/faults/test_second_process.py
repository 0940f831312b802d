"""A write by a second process appears on the screen by itself, and takes nothing away from the person."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import Clock
from tests.faults.helpers import opened as on_screen
from tests.store.helpers import PASSPHRASE, add_goal, either_way, opened, titles_at
from tests.terminal import surroundings


def careertui(store: Path, *arguments: str) -> None:
    """The command line, in a process of its own."""
    command = [sys.executable, "-m", "careertui", *arguments, "--store", str(store), "--passphrase-fd", "0"]
    surrounded = surroundings(store.parent)
    subprocess.run(command, env=surrounded, check=True, capture_output=True, input=PASSPHRASE)


@either_way
def test_what_a_second_process_writes_appears_and_the_cursor_stays(store_path: Path) -> None:
    """On the list, then under an open form, where what was typed stays and is saved."""
    with opened(store_path, Clock()) as planner:
        for title in ("First", "Second"):
            add_goal(planner, title)
    with on_screen(store_path) as terminal:
        terminal.send("3")
        terminal.wait_for("Second")
        terminal.send("j")
        careertui(store_path, "add", "goals", "--title", "From elsewhere")
        terminal.wait_for("From elsewhere")
        terminal.send("e")
        terminal.wait_for("Edit goal")
        terminal.send("!", "ctrl+s")
        terminal.wait_for("Second!")
        terminal.send("n")
        terminal.wait_for("New goal")
        terminal.send("Typed here")
        terminal.wait_for("Typed here")
        careertui(store_path, "edit", "goals", "First", "--title", "Renamed elsewhere")
        terminal.wait_for("Another session")
        assert "Typed here" in terminal.text
        terminal.send("ctrl+s")
        terminal.wait_for(lambda text: "New goal" not in text and "Typed here" in text)
        terminal.send("ctrl+q")
        assert terminal.wait_for_exit() == 0
    assert titles_at(store_path) == ["Renamed elsewhere", "Second!", "From elsewhere", "Typed here"]
