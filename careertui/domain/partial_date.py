"""Dates as people know them: a year, a quarter, a month or a day, kept at the precision they were given."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema

from careertui.domain.quoting import short

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?", re.IGNORECASE
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A stretch of whole days named by a year, optionally a quarter or month, optionally a day.

    Written `2016`, `2016-Q3`, `2016-09` or `2016-09-14`: ISO 8601 reduced precision, with the quarter
    that ISO lacks and planners need. It is compared as the interval it covers, so `2016` is neither
    before nor after `2016-09`; `sort_key` orders dates for display all the same.

    Raises:
        ValueError: when no such day exists.
    """

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    first: date = field(init=False, repr=False, compare=False)
    """The first day it covers."""
    last: date = field(init=False, repr=False, compare=False)
    """The last day it covers."""

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999:  # noqa: PLR2004 - what datetime.date can hold
            raise ValueError(f"the year {self.year} is not between 1 and 9999")
        if self.quarter is not None and (self.month is not None or not 1 <= self.quarter <= 4):  # noqa: PLR2004
            raise ValueError("a quarter is 1 to 4, and stands without a month")
        if self.month is not None and not 1 <= self.month <= 12:  # noqa: PLR2004
            raise ValueError(f"there is no month {self.month}")
        if self.day is not None:
            if self.month is None:
                raise ValueError("a day needs its month")
            if not 1 <= self.day <= monthrange(self.year, self.month)[1]:
                raise ValueError(f"{self.year}-{self.month:02} has no day {self.day}")
        # Worked out once: a list of thousands compares these days over and over.
        begins = self.month or (self.quarter * 3 - 2 if self.quarter else 1)
        ends = self.month or (self.quarter * 3 if self.quarter else 12)
        last_day = self.day or monthrange(self.year, ends)[1]
        object.__setattr__(self, "first", date(self.year, begins, self.day or 1))
        object.__setattr__(self, "last", date(self.year, ends, last_day))

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `2016`, `2016-Q3`, `2016-09` or `2016-09-14`.

        Raises:
            ValueError: when the text is not one of these, or names a day that does not exist.
        """
        return _parsed(text)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The date that names exactly this day."""
        return cls(day.year, day.month, day.day)

    @property
    def sort_key(self) -> tuple[date, date]:
        """A total order for lists: by the first day, the more precise first."""
        return (self.first, self.last)

    def is_before(self, other: PartialDate | date) -> bool:
        """Whether every day of this lies before every day of the other."""
        return self.last < (other.first if isinstance(other, PartialDate) else other)

    def is_after(self, other: PartialDate | date) -> bool:
        """Whether every day of this lies after every day of the other."""
        return self.first > (other.last if isinstance(other, PartialDate) else other)

    def overlaps(self, other: PartialDate) -> bool:
        """Whether the two share a day."""
        return not self.is_before(other) and not self.is_after(other)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def shifted(self, *, years: int = 0, months: int = 0, days: int = 0) -> PartialDate:
        """The date so much later or earlier, at the same precision; the end of a month stays in its month."""
        moved = _months_later(self.first, 12 * years + months) + timedelta(days=days)
        if self.quarter:
            return PartialDate(moved.year, quarter=(moved.month + 2) // 3)
        return PartialDate(moved.year, moved.month if self.month else None, moved.day if self.day else None)

    @property
    def words(self) -> str:
        """As a person writes it: `2016`, `Q3 2016`, `Sep 2016`, `14 Sep 2016`."""
        if self.quarter:
            return f"Q{self.quarter} {self.year}"
        month = f"{_MONTHS[self.month - 1]} " if self.month else ""
        return f"{f'{self.day} ' if self.day else ''}{month}{self.year}"

    def __str__(self) -> str:
        if self.quarter:
            return f"{self.year:04}-Q{self.quarter}"
        month = f"-{self.month:02}" if self.month else ""
        day = f"-{self.day:02}" if self.day else ""
        return f"{self.year:04}{month}{day}"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Read from its text, written as its text."""
        return core_schema.no_info_plain_validator_function(
            cls._validated, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def _validated(cls, value: object) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, date):
            return cls.of(value)
        if isinstance(value, str):
            return cls.parse(value)
        raise ValueError("a date is text such as 2027, 2027-Q1, 2027-03 or 2027-03-14")


@lru_cache(maxsize=8192)  # a career names the same days over and over
def _parsed(text: str) -> PartialDate:
    match = _ISO.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{short(text)!r} is not a date: write 2027, 2027-Q1, 2027-03 or 2027-03-14")
    return PartialDate(**{name: int(value) for name, value in match.groupdict().items() if value})


def _months_later(day: date, months: int) -> date:
    """The same day of another month, or its last where it is shorter.

    Raises:
        ValueError: when no calendar reaches that far.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:  # noqa: PLR2004 - what datetime.date can hold
        raise ValueError(f"the year {year} is not between 1 and 9999")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def length_in_words(first: date, last: date) -> str:
    """How long from one day to another, in the two largest units: `2 years 9 months`, `3 weeks`."""
    first, last = min(first, last), max(first, last)
    whole = (last.year - first.year) * 12 + last.month - first.month
    years, months = divmod(whole - (_months_later(first, whole) > last), 12)
    days = (last - first).days
    if years or months:
        parts = [(years, "year"), (months, "month")]
    else:
        parts = [(days // 7, "week")] if days >= 14 else [(days, "day")]  # noqa: PLR2004
    said = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count]
    return " ".join(said) or "0 days"


def ago_in_words(day: date, today: date) -> str:
    """How far a day lies from today: `today`, `3 weeks ago`, `in 2 months`."""
    if day == today:
        return "today"
    if abs((day - today).days) == 1:
        return "yesterday" if day < today else "tomorrow"
    first, last = min(day, today), max(day, today)
    amount = " ".join(length_in_words(first, last).split(" ")[:2])
    return f"{amount} ago" if day < today else f"in {amount}"
