"""One line about a try at a challenge: what happened, and a number for how it felt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from careertui.domain.challenge import Challenge
from careertui.domain.partial_date import PartialDate
from careertui.planner.attempts import log_attempt, read_attempt
from careertui.planner.planner import Planner
from careertui.tui.dialogs import Dialog
from careertui.tui.presentation import joined, said
from careertui.tui.rungs import attempt_preview
from careertui.tui.widgets.line_input import LineInput

FORM = "form"
"""What the dialog returns when the person wants the whole form instead."""


class AttemptDialog(Dialog[str]):
    """Asks for one line; returns the challenge's id once the try is kept, or `FORM`.

    Args:
        planner: keeps it.
        challenge: what was tried.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "keep", id="attempt.keep"),
        Binding("tab", "form", "whole form", priority=True, id="attempt.form"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "Input"

    def __init__(self, planner: Planner, challenge: Challenge) -> None:
        super().__init__(joined("A try at ", said(challenge.title)))
        self._planner = planner
        self._challenge = challenge

    def body(self) -> Iterable[Widget]:
        """The line, and what it will be kept as."""
        line = LineInput(placeholder="how it went, and how it felt from 1 to 10", id="try")
        line.cursor_blink = False
        return (line, Static(self._preview(""), markup=False, classes="line", id="preview"))

    def _preview(self, text: str) -> Content:
        tried = read_attempt(text)
        if not tried.note and tried.discomfort is None:
            return Content.styled("hands shook until the demo worked 6", "$faint")
        today = self._planner.today
        return attempt_preview(tried.discomfort, tried.note, PartialDate.of(today), today)

    @on(Input.Changed, "#try")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one("#preview", Static).update(self._preview(event.value))

    @on(Input.Submitted, "#try")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Keep the try, dated today."""
        planner, line = self._planner, self.query_one("#try", Input).value
        challenge = planner.get(self._challenge.id)
        with self.telling_errors():
            if isinstance(challenge, Challenge):
                log_attempt(planner, challenge, read_attempt(line), PartialDate.of(planner.today))
            self.dismiss(self._challenge.id)

    def action_form(self) -> None:
        """Leave for the whole form, where the other tries can be edited, too."""
        self.dismiss(FORM)
