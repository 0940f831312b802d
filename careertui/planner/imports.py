"""Importing: what a file would change, and then doing it as one step.

An entry of a file is known again by its importer and key, so that importing the same file twice changes
nothing. The digest kept with an imported record is of the record as it was stored. It tells two things
apart: whether the file's entry has changed since, and whether the person has edited the record since. Where
both have, the person's text stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from careertui.domain.contact import Contact
from careertui.domain.fields import FieldSpec, Shape, all_fields, linking_fields
from careertui.domain.identity import new_id
from careertui.domain.record import Frozen, Record, Source
from careertui.domain.skill import Skill
from careertui.planner.planner import Planner

if TYPE_CHECKING:  # exchange stands beside the planner: its words are known here, its code is not loaded
    from careertui.exchange.draft import Draft, Problem

F = TypeVar("F", bound=Frozen)
_KNOWN_BY_NAME: tuple[type[Record], ...] = (Skill, Contact)
"""The kinds that a file names rather than owns: a skill of the person's own is the same skill in a CV."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What importing a draft would do.

    `new` and `updated` are as they would be put; the other records are the career's own.

    Attributes:
        new: records of entries not seen before.
        updated: records whose entry has changed, and which the person has not edited.
        unchanged: records whose entry says what it said, and records the person has archived.
        kept: records whose entry has changed, and which the person has edited: theirs stays.
        matched: the person's own skills and contacts that an entry names; links go to them.
        problems: what was not good in the file.
    """

    new: tuple[Record, ...] = ()
    updated: tuple[Record, ...] = ()
    unchanged: tuple[Record, ...] = ()
    kept: tuple[Record, ...] = ()
    matched: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()


def plan_import(planner: Planner, draft: Draft) -> ImportPlan:
    """What importing the draft would do to the career; changes nothing."""
    known = _Known(planner, draft)
    now = planner.now()
    ids = {record.id: stored.id for record in draft.records if (stored := known.for_entry(record))}
    ids |= {record.id: new_id(now) for record in draft.records if record.id not in ids}
    sorting = _Sorting()
    for record in draft.records:
        by_key = known.by_key(record)
        incoming = with_links(record, ids).model_copy(update={"id": ids[record.id]})
        if by_key is not None:
            sorting.compare(by_key, incoming)
        elif stored := known.by_name(record):
            sorting.matched.append(stored)
        else:
            sorting.new.append(_signed(incoming.model_copy(update={"version": 0})))
    return ImportPlan(
        new=tuple(sorting.new),
        updated=tuple(sorting.updated),
        unchanged=tuple(sorting.unchanged),
        kept=tuple(sorting.kept),
        matched=tuple(sorting.matched),
        problems=draft.problems,
    )


def apply_import(planner: Planner, plan: ImportPlan, label: str) -> bool:
    """Keep what is new and updated as one step; returns False, and writes nothing, when there is neither.

    Raises:
        InvalidRecordError: when a record of the draft breaks a rule; nothing is kept.
        ConflictError: when another session has changed one of the records since the plan was made.
        StoreError: when the disk refuses.
    """
    if not plan.new and not plan.updated:
        return False
    with planner.change(label) as change:
        for record in (*plan.new, *plan.updated):
            change.put(record)
    return True


# --- which records the career has already -----------------------------------------------------------


class _Entry(NamedTuple):
    kind: str
    importer: str
    key: str


class _Name(NamedTuple):
    kind: str
    name: str


class _Known:
    """The career's records, by the entry they came from and by name."""

    def __init__(self, planner: Planner, draft: Draft) -> None:
        everything = tuple(planner.everything())
        self._by_entry = {entry: record for record in everything if (entry := _entry_of(record))}
        # A record that another entry of this file is known by cannot be what this entry names as well.
        claimed = {entry for record in draft.records if (entry := _entry_of(record))}
        self._by_name = _unambiguous(record for record in everything if _entry_of(record) not in claimed)
        self._named_once = _unambiguous(draft.records).keys()

    def by_key(self, record: Record) -> Record | None:
        """The record made from the same entry earlier."""
        entry = _entry_of(record)
        return self._by_entry.get(entry) if entry else None

    def by_name(self, record: Record) -> Record | None:
        """The one record of the person's that this one names; two of a name in the file name nobody."""
        name = _name_of(record)
        return self._by_name.get(name) if name in self._named_once and name else None

    def for_entry(self, record: Record) -> Record | None:
        """The record that stands for this one in the career."""
        return self.by_key(record) or self.by_name(record)


def _entry_of(record: Record) -> _Entry | None:
    source = record.source
    return _Entry(record.kind, source.importer, source.key) if source else None


def _name_of(record: Record) -> _Name | None:
    return _Name(record.kind, record.heading.casefold()) if isinstance(record, _KNOWN_BY_NAME) else None


def _unambiguous(records: Iterable[Record]) -> dict[_Name, Record]:
    """Records by name, where a name says which; an archived one gives way to one that is not."""
    named = [(name, record) for record in records if (name := _name_of(record))]
    living = Counter(name for name, record in named if record.archived is None)
    stored = Counter(name for name, _ in named)
    return {
        name: record
        for name, record in named
        if (living[name] == 1 and record.archived is None) or (not living[name] and stored[name] == 1)
    }


# --- what has changed -------------------------------------------------------------------------------


@dataclass(slots=True)
class _Sorting:
    """The records of a draft, each put where it belongs."""

    new: list[Record] = field(default_factory=list)
    updated: list[Record] = field(default_factory=list)
    unchanged: list[Record] = field(default_factory=list)
    kept: list[Record] = field(default_factory=list)
    matched: list[Record] = field(default_factory=list)

    def compare(self, stored: Record, incoming: Record) -> None:
        """Put a record that was imported before where the file and the person have left it."""
        digest = stored.source.digest if stored.source else ""
        if stored.archived is not None or _digest(incoming) == digest:
            self.unchanged.append(stored)
        elif _digest(stored) == digest:
            self.updated.append(_signed(_over(stored, incoming)))
        else:
            self.kept.append(stored)


def _over(stored: Record, incoming: Record) -> Record:
    """The stored record saying what the file says now; what the file does not know, such as rank, stays."""
    known = {name for name, blank in _blank(type(stored)).items() if getattr(incoming, name) != blank}
    kept = {name: getattr(stored, name) for name in _kept_by_rules(type(stored)) if name not in known}
    extra = {**(stored.model_extra or {}), **(incoming.model_extra or {})}
    return incoming.model_copy(update={**extra, **kept, "source": incoming.source})


def _signed(record: Record) -> Record:
    """The record with the digest of what it says, by which the next import will know it."""
    source = record.source or Source(importer="unknown", key=record.id)
    return record.model_copy(update={"source": source.model_copy(update={"digest": _digest(record)})})


def _digest(record: Record) -> str:
    """A digest of what a person or a file can say of the record.

    What the record's own rules add when it is kept, such as the day a goal entered its column, is left out:
    it is not an edit, and the file does not know it.
    """
    blank = _blank(type(record))
    return (record.model_copy(update=blank) if blank else record).content_digest()


@cache
def _kept_by_rules(kind: type[Record]) -> tuple[str, ...]:
    return tuple(spec.name for spec in all_fields(kind) if not spec.shown.by_hand)


@cache
def _blank(kind: type[Record]) -> dict[str, Any]:
    """The fields that the rules of this kind keep, beyond those every record has, at their defaults."""
    own = set(_kept_by_rules(kind)) - set(Record.model_fields)
    return {spec.name: spec.default for spec in all_fields(kind) if spec.name in own}


# --- links ------------------------------------------------------------------------------------------


def with_links(record: F, ids: Mapping[str, str]) -> F:
    """The record, or the value inside one, with each id it points at replaced where `ids` has another."""
    changes = {
        spec.name: _relinked(spec, value, ids)
        for spec in linking_fields(type(record))
        if (value := getattr(record, spec.name))
    }
    return record.model_copy(update=changes) if changes else record


def _relinked(spec: FieldSpec, value: Any, ids: Mapping[str, str]) -> Any:
    if spec.shape is Shape.LINK:
        return ids.get(value, value)
    if spec.shape is Shape.LINKS:
        return tuple(dict.fromkeys(ids.get(id_, id_) for id_ in value))
    if spec.shape is Shape.PAIRS:
        return {ids.get(id_, id_): said for id_, said in value.items()}
    if spec.shape is Shape.ITEM:
        return with_links(value, ids)
    return tuple(with_links(item, ids) for item in value)
