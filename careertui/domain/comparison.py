"""A job beside the ones before it: the four quarters, how long, and how well it fitted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from careertui.domain.career import Career
from careertui.domain.fit import fit_of
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate, length_in_words
from careertui.domain.stones import Stone, job_order, path_of, stay, stone_of, stones


@dataclass(frozen=True, slots=True)
class Compared:
    """A job in a comparison.

    Attributes:
        stone: what it left behind.
        days: how many days it has lasted, the first and last among them; None where nobody knows.
        fit: how well it fitted the person's values, 1 to 5; None where nobody said.
    """

    stone: Stone
    days: int | None
    fit: float | None

    @property
    def job(self) -> Job:
        """The job."""
        return self.stone.job


def compared(career: Career, job: Job, today: date) -> tuple[Compared, ...]:
    """The jobs that began before one, as `job_order` has them, and that one last.

    They are of its own path: work, studies or volunteering. What is merely planned before it has left
    nothing yet, and is left out.
    """
    order = [other for other in job_order(career) if path_of(other) is path_of(job)]
    place = next((place for place, other in enumerate(order) if other.id == job.id), 0)
    before = [other for other in order[:place] if not other.planned]
    left = career.derived(stones, today)
    return tuple(
        Compared(
            left.get(one.id) or stone_of(career, one, today), _days(one, today), fit_of(career, one, today)
        )
        for one in (*before, job)
    )


def _days(job: Job, today: date) -> int | None:
    lasted = stay(job, today)
    return (lasted[1] - lasted[0]).days + 1 if lasted else None


def lasted_in_words(job: Job, today: date) -> str:
    """How long a job has lasted, no more precisely than its dates are known; empty where nobody knows."""
    if job.planned or job.start is None or job.start.first > today:
        return ""
    return _lasted(job.start, job.end or PartialDate.of(today))


def _lasted(start: PartialDate, end: PartialDate) -> str:
    """How long it was; about how many years where only a year is known of one end."""
    if all(when.month or when.quarter for when in (start, end)):
        return length_in_words(start.first, end.last)
    years = end.year - start.year
    return f"about {years} year{'' if years == 1 else 's'}" if years else ""
