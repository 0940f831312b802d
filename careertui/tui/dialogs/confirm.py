"""A question before something that is hard to take back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from careertui.tui.dialogs import Dialog
from careertui.tui.presentation import said


class Confirm(Dialog[bool]):
    """Asks; only `y` says yes, so that an enter too many never does.

    Args:
        question: what is about to happen, as a question.
        yes_label: what `y` does, in a word or two.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "confirm", "yes", id="confirm.yes", tooltip="Yes to the question"),
        Binding("n", "close", "no", id="confirm.no", tooltip="No to the question; closing says no, too"),
    ]

    def __init__(self, question: str, yes_label: str = "yes") -> None:
        super().__init__(said(question))
        self._yes_label = yes_label

    def body(self) -> Iterable[Widget]:
        """Nothing but the question."""
        return ()

    def hint_label(self, binding: Binding) -> str:
        """Yes is said by its name."""
        return self._yes_label if binding.action == "confirm" else binding.description

    def action_confirm(self) -> None:
        """Yes."""
        self.dismiss(True)

    def action_close(self) -> None:
        """No."""
        self.dismiss(False)
