"""The commands that speak for the person: the brag document, and the case for a promotion."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from careertui.cli import describe, diagnostics, output
from careertui.cli.diagnostics import DONE
from careertui.cli.session import Command, Session
from careertui.domain.brag import (
    brag_document,
    in_groups,
    measures_first,
    stretch_words,
    wins_between,
)
from careertui.domain.case import Case
from careertui.domain.partial_date import PartialDate
from careertui.domain.promotion import case_document, standing
from careertui.errors import RefusedError
from careertui.planner.planner import Planner


def _brag(session: Session, arguments: argparse.Namespace) -> int:
    since, until = _date("--from", arguments.since), _date("--to", arguments.until)
    if since is not None and until is not None and until.last < since.first:
        raise RefusedError(f"--to {until} is before --from {since}.", "Say the earlier one with --from.")
    with session.planner() as planner:
        groups = in_groups(planner, wins_between(planner, since, until), arguments.by)
        if arguments.json:
            documents = [
                {"name": group.name, "wins": [describe.document(win) for win in group.wins]}
                for group in groups
            ]
            output.json(documents)
        elif arguments.markdown:
            output.block(brag_document(planner, groups, stretch_words(since, until)))
        else:
            output.rows(
                [
                    (group.name, win.measure, win.title, win.on.words if win.on else "")
                    for group in groups
                    for win in measures_first(group.wins)
                ],
                giving_way=2,
            )
    if not groups:
        diagnostics.say('No win lies there. `careertui capture "win …"` records one.')
    return DONE


def _case(session: Session, arguments: argparse.Namespace) -> int:
    with session.planner() as planner:
        case = planner.find(Case, arguments.name)
        if arguments.json:
            output.json(_as_data(case, planner))
        elif arguments.markdown:
            output.block(case_document(case, planner))
        else:
            output.rows(
                [
                    (one.criterion, "; ".join(record.heading for record in one.evidence) or "no evidence yet")
                    for one in standing(case, planner)
                ],
                giving_way=1,
            )
    return DONE


def _as_data(case: Case, planner: Planner) -> dict[str, Any]:
    criteria = [
        {
            "criterion": one.criterion,
            "evidence": [
                {"record": record.kind, "id": record.id, "title": record.heading} for record in one.evidence
            ],
        }
        for one in standing(case, planner)
    ]
    return {"id": case.id, "role": case.role, "criteria": criteria}


def _date(option: str, said: str | None) -> PartialDate | None:
    if not said:
        return None
    try:
        return PartialDate.parse(said)
    except ValueError as error:
        raise RefusedError(
            f"{option}: {error}.", "Write it as in 2026, 2026-Q1, 2026-01 or 2026-01-31."
        ) from None


COMMANDS: Mapping[str | None, Command] = MappingProxyType({"brag": _brag, "case": _case})
"""By the name that is typed."""
