"""A promotion case: its evidence follows the criteria, and what has none is said."""

from __future__ import annotations

from datetime import date

from careertui.domain.career import Records
from careertui.domain.case import Case, reworded
from careertui.domain.challenge import Challenge
from careertui.domain.identity import id_of_number
from careertui.domain.promotion import case_document, set_aside, standing
from careertui.domain.record import Record
from careertui.domain.win import Win

TODAY = date(2026, 11, 22)
WIN = Win.model_validate(
    {"id": id_of_number(1), "title": "Cut the build", "measure": "-40%", "on": "2026-03"}
)
TALK = Challenge(id=id_of_number(2), title="A keynote", status="overcome", lesson="Begin with the failure")
CASE = Case(
    id=id_of_number(3), role="Staff engineer", criteria=("Leads across teams", "Speaks for us", "Teaches")
)


def shown() -> Case:
    """The case with evidence for two of its three criteria."""
    return CASE.shown_by("Leads across teams", [WIN.id]).shown_by("Speaks for us", [TALK.id, WIN.id])


def told(case: Case, *records: Record) -> list[tuple[str, list[str]]]:
    """How each criterion stands, by headings."""
    career = Records(records or (WIN, TALK))
    return [(one.criterion, [record.heading for record in one.evidence]) for one in standing(case, career)]


def test_each_criterion_says_what_shows_it() -> None:
    """In the order of the case; one without evidence is there, with nothing."""
    assert told(shown()) == [
        ("Leads across teams", ["Cut the build"]),
        ("Speaks for us", ["A keynote", "Cut the build"]),
        ("Teaches", []),
    ]


def test_archived_evidence_does_not_count() -> None:
    """Nor does what is gone."""
    archived = WIN.model_copy(update={"archived": WIN.created})
    assert told(shown(), archived)[1] == ("Speaks for us", [])


def test_evidence_follows_a_criterion_into_its_new_words_and_place() -> None:
    """Reworded and moved by one edit."""
    edited = shown().revised(criteria=("Teaches", "Speaks for all of us", "Leads work across teams"))
    assert told(edited.settled(shown(), TODAY)) == [
        ("Teaches", []),
        ("Speaks for all of us", ["A keynote", "Cut the build"]),
        ("Leads work across teams", ["Cut the build"]),
    ]


def test_what_a_criterion_taken_out_had_is_kept_aside_and_comes_back_with_it() -> None:
    """Nothing is lost by an edit of the form."""
    without = shown().revised(criteria=("Leads across teams", "Teaches")).settled(shown(), TODAY)
    career = Records([WIN, TALK])
    assert [record.heading for record in set_aside(without, career)] == ["A keynote", "Cut the build"]
    again = without.revised(criteria=CASE.criteria).settled(without, TODAY)
    assert told(again) == told(shown())
    assert set_aside(again, career) == ()


def test_a_line_that_is_nothing_like_it_is_another_criterion() -> None:
    """Alike from a half on; the most alike go together."""
    assert reworded(["Speaks for us"], ["Xyzzy"]) == {}
    assert reworded(["Leads a team", "Leads teams"], ["Leads a team well", "Leads teams well"]) == {
        "Leads a team": "Leads a team well",
        "Leads teams": "Leads teams well",
    }


def test_the_document_says_plainly_what_has_no_evidence_yet() -> None:
    """Ready to paste."""
    assert case_document(shown().revised(by="2026-12"), Records([WIN, TALK])) == (
        "# The case for Staff engineer\n\nBy Dec 2026.\n\n"
        "## Leads across teams\n\n- **-40%** · Cut the build (Mar 2026)\n\n"
        "## Speaks for us\n\n- A keynote (challenge, overcome)\n  Begin with the failure\n"
        "- **-40%** · Cut the build (Mar 2026)\n\n"
        "## Teaches\n\nNo evidence yet.\n"
    )
