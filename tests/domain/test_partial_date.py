"""Dates moved by months and years, and how long it is from one day to another."""

from __future__ import annotations

from datetime import date

import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careertui.domain.partial_date import PartialDate, length_in_words

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@settings(deadline=None)
@given(DAYS, st.integers(-90, 90), st.integers(-200, 200), st.integers(-3_000, 3_000))
def test_a_day_moves_as_pendulum_moves_it(day: date, years: int, months: int, days: int) -> None:
    """Years and months first, to the end of a shorter month; then the days."""
    moved = pendulum.date(day.year, day.month, day.day).add(years=years, months=months, days=days)
    shifted = PartialDate.of(day).shifted(years=years, months=months, days=days)
    assert shifted.first == date(moved.year, moved.month, moved.day)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-01-31", "2026-02-28", "1 month"),
        ("2026-01-31", "2026-02-27", "3 weeks"),
        ("2024-02-29", "2025-02-28", "1 year"),
        ("2050-12-24", "2051-09-23", "8 months"),  # pendulum 3.2 says nine
        ("2016-06-01", "2019-03-02", "2 years 9 months"),
        ("2026-11-22", "2026-11-22", "0 days"),
        ("2026-11-22", "2026-11-23", "1 day"),
        ("2026-11-22", "2026-12-05", "13 days"),
        ("2026-11-22", "2026-12-06", "2 weeks"),
        ("2026-12-06", "2026-11-22", "2 weeks"),
    ],
)
def test_how_long_it_is_in_words(first: str, last: str, said: str) -> None:
    """Whole months and years, the days only when there are none."""
    assert length_in_words(date.fromisoformat(first), date.fromisoformat(last)) == said


@settings(deadline=None)
@given(DAYS, DAYS)
def test_so_many_months_have_passed_and_not_one_more(one: date, other: date) -> None:
    """The months that are told fit between the two days, and one more would not."""
    first, last = min(one, other), max(one, other)
    words = length_in_words(first, last).split()
    told = {unit.rstrip("s"): int(count) for count, unit in zip(words[::2], words[1::2], strict=True)}
    months = told.get("year", 0) * 12 + told.get("month", 0)
    assert PartialDate.of(first).shifted(months=months).first <= last
    assert PartialDate.of(first).shifted(months=months + 1).first > last


def test_a_move_beyond_the_calendar_is_refused() -> None:
    """As a date that names such a year is."""
    with pytest.raises(ValueError, match="is not between 1 and 9999"):
        PartialDate(9999).shifted(years=1)
