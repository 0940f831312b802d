"""The stepping stone: what a job left behind, in skills, connections, knowledge and direction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from careertui.domain.career import Career
from careertui.domain.colleagues import Colleagues, people_met
from careertui.domain.contact import Contact
from careertui.domain.goal import Goal
from careertui.domain.index import Index
from careertui.domain.job import Job, JobKind
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.skill import Skill
from careertui.domain.vision import Vision


class Quarter(StrEnum):
    """The four things a job can leave behind."""

    SKILLS = auto()
    CONNECTIONS = auto()
    KNOWLEDGE = auto()
    DIRECTION = auto()


_QUESTIONS: Mapping[Quarter, str] = {
    Quarter.SKILLS: "What can you do now that you could not before?",
    Quarter.CONNECTIONS: "Whom did you meet there that you would gladly meet again?",
    Quarter.KNOWLEDGE: "What do you know about the field from being there?",
    Quarter.DIRECTION: "What did it make possible?",
}
_QUESTIONS_AHEAD: Mapping[Quarter, str] = {
    Quarter.SKILLS: "What would you like to be able to do by the end of it?",
    Quarter.CONNECTIONS: "Whom do you hope to meet there?",
    Quarter.KNOWLEDGE: "What would it let you see of the field?",
    Quarter.DIRECTION: "What should it make possible?",
}


_Rating = tuple[date, int]
"""The day a rating of a skill may begin to hold, and its level."""


@dataclass(frozen=True, slots=True)
class SkillGain:
    """A skill that grew at a job: its level before and after, 0 to 5; None where nobody said."""

    skill: Skill
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Stone:
    """What a job left behind.

    Attributes:
        job: the job.
        skills: the skills listed as gained, then those whose rated level rose while it lasted.
        people: the contacts met at it, oldest record first.
        spoken_with: others to whom an interaction tied to it was with; see `stones` for what ties one.
        spoken_on: when the first such interaction with each of them took place.
        knowledge: what it taught about the field.
        led_to: what it made possible, as the person said; then the goals pursued at it that serve a vision.
    """

    job: Job
    skills: tuple[SkillGain, ...] = ()
    people: tuple[Contact, ...] = ()
    spoken_with: tuple[Contact, ...] = ()
    spoken_on: tuple[PartialDate, ...] = ()
    knowledge: tuple[str, ...] = ()
    led_to: tuple[Record, ...] = ()

    @property
    def quarters(self) -> frozenset[Quarter]:
        """The quarters that are filled."""
        return frozenset(quarter for quarter in Quarter if self.held(quarter))

    def held(self, quarter: Quarter) -> tuple[SkillGain | Record | str, ...]:
        """What fills a quarter."""
        match quarter:
            case Quarter.SKILLS:
                return self.skills
            case Quarter.CONNECTIONS:
                return (*self.people, *self.spoken_with)
            case Quarter.KNOWLEDGE:
                return self.knowledge
            case Quarter.DIRECTION:
                return self.led_to

    @property
    def filled(self) -> int:
        """How many quarters are filled, 0 to 4."""
        return len(self.quarters)

    @property
    def empty(self) -> tuple[Quarter, ...]:
        """The quarters still to fill, always in the same order."""
        return tuple(quarter for quarter in Quarter if quarter not in self.quarters)

    def question(self, quarter: Quarter) -> str:
        """The question whose answer would fill a quarter; a planned job is asked about what is ahead."""
        return (_QUESTIONS_AHEAD if self.job.planned else _QUESTIONS)[quarter]


def stones(career: Career, today: date) -> Mapping[str, Stone]:
    """The stone of every job that is not archived, by the job's id; each is worked out when it is asked for.

    - Skills: those listed as gained, and those whose rated level rose while the job lasted.
    - Connections: whoever was met at it, and whoever an interaction tied to it was with. It is tied when it
      took place while the job lasted with somebody of the same organisation, by what they are recorded as
      now or by an earlier position that may have lasted on that day.
    - Knowledge: each line of it.
    - Direction: what the job led to, and the goals pursued at it that serve a vision.

    What was left behind stays: archived contacts, conversations, goals and skills count like the others.
    """
    return _Stones(career, today)


def stone_of(career: Career, job: Job, today: date) -> Stone:
    """The stone of one job; see `stones`, which is quicker for several."""
    return _Ground(career, today).stone(job)


class _Stones(Mapping[str, Stone]):
    """Of the jobs there are now: of most of them, whoever asks wants one."""

    def __init__(self, career: Career, today: date) -> None:
        self._jobs = {job.id: job for job in career.all(Job)}
        self._ground = _Ground(career, today)
        self._made: dict[str, Stone] = {}

    def __getitem__(self, job_id: str) -> Stone:
        made = self._made.get(job_id)
        if made is None:
            made = self._made[job_id] = self._ground.stone(self._jobs[job_id])
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._jobs)

    def __len__(self) -> int:
        return len(self._jobs)


class _Ground:
    """What the rest of a career says about its jobs, read once for all of them."""

    def __init__(self, career: Career, today: date) -> None:
        self._career = career
        self._today = today
        self._people = people_met(career)
        self._goals = career.derived(_goals_at)
        # A skill rated once has not risen.
        self._rated = [
            (skill, _by_day(skill))
            for skill in (*career.all(Skill), *career.archived(Skill))
            if len(skill.levels) > 1
        ]

        self._colleagues = Colleagues(career)

    def stone(self, job: Job) -> Stone:
        spoken = tuple(self._spoken_with(job))
        return Stone(
            job=job,
            skills=tuple(self._gains(job)),
            people=tuple(self._people.of(job.id)),
            spoken_with=tuple(contact for contact, _ in spoken),
            spoken_on=tuple(on for _, on in spoken),
            knowledge=job.knowledge,
            led_to=tuple(self._led_to(job)),
        )

    def _serves(self, goal: Goal) -> bool:
        return any(isinstance(self._career.get(id_), Vision) for id_ in goal.serves)

    def _spoken_with(self, job: Job) -> Iterator[tuple[Contact, PartialDate]]:
        lasted = stay(job, self._today)
        if lasted is not None:
            met = {contact.id for contact in self._people.of(job.id)}
            colleagues = self._colleagues.spoken_with(job.organisation, *lasted)
            yield from (found for found in colleagues if found[0].id not in met)

    def _gains(self, job: Job) -> Iterator[SkillGain]:
        risen = {gain.skill.id: gain for gain in self._risen(job)}
        said: set[str] = set()
        for gained in job.gained:
            skill = self._career.get(gained.skill)
            if not isinstance(skill, Skill) or skill.id in said:
                continue
            said.add(skill.id)
            rise = risen.get(skill.id, SkillGain(skill, None, None))
            yield SkillGain(
                skill,
                rise.start if gained.start is None else gained.start,
                rise.end if gained.end is None else gained.end,
            )
        yield from (gain for id_, gain in risen.items() if id_ not in said)

    def _risen(self, job: Job) -> Iterator[SkillGain]:
        lasted = stay(job, self._today)
        if lasted is None:
            return
        for skill, ratings in self._rated:
            rise = _rise(ratings, *lasted)
            if rise is not None:
                yield SkillGain(skill, *rise)

    def _led_to(self, job: Job) -> Iterator[Record]:
        found = {id_: self._career.get(id_) for id_ in job.led_to}
        goals = sorted(self._goals.of(job.id), key=lambda goal: (goal.archived is not None, goal.id))
        found |= {goal.id: goal for goal in goals if self._serves(goal)}
        return (record for record in found.values() if record is not None)


def _goals_at(career: Career) -> Index[str, Goal]:
    """The goals by the id of the job that each is pursued at."""
    return Index(career, (Goal,), _job_of)


def _job_of(record: Record) -> Iterator[tuple[str, Goal]]:
    if isinstance(record, Goal) and record.job is not None:
        yield record.job, record


def stay(job: Job, today: date) -> tuple[date, date] | None:
    """The first and last day of a job so far; None when it has not begun, or nobody knows when it did."""
    if job.planned or job.start is None or job.start.first > today:
        return None
    return job.start.first, min(job.end.last, today) if job.end else today


def _by_day(skill: Skill) -> list[_Rating]:
    ratings = sorted(skill.levels, key=lambda level: level.on.sort_key)
    return [(rating.on.first, rating.level) for rating in ratings]


def _rise(ratings: list[_Rating], first: date, last: date) -> tuple[int, int] | None:
    """The largest rise of a skill between two days, from which level to which; None when it never rose.

    A rating belongs where its date begins. The latest one up to the first day says where the skill stood.
    Without one, the first after it does: not rated is not the same as nothing. A skill that was let slip
    and won back has risen, so another rating made meanwhile never takes a rise away.
    """
    before = [level for day, level in ratings if day <= first]
    levels = [*before[-1:], *(level for day, level in ratings if first < day <= last)]
    rises = ((min(levels[:place]), level) for place, level in enumerate(levels) if place)
    lowest, reached = max(rises, key=lambda rise: rise[1] - rise[0], default=(0, 0))
    return (lowest, reached) if reached > lowest else None


# --- the jobs among themselves ----------------------------------------------------------------------


def job_order(career: Career) -> tuple[Job, ...]:
    """The jobs in the order they began, planned ones at their day; those without a date come last."""
    return tuple(sorted(career.all(Job), key=_begun))


def _begun(job: Job) -> tuple[date, date, date, str]:
    start = job.start or job.end
    if start is None:
        return (date.max, date.max, date.max, job.id)
    return (*start.sort_key, job.end.last if job.end else date.max, job.id)


class Path(StrEnum):
    """The ways that jobs follow each other on, the one that earns a living first; a break stands in it."""

    WORK = auto()
    STUDY = auto()
    VOLUNTEERING = auto()


_PATHS: Mapping[JobKind, Path] = {
    "employment": Path.WORK,
    "freelance": Path.WORK,
    "break": Path.WORK,
    "education": Path.STUDY,
    "volunteer": Path.VOLUNTEERING,
}


def path_of(job: Job) -> Path:
    """The way on which a job has others before and after it."""
    return _PATHS[job.job_kind]


def neighbours(career: Career, job: Job) -> tuple[Job | None, Job | None]:
    """The jobs that began before and after this one; None at either end, or when it has no date.

    They are of its own path: a degree or an hour of volunteering beside a job is not what came after it.
    """
    path = [
        other for other in job_order(career) if path_of(other) is path_of(job) and (other.start or other.end)
    ]
    place = next((index for index, other in enumerate(path) if other.id == job.id), None)
    if place is None:
        return (None, None)
    return (path[place - 1] if place else None, path[place + 1] if place + 1 < len(path) else None)


def current_jobs(career: Career, today: date) -> tuple[Job, ...]:
    """The jobs held now: work before studies, and those before volunteering; of each, the one begun last.

    A job without an end is still held. One that ended in a month or year that is not over may still be.
    """
    held = [
        job
        for job in career.all(Job)
        if not job.planned
        and (job.start is None or not job.start.is_after(today))
        and (job.end is None or not job.end.is_before(today))
    ]
    held.sort(key=lambda job: job.start.sort_key if job.start else (date.min, date.min), reverse=True)
    return tuple(sorted(held, key=lambda job: list(Path).index(path_of(job))))
