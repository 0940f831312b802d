"""How well a job fits the person's values: every value in one list, a digit each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from careertui.domain.fit import BEST_FIT, fit_of
from careertui.domain.job import Job
from careertui.domain.quoting import short
from careertui.domain.vision import Value
from careertui.planner.jobs import score_fit
from careertui.planner.planner import Planner
from careertui.tui.dialogs import ListDialog
from careertui.tui.job_lines import five
from careertui.tui.presentation import columns, joined, row, said
from careertui.tui.widgets.record_list import RecordList, Row


class ValuesFitDialog(ListDialog[None]):
    """The values, the weightiest first, each with its score; enter keeps them all as one step.

    Args:
        planner: keeps them.
        job: the job that is held against the values.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "score(1)", "… 5 score", id="fit.one", tooltip="It fits little"),
        Binding("2", "score(2)", "2", show=False, id="fit.two", tooltip="It fits a bit"),
        Binding("3", "score(3)", "3", show=False, id="fit.three", tooltip="It fits half"),
        Binding("4", "score(4)", "4", show=False, id="fit.four", tooltip="It fits well"),
        Binding("5", "score(5)", "5", show=False, id="fit.five", tooltip="It is all I could want"),
        Binding("0,backspace", "score(0)", "no score", id="fit.none", tooltip="Take the score away"),
        Binding("enter", "choose", "keep", id="fit.keep", tooltip="Keep all scores"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "RecordList"
    CSS_PATH = "stone.tcss"

    def __init__(self, planner: Planner, job: Job) -> None:
        super().__init__(joined("How well ", said(job.heading), " fits what you value"))
        self._planner = planner
        self._job = job
        self._fits = dict(job.values_fit)

    def body(self) -> Iterable[Widget]:
        """The values, and what the scores come to."""
        return RecordList(self._draw), Static("", markup=False, classes="line", id="sum")

    def on_mount(self) -> None:
        """Show them."""
        self.refresh_records()
        self.refresh_hints()

    def refresh_records(self) -> None:
        """Show the values as they are now; the scores are still this dialog's own."""
        values = sorted(self._planner.all(Value), key=lambda value: -value.weight)
        self.records.show([Row((value.id,)) for value in values])
        self._add_up()

    def _add_up(self) -> None:
        scored = {id_: fit for id_, fit in self._fits.items() if fit}
        job = self._job.model_copy(update={"values_fit": scored})
        fit = fit_of(self._planner, job, self._planner.today)
        said_so = (
            "1 little … 5 all you could want"
            if fit is None
            else f"{fit:.1f} of {BEST_FIT}, by what counted then"
        )
        self.query_one("#sum", Static).update(Content(said_so))

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        value = self._planner.get(id_)
        if not isinstance(value, Value):
            return []
        fit = self._fits.get(id_, 0)
        marks = five(fit) if fit else Content.styled("·" * BEST_FIT, "$faint")
        cells = [(said(value.name), max(width - 26, 8)), (marks, BEST_FIT)]
        cells.append((Content.styled(f"weighs {value.weight}", "$faint"), 8))
        return [row(columns(cells, gap=4), width, selected=selected)]

    def action_score(self, fit: int) -> None:
        """Score the value under the cursor, and go on to the next."""
        id_ = self.records.cursor_id
        if id_ is not None:
            self._fits[id_] = fit
            self.records.redraw()
            self.records.action_move(1)
            self._add_up()

    def action_choose(self) -> None:
        """Keep all the scores."""
        with self.telling_errors():
            job = self._planner.get(self._job.id)
            if isinstance(job, Job):
                score_fit(self._planner, job, self._fits)
                self.say_done(f"Kept how well {short(job.title)} fits.")
            self.dismiss(None)
