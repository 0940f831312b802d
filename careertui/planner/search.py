"""Finding records by what they say, quickly enough to do it at every key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from careertui.domain.filters import Filter, searchable
from careertui.domain.record import Record

R = TypeVar("R", bound=Record)


class Search:
    """Remembers what each record says, so that only changed ones are read again."""

    def __init__(self) -> None:
        self._said: dict[str, tuple[int, str]] = {}

    def text(self, record: Record) -> str:
        """What a record says, folded for comparison."""
        known = self._said.get(record.id)
        if known is not None and known[0] == record.version:
            return known[1]
        said = searchable(record)
        self._said[record.id] = (record.version, said)
        return said

    def matching(self, records: Iterable[R], wanted: Filter) -> tuple[R, ...]:
        """The records that pass the filter, in their order."""
        if not wanted:
            return tuple(records)
        return tuple(record for record in records if wanted.matches(record, self.text(record)))

    def ranked(self, records: Iterable[R], typed: str, most: int = 200) -> tuple[R, ...]:
        """The records that answer to what was typed, the best first.

        A heading that begins with it comes before one with a word that does, that before one that
        contains it, then records that mention it anywhere; last, headings with its letters in order.
        """
        wanted = typed.casefold().strip()
        if not wanted:
            return tuple(records)[:most]
        scored = []
        for record in records:
            score = self._score(record, wanted)
            if score is not None:
                scored.append((score, len(record.heading), record))
        scored.sort(key=lambda entry: entry[:2])
        return tuple(record for _, _, record in scored[:most])

    def _score(self, record: Record, wanted: str) -> int | None:
        heading = record.heading.casefold()
        if heading.startswith(wanted):
            return 0
        if f" {wanted}" in heading:
            return 1
        if wanted in heading:
            return 2
        if all(word in self.text(record) for word in wanted.split()):
            return 3
        return 4 if letters_in_order(wanted, heading) else None


def letters_in_order(wanted: str, text: str) -> bool:
    """Whether the letters of one occur in the other in the same order, such as `kbrd` in `keyboard`."""
    letters = iter(text)
    return all(letter in letters for letter in wanted if not letter.isspace())
