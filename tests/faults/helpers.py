"""What these tests share: careertui in a terminal, with a form open and something typed into it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.terminal import Terminal

TYPED = "Learn to weld"
FIRST_SCREEN = "practices moved"


def careertui(store: Path, *more: str) -> list[str]:
    """The command that opens the screens on a store."""
    return [sys.executable, "-m", "careertui", "--store", str(store), *more]


def opened(
    store: Path,
    command: Sequence[str] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    ignores_hangup: bool = False,
) -> Terminal:
    """The first screen, in a terminal."""
    terminal = Terminal(
        command or careertui(store), store.parent, environment=environment, ignores_hangup=ignores_hangup
    )
    terminal.wait_for(FIRST_SCREEN)
    return terminal


def look_once(store: Path) -> None:
    """Open the career and leave again, so that the next start has something to show while it opens."""
    with opened(store) as terminal:
        terminal.send("ctrl+q")
        terminal.wait_for_exit()


def typing(terminal: Terminal, store: Path) -> None:
    """Open the form of a goal, type into it, and read on until the draft is on the disk."""
    terminal.send("3")
    terminal.wait_for("tick step")
    terminal.send("n")
    terminal.wait_for("New goal")
    terminal.send(TYPED)
    terminal.wait_until(lambda: TYPED in drafts(store))


def drafts(store: Path) -> str:
    """All the drafts beside a store, as one text."""
    folder = store.with_name("career.drafts")
    return "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.json")))


def is_gone(group: int) -> bool:
    """Whether no process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False
