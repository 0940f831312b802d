"""Reviews from the keyboard: a question at a time, taken up again where they stopped, offered once a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal
from careertui.domain.partial_date import PartialDate
from careertui.domain.review import Review
from careertui.domain.win import Win
from careertui.open import open_planner
from careertui.planner.planner import Planner
from careertui.settings import Settings
from careertui.tui.reviewing import HoldReview
from tests.conftest import Clock
from tests.tui.driver import Keyboard, keep, planner_at_the_keyboard

TITLE = "Week of 16 Nov 2026"
OFFER = "Look back on the week"
THREE = Settings(questions={"week": ("won: What moved?", "met: Who helped?", "What next?")})
"""Three questions, so that a test goes through them all."""


@pytest.fixture(autouse=True)
def begun(planner: Planner, clock: Clock) -> None:
    """Somebody has planned for a month when it is Sunday 22 November, and won something this week."""
    clock.go_on(days=-30)
    keep(planner, Goal(title="Learn Rust"))
    clock.go_on(days=30)
    (ada,) = keep(planner, Contact(name="Ada", met_on=PartialDate(2020)))
    keep(planner, Win(title="Faster builds", measure="-40%", on=PartialDate(2026, 11, 18)))
    keep(planner, Interaction(on=PartialDate(2026, 11, 17), people=(ada.id,), summary="Compilers"))


def of(day: str, **answers: str) -> Review:
    """A review of the week of a day, with answers by question (`_` for a space)."""
    said = {f"{question.replace('_', ' ')}?": answer for question, answer in answers.items()}
    return Review(period="week", of=PartialDate.parse(day), answers=said)


def is_offered(keys: Keyboard) -> bool:
    """Whether Today offers the week's review."""
    return keys.screen_shows(OFFER)


async def go_to_the_offer(keys: Keyboard) -> None:
    """Take the cursor to the line that offers a review."""
    await keys.press("g", "g")
    for _ in range(9):
        if "▌" in keys.line_with("◎ Look back on")[:2]:
            return
        await keys.press("j")
    raise AssertionError(keys.text)


async def test_a_review_is_held_a_question_at_a_time(planner: Planner) -> None:
    """What the record says stands beside each; enter goes on, and after the last the review is kept."""
    keep(planner, of("2026-11-09", What_moved="One page.", Gone="Old words."))
    async with planner_at_the_keyboard(planner, settings=THREE) as keys:
        await keys.press("R")
        await keys.until_dialog("ReviewDialog")
        assert "1 of 3" in keys.line_with(TITLE)
        assert keys.screen_shows("18 Nov ✓ Faster builds  -40%")
        assert keys.order_of("Last time", "One page.", "Gone?", "Old words.")
        await keys.type("Builds\n")
        assert "2 of 3" in keys.line_with(TITLE)
        assert keys.screen_shows("17 Nov • Ada  Compilers")
        assert not keys.screen_shows("Faster builds")
        await keys.type("Ada\n")
        assert keys.screen_shows("enter keep the review")
        await keys.type("Rest\n")
        await keys.until_dialog("")
        kept = planner.all(Review)[-1]
        assert kept.answers == {"What moved?": "Builds", "Who helped?": "Ada", "What next?": "Rest"}
        assert kept.said["counts"]["won"] == 1
        assert keys.said == "The review of the week of 16 Nov 2026 is kept. u takes it back."
        assert not is_offered(keys)
        await keys.press("u")
        assert len(planner.all(Review)) == 1


async def test_one_can_go_back_and_pass_over_and_keep_at_any_question(planner: Planner) -> None:
    """Tab passes over, shift+tab goes back, ctrl+s keeps what is answered so far."""
    async with planner_at_the_keyboard(planner, settings=THREE) as keys:
        await keys.press("R", "tab")
        await keys.type("Ada")
        await keys.press("tab", "tab", "shift+tab")
        assert "2 of 3" in keys.line_with(TITLE)
        await keys.type(" and Bob")
        await keys.press("shift+tab", "shift+tab")
        assert "1 of 3" in keys.line_with(TITLE)
        await keys.press("ctrl+s")
        await keys.until_dialog("")
    assert planner.all(Review)[-1].answers == {"Who helped?": "Ada and Bob"}


async def test_nothing_answered_is_not_kept_and_leaves_no_draft(planner: Planner) -> None:
    """It says so, and stays."""
    async with planner_at_the_keyboard(planner, settings=THREE) as keys:
        await keys.press("R", "ctrl+s")
        assert keys.dialog == "ReviewDialog"
        assert "Nothing is answered yet" in keys.said
        await keys.press("escape")
        await keys.until_dialog("")
    assert planner.all(Review) == ()
    assert list(planner.drafts.folder.glob("*")) == []


async def test_an_interrupted_review_goes_on_where_it_stopped(
    planner: Planner, store_path: Path, clock: Clock
) -> None:
    """In another session on the same file, a day later, with what was typed into the second question."""
    async with planner_at_the_keyboard(planner, settings=THREE) as keys:
        await keys.press("R")
        await keys.type("Builds\n")
        draft = planner.drafts.read("review-week-2026-11-16")
        assert draft is not None  # without a word said: a link may drop at any moment
        assert draft.fields == {"What moved?": "Builds", "": "Who helped?"}
        await keys.type("Ad")
        keys.app.exit()
        await keys.settle()
    clock.go_on(days=1)
    with open_planner(store_path, clock) as later:
        async with planner_at_the_keyboard(later, settings=THREE) as keys:
            await keys.press("R")
            await keys.until_dialog("ReviewDialog")
            assert "2 of 3" in keys.line_with(TITLE)
            assert "as you left it, 22 Nov 09:00" in keys.line_with(TITLE)
            await keys.type("a\nRest\n")
            await keys.until_dialog("")
        assert later.all(Review)[-1].answers == {
            "What moved?": "Builds",
            "Who helped?": "Ada",
            "What next?": "Rest",
        }
        assert later.drafts.read("review-week-2026-11-16") is None


async def test_esc_keeps_the_draft_and_says_so(planner: Planner) -> None:
    """Also when the screen it is about is looked at first; R goes on."""
    async with planner_at_the_keyboard(planner, settings=THREE) as keys:
        await keys.press("R", "tab")
        await keys.type("Ada")
        assert keys.screen_shows("ctrl+o Network")
        await keys.press("ctrl+o")
        await keys.until_dialog("")
        assert keys.mode == "network"
        assert keys.said == "Draft kept; the review goes on where you left it."
        await keys.press("R")
        await keys.until_dialog("ReviewDialog")
        assert keys.screen_shows("Who helped?")
        await keys.type(" L")
        await keys.press("escape", "R")
        assert keys.screen_shows("Ada L")


async def test_a_disk_that_refuses_the_draft_does_not_lock_the_person_in(planner: Planner) -> None:
    """The first esc says so and stays."""
    planner.drafts.folder.write_text("a file in the way")
    async with planner_at_the_keyboard(planner, settings=THREE) as keys:
        await keys.press("R")
        await keys.type("Builds")
        await keys.press("escape")
        assert keys.dialog == "ReviewDialog"
        assert "could not be written" in keys.said
        await keys.press("escape")
        assert keys.dialog == ""


async def test_a_review_held_already_is_opened_with_its_answers(planner: Planner) -> None:
    """Those to questions that are not asked any more come after the others, and stay."""
    keep(planner, of("2026-11-16", What_moved="Builds", What_was_in_the_way="Tickets"))
    async with planner_at_the_keyboard(planner, settings=THREE) as keys:
        keys.screen.post_message(HoldReview("week", planner.today))
        await keys.until_dialog("ReviewDialog")
        await keys.settle()
        assert "1 of 4" in keys.line_with(TITLE)
        await keys.type("!")
        await keys.press("tab", "tab", "tab")
        assert keys.screen_shows("What was in the way?")
        assert keys.screen_shows("Tickets")
        await keys.press("enter")
        await keys.until_dialog("")
    (kept,) = planner.all(Review)
    assert kept.answers == {"What moved?": "Builds!", "What was in the way?": "Tickets"}


async def test_which_one_is_asked_where_none_or_several_are_due(planner: Planner, clock: Clock) -> None:
    """The longest first; what is typed narrows it."""
    keep(planner, of("2026-11-16", What_moved="Much"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("R")
        await keys.until_dialog("Picker")
        assert keys.order_of(TITLE, "Q4 2026", "2026  not over yet")
        assert "held" in keys.line_with(TITLE)
        await keys.type("q4")
        await keys.press("enter")
        await keys.until_dialog("ReviewDialog")
        assert "1 of 5" in keys.line_with("Q4 2026")
        await keys.press("escape")
        clock.go_on(days=33)  # 25 December, a Friday: the week, the quarter and the year
        await keys.press("R")
        await keys.until_dialog("Picker")
        assert "due" in keys.line_with("◎ 2026")
        assert keys.order_of("◎ 2026", "Q4 2026", "Week of 21 Dec") == ["◎ 2026", "Q4 2026", "Week of 21 Dec"]


async def test_today_offers_it_and_x_puts_it_off_until_tomorrow(planner: Planner, clock: Clock) -> None:
    """It is gone for the day, in every session; undo brings it back, and so does the next day."""
    async with planner_at_the_keyboard(planner) as keys:
        await go_to_the_offer(keys)
        assert "Week of 16 Nov" in keys.line_with(OFFER)
        await keys.press("x")
        await keys.until_dialog("ReviewLaterDialog")
        await keys.press("down", "enter")
        await keys.until_dialog("")
        assert keys.said == "It comes back on 23 Nov. u takes it back."
        assert not is_offered(keys)
        await keys.press("u")
        assert is_offered(keys)
        await go_to_the_offer(keys)
        await keys.press("x", "down", "enter")
        clock.go_on(days=1)
        keep(planner, Goal(title="Another day"))
        await keys.settle()
        assert is_offered(keys)


@pytest.mark.parametrize(
    ("typed", "said", "days", "week"),
    [
        ("wednesday", "It comes back on 25 Nov. u takes it back.", 3, "16 Nov"),
        ("", "Let go. u takes it back.", 5, "23 Nov"),
    ],
    ids=["on a day", "not this week"],
)
async def test_it_can_be_put_off_until_a_day_or_let_go(
    planner: Planner, clock: Clock, typed: str, said: str, days: int, week: str
) -> None:
    """What is let go does not come back; the week after offers its own."""
    async with planner_at_the_keyboard(planner) as keys:
        await go_to_the_offer(keys)
        await keys.press("x")
        await keys.type(typed)
        await keys.press(*() if typed else ("up",), "enter")
        await keys.until_dialog("")
        assert keys.said == said
        for _ in range(days - 1):
            clock.go_on(days=1)
            keys.screen.refresh_records()
            await keys.settle()
            assert not is_offered(keys)
        clock.go_on(days=1)
        keys.screen.refresh_records()
        await keys.settle()
        assert is_offered(keys)
        assert f"Week of {week}" in keys.line_with(OFFER)


async def test_another_does_not_take_the_place_of_one_that_is_put_off(planner: Planner, clock: Clock) -> None:
    """On 25 December a week, a quarter and a year are due; the year is let go, and the day is quiet."""
    clock.go_on(days=33)
    async with planner_at_the_keyboard(planner) as keys:
        assert keys.screen_shows("Look back on the year")
        await go_to_the_offer(keys)
        await keys.press("x", "up", "enter")
        await keys.until_dialog("")
        assert keys.said.startswith("Let go.")
        assert not keys.screen_shows("Look back on")
        clock.go_on(days=1)
        keys.screen.refresh_records()
        await keys.settle()
        assert keys.screen_shows("Look back on the quarter")


async def test_enter_on_the_offer_holds_it_and_so_does_now(planner: Planner) -> None:
    """Neither makes a record by itself."""
    async with planner_at_the_keyboard(planner) as keys:
        await go_to_the_offer(keys)
        await keys.press("enter")
        await keys.until_dialog("ReviewDialog")
        await keys.press("escape", "x", "enter")
        await keys.until_dialog("ReviewDialog")
        assert keys.screen_shows(TITLE)
    assert planner.all(Review) == ()


async def test_hostile_text_stays_text(planner: Planner) -> None:
    """In the question, the record, the answer and last time's."""
    text = "[@click=app.quit]x[/red]\x1b]52;c;x\x07"
    keep(planner, Win(title=f"win {text}", on=PartialDate(2026, 11, 18)))
    keep(planner, of("2026-11-09").revised(answers={f"Asked {text}": f"said {text}"}))
    hostile = Settings(questions={"week": (f"won: Ask {text}",)})
    async with planner_at_the_keyboard(planner, settings=hostile) as keys:
        await keys.press("R")
        await keys.paste(text)
        for begun in ("Ask ", "win ", "Asked ", "said "):
            assert keys.screen_shows(f"{begun}[@click=app.quit]x")
        assert keys.acting == []
        assert "\x1b" not in keys.text
