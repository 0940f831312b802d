"""A process killed at any system call of locking, changing or unlocking leaves the one lock or the other."""

from __future__ import annotations

import os
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest

from careertui.errors import WrongPassphraseError
from careertui.open import open_planner, restore_store, unlock_store
from careertui.planner.planner import Planner
from careertui.store.codec import header_of
from careertui.store.drafts import Draft
from careertui.store.relocking import Conversion
from tests.conftest import Clock
from tests.faults.tracing import at_every_call, calls_of, needs_strace, report
from tests.store.deaths import deaths
from tests.store.helpers import (
    PASSPHRASE,
    abandon,
    add_goal,
    answering,
    everything_in,
    lock,
    opened,
    titles,
)

WORD = "Zanzibar"
"""Stands in everything the person has written, and in nothing else."""
NEW = b"battery staple"
GOALS = [f"{WORD} one", f"{WORD} two"]
DRAFT = Draft(Clock()(), 0, {"title": f"{WORD} draft"})


def prepare(store: Path, *, locked: bool) -> None:
    """A career with a goal in the snapshot and an older backup, one only in the journal, and a draft."""
    clock = Clock()
    with opened(store, clock) as planner:
        add_goal(planner, GOALS[0])
    if locked:
        lock(store)
    clock.go_on(days=1)
    with opened(store, clock) as planner:
        add_goal(planner, GOALS[1])
        planner.drafts.keep("goal-new", DRAFT)
        abandon(planner)


def is_whole(planner: Planner) -> bool:
    """Whether everything is there, and undo still reaches all of it."""
    there = titles(planner) == GOALS and planner.drafts.read("goal-new") == DRAFT
    undone = [planner.undo(), planner.undo()]
    there = there and titles(planner) == [] and undone == [f"Add {title}" for title in reversed(GOALS)]
    planner.redo()
    planner.redo()
    return there and titles(planner) == GOALS


def unlock(store: Path) -> None:
    """Take the lock off."""
    unlock_store(store, Clock(), ask=answering(PASSPHRASE))


def change(store: Path) -> None:
    """Give it another passphrase."""
    lock(store, NEW)


def opening(store: Path) -> bytes | None:
    """Open the career in whatever way it opens; returns the passphrase, None where none was asked for."""
    asked: list[bytes] = []
    for passphrase in (PASSPHRASE, NEW):
        asked.clear()

        def ask(attempt: int, passphrase: bytes = passphrase) -> bytes:
            asked.append(passphrase)
            return answering(passphrase)(attempt)

        try:
            with open_planner(store, Clock(), ask=ask) as planner:
                assert planner.notes == ()
                assert is_whole(planner)
        except WrongPassphraseError:
            continue
        else:
            return asked[0] if asked else None
    raise AssertionError("no passphrase opens it")


class Relocking(NamedTuple):
    """What is done to the lock, and what opens the career before and after; None where nothing is asked."""

    work: Callable[[Path], object]
    before: bytes | None
    after: bytes | None


RELOCKINGS = {
    "lock": Relocking(lock, None, PASSPHRASE),
    "change": Relocking(change, PASSPHRASE, NEW),
    "unlock": Relocking(unlock, PASSPHRASE, None),
}


@dataclass
class Trial:
    """A career whose lock is changed again and again, by work that is broken off somewhere.

    Attributes:
        folder: where the career is.
        whole: the career before it.
        work: what is done to it.
        relocking: what that is.
        found: how often it was under the old lock afterwards, and how often under the new.
    """

    folder: Path
    whole: Path
    work: Callable[[], object]
    relocking: Relocking
    found: Counter[str] = field(default_factory=Counter)

    def begin(self) -> None:
        """Lay everything out as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.whole, self.folder)

    def check(self, place: str, *, done: bool) -> None:
        """Look at what is left, and begin anew."""
        before, after = self.relocking.before, self.relocking.after
        if done and after is not None:
            assert WORD.encode() not in everything_in(self.folder), place
        there = opening(self.folder / "career.json")
        assert there in {before, after}, place
        assert there == after or not done, place
        unwanted = b"careertui-locked" if there is None else WORD.encode()
        assert unwanted not in everything_in(self.folder), place
        assert list(self.folder.rglob("*.tmp")) == [], place
        self.found["new" if there == after else "old"] += 1
        self.begin()

    def kill_at_every_system_call(self) -> None:
        """The long version, with strace."""

        def child(pipe: int) -> None:
            self.work()
            os.write(pipe, b"done")

        self.begin()
        names = calls_of(child, self.folder.parent / "notes")
        self.begin()
        for name, number, code, said in at_every_call(child, "signal=KILL", names):
            assert code in {0, -signal.SIGKILL}
            self.check(f"killed in {name} {number}", done=bool(said))
        report(f"{self.found.total()} kills in {len(names)} system calls: {self.found}")

    def die_at_every_change_of_the_disk(self) -> None:
        """The short version."""
        self.begin()
        deaths(self.work, lambda call, code: self.check(f"dead at call {call}", done=code == 0), half=True)


Kill = Callable[[Trial], None]
every_way = pytest.mark.parametrize(
    "kill",
    [
        Trial.die_at_every_change_of_the_disk,
        pytest.param(Trial.kill_at_every_system_call, marks=[pytest.mark.faults, needs_strace]),
    ],
    ids=["at changes of the disk", "at system calls"],
)


@every_way
@pytest.mark.parametrize("name", RELOCKINGS)
def test_a_kill_at_any_moment_leaves_the_old_lock_or_the_new(tmp_path: Path, name: str, kill: Kill) -> None:
    """Whichever it is, everything opens, undo is there, and where it is locked nothing can be read."""
    relocking, folder = RELOCKINGS[name], tmp_path / "store"
    prepare(tmp_path / "whole" / "career.json", locked=relocking.before is not None)
    trial = Trial(folder, tmp_path / "whole", lambda: relocking.work(folder / "career.json"), relocking)
    kill(trial)
    assert trial.found["old"] >= 2
    assert trial.found["new"] > 15


@every_way
@pytest.mark.parametrize("name", RELOCKINGS)
def test_an_opening_that_goes_on_with_it_may_be_killed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kill: Kill
) -> None:
    """It goes on from wherever the earlier ones came to."""
    relocking, folder, whole = RELOCKINGS[name], tmp_path / "store", tmp_path / "whole"
    prepare(whole / "career.json", locked=relocking.before is not None)
    with monkeypatch.context() as patch:
        patch.setattr(Conversion, "finish", broken_off)
        with pytest.raises(KeyboardInterrupt):
            relocking.work(whole / "career.json")

    def goes_on() -> None:
        with opened(folder / "career.json", None, relocking.after or PASSPHRASE) as planner:
            assert titles(planner) == GOALS

    trial = Trial(folder, whole, goes_on, relocking)
    kill(trial)
    assert trial.found["old"] == 0
    assert trial.found["new"] > 15


def cut_off(store: Path) -> None:
    """Its end is gone; how it begins can still be read."""
    store.write_bytes(store.read_bytes()[:-9])


def emptied(store: Path) -> None:
    """It says nothing any more, of its lock neither."""
    store.write_bytes(b"")


@pytest.mark.parametrize("damage", [cut_off, emptied])
@pytest.mark.parametrize("name", RELOCKINGS)
def test_a_file_that_goes_bad_when_it_was_broken_off_comes_back_with_every_change(
    tmp_path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    """As long as it says what it was on the way to, drafts and undo are there too, under the new lock."""
    relocking, folder, whole = RELOCKINGS[name], tmp_path / "store", tmp_path / "whole"
    store = folder / "career.json"
    prepare(whole / "career.json", locked=relocking.before is not None)
    shutil.copytree(whole, folder)
    told: list[str] = []

    def check(call: int, code: int) -> None:
        place = f"dead at call {call}"
        was_begun = header_of(store.read_bytes()) != header_of((whole / "career.json").read_bytes())
        damage(store)
        told.append(restore_store(store, None, Clock(), ask=answering(PASSPHRASE, NEW)))
        if damage is cut_off:
            there = opening(store)
            assert there == (relocking.after if was_begun else relocking.before), place
            unwanted = b"careertui-locked" if there is None else WORD.encode()
            assert unwanted not in everything_in(folder) or not was_begun, place
        else:
            with opened(store, None, PASSPHRASE, NEW) as planner:
                assert titles(planner) == GOALS, place
        shutil.rmtree(folder)
        shutil.copytree(whole, folder)
        assert code in {0, 9}

    assert deaths(lambda: relocking.work(store), check, half=True) > 15
    assert any("which was broken off" in said for said in told) is (damage is cut_off)


def broken_off(*_: object) -> None:
    """What happens instead of the rest."""
    raise KeyboardInterrupt
