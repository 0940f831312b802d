"""The capture command: record what one line of plain English says, or say why it cannot be recorded."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from careertui.cli import describe, diagnostics, output
from careertui.cli.diagnostics import DONE
from careertui.cli.session import Command, Session
from careertui.domain.record import Record
from careertui.planner.capture import keep, read_capture


def _capture(session: Session, arguments: argparse.Namespace) -> int:
    with session.planner() as planner:
        captured = read_capture(planner, " ".join(arguments.line))
        if arguments.dry_run:
            _print(captured.records, arguments)
            diagnostics.say(f"This would be recorded: {captured.sentence} Nothing was written.")
            return DONE
        _print(keep(planner, captured), arguments)
    diagnostics.say(f"Recorded. {captured.sentence} `careertui undo` takes it back.")
    return DONE


def _print(records: Sequence[Record], arguments: argparse.Namespace) -> None:
    if arguments.json:
        said = [{"record": record.kind, **describe.document(record)} for record in records]
        output.json({"dry_run": arguments.dry_run, "records": said})
    else:
        rows = [(record.id, record.kind, record.heading) for record in records]
        # What is not recorded has no id that another command could take.
        output.rows([row[arguments.dry_run :] for row in rows], giving_way=2 - arguments.dry_run)


COMMANDS: Mapping[str | None, Command] = MappingProxyType({"capture": _capture})
"""By the name that is typed."""
