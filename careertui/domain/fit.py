"""How well a job fits what the person wants of their work, by what counted for them at the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from careertui.domain.career import Career
from careertui.domain.job import Job
from careertui.domain.stones import stay
from careertui.domain.vision import Value

BEST_FIT = 5


@dataclass(frozen=True, slots=True)
class YearlyFit:
    """How well a job fitted in a calendar year, from 1 (little) to 5 (all one could want)."""

    year: int
    fit: float


def weight_on(value: Value, day: date) -> int:
    """The weight a value had on a day: that of the latest weighing whose date had begun.

    Before the first weighing it is that of the first, since nobody has said otherwise; of a value that was
    never weighed it is the one it has.
    """
    weighings = sorted(value.weighings, key=lambda weighing: weighing.on.sort_key)
    begun = [weighing.weight for weighing in weighings if weighing.on.first <= day]
    first = [weighing.weight for weighing in weighings[:1]]
    return (begun[-1:] or first or [value.weight])[0]


def scored(career: Career, job: Job) -> tuple[tuple[Value, int], ...]:
    """The values that a job was held against and how well it fits each, the weightiest now first.

    Archived values are left out: they are no longer what the person measures with.
    """
    found = [(value, job.values_fit[value.id]) for value in career.all(Value) if value.id in job.values_fit]
    return tuple(sorted(found, key=lambda pair: -pair[0].weight))


def fit_on(career: Career, job: Job, day: date) -> float | None:
    """The mean of a job's fits, each counted as often as its value weighed on a day; None without fits.

    With craft weighing 5 and fitting 2, and people weighing 1 and fitting 5: (5·2 + 1·5) / 6 = 2.5.
    """
    pairs = [(weight_on(value, day), fit) for value, fit in scored(career, job)]
    if not pairs:
        return None
    return sum(weight * fit for weight, fit in pairs) / sum(weight for weight, _ in pairs)


def fit_of(career: Career, job: Job, today: date) -> float | None:
    """How well a job fitted on its last day; today where it goes on, lies ahead or has no dates."""
    lasted = stay(job, today)
    return fit_on(career, job, lasted[1] if lasted else today)


def fit_by_year(career: Career, job: Job, today: date) -> tuple[YearlyFit, ...]:
    """How well a job fitted in each calendar year of it, by the weights on its last day in that year.

    Nothing for a job without fits, without a start, or not begun.
    """
    lasted = stay(job, today)
    if lasted is None:
        return ()
    first, last = lasted
    found = []
    for year in range(first.year, last.year + 1):
        fit = fit_on(career, job, min(last, date(year, 12, 31)))
        if fit is not None:
            found.append(YearlyFit(year, fit))
    return tuple(found)
