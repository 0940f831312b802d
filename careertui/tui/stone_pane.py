"""A job as a stepping stone, told in a few lines: what it was, what it left behind, and what it led to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from textual.content import Content

from careertui.domain.career import Career
from careertui.domain.comparison import lasted_in_words
from careertui.domain.contact import Contact
from careertui.domain.job import Job
from careertui.domain.record import Record
from careertui.domain.stones import Path, Quarter, SkillGain, Stone, neighbours, path_of, stone_of, stones
from careertui.tui.presentation import STONES, clipped, joined, mark_of, said

QUARTER_NAMES: dict[Quarter, str] = {
    Quarter.SKILLS: "Skills",
    Quarter.CONNECTIONS: "People",
    Quarter.KNOWLEDGE: "Knowledge",
    Quarter.DIRECTION: "Direction",
}
"""What the quarters are called."""
_WIDE = 90
"""Cells from which a window is taken to have lines to spare, too."""
_NAME_CELLS = 14
"""The mark, the name of a quarter, and the air after it."""


def stone_pane(job: Job, career: Career, today: date, width: int, *, whole: bool = False) -> Content:
    """A job's stone: its heading, the four quarters, and the jobs before and after it.

    Each line is at most `width` cells; where not everything fits, it says how many more there are, unless
    the whole is wanted, over as many lines as it takes.
    """
    left = career.derived(stones, today)
    stone = left.get(job.id) or stone_of(career, job, today)
    heading = _heading(stone, today, width)
    air = [Content()] if len(heading) == 1 or width >= _WIDE or whole else []
    tell = _whole_quarter if whole else _quarter
    lines = [*heading, *air, *(tell(stone, quarter, career, width) for quarter in Quarter)]
    around = _around(job, career, left, width)
    if around:
        lines += [*air, around]
    return Content("\n").join(lines)


# --- the heading ------------------------------------------------------------------------------------


def _heading(stone: Stone, today: date, width: int) -> list[Content]:
    """The job with where and when it was, and how much it left; on two lines when one is too short."""
    job = stone.job
    title = joined(
        (STONES[stone.filled], "$muted" if job.planned else "$stone"), " ", said(job.title, "bold")
    )
    where = Content.styled(" · ", "$muted").join(said(part, "$muted") for part in _facts(job, today))
    count = Content.styled(_left_behind(stone, today), "$muted")
    one = joined(title, "  ", where)
    if one.cell_length + 2 + count.cell_length <= width:
        return [_apart(one, count, width)]
    return [
        _apart(clipped(title, width - count.cell_length - 2), count, width),
        clipped(joined("  ", where), width),
    ]


def _apart(left: Content, right: Content, width: int) -> Content:
    """Two contents at the two ends of a line."""
    return joined(left, " " * max(width - left.cell_length - right.cell_length, 2), right)


def _facts(job: Job, today: date) -> list[str]:
    parts = [job.organisation, "" if job.job_kind == "employment" else job.job_kind, *_dates(job, today)]
    return [part for part in parts if part]


def _dates(job: Job, today: date) -> tuple[str, str]:
    """When it was, at the precision it was given, and how long it lasted."""
    if job.start is None:
        return (f"until {job.end.words}" if job.end else "no dates", "")
    if job.planned or job.start.first > today:
        until = f" – {job.end.words}" if job.end else ""
        return (f"planned for {job.start.words}{until}", "")
    if job.end is None:
        return (f"since {job.start.words}", lasted_in_words(job, today))
    return (f"{job.start.words} – {job.end.words}", lasted_in_words(job, today))


def _left_behind(stone: Stone, today: date) -> str:
    job = stone.job
    if job.planned or (job.start is not None and job.start.first > today):
        return "a stone ahead"
    if not stone.filled:
        return "just a job, so far" if path_of(job) is Path.WORK else "nothing written down yet"
    goes_on = job.end is None or not job.end.is_before(today)
    return f"{stone.filled} of 4 {'so far' if goes_on else 'left behind'}"


# --- the quarters -----------------------------------------------------------------------------------


def _quarter(stone: Stone, quarter: Quarter, career: Career, width: int) -> Content:
    """What one quarter holds, or the question that would fill it."""
    name = _name(stone, quarter)
    if quarter not in stone.quarters:
        return clipped(joined(name, (stone.question(quarter), "$muted")), width)
    held, many = _held(stone, quarter, career), len(stone.held(quarter))
    return joined(name, _as_fits(held, many, _gap(quarter), width - _NAME_CELLS))


def _whole_quarter(stone: Stone, quarter: Quarter, career: Career, width: int) -> Content:
    """All that one quarter holds, over as many lines as it takes; a line of knowledge has its own."""
    if quarter not in stone.quarters:
        return _quarter(stone, quarter, career, width)
    room = max(width - _NAME_CELLS, 16)
    gap, lines, used = Content(_gap(quarter)), [list[Content]()], 0
    for part in _held(stone, quarter, career):
        length = part.cell_length
        if lines[-1] and (quarter is Quarter.KNOWLEDGE or used + len(gap) + length > room):
            lines.append([])
        used = used + len(gap) + length if lines[-1] else length
        lines[-1].append(part)
    folded = [line for parts in lines for line in _folded(gap.join(parts), room)]
    margin = Content(" " * _NAME_CELLS)
    heads = (_name(stone, quarter), *(margin for _ in folded[1:]))
    return Content("\n").join(joined(head, line) for head, line in zip(heads, folded, strict=True))


def _folded(line: Content, room: int) -> list[Content]:
    """A line on as many as it takes; the hundreds that people fill mostly take one."""
    if line.cell_length <= room and "\n" not in line.plain:
        return [line.rstrip()]
    return [part.rstrip() for part in line.wrap(room)]


def _name(stone: Stone, quarter: Quarter) -> Content:
    """A quarter's name and whether it is filled."""
    name = QUARTER_NAMES[quarter].ljust(_NAME_CELLS - 2)
    if quarter in stone.quarters:
        return joined(("✓ ", "$stone"), name)
    return Content.styled(f"○ {name}", "$muted")


def _gap(quarter: Quarter) -> str:
    return " · " if quarter is Quarter.KNOWLEDGE else "   "


def _held(stone: Stone, quarter: Quarter, career: Career) -> Iterator[Content]:
    match quarter:
        case Quarter.SKILLS:
            yield from map(_gain, stone.skills)
        case Quarter.CONNECTIONS:
            for person in stone.people:
                yield _person(person, "" if person.relation == "other" else person.relation)
            for person in stone.spoken_with:
                yield _person(person, "talked with")
        case Quarter.KNOWLEDGE:
            yield from map(said, stone.knowledge)
        case Quarter.DIRECTION:
            for record in stone.led_to:
                yield _reached(record, career)


def _person(person: Contact, how: str) -> Content:
    return joined(said(person.name, "$people"), (f" {how}" if how else "", "$muted"))


def _gain(gain: SkillGain) -> Content:
    """A skill, and from which level to which it went, as far as anybody said."""
    if gain.end is None:
        levels = f" from {gain.start}" if gain.start is not None else ""
    else:
        levels = f" {gain.start} → {gain.end}" if gain.start is not None else f" → {gain.end}"
    return joined(said(gain.skill.name, "$learning"), (levels, "$muted"))


def _reached(record: Record, career: Career) -> Content:
    title = record.title if isinstance(record, Job) else record.heading
    return joined(mark_of(record, career), " ", said(title))


def _as_fits(held: Iterable[Content], many: int, gap: str, width: int) -> Content:
    """As many of so many parts as fit beside each other, and how many more there are."""
    between = Content.styled(gap, "$muted")
    parts = list(islice(held, max(width, 0) // len(gap) + 2))  # more cannot fit: there may be thousands
    lengths = [part.cell_length + len(gap) for part in parts]
    if sum(lengths) - len(gap) <= width:
        return between.join(parts)
    shown, used, more = 0, 0, ""
    for number, length in enumerate(lengths, start=1):
        tail = f"   and {many - number} more" if number < many else ""
        if shown and used + length - len(gap) + len(tail) > width:
            break
        shown, used, more = number, used + length, tail
    return clipped(joined(clipped(between.join(parts[:shown]), width - len(more)), (more, "$muted")), width)


# --- the jobs around it -----------------------------------------------------------------------------


def _around(job: Job, career: Career, left: Mapping[str, Stone], width: int) -> Content:
    """The stones before and after, and how many of the criteria for leaving are met."""
    before, after = neighbours(career, job)
    parts = [
        joined((f"{word} ", "$muted"), (STONES[left[other.id].filled], "$stone"), " ", said(other.title))
        for word, other in (("from", before), ("to", after))
        if other is not None
    ]
    if job.exit_criteria:
        met = sum(criterion.met_on is not None for criterion in job.exit_criteria)
        parts.append(Content.styled(f"{met} of {len(job.exit_criteria)} met before leaving", "$muted"))
    shares = [clipped(part, max((width - 6 * (len(parts) - 1)) // len(parts), 1)) for part in parts]
    whole = Content(" " * 6).join(parts)
    return whole if whole.cell_length <= width else clipped(Content(" " * 6).join(shares), width)
