"""The main job, as a person does it: in a real terminal, through the keyboard, from an empty store.

A CV comes in; a vision, a goal that serves it, a person, a conversation and a challenge are written down;
all of it is on its screens after a restart and in the file for stock TinyDB.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from careertui.domain.fields import fields_of
from careertui.domain.goal import Goal
from careertui.domain.record import Record
from tests.terminal import Terminal

REPO = Path(__file__).parents[1]
OWN_CV = REPO / "tests" / "exchange" / "data" / "own-cv.json"
OFFICIAL_CV = REPO.parent / "shared" / "samples" / "jsonresume" / "official-sample.json"
OWN_JOBS = (
    "Lamp engineer",
    "Lamp cleaner",
    "Deckhand",
    "Apprentice",
    "Swimmer",
    "Miller",
    "Radio watch",
    "Diploma in Optics",
)
FOOTERS = {
    "1": "practices moved",
    "2": "new value",
    "3": "tick step",
    "4": "log a talk",
    "5": "log a try",
    "6": "zoom in",
}
"""What stands on each screen and on no other, by the key that goes there."""
SIZES = [pytest.param(120, 40, id="120x40"), pytest.param(80, 24, id="80x24")]


def started(store: Path, columns: int = 120, lines: int = 40) -> Terminal:
    """`careertui --store` in a terminal, with the first screen on it."""
    command = [sys.executable, "-m", "careertui", "--store", str(store)]
    terminal = Terminal(command, store.parent, columns=columns, lines=lines)
    terminal.wait_for(FOOTERS["1"])
    return terminal


def go(terminal: Terminal, screen: str) -> None:
    """Go to a screen by its number."""
    terminal.send(screen)
    terminal.wait_for(FOOTERS[screen])


def begin(terminal: Terminal, key: str, kind: str) -> None:
    """Open the empty form of a kind."""
    terminal.send(key)
    terminal.wait_for(f"New {kind}")


def tab_to(terminal: Terminal, kind: type[Record], field: str, cue: str) -> None:
    """Go from the first field of a kind's form to another, and wait for what it says once it is there."""
    terminal.send(*["tab"] * [spec.name for spec in fields_of(kind)].index(field))
    terminal.wait_for(cue)


def save(terminal: Terminal, shown: str) -> None:
    """Keep what is in the form; it closes, and the screen shows this of it."""
    terminal.send("ctrl+s")
    terminal.wait_for(lambda text: "ctrl+s save" not in text and shown in text)


def import_cv(terminal: Terminal, cv: Path) -> None:
    """Bring in a CV with the import dialog."""
    terminal.send("I")
    terminal.wait_for("read it")
    terminal.send(str(cv), "enter")
    terminal.wait_for("another file")
    terminal.send("enter")
    terminal.wait_for(lambda text: "Import a CV" not in text)


def write_a_goal(terminal: Terminal, title: str) -> None:
    """A goal of this title, on the board."""
    go(terminal, "3")
    begin(terminal, "n", "goal")
    terminal.send(title)
    save(terminal, title)


def write_a_goal_that_serves(terminal: Terminal, title: str, vision: str) -> None:
    """A goal of this title that serves a vision, chosen with the picker."""
    go(terminal, "3")
    begin(terminal, "n", "goal")
    terminal.send(title)
    tab_to(terminal, Goal, "serves", "chooses or makes a vision")
    terminal.send("enter")
    terminal.wait_for("type to find")
    terminal.send(vision.split(maxsplit=1)[0].lower())
    terminal.wait_for(vision)
    terminal.send("enter")
    terminal.wait_for(lambda text: "type to find" not in text and vision in text)
    save(terminal, title)


def quit_and_leave_no_trace(terminal: Terminal) -> None:
    """`ctrl+q` ends it well: code 0, the alternate screen left, the cursor shown, the line as it was."""
    assert "alternate screen" in terminal.modes
    assert "cursor" not in terminal.modes
    terminal.send("ctrl+q")
    assert terminal.wait_for_exit() == 0
    assert terminal.is_as_found, terminal.modes


def column_of(title: str, text: str) -> str:
    """The name of the board's column that a goal stands in; the heads nearest above it decide."""
    lines = text.splitlines()
    card = next(number for number, line in enumerate(lines) if title in line)
    heads = next(line for line in reversed(lines[:card]) if "Doing" in line)
    place = lines[card].index(title)
    names = [name for name in ("Backlog", "Next", "Doing", "Done") if name in heads]
    return max((name for name in names if heads.index(name) <= place), key=heads.index)


def shows(text: str, label: str) -> bool:
    """Whether a label is on the screen, in full or cut off after two letters or more."""
    return label in text or any(f"{label[:end]}…" in text for end in range(2, len(label)))


def only(documents: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The one document there is."""
    (document,) = documents
    return document


def begin_a_career(terminal: Terminal) -> None:
    """Everything the main job writes down, with the keys that do it."""
    import_cv(terminal, OWN_CV)
    find_the_jobs(terminal)

    go(terminal, "2")
    begin(terminal, "n", "vision")
    terminal.send("Tools that people love")
    save(terminal, "Tools that people love")

    write_a_goal_that_serves(terminal, "Learn to weld", "Tools that people love")
    assert column_of("Learn to weld", terminal.text) == "Backlog"
    terminal.send("L", "L")
    terminal.wait_for(lambda text: column_of("Learn to weld", text) == "Doing")

    go(terminal, "4")
    begin(terminal, "n", "contact")
    terminal.send("Ada Lovelace")
    save(terminal, "▌ Ada Lovelace")
    terminal.send("i")
    terminal.wait_for("met Ada Lovelace")
    terminal.send("about compilers")
    terminal.wait_for("enter record")
    terminal.send("enter")
    terminal.wait_for(lambda text: "enter record" not in text and "▌ Ada Lovelace" in text)

    go(terminal, "5")
    begin(terminal, "n", "challenge")
    terminal.send("Give a talk")
    save(terminal, "Give a talk")


def find_the_jobs(terminal: Terminal) -> None:
    """All the jobs of our CV stand on the timeline."""
    go(terminal, "6")
    # What lasted for months only has three cells at this zoom, which hold no name beside another's.
    named = [job for job in OWN_JOBS if job != "Swimmer"]
    terminal.wait_for(lambda text: all(shows(text, job) for job in named))


def find_the_career(terminal: Terminal) -> None:
    """Everything that was written down stands on its screen."""
    find_the_jobs(terminal)
    go(terminal, "2")
    terminal.wait_for("Tools that people love")
    go(terminal, "3")
    terminal.wait_for("Learn to weld")
    assert column_of("Learn to weld", terminal.text) == "Doing"
    go(terminal, "5")
    terminal.wait_for("Give a talk")
    go(terminal, "4")
    terminal.wait_for("▌ Ada Lovelace")
    terminal.send("enter")
    terminal.wait_for(lambda text: "esc close" in text and "compilers" in text)
    terminal.send("escape")
    terminal.wait_for(lambda text: "esc close" not in text)


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_a_career_is_begun_at_the_keyboard_and_is_all_there_the_next_time(
    store_path: Path, columns: int, lines: int
) -> None:
    """On the screens, after a restart, and in the file for stock TinyDB."""
    with started(store_path, columns, lines) as terminal:
        begin_a_career(terminal)
        quit_and_leave_no_trace(terminal)
    with started(store_path, columns, lines) as terminal:
        find_the_career(terminal)
        quit_and_leave_no_trace(terminal)
    with TinyDB(store_path, access_mode="r") as db:
        jobs = {job["title"] for job in db.table("jobs")}
        vision = only(db.table("visions"))
        goal = only(db.table("goals").search(where("title") == "Learn to weld"))
        ada = only(db.table("contacts").search(where("name") == "Ada Lovelace"))
        talk = only(db.table("interactions"))
        challenge = only(db.table("challenges"))
    assert jobs == set(OWN_JOBS)
    assert vision["title"] == "Tools that people love"
    assert (goal["column"], goal["serves"]) == ("doing", [vision["id"]])
    assert (talk["summary"], talk["with"]) == ("compilers", [ada["id"]])
    assert challenge["title"] == "Give a talk"


@pytest.mark.skipif(not OFFICIAL_CV.exists(), reason="the samples folder is not beside this checkout")
def test_the_sample_cv_of_json_resume_fills_the_timeline(store_path: Path) -> None:
    """The one that the format's own project publishes."""
    with started(store_path) as terminal:
        import_cv(terminal, OFFICIAL_CV)
        go(terminal, "6")
        terminal.send("[")  # its jobs ended before what the timeline opens on
        terminal.wait_for(lambda text: shows(text, "CEO/President") and shows(text, "Teacher"))
        quit_and_leave_no_trace(terminal)
    with TinyDB(store_path, access_mode="r") as db:
        assert {"CEO/President", "Teacher"} <= {job["title"] for job in db.table("jobs")}


def test_a_goal_that_is_on_the_screen_survives_a_kill(store_path: Path) -> None:
    """With nothing to hear of it: no hook runs, no timer fires, and the next start shows the goal."""
    with started(store_path) as terminal:
        write_a_goal(terminal, "Learn to weld")
        terminal.kill()
    with started(store_path) as terminal:
        go(terminal, "3")
        terminal.wait_for("Learn to weld")
        quit_and_leave_no_trace(terminal)
