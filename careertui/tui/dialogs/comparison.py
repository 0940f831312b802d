"""A job in a table with the ones before it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from careertui.domain.comparison import Compared, compared
from careertui.domain.job import Job
from careertui.planner.planner import Planner
from careertui.tui.dialogs import Folded, ListDialog
from careertui.tui.job_lines import comparison_head, comparison_row
from careertui.tui.presentation import joined, said
from careertui.tui.widgets.record_list import RecordList, Row


class ComparisonDialog(ListDialog["str | None"]):
    """The jobs before one, and that one last; returns the id of the job to go to, or None.

    Args:
        planner: reads the jobs.
        job: the job that is compared.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "go there", id="comparison.go"),
        Binding("p", "pay", "pay", id="comparison.pay", tooltip="Show what was paid, or hide it"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "RecordList"
    CSS_PATH = "stone.tcss"

    def __init__(self, planner: Planner, job: Job) -> None:
        super().__init__(joined("How ", said(job.heading), " compares"))
        self._planner = planner
        self._job_id = job.id
        self._jobs: dict[str, Compared] = {}
        self._with_pay = False

    def body(self) -> Iterable[Widget]:
        """What stands over the columns, and the jobs."""
        # As wide as the list, whose last cell is its scroll bar's.
        return Folded(lambda width: comparison_head(width - 1)), RecordList(self._draw)

    def on_mount(self) -> None:
        """Begin at the job itself."""
        self.refresh_records()
        self.records.cursor_id = self._job_id
        self.refresh_hints()

    def refresh_records(self) -> None:
        """Compare anew."""
        job = self._planner.get(self._job_id)
        beside = compared(self._planner, job, self._planner.today) if isinstance(job, Job) else ()
        self._jobs = {one.job.id: one for one in beside}
        self._show()

    def _show(self) -> None:
        self.records.show([Row((id_,), 1 + self._with_pay) for id_ in self._jobs])

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        return comparison_row(
            self._jobs[id_],
            self._planner.today,
            width,
            here=id_ == self._job_id,
            selected=selected,
            with_pay=self._with_pay,
        )

    def hint_label(self, binding: Binding) -> str:
        """The key of the pay says which way it goes."""
        if binding.action == "pay":
            return "hide the pay" if self._with_pay else "show the pay"
        return binding.description

    def action_pay(self) -> None:
        """Show what was paid, or hide it."""
        self._with_pay = not self._with_pay
        self._show()
        self.refresh_hints()

    def action_choose(self) -> None:
        """Go to the job under the cursor."""
        self.dismiss(self.records.cursor_id)
