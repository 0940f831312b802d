"""Evidence for a case, and the answers to asks: what each verb keeps, as one step."""

from __future__ import annotations

import pytest

from careertui.domain.asks import standing_of
from careertui.domain.case import Case
from careertui.domain.partial_date import PartialDate
from careertui.domain.win import Ask, Win
from careertui.errors import RefusedError
from careertui.planner.answering import answer, ask_again, let_go
from careertui.planner.cases import attach, move_criterion, places_of, show_by
from careertui.planner.planner import Planner
from tests.tui.driver import find, keep


def test_records_serve_as_evidence_for_exactly_what_is_chosen(planner: Planner) -> None:
    """Other evidence stays; one undo takes all of it back."""
    one, two = keep(planner, Win(title="One"), Win(title="Two"))
    (case,) = keep(planner, Case(role="Staff", criteria=("a", "b", "c")))
    show_by(planner, case.id, "a", [two.id, one.id])
    attach(planner, [one], to={(case.id, "b"), (case.id, "c")}, no_more={(case.id, "a")})
    kept = find(planner, Case, "Staff")
    assert [kept.evidence_for(name) for name in "abc"] == [(two.id,), (one.id,), (one.id,)]
    assert places_of(planner, one.id) == ((case.id, "b"), (case.id, "c"))
    planner.undo()
    assert places_of(planner, one.id) == ((case.id, "a"),)


def test_a_criterion_that_is_gone_takes_no_evidence(planner: Planner) -> None:
    """It is refused, and nothing is kept."""
    (case,) = keep(planner, Case(role="Staff", criteria=("a",)))
    with pytest.raises(RefusedError):
        show_by(planner, case.id, "b", [])
    assert find(planner, Case, "Staff").version == 1


def asked(planner: Planner) -> Ask:
    """An open ask with a follow-up."""
    data = {"on": "2026-11-01", "what": "a raise", "follow_up": {"on": "2026-12-01", "what": "the page"}}
    return keep(planner, Ask.model_validate(data))[0]


def test_an_answer_is_dated_and_ends_the_follow_up(planner: Planner) -> None:
    """Of today unless another day is given; it cannot be older than the question."""
    ask = asked(planner)
    with pytest.raises(RefusedError, match="cannot be older"):
        answer(planner, ask.id, "yes", PartialDate.parse("2026-10-31"))
    answer(planner, ask.id, " yes, from May ")
    kept = find(planner, Ask, "a raise")
    assert (kept.answer, kept.answered_on) == ("yes, from May", PartialDate.parse("2026-11-22"))
    assert kept.follow_up is not None
    assert kept.follow_up.done_on == kept.answered_on
    with pytest.raises(RefusedError, match="answered already"):
        ask_again(planner, ask.id, PartialDate.parse("2027"))


def test_asking_again_keeps_what_it_was_about(planner: Planner) -> None:
    """Unless something else is said."""
    ask = asked(planner)
    ask_again(planner, ask.id, PartialDate.parse("2027-01-04"))
    kept = find(planner, Ask, "a raise").follow_up
    assert kept is not None
    assert (str(kept.on), kept.what) == ("2027-01-04", "the page")


def test_letting_an_ask_go_keeps_its_follow_up_and_says_why_in_its_notes(planner: Planner) -> None:
    """One without a follow-up is let go as well."""
    ask = asked(planner)
    let_go(planner, ask.id, " she  has left ")
    kept = find(planner, Ask, "a raise")
    assert kept.follow_up is not None
    assert str(kept.follow_up.on) == "2026-12-01"
    assert kept.follow_up.let_go_on == PartialDate.parse("2026-11-22")
    assert kept.notes == "22 Nov 2026: she has left"
    (bare,) = keep(planner, Ask.model_validate({"on": "2026-11-01", "what": "a desk"}))
    let_go(planner, bare.id)
    assert standing_of(find(planner, Ask, "a desk")) == "let go"
    planner.undo()
    assert find(planner, Ask, "a desk").follow_up is None


def test_evidence_is_attached_and_taken_away_and_the_rest_stays(planner: Planner) -> None:
    """For several records and several cases, as one step."""
    one, two = keep(planner, Win(title="One"), Win(title="Two"))
    (staff,) = keep(planner, Case(role="Staff", criteria=("a", "b")).shown_by("a", [one.id]))
    (lead,) = keep(planner, Case(role="Lead", criteria=("c",)))
    attach(planner, [one, two], {(staff.id, "b"), (lead.id, "c")}, {(staff.id, "a")})
    kept = find(planner, Case, "Staff")
    assert (kept.evidence_for("a"), kept.evidence_for("b")) == ((), (one.id, two.id))
    assert find(planner, Case, "Lead").evidence_for("c") == (one.id, two.id)
    planner.undo()
    assert find(planner, Case, "Staff").evidence_for("a") == (one.id,)
    with pytest.raises(RefusedError):
        attach(planner, [one], {(staff.id, "gone")})


def test_a_criterion_moves_within_its_case_and_stops_at_its_ends(planner: Planner) -> None:
    """Its evidence goes with it."""
    (win,) = keep(planner, Win(title="One"))
    (case,) = keep(planner, Case(role="Staff", criteria=("a", "b", "c")).shown_by("a", [win.id]))
    assert move_criterion(planner, case.id, 0, 1) == 1
    assert move_criterion(planner, case.id, 1, 9) == 2
    kept = find(planner, Case, "Staff")
    assert (kept.criteria, kept.evidence_for("a")) == (("b", "c", "a"), (win.id,))
    assert move_criterion(planner, case.id, 2, 1) == 2
    assert find(planner, Case, "Staff").version == kept.version
    with pytest.raises(RefusedError):
        move_criterion(planner, case.id, 3, 1)
