"""Today: what is next, whether the practices moved, and the present job's stone; all of it to act on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from careertui.domain.contact import Contact, Interaction
from careertui.domain.job import Job
from careertui.domain.practices import PracticeReport, practices
from careertui.domain.record import Record
from careertui.domain.stagnation import Standstill, standstills, with_standstills
from careertui.domain.staying_in_touch import NextThing, upcoming
from careertui.domain.stones import Stone, current_jobs, stones
from careertui.domain.win import Ask
from careertui.planner.planner import Planner
from careertui.tui.commands import Command
from careertui.tui.glance import Glance, Line, Part
from careertui.tui.presentation import joined
from careertui.tui.screens.base import CareerScreen
from careertui.tui.today_lines import (
    BEGINNINGS,
    MOST_CRITERIA,
    Room,
    criteria_shown,
    criterion_line,
    headlines,
    more_line,
    practice_lines,
    room_below,
    some_of_each,
    stone_lines,
    thing_line,
)
from careertui.tui.today_parts import PARTS, TodayParts
from careertui.tui.widgets.record_list import Draw, Row

BESIDE_FROM = 100
"""Cells of width from which the practices stand beside what is next; under it they stand below."""
ROOMY_FROM = 32
"""Lines of height from which each practice has its next step on a line of its own."""
_NEXT_PERCENT = 54
"""How much of the width what is next takes where the parts stand beside each other; as in today.tcss."""
_HEADLINES = 2
"""Lines of the head of the practices where they stand beside what is next."""
_BARS = 3
"""Lines of the window that are the bars' and the air under the upper one."""
_MORE = "more"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rules make of a career today.

    Attributes:
        things: what is next.
        still: what has stood still.
        reports: how each practice moved.
        stone: of the present job; None without one.
    """

    things: Sequence[NextThing]
    still: Sequence[Standstill]
    reports: Sequence[PracticeReport]
    stone: Stone | None


def look_at(career: Planner) -> Seen:
    """Ask the rules; the career remembers what they said until a record changes."""
    today, thresholds = career.today, career.thresholds
    jobs = career.derived(current_jobs, today)
    return Seen(
        career.derived(upcoming, today, thresholds.soon_days, thresholds.answer_days),
        career.derived(standstills, today, thresholds),
        career.derived(practices, today, thresholds),
        career.derived(stones, today)[jobs[0].id] if jobs else None,
    )


class TodayScreen(TodayParts, CareerScreen):
    """Next, Job or career?, and Now.

    Each line has a key of its kind and its record, such as `goal 01H…`, so that the cursor stays on it.
    """

    MODE = "today"
    AUTO_FOCUS = "#next"
    FOOTER_HERE: ClassVar[tuple[str, ...]] = ("record.open",)
    FOOTER_WITHOUT: ClassVar[frozenset[str]] = frozenset({"record.new", "screen.filter"})
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command(
            "today.done",
            "x",
            "done",
            "Tick off what is under the cursor, or do what it asks",
            footer=True,
            takes="one",
            stays=True,
        ),
        Command(
            "today.log",
            "i",
            "log a talk",
            "Log a conversation with whom this line is about",
            footer=True,
            takes="one",
            stays=True,
        ),
    )
    CSS_PATH = "today.tcss"

    def __init__(self, planner: Planner) -> None:
        super().__init__(planner)
        self._things: dict[str, NextThing] = {}
        self._reports: dict[str, PracticeReport] = {}
        self._stone: Stone | None = None
        self._still: dict[str, str] = {}
        self._criteria: dict[str, int] = {}
        self._all = False
        self._hidden = 0
        self._looked_at: str | None = None
        self._draw: Mapping[str, Draw] = {
            "next": self._draw_thing,
            "practices": self._draw_practice,
            "now": self._draw_now,
        }
        self._empty: Mapping[str, Content] = {}

    def body(self) -> Sequence[Widget]:
        """What is next, and beside or below it the practices and the present job."""
        empty = joined(
            ("  Nothing is due, and nobody is waiting.\n  ", "$muted"),
            (self.key_of("go.vision"), "$stone"), (" says where you want to be, ", "$muted"),
            (self.key_of("go.goals"), "$stone"), (" plans toward it,\n  ", "$muted"),
            (self.key_of("app.import"), "$stone"), (" brings in a CV, ", "$muted"),
            (self.key_of("app.help"), "$stone"), (" shows the keys", "$muted"),
        )  # fmt: skip
        no_job = joined(
            ("  No present job is written down; ", "$muted"),
            (self.key_of("go.timeline"), "$stone"),
            (" is where they live", "$muted"),
        )
        self._empty = {"next": empty, "now": no_job}
        return (self.laid_out(self._draw, self._empty),)

    # --- what it shows ----------------------------------------------------------------------------------

    def refresh_view(self) -> None:
        """Work out the three things, and how much of each fits."""
        seen = look_at(self.planner)
        self._still = {one.record.id: one.beside for one in seen.still}
        self._reports = {f"practice {report.practice}": report for report in seen.reports}
        self._stone = seen.stone
        things = with_standstills(seen.things, seen.still)
        room = self._room(len(things))
        self._show_things(things, room.things)
        self._show_practices(room)
        self._show_now(room)
        self._set_classes(room)
        self.leave_the_empty()

    def _room(self, things: int) -> Room:
        lines = self.size.height - _BARS
        stone = self._stone
        at_stone = self._stone_height
        criteria = len(stone.job.exit_criteria) if stone else 0
        if self._is_wide:
            left = lines - _HEADLINES - 1 - self._practice_height * len(self._reports) - 1 - at_stone
            most = max(lines - 1, 1)
            return Room(most, True, left >= 0, min(max(left, 0), criteria, MOST_CRITERIA), lines > len(PARTS))
        if self._all:
            return Room(max(lines - 1, 1), practices=False, stone=False, criteria=0, air=False)
        # An empty part says in its place, over a few lines, what belongs there.
        return room_below(lines, things or 3, at_stone, criteria)

    @property
    def _is_wide(self) -> bool:
        return self.size.width >= BESIDE_FROM

    @property
    def _practice_height(self) -> int:
        return 3 if self._is_wide and self.size.height >= ROOMY_FROM else 1

    @property
    def _stone_height(self) -> int:
        """The job, what stood still about it, and the question."""
        stone = self._stone
        return 1 + (bool(stone.empty) + (stone.job.id in self._still) if stone else 0)

    def _show_things(self, things: Sequence[NextThing], most: int) -> None:
        fits = self._all or len(things) <= most
        shown = list(things) if fits else some_of_each(things, most - 1)
        self._hidden = len(things) - len(shown)
        self._things = {f"{thing.kind} {thing.record_id}": thing for thing in shown}
        rows = [Row((key,)) for key in self._things]
        if self._hidden:
            rows.append(Row((_MORE,)))
        self.fill("next", rows, min(len(rows), most) or 3)

    def _show_practices(self, room: Room) -> None:
        # Of the window, not of the widget: that one may not have been laid out for this size yet.
        width = self.size.width * (100 - _NEXT_PERCENT if self._is_wide else 100) // 100 - 4
        lines = _HEADLINES if self._is_wide else 1
        shown = headlines(tuple(self._reports.values()), width, lines, self.planner)
        self.headline.update(shown)
        height = self._practice_height
        rows = [Row((key,), height) for key in self._reports] if room.practices else []
        self.fill("practices", rows, height * len(rows))

    def _show_now(self, room: Room) -> None:
        stone = self._stone
        if stone is None:
            self._criteria = {}
            self.fill("now", [], int(room.stone))
            return
        places = criteria_shown(stone.job.exit_criteria, room.criteria)
        self._criteria = {f"criterion {place} {stone.job.id}": place for place in places}
        rows = [
            Row((f"job {stone.job.id}",), self._stone_height),
            *(Row((key,)) for key in self._criteria),
        ]
        self.fill("now", rows if room.stone else [], sum(row.height for row in rows) if room.stone else 0)

    def _set_classes(self, room: Room) -> None:
        today = self.query_one("#today")
        today.set_class(self._is_wide, "beside")
        today.set_class(not self._is_wide, "below")
        today.set_class(room.air, "airy")
        today.set_class(self._all and not self._is_wide, "all")

    def on_resize(self) -> None:
        """Beside each other where there is room."""
        self.call_after_refresh(self.refresh_view)

    # --- drawing ----------------------------------------------------------------------------------------

    def _draw_thing(self, key: str, width: int, selected: bool) -> Sequence[Content]:
        if key == _MORE:
            return more_line(self._hidden, self.key_of("record.open"), width, selected=selected)
        thing = self._things.get(key)
        return thing_line(thing, width, self.planner.today, selected=selected) if thing else []

    def _draw_practice(self, key: str, width: int, selected: bool) -> list[Content]:
        report, height = self._reports.get(key), self._practice_height
        if report is None:
            return []
        return practice_lines(report, width, height, self.planner.today, selected=selected)

    def _draw_now(self, key: str, width: int, selected: bool) -> list[Content]:
        if self._stone is None:
            return []
        if key in self._criteria:
            criterion = self._stone.job.exit_criteria[self._criteria[key]]
            return criterion_line(criterion, width, selected=selected)
        still = self._still.get(self._stone.job.id, "")
        return stone_lines(self._stone, width, still, selected=selected)

    def glance(self) -> Glance:
        """All that it shows of the career as it is, with the cursor on each line in turn."""
        if self._stale or self._all:
            self._all = False
            self.refresh_records()
        parts = {name: self._part_at_a_glance(name) for name in PARTS}
        self._looked_at = None
        shown = self.headline.visual
        assert isinstance(shown, Content)  # noqa: S101 - for the type checker: that is what it is given
        return Glance(shown, tuple(self.query_one("#today").classes), parts)

    def _part_at_a_glance(self, name: str) -> Part:
        part_list, draw = self.part_list(name), self._draw[name]
        width = part_list.scrollable_content_region.width
        lines = []
        for key in part_list.ids:
            self._looked_at = key
            plain, under_cursor = draw(key, width, False), draw(key, width, True)
            lines.append(Line(key, tuple(plain), tuple(under_cursor), tuple(self.hints())))
        heights = tuple(row.height for row in part_list.rows)
        empty = self._empty.get(name, Content())
        return Part(tuple(lines), heights, part_list.size.height, empty)

    # --- where the cursor is ----------------------------------------------------------------------------

    @property
    def _key(self) -> str:
        """The key of the line under the cursor; empty when there is none."""
        return self.place[1] if self._looked_at is None else self._looked_at

    @property
    def current_id(self) -> str | None:
        """The record that the line under the cursor is about."""
        report = self._reports.get(self._key)
        if report is not None:
            return report.next_id or None
        _, _, id_ = self._key.rpartition(" ")
        return id_ if id_ and id_ != _MORE else None

    @property
    def targets(self) -> tuple[Record, ...]:
        """The record that the line under the cursor is about; nothing is marked here."""
        return (self.current,) if self.current is not None else ()

    def put_cursor_on(self, id_: str) -> bool:
        """Take the cursor to a line that is about a record; it stays where it is, if that is one."""
        if self.current_id == id_:
            return True
        for part in PARTS:
            for key in self.part_list(part).ids:
                if key.endswith(f" {id_}"):
                    self.part_list(part).cursor_id = key
                    self.part_list(part).focus()
                    return True
        return False

    # --- commands ---------------------------------------------------------------------------------------

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now."""
        if command_id in {"screen.filter", "record.mark"}:
            return "Today is short enough to read."
        if command_id == "record.archive" and self._key.partition(" ")[0] not in {"goal", "person"}:
            return f"This line is only a part of something; {self.key_of('record.open')} goes there."
        if command_id == "record.open" and self._key:
            return None
        if command_id == "today.log" and not self._people:
            return f"This line is about nobody; {self.key_of('app.capture')} logs a talk with anybody."
        if command_id == "today.done":
            return self._why_not_done()
        return super().why_not(command_id)

    def _why_not_done(self) -> str | None:
        if self._key == _MORE or not self._key:
            return "There is nothing to tick off under the cursor."
        if self._key.startswith("job ") and self._stone is not None and not self._stone.empty:
            return "The stone is full: skills, connections, knowledge and direction."
        return None

    @property
    def _is_review(self) -> bool:
        """Whether the line under the cursor offers a review, which is no record yet."""
        thing = self._things.get(self._key)
        return thing is not None and thing.kind == "review"

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
        self.capture_talk_with(self._people)

    def do_open(self) -> None:
        """Go to the record on its own screen; hold a review that is offered; or show all there is to do."""
        from careertui.tui.today_acts import hold_review

        report = self._reports.get(self._key)
        if self._key == _MORE:
            self._all = True
            self.refresh_records()
        elif report is not None and not report.next_id:
            self._begin(report)
        elif self._is_review:
            hold_review(self)
        else:
            self.go_to(self.current_id)

    def do_back(self) -> None:
        """Show again what fits."""
        if self._all:
            self._all = False
            self.refresh_records()
        else:
            super().do_back()

    def do_done(self) -> None:
        """Tick off what is under the cursor, or do what it asks, where it stands."""
        from careertui.tui.today_acts import act_on, act_on_step, ask_about_review

        record, report = self.current, self._reports.get(self._key)
        place = self._criteria.get(self._key)
        if self._is_review:
            ask_about_review(self)
        elif report is not None and record is None:
            self._begin(report)
        elif report is not None and record is not None:
            act_on_step(self, report.practice, record)
        elif isinstance(record, Job):
            self._on_the_job(record, place)
        elif record is not None:
            act_on(self, self._things[self._key].kind, record)

    def _begin(self, report: PracticeReport) -> None:
        """Where the records offer no next step: go to where the practice begins."""
        from careertui.domain.win import Win

        mode, _ = BEGINNINGS[report.practice]
        if mode:
            self.app.switch_mode(mode)
        else:
            self.edit(Win, None)

    def _on_the_job(self, job: Job, place: int | None) -> None:
        """Tick a criterion; or, on the stone, ask the question that would fill it."""
        from careertui.planner.ticking import meet
        from careertui.tui.today_acts import fill_stone

        if place is not None:
            criterion = meet(self.planner, job, place)
            met = sum(other.met_on is not None for other in job.exit_criteria) + (
                1 if criterion.met_on else -1
            )
            self.say_done(f"{met} of {len(job.exit_criteria)} met before leaving.")
        elif self._stone is not None:
            fill_stone(self, job)
