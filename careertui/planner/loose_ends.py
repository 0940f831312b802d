"""Links that would point at nothing: what points at a record, and what undo must not leave behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from careertui.domain.fields import FieldSpec, all_fields, link_ids, linking_fields
from careertui.domain.kinds import STORED
from careertui.domain.quoting import quoted
from careertui.domain.record import Record
from careertui.errors import CareerError
from careertui.store.store import Store

_SHOWN = 60
"""Characters of a record's heading in a sentence."""


class LooseEndError(CareerError):
    """Undoing or redoing a step would leave a link that points at nothing."""


def pointing_at(store: Store, record: Record) -> Iterator[tuple[Record, FieldSpec]]:
    """The records that point at one, each with the field; only kinds that may are looked through."""
    for kind in STORED:
        for spec in linking_fields(kind):
            if record.kind in targets_of(spec):
                for other in store.naming(kind, spec.key, record.id):
                    if other.id != record.id:
                        yield other, spec


def targets_of(spec: FieldSpec) -> tuple[str, ...]:
    """The kinds that a field may point at, itself or in its parts."""
    return spec.targets or tuple(kind for part in spec.parts for kind in part.targets)


def refuse_loose_ends(store: Store, after: Mapping[str, Record | None]) -> None:
    """Hold what a reverted step would leave against the links there are.

    A link that points at nothing already, since another program took its record away, bars nothing.

    Args:
        store: as it is before, under its lock.
        after: the records of the step as they would be, by id; None for one that would be gone.

    Raises:
        LooseEndError: when a link would point at nothing.
    """
    for id_, record in after.items():
        if record is not None:
            _refuse_lost_targets(store, record, after)
        elif (gone := store.get(id_)) is not None:
            _refuse_pointers(store, gone, after)


def _refuse_pointers(store: Store, gone: Record, after: Mapping[str, Record | None]) -> None:
    for other, spec in pointing_at(store, gone):
        if other.id not in after:
            raise LooseEndError(
                f"{quoted(other.heading, _SHOWN)} points at {quoted(gone.heading, _SHOWN)} ({spec.label})",
                f"Take it out of {quoted(other.heading, _SHOWN)} first.",
            )


def _refuse_lost_targets(store: Store, record: Record, after: Mapping[str, Record | None]) -> None:
    now = store.get(record.id)
    had = link_ids(now) if now is not None else {}
    labels = {spec.name: spec.label for spec in all_fields(type(record))}
    for name, ids in link_ids(record).items():
        for id_ in sorted(ids):
            is_gone = after[id_] is None if id_ in after else store.get(id_) is None
            if is_gone and (id_ in after or id_ not in had.get(name, ())):
                raise LooseEndError(
                    f"{quoted(record.heading, _SHOWN)} would point at a record that is gone ({labels[name]})",
                    "Bring that one back first, with undo in the session that deleted it.",
                )
