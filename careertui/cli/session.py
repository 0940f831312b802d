"""What every command is given: which store, and what time it is."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from careertui.cli import diagnostics

if TYPE_CHECKING:  # `where` and `demo --help` start without the records
    from careertui.domain.thresholds import Thresholds
    from careertui.planner.planner import Planner

Clock = Callable[[], datetime]


class Session:
    """One run of the command line: which store, and what time it is.

    Args:
        store: the path that was typed; None for the usual one.
        now: the clock; None for the host's.
    """

    def __init__(self, store: str | None, now: Clock | None) -> None:
        self._store = store
        self._now = now

    @property
    def path(self) -> Path:
        """The file the career is kept in; it need not be there yet."""
        from careertui.paths import default_store

        return Path(self._store).expanduser() if self._store else default_store()

    @property
    def clock(self) -> Clock:
        """The clock."""
        from careertui.open import system_clock

        return self._now or system_clock

    @contextmanager
    def planner(self, thresholds: Thresholds | None = None) -> Iterator[Planner]:
        """The career, open for as long as the command takes; what was mended at opening is told.

        Args:
            thresholds: those of the config file, for a command that tells by them; it is not read for others.
        """
        from careertui.domain.thresholds import USUAL
        from careertui.open import open_planner

        with open_planner(self.path, self.clock, thresholds or USUAL) as planner:
            for note in planner.notes:
                diagnostics.say(f"Note: {note}")
            yield planner


Command = Callable[[Session, argparse.Namespace], int]
"""From what was typed to the exit code."""
