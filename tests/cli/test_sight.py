"""careertui adrift: what is tied to nothing."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_what_is_adrift_is_listed_by_what_it_lacks(run: Run) -> None:
    """A row each; a goal that serves a vision is no row, and its horizon is none either."""
    vision = run("add", "vision", "--title", "Tools", "--horizon", "5").out.split("\t")[0]
    goal = run("add", "goal", "--title", "Learn Rust").out.split("\t")[0]
    person = run("add", "contact", "--name", "Ada").out.split("\t")[0]
    assert [line.split("\t") for line in run("adrift").out.splitlines()] == [
        [goal, "goal", "Learn Rust", "serves no vision"],
        [vision, "vision", "Tools", "nothing serves its horizon"],
        [person, "contact", "Ada", "tied to nothing"],
    ]
    run("edit", "goal", goal, "--serves", vision)
    assert run("adrift", "--json").json == {
        "goals": [],
        "horizons": [],
        "skills": [],
        "contacts": [{"id": person, "heading": "Ada"}],
    }


def test_nothing_adrift_is_said_in_words(run: Run) -> None:
    """On stderr, where words go."""
    said = run("adrift")
    assert (said.code, said.out) == (0, "")
    assert said.err == "Nothing is adrift: everything you keep leads somewhere.\n"
