"""The six practices: what counts as evidence, what moved, and the smallest next step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careertui.domain.career import Records
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Board, Goal
from careertui.domain.identity import id_of_number
from careertui.domain.job import Job
from careertui.domain.kinds import kind_named, make
from careertui.domain.partial_date import PartialDate
from careertui.domain.practices import (
    Practice,
    PracticeReport,
    compared,
    counted_day,
    definition,
    evidence_of,
    finished_on,
    headline,
    practices,
    streak_of_all,
    weekly_streak,
)
from careertui.domain.record import Record
from careertui.domain.review import Review
from careertui.domain.skill import Skill
from careertui.domain.thresholds import Thresholds
from careertui.domain.vision import Value, Vision
from careertui.domain.win import Ask, Win

TODAY = date(2026, 11, 22)
ONE, TWO, THREE = (id_of_number(number) for number in (101, 102, 103))
PERSON = id_of_number(900)


def a(kind: str, id_: str = ONE, /, **fields: Any) -> Record:
    """A record of this kind, from its fields as the file has them."""
    return make(kind_named(kind), {"id": id_, **fields})


def done(*moves: tuple[str, str], **fields: Any) -> dict[str, Any]:
    """The fields of a finished goal that came into these columns on these dates."""
    history = [{"column": column, "at": at} for column, at in moves or (("done", "2026-10-03"),)]
    return {"title": "Goal", "column": "done", "history": history, **fields}


WRITTEN = {"created": "2026-05-01T10:00:00Z"}
IMPORTED = {**WRITTEN, "updated": "2026-05-01T10:00:00Z", "source": {"importer": "jsonresume", "key": "1"}}
COUNTS: list[tuple[Practice, str, dict[str, Any], list[tuple[str, str]]]] = [
    # Vision
    (Practice.VISION, "vision", {"title": "V", **WRITTEN}, [("2026-05-01", "vision written")]),
    (Practice.VISION, "vision", {"title": "V", **IMPORTED}, []),
    (
        Practice.VISION,
        "vision",
        {"title": "V", **WRITTEN, "earlier": [{"until": "2026-06-02", "statement": "Was"}]},
        [("2026-05-01", "vision written"), ("2026-06-02", "vision revised")],
    ),
    (
        Practice.VISION,
        "vision",
        {"title": "V", **WRITTEN, "version": 2, "updated": "2026-07-03T10:00:00Z"},
        [("2026-05-01", "vision written"), ("2026-07-03", "vision reviewed")],
    ),
    (
        Practice.VISION,
        "vision",
        {
            "title": "V",
            "version": 3,
            "status": "reached",
            "updated": "2026-07-03T10:00:00Z",
            "earlier": [{"until": "2026-07-03", "statement": "Was"}],
        },
        [("2026-07-03", "vision reached")],
    ),
    (Practice.VISION, "goal", done(serves=[TWO]), [("2026-10-03", "goal that serves a vision finished")]),
    (Practice.VISION, "goal", done(), []),
    (Practice.VISION, "goal", {"title": "Open", "serves": [TWO], "due": "2026-10"}, []),
    # Learning
    (
        Practice.LEARNING,
        "skill",
        {"name": "SQL", "levels": [{"on": "2026-03", "level": 2}, {"on": "2025", "level": 1}]},
        [("2026-03-31", "skill level raised")],
    ),
    (Practice.LEARNING, "skill", {"name": "SQL", "levels": [{"on": "2026-03", "level": 2}]}, []),
    (
        Practice.LEARNING,
        "skill",
        {"name": "SQL", "levels": [{"on": "2025", "level": 2}, {"on": "2026-03", "level": 2}]},
        [],
    ),
    (Practice.LEARNING, "goal", done(kind="learning"), [("2026-10-03", "learning goal done")]),
    (Practice.LEARNING, "goal", done(kind="role"), []),
    (
        Practice.LEARNING,
        "goal",
        done(kind="learning", issued="2026-11-01"),
        [("2026-10-03", "learning goal done"), ("2026-11-01", "certificate earned")],
    ),
    (
        Practice.LEARNING,
        "goal",
        done(kind="learning", history=[], issued="2026-11-01"),
        [("2026-11-01", "learning goal done")],
    ),
    (
        Practice.LEARNING,
        "goal",
        {"title": "Open", "issued": "2026-11-01"},
        [("2026-11-01", "certificate earned")],
    ),
    # Network
    (
        Practice.NETWORK,
        "interaction",
        {"on": "2026-11-01", "with": [PERSON, TWO], "follow_up": {"on": "2026-11", "done_on": "2026-11-09"}},
        [("2026-11-01", "interaction logged"), ("2026-11-09", "follow-up kept")],
    ),
    (
        Practice.NETWORK,
        "interaction",
        {"on": "2026-11-01", "with": [PERSON], "follow_up": {"on": "2026-11-03"}},
        [("2026-11-01", "interaction logged")],
    ),
    (
        Practice.NETWORK,
        "contact",
        {"name": "Ada", "met_on": "2025", **WRITTEN},
        [("2025-12-31", "new contact")],
    ),
    (Practice.NETWORK, "contact", {"name": "Ada", **WRITTEN}, [("2026-05-01", "new contact")]),
    (Practice.NETWORK, "contact", {"name": "Ada", **IMPORTED}, []),
    (Practice.NETWORK, "contact", {"name": "Ada"}, []),
    # Challenge
    (
        Practice.CHALLENGE,
        "challenge",
        {"title": "Talk", "status": "attempting", "attempts": [{"on": "2026-05-05"}, {"on": "2026-05-05"}]},
        [("2026-05-05", "attempt logged"), ("2026-05-05", "attempt logged")],
    ),
    (
        Practice.CHALLENGE,
        "challenge",
        {"title": "Talk", "status": "overcome", "ended": "2026-06-06"},
        [("2026-06-06", "challenge overcome")],
    ),
    (
        Practice.CHALLENGE,
        "challenge",
        {"title": "Talk", "status": "overcome", "attempts": [{"on": "2026-05-05"}, {"on": "2026-05-04"}]},
        [
            ("2026-05-04", "attempt logged"),
            ("2026-05-05", "attempt logged"),
            ("2026-05-05", "challenge overcome"),
        ],
    ),
    (
        Practice.CHALLENGE,
        "challenge",
        {"title": "Talk", "status": "let go", "ended": "2026-06-06", "lesson": "Ask for a smaller room."},
        [("2026-06-06", "challenge let go with a lesson")],
    ),
    (
        Practice.CHALLENGE,
        "challenge",
        {"title": "Talk", "status": "let go", "ended": "2026-06-06", "lesson": " "},
        [],
    ),
    (Practice.CHALLENGE, "challenge", {"title": "Talk", "status": "accepted", "started": "2026-06-06"}, []),
    # Purpose
    (
        Practice.PURPOSE,
        "value",
        {
            "name": "Craft",
            **WRITTEN,
            "weighings": [{"on": "2026-05-01", "weight": 3}, {"on": "2026-08-01", "weight": 5}],
        },
        [("2026-05-01", "value stated"), ("2026-08-01", "value re-weighed")],
    ),
    (Practice.PURPOSE, "value", {"name": "Craft", **WRITTEN}, [("2026-05-01", "value stated")]),
    (
        Practice.PURPOSE,
        "job",
        {"title": "Dev", "values_fit": {TWO: 4}, "version": 2, "updated": "2026-08-01T10:00:00Z"},
        [("2026-08-01", "job scored against values")],
    ),
    (Practice.PURPOSE, "job", {"title": "Dev", "version": 2, "updated": "2026-08-01T10:00:00Z"}, []),
    (Practice.PURPOSE, "job", {"title": "Dev", "values_fit": {TWO: 4}, **IMPORTED, "version": 1}, []),
    # Ownership
    (
        Practice.OWNERSHIP,
        "win",
        {"title": "Faster", "on": "2026-04", **WRITTEN},
        [("2026-04-30", "win recorded")],
    ),
    (Practice.OWNERSHIP, "win", {"title": "Faster", **WRITTEN}, [("2026-05-01", "win recorded")]),
    (
        Practice.OWNERSHIP,
        "ask",
        {"on": "2026-04-02", "what": "A raise", "answered_on": "2026-04-20"},
        [("2026-04-02", "ask made"), ("2026-04-20", "ask answered")],
    ),
    (Practice.OWNERSHIP, "review", {"of": "2026-04-27", **WRITTEN}, [("2026-05-01", "review held")]),
    (Practice.OWNERSHIP, "review", {"of": "2026-04-27"}, [("2026-04-27", "review held")]),
]


@pytest.mark.parametrize(("practice", "kind", "fields", "expected"), COUNTS)
def test_what_counts_as_evidence_and_on_which_day(
    practice: Practice, kind: str, fields: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    """The table of practices, line by line; archived records count the same."""
    record = a(kind, **fields)
    evidence = evidence_of(practice, Records([record]), TODAY)
    assert [(piece.day.isoformat(), piece.what) for piece in evidence] == expected
    assert {piece.record_id for piece in evidence} <= {ONE}
    archived = record.model_copy(update={"archived": datetime(2026, 11, 1, tzinfo=UTC)})
    assert evidence_of(practice, Records([archived]), TODAY) == evidence


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("2026-11-21", date(2026, 11, 21)),
        ("2026-10", date(2026, 10, 31)),
        ("2025", date(2025, 12, 31)),
        ("2026", TODAY),
        ("2026-11-22", TODAY),
        ("2026-11-23", None),
        ("2027", None),
    ],
)
def test_a_partial_date_counts_on_its_last_day_or_today_and_the_future_not_at_all(
    when: str, day: date | None
) -> None:
    """No day is invented that may still be ahead."""
    assert counted_day(PartialDate.parse(when), TODAY) == day


def test_a_stamp_from_a_clock_one_time_zone_ahead_is_of_today() -> None:
    """What was written this evening counts this evening; what claims to be from next week does not."""
    (piece,) = evidence_of(
        Practice.VISION, Records([a("vision", title="V", created="2026-11-23T02:00:00Z")]), TODAY
    )
    assert piece.day == TODAY
    assert (
        evidence_of(Practice.VISION, Records([a("vision", title="V", created="2026-11-24T02:00:00Z")]), TODAY)
        == ()
    )


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        (
            done(("backlog", "2026-01"), ("done", "2026-02"), ("doing", "2026-03"), ("done", "2026-04")),
            "2026-04",
        ),
        (done(("done", "2026-02"), ("done", "2026-05")), "2026-02"),
        (done(history=[], issued="2026-06"), "2026-06"),
        (done(history=[]), None),
        ({"title": "Open", "issued": "2026-06", "history": [{"column": "done", "at": "2026-01"}]}, None),
    ],
)
def test_a_goal_is_finished_the_day_it_came_to_stay_in_a_done_column(
    fields: dict[str, Any], day: str | None
) -> None:
    """A goal taken up again and finished again was finished the second time."""
    goal = make(Goal, {"id": ONE, **fields})
    assert finished_on(goal, Board()) == (PartialDate.parse(day) if day else None)


# --- reports ----------------------------------------------------------------------------------------


def report_of(practice: Practice, *records: Record, today: date = TODAY) -> PracticeReport:
    """What the record says about one practice."""
    return next(report for report in practices(Records(records), today) if report.practice is practice)


def wins(*days: str) -> list[Record]:
    """A win on each of these dates."""
    return [a("win", id_of_number(200 + place), title="Win", on=day) for place, day in enumerate(days)]


def test_an_empty_career_has_six_reports_and_nothing_to_say() -> None:
    """No advice is made up."""
    reports = practices(Records([]), TODAY)
    assert [report.practice for report in reports] == list(Practice)
    for report in reports:
        assert (report.evidence, report.last_moved, report.moved) == ((), None, False)
        assert (report.months, report.next_step, report.next_id) == ((0,) * 12, "", "")
    assert headline(reports) == "0 of 6 practices moved in the last 90 days"


def test_the_months_are_the_last_twelve_of_the_calendar_oldest_first() -> None:
    """The first of December a year ago is in the first of them, the last of November is in none."""
    report = report_of(Practice.OWNERSHIP, *wins("2025-11-30", "2025-12-01", "2026-10", "2026-11-01", "2026"))
    assert report.months == (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2)
    assert report.last_moved == TODAY


@pytest.mark.parametrize(("days", "moved"), [(0, True), (90, True), (91, False)])
def test_a_practice_moved_when_its_latest_evidence_is_at_most_90_days_old(days: int, moved: bool) -> None:
    """Older evidence is still when it last moved."""
    day = TODAY - timedelta(days=days)
    report = report_of(Practice.OWNERSHIP, *wins("2020", day.isoformat()))
    assert (report.last_moved, report.moved) == (day, moved)


def test_the_headline_counts_the_practices_that_moved() -> None:
    """In words, never as a score."""
    career = Records([*wins("2026-11"), a("interaction", on="2026-11", **{"with": [PERSON]})])
    assert headline(practices(career, TODAY)) == "2 of 6 practices moved in the last 90 days"


def moved_on(practice: Practice, day: str, number: int) -> Record:
    """A record that shows one practice to have moved on a day."""
    id_ = id_of_number(500 + number)
    made: dict[Practice, Callable[[], Record]] = {
        Practice.VISION: lambda: a("vision", id_, title="V", created=f"{day}T10:00:00Z"),
        Practice.LEARNING: lambda: a("goal", id_, title="G", issued=day),
        Practice.NETWORK: lambda: a("interaction", id_, on=day, **{"with": [PERSON]}),
        Practice.CHALLENGE: lambda: a("challenge", id_, title="C", attempts=[{"on": day}]),
        Practice.PURPOSE: lambda: a("value", id_, name="V", created=f"{day}T10:00:00Z"),
        Practice.OWNERSHIP: lambda: a("win", id_, title="W", on=day),
    }
    return made[practice]()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        # 24 August is 90 days before 22 November; 26 May is 90 days before that.
        ([], ""),
        (["2026-05-25"], ""),
        (["2026-11-22"], "one more than in the 90 days before"),
        (["2026-08-25", "2026-08-25", "2026-11-01", "2026-05-26"], "two more than in the 90 days before"),
        (["2026-08-24"], "as many as in the 90 days before"),
        (["2026-08-23", "2026-05-26"], "two fewer than in the 90 days before"),
    ],
)
def test_the_headline_is_compared_with_as_many_days_before(days: list[str], said: str) -> None:
    """As it would have been said then: what has happened since does not count for then."""
    records = [
        moved_on(practice, day, place)
        for place, (practice, day) in enumerate(zip(Practice, days, strict=False))
    ]
    assert compared(practices(Records(records), TODAY)) == said


def test_the_thresholds_are_those_handed_in() -> None:
    """Thirty days instead of ninety, in the figures and in the words; quiet after ten."""
    mine = Thresholds(recent_days=30, quiet_days=10)
    reports = practices(Records(wins("2026-10-22")), TODAY, mine)
    assert headline(reports, mine) == "0 of 6 practices moved in the last 30 days"
    assert compared(reports, mine) == "one fewer than in the 30 days before"
    assert [report.quiet for report in reports] == [False] * 5 + [True]
    assert [report.quiet for report in practices(Records(wins("2026-11-13")), TODAY, mine)] == [False] * 6


@pytest.mark.parametrize(("day", "quiet"), [("2026-05-26", True), ("2026-05-27", False)])
def test_a_practice_is_quiet_after_180_days(day: str, quiet: bool) -> None:
    """22 November is 180 days after 26 May. One that never moved is not quiet, it has not begun."""
    assert report_of(Practice.OWNERSHIP, *wins(day)).quiet is quiet
    assert not report_of(Practice.LEARNING, *wins(day)).quiet


# 22 November 2026 is a Sunday: the present week is 16 to 22 November, the ones before begin on 9, 2 November,
# 26, 19, 12, 5 October.
@pytest.mark.parametrize(
    ("days", "streak"),
    [
        ([], 0),
        (["2026-11-22"], 1),
        (["2026-11-16", "2026-11-22"], 1),
        (["2026-11-15", "2026-11-16"], 2),
        (["2026-11-15"], 1),
        (["2026-11-08"], 1),
        (["2026-11-01"], 0),
        (["2026-11-16", "2026-11-02"], 2),
        (["2026-11-16", "2026-11-02", "2026-10-19", "2026-10-12"], 4),
        (["2026-11-16", "2026-11-09", "2026-10-25"], 2),
        (["2026-11-16", "2026-11-09", "2026-10-26", "2026-10-05"], 3),
        (["2026-11-23"], 0),
    ],
)
def test_a_streak_counts_weeks_and_forgives_one_that_was_missed(days: list[str], streak: int) -> None:
    """The missed one does not count; two in a row end it; the present week never does."""
    assert weekly_streak([date.fromisoformat(day) for day in days], TODAY) == streak


def test_a_streak_is_told_for_each_practice_and_for_all_of_them() -> None:
    """A week counts for all when any practice moved in it."""
    talk = a("interaction", on="2026-11-10", **{"with": [PERSON]})
    reports = practices(Records([*wins("2026-11-17", "2026-10-28"), talk]), TODAY)
    assert [report.streak for report in reports] == [0, 0, 1, 0, 0, 1]
    assert streak_of_all(reports, TODAY) == 3


def test_the_definition_said_to_a_person_is_the_one_in_the_code() -> None:
    """One paragraph a line, no matter how the code is wrapped."""
    assert definition(Practice.CHALLENGE) == (
        "An attempt logged; a challenge overcome, or let go with a lesson.\n"
        "The end counts on its own day, or else on that of the latest attempt. Archived records count."
    )
    assert all(definition(practice) for practice in Practice)


NOW = "2026-11-01T10:00:00Z"
VISION = a("vision", TWO, title="Tools people love", updated=NOW)
STEPS = [{"text": "Read", "done_on": "2026"}, {"text": "Book the exam"}]
NEXT: list[tuple[Practice, list[Record], str, str]] = [
    # Vision: the nearest goal that serves one, then a draft, then the one longest left alone
    (
        Practice.VISION,
        [
            VISION,
            a("goal", id_of_number(300), title="Later", serves=[TWO], due="2027-06"),
            a("goal", id_of_number(301), title="Sooner", serves=[TWO], due="2027-05"),
            a("goal", id_of_number(302), title="Serves nothing", due="2026-12"),
        ],
        "Sooner",
        id_of_number(301),
    ),
    (
        Practice.VISION,
        [a("vision", TWO, title="Old dream", status="reached"), a("goal", title="For it", serves=[TWO])],
        "",
        "",
    ),
    (
        Practice.VISION,
        [VISION, a("vision", title="Teach", status="draft", updated=NOW)],
        "Finish the draft: Teach",
        ONE,
    ),
    (
        Practice.VISION,
        [VISION, a("vision", title="Teach", updated="2026-10-01T10:00:00Z")],
        "Read again: Teach",
        ONE,
    ),
    # Learning: the nearest learning goal and its first open step, then the skill nearest to its target
    (
        Practice.LEARNING,
        [
            a("goal", title="CKA", kind="learning", steps=STEPS),
            a("goal", TWO, title="Not this", column="doing"),
        ],
        "CKA: Book the exam",
        ONE,
    ),
    (
        Practice.LEARNING,
        [
            a("goal", title="CKA", kind="learning"),
            a("goal", TWO, title="Rust", kind="learning", column="doing"),
        ],
        "Rust",
        TWO,
    ),
    (
        Practice.LEARNING,
        [
            a("goal", title="Thesis", kind="learning", due="2027", waits_for=[TWO]),
            a("goal", TWO, title="Reading", kind="learning", due="2028"),
        ],
        "Reading",
        TWO,
    ),
    (
        Practice.LEARNING,
        [
            a("skill", name="SQL", target=5, levels=[{"on": "2025", "level": 2}]),
            a("skill", TWO, name="Rust", target=1),
            a("skill", THREE, name="Go", target=1, levels=[{"on": "2025", "level": 1}]),
        ],
        "Rust: from 0 to 1",
        TWO,
    ),
    # Network: a promise, then the cadence, then the quietest
    (
        Practice.NETWORK,
        [
            a("contact", PERSON, name="Ada", cadence={"ideal": 30}, met_on="2020"),
            a(
                "interaction",
                on="2026-11",
                follow_up={"what": "Send the paper", "on": "2026-12-06"},
                **{"with": [PERSON]},
            ),
        ],
        "Follow up: Send the paper",
        ONE,
    ),
    (
        Practice.NETWORK,
        [
            a("contact", PERSON, name="Ada", cadence={"ideal": 30}, met_on="2026-11-01"),
            a("contact", TWO, name="Bob"),
            a("interaction", on="2020", follow_up={"on": "2026-12-07"}, **{"with": [TWO]}),
        ],
        "Reconnect with Ada",
        PERSON,
    ),
    (
        Practice.NETWORK,
        [
            a("contact", PERSON, name="Ada"),
            a("contact", TWO, name="Bob"),
            a("contact", THREE, name="Aaron"),
            a("interaction", on="2025", **{"with": [PERSON]}),
            a("interaction", id_of_number(400), on="2024", **{"with": [TWO]}),
        ],
        "Reconnect with Bob",
        TWO,
    ),
    (Practice.NETWORK, [a("contact", PERSON, name="Ada")], "Reconnect with Ada", PERSON),
    # Challenge: under way, accepted, the next rung, an idea; the least uncomfortable of several
    (
        Practice.CHALLENGE,
        [
            a("challenge", title="Keynote", status="attempting", before=9),
            a("challenge", TWO, title="Meetup", status="attempting", before=4),
            a("challenge", THREE, title="Blog", status="accepted", before=1),
        ],
        "Next attempt: Meetup",
        TWO,
    ),
    (
        Practice.CHALLENGE,
        [
            a("challenge", title="Talk", status="overcome", next_rung=TWO),
            a("challenge", TWO, title="Keynote", before=9),
            a("challenge", THREE, title="Blog", status="accepted", before=10),
        ],
        "First attempt: Blog",
        THREE,
    ),
    (
        Practice.CHALLENGE,
        [
            a("challenge", title="Talk", status="overcome", next_rung=TWO),
            a("challenge", TWO, title="Keynote", before=9),
            a("challenge", THREE, title="Blog", before=1),
        ],
        "Next rung: Keynote",
        TWO,
    ),
    (Practice.CHALLENGE, [a("challenge", title="Blog")], "Take on: Blog", ONE),
    (Practice.CHALLENGE, [a("challenge", title="Talk", status="let go", next_rung=None)], "", ""),
    # Purpose: a score that is missing, a meaning that is missing, the weight given longest ago
    (
        Practice.PURPOSE,
        [
            a("job", title="Dev", organisation="Acme", start="2020", values_fit={TWO: 3}),
            a("value", TWO, name="Craft", weight=5),
            a("value", THREE, name="Impact", weight=4),
        ],
        "Score Dev, Acme against Impact",
        ONE,
    ),
    (
        Practice.PURPOSE,
        [
            a("job", title="Dev", end="2020"),
            a("value", TWO, name="Craft", meaning="Made well"),
            a("value", THREE, name="Fun"),
        ],
        "Say what Fun means to you",
        THREE,
    ),
    (
        Practice.PURPOSE,
        [
            a("value", TWO, name="Craft", meaning="x", weighings=[{"on": "2026", "weight": 3}]),
            a("value", THREE, name="Fun", meaning="x", weighings=[{"on": "2025", "weight": 3}]),
        ],
        "Weigh again: Fun",
        THREE,
    ),
    # Ownership: an answer that is waited for, then a finished goal that no win tells of
    (
        Practice.OWNERSHIP,
        [
            a("ask", ONE, on="2026-09", what="A raise"),
            a("ask", TWO, on="2026-03", what="Feedback", answered_on="2026-04"),
            a("ask", THREE, on="2026-02", what="A mentor", answer="Yes"),
        ],
        "Hear back about: A raise",
        ONE,
    ),
    (
        Practice.OWNERSHIP,
        [
            a("goal", ONE, **done(("done", "2026-01"), title="First")),
            a("goal", TWO, **done(("done", "2026-02"), title="Second")),
            a("goal", THREE, **done(("done", "2026-03"), title="Told")),
            a("goal", id_of_number(401), title="Open", issued="2026-05"),
            a("win", id_of_number(400), title="Told", goal=THREE),
        ],
        "Record the win: Second",
        TWO,
    ),
]


@pytest.mark.parametrize(("practice", "records", "step", "id_"), NEXT)
def test_the_next_step_is_the_smallest_one_the_records_offer(
    practice: Practice, records: list[Record], step: str, id_: str
) -> None:
    """Drawn from what the person wrote, with the record to jump to."""
    report = report_of(practice, *records)
    assert (report.next_step, report.next_id) == (step, id_)


def test_an_archived_record_is_no_next_step() -> None:
    """It counts for what was done, and asks for nothing more."""
    gone = {"archived": datetime(2026, 11, 1, tzinfo=UTC)}
    for _, records, _, _ in NEXT:
        archived = [record.model_copy(update=gone) for record in records]
        assert {report.next_step for report in practices(Records(archived), TODAY)} == {""}


# --- invariants -------------------------------------------------------------------------------------

_dates = st.dates(date(2025, 1, 1), date(2027, 12, 31))
_partial = st.one_of(
    st.builds(PartialDate.of, _dates),
    st.builds(lambda day: PartialDate(day.year, day.month), _dates),
    st.builds(lambda day: PartialDate(day.year), _dates),
)
_ids = st.integers(1000, 9999).map(id_of_number)
_stamps = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - given a zone
_common = {"id": _ids, "created": _stamps, "updated": _stamps, "version": st.integers(0, 3)}
_records: st.SearchStrategy[Record] = st.one_of(
    st.builds(Vision, title=st.just("V"), status=st.sampled_from(["active", "reached"]), **_common),
    st.builds(
        lambda levels, **common: Skill(name="S", levels=levels, **common),
        st.lists(st.builds(dict, on=_partial, level=st.integers(0, 5)), max_size=3),
        **_common,
    ),
    st.builds(
        lambda at, kind, **common: Goal(
            title="G",
            goal_kind=kind,
            serves=(ONE,),
            column="done",
            history=[{"column": "done", "at": at}],
            **common,
        ),
        _partial,
        st.sampled_from(["learning", "role"]),
        **_common,
    ),
    st.builds(lambda on, **common: Interaction(on=on, people=(PERSON,), **common), _partial, **_common),
    st.builds(Contact, name=st.just("C"), met_on=st.none() | _partial, **_common),
    st.builds(
        lambda ended, **common: Challenge(title="C", status="overcome", ended=ended, **common),
        _partial,
        **_common,
    ),
    st.builds(Value, name=st.just("V"), **_common),
    st.builds(Job, title=st.just("J"), values_fit=st.just({ONE: 3}), **_common),
    st.builds(Win, title=st.just("W"), on=st.none() | _partial, **_common),
    st.builds(lambda on, **common: Ask(what="A", on=on, **common), _partial, **_common),
    st.builds(lambda of, **common: Review(of=of, **common), _partial, **_common),
)


@given(st.lists(_records, max_size=6), _records)
def test_another_record_never_lowers_a_practice(some: list[Record], one_more: Record) -> None:
    """Nothing a person writes down can count against them."""
    taken = {record.id for record in some}
    before = practices(Records(some), TODAY)
    after = practices(Records([*some, one_more] if one_more.id not in taken else some), TODAY)
    for then, now in zip(before, after, strict=True):
        assert set(then.evidence) <= set(now.evidence)
        assert all(more >= count for count, more in zip(then.months, now.months, strict=True))
        assert now.moved or not then.moved
        assert now.moved_before or not then.moved_before
        assert then.last_moved is None or (now.last_moved is not None and now.last_moved >= then.last_moved)
        assert now.streak >= then.streak


@given(st.lists(_records, max_size=6))
def test_evidence_is_in_order_and_never_from_the_future(records: list[Record]) -> None:
    """And what the report says of it agrees with it."""
    for report in practices(Records(records), TODAY):
        days = [piece.day for piece in report.evidence]
        assert days == sorted(days)
        assert report.last_moved == (days[-1] if days else None)
        assert all(day <= TODAY for day in days)
        assert sum(report.months) == sum(day >= date(2025, 12, 1) for day in days)
        assert bool(report.next_step) == bool(report.next_id)
