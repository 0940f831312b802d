"""What some records say, for whoever asks the same ones letter after letter, as somebody does who types."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from operator import contains

from careertui.domain.near import Headings

_MOST_REMEMBERED = 8
"""Words whose answers are remembered: those of a long line, and the beginnings of the one being typed."""


class Asked:
    """What some records say, which stays the same.

    Args:
        texts: all that each of them says, folded.
        headings: the line that names each, folded.
    """

    def __init__(self, texts: Sequence[str], headings: Sequence[str]) -> None:
        self._texts = texts
        self._headings = Headings(headings)
        self._having: dict[str, list[bool]] = {}

    def having(self, wanted: str) -> Sequence[bool]:
        """Whether each of them has these letters, folded."""
        if wanted not in self._having:
            shorter = self._having.get(wanted[:-1])
            if shorter is None:
                found = list(map(contains, self._texts, repeat(wanted)))
            else:  # what did not have fewer letters is not asked for more
                found = [had and wanted in text for had, text in zip(shorter, self._texts, strict=True)]
            if len(self._having) == _MOST_REMEMBERED:
                del self._having[next(iter(self._having))]
            self._having[wanted] = found
        return self._having[wanted]

    def near(self, wanted: str) -> Sequence[bool]:
        """Whether the heading of each has a word that may have been meant by one that was typed, folded."""
        return self._headings.near([wanted])
