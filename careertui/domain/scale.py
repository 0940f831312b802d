"""The scale at which a life line is seen: how days fall into cells, and the ticks above them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

ZOOMS = ("20 years", "5 years", "year", "quarter")
"""How much of the life line is seen at once, widest first."""

_DAYS_SEEN: Mapping[str, float] = {"20 years": 7305, "5 years": 1826.25, "year": 365.25, "quarter": 91.3125}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TICK_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""How many months may lie between two ticks."""
_DAYS_IN_MONTH = 30.4375
_SHORTEST_TICK = 4
"""Cells: a label of two letters and the two spaces after it."""

Tick = tuple[int, str, bool]
"""A cell, the label that begins there, and whether a year begins there."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How days fall into cells.

    Attributes:
        start: the first day of cell 0.
        days_per_cell: how many days a cell holds; above 0, and under 1 when a day takes several cells.
    """

    start: date
    days_per_cell: float

    @classmethod
    def fit(cls, zoom: str, width: int, centre: date) -> Scale:
        """The scale at which `width` cells show as much time as the zoom says, this day in their middle.

        Raises:
            KeyError: when the zoom is not one of `ZOOMS`.
        """
        seen = _DAYS_SEEN[zoom]
        return cls(_days_after(centre, -int(seen / 2)), seen / max(width, 1))

    def cell(self, day: date) -> int:
        """The cell a day begins in; negative before the start."""
        days, per = self.days_per_cell.as_integer_ratio()  # whole numbers, so that `day` is an exact inverse
        return (day - self.start).days * per // days

    def day(self, cell: int) -> date:
        """The first day that begins in a cell or after it, within what the calendar holds."""
        days, per = self.days_per_cell.as_integer_ratio()
        return _days_after(self.start, -(-cell * days // per))

    def ticks(self, width: int) -> tuple[Tick, ...]:
        """The labels over `width` cells, left to right, as dense as they go with two spaces between any two.

        Years, quarters or months, as the scale allows; a year's first label is the year. When no year
        begins in sight, the first label says which it is.
        """
        for months in _TICK_MONTHS:
            if months * _DAYS_IN_MONTH < _SHORTEST_TICK * self.days_per_cell:
                continue
            ticks = self._ticks_every(months, width)
            if all(left[0] + len(left[1]) + 2 <= right[0] for left, right in pairwise(ticks)):
                return ticks
        return ()

    def _ticks_every(self, months: int, width: int) -> tuple[Tick, ...]:
        found = [
            (year, (self.cell(date(year, month, 1)), _tick_label(year, month, months), month == 1))
            for year, month in self._beginnings(months, width)
        ]
        ticks = _within(width, [tick for _, tick in found])
        if ticks and not any(is_year for *_, is_year in ticks):
            cell, label, _ = ticks[0]
            ticks = _within(width, [(cell, f"{label} {found[0][0]}", False), *ticks[1:]])
        return tuple(ticks)

    def _beginnings(self, months: int, width: int) -> Iterator[tuple[int, int]]:
        """The years and months in sight on whose first day a stretch of so many months begins."""
        count = -(-(self.start.year * 12 + self.start.month - 1) // months) * months
        while count < 12 * (date.max.year + 1):
            year, month = count // 12, count % 12 + 1
            cell = self.cell(date(year, month, 1))
            if cell >= width:
                return
            if cell >= 0:
                yield year, month
            count += months


def _tick_label(year: int, month: int, months: int) -> str:
    """The label of a tick, where so many months lie between two."""
    if month == 1:
        return str(year)
    return f"Q{month // 3 + 1}" if months == 3 else _MONTHS[month - 1]  # noqa: PLR2004 - a quarter


def _within(width: int, ticks: Sequence[Tick]) -> list[Tick]:
    """The ticks whose label ends before the line does."""
    return [tick for tick in ticks if tick[0] + len(tick[1]) <= width]


def _days_after(day: date, days: int) -> date:
    """So many days later, or the first or last day of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))
