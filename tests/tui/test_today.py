"""Today: what is next, whether the practices moved, and the present job's stone."""

from __future__ import annotations

from pathlib import Path

import pytest

from careertui.domain.challenge import Challenge
from careertui.domain.contact import Cadence, Contact, FollowUp, Interaction
from careertui.domain.goal import Goal, Step
from careertui.domain.job import ExitCriterion, Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.thresholds import Thresholds
from careertui.domain.win import Win
from careertui.open import open_planner
from careertui.planner.planner import Planner
from careertui.tui.widgets.record_list import RecordList
from tests.conftest import Clock
from tests.tui.driver import find, headings, keep, open_the_sample_career, planner_at_the_keyboard


def day(text: str) -> PartialDate:
    """The day or month written so."""
    return PartialDate.parse(text)


async def test_an_empty_planner_says_where_to_begin(planner: Planner) -> None:
    """The keys of the screens that fill it."""
    async with planner_at_the_keyboard(planner) as keys:
        assert keys.screen_shows("Nothing is due, and nobody is waiting.")
        assert keys.screen_shows("2 says where you want to be, 3 plans toward it,")
        assert keys.screen_shows("No present job is written down")


async def test_what_is_due_or_promised_stands_there_soonest_first(planner: Planner) -> None:
    """With the reason at its side; what is far away or done is left out."""
    (ada,) = keep(planner, Contact(name="Ada"))
    keep(
        planner,
        Goal(title="Apply for the grant", due=day("2026-11-30")),
        Goal(title="Something far", due=day("2027-11-30")),
        Goal(title="Something done", due=day("2026-11-25"), column="done"),
        Goal(title="Learn Rust", column="doing", steps=(Step(text="read chapter 4"),)),
    )
    promise = FollowUp(on=day("2026-11-24"), what="Send the paper")
    keep(planner, Interaction(on=day("2026-11-01"), people=(ada.id,), follow_up=promise))
    async with planner_at_the_keyboard(planner) as keys:
        order = ["Send the paper", "Apply for the grant", "read chapter 4"]
        assert keys.order_of(*order) == order
        assert "follow up with Ada" in keys.line_with("Send the paper")
        listed = "\n".join(line[:64] for line in keys.lines)
        assert "Something far" not in listed
        assert "Something done" not in listed


async def test_enter_goes_to_the_record_on_its_own_screen(planner: Planner) -> None:
    """The line is about a record that lives somewhere."""
    keep(
        planner,
        Goal(title="Apply for the grant", due=day("2026-11-30"), column="next"),
        Goal(title="Another", column="backlog"),
    )
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("enter")
        await keys.until(lambda: keys.mode == "goals" and keys.cursor == "Apply for the grant")


async def test_e_edits_the_record_behind_the_line(planner: Planner) -> None:
    """The line changes as soon as it is kept."""
    keep(planner, Goal(title="Apply for the grant", due=day("2026-11-30")))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("e")
        await keys.fill_in(Due="2026-12-01")
        await keys.press("ctrl+s")
        assert "1 Dec" in keys.line_with("Apply for the grant")


async def test_a_practice_that_moved_says_when(planner: Planner) -> None:
    """And one that did not says the smallest next step, where there is room."""
    (ada,) = keep(planner, Contact(name="Ada"))
    keep(planner, Interaction(on=day("2026-11-21"), people=(ada.id,)))
    async with planner_at_the_keyboard(planner) as keys:
        assert "today" in keys.line_with("Network   ")
        assert "not yet" in keys.line_with("Learning   ")
        assert keys.screen_shows("→ ")


async def test_the_present_job_shows_its_stone_and_its_exit_criteria(planner: Planner) -> None:
    """And asks the question that would fill it."""
    criteria = (
        ExitCriterion(text="The rota is shared", met_on=day("2026-10")),
        ExitCriterion(text="Ship it"),
    )
    keep(planner, Job(title="Engineer", organisation="Acme", start=day("2023"), exit_criteria=criteria))
    async with planner_at_the_keyboard(planner) as keys:
        assert keys.screen_shows("○ Engineer, Acme")
        assert keys.screen_shows("0 of 4")
        assert keys.screen_shows("✓ The rota is shared")
        assert keys.screen_shows("○ Ship it")


@pytest.mark.parametrize("key", ["slash", "space"])
async def test_today_has_neither_filter_nor_marks_and_says_so(planner: Planner, key: str) -> None:
    """It is short enough to read."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press(key)
        assert keys.said == "Today is short enough to read."


async def test_the_three_parts_fit_into_80_by_24_without_scrolling(planner: Planner) -> None:
    """Next, Job or career?, and Now."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, size=(80, 24)) as keys:
        assert keys.screen_shows("Next")
        assert keys.screen_shows("practices moved in the last 90 days")
        assert keys.screen_shows("Senior Backend Engineer")
        assert keys.screen_shows("Ownership")


async def test_the_cursor_stays_on_its_thing_when_something_more_urgent_comes_up(planner: Planner) -> None:
    """It is kept by what the line is about, not by its number."""
    keep(planner, Goal(title="Apply for the grant", due=day("2026-11-30")))
    async with planner_at_the_keyboard(planner) as keys:
        assert keys.cursor == "Apply for the grant"
        keep(planner, Goal(title="Call the bank", due=day("2026-11-23")))
        await keys.settle()
        assert keys.order_of("Apply for the grant", "Call the bank")[0] == "Call the bank"
        assert keys.cursor == "Apply for the grant"


def a_promise(planner: Planner, what: str = "Send the paper") -> Interaction:
    """Something promised to Ada by Tuesday."""
    (ada,) = keep(planner, Contact(name="Ada"))
    promise = FollowUp(on=day("2026-11-24"), what=what)
    (talk,) = keep(planner, Interaction(on=day("2026-11-01"), people=(ada.id,), follow_up=promise))
    return talk


async def test_x_completes_a_follow_up_and_logs_the_line_as_one_step(planner: Planner) -> None:
    """With the same people, today; esc leaves everything as it was, and an empty line logs nothing."""
    talk = a_promise(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("x", "escape")
        assert keys.screen_shows("Send the paper")
        await keys.press("x")
        await keys.type("She liked it\n")
        await keys.until_dialog("")
        logged = find(planner, Interaction, "She liked it")
        assert (logged.on, logged.people) == (day("2026-11-22"), talk.people)
        assert "Send the paper" not in "\n".join(line[:60] for line in keys.lines)
        await keys.press("u")
        assert headings(planner, Interaction) == [talk.heading]
        assert keys.screen_shows("Send the paper")
        await keys.press("x", "enter")
        await keys.until_dialog("")
        assert headings(planner, Interaction) == [talk.heading]
        assert keys.cursor is None or keys.cursor != talk.heading


async def test_x_on_somebody_to_reconnect_with_logs_a_talk_of_today(planner: Planner) -> None:
    """By the channel of the last time, unless another is chosen."""
    (ada,) = keep(planner, Contact(name="Ada", cadence=Cadence(ideal=30)))
    keep(planner, Interaction(on=day("2026-05-01"), people=(ada.id,), channel="call", summary="Her garden"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("x")
        assert keys.screen_shows("What did you talk about?")
        assert keys.screen_shows("Her garden")
        await keys.type("The harvest\n")
        await keys.until_dialog("")
        assert keys.said == "Logged with Ada. u takes it back."
        assert find(planner, Interaction, "The harvest").channel == "call"
        assert not keys.screen_shows("quiet since")
        await keys.press("u", "x", "down")
        await keys.type("The harvest\n")
        await keys.until_dialog("")
        assert find(planner, Interaction, "The harvest").channel == "coffee"


async def test_x_ticks_a_step_and_finishes_a_goal_that_is_due(planner: Planner) -> None:
    """Each is one step to undo, and the cursor goes on to what is next."""
    steps = (Step(text="read chapter 4"), Step(text="read chapter 5"))
    keep(
        planner,
        Goal(title="Learn Rust", column="doing", steps=steps),
        Goal(title="Apply for the grant", due=day("2026-11-30")),
    )
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("x")
        assert keys.said == "✓ Done: Apply for the grant. w records the win. u takes it back."
        assert find(planner, Goal, "Apply for the grant").column == "done"
        await keys.press("x")
        assert keys.said == "✓ read chapter 4: 1 left. u takes it back."
        assert keys.screen_shows("read chapter 5")
        await keys.press("u")
        assert find(planner, Goal, "Learn Rust").steps == steps
        await keys.press("u")
        assert keys.cursor == "Apply for the grant"
        assert find(planner, Goal, "Apply for the grant").column != "done"


async def test_the_cursor_goes_through_all_three_parts(planner: Planner) -> None:
    """From the end of one into the next and back; l and h go across where the parts stand side by side."""
    (job,) = keep(
        planner,
        Job(title="Engineer", start=day("2023"), exit_criteria=(ExitCriterion(text="Ship it"),)),
    )
    keep(planner, Goal(title="Learn Rust", column="doing", goal_kind="learning", steps=(Step(text="ch 4"),)))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("l", "j")
        assert keys.cursor == "Learn Rust"
        await keys.press("h")
        assert keys.cursor == "Learn Rust"
        await keys.press(*"jjjjjjjj")
        assert keys.cursor == "Engineer"
        await keys.press("x")
        assert keys.said == "1 of 1 met before leaving. u takes it back."
        assert keys.screen_shows("✓ Ship it")
        await keys.press("x")
        assert keys.said == "0 of 1 met before leaving. u takes it back."
        await keys.press("d")
        assert keys.said == "This line is only a part of something; enter goes there."
        await keys.press("k", "enter")
        await keys.until(lambda: keys.mode == "timeline")
        assert keys.cursor_id == job.id


async def test_x_takes_the_next_step_of_a_practice(planner: Planner) -> None:
    """What can be ticked is; what has more to say opens the form where it is said."""
    keep(planner, Goal(title="Learn Rust", goal_kind="learning", steps=(Step(text="ch 4"),)))
    keep(planner, Challenge(title="Give a talk", status="attempting"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("l", "j", "x")
        assert keys.said == "✓ ch 4: the last step of Learn Rust. u takes it back."
        await keys.press("j", "j", "x")
        assert (keys.dialog, keys.field) == ("RecordForm", "Attempts")


async def test_x_on_the_stone_asks_its_question_and_records_the_answer(planner: Planner) -> None:
    """The quarter that is asked about, then the next."""
    keep(planner, Job(title="Engineer", start=day("2023")))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press(*"jjjjjj", "x")
        assert keys.dialog == "StoneDialog"
        await keys.type("SQL 1 to 3\n")
        await keys.until_dialog("")
        assert keys.screen_shows("◔ Engineer")
        assert keys.screen_shows("Whom did you meet there")
        assert planner.all(Job)[0].gained[0].end == 3


async def test_an_empty_planner_offers_where_each_practice_begins(planner: Planner) -> None:
    """The cursor is there from the start, and enter goes to the screen."""
    async with planner_at_the_keyboard(planner, size=(80, 24)) as keys:
        assert "Say where you want to be" in keys.line_with("Vision   ")
        await keys.press("j", "j", "enter")
        await keys.until(lambda: keys.mode == "network")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 12)], ids=str)
async def test_nothing_on_today_needs_scrolling(planner: Planner, size: tuple[int, int]) -> None:
    """Some of each kind is shown, and how many more there are; enter there shows them all, esc goes back."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, size=size) as keys:
        lists = list(keys.screen.query(RecordList))
        assert all(part.max_scroll_y == 0 for part in lists)
        assert keys.screen_shows("practices moved")
        assert keys.screen_shows("Senior Backend Eng")
        assert keys.screen_shows("Dacapo has two maintainers")
        if size[0] >= 100:
            return
        assert {key.partition(" ")[0] for key in lists[0].ids} >= {"follow-up", "goal", "person", "more"}
        few = len(lists[0].ids)
        await keys.press("G", "enter")
        assert len(lists[0].ids) > few + 5
        await keys.press("escape")
        assert len(lists[0].ids) == few


def wins(*days: str) -> list[Win]:
    """A win on each of these days."""
    return [Win(title="Win", on=day(on)) for on in days]


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (
            (120, 40),
            [
                "1 of 6 practices moved in the last 90 days",
                "one more than before · 2 weeks running",
            ],
        ),
        ((80, 24), ["1 of 6 practices moved in the last 90 days, one more than before"]),
        ((60, 20), ["1 of 6 practices moved in the last 90 days"]),
    ],
    ids=str,
)
async def test_the_headline_is_compared_with_the_quarter_before(
    planner: Planner, size: tuple[int, int], shown: list[str]
) -> None:
    """In as many words as there is room for; the streak of all stands beside it."""
    keep(planner, *wins("2026-11-20", "2026-11-03"))
    async with planner_at_the_keyboard(planner, size=size) as keys:
        assert [text for text in shown if not keys.screen_shows(text)] == []


async def test_a_streak_stands_beside_its_practice_and_one_that_is_quiet_says_since_when(
    planner: Planner,
) -> None:
    """A streak of one week is none yet."""
    (ada,) = keep(planner, Contact(name="Ada"))
    keep(planner, Interaction(on=day("2026-11-19"), people=(ada.id,)), *wins("2026-05-01"))
    async with planner_at_the_keyboard(planner) as keys:
        assert "week" not in keys.line_with("Network   ")
        assert "quiet since May" in keys.line_with("Ownership  ")
        keep(planner, Interaction(on=day("2026-11-03"), people=(ada.id,)))
        await keys.settle()
        assert "2 weeks" in keys.line_with("Network   ")


async def test_what_has_stood_still_is_said_with_its_dates_and_can_be_taken_up_in_place(
    store_path: Path, clock: Clock
) -> None:
    """The job under its name, a goal beside its title; ticking a step of the goal takes the words away."""
    with open_planner(store_path, clock, Thresholds(untouched_days=30)) as planner:
        keep(planner, Job(title="Engineer", start=day("2021-03")))
        steps = (Step(text="read chapter 4"), Step(text="read chapter 5"))
        keep(planner, Goal(title="Learn Rust", column="doing", steps=steps))
        clock.go_on(days=30)
        async with planner_at_the_keyboard(planner, size=(80, 24)) as keys:
            assert keys.screen_shows("since Mar 2021; nothing added since Mar 2021")
            assert keys.screen_shows("What can you do now that you could not before?")
            assert "quiet since 22 Nov" in keys.line_with("Learn Rust: read chapter 4")
            assert all(part.max_scroll_y == 0 for part in keys.screen.query(RecordList))
            await keys.press("j", "x")  # past the review that is due
            assert "next step of Learn Rust" in keys.line_with("read chapter 5")


async def test_a_goal_without_steps_that_has_stood_still_can_be_finished_from_its_line(
    planner: Planner, clock: Clock
) -> None:
    """It has no line until then."""
    keep(planner, Goal(title="Write it up", column="doing"))
    clock.go_on(days=59)
    async with planner_at_the_keyboard(planner) as keys:
        assert "Write it up" not in "\n".join(line[:64] for line in keys.lines)
        clock.go_on(days=1)
        keep(planner, Contact(name="Ada"))
        await keys.settle()
        assert "quiet since 22 Nov  " in keys.line_with("Write it up")
        await keys.press("j", "x")  # past the review that is due
        assert find(planner, Goal, "Write it up").column == "done"
