"""The journal: one line a change, appended and on the disk before the change counts as made.

A line is the CRC-32 of what follows in eight hexadecimal digits, a space, and a JSON object. Two kinds:

- a step, `{"seq", "at", "session", "label", "changes": [[table, key, before, after], ...]}`: each
  record's state before and after, None where it did not exist. States rather than differences, so that
  reading a line twice does no harm. `undoes` or `redoes` names the step it reverts or repeats.
- a fold, `{"fold": seq}`: the snapshot beside the journal now holds every step up to that one.

In a locked career each line is sealed by itself: `{"step": "…"}` or `{"fold": "…"}`, and the first line,
`{"locked": "…"}`, says how the key is derived. What is sealed has the step's number in it, so that a line
that was left out, repeated or moved does not go unnoticed.

The journal is also how sessions hear of each other: each reads on from where it was.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import orjson

from careertui.store.codec import PLAIN, Codec
from careertui.store.files import PRIVATE_FILE, close, make_private, replace_file, sync_folder, write_all

Document: TypeAlias = dict[str, Any]

_CHECKSUM = 9  # eight digits and a space
_FOLD = b' {"fold":'
_LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Change:
    """A record's document before and after a step; None where there was or is none."""

    table: str
    key: str
    before: Document | None
    after: Document | None


@dataclass(frozen=True, slots=True)
class Step:
    """One change as the person made it: any number of records, all or none of them.

    Attributes:
        seq: its place in the order of all steps, from 1.
        at: when, in ISO 8601.
        session: which session made it.
        label: what undo calls it.
        changes: what it did to each record.
        undoes: the step it took back, if it did.
        redoes: the step it made again, if it did.
    """

    seq: int
    at: str
    session: str
    label: str
    changes: tuple[Change, ...]
    undoes: int | None = None
    redoes: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of the journal says.

    Attributes:
        steps: the steps, in order.
        folded: the last step that the snapshot holds, as far as this stretch tells.
        end: where the last whole line ends, in bytes; what follows was never acknowledged.
        damaged: the numbers of lines that fail their checksum although others follow them.
    """

    steps: tuple[Step, ...] = ()
    folded: int = 0
    end: int = 0
    damaged: tuple[int, ...] = ()

    @property
    def newest(self) -> int:
        """The latest step it mentions; 0 when it mentions none."""
        return max(self.folded, self.steps[-1].seq if self.steps else 0)


def encode(said: dict[str, Any], codec: Codec = PLAIN) -> bytes:
    """One line."""
    return _line(codec.to_line(orjson.dumps(said), "fold" if "fold" in said else "step"))


def encode_preamble(codec: Codec) -> bytes:
    """The line a journal begins with; nothing where there is no lock."""
    return _line(orjson.dumps({_LOCKED: codec.preamble})) if codec.preamble else b""


def _line(body: bytes) -> bytes:
    return b"%08x %b\n" % (zlib.crc32(body), body)


def encode_step(step: Step, codec: Codec = PLAIN) -> bytes:
    """The line of a step."""
    said: dict[str, Any] = {
        "seq": step.seq,
        "at": step.at,
        "session": step.session,
        "label": step.label,
        "changes": [[change.table, change.key, change.before, change.after] for change in step.changes],
    }
    if step.undoes is not None:
        said["undoes"] = step.undoes
    if step.redoes is not None:
        said["redoes"] = step.redoes
    return encode(said, codec)


def locked_in(data: bytes) -> str | None:
    """What a journal says of its key; empty where it is not sealed, None where it does not say."""
    said = _said(data.partition(b"\n")[0])
    if said is None:
        return None
    locked = said.get(_LOCKED, "")
    return locked if isinstance(locked, str) else None


def decode(data: bytes, codec: Codec = PLAIN) -> Reading:
    """Read lines; a torn last one is left out, and so is any that fails its checksum or its seal."""
    steps: list[Step] = []
    folded = end = 0
    bad: list[int] = []
    for number, line in enumerate(_whole_lines(data), 1):
        end += len(line) + 1
        said = _said(line)
        if said is not None and _LOCKED in said:
            continue
        if said is not None:
            said = codec.from_line(said)
        if said is None:
            bad.append(number)
        elif "fold" in said:
            folded = said["fold"]
        else:
            said["changes"] = tuple(Change(*change) for change in said["changes"])
            steps.append(Step(**said))
    return Reading(tuple(steps), folded, end, tuple(bad))


def is_whole_but_for_its_end(torn: bytes) -> bool:
    """Whether a last line without a line break was all there once, and it is the break that was damaged."""
    return _said(torn[:-1]) is not None


def _whole_lines(data: bytes) -> Iterator[bytes]:
    lines = data.split(b"\n")
    lines.pop()  # what follows the last line break: nothing, or a torn line
    yield from lines


def _said(line: bytes) -> dict[str, Any] | None:
    body = line[_CHECKSUM:]
    try:
        if int(line[: _CHECKSUM - 1], 16) != zlib.crc32(body):
            return None
        said = orjson.loads(body)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def play(steps: Iterable[Step], tree: dict[str, Any]) -> None:
    """Do to a tree of tables what the steps did. A table whose last document goes is no table any more."""
    for change in (change for step in steps for change in step.changes):
        table = tree.setdefault(change.table, {})
        if change.after is None:
            table.pop(change.key, None)
        else:
            table[change.key] = change.after
        if not table:
            del tree[change.table]


def after_last_fold(data: bytes, codec: Codec = PLAIN) -> int:
    """Where reading may begin: the start of the last fold's line, or of the data.

    The mark cannot occur inside a step, since JSON escapes a quotation mark in text. In a locked career
    anybody could write it before something else, so there it counts only if the line opens.
    """
    end = len(data)
    while (mark := data.rfind(_FOLD, 0, end)) >= 0:
        start = max(mark - _CHECKSUM + 1, 0)
        if not codec.generation or not decode(data[start : data.find(b"\n", start) + 1], codec).damaged:
            return start
        end = mark
    return 0


@dataclass(slots=True)
class Journal:
    """The journal's file, and how far this session has read it.

    Every method but `changed` is called under the store's lock.

    Attributes:
        path: the file; it is created at the first step.
        end: where the next line goes, in bytes.
        torn: what stood after the last line when it was read from the beginning.
        preamble: the line that a new file begins with; may be none.
    """

    path: Path
    end: int = 0
    torn: bytes = b""
    preamble: bytes = b""
    _descriptor: int = field(default=-1, repr=False)
    _file: tuple[int, int] | None = field(default=None, repr=False)  # which file the descriptor is of

    def read(self) -> bytes:
        """Everything that was acknowledged, from the file's beginning; moves `end` there."""
        if self._descriptor >= 0 and self._replaced() and self.path.exists():
            self.close()  # one that is merely gone is read to its end
        self._open(create=False)
        data = self._read_from(0) if self._descriptor >= 0 else b""
        self.end = data.rfind(b"\n") + 1
        self.torn = data[self.end :]
        return data[: self.end]

    def read_on(self) -> tuple[bytes, bool]:
        """What came since the last reading, and whether the journal was begun anew since.

        When it was, the bytes are the rest of the old file; call `read` for the new one.
        """
        if self._descriptor < 0:
            return self.read(), False
        data = self._read_from(self.end)
        data = data[: data.rfind(b"\n") + 1]
        anew = self._replaced()
        self.end += len(data)  # last: a reading that fails has read nothing
        if anew:
            self.close()
        return data, anew

    def append(self, line: bytes) -> None:
        """Put a line on the disk, all of it or none.

        Raises:
            OSError: when the disk refuses; the journal is then as it was.
        """
        self._open(create=True)
        if not self.end:
            line = self.preamble + line
            sync_folder(self.path.parent)  # also where a session was killed between making the file and this
        if os.fstat(self._descriptor).st_size > self.end:
            os.ftruncate(self._descriptor, self.end)  # a line torn by a killed session was never acknowledged
        try:
            write_all(self._descriptor, line)
            os.fsync(self._descriptor)
        except BaseException:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, self.end)
            raise
        self.end += len(line)

    def begin_anew(self, lines: bytes) -> None:
        """Replace the file by one with just these lines; sessions still reading the old one keep it open."""
        lines = self.preamble + lines
        replace_file(self.path, lines)
        self.close()
        self.end = len(lines)

    def changed(self) -> bool:
        """Whether another session has written since; costs one system call, reads nothing, needs no lock.

        It asks by name alone: while a thread of this session begins the journal anew, the descriptor may be
        closed, or be another file's, between any two steps of whoever does not hold the lock.
        """
        try:
            there = self.path.stat()
        except FileNotFoundError:
            return self._file is not None
        return (there.st_dev, there.st_ino) != self._file or there.st_size != self.end

    def close(self) -> None:
        """Give the file back."""
        if self._descriptor >= 0:
            close(self._descriptor)
            self._descriptor = -1
            self._file = None

    def _replaced(self) -> bool:
        try:
            there = self.path.stat()
        except FileNotFoundError:
            return True
        return (there.st_dev, there.st_ino) != self._file

    def _open(self, *, create: bool) -> None:
        if self._descriptor >= 0:
            return
        if not create and not self.path.exists():
            return
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        self._descriptor = os.open(self.path, flags, PRIVATE_FILE)
        make_private(self._descriptor)
        mine = os.fstat(self._descriptor)
        self._file = (mine.st_dev, mine.st_ino)

    def _read_from(self, start: int) -> bytes:
        chunks = []
        while chunk := os.pread(self._descriptor, 1 << 20, start):
            chunks.append(chunk)
            start += len(chunk)
        return b"".join(chunks)
