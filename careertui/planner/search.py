"""Finding records by what they say, quickly enough to do it at every key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from careertui.domain.near import initials, near_words
from careertui.domain.texts import folded, searchable, words_in

if TYPE_CHECKING:  # the command line lists records without filters, and starts without them
    from careertui.domain.career import Career
    from careertui.domain.filters import Filter, Filtered
    from careertui.domain.record import Record

    R = TypeVar("R", bound=Record)

MOST = 200
"""Records that are found at most: nobody reads on, and typing more tells them apart."""


class Said(NamedTuple):
    """What a record says, folded for comparison.

    Attributes:
        version: of the record it was read from.
        heading: the line that names it.
        text: all of it, the heading first.
    """

    version: int
    heading: str
    text: str


class Search:
    """Remembers what each record says, so that only changed ones are read again.

    Args:
        career: where the records are.
    """

    def __init__(self, career: Career) -> None:
        self._career = career
        self._said: dict[str, Said] = {}
        self._words: dict[str, tuple[str, tuple[str, ...]]] = {}

    def said(self, record: Record) -> Said:
        """What a record says."""
        known = self._said.get(record.id)
        if known is not None and known.version == record.version:
            return known
        said = Said(record.version, folded(record.heading), searchable(record))
        self._said[record.id] = said
        return said

    def text(self, record: Record) -> str:
        """All that a record says, folded for comparison."""
        return self.said(record).text

    def heading(self, record: Record) -> str:
        """The line that names it, folded for comparison."""
        return self.said(record).heading

    def words(self, record: Record) -> tuple[str, ...]:
        """The words of its heading, read when they are first asked for: what is typed is mostly right."""
        heading = self.said(record).heading
        known = self._words.get(record.id)
        if known is None or known[0] is not heading:
            # Headings share most of their words: each is kept once.
            known = self._words[record.id] = heading, tuple(map(intern, words_in(heading)))
        return known[1]

    def narrow(self, records: Iterable[R], wanted: Filter, today: date) -> Filtered[R]:
        """The records that pass the filter, in their order, and how to say which they are."""
        from careertui.domain.filter_checks import Reading

        return wanted.narrow(records, Reading(self._career, today, self.text, self.heading, self.words))

    def ranked(self, records: Iterable[R], typed: str, most: int = MOST) -> tuple[R, ...]:
        """The records that answer to what was typed, the best first; see `best`."""
        return best([(record, self.said(record)) for record in records], typed, most)


def best(
    read: Sequence[tuple[R, Said]],
    typed: str,
    most: int = MOST,
    headings: Headings | None = None,
) -> tuple[R, ...]:
    """The records that answer to what was typed, the best first.

    A heading that begins with it comes before one with a word that does, that before one that contains it,
    and that before one that has all its words. Where no heading does, those come that it is an
    abbreviation of. Then records that mention it anywhere; last, where nothing has it at all, headings with
    words like it.

    Args:
        read: the records, each with what it says.
        typed: as it was typed; all of them answer to nothing.
        most: how many are wanted.
        headings: their headings, word by word, where somebody asks about the same records again and again.
    """
    wanted = folded(typed.strip())
    if not wanted:
        return tuple(record for record, _ in read[:most])
    scored = _literally(read, wanted)
    if not any(score < _MENTIONED for score, _, _ in scored):
        headings = headings or Headings([said for _, said in read])
        scored += _nearly(read, headings, wanted, slips=False) or (
            [] if scored else _nearly(read, headings, wanted, slips=True)
        )
    scored.sort(key=lambda entry: entry[:2])
    return tuple({record.id: record for _, _, record in scored}.values())[:most]


def _literally(read: Sequence[tuple[R, Said]], wanted: str) -> list[tuple[int, int, R]]:
    """The records that have it, each with its rank and the length of its heading."""
    first, *others = words = wanted.split()
    return [
        (_rank(said.heading, wanted, words), len(said.heading), record)
        for record, said in read
        if first in said.text and all(word in said.text for word in others)
    ]


class Headings:
    """The headings of some records word by word, read when they are first asked for."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._said = said

    @cached_property
    def lines(self) -> list[tuple[str, ...]]:
        """The words of each."""
        # Headings share most of their words: each is kept once.
        return [tuple(map(intern, words_in(said.heading))) for said in self._said]

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word there is."""
        return frozenset().union(*self.lines)

    @cached_property
    def initials(self) -> list[str]:
        """The first letters of the words of each."""
        return list(map(initials, self.lines))


def _nearly(
    read: Sequence[tuple[R, Said]], headings: Headings, wanted: str, *, slips: bool
) -> list[tuple[int, int, R]]:
    """The records whose heading has words like those that were typed; abbreviations alone, without slips."""
    like = [near_words(word, headings.known, slips=slips) for word in wanted.split()]
    short = wanted.replace(" ", "")
    found: set[int] = set()
    if all(like):  # what is like none of the words is in no line
        found.update(
            place
            for place, line in enumerate(headings.lines)
            if all(not near.isdisjoint(line) for near in like)
        )
    if len(short) >= _SHORTEST_INITIALS:
        found.update(place for place, letters in enumerate(headings.initials) if short in letters)
    return [(_MENTIONED - 1, len(read[place][1].heading), read[place][0]) for place in sorted(found)]


_MENTIONED = 5
"""The rank of a record that has it elsewhere than in its heading."""
_SHORTEST_INITIALS = 3


def _rank(heading: str, wanted: str, words: list[str]) -> int:
    begun = begun_rank(heading, wanted)
    if begun is not None:
        return begun
    return 3 if all(word in heading for word in words) else _MENTIONED


def begun_rank(line: str, wanted: str) -> int | None:
    """0 where a line begins with what is wanted, 1 where a word of it does, 2 where it has it; else None."""
    if line.startswith(wanted):
        return 0
    if f" {wanted}" in line:
        return 1
    return 2 if wanted in line else None
