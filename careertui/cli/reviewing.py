"""The review command: which reviews are due and held, and a week, a quarter or a year in review."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from careertui.cli import describe, diagnostics, output
from careertui.cli.diagnostics import DONE
from careertui.cli.session import Command, Session
from careertui.domain.in_review import as_data, as_markdown, as_text, in_review
from careertui.domain.partial_date import PartialDate
from careertui.domain.periods import PERIODS, Span, span_of, span_of_review
from careertui.domain.practices import Practice
from careertui.domain.review import Review
from careertui.domain.reviews import Due, due, held
from careertui.errors import RefusedError
from careertui.planner.planner import Planner


def _review(session: Session, arguments: argparse.Namespace) -> int:
    with session.planner() as planner:
        span = _span(planner, arguments)
        if span is None:
            return _list(planner, arguments)
        told_of = in_review(planner, span, planner.today)
    if arguments.json:
        output.json(as_data(told_of))
    else:
        output.block(as_markdown(told_of) if arguments.markdown else as_text(told_of))
    return DONE


def _span(planner: Planner, arguments: argparse.Namespace) -> Span | None:
    """The period that is asked for; None when none is."""
    for period in PERIODS:
        typed = getattr(arguments, period)
        if typed is not None:
            return span_of(period, _day(typed) if typed else planner.today)
    if arguments.markdown:
        raise RefusedError("--markdown is of a period.", "Say which: `careertui review --year --markdown`.")
    return None


def _day(typed: str) -> date:
    try:
        return PartialDate.parse(typed).first
    except ValueError as error:
        raise RefusedError(f"{str(error)[:1].upper()}{str(error)[1:]}.") from None


# --- the list ---------------------------------------------------------------------------------------


def _list(planner: Planner, arguments: argparse.Namespace) -> int:
    """The reviews that are due, then those held, the latest period first."""
    waiting, reviews = due(planner, planner.today), held(planner)
    if arguments.json:
        output.json(
            {"due": [_due_data(one) for one in waiting], "held": [describe.document(one) for one in reviews]}
        )
        return DONE
    prefixes = describe.id_prefixes(reviews)
    rows: list[tuple[str, ...]] = [
        ("", one.span.title, f"due until {PartialDate.of(one.until).words}", "") for one in waiting
    ]
    rows += [
        (prefixes[one.id], span_of_review(one).title, *describe.row(planner, one)[1:], _moved(one))
        for one in reviews
    ]
    output.rows(rows)
    if waiting:
        diagnostics.say("R on any screen holds the one that is due.")
    elif not reviews:
        diagnostics.say("No review is held yet, and none is due.")
    return DONE


def _moved(review: Review) -> str:
    """How many practices had moved then, where it was noted."""
    standing = review.said.get("practices")
    if not isinstance(standing, dict):
        return ""
    moved = sum(isinstance(one, dict) and one.get("moved") is True for one in standing.values())
    return f"{moved} of {len(Practice)} practices moved"


def _due_data(one: Due) -> dict[str, Any]:
    return {
        "period": one.span.period,
        "of": str(one.span.of),
        "since": one.since.isoformat(),
        "until": one.until.isoformat(),
    }


COMMANDS: Mapping[str | None, Command] = MappingProxyType({"review": _review})
"""By the name that is typed."""
