"""What is kept as it came, under a name of its own, when a file is not what it should be."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from careertui.domain.quoting import short
from careertui.errors import StoreError
from careertui.store import backups
from careertui.store.codec import PLAIN, SNAPSHOT, Codec
from careertui.store.migrations import Tree


class UnreadableError(StoreError):
    """The snapshot cannot be read. It is untouched, and a copy of it lies at `copy`."""

    def __init__(self, message: str, hint: str, copy: Path) -> None:
        super().__init__(message, hint)
        self.copy = copy


def keep_copy(store: Path, data: bytes, why: str, codec: Codec = PLAIN) -> Path:
    """Keep bytes once, however often they are met.

    Args:
        store: beside what they are kept.
        data: the bytes.
        why: becomes a part of the name.
        codec: seals them; not needed for what is sealed as a whole already.

    Raises:
        OSError: when the disk refuses.
    """
    name = f"{store.stem}-{why}-{hashlib.sha256(data).hexdigest()[:8]}"
    return backups.keep_named(store, codec.to_file(data, SNAPSHOT), name)


def unreadable(store: Path, data: bytes, why: str, otherwise: str = "") -> UnreadableError:
    """Keep a snapshot that cannot be read, and say why it cannot, and what to do.

    Args:
        store: the snapshot.
        data: what it says.
        why: as a sentence that begins with the file.
        otherwise: what else may be done.
    """
    kept = keep_copy(store, data, "unreadable")
    newest = next(iter(backups.backups(store)), None)
    hint = (
        f"The newest backup is of {newest.day.isoformat()}: `careertui restore` brings it back, and"
        " with it every change the journal has."
        if newest
        else "There is no backup yet. Mend the file, or start elsewhere with --store."
    )
    said = f"{store} {why}. It is left as it is, with a copy at {kept}."
    return UnreadableError(said, hint + otherwise, kept)


def leave_out_what_is_no_table(store: Path, tree: Tree, data: bytes) -> str:
    """Keep a file with something else than tables in it whole, and go on without that; what to say of it."""
    odd = [name for name, table in tree.items() if not isinstance(table, dict)]
    if not odd:
        return ""
    kept = keep_copy(store, data, "odd")
    for name in odd:
        del tree[name]
    named = ", ".join(repr(short(name)) for name in odd)
    return f"In {store}, {named} is no table and was left out; the whole file is kept at {kept}."


def keep_foreign_snapshot(store: Path, journal: Path) -> None:
    """A snapshot no older than changes it lacks was written by another program: keep it as it came."""
    with contextlib.suppress(FileNotFoundError):
        if store.stat().st_mtime_ns >= journal.stat().st_mtime_ns:
            keep_copy(store, store.read_bytes(), "before-replay")
