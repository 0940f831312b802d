"""Closing a challenge: overcome or let go, and what it left behind, any of which may stay empty."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from careertui.domain.challenge import Challenge, ChallengeStatus
from careertui.domain.fields import FieldSpec, fields_of
from careertui.domain.ladder import next_rung_for
from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import quoted
from careertui.domain.record import Record
from careertui.planner.planner import Planner
from careertui.tui.dialogs.form import RecordForm
from careertui.tui.dialogs.form_fields import FieldRow
from careertui.tui.presentation import joined, said

_ASKED = ("lesson", "builds", "after", "status", "next_rung")
_OUTCOMES: tuple[ChallengeStatus, ...] = ("overcome", "let go")


class ClosingForm(RecordForm):
    """The few fields of a challenge that are known when it is over; ctrl+s closes it as one step.

    Args:
        planner: keeps it.
        challenge: the challenge.
        outcome: what to begin with.
    """

    DEFAULT_CSS = """
    ClosingForm > Container, ClosingForm.low > Container { height: auto; max-height: 100%; }
    ClosingForm VerticalScroll { height: auto; max-height: 100%; }
    ClosingForm .told { height: auto; padding: 0 2 1 2; }
    ClosingForm .suggested { padding: 1 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *RecordForm.BINDINGS,
        Binding("ctrl+n", "take", "take the suggested rung", show=False, priority=True, id="form.rung"),
    ]

    def __init__(self, planner: Planner, challenge: Challenge, outcome: ChallengeStatus) -> None:
        closed = challenge.model_copy(
            update={"status": outcome, "ended": challenge.ended or PartialDate.of(planner.today)}
        )
        super().__init__(planner, Challenge, closed)
        self._suggestion = next_rung_for(planner, challenge)

    def on_mount(self) -> None:
        """Show what could come next."""
        fields = self.query_one("VerticalScroll")
        asked = Content.styled("What do you know now? Whatever has no answer may stay empty.", "$muted")
        fields.mount(Static(asked, classes="told", markup=False), before=0)
        if self._suggestion is not None:
            fields.mount(Static(self._suggested(), classes="told suggested", markup=False))

    @property
    def _heading(self) -> Content:
        return joined("Closing ", said(self._record.heading if self._record is not None else ""))

    def _suggested(self) -> Content:
        if self._suggestion is None:
            return Content()
        return joined(
            ("From your own list: ", "$muted"),
            ("△ ", "$challenge"),
            said(self._suggestion.challenge.title),
            "\n",
            said(self._suggestion.why, "$muted"),
            (f"\n{self.key('form.rung')}", "$stone"),
            (" makes it the next rung", "$faint"),
        )

    def action_take(self) -> None:
        """Put the suggested challenge into the field of the next rung."""
        if self._suggestion is None:
            return
        self._rows["next_rung"].take((self._suggestion.challenge.id,))

    def _specs(self) -> tuple[FieldSpec, ...]:
        specs = {spec.name: spec for spec in fields_of(Challenge)}
        return tuple(specs[name] for name in _ASKED)

    def _shown_and_folded(self) -> tuple[list[FieldRow], list[FieldRow]]:
        return list(self._rows.values()), []

    def _choices(self, spec: FieldSpec) -> tuple[str, ...]:
        return _OUTCOMES if spec.name == "status" else super()._choices(spec)

    def _label(self, record: Record) -> str:
        status = record.status if isinstance(record, Challenge) else "closed"
        return f"{quoted(record.heading)} is {status}"
