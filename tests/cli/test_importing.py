"""The import command: a file from outside, and what it does to the career."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from careertui.cli import files
from tests.cli.conftest import Run

CV: dict[str, Any] = {
    "work": [{"name": "Acme", "position": "Engineer", "startDate": "2019-04"}],
    "skills": [{"name": "Data", "keywords": ["SQL", "Python"]}],
}


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    """A small CV in JSON Resume."""
    path = tmp_path / "cv.json"
    path.write_text(json.dumps(CV))
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, as bytes."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_import_is_one_step_that_says_what_it_did(run: Run, cv: Path) -> None:
    """Rows on stdout, the sum on stderr, one undo for all of it."""
    said = run("import", str(cv))
    assert said.code == 0
    assert "new\tjob\tEngineer, Acme\n" in said.out
    assert "3 new." in said.err
    assert {skill["name"] for skill in run("list", "skills", "--json").json} == {"SQL", "Python"}
    assert run("undo").out == "Undone: Import cv.json\n"
    assert run("list", "jobs", "--json").json == []


def test_a_dry_run_writes_nothing_at_all(run: Run, cv: Path, store: Path) -> None:
    """Not even a folder; and of a career that is there, not a byte changes."""
    said = run("import", str(cv), "--dry-run", "--json")
    assert (said.code, said.json["dry_run"], len(said.json["new"])) == (0, True, 3)
    assert not store.parent.exists()
    run("add", "skill", "--name", "Sailing")
    before = contents(store.parent)
    assert "Nothing was written" in run("import", str(cv), "--dry-run").err
    assert contents(store.parent) == before


def test_the_same_file_again_changes_nothing(run: Run, cv: Path, store: Path) -> None:
    """No step, so undo still takes back the first."""
    run("import", str(cv))
    before = json.loads(store.read_text())
    said = run("import", str(cv))
    assert (said.code, said.out) == (0, "")
    assert "3 as before." in said.err
    assert json.loads(store.read_text()) == before
    assert run("undo").out == "Undone: Import cv.json\n"


def test_what_the_person_edited_survives_the_next_import(run: Run, cv: Path) -> None:
    """Even when the file has changed at the same entry; an entry they left alone follows the file."""
    run("import", str(cv))
    run("edit", "job", "Engineer", "--summary", "My own words")
    changed = json.loads(json.dumps(CV))
    changed["work"][0]["location"] = "Porto"
    changed["work"].append({"name": "Acme", "position": "Lead", "startDate": "2022"})
    cv.write_text(json.dumps(changed))
    said = run("import", str(cv), "--json")
    assert [job["title"] for job in said.json["kept"]] == ["Engineer"]
    assert [job["title"] for job in said.json["new"]] == ["Lead"]
    job = run("show", "job", "Engineer", "--json").json
    assert (job["summary"], "location" in job) == ("My own words", False)


def test_a_skill_the_person_has_already_is_not_doubled(run: Run, cv: Path) -> None:
    """The same name is the same skill."""
    run("add", "skill", "--name", "sql", "--notes", "mine")
    said = run("import", str(cv))
    assert "matched\tskill\tsql\n" in said.out
    assert [skill["name"] for skill in run("list", "skills", "--json").json] == ["sql", "Python"]


def test_what_was_not_good_in_the_file_is_told(run: Run, cv: Path) -> None:
    """Where, and why; the rest is imported."""
    cv.write_text(json.dumps({"work": [*CV["work"], {"startDate": "2020"}, 7]}))
    said = run("import", str(cv))
    assert said.code == 0
    assert "work[2]: " in said.err
    assert run("list", "jobs", "--json").json


def test_a_cv_can_come_through_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(CV).encode())))
    assert run("import", "-").code == 0
    assert run("undo").out == "Undone: Import standard input\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x00\x00", "is not a text file"),
        (b"{", "is not JSON"),
        (b"[]", "not a JSON Resume"),
    ],
)
def test_a_file_that_is_no_cv_is_refused_in_one_line(
    run: Run, cv: Path, store: Path, content: bytes, told: str
) -> None:
    """And nothing is written."""
    cv.write_bytes(content)
    said = run("import", str(cv))
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert told in said.err
    assert not store.parent.exists()


def test_a_file_that_cannot_be_read_is_refused_in_one_line(
    run: Run, cv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Missing, a folder, too large, a name no file can have."""
    assert f"There is no file {tmp_path / 'none.json'}." in run("import", str(tmp_path / "none.json")).err
    assert "is a folder" in run("import", str(tmp_path)).err
    assert "cannot be read" in run("import", "cv\0.json").err
    monkeypatch.setattr(files, "LARGEST", 10)
    said = run("import", str(cv))
    assert (said.code, "is larger than" in said.err) == (1, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused_in_one_line(run: Run, cv: Path) -> None:
    """With the system's own reason."""
    cv.chmod(0)
    assert "Permission denied" in run("import", str(cv)).err
