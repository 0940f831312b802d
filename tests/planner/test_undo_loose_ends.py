"""Undo and redo beside a second session leave no link that points at nothing, and say what is in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from careertui.domain.case import Case, Evidence
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal
from careertui.domain.job import Gained, Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.skill import Skill
from careertui.domain.vision import Value, Vision
from careertui.domain.win import Win
from careertui.errors import RefusedError
from careertui.open import open_planner
from careertui.planner.planner import Planner
from tests.conftest import Clock
from tests.store.helpers import add_goal, keep, steps_in, titles, titles_at

DAY = PartialDate.parse("2026-11-20")
POINTS: dict[str, tuple[Callable[[], Record], Callable[[str], Record]]] = {
    "a list of links": (
        lambda: Goal(title="Pointed at"),
        lambda id_: Goal(title="Pointing", waits_for=(id_,)),
    ),
    "a single link": (lambda: Goal(title="Pointed at"), lambda id_: Win(title="Pointing", on=DAY, goal=id_)),
    "the next rung": (
        lambda: Challenge(title="Pointed at"),
        lambda id_: Challenge(title="Pointing", next_rung=id_),
    ),
    "a part of an item": (
        lambda: Skill(name="Pointed at"),
        lambda id_: Job(title="Pointing", gained=(Gained(skill=id_),)),
    ),
    "a pair": (lambda: Value(name="Pointed at"), lambda id_: Job(title="Pointing", values_fit={id_: 3})),
    "a field with another name in the file": (
        lambda: Contact(name="Pointed at"),
        lambda id_: Interaction(on=DAY, people=(id_,), summary="Pointing"),
    ),
    "evidence": (
        lambda: Win(title="Pointed at", on=DAY),
        lambda id_: Case(
            role="Pointing", criteria=("leads",), evidence=(Evidence(criterion="leads", by=id_),)
        ),
    ),
}


@pytest.fixture
def here(store_path: Path, clock: Clock) -> Iterator[Planner]:
    """The session that undoes."""
    with open_planner(store_path, clock) as planner:
        yield planner


@pytest.fixture
def there(here: Planner, store_path: Path, clock: Clock) -> Iterator[Planner]:
    """The one beside it."""
    with open_planner(store_path, clock) as planner:
        here.take_in()
        yield planner


@pytest.mark.parametrize("name", POINTS)
def test_an_undo_that_would_leave_a_link_to_nothing_is_refused(
    here: Planner, there: Planner, store_path: Path, name: str
) -> None:
    """Whatever holds the link; the sentence names the record that does, and undo works once it is out."""
    pointed, pointing = POINTS[name]
    with here.change("Add it") as change:
        id_ = change.put(pointed()).id
    kept = here.get(id_)
    there.take_in()
    keep(there, "Point at it", pointing(id_))
    before = steps_in(store_path)
    with pytest.raises(
        RefusedError, match=r"“Add it” cannot be undone: “.*” points at “Pointed at” \("
    ) as said:
        here.undo()
    assert "Take it out of “" in said.value.hint
    assert steps_in(store_path) == before
    assert here.get(id_) == kept
    there.undo()
    assert here.undo() == "Add it"
    assert here.get(id_) is None


def test_an_undo_that_is_refused_lets_the_one_before_it_come_next(here: Planner, there: Planner) -> None:
    """It is named, and the refused one comes up again when the other session has taken its link out."""
    add_goal(here, "first")
    pointed = add_goal(here, "pointed at")
    there.take_in()
    keep(there, "Point", Goal(title="pointing", waits_for=(pointed.id,)))
    with pytest.raises(RefusedError, match="“pointing” points at “pointed at”") as said:
        here.undo()
    assert said.value.hint.endswith("The next undo is “Add first”.")
    assert here.undo() == "Add first"
    there.undo()
    here.take_in()
    assert here.undo() == "Add pointed at"
    assert titles(here) == []


def test_an_archived_record_that_points_counts_too(here: Planner, there: Planner) -> None:
    """It can be restored, and its link with it."""
    pointed = add_goal(here, "pointed at")
    there.take_in()
    with there.change("Put away") as change:
        change.archive(change.put(Goal(title="put away", waits_for=(pointed.id,))))
    with pytest.raises(RefusedError, match="“put away” points at “pointed at”"):
        here.undo()


def test_a_redo_that_would_leave_a_link_to_nothing_is_refused(here: Planner, there: Planner) -> None:
    """To redo a deletion is to delete, and by now somebody may point there."""
    goal = add_goal(here, "pointed at")
    with here.change("Delete it") as change:
        change.delete(here.find(Goal, "pointed at"))
    here.undo()
    there.take_in()
    keep(there, "Point", Goal(title="pointing", waits_for=(goal.id,)))
    with pytest.raises(RefusedError, match="“Delete it” cannot be redone: “pointing” points at “pointed at”"):
        here.redo()
    assert titles(here) == ["pointed at", "pointing"]
    there.undo()
    assert here.redo() == "Delete it"


def test_an_undo_that_would_bring_back_a_link_to_what_is_gone_is_refused(
    here: Planner, there: Planner
) -> None:
    """The link was taken out here, and then its record there."""
    vision = Vision(title="Tools")
    with here.change("Both") as change:
        vision = change.put(vision)
        change.put(Goal(title="serving", serves=(vision.id,)))
    keep(here, "Untie", here.find(Goal, "serving").revised(serves=()))
    there.take_in()
    with there.change("Delete") as change:
        change.delete(there.find(Vision, "Tools"))
    with pytest.raises(
        RefusedError,
        match=r"“Untie” cannot be undone: “serving” would point at a record that is gone \(Serves\)",
    ) as said:
        here.undo()
    assert "Bring that one back first" in said.value.hint
    there.undo()
    here.take_in()
    assert here.undo() == "Untie"
    assert here.find(Goal, "serving").serves == (vision.id,)


def test_a_record_deleted_here_does_not_come_back_with_a_link_to_one_deleted_there(
    here: Planner, there: Planner
) -> None:
    """A redo of what was added is held to the same."""
    vision = Vision(title="Tools")
    with here.change("Vision") as change:
        vision = change.put(vision)
    keep(here, "Goal", Goal(title="serving", serves=(vision.id,)))
    here.undo()
    there.take_in()
    with there.change("Delete") as change:
        change.delete(there.find(Vision, "Tools"))
    with pytest.raises(RefusedError, match="“Goal” cannot be redone: “serving” would point"):
        here.redo()
    assert titles(here) == []


def test_a_redo_makes_no_circle_of_goals_that_wait_for_each_other(here: Planner, there: Planner) -> None:
    """The other half of the circle was drawn in the meantime."""
    one, two = add_goal(here, "one"), add_goal(here, "two")
    keep(here, "One waits", here.find(Goal, "one").revised(waits_for=(two.id,)))
    here.undo()
    there.take_in()
    keep(there, "Two waits", there.find(Goal, "two").revised(waits_for=(one.id,)))
    with pytest.raises(RefusedError, match=r"“One waits” cannot be redone: “one” .*would wait for itself"):
        here.redo()
    assert here.find(Goal, "one").waits_for == ()


def test_a_deletion_takes_out_links_that_another_session_has_just_made(
    here: Planner, there: Planner, store_path: Path
) -> None:
    """Seen under the lock, and part of the same step: an undo brings both back."""
    goal = add_goal(here, "pointed at")
    there.take_in()
    with here.change("Delete it") as change:
        change.delete(here.find(Goal, "pointed at"))
        keep(there, "Point", Goal(title="pointing", waits_for=(goal.id,)))
    assert here.find(Goal, "pointing").waits_for == ()
    assert titles_at(store_path) == ["pointing"]
    assert here.undo() == "Delete it"
    assert here.find(Goal, "pointing").waits_for == (goal.id,)


def test_a_link_that_went_bad_behind_our_back_does_not_bar_undo(store_path: Path, clock: Clock) -> None:
    """Another program took the goal away; the edit of what pointed there is undone as ever."""
    from tests.store.helpers import stock

    with open_planner(store_path, clock) as planner:
        gone = add_goal(planner, "gone")
        keep(planner, "Point", Goal(title="pointing", waits_for=(gone.id,)))
    with stock(store_path) as db:
        db.table("goals").remove(doc_ids=[next(iter(db.table("goals"))).doc_id])
    with open_planner(store_path, clock) as planner:
        keep(planner, "Rename", planner.find(Goal, "pointing").revised(title="renamed"))
        assert planner.undo() == "Rename"
        assert titles(planner) == ["pointing"]
