"""What every command is given: which store, and what time it is."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from careertui.cli import diagnostics

if TYPE_CHECKING:  # `where` and `demo --help` start without the records
    from careertui.cli.passphrase import Passphrases
    from careertui.domain.thresholds import Thresholds
    from careertui.planner.planner import Planner

Clock = Callable[[], datetime]


class Session:
    """One run of the command line: which store, and what time it is.

    Args:
        store: the path that was typed; None for the usual one.
        now: the clock; None for the host's.
        passphrase_fd: the descriptor a script gives passphrases on; None for the terminal.
    """

    def __init__(self, store: str | None, now: Clock | None, passphrase_fd: int | None = None) -> None:
        self._store = store
        self._now = now
        self._passphrase_fd = passphrase_fd

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

    @cached_property
    def passphrases(self) -> Passphrases:
        """Where passphrases come from."""
        from careertui.cli.passphrase import Passphrases  # few careers are locked

        return Passphrases(self._passphrase_fd)

    def ask(self, attempt: int) -> bytes:
        """The passphrase of the career, asked for only if it is locked."""
        return self.passphrases.present(self.path)(attempt)

    @contextmanager
    def planner(self, thresholds: Thresholds | None = None) -> Iterator[Planner]:
        """The career, open for as long as the command takes; what was mended at opening is told.

        Args:
            thresholds: those of the config file, for a command that tells by them; it is not read for others.
        """
        from careertui.domain.thresholds import USUAL
        from careertui.open import open_planner

        with open_planner(self.path, self.clock, thresholds or USUAL, ask=self.ask) as planner:
            for note in planner.notes:
                diagnostics.say(f"Note: {note}")
            yield planner


Command = Callable[[Session, argparse.Namespace], int]
"""From what was typed to the exit code."""
