"""What a save and an opening cost, beside what they cost elsewhere, in one run and on one disk.

The aim: a save costs at most twice a bare append with fsync plus 0.3 ms, however much is stored; an
opening at most twice `orjson.loads` of the file, plus what the first screen reads. Nothing is asserted
of times; the table is for reading.
"""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from tinydb import TinyDB

from careertui.domain.goal import Goal
from careertui.domain.identity import key_of_id, new_id
from careertui.open import open_planner
from careertui.store.documents import to_document
from careertui.store.migrations import SCHEMA
from tests.conftest import Clock

SIZES = (100, 10_000, 100_000)
SAVES = 150
"""How many saves are measured, except of stock TinyDB at sizes where one takes long."""
WARMING = 20
"""Saves before the first that is measured: the first builds the models, whatever the store holds."""
OPENINGS = 5
SHARES = {"goals": 0.1, "contacts": 0.2, "wins": 0.1, "interactions": 0.6}
"""What a long career is made of."""
TEXT = "Read the chapter on storage, write down what it says about recovery, and try it on the old laptop. "

pytestmark = pytest.mark.benchmark


def goal(number: int) -> Goal:
    """A goal whose document has about 440 bytes."""
    return Goal(
        title=f"Goal number {number}", goal_kind="learning", tags=("rust", "storage"), notes=TEXT, rank=1.5
    )


def document(kind: str, number: int, id_: str, now: datetime) -> dict[str, Any]:
    """A document of about 440 bytes, of any kind."""
    said = to_document(
        goal(number).model_copy(update={"id": id_, "created": now, "updated": now, "version": 1})
    )
    if kind == "goals":
        return said | {"history": [{"column": "backlog", "at": "2026-11-22"}]}
    common = {name: said[name] for name in ("id", "created", "updated", "version", "tags")} | {
        "notes": TEXT * 2
    }
    own = {
        "contacts": {"name": f"Contact {number}", "relation": "peer"},
        "wins": {"on": "2026-11-22", "title": f"Win {number}"},
        "interactions": {"on": "2026-11-22", "channel": "coffee", "summary": f"Coffee {number}"},
    }
    return common | own[kind]


def write_store(path: Path, records: int) -> dict[str, Any]:
    """A store as a session leaves it when it closes."""
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    tree: dict[str, Any] = {}
    for kind, share in SHARES.items():
        table = tree[kind] = {}
        for number in range(int(records * share)):
            id_ = new_id(now)
            table[key_of_id(id_)] = document(kind, number, id_, now)
    tree["careertui"] = {"1": {"schema": SCHEMA, "last_step": 0}}
    path.write_bytes(orjson.dumps(tree))
    return tree


@dataclass
class Watch:
    """The times of one thing, in milliseconds."""

    times: list[float] = field(default_factory=list)

    def time(self, work: Callable[[], object]) -> None:
        """Do it once, and note how long it took."""
        begun = time.perf_counter()
        work()
        self.times.append((time.perf_counter() - begun) * 1000)

    def __str__(self) -> str:
        return f"{statistics.median(self.times):9.3f}"


def save_costs(folder: Path, records: int) -> dict[str, Watch]:
    """The median cost of a save, four ways: by turns, so that each meets the same disk."""
    ours, plain = folder / "career.json", folder / "stock.json"
    tree = write_store(ours, records)
    plain.write_bytes(ours.read_bytes())
    said = orjson.dumps(tree["goals"][next(iter(tree["goals"]))])
    watches = {name: Watch() for name in ("append", "sqlite", "careertui", "stock")}
    descriptor = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    lite = sqlite3.connect(folder / "career.sqlite", isolation_level=None)
    lite.execute("PRAGMA journal_mode=WAL")
    lite.execute("PRAGMA synchronous=FULL")
    lite.execute("CREATE TABLE goals (id TEXT PRIMARY KEY, document TEXT)")
    lite.execute("BEGIN")
    lite.executemany(
        "INSERT INTO goals VALUES (?, ?)", ((key, said) for table in tree.values() for key in table)
    )
    lite.execute("COMMIT")
    db = TinyDB(plain)
    stock_saves = {100: 50, 10_000: 15}.get(records, 4)

    def append() -> None:
        os.write(descriptor, said[:400])
        os.fsync(descriptor)

    def save(number: int) -> None:
        with planner.change("Add a goal") as change:
            change.put(goal(number))

    with open_planner(ours, Clock()) as planner:
        for number in range(WARMING):
            save(number)
        for number in range(SAVES):
            watches["append"].time(append)
            watches["careertui"].time(lambda number=number: save(number))  # type: ignore[misc] # bound now
            watches["sqlite"].time(
                lambda: lite.execute("INSERT INTO goals VALUES (?, ?)", (os.urandom(9).hex(), said))
            )
    # Apart from the others: it rewrites the whole file, and would leave them cold caches and a busy disk.
    for _ in range(stock_saves):
        watches["stock"].time(lambda: db.table("goals").insert(orjson.loads(said)))
    db.close()
    lite.close()
    os.close(descriptor)
    return watches


def open_costs(folder: Path, records: int) -> dict[str, Watch]:
    """The median cost of an opening, the three ways by turns."""
    path = folder / "career.json"
    write_store(path, records)
    watches = {name: Watch() for name in ("loads", "open", "goals", "stock")}
    for _ in range(OPENINGS):
        watches["loads"].time(lambda: orjson.loads(path.read_bytes()))
        session = open_planner(path, Clock())
        begun = time.perf_counter()
        planner = session.__enter__()
        opened = time.perf_counter()
        goals = planner.all(Goal)
        read = time.perf_counter()
        watches["open"].times.append((opened - begun) * 1000)
        watches["goals"].times.append((read - opened) * 1000)
        assert len(goals) == records * SHARES["goals"]
        session.__exit__(None, None, None)

        def stock() -> None:
            with TinyDB(path) as db:
                db.table("goals").all()

        watches["stock"].time(stock)
    return watches


def test_what_a_save_and_an_opening_cost(tmp_path: Path) -> None:
    """Print the tables."""
    random.seed(0)
    print(f"\n\nA save, ms (median of {SAVES})")  # noqa: T201 - what this is for
    print(f"{'records':>9} {'append':>9} {'aim':>9} {'careertui':>9} {'SQLite':>9} {'TinyDB':>9}")  # noqa: T201
    for records in SIZES:
        folder = tmp_path / f"save-{records}"
        folder.mkdir()
        cost = save_costs(folder, records)
        aim = 2 * statistics.median(cost["append"].times) + 0.3
        print(  # noqa: T201
            f"{records:>9} {cost['append']} {aim:9.3f} {cost['careertui']} {cost['sqlite']} {cost['stock']}"
        )
    print(f"\nAn opening, ms (median of {OPENINGS}); a tenth of the records are goals")  # noqa: T201
    print(f"{'records':>9} {'loads':>9} {'aim':>9} {'open':>9} {'+ goals':>9} {'TinyDB':>9}")  # noqa: T201
    for records in SIZES:
        folder = tmp_path / f"open-{records}"
        folder.mkdir()
        cost = open_costs(folder, records)
        aim = 2 * statistics.median(cost["loads"].times)
        print(f"{records:>9} {cost['loads']} {aim:9.3f} {cost['open']} {cost['goals']} {cost['stock']}")  # noqa: T201
