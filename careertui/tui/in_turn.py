"""Keys take their turn: each goes to what has the focus once the key before it has had its effect.

Textual gives a key to whatever has the focus as it arrives. Of keys that come in one burst, as over a slow
link or from a paste, those behind one that opens a line or a dialog would reach the list under it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App, ScreenStackError
from textual.message_pump import MessagePump

from careertui.tui.frames import InFrames

_FRAME = 1 / 120
"""Seconds between looks at whether the screen is drawn: half of what Textual takes to draw it."""
_TO_KEYS = 4
"""While keys wait, for how many times what a drawing took they come before the next."""

if TYPE_CHECKING:
    _Base = App[Any]
else:
    _Base = object  # a mixin, so that App's metaclass reads bindings once


class KeysInTurn(_Base):
    """For an application: a key or a paste is held back until all that came before it has been done.

    A single key goes straight on its way. What is done behind it costs a few turns of the event loop.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._held: deque[events.Event] = deque()
        self._journey: asyncio.Task[None] | None = None
        self._to_come = 0
        """How much is to be done when the screen is drawn, and before another key."""
        self._draws = True
        self._next_drawing = 0.0

    async def caught_up(self) -> bool:
        """Wait until every key that has come has had its effect; False when none was on its way."""
        if not self._held and self._journey is None:
            return False
        while self._held or self._journey is not None:
            if self._journey is not None:
                await asyncio.wait([self._journey])
            await asyncio.sleep(0)
        return True

    async def on_event(self, event: events.Event) -> None:
        """Hold a key back while another is on its way; all else goes on at once."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._held.append(event)
        if self._journey is None:
            await self._send_on()

    def is_due(self, event: events.Event) -> bool:  # noqa: ARG002 - for whoever has a reason
        """Whether a key may go on its way now; one that may not holds back all that come behind it."""
        return True

    def go_on(self) -> None:
        """Send on what was not due, and is now."""
        self.call_later(self._send_on)

    def when_drawn(self, do: Callable[..., object], *args: object) -> None:
        """Do something once the screen is drawn, and before any key that comes from now on."""

        def done() -> None:
            self._to_come -= 1
            do(*args)

        self._to_come += 1
        self.screen.call_after_refresh(done)

    async def _send_on(self) -> None:
        """Give the first of the keys held to what has the focus, and go behind it to see it done."""
        if self._journey is not None:
            return  # a key that came as the one before it was done has gone on its way already
        if not self._held or not self.is_due(self._held[0]):
            self._draw(True)
            return
        event = self._held.popleft()
        self._journey = asyncio.create_task(self._follow(self._place))
        await super().on_event(event)

    async def _follow(self, there: tuple[MessagePump, ...]) -> None:
        """Come back when a key given to a place has had its effect, and send the next one on."""
        screen = self.screen
        try:
            while True:
                for pump in there:
                    await _idle(pump)
                if self._place == there:
                    # What a screen does when it is drawn is for the eye, save at first and where it is said.
                    waits = (self._to_come or self.screen is not screen) and self._waits_to_be_drawn
                    if waits or not self._held:
                        self._draw_at_once()
                    if not waits:
                        break
                    await asyncio.sleep(_FRAME)
                there = self._place
            self._to_come = 0  # a screen that is closed before it is drawn does no more
            await self._draw_now_and_then()
        except ScreenStackError:
            self._held.clear()  # the screens have been closed meanwhile: there is nothing left to key into
        finally:
            self._journey = None
            self.call_later(self._send_on)

    async def _draw_now_and_then(self) -> None:
        """While keys wait, draw for the eye alone, not for each of them."""
        since = monotonic()
        if self._held and since > self._next_drawing:
            self._draw(True)
            await asyncio.sleep(2 * _FRAME)
            self._next_drawing = monotonic() + _TO_KEYS * (monotonic() - since)
        if self._held:
            self._draw(False)

    def _draw_at_once(self) -> None:
        """Draw what came of a key; no more will come of it."""
        self._draw(True)
        screen = self.screen
        if isinstance(screen, InFrames):
            screen.call_next(screen.draw_now)

    def _draw(self, is_wanted: bool) -> None:
        if is_wanted and not self._draws:
            self._end_batch()
            self.screen.check_idle()
        elif self._draws and not is_wanted:
            self._begin_batch()
        self._draws = is_wanted

    @property
    def _place(self) -> tuple[MessagePump, ...]:
        """What a key would go to now, and all that it would bubble through, the application last."""
        return tuple((self.focused or self.screen).ancestors_with_self)

    @property
    def _waits_to_be_drawn(self) -> bool:
        """Whether the screen in front has something to do once it is drawn."""
        return bool(self.screen._callbacks)  # noqa: SLF001 - Textual has no reader


async def _idle(pump: MessagePump) -> None:
    """Wait until a widget has done all that is in its queue, or is gone."""
    idle = asyncio.Event()

    def look() -> None:
        # Within its own turn, where nothing of it is half done; its next message may be out of the queue.
        if pump.message_queue_size or pump._pending_message:  # noqa: SLF001
            pump.call_later(look)
        else:
            idle.set()

    def gone(_: object) -> None:
        idle.set()

    if pump.call_later(look):
        task = pump._task  # noqa: SLF001 - what its queue holds when it ends is never done
        if task is not None:
            task.add_done_callback(gone)
        await idle.wait()
        if task is not None:
            task.remove_done_callback(gone)
