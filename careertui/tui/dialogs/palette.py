"""The palette: every command by name, and every record, from one line of typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import ClassVar, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from careertui.domain.kinds import KINDS
from careertui.domain.near import letters_in_order
from careertui.domain.record import Record
from careertui.domain.texts import folded
from careertui.planner.planner import Planner
from careertui.planner.search import MOST, begun_rank
from careertui.tui.commands import Command
from careertui.tui.dialogs import ListDialog
from careertui.tui.found import found_in, snippet
from careertui.tui.presentation import clipped, columns, joined, mark_of, row, said
from careertui.tui.widgets.line_input import LineInput
from careertui.tui.widgets.record_list import RecordList, Row

PaletteResult = tuple[Literal["command", "record"], str]
"""What was chosen: a command or a record, and its id."""
Offer = tuple[Command, str, "str | None"]
"""A command, its key as shown, and why it cannot run now; None when it can."""

_LABEL = 16
_LONGEST_LABEL = 30
"""Cells a command's label takes, and what the name of a saved filter takes at most."""


class Palette(ListDialog["PaletteResult | None"]):
    """Runs a command or jumps to a record; returns which, or None.

    Args:
        planner: where the records are.
        commands: what can be asked for, the screen's own first.
        records_only: whether it finds records alone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", "go", id="palette.choose")]
    AUTO_FOCUS: ClassVar[str | None] = "Input"

    def __init__(
        self,
        planner: Planner,
        commands: Sequence[Offer] = (),
        *,
        records_only: bool = False,
    ) -> None:
        super().__init__("Find" if records_only else "Commands and records")
        self._planner = planner
        self._offers = {} if records_only else {offer[0].id: offer for offer in commands}
        self._typed = ""

    def body(self) -> Iterable[Widget]:
        """Where to type, and what answers to it."""
        line = LineInput(placeholder="a name, or a few letters of it")
        line.cursor_blink = False
        records = RecordList(self._draw, empty=Content.styled("  Nothing answers to that.", "$muted"))
        records.can_focus = False
        return line, records

    def on_mount(self) -> None:
        """Show everything there is."""
        self.refresh_records()

    def refresh_records(self) -> None:
        """Read what the records say, which is then ready at every key, and look again."""
        self._everything = self._planner.search.everything()
        self._find()

    @on(Input.Changed)
    def _input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._typed = event.value.strip()
        self._find()
        self.records.action_first()

    @on(Input.Submitted)
    def _input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Return what is under the cursor; a command that cannot run now says why instead."""
        id_ = self.records.cursor_id
        if id_ is None:
            return
        offer = self._offers.get(id_)
        if offer is None:
            self.dismiss(("record", id_))
        elif offer[2] is None:
            self.dismiss(("command", id_))
        else:
            self.say(offer[2], "warning")

    # --- finding ------------------------------------------------------------------------------------

    def _find(self) -> None:
        commands = [Row((offer[0].id,)) for offer in ranked_commands(self._offers.values(), self._typed)]
        found = self._everything.best(self._typed) if self._typed else self._first()
        records = [Row((record.id,)) for record in found]
        between = [Row()] if commands and records else []
        self.records.show([*commands, *between, *records])

    def _first(self) -> Iterable[Record]:
        """What is offered while nothing is typed."""
        return islice((record for kind in KINDS for record in self._planner.all(kind)), MOST)

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        offer = self._offers.get(id_)
        if offer is not None:
            return [row(self._command_line(*offer, width - 2), width, selected=selected)]
        record = self._planner.get(id_)
        line = self._record_line(record, width - 2) if record is not None else Content()
        return [row(line, width, selected=selected)]

    def _command_line(self, command: Command, key: str, reason: str | None, width: int) -> Content:
        if reason is None:
            label, about = found_in(said(command.label), self._typed), said(command.help, "$muted")
        else:
            label, about = said(command.label, "$faint"), said(reason, "italic $muted")
        shown_key = said(key, "$stone" if reason is None else "$faint")
        name = min(max(label.cell_length, _LABEL), _LONGEST_LABEL) if not key else _LABEL
        return columns([(label, name), (about, max(width - name - 14, 4)), (shown_key, 10)])

    def _record_line(self, record: Record, width: int) -> Content:
        """A record: its heading, and where what was typed stands only elsewhere, the words around it."""
        kind = Content.styled(record.kind, "$muted")
        room = max(width - kind.cell_length - 2, 8)
        heading = said(record.heading)
        line = joined(mark_of(record, self._planner), " ", found_in(heading, self._typed))
        if self._typed and not _all_in(self._typed, record.heading):
            around = snippet(record, self._typed)
            if around is not None:
                line = joined(mark_of(record, self._planner), " ", heading)
                line = joined(clipped(line, room * 2 // 5), "  ", around)
        return columns([(line, room), (kind, kind.cell_length)])


def _all_in(typed: str, heading: str) -> bool:
    """Whether a heading has every word that was typed."""
    line = folded(heading)
    return all(word in line for word in folded(typed).split())


def ranked_commands(offers: Iterable[Offer], typed: str) -> list[Offer]:
    """The commands that answer to what was typed, the best first, and those that can run before the rest.

    A label that begins with it comes before one with a word that does, that before one that contains it,
    then commands whose help mentions it, and last labels with its letters in order.
    """
    wanted = typed.casefold().strip()
    if not wanted:
        return list(offers)
    scored = [(score, offer) for offer in offers if (score := _score(offer[0], wanted)) is not None]
    scored.sort(key=lambda entry: (entry[0], entry[1][2] is not None, len(entry[1][0].label)))
    return [offer for _, offer in scored]


def _score(command: Command, wanted: str) -> int | None:
    label = command.label.casefold()
    begun = begun_rank(label, wanted)
    if begun is not None:
        return begun
    # One letter is in nearly every sentence; from two on a match means something.
    if len(wanted) > 1 and all(word in command.help.casefold() for word in wanted.split()):
        return 3
    return 4 if letters_in_order(wanted, label) else None
