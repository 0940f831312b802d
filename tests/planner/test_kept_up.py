"""What is kept up over changes says what a career that is read anew says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

import pytest

from careertui.domain.brag import brag_document, in_groups
from careertui.domain.career import Career, Records
from careertui.domain.colleagues import people_met
from careertui.domain.contact import Cadence, Contact, FollowUp, Interaction
from careertui.domain.filters import Filter
from careertui.domain.goal import Board, Column, Goal, Step
from careertui.domain.horizons import progress, served_visions, what_serves
from careertui.domain.introductions import introduced
from careertui.domain.job import Job
from careertui.domain.links import goals_by_vision
from careertui.domain.partial_date import PartialDate
from careertui.domain.practices import practices
from careertui.domain.stagnation import standstills
from careertui.domain.staying_in_touch import to_reconnect_with, touch_of_each, touches, upcoming
from careertui.domain.stones import stones
from careertui.domain.thresholds import Thresholds
from careertui.domain.timeline import timeline
from careertui.domain.vision import Vision
from careertui.domain.win import Ask, Win
from careertui.planner.board import goals_by_column, move_across, move_within
from careertui.planner.planner import Planner
from careertui.planner.search import Search
from careertui.tui.people import Sorting
from careertui.tui.record_views import wins_in_groups
from careertui.tui.screens.network import SORTS, ids_in_order
from tests.tui.driver import find, keep

TODAY = date(2026, 11, 22)
ORDERS = [Sorting(column, backwards) for column in SORTS for backwards in (False, True)]

RULES: dict[str, Callable[[Career], object]] = {
    "brag document": lambda career: brag_document(career, in_groups(career, career.all(Win), "job")),
    "brag document, as shown": lambda career: brag_document(
        career, career.derived(wins_in_groups, "job", "latest", False)
    ),
    "goals by column": goals_by_column,
    "goals by vision": goals_by_vision,
    "progress": progress,
    "served visions": served_visions,
    "what serves": lambda career: [what_serves(career, vision.id) for vision in career.all(Vision)],
    "introduced": introduced,
    "life line": lambda career: timeline(career, TODAY),
    "what is next": partial(upcoming, today=TODAY),
    "what stands still": partial(standstills, today=TODAY, thresholds=Thresholds(untouched_days=0)),
    "practices": lambda career: [
        (sorted(report.evidence), report.weeks, report.streak, report.months, report.next_step)
        for report in practices(career, TODAY)
    ],
    "people met": lambda career: [people_met(career).of(job.id) for job in career.all(Job)],
    "stones": lambda career: dict(stones(career, TODAY)),
    "touch of each": partial(touch_of_each, today=TODAY),
    "touches": partial(touches, today=TODAY),
    "to reconnect with": partial(to_reconnect_with, today=TODAY),
    "people, where another day is asked for as well": lambda career: (
        touches(career, TODAY + timedelta(days=1)),
        ids_in_order(career, TODAY, Sorting("next")),
    ),
    **{
        f"people by {order.column}{', backwards' if order.backwards else ''}": partial(
            ids_in_order, today=TODAY, sorting=order
        )
        for order in ORDERS
    },
}


def goings_on(planner: Planner) -> Iterator[str]:
    """Changes of all sorts, each told by what it is."""
    near, far = keep(planner, Vision(title="Near"), Vision(title="Far"))
    (job,) = keep(planner, Job(title="Engineer", organisation="Acme"))
    goals = keep(
        planner,
        Goal(title="One", serves=(near.id,), job=job.id, steps=(Step(text="a"), Step(text="b"))),
        Goal(title="Two", serves=(near.id, far.id), due=PartialDate(2026, 11, 25)),
        Goal(title="Three", column="doing"),
        Goal(title="Four", column="gone", serves=(far.id,)),
    )
    ada, grace, kay = keep(
        planner,
        Contact(name="Ada", met_at=(job.id,), cadence=Cadence(ideal=30)),
        Contact(name="Grace", organisation="Acme", met_at=(job.id,)),
        Contact(name="kay", relation="peer"),
    )
    keep(planner, kay.revised(introduced_by=(ada.id,)), grace.revised(introduced_by=(ada.id,)))
    yield "begun"
    move_within(planner, find(planner, Goal, "Two"), -1)
    yield "moved up"
    move_across(planner, [find(planner, Goal, title) for title in ("One", "Three")], 1)
    yield "moved on"
    keep(
        planner, Win(title="Won", serves=(far.id,), job=job.id), find(planner, Goal, "Two").revised(serves=())
    )
    yield "serving others"
    keep(planner, Interaction(on=PartialDate(2026, 11, 20), people=(ada.id, kay.id), summary="Tea"))
    yield "talked"
    lunch = Interaction(
        on=PartialDate(2026, 11, 21), people=(kay.id,), follow_up=FollowUp(on=PartialDate(2026, 11, 24))
    )
    keep(planner, lunch)
    raised, _ = keep(
        planner,
        Ask(what="A rise", on=PartialDate(2026, 9, 1), of=(grace.id,)),
        Ask(what="A desk", on=PartialDate(2026, 9, 2), follow_up=FollowUp(what="Thank them")),
    )
    yield "asked and promised"
    thanked = FollowUp(on=PartialDate(2026, 11, 24), done_on=PartialDate(2026, 11, 22))
    keep(planner, raised.revised(answer="Yes"), lunch.revised(follow_up=thanked))
    yield "answered and kept"
    with planner.change("Put away") as change:
        for record in (goals[0], ada):
            kept = planner.get(record.id)
            assert kept is not None
            change.archive(kept)
    yield "put away"
    keep(planner, find(planner, Contact, "kay").revised(name="Alan", introduced_by=(), met_at=(job.id,)))
    yield "renamed"
    keep(planner, job.revised(title="Head of tools"), find(planner, Win, "Won").revised(measure="-3 min"))
    keep(planner, find(planner, Goal, "Three").revised(title="Report"))
    yield "another job, and another goal"
    for _ in range(4):
        planner.undo()
    yield "undone"
    columns = (Column(key="done", name="All"), Column(key="doing", name="Doing", done=True))
    keep(planner, Board(columns=columns))
    yield "other columns"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_is_kept_up_is_what_would_be_made_anew(
    planner: Planner, rule: Callable[[Career], object]
) -> None:
    """After each of many changes, and before the first."""
    assert rule(planner) == rule(Records(planner.everything()))
    for what in goings_on(planner):
        assert rule(planner) == rule(Records(planner.everything())), what


@pytest.mark.parametrize("line", ["r", "re rep", "-e", "kbrd", "hree -is:done", "is:open fou"])
def test_a_filter_passes_what_it_would_of_a_career_read_anew(planner: Planner, line: str) -> None:
    """As it is typed letter by letter, taken back, and typed again after each of many changes."""
    typed = [line[:end] for end in range(1, len(line) + 1)]
    for what in goings_on(planner):
        goals = planner.all(Goal)
        anew = Records(planner.everything())
        for so_far in (*typed, *reversed(typed), *typed):
            wanted = Filter.parse(so_far, (Goal,), today=TODAY)
            found = planner.search.narrow(goals, wanted, TODAY)
            expected = Search(anew).narrow(list(goals), wanted, TODAY)
            assert (found.records, found.description, found.count) == (
                expected.records,
                expected.description,
                expected.count,
            ), (what, so_far)
