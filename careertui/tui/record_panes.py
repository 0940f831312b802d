"""What the pane and the page tell of a win, an ask, a review and a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from textual.content import Content

from careertui.domain.asks import comes_back, standing_of
from careertui.domain.career import Career
from careertui.domain.case import Case
from careertui.domain.challenge import Challenge
from careertui.domain.partial_date import PartialDate, ago_in_words
from careertui.domain.periods import span_of_review
from careertui.domain.practices import Practice
from careertui.domain.promotion import Standing, set_aside, standing
from careertui.domain.record import Record
from careertui.domain.review import Review
from careertui.domain.reviews import Due, last_time
from careertui.domain.thresholds import USUAL
from careertui.domain.win import Ask, Win
from careertui.planner.planner import Planner
from careertui.tui.presentation import (
    columns,
    contact_names,
    joined,
    labelled,
    mark_of,
    said,
    said_in_lines,
    sparkline,
    when,
)
from careertui.tui.record_rows import NOTHING_YET
from careertui.tui.today_lines import PRACTICE_HUES

_BESIDE_FROM = 72
"""Cells of width from which last time's answer stands beside this one's."""
_MONTHS = 12


def dotted(parts: Sequence[Content]) -> Content:
    """Some short things on one line, those that say something."""
    return Content.styled(" · ", "$faint").join(part for part in parts if part)


def blocks_of(record: Record, career: Career, today: date, width: int) -> Iterator[Content]:
    """What is told of a win, an ask, a review or a case; nothing of any other."""
    match record:
        case Win():
            return win_blocks(record, career, today, width)
        case Ask():
            return ask_blocks(record, career, today, width)
        case Review():
            return review_blocks(record, career, today, width)
        case Case():
            return case_blocks(record, career, today)
        case _:
            return iter(())


def win_blocks(win: Win, career: Career, today: date, width: int) -> Iterator[Content]:
    """When and where, the measure, what changed, what it is tied to, and what it is evidence for."""
    job = career.get(win.job) if win.job else None
    about = [
        Content.styled(when(win.on, today), "$muted") if win.on else Content(),
        said(job.heading, "$stone") if job is not None else Content(),
        said(win.theme, "$muted"),
    ]
    yield dotted(about)
    if win.measure:
        yield said(win.measure, "bold $done")
    if win.impact.strip():
        yield said_in_lines(win.impact)
    goal = (win.goal,) if win.goal else ()
    yield from _links(
        career, width, {"step of": goal, "shows": win.shows, "serves": win.serves, "with": win.people}
    )
    places = [
        joined(("▣ ", "$stone"), said(criterion, "$muted"))
        for case in career.all(Case)
        for criterion in case.criteria
        if win.id in case.evidence_for(criterion)
    ]
    if places:
        yield labelled("evidence for", Content("\n").join(places), width)


def ask_blocks(ask: Ask, career: Career, today: date, width: int) -> Iterator[Content]:
    """Of whom and when, what came of it, or when it comes back."""
    names = contact_names(ask.of, career.get)
    asked = "to be asked" if ask.on.first > today else "asked"
    ago = f", {ago_in_words(ask.on.first, today)}" if ask.on.day else ""
    yield dotted(
        [
            Content.styled("" if ask.ask_kind == "other" else ask.ask_kind, "$muted"),
            said(names, "$people"),
            Content.styled(f"{asked} {when(ask.on, today)}{ago}", "$muted"),
        ]
    )
    match standing_of(ask):
        case "answered":
            day = f" {when(ask.answered_on, today)}" if ask.answered_on else ""
            head = joined(("✓ ", "$done"), (f"answered{day}", "$muted"))
            yield joined(head, "\n", said_in_lines(ask.answer)) if ask.answer.strip() else head
        case "let go":
            yield Content.styled("let go; it does not come back", "$muted")
        case _:
            yield _comes_back(ask, career, today)
    if ask.follow_up is not None and ask.follow_up.what:
        kept = ask.follow_up.done_on
        said_kept = joined("\n", (f"kept {when(kept, today)}", "$faint")) if kept else Content()
        yield labelled("follow up", joined(said(ask.follow_up.what), said_kept), width)


def _comes_back(ask: Ask, career: Career, today: date) -> Content:
    thresholds = career.thresholds if isinstance(career, Planner) else USUAL
    back = comes_back(ask, thresholds.answer_days)
    if back is None or back <= today:
        return joined(("↳ ", "$stone"), ("no answer yet; time to look again", "$stone"))
    return joined(("↳ ", "$muted"), f"no answer yet; it comes back {when(back, today)}")


# --- reviews ----------------------------------------------------------------------------------------


def due_blocks(due: Due, career: Career, today: date, keys: tuple[str, str]) -> Content:
    """A review that is due: of what, until when, and how to hold it.

    Args:
        due: the review.
        career: what it would look back on.
        today: the day it is.
        keys: the one that holds it, and the one that holds any.
    """
    last = last_time(career, due.span)
    head = joined(("◎ ", "$stone"), (due.span.title, "bold"))
    until = Content.styled(f"to be held until {when(due.until, today)}", "$muted")
    how = joined((keys[0], "$stone"), (" holds it; ", "$muted"), (keys[1], "$stone"))
    how = joined(how, (" looks back on another week, quarter or year", "$muted"))
    parts = [head, until, how]
    if last is not None:
        title = joined(("Last time", "bold $muted"), (f"  {span_of_review(last).words}", "$faint"))
        parts.append(Content("\n").join([title, *_brief_answers(last)]))
    return Content("\n\n").join(parts)


def _brief_answers(review: Review) -> Iterator[Content]:
    for question, answer in review.answers.items():
        yield joined(said(question, "$faint"), "\n", said_in_lines(answer, "$muted"))


def review_blocks(review: Review, career: Career, today: date, width: int) -> Iterator[Content]:
    """What was answered, beside it what was answered the time before, and what the record said then."""
    span = span_of_review(review)
    before = last_time(career, span)
    held = review.said.get("on")
    day = _read_day(held)
    told = f"held {when(day, today)}" if day else "held"
    since = f" · before it {span_of_review(before).words}" if before is not None else ""
    yield Content.styled(f"{told}{since}", "$muted")
    for question, answer in review.answers.items():
        earlier = before.answers.get(question, "") if before is not None else ""
        yield _answered(question, answer, earlier, width)
    yield from _said_then(review.said, today, width)


def _answered(question: str, answer: str, earlier: str, width: int) -> Content:
    head = said(question, "bold")
    if not earlier:
        return joined(head, "\n", said_in_lines(answer))
    if width < _BESIDE_FROM:
        then = labelled("last time", said_in_lines(earlier, "$muted"), width)
        return joined(head, "\n", said_in_lines(answer), "\n", then)
    half = (width - 3) // 2
    now = said_in_lines(answer).wrap(half)
    then_lines = said_in_lines(earlier, "$muted").wrap(half)
    titles = columns([(head, half), (Content.styled("last time", "$faint"), half)], gap=3)
    pairs = [
        columns([(_line(now, at), half), (_line(then_lines, at), half)], gap=3)
        for at in range(max(len(now), len(then_lines)))
    ]
    return Content("\n").join([titles, *pairs])


def _line(lines: Sequence[Content], at: int) -> Content:
    return lines[at].rstrip() if at < len(lines) else Content()


def _said_then(told: Mapping[str, Any], today: date, width: int) -> Iterator[Content]:
    """How the practices stood that day, and how much there was of each part, as far as the review knows."""
    practices = told.get("practices")
    if isinstance(practices, dict) and practices:
        lines = [
            _practice_then(practice, found, today, width)
            for practice in Practice
            if isinstance(found := practices.get(practice.value), dict)
        ]
        if lines:
            yield Content("\n").join([Content.styled("what the record said then", "$muted"), *lines])
    counts = told.get("counts")
    if isinstance(counts, dict):
        parts = [
            Content.styled(f"{count} {name}", "$muted")
            for name, count in counts.items()
            if isinstance(name, str) and isinstance(count, int) and count and name in _COUNTED
        ]
        if parts:
            yield dotted(parts)


_COUNTED = frozenset({"finished", "won", "learned", "met", "asked", "attempted", "quiet", "ahead"})
"""The parts that are counted; what else an imported snapshot may name is not shown."""


def _practice_then(practice: Practice, found: Mapping[str, Any], today: date, width: int) -> Content:
    moved = found.get("moved") is True
    months = found.get("months")
    counts = [n if isinstance(n, int) and n > 0 else 0 for n in months] if isinstance(months, list) else []
    day = _read_day(found.get("last_moved"))
    last = when(day, today) if day else "not yet"
    cells = [
        (joined(("● ", "$done") if moved else ("○ ", "$faint"), practice.capitalize()), 11),
        (sparkline(counts[-_MONTHS:], PRACTICE_HUES[practice]), _MONTHS),
        (Content.styled(last, "$muted"), max(width - 11 - _MONTHS - 4, 8)),
    ]
    return columns(cells)


def _read_day(said_on: object) -> PartialDate | None:
    """A date that a snapshot has as text; None where it is none."""
    try:
        return PartialDate.parse(said_on) if isinstance(said_on, str) else None
    except ValueError:
        return None


# --- the case ---------------------------------------------------------------------------------------


def case_blocks(case: Case, career: Career, today: date) -> Iterator[Content]:
    """By when and of whom, and each criterion with what shows it."""
    names = contact_names(case.of, career.get)
    about = [
        Content.styled(f"by {when(case.by, today)}", "$muted") if case.by else Content(),
        joined(("asked of ", "$muted"), said(names, "$people")) if names else Content(),
    ]
    yield dotted(about)
    for one in standing(case, career):
        yield criterion_block(one)
    aside = set_aside(case, career)
    if aside:
        head = Content.styled("evidence for what is no criterion any more", "$muted")
        yield Content("\n").join([head, *(joined(mark_of(r), " ", said(r.heading)) for r in aside)])


def criterion_block(one: Standing) -> Content:
    """A criterion, and under it what shows it, in brief."""
    mark = ("● ", "$done") if one.evidence else ("○ ", "$stone")
    head = joined(mark, said(one.criterion, "bold"))
    if not one.evidence:
        return joined(head, "\n  ", (NOTHING_YET, "$stone"))
    lines = [
        joined("  ", mark_of(record), " ", said(record.heading), _measured(record)) for record in one.evidence
    ]
    return Content("\n").join([head, *lines])


def _measured(record: Record) -> Content:
    if not isinstance(record, Win) or not record.measure:
        return Content()
    return joined("  ", said(record.measure, "$done"))


def criterion_pane(one: Standing, case: Case, today: date, width: int, keys: tuple[str, str]) -> Content:
    """A criterion in full: its evidence with what each piece says, or that there is none and how to add it.

    Args:
        one: the criterion with its evidence.
        case: what it is a criterion of.
        today: the day it is.
        width: cells a line may take.
        keys: the one that attaches evidence, and the one that makes a win.
    """
    blocks = [
        joined(said(one.criterion, "bold"), "\n", ("for ", "$muted"), said(case.role, "$muted")),
        *(_told_piece(record, today, width) for record in one.evidence),
    ]
    if not one.evidence:
        blocks.append(Content.styled(f"{NOTHING_YET.capitalize()}.", "$stone"))
    verb = " attaches more" if one.evidence else " attaches wins and challenges"
    how = joined(
        (keys[0], "$stone"), (f"{verb}, ", "$muted"), (keys[1], "$stone"), (" records a win", "$muted")
    )
    return Content("\n\n").join([*blocks, how])


def _told_piece(record: Record, today: date, width: int) -> Content:
    lines = [joined(mark_of(record), " ", said(record.heading))]
    if isinstance(record, Win):
        about = [
            said(record.measure, "$done"),
            Content.styled(when(record.on, today) if record.on else "", "$muted"),
        ]
        lines += [joined("  ", dotted(about))] if record.measure or record.on else []
        lines += _indented(record.impact, width)
    elif isinstance(record, Challenge):
        lines.append(Content.styled(f"  {record.status}", "$muted"))
        lines += _indented(record.lesson, width)
    return Content("\n").join(lines)


def _indented(text: str, width: int) -> list[Content]:
    """A text under the title it belongs to."""
    if not text.strip():
        return []
    lines = said_in_lines(text.strip(), "$muted").wrap(max(width - 2, 8))
    return [joined("  ", line.rstrip()) for line in lines]


def _links(career: Career, width: int, groups: Mapping[str, Sequence[str]]) -> Iterator[Content]:
    """What it is linked to: a label a group, the records one a line."""
    blocks = []
    for label, ids in groups.items():
        records = [record for id_ in ids if (record := career.get(id_)) is not None]
        if records:
            lines = [joined(mark_of(record, career), " ", said(record.heading)) for record in records]
            blocks.append(labelled(label, Content("\n").join(lines), width))
    if blocks:
        yield Content("\n").join(blocks)
