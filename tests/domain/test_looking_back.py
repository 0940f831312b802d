"""What the record says of a period: each part with an example worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from careertui.domain.career import Records
from careertui.domain.identity import id_of_number
from careertui.domain.kinds import kind_named, make
from careertui.domain.looking_back import look_back, snapshot
from careertui.domain.periods import Span, span_of
from careertui.domain.record import Record
from careertui.domain.reviews import Part

TODAY = date(2026, 11, 22)
WEEK, QUARTER, YEAR = (span_of(period, TODAY) for period in ("week", "quarter", "year"))
ADA, BOB, VISION = id_of_number(1), id_of_number(2), id_of_number(3)
WRITTEN = datetime(2025, 1, 1, tzinfo=UTC)
PEOPLE = [
    make(kind_named("contact"), {"id": ADA, "name": "Ada", "met_on": "2020"}),
    make(kind_named("contact"), {"id": BOB, "name": "Bob", "met_on": "2026-11-17"}),
]


def one(kind: str, number: int = 100, **fields: Any) -> Record:
    """A record of a kind."""
    return make(kind_named(kind), {"id": id_of_number(number), **fields})


def found(part: Part, span: Span, *records: Record, today: date = TODAY) -> list[tuple[str, str]]:
    """What is said for a part of a period: what, and what about it."""
    back = look_back(Records(records), span, today)
    return [(noted.what, noted.about) for noted in back.parts[part]]


def done(on: str, **fields: Any) -> Record:
    """A goal that came into Done on a day."""
    return one("goal", title="Learn Rust", column="done", history=[{"column": "done", "at": on}], **fields)


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        ("2026-11-16", True),
        ("2026-11-22", True),
        ("2026-11-15", False),
        ("2026-11-23", False),
        ("2026-11", False),
    ],
)
def test_goals_are_finished_on_the_day_they_came_into_done(on: str, counts: bool) -> None:
    """From Monday to Sunday, and on a day that is known."""
    assert found(Part.FINISHED, WEEK, done(on)) == ([("Learn Rust", "")] if counts else [])


def test_a_finished_goal_says_what_for_and_one_that_left_done_is_not_finished() -> None:
    """An archived one stays finished."""
    vision = one("vision", 3, title="Tools people love")
    archived = done("2026-11-20", serves=[VISION], archived=WRITTEN)
    assert found(Part.FINISHED, WEEK, vision, archived) == [("Learn Rust", "for Tools people love")]
    again = one("goal", title="A", column="next", history=[{"column": "done", "at": "2026-11-20"}])
    assert found(Part.FINISHED, WEEK, again) == []


def test_wins_with_a_measure_come_first() -> None:
    """Then by date; one without a date counts on the day it was written down."""
    wins = [
        one("win", 101, title="Kind words", on="2026-10-02"),
        one("win", 102, title="Faster builds", on="2026-11-02", measure="-40%"),
        one("win", 103, title="Undated", created=datetime(2026, 11, 3, tzinfo=UTC)),
        one("win", 104, title="Before", on="2026-09-30", measure="2x"),
    ]
    assert found(Part.WON, QUARTER, *wins) == [("Faster builds", "-40%"), ("Kind words", ""), ("Undated", "")]


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ([("2025", 2), ("2026-10-25", 3)], "2 → 3"),
        ([("2025", 2), ("2026-10-25", 3), ("2026-11-01", 4)], "2 → 4"),
        ([("2026-10-25", 3)], None),  # a first rating raises nothing
        ([("2026-10-25", 1), ("2026-11-01", 2)], "1 → 2"),
        ([("2025", 3), ("2026-10-25", 2)], None),
        ([("2025", 3), ("2026-10-25", 3)], None),
        ([("2025", 2), ("2026-12-25", 3)], None),  # still to come
    ],
)
def test_a_skill_rose_from_its_level_before_the_period(
    levels: list[tuple[str, int]], said: str | None
) -> None:
    """To its level at the end; within a period it was first rated in, from that first rating."""
    skill = one("skill", name="SQL", levels=[{"on": on, "level": level} for on, level in levels])
    assert found(Part.LEARNED, QUARTER, skill) == ([("SQL", said)] if said else [])


def test_a_certificate_counts_when_it_was_issued() -> None:
    """Whatever column its goal is in."""
    goal = one("goal", title="CKA", issued="2026-11-03")
    assert found(Part.LEARNED, QUARTER, goal) == [("CKA", "certificate")]
    assert found(Part.LEARNED, WEEK, goal) == []


def test_people_are_met_once_each_with_how_often_and_what_about() -> None:
    """Those most often first; who is new says so; a talk still to come is left out."""
    talks = [
        one("interaction", 101, on="2026-11-17", summary="Compilers", **{"with": [ADA]}),
        one("interaction", 102, on="2026-11-19", summary="Types", **{"with": [ADA, BOB]}),
        one("interaction", 103, on="2026-11-25", summary="Soon", **{"with": [BOB]}),
    ]
    assert found(Part.MET, WEEK, *PEOPLE, *talks) == [("Ada", "2 times"), ("Bob", "new, Types")]
    assert found(Part.MET, WEEK.before, *PEOPLE, *talks) == []


def test_asks_are_told_when_made_and_when_answered() -> None:
    """One asked before and answered now is here; one made now waits."""
    asks = [
        one("ask", 101, on="2026-09-15", what="A raise", answer="Yes", answered_on="2026-11-02"),
        one("ask", 102, on="2026-11-05", what="Four days"),
        one("ask", 103, on="2026-09-05", what="A desk"),
    ]
    assert found(Part.ASKED, QUARTER, *asks) == [("A raise", "Yes"), ("Four days", "no answer yet")]


def test_challenges_are_told_with_the_discomfort_before_and_after() -> None:
    """After it, else at the latest try; the tries of the period are counted."""
    tries = [
        {"on": on, "discomfort": felt}
        for on, felt in (("2026-09-01", 8), ("2026-11-03", 5), ("2026-11-09", 4))
    ]
    challenges = [
        one("challenge", 101, title="Talk", before=9, attempts=tries, status="attempting"),
        one("challenge", 102, title="Ask", before=7, after=3, status="overcome", ended="2026-10-10"),
        one("challenge", 103, title="Idea", before=7),
        one("challenge", 104, title="Unrated", attempts=[{"on": "2026-11-01"}]),
    ]
    assert found(Part.ATTEMPTED, QUARTER, *challenges) == [
        ("Ask", "7 → 3, overcome"),
        ("Unrated", "a try"),
        ("Talk", "9 → 4, 2 tries"),
    ]


def test_practices_without_evidence_in_the_period_are_quiet_and_people_to_reconnect_with() -> None:
    """With the day they last moved, and nothing reproachful."""
    ada = one("contact", 1, name="Ada", met_on="2020", cadence={"ideal": 30})
    talk = one("interaction", 101, on="2026-11-01", **{"with": [BOB]})
    assert found(Part.QUIET, WEEK, ada, talk) == [
        ("Vision", "not begun yet"),
        ("Learning", "not begun yet"),
        ("Network", "last moved 1 Nov 2026"),
        ("Challenge", "not begun yet"),
        ("Purpose", "not begun yet"),
        ("Ownership", "not begun yet"),
        ("Ada", "reconnect"),
    ]
    assert "Network" not in dict(found(Part.QUIET, QUARTER, ada, talk))


def test_what_lies_ahead_is_what_is_due_soon() -> None:
    """As Today has it, without the people, who are told of as quiet."""
    goal = one("goal", title="Talk at PyCon", due="2026-11-30")
    assert found(Part.AHEAD, WEEK, goal, *PEOPLE) == [("Talk at PyCon", "due 30 Nov 2026")]


def test_a_snapshot_says_how_each_practice_stood_and_how_much_there_was() -> None:
    """Of plain JSON alone, so that the file can hold it."""
    career = Records(
        [one("win", 101, title="A", on="2026-11-20"), one("win", 102, title="B", on="2026-01-05")]
    )
    kept = snapshot(career, look_back(career, WEEK, TODAY), TODAY)
    assert kept["on"] == "2026-11-22"
    assert list(kept["practices"]) == ["vision", "learning", "network", "challenge", "purpose", "ownership"]
    assert kept["practices"]["ownership"] == {
        "moved": True,
        "last_moved": "2026-11-20",
        "months": [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    }
    assert kept["practices"]["vision"] == {"moved": False, "last_moved": None, "months": [0] * 12}
    assert kept["counts"]["won"] == 1
