"""The commands on records: list, show, add, edit, archive, unarchive."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from careertui.cli import describe, diagnostics, output
from careertui.cli.diagnostics import DONE
from careertui.cli.parser import WrongUsageError, option_of, typed_fields
from careertui.cli.session import Command, Session
from careertui.cli.values import read_fields, with_today
from careertui.domain.fields import fields_of
from careertui.domain.kinds import make
from careertui.domain.quoting import quoted
from careertui.domain.record import Record
from careertui.planner.planner import Planner

if TYPE_CHECKING:  # a list without a filter starts without them
    from careertui.domain.filters import Filtered

SHOWN_OF_HEADING = 60
"""Letters of a heading that a step's label repeats."""


def _list(session: Session, arguments: argparse.Namespace) -> int:
    kind: type[Record] = arguments.kind
    with session.planner() as planner:
        living = () if arguments.archived else planner.all(kind)
        away = planner.archived(kind) if arguments.all or arguments.archived else ()
        found = [record for record in (*living, *away) if describe.mentions(record, arguments.words)]
        nothing = _nothing_found(kind, arguments)
        if arguments.filter is not None:
            filtered = _filtered(planner, kind, found, arguments.filter)
            found, nothing = list(filtered), f"{filtered.description}: {filtered.count}."
        if arguments.json:
            output.json([describe.document(record) for record in found])
        elif not found:
            diagnostics.say(nothing)
        else:
            output.rows(_list_rows(planner, kind, found))
    return DONE


def _filtered(planner: Planner, kind: type[Record], records: Sequence[Record], line: str) -> Filtered[Record]:
    """The records that pass a filter; one that is not understood is refused, as a script would want."""
    from careertui.domain.filters import Filter

    wanted = Filter.parse(line, (kind,), today=planner.today)
    if wanted.problems:
        raise WrongUsageError(
            f"--filter: {'; '.join(wanted.problems)}.", "usage: careertui list KIND --filter FILTER"
        )
    return planner.search.narrow(records, wanted, planner.today)


def _list_rows(planner: Planner, kind: type[Record], found: Sequence[Record]) -> list[tuple[str, ...]]:
    """A row for each record. On a terminal its id is as short as can be typed; a program gets all of it."""
    every = (*planner.all(kind), *planner.archived(kind))
    ids = {} if output.terminal_width() is None else describe.id_prefixes(every)
    return [
        (
            ids.get(record.id, record.id),
            *describe.row(planner, record),
            f"archived {record.archived.date().isoformat()}" if record.archived else "",
        )
        for record in found
    ]


def _nothing_found(kind: type[Record], arguments: argparse.Namespace) -> str:
    if arguments.words:
        return f"No {kind.kind} mentions {' and '.join(arguments.words)}."
    if arguments.archived:
        return f"No {kind.kind} is archived."
    return f"No {kind.plural} yet. `careertui add {kind.kind} --help` shows how to keep one."


def _show(session: Session, arguments: argparse.Namespace) -> int:
    with session.planner() as planner:
        record = planner.find(arguments.kind, arguments.id)
        if arguments.json:
            output.json(describe.document(record))
        else:
            output.details(describe.details(planner, record))
    return DONE


def _add(session: Session, arguments: argparse.Namespace) -> int:
    kind: type[Record] = arguments.kind
    with session.planner() as planner:
        values = read_fields(planner, kind, typed_fields(arguments))
        record = make(kind, with_today(kind, values, planner.today))
        with planner.change(_label("Add", record)) as change:
            kept = change.put(record)
        _print_kept(planner, kept.id, arguments)
    return DONE


def _edit(session: Session, arguments: argparse.Namespace) -> int:
    typed = typed_fields(arguments)
    if not typed:
        raise WrongUsageError(
            f"Nothing to change: name a field, such as {_first_option(arguments.kind)}.",
            f"usage: careertui edit {arguments.kind.kind} ID --FIELD VALUE ...",
        )
    with session.planner() as planner:
        record = planner.find(arguments.kind, arguments.id)
        values = read_fields(planner, type(record), typed)
        changed = make(type(record), {**dict(record), **(record.model_extra or {}), **values})
        if changed == record:
            diagnostics.say(f"“{record.heading}” says that already.")
        else:
            with planner.change(_label("Edit", record)) as change:
                change.put(changed)
        _print_kept(planner, record.id, arguments)
    return DONE


def _first_option(kind: type[Record]) -> str:
    return option_of(fields_of(kind)[0])


def _archive(session: Session, arguments: argparse.Namespace) -> int:
    with session.planner() as planner:
        record = planner.find(arguments.kind, arguments.id)
        if record.archived is not None:
            diagnostics.say(f"“{record.heading}” is archived already.")
        else:
            with planner.change(_label("Archive", record)) as change:
                change.archive(record)
        _print_kept(planner, record.id, arguments)
    return DONE


def _unarchive(session: Session, arguments: argparse.Namespace) -> int:
    with session.planner() as planner:
        record = planner.find(arguments.kind, arguments.id)
        if record.archived is None:
            diagnostics.say(f"“{record.heading}” is not archived.")
        else:
            with planner.change(_label("Bring back", record)) as change:
                change.restore(record)
        _print_kept(planner, record.id, arguments)
    return DONE


def _label(verb: str, record: Record) -> str:
    """What undo calls it."""
    return f"{verb} {record.kind} {quoted(record.heading, SHOWN_OF_HEADING)}"


def _print_kept(planner: Planner, id_: str, arguments: argparse.Namespace) -> None:
    record = planner.get(id_)
    if record is None:
        return  # another session took it away in the meantime
    if arguments.json:
        output.json(describe.document(record))
    else:
        output.rows([(record.id, record.heading)])


COMMANDS: Mapping[str | None, Command] = MappingProxyType(
    {
        "list": _list,
        "show": _show,
        "add": _add,
        "edit": _edit,
        "archive": _archive,
        "unarchive": _unarchive,
    }
)
"""By the name that is typed."""
