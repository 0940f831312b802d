"""What the tests of the store share."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from careertui.domain.goal import Goal
from careertui.domain.record import Record
from careertui.errors import WrongPassphraseError
from careertui.open import Ask, lock_store, open_planner, restore_store
from careertui.planner.planner import Planner
from careertui.store.codec import PLAIN, Codec, header_of
from careertui.store.journal import Step, decode, locked_in
from careertui.store.sealed import Cost, unlocked
from careertui.store.table import CareerDB
from tests.conftest import Clock


def journal_of(store: Path) -> Path:
    """The journal beside a store."""
    return store.with_name("career.journal")


def steps_in(store: Path) -> tuple[Step, ...]:
    """The steps that the journal tells of."""
    journal = journal_of(store)
    return decode(journal.read_bytes(), codec_of(store)).steps if journal.exists() else ()


def keep(planner: Planner, label: str, *records: Record) -> None:
    """Keep records in one step."""
    with planner.change(label) as change:
        for record in records:
            change.put(record)


def add_goal(planner: Planner, title: str) -> Goal:
    """Keep a new goal."""
    with planner.change(f"Add {title}") as change:
        return change.put(Goal(title=title))


def titles(planner: Planner) -> list[str]:
    """The titles of the goals, in the order of the file."""
    return [goal.title for goal in planner.all(Goal)]


def titles_at(store: Path) -> list[str]:
    """The titles of the goals that a session opened now would see."""
    with opened(store) as planner:
        return titles(planner)


@contextmanager
def stock(store: Path) -> Iterator[TinyDB]:
    """The store as TinyDB opens it without any of our code."""
    with TinyDB(store) as db:
        yield db


def career_db(store: Path, session: str = "test", clock: Clock | None = None) -> CareerDB:
    """The store through TinyDB's own calls and our storage."""
    return CareerDB(store, session=session, now=clock or Clock(), codec=codec_of(store))


def abandon(planner: Planner) -> None:
    """End a session as a kill would: the journal is not folded into the snapshot."""
    storage: Any = planner._store._storage
    storage._let_go()
    storage.close = lambda: None


def in_a_child(work: Callable[[int], None]) -> tuple[int, int]:
    """Run `work(pipe)` in a forked process; returns its process id and the pipe's other end.

    The child ends with 0, or with 1 if `work` raises. It opens every store anew: a lock that was opened
    before a fork is the parent's lock too.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    code = 1
    try:
        os.close(reading)
        work(writing)
        code = 0
    except BaseException:
        traceback.print_exc()  # of a child's death nothing else tells
        raise
    finally:
        os._exit(code)


def ended(child: int) -> int:
    """Wait for a child; its exit code, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def ended_process() -> int:
    """The id of a process that is no more."""
    process = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(process, 0)
    return process


# --- locked careers ---------------------------------------------------------------------------------

PASSPHRASE = b"correct horse"
CHEAP = Cost(passes=1, memory=8)
"""The least that Argon2id does: what is tested is what is sealed, not how long it takes to guess."""


def answering(*passphrases: bytes) -> Ask:
    """Somebody who gives one passphrase after another, and then gives up."""

    def ask(attempt: int) -> bytes:
        if attempt > len(passphrases):
            raise WrongPassphraseError("None of them.")
        return passphrases[attempt - 1]

    return ask


def lock(store: Path, passphrase: bytes = PASSPHRASE, *, present: bytes = PASSPHRASE) -> tuple[str, ...]:
    """Lock a career, or give it another passphrase; what there is to say of it."""
    return lock_store(store, lambda: passphrase, Clock(), ask=answering(present), cost=CHEAP)


def opened(store: Path, clock: Clock | None = None, *passphrases: bytes) -> AbstractContextManager[Planner]:
    """The career at `store`, locked or not."""
    return open_planner(store, clock or Clock(), ask=answering(*(passphrases or (PASSPHRASE,))))


def restored(store: Path, day: date | None, clock: Clock) -> str:
    """Bring a career back from a backup, locked or not."""
    return restore_store(store, day, clock, ask=answering(PASSPHRASE))


def codec_of(store: Path, passphrase: bytes = PASSPHRASE) -> Codec:
    """What the files of a career are written with."""
    journal = journal_of(store)
    said = locked_in(journal.read_bytes()) if journal.exists() else ""
    header = header_of(store.read_bytes() if store.exists() else f"{said}\n".encode())
    return PLAIN if header is None else unlocked(header, answering(passphrase))


either_way = pytest.mark.parametrize("store_path", ["plain", "locked"], indirect=True)
"""A test that is held on a career without a passphrase, and on one with it."""
plain_or_locked = pytest.mark.parametrize("locked", [False, True], ids=["plain", "locked"])
"""The same, of careers that the test makes itself."""


def everything_in(folder: Path) -> bytes:
    """All the bytes of all the files under a folder, with their names."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return b"\n".join(os.fsencode(path) + b"\n" + path.read_bytes() for path in files)
