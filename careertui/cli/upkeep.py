"""The commands that look after the career as a whole: undo, redo, restore, where, doctor."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from careertui.cli import diagnostics, output
from careertui.cli.diagnostics import DONE, REFUSED
from careertui.cli.session import Command, Session
from careertui.domain.quoting import short
from careertui.errors import RefusedError
from careertui.paths import config_file, state_folder


def _undo(session: Session, _arguments: argparse.Namespace) -> int:
    with session.planner() as planner:
        output.line(f"Undone: {planner.undo()}")
    return DONE


def _redo(session: Session, _arguments: argparse.Namespace) -> int:
    with session.planner() as planner:
        output.line(f"Redone: {planner.redo()}")
    return DONE


def _restore(session: Session, arguments: argparse.Namespace) -> int:
    from careertui.open import restore_store

    try:
        day = date.fromisoformat(arguments.day) if arguments.day else None
    except ValueError:
        raise RefusedError(f"{short(arguments.day)!r} is not a day.", "Write it as in 2026-11-21.") from None
    output.line(restore_store(session.path, day, session.clock, ask=session.ask))
    return DONE


def _where(session: Session, arguments: argparse.Namespace) -> int:
    from careertui.open import is_locked

    store = session.path.resolve()
    places = {
        "store": store,
        "journal": store.with_suffix(".journal"),
        "backups": store.with_name(f"{store.stem}-backups"),
        "config": config_file(),
        "state": state_folder(),
    }
    named, locked = {name: str(path) for name, path in places.items()}, is_locked(store)
    if arguments.json:
        output.json({**named, "locked": locked})
    else:
        output.rows([*named.items(), ("locked", "yes" if locked else "no")])
    return DONE


def _doctor(session: Session, arguments: argparse.Namespace) -> int:
    with session.planner() as planner:
        problems, notes = planner.problems(), planner.notes
        count = sum(1 for _ in planner.everything())
    if arguments.json:
        found = [{"table": bad.table, "key": bad.key, "why": bad.why} for bad in problems]
        output.json({"records": count, "problems": found, "notes": notes})
    else:
        output.rows([(bad.table, bad.key, bad.why) for bad in problems], giving_way=2)
    if problems:
        diagnostics.say(
            f"{len(problems)} found, left in the file as they are, and left out of the career; "
            f"{count} records are well."
        )
    else:
        diagnostics.say(f"All {count} records are well.")
    return REFUSED if problems else DONE


COMMANDS: Mapping[str | None, Command] = MappingProxyType(
    {"undo": _undo, "redo": _redo, "restore": _restore, "where": _where, "doctor": _doctor}
)
"""By the name that is typed."""
