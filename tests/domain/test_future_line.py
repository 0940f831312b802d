"""The what-if futures as rows of stones ahead of now."""

from __future__ import annotations

from datetime import date
from typing import Any

from careertui.domain.career import Records
from careertui.domain.future import Future, PlannedStone, last_day
from careertui.domain.future_line import future_spans
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import THE_EPOCH

TODAY = date(2026, 11, 22)
IDS = ["0" * 25 + letter for letter in "ABCDE"]


def future(number: int, *stones: PlannedStone, **fields: Any) -> Future:
    """A future with these stones."""
    return Future(id=IDS[number], title=f"Future {number}", stones=stones, **fields)


def stone(title: str, start: str = "", end: str = "") -> PlannedStone:
    """A stone with dates as they are typed."""
    return PlannedStone.model_validate({"title": title, "start": start, "end": end})


def test_a_stone_lasts_until_its_end_or_the_next_or_five_years() -> None:
    """Five years from 22 November 2026 are 1826 days; a stone begun after that lasts as long as its date."""
    stones = (stone("A", "2027", "2028-06"), stone("B", "2028-09"), stone("C", "2030"), stone("D", "2040"))
    assert [last_day(stones, place, TODAY) for place in range(4)] == [
        date(2028, 6, 30),
        date(2029, 12, 31),
        date(2039, 12, 31),
        date(2040, 12, 31),
    ]
    assert last_day((stone("A", "2027"),), 0, TODAY) == date(2031, 11, 22)


def test_each_open_future_is_a_row_and_each_dated_stone_a_thing_on_it() -> None:
    """The first has the id of its future, so that going to that record finds it; later ones add a place."""
    career = Records(
        [
            future(0, stone("A", "2028-03"), stone("B", "2027", "2027"), stone("no date")),
            future(1),
            future(2, stone("C", "2027-05-01", "2027-05-31")),
        ]
    )
    spans = future_spans(career, TODAY)
    assert [(s.record_id, s.of_record, s.row, s.label, s.first, s.last) for s in spans] == [
        (IDS[0], IDS[0], 0, "B", date(2027, 1, 1), date(2027, 12, 31)),
        (f"{IDS[0]}/1", IDS[0], 0, "A", date(2028, 3, 1), date(2031, 11, 22)),
        (IDS[2], IDS[2], 1, "C", date(2027, 5, 1), date(2027, 5, 31)),
    ]
    assert {s.future for s in spans if s.row == 0} == {"Future 0"}
    assert all(s.planned for s in spans)


def test_what_is_behind_or_chosen_or_archived_is_not_ahead() -> None:
    """A stone that is under way begins now; what is chosen stands among the jobs."""
    career = Records(
        [
            future(0, stone("behind", "2024", "2025"), stone("under way", "2026", "2027")),
            future(1, stone("chosen", "2028"), chosen_on=PartialDate(2026, 11, 1)),
            future(2, stone("away", "2028"), archived=THE_EPOCH),
        ]
    )
    [span] = future_spans(career, TODAY)
    assert (span.label, span.first, span.record_id, span.row) == ("under way", TODAY, IDS[0], 0)
