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
    return streak_back(sorted(days, reverse=True), today)


def streak_back(days: Iterable[date], today: date) -> int:
    """The same of days that come the latest first, of which it reads no more than it needs."""
    streak, later, counted = 0, _week(today), None
    for day in days:
        week = _week(day)
        if day > today or week == counted:
            continue
        if later - week > _APART:
            break
        streak, later, counted = streak + 1, week, week
    return streak


def _week(day: date) -> int:
    """The number of its week; the first day of the calendar, 1 January of the year 1, was a Monday."""
    return (day.toordinal() - 1) // 7
