"""What the record says about the six practices: months, what moved, streaks, and the headline."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import NamedTuple

from careertui.domain.career import Career, board_of
from careertui.domain.index import Lasting, Memo
from careertui.domain.practices.evidence import Evidence, Ground, Practice, evidence_by_day
from careertui.domain.practices.next_steps import next_step
from careertui.domain.practices.streaks import streak_of_weeks, weeks_of
from careertui.domain.thresholds import USUAL, Thresholds

MONTHS_SHOWN = 12
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six")


@dataclass(frozen=True, slots=True)
class PracticeReport:
    """What the record says about one practice.

    Attributes:
        practice: which.
        by_day: its evidence by the day it counts on, the oldest day first.
        months: how many pieces of evidence in each of the last twelve calendar months, this month last.
        last_moved: the day of the latest; None when there is none.
        moved: whether that is recent, by default within the last 90 days.
        moved_before: whether it would have been called so as many days ago, on the evidence until then.
        quiet: whether the latest is so long ago that the practice is called quiet; never without any.
        weeks: the numbers of the weeks in which it has evidence.
        streak: its weekly streak; see `streaks.weekly_streak`.
        next_step: the smallest next step; empty when the records offer none.
        next_id: the record it comes from; empty with it.
    """

    practice: Practice
    by_day: dict[date, Collection[Evidence]]
    months: tuple[int, ...]
    last_moved: date | None
    moved: bool
    moved_before: bool
    quiet: bool
    weeks: frozenset[int]
    streak: int
    next_step: str
    next_id: str

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All of it, oldest first."""
        return tuple(piece for pieces in self.by_day.values() for piece in pieces)


def practices(career: Career, today: date, thresholds: Thresholds = USUAL) -> tuple[PracticeReport, ...]:
    """What the record says about each of the six practices, in their order."""
    by_day = career.derived(_in_order, Ground(today, board_of(career).done_keys))
    return tuple(_report(practice, by_day.of(practice), career, today, thresholds) for practice in Practice)


class _InOrder(Lasting):
    """The evidence of each practice by day, the oldest day first; what has changed is put in its place."""

    def __init__(self, career: Career, ground: Ground) -> None:
        self._ground = ground
        index = evidence_by_day(career, ground.today)
        self._seen = len(index.touched)
        self._by_day: dict[Practice, dict[date, Collection[Evidence]]] = {one: {} for one in Practice}
        for practice, day in sorted(index):
            self._by_day[practice][day] = index.of((practice, day))

    def of(self, practice: Practice) -> dict[date, Collection[Evidence]]:
        """The evidence of a practice; it stays as it is when records change."""
        return self._by_day[practice]

    def keep_up(self, career: Career) -> None:
        """Read those days anew of which something else is said."""
        index = evidence_by_day(career, self._ground.today)
        touched = set(index.touched[self._seen :])
        self._seen = len(index.touched)
        for practice in {practice for practice, _ in touched}:
            before = self._by_day[practice]
            days = before | {day: index.of((practice, day)) for of, day in touched if of is practice}
            for day in [day for of, day in touched if of is practice and not days[day]]:
                del days[day]
            if days.keys() <= before.keys():
                self._by_day[practice] = days
            else:
                self._by_day[practice] = dict(sorted(days.items(), key=itemgetter(0)))


def _in_order(career: Career, ground: Ground) -> _InOrder:
    return _InOrder(career, ground)


def streak_of_all(reports: Iterable[PracticeReport], today: date) -> int:
    """The weekly streak of all practices together: a week counts when any of them has evidence in it."""
    return streak_of_weeks(frozenset[int]().union(*(report.weeks for report in reports)), today)


def headline(reports: Sequence[PracticeReport], thresholds: Thresholds = USUAL) -> str:
    """The answer in one line: `4 of 6 practices moved in the last 90 days`."""
    moved = sum(report.moved for report in reports)
    return f"{moved} of {len(reports)} practices moved in the last {_days(thresholds)}"


def compared(reports: Sequence[PracticeReport], thresholds: Thresholds = USUAL) -> str:
    """How that compares with as many days before: `one more than in the 90 days before`.

    Then is counted as it would have been on that day, on the evidence until then. Empty where neither has
    anything to compare.
    """
    now = sum(report.moved for report in reports)
    before = sum(report.moved_before for report in reports)
    if not now and not before:
        return ""
    if now == before:
        return f"as many as in the {_days(thresholds)} before"
    difference = _NUMBERS[abs(now - before)]
    return f"{difference} {'more' if now > before else 'fewer'} than in the {_days(thresholds)} before"


def briefly(change: str) -> str:
    """The same in fewer words: `one more than before`."""
    begun, _, _ = change.partition(" in the ")
    return f"{begun} before" if change else ""


def _days(thresholds: Thresholds) -> str:
    return "day" if thresholds.recent_days == 1 else f"{thresholds.recent_days} days"


def _report(
    practice: Practice,
    by_day: dict[date, Collection[Evidence]],
    career: Career,
    today: date,
    thresholds: Thresholds,
) -> PracticeReport:
    known = career.derived(_known_counts, today)
    counted = known.get(practice, by_day, None) or known.put(practice, by_day, None, _count(by_day, today))
    days = counted.days
    last_moved = days[-1] if days else None
    step = next_step(practice, career, today, thresholds)
    recent = thresholds.recent_days
    return PracticeReport(
        practice=practice,
        by_day=by_day,
        months=counted.months,
        last_moved=last_moved,
        moved=_is_recent(days, today, recent),
        moved_before=_is_recent(days, today - timedelta(days=recent), recent),
        quiet=last_moved is not None and (today - last_moved).days >= thresholds.quiet_days,
        weeks=counted.weeks,
        streak=counted.streak,
        next_step=step.what,
        next_id=step.record_id,
    )


class _Counted(NamedTuple):
    """The days that a practice has evidence on, in their order, and what is counted of them."""

    days: tuple[date, ...]
    months: tuple[int, ...]
    weeks: frozenset[int]
    streak: int


def _known_counts(_career: Career, _today: date) -> Memo[_Counted]:
    """What is counted of each practice, for as long as it has the evidence it had."""
    return Memo()


def _count(by_day: dict[date, Collection[Evidence]], today: date) -> _Counted:
    weeks = weeks_of(by_day, today)
    return _Counted(tuple(by_day), _by_month(by_day, today), weeks, streak_of_weeks(weeks, today))


def _is_recent(days: Sequence[date], on: date, most: int) -> bool:
    """Whether the latest of the days, in their order, that had come on a day was then at most so old."""
    place = bisect_right(days, on)
    return place > 0 and (on - days[place - 1]).days <= most


def _by_month(by_day: dict[date, Collection[Evidence]], today: date) -> tuple[int, ...]:
    counts = [0] * MONTHS_SHOWN
    for day in reversed(by_day):
        months_ago = (today.year - day.year) * 12 + today.month - day.month
        if months_ago >= MONTHS_SHOWN:
            break
        counts[-1 - months_ago] += len(by_day[day])
    return tuple(counts)
