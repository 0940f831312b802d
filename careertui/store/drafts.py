"""Drafts: what has been typed into a form and not been saved, on the disk beside the store.

`career.drafts/` beside `career.json` holds one small JSON file a form and, while an external editor is
open, the text it works on. Both are as personal as the store: the folder is its owner's alone, and so is
every file. A draft goes when its form is saved or it is let go by hand. In a locked career drafts are sealed;
what an editor has open cannot be, while it has.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from careertui.domain.record import LONGEST_TEXT
from careertui.errors import CareerError, StoreError
from careertui.store.codec import PLAIN, Codec, RelockedError, SealBrokenError, is_current
from careertui.store.files import (
    OddFileError,
    drafts_of,
    keep_folder_private,
    make_private_folder,
    read_whole,
    replace_file,
)
from careertui.store.relocking import draft_context, lives

Held = str | tuple[str, ...]
"""What a field of a form holds: its text, or the ids of the records it names."""

LARGEST = 16 << 20
"""Bytes of a draft that are read: more than a form with every field full."""

_WORKED_ON = re.compile(r"\.(\d+)\.md")
_UTF8_MOST = 4
"""Bytes a character takes at most."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into a form.

    Attributes:
        kept: when it was written last.
        version: of the record when the form was opened; 0 for a new one.
        fields: what the fields that were touched hold, by name.
        made: records to be made along with it, by the id they will have: the kind, and the heading.
    """

    kept: datetime
    version: int
    fields: Mapping[str, Held]
    made: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class GarbledDraftError(CareerError):
    """A draft that cannot be read; it has been set aside under another name."""


class Drafts:
    """The drafts of a store.

    A draft lies in a slot: the name of its form, such as `goal-new` or `goal-01J…`.

    Args:
        store: the store's file.
        codec: what its files are written with.
    """

    def __init__(self, store: Path, codec: Codec = PLAIN) -> None:
        self.folder = drafts_of(store)
        self._store = store
        self._codec = codec

    def keep(self, slot: str, draft: Draft) -> None:
        """Write a draft; it replaces the one before.

        Raises:
            RelockedError: when another session has changed the lock; nothing is left in the old form.
            StoreError: when the disk refuses; the one before is then still there.
        """
        data = {
            "kept": draft.kept.isoformat(),
            "version": draft.version,
            "fields": dict(draft.fields),
            "made": dict(draft.made),
        }
        with _telling("The draft could not be written"):
            self._refuse_another_lock()
            self._make_folder()
            path = self._path(slot)
            replace_file(path, self._sealed(path, orjson.dumps(data, option=orjson.OPT_INDENT_2)))
            try:
                self._refuse_another_lock()  # it may have come between
            except RelockedError:
                path.unlink(missing_ok=True)
                raise

    def read(self, slot: str) -> Draft | None:
        """The draft in a slot; None when there is none.

        Raises:
            GarbledDraftError: when it cannot be understood; it is then out of the way, and not lost.
            StoreError: when the disk refuses.
        """
        path = self._path(slot)
        try:
            data = read_whole(path, LARGEST)
        except FileNotFoundError:
            return None
        except OddFileError:
            data = b""
        except OSError as error:
            raise StoreError(f"The draft {path} cannot be read: {error.strerror}.") from error
        try:
            return _draft(orjson.loads(self._meant(path, data)))
        except (ValueError, TypeError, KeyError, AttributeError):
            aside = _set_aside(path, "garbled")
        raise GarbledDraftError(f"A draft could not be read and was set aside as {aside}.")

    def let_go(self, slot: str) -> None:
        """Take a draft away; nothing happens when there is none.

        Raises:
            StoreError: when the disk refuses.
        """
        with _telling("The draft could not be taken away"), contextlib.suppress(FileNotFoundError):
            self._path(slot).unlink()

    def for_editor(self, name: str, text: str) -> EditorFile:
        """A private file with a text for an external editor to work on.

        Args:
            name: of what the text belongs to, such as a record's id.
            text: what the editor begins with; where an editor that never came back has left another
                text of this name, that one.

        Raises:
            StoreError: when the disk refuses.
        """
        with _telling("The text could not be handed to an editor"):
            self._make_folder()
            left = self._left_behind(name)
            path = self.folder / f"{_plain(name)}.{os.getpid()}.md"
            self._refuse_another_lock()
            if left is not None:
                left.replace(path)
                self._unseal(path)
            else:
                ends = "" if not text or text.endswith("\n") else "\n"
                replace_file(path, (text + ends).encode("utf-8", "surrogatepass"))
        return EditorFile(path, text, is_left_over=left is not None, codec=self._codec)

    def _refuse_another_lock(self) -> None:
        if not is_current(self._store, self._codec):
            raise RelockedError(self._store)

    def _sealed(self, path: Path, data: bytes) -> bytes:
        return self._codec.to_file(data, draft_context(path.name))

    def _meant(self, path: Path, data: bytes) -> bytes:
        return self._codec.from_file(data, draft_context(path.name))

    def _unseal(self, path: Path) -> None:
        """Let an editor read what an earlier one has left, if it was sealed since."""
        with contextlib.suppress(SealBrokenError):
            if self._codec.generation:
                replace_file(path, self._meant(path, read_whole(path)))

    def _path(self, slot: str) -> Path:
        return self.folder / f"{_plain(slot)}.json"

    def _make_folder(self) -> None:
        make_private_folder(self.folder)
        keep_folder_private(self.folder)  # one that somebody made by hand holds personal texts, too

    def _left_behind(self, name: str) -> Path | None:
        """What an editor has left whose session is gone, or went on without taking it."""
        for path in sorted(self.folder.glob(f"{_plain(name)}.*.md")):
            match = _WORKED_ON.fullmatch(path.name.removeprefix(_plain(name)))
            is_left = match is not None and (int(match[1]) == os.getpid() or not lives(int(match[1])))
            if is_left and stat.S_ISREG(path.lstat().st_mode):
                return path
        return None


@dataclass(frozen=True, slots=True)
class EditorFile:
    """A text in a file, while an external editor works on it.

    Attributes:
        path: the file.
        given: the text as it is in the record.
        is_left_over: whether the file holds what an editor that never came back has left.
        codec: what the store's files are written with; what is set aside is sealed again.
    """

    path: Path
    given: str
    is_left_over: bool
    codec: Codec = PLAIN

    def text(self) -> str:
        """What the editor has left; line ends are those the text had, and none is added at the end.

        Raises:
            StoreError: when the file is gone, too large or not UTF-8; what is there stays there.
        """
        longer = f"longer than {LONGEST_TEXT:,} characters"
        try:
            text = read_whole(self.path, LONGEST_TEXT * _UTF8_MOST).decode("utf-8")
        except OddFileError:
            raise self._refused(f"no file, or {longer}") from None
        except OSError as error:
            raise StoreError("The editor left no file behind, so nothing was changed.") from error
        except UnicodeDecodeError:
            raise self._refused("not UTF-8 text") from None
        if len(text) > LONGEST_TEXT + 1:
            raise self._refused(longer)
        if "\r" not in self.given:
            text = text.replace("\r\n", "\n")
        return text if self.given.endswith("\n") else text.removesuffix("\n")

    def _refused(self, why: str) -> StoreError:
        return StoreError(
            f"What the editor left is {why}, so nothing was changed. It is kept as {self._kept()}."
        )

    def _kept(self) -> str:
        """Set the file aside, and say where it is."""
        aside = _set_aside(self.path, "kept")
        if not self.codec.generation:
            return str(aside)
        with _telling(f"{aside} could not be locked"):
            replace_file(aside, self.codec.to_file(read_whole(aside), draft_context(aside.name)))
        return f"{aside}, locked until `careertui unlock`"

    def let_go(self) -> None:
        """Take the file away."""
        with contextlib.suppress(OSError):
            self.path.unlink()


def _set_aside(path: Path, why: str) -> Path:
    """Give a file a name under which nothing takes it up again; returns it."""
    number = 1
    while path.with_suffix(f".{why}-{number}").exists():
        number += 1
    with _telling(f"{path} could not be set aside"):
        return path.rename(path.with_suffix(f".{why}-{number}"))


def _draft(data: Any) -> Draft:
    fields = {str(name): _held(value) for name, value in data["fields"].items()}
    made = {str(id_): (str(kind), str(heading)) for id_, (kind, heading) in data["made"].items()}
    return Draft(datetime.fromisoformat(data["kept"]), int(data["version"]), fields, made)


def _held(value: Any) -> Held:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(id_, str) for id_ in value):
        return tuple(value)
    raise TypeError("a field holds a text or ids")


def _plain(name: str) -> str:
    """A name that stays in its folder."""
    return re.sub(r"[^A-Za-z0-9-]", "_", name)


@contextlib.contextmanager
def _telling(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{what}: {error.strerror or error}.") from error
