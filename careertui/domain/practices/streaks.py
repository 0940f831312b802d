"""Weekly streaks that forgive one missed week."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date

_FORGIVEN = 1
"""Weeks in a row that may be missed within a streak."""


def weekly_streak(days: Iterable[date], today: date) -> int:
    """How many weeks the streak has that reaches to today; 0 when there is none.

    A week, Monday to Sunday, counts when at least one of the days falls into it. One missed week between
    two that count does not break the streak and does not count; two in a row do. The present week never
    breaks it, for it is not over: it counts as soon as a day falls into it, and until then it is as if it
    had not begun.
    """
    return streak_of_weeks(weeks_of(days, today), today)


def weeks_of(days: Iterable[date], today: date) -> frozenset[int]:
    """The numbers of the weeks that days up to today fall into."""
    return frozenset([_week(day) for day in days if day <= today])


def streak_of_weeks(weeks: Container[int], today: date) -> int:
    """The streak of some weeks, by their numbers."""
    week = _week(today)
    streak, missed = int(week in weeks), 0
    while missed <= _FORGIVEN:
        week -= 1
        if week in weeks:
            streak, missed = streak + 1, 0
        else:
            missed += 1
    return streak


def _week(day: date) -> int:
    """The number of its week; the first day of the calendar, 1 January of the year 1, was a Monday."""
    return (day.toordinal() - 1) // 7
