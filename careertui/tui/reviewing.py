"""Where a review begins: the one that is due, or one of the present week, quarter and year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual.app import App
from textual.content import Content
from textual.message import Message

from careertui.domain.periods import PERIODS, Period, Span, span_of
from careertui.domain.reviews import due, review_of
from careertui.planner.planner import Planner
from careertui.tui.presentation import joined


class HoldReview(Message):
    """A screen asks for the review of a period to be opened.

    Attributes:
        period: a week, a quarter or a year.
        of: a day of it.
    """

    def __init__(self, period: Period, of: date) -> None:
        super().__init__()
        self.period: Period = period
        self.of = of


class BeginReview(Message):
    """A screen asks for the review that is due; which, where several are or none is."""


class Reviewing:
    """Opens reviews over whatever is in front.

    Args:
        app: the application.
        planner: where they are kept.
        questions: what they ask, as in the config.
    """

    def __init__(self, app: App[None], planner: Planner, questions: Mapping[str, Sequence[str]]) -> None:
        self._app = app
        self._planner = planner
        self._questions = questions

    def open(self, period: Period, of: date) -> None:
        """Open the review of the period that a day belongs to."""
        from careertui.tui.dialogs.review import ReviewDialog

        self._app.push_screen(ReviewDialog(self._planner, period, of, self._questions))

    def begin(self) -> None:
        """Open the one that is due; ask which, where several are or none is."""
        from careertui.tui.dialogs.picker import Choice, Picker

        today = self._planner.today
        waiting = [one.span for one in due(self._planner, today)]
        if len(waiting) == 1:
            self.open(waiting[0].period, waiting[0].first)
            return
        running = [span_of(period, today) for period in PERIODS]
        spans = {span.key: span for span in [*reversed(waiting), *running]}
        choices = [Choice(key, self._choice(span, is_due=span in waiting)) for key, span in spans.items()]

        def matching(typed: str) -> Sequence[Choice]:
            words = typed.casefold().split()
            return [one for one in choices if all(word in one.content.plain.casefold() for word in words)]

        def picked(keys: tuple[str, ...] | None) -> None:
            if keys:
                self.open(spans[keys[0]].period, spans[keys[0]].first)

        self._app.push_screen(Picker("Look back on what?", matching), picked)

    def _choice(self, span: Span, *, is_due: bool) -> Content:
        held = review_of(self._planner, span) is not None
        standing = "due" if is_due else "held" if held else "not over yet"
        return joined(("◎ ", "$stone"), f"{span.title}  ", (standing, "$stone" if is_due else "$muted"))
