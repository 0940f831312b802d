"""The what-if futures on the life line: a row of stones each, ahead of now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from careertui.domain.career import Career
from careertui.domain.future import Future, last_day
from careertui.domain.timeline import Lane, Span


def future_spans(career: Career, today: date) -> tuple[Span, ...]:
    """The stones of every open future that have a date and are not behind, row by row, in order of time.

    The chosen future has none: its stones stand among the jobs.
    """
    futures = (future for future in career.all(Future) if future.chosen_on is None)
    rows = (tuple(_stones(future, today)) for future in futures)
    laid_out = [row for row in rows if row]
    return tuple(
        Span(
            record_id=f"{future.id}/{number}" if number else future.id,
            lane=Lane.FUTURES,
            row=row,
            first=first,
            last=last,
            open_start=False,
            open_end=False,
            planned=True,
            label=label,
            mark="planned",
            future=future.title,
        )
        for row, stones in enumerate(laid_out)
        for number, (future, first, last, label) in enumerate(stones)
    )


_Dated = tuple[Future, date, date, str]
"""A future, the first and last day of one of its stones, and the stone's title."""


def _stones(future: Future, today: date) -> Iterator[_Dated]:
    found = [
        (future, max(stone.start.first, today), last_day(future.stones, place, today), stone.title)
        for place, stone in enumerate(future.stones)
        if stone.start is not None and last_day(future.stones, place, today) >= today
    ]
    yield from sorted(found, key=lambda stone: stone[1:3])
