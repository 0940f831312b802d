"""Noticing that another session has written, without waking up while nobody does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.app import App

from careertui.planner.planner import CannotWatchError, Planner, Watch

LOOK_EVERY = 1.0
"""Seconds between looks where the host does not tell of changes; a look is two system calls."""
SOON = 0.05
"""Seconds from hearing of a change to looking: the other session is still writing, and may write more."""
_MOST_LOOKS = 60
"""How often it is looked again for a change that another session keeps locked, three seconds in all."""


class Elsewhere:
    """Calls `look` soon after files of the career have changed.

    Args:
        app: whose loop and timers it uses.
        planner: the career.
        look: takes in what has changed; whether there is more, which another session still keeps locked.
    """

    def __init__(self, app: App[None], planner: Planner, look: Callable[[], bool]) -> None:
        self._app = app
        self._planner = planner
        self._look = look
        self._watch: Watch | None = None
        self._soon: asyncio.TimerHandle | None = None
        self._looks_left = 0

    def begin(self) -> None:
        """Listen from now on."""
        try:
            self._watch = self._planner.watch()
        except CannotWatchError:
            self._app.set_interval(LOOK_EVERY, self._look)
            return
        asyncio.get_running_loop().add_reader(self._watch.fileno(), self._heard)
        self._look_soon()  # for what came before this began to listen

    def end(self) -> None:
        """Listen no more."""
        if self._soon is not None:
            self._soon.cancel()
        if self._watch is not None:
            asyncio.get_running_loop().remove_reader(self._watch.fileno())
            self._watch.close()
            self._watch = None

    def _heard(self) -> None:
        assert self._watch is not None  # noqa: S101 - for the type checker: only a watch is heard
        try:
            self._watch.take()
        except CannotWatchError:
            self.end()
            self._app.set_interval(LOOK_EVERY, self._look)
        self._looks_left = _MOST_LOOKS
        self._look_soon()

    def _look_soon(self) -> None:
        # Not a timer of Textual's: where the process is stopped as one begins, it never goes off.
        if self._soon is None:
            loop = asyncio.get_running_loop()
            self._soon = loop.call_later(SOON, self._app.call_later, self._look_now)

    def _look_now(self) -> None:
        self._soon = None
        if self._look() and self._looks_left > 0:
            self._looks_left -= 1
            self._look_soon()
