"""What a passphrase costs: a save, an opening and a fold with it and without, by turns on one disk.

The key is derived once a session, and told apart: it is meant to take a while.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from careertui.domain.goal import Goal
from careertui.store import sealed
from tests.benchmarks.test_store import OPENINGS, SAVES, WARMING, Watch, goal, write_store
from tests.store.helpers import abandon, lock, opened

SIZES = (100, 10_000, 100_000)

pytestmark = pytest.mark.benchmark


def costs(folder: Path, records: int) -> dict[str, dict[str, Watch]]:
    """The times of each thing, without a lock and with it."""
    stores = {kind: folder / kind / "career.json" for kind in ("plain", "locked")}
    stores["plain"].parent.mkdir(parents=True)
    write_store(stores["plain"], records)
    shutil.copytree(stores["plain"].parent, stores["locked"].parent)
    begun = time.perf_counter()
    lock(stores["locked"])
    watches = {kind: {name: Watch() for name in ("open", "save", "fold")} for kind in stores}
    watches["locked"]["lock"] = Watch([(time.perf_counter() - begun) * 1000])
    for _ in range(OPENINGS):
        for kind, store in stores.items():
            session = opened(store)
            watches[kind]["open"].time(session.__enter__)
            session.__exit__(None, None, None)
    with opened(stores["plain"]) as plain, opened(stores["locked"]) as locked:
        planners = {"plain": plain, "locked": locked}
        for number in range(WARMING + SAVES):
            for kind, planner in planners.items():

                def save(planner: object = planner, number: int = number) -> None:
                    assert isinstance(planner, type(plain))
                    with planner.change("Add a goal") as change:
                        change.put(goal(number))

                (watches[kind]["save"] if number >= WARMING else Watch()).time(save)
        for number in range(OPENINGS):
            for kind, planner in planners.items():
                with planner.change("Add a goal") as change:
                    change.put(Goal(title=f"fold {number}"))
                watches[kind]["fold"].time(planner._store._storage.fold)
        for planner in planners.values():
            abandon(planner)
    return watches


def test_what_a_passphrase_costs(tmp_path: Path) -> None:
    """Print the table."""
    derived = Watch()
    for _ in range(OPENINGS):
        derived.time(lambda: sealed.new_lock(b"correct horse"))
    print(f"\n\nDeriving the key, ms: {derived}")  # noqa: T201 - what this is for
    print(f"{'records':>9} {'':>6} {'plain':>9} {'locked':>9}   (ms, median)")  # noqa: T201
    for records in SIZES:
        found = costs(tmp_path / str(records), records)
        for name in ("open", "save", "fold"):
            print(f"{records:>9} {name:>6} {found['plain'][name]} {found['locked'][name]}")  # noqa: T201
        print(f"{records:>9} {'lock':>6} {'':>9} {found['locked']['lock']}")  # noqa: T201
