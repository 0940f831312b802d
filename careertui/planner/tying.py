"""Tying what is adrift: one link between two records, as one step to undo."""

from __future__ import annotations

from careertui.domain.contact import Contact
from careertui.domain.goal import Goal
from careertui.domain.job import Job
from careertui.domain.quoting import quoted
from careertui.domain.record import Record
from careertui.domain.skill import Skill
from careertui.domain.vision import Vision
from careertui.errors import RefusedError
from careertui.planner.planner import Planner

_SHOWN = 40
"""Letters of a heading in a step's label."""


def tie(planner: Planner, loose: Record, to: Record) -> str:
    """Tie a record that is adrift to another, which is kept with it if it is new; returns the step's label.

    Raises:
        RefusedError: when the two have no link that ties them.
    """
    match loose, to:
        case Goal(), Vision():
            changed: Record = loose.revised(serves=_with(loose.serves, to))
        case Vision(), Goal():
            changed = to.revised(serves=_with(to.serves, loose))
        case Skill(), Goal():
            changed = to.revised(builds=_with(to.builds, loose))
        case Contact(), Job():
            changed = loose.revised(met_at=_with(loose.met_at, to))
        case _:
            raise RefusedError(f"A {loose.kind} is not tied to a {to.kind}.")
    label = f"Tie {quoted(loose.heading, _SHOWN)} to {quoted(to.heading, _SHOWN)}"
    with planner.change(label) as change:
        if planner.get(to.id) is None and changed.id != to.id:
            change.put(to)
        change.put(changed)
    return label


def _with(ids: tuple[str, ...], record: Record) -> tuple[str, ...]:
    return ids if record.id in ids else (*ids, record.id)
