"""Importing keeps what is new, follows what has changed, and never overwrites what the person has edited."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record, Source
from careertui.domain.skill import Skill
from careertui.domain.vision import Value, Vision
from careertui.exchange.draft import Draft, Problem, provisional_id
from careertui.open import open_planner
from careertui.planner.imports import ImportPlan, apply_import, plan_import, with_links
from careertui.planner.planner import Planner

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
IMPORTER = "cv"
R = TypeVar("R", bound=Record)


@pytest.fixture
def planner(tmp_path: Path) -> Iterator[Planner]:
    """An empty career, on a fixed day."""
    with open_planner(tmp_path / "career.json", lambda: NOON) as opened:
        yield opened


def ref(key: str) -> str:
    """The provisional id of an entry."""
    return provisional_id(IMPORTER, key)


def entry(kind: type[R], key: str, **fields: Any) -> R:
    """A record as a reader makes it: a provisional id, and a source."""
    return kind.model_validate({"id": ref(key), "source": Source(importer=IMPORTER, key=key), **fields})


def draft(*records: Record) -> Draft:
    """A file with these entries."""
    return Draft(IMPORTER, records, (Problem("work[3]", "It has no name."),))


def imported(planner: Planner, *records: Record) -> ImportPlan:
    """Import a file with these entries; returns the plan that was carried out."""
    plan = plan_import(planner, draft(*records))
    apply_import(planner, plan, "Import cv.json")
    return plan


def put(planner: Planner, record: R) -> R:
    """Keep a record by hand."""
    with planner.change("By hand") as change:
        kept = change.put(record)
    found = planner.get(kept.id)
    assert isinstance(found, type(record))
    return found


def steps(planner: Planner) -> list[str]:
    """The labels of every step so far."""
    return [step.label for step in planner._store.history()]


def network() -> tuple[Record, ...]:
    """Entries that point at each other, in every shape a link has."""
    return (
        entry(Job, "job", title="Engineer", gained=[{"skill": ref("sql"), "from": 1}], led_to=[ref("goal")]),
        entry(Skill, "sql", name="SQL"),
        entry(Goal, "goal", title="Learn", builds=[ref("sql")], job=ref("job"), column="done"),
        entry(Contact, "ada", name="Ada", met_at=[ref("job")]),
        entry(Interaction, "talk", on="2020", people=[ref("ada")]),
    )


def test_new_records_point_at_each_other_by_ids_of_their_own(planner: Planner) -> None:
    """The provisional ids are nowhere in the career, and every link leads somewhere."""
    plan = imported(planner, *network())
    job, skill, goal, ada, talk = plan.new
    assert not {ref(key) for key in ("job", "sql", "goal", "ada", "talk")} & {r.id for r in plan.new}
    stored = planner.get(job.id)
    assert isinstance(stored, Job)
    assert (stored.gained[0].skill, stored.gained[0].start, stored.led_to) == (skill.id, 1, (goal.id,))
    assert planner.all(Goal)[0].builds == (skill.id,)
    assert planner.all(Goal)[0].job == job.id
    assert planner.all(Contact)[0].met_at == (job.id,)
    assert planner.all(Interaction)[0].people == (ada.id,)
    assert (talk.version, planner.all(Interaction)[0].version) == (0, 1)


def test_a_plan_changes_nothing_and_passes_on_the_problems(planner: Planner) -> None:
    """It can be shown first."""
    plan = plan_import(planner, draft(*network()))
    assert len(plan.new) == 5
    assert plan.problems[0].where == "work[3]"
    assert not list(planner.everything())
    assert not planner.path.exists()


def test_an_import_is_one_step(planner: Planner) -> None:
    """One undo takes all of it back."""
    imported(planner, *network())
    assert planner.undo() == "Import cv.json"
    assert not list(planner.everything())


def test_the_same_file_again_is_no_step(planner: Planner) -> None:
    """Also for kinds whose own rules note something when they are kept: a year, a weighing."""
    entries = (
        *network(),
        entry(Vision, "vision", title="Tools", horizon=10),
        entry(Value, "value", name="Craft", weight=4),
    )
    imported(planner, *entries)
    again = plan_import(planner, draft(*entries))
    assert len(again.unchanged) == len(entries)
    assert (again.new, again.updated, again.kept, again.matched) == ((), (), (), ())
    assert not apply_import(planner, again, "Import cv.json")
    assert steps(planner) == ["Import cv.json"]


def test_the_same_file_is_known_again_by_another_session(planner: Planner) -> None:
    """What was stored and read back has the digest it was stored with."""
    imported(planner, *network())
    with open_planner(planner.path, lambda: NOON) as other:
        assert len(plan_import(other, draft(*network())).unchanged) == 5


def test_an_entry_that_changed_updates_a_record_that_did_not(planner: Planner) -> None:
    """Its id, its place on the board and its history stay; then the file is unchanged again."""
    began = {"column": "doing", "history": [{"column": "doing", "at": "2020"}]}
    first = imported(planner, entry(Goal, "goal", title="Learn", due="2027", **began)).new[0]
    put(planner, planner.all(Goal)[0].model_copy(update={"rank": 5.0}))
    changed = entry(Goal, "goal", title="Learn", due="2028", provider="A school", column="doing")
    plan = imported(planner, changed)
    goal = planner.all(Goal)[0]
    assert [record.id for record in plan.updated] == [first.id]
    assert (goal.id, str(goal.due), goal.provider, goal.rank) == (first.id, "2028", "A school", 5.0)
    assert [str(was.at) for was in goal.history] == ["2020"]
    assert plan_import(planner, draft(changed)).unchanged == (goal,)


def test_the_days_that_a_changed_entry_knows_are_taken_from_it(planner: Planner) -> None:
    """A project that has ended says when; a file that says nothing of it takes nothing away."""
    imported(planner, entry(Goal, "goal", title="Build", column="doing"))
    done = {"column": "done", "history": [{"column": "done", "at": "2024-06"}]}
    imported(planner, entry(Goal, "goal", title="Build", **done))
    assert "2024-06" in [str(was.at) for was in planner.all(Goal)[0].history]


def test_a_record_the_person_has_edited_is_theirs(planner: Planner) -> None:
    """Whether or not the file's entry changes; and the file is not asked again at every import."""
    imported(planner, entry(Job, "job", title="Engineer"))
    mine = put(planner, planner.all(Job)[0].model_copy(update={"summary": "My own words"}))
    assert plan_import(planner, draft(entry(Job, "job", title="Engineer"))).unchanged == (mine,)
    plan = imported(planner, entry(Job, "job", title="Engineer", location="Porto"))
    assert plan.kept == (mine,)
    assert planner.all(Job) == (mine,)


def test_an_archived_record_stays_archived(planner: Planner) -> None:
    """The person has put it away; a file does not bring it back."""
    imported(planner, entry(Job, "job", title="Engineer"))
    with planner.change("Archive") as change:
        change.archive(planner.all(Job)[0])
    plan = imported(planner, entry(Job, "job", title="Engineer", location="Porto"))
    assert [record.id for record in plan.unchanged] == [planner.archived(Job)[0].id]
    assert (plan.new, plan.updated, plan.kept) == ((), (), ())
    assert planner.archived(Job)[0].location == ""


def test_links_go_to_the_skill_or_contact_the_person_has_already(planner: Planner) -> None:
    """Matched by name in any case, left as it is, and matched again next time."""
    sql = put(planner, Skill(name="sql", notes="mine"))
    ada = put(planner, Contact(name="ADA"))
    plan = imported(planner, *network())
    assert plan.matched == (sql, ada)
    assert planner.all(Skill) == (sql,)
    assert planner.all(Goal)[0].builds == (sql.id,)
    assert planner.all(Interaction)[0].people == (ada.id,)
    again = plan_import(planner, draft(*network()))
    assert (again.matched, len(again.unchanged)) == ((sql, ada), 3)


def test_only_skills_and_contacts_are_known_by_name(planner: Planner) -> None:
    """Two goals or two jobs of one name are two."""
    put(planner, Goal(title="Learn"))
    put(planner, Job(title="Engineer"))
    plan = imported(planner, entry(Goal, "goal", title="Learn"), entry(Job, "job", title="Engineer"))
    assert len(plan.new) == 2


def test_a_name_that_could_mean_two_people_means_neither(planner: Planner) -> None:
    """Two in the career, or two in the file: better one too many than the wrong one."""
    put(planner, Contact(name="Ann Lee"))
    twice = imported(planner, entry(Contact, "1", name="Ann Lee"), entry(Contact, "2", name="Ann Lee"))
    assert len(twice.new) == 2
    assert len(plan_import(planner, draft(entry(Contact, "3", name="Ann Lee"))).new) == 1


def test_a_record_known_by_its_entry_is_not_taken_for_a_namesake(planner: Planner) -> None:
    """A second Ann Lee in a newer file is a second person."""
    imported(planner, entry(Contact, "1", name="Ann Lee"))
    plan = plan_import(
        planner, draft(entry(Contact, "1", name="Ann Lee-Roy"), entry(Contact, "2", name="Ann Lee"))
    )
    assert (len(plan.updated), len(plan.new), plan.matched) == (1, 1, ())


def test_an_archived_namesake_gives_way_to_a_living_one(planner: Planner) -> None:
    """And stands for the name where it is the only one."""
    with planner.change("Archive") as change:
        old = change.put(Skill(name="SQL"))
        change.archive(old)
    assert plan_import(planner, draft(entry(Skill, "sql", name="SQL"))).matched == planner.archived(Skill)
    living = put(planner, Skill(name="SQL"))
    assert plan_import(planner, draft(entry(Skill, "sql", name="SQL"))).matched == (living,)


def test_links_are_replaced_in_every_shape_they_have() -> None:
    """One, several, as keys, and inside values; two that become one are one; other ids stay."""
    old, new, other = ref("old"), ref("new"), ref("other")
    ids = {old: new}
    job = Job(
        title="J",
        values_fit={old: 3, other: 2},
        led_to=(old, new, other),
        gained=({"skill": old, "to": 3},),
    )
    relinked = with_links(job, ids)
    assert relinked.values_fit == {new: 3, other: 2}
    assert relinked.led_to == (new, other)
    assert (relinked.gained[0].skill, relinked.gained[0].end) == (new, 3)
    assert with_links(Goal(title="G", job=old), ids).job == new
    untouched = Skill(name="S", target_on=PartialDate(2027))
    assert with_links(untouched, ids) is untouched


def test_a_field_of_a_newer_careertui_survives_an_update(planner: Planner) -> None:
    """As everywhere, what is not known here is not lost."""
    imported(planner, entry(Skill, "sql", name="SQL"))
    stored = planner.all(Skill)[0]
    signed = plan_import(planner, draft(entry(Skill, "sql", name="SQL", mood="calm"))).updated[0]
    put(planner, signed)
    assert planner.all(Skill)[0].model_extra == {"mood": "calm"}
    imported(planner, entry(Skill, "sql", name="SQL", area="data"))
    assert planner.all(Skill)[0].model_extra == {"mood": "calm"}
    assert planner.all(Skill)[0].id == stored.id


@pytest.mark.benchmark
def test_five_thousand_records_take_seconds(planner: Planner) -> None:
    """Planning, keeping, and finding that nothing has changed."""
    entries = [entry(Contact, f"c{n}", name=f"Person {n}") for n in range(2_500)]
    talks = [entry(Interaction, f"t{n}", on="2026", people=[ref(f"c{n}")]) for n in range(2_500)]
    start = time.perf_counter()
    imported(planner, *entries, *talks)
    kept = time.perf_counter()
    assert len(plan_import(planner, draft(*entries, *talks)).unchanged) == 5_000
    again = time.perf_counter()
    print(f"\n5,000 records: imported in {kept - start:.2f} s, known again in {again - kept:.2f} s")  # noqa: T201
    assert again - start < 10
