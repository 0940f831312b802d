"""Finding records by what they say, quickly enough to do it at every key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import compress, islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from careertui.domain.asked import Asked
from careertui.domain.index import InOrder, Place
from careertui.domain.kinds import KINDS
from careertui.domain.near import Headings
from careertui.domain.record import Record
from careertui.domain.texts import folded, searchable

if TYPE_CHECKING:  # the command line lists records without filters, and starts without them
    from careertui.domain.career import Career
    from careertui.domain.filters import Filter, Filtered

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
        self._asked: tuple[tuple[Record, ...], Asked] = ((), Asked((), ()))

    def said(self, record: Record) -> Said:
        """What a record says."""
        known = self._said.get(record.id)
        if known is not None and known.version == record.version:
            return known
        said = Said(record.version, folded(record.heading), searchable(record))
        self._said[record.id] = said
        return said

    def asked(self, records: tuple[Record, ...]) -> Asked:
        """What some records say; kept until it is others that are asked, changed ones included."""
        if records is not self._asked[0]:
            said = [self.said(record) for record in records]
            self._asked = records, Asked([one.text for one in said], [one.heading for one in said])
        return self._asked[1]

    def heading(self, record: Record) -> str:
        """The line that names it, folded for comparison."""
        return self.said(record).heading

    def narrow(self, records: Iterable[R], wanted: Filter, today: date) -> Filtered[R]:
        """The records that pass the filter, in their order, and how to say which they are."""
        from careertui.domain.filter_checks import Reading

        return wanted.narrow(records, Reading(self._career, today, self.asked, self.heading))

    def ranked(self, records: Iterable[R], typed: str, most: int = MOST) -> tuple[R, ...]:
        """The records that answer to what was typed, the best first; see `best`."""
        if not typed.strip():
            return tuple(islice(records, most))
        return best(shortest_first((record, self.said(record)) for record in records), typed, most)

    def everything(self) -> Everything:
        """What every record says that is not archived, ready to be asked about at every key."""
        return self._career.derived(_everything, self)


class Everything(InOrder[Record, str, "tuple[Record, Said]"]):
    """What every record says that is not archived, the shortest headings first, kept up when some change.

    Args:
        career: where they are.
        search: reads them.
    """

    def __init__(self, career: Career, search: Search) -> None:
        self._search = search
        self._read: tuple[tuple[Record, Said], ...] = ()
        self._headings = Headings(())
        super().__init__(career, KINDS, ("",), self._stand)

    def best(self, typed: str, most: int = MOST) -> tuple[Record, ...]:
        """See `best`."""
        read = self.of("")
        if read is not self._read:
            self._read, self._headings = read, Headings([said.heading for _, said in read])
        return best(read, typed, most, self._headings)

    def _stand(self, record: Record) -> Place[str, tuple[Record, Said]]:
        said = self._search.said(record)
        return Place(("",), (len(said.heading), KINDS.index(type(record))), (record, said))


def _everything(career: Career, search: Search) -> Everything:
    return Everything(career, search)


def shortest_first(read: Iterable[tuple[R, Said]]) -> list[tuple[R, Said]]:
    """Records by the length of their headings, as `best` wants them."""
    return sorted(read, key=lambda entry: len(entry[1].heading))


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

    Of those that answer alike, the first of them comes first.

    Args:
        read: the records, each with what it says, the shortest heading first.
        typed: as it was typed; nothing finds nothing.
        most: how many are wanted.
        headings: their headings, word by word, where somebody asks about the same records again and again.
    """
    wanted = folded(typed.strip())
    if not wanted:
        return ()
    headings = headings or Headings([said.heading for _, said in read])
    found: dict[str, R] = {}

    def has_enough(entries: Iterable[tuple[R, Said]]) -> bool:
        for record, _ in entries:
            found.setdefault(record.id, record)
            if len(found) == most:
                return True
        return False

    # Every letter is in thousands of records: what is not shown is not looked for.
    if any(has_enough(entries) for entries in _by_heading(read, wanted)):
        return tuple(found.values())
    if not found:
        has_enough(_nearly(read, headings, wanted, slips=False))
    first, *others = wanted.split()
    has_enough(
        entry for entry in read if first in entry[1].text and all(word in entry[1].text for word in others)
    )
    if not found:
        has_enough(_nearly(read, headings, wanted, slips=True))
    return tuple(found.values())


def _by_heading(read: Sequence[tuple[R, Said]], wanted: str) -> Iterator[Iterator[tuple[R, Said]]]:
    """The records whose heading begins with it, has a word that does, has it, or has all its words."""
    begun, words = f" {wanted}", wanted.split()
    yield (entry for entry in read if entry[1].heading.startswith(wanted))
    yield (entry for entry in read if begun in entry[1].heading)
    yield (entry for entry in read if wanted in entry[1].heading)
    if len(words) > 1:
        yield (entry for entry in read if all(word in entry[1].heading for word in words))


def _nearly(
    read: Sequence[tuple[R, Said]], headings: Headings, wanted: str, *, slips: bool
) -> list[tuple[R, Said]]:
    """The records whose heading has words like those that were typed; abbreviations alone, without slips."""
    near = headings.near(wanted.split(), slips=slips)
    return list(compress(read, near))


def begun_rank(line: str, wanted: str) -> int | None:
    """0 where a line begins with what is wanted, 1 where a word of it does, 2 where it has it; else None."""
    if line.startswith(wanted):
        return 0
    if f" {wanted}" in line:
        return 1
    return 2 if wanted in line else None
