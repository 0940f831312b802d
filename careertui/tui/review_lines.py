"""A review as it is drawn: what the record says beside a question, and what was answered last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from careertui.domain.looking_back import TITLES, LookingBack, Noted
from careertui.domain.periods import span_of_review
from careertui.domain.review import Review
from careertui.domain.reviews import Part
from careertui.tui.presentation import clipped, columns, joined, said, said_in_lines, when

MOST_OF_A_PART = 30
"""Things of one part that are shown; the others are counted."""
_DATE_CELLS = 6
_SHORTEST_ABOUT = 8
_MARKS: Mapping[Part, tuple[str, str]] = {
    Part.FINISHED: ("✓", "$done"),
    Part.WON: ("✓", "$done"),
    Part.LEARNED: ("▪", "$learning"),
    Part.MET: ("•", "$people"),
    Part.ASKED: ("?", "$stone"),
    Part.ATTEMPTED: ("▲", "$challenge"),
    Part.QUIET: ("·", "$muted"),
    Part.AHEAD: ("▸", "$stone"),
}


def heading(title: str, place: int, count: int, note: str) -> Content:
    """What is looked back on, how far one has come, and a note."""
    dots = joined(("●" * (place + 1), "$stone"), ("○" * (count - place - 1), "$rule"))
    line = joined(("◎ ", "$stone"), (title, "bold"), (f"   {place + 1} of {count} ", "$muted"), dots)
    return joined(line, (f"   {note}", "$muted")) if note else line


def record_lines(back: LookingBack, parts: Sequence[Part], today: date, width: int) -> Content:
    """What the record says for the parts of a question, a group each."""
    groups = [_group(part, back.parts[part], today, width) for part in parts]
    return Content("\n\n").join(groups)


def _group(part: Part, found: Sequence[Noted], today: date, width: int) -> Content:
    head = joined(
        (TITLES[part], "bold $muted"), (f"  {len(found)}" if found else "  nothing written down", "$faint")
    )
    days = _DATE_CELLS if any(noted.when for noted in found) else 0
    lines = [_line(_MARKS[part], noted, today, width, days) for noted in found[:MOST_OF_A_PART]]
    if len(found) > MOST_OF_A_PART:
        lines.append(Content.styled(f"and {len(found) - MOST_OF_A_PART} more", "$faint"))
    return Content("\n").join([head, *lines])


def _line(mark: tuple[str, str], noted: Noted, today: date, width: int, days: int) -> Content:
    """When, in so many cells, what, and what about it, as far as that fits."""
    lead = Content.styled(*mark)
    if days:
        day = when(noted.when, today) if noted.when else ""
        lead = columns([(Content.styled(day, "$faint"), days), (lead, 1)], gap=1)
    what = said(noted.what)
    room = width - lead.cell_length - 1
    about = room - what.cell_length - 2
    line = joined(lead, " ", clipped(what, room))
    if noted.about and about >= _SHORTEST_ABOUT:
        line = joined(line, "  ", clipped(said(noted.about, "$muted"), about))
    return line


def last_time_lines(review: Review | None, question: str) -> Content:
    """What was answered to this question the last time, and then to the others."""
    if review is None:
        return Content.styled("The first review of its kind; next time these answers stand here.", "$faint")
    head = joined(("Last time", "bold $muted"), (f"  {span_of_review(review).words}", "$faint"))
    blocks = [head]
    if question in review.answers:
        blocks.append(said_in_lines(review.answers[question]))
    others = [
        joined(said(asked, "$faint"), "\n", said_in_lines(answer, "$muted"))
        for asked, answer in review.answers.items()
        if asked != question
    ]
    own, rest = Content("\n").join(blocks), Content("\n\n").join(others)
    return joined(own, "\n\n", rest) if others else own
