"""What is written about a job in a line: what must be true before leaving it, and how well it fits."""

from __future__ import annotations

from collections.abc import Mapping

from careertui.domain.job import ExitCriterion, Job
from careertui.domain.quoting import quoted
from careertui.domain.texts import folded
from careertui.errors import RefusedError
from careertui.planner.planner import Planner


def add_criterion(planner: Planner, job: Job, text: str) -> int:
    """Write down what must be true before leaving a job; returns the place it has.

    Raises:
        RefusedError: when there is nothing in it, or it is written down already.
    """
    line = " ".join(text.split())
    if not line:
        raise RefusedError("Say what must be true before you leave.")
    if folded(line) in (folded(criterion.text) for criterion in job.exit_criteria):
        raise RefusedError("That is written down already.")
    criteria = (*job.exit_criteria, ExitCriterion(text=line))
    with planner.change(f"Before leaving: {quoted(line)}") as change:
        change.put(job.revised(exit_criteria=criteria))
    return len(criteria) - 1


def drop_criterion(planner: Planner, job: Job, place: int) -> None:
    """Take away a criterion for leaving a job."""
    dropped = job.exit_criteria[place]
    with planner.change(f"Not before leaving: {quoted(dropped.text)}") as change:
        change.put(job.revised(exit_criteria=(*job.exit_criteria[:place], *job.exit_criteria[place + 1 :])))


def score_fit(planner: Planner, job: Job, fits: Mapping[str, int]) -> None:
    """Note how well a job fits some values, by their ids, from 1 to 5; 0 takes a score away.

    What is said about other values, such as one that was put away, stays.
    """
    scored = {id_: fit for id_, fit in {**job.values_fit, **fits}.items() if fit}
    if scored != job.values_fit:
        with planner.change(f"Values fit of {quoted(job.title)}") as change:
            change.put(job.revised(values_fit=scored))
