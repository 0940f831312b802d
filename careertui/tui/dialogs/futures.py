"""What if: the open futures side by side, begun, edited, archived and chosen here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from careertui.domain.future import PATHS, Future, question_of
from careertui.domain.quoting import quoted, short
from careertui.planner.futures import begin_future, choose, free_paths
from careertui.planner.planner import Planner
from careertui.tui.commands import moves
from careertui.tui.dialogs import Dialog, Folded, Reading
from careertui.tui.futures import empty_column, future_column, title_lines
from careertui.tui.presentation import joined, said
from careertui.tui.widgets.lanes import strip_around
from careertui.tui.widgets.line_input import LineInput

BESIDE_FROM = 100
"""Cells of width from which the futures stand side by side; under it one does, with the others as tabs."""
PLACES = Future.most_open or len(PATHS)
"""How many stand beside each other."""

Place = Future | str
"""What stands in a place: a future, or the path that one could take there."""


class FutureColumn(Reading):
    """One place: what stands in it is read like a page."""

    def __init__(self, make: Callable[[int], Content]) -> None:
        super().__init__(Folded(make))


class FuturesDialog(Dialog[None]):
    """Up to three futures to hold against each other.

    Args:
        planner: keeps them.
        begin: the future to begin with, where there is one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,a", "begin", "new", id="futures.new"),
        Binding("e,enter", "edit", "edit", id="futures.edit"),
        Binding(
            "x", "take", "choose", id="futures.choose", tooltip="Choose it: its stones become planned jobs"
        ),
        Binding("d", "archive", "archive", id="futures.archive"),
        Binding("u", "undo", "undo", id="futures.undo"),
        Binding("tab", "other_path", "another path", priority=True, id="futures.path"),
        *moves(left="step(-1)", right="step(1)"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "FutureColumn"

    def __init__(self, planner: Planner, begin: str | None = None) -> None:
        super().__init__("What if … five years, three ways")
        self._planner = planner
        self._at = 0
        self._path = ""
        ids = [place.id for place in self._places if isinstance(place, Future)]
        if begin in ids:
            self._at = ids.index(begin)

    def body(self) -> Iterable[Widget]:
        """The places beside each other, and the line a headline is typed on."""
        headline = LineInput(placeholder="a headline of at most six words", id="headline")
        headline.cursor_blink = False
        asking = Vertical(Static("", markup=False, id="question", classes="line"), headline, id="asking")
        asking.display = False
        columns = [FutureColumn(self._maker(number)) for number in range(PLACES)]
        return (Static("", id="tabs", markup=False), Horizontal(*columns, id="places"), asking)

    def on_mount(self) -> None:
        """Show them."""
        self.set_focus(self._columns[self._at])
        self.refresh_records()

    def on_resize(self) -> None:
        """How many stand side by side follows the width."""
        self._fit()

    def refresh_records(self) -> None:
        """Show the futures as they are now."""
        for column in self._columns:
            column.query_one(Folded).make_anew()
        self._fit()
        self.refresh_hints()

    # --- what stands where --------------------------------------------------------------------------

    @property
    def _places(self) -> Sequence[Place]:
        """The open futures, oldest first, and after them the paths that are still free."""
        places: list[Place] = [*self._planner.all(Future), *free_paths(self._planner)]
        return places[:PLACES]

    @property
    def _columns(self) -> Sequence[FutureColumn]:
        return list(self.query(FutureColumn))

    @property
    def _current(self) -> Future | None:
        place = self._places[self._at]
        return place if isinstance(place, Future) else None

    @property
    def _is_alone(self) -> bool:
        return self.app.size.width < BESIDE_FROM

    @property
    def _is_asking(self) -> bool:
        return bool(self.query("#asking")) and bool(self.query_one("#asking").display)

    def _maker(self, number: int) -> Callable[[int], Content]:
        def make(width: int) -> Content:
            places = self._places
            beside = [places[self._at]] if self._is_alone else places
            head = max((len(title_lines(one, width)) for one in beside if isinstance(one, Future)), default=1)
            place = places[number]
            if isinstance(place, Future):
                return future_column(place, self._planner, self._planner.today, width, head)
            return empty_column(place, self.key("futures.new"), width, head)

        return make

    def _fit(self) -> None:
        """Show all of them, or the one where the cursor is under a strip of tabs."""
        for number, column in enumerate(self._columns):
            column.display = not self._is_alone or number == self._at
            column.set_class(number == self._at, "here")
        tabs = self.query_one("#tabs", Static)
        tabs.display = self._is_alone
        room = min(self.app.size.width - 8, 76)
        tabs.update(strip_around([self._tab(n, one) for n, one in enumerate(self._places)], self._at, room))

    def _tab(self, number: int, place: Place) -> Content:
        name = said(place.title) if isinstance(place, Future) else Content(place)
        if number == self._at:
            return joined(" ", name, " ").stylize_before("bold $stone")
        return joined(" ", name, " ").stylize_before("$muted" if isinstance(place, Future) else "$faint")

    # --- where the cursor is ------------------------------------------------------------------------

    def action_step(self, step: int) -> None:
        """Go to the place beside this one."""
        self._go(min(max(self._at + step, 0), PLACES - 1))

    def _go(self, number: int) -> None:
        self._at = number
        self._fit()
        self.set_focus(self._columns[number])
        self.refresh_hints()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The place with the focus is where the cursor is, as after a click."""
        columns = self._columns
        if event.widget is not self.focused or event.widget not in columns:
            return  # the focus has gone on since
        if columns.index(event.widget) != self._at:
            self._go(columns.index(event.widget))

    # --- commands -----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """There is nothing to edit, choose or archive where no future stands, nor while one is begun."""
        if action in {"edit", "take", "archive"}:
            return not self._is_asking and self._current is not None
        if action in {"begin", "undo", "step"}:
            return not self._is_asking
        return action != "other_path" or self._is_asking

    def hints(self) -> Sequence[tuple[str, str, str]]:
        """While a headline is typed, what its keys do."""
        if self._is_asking:
            leave = (self.key("dialog.close"), "leave it", "close")
            return [
                ("enter", "begin it", "keep"),
                (self.key("futures.path"), "another path", "other_path"),
                leave,
            ]
        return super().hints()

    def action_begin(self) -> None:
        """Ask the question of the path under the cursor, or of the first that is free."""
        if len(self._planner.all(Future)) >= PLACES:
            said_ = f"Three are open; {self.key('futures.archive')} archives one, and makes room for another."
            self.say(said_, "warning")
            return
        place = self._places[self._at]
        free = free_paths(self._planner)
        self._ask(place if isinstance(place, str) else free[0] if free else "")

    def _ask(self, path: str) -> None:
        self._path = path
        words = joined((path or "a path of your own", "bold"), ("  ", ""), (question_of(path), "$muted"))
        self.query_one("#question", Static).update(words)
        self.query_one("#asking").display = True
        self.set_focus(self.query_one("#headline", Input))
        self.refresh_hints()

    def action_other_path(self) -> None:
        """Ask the next question there is, the last of them for words of one's own."""
        ways = [*free_paths(self._planner), ""]
        self._ask(ways[(ways.index(self._path) + 1) % len(ways)] if self._path in ways else ways[0])

    @on(Input.Submitted, "#headline")
    def _headline_typed(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        """Keep the future that the headline begins."""
        headline = self.query_one("#headline", Input)
        if not headline.value.strip():
            self._stop_asking()
            return
        with self.telling_errors():
            id_ = begin_future(self._planner, self._path, headline.value)
            self._stop_asking()
            self._go(
                next(n for n, one in enumerate(self._places) if isinstance(one, Future) and one.id == id_)
            )
            self.say(f"Begun. {self.key('futures.edit')} gives it stones, questions and gauges.")

    def action_close(self) -> None:
        """Leave the headline; then close."""
        if self._is_asking:
            self._stop_asking()
        else:
            self.dismiss(None)

    def _stop_asking(self) -> None:
        self.set_focus(self._columns[self._at])
        self.query_one("#headline", Input).value = ""
        self.query_one("#asking").display = False
        self.refresh_hints()

    def action_edit(self) -> None:
        """Open the form on it."""
        from careertui.tui.dialogs.form import RecordForm

        future = self._current
        if future is not None:
            self.app.push_screen(RecordForm(self._planner, Future, future))

    def action_take(self) -> None:
        """Choose it: its stones become planned jobs, and its questions stay."""
        future = self._current
        if future is not None:
            with self.telling_errors():
                chosen = choose(self._planner, future)
                key = self.key("futures.undo")
                self.say(f"✓ Chosen: {short(future.title)}. {chosen.words} {key} takes it back.")

    def action_archive(self) -> None:
        """Archive it, which makes room for another."""
        future = self._current
        if future is not None:
            with self.telling_errors():
                with self._planner.change(f"Archive {quoted(future.title)}") as change:
                    change.archive(future)
                self.say(f"Archived {quoted(future.title)}. {self.key('futures.undo')} brings it back.")

    def action_undo(self) -> None:
        """Take the latest step back."""
        with self.telling_errors():
            self.say(f"Undone: {self._planner.undo()}")
