"""A document that is not a valid record is reported and kept; the rest opens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from careertui.domain.goal import Goal
from tests.conftest import Clock
from tests.store.helpers import add_goal, career_db, opened, titles

BAD: dict[str, tuple[str, Any]] = {
    "no title": ("100", {"column": "next"}),
    "a date that does not exist": ("100", {"title": "x", "due": "2026-02-30"}),
    "a link that is no id": ("100", {"title": "x", "serves": ["vision"]}),
    "a list": ("100", ["title"]),
    "a word": ("100", "title"),
    "null": ("100", None),
    "a time without a zone": ("100", {"title": "x", "created": "2026-11-22T09:00:00"}),
    "a version below zero": ("100", {"title": "x", "version": -1}),
    "a key that is no number": ("first", {"title": "x"}),
    "a key beyond 128 bits": (str(1 << 128), {"title": "x"}),
    "a key below zero": ("-1", {"title": "x"}),
}


@pytest.mark.parametrize(("key", "document"), BAD.values(), ids=BAD.keys())
def test_a_bad_document_is_listed_and_stays_in_the_file(
    store_path: Path, clock: Clock, key: str, document: Any
) -> None:
    """After a change and a close it lies there as it was, and the good ones can be changed."""
    with opened(store_path, clock) as planner:
        good = add_goal(planner, "good")
    tree = orjson.loads(store_path.read_bytes())
    tree["goals"][key] = document
    store_path.write_bytes(orjson.dumps(tree))
    with opened(store_path, clock) as planner:
        assert titles(planner) == ["good"]
        (problem,) = planner.problems()
        assert (problem.table, problem.key) == ("goals", key)
        assert problem.why
        with planner.change("Rename") as change:
            change.put(planner.all(Goal)[0].revised(title="better"))
        planner.undo()
        planner.redo()
        add_goal(planner, "new")
        assert len(planner.problems()) == 1
        assert planner.get(good.id) == planner.find(Goal, "better")
    after = orjson.loads(store_path.read_bytes())["goals"]
    assert after[key] == document
    assert [found["title"] for name, found in after.items() if name != key] == ["better", "new"]


def test_a_table_of_another_program_is_listed_too(store_path: Path, clock: Clock) -> None:
    """So that a mistyped name is noticed."""
    store_path.write_bytes(orjson.dumps({"gaols": {"1": {"title": "x"}}}))
    with opened(store_path, clock) as planner:
        assert [problem.table for problem in planner.problems()] == ["gaols"]


def test_another_session_may_mend_a_bad_document(store_path: Path, clock: Clock) -> None:
    """Once it is valid it is a record again, and no longer listed."""
    store_path.write_bytes(orjson.dumps({"goals": {"100": {"due": "never"}}}))
    with opened(store_path, clock) as planner:
        assert len(planner.problems()) == 1
        db = career_db(store_path, "other")
        db.table("goals").update({"due": "2027", "title": "mended"}, doc_ids=[100])
        planner.take_in()
        assert planner.problems() == ()
        assert titles(planner) == ["mended"]
        db.table("goals").update({"due": "never"}, doc_ids=[100])
        planner.take_in()
        assert titles(planner) == []
        assert [problem.key for problem in planner.problems()] == ["100"]
        db.close()
