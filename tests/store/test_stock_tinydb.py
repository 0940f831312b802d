"""A careertui file is a TinyDB file: stock TinyDB reads all of it, and what it writes is read back."""

from __future__ import annotations

from pathlib import Path

from tinydb import where

from careertui.domain.contact import Contact
from careertui.domain.goal import BOARD_ID, Board, Goal
from careertui.domain.identity import key_of_id, number_of_id
from careertui.domain.kinds import KINDS
from careertui.domain.record import THE_EPOCH
from careertui.domain.vision import Vision
from careertui.open import open_planner
from careertui.planner.planner import Planner
from tests.conftest import Clock
from tests.store.helpers import abandon, add_goal, stock, titles, titles_at


def test_stock_tinydb_finds_every_record_after_a_close(store_path: Path, clock: Clock) -> None:
    """By `all()`, by `search()` and by document id, with the id inside the document too."""
    with open_planner(store_path, clock) as planner:
        goals = [add_goal(planner, f"Goal {number}") for number in range(20)]
        with planner.change("Add Ada") as change:
            ada = change.put(Contact(name="Ada", emails=("ada@example.org",)))
    with stock(store_path) as db:
        assert {document["title"] for document in db.table("goals").all()} == {goal.title for goal in goals}
        assert [found["id"] for found in db.table("goals").search(where("title") == "Goal 7")] == [
            goals[7].id
        ]
        found = db.table("contacts").get(doc_id=number_of_id(ada.id))
        assert found is not None
        assert not isinstance(found, list)
        assert found["emails"] == ["ada@example.org"]
        assert len(db.table("goals")) == 20


def test_what_stock_tinydb_inserts_updates_and_removes_while_closed_is_read_back(
    store_path: Path, clock: Clock
) -> None:
    """The next session shows the file as stock TinyDB left it."""
    with open_planner(store_path, clock) as planner:
        for title in ("stays", "changes", "goes"):
            add_goal(planner, title)
    with stock(store_path) as db:
        goals = db.table("goals")
        goals.update({"title": "changed", "version": 9}, where("title") == "changes")
        goals.remove(where("title") == "goes")
        added = goals.insert({"title": "inserted"})
    with open_planner(store_path, clock) as planner:
        assert titles(planner) == ["stays", "changed", "inserted"]
        inserted = planner.find(Goal, "inserted")
        assert number_of_id(inserted.id) == added
        assert planner.find(Goal, "changed").version == 9


def test_a_stock_edit_survives_when_careertui_had_been_killed_before_it(
    store_path: Path, clock: Clock
) -> None:
    """The pending change is brought in, the edit of another record stays, and the file as found is kept."""
    with open_planner(store_path, clock) as planner:
        add_goal(planner, "in the snapshot")
    with open_planner(store_path, clock) as planner:
        add_goal(planner, "only in the journal")
        abandon(planner)
        with stock(store_path) as db:
            db.table("goals").insert({"title": "by stock"})
            as_left = store_path.read_bytes()
        assert titles_at(store_path) == ["in the snapshot", "by stock", "only in the journal"]
    kept = list((store_path.parent / "career-backups").glob("career-before-replay-*.json"))
    assert [path.read_bytes() for path in kept] == [as_left]


def test_a_stock_edit_is_not_undone_by_a_replay_that_the_snapshot_had_already(
    store_path: Path, clock: Clock
) -> None:
    """A crash between the new snapshot and its mark in the journal, then a stock edit: it holds."""
    with open_planner(store_path, clock) as planner:
        add_goal(planner, "before")
    journal = store_path.with_name("career.journal")
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:-1]))  # the mark that the snapshot holds the step was never written
    with stock(store_path) as db:
        db.table("goals").update({"title": "after"})
    assert titles_at(store_path) == ["after"]


def test_a_document_inserted_into_an_empty_table_becomes_a_whole_record(
    store_path: Path, clock: Clock
) -> None:
    """Stock TinyDB gives it the key 1, and neither id nor version nor times."""
    with open_planner(store_path, clock) as planner:
        add_goal(planner, "a goal")
    with stock(store_path) as db:
        assert db.table("visions").insert({"title": "Tools people love", "horizon": 10}) == 1
    with open_planner(store_path, clock) as planner:
        vision = planner.find(Vision, "Tools people love")
        assert vision.version == 0
        assert vision.created == THE_EPOCH
        with planner.change("Edit") as change:
            change.put(vision.revised(why="because"))
        edited = planner.get(vision.id)
        assert isinstance(edited, Vision)
        assert (edited.why, edited.version) == ("because", 1)


def test_documents_that_share_a_key_get_ids_of_their_own(store_path: Path, clock: Clock) -> None:
    """Stock TinyDB numbers each table from 1; in a career an id names one record, and 1 is the board's."""
    with stock(store_path) as db:
        for kind in ("goals", "contacts", "visions"):
            heading = {"name": kind} if kind == "contacts" else {"title": kind, "horizon": 5}
            for _ in range(3):
                db.table(kind).insert(heading)
    with open_planner(store_path, clock) as planner:
        everything = list(planner.everything())
        assert len({record.id for record in everything} | {BOARD_ID}) == 10
        assert all(planner.get(record.id) == record for record in everything)
        assert "shared an id" in " ".join(planner.notes)
        with planner.change("Rename the board's columns") as change:
            change.put(Board(notes="mine"))
        assert planner.board.notes == "mine"
    with open_planner(store_path, clock) as planner:
        assert not planner.notes
        assert {record.id for record in planner.everything()} == {r.id for r in everything} | {BOARD_ID}


def test_tables_and_fields_that_careertui_does_not_know_survive(store_path: Path, clock: Clock) -> None:
    """A round trip, an edit of the record and an undo all leave them as they were."""
    odd: dict[str, object] = {
        "null": None,
        "empty": "",
        "none": [],
        "deep": {"a": [1, {"b": None}]},
        "number": 1.5,
        "yes": True,
    }
    with stock(store_path) as db:
        db.table("recipes").insert({"name": "soup", "salt": None})
        db.table("goals").insert({"title": "old", **odd})
    with open_planner(store_path, clock) as planner:
        goal = planner.find(Goal, "old")
        with planner.change("Edit") as change:
            change.put(goal.revised(title="new"))
        planner.undo()
        planner.redo()
    with stock(store_path) as db:
        assert [dict(document) for document in db.table("recipes").all()] == [{"name": "soup", "salt": None}]
        (document,) = db.table("goals").all()
        assert document["title"] == "new"
        assert {name: document[name] for name in odd} == odd


def test_every_key_in_the_file_is_the_number_of_the_record_s_id(planner: Planner) -> None:
    """So that stock TinyDB, which calls `int()` on every key, can read and add documents."""
    goal = add_goal(planner, "a goal")
    planner.close()
    with stock(planner.path) as db:
        (document,) = db.table("goals").all()
        assert str(document.doc_id) == key_of_id(goal.id)
        assert document["id"] == goal.id


def test_stock_tinydb_sees_a_deleted_record_gone_from_every_kind(store_path: Path, clock: Clock) -> None:
    """A table whose last document went holds none in the file either."""
    with open_planner(store_path, clock) as planner:
        with planner.change("Add one") as change:
            change.put(Contact(name="Ada"))
        with planner.change("Delete it") as change:
            change.delete(planner.find(Contact, "Ada"))
    with stock(store_path) as db:
        assert [len(db.table(kind.plural)) for kind in KINDS] == [0] * len(KINDS)
