"""Back from a backup: after a file that cannot be read, or because the person wants an earlier day again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from careertui.errors import NotFoundError, StoreError
from careertui.store import aside, backups, snapshot
from careertui.store.codec import PLAIN, SNAPSHOT, Ask, Codec, LockedError, SealBrokenError, header_of
from careertui.store.files import beside, read_whole, replace_file
from careertui.store.journal import Journal, decode, encode, encode_preamble, locked_in, play
from careertui.store.lock import Lock
from careertui.store.migrations import Tree, last_step_of, migrate, stamp
from careertui.store.reading import LARGEST, former_said
from careertui.store.relocking import Conversion
from careertui.store.storage import JournalStorage, UnreadableError


def restore(
    path: Path, *, session: str, now: Callable[[], datetime], ask: Ask, day: date | None = None
) -> str:
    """Bring the store back, and say in a sentence what was done.

    Without a day, an unreadable file is replaced by its newest backup with every later change of the
    journal on top, so that nothing acknowledged is lost. With a day, the store becomes what it was then;
    that is a step like any other, and undo takes it back.

    Args:
        path: the store.
        session: names this session in the journal.
        now: the clock.
        ask: gives the passphrase of what is locked.
        day: that of the backup; None for the newest.

    Raises:
        NotFoundError: when there is no such backup, or nothing to restore.
        StoreError: when the disk refuses or a backup cannot be read either.
    """
    path = path.resolve()
    codec = PLAIN
    try:
        try:
            storage = JournalStorage(path, session=session, now=now)
        except LockedError as locked:
            codec = locked.opened(ask)
            storage = JournalStorage(path, session=session, now=now, codec=codec)
    except UnreadableError:
        return _recover(path, day, codec, ask)
    try:
        if day is None:
            raise NotFoundError(
                f"{path} can be read; there is nothing to restore.", "Name a day to go back to one."
            )
        backup = _backup(path, day)
        storage.write(_tree(backup, (codec, None), ask)[0])
        return f"{path} is as it was on {backup.day.isoformat()}; undo takes this back."
    finally:
        storage.close()


def _recover(path: Path, day: date | None, codec: Codec, ask: Ask) -> str:
    backup = _backup(path, day)
    former = former_said(path, codec)
    tree, opener = _tree(backup, (codec, former), ask)
    if opener not in (codec, former):
        codec, former = opener, None
    more = ""
    journal = Journal(beside(path, ".journal"), preamble=encode_preamble(codec))
    lock = Lock(beside(path, ".lock"))
    try:
        with lock.held():
            data = journal.read()
            said = locked_in(data)
            written = former if former is not None and said == former.preamble else codec
            belongs = said in {None, written.preamble}
            steps = decode(data, written).steps if belongs else ()
            missed = [step for step in steps if step.seq > last_step_of(tree)] if day is None else []
            play(missed, tree)
            last = max((last_step_of(tree), *(step.seq for step in steps)))
            if former is not None:
                Conversion(path, former, codec).begin(tree, last)
                more = " Opening it goes on with the change of its lock, which was broken off."
            else:
                stamp(tree, last)
                replace_file(path, codec.to_file(snapshot.encode(tree), SNAPSHOT))
            if not belongs:
                kept = aside.keep_copy(path, data, "other-journal", codec)
                more = f" Its journal is under another lock, and is kept at {kept}."
                journal.begin_anew(encode({"fold": last}, codec))
            elif steps and former is None:
                journal.append(encode({"fold": last}, codec))
    except OSError as error:
        raise StoreError(f"The disk refused ({error.strerror}): {path}.", "Nothing was changed.") from error
    finally:
        journal.close()
        lock.close()
    since = f", with {len(missed)} change{'' if len(missed) == 1 else 's'} made since" if missed else ""
    return f"{path} was restored from the backup of {backup.day.isoformat()}{since}.{more}"


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


def _tree(backup: backups.Backup, codecs: tuple[Codec, Codec | None], ask: Ask) -> tuple[Tree, Codec]:
    """What a backup says, and what opened it; one that an earlier passphrase locked has that asked for."""
    try:
        data = read_whole(backup.path, LARGEST)
        header = header_of(data)
        codec = next((codec for codec in codecs if codec is not None and codec.owns(data)), None)
        if codec is None and header is not None:
            codec = LockedError(backup.path, header).opened(ask)
        if codec is None:
            raise StoreError(
                f"The backup {backup.path} is not locked, and the career is: it may not be what you kept.",
                "If you know it is yours, `careertui unlock` first, restore it, and `careertui lock` again.",
            )
        tree = snapshot.decode(codec.from_file(data, SNAPSHOT))
    except (snapshot.GarbledError, SealBrokenError) as error:
        raise StoreError(f"The backup {backup.path} {error}.", "Name an older day.") from error
    except OSError as error:
        raise StoreError(
            f"The backup {backup.path} cannot be read ({error.strerror}).", "Name an older day."
        ) from error
    migrate(tree)
    stamp(tree, last_step_of(tree))
    return tree, codec
