"""Power lost at any moment, on real file systems: what was acknowledged is there when it comes back.

The file system's own shutdown call stops everything between memory and disk, as a power cut does; mounting
it again replays its log. It needs root and loop devices.

Other than a power cut, that call lets an `fsync` it falls on return as if all were well: a loop of nothing
but `write` and `fsync` loses its last line after 5 cuts of 400 on ext4 and after 1 of 400 on XFS, and none
when the loop is stopped before the call. So what counts is what was acknowledged before the cut began.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import random
import shutil
import signal
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from careertui.store import storage
from tests.conftest import Clock
from tests.faults.test_killed_while_locking import RELOCKINGS, opening, prepare
from tests.faults.tracing import report
from tests.store.deaths import deaths
from tests.store.helpers import add_goal, ended, in_a_child, lock, opened, plain_or_locked, titles_at

pytestmark = pytest.mark.faults

GOING_DOWN = 0x8004587D
"""The ioctl of ext4 and XFS that shuts a file system down."""
WITHOUT_ITS_LOG = struct.pack("I", 2)
"""Nothing more is written, not even what the log has in memory."""
MAKE = {
    "ext4": (64 << 20, ("mkfs.ext4", "-q", "-F")),
    "xfs": (320 << 20, ("mkfs.xfs", "-q", "-f")),
}
"""By file system: how large it must be, and how it is made."""
CUTS = 100


class Disk:
    """A file system of its own in a file.

    Args:
        folder: where the file and the mount point lie.
        kind: `ext4` or `xfs`.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        self.mounted = folder / "mounted"
        self._image = folder / "image"
        self._kind = kind
        self.mounted.mkdir()

    def make(self) -> None:
        """Make it anew, empty, and mount it."""
        self._image.unlink(missing_ok=True)
        size, command = MAKE[self._kind]
        with self._image.open("wb") as file:
            file.truncate(size)
        subprocess.run([*command, str(self._image)], check=True, capture_output=True)
        self.mount()

    def mount(self) -> None:
        """Mount it; what its log tells is replayed."""
        command = ["mount", "-o", "loop", str(self._image), str(self.mounted)]
        subprocess.run(command, check=True, capture_output=True)

    def unmount(self) -> None:
        """Take it off."""
        subprocess.run(["umount", str(self.mounted)], check=True, capture_output=True)

    def cut_the_power(self) -> None:
        """From now on nothing reaches it."""
        descriptor = os.open(self.mounted, os.O_RDONLY)
        fcntl.ioctl(descriptor, GOING_DOWN, WITHOUT_ITS_LOG)
        os.close(descriptor)


@pytest.fixture(params=MAKE)
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Disk]:
    """A disk of each kind, or a reason why there is none."""
    kind: str = request.param
    if os.geteuid() != 0:
        pytest.skip("mounting needs root")
    if shutil.which(MAKE[kind][1][0]) is None:
        pytest.skip(f"{MAKE[kind][1][0]} is not installed")
    disk = Disk(tmp_path, kind)
    try:
        disk.make()
    except subprocess.CalledProcessError as error:
        pytest.skip(f"no loop device can be mounted here: {error.stderr.decode()[:80]}")
    yield disk
    with contextlib.suppress(subprocess.CalledProcessError):
        disk.unmount()


def count_on(store: Path, start: int, pipe: int) -> None:
    """Goal after goal, each acknowledged; a new session after every fifth."""
    number = start
    while True:
        with opened(store, Clock()) as planner:
            for _ in range(5):
                add_goal(planner, str(number))
                os.write(pipe, b"%d\n" % number)
                number += 1


def cuts_at_every_call(
    disk: Disk, begin: Callable[[], None], work: Callable[[], object], look: Callable[[int], None]
) -> int:
    """Begin and work, with the power cut at the first call that changes the disk, at the second, to the end.

    Args:
        disk: the disk, empty at each beginning.
        begin: lays out what is there before.
        work: what is cut short.
        look: looks at what is there when the power is back, and is told the call it went at.

    Returns:
        How many cuts there were.
    """

    def check(call: int, code: int) -> None:
        if code:
            disk.unmount()
            disk.mount()
            look(call)
            disk.unmount()
            disk.make()
            begin()

    begin()
    return deaths(work, check, half=True, first=disk.cut_the_power)


@plain_or_locked
def test_power_lost_at_random_moments(disk: Disk, monkeypatch: pytest.MonkeyPatch, locked: bool) -> None:
    """Again and again on one career, which is never empty and never lacks what was acknowledged."""
    monkeypatch.setattr(storage, "FOLD_AT", 1)
    monkeypatch.setattr(storage, "KEPT_STEPS", 3)
    chance = random.Random(20261122)  # noqa: S311 - chooses moments, keeps no secret
    store = disk.mounted / "share" / "careertui" / "career.json"
    if locked:
        lock(store)
    there = 0
    for _ in range(CUTS):
        child, pipe = in_a_child(lambda pipe, start=there: count_on(store, start, pipe))  # type: ignore[misc] # bound now
        with os.fdopen(pipe, "rb") as said:
            for _ in range(chance.randrange(1, 12)):
                line = said.readline()
                assert line, "the child ended by itself"
            time.sleep(chance.random() * 0.01)
            os.set_blocking(pipe, False)
            acknowledged = int([line, *(said.read() or b"").split()][-1])
            disk.cut_the_power()
            os.kill(child, signal.SIGKILL)
            ended(child)
        disk.unmount()
        disk.mount()
        found = titles_at(store)
        assert found == [str(number) for number in range(len(found))]
        assert len(found) > acknowledged
        assert list(disk.mounted.rglob("*.tmp")) == []
        there = len(found)
    report(f"{CUTS} cuts, {there} changes, none lost")


@plain_or_locked
@pytest.mark.parametrize("first_run", [True, False], ids=["the first run", "a later run"])
def test_power_lost_at_every_call_that_changes_the_disk(
    disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first_run: bool, locked: bool
) -> None:
    """From the first folder made to the last mark in the journal."""
    monkeypatch.setattr(storage, "FOLD_AT", 1)
    monkeypatch.setattr(storage, "KEPT_STEPS", 2)
    store = disk.mounted / "share" / "careertui" / "career.json"
    said = tmp_path / "said"
    before = [] if first_run else ["before 0", "before 1"]

    def begin() -> None:
        said.unlink(missing_ok=True)
        if locked:
            lock(store)
        with opened(store, Clock()) as planner:
            for title in before:
                add_goal(planner, title)
        os.sync()

    def session() -> None:
        with opened(store, Clock()) as planner, said.open("w", encoding="utf-8") as saying:
            for title in ("one", "two"):
                add_goal(planner, title)
                saying.write(f"{title}\n")
                saying.flush()

    def look(call: int) -> None:
        acknowledged = said.read_text(encoding="utf-8").split() if said.exists() else []
        found = titles_at(store)
        assert found[: len(before) + len(acknowledged)] == before + acknowledged, f"lost at call {call}"
        assert len(found) <= len(before) + len(acknowledged) + 1

    cuts = cuts_at_every_call(disk, begin, session, look)
    report(f"{cuts} cuts, one at every call")
    assert cuts > 15


@pytest.mark.parametrize("name", RELOCKINGS)
def test_power_lost_at_every_call_of_a_change_of_the_lock(disk: Disk, tmp_path: Path, name: str) -> None:
    """Locked, changed or unlocked: the old lock or the new one is on everything, and nothing is missing."""
    relocking, whole, folder = RELOCKINGS[name], tmp_path / "whole", disk.mounted / "store"
    store = folder / "career.json"
    prepare(whole / "career.json", locked=relocking.before is not None)
    found = []

    def begin() -> None:
        shutil.copytree(whole, folder)
        os.sync()

    cuts = cuts_at_every_call(
        disk, begin, lambda: relocking.work(store), lambda _call: found.append(opening(store))
    )
    report(f"{name}: {cuts} cuts, one at every call")
    assert set(found) == {relocking.before, relocking.after}
    assert cuts > 15
