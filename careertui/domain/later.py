"""Putting something off: the few distances people use, and days as they type them."""

from __future__ import annotations

import re
from datetime import date

from careertui.domain.partial_date import PartialDate

SPANS: tuple[tuple[str, dict[str, int]], ...] = (
    ("a week", {"days": 7}),
    ("a month", {"months": 1}),
    ("three months", {"months": 3}),
)
"""How far something is put off, in words and as `PartialDate.shifted` takes it."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_A_WHILE = re.compile(r"(?:in )?(\d{1,4}|an?) ?(day|week|month|year)s?")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})\.? ([a-z]{3,9})\.?(?: (\d{4}))?")


def days_later(today: date) -> tuple[tuple[str, PartialDate], ...]:
    """Each of the `SPANS` in words, with the day it leads to from today."""
    return tuple((words, PartialDate.of(today).shifted(**span)) for words, span in SPANS)


def day_to_come(text: str, today: date) -> PartialDate | None:
    """The date to come that somebody means: `2027-01`, `12 Jan`, `in 6 weeks`; None when it is none.

    A day without its year is the next one of that name.
    """
    said = " ".join(text.casefold().split())
    try:
        found = _in_a_while(said, today) or _day_of_month(said, today) or PartialDate.parse(said)
    except (ValueError, OverflowError):
        return None
    return found if found.last > today else None


def _in_a_while(said: str, today: date) -> PartialDate | None:
    match = _IN_A_WHILE.fullmatch(said)
    if match is None:
        return None
    count = int(match[1]) if match[1].isdigit() else 1
    unit = match[2]
    span = {"days": count * 7} if unit == "week" else {f"{unit}s": count}
    return PartialDate.of(today).shifted(**span)


def _day_of_month(said: str, today: date) -> PartialDate | None:
    match = _DAY_OF_MONTH.fullmatch(said)
    if match is None or match[2][:3] not in _MONTHS:
        return None
    month, day = _MONTHS.index(match[2][:3]) + 1, int(match[1])
    if match[3]:
        return PartialDate(int(match[3]), month, day)
    found = PartialDate(today.year, month, day)
    return found if found.first > today else PartialDate(today.year + 1, month, day)
