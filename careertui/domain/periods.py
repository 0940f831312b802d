"""The stretches that reviews look back on: weeks from Monday to Sunday, quarters and years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from careertui.domain.partial_date import PartialDate

if TYPE_CHECKING:  # a review is called by its period
    from careertui.domain.review import Review

Period = Literal["week", "quarter", "year"]
PERIODS: tuple[Period, ...] = get_args(Period)
"""The shortest first."""
_QUARTER_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Span:
    """One week, quarter or year.

    Attributes:
        period: which of these it is.
        first: its first day.
        last: its last day.
    """

    period: Period
    first: date
    last: date

    @property
    def of(self) -> PartialDate:
        """What a review of it keeps in its field of that name."""
        return PartialDate.of(self.first)

    @property
    def key(self) -> str:
        """Names it among all spans: `week-2026-11-16`."""
        return f"{self.period}-{self.first.isoformat()}"

    @property
    def words(self) -> str:
        """As a person says it: `the week of 16 Nov 2026`, `Q4 2026`, `2026`."""
        if self.period == "week":
            return f"the week of {PartialDate.of(self.first).words}"
        return self._partial.words

    @property
    def title(self) -> str:
        """The same, as a heading: `Week of 16 Nov 2026`."""
        return self.words.replace("the w", "W", 1)

    @property
    def before(self) -> Span:
        """The one that ends the day before."""
        return span_of(self.period, self.first - timedelta(days=1))

    @property
    def after(self) -> Span:
        """The one that begins the day after."""
        return span_of(self.period, self.last + timedelta(days=1))

    @property
    def months(self) -> tuple[PartialDate, ...]:
        """The calendar months that begin in it."""
        return tuple(
            PartialDate(year, month)
            for year in range(self.first.year, self.last.year + 1)
            for month in range(1, 13)
            if self.first <= date(year, month, 1) <= self.last
        )

    @property
    def _partial(self) -> PartialDate:
        if self.period == "quarter":
            return PartialDate(self.first.year, quarter=(self.first.month + 2) // _QUARTER_MONTHS)
        return PartialDate(self.first.year)

    def holds(self, when: PartialDate | None) -> bool:
        """Whether all of a date lies in it: a talk of `2026-11` belongs to its quarter, and to no week."""
        return when is not None and self.first <= when.first and when.last <= self.last


def span_of(period: Period, day: date) -> Span:
    """The week, quarter or year that a day belongs to."""
    return _SPAN_OF[period](day)


def span_of_review(review: Review) -> Span:
    """What a review looks back on, whichever of its days the review names."""
    return span_of(review.period, review.of.first)


def _week(day: date) -> Span:
    monday = day - timedelta(days=day.weekday())
    return Span("week", monday, monday + timedelta(days=6))


def _quarter(day: date) -> Span:
    quarter = PartialDate(day.year, quarter=(day.month + 2) // _QUARTER_MONTHS)
    return Span("quarter", quarter.first, quarter.last)


def _year(day: date) -> Span:
    return Span("year", date(day.year, 1, 1), date(day.year, 12, 31))


_SPAN_OF: Mapping[Period, Callable[[date], Span]] = MappingProxyType(
    {"week": _week, "quarter": _quarter, "year": _year}
)
