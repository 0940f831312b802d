"""How a line that is being typed could go on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Completion:
    """Ways to go on with a line.

    Attributes:
        start: the letter of the line from which each of them stands instead of what was typed.
        ways: the texts, the likeliest first; each ends as it should be typed on from.
    """

    start: int
    ways: tuple[str, ...] = ()
