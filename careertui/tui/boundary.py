"""Telling the person something: what was done, and what could not be."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, Literal, cast

from textual.notifications import Notification

from careertui.domain.inert import inert
from careertui.errors import CareerError
from careertui.tui.commands import key_of

_LAST_MOMENT = 0.1
"""Seconds."""


class Said(Notification):
    """What is said, which has time left as long as it is shown at all.

    Textual puts up what has not expired yet, for the time it then has left; a timer of its with less than
    none goes round for ever, and nothing else happens any more.
    """

    @property
    def time_left(self) -> float:
        """Seconds until it goes away."""
        return max(super().time_left, _LAST_MOMENT)

    @property
    def has_expired(self) -> bool:
        """Whether it is to be put up no more."""
        return super().time_left <= 0


class Telling:
    """For a screen or the application: says things in a toast, where a person's text stays literal."""

    def say(self, text: str, severity: Literal["information", "warning", "error"] = "information") -> None:
        """Say a sentence; it goes away by itself."""
        timeout = 4 if severity == "information" else 8
        # Screens and the application both have `notify`, and share no base that declares it.
        cast("Any", self).notify(inert(text), severity=severity, markup=False, timeout=timeout)

    def say_done(self, text: str) -> None:
        """Say what was done, and the key that takes it back."""
        self.say(f"{text} {key_of(cast('Any', self).app, 'app.undo')} takes it back.")

    @contextlib.contextmanager
    def telling_errors(self) -> Iterator[None]:
        """What goes wrong inside in a way that is meant for a person is said, and the screen stays."""
        try:
            yield
        except CareerError as error:
            self.say(str(error), "error")
