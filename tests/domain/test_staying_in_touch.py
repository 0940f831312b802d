"""Staying in touch: what the cadence counts from, what it is called, and what comes next."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careertui.domain.career import Records
from careertui.domain.contact import Cadence, Contact, Interaction
from careertui.domain.goal import BOARD_ID, Board, Column, Goal
from careertui.domain.identity import id_of_number
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.staying_in_touch import (
    TouchState,
    log_of,
    open_follow_ups,
    promised_to,
    touches,
    upcoming,
    words,
)
from careertui.domain.win import Ask

TODAY = date(2026, 11, 22)
ADA_ID, BOB_ID = id_of_number(1), id_of_number(2)


def ada(ideal: int | None = 60, at_most: int | None = None, **fields: Any) -> Contact:
    """Ada, to be in touch with every 60 days unless said otherwise."""
    cadence = None if ideal is None else Cadence(ideal=ideal, at_most=at_most)
    return Contact.model_validate({"id": ADA_ID, "name": "Ada", "cadence": cadence, **fields})


def talk(on: str, number: int = 100, **fields: Any) -> Interaction:
    """A talk with Ada."""
    return Interaction.model_validate({"id": id_of_number(number), "on": on, "with": [ADA_ID], **fields})


def days_ago(days: int) -> str:
    """The date of a day so many days back."""
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (0, TouchState.FRESH),
        (59, TouchState.FRESH),
        (60, TouchState.RECONNECT),
        (120, TouchState.RECONNECT),
        (121, TouchState.QUIET),
    ],
)
def test_a_person_is_fresh_then_to_reconnect_with_then_quiet(days: int, state: TouchState) -> None:
    """Every 60 days, at most 120 apart."""
    (touch,) = touches(Records([ada(60, 120), talk(days_ago(days))]), TODAY)
    assert touch.state is state
    assert touch.next == TODAY + timedelta(days=60 - days)


def test_the_cadence_counts_from_the_last_interaction_of_any_channel() -> None:
    """Whatever the order they were logged in, and though others took part."""
    log = [
        talk("2026-11-10", 101, channel="event", **{"with": [BOB_ID, ADA_ID]}),
        talk("2026-01-05", 102, channel="email"),
    ]
    (touch,) = touches(Records([ada(), *log]), TODAY)
    assert touch.last == PartialDate(2026, 11, 10)
    assert touch.next == date(2027, 1, 9)


def test_a_talk_planned_for_a_day_to_come_does_not_count_yet() -> None:
    """An archived one does not count at all."""
    gone = talk("2026-11-20", 101, archived=datetime(2026, 11, 21, tzinfo=UTC))
    (touch,) = touches(Records([ada(), talk("2026-12-01"), talk("2026-05-01", 102), gone]), TODAY)
    assert touch.last == PartialDate(2026, 5, 1)


def test_a_month_stands_for_its_last_day_or_today() -> None:
    """Somebody seen in November may have been seen today."""
    (touch,) = touches(Records([ada(), talk("2026-11")]), TODAY)
    assert touch.next == TODAY + timedelta(days=60)
    (touch,) = touches(Records([ada(), talk("2026-10")]), TODAY)
    assert touch.next == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("fields", "next_day", "state"),
    [
        ({"met_on": "2026-11-01"}, date(2026, 12, 31), TouchState.FRESH),
        ({"created": "2026-11-20T09:00:00Z"}, date(2027, 1, 19), TouchState.FRESH),
        ({"met_on": "2020"}, date(2021, 3, 1), TouchState.RECONNECT),
        ({}, TODAY, TouchState.RECONNECT),
    ],
)
def test_without_a_log_the_cadence_counts_from_the_meeting_or_the_writing_down(
    fields: dict[str, Any], next_day: date, state: TouchState
) -> None:
    """Never quiet, as nothing was ever said."""
    (touch,) = touches(Records([ada(60, 120, **fields)]), TODAY)
    assert (touch.last, touch.next, touch.state) == (None, next_day, state)


SNOOZED_AT = datetime(2026, 11, 20, 18, tzinfo=UTC)


def snoozed(until: str, ideal: int | None = 60, at_most: int | None = None) -> Contact:
    """Ada, of whom one asked on the evening of 20 November to be reminded on a day."""
    return ada(ideal, at_most, snoozed_until=until, snoozed_at=SNOOZED_AT, met_on="2020")


@pytest.mark.parametrize(
    ("contact", "state", "next_day"),
    [
        (snoozed("2027-01-12"), TouchState.SNOOZED, date(2027, 1, 12)),
        (snoozed("2027-01"), TouchState.SNOOZED, date(2027, 1, 1)),
        (snoozed("2026-11-22"), TouchState.RECONNECT, TODAY),
        (snoozed("2026-11-21", 60, 120), TouchState.QUIET, date(2026, 11, 21)),
        (snoozed("2026-11-22", None), TouchState.RECONNECT, TODAY),
    ],
)
def test_a_reminder_put_off_stands_in_the_place_of_the_cadence(
    contact: Contact, state: TouchState, next_day: date
) -> None:
    """Until its day, and from then on it asks, also of those whom one has no cadence for."""
    (touch,) = touches(Records([contact, talk("2026-03-01")]), TODAY)
    assert (touch.state, touch.next) == (state, next_day)


@pytest.mark.parametrize(
    ("on", "created", "ends_it"),
    [
        ("2026-11-21", "2026-11-21T08:00:00Z", True),
        ("2026-11-20", "2026-11-20T19:00:00Z", True),
        ("2026-11-20", "2026-11-20T17:00:00Z", False),
        ("2026-11-19", "2026-11-21T08:00:00Z", False),
        ("2026-11", "2026-11-21T08:00:00Z", True),
        ("2026-11-30", "2026-11-21T08:00:00Z", False),
    ],
)
def test_a_talk_since_then_ends_the_wait(on: str, created: str, ends_it: bool) -> None:
    """One before it, or one planned, does not; on that very day it is the one written down later."""
    (touch,) = touches(Records([snoozed("2027-06-01"), talk(on, created=created)]), TODAY)
    assert (touch.state is TouchState.FRESH) is ends_it
    assert words(touch, TODAY).startswith("in touch " if ends_it else "after 1 Jun 2027")


def test_without_a_cadence_nothing_is_asked() -> None:
    """The last talk is known all the same."""
    (touch,) = touches(Records([ada(None), talk("2020")]), TODAY)
    assert (touch.last, touch.next, touch.state) == (PartialDate(2020), None, TouchState.NONE)


def test_people_are_sorted_by_who_is_next_and_those_without_a_cadence_come_last() -> None:
    """By name where that says nothing."""
    people = [
        ada(None, id=id_of_number(11), name="Zoe"),
        ada(None, id=id_of_number(12), name="Cem"),
        ada(90, id=id_of_number(13), name="Late", met_on="2026-11-01"),
        ada(30, id=id_of_number(14), name="Soon", met_on="2026-11-01"),
    ]
    assert [touch.contact.name for touch in touches(Records(people), TODAY)] == ["Soon", "Late", "Cem", "Zoe"]


@pytest.mark.parametrize(
    ("cadence", "on", "said"),
    [
        ((60, 120), "2026-03-14", "quiet since March"),
        ((60, 120), "2025-03", "quiet since March 2025"),
        ((60, 120), "2024", "quiet since 2024"),
        ((60, 120), "2025-Q3", "quiet since Q3 2025"),
        ((60, 120), "2026-09-01", "reconnect"),
        ((60, 120), "2026-11-21", "in touch yesterday"),
        ((60, 120), "2026-10", "in touch in Oct 2026"),
        ((None, None), "2026-11-22", "in touch today"),
    ],
)
def test_the_words_are_kind_and_as_precise_as_the_date(
    cadence: tuple[int | None, int | None], on: str, said: str
) -> None:
    """Nobody is overdue."""
    (touch,) = touches(Records([ada(*cadence), talk(on)]), TODAY)
    assert words(touch, TODAY) == said


def test_there_are_no_words_where_nothing_is_known() -> None:
    """A contact without a log or a cadence is just a contact."""
    (touch,) = touches(Records([ada(None)]), TODAY)
    assert words(touch, TODAY) == ""


@given(
    st.lists(st.dates(date(2020, 1, 1), date(2027, 12, 31)), max_size=6), st.dates(date(2020, 1, 1), TODAY)
)
def test_another_talk_never_makes_anybody_sooner_or_quieter(days: list[date], one_more: date) -> None:
    """The order in which talks are logged changes nothing either."""
    log = [talk(day.isoformat(), 100 + place) for place, day in enumerate(days)]
    more = talk(one_more.isoformat(), 200)
    (before,) = touches(Records([ada(60, 120), *log]), TODAY)
    (after,) = touches(Records([ada(60, 120), more, *log]), TODAY)
    (reverse,) = touches(Records([ada(60, 120), *reversed(log), more]), TODAY)
    assert after == reverse
    if before.last is not None:
        assert before.next is not None
        assert after.next is not None
        assert after.next >= before.next


def test_the_log_of_a_person_is_theirs_alone_and_newest_first() -> None:
    """Interactions with several people are in the log of each."""
    with_both = talk("2026-06", 103, **{"with": [BOB_ID, ADA_ID]})
    log = [talk("2025", 101), with_both, talk("2026-02-01", 102)]
    career = Records(log)
    assert log_of(career, ADA_ID) == (with_both, log[2], log[0])
    assert log_of(career, BOB_ID) == (with_both,)


def test_open_follow_ups_are_those_not_kept_by_date_with_undated_ones_last() -> None:
    """An empty follow-up promised nothing; one that will be kept tomorrow is not kept."""
    undated = talk("2026-01", 101, follow_up={"what": "Send the paper"})
    june = talk("2026-02", 102, follow_up={"on": "2026-06"})
    may = talk("2026-03", 103, follow_up={"on": "2026-05-01", "done_on": "2026-11-23"})
    kept = talk("2026-04", 104, follow_up={"on": "2026-05-01", "done_on": "2026-11-22"})
    empty = talk("2026-05", 105, follow_up={})
    gone = talk("2026-05", 107, follow_up={"what": "Call", "let_go_on": "2026-11-22"})
    career = Records([undated, june, may, kept, empty, gone, talk("2026-06", 106)])
    found = open_follow_ups(career, TODAY)
    assert [interaction for interaction, _ in found] == [may, june, undated]
    assert promised_to(career, ADA_ID, TODAY) == (may, june, undated)
    assert promised_to(career, BOB_ID, TODAY) == ()
    assert all(follow_up is interaction.follow_up for interaction, follow_up in found)


# --- what is next -----------------------------------------------------------------------------------


def goal(number: int, **fields: Any) -> Goal:
    """A goal by its number."""
    return Goal.model_validate({"id": id_of_number(number), "title": f"Goal {number}", **fields})


def following_up(records: list[Record]) -> list[tuple[str, str, date | None, str]]:
    """What is next, as the screen reads it."""
    found = upcoming(Records(records), TODAY)
    return [(thing.kind, thing.title, thing.when, thing.why) for thing in found]


def test_next_is_what_is_due_whom_to_see_and_the_steps_under_way_soonest_first() -> None:
    """One of each, and undated things last."""
    records: list[Record] = [
        goal(
            1001,
            steps=[{"text": "Read", "done_on": "2026-01"}, {"text": "Build"}, {"text": "Show"}],
            column="doing",
        ),
        goal(1002, due="2026-11-30"),
        ada(60, 120),
        talk("2026-03-14", follow_up={"on": "2026-11-25", "what": "Send the paper"}),
        Ask(
            id=id_of_number(1003),
            on=PartialDate(2026, 9),
            what="A raise",
            follow_up={"on": "2026-11-24"},
        ),
    ]
    assert following_up(records) == [
        ("person", "Ada", date(2026, 5, 13), "quiet since March"),
        ("follow-up", "A raise", date(2026, 11, 24), "follow up on what you asked"),
        ("follow-up", "Send the paper", date(2026, 11, 25), "follow up with Ada"),
        ("goal", "Goal 1002", date(2026, 11, 30), "due 30 Nov 2026"),
        ("step", "Build", None, "next step of Goal 1001"),
    ]


def test_a_goal_is_next_from_two_weeks_before_its_last_day_and_until_it_is_done() -> None:
    """A month is due by its end."""
    records: list[Record] = [
        goal(1, due="2026-12-06"),
        goal(2, due="2026-12-07"),
        goal(3, due="2026-12"),
        goal(4, due="2026-11"),
        goal(5, due="2025"),
        goal(6, due="2026-11-30", column="done"),
    ]
    assert [title for _, title, _, _ in following_up(records)] == ["Goal 5", "Goal 4", "Goal 1"]


def test_a_promise_names_its_people_and_falls_back_on_the_interaction() -> None:
    """Three names would not fit."""
    people = [Contact(id=id_of_number(n), name=name) for n, name in ((1, "Ada"), (2, "Bob"), (3, "Cem"))]
    both = {"with": [ADA_ID, BOB_ID]}
    three = {"with": [person.id for person in people]}
    records: list[Record] = [
        *people,
        talk("2026-11-01", 101, summary="Compilers", follow_up={"on": "2026-11-23"}, **both),
        talk("2026-11-01", 102, summary="Talks", follow_up={"what": "Write"}, **three),
        talk("2026-11-01", 103, summary="Later", follow_up={"on": "2026-12-07"}),
    ]
    assert following_up(records) == [
        ("follow-up", "Compilers", date(2026, 11, 23), "follow up with Ada and Bob"),
        ("follow-up", "Write", None, "follow up with Ada and 2 more"),
    ]


def test_work_is_under_way_in_the_last_column_that_is_not_done() -> None:
    """Unless that is the first, where goals only wait."""
    steps = [{"text": "Begin"}]
    waiting, doing = goal(1001, column="todo", steps=steps), goal(1002, column="wip", steps=steps)
    todo, wip, done = (
        Column(key="todo", name="To do"),
        Column(key="wip", name="WIP"),
        Column(key="ok", name="OK", done=True),
    )
    three = Board(id=BOARD_ID, columns=(todo, wip, done))
    two = Board(id=BOARD_ID, columns=(todo, done))
    assert [thing.record_id for thing in upcoming(Records([three, waiting, doing]), TODAY)] == [doing.id]
    assert upcoming(Records([two, waiting]), TODAY) == ()
