"""The journal: torn and damaged lines, replays, and what sessions hear of each other through it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from careertui.domain.goal import Goal
from careertui.domain.vision import Vision
from careertui.planner.planner import Changed
from careertui.store import storage
from careertui.store.codec import SNAPSHOT
from careertui.store.journal import Change, Journal, Step, after_last_fold, decode, encode, encode_step
from careertui.store.migrations import stamp
from careertui.store.snapshot import decode as decode_snapshot
from careertui.store.snapshot import encode as encode_snapshot
from tests.conftest import Clock
from tests.store.helpers import (
    abandon,
    add_goal,
    codec_of,
    either_way,
    journal_of,
    opened,
    steps_in,
    stock,
    titles,
    titles_at,
)


@pytest.fixture
def torn_from(store_path: Path, clock: Clock) -> Path:
    """A store whose three changes are only in the journal, as after a kill."""
    with opened(store_path, clock) as planner:
        for title in ("one", "two", "three"):
            add_goal(planner, title)
        abandon(planner)
        shutil.copytree(store_path.parent, store_path.parent / "killed")
    return store_path.parent / "killed" / "career.json"


@either_way
def test_a_torn_last_line_is_cut_off_wherever_it_was_torn(torn_from: Path) -> None:
    """At every byte: the changes before it stand, the next change follows them, and nothing is said of it."""
    whole = journal_of(torn_from).read_bytes()
    last = whole.rstrip(b"\n").rfind(b"\n") + 1
    for end in range(last, len(whole)):
        journal_of(torn_from).write_bytes(whole[:end])
        with opened(torn_from, Clock()) as planner:
            assert titles(planner) == ["one", "two"], f"torn at {end}"
            assert planner.notes == ()
            add_goal(planner, "four")
            abandon(planner)
            assert [step.label for step in steps_in(torn_from)] == ["Add one", "Add two", "Add four"]
            torn_from.unlink(missing_ok=True)


@either_way
def test_a_line_that_lacks_only_its_end_was_not_acknowledged(torn_from: Path) -> None:
    """The line break is the last byte to arrive; without it the change does not count."""
    whole = journal_of(torn_from).read_bytes()
    journal_of(torn_from).write_bytes(whole[:-1])
    assert titles_at(torn_from) == ["one", "two"]


@either_way
def test_a_damaged_line_is_left_out_said_and_kept(torn_from: Path) -> None:
    """A flipped bit at any byte of the middle line: the others stand, and the journal is kept as it came."""
    whole, codec = journal_of(torn_from).read_bytes(), codec_of(torn_from)
    end = whole.rstrip(b"\n").rfind(b"\n")
    start = whole.rfind(b"\n", 0, end) + 1
    assert end - start > 100
    for place in {*range(start, end)} - {start + len("checksum")}:  # the space says nothing
        damaged = bytearray(whole)
        damaged[place] ^= 0x01
        journal_of(torn_from).write_bytes(bytes(damaged))
        torn_from.unlink(missing_ok=True)
        with opened(torn_from, Clock()) as planner:
            assert titles(planner) == ["one", "three"], f"damaged at {place}"
            (note,) = planner.notes
            assert "1 line(s)" in note
            add_goal(planner, "four")
            kept = Path(note.rpartition(" kept at ")[2].removesuffix("."))
            assert codec.from_file(kept.read_bytes(), SNAPSHOT) == bytes(damaged)
            kept.unlink()


@either_way
def test_a_damaged_fold_mark_does_not_start_the_count_again(store_path: Path, clock: Clock) -> None:
    """The snapshot says itself which step it holds; the next change follows on that."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
        add_goal(planner, "two")
    journal = journal_of(store_path)
    journal.write_bytes(journal.read_bytes()[:-3] + b"9}\n")
    with opened(store_path, clock) as planner:
        add_goal(planner, "three")
        assert titles(planner) == ["one", "two", "three"]
    assert [step.seq for step in steps_in(store_path)] == [1, 2, 3]


def test_replaying_what_the_snapshot_holds_changes_nothing(store_path: Path, clock: Clock) -> None:
    """A crash between the new snapshot and its mark: the same records, in the same order, once."""
    with opened(store_path, clock) as planner:
        for title in ("one", "two", "three"):
            add_goal(planner, title)
        with planner.change("Delete two") as change:
            change.delete(planner.find(Goal, "two"))
    snapshot = store_path.read_bytes()
    journal = journal_of(store_path)
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:-1]))
    assert titles_at(store_path) == ["one", "three"]
    tree = decode_snapshot(snapshot)
    stamp(tree, 0)  # as if it did not say
    store_path.write_bytes(encode_snapshot(tree))
    assert titles_at(store_path) == ["one", "three"]


def test_reading_begins_at_the_last_fold_whatever_the_text_says() -> None:
    """Text that looks like the mark is no mark: JSON escapes its quotation marks."""
    text = {"title": 'x {"fold": 1}', "notes": '\n00000000 {"fold":9}', "fold": 3, "a ": {"fold": 1}}
    step = encode_step(Step(1, "", "s", ' {"fold":7}', (Change("goals", "1", None, text),)))
    assert after_last_fold(step) == 0
    lines = step + encode({"fold": 1}) + step + encode({"fold": 2}) + step
    assert after_last_fold(lines) == len(step + encode({"fold": 1}) + step)
    assert decode(lines[after_last_fold(lines) :]).folded == 2
    assert decode(step).steps[0].changes[0].after == text


def test_a_line_break_or_a_nul_in_text_stays_in_its_line() -> None:
    """One step is one line, whatever was typed."""
    text = {"notes": "a\nb\r\n\x00\u2028\x85\x1b[0m" + "🙂" * 100}
    line = encode_step(Step(1, "", "s", "a\nb", (Change("goals", "1", None, text),)))
    assert line.count(b"\n") == 1
    assert decode(line).steps[0].changes[0].after == text


# --- other sessions ---------------------------------------------------------------------------------


@pytest.mark.parametrize("rotations", [1, 2, 3])
@pytest.mark.parametrize("changes", [1, 4, 30])
@either_way
def test_a_session_misses_nothing_when_the_journal_is_begun_anew(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, changes: int, rotations: int
) -> None:
    """After any number of rotations, and when more happened than the new journal still tells."""
    monkeypatch.setattr(storage, "FOLD_AT", 1)
    monkeypatch.setattr(storage, "KEPT_STEPS", 5)
    with opened(store_path, clock) as first:
        mine = add_goal(first, "mine")
        told: list[Changed] = []
        first.subscribe(told.append)
        for rotation in range(rotations):
            inode = journal_of(store_path).stat().st_ino
            with opened(store_path, clock) as second:
                for number in range(changes):
                    add_goal(second, f"theirs {rotation} {number}")
                goal = second.find(Goal, "mine") if rotation == 0 else second.find(Goal, "changed")
                with second.change("Change mine") as change:
                    change.put(goal.revised(title="changed", notes=str(rotation)))
            assert journal_of(store_path).stat().st_ino != inode
        first.take_in()
        expected = {f"theirs {r} {n}" for r in range(rotations) for n in range(changes)} | {"changed"}
        assert set(titles(first)) == expected
        told_of = frozenset().union(*(news.ids for news in told))
        assert told_of == {goal.id for goal in first.all(Goal)}
        assert all(news.elsewhere for news in told)
        told.clear()
        first.take_in()
        assert told == []
        with first.change("Change mine") as change:
            change.put(first.all(Goal)[0].revised(title="mine again"))
        assert mine.id == first.all(Goal)[0].id
    assert set(titles_at(store_path)) == expected - {"changed"} | {"mine again"}


@either_way
def test_a_change_is_made_on_top_of_what_a_rotation_hid(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without looking first: a new change takes in everything under the lock, then is made."""
    monkeypatch.setattr(storage, "FOLD_AT", 1)
    monkeypatch.setattr(storage, "KEPT_STEPS", 2)
    with opened(store_path, clock) as first:
        add_goal(first, "mine")
        with opened(store_path, clock) as second:
            for number in range(9):
                add_goal(second, f"theirs {number}")
        add_goal(first, "mine too")
        expected = ["mine", *(f"theirs {number}" for number in range(9)), "mine too"]
        assert titles(first) == expected
    assert titles_at(store_path) == expected


def test_a_session_opened_before_there_was_a_folder_sees_all_that_came_after(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even when the journal was begun anew before its first look, and no longer tells the beginning."""
    monkeypatch.setattr(storage, "FOLD_AT", 1)
    monkeypatch.setattr(storage, "KEPT_STEPS", 2)
    store = tmp_path / "not" / "yet" / "career.json"
    with opened(store, clock) as first:
        with opened(store, clock) as second:
            for number in range(5):
                add_goal(second, f"theirs {number}")
        first.take_in()
        assert titles(first) == [f"theirs {number}" for number in range(5)]


def test_a_migration_by_one_session_is_read_by_another(store_path: Path, clock: Clock) -> None:
    """Keys may have changed in it, so the other session reads everything again."""
    with opened(store_path, clock) as first:
        add_goal(first, "one")
        abandon(first)
        with stock(store_path) as db:
            db.table("visions").insert({"title": "v", "horizon": 5})
        with opened(store_path, clock) as second:
            vision = second.find(Vision, "v")
        first.take_in()
        assert [record.id for record in first.all(Vision)] == [vision.id]


@either_way
def test_a_session_whose_journal_was_removed_keeps_what_it_has(store_path: Path, clock: Clock) -> None:
    """Nothing on the screen goes away, and at its close everything is in the snapshot."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
        journal_of(store_path).unlink()
        planner.take_in()
        assert titles(planner) == ["one"]
        add_goal(planner, "two")
        add_goal(planner, "three")
        planner.take_in()
        assert titles(planner) == ["one", "two", "three"]
    assert titles_at(store_path) == ["one", "two", "three"]


@either_way
def test_a_journal_begun_after_its_removal_is_read_from_its_start(store_path: Path, clock: Clock) -> None:
    """Sessions go on hearing of each other through the new one."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
    with opened(store_path, clock) as here:
        journal_of(store_path).unlink()
        here.take_in()
        add_goal(here, "two")
        with opened(store_path, clock) as there:
            add_goal(there, "three")
            here.take_in()
            assert titles(here) == ["one", "two", "three"]
            add_goal(here, "four")
            there.take_in()
            assert titles(there) == ["one", "two", "three", "four"]


@either_way
def test_looking_for_news_reads_nothing_when_there_is_none(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked several times a second, so it takes neither the lock nor the file."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
        with monkeypatch.context() as patch:
            patch.setattr(Journal, "read_on", None)
            planner.take_in()
