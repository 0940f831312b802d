"""When to be reminded of somebody: in a week, a month, three months, or on a day."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from careertui.domain.contact import Contact
from careertui.domain.later import day_to_come, days_later
from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import short
from careertui.planner import reminders
from careertui.planner.planner import Planner
from careertui.tui.dialogs.offers import Offer, OffersDialog
from careertui.tui.presentation import contact_names, said, when

ON_A_DAY, AS_EVER = "on", "ever"
_LONGEST = 80
"""Characters of names that fit into a heading and a sentence."""


class RemindDialog(OffersDialog[bool]):
    """Puts off being reminded of some people; returns whether anything was decided.

    Args:
        planner: keeps the answer.
        people: whom it is about, at least one.
    """

    def __init__(self, planner: Planner, people: Sequence[Contact]) -> None:
        self._planner = planner
        self._people = tuple(people)
        names = contact_names([person.id for person in people], planner.get)
        self._names = short(names, _LONGEST)
        about = Content.styled("A conversation logged before that ends the wait.", "$muted")
        super().__init__(said(f"Remind me later of {self._names}"), about, "or until a day, such as 12 Jan")

    def offers(self, typed: str) -> Sequence[Offer]:
        """A day typed comes first; what is no day says so by not being offered."""
        today = self._planner.today
        found = [
            Offer(words, f"In {words}", Content.styled(when(until, today), "$muted"))
            for words, until in days_later(today)
        ]
        if any(person.snoozed_until is not None for person in self._people):
            found.append(Offer(AS_EVER, "As ever", Content.styled("by how often you want to meet", "$faint")))
        day = day_to_come(typed, today)
        if day is not None:
            return [Offer(ON_A_DAY, "On a day", Content.styled(day.words, "$stone")), *found]
        return [] if typed else found

    def take(self, key: str, typed: str) -> None:
        """Keep the answer as one step, and say so."""
        today = self._planner.today
        people = [
            found for person in self._people if isinstance(found := self._planner.get(person.id), Contact)
        ]
        if key == AS_EVER:
            reminders.remind_as_ever(self._planner, people)
            self.say_done(f"{self._names}: as ever.")
        else:
            until = day_to_come(typed, today) if key == ON_A_DAY else dict(days_later(today))[key]
            reminders.remind_later(self._planner, people, until or PartialDate.of(today))
            self.say_done(f"{self._names}: after {until.words if until else 'today'}.")
        self.dismiss(True)
