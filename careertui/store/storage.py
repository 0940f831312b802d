"""The TinyDB storage: the tree in memory, a snapshot that stock TinyDB can open, and the journal before it.

A change is one line in the journal, so it costs what changed and not what is stored. The snapshot takes
the journal in when the store is closed, or when the journal has grown; see `architecture` in the README.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tinydb import Storage

from careertui.errors import StoreError
from careertui.store import aside, backups, glance, snapshot
from careertui.store.advice import advice
from careertui.store.aside import UnreadableError
from careertui.store.codec import PLAIN, SNAPSHOT, Codec, RelockedError, is_current
from careertui.store.files import beside, drafts_of, keep_folder_private, replace_file, sweep
from careertui.store.journal import (
    Change,
    Document,
    Journal,
    Reading,
    Step,
    after_last_fold,
    decode,
    encode,
    encode_preamble,
    encode_step,
    is_whole_but_for_its_end,
    play,
)
from careertui.store.lock import BusyError, Lock
from careertui.store.migrations import (
    META_TABLE,
    SCHEMA,
    Tree,
    last_step_of,
    migrate,
    schema_of,
    stamp,
)
from careertui.store.own_keys import doubled_keys, give_own_keys
from careertui.store.reading import codec_of_journal, read_snapshot

if TYPE_CHECKING:
    from careertui.store.relocking import Conversion

__all__ = ["JournalStorage", "OpenStep", "UnreadableError"]

FOLD_AT = 4 << 20
"""Bytes of journal past which a fold also begins it anew."""
KEPT_STEPS = 200
"""How many steps a new journal carries over, for undo."""


@dataclass(slots=True)
class OpenStep:
    """A step being put together, under the lock: what each touched document was and shall be."""

    label: str
    undoes: int | None = None
    redoes: int | None = None
    before: dict[tuple[str, str], Document | None] = field(default_factory=dict)
    after: dict[tuple[str, str], Document | None] = field(default_factory=dict)

    def changes(self) -> tuple[Change, ...]:
        """What differs; a document that is put as it was is no change."""
        return tuple(
            Change(*place, self.before[place], document)
            for place, document in self.after.items()
            if self.before[place] != document
        )


class JournalStorage(Storage):
    """A TinyDB storage whose every write is on the disk, whole, when the call returns.

    Args:
        path: the snapshot, `career.json`; the journal and the lock lie beside it. Nothing is created
            until something is written.
        session: names this session in the journal.
        now: the clock.
        codec: opens the files of a locked career.

    Raises:
        LockedError: when the career is locked and no codec was given.
        UnreadableError: when the snapshot is empty, cut off, not TinyDB's, or from a newer careertui.
        StoreError: when the files cannot be opened or another session keeps the lock.
    """

    def __init__(
        self, path: Path, *, session: str, now: Callable[[], datetime], codec: Codec = PLAIN
    ) -> None:
        self.path = Path(os.path.realpath(path))
        self.codec = codec
        self.session = session
        self.shown = b""  # what the first screen shows of all this; kept at the end, for the next start
        self.notes: list[str] = []
        self._now = now
        self._tree: Tree = {}
        self._last = 0  # the latest step that the tree holds
        self._folded = 0  # the latest step that the snapshot holds
        self._fold_end = 0  # the journal's length when it last took the journal in, as far as we know
        self._found = 0  # the latest step when this session opened
        self._is_whole = True  # whether nothing that others wrote was missed
        self._open_step: OpenStep | None = None
        self._news: list[Step] = []
        self._lock = Lock(beside(self.path, ".lock"))
        self._journal = Journal(beside(self.path, ".journal"), preamble=encode_preamble(codec))
        self._is_open = False
        self._is_relocked = False  # whether another session has changed the lock
        with self._told():
            if self.path.is_dir():
                raise StoreError(f"{self.path} is a folder.", "Name a file, such as career.json.")
            if self.path.parent.is_dir():
                self._open()
        self._is_open = True

    def _open(self) -> None:
        try:
            with self._lock.held():
                replaced = (self.path, self._journal.path, glance.path_of(self.path))
                sweep(self.path.parent, *(f"{path.name}." for path in replaced))
                for folder in (backups.folder_of(self.path), drafts_of(self.path)):
                    if keep_folder_private(folder):
                        self.notes.append(
                            f"Others on this host could look into {folder}; it is now yours alone."
                        )
                    sweep(folder, "")
                self._load()
                if self.codec.generation:
                    glance.forget(self.path)
                    self._conversion(self.codec).convert_drafts()
                self._found = self._last
        except BaseException:
            self._let_go()
            raise

    def _let_go(self) -> None:
        self._journal.close()
        self._lock.close()

    # --- tinydb.Storage -----------------------------------------------------------------------------

    def read(self) -> Tree:
        """Tables by name, documents by key: the tree itself below its top. Change it through a table."""
        return dict(self._tree)

    def write(self, data: Tree) -> None:
        """Make `data` the whole store, as one step: what TinyDB calls to drop tables."""
        with self.step("Replace everything") as step:
            for table in {*self._tree, *data} - {META_TABLE}:
                documents = data.get(table, {})
                for key in {*self._tree.get(table, {}), *documents}:
                    self.put(step, table, key, documents.get(key))

    def close(self) -> None:
        """Fold the journal into the snapshot, so that stock TinyDB sees every change, and let go."""
        # A busy lock or a full disk takes nothing away: the journal has every change.
        with contextlib.suppress(StoreError):
            if self._last > self._folded:
                self.fold()
            if self.shown and not self.codec.generation:
                self._keep_shown(self.shown)
        self._let_go()

    def _keep_shown(self, shown: bytes) -> None:
        """Under the lock, so that what was shown and what the files hold are the same."""
        with self._told(), self._lock.held(patience=0):
            if self._is_whole and not self._is_relocked and not self._journal.changed():
                glance.keep(self.path, glance.stamp_of(self.path), shown)

    # --- steps --------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def step(self, label: str, *, undoes: int | None = None, redoes: int | None = None) -> Iterator[OpenStep]:
        """Everything put inside is one line of the journal, or nothing; inside another step it joins that.

        What other sessions wrote is taken in first, under the same lock.

        Raises:
            StoreError: when the lock or the disk refuses; neither memory nor file has changed.
        """
        with self._told(), self._lock.held():
            if self._open_step is not None:
                yield self._open_step
                return
            self._take_in()
            self._open_step = OpenStep(label, undoes, redoes)
            try:
                yield self._open_step
                self._commit(self._open_step)
            finally:
                self._open_step = None

    def current(self, table: str, key: str) -> Document | None:
        """The document as it stands, within the step being put together if there is one."""
        if self._open_step is not None and (table, key) in self._open_step.after:
            return self._open_step.after[table, key]
        documents = self._tree.get(table)
        return documents.get(key) if documents is not None else None

    def table(self, name: str) -> dict[str, Document]:
        """A table's documents as they stand, within the step being put together if there is one."""
        stored = self._tree.get(name, {})
        after = self._open_step.after if self._open_step is not None else {}
        touched = {key: document for (table, key), document in after.items() if table == name}
        if not touched:
            return cast("dict[str, Document]", stored)
        return {key: document for key, document in {**stored, **touched}.items() if document is not None}

    def put(self, step: OpenStep, table: str, key: str, document: Document | None) -> None:
        """Set what a document shall be when the step ends; None takes it away."""
        place = (table, key)
        if place not in step.before:
            step.before[place] = self.current(table, key)
        step.after[place] = document

    def take_in(self) -> None:
        """Take in what other sessions wrote; does nothing when they are writing just now.

        Raises:
            StoreError: when the disk refuses.
        """
        with self._told(), contextlib.suppress(BusyError):
            if self.is_behind:
                with self._lock.held(patience=0):
                    self._take_in()

    @property
    def is_behind(self) -> bool:
        """Whether another session has written something that is not taken in yet.

        Raises:
            StoreError: when the disk refuses.
        """
        with self._told():
            return not self._is_relocked and self._journal.changed()

    def news(self) -> tuple[Step, ...]:
        """The steps of other sessions taken in since this was last asked, oldest first."""
        news, self._news = tuple(self._news), []
        return news

    def history(self) -> tuple[Step, ...]:
        """The steps that this session may undo, oldest first: its own, and those it found when it opened."""
        with self._told():
            if not self._journal.path.exists():
                return ()
        with self._told(), self._lock.held():
            self._take_in()
            steps = decode(self._journal.read(), self.codec).steps
        return tuple(step for step in steps if step.seq <= self._found or step.session == self.session)

    def fold(self) -> None:
        """Write the snapshot anew with every step in it, note that in the journal, and keep today's backup.

        Raises:
            StoreError: when the lock or the disk refuses; the journal still has every change.
        """
        with self._told(), self._lock.held():
            self.write_snapshot(*self.snapshot())

    @property
    def has_grown(self) -> bool:
        """Whether so much has been written since the last fold that one is due before the session ends."""
        return not self._is_relocked and self._journal.end - self._fold_end > FOLD_AT

    def snapshot(self) -> tuple[bytes, int]:
        """What the file would say now, and the last step in it.

        Raises:
            StoreError: when the lock or the disk refuses.
        """
        with self._told(), self._lock.held():
            self._take_in()
            stamp(self._tree, self._last)
            return snapshot.encode(self._tree), self._last

    def write_snapshot(self, data: bytes, last: int) -> bool:
        """Put a snapshot in place; False, and nothing is done, when there are later steps than its last.

        This part is mostly waiting for the disk; it may run in another thread.

        Raises:
            StoreError: when the lock or the disk refuses; the journal still has every change.
        """
        with self._told(), self._lock.held():
            if self._is_relocked or not is_current(self.path, self.codec):
                raise RelockedError(self.path)
            if self._last != last or self._journal.changed():
                return False
            data = self.codec.to_file(data, SNAPSHOT)
            replace_file(self.path, data)
            self._journal.append(encode({"fold": last}, self.codec))
            self._folded = last
            # The backup first: with it and the journal, a snapshot that goes bad can be made again.
            backups.keep(self.path, data, self._now().date())
            if self._journal.end > FOLD_AT:
                steps = decode(self._journal.read(), self.codec).steps[-KEPT_STEPS:]
                lines = b"".join(encode_step(step, self.codec) for step in steps)
                self._journal.begin_anew(lines + encode({"fold": last}, self.codec))
            self._fold_end = self._journal.end
            return True

    # --- locking ------------------------------------------------------------------------------------

    def recode(self, to: Codec) -> None:
        """Write every file anew with another codec; where it breaks off, the next opening goes on.

        Raises:
            UnfinishedError: when the disk refuses after the snapshot was replaced.
            StoreError: when the lock or the disk refuses; nothing has changed.
        """
        with self._told(), self._lock.held():
            self._take_in()
            glance.forget(self.path)
            former, steps = self.codec, decode(self._journal.read(), self.codec).steps
            conversion = self._conversion(former, to)
            self._is_relocked = (
                True  # what breaks off in between is for the next opening, not for this session
            )
            conversion.begin(self._tree, self._last)
            self.codec = to
            self._finish(conversion, steps)
            self._is_relocked = False

    def _conversion(self, former: Codec, to: Codec | None = None) -> Conversion:
        from careertui.store.relocking import Conversion  # few careers are locked

        return Conversion(self.path, former, to or self.codec)

    def _finish(self, conversion: Conversion, steps: tuple[Step, ...]) -> None:
        """Convert what is not converted yet."""
        left = conversion.finish(
            self._journal, steps[-KEPT_STEPS:], self._tree, self._last, self._now().date()
        )
        self._folded, self._fold_end = self._last, self._journal.end
        if left:
            named = ", ".join(str(path) for path in left)
            self.notes.append(
                f"{len(left)} file(s) could not be rewritten, and are as they were; look at them, and delete"
                f" them if you need them no more: {named}."
            )

    # --- inside -------------------------------------------------------------------------------------

    def _load(self) -> None:
        """Read everything; called under the lock."""
        self._is_whole = False
        tree, former = read_snapshot(self.path, self.codec, self.notes, is_open=self._is_open)
        data = self._journal.read()
        codec = codec_of_journal(data, self.path, (self.codec, former), is_open=self._is_open)
        self._fold_end = after_last_fold(data, codec)
        reading = decode(data[self._fold_end :], codec)
        # The snapshot's own word counts too: a crash may have come before the journal was told of the fold.
        folded = max(reading.folded, last_step_of(tree))
        pending = {step.seq: step for step in reading.steps if step.seq > folded}
        if pending:
            aside.keep_foreign_snapshot(self.path, self._journal.path)
        play((pending[seq] for seq in sorted(pending)), tree)
        self._tree, self._folded, self._last = tree, folded, max((folded, *pending))
        self._note_damage(reading, data, len(pending))
        if codec.generation and last_step_of(tree) < reading.folded:
            self.notes.append(
                f"{self.path} is older than its journal says: an older copy was put in its place."
            )
        if former is not None:
            self._finish(self._conversion(former), decode(data, codec).steps)
        if self.path.exists():
            self._bring_up_to_date()
        self._is_whole = True

    def _note_damage(self, reading: Reading, data: bytes, pending: int) -> None:
        """Keep a journal that is not whole as it came, and say so."""
        damaged = len(reading.damaged) + is_whole_but_for_its_end(self._journal.torn)
        missing = max(self._last - self._folded - pending - damaged, 0)
        if not damaged and not missing:
            return
        # Sealed lines are sealed once more: a copy is there for longer than the key that they are under.
        kept = aside.keep_copy(self.path, data + self._journal.torn, "damaged-journal", self.codec)
        what = [f"{damaged} line(s) of {self._journal.path} are damaged and were left out"] * (damaged > 0)
        what += [f"{missing} line(s) of {self._journal.path} are gone"] * (missing > 0)
        self.notes.append(f"{', and '.join(what)}; the whole file is kept at {kept}.")

    def _bring_up_to_date(self) -> None:
        """Migrate an older file, and tell apart records to which stock TinyDB gave the same key."""
        old, doubled = schema_of(self._tree), doubled_keys(self._tree)
        if old == SCHEMA and not doubled:
            return
        kept = aside.keep_copy(self.path, self.path.read_bytes(), f"before-schema-{SCHEMA}")
        if old < SCHEMA:
            migrate(self._tree)
            self.notes.append(f"{self.path} was brought from schema {old} to {SCHEMA}.")
        if doubled:
            give_own_keys(self._tree, doubled, self._now())
            self.notes.append(f"{len(doubled)} record(s) shared an id with another and got their own.")
        self.notes.append(f"The file as it was is kept at {kept}.")
        # A number no step has, so that a session that is open reads everything again.
        self._last = self._folded = self._last + 1
        stamp(self._tree, self._last)
        replace_file(self.path, self.codec.to_file(snapshot.encode(self._tree), SNAPSHOT))
        # Steps in the older shape cannot be undone any more; the snapshot holds them all.
        self._journal.begin_anew(encode({"fold": self._last}, self.codec))

    def _take_in(self) -> None:
        """Apply what others wrote since the last look; called under the lock.

        A look that the disk broke off may have seen half of it, and the next one reads everything again:
        whatever was missed would be missing from the snapshot that this session writes.
        """
        if self._is_relocked:
            raise RelockedError(self.path)
        if not self._is_whole:
            self._reload()
            return
        self._is_whole = False
        self._read_on()
        self._is_whole = True

    def _read_on(self) -> None:
        is_first = not self._journal.end
        data, anew = self._journal.read_on()
        if is_first:
            codec_of_journal(data, self.path, (self.codec, None), is_open=True)
        if data:
            self._accept(decode(data, self.codec))
        if not anew:
            return
        data = self._journal.read()
        codec_of_journal(data, self.path, (self.codec, None), is_open=True)
        reading = decode(data, self.codec)
        if 0 < reading.newest < self._last:  # another history; a journal that is gone tells nothing
            self._reload()
        else:
            self._accept(reading)

    def _accept(self, reading: Reading) -> None:
        steps = [step for step in reading.steps if step.seq > self._last]
        in_order = [step.seq for step in steps] == list(range(self._last + 1, self._last + len(steps) + 1))
        if not in_order or reading.newest > self._last + len(steps):
            self._reload()
            return
        play(steps, self._tree)
        self._news += steps
        self._last += len(steps)
        self._folded = max(self._folded, reading.folded)

    def _reload(self) -> None:
        """Read everything again, after missing more than the journal still tells; the difference is news."""
        old = self._tree
        try:
            self._load()
        except BaseException:
            self._tree = old  # what is news is told when all of it is known
            raise
        places = {
            (t, k) for tree in (old, self._tree) for t, docs in tree.items() if t != META_TABLE for k in docs
        }
        changes = tuple(
            Change(table, key, old.get(table, {}).get(key), self._tree.get(table, {}).get(key))
            for table, key in sorted(places)
            if old.get(table, {}).get(key) != self._tree.get(table, {}).get(key)
        )
        self._news.append(Step(self._last, "", "", "Changes by another session", changes))

    def _commit(self, open_step: OpenStep) -> None:
        changes = open_step.changes()
        if not changes:
            return
        at = self._now().isoformat()
        step = Step(
            self._last + 1, at, self.session, open_step.label, changes, open_step.undoes, open_step.redoes
        )
        line = encode_step(step, self.codec)
        self._journal.append(line)
        # What the line says, so that memory never holds anything that a reader of the file would not get.
        (self.committed,) = decode(line, self.codec).steps
        play([self.committed], self._tree)
        self._last = step.seq

    committed: Step | None = None
    """The latest step of this session."""

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Say what the disk refused, in words."""
        try:
            yield
        except RelockedError:
            self._is_relocked = True
            raise
        except OSError as error:
            why = error.strerror or str(error)
            raise StoreError(
                f"The disk refused ({why}): {error.filename or self.path}.", advice(error)
            ) from error
