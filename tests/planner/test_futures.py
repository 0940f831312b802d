"""Choosing a what-if future, and how many may be open at once."""

from __future__ import annotations

import pytest

from careertui.domain.future import Future, PlannedStone
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.errors import RefusedError
from careertui.planner.futures import begin_future, choose, free_paths
from careertui.planner.planner import Planner
from tests.tui.driver import find, headings, keep


def by_the_water() -> Future:
    """A future of two stones."""
    return Future(
        title="By the water",
        path="if it vanished",
        stones=(
            PlannedStone(title="Course", start=PartialDate(2027), end=PartialDate(2028, 6)),
            PlannedStone(title="Boat builder", organisation="Harbour", start=PartialDate(2028, 9)),
        ),
        questions=("Who teaches it?",),
    )


def planned(planner: Planner) -> list[tuple[str, str, str]]:
    """The planned jobs: what, from when, until when."""
    return [
        (job.heading, str(job.start or ""), str(job.end or "")) for job in planner.all(Job) if job.planned
    ]


def test_choosing_plans_each_stone_with_its_dates_as_one_step(planner: Planner) -> None:
    """The questions stay, the day is noted, and one undo takes all of it back."""
    [future] = keep(planner, by_the_water())
    chosen = choose(planner, future)
    assert planned(planner) == [("Course", "2027", "2028-06"), ("Boat builder, Harbour", "2028-09", "")]
    assert (chosen.words, len(chosen.planned), chosen.left) == ("2 stones planned.", 2, 0)
    kept = find(planner, Future, "By the water")
    assert (kept.chosen_on, kept.questions) == (PartialDate(2026, 11, 22), ("Who teaches it?",))
    assert planner.undo() == "Choose “By the water”"
    assert planned(planner) == []
    assert find(planner, Future, "By the water").chosen_on is None


def test_choosing_again_makes_nothing_twice_even_when_a_job_was_renamed(planner: Planner) -> None:
    """Only a stone that is new to it is planned."""
    [future] = keep(planner, by_the_water())
    choose(planner, future)
    course = find(planner, Job, "Course")
    keep(planner, course.revised(title="Evening course", start=PartialDate(2030), end=None))
    future = find(planner, Future, "By the water")
    again = choose(planner, future)
    assert (again.words, len(planned(planner))) == ("Nothing new to plan; 2 stood there already.", 2)
    [future] = keep(planner, future.revised(stones=(*future.stones, PlannedStone(title="Harbour master"))))
    assert choose(planner, future).words == "1 stone planned; 2 stood there already."
    assert headings(planner, Job) == ["Evening course", "Boat builder, Harbour", "Harbour master"]


def test_a_job_planned_by_hand_is_left_and_one_put_away_comes_back(planner: Planner) -> None:
    """The person's own plan and the future's are one."""
    [own] = keep(planner, Job(title="Boat builder", organisation="Harbour", planned=True, pay="little"))
    [future] = keep(planner, by_the_water())
    assert choose(planner, future).words == "1 stone planned; 1 stood there already."
    assert planner.get(own.id) == own
    with planner.change("Archive") as change:
        change.archive(find(planner, Job, "Course"))
    assert len(planned(planner)) == 1
    assert choose(planner, find(planner, Future, "By the water")).words.startswith("1 stone planned")
    assert len(planned(planner)) == 2


def test_two_stones_of_one_name_are_two_jobs(planner: Planner) -> None:
    """A person may go back to where they were."""
    twice = (PlannedStone(title="Sabbatical"), PlannedStone(title="Sabbatical"))
    [future] = keep(planner, Future(title="Twice", stones=twice))
    choose(planner, future)
    assert headings(planner, Job) == ["Sabbatical", "Sabbatical"]
    choose(planner, find(planner, Future, "Twice"))
    assert headings(planner, Job) == ["Sabbatical", "Sabbatical"]


def test_one_future_is_chosen_at_a_time(planner: Planner) -> None:
    """What the other planned stays for the person to put away."""
    one, other = keep(planner, by_the_water(), Future(title="Stay"))
    choose(planner, one)
    assert choose(planner, other).words == "It holds no stones to plan yet."
    assert [f.title for f in planner.all(Future) if f.chosen_on] == ["Stay"]
    assert len(planned(planner)) == 2


def test_a_fourth_open_future_is_refused_kindly(planner: Planner) -> None:
    """However it comes to be open; archiving one makes room, in the same step if need be."""
    first, *_ = keep(planner, *(Future(title=title) for title in "ABC"))
    with pytest.raises(RefusedError) as caught:
        begin_future(planner, "", "D")
    assert str(caught.value) == (
        "3 futures are as many as can be held beside each other. Archive one first; it can be brought back."
    )
    keep(planner, first.revised(title="A changed"))
    with planner.change("Make room") as change:
        change.archive(find(planner, Future, "A changed"))
        change.put(Future(title="D"))
    assert headings(planner, Future) == ["B", "C", "D"]
    with pytest.raises(RefusedError), planner.change("Bring back") as change:
        change.restore(find(planner, Future, "A changed"))
    with pytest.raises(RefusedError):
        keep(planner, Future(title="E"))
    assert headings(planner, Future) == ["B", "C", "D"]


def test_a_new_future_takes_a_path_that_no_open_one_takes(planner: Planner) -> None:
    """In the order of the book; an archived one leaves its path free."""
    assert free_paths(planner) == ("present path", "if it vanished", "money no object")
    id_ = begin_future(planner, "present path", "More of this")
    assert free_paths(planner) == ("if it vanished", "money no object")
    with planner.change("Archive") as change:
        change.archive(find(planner, Future, "More of this"))
    assert free_paths(planner)[0] == "present path"
    assert planner.get(id_) is not None
