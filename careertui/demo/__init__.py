"""The sample career: fifteen years of somebody who does not exist, for trying careertui out.

It is fiction, and `DISCLAIMER` says so to whoever opens it. The story: a shop, a helpdesk, evenings at
college, support at a savings bank, half a year at home, and then code; today a senior engineer who wants
to make tools that people love, and is about to ask for the role that would let them.

The TOML files beside this module hold it the way a person would type it. A table is named for its kind of
record, its keys are those of the kind's fields, and a value is what the edit form accepts for that field
(see `careertui.domain.fields`); an array stands for several lines. Two keys are not fields: `key` names an
entry, so that others can point at it, and `made` is the day it was written down, where its own dates do
not tell. Many short entries may share a header: `columns` names the fields, and each of `rows` has their
values.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from importlib.resources import files
from typing import Any

from careertui.domain.career import Records
from careertui.domain.fields import all_fields, from_text
from careertui.domain.identity import id_of_number
from careertui.domain.kinds import kind_named, make
from careertui.domain.looking_back import look_back, snapshot
from careertui.domain.partial_date import PartialDate
from careertui.domain.periods import span_of, span_of_review
from careertui.domain.record import Record
from careertui.domain.review import Review
from careertui.domain.vision import Vision

ANCHOR = date(2026, 11, 22)
"""The day the files are written for: opened on it, their dates stand as they are."""

BEGAN = date(2023, 11, 18)
"""The day this person began to plan: whatever is older was written down then, from memory."""

DISCLAIMER = "This is a sample career: the person, the people and the firms in it are invented."
"""One sentence to show wherever the sample is opened."""

_FILES = (
    "visions.toml",
    "skills.toml",
    "jobs.toml",
    "futures.toml",
    "goals.toml",
    "people.toml",
    "interactions.toml",
    "challenges.toml",
    "record.toml",
    "reviews.toml",
)
_MADE = ("made", "on", "met_on", "started")
"""The keys that tell when an entry was written down; the first one present counts."""


def sample_career(today: date) -> tuple[Record, ...]:
    """The sample career as it would look today, oldest record first.

    Every date moves by the distance from `ANCHOR` to today, so there is always a conversation from this
    week and a promise for the next one. The ids stay the same whatever the day.

    Raises:
        InvalidRecordError: when an entry breaks a rule of its kind.
        ValueError: when an entry points at a key that no entry of the right kind has.
    """
    entries = tuple(_entries())
    ids = {(entry.kind.kind, entry.key): entry.id for entry in entries}
    shift = _Shift.to(today)
    records = [_record(entry, ids, shift, today) for entry in entries]
    return tuple(sorted(_with_snapshots(records), key=lambda record: record.id))


# --- reading ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Entry:
    """One record as the files have it, links by key and dates for the anchor day."""

    kind: type[Record]
    place: int
    written: Mapping[str, Any]

    @property
    def key(self) -> str:
        """What other entries call it; its place in the file where none has to."""
        return str(self.written.get("key", self.place))

    @cached_property
    def made(self) -> datetime:
        """When it was written down: entries of one day follow each other a second apart."""
        told = next((str(self.written[key]) for key in _MADE if key in self.written), None)
        day = max(BEGAN, PartialDate.parse(told).first) if told else BEGAN
        return _morning(day, self.place)

    @cached_property
    def id(self) -> str:
        """A ULID of the moment it was made, with a digest of its key where chance would be."""
        digest = hashlib.sha256(f"{self.kind.kind}/{self.key}".encode()).digest()
        milliseconds = int(self.made.timestamp() * 1000)
        return id_of_number((milliseconds << 80) | int.from_bytes(digest[:10], "big"))


def _entries() -> Iterator[_Entry]:
    """Every entry of every file, in the order they stand there."""
    folder = files(__name__)
    for name in _FILES:
        tables = tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))
        for plural, table in tables.items():
            kind = kind_named(plural)
            for place, written in enumerate(_rows(table) if isinstance(table, dict) else table):
                yield _Entry(kind, place, written)


def _rows(table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The entries of a table with one header; an empty cell says nothing."""
    for row in table["rows"]:
        yield {column: cell for column, cell in zip(table["columns"], row, strict=False) if cell}


# --- making records ---------------------------------------------------------------------------------


def _record(entry: _Entry, ids: Mapping[tuple[str, str], str], shift: _Shift, today: date) -> Record:
    """The record an entry describes, as of today."""

    def find(key: str, kinds: tuple[str, ...]) -> str:
        for kind in kinds:
            if (kind, key) in ids:
                return ids[kind, key]
        raise ValueError(
            f"The {entry.kind.kind} {entry.key!r} points at {key!r}, which is no {' or '.join(kinds)}."
        )

    data = {
        spec.name: shift.moved(from_text(spec, _lines(entry.written[spec.key]), find))
        for spec in all_fields(entry.kind)
        if spec.key in entry.written
    }
    data |= _derived(entry, data, shift)
    created = _morning(shift.moved(PartialDate.of(entry.made.date())).first, entry.place)
    past = [day for day in _days_in(data) if day <= today]
    updated = max(created, _morning(max(past), entry.place)) if past else created
    return make(entry.kind, {**data, "id": entry.id, "created": created, "updated": updated, "version": 1})


def _with_snapshots(records: Sequence[Record]) -> Iterator[Record]:
    """The same records, each review with what they said on the day it was held."""
    career = Records(records)
    for record in records:
        if isinstance(record, Review):
            day = record.created.date()
            told = look_back(career, span_of_review(record), day)
            yield record.revised(said=snapshot(career, told, day))
        else:
            yield record


def _derived(entry: _Entry, data: Mapping[str, Any], shift: _Shift) -> dict[str, Any]:
    """The fields that no text of the form holds, and those that are more than a date moved."""
    changes: dict[str, Any] = {}
    if "rank" in entry.kind.model_fields:
        changes["rank"] = float(entry.place + 1)
    if entry.kind is Vision:
        changes["target_year"] = shift.moved(PartialDate(data["target_year"])).year
    if entry.kind is Review:
        changes["of"] = span_of(data["period"], data["of"].first).of
    return changes


def _lines(value: Any) -> str:
    """A TOML value as text, the several values of an array one a line."""
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _morning(day: date, place: int) -> datetime:
    """A moment early on a day, so that what was written that day is never later than now."""
    return datetime.combine(day, time(0), UTC) + timedelta(seconds=place)


# --- moving dates -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shift:
    """How far dates move.

    Whole months come first. A date that names its day then moves by the days that are left, so that the
    anchor's own day lands on today: on the first of a month, last week must not become next week.
    """

    months: int
    days: int

    @classmethod
    def to(cls, today: date) -> _Shift:
        """The shift that brings the anchor day to today."""
        months = (today.year - ANCHOR.year) * 12 + today.month - ANCHOR.month
        return cls(months, today.day - ANCHOR.day)

    def moved(self, value: Any) -> Any:
        """A field's value with every date in it moved, at the precision it was written in."""
        if not (self.months or self.days):
            return value
        if isinstance(value, PartialDate):
            return value.shifted(months=self.months, days=self.days if value.day else 0)
        if isinstance(value, dict):
            return {key: self.moved(part) for key, part in value.items()}
        return tuple(self.moved(part) for part in value) if isinstance(value, tuple) else value


def _days_in(value: Any) -> Iterator[date]:
    """The first day of every date in a value."""
    if isinstance(value, PartialDate):
        yield value.first
    elif isinstance(value, dict | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _days_in(part)
