"""The stone command: what a job left behind, the answers that fill it, and how it compares."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from careertui.cli import diagnostics, output
from careertui.cli.diagnostics import DONE
from careertui.cli.session import Command, Session
from careertui.domain.comparison import Compared, compared, lasted_in_words
from careertui.domain.fit import fit_by_year, fit_of
from careertui.domain.job import Job
from careertui.domain.record import Record
from careertui.domain.stones import Quarter, SkillGain, Stone, current_jobs, stone_of, stones
from careertui.errors import NotFoundError
from careertui.planner.planner import Planner
from careertui.planner.stone_answers import Answer, Recorded, keep_answers, read_answer

OPTIONS: Mapping[Quarter, str] = {
    Quarter.SKILLS: "skills",
    Quarter.CONNECTIONS: "people",
    Quarter.KNOWLEDGE: "knowledge",
    Quarter.DIRECTION: "direction",
}
"""The option that answers the question of a quarter, and what the quarter is called in the output."""


def _stone(session: Session, arguments: argparse.Namespace) -> int:
    with session.planner() as planner:
        job = planner.find(Job, arguments.job) if arguments.job else _present_job(planner)
        answers = _answers(planner, job, arguments)
        if answers:
            job = keep_answers(planner, job, answers)
        if arguments.compare:
            _print_comparison(planner, compared(planner, job, planner.today), arguments)
        else:
            _print_stone(planner, job, arguments)
    if answers:
        named = ", ".join(_recorded(one) for answer in answers for one in answer.recorded)
        diagnostics.say(f"Recorded. {named}. `careertui undo` takes it back.")
    return DONE


def _present_job(planner: Planner) -> Job:
    held = current_jobs(planner, planner.today)
    if not held:
        raise NotFoundError("No present job is written down.", "Name one: careertui stone JOB.")
    return held[0]


def _answers(planner: Planner, job: Job, arguments: argparse.Namespace) -> list[Answer]:
    """The answers that were typed, each read with the job of the one before."""
    found: list[Answer] = []
    for quarter, option in OPTIONS.items():
        line = getattr(arguments, option)
        if line is not None:
            found.append(read_answer(planner, found[-1].job if found else job, quarter, line))
    return found


def _recorded(one: Recorded) -> str:
    if isinstance(one.record, Job) and one.said:
        return one.said  # a line of knowledge
    return f"{'new: ' if one.new else ''}{one.record.heading} {one.said}".rstrip()


# --- one stone --------------------------------------------------------------------------------------


def _print_stone(planner: Planner, job: Job, arguments: argparse.Namespace) -> None:
    stone = planner.derived(stones, planner.today).get(job.id) or stone_of(planner, job, planner.today)
    if arguments.json:
        output.json(_document(planner, stone))
    else:
        output.details(_told(planner, stone))


def _told(planner: Planner, stone: Stone) -> Iterator[tuple[str, str]]:
    """The job, its four quarters, each with what fills it or the question that would, and its fit."""
    yield "Job", stone.job.heading
    yield "Filled", f"{stone.filled} of 4"
    for quarter, option in OPTIONS.items():
        held = [_said(thing) for thing in stone.held(quarter)]
        yield option.capitalize(), "\n".join(held) or stone.question(quarter)
    for criterion in stone.job.exit_criteria:
        met = f", met {criterion.met_on.words}" if criterion.met_on else ", still open"
        yield "Before leaving", f"{criterion.text}{met}"
    fit = fit_of(planner, stone.job, planner.today)
    if fit is not None:
        yield "Values fit", f"{fit:.1f} of 5"


def _said(thing: SkillGain | Record | str) -> str:
    if isinstance(thing, SkillGain):
        levels = [str(level) for level in (thing.start, thing.end) if level is not None]
        return f"{thing.skill.name} {' → '.join(levels)}".rstrip()
    return thing.heading if isinstance(thing, Record) else thing


def _document(planner: Planner, stone: Stone) -> dict[str, Any]:
    job, today = stone.job, planner.today
    return {
        "id": job.id,
        "job": job.heading,
        "filled": stone.filled,
        "quarters": {
            option: {
                "filled": quarter in stone.quarters,
                "holds": [_held_document(thing) for thing in stone.held(quarter)],
                "question": stone.question(quarter),
            }
            for quarter, option in OPTIONS.items()
        },
        "exit_criteria": [criterion.model_dump(mode="json") for criterion in job.exit_criteria],
        "values_fit": fit_of(planner, job, today),
        "values_fit_by_year": {str(one.year): one.fit for one in fit_by_year(planner, job, today)},
    }


def _held_document(thing: SkillGain | Record | str) -> dict[str, Any] | str:
    if isinstance(thing, str):
        return thing
    if isinstance(thing, SkillGain):
        levels = {"from": thing.start, "to": thing.end}
        return {"record": "skill", "id": thing.skill.id, "name": thing.skill.name, **levels}
    return {"record": thing.kind, "id": thing.id, "name": thing.heading}


# --- beside the others ------------------------------------------------------------------------------


def _print_comparison(planner: Planner, beside: tuple[Compared, ...], arguments: argparse.Namespace) -> None:
    if arguments.json:
        output.json([_compared_document(one, with_pay=arguments.pay) for one in beside])
        return
    head = ["job", *OPTIONS.values(), "lasted", "fit", *(["pay"] if arguments.pay else [])]
    rows = [head]
    for one in beside:
        counts = [str(len(one.stone.held(quarter)) or "-") for quarter in OPTIONS]
        fit = f"{one.fit:.1f}" if one.fit is not None else "-"
        lasted = lasted_in_words(one.job, planner.today) or "-"
        rows.append([one.job.heading, *counts, lasted, fit, *([one.job.pay] if arguments.pay else [])])
    output.rows(rows, giving_way=0)


def _compared_document(one: Compared, *, with_pay: bool) -> dict[str, Any]:
    counts = {option: len(one.stone.held(quarter)) for quarter, option in OPTIONS.items()}
    said = {"id": one.job.id, "job": one.job.heading, "filled": one.stone.filled, **counts}
    said |= {"days": one.days, "values_fit": one.fit}
    return said | ({"pay": one.job.pay} if with_pay else {})


COMMANDS: Mapping[str | None, Command] = MappingProxyType({"stone": _stone})
"""By the name that is typed."""
