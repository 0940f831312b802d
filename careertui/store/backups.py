"""Copies of the snapshot: one for every day that changed, and what to fall back on."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from careertui.store.files import beside, keep_folder_private, make_private_folder, replace_file

KEPT_DAYS = 14
"""How many daily copies stay; of older ones, the last of each month stays."""
_DAILY = re.compile(r"career-(\d{4}-\d{2}-\d{2})\.json")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the snapshot as it was on a day."""

    path: Path
    day: date


def folder_of(store: Path) -> Path:
    """Where the copies of this store lie."""
    return beside(store, "-backups")


def backups(store: Path) -> tuple[Backup, ...]:
    """The daily copies there are, the newest first."""
    return tuple(sorted(_found(folder_of(store)), key=lambda backup: backup.day, reverse=True))


def keep(store: Path, data: bytes, today: date) -> None:
    """Make `data` today's copy, and let go of those past keeping.

    Raises:
        OSError: when the disk refuses.
    """
    folder = folder_of(store)
    make_private_folder(folder)
    keep_folder_private(folder)
    replace_file(folder / f"career-{today.isoformat()}.json", data)
    for backup in past_keeping(backups(store)):
        with contextlib.suppress(FileNotFoundError):
            backup.path.unlink()


def keep_named(store: Path, data: bytes, name: str) -> Path:
    """Keep a copy under a name of its own, which rotation leaves alone.

    Raises:
        OSError: when the disk refuses.
    """
    folder = folder_of(store)
    make_private_folder(folder)
    keep_folder_private(folder)
    path = folder / f"{name}.json"
    replace_file(path, data)
    return path


def past_keeping(newest_first: tuple[Backup, ...]) -> tuple[Backup, ...]:
    """The copies to let go: older than the newest fourteen, and not the last of their month."""
    months = {(backup.day.year, backup.day.month) for backup in newest_first[:KEPT_DAYS]}
    past = []
    for backup in newest_first[KEPT_DAYS:]:
        month = (backup.day.year, backup.day.month)
        if month in months:
            past.append(backup)
        months.add(month)
    return tuple(past)


def _found(folder: Path) -> Iterator[Backup]:
    with contextlib.suppress(FileNotFoundError):
        for path in folder.iterdir():
            match = _DAILY.fullmatch(path.name)
            if match:
                with contextlib.suppress(ValueError):
                    yield Backup(path, date.fromisoformat(match[1]))
