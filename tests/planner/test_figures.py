"""The figures of Today through the planner: kept up over changes, and restored by undo."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from careertui.domain.career import Career, Records
from careertui.domain.challenge import Attempt, Challenge
from careertui.domain.contact import Cadence, Contact, FollowUp, Interaction
from careertui.domain.goal import BOARD_ID, Board, Column, Goal, Step
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.practices import compared, practices, streak_of_all
from careertui.domain.record import Record, Source
from careertui.domain.skill import Skill
from careertui.domain.stagnation import standstills
from careertui.domain.staying_in_touch import log_of, open_follow_ups, touches, upcoming
from careertui.domain.stones import Quarter, Stone, stones
from careertui.domain.vision import Value, Vision
from careertui.domain.win import Ask, Win
from careertui.open import open_planner
from careertui.planner.planner import Change, Planner
from tests.conftest import Clock

Act = Callable[[Planner, Change], object]


KINDS = (Contact, Goal, Interaction, Job)


def heading(record: Record) -> tuple[str, str]:
    """What tells that a record is the one it was; undo gives it another version."""
    return record.id, record.heading


def said(stone: Stone) -> list[list[str]]:
    """What a stone holds, quarter by quarter; a record that came back stands behind the others."""
    held = [
        sorted(str(getattr(getattr(one, "skill", one), "id", one)) for one in stone.held(quarter))
        for quarter in Quarter
    ]
    return [*held, sorted(map(str, stone.spoken_on))]


def assert_in_order(planner: Planner) -> None:
    """What the planner hands out are the records as they stand, in the order of the file."""
    everything = tuple(planner.everything())
    for kind in KINDS:
        of_kind = [record for record in everything if isinstance(record, kind)]
        assert planner.all(kind) == tuple(record for record in of_kind if record.archived is None)
        assert planner.archived(kind) == tuple(record for record in of_kind if record.archived is not None)


def figures(career: Career, planner: Planner) -> dict[str, Any]:
    """All that is worked out from the records for Today, to be compared."""
    today = planner.today
    reports = career.derived(practices, today)
    return {
        "evidence": [sorted(report.evidence) for report in reports],
        "reports": [
            (r.months, r.last_moved, r.moved, r.moved_before, r.quiet, r.streak, r.next_step) for r in reports
        ],
        "compared": compared(reports),
        "streak": streak_of_all(reports, today),
        "still": [one.said for one in standstills(career, today)],
        "next": career.derived(upcoming, today),
        "touches": [(t.contact.id, t.last, t.next, t.state) for t in career.derived(touches, today)],
        "talks": {contact.id: [t.id for t in log_of(career, contact.id)] for contact in career.all(Contact)},
        "stones": {id_: said(stone) for id_, stone in career.derived(stones, today).items()},
        "records": {kind: sorted(map(heading, career.all(kind))) for kind in KINDS},
        "archived": {kind: sorted(map(heading, career.archived(kind))) for kind in KINDS},
        "promises": [talk.id for talk, _ in career.derived(open_follow_ups, today)],
    }


def made_anew(planner: Planner) -> dict[str, Any]:
    """The same, from nothing but the records."""
    return figures(Records(planner.everything()), planner)


def first(planner: Planner, kind: type[Record]) -> Any:
    """The first record of a kind."""
    return planner.all(kind)[0]


def a_career(planner: Planner) -> None:
    """Something of every kind, with links between."""
    on = PartialDate.of(planner.today - timedelta(days=20))
    with planner.change("Begin") as change:
        ada = change.put(Contact(name="Ada", cadence=Cadence(ideal=30)))
        bob = change.put(Contact(name="Bob"))
        vision = change.put(Vision(title="Tools people love"))
        value = change.put(Value(name="Craft"))
        job = change.put(
            Job(title="Engineer", organisation="Acme", start=PartialDate(2021, 3), values_fit={value.id: 3})
        )
        change.put(Skill(name="SQL", levels=[{"on": "2025", "level": 1}, {"on": "2026-10", "level": 2}]))
        steps = (Step(text="read"), Step(text="try"))
        change.put(
            Goal(
                title="Rust",
                goal_kind="learning",
                column="doing",
                serves=(vision.id,),
                steps=steps,
                job=job.id,
            )
        )
        promise = FollowUp(what="Send it", on=on.shifted(days=22))
        change.put(Interaction(on=on, people=(ada.id, bob.id), follow_up=promise))
        change.put(Challenge(title="Talk", status="attempting", attempts=(Attempt(on=on),)))
        change.put(Ask(what="A raise", on=on))
        source = Source(importer="jsonresume", key="1")
        imported = Job(title="Clerk", values_fit={value.id: 2}, source=source)
        digest = imported.content_digest()
        change.put(imported.revised(source=source.revised(digest=digest)))


def _of_the_board(planner: Planner, change: Change) -> None:
    """Doing means done from now on, or no longer."""
    board = planner.get(BOARD_ID) or Board()
    assert isinstance(board, Board)
    columns = [
        Column(**{**dict(column), "done": not column.done}) if column.key == "doing" else column
        for column in board.columns
    ]
    change.put(board.revised(columns=tuple(columns)))


ACTS: Sequence[Act] = (
    lambda p, c: c.put(Interaction(on=PartialDate.of(p.today), people=(first(p, Contact).id,))),
    lambda p, c: c.put(
        first(p, Interaction).revised(people=(p.all(Contact)[-1].id,), on=PartialDate.of(p.today))
    ),
    lambda p, c: c.put(
        first(p, Interaction).revised(follow_up={"what": "Send it", "done_on": PartialDate.of(p.today)})
    ),
    lambda p, c: c.archive(first(p, Interaction)),
    lambda p, c: c.delete(first(p, Interaction)),
    lambda p, c: c.put(first(p, Contact).revised(cadence={"ideal": 5})),
    lambda p, c: c.archive(first(p, Contact)),
    lambda p, c: c.restore(p.archived(Contact)[0]),
    lambda p, c: c.delete(first(p, Contact)),
    lambda p, c: c.put(first(p, Contact).revised(met_at=(first(p, Job).id,))),
    lambda p, c: c.put(p.all(Contact)[-1].revised(organisation="ACME", name="Zoe")),
    lambda p, c: c.put(first(p, Job).revised(organisation="Other")),
    lambda _, c: c.put(Contact(name="Grace", cadence=Cadence(ideal=10))),
    lambda p, c: c.put(first(p, Goal).revised(column="done")),
    lambda p, c: c.put(first(p, Goal).revised(column="doing", serves=())),
    lambda p, c: c.put(first(p, Vision).revised(statement="Anew")),
    lambda p, c: c.put(first(p, Vision).revised(status="reached")),
    lambda p, c: c.put(first(p, Value).revised(weight=5)),
    lambda p, c: c.put(first(p, Job).revised(knowledge=("banking",))),
    lambda p, c: c.put(p.all(Job)[-1].revised(summary="Edited")),
    lambda p, c: c.put(Win(title="Win", on=PartialDate.of(p.today))),
    lambda p, c: c.put(first(p, Ask).revised(answer="Yes", answered_on=PartialDate.of(p.today))),
    lambda p, c: c.put(first(p, Challenge).revised(status="overcome", ended=PartialDate.of(p.today))),
    _of_the_board,
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(ACTS) - 1), st.integers(0, 40)), min_size=1, max_size=6))
def test_figures_are_kept_up_by_every_change_and_restored_by_undo(changes: list[tuple[int, int]]) -> None:
    """Whatever is changed, archived, restored or deleted, on whatever day, they are those made anew."""
    clock = Clock()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_planner(Path(folder) / "career.json", clock) as planner,
    ):
        a_career(planner)
        for number, days in changes:
            clock.go_on(days=days)
            before = figures(planner, planner)
            assert before == made_anew(planner)
            try:
                with planner.change("A change") as change:
                    ACTS[number](planner, change)
            except IndexError:  # there is no record of that kind any more
                continue
            assert figures(planner, planner) == made_anew(planner)
            assert_in_order(planner)
            planner.undo()
            assert_in_order(planner)
            assert figures(planner, planner) == made_anew(planner) == before
            planner.redo()


def test_what_another_session_changes_is_taken_in(store_path: Path, clock: Clock) -> None:
    """The figures of this session follow, whoever logged the conversation."""
    with open_planner(store_path, clock) as planner, open_planner(store_path, clock) as other:
        a_career(planner)
        before = figures(planner, planner)
        other.take_in()
        with other.change("Log") as change:
            change.put(Interaction(on=PartialDate.of(clock().date()), people=(first(other, Contact).id,)))
        planner.take_in()
        after = figures(planner, planner)
        assert after != before
        assert after == made_anew(planner) == figures(other, other)
        assert_in_order(planner)
