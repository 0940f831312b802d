"""Whatever the surroundings, careertui runs right or says in one sentence why it does not, with code 2."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
from pathlib import Path

from textual.events import Key

from careertui.tui.keys_from_bytes import KeysFromBytes
from tests.faults.helpers import FIRST_SCREEN, careertui, give_passphrase, opened, plain_and_locked
from tests.store.helpers import either_way, everything_in
from tests.terminal import Terminal, surroundings

RUNS = {
    "xterm-256color": {"TERM": "xterm-256color"},
    "screen": {"TERM": "screen"},
    "tmux": {"TERM": "tmux-256color"},
    "linux": {"TERM": "linux"},
    "vt100": {"TERM": "vt100"},
    "a terminal nobody has heard of": {"TERM": "wonder-9000"},
    "LANG=C": {"LANG": "C"},
    "LANG=POSIX": {"LANG": "POSIX"},
    "no LANG": {"LANG": ""},
    "latin-1": {"LANG": "en_US.ISO-8859-1", "PYTHONIOENCODING": "latin-1"},
    "NO_COLOR": {"NO_COLOR": "1"},
    "sixteen colours asked for": {"TEXTUAL_COLOR_SYSTEM": "standard"},
    "an unknown theme of Textual's": {"TEXTUAL_THEME": "wonder"},
}
REFUSES = {
    "dumb": ({"TERM": "dumb"}, "TERM is dumb"),
    "no TERM": ({"TERM": ""}, "TERM is unset"),
    "unknown": ({"TERM": "unknown"}, "TERM is unknown"),
    "a colour system that is none": ({"TEXTUAL_COLOR_SYSTEM": "wonder"}, "TEXTUAL_COLOR_SYSTEM is 'wonder'"),
}
WITHOUT = {
    "standard error redirected": "2>told",
    "standard error closed": "2>&-",
    "standard input from a file": "</dev/null 2>told",
    "standard input closed": "<&- 2>told",
}


@plain_and_locked("name", RUNS, "LANG=C", "vt100", "NO_COLOR")
def test_it_runs_right(store_path: Path, name: str) -> None:
    """The first screen, the board, and the terminal given back."""
    with opened(store_path, environment=RUNS[name]) as terminal:
        terminal.send("3")
        terminal.wait_for("tick step")
        if name in {"LANG=C", "LANG=POSIX", "latin-1"}:
            assert terminal.text.isascii()
        if name == "NO_COLOR":
            assert not re.search(rb"\x1b\[[0-9;]*\b[34]8;[25];", terminal.written)
        terminal.send("ctrl+q")
        assert terminal.wait_for_exit() == 0
        assert terminal.is_as_found, terminal.modes


@plain_and_locked("name", REFUSES, "dumb")
def test_it_says_why_not(store_path: Path, name: str) -> None:
    """Before anything is asked, or written to the terminal or to the disk."""
    environment, why = REFUSES[name]
    before = everything_in(store_path.parent)
    with Terminal(careertui(store_path), store_path.parent, environment=environment) as terminal:
        assert terminal.wait_for_exit() == 2
        told = bytes(terminal.written)
        assert b"\x1b" not in told
        assert told.startswith(b"careertui: ")
        assert told.count(b"\n") == 1
        assert why in " ".join(told.decode().split())
    assert everything_in(store_path.parent) == before


def test_the_demo_says_it_before_it_makes_anything(tmp_path: Path) -> None:
    """No sample career is written to a folder, to be looked at nowhere."""
    command = [*careertui(tmp_path / "career.json"), "demo", "--at", str(tmp_path / "sample")]
    with Terminal(command, tmp_path, environment={"TERM": "dumb"}) as terminal:
        assert terminal.wait_for_exit() == 2
        assert bytes(terminal.written).startswith(b"careertui: This terminal cannot draw screens")
    assert not (tmp_path / "sample").exists()


@plain_and_locked("name", WITHOUT, "standard error closed", "standard input closed")
def test_without_a_terminal_it_says_so(store_path: Path, name: str) -> None:
    """Wherever the sentence can go; a traceback goes nowhere."""
    line = f"{shlex.join(careertui(store_path))} {WITHOUT[name]}"
    with Terminal(["sh", "-c", line], store_path.parent, cwd=store_path.parent) as terminal:
        assert terminal.wait_for_exit() == 2
        assert terminal.written == b""
        assert terminal.is_as_found
    if "told" in WITHOUT[name]:
        told = (store_path.parent / "told").read_text("utf-8")
        assert told.startswith("careertui: The screens need a terminal")
        assert told.count("\n") == 1


@either_way
def test_in_a_pipe_it_says_so_too(store_path: Path) -> None:
    """As from cron."""
    said = subprocess.run(
        careertui(store_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env=surroundings(store_path.parent),
    )
    assert (said.returncode, said.stdout) == (2, b"")
    assert said.stderr.startswith(b"careertui: The screens need a terminal")


@either_way
def test_a_terminal_of_twenty_by_five_says_that_it_is_too_small(store_path: Path) -> None:
    """In words that fit, and it can be left."""
    with Terminal(careertui(store_path), store_path.parent, columns=20, lines=5) as terminal:
        give_passphrase(terminal, store_path)
        terminal.wait_for("has 20 x 5")
        terminal.send("ctrl+q")
        assert terminal.wait_for_exit() == 0
        assert terminal.is_as_found, terminal.modes


@either_way
def test_bytes_that_are_no_text_are_typed_and_nothing_happens(store_path: Path) -> None:
    """Each alone, in the middle of keys, and in a form; the one after them is a key again."""
    with opened(store_path) as terminal:
        for odd in (
            b"\xff",
            b"\xc3(",
            b"\xe2\x28\xa1",
            b"\xf0\x9f",
            bytes(range(0x80, 0x100)),
            b"\x1b[999;999;999~",
        ):
            terminal.send_bytes(odd)
        terminal.send("3")
        terminal.wait_for("tick step")
        terminal.send("n")
        terminal.wait_for("New goal")
        terminal.send_bytes(b"Learn\xff to \xc3(weld")
        terminal.wait_for("weld")
        terminal.send("ctrl+q")
        assert terminal.wait_for_exit() == 0
        assert terminal.is_as_found, terminal.modes


def test_a_letter_whose_bytes_come_one_by_one_is_one_key() -> None:
    """As over a link that cuts it in two."""
    keys = KeysFromBytes(debug=False)
    heard = [message for byte in "é漢x".encode() for message in keys.feed(bytes([byte]))]
    assert [message.character for message in heard if isinstance(message, Key)] == ["é", "漢", "x"]


def test_an_escape_is_heard_at_once_and_a_sequence_in_pieces_is_one_key(store_path: Path) -> None:
    """`$ESCDELAY` is how long a link may take between two pieces, as curses has it."""
    with opened(store_path, environment={"ESCDELAY": "60000"}) as terminal:
        terminal.send("3")
        terminal.wait_for("tick step")
        terminal.send("n")
        terminal.wait_for("New goal")
        terminal.send("quay")
        terminal.wait_for("quay")
        shown = len(terminal.written)
        for piece in (b"\x1b", b"[", b"D"):
            terminal.send_bytes(piece)
        terminal.wait_until(lambda: len(terminal.written) > shown)
        terminal.send("x")
        terminal.wait_for("quaxy")
    with opened(store_path) as terminal:
        terminal.send("c")
        terminal.wait_for("enter record")
        terminal.send("escape")
        terminal.wait_for(lambda text: "enter record" not in text and FIRST_SCREEN in text)


def test_ctrl_c_ends_a_command_wherever_it_is(tmp_path: Path) -> None:
    """In the middle of an import that would swallow it, too; without a word."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    swallowing = f"try:\n    open({str(pipe)!r}).read()\nexcept BaseException:\n    pass\n"
    (tmp_path / "tinydb.py").write_text(swallowing, encoding="utf-8")
    command = careertui(tmp_path / "career.json", "list", "goals")
    environment = {**surroundings(tmp_path), "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as process:
        writer = os.open(pipe, os.O_WRONLY)  # returns when the import reads
        process.send_signal(signal.SIGINT)
        code = process.wait()
        os.close(writer)
        assert process.stderr is not None
        assert (code, process.stderr.read()) == (-signal.SIGINT, b"")
