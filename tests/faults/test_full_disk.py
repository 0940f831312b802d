"""A full disk, at the keyboard: the form stays with what was typed, says what to do, and saves afterwards."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from careertui.domain.goal import Goal
from tests.conftest import Clock
from tests.store.helpers import add_goal, journal_of, lock, opened, plain_or_locked, titles_at
from tests.tui.driver import headings, planner_at_the_keyboard

NOTES = "word " * 1_000 + "end"
"""More than what is left."""


@contextmanager
def no_larger_file(store: Path) -> Iterator[None]:
    """No file of this process may grow beyond the journal and a little more: RLIMIT_FSIZE."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = journal_of(store).stat().st_size + 100
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def no_space_left(store: Path) -> Iterator[None]:
    """Something else has taken all the room there was."""
    filler = store.parent / "filler"
    with filler.open("wb", buffering=0) as file:
        with contextlib.suppress(OSError):
            while True:
                file.write(b"x" * 512)
        with pytest.raises(OSError, match="No space left"):
            file.write(b"x")
    try:
        yield
    finally:
        filler.unlink()


@pytest.fixture
def tmpfs(tmp_path: Path) -> Iterator[Path]:
    """A file system in memory with little room, or a reason why there is none."""
    if os.geteuid() != 0:
        pytest.skip("mounting needs root")
    folder = tmp_path / "tmpfs"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True, capture_output=True)


async def check_the_form(
    store: Path, full: Callable[[Path], AbstractContextManager[None]], *, locked: bool
) -> None:
    """A goal is typed while the disk is full, and saved when it no longer is."""
    if locked:
        lock(store)
    with opened(store, Clock()) as planner:
        add_goal(planner, "before")
        async with planner_at_the_keyboard(planner, first="goals") as keys:
            with full(store):
                await keys.press("n")
                await keys.type("Write it down")
                await keys.go_to_field("Notes")
                await keys.paste(NOTES)
                await keys.press("ctrl+s")
                assert keys.dialog
                assert keys.value_of("Title") == "Write it down"
                assert keys.value_of("Notes") == NOTES
                assert "The disk refused" in keys.said
                assert "Free some space" in keys.said
                assert headings(planner, Goal) == ["before"]
                assert titles_at(copied(store)) == ["before"]
            await keys.press("ctrl+s")
            assert keys.dialog == ""
            assert headings(planner, Goal) == ["before", "Write it down"]
    with opened(store, Clock()) as planner:
        assert planner.find(Goal, "Write it down").notes == NOTES
    assert list(store.parent.rglob("*.tmp")) == []


def copied(store: Path) -> Path:
    """The store and its journal as they lie there now, where there is room."""
    folder = store.parent.parent / "copied"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path in (store, journal_of(store)):
        if path.exists():
            shutil.copy(path, folder)
    return folder / store.name


@plain_or_locked
async def test_a_form_outlasts_a_limit_on_the_size_of_files(tmp_path: Path, locked: bool) -> None:
    """As `ulimit -f` and a quota have it."""
    await check_the_form(tmp_path / "store" / "career.json", no_larger_file, locked=locked)


@pytest.mark.faults
@plain_or_locked
async def test_a_form_outlasts_a_full_file_system(tmpfs: Path, locked: bool) -> None:
    """Not a byte is left on it, for the draft either."""
    await check_the_form(tmpfs / "career.json", no_space_left, locked=locked)
