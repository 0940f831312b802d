"""The draft of a review: answers on the disk while they are typed, and where one had come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from careertui.domain.periods import Span
from careertui.errors import CareerError
from careertui.planner.planner import Draft, Planner

_HERE = ""
"""Under this name a draft holds the question one had come to; no question is empty."""


class ReviewDraft:
    """Brings the answers of a review to the disk and back.

    Args:
        planner: where drafts are kept.
        span: what the review looks back on.
        saved: the answers that the review has already.

    Attributes:
        answers: by question; those of the draft, over those saved.
        here: the question one had come to; empty when there is no draft.
        kept: when the draft was written; None when there is none.
        trouble: a sentence, where it could not be read.
    """

    def __init__(self, planner: Planner, span: Span, saved: Mapping[str, str]) -> None:
        self._planner = planner
        self._slot = slot_of(span)
        self._saved = dict(saved)
        self._on_disk: dict[str, str] = {}
        self._is_over = False
        self.answers = dict(saved)
        self.here = ""
        self.kept: datetime | None = None
        self.trouble = ""
        self._bring_in()

    def flush(self, here: str) -> str:
        """Put on the disk what is answered now; returns what went wrong, as a sentence."""
        typed = {
            question: text for question, text in self.answers.items() if text != self._saved.get(question, "")
        }
        held = {**typed, _HERE: here} if typed else {}
        if self._is_over or held == self._on_disk:
            return ""
        try:
            if held:
                self._planner.drafts.keep(self._slot, Draft(self._planner.now(), 0, held))
            else:
                self._planner.drafts.let_go(self._slot)
        except CareerError as error:
            return str(error)
        self._on_disk = held
        return ""

    @property
    def is_kept(self) -> bool:
        """Whether there is anything on the disk to come back to."""
        return bool(self._on_disk)

    def finish(self) -> str:
        """The review is kept; returns what went wrong, as a sentence."""
        self._is_over = True
        try:
            self._planner.drafts.let_go(self._slot)
        except CareerError as error:
            return str(error)
        return ""

    def _bring_in(self) -> None:
        try:
            draft = self._planner.drafts.read(self._slot)
        except CareerError as error:
            self.trouble = str(error)
            return
        if draft is None:
            return
        self._on_disk = {name: held for name, held in draft.fields.items() if isinstance(held, str)}
        self.kept = draft.kept.astimezone(self._planner.now().tzinfo)
        self.here = self._on_disk.get(_HERE, "")
        self.answers |= {name: held for name, held in self._on_disk.items() if name != _HERE}


def slot_of(span: Span) -> str:
    """The name under which the draft of a review lies."""
    return f"review-{span.key}"
