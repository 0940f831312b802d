"""Hostile text in every field, read from the bytes that reach a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.faults.helpers import opened as on_screen
from tests.store.helpers import either_way, opened
from tests.tui.test_hostile_text import PAYLOADS, stage

_OURS = re.compile(
    rb"\x1b\[[0-9;]*m"  # colours
    rb"|\x1b\[[0-9;]*[GHABCDJKX]"  # where to draw, and to erase
    rb"|\x1b\]22;[a-z-]*\x07"  # the shape of the mouse pointer
    rb"|\x1b\[[?<>=][0-9;]*(?:[hlu]|\$p)"  # the terminal's modes, in the private space
)
"""All that careertui and Textual say to a terminal."""
_LIVE = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def live_in(written: bytes) -> set[str]:
    """The characters in a terminal's input that are neither text nor ours."""
    return set(_LIVE.findall(_OURS.sub(b"", written).decode("utf-8")))


@either_way
def test_no_control_byte_of_a_person_s_text_reaches_the_terminal(store_path: Path) -> None:
    """On every screen, in the record in full, its form, the palette, and the toast of an undo."""
    with opened(store_path) as planner:
        for text in PAYLOADS.values():
            stage(planner, text)
    with on_screen(store_path) as terminal:
        for screen, cue in (("2", "new value"), ("4", "log a talk"), ("5", "log a try"), ("6", "zoom in")):
            terminal.send(screen)
            terminal.wait_for(cue)
            terminal.send("jjjjjjjjjjGk")
        terminal.send("3")
        terminal.wait_for("tick step")
        terminal.send("ll")
        terminal.send("jjjjjjjjjj", "enter")
        terminal.wait_for("esc close")
        terminal.send("escape")
        terminal.wait_for(lambda text: "esc close" not in text)
        terminal.send("e")
        terminal.wait_for("ctrl+s save")
        terminal.send("escape")
        terminal.wait_for(lambda text: "ctrl+s save" not in text)
        terminal.send("d")
        terminal.send("ctrl+f")
        terminal.wait_for("a name, or a few letters of it")
        terminal.send("x[/")
        terminal.send("escape")
        terminal.wait_for("tick step")
        terminal.send("ctrl+q")
        assert terminal.wait_for_exit() == 0
        assert live_in(bytes(terminal.written)) == set()


@pytest.mark.parametrize("text", ["\x1b]52;c;aGFjaw==\x07", "\x9b31m", "a\u202eb"])
def test_the_reading_sees_what_would_act(text: str) -> None:
    """A test that cannot fail is no test."""
    assert live_in(b"\x1b[1;2H\x1b[31m" + text.encode())
