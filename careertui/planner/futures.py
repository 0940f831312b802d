"""What-if futures: beginning one from a headline, and choosing one, which plans its stones."""

from __future__ import annotations

from dataclasses import dataclass

from careertui.domain.future import PATHS, SOURCE, Future, PlannedStone, planned_as, stone_key
from careertui.domain.job import Job
from careertui.domain.kinds import make
from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import quoted
from careertui.domain.record import Source
from careertui.planner.planner import Change, Planner


@dataclass(frozen=True, slots=True)
class Chosen:
    """What choosing a future did.

    Attributes:
        planned: the stones that became planned jobs, or came back from the archive.
        left: how many were jobs already, and were left as they are.
    """

    planned: tuple[PlannedStone, ...]
    left: int

    @property
    def words(self) -> str:
        """As a sentence."""
        if not self.planned and not self.left:
            return "It holds no stones to plan yet."
        many = len(self.planned)
        made = f"{many} stone{'' if many == 1 else 's'} planned" if many else "Nothing new to plan"
        return f"{made}; {self.left} stood there already." if self.left else f"{made}."


def free_paths(planner: Planner) -> tuple[str, ...]:
    """The three paths, without those that an open future takes already."""
    taken = {future.path.casefold() for future in planner.all(Future)}
    return tuple(path for path in PATHS if path not in taken)


def begin_future(planner: Planner, path: str, title: str) -> str:
    """Keep a new future that is no more than its headline; returns its id.

    Raises:
        InvalidRecordError: when the headline is empty or too long.
        RefusedError: when as many as there may be are open.
    """
    future = make(Future, {"title": title, "path": path})
    with planner.change(f"Begin a future: {quoted(future.title)}") as change:
        return change.put(future).id


def choose(planner: Planner, future: Future) -> Chosen:
    """Make a future the chosen one, and a planned job of each of its stones, as one step.

    A stone that is a job already is left as it is, so choosing again makes nothing twice; one whose job was
    archived brings it back. Whichever future was chosen before no longer is, and what it planned stays.
    """
    taken: list[Job] = []
    planned: list[PlannedStone] = []
    with planner.change(f"Choose {quoted(future.title)}") as change:
        for stone in future.stones:
            job, is_new = _job_of(planner, change, future, stone, taken)
            taken.append(job)
            planned += [stone] if is_new else []
        for other in planner.all(Future):
            if other.chosen_on is not None and other.id != future.id:
                change.put(other.revised(chosen_on=None))
        if future.chosen_on is None:
            change.put(future.revised(chosen_on=PartialDate.of(planner.today)))
    return Chosen(tuple(planned), len(future.stones) - len(planned))


def _job_of(
    planner: Planner, change: Change, future: Future, stone: PlannedStone, taken: list[Job]
) -> tuple[Job, bool]:
    """The job that stands for a stone, and whether it had to be made or brought back."""
    ids = {job.id for job in taken}
    jobs = [job for job in (*planner.all(Job), *planner.archived(Job)) if job.id not in ids]
    job = planned_as(future, stone, jobs)
    if job is not None:
        if job.archived is not None:
            change.restore(job)
        return job, job.archived is not None
    new = Job(
        title=stone.title,
        organisation=stone.organisation,
        start=stone.start,
        end=stone.end,
        planned=True,
        source=Source(importer=SOURCE, key=stone_key(future, stone)),
    )
    return change.put(new), True
