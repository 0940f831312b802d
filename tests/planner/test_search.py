"""Finding: what answers to a few letters, in which order, and where it stands."""

from __future__ import annotations

from careertui.domain.challenge import Attempt, Challenge
from careertui.domain.goal import Goal, Step
from careertui.domain.near import Headings
from careertui.domain.review import Review
from careertui.domain.texts import mention, places
from careertui.planner.planner import Planner
from careertui.planner.search import best, shortest_first
from tests.tui.driver import find


def keep(planner: Planner, *records: Goal | Challenge | Review) -> None:
    """Keep some records."""
    with planner.change("Set the stage") as change:
        for record in records:
            change.put(record)


def found(planner: Planner, typed: str) -> list[str]:
    """The headings of what answers, the best first."""
    return [record.heading for record in planner.search.ranked(planner.everything(), typed)]


def test_the_best_answer_comes_first(planner: Planner) -> None:
    """A heading that begins with it, then one with the word, then one that contains it, then other text."""
    keep(
        planner,
        Goal(title="Notes", notes="a talk of ten minutes"),
        Goal(title="Smalltalk"),
        Goal(title="Give a talk"),
        Goal(title="Talk to Ada"),
    )
    assert found(planner, "talk") == ["Talk to Ada", "Give a talk", "Smalltalk", "Notes"]
    assert found(planner, "ada talk") == ["Talk to Ada"]


def test_an_abbreviation_finds_a_heading_and_a_slip_only_where_nothing_else_answers(planner: Planner) -> None:
    """An abbreviation comes before a mention; a slip of the finger is the last guess."""
    keep(
        planner,
        Goal(title="Build a keyboard"),
        Goal(title="Layouts", notes="kbrd, in short"),
        Goal(title="Rest"),
    )
    assert found(planner, "kbrd") == ["Build a keyboard", "Layouts"]
    assert found(planner, "keyborad") == ["Build a keyboard"]
    assert found(planner, "bak") == ["Build a keyboard"]
    assert found(planner, "zzz") == []


def test_every_text_of_a_record_is_searched_in_any_case_and_without_accents(planner: Planner) -> None:
    """Notes, steps, attempts, answers; and the field it stands in is known."""
    keep(
        planner,
        Goal(title="One", steps=(Step(text="Écrire le plan"),)),
        Challenge(title="Two", attempts=(Attempt(on="2026", note="my voice shook"),)),
        Review(of="2026-11-16", answers={"What went well?": "the demo"}),
    )
    assert found(planner, "ecrire") == ["One"]
    assert found(planner, "VOICE") == ["Two"]
    assert found(planner, "demo") == ["the week of 16 Nov 2026"]
    (challenge,) = planner.all(Challenge)
    where = mention(challenge, "voice")
    assert where is not None
    assert (where.label, where.text, where.place) == ("Attempts", "my voice shook", 3)


def test_a_changed_record_is_found_by_what_it_says_now(planner: Planner) -> None:
    """What was read before is read again after a change, and after its undo."""
    keep(planner, Goal(title="Learn Rust"))
    assert found(planner, "rust") == ["Learn Rust"]
    (goal,) = planner.all(Goal)
    keep(planner, goal.revised(title="Learn Zig"))
    assert (found(planner, "rust"), found(planner, "zig")) == ([], ["Learn Zig"])
    planner.undo()
    assert (found(planner, "rust"), found(planner, "zig")) == (["Learn Rust"], [])


def test_places_are_those_of_the_text_as_typed() -> None:
    """Also where folding makes one letter two."""
    assert places("Straße nach Köln", "koln") == [(12, 16)]
    assert places("Straße nach Köln", "strasse") == [(0, 6)]
    assert places("abc", "x") == []


def test_headings_that_are_read_once_answer_as_if_they_were_read_anew(planner: Planner) -> None:
    """The palette asks about the same records at every letter."""
    keep(planner, *(Goal(title=title) for title in ("Senior backend engineer", "Storage", "Read about Rust")))
    read = shortest_first((record, planner.search.said(record)) for record in planner.all(Goal))
    headings = Headings([said.heading for _, said in read])
    for typed, first in (("sbe", "Senior backend engineer"), ("strg", "Storage"), ("storge", "Storage")):
        found = best(read, typed, headings=headings)
        assert [record.heading for record in found] == [first]
        assert found == best(read, typed)
    assert best(read, "qqqq", headings=headings) == ()


def test_what_was_read_of_everything_is_kept_up(planner: Planner) -> None:
    """A change, an archived record and an undo are known at the next letter, and the order is the same."""
    keep(planner, *(Goal(title=title) for title in ("Talk to Ada", "Give a talk", "Talk", "Smalltalk")))
    everything = planner.search.everything()

    def answers(typed: str) -> list[str]:
        assert planner.search.everything() is everything
        found = everything.best(typed)
        assert list(found) == list(planner.search.ranked(planner.all(Goal), typed))
        return [record.heading for record in found]

    assert answers("talk") == ["Talk", "Talk to Ada", "Give a talk", "Smalltalk"]
    keep(planner, find(planner, Goal, "Smalltalk").revised(title="Talk less"))
    assert answers("talk") == ["Talk", "Talk less", "Talk to Ada", "Give a talk"]
    with planner.change("Archive") as change:
        change.archive(find(planner, Goal, "Talk"))
    assert answers("talk") == ["Talk less", "Talk to Ada", "Give a talk"]
    assert answers("takl less") == ["Talk less"]
    planner.undo()
    planner.undo()
    assert answers("talk") == ["Talk", "Talk to Ada", "Give a talk", "Smalltalk"]


def test_no_more_is_found_than_is_asked_for(planner: Planner) -> None:
    """The best of it, whether that is in headings or elsewhere."""
    keep(planner, Goal(title="A b"), Goal(title="Bee"), Goal(title="Abba"), Goal(title="X", notes="b"))
    assert [found.heading for found in planner.search.ranked(planner.all(Goal), "b", 3)] == [
        "Bee",
        "A b",
        "Abba",
    ]
    assert [found.heading for found in planner.search.ranked(planner.all(Goal), "b")][3:] == ["X"]
    assert planner.search.ranked(planner.all(Goal), " ", 2) == planner.all(Goal)[:2]
