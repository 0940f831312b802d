"""Files that are private, whole, and on the disk when a call returns."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

_TEMPORARY = ".tmp"
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


class OddFileError(OSError):
    """What has the name of a file is a link, a pipe or a folder, or is too large."""


def make_private_folder(folder: Path) -> None:
    """Create a folder only its owner may enter, and its missing parents; one that exists is left as it is."""
    if folder.is_dir():
        return
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(path.parent)


def keep_folder_private(folder: Path) -> bool:
    """Take a folder of ours from group and others, with all that lies in it; it may be missing.

    Returns:
        Whether others could look into it until now.

    Raises:
        OSError: when it is a link, which someone else may have planted, or belongs to someone else.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        if not make_private(descriptor):
            return False
        for name in os.listdir(descriptor):  # noqa: PTH208 - of the folder that is open, whatever has its name by now
            # A link in it leads out of it, and is left alone.
            with contextlib.suppress(OSError), opened(name, descriptor) as inside:
                make_private(inside)
    finally:
        os.close(descriptor)
    return True


@contextlib.contextmanager
def opened(name: str, folder: int | None = None) -> Iterator[int]:
    """A file to look at: no link is followed, and no pipe waited for."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    descriptor = os.open(name, flags, dir_fd=folder)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def read_whole(path: Path, most: int | None = None) -> bytes:
    """All that is in a file; no link is followed, and a pipe in its place is not waited for.

    Args:
        path: the file.
        most: bytes that it may have; None for any number.

    Raises:
        FileNotFoundError: when there is none.
        OddFileError: when it is no file, or has more.
        OSError: when the disk refuses.
    """
    try:
        with opened(os.fspath(path)) as descriptor:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise OddFileError(errno.EINVAL, "It is no file", os.fspath(path))
            if most is not None and found.st_size > most:
                raise OddFileError(errno.EFBIG, os.strerror(errno.EFBIG), os.fspath(path))
            with open(descriptor, "rb", closefd=False) as file:
                return file.read()
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENXIO}:
            raise OddFileError(errno.EINVAL, "It is no file", os.fspath(path)) from error
        raise


def sync_folder(folder: Path) -> None:
    """Put the folder's own entries on the disk: without it a power cut may undo a rename."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def close(descriptor: int) -> None:
    """Give a descriptor back that has nothing left to write; the kernel takes it whatever it answers."""
    with contextlib.suppress(OSError):
        os.close(descriptor)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte; `os.write` may take fewer than it was given."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def replace_file(path: Path, data: bytes, *, lasts: bool = True) -> None:
    """Make `data` the whole content of `path`, or leave what was there.

    The temporary file has an unpredictable name in the same folder, so that no link planted under a
    guessed name is followed and the rename stays within one file system.

    Args:
        path: the file.
        data: its content.
        lasts: whether it is on the disk when this returns; what can be spared need not be waited for.

    Raises:
        OSError: when the disk refuses; `path` is then unchanged, or, where only its folder could not be
            synced, already has `data`, whole.
    """
    descriptor, temporary = _temporary(path)
    try:
        try:
            write_all(descriptor, data)
            if lasts:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.replace(temporary, path)  # noqa: PTH105 - the name is mkstemp's text
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)  # noqa: PTH108
        raise
    if lasts:
        sync_folder(path.parent)


def _temporary(path: Path) -> tuple[int, str]:
    """A new file beside `path`, locked while it is open: by that a sweep tells it from one left behind."""
    while True:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_TEMPORARY, dir=path.parent)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_nlink:
                return descriptor, name
        except BaseException:
            os.close(descriptor)
            os.unlink(name)  # noqa: PTH108 - the name is mkstemp's text
            raise
        os.close(descriptor)  # a sweep came between making it and locking it


def beside(store: Path, ending: str) -> Path:
    """A path next to the store: `career.lock` for `career.json`, and `career.bak.lock` for `career.bak`.

    Only `.json` is left off, so that a copy under another ending never shares a journal with its original.
    """
    return store.with_name(store.name.removesuffix(".json") + ending)


def drafts_of(store: Path) -> Path:
    """The folder of this store's drafts."""
    return beside(store, ".drafts")


def sweep(folder: Path, *beginnings: str) -> None:
    """Remove what a killed process left of `replace_file`; what a living one is writing stays.

    Args:
        folder: where it may lie; it need not exist.
        beginnings: how the names of the files begin that this store alone replaces.
    """
    hidden = tuple(f".{beginning}" for beginning in beginnings)
    left: list[str] = []
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        left = [entry.path for entry in entries if entry.name.startswith(hidden)]
    for path in (path for path in left if path.endswith(_TEMPORARY)):
        # In a folder shared with others, what cannot be removed is theirs, and does no harm.
        with contextlib.suppress(OSError):
            _remove_unless_in_use(path)


def _remove_unless_in_use(temporary: str) -> None:
    try:
        with opened(temporary) as descriptor:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.unlink(temporary)  # noqa: PTH108 - the path is scandir's text
    except BlockingIOError:
        return  # it is being written
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        os.unlink(temporary)  # noqa: PTH108 - a link, which none of ours is


def make_private(descriptor: int) -> bool:
    """Take a file from group and others; True when it had been theirs to read or write."""
    mode = os.fstat(descriptor).st_mode & 0o777
    if not mode & 0o077:
        return False
    os.fchmod(descriptor, mode & 0o700)
    return True
