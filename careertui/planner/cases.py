"""Evidence for a promotion case: put to a criterion, or taken from it; each is one step to undo."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from careertui.domain.case import Case
from careertui.domain.record import Record
from careertui.errors import RefusedError
from careertui.planner.planner import Planner

Place = tuple[str, str]
"""A case's id, and one of its criteria."""


def show_by(planner: Planner, case_id: str, criterion: str, ids: Sequence[str]) -> None:
    """Let these records, and no others, be the evidence for a criterion.

    Raises:
        RefusedError: when the case has no such criterion any more.
    """
    case = _case_with(planner, case_id, criterion)
    with planner.change(f"Evidence for “{criterion[:40]}”") as change:
        change.put(case.shown_by(criterion, ids))


def serve_as(planner: Planner, records: Sequence[Record], chosen: Collection[Place]) -> None:
    """Let records be evidence for exactly these criteria, of all that there are.

    Raises:
        RefusedError: when one of the criteria is no longer there.
    """
    for case_id, criterion in chosen:
        _case_with(planner, case_id, criterion)
    ids = [record.id for record in records]
    named = f"“{records[0].heading[:40]}”" if len(records) == 1 else f"{len(records)} records"
    with planner.change(f"{named} as evidence") as change:
        for case in planner.all(Case):
            changed = case
            for criterion in case.criteria:
                before = case.evidence_for(criterion)
                wanted = (case.id, criterion) in chosen
                kept = [id_ for id_ in before if wanted or id_ not in ids]
                after = (*kept, *(id_ for id_ in ids if wanted and id_ not in before))
                if after != before:
                    changed = changed.shown_by(criterion, after)
            if changed is not case:
                change.put(changed)


def places_of(planner: Planner, record_id: str) -> tuple[Place, ...]:
    """The criteria that a record is evidence for."""
    return tuple(
        (case.id, criterion)
        for case in planner.all(Case)
        for criterion in case.criteria
        if record_id in case.evidence_for(criterion)
    )


def _case_with(planner: Planner, case_id: str, criterion: str) -> Case:
    case = planner.get(case_id)
    if not isinstance(case, Case) or criterion not in case.criteria:
        raise RefusedError("That criterion is not there any more.", "Undo takes the latest change back.")
    return case
