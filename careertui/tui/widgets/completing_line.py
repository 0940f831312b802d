"""A line that a key goes on with: the word before the cursor is completed, and again the next way."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from careertui.domain.completion import Completion
from careertui.tui.widgets.line_input import LineInput

Complete = Callable[[str], Completion]
"""From what stands before the cursor to how it could go on."""


class CompletingLine(LineInput):
    """Where a filter or a sentence is typed.

    Args:
        complete: how what is typed could go on.
        begun: what stands in it already.
        placeholder: what is said in it while it is empty.
        id: as Textual has it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete(1)", "Complete what is typed", show=False, id="line.complete"),
        Binding("shift+tab", "complete(-1)", "Complete the other way", show=False, id="line.complete_back"),
    ]

    def __init__(
        self,
        complete: Complete,
        begun: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 - Textual's
    ) -> None:
        super().__init__(begun, placeholder=placeholder, id=id, select_on_focus=False)
        self.cursor_blink = False
        self._complete = complete
        self._offered = Completion(0)
        self._before, self._after = "", ""
        self._taken = -1
        self._seen = "", 0
        """The line, and the cursor in it, as it was looked at or as a completion left it."""

    @property
    def ways(self) -> tuple[str, ...]:
        """How what is typed could go on."""
        return self._offered.ways

    @property
    def taken(self) -> int:
        """Which of the ways was taken last; -1 when something was typed since, or none was."""
        return self._taken

    @on(Input.Changed)
    def look(self) -> None:
        """Look what could be typed next, unless a completion has just been put there."""
        now = self.value, self.cursor_position
        if self._taken >= 0 and now == self._seen:
            return
        self._seen, self._taken = now, -1
        self._before, self._after = self.value[: now[1]], self.value[now[1] :]
        self._offered = self._complete(self._before)

    def action_complete(self, step: int) -> None:
        """Take the next way to go on; where there is only one, another time looks further."""
        if (self.value, self.cursor_position) != self._seen:
            self.look()
        ways = self._offered.ways
        if not ways:
            return
        at = (0 if step > 0 else -1) if self._taken < 0 else self._taken + step
        self._taken = at % len(ways)
        before = f"{self._before[: self._offered.start]}{ways[self._taken]}"
        self._seen = f"{before}{self._after}", len(before)
        self.value, self.cursor_position = self._seen
        if len(ways) == 1:
            self._taken = -1  # what was taken is typed now, and may go on
