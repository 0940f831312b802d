"""What the challenges draw: a row with its way from before to now, the trend over the tries, the ladder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from careertui.domain.career import Career
from careertui.domain.challenge import Challenge, zone_of
from careertui.domain.ladder import ladder, next_rung_for
from careertui.domain.partial_date import PartialDate
from careertui.tui.presentation import (
    SPARKS,
    ZONE_HUES,
    clipped,
    columns,
    joined,
    row,
    said,
    when,
)

_BAR_FROM = 62
_TREND_FROM = 76
_TRIES_FROM = 92
"""Cells of width from which a challenge's row has room for its bar, its trend, and its number of tries."""
_TREND_CELLS = 8
_MOST = 10
_RUNG_MARKS = {"overcome": "✓", "attempting": "▲", "accepted": "△", "idea": "△", "let go": "–"}
_RUNG_HUES = {
    "overcome": "$done",
    "attempting": "$challenge",
    "accepted": "$challenge",
    "idea": "$faint",
    "let go": "$muted",
}


def felt(challenge: Challenge) -> tuple[int, ...]:
    """How uncomfortable it was over time: before, at each try that was rated, after."""
    tried = (attempt.discomfort for attempt in challenge.attempts)
    return tuple(value for value in (challenge.before, *tried, challenge.after) if value is not None)


def trend(values: Sequence[int], cells: int = _TREND_CELLS) -> Content:
    """The latest values as columns out of ten, each in the hue of its zone; nothing for fewer than two."""
    if len(values) < 2:  # noqa: PLR2004 - one value is no trend
        return Content()
    parts = [
        Content.styled(SPARKS[max(1, round(value / _MOST * (len(SPARKS) - 1)))], ZONE_HUES[zone_of(value)])
        for value in values[-cells:]
    ]
    return Content().join(parts)


def way_bar(before: int | None, now: int | None) -> Content:
    """Ten cells: filled as far as it is uncomfortable now, and dashed as far as it was before."""
    if now is None:
        return Content.styled("·" * _MOST, "$rule")
    eased = max((before or now) - now, 0)
    return joined(
        ("━" * now, ZONE_HUES[zone_of(now)]), ("╌" * eased, "$done"), ("─" * (_MOST - now - eased), "$rule")
    )


def challenge_row(challenge: Challenge, width: int, *, selected: bool, marked: bool) -> list[Content]:
    """A challenge: its title, zone, discomfort before and now, and how it went from one to the other."""
    zone = challenge.zone
    zone_words = (
        Content.styled(f"▲ {zone}", ZONE_HUES[zone]) if zone else Content.styled("▲ unrated", "$faint")
    )
    before, now = challenge.before, challenge.discomfort
    change = Content()
    if before is not None:
        change = Content.styled(f"{before} → {now}" if now != before else f"{before}", "$muted")
    fixed = [(zone_words, 9), (change, 7)]
    if width >= _BAR_FROM:
        fixed.insert(1, (way_bar(before, now), _MOST))
    if width >= _TREND_FROM:
        fixed.append((trend(felt(challenge)), _TREND_CELLS))
    if width >= _TRIES_FROM:
        tries = len(challenge.attempts)
        said_tries = f"{tries} {'try' if tries == 1 else 'tries'}" if tries else ""
        fixed.append((Content.styled(said_tries, "$muted"), 8))
    title = max(width - sum(size + 2 for _, size in fixed) - 2, 10)
    style = "$muted" if challenge.status in {"overcome", "let go"} else "bold"
    line = columns([(said(challenge.title, style), title), *fixed])
    return [row(line, width, selected=selected, marked=marked)]


def trend_words(challenge: Challenge) -> Content:
    """The trend, and in words what it comes to: `9 ▇▆▅ 5  4 easier over 3 tries`."""
    values = felt(challenge)
    if len(values) < 2:  # noqa: PLR2004 - one value is no trend
        return Content()
    eased = values[0] - values[-1]
    change = f"{eased} easier" if eased > 0 else f"{-eased} harder" if eased < 0 else "as at first"
    tries = len(challenge.attempts)
    over = f" over {tries} {'try' if tries == 1 else 'tries'}" if tries else ""
    return joined(
        f"{values[0]} ", trend(values, len(values)), f" {values[-1]}", (f"  {change}{over}", "$muted")
    )


def ladder_lines(challenge: Challenge, career: Career, width: int) -> list[Content]:
    """The ladder it stands on, the highest rung at the top; none where it stands alone."""
    rungs = ladder(career, challenge)
    if len(rungs) == 1:
        return []
    lines = []
    for number, rung in enumerate(reversed(rungs)):
        rail = "╷" if number == 0 else "╵" if number == len(rungs) - 1 else "│"
        here = rung.id == challenge.id
        mark = Content.styled(f"{_RUNG_MARKS[rung.status]} ", _RUNG_HUES[rung.status])
        ends = _rung_end(rung, here=here)
        title = said(rung.title, "bold" if here else "$muted" if rung.status != "attempting" else "")
        lead = joined((f"{rail}─", "$faint"), mark)
        room = max(width - lead.cell_length - ends.cell_length, 8)
        lines.append(joined(lead, clipped(title, room), ends))
    return lines


def _rung_end(rung: Challenge, *, here: bool) -> Content:
    values = felt(rung)
    numbers = f"  {values[0]} → {values[-1]}" if len(values) > 1 and values[0] != values[-1] else ""
    numbers = numbers or (f"  {values[0]}" if values else "")
    return joined((numbers, "$faint"), (" ◂" if here else "", "$stone"))


def suggestion_words(challenge: Challenge, career: Career) -> Content:
    """The person's own challenge that could be the next rung, and why; nothing where none could."""
    suggested = next_rung_for(career, challenge)
    if suggested is None:
        return Content()
    return joined(("△ ", "$challenge"), said(suggested.challenge.title), "\n", said(suggested.why, "$muted"))


def attempt_preview(discomfort: int | None, note: str, on: PartialDate, today: date) -> Content:
    """What an attempt will say once it is kept."""
    day = "today" if on == PartialDate.of(today) else when(on, today)
    parts = [Content.styled(day, "$muted")]
    if discomfort is not None:
        zone = zone_of(discomfort)
        bar = way_bar(None, discomfort)
        parts.append(joined(bar, f" {discomfort} ", (zone, ZONE_HUES[zone])))
    if note:
        parts.append(said(note))
    return Content.styled(" · ", "$faint").join(parts)
