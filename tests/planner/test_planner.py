"""The one way to change: a step is one write, one undo and one notification, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import BOARD_ID, Board, Column, Goal
from careertui.domain.identity import new_id
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.vision import Vision
from careertui.domain.win import Win
from careertui.errors import InvalidRecordError, NotFoundError
from careertui.open import open_planner
from careertui.planner.planner import Changed, ConflictError, Planner
from tests.conftest import Clock
from tests.store.helpers import add_goal, journal_of, keep, steps_in, stock, titles


def add_vision(planner: Planner, title: str) -> Vision:
    """Keep a new vision."""
    with planner.change(f"Add {title}") as change:
        return change.put(Vision(title=title, horizon=10))


def test_a_conversation_with_nobody_left_goes_with_the_person(planner: Planner) -> None:
    """One with somebody else stays; undo brings both back."""
    with planner.change("Two people") as change:
        ada, bob = (change.put(Contact(name=name)) for name in ("Ada", "Bob"))
        on = PartialDate(2026, 11, 2)
        change.put(Interaction(on=on, people=(ada.id,)))
        both = change.put(Interaction(on=on, people=(ada.id, bob.id)))
    with planner.change("Delete Ada") as change:
        change.delete(planner.find(Contact, "Ada"))
    assert [(talk.id, talk.people) for talk in planner.all(Interaction)] == [(both.id, (bob.id,))]
    planner.undo()
    assert len(planner.all(Interaction)) == 2


def test_a_conversation_that_another_session_just_wrote_goes_with_the_person_too(
    planner: Planner, store_path: Path, clock: Clock
) -> None:
    """Whoever deletes has not seen it; one with somebody else stays, and undo brings everything back."""
    on = PartialDate(2026, 11, 2)
    with planner.change("Two people") as change:
        ada, bob = (change.put(Contact(name=name)) for name in ("Ada", "Bob"))
    with open_planner(store_path, clock) as there, there.change("Two talks") as change:
        alone = change.put(Interaction(on=on, people=(ada.id,)))
        both = change.put(Interaction(on=on, people=(ada.id, bob.id)))
    with planner.change("Delete Ada") as change:
        change.delete(planner.find(Contact, "Ada"))
    assert [(talk.id, talk.people) for talk in planner.all(Interaction)] == [(both.id, (bob.id,))]
    planner.undo()
    assert {talk.id: talk.people for talk in planner.all(Interaction)} == {
        alone.id: (ada.id,),
        both.id: (ada.id, bob.id),
    }


def test_a_step_is_one_line_one_undo_and_one_notification(planner: Planner) -> None:
    """However many records of however many kinds it touches."""
    told: list[Changed] = []
    planner.subscribe(told.append)
    with planner.change("Plan") as change:
        vision = change.put(Vision(title="v", horizon=5))
        goals = [change.put(Goal(title=f"g{n}", serves=(vision.id,))) for n in range(3)]
        assert titles(planner) == []
    assert [step.label for step in steps_in(planner.path)] == ["Plan"]
    assert told == [Changed("Plan", frozenset({vision.id, *(goal.id for goal in goals)}))]
    assert planner.undo() == "Plan"
    assert list(planner.everything()) == []


def test_an_exception_inside_leaves_nothing(planner: Planner) -> None:
    """No record, no line, no notification, nothing to undo; the exception goes on."""
    goal = add_goal(planner, "kept")
    told: list[Changed] = []
    planner.subscribe(told.append)
    before = journal_of(planner.path).read_bytes()

    def fail() -> None:
        with planner.change("Fail") as change:
            change.put(Goal(title="lost"))
            change.delete(planner.find(Goal, "kept"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [record.id for record in planner.everything()] == [goal.id]
    assert journal_of(planner.path).read_bytes() == before
    assert told == []


def test_one_bad_record_keeps_the_others_of_its_step_out(planner: Planner) -> None:
    """Whatever its place in the step; the error names the field."""
    good, bad = Goal(title="good"), Goal(title="bad").model_copy(update={"title": ""})
    for records in ((good, bad), (bad, good)):
        with pytest.raises(InvalidRecordError) as raised:
            keep(planner, "Mixed", *records)
        assert "title" in raised.value.fields
        assert list(planner.everything()) == []


def test_a_step_in_which_nothing_is_put_is_no_step(planner: Planner) -> None:
    """No line, no notification."""
    told: list[Changed] = []
    planner.subscribe(told.append)
    with planner.change("Nothing"):
        pass
    assert steps_in(planner.path) == ()
    assert told == []


def test_id_times_and_version_come_from_the_planner(planner: Planner, clock: Clock) -> None:
    """Created once, updated and counted at each change, all by the planner's clock."""
    begun = clock()
    add_goal(planner, "x")
    clock.go_on(days=3)
    for title in ("y", "z"):
        with planner.change("Rename") as change:
            change.put(planner.all(Goal)[0].revised(title=title))
    goal = planner.all(Goal)[0]
    assert (goal.created, goal.updated, goal.version) == (begun, clock(), 3)
    assert goal.history[0].at.first == begun.date()


def test_an_import_s_own_creation_time_stays(planner: Planner) -> None:
    """A record that says when it was made is believed."""
    long_ago = datetime(2014, 3, 1, tzinfo=UTC)
    with planner.change("Import") as change:
        change.put(Goal(title="old", created=long_ago))
    assert planner.find(Goal, "old").created == long_ago


def test_a_record_is_held_against_the_rules_again_when_it_is_kept(planner: Planner) -> None:
    """`model_copy` checks nothing; the planner does, and cleans what the rules clean."""
    goal = add_goal(planner, "x")
    with pytest.raises(InvalidRecordError, match="due"), planner.change("Bad") as change:
        change.put(planner.find(Goal, "x").model_copy(update={"due": "2026-13"}))
    with planner.change("Clean") as change:
        change.put(planner.find(Goal, "x").model_copy(update={"title": " two\nlines "}))
    kept = planner.get(goal.id)
    assert kept is not None
    assert kept.heading == "two lines"


# --- links ------------------------------------------------------------------------------------------


def test_a_link_to_nothing_is_refused(planner: Planner, clock: Clock) -> None:
    """By id, in any shape of link field, naming the record, the field and the id."""
    nobody = new_id(clock())
    for record in (
        Goal(title="g", serves=(nobody,)),
        Goal(title="g", job=nobody),
        Job(title="j", organisation="o", gained=({"skill": nobody, "to": 3},)),
        Job(title="j", organisation="o", values_fit={nobody: 3}),
    ):
        with (
            pytest.raises(InvalidRecordError, match=f"does not exist \\({nobody}\\)") as raised,
            planner.change("Link") as change,
        ):
            change.put(record)
        assert len(raised.value.fields) == 1
    assert list(planner.everything()) == []


def test_a_link_to_another_kind_is_refused(planner: Planner) -> None:
    """A goal serves visions, not people."""
    with planner.change("Add") as change:
        ada = change.put(Contact(name="Ada"))
    with (
        pytest.raises(InvalidRecordError, match="cannot point at a contact"),
        planner.change("Link") as change,
    ):
        change.put(Goal(title="g", serves=(ada.id,)))


def test_records_of_one_step_may_link_to_each_other_in_any_order(planner: Planner, clock: Clock) -> None:
    """The one pointed at may be put later."""
    vision = Vision(title="v", horizon=5, id=new_id(clock()))
    with planner.change("Both") as change:
        goal = change.put(Goal(title="g", serves=(vision.id,)))
        change.put(vision)
    assert planner.find(Goal, "g").serves == (vision.id,)
    assert planner.get(goal.id) is not None


def test_deleting_a_record_takes_every_link_to_it_in_the_same_step(planner: Planner) -> None:
    """And undo brings back the record and the links."""
    vision = add_vision(planner, "v")
    with planner.change("Goals") as change:
        first = change.put(Goal(title="first", serves=(vision.id,)))
        change.put(Goal(title="second", serves=(vision.id,), waits_for=(first.id,)))
        change.put(Win(title="won", on="2026", serves=(vision.id,)))
    with planner.change("Delete") as change:
        change.delete(planner.find(Vision, "v"))
        change.delete(planner.find(Goal, "first"))
    assert [record.heading for record in planner.everything()] == ["second", "won"]
    assert planner.find(Goal, "second").serves == ()
    assert planner.find(Goal, "second").waits_for == ()
    planner.undo()
    assert planner.find(Goal, "second").serves == (vision.id,)
    assert planner.find(Goal, "second").waits_for == (first.id,)
    assert planner.get(vision.id) is not None


def test_a_link_cannot_be_put_to_a_record_deleted_in_the_same_step(planner: Planner) -> None:
    """Nothing of the step is kept."""
    vision = add_vision(planner, "v")

    def both() -> None:
        with planner.change("Both") as change:
            change.delete(planner.find(Vision, "v"))
            change.put(Goal(title="g", serves=(vision.id,)))

    with pytest.raises(InvalidRecordError, match="does not exist"):
        both()
    assert planner.get(vision.id) is not None


def test_a_link_that_went_bad_elsewhere_does_not_bar_other_edits(store_path: Path, clock: Clock) -> None:
    """Stock TinyDB removed the vision: the goal can still be renamed, and a new bad link is still refused."""
    with open_planner(store_path, clock) as planner:
        vision = add_vision(planner, "v")
        with planner.change("Goal") as change:
            change.put(Goal(title="g", serves=(vision.id,)))
    with stock(store_path) as db:
        db.table("visions").truncate()
    with open_planner(store_path, clock) as planner:
        goal = planner.find(Goal, "g")
        with planner.change("Rename") as change:
            change.put(goal.revised(title="renamed"))
        goal = planner.find(Goal, "renamed")
        assert goal.serves == (vision.id,)
        with pytest.raises(InvalidRecordError), planner.change("Link") as change:
            change.put(goal.revised(serves=(vision.id, new_id(clock()))))


def test_links_are_held_against_what_another_session_has_just_done(store_path: Path, clock: Clock) -> None:
    """Without having looked: a vision deleted over there cannot be served any more."""
    with open_planner(store_path, clock) as here, open_planner(store_path, clock) as there:
        vision = add_vision(here, "v")
        there.take_in()
        assert here.get(vision.id) is not None
        with there.change("Delete") as change:
            change.delete(there.find(Vision, "v"))
        with pytest.raises(InvalidRecordError, match="does not exist"), here.change("Serve") as change:
            change.put(Goal(title="g", serves=(vision.id,)))
        assert here.get(vision.id) is None


def test_goals_cannot_wait_for_each_other_in_a_circle(planner: Planner, clock: Clock) -> None:
    """However long, also when it closes within one step; the error shows the way round."""
    with planner.change("Three") as change:
        a = change.put(Goal(title="a"))
        b = change.put(Goal(title="b", waits_for=(a.id,)))
        change.put(Goal(title="c", waits_for=(b.id,)))
    c = planner.find(Goal, "c")
    with pytest.raises(InvalidRecordError, match=r"wait for itself.*“a”.*“c”.*“b”") as raised:
        keep(planner, "Circle", planner.find(Goal, "a").revised(waits_for=(c.id,)))
    assert "waits_for" in raised.value.fields
    d, e = Goal(title="d", id=new_id(clock())), Goal(title="e", id=new_id(clock()))
    with pytest.raises(InvalidRecordError, match="wait for itself"):
        keep(planner, "At once", d.revised(waits_for=(e.id,)), e.revised(waits_for=(d.id,)))
    with planner.change("Diamond") as change:
        change.put(c.revised(waits_for=(a.id, b.id)))
    assert planner.find(Goal, "c").waits_for == (a.id, b.id)


def test_a_circle_opened_elsewhere_in_the_same_step_is_none(planner: Planner) -> None:
    """The other goals count as the step leaves them."""
    with planner.change("Two") as change:
        a = change.put(Goal(title="a"))
        b = change.put(Goal(title="b", waits_for=(a.id,)))
    with planner.change("Turn round") as change:
        change.put(planner.find(Goal, "b").revised(waits_for=()))
        change.put(planner.find(Goal, "a").revised(waits_for=(b.id,)))
    assert planner.find(Goal, "a").waits_for == (b.id,)


# --- other sessions ---------------------------------------------------------------------------------


def test_a_conflict_carries_both_texts_and_keeps_theirs(store_path: Path, clock: Clock) -> None:
    """Nothing of the step is kept; made again from their version, it is."""
    with open_planner(store_path, clock) as here, open_planner(store_path, clock) as there:
        goal = add_goal(here, "original")
        there.take_in()
        with there.change("Theirs") as change:
            change.put(there.find(Goal, "original").revised(title="theirs"))
        mine = here.find(Goal, "original").revised(title="mine")
        with pytest.raises(ConflictError) as raised:
            keep(here, "Mine", Goal(title="also"), mine)
        assert raised.value.mine.heading == "mine"
        assert raised.value.theirs is not None
        assert raised.value.theirs.heading == "theirs"
        assert titles(here) == ["theirs"]
        with here.change("Mine after all") as change:
            change.put(mine.model_copy(update={"version": raised.value.theirs.version}))
        there.take_in()
        assert titles(there) == ["mine"]
        assert there.get(goal.id) == here.get(goal.id)


def test_editing_what_another_session_deleted_is_a_conflict_with_nothing(
    store_path: Path, clock: Clock
) -> None:
    """And so is deleting what it changed."""
    with open_planner(store_path, clock) as here, open_planner(store_path, clock) as there:
        add_goal(here, "goes")
        add_goal(here, "changes")
        there.take_in()
        with there.change("Both") as change:
            change.delete(there.find(Goal, "goes"))
            change.put(there.find(Goal, "changes").revised(title="changed"))
        goes, changes = here.all(Goal)
        with pytest.raises(ConflictError) as raised, here.change("Edit") as change:
            change.put(goes.revised(title="edited"))
        assert raised.value.theirs is None
        with pytest.raises(ConflictError) as raised, here.change("Delete") as change:
            change.delete(changes)
        assert raised.value.theirs is not None
        assert titles(here) == ["changed"]


def test_a_conflict_is_told_before_the_link_that_it_broke(store_path: Path, clock: Clock) -> None:
    """The vision was deleted over there, and with it the goal's link: both texts come back."""
    with open_planner(store_path, clock) as here, open_planner(store_path, clock) as there:
        vision = add_vision(here, "v")
        with here.change("Goal") as change:
            change.put(Goal(title="g", serves=(vision.id,)))
        there.take_in()
        with there.change("Delete") as change:
            change.delete(there.find(Vision, "v"))
        with pytest.raises(ConflictError) as raised:
            keep(here, "Rename", here.find(Goal, "g").revised(title="renamed"))
        assert isinstance(raised.value.theirs, Goal)
        assert raised.value.theirs.serves == ()


def test_news_of_another_session_come_by_the_same_door(store_path: Path, clock: Clock) -> None:
    """Told when looked for, and before one's own next step; marked as from elsewhere; each once."""
    with open_planner(store_path, clock) as here, open_planner(store_path, clock) as there:
        told: list[Changed] = []
        here.subscribe(told.append)
        first = add_goal(there, "first")
        second = add_goal(there, "second")
        assert told == []
        here.take_in()
        here.take_in()
        assert told == [
            Changed("Add first", frozenset({first.id}), elsewhere=True),
            Changed("Add second", frozenset({second.id}), elsewhere=True),
        ]
        told.clear()
        third = add_goal(there, "third")
        mine = add_goal(here, "mine")
        assert told == [
            Changed("Add third", frozenset({third.id}), elsewhere=True),
            Changed("Add mine", frozenset({mine.id})),
        ]
        assert titles(here) == ["first", "second", "third", "mine"]


def test_what_another_session_added_and_took_back_between_two_looks_was_never_there(
    store_path: Path, clock: Clock
) -> None:
    """The kind has been read here and is gone again from the file, table and all."""
    with open_planner(store_path, clock) as here, open_planner(store_path, clock) as there:
        assert here.all(Goal) == ()
        add_goal(there, "for a moment")
        there.undo()
        here.take_in()
        assert here.all(Goal) == ()
        there.redo()
        there.undo()
        add_goal(here, "stays")
        assert [goal.title for goal in here.all(Goal)] == ["stays"]


def test_records_read_before_and_after_news_are_the_new_ones(store_path: Path, clock: Clock) -> None:
    """By kind and by id, for kinds read already and for kinds not read yet."""
    with open_planner(store_path, clock) as here, open_planner(store_path, clock) as there:
        goal = add_goal(there, "one")
        here.take_in()
        assert titles(here) == ["one"]
        with there.change("Change") as change:
            change.put(there.find(Goal, "one").revised(title="two"))
            ada = change.put(Contact(name="Ada"))
        here.take_in()
        found = here.get(goal.id)
        assert found is not None
        assert found.heading == "two"
        assert here.get(ada.id) == here.all(Contact)[0]


# --- finding ----------------------------------------------------------------------------------------


def test_a_record_is_found_by_id_by_its_start_or_by_its_heading(planner: Planner, clock: Clock) -> None:
    """An exact heading before one that only begins so; case does not matter."""
    goal = add_goal(planner, "Rust")
    clock.go_on(days=9)
    longer = add_goal(planner, "Rusty nails")
    assert planner.find(Goal, "rust") == planner.get(goal.id)
    assert planner.find(Goal, "RUSTY") == planner.get(longer.id)
    assert planner.find(Goal, goal.id[:9].lower()) == planner.get(goal.id)
    with pytest.raises(NotFoundError, match="2 goals answer"):
        planner.find(Goal, goal.id[:2])
    with pytest.raises(NotFoundError, match="No goal answers"):
        planner.find(Goal, "")


def test_archived_records_are_apart_and_can_come_back(planner: Planner, clock: Clock) -> None:
    """Both are steps; the record keeps its id and its links."""
    goal = add_goal(planner, "x")
    clock.go_on(days=1)
    with planner.change("Archive") as change:
        change.archive(planner.all(Goal)[0])
    assert planner.all(Goal) == ()
    assert [record.archived for record in planner.archived(Goal)] == [clock()]
    with planner.change("Restore") as change:
        change.restore(planner.archived(Goal)[0])
    assert [record.id for record in planner.all(Goal)] == [goal.id]


def test_the_board_is_everybody_s_until_it_is_the_person_s_own(store_path: Path, clock: Clock) -> None:
    """One record with a fixed id, kept like any other."""
    with open_planner(store_path, clock) as planner:
        assert planner.board == Board()
        with planner.change("Columns") as change:
            change.put(planner.board.revised(columns=(Column(key="all", name="All"),)))
        assert [column.name for column in planner.board.columns] == ["All"]
        with planner.change("Again") as change:
            change.put(planner.board.revised(notes="mine"))
    with open_planner(store_path, clock) as planner:
        assert (planner.board.id, planner.board.version) == (BOARD_ID, 2)
        planner.undo()
        planner.undo()
        assert planner.board == Board()


def test_records_can_be_changed_while_going_through_them(planner: Planner) -> None:
    """`everything()` goes on where it was."""
    for number in range(3):
        add_goal(planner, str(number))
    seen = []
    for record in planner.everything():
        seen.append(record.heading)
        add_goal(planner, f"new {record.heading}")
    assert seen == ["0", "1", "2"]


def test_new_goals_stand_in_the_order_they_were_kept(planner: Planner) -> None:
    """Also when several come in one step, and after one was moved to the end."""
    with planner.change("Two") as change:
        first, second = change.put(Goal(title="first")), change.put(Goal(title="second"))
    with planner.change("Move") as change:
        change.put(first.model_copy(update={"rank": second.rank + 5_000, "version": 1}))
    with planner.change("Third") as change:
        change.put(Goal(title="third"))
    order = sorted(planner.all(Goal), key=lambda goal: goal.rank)
    assert [goal.title for goal in order] == ["second", "first", "third"]
