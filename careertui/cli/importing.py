"""The import command: read a file, say what it would change, and change it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from careertui.cli import describe, diagnostics, output
from careertui.cli.diagnostics import DONE
from careertui.cli.files import name_of, read_draft
from careertui.cli.session import Command, Session
from careertui.planner.imports import ImportPlan, apply_import, plan_import


def _import(session: Session, arguments: argparse.Namespace) -> int:
    draft = read_draft(arguments.file)
    with session.planner() as planner:
        plan = plan_import(planner, draft)
        if not arguments.dry_run:
            apply_import(planner, plan, f"Import {name_of(arguments.file)}")
    _print_plan(plan, arguments)
    for problem in plan.problems:
        diagnostics.say(f"{problem.where}: {problem.why}")
    diagnostics.say(_summary(plan, dry_run=arguments.dry_run))
    return DONE


def _print_plan(plan: ImportPlan, arguments: argparse.Namespace) -> None:
    sorted_records = {
        "new": plan.new,
        "updated": plan.updated,
        "unchanged": plan.unchanged,
        "kept": plan.kept,
        "matched": plan.matched,
    }
    if arguments.json:
        said: dict[str, Any] = {
            name: [{"record": record.kind, **describe.document(record)} for record in records]
            for name, records in sorted_records.items()
        }
        said["problems"] = [{"where": problem.where, "why": problem.why} for problem in plan.problems]
        output.json({"dry_run": arguments.dry_run, **said})
        return
    del sorted_records["unchanged"]
    output.rows(
        [
            (name, record.kind, record.heading)
            for name, records in sorted_records.items()
            for record in records
        ],
        giving_way=2,
    )


def _summary(plan: ImportPlan, *, dry_run: bool) -> str:
    counts = (
        (len(plan.new), "new"),
        (len(plan.updated), "updated"),
        (len(plan.unchanged), "as before"),
        (len(plan.kept), "kept as you have edited them"),
        (len(plan.matched), "yours already"),
        (len(plan.problems), "not read, or read with a doubt"),
    )
    said = ", ".join(f"{count} {what}" for count, what in counts if count) or "nothing in it"
    return f"{'This would be: ' if dry_run else ''}{said}.{' Nothing was written.' if dry_run else ''}"


COMMANDS: Mapping[str | None, Command] = MappingProxyType({"import": _import})
"""By the name that is typed."""
