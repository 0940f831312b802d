"""A file that cannot be read is never written over; a backup and the journal bring its records back."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import orjson
import pytest

from careertui.domain.goal import Goal
from careertui.errors import NotFoundError, StoreError
from careertui.store.backups import backups
from careertui.store.codec import PLAIN
from careertui.store.storage import UnreadableError
from tests.conftest import Clock
from tests.store.helpers import (
    abandon,
    add_goal,
    codec_of,
    either_way,
    journal_of,
    opened,
    restored,
    stock,
    titles,
    titles_at,
)


@pytest.fixture
def store(store_path: Path, clock: Clock) -> Path:
    """A store with two goals in the snapshot, today's backup, and a third goal only in the journal."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
        add_goal(planner, "two")
    with opened(store_path, clock) as planner:
        add_goal(planner, "three")
        abandon(planner)
    return store_path


BROKEN = {
    "empty": b"",
    "white space": b" \n",
    "one byte": b"{",
    "cut within a key": b'{"goals": {"217',
    "cut at the last byte": b'{"goals": {"1": {"title": "x"}}',
    "not JSON": b"PK\x03\x04 not JSON at all",
    "zeros, as after a power cut": b"\x00" * 512,
    "not UTF-8": b'{"goals": {"1": {"title": "\xff\xfe"}}}',
    "a list": b'[{"title": "x"}]',
    "a word": b'"goals"',
    "null": b"null",
    "a conflict of a sync tool": b'<<<<<<< mine\n{"goals": {}}\n=======\n{"goals": {}}\n>>>>>>> theirs\n',
    "a newer careertui's": b'{"careertui": {"1": {"schema": 99}}, "goals": {"1": {"heading": "x"}}}',
    "nested beyond reason": b'{"goals":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
@either_way
def test_an_unreadable_file_is_left_as_it_is_and_can_be_restored(
    store: Path, clock: Clock, broken: bytes
) -> None:
    """The message names a copy and the newest backup; restoring brings back the journal's changes as well."""
    store.write_bytes(broken)
    for _ in range(2):
        with pytest.raises(UnreadableError) as raised, opened(store, clock):
            pass
        assert store.read_bytes() == broken
        assert str(raised.value.copy) in raised.value.message
        assert raised.value.copy.read_bytes() == broken
        assert "newest backup is of 2026-11-22" in raised.value.hint
    assert "with 1 change made since" in restored(store, None, clock)
    assert titles_at(store) == ["one", "two", "three"]
    assert raised.value.copy.read_bytes() == broken
    if codec_of(store) is PLAIN:
        with stock(store) as db:
            assert len(db.table("goals")) == 3


@either_way
def test_a_file_cut_off_anywhere_is_restored(store: Path, clock: Clock) -> None:
    """As stock TinyDB leaves it when it is killed: at every fortieth byte."""
    whole = store.read_bytes()
    journal = journal_of(store).read_bytes()
    for end in range(1, len(whole), 40):
        store.write_bytes(whole[:end])
        journal_of(store).write_bytes(journal)
        with pytest.raises(UnreadableError), opened(store, clock):
            pass
        assert store.read_bytes() == whole[:end]
        restored(store, None, clock)
        assert titles_at(store) == ["one", "two", "three"], f"cut at {end}"


@either_way
def test_after_a_restore_undo_and_other_changes_go_on(store: Path, clock: Clock) -> None:
    """The steps of the journal are still steps, and the next has the next number."""
    store.write_bytes(b"")
    restored(store, None, clock)
    with opened(store, clock) as planner:
        assert planner.undo() == "Add three"
        add_goal(planner, "four")
        assert titles(planner) == ["one", "two", "four"]
    assert titles_at(store) == ["one", "two", "four"]


@either_way
def test_a_restore_killed_before_its_mark_loses_nothing(store: Path, clock: Clock) -> None:
    """The snapshot is in place, the journal not yet told: replaying over it is harmless."""
    store.write_bytes(b"")
    journal = journal_of(store).read_bytes()
    restored(store, None, clock)
    journal_of(store).write_bytes(journal)
    assert titles_at(store) == ["one", "two", "three"]


def test_without_a_backup_the_person_is_told_so(store_path: Path, clock: Clock) -> None:
    """And restoring says that there is none, without touching the file."""
    store_path.write_bytes(b"{")
    with pytest.raises(UnreadableError, match="no backup yet"), opened(store_path, clock):
        pass
    with pytest.raises(NotFoundError, match="no backup"):
        restored(store_path, None, clock)
    assert store_path.read_bytes() == b"{"


@either_way
def test_a_backup_that_cannot_be_read_is_not_restored(store: Path, clock: Clock) -> None:
    """The file stays as it is; the message names the backup."""
    (newest,) = backups(store)
    for broken in (b"{", b"[]", None):
        if broken is not None:
            newest.path.write_bytes(broken)
        else:
            newest.path.unlink()
            os.mkfifo(newest.path)
        store.write_bytes(b"")
        with pytest.raises(StoreError, match=newest.path.name):
            restored(store, None, clock)
        assert store.read_bytes() == b""


@either_way
def test_a_readable_file_needs_a_day_to_go_back_to(store: Path, clock: Clock) -> None:
    """Restoring without one is refused and changes nothing."""
    with pytest.raises(NotFoundError, match="nothing to restore"):
        restored(store, None, clock)
    assert titles_at(store) == ["one", "two", "three"]


@either_way
def test_going_back_to_a_day_is_a_step_that_undo_takes_back(store_path: Path, clock: Clock) -> None:
    """Records made, changed and deleted since are as they were that day, and return with undo."""
    with opened(store_path, clock) as planner:
        for title in ("stays", "changes", "goes"):
            add_goal(planner, title)
    clock.go_on(days=1)
    with opened(store_path, clock) as planner:
        with planner.change("Change") as change:
            change.put(planner.find(Goal, "changes").revised(title="changed"))
        with planner.change("Delete") as change:
            change.delete(planner.find(Goal, "goes"))
        add_goal(planner, "new")
    with pytest.raises(NotFoundError, match="2026-11-23, 2026-11-22"):
        restored(store_path, date(2026, 11, 21), clock)
    assert "as it was on 2026-11-22" in restored(store_path, date(2026, 11, 22), clock)
    with opened(store_path, clock) as planner:
        assert set(titles(planner)) == {"stays", "changes", "goes"}
        planner.undo()
        assert set(titles(planner)) == {"stays", "changed", "new"}
    assert set(titles_at(store_path)) == {"stays", "changed", "new"}


@either_way
def test_going_back_to_a_day_also_mends_an_unreadable_file(store_path: Path, clock: Clock) -> None:
    """Without the changes made after that day: the person asked for it."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
    clock.go_on(days=1)
    with opened(store_path, clock) as planner:
        add_goal(planner, "two")
    with opened(store_path, clock) as planner:
        add_goal(planner, "three")
        abandon(planner)
    store_path.write_bytes(b"")
    restored(store_path, date(2026, 11, 22), clock)
    assert titles_at(store_path) == ["one"]


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path, clock: Clock) -> None:
    """Nothing is made in it or beside it."""
    folder = tmp_path / "career.json"
    folder.mkdir()
    with pytest.raises(StoreError, match="is a folder"), opened(folder, clock):
        pass
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == []


def test_what_is_no_table_is_left_out_and_kept(store_path: Path, clock: Clock) -> None:
    """Something else at the top of the file: the tables open, the whole file is kept, the note says where."""
    store_path.write_bytes(b'{"goals": {"7": {"title": "x"}}, "odd": [1, 2], "odder": "text"}')
    with opened(store_path, clock) as planner:
        assert titles(planner) == ["x"]
        (note,) = [note for note in planner.notes if "no table" in note]
    assert "'odd'" in note
    kept = Path(note.rpartition(" kept at ")[2].removesuffix("."))
    assert orjson.loads(kept.read_bytes())["odd"] == [1, 2]
    assert titles_at(store_path) == ["x"]


@either_way
def test_an_unreadable_file_leaves_nothing_open(store: Path, clock: Clock) -> None:
    """A front end may try again and again."""
    store.write_bytes(b"")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        with pytest.raises(UnreadableError), opened(store, clock):
            pass
    assert len(list(Path("/proc/self/fd").iterdir())) == before
