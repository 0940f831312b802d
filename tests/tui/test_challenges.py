"""Challenges: grouped by how far they have come, each with its zone."""

from __future__ import annotations

from careertui.domain.challenge import Attempt, Challenge
from careertui.domain.partial_date import PartialDate
from careertui.domain.skill import Skill
from careertui.planner.planner import Planner
from tests.tui.driver import find, keep, planner_at_the_keyboard


async def test_no_challenges_say_what_belongs_there_and_which_key_starts_it(planner: Planner) -> None:
    """One line each."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5")
        assert keys.screen_shows("What scares you and is worth doing belongs here.")
        assert keys.screen_shows("n writes the first one down")


async def test_challenges_stand_by_status_and_then_by_discomfort(planner: Planner) -> None:
    """What is under way first; each group says how many it holds."""
    keep(
        planner,
        Challenge(title="Keynote", status="idea", before=9),
        Challenge(title="Small talk", status="idea", before=4),
        Challenge(title="Incident", status="attempting", before=6),
        Challenge(title="Raise", status="overcome", before=8, after=3),
        Challenge(title="Video", status="let go"),
    )
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "p")
        order = [
            "Attempting  1",
            "Incident",
            "Idea  2",
            "Keynote",
            "Small talk",
            "Overcome  1",
            "Raise",
            "Let go  1",
            "Video",
        ]
        assert keys.order_of(*order) == order
        assert "▲ panic" in keys.line_with("Keynote")
        assert "▲ stretch" in keys.line_with("Small talk")
        assert "8 → 3" in keys.line_with("Raise")
        assert "▲ unrated" in keys.line_with("Video")


async def test_L_takes_a_challenge_on_and_H_back_with_the_cursor_on_it(planner: Planner) -> None:  # noqa: N802 - keys
    """One status at a time, and at the ends it says why not."""
    keep(planner, Challenge(title="Keynote", before=9), Challenge(title="Raise", before=8))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "L")
        assert keys.said == "Accepted: Keynote"
        assert keys.cursor == "Keynote"
        await keys.press("L", "L")
        assert keys.dialog == "ClosingForm"
        await keys.press("ctrl+s")
        assert find(planner, Challenge, "Keynote").status == "overcome"
        await keys.press("L")
        assert keys.said == "It is overcome already."
        await keys.press("H", "H", "H", "H")
        assert keys.said == "It cannot go further back; e edits its status."
        assert find(planner, Challenge, "Keynote").status == "idea"
        await keys.press("u")
        assert keys.said == "Undone: “Keynote” is idea"


async def test_t_logs_a_try_in_one_line(planner: Planner) -> None:
    """Dated today; an idea that was tried is being attempted, all as one step."""
    keep(planner, Challenge(title="Keynote", before=9))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "t")
        await keys.type("6/10 they laughed")
        assert keys.screen_shows("today · ━━━━━━──── 6 stretch · they laughed")
        await keys.press("enter")
        assert keys.dialog == ""
        assert keys.said == "Try 1 at Keynote. 9 → 6."
        kept = find(planner, Challenge, "Keynote")
        assert [(str(a.on), a.discomfort, a.note) for a in kept.attempts] == [
            ("2026-11-22", 6, "they laughed")
        ]
        assert (kept.status, str(kept.started)) == ("attempting", "2026-11-22")
        await keys.press("t", "enter")
        assert keys.dialog == "AttemptDialog"
        await keys.press("escape", "u")
        assert find(planner, Challenge, "Keynote").status == "idea"


async def test_tab_on_the_line_opens_the_whole_form_at_the_tries(planner: Planner) -> None:
    """The cursor stands behind those there are; each line is one."""
    earlier = Attempt(on=PartialDate.parse("2026-10-01"), discomfort=8, note="shook")
    keep(planner, Challenge(title="Keynote", before=9, attempts=(earlier,)))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "t", "tab")
        await keys.until(lambda: keys.field == "Attempts")
        await keys.type("\n2026-11-22 | 6 | better")
        await keys.press("ctrl+s")
        assert keys.pane is not None
        assert "better" in keys.pane
        assert "9 ▇▆▅ 6  3 easier over 2 tries" in keys.pane
        await keys.press("p")
        assert "9 → 6    ▇▆▅" in keys.line_with("Keynote")


async def test_closing_asks_for_the_lesson_and_offers_the_persons_own_next_rung(planner: Planner) -> None:
    """All of it is one step, and none of it has to be filled in."""
    (speaking,) = keep(planner, Skill(name="Speaking"))
    talk = Challenge(title="Talk", before=8, status="attempting", builds=(speaking.id,))
    keep(planner, talk, Challenge(title="Keynote", before=9, builds=(speaking.id,)))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "L")
        assert keys.field == "Lesson"
        await keys.type("Begin with the story")
        assert keys.screen_shows("builds “Speaking” too; a 9, and this one is a 8 by now")
        await keys.press("ctrl+n")
        await keys.fill_in(Discomfort_after="4")
        await keys.press("ctrl+s")
        assert keys.said == "Overcome: Talk. From 8 to 4. w records a win."
        kept = find(planner, Challenge, "Talk")
        assert (kept.status, kept.lesson, kept.after) == ("overcome", "Begin with the story", 4)
        assert str(kept.ended) == "2026-11-22"
        assert kept.next_rung == find(planner, Challenge, "Keynote").id
        assert keys.pane is not None
        assert keys.pane.index("△ Keynote  9") < keys.pane.index("✓ Talk  8 → 4 ◂")
        await keys.press("u")
        assert find(planner, Challenge, "Talk").status == "attempting"
        assert find(planner, Challenge, "Talk").lesson == ""


async def test_o_lets_go_of_a_challenge(planner: Planner) -> None:
    """The outcome is one of two words; esc leaves it open."""
    keep(planner, Challenge(title="Video", before=6, status="accepted"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "o", "escape")
        assert find(planner, Challenge, "Video").status == "accepted"
        await keys.press("o")
        await keys.go_to_field("Status")
        await keys.press("right", "ctrl+s")
        assert keys.said == "Let go: Video."
        assert find(planner, Challenge, "Video").status == "let go"


async def test_N_takes_the_suggested_next_rung(planner: Planner) -> None:  # noqa: N802 - the key
    """Where the record holds none, it says so and invents nothing."""
    keep(
        planner,
        Challenge(title="Talk", before=8, after=4, status="overcome", tags=("stage",)),
        Challenge(title="Keynote", before=9, tags=("stage",)),
    )
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "N")
        assert keys.said == "None of your own ideas follows from it; n writes one down."
        await keys.press("j")
        assert keys.pane is not None
        assert "#stage too; a 9, and this one is a 4" in " ".join(keys.pane.split())
        await keys.press("N")
        assert keys.said == "Next rung: Keynote"
    assert find(planner, Challenge, "Talk").next_rung == find(planner, Challenge, "Keynote").id


async def test_J_says_that_challenges_order_themselves(planner: Planner) -> None:  # noqa: N802 - the key
    """And nothing changes."""
    keep(planner, Challenge(title="Keynote", before=9))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "J")
        assert keys.said == "Challenges stand in the order of their discomfort."
    assert find(planner, Challenge, "Keynote").version == 1


async def test_marked_challenges_all_move_on_as_one_step(planner: Planner) -> None:
    """Marking means that the next command acts on all of them."""
    keep(planner, Challenge(title="Keynote", before=9), Challenge(title="Raise", before=8))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "space", "space", "L")
        assert {challenge.status for challenge in planner.all(Challenge)} == {"accepted"}
        await keys.press("u")
        assert {challenge.status for challenge in planner.all(Challenge)} == {"idea"}


async def test_a_filter_that_nothing_passes_says_so(planner: Planner) -> None:
    """Rather than what an empty screen says."""
    keep(planner, Challenge(title="Keynote"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "slash")
        await keys.type("zebra")
        assert keys.screen_shows("Challenges with “zebra” · 0 of 1")
        assert keys.screen_shows("Nothing here passes; esc shows all.")
