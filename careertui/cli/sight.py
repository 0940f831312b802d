"""The command that lists what is adrift."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from types import MappingProxyType

from careertui.cli import describe, diagnostics, output
from careertui.cli.diagnostics import DONE
from careertui.cli.session import Command, Session
from careertui.domain.adrift import adrift
from careertui.domain.record import Record

_LACKS = {
    "goal": "serves no vision",
    "vision": "nothing serves its horizon",
    "skill": "no goal builds it",
    "contact": "tied to nothing",
}
"""What each kind lacks."""


def _adrift(session: Session, arguments: argparse.Namespace) -> int:
    with session.planner() as planner:
        found = adrift(planner, planner.today)
        if arguments.json:
            output.json(
                {
                    "goals": [_named(goal) for goal in found.goals],
                    "horizons": [
                        {"years": band.horizon, "visions": [_named(vision) for vision in band.visions]}
                        for band in found.horizons
                    ],
                    "skills": [_named(skill) for skill in found.skills],
                    "contacts": [_named(contact) for contact in found.contacts],
                }
            )
        elif not len(found):
            diagnostics.say("Nothing is adrift: everything you keep leads somewhere.")
        else:
            ids = {} if output.terminal_width() is None else describe.id_prefixes(planner.everything())
            output.rows(
                [(ids.get(r.id, r.id), r.kind, r.heading, _LACKS[r.kind]) for r in found], giving_way=2
            )
    return DONE


def _named(record: Record) -> dict[str, str]:
    return {"id": record.id, "heading": record.heading}


COMMANDS: Mapping[str | None, Command] = MappingProxyType({"adrift": _adrift})
"""By the name that is typed."""
