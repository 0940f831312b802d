"""A file from anywhere is bounded before it is understood: refused with the reason, the store as it was."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from careertui.store import drafts, reading
from tests.terminal import surroundings

MEMORY = 400 << 20
"""Bytes of address space a refusal may take; the interpreter with its libraries maps half of it."""
HUGE = 200 << 20
"""Bytes of the largest files, which are sparse or one line of one letter."""


def one_line(beginning: bytes) -> Callable[[Path], None]:
    """A file of 200 MB in one line, sparse on the disk."""

    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.write(beginning)
            file.truncate(HUGE)

    return write


def content(data: bytes) -> Callable[[Path], None]:
    """A file with just this in it."""

    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


IMPORTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "200 MB of one line": (one_line(b'{"work":[{"position":"'), "larger than"),
    "45 MB of one line": (content(b'{"work":[{"position":"' + b"x" * (45 << 20) + b'"}]}'), "and no CV"),
    "lists a hundred thousand deep": (
        content(b'{"work":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        "too deeply",
    ),
    "objects fifty thousand deep": (content(b'{"work":' * 50_000 + b"1" + b"}" * 50_000), "too deeply"),
    "a million objects": (content(b'{"work":[' + b"{}," * 1_000_000 + b"{}]}"), "more in it than a CV"),
    "three hundred thousand names": (
        content(b'{"work":[{' + b",".join(b'"%d":1' % number for number in range(300_000)) + b"}]}"),
        "more in it than a CV",
    ),
    "three hundred thousand highlights": (
        content(b'{"work":[{"position":"a","highlights":[' + b'"b",' * 300_000 + b'"c"]}]}'),
        "more in it than a CV",
    ),
    "NaN": (content(b'{"work":[{"position":NaN}]}'), "NaN"),
    "no text": (content(bytes(range(256)) * 100), "not a text file"),
}
"""By name: what writes it, and a part of the reason."""

STORES: dict[str, tuple[Callable[[Path], None], str]] = {
    "200 MB of one line": (one_line(b'{"goals":{"1":{"title":"'), "no career has more"),
    "lists three hundred thousand deep": (content(b'{"goals":' + b"[" * 300_000), "is not whole JSON"),
    "NaN": (content(b'{"goals":{"1":{"title":NaN}}}'), "is not whole JSON"),
    "a number without end": (content(b'{"goals":{"1":{"rank":1e999}}}'), "is not whole JSON"),
    "a number of a hundred thousand digits": (
        content(b'{"a":{"1":{"b":' + b"9" * 100_000 + b"}}}"),
        "is not whole",
    ),
    "a pipe": (os.mkfifo, "is not a file"),
}


def refused(home: Path, *arguments: str) -> str:
    """Run a command that is refused, within so much memory; what it said."""
    said = subprocess.run(
        [sys.executable, "-m", "careertui", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=surroundings(home),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith("careertui: ")
    assert "Traceback" not in said.stderr
    assert "fault in careertui" not in said.stderr
    return said.stderr


@pytest.mark.parametrize("name", IMPORTS)
def test_an_import_that_is_too_much_is_refused_and_nothing_is_kept(tmp_path: Path, name: str) -> None:
    """Whatever its size or its shape."""
    write, why = IMPORTS[name]
    write(tmp_path / "cv.json")
    assert why in refused(
        tmp_path, "--store", str(tmp_path / "career.json"), "import", str(tmp_path / "cv.json")
    )
    assert not (tmp_path / "career.json").exists()


@pytest.mark.parametrize("name", STORES)
def test_a_store_that_is_none_is_refused_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    """By size before it is read."""
    write, why = STORES[name]
    path = tmp_path / "career.json"
    write(path)
    before = (path.stat().st_ino, path.stat().st_size, path.stat().st_mtime_ns)
    assert why in refused(tmp_path, "--store", str(path), "list", "goals")
    assert (path.stat().st_ino, path.stat().st_size, path.stat().st_mtime_ns) == before


def test_a_store_and_a_draft_have_room_for_what_is_theirs() -> None:
    """The bounds are far beyond what a person writes, so that they refuse nobody."""
    assert reading.LARGEST > 100_000 * 440
    assert drafts.LARGEST > 100 * 100_000
