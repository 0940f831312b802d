"""The commands that put a passphrase on the career, change it, and take it off again."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from types import MappingProxyType

from careertui.cli import diagnostics
from careertui.cli.diagnostics import DONE
from careertui.cli.session import Command, Session
from careertui.errors import RefusedError
from careertui.open import is_locked, lock_store, unlock_store

_WARNING = (
    "Nobody can open the career without this passphrase, and nothing brings it back: "
    "write it down somewhere safe."
)


def _lock(session: Session, arguments: argparse.Namespace) -> int:
    path = session.path.resolve()
    was_locked = is_locked(path)
    if was_locked and not arguments.change:
        raise RefusedError(
            f"{path} is locked already.",
            "`careertui lock --change` changes its passphrase, `careertui unlock` takes it off.",
        )
    if arguments.change and not was_locked:
        raise RefusedError(f"{path} is not locked.", "`careertui lock` locks it.")

    def new() -> bytes:
        diagnostics.say(_WARNING)
        return session.passphrases.new()

    notes = lock_store(path, new, session.clock, ask=session.ask)
    _tell(notes)
    diagnostics.say(
        "The passphrase is changed; the earlier one opens nothing here any more."
        if was_locked
        else "The career is locked, with its journal, backups and drafts. "
        "Copies made elsewhere, and what was exported, are as they were."
    )
    return DONE


def _unlock(session: Session, _arguments: argparse.Namespace) -> int:
    path = session.path.resolve()
    if not is_locked(path):
        raise RefusedError(f"{path} is not locked.", "`careertui lock` locks it.")
    _tell(unlock_store(path, session.clock, ask=session.ask))
    diagnostics.say("The career is not locked any more, and neither are its journal, backups and drafts.")
    return DONE


def _tell(notes: tuple[str, ...]) -> None:
    for note in notes:
        diagnostics.say(f"Note: {note}")


COMMANDS: Mapping[str | None, Command] = MappingProxyType({"lock": _lock, "unlock": _unlock})
"""By the name that is typed."""
