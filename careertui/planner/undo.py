"""Which steps can be undone and redone, worked out from the steps themselves."""

from __future__ import annotations

from collections.abc import Iterable

from careertui.store.journal import Step


class History:
    """Two stacks of steps. Rebuilt from the journal at opening, so that undo outlives the session.

    Args:
        steps: the steps that are there already, oldest first.
    """

    def __init__(self, steps: Iterable[Step] = ()) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        for step in steps:
            self.note(step)

    def note(self, step: Step) -> None:
        """Take in a step that has just been made."""
        if step.undoes is not None:
            self._done = [done for done in self._done if done.seq != step.undoes]
            self._undone.append(step)
        elif step.redoes is not None:
            self._undone = [undone for undone in self._undone if undone.seq != step.redoes]
            self._done.append(step)
        else:
            self._done.append(step)
            self._undone.clear()

    @property
    def next_undo(self) -> Step | None:
        """The step that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Step | None:
        """The undo that redo would take back."""
        return self._undone[-1] if self._undone else None
