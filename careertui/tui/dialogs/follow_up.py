"""A follow-up: done, with a line about it if one likes; later; or let go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.content import Content
from textual.screen import Screen

from careertui.domain.contact import Contact, Interaction
from careertui.domain.later import day_to_come, days_later
from careertui.domain.win import Ask
from careertui.planner import follow_ups
from careertui.planner.planner import Planner
from careertui.tui.dialogs.offers import Offer, OffersDialog
from careertui.tui.dialogs.picker import Choice, Picker, among
from careertui.tui.presentation import contact_names, joined, said, when

DONE, LET_GO, ON_A_DAY = "done", "let go", "on"


class FollowUpDialog(OffersDialog["str | None"]):
    """Asks what became of a follow-up; returns the id of its record once that is on the disk, or None.

    Enter alone is done. What is typed goes into the log; a day typed puts it off until then.

    Args:
        planner: keeps the answer.
        record: the interaction, or the ask, with the open follow-up.
    """

    def __init__(self, planner: Planner, record: Interaction | Ask) -> None:
        self._planner = planner
        self._record = record
        promise = follow_ups.follow_up_of(record)
        heading = joined(("↳ ", "$stone"), said((promise.what if promise else "") or record.heading))
        super().__init__(heading, self._came_from(), "what happened, if you like; or a day, such as 12 Jan")

    def offers(self, typed: str) -> Sequence[Offer]:
        """Done comes first, unless a day is typed."""
        today = self._planner.today
        day = day_to_come(typed, today)
        to_log = "" if day else typed
        later = [
            Offer(words, f"Later, in {words}", Content.styled(when(until, today), "$muted"))
            for words, until in days_later(today)
        ]
        done = Offer(DONE, "Done", self._logged(to_log))
        others = [done, *later, Offer(LET_GO, "Let it go", _kept(to_log))]
        if day is None:
            return others
        return [Offer(ON_A_DAY, "Later, on a day", Content.styled(day.words, "$muted")), *others]

    def take(self, key: str, typed: str) -> None:
        """Keep the answer as one step, and say so."""
        today, id_ = self._planner.today, self._record.id
        day = day_to_come(typed, today)
        text = "" if day else typed
        if key == DONE:
            follow_ups.complete(self._planner, id_, text)
            told = "Done." if not text else "Done, and logged." if self._people else "Done, and noted."
        elif key == LET_GO:
            follow_ups.let_go(self._planner, id_, text)
            told = "Let go."
        else:
            until = day if key == ON_A_DAY and day else dict(days_later(today))[key]
            follow_ups.postpone(self._planner, id_, until, text)
            told = f"It comes back {'on' if until.day else 'in'} {until.words}."
        self.say_done(f"{told}")
        self.dismiss(id_)

    @property
    def _people(self) -> tuple[str, ...]:
        ids = self._record.people if isinstance(self._record, Interaction) else self._record.of
        return tuple(id_ for id_ in ids if isinstance(self._planner.get(id_), Contact))

    def _came_from(self) -> Content:
        """With whom, when, and by when it was promised."""
        today, record = self._planner.today, self._record
        promise = follow_ups.follow_up_of(record)
        names = contact_names(self._people, self._planner.get)
        parts = [said(names, "$people")] if names else []
        if promise is not None and promise.what:
            parts.append(said(record.heading, "$muted"))
        parts.append(Content.styled(when(record.on, today), "$muted"))
        if promise is not None and promise.on is not None:
            parts.append(Content.styled(f"by {when(promise.on, today)}", "$stone"))
        return Content.styled(" · ", "$faint").join(parts)

    def _logged(self, text: str) -> Content:
        if not text:
            return Content.styled("nothing more to say", "$faint")
        where = "into the log" if self._people else "into the notes"
        return joined((f"{where}: ", "$muted"), said(text))


def ask_about(screen: Screen[Any], planner: Planner, promises: Sequence[Interaction | Ask]) -> None:
    """Open the dialog over a screen, on the one follow-up there is, or on the one picked of several."""

    def open_on(picked: tuple[str, ...] | None) -> None:
        record = planner.get(picked[0]) if picked else None
        if isinstance(record, follow_ups.Promising):
            screen.app.push_screen(FollowUpDialog(planner, record))

    if len(promises) == 1:
        open_on((promises[0].id,))
        return
    choices = [Choice(record.id, _choice(record, planner)) for record in promises]
    screen.app.push_screen(Picker("Which follow-up?", among(choices)), open_on)


def _choice(record: Interaction | Ask, planner: Planner) -> Content:
    promise = follow_ups.follow_up_of(record)
    what = said((promise.what if promise else "") or record.heading)
    due = f"  by {when(promise.on, planner.today)}" if promise and promise.on else ""
    return joined(("↳ ", "$stone"), what, (due, "$muted"))


def _kept(text: str) -> Content:
    if not text:
        return Content.styled("it will not come back", "$faint")
    return joined(("into the notes: ", "$muted"), said(text))
