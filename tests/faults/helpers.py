"""What these tests share: careertui in a terminal, with a form open and something typed into it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from careertui.open import is_locked
from careertui.store.relocking import draft_context
from tests.store.helpers import PASSPHRASE, codec_of, lock
from tests.terminal import Terminal

TYPED = "Learn to weld"
FIRST_SCREEN = "practices moved"


def plain_and_locked(argument: str, cases: Iterable[str], *few: str) -> pytest.MarkDecorator:
    """Each case on a plain career, and on a locked one: a few of them in every run, the others at length."""
    cases = list(cases)
    at_length = (pytest.param("locked", case, marks=pytest.mark.faults) for case in cases if case not in few)
    return pytest.mark.parametrize(
        ("store_path", argument),
        [*(("plain", case) for case in cases), *(("locked", case) for case in few), *at_length],
        indirect=["store_path"],
    )


LOCKED_AT_LENGTH = ["plain", pytest.param("locked", marks=pytest.mark.faults)]
"""For what takes too long to be held on a locked career in every run as well."""


def new_store(folder: Path, *, locked: bool) -> Path:
    """Where a career is to be kept, in a folder of its own; nothing is there yet, but for a lock."""
    folder.mkdir()
    store = folder / "career.json"
    if locked:
        lock(store)
    return store


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
    """The first screen, in a terminal; of a locked career too."""
    terminal = Terminal(
        command or careertui(store), store.parent, environment=environment, ignores_hangup=ignores_hangup
    )
    give_passphrase(terminal, store)
    terminal.wait_for(FIRST_SCREEN)
    return terminal


def give_passphrase(terminal: Terminal, store: Path) -> None:
    """Type it where it is asked for, which is where the career is locked."""
    if is_locked(store):
        terminal.wait_until(lambda: b"Passphrase of" in terminal.written)
        terminal.send(PASSPHRASE.decode(), "enter")


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
    """All the drafts beside a store, as one text; they are to be under its lock."""
    codec, folder = codec_of(store), store.with_name("career.drafts")
    return "".join(
        codec.from_file(path.read_bytes(), draft_context(path.name)).decode()
        for path in sorted(folder.glob("*.json"))
    )


def is_gone(group: int) -> bool:
    """Whether no process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False
