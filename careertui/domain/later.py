"""Putting something off: the few distances people use, and days as they type them."""

from __future__ import annotations

from datetime import date

from careertui.domain.dates_in_words import date_in_words
from careertui.domain.partial_date import PartialDate

SPANS: tuple[tuple[str, dict[str, int]], ...] = (
    ("a week", {"days": 7}),
    ("a month", {"months": 1}),
    ("three months", {"months": 3}),
)
"""How far something is put off, in words and as `PartialDate.shifted` takes it."""


def days_later(today: date) -> tuple[tuple[str, PartialDate], ...]:
    """Each of the `SPANS` in words, with the day it leads to from today."""
    return tuple((words, PartialDate.of(today).shifted(**span)) for words, span in SPANS)


def day_to_come(text: str, today: date) -> PartialDate | None:
    """The date to come that somebody means: `2027-01`, `12 Jan`, `in 6 weeks`; None when it is none."""
    try:
        found = date_in_words(text, today)
    except ValueError:
        return None
    return found if found.last > today else None
