"""Three sessions write at once and are killed at random: whatever one of them acknowledged is there."""

from __future__ import annotations

import os
import random
import select
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from careertui.store import storage
from careertui.store.codec import PLAIN
from tests.conftest import Clock
from tests.faults.tracing import report
from tests.store.helpers import add_goal, codec_of, either_way, ended, in_a_child, opened, stock, titles_at

WRITERS = 3


def write_on(store: Path, name: str, pipe: int) -> None:
    """Goal after goal, each said when it is kept; a new session after every eighth."""
    number = 0
    while True:
        with opened(store, Clock()) as planner:
            for _ in range(8):
                add_goal(planner, f"{name}-{number}")
                os.write(pipe, f"{name}-{number}\n".encode())
                number += 1


@dataclass
class Writer:
    """A process that writes, and what it has said."""

    store: Path
    name: str
    process: int = 0
    pipe: int = 0
    heard: bytes = b""
    lives: int = 0
    acknowledged: list[str] = field(default_factory=list)

    def start(self) -> None:
        """Begin under a new name."""
        self.lives += 1
        name = f"{self.name}{self.lives}"
        self.process, self.pipe = in_a_child(lambda pipe: write_on(self.store, name, pipe))
        os.set_blocking(self.pipe, False)

    def listen(self) -> None:
        """Take in what it has said so far."""
        while select.select([self.pipe], [], [], 0)[0]:
            chunk = os.read(self.pipe, 1 << 16)
            if not chunk:
                return
            self.heard += chunk

    def kill(self) -> None:
        """End it wherever it is."""
        os.kill(self.process, signal.SIGKILL)
        assert ended(self.process) == -signal.SIGKILL
        self.listen()
        os.close(self.pipe)
        self.acknowledged += self.heard[: self.heard.rfind(b"\n") + 1].decode().split()
        self.heard = b""


@either_way
@pytest.mark.parametrize("seconds", [4, pytest.param(60, marks=pytest.mark.faults)])
def test_writers_that_are_killed_lose_nothing(
    store_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    """The journal is begun anew all the while, so that kills and readers fall into that, too."""
    monkeypatch.setattr(storage, "FOLD_AT", 4_000)
    monkeypatch.setattr(storage, "KEPT_STEPS", 5)
    chance = random.Random(20261122)  # noqa: S311 - chooses moments, keeps no secret
    writers = [Writer(store_path, name) for name in "abc"[:WRITERS]]
    for writer in writers:
        writer.start()
    kills, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        moment = time.monotonic() + chance.random() * 0.3
        while time.monotonic() < moment:
            for writer in writers:
                writer.listen()
        victim = chance.choice(writers)
        victim.kill()
        victim.start()
        kills += 1
    for writer in writers:
        writer.kill()
    acknowledged = [title for writer in writers for title in writer.acknowledged]
    there = titles_at(store_path)
    assert len(set(there)) == len(there)
    assert set(acknowledged) <= set(there)
    assert len(set(there) - set(acknowledged)) <= kills + WRITERS
    if codec_of(store_path) is PLAIN:
        with stock(store_path) as db:
            assert sorted(document["title"] for document in db.table("goals")) == sorted(there)
    assert list(store_path.parent.rglob("*.tmp")) == []
    lost = len(set(acknowledged) - set(there))
    report(f"{seconds} s: {kills} kills, {len(acknowledged)} changes acknowledged, {lost} lost")
    assert kills > seconds * 2
    assert len(acknowledged) > kills
