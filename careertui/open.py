"""The one place where a planner is put together; its parts are loaded when there is something to open."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from careertui.domain.thresholds import USUAL, Thresholds

if TYPE_CHECKING:  # the clock is asked for before the career is
    from careertui.planner.planner import Planner

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, in the host's time zone."""
    return datetime.now().astimezone()


def _session() -> str:
    return f"{os.getpid()}-{os.urandom(4).hex()}"


@contextmanager
def open_planner(path: Path, now: Clock = system_clock, thresholds: Thresholds = USUAL) -> Iterator[Planner]:
    """The career kept at `path`; the file is made at the first change, and let go at the end.

    Raises:
        StoreError: when the file cannot be read or another session keeps it.
    """
    from careertui.planner.planner import Planner
    from careertui.store.store import Store

    store = Store(path, session=_session(), now=now)
    try:
        yield Planner(store, now, thresholds)
    finally:
        store.close()


def restore_store(path: Path, day: date | None, now: Clock = system_clock) -> str:
    """Bring a store back from a backup, and say what was done; see `store.restore`.

    Raises:
        CareerError: when there is no such backup, or the disk refuses.
    """
    from careertui.store.restore import restore

    return restore(path, session=_session(), now=now, day=day)
