"""Being reminded of somebody later: until then the table leaves them in peace."""

from __future__ import annotations

from collections.abc import Sequence

from careertui.domain.contact import Contact
from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import quoted
from careertui.planner.planner import Planner


def remind_later(planner: Planner, people: Sequence[Contact], until: PartialDate) -> None:
    """Be reminded of these people on the first day of `until`, whatever their cadence, as one step.

    The next interaction logged with one of them ends it.
    """
    with planner.change(f"Remind later of {_said(people)}") as change:
        for person in people:
            change.put(person.revised(snoozed_until=until, snoozed_at=planner.now()))


def remind_as_ever(planner: Planner, people: Sequence[Contact]) -> None:
    """Go by the cadence of these people again, as one step."""
    with planner.change(f"Remind of {_said(people)} as ever") as change:
        for person in people:
            if person.snoozed_until is not None:
                change.put(person.revised(snoozed_until=None, snoozed_at=None))


def _said(people: Sequence[Contact]) -> str:
    return quoted(people[0].name) if len(people) == 1 else f"{len(people)} people"
