"""The lock: nobody waits for long, and a session that died holds nothing."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from careertui.errors import StoreError
from careertui.store.lock import BusyError, Lock
from tests.conftest import Clock
from tests.store.helpers import (
    add_goal,
    career_db,
    either_way,
    ended,
    in_a_child,
    opened,
    steps_in,
    titles,
    titles_at,
)

SOON = 3.0
"""Seconds within which a person must hear why nothing happens."""
AT_ONCE = 0.5
"""Seconds that a look may take on a slow machine; what it must not do is wait for the lock's patience."""


def hold_for_ever(lock: Path, pipe: int) -> None:
    """Take the lock, say so, and never give it back."""
    with Lock(lock).held():
        os.write(pipe, b"held")
        signal.pause()


@contextmanager
def a_stopped_holder(store: Path) -> Iterator[int]:
    """Another process has the lock and is stopped, as by ctrl+z."""
    child, pipe = in_a_child(lambda pipe: hold_for_ever(store.with_name("career.lock"), pipe))
    try:
        assert os.read(pipe, 4) == b"held"
        os.kill(child, signal.SIGSTOP)
        yield child
    finally:
        os.kill(child, signal.SIGKILL)
        ended(child)
        os.close(pipe)


@either_way
def test_a_change_gives_up_within_three_seconds_when_the_holder_is_stopped(
    store_path: Path, clock: Clock
) -> None:
    """With a sentence that names the lock; nothing has changed, and it works once the holder is gone."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
        with a_stopped_holder(store_path):
            begun = time.monotonic()
            with pytest.raises(BusyError, match=r"Nothing was changed.*career\.lock"):
                add_goal(planner, "two")
            assert time.monotonic() - begun < SOON
            assert titles(planner) == ["one"]
        begun = time.monotonic()
        add_goal(planner, "three")
        assert time.monotonic() - begun < AT_ONCE
    assert titles_at(store_path) == ["one", "three"]


@either_way
def test_opening_gives_up_within_three_seconds_when_the_holder_is_stopped(
    store_path: Path, clock: Clock
) -> None:
    """It is a StoreError, which both front ends show as a sentence."""
    with a_stopped_holder(store_path):
        begun = time.monotonic()
        with pytest.raises(StoreError, match="Another session"), opened(store_path, clock):
            pass
        assert time.monotonic() - begun < SOON


@either_way
def test_looking_for_news_never_waits(store_path: Path, clock: Clock) -> None:
    """Another session has written and the lock is held: a look returns, and sees it the next time."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
        with opened(store_path, clock) as other:
            add_goal(other, "two")
            with a_stopped_holder(store_path):
                begun = time.monotonic()
                planner.take_in()
                assert time.monotonic() - begun < AT_ONCE
                assert titles(planner) == ["one"]
            planner.take_in()
            assert titles(planner) == ["one", "two"]


def test_closing_while_the_holder_is_stopped_keeps_every_change(store_path: Path, clock: Clock) -> None:
    """The fold is left to the next session."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
        with a_stopped_holder(store_path):
            begun = time.monotonic()
            planner.close()
            assert time.monotonic() - begun < SOON
            assert not store_path.exists()
    assert titles_at(store_path) == ["one"]


def test_a_look_does_not_wait_for_another_thread_either(tmp_path: Path) -> None:
    """A fold off the event loop holds the lock; the event loop's look gives up at once."""
    lock = Lock(tmp_path / "lock")
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with lock.held():
            held.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert held.wait(10)
        begun = time.monotonic()
        with pytest.raises(BusyError), lock.held(patience=0):
            pass
        assert time.monotonic() - begun < AT_ONCE
    finally:
        done.set()
        thread.join()
    with lock.held(patience=0):
        pass
    lock.close()


@either_way
def test_threads_that_write_at_once_make_steps_of_their_own(store_path: Path, clock: Clock) -> None:
    """A step that one thread has open is never joined by another."""
    db = career_db(store_path, clock=clock)
    barrier = threading.Barrier(4)

    def write(name: str) -> None:
        barrier.wait(10)
        for number in range(50):
            db.table(name).insert({"n": number})

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    steps = steps_in(store_path)
    assert [step.seq for step in steps] == list(range(1, 201))
    assert all(len(step.changes) == 1 for step in steps)
    assert {name: len(db.table(name)) for name in "abcd"} == dict.fromkeys("abcd", 50)
    db.close()


class NoTimePasses:
    """Stands in for the `time` of the lock: it passes by sleeping alone."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []
        self.time_ns = time.time_ns

    def monotonic(self) -> float:
        """How long has been slept."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Pass the time."""
        self.slept.append(seconds)
        self.now += seconds


@pytest.mark.parametrize(("patience", "stands_back"), [(1.0, True), (0.05, False)])
def test_who_saves_much_stands_back_for_one_that_has_waited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patience: float, stands_back: bool
) -> None:
    """Once, for a moment; a short wait is none that anybody must be told of."""
    time_ = NoTimePasses()
    monkeypatch.setattr("careertui.store.lock.time", time_)
    busy, waiting = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    with busy.held(), pytest.raises(BusyError), waiting.held(patience):
        pass
    for expected in ([0.02] if stands_back else [], []):
        time_.slept.clear()
        with busy.held():
            assert time_.slept == pytest.approx(expected)
    busy.close()
    waiting.close()


def test_a_thread_that_holds_the_lock_may_take_it_again(tmp_path: Path) -> None:
    """And it is given back when the outermost block ends, also by an exception."""
    lock, other = Lock(tmp_path / "lock"), Lock(tmp_path / "lock", patience=0)

    def fail() -> None:
        with lock.held():
            with lock.held():
                pass
            with pytest.raises(BusyError), other.held():
                pass
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with other.held():
        pass
    lock.close()
    other.close()
