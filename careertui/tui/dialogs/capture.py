"""The line of capture: one sentence, what it will record beneath it as it is typed, and enter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from careertui.domain.completion import Completion
from careertui.domain.contact import Interaction
from careertui.domain.goal import Goal
from careertui.domain.quoting import short
from careertui.errors import CareerError
from careertui.planner.capture import EXAMPLES, Captured, UnfinishedError, keep, read_capture
from careertui.planner.completing import completions
from careertui.planner.planner import Planner
from careertui.planner.wins import tied_to
from careertui.tui.commands import key_of
from careertui.tui.dialogs import Dialog, Folded
from careertui.tui.presentation import clipped, joined, mark_of, said, wrapped
from careertui.tui.widgets.completing_line import CompletingLine

_LABEL_WIDTH = 11
_MOST_LINES = 12
"""Lines of what a long sentence says that are shown."""
_LONGEST_TOAST = 240


class CaptureDialog(Dialog["tuple[str, ...] | None"]):
    """Reads a line at every key, says what it would record or why it cannot, and records it with enter.

    Returns the ids of what was recorded and of the people in it, or None.

    Args:
        planner: where it is recorded.
        begun: what the line begins with.
        people: ids of the contacts that names in it mean, where several have them.
        goal: the goal that a win in it tells of.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "record", "record", id="capture.record"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "Input"

    def __init__(
        self,
        planner: Planner,
        begun: str = "",
        people: frozenset[str] = frozenset(),
        goal: Goal | None = None,
    ) -> None:
        super().__init__("")
        self._goal = goal
        self._planner = planner
        self._begun = begun
        self._people = people
        self._read: Captured | CareerError = UnfinishedError("")
        self._refused = False

    def body(self) -> Iterable[Widget]:
        """The line, how its last word could go on, and what it says."""
        line = CompletingLine(self._complete, self._begun, placeholder="what happened, or what you plan")
        offers = Static("", markup=False, classes="offers")
        preview = Folded(self._preview)
        preview.add_class("preview")
        return line, offers, preview

    def on_mount(self) -> None:
        """Read what the line begins with."""
        self.line.action_end()
        self.refresh_records()

    @property
    def line(self) -> CompletingLine:
        """Where the sentence is typed."""
        return self.query_one(CompletingLine)

    def refresh_records(self) -> None:
        """Names and titles may have changed: read the line again."""
        self.line.look()
        self._read_line()

    @on(Input.Changed)
    def _line_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._refused = False
        self._read_line()

    @on(Input.Submitted)
    def _line_entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_record()

    def action_record(self) -> None:
        """Record what the line says; where it says nothing yet, show why in the colour of errors."""
        self._read_line()
        if not isinstance(self._read, Captured):
            self._refused = True
            self._preview_anew()
            return
        with self.telling_errors():
            kept = keep(self._planner, self._read)
            self.say_done(f"Recorded. {short(self._read.sentence, _LONGEST_TOAST)}")
            record = kept[-1]
            self.dismiss((record.id, *(record.people if isinstance(record, Interaction) else ())))

    # --- reading and showing --------------------------------------------------------------------------

    def _complete(self, typed: str) -> Completion:
        return completions(self._planner, typed, self._planner.today)

    def _read_line(self) -> None:
        line = self.line
        try:
            read = read_capture(self._planner, line.value, self._people)
            self._read = tied_to(read, self._goal) if self._goal is not None else read
        except CareerError as error:
            self._read = error
        self._show_offers()
        self._preview_anew()

    def _preview_anew(self) -> None:
        self.query_one(Folded).make_anew()

    def _show_offers(self) -> None:
        offers = [
            said(offer.strip(), "$stone" if place == self.line.taken else "$muted")
            for place, offer in enumerate(self.line.ways)
        ]
        key = key_of(self.app, "line.complete", self.line)
        content = Content.styled("  ·  ", "$faint").join(offers)
        self.query_one(".offers", Static).update(joined((f"{key} ", "$stone"), content) if offers else "")

    def _preview(self, width: int) -> Content:
        """What the line will record; else what is wrong with it; else how it could go on."""
        width = max(width, 10)
        if isinstance(self._read, Captured):
            return _captured(self._read, self._planner, width)
        message, hint = self._read.message, self._read.hint
        unfinished = isinstance(self._read, UnfinishedError) and not self._refused
        if unfinished and not self.line.value.strip():
            return _examples(width)
        lines = wrapped(message, width, 4, "$muted" if unfinished else "$challenge")
        return Content("\n").join([*lines, *(wrapped(hint, width, 4, "$muted") if hint else ())])


def _captured(captured: Captured, planner: Planner, width: int) -> Content:
    """The record's mark and title, and under it what the line says of it."""
    heading = joined(mark_of(captured.record, planner), " ", said(captured.title, "bold"))
    lines = [clipped(heading, width)]
    label = ""
    for part in captured.parts:
        shown = "" if part.label == label else part.label
        label = part.label
        new = "new: " if part.new else ""
        text = wrapped(f"{new}{part.said}", max(width - _LABEL_WIDTH - 2, 8), 3, "$stone" if part.new else "")
        for place, line in enumerate(text):
            head = f"  {'' if place else shown:<{_LABEL_WIDTH}}"
            lines.append(clipped(joined((head, "$muted"), line), width))
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES - 1 :] = [Content.styled(f"  and {len(lines) - _MOST_LINES + 1} more", "$muted")]
    return Content("\n").join(lines)


def _examples(width: int) -> Content:
    """Lines that can be written, with their first words as keys."""
    lines = []
    for example in EXAMPLES:
        begins, _, rest = example.partition(" ")
        lines.append(clipped(joined((begins, "$stone"), (f" {rest}", "$muted")), width))
    return Content("\n").join(lines)
