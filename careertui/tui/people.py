"""The table of people: from a person and how things stand with them to a row of cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual.content import Content

from careertui.domain.partial_date import PartialDate, ago_in_words
from careertui.domain.staying_in_touch import Touch, TouchState, words
from careertui.tui.presentation import clipped, columns, joined, row, said

_NAME, _ORGANISATION, _LAST, _NEXT = 22, 10, 14, 20
_LAYOUTS = (
    (88, ("name", "organisation", "relation", "last contact", "next")),
    (64, ("name", "organisation", "last contact", "next")),
    (46, ("name", "last contact", "next")),
    (0, ("name", "next")),
)
"""From so many cells of width: the columns that are shown."""
_FIXED = {"relation": 10, "last contact": _LAST, "next": _NEXT}
_SNUG = {**_FIXED, "next": 17}
_SNUG_UNDER = 76
"""Cells of width under which what is next is said in fewer words, so that names have room."""
_BRIEF_HEADS = {"organisation": "At"}
"""Heads of columns that may be too narrow for their own."""
_HUES = {
    TouchState.NONE: "$muted",
    TouchState.FRESH: "$muted",
    TouchState.RECONNECT: "$stone",
    TouchState.QUIET: "$challenge",
    TouchState.SNOOZED: "$muted",
}


@dataclass(frozen=True, slots=True)
class Sorting:
    """How the table is sorted.

    Attributes:
        column: the name of the column.
        backwards: whether from its other end.
    """

    column: str
    backwards: bool = False


def person_columns(width: int) -> tuple[tuple[str, int], ...]:
    """The columns that are shown in so many cells, each with its width; two cells lie between them."""
    names = next(names for least, names in _LAYOUTS if width >= least)
    fixed = _FIXED if width >= _SNUG_UNDER else _SNUG
    rest = max(width - sum(fixed.get(name, 0) for name in names) - 2 * (len(names) - 1) - 2, 8)
    # Names are what people are found by: they get their room before the organisation gets its own.
    name = min(max(rest * 55 // 100, _NAME), rest - _ORGANISATION) if "organisation" in names else rest
    own = {"name": name, "organisation": rest - name}
    return tuple((column, fixed.get(column) or own[column]) for column in names)


def people_header(width: int, sorting: Sorting) -> Content:
    """The heads of the columns of `person_row`; the one that is sorted by is marked, with its direction."""
    cells = []
    for name, size in person_columns(width):
        arrow = ("▴" if sorting.backwards else "▾") if name == sorting.column else ""
        words = name.capitalize() if len(name) + 2 * bool(arrow) <= size else _BRIEF_HEADS.get(name, name)
        head = Content.styled(words, "$muted" if arrow else "$faint")
        cells.append((joined(head, (f" {arrow}" if arrow else "", "$stone")), size))
    return clipped(joined("  ", columns(cells)), width)


def person_row(
    touch: Touch, width: int, today: date, *, promises: int, selected: bool, marked: bool
) -> list[Content]:
    """A person: who they are, when you were last in touch, and what is next.

    Args:
        touch: how things stand with them.
        width: cells.
        today: the day it is.
        promises: how many follow-ups with them are open.
        selected: whether the cursor is on them.
        marked: whether they are marked.
    """
    contact = touch.contact
    cells = []
    for column, size in person_columns(width):
        match column:
            case "name":
                cell = _name(contact.name, promises, size)
            case "organisation":
                cell = said(contact.organisation, "$muted")
            case "relation":
                cell = Content.styled("" if contact.relation == "other" else contact.relation, "$people")
            case "last contact":
                cell = Content.styled(last_words(touch, today), "$muted")
            case _:
                cell = touch_words(touch, today, size)
        cells.append((cell, size))
    return [row(columns(cells), width, selected=selected, marked=marked)]


def _name(name: str, promises: int, size: int) -> Content:
    """The name, with a mark behind it where something is promised."""
    mark = f" ↳{promises if promises > 1 else ''}" if promises else ""
    return joined(clipped(said(name, "bold"), size - len(mark)), (mark, "$stone"))


def last_words(touch: Touch, today: date) -> str:
    """When you were last in touch: `3 weeks ago`, `Oct 2024`; empty when nothing is logged."""
    if touch.last is None:
        return ""
    return ago_in_words(touch.last.first, today) if touch.last.day else touch.last.words


def touch_words(touch: Touch, today: date, width: int = 80) -> Content:
    """What is next with a person, in words and a hue, never blame; in short words where room is scarce."""
    hue = _HUES[touch.state]
    if touch.state is TouchState.NONE or touch.next is None:
        return Content()
    if touch.state is TouchState.FRESH:
        return Content.styled(ago_in_words(touch.next, today), hue)
    forms = [words(touch, today)]
    if touch.state is TouchState.QUIET and touch.last is not None:
        forms = forms if width >= _NEXT else []  # months are all written out, or none
        year, month = touch.last.year, PartialDate(touch.last.year, touch.last.month).words
        brief = month.removesuffix(f" {year}") if year == today.year else str(year)
        forms += [f"quiet since {month}", f"quiet since {brief}"]
    return Content.styled(next((told for told in forms if len(told) <= width), forms[-1]), hue)
