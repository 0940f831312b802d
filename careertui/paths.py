"""Where a person's files live. Nothing here creates anything."""

from __future__ import annotations

import os
from pathlib import Path

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
