"""Evidence for a promotion case: put to a criterion, or taken from it; each is one step to undo."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from careertui.domain.case import Case
from careertui.domain.quoting import quoted
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
    with planner.change(f"Evidence for {quoted(criterion)}") as change:
        change.put(case.shown_by(criterion, ids))


def attach(
    planner: Planner, records: Sequence[Record], to: Collection[Place], no_more: Collection[Place] = ()
) -> None:
    """Let records be evidence for these criteria too, and for some others no more; the rest stays as it is.

    Raises:
        RefusedError: when one of the criteria is no longer there.
    """
    changed: dict[str, Case] = {}
    ids = [record.id for record in records]
    for case_id, criterion in (*to, *no_more):
        case = changed.get(case_id) or _case_with(planner, case_id, criterion)
        before = case.evidence_for(criterion)
        if (case_id, criterion) in to:
            after = (*before, *(id_ for id_ in ids if id_ not in before))
        else:
            after = tuple(id_ for id_ in before if id_ not in ids)
        changed[case_id] = case.shown_by(criterion, after)
    with planner.change(f"{_named(records)} as evidence") as change:
        for case in changed.values():
            change.put(case)


def move_criterion(planner: Planner, case_id: str, number: int, step: int) -> int:
    """Move a criterion of a case by so many places; returns where it stands then."""
    case = planner.get(case_id)
    if not isinstance(case, Case) or not 0 <= number < len(case.criteria):
        raise RefusedError("That criterion is not there any more.", "Undo takes the latest change back.")
    to = min(max(number + step, 0), len(case.criteria) - 1)
    if to != number:
        order = list(case.criteria)
        order.insert(to, order.pop(number))
        with planner.change(f"Move {quoted(case.criteria[number])}") as change:
            change.put(case.revised(criteria=tuple(order)))
    return to


def places_of(planner: Planner, record_id: str) -> tuple[Place, ...]:
    """The criteria that a record is evidence for."""
    return tuple(
        (case.id, criterion)
        for case in planner.all(Case)
        for criterion in case.criteria
        if record_id in case.evidence_for(criterion)
    )


def _named(records: Sequence[Record]) -> str:
    return quoted(records[0].heading) if len(records) == 1 else f"{len(records)} records"


def _case_with(planner: Planner, case_id: str, criterion: str) -> Case:
    case = planner.get(case_id)
    if not isinstance(case, Case) or criterion not in case.criteria:
        raise RefusedError("That criterion is not there any more.", "Undo takes the latest change back.")
    return case
