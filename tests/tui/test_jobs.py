"""What is asked of a job at the keyboard: its question, leaving it, its fit, the jobs before it."""

from __future__ import annotations

import pytest

from careertui.domain.contact import Contact
from careertui.domain.goal import Goal
from careertui.domain.job import ExitCriterion, Gained, Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.skill import Skill
from careertui.domain.vision import Value, Weighing
from careertui.planner.planner import Planner
from tests.tui.driver import Keyboard, keep, open_the_sample_career, planner_at_the_keyboard


def day(text: str) -> PartialDate:
    """A date as it is written in a file."""
    return PartialDate.parse(text)


@pytest.fixture
def job(planner: Planner) -> Job:
    """The present job, which left nothing so far, after another one that taught something."""
    before = Job(
        title="Helpdesk", start=day("2013-06"), end=day("2016-05"), knowledge=("noise",), pay="9,000"
    )
    _, present = keep(planner, before, Job(title="Engineer", organisation="Acme", start=day("2016-06")))
    return present


def now(planner: Planner) -> Job:
    """The present job as it is kept."""
    return planner.all(Job)[1]


async def on_the_job(keys: Keyboard, job: Job, key: str) -> None:
    """Press a key on a job of the timeline."""
    assert keys.screen.put_cursor_on(job.id)
    await keys.settle()
    await keys.press(key)


# --- the question of a quarter ----------------------------------------------------------------------


async def test_an_empty_quarter_asks_one_question_answered_in_one_line(planner: Planner, job: Job) -> None:
    """What will be recorded is shown before enter; one step takes all of it back."""
    keep(planner, Skill(name="SQL"))
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await on_the_job(keys, job, "x")
        assert keys.screen_shows("○ Skills   What can you do now that you could not before?")
        assert keys.screen_shows("SQL 1 to 3, writing to 2, patience")  # an example
        await keys.type("sql 1 to 3, patience")
        assert keys.screen_shows("▪ SQL  1 → 3")
        assert keys.screen_shows("▪ new: patience")
        assert now(planner).gained == ()
        await keys.press("enter")
        await keys.until_dialog("")
        assert keys.said == "◔ 1 of 4 quarters of Engineer filled. u takes it back."
        assert len(now(planner).gained) == 2
        assert keys.pane is not None
        assert "✓ Skills      SQL 1 → 3   patience" in keys.pane
        await keys.press("u")
        assert now(planner).gained == ()
        assert [skill.name for skill in planner.all(Skill)] == ["SQL"]


async def test_tab_goes_to_another_question_with_what_is_typed(planner: Planner, job: Job) -> None:
    """The empty quarters first; a filled one can be asked once more."""
    keep(planner, Contact(name="Ada Lovelace"), job.revised(knowledge=("how banks settle",)))
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await on_the_job(keys, job, "x")
        await keys.type("Ada")
        assert keys.screen_shows("▪ new: Ada")
        await keys.press("tab")
        assert keys.screen_shows("○ People   Whom did you meet there")
        assert keys.screen_shows("• Ada Lovelace")
        await keys.press("tab")
        assert keys.screen_shows("○ Direction   What did it make possible?")
        assert keys.screen_shows("new: Ada")
        await keys.press("tab")
        assert keys.screen_shows("✓ Knowledge   What do you know about the field")
        await keys.press("shift+tab", "shift+tab", "enter")
        await keys.until_dialog("")
        assert planner.all(Contact)[0].met_at == (job.id,)


async def test_an_answer_that_cannot_be_recorded_says_why_and_stays(planner: Planner, job: Job) -> None:
    """While it is typed, and after enter; esc leaves without a record of it."""
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await on_the_job(keys, job, "x")
        await keys.type("SQL 3 to 1\n")
        assert keys.dialog == "StoneDialog"
        assert keys.screen_shows("From 3 to 1 it did not grow.")
        await keys.press("escape")
        await keys.until_dialog("")
        assert (now(planner).gained, planner.all(Skill)) == ((), ())


async def test_what_it_led_to_is_found_or_made(planner: Planner, job: Job) -> None:
    """A goal of the person's own by a few letters of it."""
    (goal,) = keep(planner, Goal(title="Learn Rust"))
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await on_the_job(keys, job, "x")
        await keys.press("tab", "tab", "tab")
        await keys.type("rust")
        assert "new" not in keys.line_with("Learn Rust")
        await keys.press("enter")
        await keys.until_dialog("")
        assert now(planner).led_to == (goal.id,)


async def test_hostile_text_in_the_question_is_text(planner: Planner) -> None:
    """In the title of the job, in a skill, and in what is typed."""
    (job,) = keep(planner, Job(title="[red]x[/]", start=day("2020")))
    keep(planner, Skill(name="[@click=app.quit]y"))
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await on_the_job(keys, job, "x")
        await keys.type("[@click=app.quit]y, [/b]")
        assert keys.screen_shows("[red]x[/]")
        assert keys.screen_shows("▪ [@click=app.quit]y")
        assert keys.screen_shows("new: [/b]")
        assert keys.acting == []


# --- leaving ----------------------------------------------------------------------------------------


async def test_what_must_be_true_before_leaving_is_written_and_ticked(planner: Planner, job: Job) -> None:
    """Each is a step; with none yet, the first is asked for at once; a planned job can have them too."""
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await on_the_job(keys, job, "X")
        await keys.type("The rota is shared\n")
        assert now(planner).exit_criteria == (ExitCriterion(text="The rota is shared"),)
        await keys.press("n")
        await keys.type("Ship it\n")
        await keys.press("x")
        assert now(planner).exit_criteria[1] == ExitCriterion(text="Ship it", met_on=day("2026-11-22"))
        assert keys.screen_shows("✓ Ship it  22 Nov")
        await keys.press("enter")
        assert keys.screen_shows("○ Ship it")
        await keys.press("d")
        assert [one.text for one in now(planner).exit_criteria] == ["The rota is shared"]
        await keys.press("u")
        assert [one.text for one in now(planner).exit_criteria] == ["The rota is shared", "Ship it"]
        await keys.press("n", "escape")
        assert keys.dialog == "CriteriaDialog"
        await keys.press("escape")
        await keys.until_dialog("")
        await keys.press("1")
        assert keys.screen_shows("○ The rota is shared")


async def test_the_same_criterion_or_an_empty_one_is_refused(planner: Planner, job: Job) -> None:
    """Nothing is kept; the line stays."""
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await on_the_job(keys, job, "X")
        await keys.press("enter")
        assert keys.said == "Say what must be true before you leave."
        await keys.type("Ship it\n")
        await keys.press("n")
        await keys.type("ship IT\n")
        assert keys.said == "That is written down already."
        assert len(now(planner).exit_criteria) == 1


# --- the fit ----------------------------------------------------------------------------------------


def values(planner: Planner) -> tuple[Value, Value]:
    """Craft, which weighs 5 and weighed 2 until July 2018; and kindness, which weighs 3."""
    weighings = (Weighing(on=day("2016"), weight=2), Weighing(on=day("2018-07"), weight=5))
    craft = Value(name="Craft", weight=5, weighings=weighings)
    one, other = keep(planner, craft, Value(name="Kindness", weight=3))
    return one, other


async def test_a_job_is_held_against_every_value_by_a_digit_each(planner: Planner, job: Job) -> None:
    """The weightiest first, the cursor going on by itself; enter keeps all of it as one step."""
    craft, kindness = values(planner)
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await on_the_job(keys, job, "V")
        assert keys.order_of("Craft", "Kindness") == ["Craft", "Kindness"]
        await keys.press("2", "5")
        assert keys.screen_shows("◆◆◇◇◇")
        assert keys.screen_shows("3.1 of 5")  # (5·2 + 3·5) / 8 = 3.125
        assert now(planner).values_fit == {}
        await keys.press("enter")
        await keys.until_dialog("")
        assert now(planner).values_fit == {craft.id: 2, kindness.id: 5}
        await on_the_job(keys, job, "V")
        await keys.press("0", "enter")
        await keys.until_dialog("")
        assert now(planner).values_fit == {kindness.id: 5}
        await keys.press("u", "u")
        assert now(planner).values_fit == {}


async def test_esc_leaves_the_scores_as_they_were(planner: Planner, job: Job) -> None:
    """Nothing is kept on the way."""
    values(planner)
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await on_the_job(keys, job, "V")
        await keys.press("4", "escape")
        await keys.until_dialog("")
        assert now(planner).values_fit == {}


async def test_the_page_of_a_job_draws_the_fit_over_its_years(planner: Planner, job: Job) -> None:
    """Craft 2 and kindness 5: 3.8 in 2016 and 2017, 3.125 from 2018 to 2026; of eight steps, 6 and 5."""
    craft, kindness = values(planner)
    keep(planner, job.revised(values_fit={craft.id: 2, kindness.id: 5}))
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await on_the_job(keys, job, "enter")
        assert "▆▆▅▅▅▅▅▅▅▅▅  3.8 → 3.1 of 5   2016 – 2026" in keys.line_with("values fit")
        assert "weighed 2 → 5" in keys.line_with("Craft")
        assert "weighs 3" in keys.line_with("Kindness")


async def test_the_page_of_a_job_has_all_that_its_stone_holds(planner: Planner, job: Job) -> None:
    """Where the pane says how many more there are."""
    skills = keep(planner, *(Skill(name=f"Skill number {number}") for number in range(12)))
    keep(planner, job.revised(gained=tuple(Gained(skill=skill.id) for skill in skills)))
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await on_the_job(keys, job, "enter")
        assert all(keys.screen_shows(skill.name) for skill in skills)


# --- the comparison ---------------------------------------------------------------------------------


async def test_a_job_is_compared_with_the_ones_before_and_pay_is_shown_when_asked_for(
    planner: Planner, job: Job
) -> None:
    """The quarters by number, how long, the fit; enter goes to the job under the cursor."""
    keep(planner, job.revised(pay="68,500"))
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await on_the_job(keys, job, "C")
        assert keys.screen_shows("How Engineer, Acme compares")
        assert " ".join(keys.line_with("◔ Helpdesk").split()).endswith("○ ○ 1 ○ 2 years 11 months ·")
        assert not keys.screen_shows("9,000")
        await keys.press("p")
        assert keys.screen_shows("9,000")
        assert keys.screen_shows("68,500")
        await keys.press("p")
        assert not keys.screen_shows("9,000")
        await keys.press("k", "enter")
        await keys.until_dialog("")
        assert keys.cursor == "Helpdesk"


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 12)], ids=str)
async def test_the_dialogs_about_a_job_fit_every_window(planner: Planner, size: tuple[int, int]) -> None:
    """No line of theirs is wider than its list, and the keys are in sight."""
    open_the_sample_career(planner)
    present = next(one for one in planner.all(Job) if one.title == "Senior Backend Engineer")
    async with planner_at_the_keyboard(planner, size=size, first="timeline") as keys:
        for key in ("C", "V", "X"):
            await on_the_job(keys, present, key)
            assert keys.dialog
            assert keys.overflowing() == []
            assert keys.screen_shows("esc close")
            await keys.press("escape")
            await keys.until_dialog("")
