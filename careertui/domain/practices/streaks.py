"""Weekly streaks that forgive one missed week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

_APART = 2
"""Weeks from one that counts to the next in the same streak: one missed week between them is forgiven."""


def weekly_streak(days: Iterable[date], today: date) -> int:
    """How many weeks the streak has that reaches to today; 0 when there is none.

    A week, Monday to Sunday, counts when at least one of the days falls into it. One missed week between
    two that count does not break the streak and does not count; two in a row do. The present week never
    breaks it, for it is not over: it counts as soon as a day falls into it, and until then it is as if it
    had not begun.
    """
    this_week = _week(today)
    streak, later = 0, this_week
    for week in sorted({_week(day) for day in days if day <= today}, reverse=True):
        if later - week > _APART:
            break
        streak, later = streak + 1, week
    return streak


def _week(day: date) -> int:
    """The number of its week; the first day of the calendar, 1 January of the year 1, was a Monday."""
    return (day.toordinal() - 1) // 7
