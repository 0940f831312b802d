"""The terminal is given back as it was found, however a session ends: read from its bytes."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.helpers import FIRST_SCREEN, careertui, give_passphrase, opened, plain_and_locked
from tests.store.helpers import either_way
from tests.terminal import AS_FOUND, Terminal

RAISES = (
    "import sys; from careertui.tui.app import CareerApp\n"
    "def do_theme(self): raise ZeroDivisionError\n"
    "CareerApp.do_theme = do_theme\n"
    "from careertui.__main__ import main; main()\n"
)
"""careertui, with a fault behind the key T."""
TAKEN = b"\x1b[?2004h"
"""One of the last things that are set up when the terminal is taken."""


def with_a_fault(store: Path) -> list[str]:
    """The command that opens it."""
    return [sys.executable, "-c", RAISES, "--store", str(store)]


ENDS: dict[str, tuple[Callable[[Terminal], None], int]] = {
    "ctrl+q": (lambda terminal: terminal.send("ctrl+q"), 0),
    "SIGTERM": (lambda terminal: terminal.signal(signal.SIGTERM), 143),
    "SIGINT": (lambda terminal: terminal.signal(signal.SIGINT), 130),
    "SIGHUP": (lambda terminal: terminal.signal(signal.SIGHUP), 129),
    "an exception in a handler": (lambda terminal: terminal.send("T"), 1),
}
"""By name: what happens, and the exit code."""


@plain_and_locked("name", ENDS, "SIGTERM", "an exception in a handler")
@pytest.mark.parametrize("key", ["1", "n"], ids=["on a screen", "in a form"])
def test_every_mode_that_was_set_is_unset(store_path: Path, name: str, key: str) -> None:
    """Mouse, focus, paste, the other screen, the keyboard's; the cursor is back, and the line edits again."""
    if name == "an exception in a handler" and key == "n":
        pytest.skip("in a form, T is a letter")
    end, code = ENDS[name]
    with opened(store_path, with_a_fault(store_path)) as terminal:
        terminal.send("3")
        terminal.wait_for("tick step")
        terminal.send(key)
        terminal.wait_for("New goal" if key == "n" else FIRST_SCREEN)
        taken = set(terminal.modes)
        assert {"alternate screen", "bracketed paste", "mouse clicks", "kitty keyboard"} <= taken
        end(terminal)
        assert terminal.wait_for_exit() == code
        assert terminal.is_as_found, terminal.modes
    assert "Traceback" not in terminal.text


@either_way
def test_a_fault_leaves_one_sentence_and_its_traceback_in_the_log(store_path: Path) -> None:
    """On the terminal as it was before; the rest is for whoever mends it."""
    with opened(store_path, with_a_fault(store_path)) as terminal:
        terminal.send("T")
        terminal.wait_for_exit()
        told = terminal.text.split()
        assert "fault" in told
        assert "Traceback" not in terminal.text
    log = store_path.parent / ".local" / "state" / "careertui" / "careertui.log"
    assert "ZeroDivisionError" in log.read_text("utf-8")


def in_a_shell(store: Path) -> Terminal:
    """A shell with job control, at its prompt; its own editing of lines sets no modes."""
    terminal = Terminal(["bash", "--norc", "--noprofile", "--noediting", "-i"], store.parent)
    terminal.send(" ".join(careertui(store)), "enter")
    give_passphrase(terminal, store)
    terminal.wait_for(FIRST_SCREEN)
    return terminal


@either_way
def test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_back(store_path: Path) -> None:
    """As often as one likes, by way of `bg` too, and the screen is drawn anew each time."""
    with in_a_shell(store_path) as terminal:
        for times, back in ((1, "fg"), (2, "bg\rfg")):
            terminal.send("ctrl+z")
            terminal.wait_until(lambda times=times: terminal.written.count(b"Stopped") == times)  # type: ignore[misc] # bound now
            assert terminal.modes == AS_FOUND
            terminal.send(back, "enter")
            terminal.wait_until(lambda times=times: terminal.written.count(TAKEN) == times + 1)  # type: ignore[misc] # bound now
            terminal.wait_for(lambda text: FIRST_SCREEN in text and text.startswith(" 1 Today"))
        terminal.send("3")
        terminal.wait_for("tick step")
        terminal.send("ctrl+q")
        terminal.wait_until(lambda: terminal.modes == AS_FOUND and terminal.written.endswith((b"# ", b"$ ")))
        terminal.send("echo ended with $?", "enter")
        terminal.wait_for("ended with 0")
        assert terminal.is_as_found, terminal.modes


@either_way
def test_a_session_stopped_from_outside_takes_the_terminal_anew_when_it_goes_on(store_path: Path) -> None:
    """SIGSTOP cannot be heard; after SIGCONT its keys work once, and what it found is what it gives back."""
    with opened(store_path) as terminal:
        terminal.signal(signal.SIGSTOP)
        terminal.wait_for_stop()
        terminal.signal(signal.SIGCONT)
        terminal.wait_until(lambda: terminal.written.count(TAKEN) == 2)
        terminal.wait_for(FIRST_SCREEN)
        terminal.send("3")
        terminal.wait_for("tick step")
        terminal.send("n")
        terminal.wait_for("New goal")
        terminal.send("aab")
        terminal.wait_for("aab")
        terminal.send("ctrl+q")
        assert terminal.wait_for_exit() == 0
        assert terminal.is_as_found, terminal.modes


def test_without_a_shell_to_go_back_to_ctrl_z_says_so(store_path: Path) -> None:
    """In a window of its own it would be stopped for ever."""
    with opened(store_path) as terminal:
        terminal.send("ctrl+z")
        terminal.wait_for("no shell here to go back to")
        assert terminal.state != "T"
