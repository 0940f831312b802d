"""A career is its owner's alone: modes, and links that someone else planted."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from careertui.errors import StoreError
from careertui.store import files, storage
from careertui.store.drafts import Draft
from tests.conftest import Clock
from tests.store.helpers import abandon, add_goal, either_way, journal_of, opened, restored, titles, titles_at


@pytest.fixture(params=[0o000, 0o022], ids=["umask 000", "umask 022"])
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """The process's umask, as a host may have it."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    """The permissions of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("_umask")
def test_every_file_and_folder_made_is_private(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store, journal, lock, backups and restored files are 0600, the folders made for them 0700."""
    monkeypatch.setattr(storage, "FOLD_AT", 1)
    store = tmp_path / "share" / "careertui" / "career.json"
    with opened(store, clock) as planner:
        add_goal(planner, "one")
        assert mode(journal_of(store)) == 0o600
    store.write_bytes(b"broken")
    with pytest.raises(StoreError), opened(store, clock):
        pass
    restored(store, None, clock)
    made = [path for path in (tmp_path / "share").rglob("*") if path.is_file()]
    assert {path.name for path in made} >= {"career.json", "career.journal", "career.lock"}
    assert {path.name: mode(path) for path in made} == {path.name: 0o600 for path in made}
    folders = [tmp_path / "share", store.parent, store.parent / "career-backups"]
    assert [mode(folder) for folder in folders] == [0o700] * 3


@pytest.mark.usefixtures("_umask")
def test_a_store_that_others_could_read_is_mended_and_said(store_path: Path, clock: Clock) -> None:
    """As stock TinyDB leaves it under an ordinary umask; said once."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
    store_path.chmod(0o644)
    journal_of(store_path).chmod(0o666)
    with opened(store_path, clock) as planner:
        assert [note for note in planner.notes if "could be read by others" in note]
    assert (mode(store_path), mode(journal_of(store_path))) == (0o600, 0o600)
    with opened(store_path, clock) as planner:
        assert planner.notes == ()


def test_a_folder_of_the_person_s_own_is_left_as_it_is(tmp_path: Path, clock: Clock) -> None:
    """Only folders that careertui makes are closed to others."""
    folder = tmp_path / "documents"
    folder.mkdir(mode=0o755)
    with opened(folder / "career.json", clock) as planner:
        add_goal(planner, "one")
    assert mode(folder) == 0o755


def test_a_store_behind_a_link_is_written_where_it_lies(tmp_path: Path, clock: Clock) -> None:
    """As in a folder of dotfiles: the link stays a link, its target is replaced, all else lies there too."""
    real = tmp_path / "dotfiles" / "career.json"
    real.parent.mkdir()
    link = tmp_path / "career.json"
    link.symlink_to(real)
    for number in range(2):  # the first time the target does not exist yet
        with opened(link, clock) as planner:
            add_goal(planner, f"goal {number}")
    assert link.is_symlink()
    assert not real.is_symlink()
    assert titles_at(real) == titles_at(link) == ["goal 0", "goal 1"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["career.json", "dotfiles"]


@pytest.mark.parametrize("name", ["career.lock", "career.journal"])
@pytest.mark.parametrize("exists", [True, False], ids=["to a file", "to nothing"])
def test_a_planted_link_is_not_followed(
    tmp_path: Path, store_path: Path, clock: Clock, name: str, exists: bool
) -> None:
    """Its target is neither made nor written; the person is told which file it is."""
    target = tmp_path / "elsewhere"
    if exists:
        target.write_bytes(b"precious")
        target.chmod(0o644)
    (tmp_path / name).symlink_to(target)
    with (
        pytest.raises(StoreError, match=rf"symbolic links.*{name}"),
        opened(store_path, clock) as planner,
    ):
        add_goal(planner, "one")
    assert target.exists() == exists
    if exists:
        assert target.read_bytes() == b"precious"
        assert mode(target) == 0o644


@either_way
def test_a_link_planted_under_a_guessed_temporary_name_is_not_followed(
    tmp_path: Path, store_path: Path, clock: Clock
) -> None:
    """Temporary names cannot be guessed; what looks like one of ours is removed, not written through."""
    target = tmp_path / "elsewhere"
    target.write_bytes(b"precious")
    for name in (".career.json.tmp", ".career.json.0.tmp", ".career.journal.0.tmp", "career.json.tmp"):
        (tmp_path / name).symlink_to(target)
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
    assert target.read_bytes() == b"precious"
    assert not (tmp_path / ".career.json.0.tmp").is_symlink()
    assert (tmp_path / "career.json.tmp").is_symlink()  # not a name of ours


def test_the_temporary_files_of_another_store_are_left_alone(tmp_path: Path, clock: Clock) -> None:
    """It may be writing them just now: its lock is another."""
    others = [tmp_path / ".career2.json.abc.tmp", tmp_path / ".career.json.bak.json.abc.tmp.json"]
    for path in others:
        path.write_bytes(b"half")
    with opened(tmp_path / "career.json", clock) as planner:
        add_goal(planner, "one")
    assert all(path.exists() for path in others)


def test_a_copy_under_another_ending_has_a_journal_of_its_own(tmp_path: Path, clock: Clock) -> None:
    """`career.bak` beside `career.json` is another store: neither hears of the other's changes."""
    store, copy = tmp_path / "career.json", tmp_path / "career.bak"
    with opened(store, clock) as planner:
        add_goal(planner, "both")
    copy.write_bytes(store.read_bytes())
    with opened(store, clock) as planner, opened(copy, clock) as of_copy:
        add_goal(planner, "original")
        add_goal(of_copy, "copy")
        planner.take_in()
        assert titles(planner) == ["both", "original"]
        abandon(planner)
    assert titles_at(copy) == ["both", "copy"]
    assert titles_at(store) == ["both", "original"]


@pytest.mark.parametrize("name", ["career.journal", "career.lock", "career", "career.json.json", ".json"])
def test_a_store_of_any_name_keeps_what_is_put_in(tmp_path: Path, clock: Clock, name: str) -> None:
    """Even one named as a journal or a lock is: what lies beside it has yet another name."""
    for number in range(2):
        with opened(tmp_path / name, clock) as planner:
            add_goal(planner, f"goal {number}")
    assert titles_at(tmp_path / name) == ["goal 0", "goal 1"]


@pytest.mark.parametrize("name", ["career-backups", "career.drafts"])
def test_a_link_planted_in_place_of_a_folder_is_not_followed(
    tmp_path: Path, store_path: Path, clock: Clock, name: str
) -> None:
    """Neither backups nor drafts go where somebody else wants them; the person is told which folder it is."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    with opened(store_path, clock) as planner:
        (tmp_path / name).symlink_to(elsewhere)
        draft = Draft(clock(), 0, {"title": "secret"})
        if name == "career.drafts":
            with pytest.raises(StoreError, match=r"draft could not be written.*Not a directory"):
                planner.drafts.keep("goal-new", draft)
        add_goal(planner, "one")
    with (
        pytest.raises(StoreError, match=rf"Not a directory.*{name}") as told,
        opened(store_path, clock),
    ):
        pass
    assert "A link stands there, which is never followed" in told.value.hint
    assert "space" not in told.value.hint
    assert list(elsewhere.iterdir()) == []
    assert mode(elsewhere) == 0o755
    (tmp_path / name).unlink()
    assert titles_at(store_path) == ["one"]


def test_a_folder_of_ours_that_others_could_look_into_is_mended_and_said(
    tmp_path: Path, store_path: Path, clock: Clock
) -> None:
    """With all that lies in it; a link in it is left alone, and so is what it leads to."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
    folder, elsewhere = tmp_path / "career-backups", tmp_path / "elsewhere"
    elsewhere.touch(mode=0o644)
    folder.chmod(0o755)
    (backup,) = folder.iterdir()
    backup.chmod(0o644)
    (folder / "link").symlink_to(elsewhere)
    os.mkfifo(folder / "pipe")
    with opened(store_path, clock) as planner:
        assert planner.notes == (f"Others on this host could look into {folder}; it is now yours alone.",)
    assert (mode(folder), mode(backup), mode(elsewhere)) == (0o700, 0o600, 0o644)
    with opened(store_path, clock) as planner:
        assert planner.notes == ()


@either_way
def test_a_lock_that_others_may_open_is_closed_to_them(store_path: Path, clock: Clock) -> None:
    """Whoever may open it may hold it, and keep the person waiting."""
    lock = store_path.with_name("career.lock")
    lock.touch()
    lock.chmod(0o666)
    with opened(store_path, clock):
        assert mode(lock) == 0o600


@either_way
def test_what_somebody_planted_under_a_temporary_name_bars_nothing(
    tmp_path: Path, store_path: Path, clock: Clock
) -> None:
    """A folder and a pipe cannot be removed or read as a file can; the store opens all the same."""
    (tmp_path / ".career.json.folder.tmp").mkdir()
    os.mkfifo(tmp_path / ".career.json.pipe.tmp")
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
    assert titles_at(store_path) == ["one"]


def test_a_temporary_file_that_is_being_written_is_not_swept(tmp_path: Path) -> None:
    """A draft is written without the store's lock, while another session opens the store and sweeps."""
    path = tmp_path / "draft.json"
    descriptor, temporary = files._temporary(path)
    files.sweep(tmp_path, "draft")
    assert Path(temporary).exists()
    os.close(descriptor)
    files.sweep(tmp_path, "draft")
    assert not Path(temporary).exists()


@pytest.mark.parametrize("name", ["career.json", "career.journal", "career.lock"])
@either_way
def test_a_pipe_in_place_of_a_file_keeps_nobody_waiting(store_path: Path, clock: Clock, name: str) -> None:
    """It is said which one it is, or it makes no difference."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
    path = store_path.with_name(name)
    path.unlink()
    os.mkfifo(path)
    with contextlib.suppress(StoreError), opened(store_path, clock) as planner:
        add_goal(planner, "two")
    assert path.is_fifo()
