"""What the Record screen draws in its list: a line a win, an ask or a review; a case with its criteria."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from textual.content import Content

from careertui.domain.asks import comes_back, standing_of
from careertui.domain.case import Case
from careertui.domain.challenge import Challenge
from careertui.domain.partial_date import PartialDate
from careertui.domain.periods import span_of_review
from careertui.domain.promotion import Standing
from careertui.domain.record import Record
from careertui.domain.review import Review
from careertui.domain.reviews import Due
from careertui.domain.win import Ask, Win
from careertui.tui.presentation import clipped, columns, contact_names, joined, mark_of, row, said, when

MOST_EVIDENCE = 4
"""Lines of a criterion's evidence that stand under it; the others are counted."""
NOTHING_YET = "nothing yet"
_DAY_CELLS, _DATE_CELLS = 6, 8
_MEASURE_FROM = 44
_LONGEST_MEASURE = 60
_WHOM_FROM = 56
_STATE_CELLS = 18
_DUE_CELLS = 25
_SHORTEST_TITLE = 12


def group_heading(name: Content, count: int, *, first: bool) -> Content:
    """The line above some rows: what they have in common, and how many they are."""
    return joined("" if first else "\n", "  ", name, (f"  {count}", "$faint"))


def measure_cells(wins: Iterable[Win]) -> int:
    """The cells that the longest of the wins' measures takes, as far as that matters."""
    return max((said(win.measure[:_LONGEST_MEASURE]).cell_length for win in wins), default=0)


# --- wins -------------------------------------------------------------------------------------------


def win_row(
    win: Win, width: int, measures: int, *, in_year: bool, selected: bool, marked: bool
) -> list[Content]:
    """A win: when, what, and the measure of it.

    Args:
        win: the win.
        width: cells.
        measures: cells that the longest measure beside it takes.
        in_year: whether its heading says the year.
        selected: whether the cursor is on it.
        marked: whether it is marked.
    """
    day = _day(win.on, in_year=in_year)
    date_cells = _DAY_CELLS if in_year else _DATE_CELLS
    measure = min(measures, max(width * 2 // 5, 16)) if width >= _MEASURE_FROM else 0
    title = max(width - 2 - date_cells - 2 - (measure + 2 if measure else 0), _SHORTEST_TITLE)
    cells = [(Content.styled(day, "$muted"), date_cells), (said(win.title), title)]
    if measure:
        cells.append((said(win.measure, "$done"), measure))
    return [row(columns(cells), width, selected=selected, marked=marked)]


def _day(on: PartialDate | None, *, in_year: bool) -> str:
    """`16 Jun` or `Jun` under the heading of its year, else `Jun 2026`; a year alone is the heading's."""
    if on is None:
        return ""
    if not in_year:
        return (PartialDate(on.year, on.month) if on.day else on).words
    return on.words.removesuffix(str(on.year)).strip()


# --- asks -------------------------------------------------------------------------------------------


def ask_row(
    ask: Ask,
    width: int,
    today: date,
    answer_days: int,
    get: Callable[[str], Record | None],
    *,
    selected: bool,
    marked: bool,
) -> list[Content]:
    """Something asked: what, and when it comes back or was answered; an open one says of whom and since when.

    Args:
        ask: what was asked.
        width: cells.
        today: the day it is.
        answer_days: after how many days an ask without an answer comes back.
        get: finds whom it was asked of.
        selected: whether the cursor is on it.
        marked: whether it is marked.
    """
    state = ask_state(ask, today, answer_days)
    names = said(contact_names(ask.of, get, most=2), "$people")
    title = width - 2 - _STATE_CELLS - 2
    if standing_of(ask) == "open":
        asked = "to ask" if ask.on.first > today else "since"
        about = [Content.styled(f"{asked} {when(ask.on, today)}", "$muted"), names]
        if ask.follow_up is not None:
            about.append(said(ask.follow_up.what, "$muted"))
        below = Content.styled(" · ", "$faint").join(part for part in about if part)
        lines = [columns([(said(ask.what, "bold"), title), (state, _STATE_CELLS)]), below]
    else:
        whom = min(max(width // 4, 14), 24) if width >= _WHOM_FROM else 0
        cells = [(said(ask.what, "$muted"), title - (whom + 2 if whom else 0))]
        lines = [columns([*cells, *([(names, whom)] if whom else []), (state, _STATE_CELLS)])]
    return [row(line, width, selected=selected, marked=marked and not at) for at, line in enumerate(lines)]


def ask_height(ask: Ask) -> int:
    """The lines of an ask: an open one has one more."""
    return 2 if standing_of(ask) == "open" else 1


def ask_state(ask: Ask, today: date, answer_days: int) -> Content:
    """When it comes back, that it is time, or when the answer came."""
    standing = standing_of(ask)
    if standing == "answered":
        return joined(("✓ ", "$done"), (when(ask.answered_on, today) if ask.answered_on else "", "$muted"))
    if standing == "let go":
        return Content.styled("– let go", "$faint")
    back = comes_back(ask, answer_days)
    if back is None or back <= today:
        return Content.styled("↳ look again", "$stone")
    return Content.styled(f"  back {when(back, today)}", "$muted")


# --- reviews ----------------------------------------------------------------------------------------


def due_row(due: Due, width: int, today: date, *, selected: bool) -> list[Content]:
    """A review that is due, to be held."""
    until = f"due until {when(due.until, today)}"
    cells = [(joined(("◎ ", "$stone"), (due.span.title, "bold")), max(width - 2 - _DUE_CELLS - 2, 10))]
    return [row(columns([*cells, (Content.styled(until, "$stone"), _DUE_CELLS)]), width, selected=selected)]


def review_row(review: Review, width: int, *, selected: bool, marked: bool) -> list[Content]:
    """A review that was held: of what, how much was answered, and how many practices moved then."""
    moved = practices_moved(review)
    about = f"{moved[0]} of {moved[1]} moved" if moved else ""
    answers = len(review.answers)
    told = f"{answers} {'answer' if answers == 1 else 'answers'}"
    sizes = [(told, 11), (about, 12)] if width >= _MEASURE_FROM else [(told, 11)]
    title = max(width - 2 - sum(size + 2 for _, size in sizes), 10)
    cells = [(joined(("◎ ", "$muted"), span_of_review(review).title), title)]
    cells += [(Content.styled(text, "$muted"), size) for text, size in sizes]
    return [row(columns(cells), width, selected=selected, marked=marked)]


def practices_moved(review: Review) -> tuple[int, int] | None:
    """How many practices moved when it was held, and of how many; None where it does not say."""
    practices = review.said.get("practices")
    if not isinstance(practices, dict) or not practices:
        return None
    moved = sum(isinstance(told, dict) and told.get("moved") is True for told in practices.values())
    return moved, len(practices)


# --- the case ---------------------------------------------------------------------------------------


def case_row(
    case: Case,
    standings: Sequence[Standing],
    width: int,
    get: Callable[[str], Record | None],
    *,
    selected: bool,
    marked: bool,
) -> list[Content]:
    """A case: the role, by when and of whom, and how many of its criteria have evidence."""
    shown = sum(bool(one.evidence) for one in standings)
    bar = joined(("━" * shown, "$done"), ("─" * (len(standings) - shown), "$rule"))
    count = joined((f"{shown} of {len(standings)}", "bold" if shown else "$muted"), (" shown", "$muted"))
    if len(standings) <= 12 and width >= _MEASURE_FROM:  # noqa: PLR2004 - as many as read as a bar
        count = joined(bar, "  ", count)
    if not standings:
        count = Content.styled("no criteria yet", "$muted")
    names = contact_names(case.of, get, most=2)
    about = [f"by {case.by.words}" if case.by else "", f"asked of {names}" if names else ""]
    told = said(" · ".join(part for part in about if part), "$muted")
    head = joined(("▣ ", "$stone"), said(case.role, "bold"))
    room = width - 2 - count.cell_length - 2
    if told and head.cell_length + 3 + told.cell_length <= room:
        head = joined(head, "   ", told)
    return [row(columns([(head, room), (count, count.cell_length)]), width, selected=selected, marked=marked)]


def criterion_height(standing: Standing) -> int:
    """The lines of a criterion with its evidence, and the empty one under it."""
    return 2 + min(len(standing.evidence), MOST_EVIDENCE)


def criterion_lines(standing: Standing, width: int, measures: int, *, selected: bool) -> list[Content]:
    """A criterion, and under it what shows that it is met; plainly nothing where there is none.

    Args:
        standing: the criterion with its evidence.
        width: cells.
        measures: cells that the longest measure of all evidence takes.
        selected: whether the cursor is on it.
    """
    evidence = standing.evidence
    mark = ("● ", "$done") if evidence else ("○ ", "$stone")
    head = joined(mark, said(standing.criterion))
    if not evidence:
        room = max(width - 4 - len(NOTHING_YET) - 2, 10)
        head = columns([(head, room), (Content.styled(NOTHING_YET, "$stone"), len(NOTHING_YET))])
    lines = [row(joined("  ", head), width, selected=selected)]
    shown = evidence if len(evidence) <= MOST_EVIDENCE else evidence[: MOST_EVIDENCE - 1]
    lines += [row(_piece(record, width - 8, measures), width, selected=selected) for record in shown]
    if len(shown) < len(evidence):
        more = Content.styled(f"      and {len(evidence) - len(shown)} more", "$faint")
        lines.append(row(more, width, selected=selected))
    return lines


def _piece(record: Record, room: int, measures: int) -> Content:
    """A win with its measure, or a challenge with how it stands."""
    title = joined(mark_of(record), " ", said(record.heading, "$muted"))
    cells = min(measures, room * 2 // 5) if room >= _MEASURE_FROM else 0
    if not cells:
        return joined("      ", clipped(title, room))
    about = Content.styled(record.status, "$faint") if isinstance(record, Challenge) else Content()
    if isinstance(record, Win):
        about = said(record.measure, "$done")
    return joined("      ", columns([(title, room - cells - 2), (about, cells)]))
