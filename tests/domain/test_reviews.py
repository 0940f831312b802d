"""Reviews: the period a day belongs to, what is asked, which review is due, and when it is offered."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careertui.domain.career import Records
from careertui.domain.goal import Goal
from careertui.domain.identity import id_of_number
from careertui.domain.partial_date import PartialDate
from careertui.domain.periods import PERIODS, Period, span_of
from careertui.domain.record import Record, Source
from careertui.domain.review import Review
from careertui.domain.reviews import (
    QUESTIONS,
    Part,
    Question,
    due,
    last_time,
    offered,
    put_off,
    questions_for,
    read_question,
    waiting,
)
from careertui.domain.staying_in_touch import upcoming

LONG_AGO = datetime(2024, 1, 1, 9, tzinfo=UTC)
BEGUN = Goal(id=id_of_number(1), title="Learn Rust", created=LONG_AGO)
"""Somebody who has been at it for years."""


def held_review(period: Period, of: str, made: str = "2026-01-01", number: int = 50) -> Review:
    """A review that was held, and the day on which."""
    created = datetime.fromisoformat(f"{made}T18:00:00+00:00")
    return Review(
        id=id_of_number(number),
        period=period,
        of=PartialDate.parse(of),
        answers={"What?": "x"},
        created=created,
    )


def due_on(day: str, *records: Record) -> list[str]:
    """The reviews due on a day, for somebody who has been at it for years."""
    return [one.span.key for one in due(Records([BEGUN, *records]), date.fromisoformat(day))]


# --- periods ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "day", "first", "last", "words"),
    [
        ("week", "2026-11-22", "2026-11-16", "2026-11-22", "the week of 16 Nov 2026"),
        ("week", "2026-11-23", "2026-11-23", "2026-11-29", "the week of 23 Nov 2026"),
        ("week", "2027-01-01", "2026-12-28", "2027-01-03", "the week of 28 Dec 2026"),
        ("quarter", "2026-11-22", "2026-10-01", "2026-12-31", "Q4 2026"),
        ("quarter", "2024-02-29", "2024-01-01", "2024-03-31", "Q1 2024"),
        ("year", "2026-11-22", "2026-01-01", "2026-12-31", "2026"),
    ],
)
def test_the_period_a_day_belongs_to(period: Period, day: str, first: str, last: str, words: str) -> None:
    """Weeks begin on Monday, as in ISO 8601, also across a new year."""
    span = span_of(period, date.fromisoformat(day))
    assert (span.first.isoformat(), span.last.isoformat(), span.words) == (first, last, words)


@given(st.dates(date(1970, 1, 10), date(2200, 1, 1)), st.sampled_from(PERIODS))
def test_periods_follow_each_other_without_a_gap(day: date, period: Period) -> None:
    """Each holds its day, and the one after begins where it ends."""
    span = span_of(period, day)
    assert span.holds(PartialDate.of(day))
    assert (span.after.first - span.last).days == (span.first - span.before.last).days == 1
    assert span.after.before == span


@pytest.mark.parametrize(
    ("when", "week", "quarter"),
    [("2026-11-16", True, True), ("2026-11", False, True), ("2026-Q4", False, True), ("2026", False, False)],
)
def test_a_date_belongs_to_a_period_that_holds_all_of_it(when: str, week: bool, quarter: bool) -> None:
    """What is known only by its month happened in no week that one could name."""
    day = date(2026, 11, 22)
    found = [span_of(period, day).holds(PartialDate.parse(when)) for period in ("week", "quarter")]
    assert found == [week, quarter]


def test_the_months_of_a_period() -> None:
    """Three of a quarter, twelve of a year."""
    day = date(2026, 11, 22)
    assert [str(month) for month in span_of("quarter", day).months] == ["2026-10", "2026-11", "2026-12"]
    assert len(span_of("year", day).months) == 12


# --- questions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("What next?", Question("What next?")),
        ("Met, asked: Whom did I  miss?", Question("Whom did I miss?", (Part.MET, Part.ASKED))),
        ("Note: what is met?", Question("Note: what is met?")),
        ("met, nobody: Who?", Question("met, nobody: Who?")),
        ("met:", Question("met:")),
    ],
)
def test_a_line_of_the_config_is_a_question_with_the_parts_it_is_about(line: str, question: Question) -> None:
    """A colon of the question's own stays in it."""
    assert read_question(line) == question


def test_what_is_asked_is_what_was_chosen_and_each_question_once() -> None:
    """A period for which nothing is chosen keeps its own; a week takes five minutes, so it asks little."""
    assert questions_for("week", {"week": ["What?", "met: What?", "Who?"]}) == (
        Question("What?", (Part.MET,)),
        Question("Who?"),
    )
    assert questions_for("year", {"week": ["What?"]}) == questions_for("year")
    assert len(questions_for("week")) <= 5
    assert all(question.parts for period in PERIODS for question in questions_for(period))
    assert {len(set(lines)) == len(lines) for lines in QUESTIONS.values()} == {True}


# --- due --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        ("2026-11-19", ["week-2026-11-09"]),  # Thursday: the last day of the week before
        ("2026-11-20", ["week-2026-11-16"]),  # Friday: the week at hand
        ("2026-11-22", ["week-2026-11-16"]),
        ("2026-11-26", ["week-2026-11-16"]),
        ("2026-11-27", ["week-2026-11-23"]),
        ("2026-09-22", ["week-2026-09-14"]),
        ("2026-09-23", ["week-2026-09-14", "quarter-2026-07-01"]),  # seven days before 30 September
        ("2026-10-14", ["week-2026-10-05", "quarter-2026-07-01"]),  # fourteen after
        ("2026-10-15", ["week-2026-10-05"]),
        ("2026-12-14", ["week-2026-12-07"]),
        ("2026-12-15", ["week-2026-12-07", "year-2026-01-01"]),
        ("2027-01-01", ["week-2026-12-28", "quarter-2026-10-01", "year-2026-01-01"]),
        ("2027-01-31", ["week-2027-01-25", "year-2026-01-01"]),
        ("2027-02-01", ["week-2027-01-25"]),
    ],
)
def test_which_reviews_are_due_on_a_day(day: str, keys: list[str]) -> None:
    """A week's from Friday to Thursday, a quarter's in the weeks around its end, a year's at its turn."""
    assert due_on(day) == keys


def test_a_review_that_is_held_is_not_due() -> None:
    """Whichever day of the period it names."""
    assert due_on("2026-11-22", held_review("week", "2026-11-16")) == []
    assert due_on("2026-11-22", held_review("week", "2026-11-18")) == []
    assert due_on("2026-11-22", held_review("week", "2026-11-09")) == ["week-2026-11-16"]


def test_nobody_is_asked_to_look_back_before_they_have_begun() -> None:
    """A week's review comes due on Friday the 20th; an import and an undated record tell of no beginning."""
    today = date(2026, 11, 22)

    def asked(goal: Goal) -> bool:
        return bool(due(Records([goal]), today))

    assert asked(Goal(id=id_of_number(1), title="A", created=datetime(2026, 11, 19, tzinfo=UTC)))
    assert not asked(Goal(id=id_of_number(1), title="A", created=datetime(2026, 11, 20, tzinfo=UTC)))
    imported = Source(importer="jsonresume", key="a")
    assert not asked(Goal(id=id_of_number(1), title="A", created=LONG_AGO, source=imported))
    assert not asked(Goal(id=id_of_number(1), title="A"))
    archived = Goal(id=id_of_number(1), title="A", created=LONG_AGO, archived=LONG_AGO)
    assert asked(archived)


# --- offered ----------------------------------------------------------------------------------------


def test_the_longest_that_is_due_is_offered_and_it_alone() -> None:
    """Of a week, a quarter and a year the year."""
    one = offered(Records([BEGUN]), date(2027, 1, 1))
    assert one is not None
    assert one.span.key == "year-2026-01-01"


def test_on_a_day_on_which_a_review_was_held_no_other_is_offered() -> None:
    """The next day it is."""
    career = Records([BEGUN, held_review("year", "2026-01-01", made="2027-01-01")])
    assert offered(career, date(2027, 1, 1)) is None
    one = offered(career, date(2027, 1, 2))
    assert one is not None
    assert one.span.key == "quarter-2026-10-01"


def test_one_that_is_put_off_waits_for_its_day() -> None:
    """The others do not wait with it, unless they were put off, too."""
    new_year = date(2027, 1, 1)
    career = Records([BEGUN, put_off(waiting(Records([])), {"year": date(2027, 1, 5)})])
    one, later = offered(career, new_year), offered(career, date(2027, 1, 5))
    assert one is not None
    assert later is not None
    assert (one.span.period, later.span.period) == ("quarter", "year")
    all_wait = put_off(waiting(career), dict.fromkeys(("week", "quarter"), date(2027, 1, 2)))
    assert offered(Records([BEGUN, all_wait]), new_year) is None
    assert all_wait.until["year"] == PartialDate(2027, 1, 5)


def test_what_is_offered_is_among_what_is_next_and_says_until_when() -> None:
    """Once; and not at all where nothing is offered."""
    things = [t for t in upcoming(Records([BEGUN]), date(2026, 11, 22)) if t.kind == "review"]
    assert [(thing.title, thing.when, thing.why) for thing in things] == [
        ("Look back on the week", date(2026, 11, 26), "Week of 16 Nov")
    ]
    assert upcoming(Records([]), date(2026, 11, 22)) == ()


def test_last_time_is_the_latest_earlier_review_of_the_same_period() -> None:
    """Neither a later one nor one of another length."""
    reviews = [
        held_review("week", "2026-11-02", number=51),
        held_review("week", "2026-11-09", number=52),
        held_review("week", "2026-11-16", number=53),
        held_review("quarter", "2026-07-01", number=54),
    ]
    career = Records(reviews)
    assert last_time(career, span_of("week", date(2026, 11, 22))) == reviews[1]
    assert last_time(career, span_of("year", date(2026, 11, 22))) is None


@pytest.mark.parametrize(
    ("period", "of", "heading"),
    [
        ("week", "2026-11-09", "the week of 9 Nov 2026"),
        ("quarter", "2026-10-01", "Q4 2026"),
        ("year", "2026-01-01", "2026"),
    ],
)
def test_a_review_is_called_by_what_it_looks_back_on(period: Period, of: str, heading: str) -> None:
    """In the words of every other date, also in what is said when it is archived."""
    assert held_review(period, of).heading == heading
