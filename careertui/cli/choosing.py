"""The choose command: make a what-if future the chosen one, and plan its stones."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from types import MappingProxyType

from careertui.cli import describe, diagnostics, output
from careertui.cli.diagnostics import DONE
from careertui.cli.session import Command, Session
from careertui.domain.future import Future
from careertui.domain.job import Job
from careertui.domain.quoting import quoted
from careertui.errors import RefusedError
from careertui.planner.futures import choose


def _choose(session: Session, arguments: argparse.Namespace) -> int:
    with session.planner() as planner:
        future = planner.find(Future, arguments.future)
        if future.archived is not None:
            raise RefusedError(
                f"{quoted(future.heading)} is archived.", f"`careertui unarchive future {future.id}` first."
            )
        before = {job.id for job in planner.all(Job)}
        chosen = choose(planner, future)
        new = [job for job in planner.all(Job) if job.id not in before]
        if arguments.json:
            output.json([describe.document(job) for job in new])
        else:
            output.rows([(job.id, job.heading) for job in new])
    diagnostics.say(f"Chosen: “{future.heading}”. {chosen.words} `careertui undo` takes it back.")
    return DONE


COMMANDS: Mapping[str | None, Command] = MappingProxyType({"choose": _choose})
"""By the name that is typed."""
