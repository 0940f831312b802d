"""What came of something that was asked: an answer, asking again later, or waiting for none any more."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from careertui.domain.later import day_to_come, days_later
from careertui.domain.quoting import short
from careertui.domain.win import Ask
from careertui.planner import answering
from careertui.planner.planner import Planner
from careertui.tui.dialogs.offers import Offer, OffersDialog
from careertui.tui.presentation import contact_names, joined, said, when

ANSWERED, LET_GO, ON_A_DAY = "answered", "let go", "on"


class AnswerDialog(OffersDialog["str | None"]):
    """Asks what came of an ask; returns its id once that is on the disk, or None.

    What is typed is the answer, in their words or one's own; a day typed is when to ask again.

    Args:
        planner: keeps it.
        ask: an ask without an answer.
    """

    def __init__(self, planner: Planner, ask: Ask) -> None:
        self._planner = planner
        self._ask = ask
        heading = joined(("? ", "$stone"), said(ask.what))
        super().__init__(heading, self._came_from(), "what came of it; or a day to ask again, such as 12 Jan")

    def offers(self, typed: str) -> Sequence[Offer]:
        """The answer comes first, unless a day is typed."""
        today = self._planner.today
        day = day_to_come(typed, today)
        words = "" if day else typed
        later = [
            Offer(span, f"Ask again in {span}", Content.styled(when(until, today), "$muted"))
            for span, until in days_later(today)
        ]
        answered = Offer(ANSWERED, "Answered", _kept(words, "type what came of it"))
        let_go = Offer(
            LET_GO, "Let it go", _kept(words, "it stays, and does not come back", "into the notes: ")
        )
        if day is None:
            return [answered, *later, let_go]
        on_a_day = Offer(ON_A_DAY, "Ask again on a day", Content.styled(day.words, "$muted"))
        return [on_a_day, answered, *later, let_go]

    def take(self, key: str, typed: str) -> None:
        """Keep it as one step, and say so."""
        today, id_ = self._planner.today, self._ask.id
        day = day_to_come(typed, today)
        words = "" if day else typed
        if key == ANSWERED:
            answering.answer(self._planner, id_, words)
            self.say_done(f"Answered: {short(self._ask.what, 60)}.")
        elif key == LET_GO:
            answering.let_go(self._planner, id_, words)
            self.say_done("Let go.")
        else:
            until = day if key == ON_A_DAY and day else dict(days_later(today))[key]
            answering.ask_again(self._planner, id_, until, words)
            self.say_done(f"It comes back {'on' if until.day else 'in'} {until.words}.")
        self.dismiss(id_)

    def _came_from(self) -> Content:
        """Of whom, when, and what was to follow."""
        today, ask = self._planner.today, self._ask
        names = contact_names(ask.of, self._planner.get)
        parts = [said(names, "$people")] if names else []
        parts.append(Content.styled(f"asked {when(ask.on, today)}", "$muted"))
        if ask.follow_up is not None and ask.follow_up.what:
            parts.append(said(ask.follow_up.what, "$stone"))
        return Content.styled(" · ", "$faint").join(parts)


def _kept(words: str, without: str, lead: str = "") -> Content:
    return joined((lead, "$muted"), said(words)) if words else Content.styled(without, "$faint")
