"""Another session's change comes by itself, and a session in which nothing happens sleeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from careertui.domain.goal import Goal
from careertui.open import open_planner, system_clock
from tests.faults.helpers import FIRST_SCREEN, careertui, opened
from tests.terminal import Terminal
from tests.tui.driver import keep


@pytest.mark.parametrize("is_new", [True, False], ids=["before there is a folder", "with a store"])
def test_what_another_session_writes_appears_without_a_key(tmp_path: Path, is_new: bool) -> None:
    """Told by the kernel, in the first session of all too, whose folder the other one makes."""
    store = tmp_path / "share" / "career.json"
    if not is_new:
        with open_planner(store, system_clock) as planner:
            keep(planner, Goal(title="Here already"))
    with opened_below(tmp_path, store) as terminal:
        terminal.send("3")
        terminal.wait_for("tick step")
        with open_planner(store, system_clock) as other:
            keep(other, Goal(title="From elsewhere"))
            terminal.wait_for("From elsewhere")


def opened_below(home: Path, store: Path) -> Terminal:
    """The first screen on a store whose folder need not be there."""
    (home / "home").mkdir(exist_ok=True)
    terminal = Terminal(careertui(store), home / "home")
    terminal.wait_for(FIRST_SCREEN)
    return terminal


@pytest.mark.faults
def test_an_idle_session_wakes_for_nothing(store_path: Path) -> None:
    """Ten seconds without a byte written or a thread woken."""
    with opened(store_path) as terminal:
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
