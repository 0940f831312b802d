"""Drawing the life line: from tracks laid out in a window to lines of `Content`, each as wide as the window.

All of it is pure; what it costs depends on what the window shows.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise, zip_longest

from textual.content import Content

from careertui.domain.marks import Mark
from careertui.domain.timeline import Lane, Span
from careertui.tui.presentation import SPARKS, STONES, clipped, joined, said
from careertui.tui.widgets.life_line import (
    APART,
    MARKS,
    Layout,
    Levels,
    Placed,
    Stay,
    Track,
    Window,
    first_day,
    place_undated,
)

_SHORTEST_LABEL = 8
"""Cells under which a cut label beside a mark says nothing."""
_FEWEST_FULL = 4
"""Conversations a cell of the people lane needs at least to be drawn as a full block."""


class Cells:
    """A line of so many cells on which pieces are put, with the now line behind them.

    Whatever is put, the line stays exactly as wide and no piece covers the one after it.
    """

    def __init__(self, window: Window, *, now: bool = True) -> None:
        self._width = window.width
        self._now = window.now if now else -1
        self._pieces: list[tuple[int, Content]] = []

    def put(self, cell: int, piece: Content) -> None:
        """Put a piece so that it begins in this cell."""
        if 0 <= cell < self._width and piece:
            self._pieces.append((cell, piece))

    def drawn(self) -> Content:
        """The line."""
        pieces = sorted(self._pieces, key=lambda placed: placed[0])
        parts: list[Content] = []
        at = 0
        for (cell, piece), following in zip_longest(pieces, pieces[1:]):
            parts.append(self._ground(at, cell))
            fitted = clipped(piece, (following[0] if following else self._width) - cell)
            parts.append(fitted)
            at = cell + fitted.cell_length
        parts.append(self._ground(at, self._width))
        return Content().join(parts)

    def _ground(self, begin: int, end: int) -> Content:
        if begin <= self._now < end:
            return joined(" " * (self._now - begin), ("┆", "$stone"), " " * (end - self._now - 1))
        return Content(" " * (end - begin))


def axis(window: Window) -> tuple[Content, Content]:
    """The line of years, quarters or months, and the line of ticks under it; this year stands out."""
    this_year = str(window.today.year)
    ticks = [(cell, label, is_year) for cell, label, is_year in window.scale.ticks(window.width)]
    if all(is_year for *_, is_year in ticks):
        ticks = _with_this_year(ticks, window)
    labels, marks = Cells(window, now=False), Cells(window, now=False)
    for cell, label, is_year in ticks:
        style = "bold $stone" if label == this_year else "$muted" if is_year else "$faint"
        labels.put(cell, Content.styled(label, style))
    for cell in sorted({cell for cell, *_ in ticks} | set(_years(window))):
        if cell != window.now:
            marks.put(cell, Content.styled("╵", "$rule"))
    marks.put(window.now, Content.styled("▾", "$stone"))
    return labels.drawn(), marks.drawn()


def _with_this_year(ticks: list[tuple[int, str, bool]], window: Window) -> list[tuple[int, str, bool]]:
    """The ticks with this year among them, in place of those it would run into."""
    label = str(window.today.year)
    cell = window.scale.cell(date(window.today.year, 1, 1))
    if not 0 <= cell <= window.width - len(label):
        return ticks
    apart = [tick for tick in ticks if tick[0] + len(tick[1]) + 2 <= cell or cell + len(label) + 2 <= tick[0]]
    return [*apart, (cell, label, True)]


def _years(window: Window) -> Iterator[int]:
    """The cells in which a year begins, where they do not stand too close."""
    if window.scale.days_per_cell * 3 > 366:  # noqa: PLR2004 - a year of at least three cells
        return
    for year in range(window.scale.start.year, window.end.year + 1):
        cell = window.scale.cell(date(year, 1, 1))
        if 0 <= cell < window.width:
            yield cell


def draw_jobs(row: Placed, window: Window) -> list[Content]:
    """A row of jobs: their employers, stones with their bars, and their titles under them."""
    bars = Cells(window)
    titles = [Cells(window) for _ in range(row.lines - 1 - bool(row.stays))]
    cells = [mark.cell for mark in row.marks]
    # the last job that began before the window may still reach into it
    for number in range(max(bisect_left(cells, 0) - 1, 0), bisect_left(cells, window.width)):
        following = row.marks[number + 1] if number + 1 < len(row.marks) else None
        end = _put_bar(bars, row.marks[number], following, window)
        if end > 0:
            level = row.levels[number]
            limit = next(
                (
                    cells[later] - APART
                    for later in range(number + 1, len(cells))
                    if row.levels[later] == level
                ),
                window.width,
            )
            _put_title(titles[level], row.marks[number], min(limit, window.width), window)
    above = [draw_stays(row.stays, window)] if row.stays else []
    return [*above, bars.drawn(), *(line.drawn() for line in titles)]


def draw_stays(row: Sequence[Stay], window: Window) -> Content:
    """A bracket over the roles at one employer, with its name once, as far as they are in sight."""
    line = Cells(window)
    for stay in row:
        begin, end = max(stay.begin, 0), min(stay.end, window.width - 1)
        left = "╭ " if begin == stay.begin else "─ "
        right = "╮" if end == stay.end else "─"
        room = end + 1 - begin - len(left) - 2
        if room < 1:
            continue
        name = clipped(said(stay.organisation, "$muted"), room)
        stroke = "─" * (room - name.cell_length)
        line.put(begin, joined((left, "$rule"), name, (f" {stroke}{right}", "$rule")))
    return line.drawn()


def _put_bar(bars: Cells, mark: Mark, following: Mark | None, window: Window) -> int:
    """Draw a stone and how long the job lasted; returns the cell after it."""
    span = window.stands_for(mark)
    limit = min(following.cell if following else window.width, window.width)
    begin = max(mark.cell, 0)
    last = max(window.scale.cell(one.last) for one in mark.spans)
    if span.planned and span.open_end:
        last = max(last, mark.cell + said(span.label).cell_length - 1)
    end = min(last + 1, limit)
    hue = "$muted" if span.planned else "$stone"
    head = window.glyph(mark, STONES[span.filled])[: limit - begin] if mark.cell >= 0 else ""
    stroke = ("╌" if span.planned else "━") * (end - begin - len(head))
    if stroke and _goes_on(mark) and end - 1 == window.now:
        stroke = stroke[:-1] + "┿"
    bars.put(begin, window.lit(Content.styled(head + stroke, hue), span))
    if following is not None and following.planned and _goes_on(mark) and end < limit:
        bars.put(end, Content.styled("╌" * (limit - end), "$rule"))  # the way to what is planned next
    return end


def _goes_on(mark: Mark) -> bool:
    """Whether a job is held now."""
    return any(span.open_end and not span.planned for span in mark.spans)


def _put_title(line: Cells, mark: Mark, limit: int, window: Window) -> None:
    """Write a job's title under its stone, or at the edge while only its bar is in sight."""
    span = window.stands_for(mark)
    begin = max(mark.cell, 0)
    room = limit - begin
    title = said(span.label, "" if span.record_id == window.cursor else "$muted")
    if room >= min(title.cell_length, 2):
        line.put(begin, window.lit(clipped(title, room), span))


def draw_undated(spans: Sequence[Span], window: Window) -> Content:
    """The jobs without a date, beside each other and out of time."""
    line = Cells(window)
    for cell, span in place_undated(spans, window):
        sign = "✱" if span.record_id in window.marked else STONES[span.filled]
        title = said(span.label, "" if span.record_id == window.cursor else "$muted")
        line.put(cell, window.lit(clipped(joined((sign, "$stone"), " ", title), window.width - cell), span))
    return line.drawn()


def draw_future(marks: Sequence[Mark], window: Window) -> Content:
    """A future's stones, each with its title on the way to the next; before now, where none is, its own."""
    line = Cells(window)
    for mark, following in zip_longest(marks, marks[1:]):
        span = window.stands_for(mark)
        begin = max(mark.cell + (mark.cell == window.now), 0)  # what lies ahead leaves the now line whole
        limit = following.cell if following else window.width
        end = max(window.scale.cell(one.last) for one in mark.spans) + 1
        if end <= 0 or begin >= limit:
            continue
        head = window.glyph(mark, "◌") if mark.cell >= 0 else ""
        label = clipped(said(f" {span.label} ", "$muted"), limit - begin - len(head))
        label = label if label.cell_length >= min(_SHORTEST_LABEL, len(span.label) + 2) else Content()
        stroke = "╌" * (min(end, limit) - begin - len(head) - label.cell_length)
        line.put(begin, window.lit(joined((head, "$stone"), label, (stroke, "$muted")), span))
    if marks and window.now - 1 > _SHORTEST_LABEL:
        here = any(span.record_id == window.cursor for mark in marks for span in mark.spans)
        title = clipped(said(marks[0].spans[0].future, "" if here else "$faint"), window.now - 1)
        line.put(window.now - 1 - title.cell_length, title)
    return line.drawn()


def draw_points(marks: Sequence[Mark], window: Window) -> Content:
    """Marks in time, each with its label where there is room, several in one place as a count."""
    line = Cells(window)
    free_from = 0
    for mark, following in zip_longest(marks, marks[1:]):
        span = window.stands_for(mark)
        done, ahead, hue = MARKS[span.lane]
        hue = "$muted" if mark.planned and span.lane is not Lane.VISION else hue
        head = window.lit_mark(mark, ahead if mark.planned else done, hue)
        limit = _limit(mark, following, window)
        room = limit - mark.cell - head.cell_length - 1
        # Where marks stand close there is no word between them, and none is made.
        label = said(span.label, _label_style(span, hue, window)) if room > 0 or not following else Content()
        left = mark.cell - max(free_from, window.now + 2 if mark.cell > window.now else 0) - 1
        if following is None and label.cell_length > room and left > room and left >= _SHORTEST_LABEL:
            label = clipped(label, left)
            cell, piece = mark.cell - label.cell_length - 1, joined(label, " ", head)
        elif room > 0 and (label.cell_length <= room or room >= _SHORTEST_LABEL):
            cell, piece = mark.cell, joined(head, " ", clipped(label, room))
        else:
            cell, piece = mark.cell, head
        line.put(cell, window.lit(piece, span))
        free_from = cell + piece.cell_length + APART
    return line.drawn()


def _limit(mark: Mark, following: Mark | None, window: Window) -> int:
    """The cell that a mark's label may not reach: the past ends at the now line, and so does what it says."""
    limit = following.cell - APART if following else window.width
    return min(limit, window.now - 1) if mark.cell < window.now else limit


def draw_visions(marks: Sequence[Mark], window: Window, depth: int) -> list[Content]:
    """Stars in time, with their titles on so many lines under them.

    Every star has a title; the others that share its place have theirs where a line is free.
    """
    stars = Cells(window)
    levels = Levels(depth)
    placed: list[list[_Title]] = [[] for _ in range(depth)]
    for mark in marks:
        speaker = window.stands_for(mark)
        stars.put(mark.cell, window.lit_mark(mark, "★", "$vision"))
        title = _Title.of(speaker, mark.cell, window)
        placed[levels.put(title.cell, title.length)].append(title)
    for mark in marks:
        speaker = window.stands_for(mark)
        for span in [one for one in mark.spans if one is not speaker][:depth]:
            title = _Title.of(span, mark.cell, window)
            free = next((line for line in placed if not any(map(title.runs_into, line))), None)
            if free is not None:
                free.append(title)
    return [stars.drawn(), *(_titles(line, window) for line in placed)]


@dataclass(frozen=True, slots=True)
class _Title:
    """A title under a star, moved to the left as far as it takes to be whole."""

    span: Span
    cell: int
    length: int

    @classmethod
    def of(cls, span: Span, cell: int, window: Window) -> _Title:
        length = said(span.label).cell_length
        return cls(span, max(min(cell, window.width - length), 0), length)

    def runs_into(self, other: _Title) -> bool:
        return self.cell < other.cell + other.length + APART and other.cell < self.cell + self.length + APART


def _titles(placed: Iterable[_Title], window: Window) -> Content:
    line = Cells(window)
    titles = sorted(placed, key=lambda title: title.cell)
    for title, following in zip_longest(titles, titles[1:]):
        room = (following.cell - APART if following else window.width) - title.cell
        text = said(title.span.label, _label_style(title.span, "$vision", window))
        line.put(title.cell, window.lit(clipped(text, room), title.span))
    return line.drawn()


def _label_style(span: Span, hue: str, window: Window) -> str:
    if span.record_id == window.cursor:
        return ""
    return "$muted" if span.lane is Lane.GOALS else hue


def draw_people(spans: Sequence[Span], window: Window) -> Content:
    """How many conversations fall into each cell, as a row of small bars."""
    seen = window.seen(spans)
    edges = [window.scale.day(cell) for cell in range(window.width + 1)]
    places = [bisect_left(seen, edge, key=first_day) for edge in edges]
    counts = [end - begin for begin, end in pairwise(places)]
    most = max(*counts, _FEWEST_FULL)
    line = Cells(window)
    talk = window.here if window.here is not None and window.here.lane is Lane.PEOPLE else None
    here = window.scale.cell(talk.first) if talk is not None else -1

    def style_of(cell: int) -> str:
        return "bold $stone on $cursor" if cell == here else "$people" if counts[cell] else ""

    for style, run in groupby(range(window.width), style_of):
        cells = list(run)
        if style:
            bars = "".join(SPARKS[math.ceil(counts[cell] / most * 8)] for cell in cells)
            line.put(cells[0], Content.styled(bars, style))
    return line.drawn()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the canvas: what stands at its left, its cells, and which track a click on it means."""

    cells: Content
    track: int | None = None
    name: str = ""
    more_before: bool = False
    more_after: bool = False


def draw_track(number: int, track: Track, window: Window, layout: Layout) -> list[Line]:
    """The lines of one track; only its first has the name, and the signs that there is more."""
    spans, placed = track.spans, layout.placed[number]
    if track.lane is Lane.JOBS:
        drawn = draw_jobs(placed, window)
    elif track.lane is Lane.FUTURES:
        drawn = [draw_future(placed.marks, window)]
    elif track.lane is None:
        drawn = [draw_undated(spans, window)]
    elif track.lane is Lane.PEOPLE:
        drawn = [draw_people(spans, window)]
    elif track.lane is Lane.VISION and layout.below:
        drawn = draw_visions(placed.marks, window, layout.below)
    else:
        drawn = [draw_points(placed.marks, window)]
    if track.lane is None:
        seen = [span for _, span in place_undated(spans, window)]
        before, after = seen[0] is not spans[0], seen[-1] is not spans[-1]
    else:
        before = bool(spans) and spans[0].first < window.scale.start
        after = bool(spans) and spans[-1].first >= window.end
    first = 1 if placed.stays else 0
    return [
        Line(cells, number, track.name, before, after) if place == first else Line(cells, number)
        for place, cells in enumerate(drawn)
    ]
