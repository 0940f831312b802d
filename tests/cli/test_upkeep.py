"""undo, redo, restore, where, doctor."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_undo_and_redo_say_what_they_did(run: Run) -> None:
    """Over several runs; when there is nothing left they refuse."""
    run("add", "goal", "--title", "One")
    run("edit", "goal", "One", "--due", "2027")
    assert run("undo").out == "Undone: Edit goal “One”\n"
    assert run("undo").out == "Undone: Add goal “One”\n"
    said = run("undo")
    assert (said.code, said.out) == (1, "")
    assert "nothing to undo" in said.err
    assert run("redo").out == "Redone: Add goal “One”\n"
    assert run("redo").out == "Redone: Edit goal “One”\n"
    assert run("redo").code == 1
    assert run("show", "goal", "One", "--json").json["due"] == "2027"


def test_a_hostile_title_is_harmless_when_it_is_undone(run: Run) -> None:
    """The label of a step repeats what the person typed."""
    run("add", "goal", "--title", "\x1b]0;title\x07")
    assert run("undo").out == "Undone: Add goal “␛]0;title␇”\n"


def test_where_names_the_files_that_are_really_used(run: Run, store: Path, tmp_path: Path) -> None:
    """The store's own names for its journal and its backups, held here against what it writes."""
    run("add", "goal", "--title", "One")
    places = run("where", "--json").json
    assert Path(places["store"]) == store.resolve()
    assert Path(places["journal"]).is_file()
    assert Path(places["backups"]).is_dir()
    assert Path(places["state"]) == tmp_path / "state" / "careertui"
    assert f"store\t{store.resolve()}\n" in run("where").out


def test_where_creates_nothing(run: Run, store: Path, tmp_path: Path) -> None:
    """Asking is free."""
    assert run("where").code == 0
    assert not store.parent.exists()
    assert not (tmp_path / "state").exists()


def test_a_well_career_passes_the_doctor(run: Run) -> None:
    """Code 0, nothing on stdout."""
    run("add", "goal", "--title", "One")
    said = run("doctor")
    assert (said.code, said.out) == (0, "")
    assert "All 1 records are well" in said.err
    assert run("doctor", "--json").json == {"records": 1, "problems": [], "notes": []}


def test_the_doctor_names_what_cannot_be_read_and_leaves_it_there(run: Run, store: Path) -> None:
    """A document that is no record, and a table of no kind; code 1."""
    run("add", "goal", "--title", "One")
    tree = json.loads(store.read_text())
    tree["goals"]["7"] = {"title": "", "due": "someday"}
    tree["dreams"] = {"1": {"title": "?"}}
    store.write_text(json.dumps(tree))
    said = run("doctor", "--json")
    assert said.code == 1
    assert [(bad["table"], bad["key"]) for bad in said.json["problems"]] == [("goals", "7"), ("dreams", "")]
    assert "title: cannot be empty" in run("doctor").out
    run("add", "goal", "--title", "Two")
    assert json.loads(store.read_text())["goals"]["7"]["due"] == "someday"


def test_restoring_an_earlier_day_can_be_undone(run: Run, store: Path) -> None:
    """It is a step like any other."""
    run("add", "goal", "--title", "One")
    backups = Path(run("where", "--json").json["backups"])
    (backups / "career-2026-11-01.json").write_bytes(store.read_bytes())
    run("add", "goal", "--title", "Two")
    said = run("restore", "2026-11-01")
    assert (said.code, "as it was on 2026-11-01" in said.out) == (0, True)
    assert [goal["title"] for goal in run("list", "goals", "--json").json] == ["One"]
    assert run("undo").code == 0
    assert len(run("list", "goals", "--json").json) == 2


def test_restoring_an_unreadable_file_loses_nothing(run: Run, store: Path) -> None:
    """The newest backup and every change since."""
    run("add", "goal", "--title", "One")
    run("add", "goal", "--title", "Two")
    store.write_text("{")
    refused = run("list", "goals")
    assert (refused.code, refused.out) == (1, "")
    assert "restore" in refused.err
    assert run("restore").code == 0
    assert [goal["title"] for goal in run("list", "goals", "--json").json] == ["One", "Two"]


def test_what_cannot_be_restored_is_refused(run: Run) -> None:
    """No such day, a day that is none, and a file that is well."""
    run("add", "goal", "--title", "One")
    assert "no backup of 2020-01-01" in run("restore", "2020-01-01").err
    assert "'yesterday' is not a day" in run("restore", "yesterday").err
    assert "nothing to restore" in run("restore").err


def test_what_was_mended_at_opening_is_told_and_goes_on(run: Run, store: Path) -> None:
    """Notes are words: stderr, and code 0."""
    run("add", "goal", "--title", "One")
    store.chmod(0o644)
    said = run("list", "goals", "--json")
    assert (said.code, len(said.json)) == (0, 1)
    assert "Note:" in said.err
