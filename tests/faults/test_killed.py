"""A process killed at any system call of a save or a migration loses nothing that it acknowledged."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import orjson
import pytest

from careertui.store import storage
from careertui.store.drafts import Draft
from careertui.store.migrations import SCHEMA, schema_of
from tests.conftest import Clock
from tests.faults.tracing import at_every_call, calls_of, needs_strace, report
from tests.store.helpers import add_goal, lock, opened, stock, titles_at

BEFORE = [f"before {number}" for number in range(3)]


def left_behind(store: Path) -> list[Path]:
    """Temporary files anywhere under the store's folder."""
    return list(store.parent.rglob("*.tmp"))


def prepare(store: Path) -> None:
    """A store with three goals, and a draft."""
    with opened(store, Clock()) as planner:
        for title in BEFORE:
            add_goal(planner, title)


def session(store: Path, pipe: int) -> None:
    """Two changes, each acknowledged, and a draft between them; the journal is begun anew at the end."""
    with opened(store, Clock()) as planner:
        for title in ("one", "two"):
            add_goal(planner, title)
            os.write(pipe, f"{title}\n".encode())
            planner.drafts.keep("goal-new", Draft(Clock()(), 0, {"title": title}))
            os.write(pipe, f"draft {title}\n".encode())


@needs_strace
@pytest.mark.parametrize(
    "kind", ["the first run", "a later run", pytest.param("a locked career", marks=pytest.mark.faults)]
)
def test_a_kill_at_any_system_call_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Open, change, write a draft, fold, keep a backup, begin the journal anew: whichever is the last."""
    monkeypatch.setattr(storage, "FOLD_AT", 1)
    monkeypatch.setattr(storage, "KEPT_STEPS", 2)
    folder, whole = tmp_path / "store", tmp_path / "whole"
    store = folder / "career.json"
    first_run = kind == "the first run"
    if not first_run:
        prepare(whole / "career.json")
    if kind == "a locked career":
        lock(whole / "career.json")
    before = [] if first_run else BEFORE

    def work(pipe: int) -> None:
        session(store, pipe)

    def begin() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        if not first_run:
            shutil.copytree(whole, folder)

    begin()
    names = calls_of(work, tmp_path / "notes")
    begin()
    kills = 0
    for name, number, code, said in at_every_call(work, "signal=KILL", names):
        assert code in {0, -signal.SIGKILL}
        kills += code != 0
        acknowledged = [line for line in said.decode().splitlines() if not line.startswith("draft")]
        there = titles_at(store) if folder.exists() else []
        place = f"killed in {name} {number}"
        assert there[: len(before) + len(acknowledged)] == before + acknowledged, place
        assert len(there) <= len(before) + len(acknowledged) + 1, place
        assert left_behind(store) == [], place
        begin()
    report(f"{kills} kills in {len(names)} system calls")
    assert kills > 100


@needs_strace
def test_a_kill_at_any_system_call_of_a_migration_leaves_the_old_or_the_new_file(tmp_path: Path) -> None:
    """A file of stock TinyDB opened for the first time; the file as it was is kept before it is replaced."""
    folder = tmp_path / "store"
    store = folder / "career.json"
    folder.mkdir()
    with stock(store) as db:
        db.table("goals").insert_multiple({"title": title} for title in BEFORE)
    old = store.read_bytes()

    def begin() -> None:
        shutil.rmtree(folder)
        folder.mkdir()
        store.write_bytes(old)

    def work(_pipe: int) -> None:
        with opened(store, Clock()):
            pass

    names = calls_of(work, tmp_path / "notes")
    begin()
    found = []
    for name, number, code, _ in at_every_call(work, "signal=KILL", names):
        place = f"killed in {name} {number}"
        assert code in {0, -signal.SIGKILL}, place
        left = store.read_bytes()
        kept = [path.read_bytes() for path in folder.glob("career-backups/career-before-schema-*.json")]
        if left != old:
            assert schema_of(orjson.loads(left)) == SCHEMA, place
            assert kept == [old], place
        assert all(copy == old for copy in kept), place
        found.append(left == old)
        assert titles_at(store) == BEFORE, place
        assert left_behind(store) == [], place
        begin()
    report(
        f"{len(found)} kills: the old file {found.count(True)} times, the new one {found.count(False)} times"
    )
    assert found.count(True) > 50
    assert found.count(False) > 10
