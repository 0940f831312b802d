"""The life line as the canvas has it: what it shows, the window on it, and how it falls into lines and cells.

All of it is pure, and none of it draws.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, groupby

from textual.content import Content

from careertui.domain.marks import Mark, collapse, grouped
from careertui.domain.scale import Scale
from careertui.domain.timeline import FOLLOWS_WITHIN, Lane, Span
from careertui.tui.presentation import said

LANE_NAMES: Mapping[Lane | None, str] = {None: "no dates", **{lane: lane.value.capitalize() for lane in Lane}}
APART = 2
"""Cells between a label and the mark or label after it."""
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_COUNTED = 99
MARKS: Mapping[Lane, tuple[str, str, str]] = {
    Lane.LEARNING: ("▪", "▫", "$learning"),
    Lane.GOALS: ("✓", "◇", "$done"),
    Lane.CHALLENGES: ("▲", "△", "$challenge"),
    Lane.VISION: ("★", "★", "$vision"),
}
"""The mark of each lane of points: done, still ahead, and its hue."""
LASTING = frozenset({Lane.JOBS, Lane.FUTURES})
"""The lanes of things that last; those in the others are points."""
_NOTHING = Content()


@dataclass(frozen=True, slots=True)
class LifeLine:
    """What the canvas shows.

    Attributes:
        lanes: the things in each lane, by their first day; those of the people lane are conversations.
        undated: jobs without a date, in order; what they say about days means nothing.
        first: the first day there is something to see.
        last: the last such day.
        today: where the now line stands.
        marked: the things the next command acts on.
        empty: said when there is nothing at all.
    """

    lanes: Mapping[Lane, tuple[Span, ...]]
    undated: tuple[Span, ...]
    first: date
    last: date
    today: date
    marked: frozenset[str] = frozenset()
    empty: Content = _NOTHING


@dataclass(frozen=True)
class Track:
    """Things the cursor walks along: a lane, one row of the jobs, or the jobs without a date (lane None)."""

    lane: Lane | None
    spans: tuple[Span, ...]

    @property
    def name(self) -> str:
        """What stands at its left."""
        return LANE_NAMES[self.lane]

    @cached_property
    def by_id(self) -> Mapping[str, Span]:
        """The things by their ids; read when it is asked for, since a lane may hold tens of thousands."""
        return {span.record_id: span for span in self.spans}

    def nearest(self, day: date) -> Span | None:
        """The thing nearest in time to a day; the first one where there is no time."""
        if not self.spans or self.lane is None:
            return next(iter(self.spans), None)
        place = bisect_right(self.spans, day, key=first_day)
        around = self.spans[max(place - 1, 0) : place + 1]
        return min(around, key=lambda span: days_apart(span, day))


class Things(Mapping[str, Span]):
    """The things on some tracks, by their ids."""

    def __init__(self, tracks: Sequence[Track] = ()) -> None:
        self._tracks = tracks

    def track_of(self, id_: str | None) -> int | None:
        """The number of the track that has a thing; None where none has."""
        return next((number for number, track in enumerate(self._tracks) if id_ in track.by_id), None)

    def __getitem__(self, id_: str) -> Span:
        number = self.track_of(id_)
        if number is None:
            raise KeyError(id_)
        return self._tracks[number].by_id[id_]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(track.by_id for track in self._tracks)

    def __len__(self) -> int:
        return sum(len(track.spans) for track in self._tracks)


def tracks_of(view: LifeLine, before: Sequence[Track] = ()) -> tuple[Track, ...]:
    """The tracks, top to bottom: a row of jobs each, jobs without a date, a future each, the other lanes.

    One that was there before with the very same things stays, with what it knows of them.
    """
    known = {(track.lane, id(track.spans)): track for track in before}
    undated = [Track(None, view.undated)] if view.undated else []
    others = [Track(lane, tuple(view.lanes.get(lane, ()))) for lane in Lane if lane not in LASTING]
    jobs = _rows_of(view, Lane.JOBS) or [Track(Lane.JOBS, ())]
    tracks = (*jobs, *undated, *_rows_of(view, Lane.FUTURES), *others)
    return tuple(known.get((track.lane, id(track.spans)), track) for track in tracks)


def _rows_of(view: LifeLine, lane: Lane) -> list[Track]:
    spans = sorted(view.lanes.get(lane, ()), key=lambda span: (span.row, span.first))
    return [Track(lane, tuple(row)) for _, row in groupby(spans, key=lambda span: span.row)]


def days_apart(span: Span, day: date) -> int:
    """How many days a thing is away from a day; none while a job lasts."""
    if span.lane in LASTING and span.first <= day <= span.last:
        return 0
    nearest = span.last if span.lane in LASTING and day > span.last else span.first
    return abs((day - nearest).days)


def first_day(span: Span) -> date:
    """The first day of a thing, to search by."""
    return span.first


@dataclass(frozen=True)
class Window:
    """What is seen of the life line, and what stands out in it.

    Attributes:
        scale: how days fall into cells.
        width: the cells of time in sight.
        today: the day of the now line.
        here: the thing under the cursor.
        marked: the things that are marked.
    """

    scale: Scale
    width: int
    today: date
    here: Span | None = None
    marked: frozenset[str] = frozenset()

    @property
    def cursor(self) -> str | None:
        """The id of the thing under the cursor."""
        return self.here.record_id if self.here is not None else None

    @cached_property
    def now(self) -> int:
        """The cell of the now line; it may lie outside."""
        return self.scale.cell(self.today)

    @cached_property
    def end(self) -> date:
        """The first day after what is seen."""
        return self.scale.day(self.width)

    def seen(self, spans: Sequence[Span]) -> Sequence[Span]:
        """The things that begin in sight."""
        return spans[
            bisect_left(spans, self.scale.start, key=first_day) : bisect_left(spans, self.end, key=first_day)
        ]

    def shows(self, span: Span) -> bool:
        """Whether a thing begins in sight."""
        return 0 <= self.scale.cell(span.first) < self.width

    def touches(self, span: Span) -> bool:
        """Whether any of a thing is in sight."""
        if span.lane not in LASTING:
            return self.shows(span)
        return self.scale.cell(span.last) >= 0 and self.scale.cell(span.first) < self.width

    def stands_for(self, mark: Mark) -> Span:
        """The thing that speaks for a mark: the one under the cursor, or else the first."""
        here = self.here
        return here if here is not None and mark.holds(here) else mark.spans[0]

    def lit(self, content: Content, span: Span) -> Content:
        """The content as it looks when it is the cursor's thing."""
        return (
            content.stylize("bold").stylize_before("on $cursor") if span.record_id == self.cursor else content
        )

    def lit_mark(self, mark: Mark, sign: str, hue: str) -> Content:
        """A point's mark and count; the cursor's is reversed, to be seen where its label has no room."""
        here = self.stands_for(mark).record_id == self.cursor
        return Content.styled(self.glyph(mark, sign), f"bold reverse {hue}" if here else hue)

    def glyph(self, mark: Mark, sign: str) -> str:
        """A mark's sign with how many things it stands for."""
        star = "✱" if self.marked and any(span.record_id in self.marked for span in mark.spans) else sign
        return star + superscript(mark.count)


def superscript(count: int) -> str:
    """A count as it stands beside a mark: none for one, `⁺` where it would take too much room."""
    if count > _MOST_COUNTED:
        return "⁺"
    return str(count).translate(_SUPERSCRIPT) if count > 1 else ""


@dataclass(frozen=True, slots=True)
class Stay:
    """Several roles at one employer, one after the other.

    Attributes:
        organisation: the employer.
        begin: the cell of the first role.
        end: the last cell of the last one.
    """

    organisation: str
    begin: int
    end: int


def stays(spans: Sequence[Span], scale: Scale) -> tuple[Stay, ...]:
    """The stays of two roles or more in a row of jobs, which is in order."""
    found: list[list[Span]] = []
    for span in spans:
        last = found[-1][-1] if found else None
        if (
            last is not None
            and last.organisation.casefold() == span.organisation.casefold() != ""
            and span.first - last.last <= FOLLOWS_WITHIN
        ):
            found[-1].append(span)
        else:
            found.append([span])
    begins = [scale.cell(roles[0].first) for roles in found]
    ends = [scale.cell(max(one.last for one in roles)) for roles in found]
    limits = [*(begin - 1 for begin in begins[1:]), *ends[-1:]]
    return tuple(
        Stay(roles[-1].organisation, begin, min(end, limit))
        for roles, begin, end, limit in zip(found, begins, ends, limits, strict=True)
        if len(roles) > 1
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """A track as it falls into cells, whoever has the cursor.

    Attributes:
        marks: its stones or points, those that share a place as one.
        levels: for each stone, which line under the bar has its title; none for points.
        stays: the stays that have their employer's name on a line above the bar.
    """

    marks: tuple[Mark, ...] = ()
    levels: tuple[int, ...] = ()
    stays: tuple[Stay, ...] = ()

    @property
    def lines(self) -> int:
        """How many lines it takes: a point's one, or a bar's with its employers' and those of its titles."""
        return 2 + max(self.levels) + bool(self.stays) if self.levels else 1


def place_jobs(spans: Sequence[Span], scale: Scale, depth: int, *, employers: bool = False) -> Placed:
    """Place a row of jobs with their titles on at most so many lines, and on one more their employers.

    A title that would run into the one before it goes a line down; where no line is free, it goes where
    the one before it ends first, and that one is cut.
    """
    marks = collapse(spans, scale, reach=0)
    levels = Levels(depth)
    places = [levels.put(mark.cell, said(mark.spans[0].label).cell_length) for mark in marks]
    return Placed(marks, tuple(places), stays(spans, scale) if employers else ())


def place_points(spans: Sequence[Span], window: Window) -> Placed:
    """Place the points in sight, with room for a count beside each mark."""
    return Placed(tuple(grouped(window.seen(spans), window.scale, reach=2)))


class Levels:
    """Lines under each other on which titles are placed from left to right."""

    def __init__(self, depth: int) -> None:
        self._ends = [-math.inf] * depth

    def free(self, cell: int) -> int | None:
        """The first line on which a title can begin in this cell."""
        return next((level for level, end in enumerate(self._ends) if end + APART <= cell), None)

    def put(self, cell: int, length: int) -> int:
        """Place a title; where no line is free, on the one whose last title ends first."""
        level = self.free(cell)
        if level is None:
            level = min(range(len(self._ends)), key=lambda number: self._ends[number])
        self._ends[level] = cell + length
        return level


def place_undated(spans: Sequence[Span], window: Window) -> list[tuple[int, Span]]:
    """The cells in which jobs without a date begin, with the cursor's in sight."""
    lengths = [2 + said(span.label).cell_length for span in spans]
    begin = next((number for number, span in enumerate(spans) if span.record_id == window.cursor), 0)
    room = window.width - lengths[begin]
    while begin and lengths[begin - 1] + 3 <= room:
        begin -= 1
        room -= lengths[begin] + 3
    placed: list[tuple[int, Span]] = []
    cell = 0
    for length, span in zip(lengths[begin:], spans[begin:], strict=True):
        if cell >= window.width:
            break
        placed.append((cell, span))
        cell += length + 3
    return placed


@dataclass(frozen=True, slots=True)
class Layout:
    """How the canvas falls into its size.

    Attributes:
        scale: how days fall into cells.
        width: the cells of time in sight.
        air: 3 with an empty line between all lanes, 2 between groups of them and between rows of jobs,
            1 under the jobs only, 0 with none, and no ticks.
        below: the lines under the visions for their titles; with 0 they stand beside them.
        placed: each track as it falls into cells.
    """

    scale: Scale
    width: int
    air: int
    below: int
    placed: tuple[Placed, ...]

    def height(self, tracks: Sequence[Track]) -> int:
        """How many lines it takes, the axis included."""
        gaps = sum(self.air >= air_before(number, track) for number, track in enumerate(tracks))
        lines = sum(placed.lines for placed in self.placed)
        return self.axis_lines + lines + self.below + gaps

    @property
    def axis_lines(self) -> int:
        """How many lines the axis takes: the years, and the ticks where there is air."""
        return 2 if self.air else 1


_LAYOUTS = (
    (3, 3, 3, True),
    (2, 3, 3, True),
    (2, 3, 2, True),
    (1, 3, 2, True),
    (1, 2, 1, True),
    (0, 2, 1, True),
    (0, 2, 1, False),
    (0, 2, 0, False),
    (0, 1, 1, False),
    (0, 1, 0, False),
)
"""Air, lines for the titles of a row of jobs, `below`, and whether employers have a line; the most generous
first."""


_NEVER = 4
"""More air than any layout has."""


def air_before(number: int, track: Track) -> int:
    """How much air there has to be for an empty line before a track."""
    if track.lane is Lane.FUTURES and track.spans[0].row:
        return _NEVER
    if number and track.lane in {Lane.FUTURES, Lane.LEARNING}:
        return 1
    return 2 if track.lane in {Lane.JOBS, Lane.VISION, None} else 3


def lay_out(tracks: Sequence[Track], window: Window, height: int) -> Layout:
    """The most generous layout that fits the height; the least generous where none does."""
    points = [place_points(track.spans, window) if track.lane in MARKS else Placed() for track in tracks]
    placed: dict[tuple[int, bool], tuple[Placed, ...]] = {}
    for air, depth, below, employers in _LAYOUTS:
        key = depth, employers
        if key not in placed:
            placed[key] = tuple(
                _place(track, window, depth, employers=employers) if track.lane in LASTING else already
                for track, already in zip(tracks, points, strict=True)
            )
        layout = Layout(window.scale, window.width, air, below, placed[key])
        if layout.height(tracks) <= height:
            break
    return layout


def _place(track: Track, window: Window, depth: int, *, employers: bool) -> Placed:
    if track.lane is Lane.JOBS:
        return place_jobs(track.spans, window.scale, depth, employers=employers)
    return Placed(collapse(track.spans, window.scale))
