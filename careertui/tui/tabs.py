"""The line at the top as data: the screens by number, the one you are on, and the date.

Nothing of Textual's is loaded for it, so that it can be drawn before that is; see `first_frame`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tab:
    """A screen in the top line."""

    key: str
    mode: str
    label: str


TABS: tuple[Tab, ...] = (
    Tab("1", "today", "Today"),
    Tab("2", "vision", "Vision"),
    Tab("3", "goals", "Goals"),
    Tab("4", "network", "Network"),
    Tab("5", "challenges", "Challenges"),
    Tab("6", "timeline", "Timeline"),
)

Part = tuple[str, str]
"""A text, and the style it is written in."""


def dates_of(today: date) -> tuple[str, ...]:
    """The day written out, the longest form first."""
    return (f"{today:%a %-d %b %Y}", f"{today:%a %-d %b}", f"{today:%-d %b}")


def tab_parts(tab: Tab, active: str, *, named: bool) -> list[Part]:
    """One screen in the line.

    Args:
        tab: the screen.
        active: the mode of the one that is shown.
        named: whether there is room for its name.
    """
    if tab.mode == active:
        return [(f" {tab.key} {tab.label} ", "bold reverse $stone")]
    return [(f" {tab.key}", "$faint"), (f" {tab.label} " if named else " ", "$muted")]


def nav_parts(
    tabs: Sequence[Tab], active: str, dates: Sequence[str], width: int, cells: Callable[[str], int] = len
) -> list[Part]:
    """The line; where it is narrow only the active screen has its name, and the date is shorter.

    Args:
        tabs: the screens.
        active: the mode of the one that is shown.
        dates: the day, written out; the first form that fits is shown.
        width: how many cells there are.
        cells: how many of them a text takes.
    """
    for named in (True, False):
        line = [part for tab in tabs for part in tab_parts(tab, active, named=named)]
        taken = sum(cells(text) for text, _ in line)
        if taken <= width:
            break
    for said in dates:
        room = width - taken - len(said) - 1
        if room > 0:
            return [*line, (" " * room, ""), (said, "$muted"), (" ", "")]
    return line
