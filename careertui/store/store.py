"""Records in and out of the file: what the planner sees of the store."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

import orjson

from careertui.domain.identity import id_of_key, key_of_id, number_of_id
from careertui.domain.kinds import STORED
from careertui.domain.quoting import quoted
from careertui.domain.record import Record
from careertui.errors import CareerError, InvalidRecordError, StoreError
from careertui.store.codec import PLAIN, Codec
from careertui.store.documents import to_document, to_record
from careertui.store.journal import Change, Document, Step
from careertui.store.migrations import META_TABLE
from careertui.store.storage import JournalStorage
from careertui.store.table import CareerDB, JournalTable

R = TypeVar("R", bound=Record)
_KIND_OF_TABLE = {kind.plural: kind for kind in STORED}


_MANY = 2_000
"""Records of one kind from which they weigh on the garbage collector."""


class ConflictError(CareerError):
    """Another session changed the same record first; neither text is lost.

    Attributes:
        mine: the record as this session would keep it.
        theirs: the record as the other session left it; None when it took it away.
    """

    def __init__(self, mine: Record, theirs: Record | None) -> None:
        super().__init__(
            f"Another session has changed {quoted(mine.heading, 60)} since you opened it.",
            "Choose which text to keep.",
        )
        self.mine = mine
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A document that is not a valid record: left in the file, left out of the career."""

    table: str
    key: str
    why: str


class Store:
    """The records of one file, made when they are first asked for.

    Args:
        path: the file.
        session: names this session to others.
        now: the clock.
        codec: opens the files of a locked career.
    """

    def __init__(
        self, path: Path, *, session: str, now: Callable[[], datetime], codec: Codec = PLAIN
    ) -> None:
        self._db = CareerDB(path, session=session, now=now, codec=codec)
        self._storage = cast("JournalStorage", self._db.storage)
        self._cache: dict[str, dict[str, Record]] = {}
        self._bad: dict[tuple[str, str], Quarantined] = {}
        self._complete: set[str] = set()
        self._parted: dict[str, tuple[tuple[Record, ...], tuple[Record, ...]]] = {}
        self._news: list[Step] = []

    @property
    def path(self) -> Path:
        """The file, with links resolved."""
        return self._storage.path

    @property
    def codec(self) -> Codec:
        """What its files are written with."""
        return self._storage.codec

    @property
    def notes(self) -> tuple[str, ...]:
        """What was mended or left out at opening, as sentences."""
        return tuple(self._storage.notes)

    # --- reading ------------------------------------------------------------------------------------

    def all(self, kind: type[R]) -> Iterable[R]:
        """Every valid record of a kind, archived ones too, in the order of the file."""
        made = self._cache.setdefault(kind.plural, {})
        documents = self._storage.read().get(kind.plural, {})
        if kind.plural not in self._complete:
            self._cache[kind.plural] = ordered = {}
            with _no_collecting(len(documents)):
                for key in documents:
                    record = made.get(key) or self._make(kind, key)
                    if record is not None:
                        ordered[key] = record
            self._complete.add(kind.plural)
        return cast("Iterable[R]", self._cache[kind.plural].values())

    def parted(self, kind: type[R]) -> tuple[tuple[R, ...], tuple[R, ...]]:
        """Those that are not archived, and those that are; the same objects until one of the kind changes."""
        known = self._parted.get(kind.plural)
        if known is None:
            records = tuple(self.all(kind))
            known = self._parted[kind.plural] = (
                tuple(record for record in records if record.archived is None),
                tuple(record for record in records if record.archived is not None),
            )
        return cast("tuple[tuple[R, ...], tuple[R, ...]]", known)

    def get(self, id_: str) -> Record | None:
        """The record with this id; None when there is none, or none that is valid."""
        try:
            key = key_of_id(id_)
        except ValueError:
            return None
        tables = self._storage.read()
        for kind in STORED:
            made = self._cache.setdefault(kind.plural, {})
            if key in made:
                return made[key]
            if kind.plural not in self._complete and key in tables.get(kind.plural, {}):
                record = self._make(kind, key)
                if record is not None:
                    made[key] = record
                return record
        return None

    def naming(self, kind: type[R], field: str, id_: str) -> Iterator[R]:
        """The valid records of a kind that name an id in a field, archived ones too; no other is made."""
        made = self._cache.setdefault(kind.plural, {})
        documents = self._storage.read().get(kind.plural, {})
        for key in [key for key, document in documents.items() if _names(document.get(field), id_)]:
            record = made.get(key) or self._make(kind, key)
            if record is not None:
                yield cast("R", record)

    def quarantined(self) -> tuple[Quarantined, ...]:
        """Every document that is not a valid record, with the reason; reads the whole file."""
        for kind in STORED:
            self.all(kind)
        unknown = tuple(
            Quarantined(table, "", "no kind of this careertui; its documents are kept as they are")
            for table in self._storage.read()
            if table not in _KIND_OF_TABLE and table != META_TABLE
        )
        return (*self._bad.values(), *unknown)

    def _make(self, kind: type[R], key: str) -> R | None:
        try:
            return to_record(kind, key, self._storage.read()[kind.plural][key])
        except InvalidRecordError as error:
            self._bad[kind.plural, key] = Quarantined(kind.plural, key, error.message)
            return None

    # --- writing ------------------------------------------------------------------------------------

    def commit(
        self,
        label: str,
        puts: Callable[[], Iterable[tuple[Record, int | None]]],
        removals: Callable[[], Iterable[tuple[Record, int]]],
    ) -> Step | None:
        """Keep records and take others away: all of it on the disk, or nothing.

        Args:
            label: what undo calls it.
            puts: the records as they shall be, each with the version it was made from; None for a new one.
                Called under the lock, when what other sessions did is known: what it checks stays true.
            removals: records to take away, each with the version that was read; called after `puts`.

        Returns:
            The step; None when nothing differed.

        Raises:
            InvalidRecordError: when one holds what JSON cannot; nothing is kept.
            ConflictError: when another session has changed one of them since; nothing is kept.
            StoreError: when the lock or the disk refuses; nothing is kept.
        """
        kept: dict[tuple[str, str], Record] = {}
        with self._committed(kept) as committed, _said_of(label), self._storage.step(label):
            self._learn()
            for record, version in puts():
                self._check(record, version)
                number = number_of_id(record.id)
                self._table(record.plural).replace({number: to_document(record)})
                if not record.model_extra:  # what we do not know may come back from JSON as something else
                    kept[record.plural, str(number)] = record
            for record, version in removals():
                self._check(record, version)
                self._table(record.plural).replace({number_of_id(record.id): None})
        return committed()

    def revert(
        self, step: Step, label: str, check: Callable[[Mapping[str, Record | None]], None], *, redo: bool
    ) -> Step | None:
        """Put every record of a step back as it was before it, or, to redo an undo, as it was before that.

        Args:
            step: the step.
            label: what the new step is called.
            check: refuses by raising. Called under the lock with the records as they would be, by id;
                None for one that would be gone.
            redo: whether the step is an undo.

        Raises:
            RevertRefusedError: when one of them has been changed since; nothing is kept.
            StoreError: when the lock or the disk refuses; nothing is kept.
        """
        reverted = {"redoes": step.seq} if redo else {"undoes": step.seq}
        with self._committed() as committed, self._storage.step(label, **reverted):
            self._learn()
            after: dict[str, Record | None] = {}
            for change in step.changes:
                now = self._storage.current(change.table, change.key)
                if _content(now) != _content(change.after):
                    raise RevertRefusedError(change.table, change.key)
                document = _restored(change, now)
                self._table(change.table).replace({int(change.key): document})
                kind = _KIND_OF_TABLE.get(change.table)
                with contextlib.suppress(InvalidRecordError):  # what is no record points at nothing
                    after[id_of_key(change.key)] = (
                        to_record(kind, change.key, document) if kind and document is not None else None
                    )
            check(after)
        return committed()

    def take_in(self) -> None:
        """Look for what other sessions have changed; `news` tells."""
        self._storage.take_in()

    @property
    def is_behind(self) -> bool:
        """Whether another session has written something that is not taken in yet."""
        return self._storage.is_behind

    def news(self) -> tuple[Step, ...]:
        """The steps of other sessions taken in since this was last asked, oldest first."""
        self._learn()
        news, self._news = tuple(self._news), []
        return news

    def history(self) -> tuple[Step, ...]:
        """The steps that undo can still reach, oldest first."""
        return self._storage.history()

    @property
    def has_grown(self) -> bool:
        """Whether the journal is so long that the snapshot should take it in; see `fold`."""
        return self._storage.has_grown

    def fold(self) -> Callable[[], None]:
        """Make a snapshot ready; what is returned puts it on the disk, in whatever thread it is called.

        Raises:
            StoreError: when the lock or the disk refuses.
        """
        data, last = self._storage.snapshot()

        def write() -> None:
            # A busy lock or a full disk takes nothing away: the journal has every change.
            with contextlib.suppress(StoreError):
                self._storage.write_snapshot(data, last)

        return write

    def close(self, shown: bytes = b"") -> None:
        """Let the file go, whole and readable by stock TinyDB.

        Args:
            shown: what the first screen shows of it, for the next start; nothing when empty.
        """
        self._storage.shown = shown
        self._db.close()

    @contextlib.contextmanager
    def _committed(
        self, kept: Mapping[tuple[str, str], Record] = MappingProxyType({})
    ) -> Iterator[Callable[[], Step | None]]:
        """Around a step: what it came to, with the changed records forgotten, or as they were kept."""
        before = self._storage.committed
        steps: list[Step] = []
        yield lambda: steps[0] if steps else None
        if self._storage.committed is not None and self._storage.committed is not before:
            steps.append(self._storage.committed)
            self._forget(steps[0].changes, kept)

    def _learn(self) -> None:
        """Forget the records that other sessions have changed."""
        for step in self._storage.news():
            self._forget(step.changes)
            self._news.append(step)

    def _check(self, record: Record, version: int | None) -> None:
        key = key_of_id(record.id)
        document = self._storage.current(record.plural, key)
        if version is None and document is None:
            return
        if document is None or version is None or document.get("version", 0) != version:
            raise ConflictError(
                record, to_record(type(record), key, document) if document is not None else None
            )

    def _table(self, name: str) -> JournalTable:
        return cast("JournalTable", self._db.table(name))

    def _forget(
        self, changes: Iterable[Change], kept: Mapping[tuple[str, str], Record] = MappingProxyType({})
    ) -> None:
        """Make changed records anew, now where their kind has been read and later where it has not.

        Those that were just kept are at hand, and need not be made from their documents.
        """
        for change in changes:
            kind = _KIND_OF_TABLE.get(change.table)
            if kind is None:
                continue
            self._parted.pop(change.table, None)
            made = self._cache.setdefault(change.table, {})
            self._bad.pop((change.table, change.key), None)
            # As it stands now: a later step, which is news as well, may have taken it away again.
            is_there = self._storage.current(change.table, change.key) is not None
            wanted = is_there and change.table in self._complete
            record = (
                (kept.get((change.table, change.key)) or self._make(kind, change.key)) if wanted else None
            )
            if record is not None:
                made[change.key] = record
            else:
                made.pop(change.key, None)


class RevertRefusedError(CareerError):
    """A record of the step has been changed since, so reverting the step would lose that change."""

    def __init__(self, table: str, key: str) -> None:
        super().__init__(
            "Another session has since changed the same record.", "Undo it there, or edit it by hand."
        )
        self.table = table
        self.key = key


@contextlib.contextmanager
def _said_of(label: str) -> Iterator[None]:
    """Say which step it was that JSON cannot hold, such as one with a number beyond 64 bits."""
    try:
        yield
    except orjson.JSONEncodeError as error:
        raise InvalidRecordError(f"{quoted(label, 60)} cannot be kept: {error}.") from error


@contextlib.contextmanager
def _no_collecting(count: int) -> Iterator[None]:
    """Leave the garbage collector out while many records are made, and have it pass them over afterwards.

    They live as long as the program. Looking through all of them again and again takes a third of the time
    that making them takes, and later a tenth of a second now and then, in the middle of a key. What is let
    go is freed all the same: records hold no circles.
    """
    was_collecting = gc.isenabled()
    if count < _MANY or not was_collecting:
        yield
        return
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def _names(value: Any, id_: str) -> bool:
    """Whether a field of a document holds an id, alone, among others, or in a part."""
    if isinstance(value, str):
        return value == id_
    if isinstance(value, dict):
        return id_ in value or any(_names(part, id_) for part in value.values())
    if not isinstance(value, list) or not value:
        return False
    if isinstance(
        value[0], str
    ):  # ids: twenty thousand conversations are looked through in a few milliseconds
        return id_ in value
    return any(_names(part, id_) for part in value)


def _content(document: Document | None) -> Document | None:
    """A document without its version, which only ever grows."""
    if not isinstance(document, dict):
        return document
    return {name: value for name, value in document.items() if name != "version"}


def _restored(change: Change, now: Document | None) -> Document | None:
    """The earlier document, with a version that no session has seen."""
    if change.before is None:
        return None
    if not isinstance(change.before, dict):
        return change.before
    latest = max(document.get("version", 0) for document in (change.before, now, change.after) if document)
    return {**change.before, "version": latest + 1}
