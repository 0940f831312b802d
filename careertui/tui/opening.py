"""Opening the career in a thread of its own, while what it showed last stands on the screen."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from careertui.tui.glance import Glance

if TYPE_CHECKING:
    from careertui.planner.planner import Planner
    from careertui.tui.app import CareerApp

_TURN = 0.001
"""Seconds for which the thread goes on while a key waits; Python's own five are too many to feel nothing."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How the career is opened.

    Attributes:
        glance: what it showed last.
        today: the day.
        open: opens it, and works out what the first screen shows; called in a thread.
    """

    glance: Glance
    today: date
    open: Callable[[], Planner]

    def begin(self, app: CareerApp) -> None:
        """Open it, and tell the application. Nobody waits for the thread when the application ends first."""
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._work, args=(app, loop), daemon=True).start()

    def _work(self, app: CareerApp, loop: asyncio.AbstractEventLoop) -> None:
        turn = sys.getswitchinterval()
        sys.setswitchinterval(_TURN)
        try:
            planner = self.open()
        except Exception as error:  # noqa: BLE001 - told where every other fault is
            _tell(loop, app.call_later, app.failed_to_open, error)
        else:
            _tell(loop, app.call_later, app.opened, planner)
        finally:
            sys.setswitchinterval(turn)


def _tell(loop: asyncio.AbstractEventLoop, call: Callable[..., object], *what: object) -> None:
    """Have something done where the application runs, if it still does."""
    with contextlib.suppress(RuntimeError):  # the loop is closed
        loop.call_soon_threadsafe(call, *what)
