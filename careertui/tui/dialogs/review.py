"""A review: a question at a time, beside it what the record says and what was answered last time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static, TextArea

from careertui.domain.looking_back import look_back
from careertui.domain.periods import Period, span_of
from careertui.domain.reviews import Part, Question, last_time, questions_for, review_of
from careertui.planner.planner import Planner
from careertui.planner.reviews import hold
from careertui.tui.dialogs import Dialog, Folded, Reading
from careertui.tui.dialogs.review_draft import ReviewDraft
from careertui.tui.presentation import said
from careertui.tui.review_lines import heading, last_time_lines, record_lines
from careertui.tui.tabs import TABS

DRAFT_EVERY = 0.7
"""Seconds of typing that a lost connection can cost at most."""
BESIDE_FROM = 90
"""Cells of width from which last time's answers stand beside the record; under it they stand below."""
SCREENS: Mapping[Part, str] = {
    Part.FINISHED: "goals",
    Part.WON: "record",
    Part.LEARNED: "goals",
    Part.MET: "network",
    Part.ASKED: "record",
    Part.ATTEMPTED: "challenges",
    Part.QUIET: "today",
    Part.AHEAD: "goals",
}
"""Where to look closer at a part of the record."""


class Answer(TextArea):
    """An answer of any length; a paste keeps its lines."""

    async def _on_paste(self, event: events.Paste) -> None:
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        await super()._on_paste(events.Paste(text))
        event.prevent_default()


class ReviewDialog(Dialog["str | None"]):
    """Holds a review; returns its id once that is on the disk, or None.

    What is typed is on the disk as a draft while it is typed, with the question one had come to: however
    the review is interrupted, the next one of that period goes on there.

    Args:
        planner: where it is kept.
        period: whether it looks back on a week, a quarter or a year.
        of: a day of that.
        chosen: what reviews ask, as in the config; what everybody is asked when None.
    """

    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "next", priority=True, id="review.next"),
        Binding("shift+tab", "go_back", "back", priority=True, id="review.back"),
        Binding("tab", "skip", "Next question", show=False, priority=True, id="review.skip"),
        Binding("ctrl+s", "keep", "keep", priority=True, id="review.keep"),
        Binding("ctrl+o", "visit", "look there", priority=True, id="review.visit"),
        Binding("pagedown", "scroll(1)", "Read on", show=False, priority=True, id="review.scroll_down"),
        Binding("pageup", "scroll(-1)", "Read back", show=False, priority=True, id="review.scroll_up"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "TextArea"

    def __init__(
        self, planner: Planner, period: Period, of: date, chosen: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        super().__init__("")
        self._planner = planner
        self._span = span = span_of(period, of)
        self._back = planner.derived(look_back, span, planner.today)
        self._last = last_time(planner, span)
        review = review_of(planner, span)
        self._draft = ReviewDraft(planner, span, review.answers if review is not None else {})
        self._questions = self._asked(questions_for(period, chosen))
        here = [question.text for question in self._questions]
        self._at = here.index(self._draft.here) if self._draft.here in here else 0
        self._timer: Timer | None = None
        self._sure_to_leave = False

    def _asked(self, usual: Sequence[Question]) -> tuple[Question, ...]:
        """What is asked now, and after it what was asked when it was answered."""
        asked = {question.text for question in usual}
        return (*usual, *(Question(text) for text in self._draft.answers if text not in asked))

    @property
    def _question(self) -> Question:
        return self._questions[self._at]

    @property
    def _is_last(self) -> bool:
        return self._at == len(self._questions) - 1

    # --- layout -------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """The question, the answer, and beside each other what there is to know."""
        answer = Answer(soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        answer.cursor_blink = False
        record = Folded(self._record)
        last = Folded(lambda _: last_time_lines(self._last, self._question.text))
        reading = (Reading(record, id="record"), Reading(last, id="last"))
        for part in reading:
            part.can_focus = False
        return (Static("", markup=False, id="question"), answer, Container(*reading, id="beside"))

    def _record(self, width: int) -> Content:
        return record_lines(self._back, self._question.parts, self._planner.today, width)

    def on_mount(self) -> None:
        """Begin, or go on where one had come to."""
        if self._draft.trouble:
            self.say(self._draft.trouble, "warning")
        self._show()

    def on_resize(self) -> None:
        """Beside each other where there is room."""
        self.set_class(self.size.width >= BESIDE_FROM, "wide")
        self.set_class(self.size.height <= 20, "low")  # noqa: PLR2004 - rows

    def on_unmount(self) -> None:
        """However it ends, also with the connection: what was typed is kept."""
        self._draft.flush(self._question.text)

    def refresh_records(self) -> None:
        """The record has changed under the review."""
        self._back = self._planner.derived(look_back, self._span, self._planner.today)
        for folded in self.query(Folded):
            folded.make_anew()

    def _show(self) -> None:
        """Show the question one is at."""
        answer = self.query_one(Answer)
        answer.text = self._draft.answers.get(self._question.text, "")
        answer.move_cursor(answer.document.end)
        self.query_one(".heading", Static).update(
            heading(self._span.title, self._at, len(self._questions), self._note)
        )
        self.query_one("#question", Static).update(said(self._question.text, "bold"))
        self.query_one("#record").display = bool(self._question.parts)
        self.query_one("#last").set_class(not self._question.parts, "alone")
        for folded in self.query(Folded):
            folded.make_anew()
        for reading in self.query(Reading):
            reading.scroll_home(animate=False)
        self.refresh_hints()

    @property
    def _note(self) -> str:
        """That a draft is gone on with."""
        kept = self._draft.kept
        if kept is None:
            return ""
        day = "" if kept.date() == self._planner.today else f"{kept:%-d %b} "
        return f"as you left it, {day}{kept:%H:%M}"

    def hint_label(self, binding: Binding) -> str:
        """Enter at the last question keeps the review."""
        if binding.action == "go_on" and self._is_last:
            return "keep the review"
        if binding.action == "visit":
            return next(tab.label for tab in TABS if tab.mode == self._mode)
        return super().hint_label(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing before the first question, and some questions are about no screen."""
        if action == "go_back":
            return self._at > 0
        if action == "visit":
            return bool(self._mode)
        if action == "keep":
            return not self._is_last
        return super().check_action(action, parameters)

    # --- answering ----------------------------------------------------------------------------------

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._take_answer()
        if self._timer is None:
            self._timer = self.set_timer(DRAFT_EVERY, self._flush)

    def _take_answer(self) -> None:
        text = self.query_one(Answer).text
        if text or self._question.text in self._draft.answers:
            self._draft.answers[self._question.text] = text

    def _flush(self) -> str:
        self._timer = None
        trouble = self._draft.flush(self._question.text)
        if trouble:
            self.say(trouble, "warning")
        return trouble

    def action_go_on(self) -> None:
        """The next question; after the last, the review is kept."""
        # Once the answer has taken in the keys typed before, and none after.
        self.query_one(Answer).call_later(self._go_on)

    def action_skip(self) -> None:
        """The next question; the last stays."""
        self.query_one(Answer).call_later(self._go, 1)

    def action_go_back(self) -> None:
        """The question before."""
        self.query_one(Answer).call_later(self._go, -1)

    def _go_on(self) -> None:
        if self._is_last:
            self._keep()
        else:
            self._go(1)

    def _go(self, step: int) -> None:
        if not self.is_current:
            return
        self._take_answer()
        self._at = min(max(self._at + step, 0), len(self._questions) - 1)
        self._flush()
        self._show()

    def action_scroll(self, step: int) -> None:
        """Half a page of the record on or back."""
        self.query_one("#record", Reading).action_half_page(step)

    # --- leaving ------------------------------------------------------------------------------------

    def action_keep(self) -> None:
        """Keep the review with what is answered so far."""
        self.query_one(Answer).call_later(self._keep)

    def _keep(self) -> None:
        if not self.is_current:
            return
        self._take_answer()
        with self.telling_errors():
            review = hold(self._planner, self._span, self._draft.answers)
            trouble = self._draft.finish()
            if trouble:
                self.say(trouble, "warning")
            else:
                self.say_done(f"The review of {self._span.words} is kept.")
            self.dismiss(review.id)

    def action_close(self) -> None:
        """Leave; what was answered is kept as a draft, and the next review goes on with it."""
        self.query_one(Answer).call_later(self._leave)

    def _leave(self, mode: str = "") -> None:
        if not self.is_current:
            return
        self._take_answer()
        if self._flush() and not self._sure_to_leave:
            self._sure_to_leave = True
            return
        if self._draft.is_kept:
            self.say("Draft kept; the review goes on where you left it.")
        self.dismiss(None)
        if mode:
            self.app.switch_mode(mode)

    @property
    def _mode(self) -> str:
        """The screen that the question is about; empty where it is about none."""
        modes = [tab.mode for tab in TABS]
        return next((SCREENS[part] for part in self._question.parts if SCREENS[part] in modes), "")

    def action_visit(self) -> None:
        """Leave for the screen that the question is about."""
        self.query_one(Answer).call_later(self._leave, self._mode)
