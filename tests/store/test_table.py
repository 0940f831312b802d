"""TinyDB's own calls on a table of ours do what they do on TinyDB's, and each is one line of the journal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from careertui.store.migrations import META_TABLE
from careertui.store.storage import JournalStorage
from tests.store.helpers import career_db, steps_in, stock

TABLES = st.sampled_from(["goals", "recipes", "films", "_default"])
NUMBERS = st.integers(0, 5)
DOCUMENTS = st.fixed_dictionaries(
    {"n": NUMBERS}, optional={"text": st.text(max_size=5), "deep": st.lists(st.integers(0, 9), max_size=3)}
)
IDS = st.lists(st.integers(1, 12), max_size=3, unique=True)


def contents(db: TinyDB) -> dict[str, dict[int, dict[str, Any]]]:
    """Every document of every table that has any."""
    tables = {name: db.table(name) for name in db.tables() - {META_TABLE}}
    return {name: {d.doc_id: dict(d) for d in table} for name, table in tables.items() if len(table)}


class StockStorage(MemoryStorage):
    """Stock TinyDB as it is on a file: two documents never hold the same list, whatever was passed in."""

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Keep what would be read back."""
        super().write(orjson.loads(orjson.dumps(data)))


class SameAsStock(RuleBasedStateMachine):
    """Any order of TinyDB's calls on both, and a reopening of ours in between."""

    def __init__(self) -> None:
        super().__init__()
        self.store = Path()
        self.ours: Any = None
        self.theirs = TinyDB(storage=StockStorage)
        self.lines = 0

    @initialize()
    def open(self) -> None:
        """Start with no file."""
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.store = Path(self.folder.name) / "career.json"
        self.ours = career_db(self.store)

    def teardown(self) -> None:
        """Let the files go."""
        if self.ours is not None:
            self.ours.close()
            self.folder.cleanup()

    def both(self, table: str, call: str, *arguments: Any, **named: Any) -> None:
        """Make the same call on both: the same result, and a line in the journal if it changed something."""
        before = contents(self.theirs)
        ours = getattr(self.ours.table(table), call)(*arguments, **named)
        theirs = getattr(self.theirs.table(table), call)(*arguments, **named)
        assert ours == theirs
        self.lines += contents(self.theirs) != before

    @rule(table=TABLES, document=DOCUMENTS)
    def insert(self, table: str, document: dict[str, Any]) -> None:
        """One document, numbered by TinyDB."""
        self.both(table, "insert", document)

    @rule(table=TABLES, documents=st.lists(DOCUMENTS, max_size=4))
    def insert_multiple(self, table: str, documents: list[dict[str, Any]]) -> None:
        """Several, in one line."""
        self.both(table, "insert_multiple", documents)

    @rule(table=TABLES, number=NUMBERS, document=DOCUMENTS)
    def update(self, table: str, number: int, document: dict[str, Any]) -> None:
        """Set fields where a condition holds."""
        self.both(table, "update", document, where("n") == number)

    @rule(table=TABLES, number=NUMBERS)
    def update_by_call(self, table: str, number: int) -> None:
        """Change documents in place, deep inside too."""

        def change(document: dict[str, Any]) -> None:
            document["n"] = (document["n"] + 1) % 6
            document.setdefault("deep", []).append(number)
            document.pop("text", None)

        self.both(table, "update", change, where("n") >= number)

    @rule(table=TABLES, ids=IDS, document=DOCUMENTS)
    def update_by_id(self, table: str, ids: list[int], document: dict[str, Any]) -> None:
        """Set fields by document id, whether there is one or not."""
        self.both(table, "update", document, doc_ids=ids)

    @rule(table=TABLES, first=NUMBERS, second=NUMBERS)
    def update_multiple(self, table: str, first: int, second: int) -> None:
        """Several updates, the later on what the earlier left."""
        updates = [({"n": second}, where("n") == first), ({"text": "seen"}, where("n") == second)]
        self.both(table, "update_multiple", updates)

    @rule(table=TABLES, number=NUMBERS, document=DOCUMENTS)
    def upsert(self, table: str, number: int, document: dict[str, Any]) -> None:
        """Update where there is one, insert where there is none."""
        self.both(table, "upsert", document, where("n") == number)

    @rule(table=TABLES, id_=st.integers(1, 12), document=DOCUMENTS)
    def upsert_by_id(self, table: str, id_: int, document: dict[str, Any]) -> None:
        """The same, by document id."""
        self.both(table, "upsert", Document(document, id_))

    @rule(table=TABLES, number=NUMBERS)
    def remove(self, table: str, number: int) -> None:
        """Where a condition holds."""
        self.both(table, "remove", where("n") == number)

    @rule(table=TABLES, ids=IDS)
    def remove_by_id(self, table: str, ids: list[int]) -> None:
        """By document id, whether there is one or not."""
        self.both(table, "remove", doc_ids=ids)

    @rule(table=TABLES)
    def truncate(self, table: str) -> None:
        """All of a table."""
        self.both(table, "truncate")

    @rule(table=TABLES)
    def drop_table(self, table: str) -> None:
        """A table and its name."""
        before = contents(self.theirs)
        self.ours.drop_table(table)
        self.theirs.drop_table(table)
        assert table not in self.ours.tables()
        self.lines += contents(self.theirs) != before

    @rule()
    def drop_tables(self) -> None:
        """Everything, in one line."""
        self.lines += bool(contents(self.theirs))
        self.ours.drop_tables()
        self.theirs.drop_tables()

    @precondition(lambda self: bool(contents(self.theirs)))
    @rule(fold=st.booleans())
    def reopen(self, fold: bool) -> None:
        """Close and open again, by a clean end or by a kill; both forget what TinyDB counted in memory."""
        self.ours.close() if fold else self.ours.storage._let_go()
        self.ours = career_db(self.store)
        self.theirs._tables.clear()
        if self.ours.storage.notes:  # a record got an id of its own: start again from what there is
            for name in self.theirs.tables():
                self.theirs.drop_table(name)
            for name, documents in contents(self.ours).items():
                self.theirs.table(name).insert_multiple(Document(d, key) for key, d in documents.items())
            self.theirs._tables.clear()
            self.lines = 0

    @invariant()
    def same_documents(self) -> None:
        """What they hold, and what a search finds, is the same after every call."""
        assert contents(self.ours) == contents(self.theirs)
        for table in ("goals", "recipes"):
            found = self.ours.table(table).search(where("n") < 3)
            assert found == self.theirs.table(table).search(where("n") < 3)

    @invariant()
    def one_line_a_call(self) -> None:
        """A call that changes anything is one line of the journal; one that does not is none."""
        assert len(steps_in(self.store)) == self.lines


TestSameAsStock = SameAsStock.TestCase
TestSameAsStock.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


def test_several_calls_in_one_step_are_one_line_and_see_each_other(store_path: Path) -> None:
    """Inserting, updating and removing within a step: ids go on, searches show it, one line."""
    db = career_db(store_path)
    storage: JournalStorage = db.storage  # type: ignore[assignment] # what CareerDB was made with
    goals = db.table("goals")
    with storage.step("Several"):
        assert [goals.insert({"n": n}) for n in range(3)] == [1, 2, 3]
        goals.update({"n": 7}, where("n") == 1)
        goals.remove(doc_ids=[3])
        db.table("visions").insert({"n": 9})
        assert [dict(document) for document in goals.all()] == [{"n": 0}, {"n": 7}]
        assert steps_in(store_path) == ()
    assert [step.label for step in steps_in(store_path)] == ["Several"]
    assert goals.count(where("n") >= 0) == 2
    db.close()


def test_a_call_that_fails_midway_changes_nothing(store_path: Path) -> None:
    """An updater that raises, a document that is no JSON, an id that is taken: memory and file stay."""
    db = career_db(store_path)
    goals = db.table("goals")
    goals.insert_multiple({"n": n, "deep": [n]} for n in range(3))
    before, lines = contents(db), steps_in(store_path)

    def fails_at_the_second(document: Any) -> None:
        document["deep"].append("seen")
        if document["n"] == 1:
            raise KeyError("n")

    with pytest.raises(KeyError):
        goals.update(fails_at_the_second)
    with pytest.raises(TypeError):
        goals.insert({"n": object()})
    with pytest.raises(ValueError, match="already exists"):
        goals.insert_multiple([{"n": 8}, Document({"n": 9}, 1)])
    assert contents(db) == before
    assert steps_in(store_path) == lines
    db.close()


def test_memory_holds_what_a_reader_of_the_file_gets(store_path: Path) -> None:
    """A value that JSON cannot hold as it is shows its stored form at once, and later edits of it do not."""
    db = career_db(store_path)
    document = {"n": float("nan"), "deep": [1]}
    db.table("goals").insert(document)
    document["deep"].append(2)  # type: ignore[attr-defined] # the list above
    in_memory = contents(db)
    db.close()
    with stock(store_path) as plain:
        assert contents(plain) == in_memory == {"goals": {1: {"n": None, "deep": [1]}}}


def test_two_sessions_that_insert_by_turns_never_give_the_same_id(store_path: Path) -> None:
    """Stock TinyDB counts in memory; here the count is made under the lock, after taking in the other's."""
    first, second = career_db(store_path, "first"), career_db(store_path, "second")
    ids = [db.table("goals").insert({"n": n}) for n in range(5) for db in (first, second)]
    assert ids == list(range(1, 11))
    assert len(first.table("goals").search(where("n") >= 0)) == 9  # it has not looked since its own last
    first.storage.take_in()  # type: ignore[attr-defined] # JournalStorage has it
    assert len(first.table("goals").search(where("n") >= 0)) == 10
    first.close()
    second.close()


def test_emptying_a_large_table_costs_one_pass(store_path: Path) -> None:
    """Ten thousand documents go in well under the minute that starting over for each would take."""
    db = career_db(store_path)
    db.table("goals").insert_multiple({"n": n} for n in range(10_000))
    looks = 0
    storage: Any = db.storage
    table = storage.table

    def counted(name: str) -> Any:
        nonlocal looks
        looks += 1
        return table(name)

    storage.table = counted
    db.table("goals").truncate()
    assert looks < 10
    assert len(db.table("goals")) == 0
    db.close()
