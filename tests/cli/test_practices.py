"""`careertui practices`: the six by month, what counts, and what has stood still."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the test's config file is looked for; nothing is there yet."""
    path = tmp_path / "config.toml"
    monkeypatch.setenv("CAREERTUI_CONFIG", str(path))
    return path


def a_career(run: Run) -> str:
    """Two wins in November, one in August, and a goal to finish; returns the goal's id."""
    for day in ("2026-11-20", "2026-11-03", "2026-08-01"):
        run("add", "win", "--title", "Win", "--on", day)
    return run("add", "goal", "--title", "Learn Rust", "--kind", "learning").id


def test_the_six_are_printed_with_their_months_and_next_steps(run: Run) -> None:
    """For a program with tabs between; the headline goes to stderr with the other words."""
    a_career(run)
    said = run("practices")
    assert said.code == 0
    assert [line.split("\t") for line in said.out.splitlines()] == [
        ["Vision", "not yet", "", "0 0 0 0 0 0 0 0 0 0 0 0", "", ""],
        ["Learning", "not yet", "", "0 0 0 0 0 0 0 0 0 0 0 0", "", "Learn Rust"],
        ["Network", "not yet", "", "0 0 0 0 0 0 0 0 0 0 0 0", "", ""],
        ["Challenge", "not yet", "", "0 0 0 0 0 0 0 0 0 0 0 0", "", ""],
        ["Purpose", "not yet", "", "0 0 0 0 0 0 0 0 0 0 0 0", "", ""],
        ["Ownership", "moved", "2026-11-20", "0 0 0 0 0 0 0 0 1 0 0 2", "2 weeks", ""],
    ]
    assert said.err.splitlines() == [
        "1 of 6 practices moved in the last 90 days, as many as in the 90 days before.",
        "Something moved for 2 weeks; one missed week in between is forgiven.",
    ]


def test_json_has_the_same_for_a_program(run: Run) -> None:
    """Each month with its name, so that nobody has to count back."""
    goal = a_career(run)
    said = run("practices", "--json").json
    assert (said["today"], said["moved"], said["moved_before"], said["streak"]) == ("2026-11-22", 1, 1, 2)
    assert said["headline"] == "1 of 6 practices moved in the last 90 days"
    ownership = said["practices"][5]
    assert next(iter(ownership["months"])) == "2025-12"
    assert {month: count for month, count in ownership["months"].items() if count} == {
        "2026-08": 1,
        "2026-11": 2,
    }
    assert ownership["last_moved"] == "2026-11-20"
    assert (said["practices"][1]["next_step"], said["practices"][1]["next_id"]) == ("Learn Rust", goal)
    assert said["practices"][1]["last_moved"] is None


def test_explain_says_what_counts_for_each_without_opening_the_career(run: Run, store: Path) -> None:
    """From the definitions themselves."""
    said = run("practices", "--explain")
    assert (said.code, said.err) == (0, "")
    assert "Ownership  A win recorded; an ask made or answered; a review held.\n" in said.out
    assert said.out.count("Archived records count.") == 6
    assert not store.exists()
    assert run("practices", "--explain", "--json").json["challenge"].startswith("An attempt logged;")


def test_the_thresholds_of_the_config_file_are_followed_and_what_is_wrong_is_told(
    run: Run, config: Path
) -> None:
    """One that is wrong stays at its default."""
    a_career(run)
    config.write_text("[practices]\nrecent_days = 1\nquiet_days = 0\n")
    said = run("practices")
    assert said.code == 0
    assert said.err.splitlines()[:2] == [
        "config.toml, line 3: quiet_days is a whole number from 1 to 3650. It stays 180.",
        "0 of 6 practices moved in the last day, one fewer than in the day before.",
    ]


def test_what_has_stood_still_is_said_with_its_dates(run: Run) -> None:
    """The sentence a person reads, and its record for a program."""
    job = run("add", "job", "--title", "Engineer", "--organisation", "Acme", "--start", "2021-03").id
    sentence = "Engineer, Acme since Mar 2021; nothing was added to its stone since Mar 2021"
    assert f"{sentence}.\n" in run("practices").err
    (still,) = run("practices", "--json").json["standing_still"]
    assert still == {"kind": "job", "id": job, "since": "2021-03-31", "said": sentence}
