"""Today as it is drawn: a line a thing to do, a line a practice, the stone; and what fits into the window."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from textual.content import Content

from careertui.domain.job import ExitCriterion
from careertui.domain.partial_date import ago_in_words
from careertui.domain.practices import (
    MONTHS_SHOWN,
    Practice,
    PracticeReport,
    briefly,
    compared,
    headline,
    streak_of_all,
)
from careertui.domain.stagnation import quiet_words
from careertui.domain.staying_in_touch import NextKind, NextThing
from careertui.domain.stones import Stone
from careertui.planner.planner import Planner
from careertui.tui.presentation import STONES, clipped, columns, joined, row, said, sparkline, when

ENOUGH_THINGS = 5
"""Things to do that are shown before anything else on the screen gets its room."""
MOST_CRITERIA = 5
_SHORTEST_STEP = 14
_SHORTEST_STREAK = 8
_WHY_FROM = 50
_FAR_OFF = 180
"""Days from which the year says more of a day than its month."""
_QUESTION = "Job or career?  "
_KINDS: dict[NextKind, tuple[str, str]] = {
    "goal": ("▸", "$stone"),
    "follow-up": ("↳", "$stone"),
    "ask": ("?", "$stone"),
    "person": ("•", "$people"),
    "step": ("○", "$muted"),
    "review": ("◎", "$stone"),
}
_TURNS: tuple[NextKind, ...] = ("follow-up", "ask", "goal", "person", "step", "review")
PRACTICE_HUES: dict[Practice, str] = {
    Practice.VISION: "$vision",
    Practice.LEARNING: "$learning",
    Practice.NETWORK: "$people",
    Practice.CHALLENGE: "$challenge",
    Practice.PURPOSE: "$vision",
    Practice.OWNERSHIP: "$done",
}
BEGINNINGS: dict[Practice, tuple[str, str]] = {
    Practice.VISION: ("vision", "Say where you want to be"),
    Practice.LEARNING: ("goals", "Plan something to learn"),
    Practice.NETWORK: ("network", "Write down somebody you know"),
    Practice.CHALLENGE: ("challenges", "Note what you would not dare yet"),
    Practice.PURPOSE: ("vision", "Say what your work should have"),
    Practice.OWNERSHIP: ("", "Record something you achieved"),
}
"""For a practice whose records offer no next step: the screen where it begins, and with what."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many lines each part has where the parts stand below each other.

    Attributes:
        things: of what is next.
        practices: whether the six are shown, or their headline alone.
        stone: whether the present job is shown.
        criteria: of leaving it.
        air: whether an empty line sets the parts apart.
    """

    things: int
    practices: bool
    stone: bool
    criteria: int
    air: bool


def room_below(lines: int, things: int, stone_lines: int, criteria: int) -> Room:
    """Share out so many lines: a few things to do first, and what has no room after them gives way.

    Args:
        lines: of the screen, between its two bars.
        things: how many there are to do.
        stone_lines: how many the present job takes without its criteria.
        criteria: how many there are of leaving it.
    """
    wanted = min(max(things, 1), ENOUGH_THINGS)
    few = min(criteria, 1)
    tries = (
        *(Room(0, True, True, count, True) for count in range(min(criteria, 3), few - 1, -1)),
        Room(0, True, True, few, False),
        Room(0, True, True, 0, False),
        Room(0, False, True, few, False),
        Room(0, False, True, 0, False),
    )
    for room in tries:
        heads = 2 + 2 * room.air
        left = lines - heads - len(Practice) * room.practices - stone_lines - room.criteria
        if left >= wanted:
            return Room(min(left, max(things, 1)), room.practices, True, room.criteria, room.air)
    return Room(max(lines - 2, 1), False, False, 0, False)


def some_of_each(things: Sequence[NextThing], most: int) -> list[NextThing]:
    """As many things as fit, in turns from each kind so that none crowds out another; in their order."""
    if len(things) <= most:
        return list(things)
    waiting: dict[NextKind, deque[int]] = {kind: deque() for kind in _TURNS}
    for place, thing in enumerate(things):
        waiting[thing.kind].append(place)
    chosen: set[int] = set()
    while len(chosen) < most:
        for kind in _TURNS:
            if waiting[kind] and len(chosen) < most:
                chosen.add(waiting[kind].popleft())
    return [things[place] for place in sorted(chosen)]


@lru_cache(maxsize=1024)
def thing_line(thing: NextThing, width: int, today: date, *, selected: bool) -> tuple[Content, ...]:
    """Something to do: by when, what, and why it is here; kept, as a change leaves most as they were."""
    mark, hue = _KINDS[thing.kind]
    passed = thing.when is not None and thing.when < today
    # Nobody is overdue: somebody to reconnect with has words beside the name, not a day gone by.
    dated = thing.when is not None and not (passed and thing.kind == "person")
    day = _brief(thing.when, today) if thing.when and dated else ""
    why = min(24, max((width + 1) // 3, 10)) if width >= _WHY_FROM else 0
    cells = [
        (Content.styled(day, "$stone" if passed else "$muted"), 6),
        (joined((mark, hue), " ", said(thing.title)), max(width - why - 6 - 2 - (4 if why else 2), 10)),
    ]
    if why:
        cells.append((said(thing.why, "$faint"), why))
    return (row(columns(cells), width, selected=selected),)


def _brief(day: date, today: date) -> str:
    """A day in six cells: without its year where it is near, and else the year alone."""
    return when(day, day) if abs((day - today).days) < _FAR_OFF else str(day.year)


def more_line(count: int, key: str, width: int, *, selected: bool) -> list[Content]:
    """What there is no room for, and the key to it."""
    line = joined(" " * 8, (f"and {count} more; ", "$faint"), (key, "$stone"), (" shows all", "$faint"))
    return [row(line, width, selected=selected)]


def practice_lines(
    report: PracticeReport, width: int, height: int, today: date, *, selected: bool
) -> list[Content]:
    """A practice: its twelve months, when it last moved, and the smallest next step.

    The step has a line of its own where the height allows, and the weekly streak stands above it; else the
    step stands at the end where the width allows.
    """
    name = Content.styled(report.practice.capitalize(), "" if report.moved else "$muted")
    moved = ago_in_words(report.last_moved, today) if report.last_moved else "not yet"
    spark = sparkline(report.months, PRACTICE_HUES[report.practice])
    cells = [
        (name, 9),
        (spark, MONTHS_SHOWN),
        (Content.styled(quiet_words(report, today) or moved, "$muted"), 16),
    ]
    step = joined(("→ ", "$stone"), said(report.next_step or BEGINNINGS[report.practice][1], "$muted"))
    rest = width - 9 - MONTHS_SHOWN - 16 - 6 - 2
    if height > 1:
        if rest >= _SHORTEST_STREAK and report.streak > 1:
            cells.append((Content.styled(f"{report.streak} weeks", "$faint"), rest))
        below = joined(" " * 11, step)
        return [row(line, width, selected=selected) for line in (columns(cells), below)]
    return [
        row(columns([*cells, (step, rest)] if rest >= _SHORTEST_STEP else cells), width, selected=selected)
    ]


def headlines(reports: Sequence[PracticeReport], width: int, lines: int, planner: Planner) -> Content:
    """Job or career? How many practices moved, and how that compares; the longest words that fit.

    On two lines the second has the comparison, and the weekly streak of all practices.
    """
    answer = headline(reports, planner.thresholds)
    change = compared(reports, planner.thresholds)
    brief = briefly(change)
    alone = (f"{_QUESTION}{answer}", answer, answer.partition(" in the last")[0])
    if lines == 1:
        both = (f"{_QUESTION}{answer}, {change}", f"{answer}, {change}", f"{answer}, {brief}")
        return Content(_longest((*both, *alone) if change else alone, width))
    streak = streak_of_all(reports, planner.today)
    running = f"{streak} weeks running" if streak > 1 else ""
    below = (*(" · ".join(filter(None, (words, running))) for words in (change, brief)), brief)
    return joined(_longest(alone, width), "\n", (_longest(below, width), "not bold $muted"))


def _longest(forms: Sequence[str], width: int) -> str:
    """The first that fits; the last where none does."""
    return next((form for form in forms if len(form) <= width), forms[-1])


def stone_lines(stone: Stone, width: int, still: str = "", *, selected: bool) -> list[Content]:
    """The present job, how much of its stone is filled, and the question that would fill the next quarter.

    Where it has stood still for long, that is said above the question.
    """
    left = Content.styled(f"{stone.filled} of 4 left behind", "$muted")
    head = joined((STONES[stone.filled], "$stone"), " ", said(stone.job.heading, "bold"))
    if head.cell_length + 3 + left.cell_length > width - 2:
        left = Content.styled(f"{stone.filled} of 4", "$muted")
        head = clipped(head, max(width - 2 - 2 - left.cell_length, 1))
    lines = [joined(head, "   " if head.cell_length + 3 + left.cell_length <= width - 2 else "  ", left)]
    if still:
        lines.append(Content.styled(f"  {still}", "$muted"))
    if stone.empty:
        lines.append(Content.styled(f"  {stone.question(stone.empty[0])}", "$muted"))
    return [row(line, width, selected=selected) for line in lines]


def criterion_line(criterion: ExitCriterion, width: int, *, selected: bool) -> list[Content]:
    """A criterion for leaving the job, met or not."""
    mark = ("✓ ", "$done") if criterion.met_on else ("○ ", "$stone")
    text = said(criterion.text, "$muted" if criterion.met_on else "")
    return [row(joined("  ", mark, text), width, selected=selected)]


def criteria_shown(criteria: Sequence[ExitCriterion], most: int) -> list[int]:
    """The places of the criteria to show: all that fit, those still open before the others."""
    order = sorted(range(len(criteria)), key=lambda place: criteria[place].met_on is not None)
    return sorted(order[:most])
