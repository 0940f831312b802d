"""A copy of the sample career to look around in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from careertui.errors import RefusedError
from careertui.open import open_planner

_NAME = "career.json"


@contextmanager
def passing_demo(now: Callable[[], datetime]) -> Iterator[Path]:
    """The sample career in a folder of its own that only this person may enter, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="careertui-demo-") as folder:
        path = Path(folder) / _NAME
        _fill(path, now)
        yield path


@contextmanager
def kept_demo(folder: Path, now: Callable[[], datetime]) -> Iterator[Path]:
    """The sample career in a folder the person named, which stays.

    Raises:
        RefusedError: when a career is there already.
        StoreError: when the disk refuses.
    """
    path = folder / _NAME
    if path.exists():
        raise RefusedError(f"There is a career in {folder} already.", f"`careertui --store {path}` opens it.")
    _fill(path, now)
    yield path


def _fill(path: Path, now: Callable[[], datetime]) -> None:
    from careertui.demo import sample_career

    with (
        open_planner(path, now) as planner,
        planner.change("Open the sample career") as change,
    ):
        for record in sample_career(planner.today):
            change.put(record.model_copy(update={"version": 0}))
