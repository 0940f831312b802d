"""A locked career: what can be read without the passphrase, what is noticed, and what other sessions do."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from careertui.errors import RefusedError, StoreError, WrongPassphraseError
from careertui.open import open_planner, unlock_store
from careertui.planner.planner import Planner
from careertui.store.backups import backups, folder_of
from careertui.store.codec import WAS_PLAIN, RelockedError, SealBrokenError, header_of
from careertui.store.drafts import Draft, GarbledDraftError
from careertui.store.files import drafts_of, replace_file
from careertui.store.relocking import Conversion, UnfinishedError
from careertui.store.storage import UnreadableError
from tests.conftest import Clock
from tests.store.helpers import (
    PASSPHRASE,
    abandon,
    add_goal,
    answering,
    codec_of,
    ended_process,
    everything_in,
    journal_of,
    keep,
    lock,
    opened,
    restored,
    stock,
    titles,
    titles_at,
)

WORD = "Zanzibar"
NEW = b"battery staple"
DRAFT = Draft(Clock()(), 0, {"title": f"{WORD} draft"})


def unlock(store: Path, passphrase: bytes = PASSPHRASE) -> None:
    """Take the lock off."""
    unlock_store(store, Clock(), ask=answering(passphrase))


RELOCKS: dict[str, Callable[[Path], object]] = {
    "lock": lock,
    "change": lambda path: lock(path, NEW),
    "unlock": unlock,
}


def work_on(store: Path, clock: Clock) -> None:
    """Leave a trace of the word in every kind of file that there is."""
    for _ in range(2):
        with opened(store, clock) as planner:
            add_goal(planner, f"{WORD} goal")
            planner.undo()
            add_goal(planner, f"{WORD} goal again")
            planner.drafts.keep("goal-new", DRAFT)
            left = planner.drafts.for_editor("notes-01A", f"{WORD} in an editor")
            left.path.rename(left.path.with_name(f"notes-01A.{ended_process()}.md"))
            bad = planner.drafts.for_editor("notes-01B", WORD)
            bad.path.write_bytes(WORD.encode() + b"\xff")
            with pytest.raises(StoreError, match="not UTF-8"):
                bad.text()
            abandon(planner)
        clock.go_on(days=1)
    whole = journal_of(store).read_bytes()
    journal_of(store).write_bytes(whole[:-40] + b"?" + whole[-39:])
    with opened(store, clock) as planner:
        assert "damaged" in planner.notes[0]
        add_goal(planner, f"{WORD} at last")
    with opened(store, clock):
        pass


@pytest.mark.parametrize("first", ["before the lock", "after it"])
def test_nothing_personal_can_be_read_in_any_file(store_path: Path, clock: Clock, first: str) -> None:
    """Snapshot, journal, backups, copies of damaged files, drafts, and what editors have left."""
    if first == "after it":
        lock(store_path)
    work_on(store_path, clock)
    if first == "before the lock":
        assert WORD.encode() in everything_in(store_path.parent)
        lock(store_path)
    assert WORD.encode() not in everything_in(store_path.parent)
    work_on(store_path, clock)
    assert len(backups(store_path)) > 1
    assert len(list(folder_of(store_path).glob("*damaged*"))) >= 1
    assert len(list(drafts_of(store_path).iterdir())) >= 4
    assert WORD.encode() not in everything_in(store_path.parent)


def test_what_lock_wraps_up_unlock_gives_back(store_path: Path, clock: Clock) -> None:
    """Every file is again, byte for byte, what it was; the store is one of TinyDB's."""
    work_on(store_path, clock)
    folders = (folder_of(store_path), drafts_of(store_path))
    today = f"career-{Clock()().date()}.json"

    def contents() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for folder in folders for path in folder.iterdir()}

    before = contents()
    expected = titles_at(store_path)
    lock(store_path)
    unlock(store_path)
    after = contents()
    assert after.pop(today)  # the newest copy of the career itself
    before.pop(today, None)
    assert after == before
    with stock(store_path) as db:
        assert [document["title"] for document in db.table("goals")] == expected
    assert titles_at(store_path) == expected


def test_undo_reaches_back_before_the_lock_and_the_change_of_it(store_path: Path, clock: Clock) -> None:
    """The steps are sealed with the rest, and are there again when it is unlocked."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
    lock(store_path)
    with opened(store_path, clock) as planner:
        add_goal(planner, "two")
    lock(store_path, NEW)
    with opened(store_path, clock, NEW) as planner:
        assert [planner.undo(), planner.undo()] == ["Add two", "Add one"]
        planner.redo()
    unlock(store_path, NEW)
    with opened(store_path, clock) as planner:
        assert titles(planner) == ["one"]
        assert planner.redo() == "Add two"


def test_a_wrong_passphrase_changes_nothing_and_says_so(store_path: Path, clock: Clock) -> None:
    """A locked file is never taken for a damaged one; the third try may be the right one."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
    lock(store_path)
    before = everything_in(store_path.parent)
    with pytest.raises(WrongPassphraseError), opened(store_path, clock, b"", b"Correct horse", NEW):
        pass
    with pytest.raises(RefusedError, match="nobody to ask"), open_planner(store_path, clock):
        pass
    assert everything_in(store_path.parent) == before
    with opened(store_path, clock, b"no", b"neither", PASSPHRASE) as planner:
        assert titles(planner) == ["one"]


def test_after_a_change_the_earlier_passphrase_opens_nothing_there_is(store_path: Path, clock: Clock) -> None:
    """Not the backups either, nor the drafts, nor what was kept because it was damaged."""
    lock(store_path)
    work_on(store_path, clock)
    store_path.write_bytes(store_path.read_bytes()[:-9])
    with pytest.raises(UnreadableError), opened(store_path):
        pass
    restored(store_path, None, clock)
    earlier = codec_of(store_path)
    lock(store_path, NEW)
    later = codec_of(store_path, NEW)
    sealed = [
        path
        for path in store_path.parent.rglob("*")
        if path.is_file() and header_of(path.read_bytes()) is not None
    ]
    assert len(sealed) > 4
    for path in sealed:
        data = path.read_bytes()
        assert later.owns(data)
        with pytest.raises(SealBrokenError):
            earlier.from_file(data, b"snapshot")
    assert len(list(folder_of(store_path).glob("*unreadable*"))) == 1
    assert len(list(folder_of(store_path).glob("*damaged*"))) >= 1
    assert earlier.generation.encode() not in everything_in(store_path.parent)


def test_without_pynacl_it_is_said_what_to_install(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is asked, and nothing is touched; a career that is not locked does not need it."""
    lock(store_path)
    before = everything_in(store_path.parent)
    monkeypatch.setitem(sys.modules, "nacl", None)
    with pytest.raises(StoreError, match="PyNaCl") as raised, opened(store_path, clock):
        pass
    assert "careertui[lock]" in raised.value.hint
    assert everything_in(store_path.parent) == before
    plain = store_path.with_name("plain") / "career.json"
    with opened(plain, clock) as planner:
        add_goal(planner, "one")
    with pytest.raises(StoreError, match="PyNaCl"):
        lock(plain)
    assert titles_at(plain) == ["one"]


# --- what somebody else does to the files -----------------------------------------------------------


@pytest.fixture
def three(store_path: Path, clock: Clock) -> Path:
    """A locked career with three goals, each a line of the journal that the snapshot does not hold."""
    lock(store_path)
    with opened(store_path, clock) as planner:
        for title in ("one", "two", "three"):
            add_goal(planner, title)
        abandon(planner)
    return store_path


def lines_of(store: Path) -> list[bytes]:
    """The lines of the journal."""
    return journal_of(store).read_bytes().splitlines(keepends=True)


Tampering = Callable[[list[bytes]], list[bytes]]
TAMPERINGS: dict[str, tuple[Tampering, list[str], bool]] = {
    "two change places": (lambda lines: [*lines[:-2], lines[-1], lines[-2]], ["one", "two", "three"], False),
    "one is there twice": (lambda lines: [*lines, lines[-2]], ["one", "two", "three"], False),
    "one is taken out": (lambda lines: [*lines[:-2], lines[-1]], ["one", "three"], True),
    "one is sealed as what it is not": (
        lambda lines: [*lines[:-1], resealed_as_fold(lines[-1])],
        ["one", "two"],
        True,
    ),
}


def resealed_as_fold(line: bytes) -> bytes:
    """The line with another kind before what is sealed, and a checksum that fits."""
    from careertui.store.journal import _line

    return _line(line[9:-1].replace(b'{"step"', b'{"fold"'))


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_lines_that_are_moved_repeated_or_taken_out_do_no_harm_unsaid(three: Path, tampering: str) -> None:
    """What is sealed says its place: the career is as it was, or it is said that a line is missing."""
    tamper, expected, told = TAMPERINGS[tampering]
    journal_of(three).write_bytes(b"".join(tamper(lines_of(three))))
    with opened(three) as planner:
        assert titles(planner) == expected
        assert bool(planner.notes) is told


def test_a_session_that_is_open_is_not_led_astray_by_lines_that_are_moved(three: Path, clock: Clock) -> None:
    """It reads everything again when the order is not what it must be."""
    with opened(three, clock) as here:
        with opened(three, clock) as there:
            for title in ("four", "five"):
                goal = there.find(type(there.all(type(add_goal(there, title)))[0]), "one")
                with there.change("Change") as change:
                    change.put(goal.revised(notes=title))
            abandon(there)
        lines = lines_of(three)
        journal_of(three).write_bytes(b"".join([*lines[:-3], lines[-1], lines[-2], lines[-3]]))
        here.take_in()
        assert titles(here) == ["one", "two", "three", "four", "five"]
        (one,) = [goal for goal in here.all(type(goal)) if goal.title == "one"]
        assert one.notes == "five"


def test_a_line_of_another_career_or_in_the_open_is_not_taken_in(
    three: Path, tmp_path: Path, clock: Clock
) -> None:
    """Even one under the same passphrase: every lock has a key of its own."""
    for name in ("locked", "plain"):
        other = tmp_path / name / "career.json"
        if name == "locked":
            lock(other)
        with opened(other, clock) as planner:
            for number in range(5):
                add_goal(planner, f"forged {number}")
            abandon(planner)
        whole = journal_of(three).read_bytes()
        with journal_of(three).open("ab") as journal:
            journal.writelines(lines_of(other)[-2:])
        with opened(three, clock) as planner:
            assert titles(planner) == ["one", "two", "three"]
            assert "2 line(s)" in planner.notes[0]
            abandon(planner)
        journal_of(three).write_bytes(whole)


def test_an_older_copy_in_place_of_the_file_is_said(three: Path, clock: Clock) -> None:
    """The journal knows that there was more; nobody is told that who keeps both of them back."""
    older = three.read_bytes()
    with opened(three, clock):
        pass
    three.write_bytes(older)
    with opened(three, clock) as planner:
        assert any("older copy" in note for note in planner.notes)


def test_a_file_in_the_open_in_its_place_is_refused_and_the_locked_one_comes_back(
    three: Path, clock: Clock
) -> None:
    """Otherwise what is typed next would lie there for whoever put it there."""
    with opened(three, clock):
        pass
    three.write_bytes(b'{"goals": {"1": {"title": "forged"}}}')
    with pytest.raises(UnreadableError, match="is not locked in the way its journal is"), opened(three):
        pass
    restored(three, None, clock)
    assert titles_at(three) == ["one", "two", "three"]
    assert codec_of(three).generation


def test_a_backup_in_the_open_is_not_restored_into_a_locked_career(three: Path, clock: Clock) -> None:
    """Somebody may have put it there."""
    with opened(three, clock):
        pass
    backups(three)[0].path.write_bytes(b'{"goals": {"1": {"title": "forged"}}}')
    with pytest.raises(StoreError, match="may not be what you kept"):
        restored(three, clock().date(), clock)
    assert titles_at(three) == ["one", "two", "three"]


def test_a_file_that_claims_that_the_others_are_in_the_open_still_is_not_believed(
    three: Path, clock: Clock
) -> None:
    """What a conversion that was broken off says of the other files is sealed, so nobody else can say it."""
    with opened(three, clock):
        pass
    header = header_of(three.read_bytes())
    assert header is not None
    three.write_bytes(header.coming_from(WAS_PLAIN.hex()).line + three.read_bytes()[-99:])
    backups(three)[0].path.write_bytes(b'{"goals": {"1": {"title": "forged"}}}')
    with pytest.raises(StoreError, match="may not be what you kept"):
        restored(three, None, clock)


def test_a_draft_cannot_take_the_place_of_another(three: Path) -> None:
    """Each is sealed under its own name."""
    with opened(three) as planner:
        planner.drafts.keep("goal-new", DRAFT)
        folder = drafts_of(three)
        (folder / "goal-new.json").rename(folder / "goal-other.json")
        with pytest.raises(GarbledDraftError):
            planner.drafts.read("goal-other")


@pytest.mark.parametrize(
    ("passes", "memory"), [(3, 1 << 30), (10**9, 8), (0, 8), (1, 0), (-1, -8), (10**400, 8)]
)
def test_a_header_that_asks_for_too_much_is_refused_at_once(three: Path, passes: int, memory: int) -> None:
    """No memory is taken for it, and the passphrase not asked; a backup brings the career back."""
    import zlib

    line, _, rest = three.read_bytes().partition(b"\n")
    words = line.split(b" ")
    words[3:5] = [b"%d" % passes if passes < 10**20 else b"1" + b"0" * 400, b"%d" % memory]
    said = b" ".join(words[:-1]) + b" "
    three.write_bytes(said + b"%08x\n" % zlib.crc32(said) + rest)
    with pytest.raises(UnreadableError), opened(three, None, b"is not asked"):
        pass
    restored(three, None, Clock())
    assert titles_at(three) == ["one", "two", "three"]


# --- other sessions ---------------------------------------------------------------------------------


def relocked(work: Callable[[], object]) -> None:
    """The work is refused because another session has changed the lock."""
    with pytest.raises(RelockedError, match="Another session has set, changed or removed the passphrase"):
        work()


@pytest.mark.parametrize("relock", RELOCKS)
def test_a_session_that_is_open_notices_and_writes_nothing_more(
    store_path: Path, clock: Clock, relock: str
) -> None:
    """Neither a change nor a draft nor the snapshot at its end; what it saved before is there."""
    if relock != "lock":
        lock(store_path)
    with opened(store_path, clock) as here:
        add_goal(here, f"{WORD} one")
        RELOCKS[relock](store_path)
        before = everything_in(store_path.parent)
        relocked(lambda: here.drafts.keep("goal-new", DRAFT))
        relocked(lambda: here.drafts.for_editor("notes-01A", WORD))
        relocked(here.take_in)
        here.take_in()  # said once: it is asked whenever a file changes
        assert not here.is_behind
        relocked(lambda: add_goal(here, f"{WORD} two"))
        relocked(here.undo)
        assert titles(here) == [f"{WORD} one"]
    assert everything_in(store_path.parent) == before
    if relock != "unlock":
        assert WORD.encode() not in before
    with opened(store_path, clock, *([NEW] if relock == "change" else [])) as planner:
        assert titles(planner) == [f"{WORD} one"]


def test_a_session_from_before_there_was_a_file_notices_too(store_path: Path, clock: Clock) -> None:
    """It has read nothing yet, and would begin with a line in the open."""
    with opened(store_path, clock) as here:
        lock(store_path)
        relocked(lambda: add_goal(here, WORD))
    assert WORD.encode() not in everything_in(store_path.parent)


def test_a_lock_that_broke_off_is_not_undone_by_a_session_that_closes(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its journal is still the old one, so it noticed nothing: what it adds is taken in by who goes on."""

    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    with opened(store_path, clock) as here:
        add_goal(here, "one")
        with monkeypatch.context() as patch:
            patch.setattr(Conversion, "finish", broken_off)
            with pytest.raises(KeyboardInterrupt):
                lock(store_path)
        add_goal(here, f"{WORD} two")
    assert header_of(store_path.read_bytes()) is not None
    with opened(store_path, clock) as planner:
        assert titles(planner) == ["one", f"{WORD} two"]
        assert WORD.encode() not in everything_in(store_path.parent)


def test_a_draft_is_taken_back_when_the_lock_comes_while_it_is_written(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking and writing: it would lie there in the open after lock has said that it is done."""
    with opened(store_path, clock) as here:

        def meanwhile(path: Path, data: bytes) -> None:
            lock(store_path)
            replace_file(path, data)

        monkeypatch.setattr("careertui.store.drafts.replace_file", meanwhile)
        relocked(lambda: here.drafts.keep("goal-new", DRAFT))
    assert WORD.encode() not in everything_in(store_path.parent)


def test_a_draft_that_comes_between_is_sealed_by_the_next_opening(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its session was killed before it could take it back."""
    with opened(store_path, clock) as here:
        monkeypatch.setattr("careertui.store.drafts.is_current", lambda *_: True)
        lock(store_path)
        here.drafts.keep("goal-new", DRAFT)
        monkeypatch.undo()
    assert WORD.encode() in everything_in(store_path.parent)
    with opened(store_path, clock) as planner:
        assert WORD.encode() not in everything_in(store_path.parent)
        assert planner.drafts.read("goal-new") == DRAFT


def test_what_a_living_session_has_in_an_editor_is_left_to_it_and_said(
    store_path: Path, clock: Clock
) -> None:
    """It cannot be sealed while the editor works on it."""
    with opened(store_path, clock) as here:
        file = here.drafts.for_editor("notes-01A", "text")
        (note,) = lock(store_path)
        assert str(file.path) in note
        assert file.text() == "text"


# --- a disk that refuses ----------------------------------------------------------------------------


@pytest.mark.parametrize("relock", RELOCKS)
def test_an_error_at_any_call_is_told_and_leaves_the_one_lock_or_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, relock: str
) -> None:
    """From the first write to the last; when the disk has room again, the next opening finishes it."""
    whole, store = tmp_path / "whole" / "career.json", tmp_path / "store" / "career.json"
    if relock != "lock":
        lock(whole)
    work_on(whole, Clock())
    expected = titles_at(whole)
    found: list[bool] = []
    for number in range(1, 200):
        shutil.rmtree(store.parent, ignore_errors=True)
        shutil.copytree(whole.parent, store.parent)
        with monkeypatch.context() as patch:
            refuse_at(number, patch)
            try:
                RELOCKS[relock](store)
            except UnfinishedError as error:
                assert "opening the career again finishes it" in error.hint  # noqa: PT017 - either may come
                told = True
            except StoreError as error:
                assert "disk refused" in error.message  # noqa: PT017
                told = True
            else:
                told = False
        passphrase = NEW if relock == "change" else PASSPHRASE
        try:
            with opened(store, None, passphrase) as planner:
                assert titles(planner) == expected
        except WrongPassphraseError:
            assert relock == "change"
            assert told
            assert titles_at(store) == expected
        is_new = codec_or_none(store, passphrase) != codec_or_none(whole, PASSPHRASE)
        assert is_new or told, number
        if is_new and relock != "unlock":
            assert WORD.encode() not in everything_in(store.parent), number
        found.append(is_new)
        if not told:
            break
    assert found.count(False) >= 1
    assert found.count(True) > 10


def codec_or_none(store: Path, passphrase: bytes) -> str | None:
    """The name of the lock; None where the passphrase does not open it."""
    try:
        return codec_of(store, passphrase).generation
    except WrongPassphraseError:
        return codec_of(store).generation


def refuse_at(number: int, patch: pytest.MonkeyPatch) -> None:
    """The disk is full at the nth call that would change it, and at all later ones."""
    count = 0

    def refusing(real: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count >= number:
                raise OSError(28, "No space left on device")
            return real(*arguments, **named)

        return called

    for name in ("write", "fsync", "replace"):
        patch.setattr(os, name, refusing(getattr(os, name)))


def test_a_locked_career_is_emptied_of_nothing_by_keeping_at_it(store_path: Path, planner: Planner) -> None:
    """Locked while it is empty, as before the first goal is written down."""
    keep(planner, "Nothing")
    lock(store_path)
    assert titles_at(store_path) == []
    lock(store_path, NEW)
    unlock(store_path, NEW)
    assert titles_at(store_path) == []
