"""One question about a job, answered in one line: what it will record is shown as it is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from careertui.domain.job import Job
from careertui.domain.quoting import short
from careertui.domain.stones import Quarter, Stone, stone_of, stones
from careertui.errors import CareerError
from careertui.planner.capture_line import UnfinishedError
from careertui.planner.planner import Planner
from careertui.planner.stone_answers import EXAMPLES, Answer, Recorded, keep_answers, read_answer
from careertui.tui.dialogs import Dialog, Folded
from careertui.tui.presentation import STONES, clipped, joined, mark_of, said, wrapped
from careertui.tui.stone_pane import QUARTER_NAMES
from careertui.tui.widgets.line_input import LineInput

_MOST_LINES = 6
"""Lines of what an answer records that are shown."""


class StoneDialog(Dialog[str]):
    """Asks about an empty quarter of a job's stone; returns the job's id once an answer is kept.

    Args:
        planner: keeps the answer.
        job: the job.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "record", id="stone.keep"),
        Binding("tab", "turn(1)", "another question", priority=True, id="stone.next"),
        Binding("shift+tab", "turn(-1)", "the one before", priority=True, show=False, id="stone.previous"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "Input"
    CSS_PATH = "stone.tcss"

    def __init__(self, planner: Planner, job: Job) -> None:
        self._planner = planner
        self._job_id = job.id
        self._answer: Answer | CareerError = UnfinishedError("")
        self._refused = False
        stone = self._stone_of(job)
        super().__init__(joined((STONES[stone.filled], "$stone"), " ", said(job.heading)))
        # What is empty comes first; the others are there for one thing more.
        self._order = (*stone.empty, *(quarter for quarter in Quarter if quarter not in stone.empty))
        self._place = 0

    def body(self) -> Iterable[Widget]:
        """The question, the line, and what it will record."""
        line = LineInput(id="answer")
        line.cursor_blink = False
        preview = Folded(self._preview)
        preview.add_class("preview")
        return Static("", markup=False, classes="line", id="question"), line, preview

    def on_mount(self) -> None:
        """Ask."""
        self._ask()

    @property
    def _quarter(self) -> Quarter:
        return self._order[self._place]

    @property
    def _job(self) -> Job | None:
        job = self._planner.get(self._job_id)
        return job if isinstance(job, Job) else None

    def _stone_of(self, job: Job) -> Stone:
        found = self._planner.derived(stones, self._planner.today).get(job.id)
        return found or stone_of(self._planner, job, self._planner.today)

    # --- asking ---------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Put the question of the quarter whose turn it is; what is typed stays."""
        job = self._job
        if job is not None:
            stone = self._stone_of(job)
            mark = ("✓", "$stone") if self._quarter in stone.quarters else ("○", "$muted")
            name = joined(mark, " ", QUARTER_NAMES[self._quarter], "   ")
            question = joined(name, (stone.question(self._quarter), "$foreground"))
            self.query_one("#question", Static).update(question)
        self._read()

    def refresh_records(self) -> None:
        """Names and titles may have changed: read the line again."""
        self._ask()

    def action_turn(self, step: int) -> None:
        """Ask about another quarter."""
        self._place = (self._place + step) % len(self._order)
        self._refused = False
        self._ask()

    @on(Input.Changed, "#answer")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._refused = False
        self._read()

    @on(Input.Submitted, "#answer")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def _read(self) -> None:
        job = self._job
        try:
            if job is not None:
                line = self.query_one("#answer", Input).value
                self._answer = read_answer(self._planner, job, self._quarter, line)
        except CareerError as error:
            self._answer = error
        self.query_one(Folded).make_anew()

    # --- keeping --------------------------------------------------------------------------------------

    def action_keep(self) -> None:
        """Keep the answer; where the line is none yet, show why in the colour of errors."""
        job = self._job
        if job is None:
            self.dismiss(None)
            return
        self._read()
        if not isinstance(self._answer, Answer):
            self._refused = True
            self.query_one(Folded).make_anew()
            return
        with self.telling_errors():
            kept = keep_answers(self._planner, job, [self._answer])
            filled = self._stone_of(kept).filled
            self.say_done(f"{STONES[filled]} {filled} of 4 quarters of {short(job.title)} filled.")
            self.dismiss(kept.id)

    # --- showing --------------------------------------------------------------------------------------

    def _preview(self, width: int) -> Content:
        """What the line will record; else why it cannot be; else an example."""
        width = max(width, 10)
        if isinstance(self._answer, Answer):
            lines = [clipped(recorded_line(one), width) for one in self._answer.recorded]
            if len(lines) > _MOST_LINES:
                more = f"and {len(lines) - _MOST_LINES + 1} more"
                lines[_MOST_LINES - 1 :] = [Content.styled(more, "$muted")]
            return Content("\n").join(lines)
        if isinstance(self._answer, UnfinishedError):
            style = "$challenge" if self._refused else "$faint"
            return clipped(Content.styled(EXAMPLES[self._quarter], style), width)
        message, hint = self._answer.message, self._answer.hint
        lines = wrapped(message, width, 3, "$challenge" if self._refused else "$muted")
        return Content("\n").join([*lines, *(wrapped(hint, width, 2, "$muted") if hint else ())])


def recorded_line(recorded: Recorded) -> Content:
    """One of the things an answer records: new or not, what it is, and what of it."""
    record, new = recorded.record, Content.styled("new: " if recorded.new else "", "$stone")
    if isinstance(record, Job) and recorded.said:
        return joined(("knowledge: ", "$muted"), said(recorded.said))
    about = f"  {recorded.said}" if recorded.said else ""
    return joined(mark_of(record), " ", new, said(record.heading), (about, "$muted"))
