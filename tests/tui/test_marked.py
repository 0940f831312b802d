"""What a command does when records are marked, made from the tables of commands: all, the one, or refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from careertui.domain.case import Case
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, FollowUp, Interaction
from careertui.domain.goal import Goal, Step
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.vision import Value, Vision
from careertui.domain.win import Ask, Win
from careertui.planner.planner import Planner
from careertui.tui.commands import Command
from careertui.tui.screens.base import CareerScreen
from careertui.tui.screens.record import RecordScreen
from careertui.tui.widgets.record_list import RecordList
from careertui.tui.widgets.timeline_canvas import TimelineCanvas
from tests.tui.driver import Keyboard, keep, planner_at_the_keyboard
from tests.tui.test_every_key import NOT_HERE, screens

MARKING = [screen for screen in screens() if "record.mark" not in NOT_HERE.get(screen.MODE, {})]
"""The screens on which records can be marked."""
IN_AN_EDITOR = "An editor needs a terminal of its own, which there is not here."


def stage(planner: Planner) -> None:
    """A small career in which every command has four records in a row to act on."""
    numbers = range(1, 5)
    keep(planner, *(Vision(title=f"Vision {n}", horizon=5, rank=float(n)) for n in numbers))
    keep(planner, *(Value(name=f"Value {n}", weight=3) for n in numbers))
    step = (Step(text="Begin"),)
    keep(planner, *(Goal(title=f"Goal {n}", column="next", rank=float(n), steps=step) for n in numbers))
    jobs = [Job(title=f"Job {n}", start=PartialDate(2010 + n), end=PartialDate(2011 + n)) for n in numbers]
    keep(planner, *jobs)
    people = keep(planner, *(Contact(name=f"Person {n}") for n in numbers))
    on, until = PartialDate(2026, 11, 2), PartialDate(2026, 12, 2)
    keep(
        planner,
        *(
            Interaction(on=on, people=(one.id,), follow_up=FollowUp(on=until, what=f"Write to {one.name}"))
            for one in people
        ),
    )
    keep(
        planner,
        *(Challenge(title=f"Challenge {n}", status="accepted", before=4, tags=("stage",)) for n in numbers),
    )
    keep(planner, Challenge(title="A farther one", before=6, tags=("stage",)))
    keep(planner, *(Win(on=on, title=f"Win {n}") for n in numbers))
    keep(planner, *(Ask(on=on, what=f"Ask {n}") for n in numbers))
    keep(planner, Case(role="Staff Engineer", criteria=("Leads", "Teaches")))


def that_take(screen: type[CareerScreen], keys: Keyboard, takes: str) -> list[Command]:
    """The commands of a screen that take one, or all, and can run there at all."""
    declared = [command for command in keys.screen.commands() if command.takes]
    never = NOT_HERE.get(screen.MODE, {})
    found = []
    for command in declared:
        one = command.takes == "one" or command.id in screen.ONE_HERE
        if one == (takes == "one") and command.id not in never:
            found.append(command)
    return found


def shown(keys: Keyboard) -> list[str]:
    """The ids of what stands on the screen, a record once."""
    ids = [id_ for part in keys.screen.query(RecordList) for id_ in part.ids]
    ids += [id_.partition("/")[0] for canvas in keys.screen.query(TimelineCanvas) for id_ in canvas.ids]
    return list(dict.fromkeys(ids))


def stand_where(keys: Keyboard, command: Command, ids: list[str]) -> list[str]:
    """Go to the view that a command is for, on the screen that has views; the ids of what stands there."""
    if not isinstance(keys.screen, RecordScreen):
        return ids
    keys.screen.go_to_view("asks" if command.id.startswith("asks.") else "wins")
    return shown(keys)


async def mark(keys: Keyboard, *ids: str, cursor: str) -> None:
    """Mark these alone, and take the cursor somewhere else."""
    while keys.dialog or keys.screen.marked:
        await keys.press("escape")
    for id_ in ids:
        assert keys.screen.put_cursor_on(id_)
        await keys.settle()
        await keys.press("space")
    assert keys.screen.put_cursor_on(cursor)
    await keys.settle()
    assert keys.screen.marked == set(ids)


def able(keys: Keyboard, command: Command, ids: Iterable[str]) -> list[str]:
    """Those of some records that a command could take now, each as if it alone were marked."""
    screen, marked, found = keys.screen, keys.screen.marked, []
    for id_ in ids:
        screen.marked = frozenset({id_})
        if screen.refusal(command) is None:
            found.append(id_)
    screen.marked = marked
    return found


def front(keys: Keyboard) -> str:
    """The text of the dialog, without the screen behind it."""
    return "\n".join(keys._text_within(child) for child in keys.app.screen.children) if keys.dialog else ""


def versions(planner: Planner) -> dict[str, int]:
    """The version of every record."""
    return {record.id: record.version for record in planner.everything()}


async def outcome(keys: Keyboard, command: Command, among: Iterable[Record]) -> set[str]:
    """Press its key; the ids of those that changed, or that its dialog or what it copied names."""
    planner, before = keys.screen.planner, versions(keys.screen.planner)
    keys.app.copy_to_clipboard("")
    keys.app.clear_notifications()
    await keys.press(command.keys.partition(",")[0])
    told = front(keys) + keys.clipboard
    found = {record.id for record in among if record.heading[:12] in told}
    found |= {id_ for id_, version in versions(planner).items() if version != before.get(id_)}
    if not keys.dialog and versions(planner) != before:
        await keys.press("u")
        states = {record.id: record.archived for record in planner.everything()}
        assert not any(states.values()), "one undo takes all of it back"
    return found


def records_of(planner: Planner, ids: Sequence[str]) -> list[Record]:
    """The records with these ids."""
    return [record for id_ in ids if (record := planner.get(id_)) is not None]


@pytest.mark.parametrize("screen", MARKING, ids=lambda screen: screen.MODE)
async def test_a_command_that_takes_one_refuses_several_and_says_what_to_do(
    planner: Planner, screen: type[CareerScreen]
) -> None:
    """Nothing changes, nothing opens, and the marks stay."""
    stage(planner)
    async with planner_at_the_keyboard(planner, first=screen.MODE) as keys:
        before, ids = versions(planner), shown(keys)
        for command in that_take(screen, keys, "one"):
            first, second, third = stand_where(keys, command, ids)[:3]
            await mark(keys, first, second, cursor=third)
            for key in command.keys.split(","):
                keys.app.clear_notifications()
                await keys.press(key)
                assert keys.toasts == [
                    f"“{command.label}” takes one at a time, and 2 are marked; esc takes the marks away."
                ], command.id
                assert keys.dialog == ""
            assert keys.screen.marked == {first, second}
        assert versions(planner) == before


@pytest.mark.parametrize("screen", MARKING, ids=lambda screen: screen.MODE)
async def test_a_command_that_takes_one_takes_the_one_that_is_marked(
    planner: Planner, screen: type[CareerScreen]
) -> None:
    """And not what the cursor is on."""
    stage(planner)
    async with planner_at_the_keyboard(planner, first=screen.MODE) as keys:
        ids = shown(keys)
        for command in that_take(screen, keys, "one"):
            ids = stand_where(keys, command, ids)
            candidates = able(keys, command, ids)
            if command.id == "timeline.led_here":
                candidates = [record.id for record in planner.all(Vision)]
            assert candidates, f"{command.id} has nothing to act on in this test"
            id_ = candidates[:2][-1]
            other = next(other for other in ids if other != id_)
            await mark(keys, id_, cursor=other)
            found = await outcome(keys, command, records_of(planner, [id_]))
            if command.id == "record.notes":
                assert keys.toasts == [IN_AN_EDITOR]
            elif command.id == "timeline.led_here":
                assert keys.cursor_id == id_
            else:
                assert id_ in found, f"{command.id}\n{keys.text}"
                assert other not in found or command.id.startswith("move."), command.id


@pytest.mark.parametrize("screen", MARKING, ids=lambda screen: screen.MODE)
async def test_a_command_that_takes_all_takes_all_that_are_marked_as_one_step(
    planner: Planner, screen: type[CareerScreen]
) -> None:
    """Both of two, wherever the cursor is."""
    stage(planner)
    async with planner_at_the_keyboard(planner, first=screen.MODE) as keys:
        ids = shown(keys)
        for command in that_take(screen, keys, "all"):
            ids = stand_where(keys, command, ids)
            candidates = able(keys, command, ids)
            pair = candidates[1:3]  # in the middle, so that both can be moved either way
            await mark(keys, *pair, cursor=next(id_ for id_ in ids if id_ not in pair))
            found = await outcome(keys, command, records_of(planner, pair))
            if command.id == "case.evidence":
                assert "Which criteria do 2 wins show?" in front(keys)
                continue
            assert len(set(pair) & found) == 2, f"{command.id}\n{keys.text}"


async def test_goals_of_two_columns_move_down_each_in_its_own(planner: Planner) -> None:
    """As one step; the done ones keep the order they were finished in."""
    goals = keep(
        planner,
        *(
            Goal(title=f"{column} {number}", column=column, rank=number)
            for column in ("backlog", "next")
            for number in (1.0, 2.0)
        ),
    )
    async with planner_at_the_keyboard(planner, first="goals") as keys:
        await mark(keys, goals[0].id, goals[2].id, cursor=goals[1].id)
        await keys.press("J")
        order = sorted(planner.all(Goal), key=lambda goal: (goal.column, goal.rank))
        assert [goal.title for goal in order] == ["backlog 2.0", "backlog 1.0", "next 2.0", "next 1.0"]
        await keys.press("u")
        assert [goal.rank for goal in planner.all(Goal)] == [1.0, 2.0, 1.0, 2.0]


async def test_marked_visions_are_reached_together_and_ahead_again_together(planner: Planner) -> None:
    """Where one of them was reached already, all are then."""
    visions = keep(
        planner, *(Vision(title=title, horizon=5, status="active") for title in ("One", "Two", "Three"))
    )
    async with planner_at_the_keyboard(planner, first="vision") as keys:
        await mark(keys, visions[0].id, cursor=visions[2].id)
        await keys.press("x")
        assert keys.said.startswith("★ Reached: One.")
        await mark(keys, visions[0].id, visions[1].id, cursor=visions[2].id)
        await keys.press("x")
        assert keys.said.startswith("★ Reached: 2 visions.")
        assert [vision.status for vision in planner.all(Vision)] == ["reached", "reached", "active"]
        await keys.press("x")
        assert [vision.status for vision in planner.all(Vision)] == ["active", "active", "active"]
