"""A review that is offered: hold it now, later, or not this time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from textual.content import Content

from careertui.domain.later import day_to_come
from careertui.domain.reviews import Due, due
from careertui.planner.planner import Planner
from careertui.planner.reviews import offer_later
from careertui.tui.dialogs.offers import Offer, OffersDialog
from careertui.tui.presentation import joined, when

NOW, TOMORROW, ON_A_DAY, NOT_THIS_TIME = "now", "tomorrow", "on", "not"


class ReviewLaterDialog(OffersDialog[bool]):
    """Asks when to hold a review that is offered; returns whether anything was decided.

    Args:
        planner: keeps the answer.
        one: the review.
        hold: holds it now.
    """

    def __init__(self, planner: Planner, one: Due, hold: Callable[[], None]) -> None:
        self._planner = planner
        self._one = one
        self._hold = hold
        title = joined(("◎ ", "$stone"), f"Look back on {one.span.words}")
        about = Content.styled("A few questions, with what you wrote down beside them.", "$muted")
        super().__init__(title, about, "or later, on a day, such as friday")

    def offers(self, typed: str) -> Sequence[Offer]:
        """A day typed comes first; what is no day says so by not being offered."""
        today, one = self._planner.today, self._one
        found = [
            Offer(NOW, "Now", Content.styled("a few minutes", "$muted")),
            Offer(TOMORROW, "Tomorrow", Content.styled(when(today + timedelta(days=1), today), "$muted")),
            Offer(
                NOT_THIS_TIME,
                f"Not this {one.span.period}",
                Content.styled("it will not come back", "$faint"),
            ),
        ]
        day = day_to_come(typed, today)
        if day is not None:
            return [Offer(ON_A_DAY, "On a day", Content.styled(day.words, "$stone")), *found]
        return [] if typed else found

    def take(self, key: str, typed: str) -> None:
        """Hold it, or keep as one step when it is offered again."""
        if key == NOW:
            self.dismiss(True)
            self._hold()
            return
        today = self._planner.today
        tomorrow = today + timedelta(days=1)
        # Nothing else takes its place today: one offer a day is enough.
        until = {other.span.period: tomorrow for other in due(self._planner, today)}
        until[self._one.span.period] = self._until(key, typed, tomorrow)
        offer_later(self._planner, until)
        comes = key != NOT_THIS_TIME and until[self._one.span.period] <= self._one.until
        day = when(until[self._one.span.period], today)
        self.say_done(f"It comes back on {day}." if comes else "Let go.")
        self.dismiss(True)

    def _until(self, key: str, typed: str, tomorrow: date) -> date:
        if key == NOT_THIS_TIME:
            return self._one.until + timedelta(days=1)
        day = day_to_come(typed, self._planner.today)
        return day.first if key == ON_A_DAY and day is not None else tomorrow
