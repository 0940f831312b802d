"""The one place where a planner is put together; its parts are loaded when there is something to open."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from careertui.domain.thresholds import USUAL, Thresholds
from careertui.errors import RefusedError

if TYPE_CHECKING:  # the clock is asked for before the career is, and few careers are locked
    from careertui.planner.planner import Planner
    from careertui.store.codec import Codec
    from careertui.store.sealed import Cost
    from careertui.store.storage import JournalStorage

Clock = Callable[[], datetime]
Ask = Callable[[int], bytes]
"""Gives the passphrase, told which attempt it is, from 1; raises when there is none to be had."""


def system_clock() -> datetime:
    """Now, in the host's time zone."""
    return datetime.now().astimezone()


def _session() -> str:
    return f"{os.getpid()}-{os.urandom(4).hex()}"


def nobody_to_ask(_attempt: int) -> bytes:
    """For whoever opens a career where no passphrase can be had.

    Raises:
        RefusedError: always.
    """
    raise RefusedError("The career is locked, and there is nobody to ask for its passphrase.")


@contextmanager
def open_planner(
    path: Path,
    now: Clock = system_clock,
    thresholds: Thresholds = USUAL,
    *,
    ask: Ask = nobody_to_ask,
    lock: Codec | None = None,
) -> Iterator[Planner]:
    """The career kept at `path`; the file is made at the first change, and let go at the end.

    Args:
        path: the career's file.
        now: the clock.
        thresholds: how many days are recent, soon or long to the person.
        ask: gives the passphrase of a career that is locked; it is not asked of any other.
        lock: what `lock_opened` gave, where it was asked before.

    Raises:
        StoreError: when the file cannot be read or another session keeps it.
    """
    from careertui.planner.planner import Planner
    from careertui.store.codec import PLAIN, LockedError
    from careertui.store.store import Store

    try:
        store = Store(path, session=_session(), now=now, codec=lock or PLAIN)
    except LockedError as locked:
        # Between the two nothing is held: the person may take their time.
        store = Store(path, session=_session(), now=now, codec=locked.opened(ask))
    planner = Planner(store, now, thresholds)
    try:
        yield planner
    finally:
        planner.close()


def shown_last(path: Path) -> bytes | None:
    """What the first screen showed of the career when it was let go; None where it has changed since."""
    from careertui.store.glance import kept

    return kept(path.resolve())


def lock_opened(path: Path, ask: Ask) -> Codec | None:
    """The lock of a career, opened, for who has to ask before it can open the career; None if it has none.

    Raises:
        CareerError: when the passphrase is not given.
    """
    if not is_locked(path):
        return None
    from careertui.store.codec import LONGEST_HEADER, LockedError, SealBrokenError, header_of

    path = path.resolve()
    try:
        header = header_of(_beginning(path, LONGEST_HEADER))
    except SealBrokenError:
        return None  # opening it says so
    return LockedError(path, header).opened(ask) if header is not None else None


def restore_store(
    path: Path, day: date | None, now: Clock = system_clock, *, ask: Ask = nobody_to_ask
) -> str:
    """Bring a store back from a backup, and say what was done; see `store.restore`.

    Raises:
        CareerError: when there is no such backup, or the disk refuses.
    """
    from careertui.store.restore import restore

    return restore(path, session=_session(), now=now, ask=ask, day=day)


def is_locked(path: Path) -> bool:
    """Whether the career kept at `path` is locked with a passphrase, as far as its file says."""
    if _beginning(path.resolve(), 1) in {b"", b"{"}:
        return False  # as every file of TinyDB begins
    from careertui.store.codec import PLAIN, is_current

    return not is_current(path.resolve(), PLAIN)


def _beginning(path: Path, length: int) -> bytes:
    """How a file begins; nothing where it cannot be read, which opening it says."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return b""
    try:
        return os.read(descriptor, length)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def lock_store(
    path: Path,
    new: Callable[[], bytes],
    now: Clock = system_clock,
    *,
    ask: Ask = nobody_to_ask,
    cost: Cost | None = None,
) -> tuple[str, ...]:
    """Put a lock on a career, or a new one in place of that which it has.

    Args:
        path: the career's file.
        new: gives the passphrase that opens it from now on, once the career is open.
        now: the clock.
        ask: gives the passphrase that has opened it so far.
        cost: of trying a passphrase; None for the usual.

    Returns:
        What was mended, and what could not be converted, as sentences.

    Raises:
        StoreError: when PyNaCl is missing, or the disk refuses.
    """
    from careertui.store.sealed import USUAL as USUAL_COST
    from careertui.store.sealed import new_lock, sodium_of_this_host

    sodium_of_this_host()  # before the person types anything
    with _storage(path, now, ask) as storage:
        storage.recode(new_lock(new(), cost or USUAL_COST))
        return tuple(storage.notes)


def unlock_store(path: Path, now: Clock = system_clock, *, ask: Ask = nobody_to_ask) -> tuple[str, ...]:
    """Take the lock off a career; see `lock_store`.

    Raises:
        StoreError: when PyNaCl is missing, or the disk refuses.
    """
    from careertui.store.codec import PLAIN

    with _storage(path, now, ask) as storage:
        storage.recode(PLAIN)
        return tuple(storage.notes)


@contextmanager
def _storage(path: Path, now: Clock, ask: Ask) -> Iterator[JournalStorage]:
    from careertui.store.codec import LockedError
    from careertui.store.storage import JournalStorage

    try:
        storage = JournalStorage(path, session=_session(), now=now)
    except LockedError as locked:
        storage = JournalStorage(path, session=_session(), now=now, codec=locked.opened(ask))
    try:
        yield storage
    finally:
        storage.close()
