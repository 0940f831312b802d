"""careertui choose: a what-if future's stones become planned jobs, from the shell."""

from __future__ import annotations

from tests.cli.conftest import Run

STONES = ("--stones", "Course | | 2027 | 2028-06", "--stones", "Boat builder | Harbour | 2028-09")


def test_choosing_prints_the_jobs_it_planned_and_again_none(run: Run) -> None:
    """Their ids on stdout, the sentence on stderr; one undo takes all back."""
    run("add", "future", "--title", "By the water", *STONES)
    said = run("choose", "by the")
    assert [line.split("\t")[1] for line in said.out.splitlines()] == ["Course", "Boat builder, Harbour"]
    assert said.err == "Chosen: “By the water”. 2 stones planned. `careertui undo` takes it back.\n"
    assert "chosen 22 Nov 2026" in run("list", "futures").out
    assert [(job["start"], job["planned"]) for job in run("list", "jobs", "--json").json] == [
        ("2027", True),
        ("2028-09", True),
    ]
    again = run("choose", "By the water", "--json")
    assert (again.json, again.code) == ([], 0)
    assert "Nothing new to plan; 2 stood there already." in again.err
    run("undo")
    assert run("list", "jobs").out == ""
    assert "chosen" not in run("list", "futures").out


def test_what_cannot_be_chosen_is_said(run: Run) -> None:
    """One that is archived, or that nobody wrote."""
    id_ = run("add", "future", "--title", "By the water").id
    run("archive", "future", id_)
    assert run("choose", id_).code == 1
    assert f"unarchive future {id_}" in run("choose", id_).err
    assert run("choose", "the moon").code == 1


def test_a_fourth_open_future_and_a_long_title_are_refused(run: Run) -> None:
    """With what to do instead, and nothing is written."""
    assert "at most 6 words" in run("add", "future", "--title", "one two three four five six seven").err
    for title in "ABC":
        run("add", "future", "--title", title)
    said = run("add", "future", "--title", "D")
    assert (said.code, said.out) == (1, "")
    assert "Archive one first" in said.err
    run("archive", "future", "A")
    assert run("add", "future", "--title", "D").code == 0
    assert run("unarchive", "future", "A").code == 1
