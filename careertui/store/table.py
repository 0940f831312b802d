"""The TinyDB table whose updates become lines of the journal."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any, cast

from tinydb import Storage, TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Table

from careertui.store.journal import Document
from careertui.store.storage import JournalStorage, OpenStep


class _TableView(MutableMapping[int, Document]):
    """A table as TinyDB's updaters see it; what they touch goes into the open step."""

    def __init__(self, storage: JournalStorage, step: OpenStep, name: str) -> None:
        self._storage = storage
        self._step = step
        self._name = name

    def __getitem__(self, key: int) -> Document:
        found = self._storage.current(self._name, str(key))
        if found is None:
            raise KeyError(key)
        # TinyDB's updaters change a document in place: they get one that the step will look at again.
        if (self._name, str(key)) not in self._step.after:
            found = copy.deepcopy(found)
            self._storage.put(self._step, self._name, str(key), found)
        return found

    def __setitem__(self, key: int, document: Mapping[str, Any]) -> None:
        self._storage.put(self._step, self._name, str(key), dict(document))

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        self._storage.put(self._step, self._name, str(key), None)

    def __contains__(self, key: object) -> bool:
        return self._storage.current(self._name, str(key)) is not None

    def __iter__(self) -> Iterator[int]:
        return map(int, self._storage.table(self._name))

    def __len__(self) -> int:
        return len(self._storage.table(self._name))

    def clear(self) -> None:
        # One document at a time, as the inherited one does it, would start over at the first for each.
        for key in list(self):
            del self[key]


class JournalTable(Table):
    """A TinyDB table; every update of it is one step, or part of the one that is open.

    Nothing is cached: another session's changes must show in the next search.
    """

    def __init__(self, storage: Storage, name: str, **options: Any) -> None:
        super().__init__(storage, name, **{**options, "cache_size": 0})
        self._journaled = cast("JournalStorage", storage)

    def insert(self, document: Mapping[str, Any]) -> int:
        """See `tinydb.table.Table.insert`; its id is one that no other session has given."""
        with self._numbering():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """See `tinydb.table.Table.insert_multiple`; their ids are ones that no other session has given."""
        with self._numbering():
            return super().insert_multiple(documents)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """See `tinydb.table.Table.upsert`; no other session comes between the looking and the writing."""
        with self._journaled.step(self._label):
            return super().upsert(document, cond)

    def replace(self, documents: Mapping[int, Document | None]) -> None:
        """Put whole documents by their ids, or take them away where None."""

        def updater(table: dict[int, Document]) -> None:
            for doc_id, document in documents.items():
                if document is not None:
                    table[doc_id] = document
                elif doc_id in table:
                    del table[doc_id]

        self._update_table(cast("Callable[[dict[int, Mapping[str, Any]]], None]", updater))

    @property
    def _label(self) -> str:
        return f"Change {self.name}"

    @contextlib.contextmanager
    def _numbering(self) -> Iterator[None]:
        """A step in which the next id lies past every key there is, and every id given before."""
        with self._journaled.step(self._label):
            largest = max(map(int, self._read_table()), default=0)
            past_all = max(largest + 1, self._next_id or 1)
            self._next_id = past_all  # type: ignore[assignment] # tinydb infers None from its first value
            yield

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", self._journaled.table(self.name))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._journaled.step(self._label) as step:
            updater(cast("dict[int, Mapping[str, Any]]", _TableView(self._journaled, step, self.name)))


class CareerDB(TinyDB):
    """A TinyDB over a `JournalStorage`."""

    table_class: type[Table] = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment] # tinydb infers its own JSONStorage
