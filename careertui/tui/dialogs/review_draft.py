"""The draft of a review: answers on the disk while they are typed, and where one had come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from careertui.domain.periods import Span
from careertui.planner.planner import Draft, Planner
from careertui.tui.dialogs.kept_draft import KeptDraft

_HERE = ""
"""Under this name a draft holds the question one had come to; no question is empty."""


class ReviewDraft(KeptDraft):
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
        super().__init__(planner, slot_of(span))
        self._saved = dict(saved)
        self.answers = dict(saved)
        self.here = ""
        self.kept: datetime | None = None
        self._bring_in()

    def flush(self, here: str) -> str:
        """Put on the disk what is answered now; returns what went wrong, as a sentence."""
        typed = {
            question: text for question, text in self.answers.items() if text != self._saved.get(question, "")
        }
        held = {**typed, _HERE: here} if typed else {}
        return self._keep(Draft(self._planner.now(), 0, held))

    def _bring_in(self) -> None:
        draft = self._read()
        if draft is None:
            return
        texts = {name: held for name, held in draft.fields.items() if isinstance(held, str)}
        self.kept = draft.kept.astimezone(self._planner.now().tzinfo)
        self.here = texts.pop(_HERE, "")
        self.answers |= texts


def slot_of(span: Span) -> str:
    """The name under which the draft of a review lies."""
    return f"review-{span.key}"
