"""Hearing of changes to files, so that nobody has to look for them."""

from __future__ import annotations

import select
from collections.abc import Iterator
from pathlib import Path

import pytest

from careertui.store import watch as watching
from careertui.store.files import replace_file
from careertui.store.watch import CannotWatchError, Watch


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    """A watch of a folder that is there."""
    watch = Watch(tmp_path)
    yield watch
    watch.close()


def hears(watch: Watch) -> bool:
    """Whether something has been heard since the last time; takes note of it."""
    heard = bool(select.select([watch], [], [], 0)[0])
    watch.take()
    return heard


def test_what_is_written_made_or_put_in_place_is_heard_once(tmp_path: Path, watch: Watch) -> None:
    """All the ways in which a session changes the career's files."""
    assert not hears(watch)
    journal = tmp_path / "career.journal"
    journal.touch()
    assert hears(watch)
    with journal.open("ab") as file:
        file.write(b"a line\n")
    assert hears(watch)
    assert not hears(watch)
    replace_file(tmp_path / "career.json", b"{}")
    assert hears(watch)


def test_reading_is_not_heard_nor_what_happens_in_folders_within(tmp_path: Path, watch: Watch) -> None:
    """Drafts and backups are nobody else's news."""
    (tmp_path / "career.drafts").mkdir()
    (tmp_path / "career.json").write_text("{}")
    watch.take()
    (tmp_path / "career.json").read_text()
    (tmp_path / "career.drafts" / "goal-new.json").write_text("{}")
    assert not hears(watch)


def test_a_folder_that_is_made_later_is_heard_of_and_then_heard(tmp_path: Path) -> None:
    """The first session of all on this host begins before there is a folder."""
    watch = Watch(tmp_path / "share" / "careertui")
    (tmp_path / "share").mkdir()
    assert hears(watch)
    (tmp_path / "share" / "careertui").mkdir()
    assert hears(watch)
    (tmp_path / "share" / "careertui" / "career.journal").write_text("a line\n")
    assert hears(watch)
    watch.close()


def test_where_the_host_cannot_tell_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On other systems, and on file systems that other hosts write to, one has to look."""
    line = f"36 35 0:51 / {tmp_path} rw,relatime shared:1 - nfs4 server:/home rw"
    monkeypatch.setattr(watching, "_mounts", lambda: ["1 1 8:1 / / rw - ext4 /dev/sda1 rw", line])
    with pytest.raises(CannotWatchError, match="other hosts"):
        Watch(tmp_path / "careertui")
    Watch(tmp_path.parent).close()
    monkeypatch.setattr("sys.platform", "darwin")
    with pytest.raises(CannotWatchError):
        Watch(tmp_path.parent)
