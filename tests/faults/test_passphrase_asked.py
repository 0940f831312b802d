"""The passphrase at a terminal: asked before the screens, never shown, and never handed to a child."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.helpers import FIRST_SCREEN, careertui, is_gone
from tests.faults.test_inert_bytes import live_in
from tests.faults.test_lost_link import sessions_of
from tests.store.helpers import PASSPHRASE, add_goal, everything_in, lock, opened, titles_at
from tests.terminal import Terminal, state_of, surroundings

TYPED = PASSPHRASE.decode()


def stop_and_terminate(terminal: Terminal) -> None:
    """By ctrl+s the terminal stops to show anything, the last line end too; then the host shuts down."""
    terminal.send("ctrl+s")
    terminal.signal(signal.SIGTERM)


def locked(folder: Path) -> Path:
    """A locked career with a goal."""
    store = folder / "career.json"
    with opened(store) as planner:
        add_goal(planner, "Learn to weld")
    lock(store)
    return store


def test_the_screens_come_after_the_passphrase(tmp_path: Path) -> None:
    """A wrong one is said, the right one opens; what was typed is on no screen."""
    store = locked(tmp_path)
    with Terminal(careertui(store), tmp_path) as terminal:
        terminal.wait_for(f"Passphrase of {store}")
        terminal.send("wrong\r")
        terminal.wait_for("That is not the passphrase.")
        terminal.wait_until(lambda: terminal.text.count("Passphrase of") == 2)
        terminal.send(f"{TYPED}\r")
        terminal.wait_for(FIRST_SCREEN)
        terminal.send("ctrl+q")
        assert terminal.wait_for_exit() == 0
        assert terminal.is_as_found, terminal.modes
        assert TYPED.encode() not in terminal.written
        assert b"wrong" not in terminal.written


def test_three_wrong_ones_are_enough(tmp_path: Path) -> None:
    """One sentence, no screen, and the terminal as it was."""
    store = locked(tmp_path)
    with Terminal(careertui(store), tmp_path) as terminal:
        for number in range(1, 4):
            terminal.wait_until(lambda number=number: terminal.text.count("Passphrase of") == number)  # type: ignore[misc] # bound now
            terminal.send(f"wrong {number}\r")
        terminal.wait_for("That is not the passphrase of")
        assert terminal.wait_for_exit() == 1
        assert terminal.is_as_found, terminal.modes


COMMANDS = pytest.mark.parametrize("command", [(), ("list", "goals")], ids=["the screens", "a command"])
ENDS: dict[str, tuple[Callable[[Terminal], None], int]] = {
    "ctrl+c": (lambda terminal: terminal.send("ctrl+c"), -signal.SIGINT),
    "ctrl+d": (lambda terminal: terminal.send("ctrl+d"), 1),
    "ctrl+\\": (lambda terminal: terminal.send("\x1c"), -signal.SIGQUIT),
    "SIGTERM": (lambda terminal: terminal.signal(signal.SIGTERM), -signal.SIGTERM),
    "SIGHUP": (lambda terminal: terminal.signal(signal.SIGHUP), -signal.SIGHUP),
    "SIGTERM, though nothing more is shown": (stop_and_terminate, -signal.SIGTERM),
}
"""By name: what happens, and how the process ends, which is as it would have without a prompt."""


@COMMANDS
@pytest.mark.parametrize("name", ENDS)
def test_a_prompt_that_is_ended_gives_the_terminal_back(
    tmp_path: Path, name: str, command: tuple[str, ...]
) -> None:
    """What is typed next is shown again, and what was typed so far is gone."""
    store = locked(tmp_path)
    end, code = ENDS[name]
    with Terminal(careertui(store, *command), tmp_path, cwd=tmp_path) as terminal:
        terminal.wait_for("Passphrase of")
        end(terminal)
        # The screens have ctrl+c told, as they have things to take back.
        assert terminal.wait_for_exit() == (130 if name == "ctrl+c" and not command else code)
        assert terminal.is_as_found, terminal.modes
    assert "Traceback" not in terminal.text


@COMMANDS
@pytest.mark.parametrize("ignores_hangup", [False, True], ids=["SIGHUP default", "SIGHUP ignored"])
def test_a_prompt_whose_link_is_lost_ends(
    tmp_path: Path, ignores_hangup: bool, command: tuple[str, ...]
) -> None:
    """With half a passphrase typed, which opens nothing."""
    store = locked(tmp_path)
    with Terminal(careertui(store, *command), tmp_path, ignores_hangup=ignores_hangup) as terminal:
        terminal.wait_for("Passphrase of")
        terminal.send(TYPED[:5])
        terminal.hang_up()
        assert terminal.wait_for_end() in ({1, 2} if ignores_hangup else {-signal.SIGHUP})
        assert is_gone(terminal.pid)


BASH = ["bash", "--norc", "--noprofile", "-i"]


@pytest.mark.parametrize("shell", [["bash", "--noediting", *BASH[1:]], ["sh", "-i"]], ids=["bash", "sh"])
def test_a_prompt_that_is_stopped_shows_nothing_when_it_goes_on(tmp_path: Path, shell: list[str]) -> None:
    """By ctrl+z, which gives the terminal back; and by a signal that cannot be heard."""
    store = locked(tmp_path)
    with Terminal(shell, tmp_path) as terminal:
        terminal.send(" ".join(careertui(store, "list", "goals")), "enter")
        terminal.wait_for("Passphrase of")
        (asking,) = sessions_of(store)
        terminal.send("half", "ctrl+z")
        terminal.wait_until(lambda: b"Stopped" in terminal.written and terminal.is_as_found)
        terminal.send("fg", "enter")
        terminal.wait_until(lambda: terminal.written.count(b"Passphrase of") == 2)
        os.kill(asking, signal.SIGSTOP)
        terminal.wait_until(lambda: terminal.written.count(b"Stopped") == 2)
        terminal.send("fg", "enter")
        terminal.wait_until(lambda: terminal.written.count(b"Passphrase of") == 3)
        terminal.send(f"{TYPED}\r")
        terminal.wait_for("Learn to weld")
        terminal.wait_until(lambda: terminal.is_as_found)
        assert TYPED.encode() not in terminal.written
        assert b"half" not in terminal.written


def test_a_prompt_in_the_background_waits_for_the_foreground(tmp_path: Path) -> None:
    """And asks there in the terminal's own way, not in that of the shell's line editor."""
    store = locked(tmp_path)
    with Terminal(BASH, tmp_path) as terminal:
        terminal.send(" ".join(careertui(store, "list", "goals")), " &", "enter")
        terminal.wait_until(lambda: [state_of(process) for process in sessions_of(store)] == ["T"])
        assert b"Passphrase of" not in terminal.written
        terminal.send("fg", "enter")
        terminal.wait_for("Passphrase of")
        terminal.send(f"{TYPED}\r")
        terminal.wait_for("Learn to weld")
        assert TYPED.encode() not in terminal.written


def test_a_path_that_a_terminal_would_obey_is_shown_at_the_prompt_and_does_nothing(tmp_path: Path) -> None:
    """A folder from elsewhere may be named in any way."""
    folder = tmp_path / "\x1b]0;title\x07\x9b31m\u202e"
    folder.mkdir()
    with Terminal(careertui(locked(folder), "list", "goals"), tmp_path) as terminal:
        terminal.wait_for("␛]0;title")
        terminal.send(f"{TYPED}\r")
        assert terminal.wait_for_exit() == 0
        assert live_in(bytes(terminal.written)) == set()


def test_an_editor_gets_neither_passphrase_nor_key(tmp_path: Path) -> None:
    """Not in its arguments, not in its environment, and no descriptor beyond the standard ones."""
    store = locked(tmp_path)
    editor, seen = tmp_path / "editor.py", tmp_path / "seen"
    editor.write_text(
        f"#!{sys.executable}\n"
        "import os, pathlib, sys\n"
        "me = pathlib.Path('/proc/self')\n"
        "links = [os.readlink(f'/proc/self/fd/{fd}') for fd in os.listdir('/proc/self/fd') if int(fd) > 2"
        " and os.path.exists(f'/proc/self/fd/{fd}')]\n"
        f"pathlib.Path({str(seen)!r}).write_bytes(me.joinpath('environ').read_bytes() +"
        " me.joinpath('cmdline').read_bytes() + repr(links).encode())\n"
        "pathlib.Path(sys.argv[-1]).write_text('Slowly.')\n"
    )
    editor.chmod(0o700)
    with Terminal(careertui(store), tmp_path, environment={"EDITOR": str(editor)}) as terminal:
        terminal.wait_for("Passphrase of")
        terminal.send(f"{TYPED}\r")
        terminal.wait_for(FIRST_SCREEN)
        terminal.send("3")
        terminal.wait_for("tick step")
        terminal.send("E")
        terminal.wait_for("Notes of “Learn to weld” kept.")
        terminal.send("ctrl+q")
        terminal.wait_for_exit()
    said = seen.read_bytes()
    assert TYPED.encode() not in said
    assert b"career.lock" not in said
    assert b"career.journal" not in said


def test_without_a_terminal_it_is_one_sentence(tmp_path: Path) -> None:
    """As from cron: exit code 2, nothing on stdout, and how a script gives it."""
    store = locked(tmp_path)
    said = subprocess.run(
        careertui(store, "list", "goals"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env=surroundings(tmp_path),
        start_new_session=True,
    )
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == (
        "careertui: The career is locked, and there is no terminal to ask for its passphrase. "
        "A script gives it with --passphrase-fd N.\n"
    )


def test_a_new_passphrase_is_asked_for_twice(tmp_path: Path) -> None:
    """Two that differ lock nothing."""
    store = tmp_path / "career.json"
    with opened(store) as planner:
        add_goal(planner, "Learn to weld")
    for second, ends in (("other", 1), (TYPED, 0)):
        with Terminal(careertui(store, "lock"), tmp_path) as terminal:
            terminal.wait_for("New passphrase:")
            terminal.send(f"{TYPED}\r")
            terminal.wait_for("The same again:")
            terminal.send(f"{second}\r")
            assert terminal.wait_for_exit() == ends
            assert TYPED.encode() not in terminal.written
        assert (b"Learn to weld" in store.read_bytes()) is (ends == 1)


def test_a_session_that_is_open_says_that_the_lock_has_changed(tmp_path: Path) -> None:
    """On its screen, without a key; what is typed stays there, is not saved, and lies nowhere in the open."""
    store = tmp_path / "career.json"
    with opened(store) as planner:
        add_goal(planner, "Learn to weld")
    with Terminal(careertui(store), tmp_path) as terminal:
        terminal.wait_for(FIRST_SCREEN)
        terminal.send("3")
        terminal.wait_for("Learn to weld")
        terminal.send("n")
        terminal.wait_for("New goal")
        lock(store)
        terminal.wait_for("Another session has set")
        terminal.send("Zanzibar")
        terminal.wait_for("Zanzibar")
        terminal.send("ctrl+s")
        terminal.wait_for("nothing can be saved")
        assert "Zanzibar" in terminal.text
    assert b"Zanzibar" not in everything_in(tmp_path)
    assert titles_at(store) == ["Learn to weld"]
