"""The vision board as a rule: which band a vision stands in today, and how far its goals have come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from careertui.domain.career import Career, board_of
from careertui.domain.goal import Board, Goal
from careertui.domain.index import Memo
from careertui.domain.links import SERVING, Serving, goals_by_vision, serving
from careertui.domain.vision import Vision

USUAL_HORIZONS = (5, 10, 20)
"""Years ahead that have a band even while nothing stands in it."""
BEHIND = frozenset({"reached", "retired"})
"""The states of a vision that is no longer ahead."""


@dataclass(frozen=True, slots=True)
class Band:
    """The visions of one horizon.

    Attributes:
        horizon: years from today to its far edge, 0 for now; None for what is reached or put aside.
        visions: those in it, in the person's own order.
    """

    horizon: int | None
    visions: tuple[Vision, ...] = ()

    @property
    def words(self) -> str:
        """Its name, within a sentence."""
        if self.horizon is None:
            return "behind you"
        return {0: "now", 1: "in a year"}.get(self.horizon, f"in {self.horizon} years")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the goals that serve a vision have come.

    Attributes:
        goals: how many serve it.
        done: how many of those are done.
        share: how much of all is behind, 0 to 1; a goal that is open counts by its steps.
    """

    goals: int = 0
    done: int = 0
    share: float = 0.0


def bands(career: Career, today: date) -> tuple[Band, ...]:
    """The bands from near to far, and at the end what is reached or put aside.

    A vision stands by the years that are left to its target year, so it comes nearer as they pass: in the
    nearest of the usual horizons, and of the person's own, that still holds them. The usual ones are there
    even when empty.
    """
    ahead = [vision for vision in career.all(Vision) if vision.status not in BEHIND]
    behind = [vision for vision in career.all(Vision) if vision.status in BEHIND]
    edges = sorted({0, *USUAL_HORIZONS, *(vision.horizon for vision in ahead)})
    found: defaultdict[int, list[Vision]] = defaultdict(list, {horizon: [] for horizon in USUAL_HORIZONS})
    for vision in ahead:
        left = years_left(vision, today)
        found[next((edge for edge in edges if edge >= left), left)].append(vision)
    near_to_far = tuple(Band(horizon, _ordered(found[horizon])) for horizon in sorted(found))
    return (*near_to_far, Band(None, _ordered(behind))) if behind else near_to_far


def served_visions(career: Career) -> frozenset[str]:
    """The ids of the visions that a goal, a challenge or a win serves; reads those alone."""
    return frozenset(career.derived(serving))


def what_serves(career: Career, vision_id: str) -> tuple[Serving, ...]:
    """What serves a vision: goals, those that are open first, then challenges, then wins, each by age."""
    done = board_of(career).done_keys

    def place(record: Serving) -> tuple[int, bool, str]:
        return SERVING.index(type(record)), isinstance(record, Goal) and record.column in done, record.id

    return tuple(sorted(career.derived(serving).of(vision_id), key=place))


def is_unserved(band: Band, served: frozenset[str]) -> bool:
    """Whether a band has visions ahead that nothing serves; one without visions is empty, not unserved."""
    ahead = band.visions if band.horizon is not None else ()
    return bool(ahead) and not any(vision.id in served for vision in ahead)


def near_to_far(career: Career) -> tuple[Vision, ...]:
    """Every vision, ahead or behind, by the year it is for, and within a year in the person's own order."""
    return tuple(sorted(career.all(Vision), key=lambda v: (v.target_year or v.horizon, v.rank, v.id)))


def years_left(vision: Vision, today: date) -> int:
    """Years to its target year; 0 when that has come."""
    if vision.target_year is None:
        return vision.horizon
    return max(vision.target_year - today.year, 0)


def progress(career: Career) -> dict[str, Progress]:
    """How far the goals of each vision have come, by the vision's id; none for one without goals."""
    board, known = board_of(career), career.derived(_progress_known)
    return {
        vision_id: known.get(vision_id, goals, board)
        or known.put(vision_id, goals, board, _progress_of(goals, board))
        for vision_id, goals in career.derived(goals_by_vision).items()
    }


def _progress_known(_career: Career) -> Memo[Progress]:
    return Memo()


def _progress_of(goals: Sequence[Goal], board: Board) -> Progress:
    done = board.done_keys
    return Progress(
        goals=len(goals),
        done=sum(goal.column in done for goal in goals),
        share=sum(1.0 if goal.column in done else _steps_behind(goal) for goal in goals) / len(goals),
    )


def _steps_behind(goal: Goal) -> float:
    return goal.steps_done / len(goal.steps) if goal.steps else 0.0


def _ordered(visions: Iterable[Vision]) -> tuple[Vision, ...]:
    """By rank; those that were never moved come after them, the oldest first."""
    return tuple(sorted(visions, key=lambda vision: (not vision.rank, vision.rank, vision.id)))
