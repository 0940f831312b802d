"""P lists the skills, enter opens the page of one, and a digit is its level today."""

from __future__ import annotations

from careertui.domain.goal import Goal
from careertui.domain.partial_date import PartialDate
from careertui.domain.skill import LevelOn, Skill
from careertui.domain.vision import Vision
from careertui.planner.planner import Planner
from careertui.planner.rating import rate
from tests.conftest import Clock
from tests.tui.driver import find, keep, planner_at_the_keyboard

RUST = Skill(
    name="Rust",
    target=4,
    levels=(
        LevelOn(on=PartialDate(2024, 1, 1), level=1, evidence="a first crate"),
        LevelOn(on=PartialDate(2025, 7, 1), level=2, evidence="the parser"),
    ),
)


async def test_the_list_shows_levels_gaps_and_what_needs_them(planner: Planner) -> None:
    """What the visions need most stands first."""
    (vision,) = keep(planner, Vision(title="Tools"))
    keep(planner, Skill(name="Chess"))
    (rust,) = keep(planner, RUST)
    keep(planner, Goal(title="Write a parser", builds=(rust.id,), serves=(vision.id,)))
    async with planner_at_the_keyboard(planner, size=(80, 24)) as keys:
        await keys.press("P")
        assert keys.line_with("Rust").split()[-7:] == ["▪", "Rust", "■■▢▢·", "2", "→", "4", "★", "1"][-7:]
        assert "not rated" in keys.line_with("Chess")
        assert keys.order_of("Chess", "Rust") == ["Rust", "Chess"]


async def test_a_digit_rates_a_skill_today_and_undo_takes_it_back(planner: Planner) -> None:
    """In the list and on its page; the same level again changes nothing."""
    keep(planner, RUST)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("P", "3")
        assert keys.said == "Rust: 3 of 5 today. u takes it back."
        assert find(planner, Skill, "Rust").level == 3
        await keys.press("enter")
        assert keys.dialog == "SkillPage"
        await keys.press("3")
        assert find(planner, Skill, "Rust").version == 2
        await keys.press("4")
        assert [level.level for level in find(planner, Skill, "Rust").levels] == [1, 2, 4]
        assert keys.screen_shows("reached")
        await keys.press("escape", "escape", "u", "u")
        assert find(planner, Skill, "Rust").level == 2


async def test_the_page_draws_the_levels_over_time(planner: Planner) -> None:
    """Level 1 for the first half of 2024 to now, level 2 from the middle; the target dashed above."""
    keep(planner, RUST)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("P", "enter")
        lines = {
            level: keys.line_with(f" {level} {sign}{sign}") for level, sign in ((1, "▄"), (2, " "), (4, "╌"))
        }
        one, two, four = lines[1].count("▄"), lines[2].count("▄"), lines[4].count("╌")
        assert one == four == 62
        assert 0.45 < two / one < 0.52  # 509 of 1,056 days
        assert keys.screen_shows("2024")
        assert keys.order_of("the parser", "a first crate") == ["the parser", "a first crate"]


async def test_a_skill_is_written_down_from_the_list(planner: Planner) -> None:
    """Where there is none, it says which key does that."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("P")
        assert keys.screen_shows("What can you do? n writes the first skill down.")
        await keys.press("n")
        await keys.type("Rust")
        await keys.press("ctrl+s")
        assert keys.dialog == "SkillsDialog"
        assert keys.screen_shows("Rust")


async def test_a_skill_found_anywhere_opens_its_page(planner: Planner) -> None:
    """From the search, which goes where things live."""
    keep(planner, RUST)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("ctrl+f")
        await keys.type("rust\n")
        assert keys.dialog == "SkillPage"


def test_a_second_rating_on_a_day_takes_the_place_of_the_first(planner: Planner, clock: Clock) -> None:
    """And keeps its evidence; the next day it is another."""
    keep(planner, Skill(name="Rust"))
    assert rate(planner, find(planner, Skill, "Rust"), 1, "the borrow checker")
    assert rate(planner, find(planner, Skill, "Rust"), 2)
    assert not rate(planner, find(planner, Skill, "Rust"), 2)
    clock.go_on(days=1)
    assert rate(planner, find(planner, Skill, "Rust"), 2)
    assert [(str(one.on), one.level, one.evidence) for one in find(planner, Skill, "Rust").levels] == [
        ("2026-11-22", 2, "the borrow checker"),
        ("2026-11-23", 2, ""),
    ]
