"""A record as the command line shows it: a row among others, all its fields, or its JSON document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from careertui.domain.case import Case
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.fields import FieldSpec, Shape, all_fields, fields_of, to_text
from careertui.domain.future import Future
from careertui.domain.goal import Goal
from careertui.domain.job import Job
from careertui.domain.record import Record
from careertui.domain.review import Review
from careertui.domain.skill import Skill
from careertui.domain.vision import Value, Vision
from careertui.domain.win import Ask, Win
from careertui.planner.planner import Planner

if TYPE_CHECKING:
    from careertui.domain.stones import SkillGain

SHORTEST_ID = 6
"""Letters of an id that are shown at least, so that a new record seldom makes an old prefix ambiguous."""


def row(planner: Planner, record: Record) -> tuple[str, ...]:
    """Its heading, and the two or three fields that tell most of its kind."""
    return (record.heading, *_TELLING[type(record)](planner, record))


def id_prefixes(records: Iterable[Record]) -> dict[str, str]:
    """For each record the shortest beginning of its id, of six letters or more, that no other of them has."""
    ids = sorted(record.id for record in records)
    needed = dict.fromkeys(ids, SHORTEST_ID)
    for one, other in pairwise(ids):
        shared = next((place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), 0)
        needed[one] = max(needed[one], shared + 1)
        needed[other] = max(needed[other], shared + 1)
    return {id_: id_[:length] for id_, length in needed.items()}


def details(planner: Planner, record: Record) -> Iterator[tuple[str, str]]:
    """The label and text of each field that says something, and what careertui notes about the record."""
    for spec in fields_of(type(record)):
        value = getattr(record, spec.name)
        text = to_text(spec, value, lambda id_: name_of(planner, id_))
        if text:
            yield spec.label, text
    if isinstance(record, Skill):
        yield from _grown(planner, record)
    yield "Id", record.id
    yield "Created", record.created.isoformat(sep=" ", timespec="minutes")
    yield "Updated", record.updated.isoformat(sep=" ", timespec="minutes")
    if record.archived is not None:
        yield "Archived", record.archived.isoformat(sep=" ", timespec="minutes")
    if record.source is not None:
        yield "Imported", f"{record.source.importer}, {record.source.key}"


def _grown(planner: Planner, skill: Skill) -> Iterator[tuple[str, str]]:
    """What other records say of a skill: where it grew, what builds and shows it, and who needs it."""
    from careertui.domain.skill_growth import growth_of  # for one kind alone: `list` starts without it

    growth = growth_of(planner, skill, planner.today)
    grew = [f"{job.heading}{_levels(gain)}" for job, gain in growth.jobs]
    built = [record.heading for record in (*growth.goals, *growth.challenges)]
    yield from (
        (label, "\n".join(texts))
        for label, texts in (
            ("Grew at", grew),
            ("Built by", built),
            ("Shown by", [win.heading for win in growth.wins]),
            ("Needed for", [vision.heading for vision in growth.visions]),
        )
        if texts
    )
    if growth.gap:
        yield "Missing", f"{growth.gap} level{'' if growth.gap == 1 else 's'} to {growth.needed}"


def _levels(gain: SkillGain) -> str:
    levels = " → ".join(str(level) for level in (gain.start, gain.end) if level is not None)
    return f"  {levels}" if levels else ""


def name_of(planner: Planner, id_: str) -> str:
    """The heading of the record with this id; the id where there is none."""
    record = planner.get(id_)
    return record.heading if record is not None else id_


def document(record: Record) -> dict[str, Any]:
    """The record as JSON values under the names the file uses, without the fields that are empty."""
    said = record.model_dump(mode="json", exclude_none=True)
    return {name: value for name, value in said.items() if value not in ("", [], {})}


def mentions(record: Record, words: Sequence[str]) -> bool:
    """Whether the record's own text has every word, in any case."""
    if not words:
        return True
    text = "\n".join(_texts(record)).casefold()
    return all(word.casefold() in text for word in words)


def _texts(record: Record) -> Iterator[str]:
    for spec in all_fields(type(record)):
        value = getattr(record, spec.name)
        if value and spec.shape in _READABLE:
            yield to_text(spec, value, str)
        elif value and spec.shape in {Shape.ITEM, Shape.ITEMS}:
            for item in value if isinstance(value, tuple) else (value,):
                yield from (str(getattr(item, part.name)) for part in _readable_parts(spec))


def _readable_parts(spec: FieldSpec) -> tuple[FieldSpec, ...]:
    return tuple(part for part in spec.parts if part.shape in _READABLE)


_READABLE = {Shape.LINE, Shape.TEXT, Shape.LINES, Shape.CHOICE, Shape.DATE}


# --- what tells most of each kind -------------------------------------------------------------------


def _vision(_planner: Planner, vision: Vision) -> tuple[str, ...]:
    return (str(vision.target_year or ""), vision.area, vision.status)


def _value(_planner: Planner, value: Value) -> tuple[str, ...]:
    return (f"weight {value.weight} of 5",)


def _goal(planner: Planner, goal: Goal) -> tuple[str, ...]:
    names = {column.key: column.name for column in planner.board.columns}
    steps = f"{goal.steps_done}/{len(goal.steps)} steps" if goal.steps else ""
    return (names.get(goal.column, goal.column), _due(goal), steps)


def _due(goal: Goal) -> str:
    return f"due {goal.due.words}" if goal.due else ""


def _skill(_planner: Planner, skill: Skill) -> tuple[str, ...]:
    level = "" if skill.level is None else f"level {skill.level}"
    target = "" if skill.target is None else f"target {skill.target}"
    return (level, target, skill.area)


def _job(_planner: Planner, job: Job) -> tuple[str, ...]:
    start = job.start.words if job.start else ""
    end = job.end.words if job.end else ("" if job.planned else "now")
    dates = f"{start} – {end}" if start and end else start or (end if job.end else "")
    return (dates, "planned" if job.planned else job.job_kind)


def _contact(_planner: Planner, contact: Contact) -> tuple[str, ...]:
    return (contact.relation, contact.organisation, contact.title)


def _interaction(planner: Planner, interaction: Interaction) -> tuple[str, ...]:
    people = ", ".join(name_of(planner, id_) for id_ in interaction.people)
    return (interaction.on.words, interaction.channel, people)


def _challenge(_planner: Planner, challenge: Challenge) -> tuple[str, ...]:
    felt = " → ".join(str(level) for level in (challenge.before, challenge.after) if level is not None)
    return (challenge.status, f"discomfort {felt}" if felt else "")


def _future(_planner: Planner, future: Future) -> tuple[str, ...]:
    stones = f"{len(future.stones)} stone{'' if len(future.stones) == 1 else 's'}" if future.stones else ""
    return (future.path, stones, f"chosen {future.chosen_on.words}" if future.chosen_on else "")


def _win(planner: Planner, win: Win) -> tuple[str, ...]:
    job = name_of(planner, win.job) if win.job else ""
    return (win.on.words if win.on else "", win.measure, job)


def _ask(planner: Planner, ask: Ask) -> tuple[str, ...]:
    people = ", ".join(name_of(planner, id_) for id_ in ask.of)
    answered = ask.answer or ask.answered_on
    return (ask.on.words, people, "answered" if answered else "open")


def _review(_planner: Planner, review: Review) -> tuple[str, ...]:
    count = len(review.answers)
    return (f"{count} answer{'' if count == 1 else 's'}",)


def _case(_planner: Planner, case: Case) -> tuple[str, ...]:
    shown = sum(bool(case.evidence_for(criterion)) for criterion in case.criteria)
    return (f"by {case.by.words}" if case.by else "", f"{shown} of {len(case.criteria)} with evidence")


_TELLING: dict[type[Record], Callable[[Planner, Any], tuple[str, ...]]] = {
    Vision: _vision,
    Value: _value,
    Goal: _goal,
    Skill: _skill,
    Job: _job,
    Contact: _contact,
    Interaction: _interaction,
    Challenge: _challenge,
    Future: _future,
    Win: _win,
    Ask: _ask,
    Review: _review,
    Case: _case,
}
