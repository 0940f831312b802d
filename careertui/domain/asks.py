"""What was asked for: which asks are open, and which have waited long enough to be looked at again."""

from __future__ import annotations

from datetime import date
from typing import Literal

from careertui.domain.career import Career
from careertui.domain.thresholds import USUAL
from careertui.domain.win import Ask

Standing = Literal["open", "answered", "let go"]
"""How an ask stands, in the order they are told."""


def is_answered(ask: Ask) -> bool:
    """Whether there is an answer, in words or by its day."""
    return bool(ask.answer.strip()) or ask.answered_on is not None


def standing_of(ask: Ask) -> Standing:
    """Whether it is answered; if not, whether it is to come back, or was let go without an answer."""
    if is_answered(ask):
        return "answered"
    return "let go" if ask.follow_up is not None and ask.follow_up.let_go_on is not None else "open"


def in_order(career: Career) -> tuple[Ask, ...]:
    """The asks: open ones that wait longest first, then the answered and those let go, latest first."""
    found: dict[Standing, list[Ask]] = {"open": [], "answered": [], "let go": []}
    for ask in career.all(Ask):
        found[standing_of(ask)].append(ask)
    found["open"].sort(key=lambda ask: (ask.on.sort_key, ask.id))
    found["answered"].sort(key=lambda ask: ((ask.answered_on or ask.on).sort_key, ask.id), reverse=True)
    found["let go"].sort(key=lambda ask: (ask.on.sort_key, ask.id), reverse=True)
    return tuple(ask for asks in found.values() for ask in asks)


def comes_back(ask: Ask, days: int = USUAL.answer_days) -> date | None:
    """The day an open ask comes back; None for one that does not.

    That is the day of its follow-up; without one, so many `days` after it was asked, or after the follow-up
    that was kept last.
    """
    follow_up = ask.follow_up
    if standing_of(ask) != "open":
        return None
    if follow_up is not None and follow_up.done_on is None and follow_up.on is not None:
        return follow_up.on.last
    kept_on = follow_up.done_on if follow_up is not None else None
    latest = max(ask.on.last, kept_on.last) if kept_on is not None else ask.on.last
    # The year 9999 has no days after it.
    return date.fromordinal(min(latest.toordinal() + days, date.max.toordinal()))
