"""`careertui review`: which are due and held, and a period in review."""

from __future__ import annotations

import pytest

from careertui.cli.main import main
from tests.cli.conftest import NOON, Run, Said


@pytest.fixture
def begun(run: Run, capsys: pytest.CaptureFixture[str]) -> Run:
    """Somebody who wrote a goal down on 1 November, when it is the 22nd."""
    code = main(["add", "goal", "--title", "Learn Rust"], now=lambda: NOON.replace(day=1))
    assert code == 0
    capsys.readouterr()
    return run


def test_it_lists_what_is_due_and_then_what_is_held(begun: Run) -> None:
    """The latest period first, each with its answers; the file's own documents as JSON."""
    begun("add", "review", "--period", "quarter", "--of", "2026-07-01", "--answers", "What moved? | Much")
    said = begun("review")
    first, second = said.out.splitlines()
    assert (said.code, first) == (0, "\tWeek of 16 Nov 2026\tdue until 26 Nov 2026\t")
    assert second.split("\t")[1:] == ["Q3 2026", "1 answer", ""]
    assert said.err == "R on any screen holds the one that is due.\n"
    data = begun("review", "--json").json
    assert data["due"] == [
        {"period": "week", "of": "2026-11-16", "since": "2026-11-20", "until": "2026-11-26"}
    ]
    assert data["held"][0]["answers"] == {"What moved?": "Much"}


def test_with_nothing_in_it_it_says_so(run: Run) -> None:
    """On stderr; there is no data."""
    said = run("review")
    assert (said.code, said.out, said.err) == (0, "", "No review is held yet, and none is due.\n")


def told(said: Said) -> str:
    """The first line, and whether there was any complaint."""
    return said.out.splitlines()[0] + said.err


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        (("--year", "2025"), "2025 in review"),
        (("--year",), "2026 in review"),
        (("--quarter", "2026-Q3"), "Q3 2026 in review"),
        (("--quarter", "2026-05"), "Q2 2026 in review"),
        (("--week", "2026-11-11", "--markdown"), "# Week of 9 Nov 2026 in review"),
        (("--week", "--markdown"), "# Week of 16 Nov 2026 in review"),
    ],
)
def test_a_period_is_named_by_a_date_in_it(run: Run, typed: tuple[str, ...], first: str) -> None:
    """The present one where no date is."""
    assert told(run("review", *typed)) == first


def test_the_year_in_review_tells_of_what_was_written_down(run: Run) -> None:
    """As Markdown with the person's text literal, and as data."""
    run("add", "win", "--title", "Faster *builds*", "--on", "2026-05-01", "--measure=-40%")
    text = run("review", "--year", "2026", "--markdown").out
    assert "\n## Wins\n\n- -40%: Faster \\*builds\\* (1 May 2026)\n" in text
    assert run("review", "--year", "2026", "--json").json["won"][0]["what"] == "Faster *builds*"


def test_what_is_no_date_and_what_has_no_period_is_refused(run: Run) -> None:
    """With what to write instead."""
    said = run("review", "--year", "last")
    assert (said.code, said.out) == (1, "")
    assert "'last' is not a date: write 2027" in said.err
    assert "careertui review --year --markdown" in run("review", "--markdown").err
    assert run("review", "--year", "--week").code == 2
