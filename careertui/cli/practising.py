"""The command that answers "job or career?" from the record: the six practices, and what has stood still."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from careertui.cli import diagnostics, output
from careertui.cli.diagnostics import DONE
from careertui.cli.session import Command, Session
from careertui.domain.practices import (
    Practice,
    PracticeReport,
    compared,
    definition,
    headline,
    practices,
    streak_of_all,
)
from careertui.domain.stagnation import Standstill, standstills
from careertui.domain.thresholds import Thresholds
from careertui.settings import read_settings

_NEXT_STEP = 5
"""The column that gives way on a narrow terminal."""
_BESIDE_NAMES = 12
"""Cells that the names of the practices take before their definitions."""
_WIDEST = 90
"""Cells of a line that is still read with ease."""


def _practices(session: Session, arguments: argparse.Namespace) -> int:
    if arguments.explain:
        _explain(as_json=arguments.json)
        return DONE
    settings = read_settings()
    for problem in settings.problems:
        diagnostics.say(str(problem))
    thresholds = settings.thresholds
    with session.planner(thresholds) as planner:
        today = planner.today
        reports = practices(planner, today, thresholds)
        still = standstills(planner, today, thresholds)
    if arguments.json:
        output.json(_document(reports, still, today, thresholds))
        return DONE
    output.rows([_row(report) for report in reports], giving_way=_NEXT_STEP)
    for line in _words(reports, still, today, thresholds):
        diagnostics.say(line)
    return DONE


def _explain(*, as_json: bool) -> None:
    if as_json:
        output.json({str(practice): definition(practice) for practice in Practice})
    else:
        output.details((practice.capitalize(), _to_read(definition(practice))) for practice in Practice)


def _to_read(said: str) -> str:
    """Wrapped for a terminal, beside the names of the practices; a program gets whole lines."""
    width = output.terminal_width()
    if width is None:
        return said
    most = min(max(width - _BESIDE_NAMES, 20), _WIDEST)
    return "\n".join(textwrap.fill(line, most, break_on_hyphens=False) for line in said.split("\n"))


def _row(report: PracticeReport) -> tuple[str, ...]:
    return (
        report.practice.capitalize(),
        _state(report),
        report.last_moved.isoformat() if report.last_moved else "",
        " ".join(map(str, report.months)),
        weeks(report.streak),
        report.next_step,
    )


def _state(report: PracticeReport) -> str:
    if report.moved:
        return "moved"
    if report.last_moved is None:
        return "not yet"
    return "quiet" if report.quiet else "not lately"


def weeks(streak: int) -> str:
    """A streak as words: `3 weeks`; empty when there is none."""
    return f"{streak} week{'' if streak == 1 else 's'}" if streak else ""


def _words(
    reports: Sequence[PracticeReport], still: Sequence[Standstill], today: date, thresholds: Thresholds
) -> Iterator[str]:
    change = compared(reports, thresholds)
    yield f"{headline(reports, thresholds)}{f', {change}' if change else ''}."
    streak = streak_of_all(reports, today)
    if streak:
        yield f"Something moved for {weeks(streak)}; one missed week in between is forgiven."
    for one in still:
        yield f"{one.said}."


def _document(
    reports: Sequence[PracticeReport], still: Sequence[Standstill], today: date, thresholds: Thresholds
) -> dict[str, Any]:
    return {
        "today": today,
        "moved": sum(report.moved for report in reports),
        "moved_before": sum(report.moved_before for report in reports),
        "recent_days": thresholds.recent_days,
        "headline": headline(reports, thresholds),
        "compared": compared(reports, thresholds),
        "streak": streak_of_all(reports, today),
        "practices": [_practice_document(report, today) for report in reports],
        "standing_still": [
            {"kind": one.record.kind, "id": one.record.id, "since": one.since, "said": one.said}
            for one in still
        ],
    }


def _practice_document(report: PracticeReport, today: date) -> dict[str, Any]:
    return {
        "practice": report.practice,
        "moved": report.moved,
        "moved_before": report.moved_before,
        "quiet": report.quiet,
        "last_moved": report.last_moved,
        "months": dict(zip(_months_until(today, len(report.months)), report.months, strict=True)),
        "streak": report.streak,
        "next_step": report.next_step,
        "next_id": report.next_id,
    }


def _months_until(today: date, count: int) -> list[str]:
    """The months that are counted, this one last: `2026-11`."""
    this_month = today.year * 12 + today.month - 1
    return [
        f"{month // 12:04}-{month % 12 + 1:02}" for month in range(this_month - count + 1, this_month + 1)
    ]


COMMANDS: Mapping[str | None, Command] = MappingProxyType({"practices": _practices})
"""By the name that is typed."""
