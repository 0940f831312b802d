"""The keys that work here, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from careertui.tui.dialogs import Dialog, Folded, Reading
from careertui.tui.presentation import clipped, joined, said

HelpRow = tuple[str, str, "str | None"]
"""A key, what it does, and why it cannot be used now; None when it can."""
HelpSection = tuple[str, Sequence[HelpRow]]
"""A name, and the keys under it."""


def key_table(sections: Sequence[HelpSection], width: int) -> Content:
    """Sections of keys in so many cells, each sentence folded beside its key rather than under it."""
    filled = [(name, rows) for name, rows in sections if rows]
    keys = max((said(row[0]).cell_length for _, rows in filled for row in rows), default=0)
    blocks = []
    for name, rows in filled:
        lines = [line for row in rows for line in _row(row, min(keys, width // 3), width)]
        blocks.append(Content("\n").join([said(name, "bold $muted"), *lines]))
    return Content("\n\n").join(blocks)


def _row(row: HelpRow, keys: int, width: int) -> Iterator[Content]:
    key, sentence, reason = row
    shown = clipped(said(key, "$stone" if reason is None else "$faint"), keys)
    lead = joined(" " * (keys - shown.cell_length), shown, "  ")
    about = said(sentence, "" if reason is None else "$faint")
    if reason is not None:
        about = joined(about, "  ", said(reason, "italic $muted"))
    for line in about.wrap(max(width - keys - 2, 8)):
        yield joined(lead, line)
        lead = Content(" " * (keys + 2))


class HelpDialog(Dialog[None]):
    """Shows keys in sections.

    Args:
        title: whose keys they are.
        sections: what to show; a section without keys is left out.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "close", "close", show=False, id="help.close", tooltip="Close the help")
    ]
    AUTO_FOCUS: ClassVar[str | None] = "Reading"

    def __init__(self, title: str, sections: Sequence[HelpSection]) -> None:
        super().__init__(said(title))
        self._sections = sections

    def body(self) -> Iterable[Widget]:
        """Every section, one under the other."""
        return (Reading(Folded(partial(key_table, self._sections))),)
