"""Wins in groups, and the brag document that comes of them: what was achieved, measures first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from careertui.domain.career import Career
from careertui.domain.index import Memo
from careertui.domain.markdown import escaped
from careertui.domain.partial_date import PartialDate
from careertui.domain.win import Win

Grouping = Literal["year", "job", "theme", "skill"]
GROUPINGS: tuple[Grouping, ...] = ("year", "job", "theme", "skill")
"""What wins can be grouped by, in the order a key goes through them."""

REST: dict[Grouping, str] = {
    "year": "Not dated",
    "job": "Beside the job",
    "theme": "No theme",
    "skill": "No skill named",
}
"""What the last group is called: the wins that say nothing of what they are grouped by."""


@dataclass(frozen=True, slots=True)
class Group:
    """Wins that belong together.

    Attributes:
        name: the year, the job, the theme or the skill.
        wins: at least one, in the order they are told.
    """

    name: str
    wins: tuple[Win, ...]


def wins_between(career: Career, since: PartialDate | None, until: PartialDate | None) -> tuple[Win, ...]:
    """The wins that may have happened within a stretch of time; all of them where it has no ends.

    A date counts as far as it reaches: a win of 2026 may lie in March. An undated win lies nowhere.
    """
    if since is None and until is None:
        return career.all(Win)
    first = since.first if since is not None else date.min
    last = until.last if until is not None else date.max
    return tuple(win for win in career.all(Win) if win.on and win.on.last >= first and win.on.first <= last)


def in_groups(career: Career, wins: Iterable[Win], by: Grouping) -> tuple[Group, ...]:
    """The wins in groups, each win once, the latest first.

    A win that shows several skills stands under the first of them that is still there. Years and jobs come
    latest first, themes and skills by how many wins they have; the rest is last.
    """
    name_of = _NAMES[by]
    found: dict[str, list[Win]] = {}
    for win in sorted(wins, key=latest_first):
        found.setdefault(name_of(career, win), []).append(win)
    rest = found.pop("", [])
    names = list(found)  # by the latest win of each, as the wins come
    if by in {"theme", "skill"}:
        names.sort(key=lambda name: (-len(found[name]), name.casefold()))
    groups = [Group(name, tuple(found[name])) for name in names]
    return (*groups, *([Group(REST[by], tuple(rest))] if rest else []))


def latest_first(win: Win) -> tuple[int, str]:
    """Sorts wins: the latest first, undated ones last."""
    return (-win.on.last.toordinal() if win.on else 0, win.id)


def measures_first(wins: Iterable[Win]) -> tuple[Win, ...]:
    """The wins that have a measure before those that have none; otherwise in their order."""
    every = tuple(wins)
    return (*[win for win in every if win.measure], *[win for win in every if not win.measure])


def brag_document(career: Career, groups: Sequence[Group], title: str = "Wins") -> str:
    """The groups as Markdown: a heading a group, a point a win that begins with its measure."""
    sections = career.derived(_sections)
    told = [f"# {escaped(title)}\n"]
    for group in groups:
        kept = sections.get(group.name)
        if kept is None or kept[0] is not group.wins:
            kept = sections[group.name] = group.wins, _section(career, group)
        told.append(kept[1])
    return "\n".join(told)


def _sections(_career: Career) -> dict[str, tuple[tuple[Win, ...], str]]:
    """Which wins each group was told of last, and in which words; good until a record changes."""
    return {}


def _section(career: Career, group: Group) -> str:
    known = career.derived(_points)
    jobs = {id_: career.get(id_) for id_ in {win.job for win in group.wins} if id_}
    lines = [f"## {escaped(group.name)}", ""]
    for win in measures_first(group.wins):
        job = jobs.get(win.job or "")
        lines += known.get(win.id, win, job) or known.put(win.id, win, job, tuple(win_point(career, win)))
    return "\n".join(lines) + "\n"


def _points(_career: Career) -> Memo[tuple[str, ...]]:
    """The lines of each win, until it or its job is another."""
    return Memo()


def win_point(career: Career, win: Win) -> Iterator[str]:
    """A win as a point of a Markdown list: the measure, the title, when and where, and its impact."""
    lead = f"**{escaped(win.measure)}** · " if win.measure else ""
    job = career.get(win.job) if win.job else None
    about = [win.on.words if win.on else "", job.heading if job is not None else ""]
    where = ", ".join(escaped(part) for part in about if part)
    yield f"- {lead}{escaped(win.title)}{f' ({where})' if where else ''}"
    if win.impact.strip():
        yield f"  {escaped(win.impact)}"


def stretch_words(since: PartialDate | None, until: PartialDate | None) -> str:
    """What the document is called: `Wins, Jan 2026 to Jun 2026`, `Wins since Jan 2026`."""
    if since is not None and until is not None:
        return f"Wins, {since.words} to {until.words}"
    if since is not None:
        return f"Wins since {since.words}"
    return f"Wins until {until.words}" if until is not None else "Wins"


def _year(_career: Career, win: Win) -> str:
    return str(win.on.year) if win.on else ""


def _job(career: Career, win: Win) -> str:
    return _heading(career, win.job)


def _theme(_career: Career, win: Win) -> str:
    return win.theme


def _skill(career: Career, win: Win) -> str:
    return next((name for id_ in win.shows if (name := _heading(career, id_))), "")


def _heading(career: Career, id_: str | None) -> str:
    record = career.get(id_) if id_ else None
    return record.heading if record is not None else ""


_NAMES: dict[Grouping, Callable[[Career, Win], str]] = {
    "year": _year,
    "job": _job,
    "theme": _theme,
    "skill": _skill,
}
