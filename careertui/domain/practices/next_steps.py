"""The smallest next step for a practice, drawn from the person's own records, never general advice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from careertui.domain.asks import standing_of
from careertui.domain.career import Career, board_of
from careertui.domain.challenge import OPEN_STATUSES, Challenge
from careertui.domain.goal import Board, Goal
from careertui.domain.index import Memo
from careertui.domain.practices.evidence import Practice, came_to_stay
from careertui.domain.skill import Skill
from careertui.domain.staying_in_touch import open_follow_ups, touches
from careertui.domain.stones import current_jobs
from careertui.domain.thresholds import Thresholds
from careertui.domain.vision import Value, Vision
from careertui.domain.win import Ask, Win


@dataclass(frozen=True, slots=True)
class NextStep:
    """The smallest next step for a practice, from the person's own records; empty when they offer none."""

    what: str = ""
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """What a next step is looked for with: the day it is, and the last day that is soon."""

    today: date
    soon: date


def next_step(practice: Practice, career: Career, today: date, thresholds: Thresholds) -> NextStep:
    """The smallest next step for a practice."""
    return _RULES[practice](career, Day(today, today + timedelta(days=thresholds.soon_days)))


NOTHING = NextStep()


def _open_goals(career: Career) -> list[Goal]:
    """The goals that wait for no other, the nearest first: by due date, then the furthest on the board."""
    goals, board = career.all(Goal), board_of(career)
    known = career.derived(_known_goals)
    return known.get("", goals, board) or known.put("", goals, board, _nearest_first(goals, board))


def _known_goals(_career: Career) -> Memo[list[Goal]]:
    """The open goals in order, until a goal changes, or the board."""
    return Memo()


def _nearest_first(goals: Sequence[Goal], board: Board) -> list[Goal]:
    place = {column.key: index for index, column in enumerate(board.columns)}
    done = board.done_keys
    still_open = {goal.id: goal for goal in goals if goal.column not in done}
    ready = [goal for goal in still_open.values() if still_open.keys().isdisjoint(goal.waits_for)]
    return sorted(
        ready,
        key=lambda goal: (
            goal.due.last if goal.due else date.max,
            -place.get(goal.column, 0),
            goal.rank,
            goal.id,
        ),
    )


def _step_of(goal: Goal) -> NextStep:
    """Its first open step, or the goal itself."""
    step = next((step.text for step in goal.steps if step.done_on is None), None)
    return NextStep(f"{goal.title}: {step}" if step else goal.title, goal.id)


def _vision_next(career: Career, day: Day) -> NextStep:  # noqa: ARG001 - every rule is asked alike
    """The nearest goal that serves a vision; else a draft to finish; else the vision longest left alone."""
    ahead = {vision.id for vision in career.all(Vision) if vision.status in {"draft", "active"}}
    goal = next((goal for goal in career.derived(_open_goals) if not ahead.isdisjoint(goal.serves)), None)
    if goal is not None:
        return _step_of(goal)
    visions = sorted(
        (v for v in career.all(Vision) if v.id in ahead), key=lambda v: (v.status != "draft", v.updated)
    )
    if not visions:
        return NOTHING
    begin = "Finish the draft" if visions[0].status == "draft" else "Read again"
    return NextStep(f"{begin}: {visions[0].title}", visions[0].id)


def _learning_next(career: Career, day: Day) -> NextStep:  # noqa: ARG001 - every rule is asked alike
    """The nearest learning goal; else the skill nearest to its target level."""
    goal = next((goal for goal in career.derived(_open_goals) if goal.goal_kind == "learning"), None)
    if goal is not None:
        return _step_of(goal)
    short = [
        (skill.target - (skill.level or 0), skill.target_on.last if skill.target_on else date.max, skill)
        for skill in career.all(Skill)
        if skill.target is not None and skill.target > (skill.level or 0)
    ]
    if not short:
        return NOTHING
    _, _, skill = min(short, key=lambda entry: entry[:2])
    return NextStep(f"{skill.name}: from {skill.level or 0} to {(skill.level or 0) + 1}", skill.id)


def _network_next(career: Career, day: Day) -> NextStep:
    """A follow-up due soon; else whom to reconnect with next; else the person not heard of for longest."""
    for interaction, follow_up in open_follow_ups(career, day.today):
        if follow_up.on is None or follow_up.on.last <= day.soon:
            return NextStep(f"Follow up: {follow_up.what or interaction.heading}", interaction.id)
    people = career.derived(touches, day.today)
    if not people:
        return NOTHING
    contact = people[0].contact
    heard_of = [
        (touch.last.sort_key, touch.contact.id, touch.contact) for touch in people if touch.last is not None
    ]
    if people[0].next is None and heard_of:
        contact = min(heard_of, key=lambda entry: entry[:2])[2]
    return NextStep(f"Reconnect with {contact.name}", contact.id)


def _challenge_next(career: Career, day: Day) -> NextStep:  # noqa: ARG001 - every rule is asked alike
    """The challenge under way; else one accepted; else the next rung of one overcome; else an idea.

    Among several, the one that is least uncomfortable.
    """
    challenges = career.all(Challenge)
    rungs = {challenge.next_rung for challenge in challenges if challenge.status == "overcome"}
    ranked = []
    for challenge in challenges:
        if challenge.status in OPEN_STATUSES:
            place, begin = _challenge_place(challenge, rungs)
            ranked.append((place, challenge.discomfort or 0, challenge.id, f"{begin}: {challenge.title}"))
    if not ranked:
        return NOTHING
    _, _, id_, what = min(ranked)
    return NextStep(what, id_)


def _challenge_place(challenge: Challenge, rungs: set[str | None]) -> tuple[int, str]:
    if challenge.status == "attempting":
        return 0, "Next attempt"
    if challenge.status == "accepted":
        return 1, "First attempt"
    return (2, "Next rung") if challenge.id in rungs else (3, "Take on")


def _purpose_next(career: Career, day: Day) -> NextStep:
    """A value the present job is not scored against; else one without a meaning; else one to weigh again."""
    values = sorted(career.all(Value), key=lambda value: (-value.weight, value.id))
    if not values:
        return NOTHING
    for job in current_jobs(career, day.today):
        value = next((value for value in values if value.id not in job.values_fit), None)
        if value is not None:
            return NextStep(f"Score {job.heading} against {value.name}", job.id)
    unsaid = next((value for value in values if not value.meaning.strip()), None)
    if unsaid is not None:
        return NextStep(f"Say what {unsaid.name} means to you", unsaid.id)
    oldest = min(
        values, key=lambda value: value.weighings[-1].on.sort_key if value.weighings else (date.min, date.min)
    )
    return NextStep(f"Weigh again: {oldest.name}", oldest.id)


def _ownership_next(career: Career, day: Day) -> NextStep:
    """The ask that waits longest for an answer; else the goal finished last that no win tells of."""
    waiting = [
        ask for ask in career.all(Ask) if standing_of(ask) == "open" and not ask.on.is_after(day.today)
    ]
    if waiting:
        ask = min(waiting, key=lambda ask: (ask.on.sort_key, ask.id))
        return NextStep(f"Hear back about: {ask.what}", ask.id)
    told = {win.goal for win in (*career.all(Win), *career.archived(Win))}
    done = board_of(career).done_keys
    finished = [
        (when.sort_key, goal.id, goal)
        for goal in career.all(Goal)
        if goal.id not in told and (when := came_to_stay(goal, done)) is not None
    ]
    if not finished:
        return NOTHING
    goal = max(finished, key=lambda entry: entry[:2])[2]
    return NextStep(f"Record the win: {goal.title}", goal.id)


_RULES: Mapping[Practice, Callable[[Career, Day], NextStep]] = MappingProxyType(
    {
        Practice.VISION: _vision_next,
        Practice.LEARNING: _learning_next,
        Practice.NETWORK: _network_next,
        Practice.CHALLENGE: _challenge_next,
        Practice.PURPOSE: _purpose_next,
        Practice.OWNERSHIP: _ownership_next,
    }
)
