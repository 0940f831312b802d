"""A file from anywhere is bounded before it is understood: refused with the reason, the store as it was."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from careertui.store import drafts, reading
from careertui.store.codec import MAGIC, MOST_MEMORY, MOST_PASSES
from tests.faults.helpers import new_store, plain_and_locked
from tests.faults.test_inert_bytes import live_in
from tests.faults.tracing import report
from tests.store.helpers import PASSPHRASE, plain_or_locked, titles_at
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


def zipped(name: str, data: bytes) -> Callable[[Path], None]:
    """An archive with one file in it, under any name."""

    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, data)

    return write


def lying(path: Path) -> None:
    """An archive that says of itself that 200 MB are ten bytes."""
    zipped("Positions.csv", bytes(HUGE))(path)
    said = HUGE.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(said, (10).to_bytes(4, "little")))


def locked_by(said: str) -> Callable[[Path], None]:
    """A locked career that says so of its lock, with a checksum that fits."""
    line = MAGIC + said.encode() + b" "
    return content(b"%b%08x\n" % (line, zlib.crc32(line)) + bytes(100))


POSITIONS = b"Company Name,Title,Description,Location,Started On,Finished On\n"
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
    "an endless number": (content(b'{"work":[{"position":-Infinity}]}'), "Infinity"),
    "an archive that unpacks to 200 MB": (zipped("Positions.csv", bytes(HUGE)), "not a text file"),
    "an archive that lies about its sizes": (lying, "not a text file"),
    "an archive that leads out of its folder": (zipped("../../careertui", b"{}"), "not a text file"),
    "200 MB of one line of a table": (one_line(POSITIONS), "larger than"),
    "45 MB of one cell": (content(POSITIONS + b"x" * (45 << 20)), "and no CV"),
    "4 MB of one cell": (content(POSITIONS + b"x" * 3_900_000), "larger than field limit"),
    "a million positions": (content(POSITIONS + b"A,B,,,Oct 2017,\n" * 1_000_000), "and no CV"),
    "three hundred thousand skills": (
        content(b"Name\n" + b"".join(b"%d\n" % number for number in range(300_000))),
        "more in it than a CV",
    ),
    "three million blank lines": (content(POSITIONS + b"\n" * 3_000_000), "more in it than a CV"),
    "a million columns": (content(b"Company Name,Title,Started On" + b",x" * 1_000_000 + b"\n"), "not JSON"),
    "nothing but quotation marks": (content(POSITIONS + b'"' * 3_900_000), "larger than field limit"),
    "a pipe that nobody writes to": (os.mkfifo, "it is no file"),
    "a folder": (Path.mkdir, "is a folder"),
    "no text": (content(bytes(range(256)) * 100), "not a text file"),
}
"""By name: what writes it, and a part of the reason."""

TAKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "a number of three million digits": (
        content(b'{"work":[{"position":"a","startDate":' + b"9" * 3_000_000 + b"}]}"),
        "is not a date",
    ),
    "numbers beyond all bounds": (
        content(b'{"work":[{"position":"a","startDate":1e999,"endDate":-1e-999}]}'),
        "is not a date",
    ),
    "a name given twice": (content(b'{"work":[{"position":"a","position":"b"}]}'), "stands twice"),
    "a column given twice": (content(POSITIONS.strip() + b",Title\nA,B,,,,,C\n"), "stands there twice"),
    "a year of a hundred thousand digits": (
        content(POSITIONS + b"A,B,,," + b"9" * 100_000 + b",\n"),
        "is not a date",
    ),
    "a path for a name": (content(b'{"work":[{"position":"../../../../etc/passwd"}]}'), "1 new"),
}
"""Imports that are odd and not too much, by name: what writes each, and a part of what is said of it."""

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
    "a title given twice": (
        content(b'{"goals":{"1":{"title":"kept", "t\\":":[{"a":1}], "title" : "dropped unsaid"}}}'),
        "has 'title' twice in one object",
    ),
    "a record given twice": (
        content(b'{"goals":{"7":{"title":"one"},"7":{"title":"two"}}}'),
        "has '7' twice in one object",
    ),
}


ZEROS = "00" * 16
DEAREST = f"{MOST_PASSES} {MOST_MEMORY}"
LOCKS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a terabyte to open": (locked_by(f"1 argon2id 3 {1 << 30} {ZEROS} {ZEROS} -"), "asks for 1,048,576 MB"),
    "a billion passes": (locked_by(f"1 argon2id {10**9} 8 {ZEROS} {ZEROS} -"), "1,000,000,000 passes"),
    "a little too much": (locked_by(f"1 argon2id 1 {MOST_MEMORY + 1} {ZEROS} {ZEROS} -"), "no careertui has"),
    "as much as may be": (locked_by(f"1 argon2id {DEAREST} {ZEROS} {ZEROS} -"), "not the passphrase of"),
    "nine hundred digits": (locked_by(f"1 argon2id 1 {'9' * 900} {ZEROS} {ZEROS} -"), "does not say how"),
    "a salt of one byte": (locked_by(f"1 argon2id 1 8 00 {ZEROS} -"), "does not say how"),
    "no check": (locked_by(f"1 argon2id 1 8 {ZEROS}  -"), "does not say how"),
    "what a terminal obeys": (locked_by("1 \x1b]0;title\x07"), "locked by a newer careertui"),
    "the same, further on": (locked_by(f"1 argon2id 1 8 {ZEROS} {ZEROS} \x1b[31m\u202e"), "does not say how"),
    "a lock without end": (one_line(MAGIC), "no career has more"),
}
"""Locked careers, by name: what writes each, and a part of the reason."""
CAREERTUI = [sys.executable, "-m", "careertui", "--passphrase-fd", "0"]
"""The command, which is told the passphrase and asks for it only where the career is locked."""


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command within so much memory."""
    return subprocess.run(
        [*CAREERTUI, *arguments],
        capture_output=True,
        text=True,
        check=False,
        input=PASSPHRASE.decode(),
        env=surroundings(home),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )


def refused(home: Path, *arguments: str) -> str:
    """Run a command that is refused; what it said."""
    said = run(home, *arguments)
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith("careertui: ")
    assert live_in(said.stderr.encode()) == set()
    assert "Traceback" not in said.stderr
    assert "fault in careertui" not in said.stderr
    return said.stderr


@plain_and_locked("name", IMPORTS, "200 MB of one line", "an archive that lies about its sizes", "NaN")
def test_an_import_that_is_too_much_is_refused_and_nothing_is_kept(store_path: Path, name: str) -> None:
    """Whatever its size or its shape."""
    write, why = IMPORTS[name]
    cv = store_path.with_name("cv.json")
    before = store_path.read_bytes() if store_path.exists() else None
    write(cv)
    assert why in refused(store_path.parent, "--store", str(store_path), "import", str(cv))
    assert (store_path.read_bytes() if store_path.exists() else None) == before


@plain_or_locked
@pytest.mark.parametrize("name", TAKEN)
def test_an_import_that_is_odd_is_taken_as_it_stands_and_said(
    tmp_path: Path, name: str, locked: bool
) -> None:
    """Within the same memory; nothing is made but the career."""
    write, what = TAKEN[name]
    write(tmp_path / "cv.json")
    store = new_store(tmp_path / "store", locked=locked)
    said = run(tmp_path, "--store", str(store), "import", str(tmp_path / "cv.json"))
    assert said.returncode == 0, said.stderr
    assert what in said.stderr
    assert {path.name for path in tmp_path.iterdir()} <= {"cv.json", "store"}


@pytest.mark.parametrize("name", STORES | LOCKS)
def test_a_store_that_is_none_is_refused_and_left_as_it_is(tmp_path: Path, name: str) -> None:
    """By size before it is read, and by what it asks for before that is done."""
    write, why = (STORES | LOCKS)[name]
    path = tmp_path / "career.json"
    write(path)
    before = (path.stat().st_ino, path.stat().st_size, path.stat().st_mtime_ns)
    assert why in refused(tmp_path, "--store", str(path), "list", "goals")
    assert (path.stat().st_ino, path.stat().st_size, path.stat().st_mtime_ns) == before


def test_a_config_file_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """The command does what it is for, with the defaults; the check says what stands there."""
    config = tmp_path / "config.toml"
    os.mkfifo(config)
    surrounded = {**surroundings(tmp_path), "CAREERTUI_CONFIG": str(config)}
    command = [sys.executable, "-m", "careertui", "--store", str(tmp_path / "career.json")]
    checked = subprocess.run(
        [*command, "config", "--check"], capture_output=True, text=True, check=False, env=surrounded
    )
    assert checked.returncode == 1
    assert "it is no file" in checked.stdout + checked.stderr
    done = subprocess.run(
        [*command, "practices"], capture_output=True, text=True, check=False, env=surrounded
    )
    assert done.returncode == 0, done.stderr


def test_a_store_that_another_program_wrote_is_taken_whatever_its_names_look_like(tmp_path: Path) -> None:
    """Escaped quotation marks, and the same name in two objects, are no name given twice."""
    path = tmp_path / "career.json"
    goals = {"1": {"title": 'a":', "tags": ['":', '\\":']}, "2": {"title": "b\\", 'of "a":': {"title": 1}}}
    path.write_text(json.dumps({"goals": goals}, indent=1))
    assert titles_at(path) == ['a":', "b\\"]


def spent_on(home: Path, *arguments: str) -> tuple[int, float, float]:
    """The exit code, and seconds of processor and megabytes of memory, measured by the kernel."""
    inner = (
        "import json, resource, subprocess, sys\n"
        "code = subprocess.run(sys.argv[1:], capture_output=True).returncode\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))\n"
    )
    said = subprocess.run(
        [sys.executable, "-S", "-c", inner, *CAREERTUI, *arguments],
        capture_output=True,
        text=True,
        check=True,
        input=PASSPHRASE.decode(),
        env=surroundings(home),
    )
    code, seconds, megabytes = json.loads(said.stdout)
    return code, seconds, megabytes


@pytest.mark.faults
@pytest.mark.parametrize(
    ("kind", "cases", "code", "locked"),
    [
        ("import", IMPORTS, 1, False),
        ("import", IMPORTS, 1, True),
        ("odd import", TAKEN, 0, False),
        ("odd import", TAKEN, 0, True),
        ("store", STORES, 1, False),
        ("store", LOCKS, 1, True),
    ],
)
def test_none_of_them_takes_two_seconds_or_two_hundred_megabytes(
    tmp_path: Path, kind: str, cases: dict[str, tuple[Callable[[Path], None], str]], code: int, locked: bool
) -> None:
    """Of the processor, so that it is the work that is measured and not the machine's other work."""
    store = str(new_store(tmp_path / "store", locked=locked))
    for name, (write, _) in cases.items():
        path = tmp_path / name.replace(" ", "-") / ("career.json" if kind == "store" else "cv.json")
        path.parent.mkdir()
        write(path)
        arguments = (
            ("--store", str(path), "list", "goals")
            if kind == "store"
            else ("--store", store, "import", str(path))
        )
        ended, seconds, megabytes = spent_on(tmp_path, *arguments)
        assert ended == code
        report(f"{kind}, {name}: {seconds:.2f} s, {megabytes:.0f} MB")
        assert seconds < 2
        assert megabytes < 200


def test_a_store_and_a_draft_have_room_for_what_is_theirs() -> None:
    """The bounds are far beyond what a person writes, so that they refuse nobody."""
    assert reading.LARGEST > 100_000 * 440
    assert drafts.LARGEST > 100 * 100_000
