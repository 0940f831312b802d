"""Putting a lock on a career, changing it, and taking it off: every file of it, all or nothing.

Replacing the snapshot is the moment at which it happens. What is replaced says how to read the files that
are not converted yet, under its own seal; whoever opens the career next goes on from there. Only when all
are converted is it written once more, without that.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from careertui.errors import StoreError
from careertui.store import backups, snapshot
from careertui.store.codec import LONGEST_HEADER, PLAIN, SNAPSHOT, Codec, SealBrokenError
from careertui.store.files import drafts_of, replace_file
from careertui.store.journal import Journal, Step, encode, encode_preamble, encode_step
from careertui.store.migrations import SCHEMA, Tree, schema_of, stamp

_WORKED_ON = re.compile(r"\.(\d+)\.md")


class UnfinishedError(StoreError):
    """The lock was changed, and not every file could be converted yet."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"The passphrase of {path} is as you wanted it, but not every file could be rewritten yet"
            f" ({error.strerror or error}).",
            "Free some space or mend its permissions; opening the career again finishes it.",
        )


@dataclass(frozen=True, slots=True)
class Conversion:
    """From one codec to another.

    Attributes:
        path: the snapshot.
        former: what the files were written with.
        to: what they shall be written with.
    """

    path: Path
    former: Codec
    to: Codec

    def begin(self, tree: Tree, last: int) -> None:
        """Replace the snapshot; from here on the career is under the new lock.

        Args:
            tree: everything there is.
            last: the last step in it.

        Raises:
            OSError: when the disk refuses.
        """
        if self.to.generation:
            stamp(tree, last, schema=schema_of(tree) or SCHEMA)
            data = self.to.coming_from(self.former, snapshot.encode(tree), SNAPSHOT)
        else:
            stamp(tree, last, schema=schema_of(tree) or SCHEMA, former=self.former.handed_on().hex())
            data = snapshot.encode(tree)
        replace_file(self.path, data)

    def finish(
        self, journal: Journal, steps: Iterable[Step], tree: Tree, last: int, today: date
    ) -> tuple[Path, ...]:
        """Convert everything else; doing it twice does no harm.

        Args:
            journal: is begun anew.
            steps: what it shall say, for undo.
            tree: everything there is.
            last: the last step in it.
            today: names the newest backup, which is in the new form before any other is touched.

        Returns:
            The files that could not be converted, and are as they were.

        Raises:
            UnfinishedError: when the disk refuses.
        """
        try:
            self.begin(tree, last)
            stamp(tree, last, schema=schema_of(tree) or SCHEMA)
            whole = self.to.to_file(snapshot.encode(tree), SNAPSHOT)
            # The backup first: the new journal tells less than the old one, and the snapshot may go bad.
            backups.keep(self.path, whole, today)
            lines = b"".join(encode_step(step, self.to) for step in steps)
            journal.preamble = encode_preamble(self.to)
            journal.begin_anew(lines + encode({"fold": last}, self.to))
            left = (*self._convert(backups.folder_of(self.path)), *self.convert_drafts())
            replace_file(self.path, whole)
        except OSError as error:
            raise UnfinishedError(self.path, error) from error
        return left

    def convert_drafts(self) -> tuple[Path, ...]:
        """Convert what was typed and not saved; what an editor has open stays as it is, and is returned."""
        return tuple(self._convert(drafts_of(self.path), strays=True))

    def _convert(self, folder: Path, *, strays: bool = False) -> Iterator[Path]:
        """Convert the files of a folder.

        Args:
            folder: the folder; it may be missing.
            strays: whether a file that was never sealed is taken for what it says. For drafts: a session
                that has not noticed the lock yet may leave one. A backup in the open is none of ours.

        Yields:
            Those that cannot be converted.
        """
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            data = _beginning(path)
            if data is None or path.name.endswith(".tmp") or self.to.owns(data):
                continue
            if is_worked_on(path.name):
                yield path
                continue
            data = path.read_bytes()
            reader = PLAIN if strays and PLAIN.owns(data) else self.former
            context = draft_context(path.name) if folder == drafts_of(self.path) else SNAPSHOT
            try:
                meant = reader.from_file(data, context)
            except SealBrokenError:
                # The earlier key may still read some of what is damaged; in the open is none of ours.
                if PLAIN.owns(data) or not self.to.generation:
                    yield path
                    continue
                meant = data
            replace_file(path, self.to.to_file(meant, context))


def draft_context(name: str) -> bytes:
    """What a file among the drafts is sealed as: it cannot take another's place."""
    return b"draft " + name.partition(".")[0].encode("utf-8", "surrogateescape")


def is_worked_on(name: str) -> bool:
    """Whether a file among the drafts is one that a living session has handed to an editor."""
    match = _WORKED_ON.search(name)
    return match is not None and lives(int(match[1]))


def lives(process: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _beginning(path: Path) -> bytes | None:
    """How a file begins; None for what is no file, or a link."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return os.read(descriptor, LONGEST_HEADER)
    finally:
        os.close(descriptor)
