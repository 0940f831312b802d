"""Files that are private, whole, and on the disk when a call returns."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

_TEMPORARY = ".tmp"
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def make_private_folder(folder: Path) -> None:
    """Create a folder only its owner may enter, and its missing parents; one that exists is left as it is."""
    if folder.is_dir():
        return
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put the folder's own entries on the disk: without it a power cut may undo a rename."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte; `os.write` may take fewer than it was given."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def replace_file(path: Path, data: bytes) -> None:
    """Make `data` the whole content of `path`, or leave what was there.

    The temporary file has an unpredictable name in the same folder, so that no link planted under a
    guessed name is followed and the rename stays within one file system.

    Raises:
        OSError: when the disk refuses; `path` is then unchanged.
    """
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_TEMPORARY, dir=path.parent)
    try:
        try:
            write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(temporary, path)  # noqa: PTH105 - the name is mkstemp's text
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)  # noqa: PTH108
        raise
    sync_folder(path.parent)


def beside(store: Path, ending: str) -> Path:
    """A path next to the store: `career.lock` for `career.json`, and `career.bak.lock` for `career.bak`.

    Only `.json` is left off, so that a copy under another ending never shares a journal with its original.
    """
    return store.with_name(store.name.removesuffix(".json") + ending)


def sweep(folder: Path, *beginnings: str) -> None:
    """Remove what a killed process left of `replace_file`; call it only under the store's lock.

    Args:
        folder: where it may lie; it need not exist.
        beginnings: how the names of the files begin that this store alone replaces.
    """
    hidden = tuple(f".{beginning}" for beginning in beginnings)
    left: list[str] = []
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        left = [entry.path for entry in entries if entry.name.startswith(hidden)]
    for path in (path for path in left if path.endswith(_TEMPORARY)):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)  # noqa: PTH108 - the path is scandir's text


def make_private(descriptor: int) -> bool:
    """Take a file from group and others; True when it had been theirs to read or write."""
    mode = os.fstat(descriptor).st_mode & 0o777
    if not mode & 0o077:
        return False
    os.fchmod(descriptor, mode & 0o700)
    return True
