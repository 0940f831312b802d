"""Follow-ups: what was promised comes back until it is done or let go.

A follow-up is part of the record it came out of: an interaction, or something that was asked for.
Each verb here is one step to undo.
"""

from __future__ import annotations

from careertui.domain.contact import Channel, Contact, FollowUp, Interaction
from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import quoted
from careertui.domain.record import Record
from careertui.domain.staying_in_touch import is_open
from careertui.domain.win import Ask
from careertui.errors import RefusedError
from careertui.planner.planner import Change, Planner

Promising = Interaction | Ask
"""A record that can hold a follow-up."""


def complete(planner: Planner, record_id: str, log: str = "", channel: Channel = "message") -> None:
    """Keep a follow-up as done today.

    Args:
        planner: where it is.
        record_id: the interaction, or the ask, that it came out of.
        log: what happened, in a line. It becomes an interaction of today with the same people, so that it
            counts as being in touch; of an ask that names nobody it is kept in the notes.
        channel: how it happened.

    Raises:
        RefusedError: when the record has no open follow-up.
    """
    record, follow_up = _open_one(planner, record_id)
    today = PartialDate.of(planner.today)
    with planner.change(f"Done: {_said(record, follow_up)}") as change:
        kept = _with(record, follow_up.revised(done_on=today))
        people = _people(planner, record)
        if log.strip() and people:
            change.put(Interaction(on=today, people=people, channel=channel, summary=log))
            change.put(kept)
        else:
            _put_noted(change, kept, log, today)


def postpone(planner: Planner, record_id: str, until: PartialDate, why: str = "") -> None:
    """Have a follow-up come back later; `why` is kept in the notes.

    Raises:
        RefusedError: when the record has no open follow-up.
    """
    record, follow_up = _open_one(planner, record_id)
    with planner.change(f"Later: {_said(record, follow_up)}") as change:
        _put_noted(change, _with(record, follow_up.revised(on=until)), why, PartialDate.of(planner.today))


def let_go(planner: Planner, record_id: str, why: str = "") -> None:
    """Let a follow-up go without doing it; `why` is kept in the notes.

    Raises:
        RefusedError: when the record has no open follow-up.
    """
    record, follow_up = _open_one(planner, record_id)
    today = PartialDate.of(planner.today)
    with planner.change(f"Let go: {_said(record, follow_up)}") as change:
        _put_noted(change, _with(record, follow_up.revised(let_go_on=today)), why, today)


def follow_up_of(record: Record | None) -> FollowUp | None:
    """What a record promises, kept or not; None when it promises nothing."""
    return record.follow_up if isinstance(record, Promising) else None


def _open_one(planner: Planner, record_id: str) -> tuple[Promising, FollowUp]:
    record = planner.get(record_id)
    follow_up = follow_up_of(record)
    if not isinstance(record, Promising) or follow_up is None or not is_open(follow_up, planner.today):
        raise RefusedError("There is no open follow-up there any more.", "Undo takes the latest change back.")
    return record, follow_up


def _with(record: Promising, follow_up: FollowUp) -> Promising:
    return record.revised(follow_up=follow_up)


def _people(planner: Planner, record: Promising) -> tuple[str, ...]:
    """Whom it was promised to, as far as they are still there."""
    ids = record.people if isinstance(record, Interaction) else record.of
    return tuple(id_ for id_ in ids if isinstance(planner.get(id_), Contact))


def _put_noted(change: Change, record: Promising, text: str, today: PartialDate) -> None:
    """Keep the record, with a dated line at the end of its notes where there is something to say."""
    if text.strip():
        notes = f"{record.notes}\n\n" if record.notes.strip() else ""
        record = record.revised(notes=f"{notes}{today.words}: {' '.join(text.split())}")
    change.put(record)


def _said(record: Promising, follow_up: FollowUp) -> str:
    return quoted(follow_up.what or record.heading)
