"""What lasts over changes, so that a change costs what changed and not what is stored: indexes and memos."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeAlias, TypeVar

from careertui.domain.record import Record

if TYPE_CHECKING:  # a career remembers indexes
    from careertui.domain.career import Career

K = TypeVar("K")
R = TypeVar("R", bound=Record)
V = TypeVar("V")
_NONE: Mapping[tuple[str, int], object] = MappingProxyType({})


class Lasting:
    """What a rule may make to be kept when records change, where all else that was derived is forgotten.

    It is asked for through `Career.derived`, which tells it of the changes.
    """

    def note(self, ids: Iterable[str]) -> None:
        """These records have changed."""

    def keep_up(self, career: Career) -> None:
        """Take in the changes that were noted; called before it is read again."""


class Memo(Lasting, Generic[V]):
    """What was made of some objects, until one of them is another: records, groups of an index."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, object, V]] = {}

    def get(self, key: str, one: object, other: object) -> V | None:
        """What was made under this key of these two; None where nothing was."""
        known = self._known.get(key)
        return known[2] if known is not None and known[0] is one and known[1] is other else None

    def put(self, key: str, one: object, other: object, made: V) -> V:
        """Keep what was made of them, and return it."""
        self._known[key] = (one, other, made)
        return made


class Index(Lasting, Generic[K, V]):
    """What records say, by keys of which each may have several or none.

    What a record says here must follow from that record alone, and from what the rule was given.

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
        self.touched: list[K] = []
        """The keys under which something else has been said since it was made, the latest last."""
        for kind in self._kinds:
            for record in (*career.all(kind), *career.archived(kind)):
                self._put(record.id, tuple(self._says(record)))

    def __iter__(self) -> Iterator[K]:
        """Every key that something is said under."""
        return iter(self._groups)

    def of(self, key: K) -> Collection[V]:
        """What is said under a key, in no order."""
        return self._groups.get(key, {}).values()

    def group(self, key: K) -> object:
        """Stands for what is said under a key: another object as soon as something else is."""
        return self._groups.get(key, _NONE)

    def note(self, ids: Iterable[str]) -> None:
        """These records have changed."""
        self._changed.update(ids)

    def keep_up(self, career: Career) -> None:
        """Read the records anew that have changed; what says the same as before stays as it was."""
        for id_ in self._changed:
            record = career.get(id_)
            said = tuple(self._says(record)) if isinstance(record, self._kinds) else ()
            if said != self._said_by(id_):
                self._take(id_)
                self._put(id_, said, shared=True)
        self._changed.clear()

    def _said_by(self, id_: str) -> tuple[tuple[K, V], ...]:
        keys = self._keys.get(id_, ())
        return tuple((key, self._groups[key][id_, place]) for place, key in enumerate(keys))

    def _put(self, id_: str, said: tuple[tuple[K, V], ...], *, shared: bool = False) -> None:
        if not said:
            return
        keys = self._keys[id_] = tuple(key for key, _ in said)
        if shared:
            self.touched += keys
        for place, (key, value) in enumerate(said):
            group = self._groups.get(key)
            if group is None or shared:
                group = self._groups[key] = dict(group or {})
            group[id_, place] = value

    def _take(self, id_: str) -> None:
        keys = self._keys.pop(id_, ())
        self.touched += keys
        for place, key in enumerate(keys):
            group = {slot: value for slot, value in self._groups[key].items() if slot != (id_, place)}
            if group:
                self._groups[key] = group
            else:
                del self._groups[key]


class Place(NamedTuple, Generic[K, V]):
    """Where a record stands among others.

    Attributes:
        groups: in which groups.
        by: what it is sorted by in them; of two that are alike the one that was made first comes first.
        value: what stands there for it.
    """

    groups: tuple[K, ...]
    by: tuple[Any, ...]
    value: V


_Entry: TypeAlias = tuple[Any, ...]
"""What a record is sorted by, its id, and its value, which is never compared: no two ids are the same."""


class InOrder(Lasting, Generic[R, K, V]):
    """The records of some kinds in groups, each group in order; one that changes is put in its place.

    Archived ones stand nowhere.

    Args:
        career: whose records.
        kinds: of these kinds.
        groups: every group there is.
        place: where a record stands, or None for nowhere.
        backwards: the groups that are read from their end.
    """

    def __init__(
        self,
        career: Career,
        kinds: Iterable[type[R]],
        groups: Iterable[K],
        place: Callable[[R], Place[K, V] | None],
        backwards: Collection[K] = (),
    ) -> None:
        self._kinds, self._place, self._backwards = tuple(kinds), place, backwards
        self._orders: dict[K, list[_Entry]] = {group: [] for group in groups}
        self._placed: dict[str, tuple[tuple[K, ...], _Entry]] = {}
        self._shown: dict[K, tuple[V, ...]] = {}
        self._values: dict[str, V] | None = None
        self._changed: set[str] = set()
        self.touched: list[str] = []
        """The ids of those that have been placed anew since it was made, the latest last."""
        for kind in self._kinds:
            for record in career.all(kind):
                self._enter(record, list.append)
        for order in self._orders.values():
            order.sort()

    def of(self, group: K) -> tuple[V, ...]:
        """What stands in a group, in order; the same tuple as before where nothing in it has moved."""
        shown = self._shown.get(group)
        if shown is None:
            order = self._orders[group]
            entries = reversed(order) if group in self._backwards else order
            shown = self._shown[group] = tuple([entry[-1] for entry in entries])
        return shown

    @property
    def values(self) -> Mapping[str, V]:
        """What stands for each record, by its id, in no order; kept up once it was asked for."""
        if self._values is None:
            self._values = {id_: entry[-1] for id_, (_, entry) in self._placed.items()}
        return MappingProxyType(self._values)

    def note(self, ids: Iterable[str]) -> None:
        """These records have changed."""
        self._changed.update(ids)

    def keep_up(self, career: Career) -> None:
        """Place those anew that have changed."""
        for id_ in self._changed:
            was_placed = self._leave(id_)
            record = career.get(id_)
            if isinstance(record, self._kinds) and record.archived is None:
                self._enter(record, insort)
            if was_placed or id_ in self._placed:
                self.touched.append(id_)
        self._changed.clear()

    def _enter(self, record: R, put: Callable[[list[_Entry], _Entry], None]) -> None:
        """Let it stand in its place."""
        place = self._place(record)
        if place is None:
            return
        entry = (*place.by, record.id, place.value)
        self._placed[record.id] = place.groups, entry
        if self._values is not None:
            self._values[record.id] = place.value
        for group in place.groups:
            self._shown.pop(group, None)
            put(self._orders[group], entry)

    def _leave(self, id_: str) -> bool:
        """Take it out of where it stands; whether it stood anywhere."""
        if id_ not in self._placed:
            return False
        groups, entry = self._placed.pop(id_)
        if self._values is not None:
            del self._values[id_]
        for group in groups:
            self._shown.pop(group, None)
            del self._orders[group][bisect_left(self._orders[group], entry)]
        return True
