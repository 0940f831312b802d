"""Telling the person something: what was done, and what could not be."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, Literal, cast

from careertui.domain.inert import inert
from careertui.errors import CareerError
from careertui.tui.commands import key_of


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
