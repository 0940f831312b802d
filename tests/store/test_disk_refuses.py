"""A full or failing disk: the change did not happen, the person is told, and afterwards all works again."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from careertui.domain.goal import Goal
from careertui.errors import InvalidRecordError, StoreError
from tests.conftest import Clock
from tests.store.helpers import abandon, add_goal, either_way, journal_of, keep, opened, titles, titles_at

REAL = {name: getattr(os, name) for name in ("write", "fsync", "ftruncate", "replace")}


def refuses(code: int) -> Callable[..., Any]:
    """A system call that fails."""

    def called(*_arguments: Any, **_named: Any) -> Any:
        raise OSError(code, os.strerror(code))

    return called


def half_then_refuses(code: int) -> Callable[..., Any]:
    """A write that takes half of what it is given, and fails when asked for the rest."""
    given = 0

    def write(descriptor: int, data: memoryview) -> int:
        nonlocal given
        given += 1
        if given > 1:
            raise OSError(code, os.strerror(code))
        written: int = REAL["write"](descriptor, data[: len(data) // 2])
        return written

    return write


ADVICE = {
    errno.ENOSPC: "Free some space",
    errno.EACCES: "permissions",
    errno.EROFS: "writable",
    errno.EIO: "another disk",
    errno.ENOTDIR: "A link stands there",
    errno.EMFILE: "close other programs",
}
"""What helps, by what is wrong."""

FAULTS: dict[str, dict[str, Callable[[], Callable[..., Any]]]] = {
    "no space for any of it": {"write": lambda: refuses(errno.ENOSPC)},
    "no space for half of it": {"write": lambda: half_then_refuses(errno.ENOSPC)},
    "over quota": {"write": lambda: refuses(errno.EDQUOT)},
    "the disk fails to sync": {"fsync": lambda: refuses(errno.EIO)},
    "no space, and the half stays": {
        "write": lambda: half_then_refuses(errno.ENOSPC),
        "ftruncate": lambda: refuses(errno.EIO),
    },
}


@contextmanager
def fault(name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The disk as the fault of this name has it."""
    with monkeypatch.context() as patch:
        for call, made in FAULTS[name].items():
            patch.setattr(os, call, made())
        yield


@pytest.mark.parametrize("name", FAULTS)
@either_way
def test_a_change_that_the_disk_refuses_did_not_happen(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Memory, file, subscribers and undo are as before; the sentence says why; the next change is kept."""
    with opened(store_path, clock) as planner:
        goal = add_goal(planner, "kept")
        told: list[object] = []
        planner.subscribe(told.append)
        before = journal_of(store_path).read_bytes()
        changed = planner.find(Goal, "kept").revised(title="lost")
        with fault(name, monkeypatch), pytest.raises(StoreError) as raised:
            keep(planner, "Lose", changed, Goal(title="lost too"))
        assert "The disk refused" in raised.value.message
        assert raised.value.hint
        assert titles(planner) == ["kept"]
        assert planner.get(goal.id) == planner.find(Goal, "kept")
        assert told == []
        assert journal_of(store_path).read_bytes()[: len(before)] == before
        if "stays" not in name:
            assert journal_of(store_path).read_bytes() == before
        with opened(store_path, clock) as other:
            assert titles(other) == ["kept"]
            abandon(other)
        add_goal(planner, "kept after")
        assert planner.undo() == "Add kept after"
        assert planner.undo() == "Add kept"
        planner.redo()
        assert titles(planner) == ["kept"]
    assert titles_at(store_path) == ["kept"]


@pytest.mark.parametrize("code", ADVICE, ids=errno.errorcode.__getitem__)
def test_the_hint_is_of_what_is_wrong(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Nobody is sent to free space for a link in the way."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "kept")
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", refuses(code))
            with pytest.raises(StoreError) as told:
                add_goal(planner, "lost")
        assert [said for said in ADVICE.values() if said in told.value.hint] == [ADVICE[code]]


@either_way
def test_a_line_that_cannot_be_taken_back_is_the_same_for_everyone(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sync fails and so does cutting the line off: whichever way it goes, all sessions agree."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "kept")
        renamed = planner.find(Goal, "kept").revised(title="renamed")
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", refuses(errno.EIO))
            patch.setattr(os, "ftruncate", refuses(errno.EIO))
            with pytest.raises(StoreError):
                keep(planner, "Rename", renamed)
        with opened(store_path, clock) as other:
            there = titles(other)
            abandon(other)
        planner.take_in()
        assert titles(planner) == there
        with planner.change("Rename again") as change:
            change.put(planner.all(Goal)[0].revised(title="renamed again"))
    assert titles_at(store_path) == ["renamed again"]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@either_way
def test_a_fold_that_the_disk_refuses_takes_nothing_away(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """Closing does not fail, no temporary file stays, and the next session folds what the journal has."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
    snapshot = store_path.read_bytes()
    with opened(store_path, clock) as planner:
        add_goal(planner, "two")
        with monkeypatch.context() as patch:
            patch.setattr(os, call, refuses(errno.ENOSPC))
            planner.close()
    if call != "fsync":
        assert list(store_path.parent.rglob("*.tmp")) == []
    assert snapshot != store_path.read_bytes()
    assert titles_at(store_path) == ["one", "two"]


@either_way
def test_the_snapshot_stays_when_its_replacement_fails(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old one is whole until the new one has its name."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
    snapshot = store_path.read_bytes()
    for call in ("write", "fsync", "replace"):
        with opened(store_path, clock) as planner, monkeypatch.context() as patch:
            add_goal(planner, "more")
            patch.setattr(os, call, refuses(errno.EIO))
            planner.close()
            assert store_path.read_bytes() == snapshot
            assert list(store_path.parent.rglob("*.tmp")) == []
            abandon(planner)


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the file's name in it; nothing is left half-made."""
    with opened(store_path, clock) as planner, monkeypatch.context() as patch:
        patch.setattr(os, "open", refuses(errno.EROFS))
        with pytest.raises(StoreError, match=r"Read-only file system.*career"):
            add_goal(planner, "one")
    assert {path.name for path in store_path.parent.iterdir()} <= {"career.lock"}


@either_way
def test_a_value_that_json_cannot_hold_changes_nothing(store_path: Path, clock: Clock) -> None:
    """The line is made before the disk is touched, so nothing is half-written."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
        before = journal_of(store_path).read_bytes()
        with pytest.raises(InvalidRecordError, match=r"Odd.*64-bit"):
            keep(planner, "Odd", Goal.model_validate({"title": "odd", "of a later version": 2**70}))
        assert journal_of(store_path).read_bytes() == before
        assert titles(planner) == ["one"]
        add_goal(planner, "two")
    assert titles_at(store_path) == ["one", "two"]
