"""Two texts of one record: which to keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal, NamedTuple

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from careertui.domain.fields import NameOf, fields_of, to_text
from careertui.domain.quoting import quoted
from careertui.domain.record import Record
from careertui.planner.planner import ConflictError, Planner
from careertui.tui.dialogs import Dialog, Reading
from careertui.tui.presentation import said, said_in_lines

Kept = Literal["mine", "theirs"]


class Difference(NamedTuple):
    """A field that the two texts say differently, as a person would edit it."""

    label: str
    mine: str
    theirs: str


def differences(mine: Record, theirs: Record | None, name_of: NameOf = str) -> Iterator[Difference]:
    """The fields a person edits in which two texts differ, in the order of the form.

    Args:
        mine: one text.
        theirs: the other; None stands for a record without any field.
        name_of: names the records that are linked to.
    """
    if theirs is not None and (mine.archived is None) != (theirs.archived is None):
        yield Difference("Archived", *("yes" if record.archived else "" for record in (mine, theirs)))
    for spec in fields_of(type(mine)):
        ours = to_text(spec, getattr(mine, spec.name), name_of)
        others = to_text(spec, getattr(theirs, spec.name), name_of) if theirs is not None else ""
        if ours != others:
            yield Difference(spec.label, ours, others)


def keep_mine(planner: Planner, conflict: ConflictError, others: Iterable[Record] = ()) -> str:
    """Keep this session's text over the other's, as one step; returns the record's id.

    Args:
        planner: where it is kept.
        conflict: the two texts.
        others: records that are kept along with it.

    Raises:
        CareerError: when that cannot be kept either.
    """
    version = conflict.theirs.version if conflict.theirs is not None else 0
    mine = conflict.mine.model_copy(update={"version": version})
    with planner.change(f"Keep my text of {quoted(mine.heading)}") as change:
        for other in others:
            change.put(other)
        change.put(mine)
    return mine.id


class ConflictDialog(Dialog["Kept | None"]):
    """Shows both texts of every field that differs; returns which to keep, or None to go on editing.

    Args:
        mine: the record as this session would keep it.
        theirs: the record as another session left it; None when it took it away.
        name_of: names the records that are linked to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "keep('mine')", "keep mine", id="conflict.mine"),
        Binding("t", "keep('theirs')", "keep theirs", id="conflict.theirs"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "Reading"

    def __init__(self, mine: Record, theirs: Record | None, name_of: NameOf = str) -> None:
        what = "has changed" if theirs is not None else "has taken away"
        super().__init__(said(f"Another session {what} {quoted(mine.heading, 80)}"))
        self._taken_away = theirs is None
        self._differences = tuple(differences(mine, theirs, name_of))

    def body(self) -> Iterable[Widget]:
        """The two texts beside each other."""
        theirs = "Theirs: taken away" if self._taken_away else "Theirs"
        heads = (Content.styled("Mine", "bold $stone"), Content.styled(theirs, "bold $learning"))
        pairs = [_pair(*heads)]
        for label, *values in self._differences:
            pairs += [Static(said(label, "$muted"), markup=False), _pair(*map(_value, values))]
        if not self._differences:
            pairs.append(Static("Every field that you edit says the same.", markup=False))
        yield Reading(*pairs)

    def hint_label(self, binding: Binding) -> str:
        """What keeping means where there is nothing on the other side."""
        if self._taken_away:
            kept = {"keep('mine')": "put mine back", "keep('theirs')": "let it go"}
            return kept.get(binding.action, "go back")
        return "go back" if binding.action == "close" else binding.description

    def action_keep(self, which: Kept) -> None:
        """Decide."""
        self.dismiss(which)


def _pair(mine: Content, theirs: Content) -> Widget:
    sides = (Static(mine, markup=False), Static(theirs, markup=False))
    return Horizontal(*sides, classes="difference")


def _value(text: str) -> Content:
    return said_in_lines(text) if text else Content.styled("–", "$faint")
