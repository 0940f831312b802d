"""How well a job fits the person's values, by the weights in force at the time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from careertui.domain.career import Records
from careertui.domain.comparison import compared, lasted_in_words
from careertui.domain.fit import fit_by_year, fit_of, fit_on, weight_on
from careertui.domain.identity import id_of_number
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.vision import Value, Weighing

TODAY = date(2026, 11, 22)
CRAFT_ID, PEOPLE_ID, JOB_ID = (id_of_number(number) for number in range(1, 4))


def value(id_: str, name: str, *weighings: tuple[str, int], weight: int = 3) -> Value:
    """A value, weighed so on these dates."""
    weighed = tuple(Weighing(on=PartialDate.parse(on), weight=given) for on, given in weighings)
    return Value(id=id_, name=name, weight=weighed[-1].weight if weighed else weight, weighings=weighed)


CRAFT = value(CRAFT_ID, "craft", ("2016", 2), ("2018-07", 5))
PEOPLE = value(PEOPLE_ID, "people", weight=3)


def job(start: str = "2016-06", end: str = "2019-03", **fields: Any) -> Job:
    """A job that fits craft a little and people in full."""
    fits = {CRAFT_ID: 2, PEOPLE_ID: 5}
    said = {"id": JOB_ID, "title": "Support", "start": start, "end": end, "values_fit": fits, **fields}
    return Job.model_validate(said)


@pytest.mark.parametrize(
    ("day", "weight"),
    [
        (date(2015, 1, 1), 2),  # before it was first weighed
        (date(2016, 1, 1), 2),
        (date(2018, 6, 30), 2),
        (date(2018, 7, 1), 5),
        (date(2026, 11, 22), 5),
    ],
)
def test_a_weight_holds_from_the_day_its_date_begins(day: date, weight: int) -> None:
    """And the first one before that, too."""
    assert weight_on(CRAFT, day) == weight
    assert weight_on(PEOPLE, day) == 3


def test_the_fit_is_the_mean_weighted_by_what_counted_on_the_day() -> None:
    """Craft 2 and people 3: (2·2 + 3·5) / 5 = 3.8; with craft at 5: (5·2 + 3·5) / 8 = 3.125."""
    career = Records([CRAFT, PEOPLE])
    assert fit_on(career, job(), date(2017, 1, 1)) == pytest.approx(3.8)
    assert fit_on(career, job(), date(2019, 1, 1)) == pytest.approx(3.125)


def test_each_year_of_a_job_is_measured_on_its_last_day_of_the_job() -> None:
    """From June 2016 to March 2019; the weight changed within 2018."""
    years = fit_by_year(Records([CRAFT, PEOPLE]), job(), TODAY)
    assert [one.year for one in years] == [2016, 2017, 2018, 2019]
    assert [one.fit for one in years] == pytest.approx([3.8, 3.8, 3.125, 3.125])


def test_a_job_that_ended_before_a_weight_changed_is_measured_with_the_one_before() -> None:
    """It ended in June 2018, and craft began to count in July; today would say 3.125."""
    career = Records([CRAFT, PEOPLE])
    ended = job(end="2018-06")
    assert fit_of(career, ended, TODAY) == pytest.approx(3.8)
    assert [one.fit for one in fit_by_year(career, ended, TODAY)] == pytest.approx([3.8, 3.8, 3.8])


def test_a_job_that_goes_on_or_lies_ahead_is_measured_today() -> None:
    """What is planned has no years yet."""
    career = Records([CRAFT, PEOPLE])
    assert fit_of(career, job(end=""), TODAY) == pytest.approx(3.125)
    assert fit_by_year(career, job(end=""), TODAY)[-1].year == 2026
    ahead = job(start="2028", end="", planned=True)
    assert fit_of(career, ahead, TODAY) == pytest.approx(3.125)
    assert fit_by_year(career, ahead, TODAY) == ()


def test_nothing_is_made_of_fits_that_nobody_gave() -> None:
    """Nor of a value that was put away or is gone: people alone is left, which fits in full."""
    put_away = CRAFT.model_copy(update={"archived": datetime(2026, 1, 1, tzinfo=UTC)})
    assert fit_of(Records([CRAFT, PEOPLE]), job(values_fit={}), TODAY) is None
    assert fit_by_year(Records([CRAFT, PEOPLE]), job(values_fit={}), TODAY) == ()
    assert fit_of(Records([put_away, PEOPLE]), job(), TODAY) == 5
    assert fit_of(Records([PEOPLE]), job(), TODAY) == 5


# --- beside the others ------------------------------------------------------------------------------


def held(number: int, start: str, end: str = "", **fields: Any) -> Job:
    """A job by its number and dates."""
    said = {"id": id_of_number(number), "title": f"Job {number}", "start": start, "end": end, **fields}
    return Job.model_validate(said)


def test_a_job_is_compared_with_the_jobs_that_began_before_it() -> None:
    """In their order, itself last; not with studies, plans, or what came after. April 2019 has 30 days."""
    jobs = [
        held(11, "2016", "2018", knowledge=("how banks settle",)),
        held(12, "2014-01-01", "2015-12-31"),
        held(13, "2015", "2017", kind="education"),
        held(14, "2017", planned=True),
        held(15, "2019-04", "2019-04"),
        held(16, "2020"),
    ]
    beside = compared(Records(jobs), jobs[4], TODAY)
    assert [one.job.title for one in beside] == ["Job 12", "Job 11", "Job 15"]
    assert [one.stone.filled for one in beside] == [0, 1, 0]
    assert [one.days for one in beside] == [730, 1096, 30]
    assert [one.fit for one in beside] == [None, None, None]


def test_a_study_is_compared_with_studies_and_an_archived_job_stands_alone() -> None:
    """It is no stone of the path any more."""
    school, degree = (held(number, f"20{number}", kind="education") for number in (11, 13))
    assert [one.job for one in compared(Records([school, held(12, "2012"), degree]), degree, TODAY)] == [
        school,
        degree,
    ]
    away = held(15, "2015", archived=datetime(2026, 1, 1, tzinfo=UTC))
    assert [one.job for one in compared(Records([school, held(12, "2012"), away]), away, TODAY)] == [away]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2016-06", "2019-03", "2 years 9 months"),
        ("2001", "2004-06", "about 3 years"),
        ("2026-09", "", "2 months"),
        ("2027", "", ""),
        ("", "2004", ""),
    ],
)
def test_how_long_a_job_lasted_is_told_no_more_precisely_than_it_is_known(
    start: str, end: str, words: str
) -> None:
    """And not at all where nobody knows."""
    assert lasted_in_words(held(11, start, end), TODAY) == words
