"""Weekly streaks that forgive one missed week."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
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
    return streak_of_weeks(weeks_back(sorted(days), today), today)


def weeks_back(days: Sequence[date], today: date) -> Iterator[int]:
    """The numbers of the weeks that days up to today fall into, the latest first; the days are in order."""
    place = bisect_right(days, today)
    while place:
        week = _week(days[place - 1])
        yield week
        place = bisect_left(days, date.fromordinal(week * 7 + 1), 0, place)


def streak_of_weeks(weeks: Iterable[int], today: date) -> int:
    """The streak of some weeks, the latest first; no more of them are read than it needs."""
    streak, later, counted = 0, _week(today), None
    for week in weeks:
        if week == counted:
            continue
        if later - week > _APART:
            break
        streak, later, counted = streak + 1, week, week
    return streak


def _week(day: date) -> int:
    """The number of its week; the first day of the calendar, 1 January of the year 1, was a Monday."""
    return (day.toordinal() - 1) // 7
