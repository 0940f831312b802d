"""The life line on the line API: years across, lanes down, and a cursor that goes from stone to stone.

The widget holds what is seen and where the cursor is, and how keys and clicks change both. What falls where
is in `life_line`, and what it looks like in `life_line_drawing`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, KeysView
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from careertui.domain.timeline import Lane, Span
from careertui.tui.commands import moves
from careertui.tui.presentation import clipped, joined
from careertui.tui.widgets.life_line import (
    LANE_NAMES,
    LASTING,
    Layout,
    LifeLine,
    Things,
    Track,
    Window,
    air_before,
    days_apart,
    first_day,
    lay_out,
    place_undated,
    tracks_of,
)
from careertui.tui.widgets.life_line_drawing import Cells, Line, axis, draw_track
from careertui.tui.widgets.life_line_zoom import (
    WHOLE,
    Anchor,
    home,
    opening_zoom,
    scale_at,
    zooms_of,
)
from careertui.tui.widgets.plain_lines import strips_of

_NAME_CELLS = max(len(name) for name in LANE_NAMES.values())
_RIGHT = 2
"""Cells kept free at the right, for the sign that there is more."""
_NARROWEST = 8
"""Cells of time that are drawn however narrow the window is; the rest is cut off."""


class TimelineCanvas(ScrollView, can_focus=True):
    """The life line, with a cursor that stays on its thing when the records, the zoom or the size change.

    Args:
        id: the widget's id.
    """

    DEFAULT_CSS = """
    TimelineCanvas {
        height: 1fr; background: $background; overflow-x: hidden;
        scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
    }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    BINDINGS: ClassVar[list[BindingType]] = [
        *moves(left="step(-1)", down="lane(1)", up="lane(-1)", right="step(1)"),
        *moves(first="first", last="last", half_down="pan(1)", half_up="pan(-1)"),
    ]

    cursor_id: reactive[str | None] = reactive(None, init=False, repaint=False)
    """The thing the cursor is on; None when there is none."""

    class Moved(Message):
        """The cursor came to another thing."""

        def __init__(self, canvas: TimelineCanvas, id_: str | None) -> None:
            super().__init__()
            self.canvas = canvas
            self.id = id_

        @property
        def control(self) -> TimelineCanvas:
            """The canvas it happened on."""
            return self.canvas

    class Chosen(Moved):
        """A second click on a thing."""

    class LaidOut(Message):
        """It has another size, and so perhaps another zoom."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._view: LifeLine | None = None
        self._tracks: tuple[Track, ...] = ()
        self._spans = Things()
        self._zoom = ""
        self._anchor = Anchor()
        self._day = date.min
        self._layout: Layout | None = None
        self._axis_height = 0
        self._lines: list[Line] = []
        self._drawn: list[Content] = []
        self._strips: dict[int, Strip] = {}

    # --- what it shows ------------------------------------------------------------------------------

    def show(self, view: LifeLine) -> None:
        """Show this life line, with the cursor kept, or on the nearest thing to where it was."""
        was_on = self._spans.track_of(self.cursor_id)
        opening = self._view is None
        self._view, self._layout = view, None
        self._tracks = tracks_of(view, self._tracks)
        self._spans = Things(self._tracks)
        if opening:
            self._day = view.today
        self._lay_out()
        self._redraw()
        if self.cursor_id not in self._spans:
            self.cursor_id = self._nearest_to(was_on)
            self._keep_in_sight()

    @property
    def ids(self) -> KeysView[str]:
        """Every thing the cursor can be on."""
        return self._spans.keys()

    @property
    def zoom(self) -> str:
        """How much of the life line is seen at once."""
        return self._zoom

    @property
    def zooms(self) -> tuple[str, ...]:
        """The zooms there are, the widest first."""
        return zooms_of(self._view)

    def window(self) -> Window | None:
        """What is seen now; None until the canvas has a size and something to show."""
        if self._view is None or self._layout is None:
            return None
        layout = self._layout
        return Window(layout.scale, layout.width, self._view.today, self._current, self._view.marked)

    def _keep_in_sight(self) -> None:
        """Pan to the cursor's thing where none of it is seen, as when a life line ends long before now."""
        span = self._current
        if span is not None:
            self._take(span, whole=span.last < self._view.today if self._view else False)

    def _nearest_to(self, was_on: int | None) -> str | None:
        """The thing nearest to where the cursor was, on its own track if there is one left."""
        tracks = self._tracks
        if was_on is not None and was_on < len(tracks) and tracks[was_on].spans:
            tracks = (tracks[was_on],)
        elif was_on is None:
            # A stone, where there is one: they are what the life line is about.
            tracks = tuple(t for t in tracks if t.lane is Lane.JOBS and t.spans) or tracks
        return _id(_nearest(tracks, self._day))

    # --- how it falls into its size -----------------------------------------------------------------

    def _lay_out(self) -> None:
        """Work out what falls into which cell, and how many lines there is room for."""
        view, width = self._view, max(self.size.width - self._left - _RIGHT, _NARROWEST)
        if view is None or not self.size:
            return
        if self._zoom not in self.zooms:
            self._zoom = opening_zoom(view, width)
            self._go_home(view)
        window = Window(scale_at(view, self._zoom, self._anchor, width), width, view.today)
        self._layout = lay_out(self._tracks, window, self.size.height)

    def _go_home(self, view: LifeLine) -> None:
        if self._zoom != WHOLE:
            self._anchor = home(view, self._zoom)

    @property
    def _left(self) -> int:
        """Cells at the left: a margin, the names of the lanes, and a gap."""
        return self._margin + _NAME_CELLS + 2

    @property
    def _margin(self) -> int:
        return 2 if self.size.width >= 80 else 1  # noqa: PLR2004 - the narrowest window with air to spare

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """Lay everything out for another size as soon as it is known, so that the next frame has it."""
        before = self.outer_size
        is_to_be_told = super()._size_updated(size, virtual_size, container_size, layout)
        if self.outer_size != before:
            self._lay_out()
            self._redraw()
            self._scroll_update(self.virtual_size)
        return is_to_be_told

    def on_resize(self) -> None:
        """Show the cursor's thing in the new size."""
        self._keep_in_sight()
        self._scroll_to_cursor()
        self.post_message(self.LaidOut())

    def notify_style_update(self) -> None:
        """The theme changed: nothing drawn before is right."""
        super().notify_style_update()
        self._strips.clear()

    # --- drawing ------------------------------------------------------------------------------------

    def _redraw(self) -> None:
        """Draw again, and refresh the lines that came out different."""
        window, layout, before = self.window(), self._layout, self._drawn
        self._axis_height, self._lines, self._drawn = 0, [], []
        if window is not None and layout is not None and self._spans:
            labels, ticks = axis(window)
            above = [self._axis_line(labels, self._zoom), self._axis_line(ticks)][: layout.axis_lines]
            self._axis_height = len(above)
            self._lines = list(self._draw(window, layout))
            below = self.size.height - len(above) - len(self._lines)
            self._lines += [Line(Cells(window).drawn())] * below
            self._drawn = above + [self._whole_line(line) for line in self._lines]
        self.virtual_size = Size(max(self.scrollable_content_region.width, 1), len(self._drawn))
        if not self._drawn or len(before) != len(self._drawn):
            self._strips.clear()
            self.refresh()
            return
        for number, (old, new) in enumerate(zip(before, self._drawn, strict=True)):
            if not old.is_same(new):
                self._strips.pop(number, None)
                row = number if number < self._axis_height else number - self.scroll_offset.y
                self.refresh(Region(0, row, self.size.width, 1))

    def _draw(self, window: Window, layout: Layout) -> Iterator[Line]:
        """The lines under the axis."""
        blank = Line(Cells(window).drawn())
        for number, track in enumerate(self._tracks):
            if layout.air >= air_before(number, track):
                yield blank
            lines = draw_track(number, track, window, layout)
            is_first = not number or self._tracks[number - 1].lane is not track.lane
            yield from lines if is_first else (replace(line, name="") for line in lines)

    def _whole_line(self, line: Line) -> Content:
        """A line with its name at the left, and the signs that there is more on either side."""
        track = self._tracks[line.track] if line.track is not None else None
        current = self._current
        if track is not None and current is not None and self._track(current).lane is track.lane:
            style = "bold"
        else:
            style = "$muted" if track is not None and track.spans else "$faint"
        return joined(
            " " * self._margin,
            (line.name.ljust(_NAME_CELLS + 1), style),
            ("‹" if line.more_before else " ", "$faint"),
            line.cells,
            ("›" if line.more_after else " ", "$faint"),
        )

    def _axis_line(self, cells: Content, name: str = "") -> Content:
        return joined(" " * self._margin, (name.ljust(_NAME_CELLS + 2), "$faint"), cells)

    def render_line(self, y: int) -> Strip:
        """One line of the window; the axis stays where it is when the lanes are scrolled."""
        width = self.scrollable_content_region.width
        if not self._lines:
            return self._render_empty(y, width)
        number = y if y < self._axis_height else y + self.scroll_offset.y
        strip = self._strips.get(number)
        if strip is None or strip.cell_length != width:
            content = self._drawn[number] if number < len(self._drawn) else Content()
            strip = self._strips[number] = self._strip(content, width)
        return strip

    def _render_empty(self, y: int, width: int) -> Strip:
        lines = self._view.empty.split("\n") if self._view else []
        return self._strip(lines[y] if y < len(lines) else Content(), width)

    def _strip(self, content: Content, width: int) -> Strip:
        return strips_of(self, clipped(content, width), width)[0]

    # --- the cursor ---------------------------------------------------------------------------------

    def go_to(self, id_: str) -> bool:
        """Take the cursor to a thing, and show where it begins; False when it is not here."""
        span = self._spans.get(id_)
        if span is None:
            return False
        self._take(span)
        return True

    def watch_cursor_id(self, _old: str | None, new: str | None) -> None:
        """Bring it into sight, draw it, and tell the screen."""
        self._redraw()
        self._scroll_to_cursor()
        # Straight to the screen, or it would miss the frame of the lines on its way.
        self.screen.post_message(self.Moved(self, new))

    def _take(self, span: Span, *, centre: bool = False, whole: bool = True, keep_day: bool = False) -> None:
        """Put the cursor on a thing and pan until it is in sight.

        Args:
            span: the thing.
            centre: whether it comes into the middle in any case.
            whole: whether its beginning has to be seen; otherwise any of it will do.
            keep_day: whether the cursor only crosses to another lane, and is to find its way back.
        """
        window = self.window()
        if window is not None and self._track(span).lane is not None:
            in_sight = window.shows(span) if whole else window.touches(span)
            if whole and not keep_day:
                self._day = span.first
            if centre or not in_sight:
                part = 0.5 if centre else 0.25 if window.scale.cell(span.first) < 0 else 0.75
                self._pan_to(span.first, part)
        self.cursor_id = span.record_id

    def _pan_to(self, day: date, part: float) -> None:
        """Put a day at this part of the width."""
        self._anchor = Anchor(day, part)
        self._lay_out()
        self._redraw()

    def _scroll_to_cursor(self) -> None:
        """Scroll down or up until the cursor's track is in sight."""
        track = self._spans.track_of(self.cursor_id)
        numbers = [
            number
            for number, line in enumerate(self._lines)
            if line.track is not None and line.track == track
        ]
        room = self.size.height - self._axis_height
        if not numbers or room <= 0:
            return
        if numbers[0] < self.scroll_offset.y or len(numbers) > room:
            self.scroll_to(y=numbers[0], animate=False)
        elif numbers[-1] >= self.scroll_offset.y + room:
            self.scroll_to(y=numbers[-1] - room + 1, animate=False)

    def _track(self, span: Span) -> Track:
        return next(track for track in self._tracks if span.record_id in track.by_id)

    @property
    def _current(self) -> Span | None:
        return self._spans.get(self.cursor_id or "")

    def _lane_spans(self, span: Span) -> tuple[Span, ...]:
        """Everything in the lane of a thing, or on its row where that is a future, in order of time."""
        lane = self._track(span).lane
        if lane is Lane.FUTURES:
            return self._track(span).spans
        if self._view is None:
            return ()
        return self._view.undated if lane is None else self._view.lanes[lane]

    def action_step(self, step: int, *, centre: bool = False) -> None:
        """Go to the next or previous thing in the lane."""
        span = self._current
        if span is None:
            return
        spans = self._lane_spans(span)
        place = spans.index(span, bisect_left(spans, span.first, key=first_day)) + step
        if 0 <= place < len(spans):
            self._take(spans[place], centre=centre)
        elif centre:
            self._take(span, centre=True)

    def action_lane(self, step: int) -> None:
        """Go to the thing nearest in time on the next track that has any."""
        here = self._spans.track_of(self.cursor_id)
        number = (-1 if here is None else here) + step
        while 0 <= number < len(self._tracks):
            span = self._tracks[number].nearest(self._day)
            if span is not None:
                ended = self._view is not None and span.last < self._view.today
                self._take(span, whole=ended, keep_day=True)
                return
            number += step

    def action_first(self) -> None:
        """Go to the first thing in the lane."""
        if self._current is not None:
            self._take(self._lane_spans(self._current)[0])

    def action_last(self) -> None:
        """Go to the last thing in the lane."""
        if self._current is not None:
            self._take(self._lane_spans(self._current)[-1])

    def action_pan(self, step: int) -> None:
        """Half a window on or back, which here lies to the side."""
        self.pan_by(step)

    # --- what is seen -------------------------------------------------------------------------------

    def zoom_by(self, step: int) -> None:
        """Zoom in or out by so many steps; the cursor's thing stays where it is in the window."""
        window, view = self.window(), self._view
        zooms = self.zooms
        place = min(max(zooms.index(self._zoom) + step, 0), len(zooms) - 1) if self._zoom in zooms else 0
        if window is None or view is None or zooms[place] == self._zoom:
            return
        self._anchor = self._held(window)
        self._zoom = zooms[place]
        self._lay_out()
        self._redraw()
        self._scroll_to_cursor()

    def _held(self, window: Window) -> Anchor:
        """The day around which to zoom, the cursor's if it is seen, and where in the width it stands."""
        span, day = self._current, self._day
        if span is not None and self._track(span).lane is not None:
            day = min(max(day, span.first), span.last if span.lane in LASTING else span.first)
        cell = window.scale.cell(day)
        if 0 <= cell < window.width:
            return Anchor(day, cell / window.width)
        return Anchor(window.scale.day(window.width // 2), 0.5)

    def pan_by(self, step: int) -> None:
        """Pan by so many halves of the window; the cursor comes along if its lane has something there."""
        window, view = self.window(), self._view
        if window is None or view is None or self._zoom == WHOLE:
            return
        half = window.width // 2
        middle = min(max(window.scale.day(half + step * half), view.first), view.last)
        self._pan_to(middle, 0.5)
        window, span = self.window(), self._current
        if window is None or span is None or self._track(span).lane is None or window.touches(span):
            return
        nearest = self._track(span).nearest(middle)
        if nearest is not None and window.touches(nearest):
            self._take(nearest, whole=False)

    def go_to_now(self) -> None:
        """Bring the now line back into sight, and the cursor to what is nearest to it."""
        view, span = self._view, self._current
        if view is None or span is None:
            return
        self._day = view.today
        self._go_home(view)
        self._pan_to(self._anchor.day, self._anchor.part)
        own = self._track(span)
        nearest = own.nearest(view.today) if own.lane is not None else None
        window = self.window()
        if window is None or nearest is None or not window.touches(nearest):
            nearest = _nearest(self._tracks, view.today) or span
        self.cursor_id = nearest.record_id

    # --- the mouse ----------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Take the cursor to the nearest thing; a second click on it chooses it."""
        window = self.window()
        span = self._at(event.x - self._left, event.y, window) if window else None
        if span is None:
            return
        if span.record_id == self.cursor_id and event.chain > 1:
            self.post_message(self.Chosen(self, span.record_id))
        if window is not None and self._track(span).lane is not None:
            self._day = window.scale.day(min(max(event.x - self._left, 0), window.width))
        self._take(span, whole=False)

    def _at(self, cell: int, y: int, window: Window) -> Span | None:
        """The thing nearest to a place in the window."""
        number = y - self._axis_height + self.scroll_offset.y
        lines = [
            (abs(place - number), line.track)
            for place, line in enumerate(self._lines)
            if line.track is not None and self._tracks[line.track].spans
        ]
        if not lines:
            return None
        track = self._tracks[min(lines)[1]]
        if track.lane is None:
            placed = place_undated(track.spans, window)
            return next((span for begin, span in reversed(placed) if begin <= cell), placed[0][1])
        return track.nearest(window.scale.day(min(max(cell, 0), window.width)))


def _nearest(tracks: Iterable[Track], day: date) -> Span | None:
    """The thing nearest to a day on any of the tracks; of two, the one further up."""
    dated = (track.nearest(day) for track in sorted(tracks, key=lambda track: track.lane is None))
    found = [span for span in dated if span is not None]
    return min(found, key=lambda span: days_apart(span, day), default=None)


def _id(span: Span | None) -> str | None:
    return span.record_id if span is not None else None
