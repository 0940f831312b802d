"""Reading the snapshot as it lies on the disk, and telling what it and its journal are written with."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from careertui.errors import StoreError
from careertui.store import aside, snapshot
from careertui.store.codec import SNAPSHOT, Codec, LockedError, RelockedError, SealBrokenError, header_of
from careertui.store.files import make_private, read_whole
from careertui.store.journal import locked_in
from careertui.store.migrations import META_TABLE, SCHEMA, Tree, former_of, schema_of

LARGEST = 128 << 20
"""Bytes of a snapshot that are read: three times what 100,000 records take."""
_IF_BY_HAND = (
    f""" If you edited it, take "checksum" out of its table {META_TABLE!r}, and it is taken as it is."""
)


def read_snapshot(
    path: Path, codec: Codec, notes: list[str], *, is_open: bool = False
) -> tuple[Tree, Codec | None]:
    """The tree in the file; and, where a conversion of the files was broken off, what they were before.

    Args:
        path: the snapshot.
        codec: opens it.
        notes: takes what there is to say of it.
        is_open: whether this session has read it before, so that another lock is another session's.

    Raises:
        LockedError: when it is under a lock that this codec does not open.
        UnreadableError: when it is no snapshot, or not as it was written.
        StoreError: when it is no file, or too large to be a career.
    """
    try:
        # No link is followed, and a pipe in its place is not waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return {}, None
    with os.fdopen(descriptor, "rb") as file:
        _refuse_what_is_no_store(path, os.fstat(descriptor))
        if make_private(descriptor):
            notes.append(f"{path} could be read by others on this host; it is now yours alone.")
        data = file.read()
    try:
        tree, former = _meant(data, path, codec, is_open=is_open)
    except snapshot.DamagedError as error:
        raise aside.unreadable(path, data, str(error), _IF_BY_HAND) from error
    except (snapshot.GarbledError, SealBrokenError) as error:
        raise aside.unreadable(path, data, str(error)) from error
    if schema_of(tree) > SCHEMA:
        why = f"was written by a newer careertui (schema {schema_of(tree)}; this one knows {SCHEMA})"
        raise aside.unreadable(path, data, why)
    note = aside.leave_out_what_is_no_table(path, tree, data)
    notes += [note] if note else []
    return tree, former


def _meant(data: bytes, path: Path, codec: Codec, *, is_open: bool) -> tuple[Tree, Codec | None]:
    header = header_of(data)
    if header is None:
        if codec.generation:
            raise RelockedError(path)
        tree = snapshot.decode(data)
        return tree, _told_of(former_of(tree))
    if header.generation != codec.generation:
        raise RelockedError(path) if is_open else LockedError(path, header)
    return snapshot.decode(codec.from_file(data, SNAPSHOT)), codec.former(header)


def former_said(path: Path, codec: Codec) -> Codec | None:
    """What the files were written with, where a conversion was broken off and the snapshot then went bad.

    Args:
        path: the snapshot.
        codec: opens it.

    Returns:
        None when nothing was broken off, or it cannot be told any more.
    """
    try:
        data = read_whole(path, LARGEST)
        header = header_of(data)
        if header is None:
            return _told_of(snapshot.former_said(data))
        return codec.former(header) if codec.owns(data) else None
    except (OSError, SealBrokenError):
        return None


def _told_of(former: str) -> Codec | None:
    if not former:
        return None
    from careertui.store.sealed import told_of  # few careers were ever locked

    return told_of(former)


def _refuse_what_is_no_store(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise StoreError(f"{path} is not a file.", "Name another with --store.")
    if found.st_size > LARGEST:
        raise StoreError(
            f"{path} has {found.st_size >> 20:,} MB, and no career has more than {LARGEST >> 20}.",
            "Nothing was read or changed; name another with --store.",
        )


def codec_of_journal(
    data: bytes, path: Path, codecs: tuple[Codec, Codec | None], *, is_open: bool = False
) -> Codec:
    """What the journal is written with: what its snapshot is, or, within a conversion, what that was before.

    Args:
        data: the journal from its beginning.
        path: the snapshot.
        codecs: what the snapshot is written with, and what it was before, if it says.
        is_open: whether this session has read it before, so that another lock is another session's.

    Raises:
        LockedError: when there is no snapshot, and the journal is locked.
        UnreadableError: when one of them was put in the place of another.
    """
    said = locked_in(data)
    if said is None:
        return codecs[0]
    try:
        header = header_of(f"{said}\n".encode()) if said else None
    except SealBrokenError:
        return codecs[0]  # its lines will tell
    generation = header.generation if header is not None else ""
    for codec in codecs:
        if codec is not None and codec.generation == generation:
            return codec
    if is_open:
        raise RelockedError(path)
    if not path.exists():
        if header is None:
            raise RelockedError(path)
        raise LockedError(path, header)
    raise aside.unreadable(
        path,
        path.read_bytes(),
        "is not locked in the way its journal is: one of them was put in the place of another",
    )
