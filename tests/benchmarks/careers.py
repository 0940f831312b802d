"""Careers to measure on: the demo, and one of a size that few will ever have."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from careertui.demo import ANCHOR, sample_career
from careertui.domain.contact import Cadence, Contact, FollowUp, Interaction
from careertui.domain.goal import ColumnEntry, Goal, Step
from careertui.domain.identity import key_of_id, new_id
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.vision import Vision
from careertui.domain.win import Ask, Win
from careertui.store.documents import to_document
from careertui.store.migrations import SCHEMA
from careertui.store.snapshot import encode

PEOPLE, GOALS, CONVERSATIONS = 5_000, 2_000, 20_000
"""What the issues call a large career: 27,000 records."""
WINS, ASKS = 600, 200
"""And a long one, of somebody who wrote down what they achieved every other week."""
_NOW = datetime(ANCHOR.year, ANCHOR.month, ANCHOR.day, 9, tzinfo=UTC)
_COLUMNS = ("backlog", "next", "doing", "done")
_GIVEN = ("Ada", "Grace", "Edsger", "Barbara", "Niklaus", "Radia", "Ken", "Frances", "Leslie", "Shafi")
_FAMILY = ("Adler", "Brandt", "Castro", "Dahl", "Endo", "Fischer", "Greco", "Haddad", "Ito", "Jansen")


def write_career(path: Path, records: Iterable[Record]) -> None:
    """A file with these records, as a session leaves it when it closes."""
    tree: dict[str, dict[str, Any]] = {}
    for record in records:
        tree.setdefault(record.plural, {})[key_of_id(record.id)] = to_document(record)
    tree["careertui"] = {"1": {"schema": SCHEMA, "last_step": 0}}
    path.write_bytes(encode(tree))


def demo_career() -> list[Record]:
    """The demo's records, on the day it is written for."""
    return list(sample_career(ANCHOR))


def large_career() -> list[Record]:
    """The demo's records and, around them, people, goals, conversations, wins and asks."""
    chance = random.Random(27_000)  # noqa: S311 - the same career at every run, nothing secret
    records = demo_career()
    visions = [record.id for record in records if isinstance(record, Vision)]
    jobs = [record.id for record in records if isinstance(record, Job)]
    people = list(_people(chance, jobs))
    around = [*_goals(chance, visions), *_conversations(chance, people)]
    return [*records, *people, *around, *_wins(chance, jobs, visions), *_asks(chance, people)]


def _people(chance: random.Random, jobs: list[str]) -> Iterator[Contact]:
    for number in range(PEOPLE):
        yield Contact(
            **_kept(),
            name=f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)} {number}",
            organisation=f"Company {number % 300}",
            title="Engineer",
            relation=chance.choice(("peer", "mentor", "friend", "other")),
            cadence=Cadence(ideal=chance.choice((30, 60, 90, 180))) if number % 3 == 0 else None,
            met_on=_day(chance, 4_000),
            met_at=(chance.choice(jobs),) if number % 4 == 0 else (),
        )


def _goals(chance: random.Random, visions: list[str]) -> Iterator[Goal]:
    for number in range(GOALS):
        column = _COLUMNS[min(number % 10, 3)]
        yield Goal(
            **_kept(),
            title=f"Goal {number}: read the chapter on storage and try it",
            goal_kind=chance.choice(("learning", "project", "habit", "network")),
            column=column,
            rank=1024.0 * (number + 100),
            due=PartialDate.of(ANCHOR + timedelta(days=chance.randint(20, 900))) if number % 3 else None,
            serves=(chance.choice(visions),) if number % 2 else (),
            steps=tuple(Step(text=f"Step {step}") for step in range(number % 5)),
            history=(ColumnEntry(column=column, at=_day(chance, 700)),),
        )


def _conversations(chance: random.Random, people: list[Contact]) -> Iterator[Interaction]:
    for number in range(CONVERSATIONS):
        promised = FollowUp(on=PartialDate.of(ANCHOR + timedelta(days=number % 90)), what="send the notes")
        yield Interaction(
            **_kept(),
            on=_day(chance, 3_000),
            people=(chance.choice(people).id,),
            channel=chance.choice(("coffee", "call", "email")),
            summary=f"Conversation {number} about storage, teams and where to go next",
            follow_up=promised if number % 400 == 0 else None,
        )


def _wins(chance: random.Random, jobs: list[str], visions: list[str]) -> Iterator[Win]:
    for number in range(WINS):
        yield Win(
            **_kept(),
            on=_day(chance, 5_000),
            title=f"Win {number}: the build that nobody waits for any more",
            measure=f"-{number % 90} min" if number % 3 else "",
            impact="The team goes home on time, and the night shift sleeps.",
            job=chance.choice(jobs),
            serves=(chance.choice(visions),) if number % 4 == 0 else (),
            theme=chance.choice(("tools", "people", "speed", "")),
        )


def _asks(chance: random.Random, people: list[Contact]) -> Iterator[Ask]:
    for number in range(ASKS):
        answered = number % 20 > 0
        yield Ask(
            **_kept(),
            on=_day(chance, 5_000),
            what=f"Ask {number}: a day a week for the tools",
            of=(chance.choice(people).id,),
            answer="Yes, for two quarters." if answered else "",
        )


def _kept() -> dict[str, object]:
    return {"id": new_id(_NOW), "created": _NOW, "updated": _NOW, "version": 1}


def _day(chance: random.Random, most_ago: int) -> PartialDate:
    return PartialDate.of(date.fromordinal(ANCHOR.toordinal() - chance.randint(1, most_ago)))
