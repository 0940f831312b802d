"""Back from a backup: after a file that cannot be read, or because the person wants an earlier day again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from careertui.errors import NotFoundError, StoreError
from careertui.store import backups, snapshot
from careertui.store.files import beside, replace_file
from careertui.store.journal import Journal, decode, encode, play
from careertui.store.lock import Lock
from careertui.store.migrations import Tree, last_step_of, migrate, stamp
from careertui.store.storage import JournalStorage, UnreadableError


def restore(path: Path, *, session: str, now: Callable[[], datetime], day: date | None = None) -> str:
    """Bring the store back, and say in a sentence what was done.

    Without a day, an unreadable file is replaced by its newest backup with every later change of the
    journal on top, so that nothing acknowledged is lost. With a day, the store becomes what it was then;
    that is a step like any other, and undo takes it back.

    Raises:
        NotFoundError: when there is no such backup, or nothing to restore.
        StoreError: when the disk refuses or a backup cannot be read either.
    """
    path = path.resolve()
    try:
        storage = JournalStorage(path, session=session, now=now)
    except UnreadableError:
        return _recover(path, day)
    try:
        if day is None:
            raise NotFoundError(
                f"{path} can be read; there is nothing to restore.", "Name a day to go back to one."
            )
        backup = _backup(path, day)
        storage.write(_tree(backup))
        return f"{path} is as it was on {backup.day.isoformat()}; undo takes this back."
    finally:
        storage.close()


def _recover(path: Path, day: date | None) -> str:
    backup = _backup(path, day)
    tree = _tree(backup)
    journal = Journal(beside(path, ".journal"))
    lock = Lock(beside(path, ".lock"))
    try:
        with lock.held():
            steps = decode(journal.read()).steps
            missed = [step for step in steps if step.seq > last_step_of(tree)] if day is None else []
            play(missed, tree)
            replace_file(path, snapshot.encode(tree))
            if steps:
                journal.append(encode({"fold": steps[-1].seq}))
    except OSError as error:
        raise StoreError(f"The disk refused ({error.strerror}): {path}.", "Nothing was changed.") from error
    finally:
        journal.close()
        lock.close()
    since = f", with {len(missed)} change{'' if len(missed) == 1 else 's'} made since" if missed else ""
    return f"{path} was restored from the backup of {backup.day.isoformat()}{since}."


def _backup(path: Path, day: date | None) -> backups.Backup:
    there = backups.backups(path)
    for backup in there:
        if day is None or backup.day == day:
            return backup
    days = ", ".join(backup.day.isoformat() for backup in there)
    raise NotFoundError(
        f"There is no backup{f' of {day.isoformat()}' if day else ''} of {path}.",
        f"There are backups of {days}." if days else f"None was kept in {backups.folder_of(path)} yet.",
    )


def _tree(backup: backups.Backup) -> Tree:
    try:
        tree = snapshot.decode(backup.path.read_bytes())
    except snapshot.GarbledError as error:
        raise StoreError(f"The backup {backup.path} {error}.", "Name an older day.") from error
    except OSError as error:
        raise StoreError(
            f"The backup {backup.path} cannot be read ({error.strerror}).", "Name an older day."
        ) from error
    migrate(tree)
    stamp(tree, last_step_of(tree))
    return tree
