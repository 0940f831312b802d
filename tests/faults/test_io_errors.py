"""An I/O error at any system call is told in a sentence, changes nothing, and is over when it is over."""

from __future__ import annotations

import os
import shutil
import traceback
from contextlib import ExitStack
from pathlib import Path

import pytest

from careertui.errors import StoreError
from careertui.planner.planner import Planner
from careertui.store import storage
from tests.faults.tracing import at_every_call, calls_of, needs_strace, report
from tests.store.helpers import add_goal, lock, opened, titles, titles_at

BEFORE = [f"before {number}" for number in range(3)]
SAFE = {"getpid", "gettid", "getrandom", "brk", "mmap", "munmap", "madvise", "mremap", "mprotect"}
"""Calls that are no I/O."""


def say(pipe: int, what: str) -> None:
    """Say it, also where the fault lies in saying it."""
    line = f"{what}\n".encode()
    try:
        os.write(pipe, line)
    except OSError:
        os.write(pipe, line)


def session_of(stack: ExitStack, store: Path, pipe: int) -> Planner:
    """A session; the one that is refused is opened once more."""
    try:
        return stack.enter_context(opened(store))
    except StoreError as error:
        say(pipe, f"told {error.message}")
        return stack.enter_context(opened(store))


def add(planner: Planner, title: str, pipe: int) -> None:
    """A change; the one that is refused did not happen, and is made once more."""
    try:
        add_goal(planner, title)
    except StoreError as error:
        say(pipe, f"told {error.message} {error.hint}")
        assert title not in titles(planner)
        add_goal(planner, title)
    say(pipe, f"kept {title}")


def sessions(store: Path, pipe: int) -> None:
    """Two sessions take turns; when one has closed, and begun the journal anew, the other goes on."""
    with ExitStack() as outer:
        here = session_of(outer, store, pipe)
        with ExitStack() as inner:
            there = session_of(inner, store, pipe)
            for number in range(2):
                add(here, f"here {number}", pipe)
                add(there, f"there {number}", pipe)
        add(here, "here at last", pipe)


def reporting(store: Path, pipe: int) -> None:
    """The same; what ends it is said in full."""
    try:
        sessions(store, pipe)
    except BaseException:
        say(pipe, traceback.format_exc())
        raise


@needs_strace
@pytest.mark.parametrize(
    "code",
    [
        "EIO",
        *(pytest.param(code, marks=pytest.mark.faults) for code in ("ENOSPC", "EINTR", "EROFS", "EDQUOT")),
    ],
)
@pytest.mark.parametrize(
    "locked", [False, pytest.param(True, marks=pytest.mark.faults)], ids=["plain", "locked"]
)
def test_an_error_in_any_system_call_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, locked: bool
) -> None:
    """Once in every call that a session makes, from the first to the last."""
    monkeypatch.setattr(storage, "FOLD_AT", 1)
    monkeypatch.setattr(storage, "KEPT_STEPS", 2)
    folder, whole = tmp_path / "store", tmp_path / "whole"
    store = folder / "career.json"
    with opened(whole / "career.json") as planner:
        for title in BEFORE:
            add_goal(planner, title)
    if locked:
        lock(whole / "career.json")

    def begin() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(whole, folder)

    def work(pipe: int) -> None:
        reporting(store, pipe)

    begin()
    names = calls_of(work, tmp_path / "notes")
    for name in SAFE:
        del names[name]
    begin()
    errors, told = 0, 0
    for name, number, ended_with, said in at_every_call(work, f"error={code}", names):
        place = f"{code} in {name} {number}"
        lines = said.decode().splitlines()
        assert ended_with == 0, f"{place}: {said.decode()}"
        kept = [line.removeprefix("kept ") for line in lines if line.startswith("kept ")]
        told += any(line.startswith("told") for line in lines)
        errors += 1
        assert titles_at(store) == BEFORE + kept, place
        assert list(folder.rglob("*.tmp")) == [], place
        begin()
    report(f"{code}: {errors} errors in {len(names)} system calls, {told} of them told")
    assert told > 10
