"""How a skill grew: its levels over time, what built it, and how far it is from what the visions need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from careertui.domain.career import Career
from careertui.domain.challenge import Challenge
from careertui.domain.goal import Goal
from careertui.domain.horizons import BEHIND
from careertui.domain.job import Job
from careertui.domain.links import Links
from careertui.domain.skill import LevelOn, Skill
from careertui.domain.stones import SkillGain, stones
from careertui.domain.vision import Vision
from careertui.domain.win import Win

HIGHEST = 5
"""The highest level: others learn it from the person."""


@dataclass(frozen=True, slots=True)
class SkillGrowth:
    """A skill among the other records.

    Attributes:
        skill: the skill.
        levels: its ratings, oldest first; of two on a day the one that was written later comes later.
        jobs: where it grew, with the level before and after: the jobs that list it as gained, and those
            during which its rated level rose.
        goals: the goals that build it, oldest record first.
        challenges: the challenges that build it.
        wins: the wins that show it.
        visions: the visions ahead that need it: those that a goal or a challenge serves which builds it.
    """

    skill: Skill
    levels: tuple[LevelOn, ...] = ()
    jobs: tuple[tuple[Job, SkillGain], ...] = ()
    goals: tuple[Goal, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    wins: tuple[Win, ...] = ()
    visions: tuple[Vision, ...] = ()

    @property
    def level(self) -> int:
        """The latest level; 0 while it was never rated."""
        return self.levels[-1].level if self.levels else 0

    @property
    def needed(self) -> int | None:
        """The level that is needed: its target, which is the one number the person has said; else None.

        What the visions need of a skill is that it is built, and nobody has said how far unless there is a
        target. No level is made up for them.
        """
        return self.skill.target

    @property
    def gap(self) -> int:
        """How many levels are missing to what is needed; 0 where that is reached, or was never said."""
        return max((self.needed or 0) - self.level, 0)


def growth_of_skills(career: Career, today: date) -> Mapping[str, SkillGrowth]:
    """The growth of every skill that is not archived, by the skill's id: what the visions need most first.

    That is the widest gap of those that some vision needs, then the widest of the others; within one gap
    they stand by name.
    """
    grown: dict[str, list[tuple[Job, SkillGain]]] = {}
    for stone in career.derived(stones, today).values():
        for gain in stone.skills:
            grown.setdefault(gain.skill.id, []).append((stone.job, gain))
    found = [_growth(career, skill, tuple(grown.get(skill.id, ()))) for skill in career.all(Skill)]
    found.sort(key=lambda one: (not (one.gap and one.visions), -one.gap, one.skill.name.casefold()))
    return {one.skill.id: one for one in found}


def growth_of(career: Career, skill: Skill, today: date) -> SkillGrowth:
    """The growth of one skill, which may be archived."""
    known = career.derived(growth_of_skills, today).get(skill.id)
    return known if known is not None else _growth(career, skill, ())


def _growth(career: Career, skill: Skill, jobs: tuple[tuple[Job, SkillGain], ...]) -> SkillGrowth:
    below = career.derived(Links).below(skill.id)
    building = [tie.record for tie in below if tie.field == "builds"]
    goals = tuple(record for record in building if isinstance(record, Goal))
    challenges = tuple(record for record in building if isinstance(record, Challenge))
    serving: list[Goal | Challenge] = [*goals, *challenges]
    served = dict.fromkeys(id_ for one in serving for id_ in one.serves)
    visions = [career.get(id_) for id_ in served]
    return SkillGrowth(
        skill=skill,
        levels=tuple(sorted(skill.levels, key=lambda level: level.on.sort_key)),
        jobs=tuple(sorted(jobs, key=_began)),
        goals=goals,
        challenges=challenges,
        wins=tuple(tie.record for tie in below if isinstance(tie.record, Win)),
        visions=tuple(
            vision
            for vision in visions
            if isinstance(vision, Vision) and vision.archived is None and vision.status not in BEHIND
        ),
    )


def _began(grown: tuple[Job, SkillGain]) -> date:
    start = grown[0].start
    return start.first if start is not None else date.min


def level_at(levels: tuple[LevelOn, ...], day: date) -> int | None:
    """The level a skill had on a day, by its ratings, oldest first; None before the first of them."""
    before = [level.level for level in levels if level.on.first <= day]
    return before[-1] if before else None
