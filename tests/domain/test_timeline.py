"""The life line: where each record stands in time, and how time falls into cells."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careertui.domain.career import Records
from careertui.domain.contact import Interaction
from careertui.domain.identity import id_of_number
from careertui.domain.job import Job
from careertui.domain.kinds import kind_named, make
from careertui.domain.marks import collapse
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.scale import ZOOMS, Scale
from careertui.domain.timeline import Lane, Span, Timeline, timeline

TODAY = date(2026, 11, 22)


def job(number: int, start: str, end: str = "", organisation: str = "", **fields: Any) -> Job:
    """A job by its number, dates and organisation."""
    said = {"start": start, "end": end, "organisation": organisation, **fields}
    return make(Job, {"id": id_of_number(number), "title": f"Job {number}", **said})


def a(kind: str, number: int, /, **fields: Any) -> Record:
    """A record of this kind, from its fields as the file has them."""
    return make(kind_named(kind), {"id": id_of_number(number), **fields})


def laid_out(*records: Record) -> Timeline:
    """The career of these records."""
    return timeline(Records(records), TODAY)


def job_spans(*jobs: Job) -> dict[int, Span]:
    """The spans of these jobs, by number."""
    spans = {span.record_id: span for span in laid_out(*jobs).lanes[Lane.JOBS]}
    return {number: spans[id_of_number(number)] for number in range(1, 100) if id_of_number(number) in spans}


# --- jobs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2016-06", "2019-03", date(2016, 6, 1), date(2019, 3, 31)),
        ("2016", "2019", date(2016, 1, 1), date(2019, 12, 31)),
        ("2016-06-14", "2019-03-15", date(2016, 6, 14), date(2019, 3, 15)),
        ("2016", "2026", date(2016, 1, 1), TODAY),  # ended, so not beyond today
        ("2016", "2027-06", date(2016, 1, 1), date(2027, 6, 30)),  # a contract that ends then
        ("2016", "2016", date(2016, 1, 1), date(2016, 12, 31)),
    ],
)
def test_a_job_is_drawn_over_all_the_days_its_dates_may_cover(
    start: str, end: str, first: date, last: date
) -> None:
    """From the first day of its start to the last of its end."""
    span = job_spans(job(1, start, end))[1]
    assert (span.first, span.last) == (first, last)
    assert (span.open_start, span.open_end, span.planned) == (False, False, False)


def test_a_job_without_an_end_goes_on_to_today() -> None:
    """It is open, and says so."""
    span = job_spans(job(1, "2019-04"))[1]
    assert (span.last, span.open_end, span.planned) == (TODAY, True, False)


def test_a_job_known_only_by_its_end_is_open_at_its_start() -> None:
    """It stands where it ended."""
    span = job_spans(job(1, "", "2015"))[1]
    assert (span.first, span.last, span.open_start) == (date(2015, 1, 1), date(2015, 12, 31), True)


def test_a_planned_job_is_drawn_as_far_as_it_is_known() -> None:
    """A job that begins after today is planned, whether or not it says so."""
    spans = job_spans(job(1, "2027", planned=True), job(2, "2027-03", "2030"))
    assert (spans[1].first, spans[1].last) == (date(2027, 1, 1), date(2027, 12, 31))
    assert (spans[1].planned, spans[1].open_end) == (True, True)
    assert (spans[2].last, spans[2].planned, spans[2].open_end) == (date(2030, 12, 31), True, False)


def test_a_job_without_dates_is_listed_and_not_drawn() -> None:
    """Nor is an archived one, which is not listed either."""
    archived = job(2, "2016", archived=datetime(2026, 11, 1, tzinfo=UTC))
    found = laid_out(job(1, ""), archived)
    assert found.lanes[Lane.JOBS] == ()
    assert found.undated == (job(1, ""),)


def test_a_job_carries_its_title_and_the_quarters_of_its_stone() -> None:
    """The mark of a job is a stone."""
    span = job_spans(job(1, "2016", "2019", "Acme", knowledge=["outages"]))[1]
    assert (span.label, span.mark, span.filled, span.lane) == ("Job 1", "stone", 1, Lane.JOBS)


def rows(*jobs: Job) -> list[int]:
    """The row of each job, in the order given."""
    spans = {span.record_id: span.row for span in laid_out(*jobs).lanes[Lane.JOBS]}
    return [spans[one.id] for one in jobs]


@pytest.mark.parametrize(
    ("jobs", "expected"),
    [
        # one after another
        ([job(1, "2014", "2015"), job(2, "2016", "2018"), job(3, "2019")], [0, 0, 0]),
        # overlapping ones stack, and the third finds the first row free again
        ([job(1, "2014-01", "2016-06"), job(2, "2016-03", "2018-12"), job(3, "2016-07")], [0, 1, 0]),
        # the month or year in which one ends and the next begins is no overlap
        ([job(1, "2014-01", "2016-06"), job(2, "2016-06", "2019")], [0, 0]),
        ([job(1, "2014", "2016"), job(2, "2016", "2019")], [0, 0]),
        ([job(1, "2014", "2016-03-31"), job(2, "2016", "2019")], [0, 0]),
        # unless the one would lie wholly within the other's date
        ([job(1, "2016", "2016"), job(2, "2016", "2019")], [0, 1]),
        # a plan after the present job stands on its row
        ([job(1, "2019"), job(2, "2028", planned=True)], [0, 0]),
        # the next role at Acme keeps its row, though Bolt began a day sooner
        (
            [
                job(1, "2010", "2012-06-30", "Acme"),
                job(2, "2012-07-01", "2013", "Bolt"),
                job(3, "2012-07-02", "2015", "ACME"),
            ],
            [0, 1, 0],
        ),
        # as does one planned where the person is now
        (
            [
                job(1, "2019", "", "Acme"),
                job(2, "2028", "", "Bolt", planned=True),
                job(3, "2029", "", "Acme", planned=True),
            ],
            [0, 1, 0],
        ),
        # but nobody keeps a row free for somebody who comes back years later
        (
            [job(1, "2010", "2012", "Acme"), job(2, "2013", "2015", "Bolt"), job(3, "2017", "", "Acme")],
            [0, 0, 0],
        ),
    ],
)
def test_jobs_that_overlap_stack_and_roles_that_follow_keep_their_row(
    jobs: list[Job], expected: list[int]
) -> None:
    """Each example with the row of each job."""
    assert rows(*jobs) == expected


@pytest.mark.parametrize(
    ("end", "start", "last", "first"),
    [
        ("2016-06", "2016-06", date(2016, 5, 31), date(2016, 6, 1)),
        ("2016", "2016", date(2015, 12, 31), date(2016, 1, 1)),
        ("2016", "2016-06", date(2016, 5, 31), date(2016, 6, 1)),
        ("2016-06", "2016", date(2016, 5, 31), date(2016, 6, 1)),
        ("2016-05", "2016-06", date(2016, 5, 31), date(2016, 6, 1)),
    ],
)
def test_jobs_that_share_a_date_meet_where_the_more_precise_one_begins(
    end: str, start: str, last: date, first: date
) -> None:
    """On one row neither covers the other."""
    spans = job_spans(job(1, "2014", end), job(2, start, "2019"))
    assert (spans[1].last, spans[2].first) == (last, first)


_days = st.dates(date(2000, 1, 1), date(2032, 12, 31))
_partial = st.one_of(
    st.builds(PartialDate.of, _days),
    st.builds(lambda day: PartialDate(day.year, day.month), _days),
    st.builds(lambda day: PartialDate(day.year), _days),
)


def test_studies_and_volunteering_have_rows_below_the_work_they_are_beside() -> None:
    """Though there is room for a degree between two jobs; a break stands between them."""
    degree = job(1, "2012", "2014", kind="education")
    club = job(2, "2015", "2016", kind="volunteer")
    pause = job(3, "2014", "2014", kind="break")
    assert rows(job(4, "2010", "2011"), degree, pause, club, job(5, "2015")) == [0, 1, 0, 1, 0]


@st.composite
def jobs(draw: st.DrawFn) -> list[Job]:
    """Jobs with dates of any precision, at few organisations, so that they meet often."""
    found = []
    for number in range(1, draw(st.integers(1, 9)) + 1):
        start, end = draw(_partial), draw(st.none() | _partial)
        if end is not None and end.is_before(start):
            start, end = end, start
        organisation = draw(st.sampled_from(["", "Acme", "Bolt"]))
        found.append(
            Job(id=id_of_number(number), title="Job", start=start, end=end, organisation=organisation)
        )
    return found


@given(jobs())
def test_jobs_never_overlap_within_a_row_and_stay_within_their_dates(some: list[Job]) -> None:
    """Every job has a row, rows are numbered without a gap, and no day is invented."""
    found = laid_out(*some)
    spans = found.lanes[Lane.JOBS]
    assert sorted(span.record_id for span in spans) == sorted(one.id for one in some)
    assert {span.row for span in spans} == set(range(found.rows(Lane.JOBS)))
    for row in range(found.rows(Lane.JOBS)):
        line = sorted((span for span in spans if span.row == row), key=lambda span: span.first)
        assert all(before.last < after.first for before, after in pairwise(line))
    by_id = {one.id: one for one in some}
    for span in spans:
        start, end = by_id[span.record_id].start, by_id[span.record_id].end
        assert start is not None
        assert start.first <= span.first <= span.last
        assert span.last <= (end.last if end else max(TODAY, start.last))
        assert found.first <= span.first
        assert span.last <= found.last


# --- the other lanes --------------------------------------------------------------------------------

DONE = {"column": "done", "history": [{"column": "done", "at": "2026-11"}]}


@pytest.mark.parametrize(
    ("kind", "fields", "lane", "mark", "planned", "first", "last"),
    [
        (
            "goal",
            {"title": "X", "kind": "learning", **DONE},
            Lane.LEARNING,
            "learning",
            False,
            "2026-11-01",
            "2026-11-22",
        ),
        (
            "goal",
            {"title": "X", "kind": "learning", "due": "2027"},
            Lane.LEARNING,
            "learning",
            True,
            "2027-01-01",
            "2027-12-31",
        ),
        (
            "goal",
            {"title": "X", "due": "2020", **DONE},
            Lane.GOALS,
            "done",
            False,
            "2026-11-01",
            "2026-11-22",
        ),
        ("goal", {"title": "X", "due": "2026-12"}, Lane.GOALS, "planned", True, "2026-12-01", "2026-12-31"),
        (
            "challenge",
            {
                "title": "X",
                "status": "overcome",
                "started": "2019",
                "ended": "2021",
                "attempts": [{"on": "2020"}],
            },
            Lane.CHALLENGES,
            "challenge",
            False,
            "2021-01-01",
            "2021-12-31",
        ),
        (
            "challenge",
            {
                "title": "X",
                "status": "attempting",
                "started": "2019",
                "attempts": [{"on": "2021"}, {"on": "2020"}],
            },
            Lane.CHALLENGES,
            "challenge",
            False,
            "2021-01-01",
            "2021-12-31",
        ),
        (
            "challenge",
            {"title": "X", "status": "attempting", "started": "2026"},
            Lane.CHALLENGES,
            "challenge",
            False,
            "2026-01-01",
            "2026-11-22",
        ),
        (
            "challenge",
            {"title": "X", "status": "accepted", "started": "2026"},
            Lane.CHALLENGES,
            "challenge",
            True,
            "2026-01-01",
            "2026-12-31",
        ),
        (
            "challenge",
            {"title": "X", "status": "attempting", "started": "2027"},
            Lane.CHALLENGES,
            "challenge",
            True,
            "2027-01-01",
            "2027-12-31",
        ),
        (
            "vision",
            {"title": "X", "target_year": 2031},
            Lane.VISION,
            "vision",
            True,
            "2031-01-01",
            "2031-12-31",
        ),
        ("vision", {"title": "X", "horizon": 10}, Lane.VISION, "vision", True, "2036-01-01", "2036-12-31"),
        (
            "vision",
            {"title": "X", "target_year": 2020, "status": "reached"},
            Lane.VISION,
            "vision",
            False,
            "2020-01-01",
            "2020-12-31",
        ),
    ],
)
def test_each_record_stands_in_its_lane_at_its_date(
    kind: str, fields: dict[str, Any], lane: Lane, mark: str, planned: bool, first: str, last: str
) -> None:
    """Over the days the date covers; what is finished not beyond today."""
    found = laid_out(a(kind, 1, **fields))
    (span,) = [span for spans in found.lanes.values() for span in spans]
    assert (span.lane, span.mark, span.planned, span.label) == (lane, mark, planned, "X")
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)
    assert found.lanes[lane] == (span,)


def test_what_has_no_date_and_what_was_retired_is_left_out() -> None:
    """Nothing is placed by guesswork."""
    found = laid_out(
        a("goal", 1, title="Some day"),
        a("goal", 2, title="Done, nobody knows when", column="done", due="2025"),
        a("challenge", 3, title="Idea"),
        a("vision", 4, title="No longer", target_year=2030, status="retired"),
    )
    assert not any(found.lanes.values())
    assert list(found.lanes) == list(Lane)


def test_the_people_lane_is_each_interaction_in_order() -> None:
    """A month lasts until its last day, or today."""
    dates = ("2026-11", "2026-10", "2024-05-06")
    talks = [
        Interaction(id=id_of_number(place), on=PartialDate.parse(on), people=(id_of_number(99),))
        for place, on in enumerate(dates, 1)
    ]
    lane = laid_out(*talks).lanes[Lane.PEOPLE]
    assert [span.last for span in lane] == [date(2024, 5, 6), date(2026, 10, 31), TODAY]


def test_the_extent_goes_from_the_earliest_record_to_today_or_what_is_planned() -> None:
    """An empty career is today."""
    assert (laid_out().first, laid_out().last) == (TODAY, TODAY)
    past = laid_out(
        job(1, "2014", "2016"), a("interaction", 2, on="2012-05-06", **{"with": [id_of_number(9)]})
    )
    assert (past.first, past.last) == (date(2012, 5, 6), TODAY)
    ahead = laid_out(job(1, "2014"), a("vision", 2, title="V", target_year=2046))
    assert (ahead.first, ahead.last) == (date(2014, 1, 1), date(2046, 12, 31))


# --- scale ------------------------------------------------------------------------------------------

_scales = st.builds(
    Scale,
    start=st.dates(date(1950, 1, 1), date(2050, 1, 1)),
    days_per_cell=st.floats(0.2, 400, allow_nan=False),
)


def test_a_scale_puts_days_into_cells() -> None:
    """Ten days a cell, from New Year's Day."""
    scale = Scale(date(2026, 1, 1), 10.0)
    assert [scale.cell(date(2026, 1, day)) for day in (1, 10, 11, 31)] == [0, 0, 1, 3]
    assert scale.cell(date(2025, 12, 31)) == -1
    assert [scale.day(cell) for cell in (0, 1, -1)] == [
        date(2026, 1, 1),
        date(2026, 1, 11),
        date(2025, 12, 22),
    ]


@given(_scales, st.integers(-400, 400), _days)
def test_cell_and_day_are_each_others_inverse(scale: Scale, cell: int, day: date) -> None:
    """As far as they can be: a cell of several days keeps its number, a day of several cells its date."""
    if scale.days_per_cell >= 1:
        assert scale.cell(scale.day(cell)) == cell
    if scale.days_per_cell <= 1:
        assert scale.day(scale.cell(day)) == day
    assert scale.day(scale.cell(day)) <= day < scale.day(scale.cell(day) + 1) or scale.days_per_cell < 1


def test_a_day_beyond_the_calendar_is_its_last_or_first() -> None:
    """Panning for ever hurts nobody."""
    scale = Scale(date(2026, 1, 1), 365.25)
    assert (scale.day(100_000), scale.day(-100_000)) == (date.max, date.min)
    assert Scale.fit("20 years", 80, date.min).start == date.min
    assert Scale(date(9990, 1, 1), 91.0).ticks(80)[-1][1] == "9998"


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("width", [1, 79, 80, 121, 240])
def test_a_fitted_scale_has_its_day_in_the_middle(zoom: str, width: int) -> None:
    """Give or take the cell that an odd or even width leaves over."""
    scale = Scale.fit(zoom, width, TODAY)
    assert abs(scale.cell(TODAY) - width / 2) <= 1 + 1 / scale.days_per_cell


def test_each_zoom_shows_less_time_than_the_one_before() -> None:
    """In the same width."""
    per_cell = [Scale.fit(zoom, 80, TODAY).days_per_cell for zoom in ZOOMS]
    assert per_cell == sorted(per_cell, reverse=True)
    assert len(set(per_cell)) == len(ZOOMS)


def drawn(scale: Scale, width: int) -> str:
    """The ticks as a line."""
    line = [" "] * width
    for cell, label, _ in scale.ticks(width):
        line[cell : cell + len(label)] = label
    return "".join(line).rstrip()


def test_the_ticks_are_years_then_half_years_quarters_and_months() -> None:
    """As dense as they go at each zoom."""
    start = date(2026, 1, 1)
    assert drawn(Scale(start, 91.0), 30) == "2026    2028    2030    2032"
    assert drawn(Scale(start, 22.5), 30) == "2026    Jul     2027    Jul"
    assert drawn(Scale(start, 12.8), 30) == "2026   Q2     Q3     Q4"
    assert drawn(Scale(start, 4.0), 30) == "2026   Feb    Mar     Apr"


def test_only_the_beginning_of_a_year_is_a_major_tick() -> None:
    """It carries the year."""
    assert Scale(date(2026, 10, 1), 13.0).ticks(20) == (
        (0, "Q4", False),
        (7, "2027", True),
        (14, "Q2", False),
    )


def test_where_no_year_begins_in_sight_the_first_tick_names_it() -> None:
    """A window on the autumn still says of which year."""
    assert (
        drawn(Scale(date(2026, 9, 20), 1.0), 80)
        == " " * 11 + "Oct 2026" + " " * 23 + "Nov" + " " * 27 + "Dec"
    )


@given(_scales, st.integers(0, 250))
def test_tick_labels_never_collide_or_leave_the_line(scale: Scale, width: int) -> None:
    """Two spaces between any two; and each stands where its stretch begins."""
    ticks = scale.ticks(width)
    assert all(left[0] + len(left[1]) + 2 <= right[0] for left, right in pairwise(ticks))
    assert all(cell >= 0 and cell + len(label) <= width for cell, label, _ in ticks)
    for cell, label, is_year in ticks:
        if is_year:
            assert scale.cell(date(int(label), 1, 1)) == cell


# --- marks ------------------------------------------------------------------------------------------


def point(number: int, day: date, lane: Lane = Lane.GOALS, *, planned: bool = False) -> Span:
    """A point mark."""
    return Span(
        record_id=id_of_number(number),
        lane=lane,
        row=0,
        first=day,
        last=day,
        open_start=False,
        open_end=False,
        planned=planned,
        label=f"Point {number}",
        mark="done",
    )


def test_marks_in_the_same_or_the_next_cell_become_one_with_a_count() -> None:
    """A busy stretch becomes several marks, counted from the first of each."""
    scale = Scale(date(2026, 1, 1), 1.0)
    points = [point(day, date(2026, 1, day)) for day in (7, 1, 2, 3, 4)]
    marks = collapse(points, scale)
    assert [(mark.cell, mark.count, mark.label) for mark in marks] == [
        (0, 2, "Point 1 and 1 more"),
        (2, 2, "Point 3 and 1 more"),
        (6, 1, "Point 7"),
    ]


def test_a_mark_is_planned_only_when_all_it_stands_for_is() -> None:
    """Something done beside something planned is not hollow."""
    scale = Scale(date(2026, 1, 1), 10.0)
    both = [point(1, date(2026, 1, 1)), point(2, date(2026, 1, 2), planned=True)]
    assert [mark.planned for mark in collapse(both, scale)] == [False]
    assert [mark.planned for mark in collapse(both[1:], scale)] == [True]


@given(
    st.lists(st.tuples(_days, st.sampled_from([Lane.GOALS, Lane.LEARNING])), max_size=40),
    _scales,
    st.integers(0, 4),
)
def test_collapsing_keeps_every_record_exactly_once(
    places: list[tuple[date, Lane]], scale: Scale, reach: int
) -> None:
    """Within its lane, and no two marks of a lane stand closer than the reach."""
    points = [point(number, day, lane) for number, (day, lane) in enumerate(places)]
    marks = collapse(points, scale, reach)
    assert sorted(span.record_id for mark in marks for span in mark.spans) == [
        span.record_id for span in points
    ]
    for lane in Lane:
        line = [mark for mark in marks if mark.spans[0].lane is lane]
        assert all(span.lane is lane for mark in line for span in mark.spans)
        assert all(before.cell + reach < after.cell for before, after in pairwise(line))
        for mark in line:
            cells = [scale.cell(span.first) for span in mark.spans]
            assert mark.cell == min(cells)
            assert max(cells) - mark.cell <= reach


def test_zooming_never_loses_a_day() -> None:
    """The whole calendar of a career falls into cells in order at every zoom."""
    for zoom in ZOOMS:
        scale = Scale.fit(zoom, 80, TODAY)
        cells = [scale.cell(TODAY + timedelta(days=days)) for days in range(-500, 500)]
        assert cells == sorted(cells)
