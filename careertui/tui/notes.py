"""The notes of a record in the person's own editor, as one step that can be undone."""

from __future__ import annotations

from careertui.domain.quoting import quoted
from careertui.domain.record import Record
from careertui.planner.planner import ConflictError, Planner
from careertui.tui.commands import key_of
from careertui.tui.external_editor import Edited, edited
from careertui.tui.screens.base import CareerScreen


def edit_notes(screen: CareerScreen, planner: Planner, record: Record) -> None:
    """Open a record's notes in an editor, and keep what it leaves where that differs.

    Args:
        screen: from where; it says what happened, and asks where another session was faster.
        planner: where the record is kept.
        record: whose notes.

    Raises:
        CareerError: when there is no editor, or the disk refuses; what was written is not lost.
    """
    named = quoted(record.heading)
    outcome = edited(screen.app, planner.drafts.for_editor(f"notes-{record.id}", record.notes))
    if outcome.text is None:
        outcome.let_go()
        screen.say(outcome.remark or f"The notes of {named} are as they were.")
        return
    changed = record.revised(notes=outcome.text)
    try:
        with planner.change(f"Edit notes of {named}") as change:
            change.put(changed)
    except ConflictError as conflict:
        _resolve(screen, planner, conflict, outcome)
        return
    outcome.let_go()
    screen.say(
        f"Notes of {named} kept. {outcome.remark}".rstrip(), "warning" if outcome.remark else "information"
    )


def _resolve(screen: CareerScreen, planner: Planner, conflict: ConflictError, outcome: Edited) -> None:
    """Another session changed the record while the editor was open: show both texts."""
    from careertui.tui.dialogs.conflict import ConflictDialog, keep_mine

    def decided(choice: str | None) -> None:
        if choice is None:
            screen.say(
                f"Nothing was changed; {key_of(screen.app, 'record.notes')} opens your text again.", "warning"
            )
            return
        with screen.telling_errors():
            if choice == "mine":
                keep_mine(planner, conflict)
            outcome.let_go()

    screen.app.push_screen(
        ConflictDialog(conflict.mine, conflict.theirs, lambda id_: _name(planner, id_)), decided
    )


def _name(planner: Planner, id_: str) -> str:
    record = planner.get(id_)
    return record.heading if record is not None else id_
