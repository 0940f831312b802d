"""Keys that are pressed twice in a row, such as `gg`; Textual knows bindings of single keys alone."""

from __future__ import annotations

from typing import Any, cast

from textual import events
from textual.app import App


def is_twice(key: str) -> bool:
    """Whether it is the name of a key that is pressed twice."""
    return len(key) == 2 and key[0] == key[1]  # noqa: PLR2004 - two


class PressedTwice:
    """For an application: the binding of `gg` is run when g is pressed twice.

    Only keys that nothing has taken come here, so what is typed into a field never counts.
    """

    _pressed = ""

    async def on_key(self, event: events.Key) -> None:
        """Run what is bound to a key twice, the second time it is pressed."""
        twice = event.key == self._pressed
        self._pressed = "" if twice else event.key
        if not twice:
            return
        app = cast("App[Any]", self)  # a mixin, so that App's metaclass reads bindings once
        active = app.screen.active_bindings.get(event.key * 2)
        if active is not None:
            event.prevent_default()
            await app.run_action(active.binding.action, active.node)
