"""Record: wins, asks, reviews and the case for a promotion."""

from __future__ import annotations

import pytest

from careertui.domain.case import Case
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, FollowUp
from careertui.domain.goal import Goal
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.promotion import case_document
from careertui.domain.review import Review
from careertui.domain.skill import Skill
from careertui.domain.win import Ask, Win
from careertui.planner.planner import Planner
from tests.tui.driver import Keyboard, find, keep, open_the_sample_career, planner_at_the_keyboard


def day(text: str) -> PartialDate:
    """A partial date."""
    return PartialDate.parse(text)


def a_case(planner: Planner, *criteria: str) -> Case:
    """A case for the role of a staff engineer."""
    return keep(planner, Case(role="Staff", criteria=criteria))[0]


async def go_to(keys: Keyboard, view: str) -> None:
    """Open the screen, and the view."""
    await keys.press("7", *("l" for _ in range(["Wins", "Asks", "Reviews", "Case"].index(view))))
    assert f"▌{view}" in keys.lines[2]


# --- the views --------------------------------------------------------------------------------------


async def test_the_strip_names_the_views_with_what_they_hold_and_marks_the_one_in_sight(
    planner: Planner,
) -> None:
    """H and l go between them and stop at the ends; so does a click."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("7")
        assert "▌Wins 18▐   Asks 7    Reviews 4    Case 1 " in keys.lines[2]
        await keys.press("h")
        assert "▌Wins 18▐" in keys.lines[2]
        await keys.press("l", "l", "l", "l")
        assert "Reviews 4   ▌Case 1▐" in keys.lines[2]
        await keys.pilot.click("ViewStrip", offset=(15, 0))
        await keys.settle()
        assert "▌Asks 7▐" in keys.lines[2]
        assert keys.cursor == "Read the case before Helena does"


async def test_each_view_keeps_its_cursor_and_forgets_its_marks(planner: Planner) -> None:
    """What is not in sight must not be acted on."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("7", "j", "space")
        here = keys.cursor
        assert keys.marked == ["A project I was not in"]
        await keys.press("l", "j", "h")
        assert keys.cursor == here
        assert keys.marked == []


@pytest.mark.parametrize(
    ("view", "belongs", "does"),
    [
        ("Wins", "What you achieved belongs here", "w records a win in one line, from any screen"),
        ("Asks", "What you asked for belongs here", "n writes down what you asked, of whom"),
        ("Reviews", "Looking back on a week, a quarter or a year belongs here", "n holds a review"),
        ("Case", "The role you are aiming for belongs here", "n begins the case"),
    ],
)
async def test_an_empty_view_says_what_belongs_there_and_which_key_begins_it(
    planner: Planner, view: str, belongs: str, does: str
) -> None:
    """In a window of any size."""
    async with planner_at_the_keyboard(planner, size=(80, 24)) as keys:
        await go_to(keys, view)
        assert keys.screen_shows(belongs)
        assert keys.screen_shows(does)


async def test_what_teaches_stays_indented_where_it_is_wrapped(planner: Planner) -> None:
    """A long line goes on under its own first letter."""
    async with planner_at_the_keyboard(planner, size=(60, 20)) as keys:
        await go_to(keys, "Asks")
        taught = [line for line in keys.lines[4:-1] if line.strip()]
        assert any("until answered" in line for line in taught)
        assert not any("a raise" in line and "until answered" in line for line in taught)
        assert all(line.startswith("  ") and line[2] != " " for line in taught)


async def test_the_filter_is_held_against_the_view_in_sight(planner: Planner) -> None:
    """And goes with one to the next, where it is counted anew."""
    keep(planner, Win(title="Tools for all"), Win(title="Sang"))
    keep(planner, Ask(on=day("2026-11-20"), what="A day for tools"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("7", "slash")
        await keys.type("tools")
        assert keys.screen_shows("Wins with “tools” · 1 of 2")
        await keys.press("enter", "l")
        assert keys.screen_shows("Asks with “tools” · 1 of 1")
        await keys.press("l")
        assert keys.screen_shows("Nothing here passes; esc shows all.")


async def test_a_record_found_from_anywhere_is_shown_in_its_own_view(planner: Planner) -> None:
    """Past a filter that hides it."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("7", "slash")
        await keys.type("florist")
        await keys.press("enter", "1", "ctrl+f")
        await keys.type("four days a week")
        await keys.press("enter")
        await keys.until_cursor("Try four days a week for one quarter")
        assert keys.mode == "record"
        assert "▌Asks 7▐" in keys.lines[2]


# --- wins -------------------------------------------------------------------------------------------


def wins(planner: Planner) -> None:
    """Three wins: of two years, two jobs, one theme and one skill."""
    (desk,) = keep(planner, Job(title="Helpdesk", start=day("2014")))
    (sql,) = keep(planner, Skill(name="SQL"))
    keep(
        planner,
        Win(title="Scripted it", on=day("2014-05"), measure="-60 calls", job=desk.id, theme="tools"),
        Win(title="Wrote it up", on=day("2026-02-03"), shows=(sql.id,), theme="tools"),
        Win(title="Asked for it", on=day("2026-03-04"), measure="1 raise"),
    )


async def test_wins_stand_by_year_latest_first_and_b_goes_through_the_other_groups(planner: Planner) -> None:
    """The measure stands beside the title; the group of those that say nothing comes last."""
    wins(planner)
    async with planner_at_the_keyboard(planner, size=(80, 24)) as keys:
        await keys.press("7")
        stands = ["2026  2", "Asked for it", "Wrote it up", "2014  1", "Scripted it"]
        assert keys.order_of(*stands) == stands
        assert keys.line_with("Asked for it").split() == ["▌", "4", "Mar", "Asked", "for", "it", "1", "raise"]
        await keys.press("b")
        assert keys.order_of("by job", "Helpdesk  1", "Beside the job  2")[-1] == "Beside the job  2"
        await keys.press("b")
        assert keys.order_of("by theme", "tools  2", "No theme  1")[-1] == "No theme  1"
        await keys.press("b")
        assert keys.order_of("by skill", "SQL  1", "No skill named  2")[-1] == "No skill named  2"
        assert keys.cursor == "Asked for it"


async def test_s_sorts_wins_within_their_groups_and_capital_s_turns_all_round(planner: Planner) -> None:
    """The line over the list says how."""
    wins(planner)
    async with planner_at_the_keyboard(planner, size=(80, 24)) as keys:
        await keys.press("7", "S")
        assert keys.screen_shows("by year in reverse")
        assert keys.order_of("Scripted it", "Wrote it up", "Asked for it")[0] == "Scripted it"
        assert keys.order_of("Wrote it up", "Asked for it")[0] == "Wrote it up"
        await keys.press("s", "s")
        assert keys.screen_shows("by year, by title")
        await keys.press("s", "s")
        assert keys.screen_shows("by year, measures first")
        assert keys.order_of("Wrote it up", "Asked for it")[0] == "Asked for it"


async def test_capital_b_copies_what_is_shown_or_marked_as_the_brag_document(planner: Planner) -> None:
    """In the groups on the screen, measures first; with none to tell of it says so."""
    wins(planner)
    async with planner_at_the_keyboard(planner, size=(80, 24)) as keys:
        await keys.press("7", "b", "b", "B")
        assert keys.said == "Copied the brag document as Markdown: 3 wins, by theme."
        assert keys.clipboard == (
            "# Wins\n\n## tools\n\n- **-60 calls** · Scripted it (May 2014, Helpdesk)\n"
            "- Wrote it up (3 Feb 2026)\n\n## No theme\n\n- **1 raise** · Asked for it (4 Mar 2026)\n"
        )
        await keys.press("slash")
        await keys.type("asked")
        await keys.press("enter", "B")
        assert keys.said == "Copied the brag document as Markdown: 1 win, by theme."
        assert "Scripted" not in keys.clipboard
        await keys.press("escape", "slash")
        await keys.type("scripted")
        await keys.press("enter", "B")
        assert "Wrote" not in keys.clipboard, "of the group that it stands in, too, only what passes"
        await keys.press("escape", "G", "space", "B")
        assert "Asked for it" in keys.clipboard
        assert "Wrote" not in keys.clipboard
        await keys.press("l", "B")
        assert keys.said == "This is for Wins; h and l go between the views."


async def test_n_makes_what_the_view_shows(planner: Planner) -> None:
    """A win or an ask of today, a case; the cursor goes to it."""
    async with planner_at_the_keyboard(planner) as keys:
        for view, label, kind in (("Wins", "Title", Win), ("Asks", "What", Ask), ("Case", "Role", Case)):
            await go_to(keys, view)
            await keys.press("n")
            await keys.until_dialog("RecordForm")
            assert keys.form.startswith(f"New {kind.kind}")
            await keys.fill_in(**{label: "Something"})
            await keys.press("ctrl+s")
            assert keys.cursor == "Something"
            await keys.press("h", "h", "h")
        assert find(planner, Win, "Something").on == day("2026-11-22")
        assert find(planner, Ask, "Something").on == day("2026-11-22")


async def test_the_pane_of_a_win_tells_its_measure_its_ties_and_what_it_is_evidence_for(
    planner: Planner,
) -> None:
    """The page of it says the same."""
    wins(planner)
    win = find(planner, Win, "Scripted it")
    case = a_case(planner, "Builds tools")
    keep(planner, case.shown_by("Builds tools", [win.id]))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("7", "G")
        assert keys.pane is not None
        for part in (
            "✓ Scripted it",
            "May 2014 · Helpdesk · tools",
            "-60 calls",
            "evidence for ▣ Builds tools",
        ):
            assert part in keys.pane
        await keys.press("enter")
        assert keys.dialog == "RecordPage"
        assert keys.screen_shows("evidence for ▣ Builds tools")


# --- asks -------------------------------------------------------------------------------------------


def asked(planner: Planner) -> Contact:
    """An ask that is back, one that waits for its day, and one that is answered."""
    (helena,) = keep(planner, Contact(name="Helena"))
    later = FollowUp(on=day("2026-12-11"), what="Bring the page")
    keep(
        planner,
        Ask(on=day("2026-09-15"), what="A promotion", of=(helena.id,), follow_up=later),
        Ask(on=day("2026-11-03"), what="A reader", of=(helena.id,)),
        Ask(on=day("2025-02-04"), what="A mentor", answer="Yes", answered_on=day("2025-02-11")),
    )
    return helena


async def test_asks_stand_open_ones_first_with_since_when_and_when_they_come_back(planner: Planner) -> None:
    """What is back already stands at the top."""
    asked(planner)
    async with planner_at_the_keyboard(planner, size=(80, 24)) as keys:
        await go_to(keys, "Asks")
        stands = ["Open  2", "A reader", "A promotion", "Answered  1", "A mentor"]
        assert keys.order_of(*stands) == stands
        assert "↳ look again" in keys.line_with("A reader")
        assert keys.screen_shows("since 15 Sep · Helena · Bring the page")
        assert "back 11 Dec" in keys.line_with("A promotion")
        assert "✓ 11 Feb 2025" in keys.line_with("A mentor")


async def test_x_keeps_the_answer_of_an_ask(planner: Planner) -> None:
    """Of today, in the words typed, as one step; then there is no more to ask."""
    asked(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await go_to(keys, "Asks")
        await keys.press("x")
        await keys.until_dialog("AnswerDialog")
        assert keys.screen_shows("Helena · asked 3 Nov")
        await keys.type("Yes, on Monday")
        await keys.press("enter")
        kept = find(planner, Ask, "A reader")
        assert (kept.answer, kept.answered_on) == ("Yes, on Monday", day("2026-11-22"))
        assert keys.said == "Answered: A reader. u takes it back."
        assert keys.cursor == "A promotion"  # what comes next, as when a follow-up is finished
        await keys.press("G", "k")
        assert keys.cursor == "A reader"
        await keys.press("x")
        assert keys.said == "It is answered already; e edits the answer."
        await keys.press("u")
        assert keys.said == "Undone: Answered: “A reader”"
        assert find(planner, Ask, "A reader").answered_on is None


@pytest.mark.parametrize(
    ("ways", "typed", "back"),
    [
        (1, "", "2026-11-29"),
        (2, "", "2026-12-22"),
        (3, "", "2027-02-22"),
        (0, "12 Jan", "2027-01-12"),
    ],
)
async def test_an_ask_comes_back_later(planner: Planner, ways: int, typed: str, back: str) -> None:
    """In a week, a month, three months, or on the day typed."""
    asked(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await go_to(keys, "Asks")
        await keys.press("x")
        await keys.type(typed)
        await keys.press(*("down" for _ in range(ways)), "enter")
        assert keys.said == f"It comes back on {day(back).words}. u takes it back."
        follow_up = find(planner, Ask, "A reader").follow_up
        assert follow_up is not None
        assert follow_up.on == day(back)


async def test_an_ask_that_is_let_go_stays_and_does_not_come_back(planner: Planner) -> None:
    """What was typed is in its notes."""
    asked(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("1")
        assert keys.screen_shows("? A reader")
        await go_to(keys, "Asks")
        await keys.press("x")
        await keys.type("she has left")
        await keys.press("up", "enter")
        assert keys.said == "Let go. u takes it back."
        assert keys.order_of("Open  1", "Answered  1", "Let go  1")[-1] == "Let go  1"
        assert find(planner, Ask, "A reader").notes == "22 Nov 2026: she has left"
        await keys.press("1")
        assert not keys.screen_shows("? A reader")
        await keys.press("u")
        assert keys.screen_shows("? A reader")


async def test_an_ask_whose_time_has_come_is_next_on_today(planner: Planner) -> None:
    """Enter goes to it, x asks what came of it; one that waits for a later day stands there once at most."""
    asked(planner)
    keep(planner, Ask(on=day("2026-11-20"), what="Fresh"), Ask(on=day("2017-05-11"), what="Of long ago"))
    async with planner_at_the_keyboard(planner) as keys:
        assert "2017    ? Of long ago" in keys.line_with("Of long ago")
        assert "17 Nov  ? A reader" in keys.line_with("A reader")
        assert "asked 3 Nov, Helena" in keys.line_with("? A reader")
        assert not keys.screen_shows("? Fresh")
        assert keys.screen.put_cursor_on(find(planner, Ask, "A reader").id)
        await keys.press("x")
        await keys.until_dialog("AnswerDialog")
        await keys.press("escape", "enter")
        await keys.until_cursor("A reader")
        assert keys.mode == "record"


# --- reviews ----------------------------------------------------------------------------------------


async def test_the_review_that_is_due_stands_first_and_enter_holds_it(planner: Planner) -> None:
    """Held, it stands among the others; it is no record before, and what needs one says so."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await go_to(keys, "Reviews")
        stands = ["Due  1", "due until 26 Nov", "Held  4", "Week of 9 Nov", "Q3 2026"]
        assert keys.order_of(*stands) == stands
        assert keys.pane is not None
        assert "to be held until 26 Nov" in keys.pane
        await keys.press("d")
        assert keys.said == "This review is not held yet; enter holds it."
        await keys.press("enter")
        await keys.until_dialog("ReviewDialog")
        await keys.type("A good deal")
        await keys.press("ctrl+s")
        await keys.until_dialog("")
        assert not keys.screen_shows("Due  1")
        assert "◎ Week of 16 Nov 2026" in keys.line_with("1 answer ")


async def test_n_on_reviews_holds_what_is_due_or_asks_what_to_look_back_on(planner: Planner) -> None:
    """From whichever row."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await go_to(keys, "Reviews")
        await keys.press("G", "n")
        await keys.until_dialog("ReviewDialog")
        assert keys.screen_shows("Week of 16 Nov 2026")
        await keys.type("A good deal")
        await keys.press("ctrl+s")
        await keys.until_dialog("")
        await keys.press("n")
        await keys.until_dialog("Picker")
        assert keys.screen_shows("Look back on what?")


async def test_the_pane_of_a_review_has_the_answers_last_time_s_and_what_the_record_said(
    planner: Planner,
) -> None:
    """In full the two stand beside each other; e holds it again with its answers."""
    before = {"What next?": "Ask Helena"}
    now = {"What moved?": "The parser", "What next?": "Send the page"}
    said = {
        "on": "2026-11-13",
        "practices": {"vision": {"moved": True, "last_moved": "2026-11-02", "months": [0] * 11 + [3]}},
        "counts": {"finished": 2, "won": 0},
    }
    keep(planner, Review(of=day("2026-11-02"), answers=before))
    keep(planner, Review(of=day("2026-11-09"), answers=now, said=said))
    async with planner_at_the_keyboard(planner) as keys:
        await go_to(keys, "Reviews")
        assert keys.cursor == "the week of 9 Nov 2026"
        assert "◎ Week of 9 Nov 2026" in keys.line_with("2 answers    1 of 1 moved")
        assert keys.pane is not None
        for part in ("held 13 Nov · before it the week of 2 Nov 2026", "Send the page", "Ask Helena"):
            assert part in " ".join(keys.pane.split())
        assert "● Vision" in keys.pane
        assert "2 finished" in keys.pane
        assert "won" not in keys.pane
        await keys.press("enter")
        assert keys.dialog == "RecordPage"
        assert keys.line_with("Send the page").count("Ask Helena") == 1
        await keys.press("escape", "e")
        await keys.until_dialog("ReviewDialog")
        assert keys.screen_shows("The parser")


async def test_a_review_looks_closer_at_wins_and_asks_on_record(planner: Planner) -> None:
    """ctrl+o leaves for it, and keeps what was answered."""
    from careertui.settings import Settings

    settings = Settings(questions={"week": ("won: What are you proud of?",)})
    async with planner_at_the_keyboard(planner, settings=settings) as keys:
        await keys.press("R", "enter")
        await keys.until_dialog("ReviewDialog")
        assert keys.screen_shows("ctrl+o Record")
        await keys.press("ctrl+o")
        await keys.until_dialog("")
        assert keys.mode == "record"


# --- the case ---------------------------------------------------------------------------------------


async def test_criteria_pasted_one_a_line_are_rows_and_say_plainly_that_nothing_shows_them(
    planner: Planner,
) -> None:
    """Until then the case says which key writes them."""
    keep(planner, Case(role="Staff", by=day("2027-01")))
    async with planner_at_the_keyboard(planner, size=(80, 24)) as keys:
        await go_to(keys, "Case")
        assert keys.screen_shows("e says what the role asks for, one criterion a line")
        await keys.press("t")
        assert keys.said == "There is no criterion yet; e writes what the role asks for."
        await keys.press("e")
        await keys.go_to_field("Criteria")
        await keys.paste("Leads\nHelps others\n")
        await keys.press("ctrl+s")
        assert find(planner, Case, "Staff").criteria == ("Leads", "Helps others")
        assert "nothing yet" in keys.line_with("○ Leads")
        assert "──  0 of 2 shown" in keys.line_with("▣ Staff")
        await keys.press("t")
        assert keys.said == "Evidence is for a criterion; j goes to the first."


async def test_t_attaches_wins_and_challenges_to_a_criterion(planner: Planner) -> None:
    """As one step; what is ticked already can be taken away."""
    wins(planner)
    keep(planner, Challenge(title="Led an incident", status="overcome"))
    a_case(planner, "Leads", "Helps others")
    async with planner_at_the_keyboard(planner, size=(80, 24)) as keys:
        await go_to(keys, "Case")
        await keys.press("j", "t")
        await keys.until_dialog("Picker")
        assert keys.screen_shows("What shows “Leads”?")
        await keys.type("script")
        await keys.press("tab", "ctrl+u")
        await keys.type("incident")
        await keys.press("tab", "enter")
        assert keys.said == "2 pieces of evidence for “Leads”. u takes it back."
        assert "-60 calls" in keys.line_with("    ✓ Scripted it")
        assert "overcome" in keys.line_with("▲ Led an incident")
        assert "1 of 2 shown" in keys.line_with("▣ Staff")
        await keys.press("t")
        await keys.type("script")
        await keys.press("tab", "enter")
        assert keys.said == "1 piece of evidence for “Leads”. u takes it back."
        await keys.press("u", "u")
        assert find(planner, Case, "Staff").evidence == ()


async def test_evidence_that_is_archived_stays_attached_for_when_it_is_brought_back(planner: Planner) -> None:
    """It is not shown and not counted meanwhile, and picking others leaves it."""
    wins(planner)
    gone, here = find(planner, Win, "Scripted it"), find(planner, Win, "Wrote it up")
    keep(planner, a_case(planner, "Leads").shown_by("Leads", [gone.id]))
    with planner.change("Archive it") as change:
        change.archive(gone)
    async with planner_at_the_keyboard(planner, size=(80, 24)) as keys:
        await go_to(keys, "Case")
        assert "nothing yet" in keys.line_with("○ Leads")
        await keys.press("j", "t")
        await keys.type("wrote")
        await keys.press("tab", "enter")
    assert set(find(planner, Case, "Staff").evidence_for("Leads")) == {gone.id, here.id}


async def test_t_on_wins_picks_the_criteria_they_show_and_leaves_each_its_own(planner: Planner) -> None:
    """Of several marked, one that shows a criterion already goes on showing that one alone."""
    wins(planner)
    first, second = find(planner, Win, "Asked for it"), find(planner, Win, "Wrote it up")
    keep(planner, a_case(planner, "Leads", "Helps", "Writes").shown_by("Leads", [first.id]))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("7", "space", "space", "t")
        await keys.until_dialog("Picker")
        assert keys.screen_shows("Which criteria do 2 wins show?")
        await keys.type("writes")
        await keys.press("tab", "enter")
        case = find(planner, Case, "Staff")
        assert case.evidence_for("Leads") == (first.id,)
        assert case.evidence_for("Writes") == (first.id, second.id)
        assert keys.marked == []
        await keys.press("u")
        assert find(planner, Case, "Staff").evidence_for("Writes") == ()


async def test_t_without_a_case_says_where_one_begins(planner: Planner) -> None:
    """And changes nothing."""
    wins(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("7", "t")
        assert keys.said == "There is no case with criteria yet; Case is where one begins."
        await keys.press("l", "l", "t")
        assert keys.said == "Evidence is what wins are for; it is attached to the criteria of a case."


async def test_y_copies_the_case_as_the_shell_prints_it(planner: Planner) -> None:
    """From any of its rows."""
    open_the_sample_career(planner)
    case = find(planner, Case, "Staff Engineer")
    async with planner_at_the_keyboard(planner) as keys:
        await go_to(keys, "Case")
        await keys.press("y")
        assert keys.said == "Copied the case as Markdown."
        assert keys.clipboard == case_document(case, planner)
        assert "No evidence yet." in keys.clipboard
        await keys.press("j", "j", "y")
        assert keys.clipboard == case_document(case, planner)


async def test_criteria_are_moved_with_J_and_K_and_keep_their_evidence(planner: Planner) -> None:  # noqa: N802 - the keys
    """The cursor goes with them; what acts on a whole record says that this is a part of one."""
    wins(planner)
    win = find(planner, Win, "Asked for it")
    keep(planner, a_case(planner, "Leads", "Helps", "Writes").shown_by("Leads", [win.id]))
    async with planner_at_the_keyboard(planner) as keys:
        await go_to(keys, "Case")
        await keys.press("J")
        assert keys.said == "Nothing is moved on this screen."
        await keys.press("j", "J", "J")
        case = find(planner, Case, "Staff")
        assert case.criteria == ("Helps", "Writes", "Leads")
        assert case.evidence_for("Leads") == (win.id,)
        await keys.press("J")
        assert keys.said == "It stands at the end already."
        assert keys.pane is not None
        assert keys.pane.startswith("Leads")
        await keys.press("K", "d")
        assert keys.said == "A criterion is a part of its case; e edits them."
        assert find(planner, Case, "Staff").criteria == ("Helps", "Leads", "Writes")
        await keys.press("e")
        await keys.until(lambda: keys.field == "Criteria")


# --- a goal that is done ----------------------------------------------------------------------------


async def test_w_after_a_goal_is_done_begins_the_win_of_it_tied_to_all_the_goal_is_tied_to(
    planner: Planner,
) -> None:
    """Only right after: the next change makes w what it always is."""
    (job,) = keep(planner, Job(title="Helpdesk", start=day("2014")))
    (rust,) = keep(planner, Skill(name="Rust"))
    (goal,) = keep(
        planner, Goal(title='Learn "Rust" by Friday', column="doing", job=job.id, builds=(rust.id,))
    )
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3")
        assert keys.screen.put_cursor_on(goal.id)
        await keys.press("L")
        assert keys.said.endswith("w records the win.")
        await keys.press("w")
        await keys.until_dialog("CaptureDialog")
        assert keys.screen_shows("win \"Learn 'Rust' by Friday\"")
        assert keys.screen_shows('Goal       Learn "Rust" by Friday')
        await keys.press("enter")
        win = find(planner, Win, "Learn 'Rust' by Friday")
        assert (win.goal, win.job, win.shows) == (goal.id, job.id, (rust.id,))
        assert win.on == day("2026-11-22")
        await keys.press("w")
        assert keys.screen_shows("win ")
        assert not keys.screen_shows("Learn 'Rust'")


# --- text of any kind -------------------------------------------------------------------------------


async def test_wide_characters_and_endless_titles_keep_the_columns(planner: Planner) -> None:
    """Every line is as wide as the window, and the measure is not pushed out of it."""
    endless = "工具" * 50_000
    emoji = "👩‍🚀 naïve café ﷽"
    keep(planner, Win(title=endless, on=day("2026-11-01"), measure="-40%"))
    keep(planner, Win(title=emoji, on=day("2026-10-01"), measure="工" * 20, theme="工具"))
    (win,) = keep(planner, Win(title="Plain", on=day("2026-09-01"), measure="-40%"))
    keep(planner, Ask(on=day("2026-10-01"), what=endless), Ask(on=day("2026-10-02"), what=emoji, answer="工"))
    keep(planner, Review(of=day("2026-11-02"), answers={"工具?": "工" * 3_000}))
    keep(planner, Case(role=endless, criteria=(emoji, "工" * 1_000)).shown_by(emoji, [win.id]))
    for size in ((120, 40), (60, 20), (40, 12)):
        async with planner_at_the_keyboard(planner, size=size) as keys:
            await keys.press("7")
            for _ in range(4):
                assert {strip.cell_length for strip in keys.strips} == {size[0]}
                assert keys.overflowing() == []
                await keys.press("G", "g", "g", "l")
            await keys.press("h", "h", "h")
            if size[0] > 50:
                assert "-40%" in keys.line_with("1 Nov")
