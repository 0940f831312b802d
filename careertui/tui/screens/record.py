"""Record: what you achieved, what you asked for, looking back, and the case that comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from careertui.domain.asks import standing_of
from careertui.domain.case import Case
from careertui.domain.partial_date import PartialDate
from careertui.domain.periods import span_of_review
from careertui.domain.promotion import Standing
from careertui.domain.record import Record
from careertui.domain.review import Review
from careertui.domain.reviews import Due
from careertui.domain.win import Ask, Win
from careertui.planner.planner import Planner
from careertui.tui.commands import Command
from careertui.tui.record_acts import RecordActs
from careertui.tui.record_panes import criterion_pane, due_blocks
from careertui.tui.record_views import VIEWS, AsksView, CaseView, Place, RecordView, ReviewsView, WinsView
from careertui.tui.reviewing import BeginReview, HoldReview
from careertui.tui.widgets.detail_pane import DetailPane
from careertui.tui.widgets.record_list import RecordList
from careertui.tui.widgets.view_strip import View, ViewStrip

_OF_A_PART = frozenset({"record.archive", "record.mark"})
"""What acts on a whole record, and so not on one criterion of a case."""
_FOOTERS: dict[str, tuple[str, ...]] = {
    "wins": ("record.new", "wins.bands", "wins.brag", "case.evidence"),
    "asks": ("asks.answer", "record.new"),
    "reviews": ("record.open", "record.new"),
    "case": ("case.evidence", "record.copy", "record.new"),
}
"""What matters first in each view."""
_OWN = ("wins.bands", "wins.brag", "asks.answer", "case.evidence")


class RecordScreen(RecordActs):
    """Wins, asks, reviews and the case: a list in four views, and the pane beside it.

    A row's id is that of its record, but for a review that is due, which is none yet, and for the criteria
    of a case (see `Place`).
    """

    MODE = "record"
    MAKES = Win
    FILTERS = (Win, Ask, Review, Case)
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("wins.bands", "b", "group", "Group the wins by year, by job, by theme or by skill"),
        Command(
            "wins.brag",
            "B",
            "brag",
            "Copy the brag document of the wins that are shown, or marked, as Markdown",
            takes="all",
        ),
        Command(
            "asks.answer",
            "x",
            "answer",
            "Say what came of an ask: an answer, ask again later, or let go",
            takes="one",
            stays=True,
        ),
        Command(
            "case.evidence",
            "t",
            "evidence",
            "Attach wins and challenges to a criterion, or wins to criteria",
            takes="all",
        ),
    )
    CSS_PATH = "record.tcss"

    def __init__(self, planner: Planner) -> None:
        super().__init__(planner)
        self._views: dict[str, RecordView] = {}
        self._at = VIEWS[0].NAME
        self._left_at: dict[str, str] = {}
        self._cursor: str | None = None
        """Where the cursor goes with the next rows; None where it stays."""

    # --- layout -------------------------------------------------------------------------------------

    def body(self) -> Sequence[Widget]:
        """The views' names over the list, and the pane beside both."""
        self._views = {kind.NAME: kind(self.planner, self.key_of) for kind in VIEWS}
        return (
            Horizontal(
                Vertical(ViewStrip(id="views"), RecordList(self._draw, id="list"), id="records"),
                DetailPane(),
                classes="split",
            ),
        )

    @property
    def view(self) -> RecordView:
        """The view that is shown."""
        return self._views[self._at]

    @property
    def records(self) -> RecordList:
        """The list."""
        return self.query_one("#list", RecordList)

    def refresh_view(self) -> None:
        """Show the rows of the view, with the filter applied."""
        self._show_rows()
        counts = [View(v.NAME, v.LABEL, len(self.planner.all(v.KIND))) for v in self._views.values()]
        self.query_one(ViewStrip).show(counts, self._at, self.view.notes)

    def _show_rows(self) -> None:
        cursor, self._cursor = self._cursor, None
        rows = self.rows_or_why(self.view.rows(self.passing))
        self.records.teach(self.view.teaching())
        first = next((id_ for row in rows for id_ in row.ids), None)
        self.records.show(rows, cursor=cursor or (first if self.records.cursor_id is None else None))

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        return self.view.draw(id_, width, selected=selected, marked=id_ in self.marked)

    # --- which view -----------------------------------------------------------------------------------

    def go_to_view(self, name: str, cursor: str | None = None) -> None:
        """Show another view, with the cursor where it was left there unless on `cursor`."""
        if name == self._at:
            return
        if self.records.cursor_id is not None:
            self._left_at[self._at] = self.records.cursor_id
        self._at = name
        self.marked = frozenset()  # what is not seen must not be acted on
        self._cursor = cursor or self._left_at.get(name)
        self.records.cursor_id = None
        self.refresh_records()

    @on(RecordList.Left)
    def _past_the_side(self, event: RecordList.Left) -> None:
        """On to the next view, or the one before."""
        event.stop()
        names = list(self._views)
        self.go_to_view(names[min(max(names.index(self._at) + event.step, 0), len(names) - 1)])

    @on(ViewStrip.Picked)
    def _view_picked(self, event: ViewStrip.Picked) -> None:
        event.stop()
        self.go_to_view(event.name)
        self.records.focus()

    def put_cursor_on(self, id_: str) -> bool:
        """Take the cursor to a record, in the view that has it; it stays on a part of that record."""
        record = self.planner.get(id_)
        home = next((v.NAME for v in self._views.values() if isinstance(record, v.KIND)), None)
        if home is None or record is None or record.archived is not None:
            return False
        if self.current_id == id_:
            return True
        self.go_to_view(home, id_)
        return super().put_cursor_on(id_)

    @property
    def kinds_filtered(self) -> tuple[type[Record], ...]:
        """The kind that is in view."""
        return (self.view.KIND,)

    # --- where the cursor is --------------------------------------------------------------------------

    @property
    def current_id(self) -> str | None:
        """The record that the row under the cursor is, or is a part of."""
        row_id = self.records.cursor_id
        if row_id is None or self.due_here is not None:
            return None
        return Place.of(row_id).case_id

    @property
    def due_here(self) -> Due | None:
        """The review under the cursor that is due."""
        view = self.view
        return view.due.get(self.records.cursor_id or "") if isinstance(view, ReviewsView) else None

    @property
    def criterion_here(self) -> Standing | None:
        """The criterion under the cursor, with its evidence."""
        view, case = self.view, self.current
        number = Place.of(self.records.cursor_id or "").number
        if not isinstance(view, CaseView) or not isinstance(case, Case) or number is None:
            return None
        return view.standings(case)[number]

    @property
    def has_something_to_tell(self) -> bool:
        """A review that is due has something to tell as well."""
        return self.due_here is not None or super().has_something_to_tell

    def told_here(self, width: int) -> Content:
        """A record, a criterion, or what there is to say of a review that is due."""
        today, case, one = self.planner.today, self.current, self.criterion_here
        if self.due_here is not None:
            keys = self.key_of("record.open"), self.key_of("app.review")
            return due_blocks(self.due_here, self.planner, today, keys)
        if one is not None and isinstance(case, Case):
            return criterion_pane(
                one, case, today, width, (self.key_of("case.evidence"), self.key_of("app.win"))
            )
        return super().told_here(width)

    @property
    def footer_here(self) -> tuple[str, ...]:
        """What matters in this view."""
        return _FOOTERS[self._at]

    @property
    def footer_without(self) -> frozenset[str]:
        """What is for another view."""
        return frozenset(id_ for id_ in _OWN if id_ not in _FOOTERS[self._at])

    # --- commands -------------------------------------------------------------------------------------

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now."""
        own = {
            "wins.bands": self._why_no_brag,
            "wins.brag": self._why_no_brag,
            "asks.answer": self._why_no_answer,
            "case.evidence": self._why_no_evidence,
        }.get(command_id)
        if own is not None:
            return own()
        if command_id in {"screen.sort", "screen.reverse"} and isinstance(self.view, WinsView):
            return None
        if command_id in {"move.up", "move.down"} and self.criterion_here is not None:
            return None
        if self.due_here is not None:
            if command_id == "record.open":
                return None
            if command_id.startswith("record.") and command_id != "record.new":
                return f"This review is not held yet; {self.key_of('record.open')} holds it."
        if command_id in _OF_A_PART and self.criterion_here is not None:
            return f"A criterion is a part of its case; {self.key_of('record.edit')} edits them."
        return super().why_not(command_id)

    def _is_elsewhere(self, kind: type[RecordView]) -> str | None:
        if isinstance(self.view, kind):
            return None
        keys = f"{self.key_of('cursor.left')} and {self.key_of('cursor.right')}"
        return f"This is for {kind.LABEL}; {keys} go between the views."

    def _why_no_brag(self) -> str | None:
        nothing = f"There is no win to tell of; {self.key_of('app.win')} records one."
        return self._is_elsewhere(WinsView) or (None if self.wins_shown else nothing)

    def _why_no_answer(self) -> str | None:
        elsewhere, ask = self._is_elsewhere(AsksView), self.subject
        if elsewhere:
            return elsewhere
        if not isinstance(ask, Ask):
            return f"Nothing was asked yet; {self.key_of('record.new')} writes it down."
        if standing_of(ask) == "answered":
            return f"It is answered already; {self.key_of('record.edit')} edits the answer."
        return None

    def _why_no_evidence(self) -> str | None:
        view = self.view
        if isinstance(view, CaseView):
            if self.criterion_here is not None:
                return None
            case = self.current
            if isinstance(case, Case) and case.criteria:
                return f"Evidence is for a criterion; {self.key_of('cursor.down')} goes to the first."
            key = self.key_of("record.edit" if case else "record.new")
            return f"There is no criterion yet; {key} writes what the role asks for."
        if not isinstance(view, WinsView):
            return "Evidence is what wins are for; it is attached to the criteria of a case."
        if not self.targets:
            return f"There is no win yet; {self.key_of('app.win')} records one."
        if not any(case.criteria for case in self.planner.all(Case)):
            return "There is no case with criteria yet; Case is where one begins."
        return None

    def do_new(self) -> None:
        """Make what the view shows."""
        view = self.view
        today = PartialDate.of(self.planner.today)
        if isinstance(view, ReviewsView):
            due = next(iter(view.due.values()), None)
            if due is not None and self.due_here is None:
                self.post_message(HoldReview(due.span.period, due.span.first))
            else:
                self._hold_here()
        elif isinstance(view, CaseView):
            self.edit(Case, None)
        else:
            self.edit(view.KIND, None, on=today)

    def _hold_here(self) -> None:
        """Hold the review under the cursor; ask which, where that is none."""
        due = self.due_here
        self.post_message(HoldReview(due.span.period, due.span.first) if due is not None else BeginReview())

    def do_open(self) -> None:
        """Open the record in full; hold the review that is due."""
        if self.due_here is not None:
            self._hold_here()
        else:
            super().do_open()

    def do_edit(self) -> None:
        """Open the form; a review is edited where it was held, a criterion among the others."""
        record = self.subject
        if isinstance(record, Review):
            span = span_of_review(record)
            self.post_message(HoldReview(span.period, span.first))
        elif isinstance(record, Case) and self.criterion_here is not None:
            self.edit(Case, record, focus_field="criteria")
        else:
            super().do_edit()
