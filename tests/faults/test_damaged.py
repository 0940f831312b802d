"""Files cut off at every byte, or with a bit turned in any: none is written over, and nothing goes unsaid."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from careertui.errors import StoreError
from careertui.store.backups import folder_of
from careertui.store.codec import SNAPSHOT
from careertui.store.storage import UnreadableError
from tests.conftest import Clock
from tests.faults.helpers import LOCKED_AT_LENGTH
from tests.faults.tracing import report
from tests.store.helpers import (
    abandon,
    add_goal,
    codec_of,
    journal_of,
    lock,
    opened,
    restored,
    stock,
    titles,
    titles_at,
)

GOALS = ["one", "two"]
"""The first is in the snapshot, the other only in the journal."""


class Career(NamedTuple):
    """A small store, and how it was made."""

    store: Path
    whole: Path

    def begin(self) -> None:
        """Lay everything out as it was."""
        shutil.rmtree(self.store.parent, ignore_errors=True)
        shutil.copytree(self.whole, self.store.parent)

    def copies(self) -> list[bytes]:
        """What lies in the backups' folder."""
        return [path.read_bytes() for path in folder_of(self.store).iterdir()]

    def journals_kept(self) -> list[bytes]:
        """What the journals say that lie there because they were damaged."""
        codec = codec_of(self.whole / "career.json")
        kept = folder_of(self.store).glob("*damaged-journal*")
        return [codec.from_file(path.read_bytes(), SNAPSHOT) for path in kept]


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here rests on what is on the disk when the power goes, and thousands of files are made."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.fixture(params=["plain", "locked"])
def career(tmp_path: Path, request: pytest.FixtureRequest) -> Career:
    """A goal in the snapshot, another in the journal, and a backup of today."""
    whole = tmp_path / "whole"
    if request.param == "locked":
        lock(whole / "career.json")
    with opened(whole / "career.json", Clock()) as planner:
        add_goal(planner, GOALS[0])
    with opened(whole / "career.json", Clock()) as planner:
        add_goal(planner, GOALS[1])
        abandon(planner)
    made = Career(tmp_path / "store" / "career.json", whole)
    made.begin()
    return made


def opens_with(store: Path) -> tuple[list[str], tuple[str, ...]] | None:
    """The goals there are and the notes at opening, or None where it is refused in a sentence."""
    try:
        with opened(store, Clock()) as planner:
            found, notes = titles(planner), planner.notes
            abandon(planner)
    except UnreadableError as error:
        said = str(error)
    else:
        return found, notes
    assert "left as it is" in said
    assert "`careertui restore`" in said
    return None


def check_snapshot(career: Career, damaged: bytes, place: str) -> bool:
    """A damaged snapshot is refused and comes back whole, or has lost nothing; True when it was refused."""
    career.store.write_bytes(damaged)
    seen = opens_with(career.store)
    if seen is not None:
        assert seen[0] == GOALS, place
        assert damaged in career.copies() or career.store.read_bytes() == damaged, place
        return False
    assert career.store.read_bytes() == damaged, place
    assert damaged in career.copies(), place
    restored(career.store, None, Clock())
    assert titles_at(career.store) == GOALS, place
    return True


def test_a_snapshot_cut_off_at_any_byte_is_refused_and_restored(career: Career) -> None:
    """From nothing at all to all but the last byte."""
    whole = career.store.read_bytes()
    for end in range(len(whole)):
        assert check_snapshot(career, whole[:end], f"cut at {end}")
        career.begin()
    report(f"{len(whole)} cuts")


@pytest.mark.parametrize("bits", [(0,), pytest.param(tuple(range(8)), marks=pytest.mark.faults)])
def test_a_snapshot_with_any_bit_turned_is_refused_or_has_lost_nothing(
    career: Career, bits: tuple[int, ...]
) -> None:
    """The checksum knows where JSON does not; where its own place is hit, the rest is whole."""
    whole = career.store.read_bytes()
    refused, trials = 0, 0
    for place in range(len(whole)):
        for bit in bits:
            damaged = bytearray(whole)
            damaged[place] ^= 1 << bit
            refused += check_snapshot(career, bytes(damaged), f"bit {bit} of byte {place}")
            trials += 1
            career.begin()
    report(f"{trials} bits turned, {refused} files refused")
    # The checksum itself takes a tenth of so small a file, more or less with what it happens to be.
    assert refused > trials * 0.8


@pytest.mark.parametrize("career", LOCKED_AT_LENGTH, indirect=True)
def test_a_journal_cut_off_at_any_byte_keeps_what_comes_before(career: Career) -> None:
    """The steps that the snapshot holds are there anyway; the last is, once its line is whole."""
    whole = journal_of(career.store).read_bytes()
    for end in range(len(whole) + 1):
        journal_of(career.store).write_bytes(whole[:end])
        seen = opens_with(career.store)
        assert seen is not None
        assert seen[0] == (GOALS if end == len(whole) else GOALS[:1]), f"cut at {end}"
        with opened(career.store, Clock()) as planner:
            add_goal(planner, "next")
            abandon(planner)
        assert titles_at(career.store)[-1] == "next"
        career.begin()


@pytest.mark.parametrize("career", LOCKED_AT_LENGTH, indirect=True)
@pytest.mark.parametrize("bits", [(0,), pytest.param(tuple(range(8)), marks=pytest.mark.faults)])
def test_a_journal_with_any_bit_turned_loses_at_most_that_line_and_says_so(
    career: Career, bits: tuple[int, ...]
) -> None:
    """The journal as it came is kept, whatever is written to it afterwards."""
    whole = journal_of(career.store).read_bytes()
    trials = 0
    for place in range(len(whole)):
        for bit in bits:
            damaged = bytearray(whole)
            damaged[place] ^= 1 << bit
            journal_of(career.store).write_bytes(bytes(damaged))
            seen = opens_with(career.store)
            assert seen is not None
            found, notes = seen
            assert found[:1] == GOALS[:1]
            if found != GOALS:
                assert any("damaged" in note for note in notes), f"bit {bit} of byte {place}"
                assert bytes(damaged) in career.journals_kept()
            trials += 1
            career.begin()
    report(f"{trials} bits turned")


@pytest.mark.parametrize("career", ["plain"], indirect=True)
def test_a_file_that_was_edited_by_hand_says_how_it_is_taken(career: Career) -> None:
    """The message tells it; a file that another program wrote anew needs nothing of it."""
    edited = career.store.read_bytes().replace(b'"one"', b'"uno"')
    career.store.write_bytes(edited)
    with pytest.raises(StoreError, match="edited by hand") as refused, opened(career.store, Clock()):
        pass
    assert 'take "checksum" out' in refused.value.hint
    start = edited.index(b',"checksum"')
    career.store.write_bytes(edited[:start] + edited[edited.index(b"}", start) :])
    assert titles_at(career.store) == ["uno", "two"]
    with stock(career.store) as db:
        db.table("goals").update({"title": "ein"}, doc_ids=[next(iter(db.table("goals"))).doc_id])
    assert titles_at(career.store) == ["ein", "two"]
