"""Which steps can be undone and redone, worked out from the steps themselves."""

from __future__ import annotations

from collections.abc import Iterable

from careertui.store.journal import Step


class History:
    """Two stacks of steps. Rebuilt from the journal at opening, so that undo outlives the session.

    A step that was refused, since another session has changed what it did, does not bar the way to the ones
    before it: it is passed over, until another session writes again or there is nothing else left.

    Args:
        steps: the steps that are there already, oldest first.
    """

    def __init__(self, steps: Iterable[Step] = ()) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._refused: set[int] = set()
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
            self._refused.clear()

    @property
    def has_passed_over(self) -> bool:
        """Whether a step was refused, and later ones may therefore still stand."""
        return bool(self._refused)

    def pass_over(self, step: Step) -> None:
        """A step was refused: try the one before it next."""
        self._refused.add(step.seq)

    def try_again(self) -> None:
        """Another session has written; what was refused may no longer be."""
        self._refused.clear()

    @property
    def next_undo(self) -> Step | None:
        """The step that undo would take back."""
        return self._next(self._done)

    @property
    def next_redo(self) -> Step | None:
        """The undo that redo would take back."""
        return self._next(self._undone)

    def _next(self, stack: list[Step]) -> Step | None:
        left = [step for step in stack if step.seq not in self._refused] or stack
        return left[-1] if left else None
