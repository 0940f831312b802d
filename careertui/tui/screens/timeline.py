"""Timeline: the life line from the first job to the farthest vision, and the stone under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import compress
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from careertui.domain.career import Career
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Interaction
from careertui.domain.future import Future
from careertui.domain.future_line import future_spans
from careertui.domain.goal import Goal
from careertui.domain.job import Job
from careertui.domain.links import Links
from careertui.domain.record import Record
from careertui.domain.stones import stones
from careertui.domain.timeline import Lane, Span, timeline
from careertui.domain.vision import Vision
from careertui.planner.planner import Planner
from careertui.tui.commands import Command
from careertui.tui.job_commands import JOB_COMMANDS, JobCommands
from careertui.tui.presentation import clipped, joined, named
from careertui.tui.stone_pane import stone_pane
from careertui.tui.what_if import WHAT_IF, LooksAhead
from careertui.tui.widgets.detail_pane import DetailPane
from careertui.tui.widgets.life_line import LifeLine
from careertui.tui.widgets.timeline_canvas import TimelineCanvas

_BESIDE = 5
"""Cells beside the text of the pane: its padding, and where its scrollbar may be."""


class TimelineScreen(LooksAhead, JobCommands):
    """The life line on top; below it, what the stone under the cursor left behind and where it led."""

    MODE = "timeline"
    MAKES = Job
    FILTERS = (Job, Goal, Challenge, Interaction, Vision, Future)
    AUTO_FOCUS = "TimelineCanvas"
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("timeline.zoom_in", "z", "zoom in", "Zoom in around the cursor", footer=True),
        Command("timeline.zoom_out", "Z", "zoom out", "Zoom out around the cursor", footer=True),
        Command("timeline.now", "0", "now", "Go back to the now line", footer=True),
        Command(
            "timeline.earlier",
            "left_square_bracket",
            "earlier",
            "Bring the thing before this one into the middle",
        ),
        Command(
            "timeline.later",
            "right_square_bracket",
            "later",
            "Bring the thing after this one into the middle",
        ),
        Command(
            "timeline.pan_back", "ctrl+left,less_than_sign", "pan back", "Look half a window further back"
        ),
        Command(
            "timeline.led_here",
            "F",
            "what led here",
            "Show only what led to the vision under the cursor, or to one you pick; back shows all again",
            footer=True,
            takes="one",
        ),
        Command("timeline.pan_on", "ctrl+right,greater_than_sign", "pan on", "Look half a window further on"),
        WHAT_IF,
        Command("timeline.futures", "b", "futures", "Show or hide the what-if futures, each as a lane ahead"),
        *JOB_COMMANDS,
    )

    def __init__(self, planner: Planner) -> None:
        super().__init__(planner)
        self._led_to: str | None = None
        """The vision to which everything shown leads; None when everything is shown."""
        self._futures_wanted = True

    # --- layout -------------------------------------------------------------------------------------

    def body(self) -> Sequence[Widget]:
        """The life line, and the pane below it."""
        return (Static("", id="title", markup=False), TimelineCanvas(), DetailPane(below=True))

    def refresh_view(self) -> None:
        """Lay the records out in time, with the filter applied."""
        if self.filtered is not None and self.filtered.every is not self.filterable():
            self._narrow()  # it is another day since the filter was typed
        if self._led_to is not None and not self._is_there(self._led_to):
            self._led_to = None
        line = self._life_line()
        self.canvas.show(line)
        self._say_what_is_shown(line)

    def _say_what_is_shown(self, line: LifeLine) -> None:
        """Name the vision, above everything that led to it."""
        vision, title = self.planner.get(self._led_to or ""), self.query_one("#title", Static)
        title.display = vision is not None
        if vision is not None:
            count = sum(len(spans) for spans in line.lanes.values()) + len(line.undated) - 1
            things = f"   {count or 'no'} thing{'' if count == 1 else 's'}   "
            heading = clipped(named(vision, "bold $foreground"), max(self.size.width - 42, 10))
            title.update(
                joined("what led to ", heading, things, (self.key_of("screen.back"), "$stone"), " shows all")
            )

    @property
    def canvas(self) -> TimelineCanvas:
        """The life line."""
        return self.query_one(TimelineCanvas)

    @property
    def current_id(self) -> str | None:
        """The thing under the cursor."""
        return self.canvas.cursor_id.partition("/")[0] if self.canvas.cursor_id else None

    def told(self, record: Record, width: int) -> Content:
        """A job is told as the stone it is, worked out once: a long life has thousands of people in it."""
        if not isinstance(record, Job):
            return super().told(record, width)
        room = max(self.size.width - _BESIDE, 1)
        return self.planner.derived(_stone_told, record.id, self.planner.today, room)

    def focus_records(self) -> None:
        """Put the focus back on the life line."""
        self.canvas.focus()

    def put_cursor_on(self, id_: str) -> bool:
        """Take the cursor to a thing; False when it is not on the life line."""
        found = self.canvas.go_to(id_)
        if found:
            self.canvas.focus()
        return found

    # --- commands -----------------------------------------------------------------------------------

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now."""
        canvas = self.canvas
        if command_id.startswith("timeline.") and not canvas.ids:
            return "There is nothing on the life line yet."
        if command_id == "timeline.led_here" and not self.planner.all(Vision):
            return f"There is no vision yet; {self.key_of('go.vision')} is where they are written."
        if command_id == "timeline.futures" and not self.planner.derived(future_spans, self.planner.today):
            return f"No what-if future has a stone ahead of now; {self.key_of('ahead.what_if')} shows them."
        if command_id == "timeline.zoom_in" and canvas.zoom == canvas.zooms[-1]:
            return "This is as near as it gets."
        if command_id == "timeline.zoom_out" and canvas.zoom == canvas.zooms[0]:
            return "This is as far as it goes."
        return super().why_not(command_id)

    def do_zoom_in(self) -> None:
        """See less, in more detail."""
        self.canvas.zoom_by(1)
        self.refresh_keys()

    def do_zoom_out(self) -> None:
        """See more at once."""
        self.canvas.zoom_by(-1)
        self.refresh_keys()

    def do_now(self) -> None:
        """Go back to the now line."""
        self.canvas.go_to_now()

    def do_earlier(self) -> None:
        """Bring the thing before this one into the middle."""
        self.canvas.action_step(-1, centre=True)

    def do_later(self) -> None:
        """Bring the thing after this one into the middle."""
        self.canvas.action_step(1, centre=True)

    def do_led_here(self) -> None:
        """Show only what led to the vision under the cursor, or ask to which."""
        from careertui.tui.dialogs.picker import Picker, record_choices

        vision = self.subject
        if isinstance(vision, Vision):
            self._show_what_led_to((vision.id,))
        else:
            search = record_choices(self.planner, [Vision])
            self.app.push_screen(Picker("What led to which vision?", search), self._show_what_led_to)

    def _show_what_led_to(self, picked: tuple[str, ...] | None) -> None:
        if picked:
            self._led_to = picked[0]
            self.refresh_records()
            self.canvas.go_to(picked[0])

    def do_futures(self) -> None:
        """Show the what-if futures, or hide them."""
        self._futures_wanted = not self._futures_wanted
        self.refresh_view()
        self.refresh_pane()

    def do_pan_back(self) -> None:
        """Look half a window further back."""
        self.canvas.pan_by(-1)

    def do_pan_on(self) -> None:
        """Look half a window further on."""
        self.canvas.pan_by(1)

    def do_mark(self) -> None:
        """Mark the thing under the cursor, or take its mark away, and go on to the next."""
        super().do_mark()
        self.refresh_view()
        self.canvas.action_step(1)

    def unmark(self) -> None:
        """Take every mark away, and show that they are gone."""
        super().unmark()
        self.refresh_view()

    def do_back(self) -> None:
        """Close one layer: the filter, then what led to a vision, then the marks."""
        if self._led_to is None or self.bar.line or self.bar.is_open:
            super().do_back()
        else:
            self._led_to = None
            self.refresh_records()

    @on(TimelineCanvas.LaidOut)
    def _laid_out(self, event: TimelineCanvas.LaidOut) -> None:
        """How far it can be zoomed is known now."""
        event.stop()
        self.refresh_keys()

    @on(TimelineCanvas.Moved)
    def _thing_moved(self, event: TimelineCanvas.Moved) -> None:
        event.stop()
        self.refresh_pane()
        self.refresh_keys()

    @on(TimelineCanvas.Chosen)
    def _thing_chosen(self, event: TimelineCanvas.Chosen) -> None:
        event.stop()
        self.action_command("record.open")

    # --- the view state -----------------------------------------------------------------------------

    def _life_line(self) -> LifeLine:
        planner, today = self.planner, self.planner.today
        line = planner.derived(timeline, today)
        futures = planner.derived(future_spans, today) if self._futures_wanted else ()
        left = planner.derived(stones, today)
        undated = (_undated(job, left[job.id].filled) for job in line.undated)
        passing, talks = self._passing(line.lanes[Lane.PEOPLE])
        few = {**line.lanes, Lane.FUTURES: futures, Lane.PEOPLE: ()}
        return LifeLine(
            lanes={**{lane: _kept(spans, passing) for lane, spans in few.items()}, Lane.PEOPLE: talks},
            undated=_kept(undated, passing),
            first=line.first,
            last=max([line.last, *(span.last for span in futures)]),
            today=today,
            marked=self.marked,
            empty=joined("\n  ", (f"Nothing here passes; {self.key_of('screen.back')} shows all.", "$muted"))
            if self.filtered is not None
            else joined(
                ("\n  Your life line begins with a job, however small.\n\n  ", "$muted"),
                (self.key_of("record.new"), "$stone"),
                (" adds one,  ", "$muted"),
                (self.key_of("app.import"), "$stone"),
                (" brings in a CV", "$muted"),
            ),
        )

    def _passing(self, talks: tuple[Span, ...]) -> tuple[frozenset[str] | None, tuple[Span, ...]]:
        """The ids of what passes the filter and led to the vision, None when all does; and the talks that do.

        Of these there may be tens of thousands: which of them pass is known by their place.
        """
        led_here = self.planner.derived(Links).leading_to(self._led_to) if self._led_to else None
        if self.filtered is None:
            return led_here, _kept(talks, led_here)
        every, passes = self.filtered.every, self.filtered.passes
        few = len(every) - len(talks)
        ids = frozenset(record.id for record in compress(every[:few], passes))
        if not all(passes[few:]):  # or else the very same, and with them what the canvas knows of them
            talks = tuple(compress(talks, passes[few:]))
        return ids if led_here is None else ids & led_here, _kept(talks, led_here)

    def filterable(self) -> tuple[Record, ...]:
        """What stands on the life line, talks last; a goal without a date does not, and is not counted."""
        return self.planner.derived(_on_the_line, self.planner.today)


def _stone_told(career: Career, id_: str, today: date, width: int) -> Content:
    """A job's stone as the pane tells it."""
    job = career.get(id_)
    return stone_pane(job, career, today, width) if isinstance(job, Job) else Content()


def _on_the_line(career: Career, today: date) -> tuple[Record, ...]:
    line = career.derived(timeline, today)
    few = (spans for lane, spans in line.lanes.items() if lane is not Lane.PEOPLE)
    ids = {span.record_id for spans in few for span in spans}
    ids.update(job.id for job in line.undated)
    ids.update(span.of_record for span in career.derived(future_spans, today))
    dated = (record for kind in _BUT_TALKS for record in career.all(kind) if record.id in ids)
    talks = (career.get(span.record_id) for span in line.lanes[Lane.PEOPLE])
    return (*dated, *filter(None, talks))


_BUT_TALKS: tuple[type[Record], ...] = (Job, Goal, Challenge, Vision, Future)


def _kept(spans: Iterable[Span], passing: frozenset[str] | None) -> tuple[Span, ...]:
    if passing is None:
        return tuple(spans)
    return tuple(
        [
            span
            for span in spans
            if span.record_id in passing or (span.lane is Lane.FUTURES and span.of_record in passing)
        ]
    )


def _undated(job: Job, filled: int) -> Span:
    """A job that has no place in time; its days mean nothing."""
    return Span(
        record_id=job.id,
        lane=Lane.JOBS,
        row=0,
        first=date.min,
        last=date.min,
        open_start=True,
        open_end=True,
        planned=job.planned,
        label=job.title,
        mark="stone",
        filled=filled,
    )
