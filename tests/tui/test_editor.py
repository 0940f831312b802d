"""Notes in the person's own editor, in a real terminal: it is ours again whatever the editor did."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from careertui.domain.goal import Goal
from careertui.planner.planner import Planner
from tests.faults.helpers import give_passphrase
from tests.store.helpers import either_way, opened
from tests.terminal import Terminal
from tests.tui.driver import find, keep, planner_at_the_keyboard

EDITOR = """#!{python}
import os, signal, subprocess, sys, time
path, what = sys.argv[-1], open({what!r}).read()
text = open(path).read()
modes = [oct(os.stat(there).st_mode) for there in (path, os.path.dirname(path))]
open({seen!r}, "w").write(f"{{modes}} {{text!r}}")
if what == "writes":
    open(path, "w").write(text + "from the editor\\n")
elif what == "crashes":
    open(path, "w").write("before the crash\\n")
    subprocess.run(["stty", "raw", "-echo"])
    sys.stdout.write("\\x1b[?1049h\\x1b[?25l\\x1b[?1000h\\x1b[31mgarbage")
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)
elif what == "fails":
    sys.exit(3)
elif what == "stays":
    open(path, "w").write("while the link was there\\n")
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    print("the editor is here", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def editor(tmp_path: Path) -> Path:
    """An editor that does what `what` in its folder says, and writes down in `seen` what it was given."""
    script = tmp_path / "bin" / "my editor"
    script.parent.mkdir()
    script.write_text(
        EDITOR.format(
            python=sys.executable, what=str(tmp_path / "bin" / "what"), seen=str(tmp_path / "bin" / "seen")
        )
    )
    script.chmod(0o700)
    return script


@contextmanager
def goals_in_a_terminal(store: Path, editor: str) -> Iterator[Terminal]:
    """The board of a career with one goal, its cursor on it, with `editor` as `$VISUAL`."""
    command = ["env", f"VISUAL={editor}", sys.executable, "-m", "careertui", "--store", str(store)]
    with Terminal(command, store.parent) as terminal:
        give_passphrase(terminal, store)
        terminal.wait_for("practices moved")
        terminal.send("3")
        terminal.wait_for("tick step")
        yield terminal


def notes_in(store: Path) -> str:
    """The notes of the goal in the file."""
    with opened(store) as planner:
        return find(planner, Goal, "Learn Rust").notes


@either_way
def test_the_terminal_is_ours_again_whatever_the_editor_did(store_path: Path, editor: Path) -> None:
    """It wrote, it failed, it crashed in raw mode on its own screen; what it left is kept."""
    with opened(store_path) as planner:
        keep(planner, Goal(title="Learn Rust", notes="Slowly."))
    what, seen = editor.parent / "what", editor.parent / "seen"
    with goals_in_a_terminal(store_path, f"'{editor}' --wait") as terminal:
        what.write_text("writes")
        terminal.send("E")
        terminal.wait_for("Notes of “Learn Rust” kept.")
        assert seen.read_text() == "['0o100600', '0o40700'] 'Slowly.\\n'"
        what.write_text("fails")
        terminal.send("E")
        terminal.wait_for("code 3")
        terminal.send("u")
        terminal.wait_for("Undone: Edit notes of “Learn Rust”")
        what.write_text("crashes")
        terminal.send("E")
        terminal.wait_for("SIGKILL")
        assert "garbage" not in terminal.text
        terminal.send("6")
        terminal.wait_for("zoom in")
        terminal.send("ctrl+q")
        assert terminal.wait_for_exit() == 0
        assert terminal.is_as_found
    assert notes_in(store_path) == "before the crash"
    assert list(store_path.parent.glob("career.drafts/*")) == []


@either_way
def test_what_an_editor_wrote_before_the_link_dropped_is_what_the_next_begins_with(
    store_path: Path, editor: Path
) -> None:
    """Even where the editor does not go with the link, careertui does."""
    with opened(store_path) as planner:
        keep(planner, Goal(title="Learn Rust", notes="Slowly."))
    what = editor.parent / "what"
    what.write_text("stays")
    with goals_in_a_terminal(store_path, f"'{editor}'") as terminal:
        terminal.send("E")
        terminal.wait_for("the editor is here")
        terminal.signal(signal.SIGHUP)
        terminal.wait_for_end()
    what.write_text("looks")
    with goals_in_a_terminal(store_path, f"'{editor}'") as terminal:
        terminal.send("E")
        terminal.wait_for("earlier one")
        terminal.send("ctrl+q")
        terminal.wait_for_exit()
    assert notes_in(store_path) == "while the link was there"


async def test_without_an_editor_or_a_terminal_to_give_away_it_says_so(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Naming the variable, and leaving nothing behind."""
    keep(planner, Goal(title="Learn Rust", notes="Slowly."))
    async with planner_at_the_keyboard(planner) as keys:
        monkeypatch.setenv("VISUAL", "no-such-editor --wait")
        await keys.press("3", "E")
        assert keys.said.startswith("The editor 'no-such-editor --wait' was not found. $VISUAL names it")
        monkeypatch.setenv("VISUAL", "un'even")
        await keys.press("E")
        assert keys.said.startswith("$VISUAL cannot be understood")
        monkeypatch.setenv("VISUAL", "")
        monkeypatch.setenv("EDITOR", "")
        monkeypatch.setenv("PATH", "")
        await keys.press("E")
        assert keys.said == "No editor was found. Name yours in $EDITOR, such as EDITOR=nano."
        monkeypatch.setenv("EDITOR", sys.executable)
        await keys.press("E")
        assert keys.said == "An editor needs a terminal of its own, which there is not here."
    assert find(planner, Goal, "Learn Rust").notes == "Slowly."
    assert list(planner.drafts.folder.iterdir()) == []
