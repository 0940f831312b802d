"""What-if futures as they are drawn: a column among others, and told in a pane. All of it is pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from careertui.domain.career import Career
from careertui.domain.future import (
    GAUGES,
    Future,
    PlannedStone,
    horizon_of,
    last_day,
    planned_as,
    question_of,
)
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.scale import Scale
from careertui.tui.presentation import clipped, columns, joined, labelled, mark_of, said, when, wrapped

STONE_AHEAD, STONE_PLANNED = "◌", "○"
"""A stone that is no more than an idea, and one that is a planned job."""
MOST_TITLE_LINES = 2
_GAUGE_LABEL = max(len(name) for name in GAUGES)
_MOST_LINES = 3
"""Lines a question or the name of a stone takes at most; its form has all of it."""


def title_lines(future: Future, width: int) -> list[Content]:
    """The title of a column."""
    return wrapped(future.title, width, MOST_TITLE_LINES, "bold")


def future_column(future: Future, career: Career, today: date, width: int, head: int) -> Content:
    """A future to be held beside others: what can be compared first, at the same height in each.

    Args:
        future: the future.
        career: the records around it.
        today: the day it is.
        width: cells a line may take.
        head: lines for the title; columns side by side have the same.
    """
    title = title_lines(future, width)
    lines = [*title, *[Content()] * (head - len(title))]
    lines.append(clipped(path_words(future, today), width))
    lines += [Content(), *year_line(future, career, today, width)]
    lines += [Content(), *(gauge_line(future, name) for name in GAUGES)]
    if future.stones:
        lines += [Content(), *_stone_list(future, career, width)]
    if future.questions:
        lines += [Content(), *_question_list(future, width)]
    return Content("\n").join(lines)


def empty_column(path: str, key: str, width: int, head: int) -> Content:
    """What stands where another future could: its path, the question it begins with, and the key."""
    lines = [Content.styled(path, "$muted"), *[Content()] * head, Content()]
    lines += wrapped(question_of(path), width, 4, "$muted")
    return Content("\n").join([*lines, Content(), joined((key, "$stone"), (" begins it", "$muted"))])


def path_words(future: Future, today: date) -> Content:
    """When it was chosen, and which way from here."""
    parts = []
    if future.chosen_on is not None:
        parts.append(Content.styled(f"✓ chosen {when(future.chosen_on, today)}", "$done"))
    if future.path:
        parts.append(said(future.path, "$muted"))
    return Content.styled(" · ", "$faint").join(parts)


def gauge_line(future: Future, name: str) -> Content:
    """A gauge by its name, as a bar of ten cells and a number."""
    return joined((f"{name:<{_GAUGE_LABEL}}  ", "$muted"), gauge_bar(getattr(future, name)))


def gauge_bar(value: int | None) -> Content:
    """Two cells a step from 1 to 5; dots until somebody has said."""
    if value is None:
        return Content.styled("·" * 10, "$rule")
    return joined(("━" * (2 * value), "$vision"), ("─" * (10 - 2 * value), "$rule"), f" {value}")


# --- its stones in time -----------------------------------------------------------------------------


def year_line(future: Future, career: Career, today: date, width: int) -> list[Content]:
    """The years from today on, five or as many as its stones need, and the stones on a line under them."""
    scale = _scale(future, today, width)
    years = Content(_line_of((cell, label) for cell, label, _ in scale.ticks(width)).ljust(width))
    planned = planned_stones(future, career)
    signs = [" "] * width
    for place, stone in enumerate(future.stones):
        if stone.start is None or stone.start.last < today:
            continue
        begin = min(max(scale.cell(stone.start.first), 0), width - 1)
        end = min(scale.cell(last_day(future.stones, place, today)), width - 1)
        signs[begin : end + 1] = "╌" * (end + 1 - begin)
        signs[begin] = STONE_PLANNED if planned[place] else STONE_AHEAD
    return [years.stylize("$muted"), Content.styled("".join(signs[:width]), "$stone")]


def planned_stones(future: Future, career: Career) -> list[bool]:
    """Which of its stones are jobs already, archived ones aside."""
    jobs = career.all(Job)
    return [planned_as(future, stone, jobs) is not None for stone in future.stones]


def _scale(future: Future, today: date, width: int) -> Scale:
    ends = [last_day(future.stones, place, today) for place in range(len(future.stones))]
    beyond = [(end - today).days + 1 for end, stone in zip(ends, future.stones, strict=True) if stone.start]
    days = max([(horizon_of(today) - today).days, *beyond])
    return Scale(today, days / max(width, 1))


def _line_of(labels: Iterator[tuple[int, str]]) -> str:
    line = ""
    for cell, label in labels:
        line = line.ljust(cell) + label
    return line


def stone_dates(stone: PlannedStone) -> str:
    """From when until when: `Q1 2028 – May 2030`."""
    start, end = (date_.words if isinstance(date_, PartialDate) else "" for date_ in (stone.start, stone.end))
    return f"{start} – {end}".strip() if end else f"from {start}" if start else ""


# --- its lists --------------------------------------------------------------------------------------


def _stone_list(future: Future, career: Career, width: int) -> Iterator[Content]:
    for stone, planned in zip(future.stones, planned_stones(future, career), strict=True):
        mark = Content.styled(STONE_PLANNED if planned else STONE_AHEAD, "$stone")
        yield from _hanging(mark, wrapped(stone.heading, width - 2, _MOST_LINES))
        dates = stone_dates(stone)
        if dates or planned:
            state = ("  planned" if dates else "planned") if planned else ""
            yield joined((f"  {dates}", "$muted"), (state, "$done"))


def _question_list(future: Future, width: int) -> Iterator[Content]:
    for question in future.questions:
        yield from _hanging(Content.styled("?", "$stone"), wrapped(question, width - 2, _MOST_LINES))


def _hanging(mark: Content, lines: Sequence[Content]) -> Iterator[Content]:
    """Lines beside a mark."""
    for number, line in enumerate(lines):
        yield joined(mark if not number else " ", " ", line)


# --- in a pane --------------------------------------------------------------------------------------


def future_blocks(future: Future, career: Career, today: date, width: int) -> Iterator[Content]:
    """What a pane tells of a future under its title; a pane is wide and low."""
    gauges = [gauge_line(future, name) for name in GAUGES]
    across = max((width + 3) // (_GAUGE_LABEL + 17), 1)
    rows = [gauges[at : at + across] for at in range(0, len(gauges), across)]
    yield Content("\n").join(columns([(gauge, _GAUGE_LABEL + 14) for gauge in row], gap=3) for row in rows)
    lists = []
    if future.stones:
        years = year_line(future, career, today, max(min(width - 13, 60), 20))
        stones = [*years, *_stone_list(future, career, width - 13)]
        lists.append(labelled("stones", Content("\n").join(stones), width))
    if future.questions:
        questions = Content("\n").join(_question_list(future, width - 13))
        lists.append(labelled("questions", questions, width))
    visions = [vision for id_ in future.serves if (vision := career.get(id_)) is not None]
    if visions:
        lines = [joined(mark_of(vision), " ", said(vision.heading)) for vision in visions]
        lists.append(labelled("serves", Content("\n").join(lines), width))
    yield Content("\n").join(lists)
