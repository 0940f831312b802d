"""Drafts on the disk: private, whole, one a form, and never in the way."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from careertui.domain.record import LONGEST_TEXT
from careertui.errors import StoreError
from careertui.store.drafts import Draft, Drafts, GarbledDraftError
from tests.store.helpers import codec_of, either_way, ended_process

WHEN = datetime(2026, 11, 22, 9, tzinfo=UTC)
DRAFT = Draft(WHEN, 3, {"title": "\u202eRust\n[b]", "serves": ("01A", "01B")}, {"01B": ("vision", "Sea")})


@pytest.fixture
def drafts(store_path: Path) -> Drafts:
    """The drafts beside the test's store."""
    return Drafts(store_path, codec_of(store_path))


def mode(path: Path) -> int:
    """The permissions of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


@either_way
def test_a_draft_is_read_back_as_it_was_kept_and_goes_when_it_is_let_go(drafts: Drafts) -> None:
    """Each in a slot of its own; letting one go twice is no error."""
    drafts.keep("goal-new", DRAFT)
    drafts.keep("goal-../../01A", DRAFT)
    assert drafts.read("goal-new") == DRAFT
    assert drafts.read("goal-01B") is None
    drafts.let_go("goal-new")
    drafts.let_go("goal-new")
    assert drafts.read("goal-new") is None
    assert drafts.read("goal-../../01A") == DRAFT
    assert all(path.parent == drafts.folder for path in drafts.folder.parent.rglob("goal*.json"))


@either_way
def test_drafts_are_their_owners_alone_even_in_a_folder_that_was_open(drafts: Drafts) -> None:
    """Whatever the umask."""
    before = os.umask(0)
    try:
        drafts.folder.mkdir(mode=0o777)
        drafts.keep("goal-new", DRAFT)
        drafts.for_editor("notes-01A", "secret")
    finally:
        os.umask(before)
    assert mode(drafts.folder) == 0o700
    assert {mode(path) for path in drafts.folder.iterdir()} == {0o600}


@pytest.mark.parametrize(
    "garbage", [b"", b"\xff{", b"[]", b'{"kept":"x","version":1,"fields":{},"made":{}}', b'{"fields":3}']
)
@either_way
def test_a_garbled_draft_is_set_aside_with_a_sentence_and_loses_nothing(
    drafts: Drafts, garbage: bytes
) -> None:
    """The next look finds none, and what was set aside before stays too."""
    drafts.keep("goal-new", DRAFT)
    path = drafts.folder / "goal-new.json"
    for number in (1, 2):
        path.write_bytes(garbage)
        with pytest.raises(GarbledDraftError, match=f"set aside as .*garbled-{number}"):
            drafts.read("goal-new")
        assert drafts.read("goal-new") is None
    assert [aside.read_bytes() for aside in drafts.folder.glob("*garbled*")] == [garbage, garbage]


@pytest.mark.parametrize("plant", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/etc/passwd")])
@either_way
def test_what_is_no_file_is_set_aside_and_not_waited_for(
    drafts: Drafts, plant: Callable[[Path], None]
) -> None:
    """In place of a draft, of a text that an editor has left, and of one that it works on."""
    drafts.keep("goal-new", DRAFT)
    (drafts.folder / "goal-new.json").unlink()
    plant(drafts.folder / "goal-new.json")
    with pytest.raises(GarbledDraftError, match="garbled-1"):
        drafts.read("goal-new")
    plant(drafts.folder / f"notes-01A.{ended_process()}.md")
    file = drafts.for_editor("notes-01A", "one")
    assert not file.is_left_over
    file.path.unlink()
    plant(file.path)
    with pytest.raises(StoreError, match=r"no file"):
        file.text()
    assert file.path.with_suffix(".kept-1").exists()


@either_way
def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(drafts: Drafts) -> None:
    """And what it holds is still there."""
    drafts.folder.parent.joinpath(drafts.folder.name).write_text("a file in the way")
    with pytest.raises(StoreError, match=r"The draft could not be written: .+\."):
        drafts.keep("goal-new", DRAFT)


@pytest.mark.parametrize(
    ("given", "left", "text"),
    [
        ("one\ntwo", b"one\r\ntwo\r\nthree\r\n", "one\ntwo\nthree"),
        ("one\r\ntwo", b"one\r\ntwo", "one\r\ntwo"),
        ("one\n", b"one\n", "one\n"),
        ("", b"", ""),
    ],
)
@either_way
def test_an_editors_text_comes_back_with_the_line_ends_it_had(
    drafts: Drafts, given: str, left: bytes, text: str
) -> None:
    """An editor that ends the last line, or knows only one kind of line end, changes nothing."""
    file = drafts.for_editor("notes-01A", given)
    assert file.text() == given
    file.path.write_bytes(left)
    assert file.text() == text
    file.let_go()
    assert list(drafts.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("left", "why"), [(b"caf\xe9", "not UTF-8"), (b"x" * (LONGEST_TEXT + 2), "longer than 1,000,000")]
)
def test_what_is_no_text_for_a_record_is_refused_and_kept(drafts: Drafts, left: bytes, why: str) -> None:
    """Under a name that the sentence tells, and that no later one overwrites."""
    for number in (1, 2):
        file = drafts.for_editor("notes-01A", "one")
        file.path.write_bytes(left)
        with pytest.raises(StoreError, match=rf"{why}.*kept-{number}\."):
            file.text()
    assert [path.read_bytes() for path in drafts.folder.iterdir()] == [left, left]


@either_way
def test_what_an_editor_left_when_its_session_died_is_what_the_next_begins_with(drafts: Drafts) -> None:
    """Another record's, and one that a living session works on, are left alone."""
    ended = ended_process()
    drafts.for_editor("notes-01B", "of another").path.rename(drafts.folder / f"notes-01B.{ended}.md")
    living = drafts.folder / f"notes-01A.{os.getppid()}.md"
    living.write_text("of a living session")
    assert not drafts.for_editor("notes-01A", "one").is_left_over
    drafts.for_editor("notes-01A", "one").let_go()
    (drafts.folder / f"notes-01A.{ended}.md").write_text("one and more\n")
    file = drafts.for_editor("notes-01A", "one")
    assert file.is_left_over
    assert file.text() == "one and more"
    assert living.read_text() == "of a living session"
