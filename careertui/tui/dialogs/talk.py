"""Logging a conversation of today in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from textual.content import Content

from careertui.domain.contact import Channel, Contact
from careertui.domain.partial_date import ago_in_words
from careertui.domain.quoting import short
from careertui.domain.staying_in_touch import log_of
from careertui.planner.planner import Planner
from careertui.planner.ticking import log_talk
from careertui.tui.dialogs.offers import Offer, OffersDialog
from careertui.tui.presentation import joined, said

CHANNELS: tuple[Channel, ...] = get_args(Channel)


class TalkDialog(OffersDialog["str | None"]):
    """Asks what was talked about, and how; returns the contact's id once that is on the disk, or None.

    Args:
        planner: keeps the answer.
        contact: who was spoken to.
    """

    def __init__(self, planner: Planner, contact: Contact) -> None:
        self._planner = planner
        self._contact = contact
        log = log_of(planner, contact.id)
        self._last = log[0] if log else None
        super().__init__(
            joined(("• ", "$people"), said(contact.name)), self._last_time(), "What did you talk about?"
        )

    def _last_time(self) -> Content:
        """What it was about the last time, to take it up from there."""
        last = self._last
        if last is None:
            return Content()
        when = ago_in_words(last.on.first, self._planner.today) if last.on.day else last.on.words
        return joined((f"{when}  ", "$faint"), said(last.heading, "$muted"))

    def offers(self, typed: str) -> Sequence[Offer]:
        """The ways to talk, first the one of the last time."""
        usual = self._last.channel if self._last is not None else "message"
        about = said(typed, "$muted") if typed else Content.styled("without a word about it", "$faint")
        return [
            Offer(channel, channel.capitalize(), about if channel == usual else Content())
            for channel in (usual, *(other for other in CHANNELS if other != usual))
        ]

    def take(self, key: str, typed: str) -> None:
        """Log it as one step, and say so."""
        channel = next(channel for channel in CHANNELS if channel == key)
        log_talk(self._planner, self._contact, typed, channel)
        self.say_done(f"Logged with {short(self._contact.name)}.")
        self.dismiss(self._contact.id)
