"""The sample career is whole, reads as a story, and looks lived-in on any day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from pydantic import BaseModel

from careertui import demo
from careertui.demo import ANCHOR, BEGAN, DISCLAIMER, _entries, sample_career
from careertui.domain.asks import standing_of
from careertui.domain.career import Records, board_of
from careertui.domain.case import Case
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.fields import Shape, all_fields, link_ids
from careertui.domain.goal import Goal
from careertui.domain.identity import number_of_id
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.promotion import set_aside, standing
from careertui.domain.record import Record
from careertui.domain.review import Review
from careertui.domain.skill import Skill
from careertui.domain.staying_in_touch import upcoming
from careertui.domain.vision import Value, Vision
from careertui.domain.win import Ask, Win

FOURTEEN_MONTHS_ON = date(2028, 1, 22)
OTHER_DAYS = (
    FOURTEEN_MONTHS_ON,
    date(2026, 11, 23),
    date(2026, 12, 1),
    date(2027, 1, 31),
    date(2027, 2, 28),
    date(2028, 2, 29),
    date(2026, 3, 2),
)
MAY_LIE_AHEAD = {"due", "target_on", "expires", "stones", "by"}


@cache
def everything(today: date = ANCHOR) -> tuple[Record, ...]:
    """Every record of the sample as of a day."""
    return sample_career(today)


@cache
def career(today: date = ANCHOR) -> Records:
    """The sample as of a day, as the rules read it."""
    return Records(everything(today))


def dates_in(value: Any) -> Iterator[PartialDate]:
    """Every partial date in a record, a value inside one, or several of these, in the order of its fields."""
    if isinstance(value, PartialDate):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from dates_in(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from dates_in(part)


def words_in(value: Any) -> Iterator[str]:
    """Every text in a record or in a value inside one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields.keys() - {"id", "source", "said"}:
            yield from words_in(getattr(value, name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from words_in(key)
            yield from words_in(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from words_in(part)


# --- what is in it ----------------------------------------------------------------------------------


def test_it_holds_enough_of_every_kind_to_try_every_screen() -> None:
    """The counts that the sample promises."""
    counts = Counter(type(record) for record in everything())
    assert counts[Goal] == 30
    assert counts[Contact] == 40
    assert counts[Challenge] == 12
    assert counts[Skill] == 12
    assert counts[Win] == 18
    assert counts[Value] == 6
    assert counts[Interaction] >= 150
    assert counts[Ask] >= 5
    assert counts[Review] >= 4


def test_visions_stand_at_five_ten_and_twenty_years() -> None:
    """Each active one is written out in full, and its year follows from its horizon."""
    active = [vision for vision in career().all(Vision) if vision.status == "active"]
    assert [vision.horizon for vision in active] == [5, 10, 20]
    assert [vision.target_year for vision in active] == [2031, 2036, 2046]
    for vision in active:
        assert all((vision.statement, vision.why, vision.obstacle, vision.if_then, vision.earlier)), (
            vision.title
        )


def test_six_jobs_span_fifteen_years_beside_college_a_break_and_volunteering() -> None:
    """Some overlap, two are at one employer, one is planned."""
    jobs = career().all(Job)
    employed = [job for job in jobs if job.job_kind == "employment"]
    assert len(employed) == 6
    assert {job.job_kind for job in jobs} == {"employment", "education", "break", "volunteer"}
    assert [job.title for job in jobs if job.planned] == ["Staff Engineer"]
    assert Counter(job.organisation for job in employed).most_common(1) == [("Otterline Freight", 2)]
    begun = [job.start.first for job in jobs if job.start]
    assert min(begun).year == ANCHOR.year - 15
    college = next(job for job in jobs if job.job_kind == "education")
    assert college.start is not None
    assert any(job.end and job.end.is_after(college.start) for job in employed)


def test_the_stones_are_full_to_different_degrees() -> None:
    """One job left one thing behind, another all four."""
    met_at = Counter(job for contact in career().all(Contact) for job in contact.met_at)
    quarters = {
        job.title: sum(map(bool, (job.gained, met_at[job.id], job.knowledge, job.led_to)))
        for job in career().all(Job)
    }
    assert quarters["Shop assistant"] == 1
    assert quarters["Helpdesk"] == 2
    assert quarters["BSc Computing, evenings"] == 3
    assert quarters["Support Engineer"] == 4


def test_the_present_job_says_when_to_leave_it() -> None:
    """Some of its exit criteria are met and some are not."""
    present = next(job for job in career().all(Job) if job.title == "Senior Backend Engineer")
    met = [criterion.met_on is not None for criterion in present.exit_criteria]
    assert any(met)
    assert not all(met)


def test_every_column_has_goals_and_none_has_more_than_its_limit() -> None:
    """The board the sample opens with is one a person could work from."""
    board = board_of(career())
    goals = Counter(goal.column for goal in career().all(Goal))
    assert set(goals) == {column.key for column in board.columns}
    assert all(goals[column.key] <= (column.limit or len(goals) * 10) for column in board.columns)
    assert {goal.goal_kind for goal in career().all(Goal)} >= {
        "learning",
        "network",
        "role",
        "project",
        "habit",
    }


def test_a_goal_came_to_its_column_by_the_way_its_history_tells() -> None:
    """The days are in order, the last column is the present one, and no step was done before the first."""
    for goal in career().all(Goal):
        assert goal.history, goal.title
        assert goal.history[-1].column == goal.column, goal.title
        for earlier, later in pairwise(goal.history):
            assert earlier.at.first < later.at.first, goal.title
        done = [step.done_on.first for step in goal.steps if step.done_on]
        assert done == sorted(done), goal.title
        if goal.column == "done" and done:
            assert len(done) == len(goal.steps), goal.title
            assert done[-1] <= goal.history[-1].at.last, goal.title


def test_every_status_of_a_challenge_occurs() -> None:
    """And whatever was overcome or let go left a lesson."""
    challenges = career().all(Challenge)
    assert {challenge.status for challenge in challenges} == {
        "idea",
        "accepted",
        "attempting",
        "overcome",
        "let go",
    }
    for challenge in challenges:
        assert bool(challenge.lesson) == (challenge.status in {"overcome", "let go"}), challenge.title


def test_conversations_span_three_years_and_some_are_with_several_people() -> None:
    """From the month the plan began until this week."""
    talks = career().all(Interaction)
    assert min(talk.on.first for talk in talks) - BEGAN < timedelta(days=14)
    assert ANCHOR - max(talk.on.first for talk in talks) < timedelta(days=7)
    assert sum(len(talk.people) > 1 for talk in talks) > 20
    assert len({talk.summary for talk in talks}) == len(talks)


def test_some_promises_are_kept_and_a_few_fall_due_around_today() -> None:
    """Today's screen has something to say."""
    promises = [talk.follow_up for talk in career().all(Interaction) if talk.follow_up]
    open_ = [promise for promise in promises if promise.done_on is None]
    due = [promise.on.first for promise in open_ if promise.on]
    assert len(promises) - len(open_) > 20
    assert any(day < ANCHOR for day in due)
    assert sum(ANCHOR <= day <= ANCHOR + timedelta(days=14) for day in due) >= 3


# --- how it holds together --------------------------------------------------------------------------


def test_every_link_leads_to_a_record_of_a_kind_its_field_may_name() -> None:
    """Also those inside a value of several parts, such as a skill gained."""
    links = 0
    for record in everything():
        targets = {spec.name: _targets(spec) for spec in all_fields(type(record))}
        for field, ids in link_ids(record).items():
            for id_ in ids:
                found = career().get(id_)
                assert found is not None, f"{record.heading}: {field}"
                assert found.kind in targets[field], f"{record.heading}: {field} names a {found.kind}"
                links += 1
    assert links > 400


def _targets(spec: Any) -> set[str]:
    parts = spec.parts if spec.shape in {Shape.ITEM, Shape.ITEMS} else ()
    return {*spec.targets, *(target for part in parts for target in part.targets)}


def test_no_goal_waits_for_itself_by_way_of_others() -> None:
    """Nor does a ladder of challenges or a line of introductions lead back to where it began."""
    follow: dict[str, set[str]] = {}
    for record in everything():
        links = link_ids(record)
        follow[record.id] = (
            links.get("waits_for", set()) | links.get("next_rung", set()) | links.get("introduced_by", set())
        )
    for start, first in follow.items():
        reached: set[str] = set()
        ahead = set(first)
        while ahead:
            reached |= ahead
            ahead = set().union(*(follow[id_] for id_ in ahead)) - reached
        assert start not in reached


def test_nobody_is_talked_to_before_they_were_met() -> None:
    """Nor introduces anyone before being met, as far as the dates tell."""
    people = {contact.id: contact for contact in career().all(Contact)}
    for talk in career().all(Interaction):
        for id_ in talk.people:
            met = people[id_].met_on
            assert met is None or not talk.on.is_before(met), f"{people[id_].name}: {talk.summary}"
    for contact in people.values():
        for id_ in contact.introduced_by:
            met, theirs = contact.met_on, people[id_].met_on
            assert met is None or theirs is None or not met.is_before(theirs), contact.name


def test_a_certificate_or_level_never_goes_back_in_time() -> None:
    """The levels of a skill rise in the order of their days."""
    for skill in career().all(Skill):
        keys = [level.on.sort_key for level in skill.levels]
        assert keys == sorted(keys), skill.name
        assert len(skill.levels) > 1, skill.name


@pytest.mark.parametrize("key", ["nadja", "tools"])
def test_a_key_that_no_entry_of_the_right_kind_has_is_refused(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is a slip of the pen, the other a vision where a person belongs; both are told where they are."""
    slip = demo._Entry(Interaction, 700, {"on": "2026-11-01", "with": [key], "summary": "Over soup"})
    entries = [*_entries(), slip]
    monkeypatch.setattr(demo, "_entries", lambda: iter(entries))
    with pytest.raises(ValueError, match=f"The interaction '700' points at '{key}', which is no contact"):
        sample_career(ANCHOR)


def test_goals_and_visions_rank_as_the_files_have_them() -> None:
    """The first in the file is the first on the board."""
    goals, visions = career().all(Goal), career().all(Vision)
    by_rank = {
        Goal: [goal.id for goal in sorted(goals, key=lambda goal: goal.rank)],
        Vision: [vision.id for vision in sorted(visions, key=lambda vision: vision.rank)],
    }
    for kind, ids in by_rank.items():
        assert ids == [entry.id for entry in _entries() if entry.kind is kind]


def test_nothing_was_written_down_before_the_plan_began() -> None:
    """What is older was entered from memory; what went on since was updated later."""
    assert min(record.created.date() for record in everything()) == BEGAN
    assert sum(record.updated.date() > record.created.date() for record in everything()) > 40


def test_the_files_use_only_fields_that_exist_and_keys_once() -> None:
    """A misspelt field would otherwise go missing without a word."""
    keys = []
    for entry in _entries():
        known = {spec.key for spec in all_fields(entry.kind)} | {"key", "made"}
        assert set(entry.written) <= known, entry.key
        keys += [entry.written["key"]] if "key" in entry.written else []
    assert len(set(keys)) == len(keys)


def test_titles_fit_on_a_card() -> None:
    """Forty characters, for whatever stands on a board or a line."""
    for kind in (Goal, Challenge, Vision, Job, Win, Contact):
        for record in career().all(kind):
            assert len(getattr(record, "title", "")) <= 40, record.heading


def test_no_sentence_names_a_month_a_season_or_a_year() -> None:
    """The dates move with the day it is opened; the sentences cannot."""
    named = re.compile(
        r"\b(January|February|March|April|June|July|August|September|October|November|December"
        r"|spring|summer|autumn|winter|(19|20)\d\d)\b"
    )
    for record in everything():
        for text in words_in(record):
            assert not named.search(text.replace("August Fairwether", "")), text


def test_it_says_that_it_is_fiction() -> None:
    """To whoever opens it, and on the first record of the Vision board."""
    first = min(career().all(Vision), key=lambda vision: vision.rank)
    assert "invented" in DISCLAIMER
    assert "invented" in first.notes
    assert "\n" not in DISCLAIMER


# --- on any day -------------------------------------------------------------------------------------


def test_on_its_own_day_every_date_stands_as_written() -> None:
    """Nothing moves."""
    talk = next(entry for entry in _entries() if entry.kind is Interaction)
    first = min(career().all(Interaction), key=lambda found: found.on.first)
    assert str(first.on) == talk.written["on"]


@pytest.mark.parametrize("today", [ANCHOR, *OTHER_DAYS], ids=str)
def test_what_has_happened_is_never_later_than_today(today: date) -> None:
    """Only plans, promises, targets and dates of expiry lie ahead."""
    for record in everything(today):
        assert record.created <= record.updated, record.heading
        assert record.updated.date() <= today, record.heading
        for name in type(record).model_fields:
            if name in MAY_LIE_AHEAD or (isinstance(record, Job) and record.planned):
                continue
            value = getattr(record, name)
            happened = value.done_on if name == "follow_up" and value else value
            assert all(day.first <= today for day in dates_in(happened)), f"{record.heading}: {name}"


def test_the_case_for_the_next_role_is_shown_by_wins_and_challenges_and_lacks_one_thing() -> None:
    """Which is what there is to do about it."""
    (case,) = career().all(Case)
    found = {one.criterion: [record.kind for record in one.evidence] for one in standing(case, career())}
    assert len(found) == 5
    assert [criterion for criterion, kinds in found.items() if not kinds] == [
        "Sets a direction that several teams follow"
    ]
    assert {kind for kinds in found.values() for kind in kinds} == {"win", "challenge"}
    assert set_aside(case, career()) == ()


def test_asks_are_open_answered_and_back() -> None:
    """One has waited long enough to stand on Today."""
    found = Counter(standing_of(ask) for ask in career().all(Ask))
    assert (found["open"], found["answered"]) == (3, 4)
    back = [thing.title for thing in upcoming(career(), ANCHOR) if thing.kind == "ask"]
    assert back == ["Read the case before Helena does"]


@pytest.mark.parametrize("today", OTHER_DAYS, ids=str)
def test_moving_keeps_every_record_in_its_order_and_its_precision(today: date) -> None:
    """The dates of a record stay in order, and a month stays a month."""
    before, after = everything(), everything(today)
    assert [record.id for record in before] == [record.id for record in after]
    for old, new in zip(before, after, strict=True):
        was, now = list(dates_in(old)), list(dates_in(new))
        assert [_precision(day) for day in was] == [_precision(day) for day in now]
        for (i, first), (j, second) in pairwise(sorted(enumerate(was), key=lambda pair: pair[1].sort_key)):
            if _precision(first) == _precision(second):
                assert now[i].first <= now[j].first, f"{new.heading}: {first} and {second}"
    created = [record.created for record in after]
    assert created == sorted(created)


def _precision(day: PartialDate) -> tuple[bool, bool, bool]:
    return day.month is not None, day.day is not None, day.quarter is not None


def test_dates_move_by_months_and_those_of_a_day_by_days_as_well() -> None:
    """Nine days on, in the next month, a month has become the next one and a day is nine days later."""

    def sight(today: date) -> tuple[str, str, list[int | None]]:
        latest = max(career(today).all(Interaction), key=lambda talk: talk.on.first)
        support = next(job for job in career(today).all(Job) if job.title == "Support Engineer")
        return (
            str(latest.on),
            str(support.start),
            [vision.target_year for vision in career(today).all(Vision)],
        )

    assert sight(ANCHOR) == ("2026-11-20", "2016-06", [2019, 2031, 2036, 2046, 2031])
    assert sight(date(2026, 12, 1)) == ("2026-11-29", "2016-07", [2019, 2031, 2036, 2046, 2031])
    assert sight(FOURTEEN_MONTHS_ON) == ("2028-01-20", "2017-08", [2020, 2032, 2037, 2047, 2032])


@pytest.mark.parametrize("today", [ANCHOR, *OTHER_DAYS], ids=str)
def test_a_review_looks_back_on_a_whole_period(today: date) -> None:
    """It is of a Monday, a quarter's first day or a New Year's Day, whatever the distance moved."""
    reviews = career(today).all(Review)
    for review in reviews:
        day = review.of.first
        if review.period == "week":
            assert day.weekday() == 0
        else:
            assert (day.day, day.month) in (
                {(1, 1)} if review.period == "year" else {(1, 1), (1, 4), (1, 7), (1, 10)}
            )
    assert len({(review.period, review.of) for review in reviews}) == len(reviews)


def test_a_review_knows_what_the_record_said_when_it_was_held() -> None:
    """Vision and challenge moved again within the year."""
    said = {str(review.of): review.said for review in career(ANCHOR).all(Review)}
    moved = {
        of: [name for name, one in told["practices"].items() if one["moved"]] for of, told in said.items()
    }
    assert said["2025-01-01"]["on"] == "2026-01-04"
    assert moved["2025-01-01"] == ["learning", "network", "ownership"]
    assert moved["2026-11-09"] == ["vision", "learning", "network", "challenge", "ownership"]


def test_ids_are_the_same_at_every_call_and_on_every_day() -> None:
    """They are ULIDs of the moment a record was made, by the anchor's calendar."""
    assert sample_career(ANCHOR) == everything()
    ids = {(record.kind, record.heading): record.id for record in everything()}
    on_another_day = {record.id for record in everything(FOURTEEN_MONTHS_ON)}
    assert len(ids.values()) == len(set(ids.values())) == len(everything())
    assert set(ids.values()) == on_another_day
    for record in everything():
        assert number_of_id(record.id) >> 80 == int(record.created.timestamp() * 1000), record.heading
        assert record.version == 1
