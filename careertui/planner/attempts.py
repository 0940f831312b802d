"""Trying a challenge and closing it: what a line says about a try, and each change as one step."""

from __future__ import annotations

import re
from dataclasses import dataclass

from careertui.domain.challenge import OPEN_STATUSES, Attempt, Challenge
from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import quoted
from careertui.errors import RefusedError
from careertui.planner.planner import Planner

_NUMBER = re.compile(r"(?<![\w./,:-])(10|[1-9])(?:\s*/\s*10)?(?![\w/:-]|[.,]\d)")
_JOINTS = " \t,;:|–—-"
"""What stands between the number and the words, and says nothing itself."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a line says about a try.

    Attributes:
        note: what happened.
        discomfort: from 1 to 10; None where the line does not say.
    """

    note: str
    discomfort: int | None


def read_attempt(line: str) -> Tried:
    """Read `hands shook until the demo worked 6`, `6 hands shook`, `hands shook, 6/10`.

    The number is taken from the end of the line, or else from its beginning; one in the middle is part of
    what happened, such as the 60 of "60 people", and so is one that is more than 10.
    """
    text = " ".join(line.split())
    found = list(_NUMBER.finditer(text))
    for match in reversed(found):
        if not text[match.end() :].strip(" .!" + _JOINTS):
            return Tried(text[: match.start()].strip(_JOINTS), int(match[1]))
    if found and not text[: found[0].start()].strip():
        return Tried(text[found[0].end() :].strip(_JOINTS), int(found[0][1]))
    return Tried(text, None)


def log_attempt(planner: Planner, challenge: Challenge, tried: Tried, on: PartialDate) -> Challenge:
    """Keep a try as one step; what was an idea is being attempted from then on.

    Raises:
        RefusedError: when the line says nothing.
    """
    if not tried.note and tried.discomfort is None:
        raise RefusedError("Say what happened, or how it felt from 1 to 10.")
    attempt = Attempt(on=on, discomfort=tried.discomfort, note=tried.note)
    attempts = sorted((*challenge.attempts, attempt), key=lambda each: each.on.sort_key)
    changes: dict[str, object] = {"attempts": tuple(attempts)}
    if challenge.status in OPEN_STATUSES:
        changes |= {"status": "attempting", "started": challenge.started or on}
    with planner.change(f"Log a try at {quoted(challenge.title)}") as change:
        return change.put(challenge.revised(**changes))


def take_rung(planner: Planner, challenge: Challenge, rung: Challenge) -> None:
    """Let one challenge be the next rung after another."""
    with planner.change(f"{quoted(rung.title)} follows {quoted(challenge.title)}") as change:
        change.put(challenge.revised(next_rung=rung.id))
