"""Another session's change comes by itself, and a session in which nothing happens sleeps."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from careertui.domain.goal import Goal
from tests.faults.helpers import FIRST_SCREEN, careertui, give_passphrase, new_store
from tests.faults.helpers import opened as on_screen
from tests.faults.tracing import report
from tests.store.helpers import add_goal, either_way, keep, lock, opened, plain_or_locked, titles_at
from tests.terminal import Terminal

TRIALS = 20


@pytest.mark.parametrize("there", ["no folder yet", "a store", "a locked store"])
def test_what_another_session_writes_appears_without_a_key(tmp_path: Path, there: str) -> None:
    """Told by the kernel, in the first session of all too, whose folder the other one makes."""
    store = tmp_path / "share" / "career.json"
    if there != "no folder yet":
        with opened(store) as planner:
            add_goal(planner, "Here already")
    if there == "a locked store":
        lock(store)
    with opened_below(tmp_path, store) as terminal:
        terminal.send("3")
        terminal.wait_for("tick step")
        with opened(store) as other:
            add_goal(other, "From elsewhere")
            terminal.wait_for("From elsewhere")


@pytest.mark.faults
@plain_or_locked
def test_it_appears_within_two_seconds_and_the_cursor_stays(tmp_path: Path, locked: bool) -> None:
    """Time and again, before the cursor's record and after it; that record is then edited and kept."""
    store = new_store(tmp_path / "store", locked=locked)
    with opened(store) as other:
        keep(other, "Set the stage", Goal(title="Here", rank=2), Goal(title="There", rank=3))
        with on_screen(store) as terminal:
            terminal.send("3")
            terminal.wait_for("Here")
            slowest = 0.0
            for trial in range(1, TRIALS + 1):
                there, title = other.find(Goal, "There"), f"There {trial}."
                began = time.monotonic()
                keep(other, "Move it", there.revised(title=title, rank=1 if trial % 2 else 3))
                terminal.wait_for(title)
                slowest = max(slowest, time.monotonic() - began)
                terminal.send("e")
                terminal.wait_for("Edit goal")
                terminal.send("!", "ctrl+s")
                terminal.wait_for(lambda text: "Edit goal" not in text)
            terminal.send("ctrl+q")
            assert terminal.wait_for_exit() == 0
    report(f"{TRIALS} changes of another session, each on the screen within {slowest:.2f} s")
    assert slowest < 2
    assert titles_at(store) == ["Here" + "!" * TRIALS, f"There {TRIALS}."]


def opened_below(home: Path, store: Path) -> Terminal:
    """The first screen on a store whose folder need not be there."""
    (home / "home").mkdir(exist_ok=True)
    terminal = Terminal(careertui(store), home / "home")
    give_passphrase(terminal, store)
    terminal.wait_for(FIRST_SCREEN)
    return terminal


@pytest.mark.faults
@either_way
def test_an_idle_session_wakes_for_nothing(store_path: Path) -> None:
    """Ten seconds without a byte written or a thread woken."""
    with on_screen(store_path) as terminal:
        terminal.send("4", "n")
        terminal.wait_for("New contact")
        rest(terminal, 3)
        before, written = wake_ups(terminal.pid), len(terminal.written)
        rest(terminal, 10)
        assert wake_ups(terminal.pid) == before
        assert len(terminal.written) == written


def rest(terminal: Terminal, seconds: float) -> None:
    """Read whatever comes, for so long."""
    with pytest.raises(AssertionError):
        terminal.wait_for("\0 never", seconds)


def wake_ups(process: int) -> int:
    """How often any thread of a process has been woken."""
    told = (path.read_text("utf-8") for path in Path(f"/proc/{process}/task").glob("*/status"))
    lines = (line for status in told for line in status.splitlines())
    return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches"))
