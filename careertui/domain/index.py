"""An index over records that is kept up as they change: a change costs what changed, not what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, TypeVar

from careertui.domain.record import Record

if TYPE_CHECKING:  # a career remembers indexes
    from careertui.domain.career import Career

K = TypeVar("K")
V = TypeVar("V")
_NONE: Mapping[tuple[str, int], object] = MappingProxyType({})


class Index(Generic[K, V]):
    """What records say, by keys of which each may have several or none.

    A rule that makes one is asked through `Career.derived`, which keeps it over changes and tells it of
    them. So what a record says here must follow from that record alone, and from what the rule was given.

    Args:
        career: whose records.
        kinds: of these kinds, archived ones too.
        says: what a record says, each thing with its key.
    """

    def __init__(
        self,
        career: Career,
        kinds: Iterable[type[Record]],
        says: Callable[[Record], Iterable[tuple[K, V]]],
    ) -> None:
        self._kinds = tuple(kinds)
        self._says = says
        self._groups: dict[K, dict[tuple[str, int], V]] = {}
        self._keys: dict[str, tuple[K, ...]] = {}
        self._changed: set[str] = set()
        for kind in self._kinds:
            for record in (*career.all(kind), *career.archived(kind)):
                self._put(record)

    def __iter__(self) -> Iterator[K]:
        """Every key that something is said under."""
        return iter(self._groups)

    def of(self, key: K) -> Iterable[V]:
        """What is said under a key, in no order."""
        return self._groups.get(key, {}).values()

    def count(self, key: K) -> int:
        """How much is said under a key."""
        return len(self._groups.get(key, ()))

    def group(self, key: K) -> object:
        """Stands for what is said under a key: another object as soon as something else is."""
        return self._groups.get(key, _NONE)

    def note(self, ids: Iterable[str]) -> None:
        """These records have changed."""
        self._changed.update(ids)

    def keep_up(self, career: Career) -> None:
        """Read the records anew that have changed."""
        for id_ in self._changed:
            self._take(id_)
            record = career.get(id_)
            if isinstance(record, self._kinds):
                self._put(record, shared=True)
        self._changed.clear()

    def _put(self, record: Record, *, shared: bool = False) -> None:
        said = tuple(self._says(record))
        if not said:
            return
        self._keys[record.id] = tuple(key for key, _ in said)
        for place, (key, value) in enumerate(said):
            group = self._groups.get(key)
            if group is None or shared:
                group = self._groups[key] = dict(group or {})
            group[record.id, place] = value

    def _take(self, id_: str) -> None:
        for place, key in enumerate(self._keys.pop(id_, ())):
            group = {slot: value for slot, value in self._groups[key].items() if slot != (id_, place)}
            if group:
                self._groups[key] = group
            else:
                del self._groups[key]
