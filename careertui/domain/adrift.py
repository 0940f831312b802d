"""What is tied to nothing yet: goals, horizons, skills and people from which no way leads anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from careertui.domain.career import Career, board_of
from careertui.domain.contact import Contact
from careertui.domain.goal import Goal
from careertui.domain.horizons import Band, bands, is_unserved, served_visions
from careertui.domain.job import Job
from careertui.domain.links import Links
from careertui.domain.record import Record
from careertui.domain.skill import Skill
from careertui.domain.vision import Vision

Loose: TypeAlias = Goal | Vision | Skill | Contact
"""A kind of which some may be adrift; a vision is one that stands for its horizon."""

TIED_TO: Mapping[type[Record], type[Record]] = MappingProxyType(
    {Goal: Vision, Vision: Goal, Skill: Goal, Contact: Job}
)
"""To which kind each of them is tied: a goal to the vision it serves, a horizon to a goal that serves one of
its visions, a skill to a goal that builds it, a person to the job they were met at."""


@dataclass(frozen=True, slots=True)
class Adrift:
    """What is tied to nothing, kind by kind.

    Attributes:
        goals: the open goals that serve no vision, in the order they were made.
        horizons: the bands of the vision board with a vision ahead that nothing serves, near to far; each
            with the visions in it. A band without visions is empty, not adrift.
        skills: the skills that no goal and no challenge builds, but for those whose target is reached.
        contacts: the people whom no job, no introduction, no talk and no other record has a part in.
    """

    goals: tuple[Goal, ...] = ()
    horizons: tuple[Band, ...] = ()
    skills: tuple[Skill, ...] = ()
    contacts: tuple[Contact, ...] = ()

    def __iter__(self) -> Iterator[Loose]:
        """Every record that could be tied; a horizon by each of its visions."""
        yield from self.goals
        yield from (vision for band in self.horizons for vision in band.visions)
        yield from self.skills
        yield from self.contacts

    def __len__(self) -> int:
        """How much is adrift."""
        return sum(1 for _ in self)


def adrift(career: Career, today: date) -> Adrift:
    """What is tied to nothing. An archived record ties nothing, and none is adrift itself."""
    links = career.derived(Links)
    done, served = board_of(career).done_keys, career.derived(served_visions)
    return Adrift(
        goals=tuple(
            goal for goal in career.all(Goal) if goal.column not in done and not _holds(links, goal, "serves")
        ),
        horizons=tuple(band for band in bands(career, today) if is_unserved(band, served)),
        skills=tuple(
            skill for skill in career.all(Skill) if not skill.is_there and not _is_built(links, skill)
        ),
        contacts=tuple(
            person
            for person in career.all(Contact)
            if not links.below(person.id) and not links.above(person.id)
        ),
    )


def _holds(links: Links, record: Record, field: str) -> bool:
    """Whether a field of a record points at something that is there."""
    return any(tie.field == field for tie in links.above(record.id))


def _is_built(links: Links, skill: Skill) -> bool:
    return any(tie.field == "builds" for tie in links.below(skill.id))
