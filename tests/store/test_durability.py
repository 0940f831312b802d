"""What was acknowledged is on the disk, whenever the process dies and however many write at once."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from careertui.domain.goal import Goal
from careertui.store import storage
from careertui.store.codec import PLAIN
from tests.conftest import Clock
from tests.store.deaths import deaths
from tests.store.helpers import (
    add_goal,
    codec_of,
    either_way,
    ended,
    in_a_child,
    lock,
    opened,
    plain_or_locked,
    steps_in,
    stock,
    titles,
    titles_at,
)

GOALS = 7


def left_behind(store: Path) -> list[Path]:
    """Temporary files anywhere under the store's folder."""
    return list(store.parent.rglob("*.tmp"))


def numbers_at(store: Path) -> list[int]:
    """The latest number each goal was given, as a session opened now sees it; folds at the end."""
    return [int(title.partition(" ")[2]) for title in sorted(titles_at(store))]


def count_for_ever(store: Path, start: int, pipe: int) -> None:
    """Give number after number to one goal after another, say each on the pipe; open anew every ten."""
    number = start
    while True:
        with opened(store, Clock()) as planner:
            goals = sorted(planner.all(Goal), key=lambda goal: goal.title)
            for _ in range(10):
                goal = planner.get(goals[number % GOALS].id)
                assert isinstance(goal, Goal)
                with planner.change("Count") as change:
                    change.put(goal.revised(title=f"{number % GOALS} {number}"))
                os.write(pipe, b"%d\n" % number)
                number += 1


@pytest.mark.parametrize("kills", [60, pytest.param(500, marks=pytest.mark.faults)])
@either_way
def test_no_kill_loses_what_was_acknowledged(
    store_path: Path, monkeypatch: pytest.MonkeyPatch, kills: int
) -> None:
    """After each of many kills at random moments the file opens, and every goal has its latest number.

    A fold comes every ten changes and begins the journal anew, so that kills fall into all of that too.
    """
    monkeypatch.setattr(storage, "FOLD_AT", 1)
    monkeypatch.setattr(storage, "KEPT_STEPS", 5)
    chance = random.Random(20261122)  # noqa: S311 - chooses moments, keeps no secret
    with opened(store_path, Clock()) as planner:
        for number in range(GOALS):
            add_goal(planner, f"{number} {number}")
    latest = GOALS - 1
    for _ in range(kills):
        child, pipe = in_a_child(lambda pipe, start=latest + 1: count_for_ever(store_path, start, pipe))  # type: ignore[misc] # bound now
        with os.fdopen(pipe, "rb") as said:
            for _ in range(chance.randrange(1, 25)):
                line = said.readline()
                assert line, "the child ended by itself"
            until = time.perf_counter() + chance.random() * 0.004
            while time.perf_counter() < until:
                pass
            os.kill(child, signal.SIGKILL)
            assert ended(child) == -signal.SIGKILL
            acknowledged = [int(line), *map(int, said.read().split())][-1]
        found = numbers_at(store_path)
        latest = max(found)
        assert latest in {acknowledged, acknowledged + 1}
        assert found == [max(n for n in range(latest + 1) if n % GOALS == goal) for goal in range(GOALS)]
        assert left_behind(store_path) == []


@either_way
def test_two_processes_that_write_at_once_lose_nothing(store_path: Path) -> None:
    """200 changes each, the same moment, no conflict: 400 goals, in stock TinyDB too."""
    start_reading, start_writing = os.pipe()

    def write(name: str) -> None:
        with opened(store_path, Clock()) as planner:
            os.read(start_reading, 1)
            for number in range(200):
                add_goal(planner, f"{name} {number}")

    children = [in_a_child(lambda _pipe, name=name: write(name)) for name in ("a", "b")]  # type: ignore[misc] # bound now
    os.write(start_writing, b"..")
    assert [ended(child) for child, _ in children] == [0, 0]
    for descriptor in (start_reading, start_writing, *(pipe for _, pipe in children)):
        os.close(descriptor)
    expected = {f"{name} {number}" for name in ("a", "b") for number in range(200)}
    assert set(titles_at(store_path)) == expected
    assert [step.seq for step in steps_in(store_path)] == list(range(1, 401))
    if codec_of(store_path) is not PLAIN:
        return
    with stock(store_path) as db:
        assert {document["title"] for document in db.table("goals")} == expected
        assert len(db.table("goals")) == 400


# --- a death at every system call -------------------------------------------------------------------


@plain_or_locked
@pytest.mark.parametrize("half", [False, True], ids=["before a write", "within a write"])
def test_a_death_at_any_call_of_a_session_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, half: bool, locked: bool
) -> None:
    """Open, change, fold, keep a backup, begin the journal anew: whichever call is the last one."""
    monkeypatch.setattr(storage, "FOLD_AT", 1)
    monkeypatch.setattr(storage, "KEPT_STEPS", 2)
    acknowledged = tmp_path / "acknowledged"
    store = tmp_path / "store" / "career.json"
    if locked:
        lock(store)
    with opened(store, Clock()) as planner:
        for number in range(3):
            add_goal(planner, f"before {number}")
    expected = {f"before {number}" for number in range(3)}

    def session() -> None:
        # TextIOWrapper writes without `os.write`, so that acknowledging is not one of the counted calls.
        with opened(store, Clock()) as planner, acknowledged.open("a", encoding="utf-8") as said:
            for number in range(2):
                goal = add_goal(planner, f"new {os.getpid()} {number}")
                said.write(f"{goal.title}\n")
                said.flush()

    def check(call: int, _code: int) -> None:
        there = titles_at(store)
        said = set(acknowledged.read_text(encoding="utf-8").splitlines()) if acknowledged.exists() else set()
        assert len(there) == len(set(there))
        assert expected | said <= set(there), f"lost at call {call}"
        assert len(set(there) - expected - said) <= 1
        expected.update(there)
        assert left_behind(store) == []

    assert deaths(session, check, half=half) > 15


@pytest.mark.parametrize("half", [False, True], ids=["before a write", "within a write"])
def test_a_death_at_any_call_of_a_migration_loses_nothing(tmp_path: Path, half: bool) -> None:
    """A file of stock TinyDB opened for the first time: afterwards it is the old file, or the new one."""
    folder = tmp_path / "store"
    folder.mkdir()
    store = folder / "career.json"
    with stock(store) as db:
        db.table("goals").insert_multiple({"title": f"old {number}"} for number in range(3))
    old = store.read_bytes()

    def first_session() -> None:
        with opened(store, Clock()):
            pass

    def check(call: int, _code: int) -> None:
        assert titles_at(store) == ["old 0", "old 1", "old 2"], f"at call {call}"
        assert left_behind(store) == []
        kept = list((folder / "career-backups").glob("career-before-schema-1-*.json"))
        assert old in [path.read_bytes() for path in kept]
        for path in folder.rglob("*"):
            if path.is_file():
                path.unlink()
        store.write_bytes(old)

    assert deaths(first_session, check, half=half) > 5


def test_a_snapshot_is_on_the_disk_before_it_takes_its_name_and_its_folder_after(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut then leaves the older file or the newer one; the order is what a test can see of that."""
    order: list[str] = []
    fsync, replace = os.fsync, os.replace

    def note_fsync(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").resolve()
        order.append("fsync folder" if path.is_dir() else f"fsync {path.suffix}")
        fsync(descriptor)

    def note_replace(source: str, target: Path) -> None:
        order.append(f"replace {Path(target).name}")
        replace(source, target)

    with opened(store_path, clock) as planner:
        monkeypatch.setattr(os, "replace", note_replace)
        monkeypatch.setattr(os, "fsync", note_fsync)
        add_goal(planner, "one")
        assert order == ["fsync folder", "fsync .journal"]
        order.clear()
    assert order[:4] == ["fsync .tmp", "replace career.json", "fsync folder", "fsync .journal"]


def test_nothing_is_written_by_looking(store_path: Path, clock: Clock) -> None:
    """A session that only reads leaves every file as it was, and makes none where there is none."""
    with opened(store_path, clock) as planner:
        assert titles(planner) == []
    assert list(store_path.parent.glob("career.j*")) == []
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
    before = {path: path.stat().st_mtime_ns for path in store_path.parent.rglob("*") if path.is_file()}
    with opened(store_path, clock) as planner:
        assert titles(planner) == ["one"]
    assert {p: p.stat().st_mtime_ns for p in store_path.parent.rglob("*") if p.is_file()} == before
