"""How what is found is drawn: which records pass a filter, said in a line, and text with matches marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from careertui.domain.record import Record
from careertui.domain.texts import folded, mention, places
from careertui.tui.presentation import clipped, joined, said

if TYPE_CHECKING:  # a filter's own code is loaded with the first filter
    from careertui.domain.filters import Filtered

FOUND = "bold underline $stone"
"""How what was looked for stands out; underlined, since colour is never the only sign."""
_AROUND = 16
"""Letters shown before a match that is not in a record's heading."""
_SNIPPET = 300


def filter_line(
    found: Filtered[Record], width: int, ways: Sequence[str] = (), hint: str = "", takes: str = "tab"
) -> Content:
    """What passes, in English, and how many of how many; then what could be typed, or what is not understood.

    Args:
        found: what passes, and which filter.
        width: cells; the count always fits, and what comes after it where there is room.
        ways: how the line that is being typed could go on.
        hint: said at the right where nothing else is.
        takes: the key that takes the first of the ways.
    """
    count = joined((" · ", "$faint"), (found.count, "$stone"))
    room = width - 2 - count.cell_length
    line = joined(("/ ", "$stone"), clipped(said(found.description), room), count)
    rest = width - line.cell_length - 3
    problem = next(iter(found.filter.problems), "")
    if ways:  # what can be typed says more than what cannot be understood yet
        offered = joined(("⇥ " if takes == "tab" else f"{takes} ", "$stone"), said("  ".join(ways), "$muted"))
        return joined(line, "   ", clipped(offered, rest)) if rest > _SHORTEST_OFFER else line
    if problem:
        return joined(line, "   ", clipped(joined(("? ", "$challenge"), said(problem, "$muted")), rest))
    if len(hint) <= rest:
        return joined(line, " " * (rest + 3 - len(hint)), (hint, "$faint"))
    return line


_SHORTEST_OFFER = 8


def found_in(content: Content, typed: str) -> Content:
    """A line with what was typed standing out: all of it, or else its words, or its letters in order."""
    text, wanted = content.plain, folded(typed.strip())
    words = wanted.split()
    each = [places(text, word) for word in words]
    spans = places(text, wanted) or ([span for found in each for span in found] if all(each) else [])
    for start, end in spans or _letters(text, "".join(words)):
        content = content.stylize(FOUND, start, end)
    return content


def _letters(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where each of the letters stands, one after the other; nothing when one is missing."""
    spans: list[tuple[int, int]] = []
    start = 0
    for letter in wanted:
        place = next((at for at in range(start, len(text)) if folded(text[at]) == letter), None)
        if place is None:
            return []
        spans.append((place, place + 1))
        start = place + 1
    return spans


def snippet(record: Record, typed: str) -> Content | None:
    """The field that has what was typed, and the words around it; None when only like words were found."""
    found = mention(record, folded(typed.strip()))
    if found is None:
        return None
    start = max(found.place - _AROUND, 0)
    if start:  # from the beginning of a word, where one is near
        start = found.text.find(" ", start, found.place) + 1 or start
    around = " ".join(found.text[start : start + _SNIPPET].split())
    words = said(f"…{around}" if start else around, "$muted")
    return joined((f"{found.label.lower()}: ", "$faint"), found_in_words(words, typed))


def found_in_words(content: Content, typed: str) -> Content:
    """The words of it that were typed stand out, and nothing when none is there."""
    wanted = folded(typed.strip())
    spans = places(content.plain, wanted)
    for start, end in spans or [span for word in wanted.split() for span in places(content.plain, word)]:
        content = content.stylize(FOUND, start, end)
    return content
