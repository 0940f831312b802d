"""Undo and redo: many levels, across sessions' ends, never over what someone else did."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from careertui.domain.goal import Goal
from careertui.errors import RefusedError
from careertui.open import open_planner
from careertui.planner.planner import Changed, Planner
from careertui.planner.undo import History
from careertui.store import storage
from careertui.store.journal import Step
from tests.conftest import Clock
from tests.store.helpers import abandon, add_goal, stock, titles, titles_at

LEVELS = 150


def contents(planner: Planner) -> dict[str, dict[str, Any]]:
    """Every record by id, without its version, which only ever grows."""
    return {record.id: record.model_dump(exclude={"version"}) for record in planner.everything()}


def state_after_each_of(planner: Planner, clock: Clock, steps: int) -> list[dict[str, dict[str, Any]]]:
    """Make steps of every sort; what the planner held before the first and after each."""
    states = [contents(planner)]
    for number in range(steps):
        goals = planner.all(Goal)
        with planner.change(f"Step {number}") as change:
            if number % 5 == 1:
                for goal in goals[:20]:
                    change.put(goal.revised(title=f"{goal.title[:9]} {number}"))
            elif number % 5 == 3 and len(goals) > 2:
                change.archive(goals[(number + 1) % len(goals)])
                change.delete(goals[number % len(goals)])
            else:
                first = change.put(Goal(title=f"goal {number}"))
                change.put(Goal(title=f"waits {number}", waits_for=(first.id,)))
        clock.go_on(minutes=1)
        states.append(contents(planner))
    return states


def test_a_hundred_and_fifty_steps_can_be_undone_and_made_again(planner: Planner, clock: Clock) -> None:
    """Single ones, bulk ones, deletions and archivings: each level is as it was, both ways, twice over."""
    states = state_after_each_of(planner, clock, LEVELS)
    for _ in range(2):
        for number in reversed(range(LEVELS)):
            assert planner.undo() == f"Step {number}"
            assert contents(planner) == states[number]
        with pytest.raises(RefusedError, match="nothing to undo"):
            planner.undo()
        for number in range(LEVELS):
            assert planner.redo() == f"Step {number}"
            assert contents(planner) == states[number + 1]
        with pytest.raises(RefusedError, match="nothing to redo"):
            planner.redo()


@pytest.mark.parametrize("killed", [False, True], ids=["after a close", "after a kill"])
def test_undo_and_redo_go_on_in_the_next_session(store_path: Path, clock: Clock, killed: bool) -> None:
    """Half undone there, the other half here; then all of it made again."""
    with open_planner(store_path, clock) as planner:
        states = state_after_each_of(planner, clock, 20)
        for _ in range(5):
            planner.undo()
        if killed:
            abandon(planner)
    with open_planner(store_path, clock) as planner:
        for number in reversed(range(15)):
            assert planner.undo() == f"Step {number}"
        assert contents(planner) == states[0]
        for number in range(20):
            assert planner.redo() == f"Step {number}"
        assert contents(planner) == states[20]


def test_undo_reaches_two_hundred_steps_after_the_journal_was_begun_anew(
    store_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No further: then it says that there is nothing, rather than half of something."""
    monkeypatch.setattr(storage, "FOLD_AT", 1)
    with open_planner(store_path, clock) as planner:
        for number in range(210):
            add_goal(planner, f"goal {number}")
    with open_planner(store_path, clock) as planner:
        for _ in range(200):
            planner.undo()
        with pytest.raises(RefusedError, match="nothing to undo"):
            planner.undo()
        assert titles(planner) == [f"goal {number}" for number in range(10)]


def test_a_new_step_ends_redo(planner: Planner) -> None:
    """As everywhere: what was undone before it cannot be made again on top of it."""
    add_goal(planner, "one")
    planner.undo()
    add_goal(planner, "two")
    with pytest.raises(RefusedError, match="nothing to redo"):
        planner.redo()
    assert planner.undo() == "Add two"
    assert planner.redo() == "Add two"
    assert titles(planner) == ["two"]


def test_undo_is_refused_with_a_reason_where_another_session_changed_the_record(
    store_path: Path, clock: Clock
) -> None:
    """The reason names the step and the record; nothing of the step is taken back."""
    with open_planner(store_path, clock) as here, open_planner(store_path, clock) as there:
        with here.change("Add both") as change:
            change.put(Goal(title="shared"))
            change.put(Goal(title="other"))
        there.take_in()
        with there.change("Theirs") as change:
            change.put(there.find(Goal, "shared").revised(title="theirs"))
        told: list[Changed] = []
        here.subscribe(told.append)
        with pytest.raises(RefusedError, match=r"“Add both” cannot be undone.*changed “theirs”"):
            here.undo()
        assert [news.elsewhere for news in told] == [True]
        assert titles(here) == ["theirs", "other"]
    assert titles_at(store_path) == ["theirs", "other"]


def test_a_step_that_cannot_be_undone_does_not_bar_the_way_to_those_before_it(
    store_path: Path, clock: Clock
) -> None:
    """It is passed over, with the next one named, and comes up again once there is nothing else."""
    with open_planner(store_path, clock) as here, open_planner(store_path, clock) as there:
        for title in ("first", "second", "shared"):
            add_goal(here, title)
        there.take_in()
        with there.change("Theirs") as change:
            change.put(there.find(Goal, "shared").revised(title="theirs"))
        with pytest.raises(RefusedError, match="“Add shared” cannot be undone") as refused:
            here.undo()
        assert refused.value.hint.endswith("The next undo is “Add second”.")
        assert [here.undo(), here.undo()] == ["Add second", "Add first"]
        assert titles(here) == ["theirs"]
        with pytest.raises(RefusedError, match="“Add shared” cannot be undone"):
            here.undo()
        assert here.redo() == "Add first"
        there.undo()
        here.take_in()
        assert here.undo() == "Add first"
        assert here.undo() == "Add shared"
        assert titles(here) == []


def test_a_step_under_one_that_was_passed_over_is_refused_where_that_one_changed_the_same_record(
    store_path: Path, clock: Clock
) -> None:
    """Undoing it would lose the later change; the reason blames nobody."""
    with open_planner(store_path, clock) as here, open_planner(store_path, clock) as there:
        mine, shared = add_goal(here, "mine"), add_goal(here, "shared")
        with here.change("Rename both") as change:
            for goal in (mine, shared):
                change.put(here.find(Goal, goal.title).revised(notes="renamed"))
        there.take_in()
        with there.change("Theirs") as change:
            change.put(there.find(Goal, "shared").revised(title="theirs"))
        for label, why in (
            ("Rename both", "another session has since changed “theirs”"),
            ("Add shared", "“theirs” has been changed since"),
            ("Add mine", "“mine” has been changed since"),
        ):
            with pytest.raises(RefusedError, match=f"“{label}” cannot be undone: {why}"):
                here.undo()
        assert titles(here) == ["mine", "theirs"]


def test_redo_is_refused_with_a_reason_too(store_path: Path, clock: Clock) -> None:
    """And works again once the other session has taken its change back."""
    with open_planner(store_path, clock) as here, open_planner(store_path, clock) as there:
        add_goal(here, "x")
        with here.change("Rename") as change:
            change.put(here.find(Goal, "x").revised(title="y"))
        here.undo()
        there.take_in()
        with there.change("Theirs") as change:
            change.put(there.find(Goal, "x").revised(title="theirs"))
        with pytest.raises(RefusedError, match=r"“Rename” cannot be redone.*changed “theirs”"):
            here.redo()
        there.undo()
        assert here.redo() == "Rename"
        assert titles(here) == ["y"]


def test_undo_takes_back_one_s_own_steps_among_those_of_others(store_path: Path, clock: Clock) -> None:
    """Another session's later step on other records stays."""
    with open_planner(store_path, clock) as here, open_planner(store_path, clock) as there:
        add_goal(here, "mine")
        add_goal(there, "theirs")
        here.take_in()
        assert here.undo() == "Add mine"
        with pytest.raises(RefusedError):
            here.undo()
        there.take_in()
        assert titles(there) == titles(here) == ["theirs"]


def test_an_undo_is_news_to_other_sessions_and_can_be_undone_by_none_of_them(
    store_path: Path, clock: Clock
) -> None:
    """It reaches them as any change does."""
    with open_planner(store_path, clock) as here, open_planner(store_path, clock) as there:
        goal = add_goal(here, "x")
        told: list[Changed] = []
        there.subscribe(told.append)
        here.undo()
        there.take_in()
        assert [news.label for news in told] == ["Add x", "Undo: Add x"]
        assert told[-1] == Changed("Undo: Add x", frozenset({goal.id}), elsewhere=True)
        with pytest.raises(RefusedError, match="nothing"):
            there.undo()


def test_an_undo_raises_the_version_so_that_an_open_form_notices(planner: Planner) -> None:
    """A form that was opened before the undo conflicts with it instead of writing over it."""
    from careertui.planner.planner import ConflictError

    add_goal(planner, "x")
    with planner.change("Rename") as change:
        change.put(planner.find(Goal, "x").revised(title="y"))
    open_in_a_form = planner.find(Goal, "y")
    planner.undo()
    assert planner.find(Goal, "x").version > open_in_a_form.version
    with pytest.raises(ConflictError), planner.change("From the form") as change:
        change.put(open_in_a_form.revised(title="z"))


def test_an_undo_is_one_notification_with_the_records_it_touched(planner: Planner) -> None:
    """It is a step like any other."""
    with planner.change("Two") as change:
        ids = frozenset(change.put(Goal(title=title)).id for title in "ab")
    told: list[Changed] = []
    planner.subscribe(told.append)
    planner.undo()
    planner.redo()
    assert [(news.label, news.ids) for news in told] == [("Undo: Two", ids), ("Two", ids)]


def test_fields_of_a_newer_version_survive_undo(store_path: Path, clock: Clock) -> None:
    """States are put back whole."""
    with stock(store_path) as db:
        db.table("goals").insert_multiple([{"title": "first"}, {"title": "x", "mood": {"then": [1, None]}}])
    with open_planner(store_path, clock) as planner:
        with planner.change("Delete") as change:
            change.delete(planner.find(Goal, "x"))
        planner.undo()
        assert planner.find(Goal, "x").model_extra == {"mood": {"then": [1, None]}}


def test_the_history_of_steps_made_undone_and_redone() -> None:
    """Worked out from the steps alone."""

    def step(seq: int, undoes: int | None = None, redoes: int | None = None) -> Step:
        return Step(seq, "", "", f"step {seq}", (), undoes, redoes)

    history = History([step(1), step(2), step(3, undoes=2), step(4, redoes=3), step(5, undoes=4)])
    assert history.next_undo == step(1)
    assert history.next_redo == step(5, undoes=4)
    history.note(step(6))
    assert history.next_undo == step(6)
    assert history.next_redo is None


# --- any order of everything ------------------------------------------------------------------------


class AnyOrder(RuleBasedStateMachine):
    """Put, archive, delete, undo, redo, close and kill against a list of states."""

    def __init__(self) -> None:
        super().__init__()
        self.past: list[dict[str, dict[str, Any]]] = []
        self.future: list[dict[str, dict[str, Any]]] = []
        self.now: dict[str, dict[str, Any]] = {}

    @initialize()
    def open(self) -> None:
        """Start with nothing."""
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.start()

    def start(self) -> None:
        """Open a session."""
        self.session = open_planner(Path(self.folder.name) / "career.json", self.clock)
        self.planner = self.session.__enter__()

    def teardown(self) -> None:
        """Let the files go."""
        if hasattr(self, "session"):
            self.session.__exit__(None, None, None)
            self.folder.cleanup()

    def stepped(self) -> None:
        """A step was made: redo ends, and there is one more to undo."""
        self.past.append(self.now)
        self.future = []
        self.now = contents(self.planner)

    def goal(self, number: int) -> Goal:
        """One of the goals, archived or not."""
        goals = (*self.planner.all(Goal), *self.planner.archived(Goal))
        return goals[number % len(goals)]

    @rule(names=st.lists(st.text(min_size=1, max_size=4).filter(str.strip), min_size=1, max_size=4))
    def add(self, names: list[str]) -> None:
        """Several goals, each waiting for the one before."""
        with self.planner.change("Add") as change:
            before: tuple[str, ...] = ()
            for name in names:
                before = (change.put(Goal(title=name, waits_for=before)).id,)
        self.stepped()

    @precondition(lambda self: self.now)
    @rule(number=st.integers(0, 30), notes=st.text(max_size=8))
    def edit(self, number: int, notes: str) -> None:
        """The text of one."""
        goal = self.goal(number)
        with self.planner.change("Edit") as change:
            change.put(goal.revised(notes=notes))
        self.clock.go_on(minutes=1)
        kept = self.planner.get(goal.id)
        assert isinstance(kept, Goal)
        assert kept.notes == notes
        assert kept.version == goal.version + 1
        self.stepped()

    @precondition(lambda self: self.now)
    @rule(number=st.integers(0, 30))
    def archive_or_restore(self, number: int) -> None:
        """One of them, whichever way it stands."""
        goal = self.goal(number)
        with self.planner.change("Archive") as change:
            change.archive(goal) if goal.archived is None else change.restore(goal)
        self.stepped()

    @precondition(lambda self: self.now)
    @rule(number=st.integers(0, 30))
    def delete(self, number: int) -> None:
        """One of them, and the links to it."""
        goal = self.goal(number)
        with self.planner.change("Delete") as change:
            change.delete(goal)
        assert self.planner.get(goal.id) is None
        self.stepped()

    @rule()
    def undo(self) -> None:
        """One level, or none."""
        if not self.past:
            with pytest.raises(RefusedError):
                self.planner.undo()
            return
        self.planner.undo()
        self.future.append(self.now)
        self.now = self.past.pop()

    @rule()
    def redo(self) -> None:
        """One level, or none."""
        if not self.future:
            with pytest.raises(RefusedError):
                self.planner.redo()
            return
        self.planner.redo()
        self.past.append(self.now)
        self.now = self.future.pop()

    @rule(killed=st.booleans())
    def reopen(self, killed: bool) -> None:
        """The session ends, well or badly, and the next begins."""
        if killed:
            abandon(self.planner)
        self.session.__exit__(None, None, None)
        self.start()

    @invariant()
    def as_the_model_has_it(self) -> None:
        """What is there is what the list of states says, and no link leads nowhere."""
        assert contents(self.planner) == self.now
        for goal in self.planner.all(Goal):
            assert all(self.planner.get(id_) for id_ in goal.waits_for)
            assert self.planner.get(goal.id) == goal
        assert self.planner.problems() == ()


AnyOrder.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestAnyOrder = AnyOrder.TestCase
