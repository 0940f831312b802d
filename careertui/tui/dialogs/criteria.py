"""What must be true before leaving a job: written before, ticked as it is met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from careertui.domain.job import Job
from careertui.planner.jobs import add_criterion, drop_criterion
from careertui.planner.planner import Planner
from careertui.planner.ticking import meet
from careertui.tui.dialogs import ListDialog
from careertui.tui.job_lines import criterion_content
from careertui.tui.presentation import joined, row, said
from careertui.tui.widgets.line_input import LineInput
from careertui.tui.widgets.record_list import RecordList, Row


class CriteriaDialog(ListDialog[None]):
    """The criteria for leaving a job, one a line; every key is one step to undo.

    Args:
        planner: keeps them.
        job: the job.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,enter", "tick", "met", id="criteria.tick"),
        Binding("n,a", "add", "add", id="criteria.add"),
        Binding("d", "drop", "take away", id="criteria.drop"),
        Binding("u", "undo", "undo", show=False, id="criteria.undo"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "RecordList"
    CSS_PATH = "stone.tcss"

    def __init__(self, planner: Planner, job: Job) -> None:
        super().__init__(joined("Before leaving ", said(job.heading)))
        self._planner = planner
        self._job_id = job.id

    def body(self) -> Iterable[Widget]:
        """The criteria, and the line one is typed on."""
        line = LineInput(placeholder="what must be true before you leave", id="criterion")
        line.cursor_blink = False
        line.display = False
        return RecordList(self._draw, empty=Content.styled("  Nothing is written down yet.", "$muted")), line

    def on_mount(self) -> None:
        """Show them; where there is none yet, ask for one."""
        self.refresh_records()
        if not self.records.ids:
            self.action_add()

    def refresh_records(self) -> None:
        """Show the criteria as they are now."""
        job = self._job
        self.records.show([Row((str(place),)) for place in range(len(job.exit_criteria) if job else 0)])
        self.refresh_hints()

    @property
    def _job(self) -> Job | None:
        job = self._planner.get(self._job_id)
        return job if isinstance(job, Job) else None

    @property
    def _line(self) -> Input:
        return self.query_one("#criterion", Input)

    def hints(self) -> Sequence[tuple[str, str, str]]:
        """While one is typed, what its keys do."""
        if self._line.display:
            return [("enter", "write it down", "keep"), (self.key("dialog.close"), "leave it", "close")]
        return super().hints()

    def _draw(self, key: str, width: int, selected: bool) -> list[Content]:
        job = self._job
        if job is None or int(key) >= len(job.exit_criteria):
            return []
        line = criterion_content(job.exit_criteria[int(key)], self._planner.today)
        return [row(line, width, selected=selected)]

    # --- commands -------------------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Enter, or a second click, ticks."""
        self.action_tick()

    def action_tick(self) -> None:
        """Note that it is met today, or not met after all."""
        job, key = self._job, self.records.cursor_id
        if job is not None and key is not None:
            with self.telling_errors():
                meet(self._planner, job, int(key))

    def action_drop(self) -> None:
        """Take it away."""
        job, key = self._job, self.records.cursor_id
        if job is not None and key is not None:
            with self.telling_errors():
                drop_criterion(self._planner, job, int(key))

    def action_undo(self) -> None:
        """Take the latest step back."""
        with self.telling_errors():
            self.say(f"Undone: {self._planner.undo()}")

    def action_add(self) -> None:
        """Ask for one more."""
        self._line.value = ""
        self._line.display = True
        self.set_focus(self._line)
        self.refresh_hints()

    @on(Input.Submitted, "#criterion")
    def _typed(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Write down what was typed."""
        job = self._job
        with self.telling_errors():
            if job is not None:
                place = add_criterion(self._planner, job, self._line.value)
                self.refresh_records()
                self.records.cursor_id = str(place)
            self._stop_typing()

    def action_close(self) -> None:
        """Leave what is being typed; then close."""
        if self._line.display and self.records.ids:
            self._stop_typing()
        else:
            self.dismiss(None)

    def _stop_typing(self) -> None:
        self._line.display = False
        self.set_focus(self.records)
        self.refresh_hints()
