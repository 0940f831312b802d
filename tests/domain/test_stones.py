"""The stepping stone: which quarters a job has filled, and which jobs stand beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careertui.domain.career import Records
from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal
from careertui.domain.identity import id_of_number
from careertui.domain.job import Gained, Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.skill import LevelOn, Skill
from careertui.domain.stones import Quarter, current_jobs, job_order, neighbours, stone_of, stones
from careertui.domain.vision import Vision

TODAY = date(2026, 11, 22)
ARCHIVED = datetime(2026, 11, 1, tzinfo=UTC)
ACME_ID, SQL_ID, ADA_ID, GOAL_ID, VISION_ID = (id_of_number(number) for number in range(1, 6))


def job(start: str = "2016-06", end: str = "2019-03", **fields: Any) -> Job:
    """Support Engineer at Acme, from June 2016 to March 2019 unless said otherwise."""
    dates = {"start": start, "end": end}
    return Job.model_validate(
        {"id": ACME_ID, "title": "Support Engineer", "organisation": "Acme", **dates, **fields}
    )


def skill(*levels: tuple[str, int]) -> Skill:
    """SQL, rated on these dates."""
    rated = tuple(LevelOn(on=PartialDate.parse(on), level=level) for on, level in levels)
    return Skill(id=SQL_ID, name="SQL", levels=rated)


def gains(the_job: Job, *others: Record) -> list[tuple[int | None, int | None]]:
    """From which level to which each skill of the job's stone went."""
    stone = stone_of(Records([the_job, *others]), the_job, TODAY)
    return [(gain.start, gain.end) for gain in stone.skills]


def test_a_job_that_left_nothing_is_an_empty_stone_with_a_question_for_each_quarter() -> None:
    """Just a job, so far; and four different questions that would fill it."""
    stone = stone_of(Records([job()]), job(), TODAY)
    assert stone.filled == 0
    assert stone.empty == tuple(Quarter)
    questions = {stone.question(quarter) for quarter in stone.empty}
    assert len(questions) == 4
    assert all(question.endswith("?") for question in questions)


def test_a_planned_job_is_asked_about_what_is_ahead() -> None:
    """Nobody is asked what they learned in a job they have not begun."""
    past, ahead = (stone_of(Records([]), one, TODAY) for one in (job(), job(planned=True)))
    assert all(past.question(quarter) != ahead.question(quarter) for quarter in Quarter)


@pytest.mark.parametrize(
    ("fields", "other", "quarter"),
    [
        ({"gained": (Gained(skill=SQL_ID),)}, skill(), Quarter.SKILLS),
        ({}, skill(("2016", 1), ("2018", 3)), Quarter.SKILLS),
        ({}, Contact(id=ADA_ID, name="Ada", met_at=(ACME_ID,)), Quarter.CONNECTIONS),
        ({"knowledge": ("how banks settle",)}, skill(), Quarter.KNOWLEDGE),
        ({"led_to": (VISION_ID,)}, skill(), Quarter.DIRECTION),
        ({}, Goal(id=GOAL_ID, title="Talk", job=ACME_ID, serves=(VISION_ID,)), Quarter.DIRECTION),
    ],
)
def test_each_kind_of_thing_fills_its_own_quarter(
    fields: dict[str, Any], other: Record, quarter: Quarter
) -> None:
    """And no other one."""
    the_job = job(**fields)
    vision = Vision(id=VISION_ID, title="Tools people love")
    stone = stones(Records([the_job, vision, other]), TODAY)[ACME_ID]
    assert stone.quarters == {quarter}
    assert stone.filled == 1


def test_a_full_stone_holds_what_filled_it() -> None:
    """The pane under the timeline reads it from here."""
    the_job = job(gained=(Gained(skill=SQL_ID, start=1, end=3),), knowledge=("outages",), led_to=(VISION_ID,))
    vision = Vision(id=VISION_ID, title="Tools people love")
    ada = Contact(id=ADA_ID, name="Ada", met_at=(ACME_ID,))
    goal = Goal(id=GOAL_ID, title="Talk", job=ACME_ID, serves=(VISION_ID,))
    stone = stone_of(Records([the_job, vision, ada, goal, skill()]), the_job, TODAY)
    assert [(gain.skill.name, gain.start, gain.end) for gain in stone.skills] == [("SQL", 1, 3)]
    assert (stone.people, stone.knowledge, stone.led_to) == ((ada,), ("outages",), (vision, goal))
    assert (stone.filled, stone.empty) == (4, ())


def test_a_goal_that_serves_nothing_gives_no_direction() -> None:
    """Nor does a link to a vision that is gone."""
    goals = [
        Goal(id=GOAL_ID, title="Tidy up", job=ACME_ID),
        Goal(id=ADA_ID, title="?", job=ACME_ID, serves=(VISION_ID,)),
    ]
    assert stone_of(Records([job(), *goals]), job(led_to=(VISION_ID,)), TODAY).filled == 0


@pytest.mark.parametrize(
    ("levels", "gained"),
    [
        ((("2015", 1), ("2018-02", 3)), [(1, 3)]),  # rated before, and higher during
        ((("2016-06", 1), ("2018", 3)), [(1, 3)]),  # rated as it began
        ((("2016-06", 2), ("2018", 2)), []),  # no higher during
        ((("2018", 3),), []),  # rated once: nobody knows from where
        ((("2017", 1), ("2018", 4), ("2019-01", 3)), [(1, 4)]),  # first rated during; the height it reached
        ((("2017", 3), ("2018", 1), ("2019-01", 3)), [(1, 3)]),  # let slip and won back
        ((("2015", 3), ("2017", 2), ("2018", 1)), []),  # it only went down
        ((("2015", 1), ("2019-04", 3)), []),  # it rose the month after
        ((("2019", 3), ("2015", 1)), [(1, 3)]),  # "2019" may lie in it; the order written does not matter
    ],
)
def test_a_skill_counts_when_its_level_rose_while_the_job_lasted(
    levels: tuple[tuple[str, int], ...], gained: list[tuple[int, int]]
) -> None:
    """From June 2016 to March 2019."""
    assert gains(job(), skill(*levels)) == gained


def test_a_rating_after_today_raises_nothing_yet() -> None:
    """A job that goes on ends today for this purpose."""
    the_job = job().revised(end=None)
    assert gains(the_job, skill(("2016", 1), ("2026-11-22", 2))) == [(1, 2)]
    assert gains(the_job, skill(("2016", 1), ("2026-11-23", 2))) == []


def test_a_job_without_a_start_or_not_begun_raises_no_level() -> None:
    """Nobody can say whether the rating fell within it."""
    rising = skill(("2015", 1), ("2018", 3))
    assert gains(job().revised(start=None), rising) == []
    assert gains(job(planned=True), rising) == []


def test_a_skill_listed_as_gained_keeps_its_own_levels_and_borrows_the_missing_ones() -> None:
    """It is listed once, however it is known."""
    rising = skill(("2015", 1), ("2018", 3))
    assert gains(job(gained=(Gained(skill=SQL_ID, end=5),)), rising) == [(1, 5)]
    assert gains(job(gained=(Gained(skill=SQL_ID), Gained(skill=SQL_ID))), rising) == [(1, 3)]


def test_what_was_left_behind_stays_when_it_is_archived() -> None:
    """A done goal put away is still where the job led."""
    goal = Goal(id=GOAL_ID, title="Talk", job=ACME_ID, serves=(VISION_ID,), archived=ARCHIVED)
    ada = Contact(id=ADA_ID, name="Ada", met_at=(ACME_ID,), archived=ARCHIVED)
    vision = Vision(id=VISION_ID, title="Tools people love")
    assert stone_of(Records([job(), vision, goal, ada]), job(), TODAY).filled == 2


def test_all_stones_at_once_are_those_of_the_jobs_that_are_not_archived() -> None:
    """And each is the stone it would be alone."""
    other = Job(id=GOAL_ID, title="Old", archived=ARCHIVED)
    career = Records([job(knowledge=("x",)), other])
    assert stones(career, TODAY) == {ACME_ID: stone_of(career, job(knowledge=("x",)), TODAY)}


# --- conversations that count -----------------------------------------------------------------------

BOB_ID, TALK_ID = id_of_number(20), id_of_number(22)


def talk(on: str = "2017-05-04", **fields: Any) -> Interaction:
    """A conversation with Bob while the job lasted."""
    return Interaction.model_validate({"id": TALK_ID, "on": on, "with": (BOB_ID,), **fields})


def spoken_with(*others: Record) -> list[str]:
    """The names of those who count for the job because they were spoken with."""
    return [contact.name for contact in stone_of(Records([job(), *others]), job(), TODAY).spoken_with]


def bob(organisation: str = "ACME", *positions: tuple[str, str, str]) -> Contact:
    """Bob, who is there now and was at these organisations from and until these dates."""
    earlier = [{"organisation": name, "start": start, "end": end} for name, start, end in positions]
    said = {"id": BOB_ID, "name": "Bob", "organisation": organisation, "positions": earlier}
    return Contact.model_validate(said)


def test_a_talk_with_somebody_of_the_organisation_while_the_job_lasted_fills_connections() -> None:
    """Acme, written another way, from June 2016 to March 2019."""
    assert spoken_with(bob(), talk()) == ["Bob"]
    assert stone_of(Records([job(), bob(), talk()]), job(), TODAY).quarters == {Quarter.CONNECTIONS}


@pytest.mark.parametrize("on", ["2016-05-31", "2019-04-01", "2015", "2020"])
def test_a_talk_before_or_after_the_job_is_not_tied_to_it(on: str) -> None:
    """By a day or by years."""
    assert spoken_with(bob(), talk(on)) == []


@pytest.mark.parametrize("on", ["2016-06-01", "2019-03-31", "2016", "2019"])
def test_a_talk_that_may_have_been_within_the_job_counts(on: str) -> None:
    """From its first day to its last; a year that the job lasted in is enough."""
    assert spoken_with(bob(), talk(on)) == ["Bob"]


@pytest.mark.parametrize(
    ("person", "counts"),
    [
        (bob("Other"), False),
        (bob(""), False),
        (bob("Other", ("Acme", "2015", "2018")), True),
        (bob("Other", ("Acme", "", "")), True),
        (bob("Other", ("Acme", "2017-06", "2018")), False),  # the talk was in May
        (bob("Other", ("Acme", "2015", "2017-04")), False),
    ],
)
def test_somebody_who_has_moved_on_counts_for_the_time_they_were_there(person: Contact, counts: bool) -> None:
    """By the earlier positions that were written down."""
    assert spoken_with(person, talk()) == (["Bob"] if counts else [])


def test_whoever_was_met_at_the_job_is_not_named_twice_for_having_been_spoken_with() -> None:
    """Met there says more."""
    met = bob().revised(met_at=(ACME_ID,))
    stone = stone_of(Records([job(), met, talk()]), job(), TODAY)
    assert (stone.people, stone.spoken_with) == ((met,), ())


def test_a_job_without_an_organisation_has_no_colleagues() -> None:
    """Nor does one that has not begun."""
    for one in (job(organisation=""), job(planned=True)):
        assert stone_of(Records([one, bob(""), talk()]), one, TODAY).spoken_with == ()


def test_an_archived_conversation_took_place_all_the_same() -> None:
    """What was left behind stays."""
    assert spoken_with(bob(), talk(archived=ARCHIVED)) == ["Bob"]


# --- only more ---------------------------------------------------------------------------------------

_RECORDS: list[Record] = [
    Contact(id=ADA_ID, name="Ada", met_at=(ACME_ID,)),
    bob(),
    talk(),
    Goal(id=GOAL_ID, title="Talk", job=ACME_ID, serves=(VISION_ID,)),
    Vision(id=VISION_ID, title="Tools people love"),
    Job(id=id_of_number(21), title="Next", start=PartialDate(2019)),
]
_LEVELS = st.tuples(st.sampled_from(["2016-07", "2017", "2018-02", "2019-03"]), st.integers(0, 5))
_FIELDS = st.fixed_dictionaries(
    {
        "gained": st.sampled_from([(), (Gained(skill=SQL_ID),)]),
        "knowledge": st.sampled_from([(), ("how banks settle",)]),
        "led_to": st.sampled_from([(), (id_of_number(21),), (VISION_ID,)]),
    }
)


@given(
    st.lists(st.sampled_from(_RECORDS), max_size=6),
    st.lists(_LEVELS, max_size=4),
    _FIELDS,
    st.one_of(st.sampled_from(_RECORDS), _LEVELS, _FIELDS),
)
def test_adding_evidence_never_empties_a_quarter(
    some: list[Record], levels: list[tuple[str, int]], said: dict[str, Any], more: Any
) -> None:
    """Another record, another rating made while the job lasted, another line of its own."""
    more_levels = [*levels, more] if isinstance(more, tuple) else levels
    more_records = [*some, more] if isinstance(more, Record) else some
    more_said = {name: said[name] or more[name] for name in said} if isinstance(more, dict) else said
    before = stone_of(Records([job(), skill(*levels), *some]), job(**said), TODAY)
    after = stone_of(Records([job(), skill(*more_levels), *more_records]), job(**more_said), TODAY)
    assert before.quarters <= after.quarters
    assert after.filled + len(after.empty) == 4


# --- the jobs among themselves ----------------------------------------------------------------------


def held(number: int, start: str, end: str = "", **fields: Any) -> Job:
    """A job by its number and dates."""
    said = {"id": id_of_number(number), "title": f"Job {number}", "start": start, "end": end, **fields}
    return Job.model_validate(said)


HELPDESK = held(1, "2014-01", "2016-05")
SUPPORT = held(2, "2016-06", "2019-03")
BACKEND = held(3, "2019-04")
STAFF = held(4, "2028", planned=True)
MASTER = held(5, "2017", "2019", kind="education")
UNDATED = held(6, "")
JOBS = Records([STAFF, UNDATED, BACKEND, MASTER, HELPDESK, SUPPORT])


def test_jobs_stand_in_the_order_they_began_and_undated_ones_last() -> None:
    """However they were written down; a job known only by its end stands at that."""
    assert job_order(JOBS) == (HELPDESK, SUPPORT, MASTER, BACKEND, STAFF, UNDATED)
    ended = held(7, "", "2015")
    assert job_order(Records([SUPPORT, ended, HELPDESK])) == (HELPDESK, ended, SUPPORT)


def test_the_neighbours_of_a_job_are_the_jobs_begun_before_and_after_it() -> None:
    """Studies taken beside a job do not come between it and the next."""
    assert neighbours(JOBS, SUPPORT) == (HELPDESK, BACKEND)
    assert neighbours(JOBS, HELPDESK) == (None, SUPPORT)
    assert neighbours(JOBS, STAFF) == (BACKEND, None)
    assert neighbours(JOBS, MASTER) == (None, None)
    assert neighbours(JOBS, UNDATED) == (None, None)


def test_an_hour_of_volunteering_beside_a_job_is_not_what_came_before_the_next() -> None:
    """A break is: it stands between two jobs. Volunteering has volunteering for its neighbours."""
    pause = held(31, "2019-02", "2019-03", kind="break")
    club, camp = (held(number, f"2019-{number}", kind="volunteer") for number in (10, 11))
    career = Records([SUPPORT, pause, club, camp, STAFF])
    assert neighbours(career, STAFF) == (pause, None)
    assert neighbours(career, club) == (None, camp)


def test_work_held_now_comes_before_studies_and_those_before_volunteering() -> None:
    """Even where it was begun earlier: Today shows the stone of the first."""
    club, degree = held(41, "2026", kind="volunteer"), held(42, "2025", kind="education")
    assert current_jobs(Records([club, degree, BACKEND]), TODAY) == (BACKEND, degree, club)


def test_the_jobs_held_now_are_begun_not_ended_and_not_planned() -> None:
    """The one begun last comes first; a year that is not over may still hold the job."""
    until_december = held(8, "2020", "2026")
    until_yesterday = held(9, "2020", "2026-11-21")
    until_today = held(10, "2018", "2026-11-22")
    next_month = held(11, "2026-12")
    put_off = held(12, "2026-03", planned=True)
    career = Records(
        [UNDATED, until_december, until_yesterday, until_today, next_month, put_off, BACKEND, SUPPORT]
    )
    assert current_jobs(career, TODAY) == (until_december, BACKEND, until_today, UNDATED)
