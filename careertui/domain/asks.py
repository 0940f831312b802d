"""What was asked for: which asks are open, and which have waited long enough to be looked at again."""

from __future__ import annotations

from datetime import date, timedelta

from careertui.domain.career import Career
from careertui.domain.win import Ask

WAITS_FOR_DAYS = 14
"""Days without an answer, and without a follow-up, after which an open ask comes back."""


def is_answered(ask: Ask) -> bool:
    """Whether there is an answer, in words or by its day."""
    return bool(ask.answer.strip()) or ask.answered_on is not None


def in_order(career: Career) -> tuple[Ask, ...]:
    """The asks, open ones first, those that wait longest at the top; then the answered, latest first."""
    still_open = sorted((a for a in career.all(Ask) if not is_answered(a)), key=lambda ask: ask.on.sort_key)
    answered = [ask for ask in career.all(Ask) if is_answered(ask)]
    answered.sort(key=lambda ask: (ask.answered_on or ask.on).sort_key, reverse=True)
    return (*still_open, *answered)


def comes_back(ask: Ask) -> date:
    """The day an open ask without a follow-up comes back."""
    return ask.on.last + timedelta(days=WAITS_FOR_DAYS)
