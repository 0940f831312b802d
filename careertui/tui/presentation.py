"""From a record to what is drawn: pure, and the one place where a person's text meets style.

Text of the person's goes through `said`, which makes control characters visible and never reads markup.
Styles are names of theme variables (see `themes`), so every theme colours them its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from rich.cells import cell_len
from textual.content import Content

from careertui.domain.career import Career, board_of
from careertui.domain.challenge import Zone, zone_of
from careertui.domain.contact import Contact
from careertui.domain.goal import Goal
from careertui.domain.inert import inert
from careertui.domain.partial_date import PartialDate, ago_in_words
from careertui.domain.record import Record
from careertui.domain.vision import Value

LONGEST_LINE = 2_000
"""Characters of one line that are ever drawn: no window is wider, and terminals choke on more."""

LABEL_CELLS = 12
"""How wide the labels of a record's fields are."""
STONES = "○◔◑◕●"
SPARKS = " ▁▂▃▄▅▆▇█"
GOAL_MARKS = {"learning": "▪", "network": "•", "role": "◆", "project": "▸", "habit": "↻", "other": "·"}
GOAL_HUES = {
    "learning": "$learning",
    "network": "$people",
    "role": "$stone",
    "project": "$stone",
    "habit": "$done",
    "other": "$muted",
}
KIND_MARKS = {
    "vision": ("★", "$vision"),
    "value": ("◈", "$vision"),
    "goal": ("▸", "$stone"),
    "skill": ("▪", "$learning"),
    "job": ("●", "$stone"),
    "contact": ("•", "$people"),
    "interaction": ("∙", "$people"),
    "challenge": ("▲", "$challenge"),
    "future": ("◌", "$stone"),
    "win": ("✓", "$done"),
    "ask": ("?", "$stone"),
    "review": ("◎", "$muted"),
    "case": ("▣", "$stone"),
    "board": ("▥", "$muted"),
    "filter": ("/", "$muted"),
}
ZONE_HUES: dict[Zone, str] = {"comfort": "$done", "stretch": "$stone", "panic": "$challenge"}


def said(text: str, style: str = "") -> Content:
    """A person's text on one line, shown literally."""
    line = inert(text[:LONGEST_LINE]) + ("…" if len(text) > LONGEST_LINE else "")
    return Content.styled(line, style) if style else Content(line)


def said_in_lines(text: str, style: str = "") -> Content:
    """A person's text with its own line breaks, shown literally."""
    shown = text if len(text) <= 10 * LONGEST_LINE else text[: 10 * LONGEST_LINE] + "…"
    lines = "\n".join(line[:LONGEST_LINE] for line in inert(shown, lines=True).split("\n"))
    return Content.styled(lines, style) if style else Content(lines)


def joined(*parts: Content | str | tuple[str, str]) -> Content:
    """Parts one after the other; plain strings are ours, not the person's."""
    return Content.assemble(*parts)


def clipped(content: Content, width: int) -> Content:
    """As much of it as fits in so many cells, with … where something is left out."""
    return content.truncate(max(width, 0), ellipsis=True) if content.cell_length > width else content


def columns(cells: Sequence[tuple[Content, int]], gap: int = 2) -> Content:
    """Contents beside each other, each clipped and filled to its own width in cells."""
    parts: list[Content | str] = []
    for content, width in cells:
        fitted = clipped(content, width)
        parts += [fitted, " " * (width - fitted.cell_length), " " * gap]
    return joined(*parts[:-1])


def labelled(label: str, content: Content, width: int) -> Content:
    """A muted label, and beside it the content, wrapped to stay beside it."""
    room = max(width - LABEL_CELLS - 1, 16)
    lines = [line.rstrip() for line in content.wrap(room)] or [Content()]
    head = Content.styled(f"{label:<{LABEL_CELLS}} ", "$muted")
    return Content("\n").join(
        [joined(head, lines[0]), *(joined(" " * (LABEL_CELLS + 1), line) for line in lines[1:])]
    )


def wrapped(text: str, width: int, most: int, style: str = "") -> list[Content]:
    """Text over at most so many lines of so many cells; the last one ends in … where more was left out."""
    lines = _word_lines(inert(text[:LONGEST_LINE]), width, most)
    return [clipped(Content.styled(line, style) if style else Content(line), width) for line in lines]


@lru_cache(maxsize=8192)
def _word_lines(text: str, width: int, most: int) -> tuple[str, ...]:
    """Words filled into lines; the last line takes all that is left, however long.

    Written here because a board lays out every card of a column to know how far it scrolls, and Textual's
    own wrapping, which also carries styles, takes a hundred times as long.
    """
    if cell_len(text) <= width:
        return (text,)
    lines: list[str] = []
    words = text.split(" ")
    while words:
        if len(lines) == most - 1:
            lines.append(" ".join(words))
            break
        count, filled = 1, cell_len(words[0])
        while count < len(words) and filled + 1 + cell_len(words[count]) <= width:
            filled += 1 + cell_len(words[count])
            count += 1
        if filled > width:
            # one word longer than the line, as in languages without spaces: cut it to the line
            word = words[0]
            fits = next((at for at in range(len(word), 0, -1) if cell_len(word[:at]) <= width), 1)
            words[:1] = [word[:fits], word[fits:]] if word[fits:] else [word]
        lines.append(" ".join(words[:count]))
        del words[:count]
    return tuple(lines)


def mark_of(record: Record, career: Career | None = None, filled: int | None = None) -> Content:
    """The mark of a record's kind, in its hue."""
    if record.kind == "job" and filled is not None:
        return Content.styled(STONES[filled], "$stone")
    if isinstance(record, Goal):
        if career is not None and record.column in board_of(career).done_keys:
            return Content.styled("✓", "$done")
        return Content.styled(GOAL_MARKS[record.goal_kind], GOAL_HUES[record.goal_kind])
    mark, hue = KIND_MARKS[record.kind]
    return Content.styled(mark, hue)


def named(record: Record, style: str = "") -> Content:
    """A record as others mention it: its mark and its heading."""
    return joined(mark_of(record), " ", said(record.heading, style))


def when(due: PartialDate | date, today: date) -> str:
    """A date to come or past, as briefly as it can be said: `14 Dec`, `Mar 2027`, `Q1 2027`."""
    if isinstance(due, PartialDate) and not due.day:
        return due.words
    day = due.first if isinstance(due, PartialDate) else due
    return PartialDate.of(day).words.removesuffix(f" {today.year}")


def due_words(goal: Goal, today: date) -> Content:
    """When a goal is due; a day that has passed is said, not scolded."""
    if goal.due is None:
        return Content()
    if goal.due.last < today:
        return Content.styled(f"since {when(goal.due, today)}", "$challenge")
    return Content(f"by {when(goal.due, today)}")


# --- the board --------------------------------------------------------------------------------------

_TITLE_LINES = 3


def card_height(goal: Goal, width: int) -> int:
    """The lines a goal's card takes, with the empty one under it."""
    title = len(wrapped(goal.title, _card_inner(width), _TITLE_LINES))
    return title + _has_meta(goal) + bool(goal.serves or goal.waits_for) + 1


def _card_inner(width: int) -> int:
    """The cells of a card that hold text: not the bar, the mark and the right edge."""
    return max(width - 3, 8)


def _has_meta(goal: Goal) -> bool:
    return goal.goal_kind != "other" or goal.due is not None or bool(goal.steps)


def goal_card(
    goal: Goal, width: int, career: Career, today: date, *, selected: bool, marked: bool
) -> list[Content]:
    """A goal's card: its title, then only what is set."""
    done = goal.column in board_of(career).done_keys
    inner = _card_inner(width)
    lines = wrapped(goal.title, inner, _TITLE_LINES, "$muted" if done else "bold")
    if _has_meta(goal):
        lines.append(_card_meta(goal, inner, today, done=done))
    if goal.waits_for:
        lines.append(_card_waits(goal, career))
    elif goal.serves:
        lines.append(_card_serves(goal, career))
    return card(lines, width, "$stone" if selected or marked else "$rule", selected=selected, marked=marked)


def _card_meta(goal: Goal, inner: int, today: date, *, done: bool) -> Content:
    """Kind, due and steps; the kind's word gives way where there is no room for all, then the steps."""
    meta: list[Content] = []
    entered = goal.entered()
    if done and entered is not None:
        meta.append(
            Content.styled(ago_in_words(entered.last, today) if entered.day else entered.words, "$muted")
        )
    elif goal.due is not None:
        meta.append(due_words(goal, today))
    if goal.steps and not done:
        meta.append(
            Content(
                f"{goal.steps_done}/{len(goal.steps)}" if meta else f"{goal.steps_done} of {len(goal.steps)}"
            )
        )
    dot = Content.styled(" · ", "$faint")
    if goal.goal_kind == "other":
        return dot.join(meta)
    mark, hue = GOAL_MARKS[goal.goal_kind], GOAL_HUES[goal.goal_kind]
    worded = dot.join([Content.styled(f"{mark} {goal.goal_kind}", hue), *meta])
    brief = joined((f"{mark} ", hue), dot.join(meta))
    briefer = joined((f"{mark} ", hue), *meta[:1])
    return next((line for line in (worded, brief) if line.cell_length <= inner), briefer)


def _card_waits(goal: Goal, career: Career) -> Content:
    """What it waits for: the first goal that is still open, or else that all are done."""
    done = board_of(career).done_keys
    waits = [other for id_ in goal.waits_for if isinstance(other := career.get(id_), Goal)]
    still_open = [other for other in waits if other.column not in done]
    mark = ("⊘ after ", "$challenge") if still_open else ("✓ after ", "$done")
    first = next(iter(still_open or waits), None)
    return joined(mark, said(first.heading if first else "", "$muted"))


def _card_serves(goal: Goal, career: Career) -> Content:
    vision = career.get(goal.serves[0])
    more = f" +{len(goal.serves) - 1}" if len(goal.serves) > 1 else ""
    return joined(("★ ", "$vision"), said(vision.heading if vision else "", "$vision"), (more, "$muted"))


def card(
    lines: Sequence[Content], width: int, bar_hue: str, *, selected: bool, marked: bool
) -> list[Content]:
    """Lines on a card's ground, with a bar at the left and the mark in the first."""
    ground = "on $cursor" if selected else "on $surface"
    bar = Content.styled("▌", f"{bar_hue} {ground}")
    drawn = []
    for number, line in enumerate(lines):
        text = clipped(line, _card_inner(width))
        mark = Content.styled("✱" if marked and number == 0 else " ", f"$stone {ground}")
        filled = text.pad_right(max(width - 2 - text.cell_length, 0)).stylize_before(ground)
        drawn.append(joined(bar, mark, filled))
    return drawn


def row(content: Content, width: int, *, selected: bool, marked: bool = False) -> Content:
    """One line of a list, with the cursor's bar and ground."""
    bar, mark = ("▌" if selected else " ", "$stone"), ("✱" if marked else " ", "$stone")
    line = clipped(joined(bar, mark, content), width)
    filled = line.pad_right(max(width - line.cell_length, 0))
    return filled.stylize_before("on $cursor") if selected else filled


# --- challenges -------------------------------------------------------------------------------------


def discomfort_bar(value: int | None) -> Content:
    """Ten cells, filled as far as it is uncomfortable, in its zone's hue."""
    if value is None:
        return Content.styled("·" * 10, "$rule")
    return joined(("━" * value, ZONE_HUES[zone_of(value)]), ("─" * (10 - value), "$rule"))


# --- values -----------------------------------------------------------------------------------------


def value_line(value: Value, width: int, *, selected: bool, marked: bool) -> list[Content]:
    """A value with its weight as five marks."""
    weight = joined(("◆" * value.weight, "$vision"), ("◇" * (5 - value.weight), "$rule"))
    line = columns([(said(value.name), max(width - 10, 6)), (weight, 5)])
    return [row(line, width, selected=selected, marked=marked)]


# --- today ------------------------------------------------------------------------------------------


def sparkline(counts: Sequence[int], style: str) -> Content:
    """A column a number, the tallest full; zero is a dot at the foot."""
    most = max(counts, default=0)
    if not most:
        return Content.styled("·" * len(counts), "$rule")
    parts: list[Content] = []
    for count in counts:
        if count:
            parts.append(Content.styled(SPARKS[max(1, round(count / most * 8))], style))
        else:
            parts.append(Content.styled("·", "$rule"))
    return Content().join(parts)


def contact_names(ids: Sequence[str], get: Callable[[str], Record | None], most: int = 3) -> str:
    """The names of some people: `Ada, Grace and 2 more`."""
    people = [record.heading for id_ in ids if isinstance(record := get(id_), Contact)]
    if len(people) <= most:
        return ", ".join(people[:-1]) + (" and " if len(people) > 1 else "") + people[-1] if people else ""
    return f"{', '.join(people[:most])} and {len(people) - most} more"
