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
    Tab("7", "record", "Record"),
)

Part = tuple[str, str]
"""A text, and the style it is written in."""


def dates_of(today: date) -> tuple[str, ...]:
    """The day written out, the longest form first."""
    return (f"{today:%a %-d %b %Y}", f"{today:%a %-d %b}", f"{today:%-d %b}")


def tabs_in(
    tabs: Sequence[Tab], active: str, dates: Sequence[str], width: int, cells: Callable[[str], int] = len
) -> list[list[Part]]:
    """Each screen in the line.

    They have as much air as leaves room for the shortest date, and no names where there is no room for those.

    Args:
        tabs: the screens.
        active: the mode of the one that is shown.
        dates: the day, written out.
        width: how many cells there are.
        cells: how many of them a text takes.
    """
    date_cells = min(map(len, dates), default=0) + 2
    airy, close, bare = (
        [_tab(tab, active, named=named, air=air) for tab in tabs]
        for named, air in ((True, 1), (True, 0), (False, 1))
    )
    for room in (width - date_cells, width):
        for drawn in (airy, close):
            if sum(cells(text) for tab in drawn for text, _ in tab) <= room:
                return drawn
    return bare


def nav_parts(
    tabs: Sequence[Tab], active: str, dates: Sequence[str], width: int, cells: Callable[[str], int] = len
) -> list[Part]:
    """The line, with the longest form of the date that fits; takes what `tabs_in` takes."""
    line = [part for tab in tabs_in(tabs, active, dates, width, cells) for part in tab]
    taken = sum(cells(text) for text, _ in line)
    for said in dates:
        room = width - taken - len(said) - 1
        if room > 0:
            return [*line, (" " * room, ""), (said, "$muted"), (" ", "")]
    return line


def _tab(tab: Tab, active: str, *, named: bool, air: int) -> list[Part]:
    if tab.mode == active:
        return [(f" {tab.key} {tab.label} ", "bold reverse $stone")]
    label = f" {tab.label}" if named else ""
    return [(f" {tab.key}", "$faint"), (label + " " * air, "$muted")]
