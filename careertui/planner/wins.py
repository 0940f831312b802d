"""A win that tells of a goal just finished: the line it begins with, and what it is tied to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from careertui.domain.career import Career, board_of
from careertui.domain.goal import Goal
from careertui.domain.partial_date import PartialDate
from careertui.domain.win import Win
from careertui.planner.capture import LONGEST_LINE, Captured
from careertui.planner.capture_line import Part


def just_finished(career: Career, ids: Collection[str], today: date) -> Goal | None:
    """The goal that the latest change finished: the only record in it, done today, told of by no win yet.

    Args:
        career: the records as they are now.
        ids: what the latest change touched.
        today: the day it is.
    """
    goal = career.get(next(iter(ids))) if len(ids) == 1 else None
    if not isinstance(goal, Goal) or goal.archived is not None:
        return None
    entered = goal.entered()
    is_done = goal.column in board_of(career).done_keys and entered == PartialDate.of(today)
    is_told = any(win.goal == goal.id for win in career.all(Win))
    return goal if is_done and not is_told else None


def begun_with(goal: Goal) -> str:
    """How a line about the win begins; the title is quoted, so that no word of it is a date or a mark."""
    title = " ".join(goal.title.replace('"', "'").split())
    return f'win "{title[: LONGEST_LINE // 2]}" '


def tied_to(captured: Captured, goal: Goal) -> Captured:
    """The win of a line as a step of a goal: with its job, what it serves and the skills it builds.

    What the line says itself comes first. A line that tells of anything else stays as it is.
    """
    win = captured.record
    if not isinstance(win, Win):
        return captured
    tied = win.revised(
        goal=goal.id,
        job=win.job or goal.job,
        serves=tuple(dict.fromkeys((*win.serves, *goal.serves))),
        shows=tuple(dict.fromkeys((*win.shows, *goal.builds))),
    )
    return replace(captured, record=tied, parts=(*captured.parts, Part("Goal", goal.title)))
