"""Ticking off a step, a goal, a criterion for leaving a job, a conversation; each is one step to undo."""

from __future__ import annotations

from collections.abc import Sequence

from careertui.domain.contact import Channel, Contact, Interaction
from careertui.domain.goal import Goal, Step
from careertui.domain.job import ExitCriterion, Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import quoted, short
from careertui.errors import RefusedError
from careertui.planner.planner import Planner


def tick_steps(planner: Planner, goals: Sequence[Goal]) -> tuple[Step, ...]:
    """Note that the first open step of each goal is done today, as one step; returns them as they are now.

    Raises:
        RefusedError: when one has no open step.
    """
    ticked: list[tuple[Goal, Step]] = []
    for goal in goals:
        place = next((index for index, step in enumerate(goal.steps) if step.done_on is None), None)
        if place is None:
            raise RefusedError("It has no open step any more.", "Undo takes the latest change back.")
        done = goal.steps[place].revised(done_on=PartialDate.of(planner.today))
        steps = (*goal.steps[:place], done, *goal.steps[place + 1 :])
        ticked.append((goal.revised(steps=steps), done))
    what = quoted(ticked[0][1].text) if len(ticked) == 1 else f"the next step of {len(ticked)} goals"
    with planner.change(f"Tick {what}") as change:
        for goal, _ in ticked:
            change.put(goal)
    return tuple(done for _, done in ticked)


def finish(planner: Planner, goal: Goal) -> None:
    """Move a goal to the first column that means done.

    Raises:
        RefusedError: when the board has no such column.
    """
    done = next((column.key for column in planner.board.columns if column.done), None)
    if done is None:
        raise RefusedError("No column of the board means done.", "On Goals a column can be made to.")
    with planner.change(f"Done: {quoted(goal.title)}") as change:
        change.put(goal.revised(column=done))


def meet(planner: Planner, job: Job, place: int) -> ExitCriterion:
    """Note that a criterion for leaving a job is met today, or not met after all; returns it as it is now."""
    before = job.exit_criteria[place]
    met_on = None if before.met_on else PartialDate.of(planner.today)
    after = before.revised(met_on=met_on)
    label = "Met" if met_on else "Not met after all"
    with planner.change(f"{label}: {quoted(after.text)}") as change:
        change.put(
            job.revised(exit_criteria=(*job.exit_criteria[:place], after, *job.exit_criteria[place + 1 :]))
        )
    return after


def log_talk(planner: Planner, contact: Contact, summary: str, channel: Channel) -> None:
    """Log that somebody was spoken to today."""
    with planner.change(f"Log a talk with {short(contact.name)}") as change:
        today = PartialDate.of(planner.today)
        change.put(Interaction(on=today, people=(contact.id,), channel=channel, summary=summary))
