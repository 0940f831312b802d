"""The picker: type a few letters, choose one record or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from careertui.domain.contact import Contact
from careertui.domain.fields import heading_field
from careertui.domain.record import Record
from careertui.planner.planner import Planner
from careertui.tui.dialogs import ListDialog
from careertui.tui.presentation import joined, named, row, said
from careertui.tui.widgets.line_input import LineInput
from careertui.tui.widgets.record_list import RecordList, Row


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things to pick from.

    Attributes:
        id: what the picker returns for it.
        content: its line; a person's text in it has been through `said`.
    """

    id: str
    content: Content


_MAKE = "make "
"""How the id of a choice begins that stands for a record still to be made; the kind follows."""
Maker = Callable[[str, str], str]
"""From a kind and a name to the id of the record it makes."""
ChoiceSearch = Callable[[str], Sequence[Choice]]
"""From what has been typed, which may be nothing, to what answers to it, the best first."""


def among(choices: Sequence[Choice]) -> ChoiceSearch:
    """A search over these choices, in their order: those whose line has every word that is typed."""

    def matching(typed: str) -> Sequence[Choice]:
        words = typed.casefold().split()
        return [one for one in choices if all(word in one.content.plain.casefold() for word in words)]

    return matching


def record_choices(
    planner: Planner,
    kinds: Sequence[type[Record]],
    first: Sequence[str] = (),
    made: Mapping[str, Record] | None = None,
) -> ChoiceSearch:
    """A search over the records of some kinds, the latest changed first while nothing is typed.

    What is typed and names none of them can be made: a row a kind, after all that answers to it.

    Args:
        planner: where they are.
        kinds: which kinds can be picked.
        first: ids that stand at the top while nothing is typed, archived ones too: what is picked already.
        made: records that can be picked and are not kept yet, by id; None where none can be made.
    """
    search = planner.search

    def find(typed: str) -> list[Choice]:
        pending = [record for record in (made or {}).values() if isinstance(record, tuple(kinds))]
        records = [*pending, *(record for kind in kinds for record in planner.all(kind))]
        name = " ".join(typed.split())
        if name:
            found = [_choice(record, kinds) for record in search.ranked(records, typed)]
            return found if made is None else [*found, *_to_be_made(kinds, name, records)]
        ahead = [record for id_ in first if (record := planner.get(id_)) is not None]
        records.sort(key=lambda record: record.updated, reverse=True)
        rest = [record for record in records if record.id not in first]
        return [_choice(record, kinds) for record in (*ahead, *search.ranked(rest, ""))]

    return find


def _choice(record: Record, kinds: Sequence[type[Record]]) -> Choice:
    """A record's line: its name, and what tells it from another of that name."""
    about = [record.organisation] if isinstance(record, Contact) and record.organisation else []
    if len(kinds) > 1:
        about.append(record.kind)
    return Choice(record.id, joined(named(record), "  ", said(" · ".join(about), "$muted")))


def _to_be_made(kinds: Sequence[type[Record]], name: str, records: Iterable[Record]) -> list[Choice]:
    """A row for each kind that a record of this name can be made of, unless there is one."""
    wanted = name.casefold()
    if any(record.heading.casefold() == wanted for record in records):
        return []
    return [
        Choice(
            f"{_MAKE}{kind.kind}",
            joined(("+ ", "$stone"), (f"new {kind.kind} ", "$muted"), "“", said(name), "”"),
        )
        for kind in kinds
        if heading_field(kind) is not None
    ]


class Picker(ListDialog["tuple[str, ...] | None"]):
    """Picks one or several; returns their ids, or None when nothing was decided.

    With `several`, tab ticks and enter keeps what is ticked. As long as nothing has ever been ticked, enter
    takes what is under the cursor; once something was, an empty choice is a choice too.

    Args:
        title: what is being picked.
        search: finds what can be picked.
        several: whether more than one may be.
        chosen: the ids picked until now.
        maker: makes the record that was missing, when its row is chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "tick", "tick", id="picker.tick"),
        Binding("enter", "choose", "pick", id="picker.choose"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "Input"

    def __init__(
        self,
        title: str,
        search: ChoiceSearch,
        *,
        several: bool = False,
        chosen: Sequence[str] = (),
        maker: Maker | None = None,
    ) -> None:
        super().__init__(said(title))
        self._maker = maker
        self._search = search
        self._several = several
        # A dict is a set that remembers the order in which things were ticked.
        self._ticked = dict.fromkeys(chosen if several else ())
        self._was_ticked = bool(self._ticked)
        self._start = next(iter(chosen), None)
        self._choices: dict[str, Choice] = {}

    def body(self) -> Iterable[Widget]:
        """Where to type, and what answers to it."""
        line = LineInput(placeholder="type to find")
        line.cursor_blink = False
        records = RecordList(self._draw, empty=Content.styled("  Nothing answers to that.", "$muted"))
        records.can_focus = False
        return line, records

    def on_mount(self) -> None:
        """Show everything, with the cursor on what is picked already."""
        self._find("")
        if self._start in self._choices:
            self.records.cursor_id = self._start

    def refresh_records(self) -> None:
        """Look again: what was listed may be gone, and something new may answer."""
        self._find(self.query_one(Input).value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._find(event.value)
        self.records.action_first()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Ticking is for where several can be picked."""
        return self._several or action != "tick"

    def hint_label(self, binding: Binding) -> str:
        """Enter says what it would return."""
        if binding.action == "choose" and self._was_ticked:
            return f"keep {len(self._ticked) or 'none'}"
        return binding.description

    def action_tick(self) -> None:
        """Tick what is under the cursor, or take its tick away."""
        id_ = self._picked()
        if id_ is None:
            return
        if id_ in self._ticked:
            del self._ticked[id_]
        else:
            self._ticked[id_] = None
        self._was_ticked = True
        self.refresh_records()
        self.refresh_hints()

    def action_choose(self) -> None:
        """Return what is ticked, or what is under the cursor; what was missing is made, and comes too."""
        is_new = (self.records.cursor_id or "").startswith(_MAKE)
        if self._was_ticked and not is_new:
            self.dismiss(tuple(self._ticked))
            return
        id_ = self._picked()
        if id_ is not None:
            self.dismiss((*self._ticked, id_))

    def _picked(self) -> str | None:
        """The record under the cursor, made if it was missing."""
        id_ = self.records.cursor_id
        if id_ is None or self._maker is None or not id_.startswith(_MAKE):
            return id_
        return self._maker(id_.removeprefix(_MAKE), " ".join(self.query_one(Input).value.split()))

    def _find(self, typed: str) -> None:
        self._choices = {choice.id: choice for choice in self._search(typed)}
        self.records.show([Row((id_,)) for id_ in self._choices])

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        content = self._choices[id_].content
        if self._several:
            tick = ("✓ ", "$stone") if id_ in self._ticked else ("· ", "$faint")
            content = joined(tick, content)
        return [row(content, width, selected=selected)]
