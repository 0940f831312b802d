"""What is adrift: worked out by hand from a career small enough to see through."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from careertui.domain.adrift import adrift
from careertui.domain.career import Records
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal
from careertui.domain.identity import id_of_number
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.skill import LevelOn, Skill
from careertui.domain.vision import Vision
from careertui.domain.win import Win

TODAY = date(2026, 11, 22)
NEAR = Vision(id=id_of_number(1), title="Tools people love", horizon=5, target_year=2031)
FAR = Vision(id=id_of_number(2), title="Teach", horizon=20, target_year=2046)
RUST = Skill(id=id_of_number(3), name="Rust")
ADA = Contact(id=id_of_number(4), name="Ada")
SERVING = Goal(id=id_of_number(5), title="Write a compiler", serves=(NEAR.id,), builds=(RUST.id,))
LOOSE = Goal(id=id_of_number(6), title="Tidy the garage")
ACME = Job(id=id_of_number(7), title="Support")


def found(*records: Record) -> list[str]:
    """What is adrift among these, by heading or by horizon."""
    result = adrift(Records(records), TODAY)
    words = [band.words for band in result.horizons]
    return [
        *(g.title for g in result.goals),
        *words,
        *(r.heading for r in (*result.skills, *result.contacts)),
    ]


def test_each_kind_is_adrift_in_its_own_way() -> None:
    """A goal without a vision, a horizon without a goal, a skill nothing builds, a person without a tie."""
    sql = Skill(id=id_of_number(8), name="SQL")
    assert found(NEAR, FAR, RUST, sql, ADA, SERVING, LOOSE) == [
        "Tidy the garage",
        "in 20 years",
        "SQL",
        "Ada",
    ]


def test_nothing_is_adrift_in_an_empty_career_nor_counted() -> None:
    """The usual horizons are empty then, which their own screen says."""
    result = adrift(Records([]), TODAY)
    assert list(result) == []
    assert len(result) == 0


def test_a_finished_goal_is_at_rest_not_adrift() -> None:
    """What is done needs no vision any more."""
    assert found(LOOSE.revised(column="done")) == []


def test_a_horizon_is_served_when_one_of_its_visions_is() -> None:
    """By a goal, a challenge or a win; a vision that is reached wants nothing."""
    beside = Vision(id=id_of_number(9), title="Live by the sea", horizon=5, target_year=2031)
    assert found(NEAR, beside, SERVING, RUST) == []
    assert found(beside) == ["in 5 years"]
    assert found(beside, Challenge(id=id_of_number(10), title="Swim", serves=(beside.id,))) == []
    assert found(beside, Win(id=id_of_number(11), title="Swam", serves=(beside.id,))) == []
    assert found(beside.revised(status="reached")) == []


@pytest.mark.parametrize(("level", "is_adrift"), [(None, True), (3, True), (4, False), (5, False)])
def test_a_skill_at_its_target_needs_nothing_to_build_it(level: int | None, is_adrift: bool) -> None:
    """Of a target of 4, a level of 3 is short of it."""
    levels = () if level is None else (LevelOn(on=PartialDate(2026), level=level),)
    assert bool(found(RUST.revised(target=4, levels=levels))) is is_adrift


def test_a_challenge_builds_a_skill_too() -> None:
    """And while it does, the skill is not adrift."""
    assert found(RUST, Challenge(id=id_of_number(12), title="Ship a crate", builds=(RUST.id,))) == []


@pytest.mark.parametrize(
    "tied",
    [
        (ADA.revised(met_at=(ACME.id,)), ACME),
        (ADA, Interaction(id=id_of_number(13), on=PartialDate(2026), people=(ADA.id,))),
        (ADA, Win(id=id_of_number(14), title="A paper", people=(ADA.id,))),
    ],
)
def test_a_person_is_tied_by_a_job_a_talk_or_anything_that_names_them(tied: tuple[Record, ...]) -> None:
    """Whichever of the two holds the link."""
    assert found(ADA) == ["Ada"]
    assert found(*tied) == []


def test_an_introduction_ties_both() -> None:
    """Who introduced, and who was introduced."""
    bob = Contact(id=id_of_number(15), name="Bob", introduced_by=(ADA.id,))
    assert found(ADA, bob) == []


def test_what_is_archived_ties_nothing_and_is_not_adrift() -> None:
    """A goal whose vision is put away has lost it."""
    away = datetime(2026, 11, 1, tzinfo=UTC)
    assert found(NEAR.revised(archived=away), SERVING, RUST) == ["Write a compiler"]
    assert found(LOOSE.revised(archived=away), ADA.revised(archived=away)) == []
