"""A line to type in, over the few things that can be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from careertui.tui.dialogs import ListDialog
from careertui.tui.presentation import columns, row, said
from careertui.tui.widgets.line_input import LineInput
from careertui.tui.widgets.record_list import RecordList, Row

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done.

    Attributes:
        key: names it.
        label: what it is, in a few words of ours.
        about: what would come of it; a person's text in it has been through `said`.
    """

    key: str
    label: str
    about: Content


class OffersDialog(ListDialog[Result]):
    """Offers a few things to do; what is typed goes with the one that enter takes.

    A subclass says what there is in `offers`, for each text typed, the likeliest first, and does it in
    `take`.

    Args:
        heading: what it is about.
        about: more of that, under it; may be empty.
        placeholder: what may be typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "do it", id="offers.choose"),
        Binding("down,tab", "move(1)", "something else", id="offers.next"),
        Binding("up,shift+tab", "move(-1)", "the one before", show=False, id="offers.previous"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "Input"

    def __init__(self, heading: Content | str, about: Content, placeholder: str) -> None:
        super().__init__(heading)
        self._about = about
        self._placeholder = placeholder
        self._offered: dict[str, Offer] = {}

    def offers(self, typed: str) -> Sequence[Offer]:
        """What can be done with this text."""
        raise NotImplementedError

    def take(self, key: str, typed: str) -> None:
        """Do one of them, and close."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """What it is about, where to type, and what can be done."""
        line = LineInput(placeholder=self._placeholder)
        line.cursor_blink = False
        records = RecordList(self._draw)
        records.can_focus = False
        about = [Static(self._about, markup=False, classes="about")] if self._about else []
        return (*about, line, records)

    def on_mount(self) -> None:
        """Offer what can be done with nothing typed."""
        self._offer("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    def action_move(self, step: int) -> None:
        """Go to the next or previous offer; they are few, so the last is one up from the first."""
        keys = list(self._offered)
        if self.records.cursor_id in keys:
            self.records.cursor_id = keys[(keys.index(self.records.cursor_id) + step) % len(keys)]

    def action_choose(self) -> None:
        """Do what is under the cursor."""
        if self.records.cursor_id is not None:
            with self.telling_errors():
                self.take(self.records.cursor_id, self.query_one(Input).value.strip())

    def _offer(self, typed: str) -> None:
        before = next(iter(self._offered), None)
        self._offered = {offer.key: offer for offer in self.offers(typed.strip())}
        first = next(iter(self._offered), None)
        # The cursor stays on what was chosen, until the text makes something else the likeliest.
        rows = [Row((key,)) for key in self._offered]
        self.records.show(rows, cursor=first if first != before else None)
        self.records.styles.height = len(rows)

    def _draw(self, key: str, width: int, selected: bool) -> list[Content]:
        offer = self._offered[key]
        label = max(len(other.label) for other in self._offered.values())
        cells = [(said(offer.label, "bold" if selected else ""), label), (offer.about, width - label - 5)]
        return [row(columns(cells), width, selected=selected)]
