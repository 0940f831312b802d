"""Where a person's files live, and opening one that may be no file. Nothing here creates anything."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

STORE_VARIABLE = "CAREERTUI_STORE"
"""The environment variable that names another store."""
CONFIG_VARIABLE = "CAREERTUI_CONFIG"
"""The environment variable that names another config file."""


def default_store() -> Path:
    """The store: what `CAREERTUI_STORE` names, else `career.json` in the XDG data folder."""
    named = os.environ.get(STORE_VARIABLE)
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("careertui", appauthor=False)) / "career.json"


def config_file() -> Path:
    """The config file: what `CAREERTUI_CONFIG` names, else `config.toml` in the XDG config folder."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_config_dir("careertui", appauthor=False)) / "config.toml"


def state_folder() -> Path:
    """Where logs go."""
    import platformdirs

    return Path(platformdirs.user_state_dir("careertui", appauthor=False))


def open_to_read(path: Path) -> BinaryIO:
    """A file to read. Nothing is waited for: not a pipe that nobody writes to, nor a silent device.

    Raises:
        OSError: when it cannot be opened, or is a folder, or a pipe or the like.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    mode = os.fstat(descriptor).st_mode
    # Character devices stay, for the sake of /dev/null.
    if stat.S_ISREG(mode) or stat.S_ISCHR(mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    raise OSError(errno.EINVAL, "it is no file, but a pipe or a device", str(path))
