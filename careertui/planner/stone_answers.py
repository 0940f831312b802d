"""Answering the question of a stone's quarter in one line: what it means, and keeping it as one step."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from careertui.domain.goal import Goal
from careertui.domain.job import Gained, Job
from careertui.domain.quoting import quoted
from careertui.domain.record import Record
from careertui.domain.skill import Skill
from careertui.domain.stones import Quarter
from careertui.domain.texts import folded
from careertui.domain.vision import Vision
from careertui.errors import RefusedError
from careertui.planner.capture_line import Line, UnfinishedError, clean
from careertui.planner.planner import Planner
from careertui.planner.search import Said, best, shortest_first

EXAMPLES: Mapping[Quarter, str] = {
    Quarter.SKILLS: "SQL 1 to 3, writing to 2, patience",
    Quarter.CONNECTIONS: "Ada Lovelace, Grace Hopper (Navy)",
    Quarter.KNOWLEDGE: "how a bank closes its day",
    Quarter.DIRECTION: "a job, goal or vision of yours; or a new goal",
}
"""What an answer can look like."""
_NOTHING_SAID = "The answer says nothing yet."
_HIGHEST = 5
_LEVELS = re.compile(
    r"^(?P<name>.*?\S)\s+(?:(?:from\s+)?(?P<start>\d{1,2})\s*(?:to|->|→|–|-)|(?:to|->|→))\s*(?P<end>\d{1,2})$",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s*[,;]\s*")
_A_NEW_GOAL = re.compile(r"^(?:new\s+)?goal:?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One of the things an answer records.

    Attributes:
        record: the skill, person, job, goal or vision; the job itself for what it taught.
        said: what of it, beyond its name: the levels of a skill, a line of knowledge.
        new: whether it is written down for the first time.
    """

    record: Record
    said: str = ""
    new: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was understood.

    Attributes:
        quarter: the one it fills.
        job: the job with the answer in it.
        recorded: what it records, in the order of the line.
        others: the records to keep beside the job, so that its links hold.
    """

    quarter: Quarter
    job: Job
    recorded: tuple[Recorded, ...]
    others: tuple[Record, ...] = field(default=())


def read_answer(planner: Planner, job: Job, quarter: Quarter, line: str) -> Answer:
    """Read a line as the answer to the question of a quarter.

    - Skills: `SQL 1 to 3, writing to 2, patience`; one of the person's skills where the name is that.
    - Connections: names of people, as capture reads them; whoever is in nobody's contacts is new.
    - Knowledge: the line as it stands.
    - Direction: the job, goal or vision whose title answers to the line best; otherwise a new goal, as
      after `goal ` and between double quotes always.

    Raises:
        UnfinishedError: when nothing is said yet.
        RefusedError: when it cannot be recorded, such as a person whose name several have.
    """
    text = " ".join(line.split())
    if not text.strip(" ,;"):
        raise UnfinishedError(_NOTHING_SAID)
    return _READERS[quarter](planner, job, text)


def keep_answers(planner: Planner, job: Job, answers: Sequence[Answer]) -> Job:
    """Keep some answers about a job as one step; returns the job as it is now.

    Args:
        planner: where they are kept.
        job: the job as it was before the answers, each of which was read with the job of the one before.
        answers: at least one.
    """
    now = answers[-1].job
    what = answers[0].quarter if len(answers) == 1 else "stone"
    with planner.change(f"Fill in the {what} of {quoted(job.title)}") as change:
        for answer in answers:
            for record in answer.others:
                change.put(record)
        if now != job:
            change.put(now)
    kept = planner.get(job.id)
    return kept if isinstance(kept, Job) else now


# --- skills -----------------------------------------------------------------------------------------


def _skills(planner: Planner, job: Job, text: str) -> Answer:
    gained = {one.skill: one for one in job.gained}
    before, recorded = dict(gained), []
    # One in use before an archived one of its name.
    known = {folded(skill.name): skill for skill in (*planner.archived(Skill), *planner.all(Skill))}
    for said in filter(None, _PARTED.split(text)):
        name, start, end = _levels(said)
        key = folded(name)
        is_new = key not in known
        skill = known[key] = planner.fresh(Skill, name) if is_new else known[key]
        had = gained.get(skill.id, Gained(skill=skill.id))
        gained[skill.id] = had.revised(
            start=had.start if start is None else start, end=had.end if end is None else end
        )
        recorded.append(Recorded(skill, _growth(gained[skill.id]), new=is_new))
    if gained == before:
        raise RefusedError("It says so already.", "Levels can be added: SQL 1 to 3.")
    new = tuple(one.record for one in recorded if one.new)
    changed = job.revised(gained=tuple(gained.values()))
    return Answer(Quarter.SKILLS, changed, tuple(recorded), new)


def _levels(said: str) -> tuple[str, int | None, int | None]:
    """The name of a skill, and its level before and after where the text says them."""
    match = _LEVELS.match(said)
    if match is None:
        return said, None, None
    start, end = (int(level) if level else None for level in (match["start"], match["end"]))
    if max(start or 0, end or 0) > _HIGHEST:
        raise RefusedError("A level is 0 (none) to 5 (others learn it from me).")
    return match["name"], start, end


def _growth(gained: Gained) -> str:
    """The levels in a word or two; refused where there is no growth in them."""
    start, end = gained.start, gained.end
    if start is not None and end is not None and end <= start:
        raise RefusedError(f"From {start} to {end} it did not grow.")
    if end is None:
        return ""
    return f"→ {end}" if start is None else f"{start} → {end}"


# --- people -----------------------------------------------------------------------------------------


def _people(planner: Planner, job: Job, text: str) -> Answer:
    line = Line(planner, "", text, frozenset())
    line.has_no("@!", "This answer")
    if line.tags:
        raise RefusedError("Only names are read here.", "Tags stand on the person's own form.")
    people = line.people(line.rest)
    new = {person.id for person in line.new}
    met = [person for person in people if job.id not in person.met_at]
    if not people:
        raise UnfinishedError(_NOTHING_SAID)
    if not met:
        raise RefusedError("It says so already.", "Another name is one more person met there.")
    kept = tuple(person.revised(met_at=(*person.met_at, job.id)) for person in met)
    return Answer(
        Quarter.CONNECTIONS, job, tuple(Recorded(person, new=person.id in new) for person in kept), kept
    )


# --- knowledge --------------------------------------------------------------------------------------


def _knowledge(planner: Planner, job: Job, text: str) -> Answer:  # noqa: ARG001 - as the other readers
    if folded(text) in map(folded, job.knowledge):
        raise RefusedError("It says so already.")
    changed = job.revised(knowledge=(*job.knowledge, text))
    return Answer(Quarter.KNOWLEDGE, changed, (Recorded(changed, text),))


# --- direction --------------------------------------------------------------------------------------


def _direction(planner: Planner, job: Job, text: str) -> Answer:
    found = _answering(planner, job, text)
    title = clean(_A_NEW_GOAL.sub("", text)).strip('"').strip()
    if not title:
        raise UnfinishedError(_NOTHING_SAID)
    reached = found or planner.fresh(Goal, title)
    if reached.id in job.led_to:
        raise RefusedError(f"It says so already: {quoted(reached.heading, 60)}.", "goal … makes a new goal.")
    changed = job.revised(led_to=(*job.led_to, reached.id))
    others = () if found else (reached,)
    return Answer(Quarter.DIRECTION, changed, (Recorded(reached, new=not found),), others)


def _answering(planner: Planner, job: Job, text: str) -> Record | None:
    """The job, goal or vision whose heading answers to a text best; None where a new goal is meant."""
    if _A_NEW_GOAL.match(text) or (text.startswith('"') and text.endswith('"')):
        return None
    records = [record for kind in (Job, Vision, Goal) for record in planner.all(kind) if record.id != job.id]
    # By headings alone: what merely mentions the words somewhere is not what the job led to.
    headings = [planner.search.heading(record) for record in records]
    read = [(record, Said(0, heading, heading)) for record, heading in zip(records, headings, strict=True)]
    return next(iter(best(shortest_first(read), text, 1)), None)


_READERS = {
    Quarter.SKILLS: _skills,
    Quarter.CONNECTIONS: _people,
    Quarter.KNOWLEDGE: _knowledge,
    Quarter.DIRECTION: _direction,
}
