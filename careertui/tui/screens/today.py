"""Today: what is next, whether the practices moved, and the present job's stone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from careertui.domain.contact import Contact, Interaction
from careertui.domain.partial_date import ago_in_words
from careertui.domain.practices import PracticeReport, headline, practices
from careertui.domain.record import Record
from careertui.domain.staying_in_touch import NextThing, upcoming
from careertui.domain.stones import current_jobs, stones
from careertui.domain.win import Ask
from careertui.planner.completing import talk_with
from careertui.planner.planner import Planner
from careertui.tui.commands import Command
from careertui.tui.presentation import STONES, clipped, columns, joined, row, said, sparkline, when
from careertui.tui.screens.base import Capture, CareerScreen
from careertui.tui.widgets.record_list import RecordList, Row

BESIDE_FROM = 100
"""Cells of width from which the practices stand beside what is next; under it they stand below."""
ROOMY_FROM = 32
"""Lines of height from which each practice has its next step on a line of its own."""
AIRY_FROM = 22
"""Lines of height from which an empty one sets the parts apart."""
_SHORTEST_STEP = 14
_WHY_FROM = 50
_KINDS = {
    "goal": ("▸", "$stone"),
    "follow-up": ("↳", "$stone"),
    "person": ("•", "$people"),
    "step": ("○", "$muted"),
}
_HUES = {
    "vision": "$vision",
    "learning": "$learning",
    "network": "$people",
    "challenge": "$challenge",
    "purpose": "$vision",
    "ownership": "$done",
}


class TodayScreen(CareerScreen):
    """Next, Job or career?, and Now."""

    MODE = "today"
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command(
            "today.log", "i", "log a talk", "Log a conversation with whom this line is about", footer=True
        ),
    )
    FOOTER_HERE: ClassVar[tuple[str, ...]] = ("record.open",)
    FOOTER_WITHOUT: ClassVar[frozenset[str]] = frozenset({"record.new", "screen.filter"})
    CSS_PATH = "today.tcss"

    def __init__(self, planner: Planner) -> None:
        super().__init__(planner)
        self._next: dict[str, NextThing] = {}
        self._of: dict[str, str] = {}

    def body(self) -> Sequence[Widget]:
        """What is next, and beside or below it the practices and the present job."""
        empty = joined(
            ("\n  Nothing is due, and nobody is waiting.\n\n  ", "$muted"),
            ("2", "$stone"), (" says where you want to be, ", "$muted"),
            ("3", "$stone"), (" plans toward it,\n  ", "$muted"),
            ("I", "$stone"), (" brings in a CV, ", "$muted"),
            ("?", "$stone"), (" shows the keys", "$muted"),
        )  # fmt: skip
        return (
            Horizontal(
                Vertical(
                    Static("Next", classes="head", markup=False),
                    RecordList(self._draw, empty=empty, id="next"),
                    id="next-part",
                ),
                Vertical(
                    Static("", id="headline", classes="head", markup=False),
                    Static("", id="practices", classes="side", markup=False),
                    Static("", id="now", classes="side", markup=False),
                    id="practice-part",
                ),
                id="today",
            ),
        )

    def refresh_view(self) -> None:
        """Work out the three things."""
        today = self.planner.today
        things = self.planner.derived(upcoming, today)
        self._next = {f"{thing.kind} {thing.record_id}": thing for thing in things}
        self._of = {key: thing.record_id for key, thing in self._next.items()}
        self.query_one("#next", RecordList).show([Row((key,)) for key in self._next])
        reports = self.planner.derived(practices, today)
        self.query_one("#headline", Static).update(Content(headline(reports)))
        width = self.query_one("#practices", Static).size.width or 76
        lines = [self._practice(report, width) for report in reports]
        roomy = self.query_one("#today").has_class("beside") and self.size.height >= ROOMY_FROM
        self.query_one("#practices", Static).update(Content("\n\n" if roomy else "\n").join(lines))
        self.query_one("#now", Static).update(self._now())

    def on_resize(self) -> None:
        """Beside each other where there is room."""
        wide = self.size.width >= BESIDE_FROM
        today = self.query_one("#today")
        today.set_class(wide, "beside")
        today.set_class(not wide, "below")
        today.set_class(self.size.height >= AIRY_FROM, "airy")
        self.call_after_refresh(self.refresh_view)

    def _draw(self, key: str, width: int, selected: bool) -> list[Content]:
        thing = self._next.get(key)
        if thing is None:
            return []
        mark, hue = _KINDS[thing.kind]
        passed = thing.when is not None and thing.when < self.planner.today
        # Nobody is overdue: somebody to reconnect with has words beside the name, not a day gone by.
        dated = thing.when is not None and not (passed and thing.kind == "person")
        day = when(thing.when, self.planner.today) if thing.when and dated else ""
        why = min(24, max(width // 3, 10)) if width >= _WHY_FROM else 0
        cells = [
            (Content.styled(day, "$stone" if passed else "$muted"), 6),
            (joined((mark, hue), " ", said(thing.title)), max(width - why - 6 - 2 - (6 if why else 4), 10)),
        ]
        if why:
            cells.append((said(thing.why, "$faint"), why))
        return [row(columns(cells), width, selected=selected)]

    def _practice(self, report: PracticeReport, width: int) -> Content:
        today = self.planner.today
        name = Content.styled(report.practice.capitalize(), "" if report.moved else "$muted")
        moved = ago_in_words(report.last_moved, today) if report.last_moved else "not yet"
        spark = sparkline(report.months, _HUES[report.practice])
        cells = [(name, 9), (spark, 12), (Content.styled(moved, "$muted"), 13)]
        step = joined(("→ ", "$stone"), said(report.next_step, "$muted")) if report.next_step else Content()
        if self.query_one("#today").has_class("beside"):
            below = clipped(joined(" " * 11, step), width) if step else Content()
            return joined(columns(cells), "\n", below) if self.size.height >= ROOMY_FROM else columns(cells)
        rest = width - 9 - 12 - 13 - 6
        return columns([*cells, (step, rest)]) if rest >= _SHORTEST_STEP else columns(cells)

    def _now(self) -> Content:
        """The present job's stone and its exit criteria, in at most six lines."""
        jobs = self.planner.derived(current_jobs, self.planner.today)
        if not jobs:
            return joined(
                ("No present job is written down; ", "$muted"),
                ("6", "$stone"),
                (" is where they live", "$muted"),
            )
        job = jobs[0]
        stone = self.planner.derived(stones, self.planner.today)[job.id]
        width = self.query_one("#now", Static).size.width or 76
        head = joined((STONES[stone.filled], "$stone"), " ", said(job.heading, "bold"))
        left = Content.styled(f"   {stone.filled} of 4 left behind", "$muted")
        fits = head.cell_length + left.cell_length <= width
        lines = [joined(head, left)] if fits else [clipped(head, width), left]
        if stone.empty:
            lines.append(clipped(Content.styled(f"  {stone.question(stone.empty[0])}", "$muted"), width))
        for criterion in job.exit_criteria[:3]:
            mark = ("✓ ", "$done") if criterion.met_on else ("○ ", "$stone")
            style = "$muted" if criterion.met_on else ""
            lines.append(clipped(joined("  ", mark, said(criterion.text, style)), width))
        return Content("\n").join(lines)

    # --- the record behind a line ------------------------------------------------------------------------

    @property
    def current_id(self) -> str | None:
        """The record that the line under the cursor is about."""
        key = self.query_one("#next", RecordList).cursor_id
        return self._of.get(key or "")

    @property
    def current(self) -> Record | None:
        """The record that the line under the cursor is about."""
        return self.planner.get(self.current_id) if self.current_id else None

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now."""
        if command_id in {"screen.filter", "record.mark"}:
            return "Today is short enough to read."
        if command_id == "today.log" and not self._people:
            return "This line is about nobody; c logs a conversation with anybody."
        return super().why_not(command_id)

    @property
    def _people(self) -> list[Contact]:
        """Whom the line under the cursor is about."""
        record = self.current
        if isinstance(record, Contact):
            return [record]
        ids = (
            record.people if isinstance(record, Interaction) else record.of if isinstance(record, Ask) else ()
        )
        return [person for id_ in ids if isinstance(person := self.planner.get(id_), Contact)]

    def do_log(self) -> None:
        """Log a conversation with whom the line under the cursor is about."""
        people = self._people
        self.post_message(Capture(talk_with(self.planner, people), frozenset(person.id for person in people)))

    def do_open(self) -> None:
        """Go to the record on its own screen."""
        self.go_to(self.current_id)
