"""How a skill grew, worked out by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from careertui.domain.career import Records
from careertui.domain.challenge import Challenge
from careertui.domain.goal import Goal
from careertui.domain.identity import id_of_number
from careertui.domain.job import Gained, Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.skill import LevelOn, Skill
from careertui.domain.skill_growth import growth_of, growth_of_skills, level_at
from careertui.domain.vision import Vision
from careertui.domain.win import Win

TODAY = date(2026, 11, 22)


def rated(year: int, level: int) -> LevelOn:
    """A rating on the first day of a year."""
    return LevelOn(on=PartialDate(year, 1, 1), level=level)


RUST = Skill(id=id_of_number(1), name="Rust", levels=(rated(2024, 2), rated(2020, 1)), target=4)
TOOLS = Vision(id=id_of_number(2), title="Tools people love")
BEHIND = Vision(id=id_of_number(3), title="A first job", status="reached")
PARSER = Goal(id=id_of_number(4), title="Write a parser", builds=(RUST.id,), serves=(TOOLS.id, BEHIND.id))
TALK = Challenge(id=id_of_number(5), title="Talk about it", builds=(RUST.id,), serves=(TOOLS.id,))
CRATE = Win(id=id_of_number(6), title="A crate", shows=(RUST.id,))
LISTED = Job(id=id_of_number(7), title="Support", gained=(Gained(skill=RUST.id, start=0, end=1),))
RISEN = Job(id=id_of_number(8), title="Backend", start=PartialDate(2021), end=PartialDate(2025))
CAREER = Records([RUST, TOOLS, BEHIND, PARSER, TALK, CRATE, LISTED, RISEN])


def test_everything_that_built_it_is_found_whichever_holds_the_link() -> None:
    """Jobs that list it or saw it rise, goals, challenges and wins; and the visions ahead, each once."""
    growth = growth_of(CAREER, RUST, TODAY)
    assert [(job.title, gain.start, gain.end) for job, gain in growth.jobs] == [
        ("Support", 0, 1),
        ("Backend", 1, 2),
    ]
    assert (growth.goals, growth.challenges, growth.wins) == ((PARSER,), (TALK,), (CRATE,))
    assert growth.visions == (TOOLS,)


def test_the_gap_is_from_the_latest_level_to_the_target() -> None:
    """Level 2 since 2024, target 4: two are missing, whatever the order in which they were written."""
    growth = growth_of(CAREER, RUST, TODAY)
    assert ([level.level for level in growth.levels], growth.level) == ([1, 2], 2)
    assert (growth.needed, growth.gap) == (4, 2)


@pytest.mark.parametrize(
    ("skill", "needed", "gap"),
    [
        (RUST.revised(target=None), None, 0),
        (RUST.revised(target=1), 1, 0),
        (RUST.revised(levels=()), 4, 4),
    ],
)
def test_nothing_is_missing_where_nobody_said_or_it_is_passed(
    skill: Skill, needed: int | None, gap: int
) -> None:
    """No target, one that is passed, and one of a skill never rated."""
    growth = growth_of(Records([skill]), skill, TODAY)
    assert (growth.needed, growth.gap) == (needed, gap)


def test_what_the_visions_need_most_comes_first() -> None:
    """Then the widest gap that no vision asks for, then the rest by name."""
    bare = [
        Skill(id=id_of_number(11), name="Zen"),
        Skill(id=id_of_number(12), name="chess"),
        Skill(id=id_of_number(13), name="Piano", target=5),
    ]
    found = growth_of_skills(Records([*bare, RUST, TOOLS, PARSER]), TODAY)
    assert [growth.skill.name for growth in found.values()] == ["Rust", "Piano", "chess", "Zen"]


def test_an_archived_skill_still_has_its_growth() -> None:
    """Its page can be read from the archive; the list leaves it out."""
    away = RUST.revised(archived=datetime(2026, 11, 1, tzinfo=UTC))
    career = Records([away, PARSER, TOOLS])
    assert growth_of_skills(career, TODAY) == {}
    assert growth_of(career, away, TODAY).goals == (PARSER,)


def test_the_level_on_a_day_is_that_of_the_latest_rating_before_it() -> None:
    """And none before the first."""
    levels = (rated(2020, 1), rated(2024, 2))
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2023, 12, 31), date(2026, 11, 22))
    assert [level_at(levels, day) for day in days] == [None, 1, 1, 2]
