"""careertui stone: what a job left behind, filling it in from the shell, and the comparison."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def helpdesk(run: Run) -> str:
    """The id of a job that left nothing so far, before the present one."""
    said = run("add", "job", "--title", "Helpdesk", "--start", "2013-06", "--end", "2016-05", "--pay", "9")
    run("add", "job", "--title", "Engineer", "--start", "2016-06", "--knowledge", "how a bank closes its day")
    return said.id


def test_a_stone_is_printed_with_a_question_for_each_empty_quarter(run: Run, helpdesk: str) -> None:
    """By title or by id; labels and their texts."""
    said = run("stone", "Helpdesk")
    assert said == run("stone", helpdesk)
    lines = [line.split("  ", 1) for line in said.out.splitlines()]
    assert [label for label, _ in lines] == ["Job", "Filled", "Skills", "People", "Knowledge", "Direction"]
    assert [text.strip() for _, text in lines[1:3]] == [
        "0 of 4",
        "What can you do now that you could not before?",
    ]


def test_without_a_job_it_is_the_present_one(run: Run, helpdesk: str) -> None:  # noqa: ARG001 - makes the jobs
    """And where there is none, that is said."""
    said = run("stone", "--json").json
    assert (said["job"], said["filled"]) == ("Engineer", 1)
    assert said["quarters"]["knowledge"]["holds"] == ["how a bank closes its day"]
    run("edit", "job", "Engineer", "--end", "2020")
    refused = run("stone")
    assert (refused.code, refused.out) == (1, "")
    assert "No present job" in refused.err


def test_answers_fill_the_stone_as_one_step(run: Run, helpdesk: str) -> None:
    """The records they make are there; undo takes all of it back."""
    said = run(
        "stone",
        helpdesk,
        *("--skills", "SQL 1 to 3"),
        *("--people", "Ada Lovelace"),
        *("--knowledge", "people describe the noise"),
        *("--direction", "engineer"),
        "--json",
    )
    assert said.code == 0
    assert said.err == (
        "Recorded. new: SQL 1 → 3, new: Ada Lovelace, people describe the noise, Engineer. "
        "`careertui undo` takes it back.\n"
    )
    quarters = said.json["quarters"]
    assert said.json["filled"] == 4
    (sql,) = quarters["skills"]["holds"]
    assert (sql["name"], sql["from"], sql["to"]) == ("SQL", 1, 3)
    assert [one["name"] for one in quarters["people"]["holds"]] == ["Ada Lovelace"]
    assert [(one["record"], one["name"]) for one in quarters["direction"]["holds"]] == [("job", "Engineer")]
    assert run("list", "skills").out.split("\t")[1] == "SQL"
    run("undo")
    assert run("stone", helpdesk, "--json").json["filled"] == 0
    assert run("list", "skills").out == run("list", "contacts").out == ""


@pytest.mark.parametrize(
    ("answer", "why"), [("SQL 3 to 1", "it did not grow"), ("  ", "The answer says nothing yet.")]
)
def test_an_answer_that_cannot_be_recorded_is_refused_and_nothing_is_kept(
    run: Run, helpdesk: str, answer: str, why: str
) -> None:
    """Not even the good one beside it."""
    said = run("stone", helpdesk, "--skills", answer, "--knowledge", "people describe the noise")
    assert (said.code, said.out) == (1, "")
    assert why in said.err
    assert run("stone", helpdesk, "--json").json["filled"] == 0


@pytest.mark.usefixtures("helpdesk")
def test_the_comparison_has_the_jobs_before_and_pay_only_when_asked_for(run: Run) -> None:
    """June 2013 to May 2016 is 3·365 days and the one of February 2016."""
    said = run("stone", "Engineer", "--compare", "--json").json
    assert [(one["job"], one["filled"], one["knowledge"]) for one in said] == [
        ("Helpdesk", 0, 0),
        ("Engineer", 1, 1),
    ]
    assert said[0]["days"] == 3 * 365 + 1
    assert "pay" not in said[0]
    assert run("stone", "Engineer", "--compare", "--pay", "--json").json[0]["pay"] == "9"
    rows = [line.split("\t") for line in run("stone", "Engineer", "--compare").out.splitlines()]
    assert rows[:2] == [
        ["job", "skills", "people", "knowledge", "direction", "lasted", "fit"],
        ["Helpdesk", "-", "-", "-", "-", "2 years 11 months", "-"],
    ]
    assert run("stone", "Engineer", "--compare", "--pay").out.splitlines()[1].endswith("\t9")


def test_the_fit_is_that_of_the_weights_of_the_time(run: Run, helpdesk: str) -> None:
    """Craft weighs 5 and fits 2, people weighs 1 and fits 5: (5·2 + 1·5) / 6 = 2.5."""
    run("add", "value", "--name", "craft", "--weight", "5")
    run("add", "value", "--name", "people", "--weight", "1")
    run("edit", "job", helpdesk, "--values-fit", "craft | 2", "--values-fit", "people | 5")
    said = run("stone", helpdesk, "--json").json
    assert said["values_fit"] == 2.5
    assert list(said["values_fit_by_year"]) == ["2013", "2014", "2015", "2016"]
    assert "Values fit  2.5 of 5" in run("stone", helpdesk).out
