"""A draft on the disk; what goes wrong there is a sentence for whoever types."""

from __future__ import annotations

from collections.abc import Mapping

from careertui.errors import CareerError
from careertui.planner.planner import Draft, Planner


class KeptDraft:
    """Brings what was typed into a dialog to the disk and back.

    Args:
        planner: where drafts are kept.
        slot: the name under which this one lies.

    Attributes:
        trouble: a sentence, where it could not be read.
    """

    def __init__(self, planner: Planner, slot: str) -> None:
        self._planner = planner
        self._slot = slot
        self._on_disk: Mapping[str, object] = {}
        self._is_over = False
        self.trouble = ""

    @property
    def is_kept(self) -> bool:
        """Whether there is anything on the disk to come back to."""
        return bool(self._on_disk)

    def finish(self) -> str:
        """It has been saved, or let go on purpose; returns what went wrong, as a sentence."""
        self._is_over = True
        return self._put(None)

    def _read(self) -> Draft | None:
        """What lies there; None where nothing does, or nothing that can be read."""
        try:
            draft = self._planner.drafts.read(self._slot)
        except CareerError as error:
            self.trouble = str(error)
            return None
        self._on_disk = draft.fields if draft is not None else {}
        return draft

    def _keep(self, draft: Draft) -> str:
        """Have it on the disk, or nothing where it is empty; returns what went wrong, as a sentence."""
        if self._is_over or draft.fields == self._on_disk:
            return ""
        trouble = self._put(draft if draft.fields else None)
        if not trouble:
            self._on_disk = draft.fields
        return trouble

    def _put(self, draft: Draft | None) -> str:
        try:
            if draft is not None:
                self._planner.drafts.keep(self._slot, draft)
            else:
                self._planner.drafts.let_go(self._slot)
        except CareerError as error:
            return str(error)
        return ""
