"""Two sessions change, undo, end and are killed in any order; each undo is exact, and no link is loose."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal
from careertui.domain.job import Gained, Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.skill import Skill
from careertui.domain.vision import Value, Vision
from careertui.domain.win import Win
from careertui.errors import InvalidRecordError, RefusedError
from careertui.planner.planner import Change, ConflictError, Planner
from tests.conftest import Clock
from tests.faults.tracing import report
from tests.store.helpers import abandon, lock, opened, plain_or_locked

DAY = PartialDate.parse("2026-11-20")
WHO = st.integers(0, 1)
WHICH = st.integers(0, 1_000)
_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
World = dict[str, dict[str, Any]]
"""Every record by id, without its version, which only ever grows."""


def world_of(planner: Planner) -> World:
    """What a session holds."""
    return {record.id: record.model_dump(mode="json", exclude={"version"}) for record in planner.everything()}


def named_in(value: Any) -> Iterator[str]:
    """Every id that stands anywhere in a value; no text in these tests looks like one."""
    if isinstance(value, str) and _ID.fullmatch(value):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from named_in(key)
            yield from named_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from named_in(inner)


def loose_ends(world: World) -> set[tuple[str, str]]:
    """The links that point at nothing: the record that holds each, and the id."""
    return {(id_, named) for id_, record in world.items() for named in named_in(record) if named not in world}


def has_circle(world: World) -> bool:
    """Whether a goal waits for itself, by whatever way."""

    def reached(id_: str) -> set[str]:
        found: set[str] = set()
        ahead = list(world[id_].get("waits_for", ()))
        while ahead:
            other = ahead.pop()
            if other in world and other not in found:
                found.add(other)
                ahead += world[other].get("waits_for", ())
        return found

    return any(id_ in reached(id_) for id_ in world)


class Made:
    """A step, as what it did to each record."""

    def __init__(self, before: World, after: World) -> None:
        self.states = {
            id_: (before.get(id_), after.get(id_))
            for id_ in before.keys() | after.keys()
            if before.get(id_) != after.get(id_)
        }

    def reverted(self, world: World, *, redo: bool) -> World | None:
        """The world without it, or with it again; None when a record of it is not as it left it."""
        new = dict(world)
        for id_, (before, after) in self.states.items():
            left, wanted = (before, after) if redo else (after, before)
            if world.get(id_) != left:
                return None
            new.pop(id_, None)
            if wanted is not None:
                new[id_] = wanted
        return new


class Beside(RuleBasedStateMachine):
    """Two sessions on one file.

    Attributes:
        locked: whether the file has a passphrase.
        world: what the file holds, by what the sessions were told.
        made: every step, by its label.
        past: for each session, the states that its next undos must give, exactly; cut short when the other
            session writes, since undo then leaves standing what that did.
        future: the same for redo.
    """

    locked = False
    counted = 0
    refused = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Path(self.folder.name) / "career.json"
        if self.locked:
            lock(self.store)
        self.clock = Clock()
        self.opened: list[AbstractContextManager[Planner]] = []
        self.sessions: list[Planner] = []
        self.world: World = {}
        self.made: dict[str, Made] = {}
        self.past: list[list[World]] = [[], []]
        self.future: list[list[World]] = [[], []]
        self.last = 0
        for who in range(2):
            self.opened.append(self.open())
            self.sessions.append(self.opened[who].__enter__())

    def open(self) -> AbstractContextManager[Planner]:
        """A session on the file."""
        return opened(self.store, self.clock)

    def teardown(self) -> None:
        """Let the files go."""
        for session in self.opened:
            session.__exit__(None, None, None)
        self.folder.cleanup()

    # --- what the model makes of it -----------------------------------------------------------------

    def change(
        self,
        who: int,
        work: Callable[[Change], object],
        refusals: tuple[type[Exception], ...] = (ConflictError, InvalidRecordError),
    ) -> None:
        """A step of one session; what it is refused for changes nothing."""
        label = f"step {len(self.made) + 1}"
        before, planner = self.world, self.sessions[who]
        self.last = who
        self.clock.go_on(minutes=1)
        try:
            with planner.change(label) as change:
                work(change)
        except refusals:
            planner.take_in()
            assert world_of(planner) == before
            return
        planner.take_in()
        self.world = world_of(planner)
        if self.world != before:
            self.made[label] = Made(before, self.world)
            self.past[who].append(before)
            self.future[who].clear()
            self.other_wrote(who)

    def other_wrote(self, who: int) -> None:
        """What the other session would undo is no longer all that was done last."""
        self.past[1 - who].clear()
        self.future[1 - who].clear()

    def revert(self, who: int, *, redo: bool) -> None:
        """Undo or redo: exactly as the model has it, or refused for a reason that the model sees, too."""
        planner, before = self.sessions[who], self.world
        self.last = who
        self.clock.go_on(minutes=1)
        here, there = (self.future, self.past) if redo else (self.past, self.future)
        expected = here[who].pop() if here[who] else None
        why, label = "", ""
        try:
            label = planner.redo() if redo else planner.undo()
        except RefusedError as error:
            why = str(error)
        if why:
            planner.take_in()
            assert expected is None, why
            assert world_of(planner) == before
            self.check_reason(why, redo=redo)
            return
        type(self).counted += 1
        made = self.made[label]
        self.world = world_of(planner)
        assert self.world == made.reverted(before, redo=redo), label
        assert expected is None or self.world == expected, label
        if expected is not None:
            there[who].append(before)
        else:
            self.past[who].clear()
            self.future[who].clear()
        self.other_wrote(who)

    def check_reason(self, said: str, *, redo: bool) -> None:
        """There was nothing, somebody changed a record since, or a rule between records would break."""
        match = re.match(r"“(step \d+)” cannot be (?:undone|redone): ", said)
        if match is None:
            assert said.startswith("There is nothing to")
            return
        type(self).refused += 1
        new = self.made[match[1]].reverted(self.world, redo=redo)
        assert new is None or loose_ends(new) or has_circle(new), said

    def of(self, who: int, which: int, *kinds: type[Record]) -> Record | None:
        """A record that a session knows of, perhaps no longer rightly."""
        found = [record for record in self.sessions[who].everything() if isinstance(record, kinds or Record)]
        return found[which % len(found)] if found else None

    def ids(self, who: int, which: int, *kinds: type[Record]) -> tuple[str, ...]:
        """The id of one such record, or none."""
        record = self.of(who, which, *kinds)
        return (record.id,) if record is not None else ()

    # --- what may happen ----------------------------------------------------------------------------

    @rule(who=WHO, which=WHICH, other=WHICH, kind=st.integers(0, 7))
    def add(self, who: int, which: int, other: int, kind: int) -> None:
        """A record that points at others, of any kind that may."""
        goals, jobs = self.ids(who, which, Goal), self.ids(who, which, Job)
        skills, visions = self.ids(who, other, Skill), self.ids(who, other, Vision)
        values, people = self.ids(who, which, Value), self.ids(who, which, Contact)
        new: tuple[Record | None, ...] = (
            Goal(title="goal", waits_for=goals, serves=visions, builds=skills),
            Vision(title="vision"),
            Skill(name="skill"),
            Job(
                title="job",
                led_to=(*goals, *jobs),
                gained=tuple(Gained(skill=id_) for id_ in skills),
                values_fit=dict.fromkeys(values, 3),
            ),
            Win(title="win", on=DAY, goal=next(iter(goals), None), shows=skills, people=people),
            Challenge(title="challenge", next_rung=next(iter(self.ids(who, other, Challenge)), None)),
            Contact(name="contact", introduced_by=people, met_at=jobs),
            Interaction(on=DAY, people=people) if people else Value(name="value"),
        )
        record = new[kind]
        assert record is not None
        self.change(who, lambda change: change.put(record))

    @rule(who=WHO, which=WHICH, notes=st.text("abc", max_size=3))
    def edit(self, who: int, which: int, notes: str) -> None:
        """The text of one."""
        record = self.of(who, which)
        if record is not None:
            self.change(who, lambda change: change.put(record.revised(notes=notes)))

    @rule(who=WHO, which=WHICH, other=WHICH, more=st.booleans())
    def tie(self, who: int, which: int, other: int, more: bool) -> None:
        """A goal waits for another, serves a vision, or no longer does either."""
        goal = self.of(who, which, Goal)
        if goal is not None:
            waits = tuple({*self.ids(who, other, Goal)} - {goal.id}) if more else ()
            serves = self.ids(who, other, Vision) if more else ()
            self.change(who, lambda change: change.put(goal.revised(waits_for=waits, serves=serves)))

    @rule(who=WHO, which=WHICH)
    def archive_or_restore(self, who: int, which: int) -> None:
        """One of them, whichever way it stands."""
        record = self.of(who, which)
        if record is not None:
            put = Change.archive if record.archived is None else Change.restore
            self.change(who, lambda change: put(change, record))

    @rule(who=WHO, which=WHICH)
    def delete(self, who: int, which: int) -> None:
        """One of them, and the links to it."""
        record = self.of(who, which)
        if record is not None:
            self.change(who, lambda change: change.delete(record), (ConflictError,))

    @rule(who=WHO, which=WHICH, count=st.integers(2, 4))
    def several(self, who: int, which: int, count: int) -> None:
        """A chain of goals and the removal of another record, as one step."""

        def work(change: Change) -> None:
            before = self.ids(who, which, Goal)
            for number in range(count):
                before = (change.put(Goal(title=f"goal {number}", waits_for=before)).id,)
            record = self.of(who, which + 1, Vision, Skill)
            if record is not None:
                change.delete(record)

        self.change(who, work)

    @rule(who=WHO)
    def take_in(self, who: int) -> None:
        """A look at what the other has done; without one, a session works on what it knew."""
        self.sessions[who].take_in()
        assert world_of(self.sessions[who]) == self.world

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        """One level, or none."""
        self.revert(who, redo=False)

    @rule(who=WHO, times=st.integers(2, 6))
    def undo_often(self, who: int, times: int) -> None:
        """Several in a row."""
        for _ in range(times):
            self.revert(who, redo=False)

    @rule(who=WHO)
    def redo(self, who: int) -> None:
        """One level, or none."""
        self.revert(who, redo=True)

    @rule(who=WHO, killed=st.booleans())
    def reopen(self, who: int, killed: bool) -> None:
        """A session ends, well or badly; the next one undoes what whichever session did last."""
        if killed:
            abandon(self.sessions[who])
        self.opened[who].__exit__(None, None, None)
        self.opened[who] = self.open()
        self.sessions[who] = self.opened[who].__enter__()
        self.last = who
        if not self.past[who] and not self.future[who]:
            self.past[who] = list(self.past[1 - who])
            self.future[who] = list(self.future[1 - who])

    @invariant()
    def all_is_well(self) -> None:
        """Whoever acted last holds what the model holds; no link points at nothing, no goal at itself."""
        planner = self.sessions[self.last]
        planner.take_in()
        assert world_of(planner) == self.world
        assert loose_ends(self.world) == set()
        assert not has_circle(self.world)
        assert planner.problems() == ()


@pytest.fixture(autouse=True)
def _no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill loses nothing that was written, synced or not; power is not cut here."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


_ROUNDS = 3
"""Hypothesis leaves rules out of runs by chance: a round of a few dozen may have nothing to refuse."""


@pytest.mark.parametrize(("examples", "steps"), [(40, 40), pytest.param(1_500, 60, marks=pytest.mark.faults)])
@plain_or_locked
def test_undo_is_exact_beside_a_second_session_and_across_kills(
    monkeypatch: pytest.MonkeyPatch, examples: int, steps: int, locked: bool
) -> None:
    """Any order of everything; what is refused is refused for a reason, and changes nothing."""
    monkeypatch.setattr(Beside, "locked", locked)
    Beside.counted = Beside.refused = 0
    many = settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    for _ in range(_ROUNDS):
        run_state_machine_as_test(Beside, settings=many)
        if Beside.counted and Beside.refused:
            break
    done, refused = Beside.counted, Beside.refused
    report(f"{examples} runs a round, {done} steps undone or redone, {refused} refused rightly")
    assert Beside.counted
    assert Beside.refused
