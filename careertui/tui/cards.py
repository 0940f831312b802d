"""What the board draws around its cards: heads, bands, the moment of finishing, and a goal's way across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from careertui.domain.career import Career, board_of
from careertui.domain.flow import Stay, age, cycle_time, done_in, stays, under_way
from careertui.domain.goal import Column, Goal
from careertui.tui.presentation import clipped, joined, said

_BAR_CELLS = 20
"""Cells of the bar of the column a goal stood in longest."""
_NAME_CELLS = 12


def column_head(column: Column, count: int, *, active: bool) -> Content:
    """A column's name, how many goals it holds, and its limit: `Doing  4/3 !` where it holds more."""
    over = column.limit is not None and count > column.limit
    counted = f"{count}/{column.limit}" if column.limit is not None else str(count)
    return joined(
        said(column.name, "bold" if active else "bold $muted"),
        "  ",
        (f"{counted} !", "bold $challenge") if over else (counted, "$faint"),
    )


def column_tab(head: Content, *, active: bool) -> Content:
    """A column's head in the strip of tabs; the open one stands between marks, not in colour alone."""
    return joined(("▌", "$stone"), head, ("▐", "$stone")) if active else joined(" ", head, " ")


def band_heading(name: Content | None, count: int, width: int) -> Content:
    """A band's line across a column: its name where the band begins, a hairline from there on.

    Args:
        name: the band's mark and name; None in the columns after the first.
        count: how many goals the band holds.
        width: cells of the column.
    """
    if name is None:
        return Content.styled("─" * width, "$rule")
    label = joined(clipped(name, max(width - 6, 4)), (f"  {count} ", "$muted"))
    return joined(label, ("─" * max(width - label.cell_length, 0), "$rule"))


def just_done(lines: Sequence[Content]) -> list[Content]:
    """A card at the moment it is finished."""
    return [line.stylize("$done on $done 20%") for line in lines]


def done_words(goal: Goal, career: Career, today: date) -> str:
    """What is said when a goal is finished: how long it took, and how many that makes this year."""
    board = board_of(career)
    took = cycle_time(goal, board)
    parts = [f"{took.words} from start to done" if took is not None else ""]
    count = done_in(career, board, today.year)
    parts.append("the first this year" if count == 1 else f"{count} this year")
    return ", ".join(part for part in parts if part)


def flow(goal: Goal, career: Career, today: date, width: int) -> Content:
    """A goal's way across the board: how long it took or is under way, then a bar a column it stood in.

    The bars stand beside each other where they fit, and under each other where not.
    """
    board = board_of(career)
    stood = stays(goal, board, today)
    if not stood:
        return Content()
    names = {column.key: column.name for column in board.columns}
    most = max(stay.span.days for stay in stood)
    told = _flow_words(goal, career, today)
    if not most:  # all of it today: there is nothing yet to compare
        return told if goal.column in board.done_keys else Content()
    for cells, gap in ((_BAR_CELLS, "   "), (_BAR_CELLS // 2, "  ")):
        beside = Content(gap).join(_stay(stay, names, most, cells, 0) for stay in stood)
        if beside.cell_length <= width:
            return joined(told, "\n", beside)
    label = max(min(len(names.get(stay.column, stay.column)), _NAME_CELLS) for stay in stood)
    cells = max(min(_BAR_CELLS, width - label - 20), 4)
    return Content("\n").join([told, *(_stay(stay, names, most, cells, label) for stay in stood)])


def _stay(stay: Stay, names: Mapping[str, str], most: int, cells: int, label: int) -> Content:
    """A column's name, a bar as long as the goal stood in it, and how long that was."""
    filled = round(stay.span.days / most * cells) if most else 0
    name = clipped(said(names.get(stay.column, stay.column), "$muted"), _NAME_CELLS)
    name = name.pad_right(max(label - name.cell_length, 0))
    return joined(name, " ", ("━" * max(filled, 1), "$stone"), (f" {stay.span.words}", "$muted"))


def _flow_words(goal: Goal, career: Career, today: date) -> Content:
    board = board_of(career)
    took = cycle_time(goal, board)
    if took is not None:
        return Content.styled(f"took {took.words}", "$done")
    old, way = age(goal, board, today), under_way(goal, board, today)
    parts = [f"on the board for {old.words}" if old is not None else ""]
    if way is not None and old is not None and way.days != old.days:
        parts.append(f"under way for {way.words}")
    return Content.styled(" · ".join(part for part in parts if part), "$muted")
