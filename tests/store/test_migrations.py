"""From a file made with stock TinyDB to today's schema, with the old file kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from careertui.domain.contact import Contact
from careertui.domain.goal import Goal
from careertui.domain.identity import id_of_number
from careertui.open import restore_store
from careertui.store import migrations
from careertui.store.backups import folder_of, keep
from careertui.store.migrations import SCHEMA, migrate, schema_of
from tests.conftest import Clock
from tests.store.helpers import abandon, add_goal, opened, stock, titles, titles_at


@pytest.fixture
def old(store_path: Path) -> bytes:
    """The bytes of a schema-0 file at `store_path`, as stock TinyDB wrote it."""
    with stock(store_path) as db:
        db.table("goals").insert_multiple(
            {"title": f"goal {number}", "due": "2027"} for number in range(2, 5)
        )
        db.table("contacts").insert({"name": "Ada", "relation": "mentor"})
        db.table("recipes").insert({"name": "soup"})
        db.table("goals").remove(doc_ids=[1])
    return store_path.read_bytes()


def test_a_stock_file_is_brought_up_to_date_at_its_first_opening(
    store_path: Path, clock: Clock, old: bytes
) -> None:
    """Every document has the id of its key, what is not ours is untouched, and the old file is kept."""
    with opened(store_path, clock) as planner:
        assert [goal.id for goal in planner.all(Goal)] == [id_of_number(2), id_of_number(3)]
        assert titles(planner) == ["goal 3", "goal 4"]
        assert planner.find(Contact, "Ada").relation == "mentor"
        assert "from schema 0 to 1" in " ".join(planner.notes)
        kept = Path(planner.notes[-1].partition(" kept at ")[2].removesuffix("."))
        assert kept.read_bytes() == old
        add_goal(planner, "new")
    with stock(store_path) as db:
        assert [dict(document) for document in db.table("recipes")] == [{"name": "soup"}]
        assert {document["id"] for document in db.table("goals")} >= {id_of_number(2), id_of_number(3)}
    tree = orjson.loads(store_path.read_bytes())
    assert schema_of(tree) == SCHEMA
    with opened(store_path, clock) as planner:
        assert planner.notes == ()
        assert titles(planner) == ["goal 3", "goal 4", "new"]


def test_migrating_twice_is_migrating_once(old: bytes) -> None:
    """So that a crash after the new file and before the journal knows of it does no harm."""
    once = orjson.loads(old)
    migrate(once)
    twice = orjson.loads(orjson.dumps(once))
    migrate(twice)
    assert twice == once


def test_a_killed_session_s_changes_are_migrated_with_the_file(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are of the older shape: first the journal is brought in, then all of it is migrated, once."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "folded")
    with opened(store_path, clock) as planner:
        add_goal(planner, "pending")
        abandon(planner)

    def shout(tree: dict[str, Any]) -> None:
        for document in tree["goals"].values():
            document["title"] += "!"

    monkeypatch.setitem(migrations.STEPS, SCHEMA, shout)
    monkeypatch.setattr(migrations, "SCHEMA", SCHEMA + 1)
    monkeypatch.setattr("careertui.store.storage.SCHEMA", SCHEMA + 1)
    monkeypatch.setattr("careertui.store.reading.SCHEMA", SCHEMA + 1)
    assert titles_at(store_path) == ["folded!", "pending!"]
    assert titles_at(store_path) == ["folded!", "pending!"]
    restore = folder_of(store_path) / "career-2026-11-22.json"
    assert schema_of(orjson.loads(restore.read_bytes())) == SCHEMA


def test_an_older_backup_is_migrated_when_it_is_restored(store_path: Path, clock: Clock, old: bytes) -> None:
    """A backup is of the schema of its day."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "since")
    keep(store_path, old, clock().date())
    store_path.write_bytes(b"")
    restore_store(store_path, clock().date(), clock)
    with stock(store_path) as db:
        assert [document["id"] for document in db.table("goals")] == [id_of_number(2), id_of_number(3)]
    assert titles_at(store_path) == ["goal 3", "goal 4"]
    with opened(store_path, clock) as planner:
        assert planner.notes == ()
        assert planner.problems()[0].table == "recipes"


@pytest.mark.parametrize("meta", [[], {"1": []}, {"1": {"schema": "x", "last_step": None}}, {"9": {}}, "x"])
def test_a_stamp_that_makes_no_sense_counts_as_none(store_path: Path, clock: Clock, meta: object) -> None:
    """The file is then taken for one of stock TinyDB's, and keeps its records."""
    store_path.write_bytes(orjson.dumps({"careertui": meta, "goals": {"7": {"title": "x"}}}))
    with opened(store_path, clock) as planner:
        add_goal(planner, "y")
    assert titles_at(store_path) == ["x", "y"]
