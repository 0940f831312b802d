"""D shows what is adrift, and one key ties it."""

from __future__ import annotations

from careertui.domain.contact import Contact
from careertui.domain.goal import Goal
from careertui.domain.job import Job
from careertui.domain.skill import Skill
from careertui.domain.vision import Vision
from careertui.planner.planner import Planner
from tests.tui.driver import find, keep, planner_at_the_keyboard


async def test_what_is_adrift_is_tied_as_one_step_and_the_cursor_goes_on(planner: Planner) -> None:
    """A goal to a vision, a horizon to a goal, a skill to a goal, and a person to a job."""
    keep(planner, Vision(title="Tools", horizon=5), Vision(title="Teach", horizon=20))
    keep(planner, Goal(title="Learn Rust"), Skill(name="SQL"), Contact(name="Ada"), Job(title="Support"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("D")
        assert keys.order_of("serve no vision", "nothing serves", "no goal builds", "tied to nothing") == [
            "serve no vision",
            "nothing serves",
            "no goal builds",
            "tied to nothing",
        ]
        await keys.press("enter")
        assert keys.screen_shows("Which vision does “Learn Rust” serve?")
        await keys.type("tools\n")
        assert keys.said == "Tied “Learn Rust” to “Tools”. u takes it back."
        assert find(planner, Goal, "Learn Rust").serves == (find(planner, Vision, "Tools").id,)
        await keys.press("t")
        assert keys.screen_shows("Which goal serves “Teach”?")
        await keys.type("rust\n")
        assert len(find(planner, Goal, "Learn Rust").serves) == 2
        await keys.press("t")
        assert keys.screen_shows("Which goal builds “SQL”?")
        await keys.type("rust\n")
        assert find(planner, Goal, "Learn Rust").builds == (find(planner, Skill, "SQL").id,)
        await keys.press("t")
        assert keys.screen_shows("At which job did you meet Ada?")
        await keys.type("support\n")
        assert find(planner, Contact, "Ada").met_at == (find(planner, Job, "Support").id,)
        assert keys.screen_shows("Nothing is adrift: everything you keep leads somewhere.")
        await keys.press("escape", "u")
        assert keys.said == "Undone: Tie “Ada” to “Support”"
        assert find(planner, Contact, "Ada").met_at == ()


async def test_what_is_missing_is_made_in_the_same_step(planner: Planner) -> None:
    """A vision that was not written down yet; one undo takes both away."""
    keep(planner, Goal(title="Learn Rust"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("D", "t")
        await keys.type("Tools people love\n")
        vision = find(planner, Vision, "Tools people love")
        assert find(planner, Goal, "Learn Rust").serves == (vision.id,)
        await keys.press("escape", "u")
        assert planner.all(Vision) == ()
        assert find(planner, Goal, "Learn Rust").serves == ()


async def test_o_goes_to_what_is_adrift(planner: Planner) -> None:
    """On the screen where it lives; and leaving the picker ties nothing."""
    keep(planner, Goal(title="Learn Rust"), Goal(title="Sing"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("D", "t", "escape", "j", "o")
        await keys.until_cursor("Sing")
        assert keys.mode == "goals"
        assert find(planner, Goal, "Sing").version == 1
