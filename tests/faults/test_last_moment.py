"""What is said as it is about to go away is put up all the same, and the session goes on."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.faults.helpers import opened

TOO_LATE = (
    "from careertui.tui import app, boundary\n"
    "boundary.Said.has_expired = False\n"
    "app.CareerApp.notify = lambda self, said, *, timeout, notify=app.CareerApp.notify, **how:"
    " notify(self, said, timeout=-0.001, **how)\n"
    "from careertui.__main__ import main; main()\n"
)
"""careertui, where the time of all that is said passes between the look at it and its being put up."""


def test_what_is_said_at_its_last_moment_is_shown_and_keys_are_heard(store_path: Path) -> None:
    """A timer of Textual's with no time left would go round for ever, and hear no key any more."""
    command = [sys.executable, "-c", TOO_LATE, "--store", str(store_path)]
    with opened(store_path, command) as terminal:
        terminal.send("u")
        terminal.wait_until(lambda: b"nothing to undo" in terminal.written)
        terminal.send("3")
        terminal.wait_for("tick step")
        terminal.send("ctrl+q")
        assert terminal.wait_for_exit() == 0
