"""A skill as it is drawn: its level and target as a bar, its levels over the years, and what built it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from textual.content import Content

from careertui.domain.career import Career
from careertui.domain.record import Record
from careertui.domain.skill_growth import HIGHEST, SkillGrowth, level_at
from careertui.domain.stones import SkillGain
from careertui.tui.presentation import LABEL_CELLS, columns, joined, labelled, mark_of, row, said, when

_WIDEST_CHART = 64
_NARROWEST_CHART = 16
_LEVEL_WORDS = 11
_NEEDED_BY = 8


def level_bar(growth: SkillGrowth) -> Content:
    """Five squares: what is there, what is missing to what is needed, and the rest."""
    level, gap = growth.level, growth.gap
    rest = HIGHEST - level - gap
    return joined(("■" * level, "$learning"), ("▢" * gap, "$stone"), ("·" * rest, "$rule"))


def level_words(growth: SkillGrowth) -> str:
    """Its level, and the one that is needed where it is not there yet: `3 → 4`."""
    now = str(growth.level) if growth.levels else "not rated"
    if growth.gap:
        return f"{now if growth.levels else '–'} → {growth.needed}"
    return now


def skill_row(growth: SkillGrowth, width: int, *, selected: bool) -> Content:
    """A skill in a list: its name, its bar, and how many visions need it."""
    visions = f"★ {len(growth.visions)}" if growth.visions else ""
    right = [
        (level_bar(growth), HIGHEST),
        (Content.styled(level_words(growth), "$muted"), _LEVEL_WORDS),
        (Content.styled(visions, "$vision"), _NEEDED_BY if width > 2 * LABEL_CELLS * 2 else 4),
    ]
    name = max(width - 2 - sum(cells + 2 for _, cells in right), 8)
    heading = joined(mark_of(growth.skill), " ", said(growth.skill.name))
    return row(columns([(heading, name), *right]), width, selected=selected)


def skill_blocks(growth: SkillGrowth, career: Career, today: date, width: int) -> Iterator[Content]:
    """All there is to tell of a skill, from its level now to what built it."""
    yield _standing(growth, width)
    chart = level_chart(growth, today, min(width - LABEL_CELLS - 1, _WIDEST_CHART))
    if chart:
        yield labelled("over time", Content("\n").join(chart), width)
    yield Content("\n").join(
        labelled(
            when(rating.on, today),
            joined((str(rating.level), "$learning"), "  ", said(rating.evidence, "$muted")),
            width,
        )
        for rating in reversed(growth.levels)
    )
    jobs = [joined(_named(job, career), "  ", (_grew(gain), "$learning")) for job, gain in growth.jobs]
    groups: list[tuple[str, Sequence[Content]]] = [
        ("at work", jobs),
        ("goals", [_named(goal, career) for goal in growth.goals]),
        ("challenges", [_named(challenge, career) for challenge in growth.challenges]),
        ("shown by", [_named(win, career) for win in growth.wins]),
    ]
    yield Content("\n").join(
        labelled(label, Content("\n").join(lines), width) for label, lines in groups if lines
    )


def _standing(growth: SkillGrowth, width: int) -> Content:
    """Its level now beside what is needed, by when, and which visions need it."""
    level = f"{growth.level} of {HIGHEST}" if growth.levels else "not rated yet"
    lines = [labelled("level now", joined(level_bar(growth), f"  {level}"), width)]
    if growth.needed is not None:
        target_on = growth.skill.target_on
        by = f" by {target_on.words}" if target_on is not None else ""
        missing = f"{growth.gap} to go" if growth.gap else "reached"
        lines.append(
            labelled("needed", joined(f"{growth.needed} of {HIGHEST}{by}", (f"  {missing}", "$muted")), width)
        )
    if growth.visions:
        needing = Content("\n").join(joined(mark_of(v), " ", said(v.title)) for v in growth.visions)
        lines.append(labelled("for", needing, width))
    return Content("\n").join(lines)


def _named(record: Record, career: Career) -> Content:
    return joined(mark_of(record, career), " ", said(record.heading))


def _grew(gain: SkillGain) -> str:
    """The level before and after, as far as anybody said."""
    if gain.start is None and gain.end is None:
        return ""
    return f"{'?' if gain.start is None else gain.start} → {'?' if gain.end is None else gain.end}"


def level_chart(growth: SkillGrowth, today: date, width: int) -> list[Content]:
    """The levels over time: a line a level from 5 down, a column so many days, the years under them.

    It begins with the year of the first rating and ends today. Nothing is drawn of fewer than two ratings,
    nor where there is no room.
    """
    if len(growth.levels) < 2 or width < _NARROWEST_CHART:  # noqa: PLR2004 - one is no course
        return []
    first = date(growth.levels[0].on.first.year, 1, 1)
    across = width - 2
    step = max((today - first).days, 1) / (across - 1)
    days = [first + timedelta(days=round(step * column)) for column in range(across)]
    at = [level_at(growth.levels, day) or 0 for day in days]
    lines = []
    for height in range(HIGHEST, 0, -1):
        ground = "╌" if height == growth.needed else " "
        cells = [("▄", "$learning") if level >= height else (ground, "$stone") for level in at]
        lines.append(joined((f"{height} ", "$faint"), *cells))
    return [*lines, joined("  ", (_years_under(days), "$faint"))]


def _years_under(days: Sequence[date]) -> str:
    """Each year under the column it begins in, as many as fit."""
    line = ""
    for column, day in enumerate(days):
        begins = column == 0 or days[column - 1].year != day.year
        if begins and (not line or column > len(line)) and column + 4 <= len(days):
            line = f"{line:<{column}}{day.year}"
    return line
