"""Line of sight: which record points at which, and the way up from a small thing to a vision."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from careertui.domain.career import Career
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.fields import link_ids
from careertui.domain.future import Future
from careertui.domain.goal import Goal
from careertui.domain.index import Index, Memo
from careertui.domain.job import Job
from careertui.domain.kinds import KINDS
from careertui.domain.record import Record
from careertui.domain.review import Review
from careertui.domain.skill import Skill
from careertui.domain.vision import Vision
from careertui.domain.win import Ask, Win

_HEIGHT: Mapping[type[Record], int] = {
    Interaction: 0,
    Ask: 0,
    Win: 0,
    Review: 0,
    Contact: 1,
    Challenge: 1,
    Job: 2,
    Skill: 3,
    Future: 4,
    Goal: 4,
    Vision: 5,
}
"""How near to a vision a kind stands. Values stand beside the way, not on it."""
_POINTS_ON = frozenset({"led_to", "next_rung"})
"""Fields that point at what comes after a record."""
_WAITS = frozenset({"waits_for"})
"""Fields that point at what comes before the record that holds them."""
Serving: TypeAlias = Goal | Challenge | Win
SERVING: tuple[type[Serving], ...] = (Goal, Challenge, Win)
"""The kinds that serve a vision by what the person does."""


@dataclass(frozen=True, slots=True)
class Tie:
    """The record at the other end of a link.

    Attributes:
        record: that record.
        field: the name of the field that holds the link, on whichever of the two points at the other.
    """

    record: Record
    field: str


def pointing(career: Career) -> Index[str, Tie]:
    """What points at each record, by the id it points at; to be read through `Career.derived`."""
    return Index(career, KINDS, _pointing)


def _pointing(record: Record) -> Iterator[tuple[str, Tie]]:
    if record.archived is None:
        for field, ids in link_ids(record).items():
            tie = Tie(record, field)
            for id_ in ids:
                yield id_, tie


_ORDER: Mapping[type[Record], int] = {kind: place for place, kind in enumerate(KINDS)}


class Links:
    """The links of a career, read once and kept up; the questions after that cost what they answer.

    Archived records are left out, save the one that is asked about. A link to a record that is gone is
    passed over.
    """

    def __init__(self, career: Career) -> None:
        self._career = career
        self._pointing = career.derived(pointing)
        self._below: dict[str, tuple[Tie, ...]] = {}

    def above(self, id_: str) -> tuple[Tie, ...]:
        """What this record points at, field by field as its form has them."""
        record = self._career.get(id_)
        if record is None:
            return ()
        # A set has no order of its own; ids sort by the time they were made.
        pairs = ((field, linked) for field, ids in link_ids(record).items() for linked in sorted(ids))
        return tuple(
            Tie(found, field) for field, linked in pairs if (found := self._kept(linked)) is not None
        )

    def below(self, id_: str) -> tuple[Tie, ...]:
        """What points at this record, kind by kind, oldest first."""
        known = self._below.get(id_)
        if known is None:
            # Ids sort by the time they were made, and one record's links keep the order of its fields.
            ties = sorted(self._pointing.of(id_), key=lambda tie: (_ORDER[type(tie.record)], tie.record.id))
            known = self._below[id_] = tuple(ties)
        return known

    def chain_up(self, id_: str) -> tuple[tuple[Record, ...], ...]:
        """The ways up from a record, one to each vision it reaches: the shortest, from it to the vision.

        A step goes along a link, whichever of the two holds it, nearer to a vision: interaction, contact,
        job, skill, goal, vision. It may also go on to the job this one led to, the next rung, or the goal
        that waits for this one. Shorter ways come first. A record from which no vision can be seen has
        none, and a vision has nothing above it.
        """
        start = self._career.get(id_)
        if start is None:
            return ()
        came_from: dict[str, Record | None] = {id_: None}
        waiting: deque[Record] = deque([start])
        chains = []
        while waiting:
            record = waiting.popleft()
            if isinstance(record, Vision) and record is not start:
                chains.append(self._way(record, came_from))
            for higher in self._onward(record):
                if higher.id not in came_from:
                    came_from[higher.id] = record
                    waiting.append(higher)
        return tuple(chains)

    def leading_to(self, id_: str) -> frozenset[str]:
        """Everything from which a record can be seen, itself among it: the ways of `chain_up`, backwards."""
        start = self._career.get(id_)
        if start is None:
            return frozenset()
        found = {id_}
        waiting: deque[Record] = deque([start])
        while waiting:
            record = waiting.popleft()
            for ties, after in ((self.above(record.id), _WAITS), (self.below(record.id), _POINTS_ON)):
                for tie in ties:
                    lower = tie.record
                    if lower.id not in found and (tie.field in after or _is_nearer(record, lower)):
                        found.add(lower.id)
                        waiting.append(lower)
        return frozenset(found)

    def _kept(self, id_: str) -> Record | None:
        record = self._career.get(id_)
        return record if record is not None and record.archived is None else None

    def _onward(self, record: Record) -> Iterator[Record]:
        """The records tied to this one that stand nearer to a vision, or come after it."""
        if type(record) not in _HEIGHT:
            return
        for ties, after in ((self.above(record.id), _POINTS_ON), (self.below(record.id), _WAITS)):
            for tie in ties:
                if tie.field in after or _is_nearer(tie.record, record):
                    yield tie.record

    @staticmethod
    def _way(end: Record, came_from: Mapping[str, Record | None]) -> tuple[Record, ...]:
        way: list[Record] = []
        step: Record | None = end
        while step is not None:
            way.append(step)
            step = came_from[step.id]
        return tuple(reversed(way))


def _is_nearer(one: Record, other: Record) -> bool:
    """Whether the one stands nearer to a vision than the other; what stands beside the way never does."""
    height = _HEIGHT.get(type(other))
    return height is not None and _HEIGHT.get(type(one), -1) > height


def serving(career: Career) -> Index[str, Serving]:
    """What serves each vision, by the vision's id; to be read through `Career.derived`."""
    return Index(career, SERVING, _served)


def goals_by_vision(career: Career) -> dict[str, tuple[Goal, ...]]:
    """The goals that serve each vision, oldest first, by the vision's id; a tuple stays until it changes."""
    index, known = career.derived(serving), career.derived(_goals_known)
    found = {
        vision_id: known.get(vision_id, group := index.group(vision_id), None)
        or known.put(vision_id, group, None, _goals_among(index.of(vision_id)))
        for vision_id in index
    }
    return {vision_id: goals for vision_id, goals in found.items() if goals}


def _served(record: Record) -> Iterator[tuple[str, Serving]]:
    if isinstance(record, SERVING) and record.archived is None:
        for vision_id in record.serves:
            yield vision_id, record


def _goals_known(_career: Career) -> Memo[tuple[Goal, ...]]:
    return Memo()


def _goals_among(records: Iterable[Serving]) -> tuple[Goal, ...]:
    """Ids sort by the time they were made."""
    goals = [record for record in records if isinstance(record, Goal)]
    return tuple(sorted(goals, key=lambda goal: goal.id))


def waiting_cycle(goals: Mapping[str, Goal], goal: Goal) -> tuple[Goal, ...]:
    """The loop in which a goal would wait for itself; empty when there is none.

    Args:
        goals: the goals as they are kept, by id.
        goal: the one about to be kept, in its new state; it takes the place of the one in `goals`.

    Returns:
        The shortest such loop: the goal first, each waiting for the next, the last waiting for the goal.
    """
    came_from: dict[str, Goal] = {}
    waiting: deque[Goal] = deque([goal])
    while waiting:
        waiter = waiting.popleft()
        for id_ in waiter.waits_for:
            if id_ == goal.id:
                return _loop(goal, waiter, came_from)
            if id_ in goals and id_ not in came_from:
                came_from[id_] = waiter
                waiting.append(goals[id_])
    return ()


def _loop(goal: Goal, last: Goal, came_from: Mapping[str, Goal]) -> tuple[Goal, ...]:
    loop = [last]
    while loop[-1].id != goal.id:
        loop.append(came_from[loop[-1].id])
    return tuple(reversed(loop))
