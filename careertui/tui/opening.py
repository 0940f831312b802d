"""The screens are up before the career is: what it showed last stands there, and keys wait for the rest."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.widget import AwaitMount

from careertui.tui.commands import CURSOR, key_name, keys_in_force
from careertui.tui.glance import Glance
from careertui.tui.in_turn import KeysInTurn
from careertui.tui.pressed_twice import is_twice

if TYPE_CHECKING:
    from careertui.planner.planner import Planner
    from careertui.tui.screens.opening import OpeningScreen

_MODE = "opening"


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


class BeingOpened(KeysInTurn):
    """For an application: begins with an `Opening`, and goes on with the career."""

    _opening: Opening | None = None
    _planner: Planner | None = None

    @property
    def planner(self) -> Planner:
        """The career, which is open by the time that anything is asked of it."""
        assert self._planner is not None  # noqa: S101 - keys wait until then
        return self._planner

    def begin_with(self, opening: Opening) -> None:
        """Show what was shown last, and have the career opened once that is drawn."""
        self._opening = opening
        self.add_mode(_MODE, lambda: self._screen_of(opening))
        self.switch_mode(_MODE)
        self.call_after_refresh(self._open, opening)

    def go_on_with(self, planner: Planner, first: str) -> AwaitMount:
        """Take over the career that is open now.

        Args:
            planner: the career.
            first: the screen that was asked for meanwhile; empty for the first there is.
        """
        raise NotImplementedError

    def end_with(self, error: Exception) -> None:
        """The career cannot be opened."""
        raise NotImplementedError

    def is_due(self, event: events.Event) -> bool:
        """Whether a key may go on its way: until the career is open, the cursor moves, and one can leave."""
        return self._opening is None or (isinstance(event, events.Key) and event.key in self._keys_meanwhile)

    @cached_property
    def _keys_meanwhile(self) -> frozenset[str]:
        keys = {command.id: command.keys for command in CURSOR}
        keys |= {id_: bound.key for id_, bound in self._bound.items() if bound.priority}
        in_force = (key for id_, declared in keys.items() for key in self._in_force(id_, declared).split(","))
        return frozenset(key[0] if is_twice(key) else key for key in in_force)

    @property
    def _bound(self) -> dict[str, Binding]:
        return {bound.id: bound for bound in self.BINDINGS if isinstance(bound, Binding) and bound.id}

    def _in_force(self, id_: str, declared: str) -> str:
        return keys_in_force(self, id_, declared)

    def _screen_of(self, opening: Opening) -> OpeningScreen:
        from careertui.tui.screens.opening import OpeningScreen

        help_key = key_name(self._in_force("app.help", self._bound["app.help"].key))
        return OpeningScreen(opening.glance, opening.today, help_key)

    def _open(self, opening: Opening) -> None:
        # A daemon: nobody waits for it when the application ends first.
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._work, args=(opening, loop), daemon=True).start()

    def _work(self, opening: Opening, loop: asyncio.AbstractEventLoop) -> None:
        try:
            planner = opening.open()
        except Exception as error:  # noqa: BLE001 - told where every other fault is
            _tell(loop, self.end_with, error)
        else:
            _tell(loop, self.call_later, self._opened, planner)

    async def _opened(self, planner: Planner) -> None:
        """Show the first screen with the cursor where it is by now, and let the keys go on."""
        from careertui.tui.screens.opening import OpeningScreen
        from careertui.tui.today_parts import TodayParts

        if self._exit:  # the person has left meanwhile
            return
        before = self._screen_stacks[_MODE][0]
        assert isinstance(before, OpeningScreen)  # noqa: S101 - for the type checker: no other is made there
        self._opening = None
        await self.go_on_with(planner, before.asked_for)
        if isinstance(self.screen, TodayParts):
            self.screen.put_cursor_at(*before.place)
        await self.remove_mode(_MODE)
        self.go_on()


def _tell(loop: asyncio.AbstractEventLoop, call: Callable[..., object], *what: object) -> None:
    """Have something done where the application runs, if it still does."""
    with contextlib.suppress(RuntimeError):  # the loop is closed
        loop.call_soon_threadsafe(call, *what)
