"""Records that a text of the form names, such as the skills a job gave: found, or made along with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from careertui.domain.fields import link_ids
from careertui.domain.kinds import kind_named
from careertui.domain.quoting import quoted, short
from careertui.domain.record import Record
from careertui.errors import CareerError, NotFoundError
from careertui.planner.planner import Planner


class Named:
    """Finds records by name; one that is missing is made, and kept in one step with the form.

    Args:
        planner: where the records are.
        picked: records that were made in the picker.
        tell: says that a name is new, so that a slip is seen before it is kept.
    """

    def __init__(self, planner: Planner, picked: Mapping[str, Record], tell: Callable[[str], None]) -> None:
        self._planner = planner
        self._picked = picked
        self._tell = tell
        self._made: dict[tuple[str, str], Record] = {}

    def name_of(self, id_: str) -> str:
        """The heading of a record that is kept, or made here; its id where there is none."""
        made = {record.id: record for record in self._made.values()}
        record = self._picked.get(id_) or made.get(id_) or self._planner.get(id_)
        return record.heading if record is not None else id_

    def find(self, text: str, kinds: tuple[str, ...]) -> str:
        """The id of the one record of these kinds that a text names.

        Raises:
            ValueError: when several answer to it, or a kind needs more than a name.
        """
        several = ""
        for kind in map(kind_named, kinds):
            try:
                return self._planner.find(kind, text).id
            except NotFoundError as error:
                if any(r.heading.casefold().startswith(text.casefold()) for r in self._planner.all(kind)):
                    several = several or f"{error.message} {error.hint}"
        if several:
            raise ValueError(several)
        return self._made_anew(kinds[0], text)

    def _made_anew(self, kind: str, text: str) -> str:
        known = self._made.get((kind, text.casefold()))
        if known is None:
            try:
                known = self._planner.fresh(kind_named(kind), text)
            except CareerError as error:
                raise ValueError(f"no {kind} is called {short(text)!r}: {error}") from error
            self._made[kind, text.casefold()] = known
            self._tell(f"{quoted(text)} is a new {kind}; it is kept along with this.")
        return known.id

    def pointed_at(self, record: Record) -> list[Record]:
        """Those made here or in the picker that a record points at, to be kept with it."""
        linked = {id_ for ids in link_ids(record).values() for id_ in ids}
        made: Iterable[Record] = (*self._picked.values(), *self._made.values())
        return [one for one in made if one.id in linked]
