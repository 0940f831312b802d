"""The one form: what is typed is kept, or it says beside the field why not, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact
from careertui.domain.goal import Goal, Step
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.skill import Skill
from careertui.domain.vision import Value, Vision
from careertui.open import open_planner
from careertui.planner.planner import Planner
from tests.conftest import Clock
from tests.tui.driver import Keyboard, find, headings, keep, planner_at_the_keyboard


@pytest.fixture
def elsewhere(store_path: Path, clock: Clock) -> Iterator[Planner]:
    """A second session on the file of `planner`."""
    with open_planner(store_path, clock) as other:
        yield other


# --- filling it in ----------------------------------------------------------------------------------


async def test_fields_are_filled_in_one_after_the_other_by_keyboard_alone(planner: Planner) -> None:
    """Text, date, choice, steps, tags and notes, with tab between them."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        await keys.type("Learn Rust")
        await keys.press("tab")
        assert keys.field == "Kind"
        await keys.type("le")
        await keys.fill_in(Due="2027-Q1", Steps="read the book | 2026-11-01\nwrite a parser")
        await keys.fill_in(Tags="learning\nrust", Notes="Slowly.\n\nAnd often.")
        await keys.press("ctrl+s")
    goal = find(planner, Goal, "Learn Rust")
    assert goal.goal_kind == "learning"
    assert str(goal.due) == "2027-Q1"
    assert goal.steps == (
        Step(text="read the book", done_on=PartialDate.parse("2026-11-01")),
        Step(text="write a parser"),
    )
    assert goal.tags == ("learning", "rust")
    assert goal.notes == "Slowly.\n\nAnd often."


async def test_letters_typed_into_the_form_never_fire_commands(planner: Planner) -> None:
    """Nor do they close it."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "n")
        await keys.type("nadexyvUuTIAHJKLqs123456:?/gG x")
        assert keys.dialog == "RecordForm"
        assert keys.mode == "network"
        await keys.press("ctrl+s")
    assert headings(planner, Contact) == ["nadexyvUuTIAHJKLqs123456:?/gG x"]


async def test_a_choice_is_made_with_the_arrows_or_by_its_first_letter(planner: Planner) -> None:
    """And goes round at the ends."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "n")
        await keys.type("Ada")
        await keys.go_to_field("Relation")
        assert keys.value_of("Relation") == "other"
        await keys.press("right")
        assert keys.value_of("Relation") == "mentor"
        await keys.press("left", "left")
        assert keys.value_of("Relation") == "friend"
        await keys.type("r")
        assert keys.value_of("Relation") == "report"
        await keys.type("r")
        assert keys.value_of("Relation") == "recruiter"
        await keys.press("ctrl+s")
    assert find(planner, Contact, "Ada").relation == "recruiter"


async def test_several_records_are_linked_through_the_picker(planner: Planner) -> None:
    """Typed at, ticked, kept; backspace takes the last away again."""
    keep(planner, *(Vision(title=title) for title in ("Tools people love", "A door held open", "The sea")))
    keep(planner, Goal(title="Learn Rust"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "e")
        await keys.go_to_field("Serves")
        await keys.press("enter")
        await keys.until_dialog("Picker")
        await keys.type("tools")
        await keys.press("tab")
        await keys.press(*["backspace"] * 5)
        await keys.type("door")
        await keys.press("tab", "enter")
        await keys.until_dialog("RecordForm")
        assert keys.value_of("Serves") == "Tools people love, A door held open"
        await keys.press("backspace", "ctrl+s")
        await keys.until_dialog("")
        assert keys.screen_shows("★ Tools people love")
    assert find(planner, Goal, "Learn Rust").serves == (find(planner, Vision, "Tools people love").id,)


async def test_a_record_that_is_missing_is_made_in_the_picker_in_one_step_with_the_form(
    planner: Planner,
) -> None:
    """It waits for the form to be saved, outlives a draft, and one undo takes both back."""
    keep(planner, Skill(name="SQL"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        await keys.type("Learn Rust")
        await keys.go_to_field("Builds")
        await keys.press("enter")
        await keys.until_dialog("Picker")
        await keys.type("sql")
        assert not keys.screen_shows("new skill")
        await keys.press(*["backspace"] * 3)
        await keys.type("Rust [b]")
        assert keys.screen_shows("+ new skill “Rust [b]”")
        await keys.press("tab")
        await keys.press(*["backspace"] * 8)
        await keys.type("Tact")
        await keys.press("enter")
        await keys.until_dialog("RecordForm")
        assert keys.value_of("Builds") == "Rust [b], Tact"
        assert headings(planner, Skill) == ["SQL"]
        await keys.press("escape", "n")
        assert keys.value_of("Builds") == "Rust [b], Tact"
        await keys.go_to_field("Builds")
        await keys.press("backspace", "ctrl+s")
        assert headings(planner, Skill) == ["SQL", "Rust [b]"]
        assert find(planner, Goal, "Learn Rust").builds == (find(planner, Skill, "Rust [b]").id,)
        await keys.press("u")
        assert headings(planner, Skill) == ["SQL"]
        assert headings(planner, Goal) == []


async def test_a_single_link_is_chosen_with_one_enter(planner: Planner) -> None:
    """And esc in the picker leaves it as it was."""
    keep(planner, Job(title="Engineer"), Job(title="Clerk"))
    keep(planner, Challenge(title="Keynote"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "e")
        await keys.go_to_field("Job")
        await keys.press("enter")
        await keys.until_dialog("Picker")
        await keys.type("eng")
        await keys.press("enter")
        await keys.until(lambda: keys.value_of("Job") == "Engineer")
        await keys.press("enter")
        await keys.until_dialog("Picker")
        await keys.press("escape")
        await keys.until_dialog("RecordForm")
        assert keys.value_of("Job") == "Engineer"


async def test_a_skill_gained_is_linked_by_its_name(planner: Planner) -> None:
    """Several parts a line, the first the name of a record."""
    (skill,) = keep(planner, Skill(name="SQL"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("6", "n")
        await keys.type("Support")
        await keys.fill_in(Skills_gained="sql | 1 | 3")
        await keys.press("ctrl+s")
    (gained,) = find(planner, Job, "Support").gained
    assert (gained.skill, gained.start, gained.end) == (skill.id, 1, 3)


async def test_a_skill_and_a_value_that_are_missing_are_kept_along_with_the_job(planner: Planner) -> None:
    """As one step, each once; a slip is seen as you leave the field, and put right is not kept."""
    keep(planner, Skill(name="SQL"))
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await keys.press("n")
        await keys.type("Support")
        await keys.fill_in(Skills_gained="sql | 1 | 3\nColob | 1")
        await keys.fill_in(Values_fit="Calm | 4")
        assert keys.toasts[-1] == "“Colob” is a new skill; it is kept along with this."
        await keys.fill_in(Skills_gained="sql | 1 | 3\nCobol | 1")
        await keys.press("ctrl+s")
        assert keys.dialog == ""
        assert headings(planner, Skill) == ["SQL", "Cobol"]
        assert headings(planner, Value) == ["Calm"]
        job = find(planner, Job, "Support")
        assert [gained.skill for gained in job.gained] == [record.id for record in planner.all(Skill)]
        assert job.values_fit == {planner.all(Value)[0].id: 4}
        await keys.press("u")
        assert keys.said == "Undone: Add job “Support”"
        assert headings(planner, Skill) == ["SQL"]
        assert headings(planner, Value) == []


async def test_a_name_that_several_skills_answer_to_is_asked_about(planner: Planner) -> None:
    """It makes no third one."""
    keep(planner, Skill(name="Writing specs"), Skill(name="Writing prose"))
    async with planner_at_the_keyboard(planner, first="timeline") as keys:
        await keys.press("n")
        await keys.type("Support")
        await keys.fill_in(Skills_gained="writing | 1")
        await keys.press("ctrl+s")
        assert keys.wrong("Skills gained").startswith("2 skills answer to 'writing'. Say more:")
        assert len(headings(planner, Skill)) == 2


# --- pasting ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("between", ["\n", "\r\n", "\r"])
async def test_lines_pasted_into_a_line_are_all_kept_with_spaces_between(
    planner: Planner, between: str
) -> None:
    """Whatever ends a line where it was copied; terminals send a carriage return."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        await keys.paste(between.join(["Learn", "Rust", "properly"]))
        assert keys.value_of("Title") == "Learn Rust properly"
        await keys.press("ctrl+s")
    assert headings(planner, Goal) == ["Learn Rust properly"]


async def test_lines_pasted_into_a_text_stay_lines(planner: Planner) -> None:
    """Notes are Markdown."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        await keys.type("Learn Rust")
        await keys.go_to_field("Notes")
        await keys.paste("# One\n\n- two\n- three")
        await keys.press("ctrl+s")
    assert find(planner, Goal, "Learn Rust").notes == "# One\n\n- two\n- three"


async def test_each_line_pasted_into_a_list_is_an_entry(planner: Planner) -> None:
    """Whatever ends it; what is typed after it goes on where the paste ended."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "n")
        await keys.type("Ada")
        await keys.go_to_field("Emails")
        await keys.paste("ada@example.org\r\nada@work.example\rcountess@")
        await keys.type("example.net")
        await keys.press("ctrl+s")
    emails = ("ada@example.org", "ada@work.example", "countess@example.net")
    assert find(planner, Contact, "Ada").emails == emails


async def test_lines_pasted_into_any_line_of_a_dialog_are_all_kept(planner: Planner) -> None:
    """The filter, the palette and the picker lose no word."""
    keep(planner, Goal(title="Learn Rust properly"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "slash")
        await keys.paste("learn\nrust\nproperly")
        assert keys.screen_shows("learn rust properly")
        await keys.press("escape", "ctrl+f")
        await keys.until_dialog("Palette")
        await keys.paste("learn\rrust")
        assert keys.screen_shows("learn rust")


# --- dates in words ---------------------------------------------------------------------------------


async def test_a_date_in_words_is_understood_beside_its_field_and_kept_as_a_date(planner: Planner) -> None:
    """While it is typed, and as it is left; what is due lies ahead, what was done lies behind."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        await keys.type("Learn Rust")
        await keys.go_to_field("Due")
        await keys.type("friday")
        assert keys.screen_shows("→ Fri 27 Nov 2026, in 5 days")
        await keys.press("tab")
        assert keys.value_of("Due") == "2026-11-27"
        assert "2026-11-27   Fri 27 Nov 2026, in 5 days" in keys.line_with("Due")
        await keys.fill_in(Steps="read | friday\nwrite \\| publish|yesterday\nrest | some day")
        await keys.press("tab")
        assert keys.value_of("Steps") == "read | 2026-11-20\nwrite \\| publish|2026-11-21\nrest | some day"
        assert "some day" in keys.wrong("Steps")
        await keys.fill_in(Steps="read | friday")
        await keys.press("ctrl+s")
    goal = find(planner, Goal, "Learn Rust")
    assert (str(goal.due), str(goal.steps[0].done_on)) == ("2026-11-27", "2026-11-20")


# --- rare fields, and how light it is ---------------------------------------------------------------


async def test_fields_that_most_records_do_without_stand_below_once_asked_for(planner: Planner) -> None:
    """By key from anywhere, or with enter where they would be; one that holds something is always there."""
    keep(planner, Goal(title="Learn Rust", hours=40))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "e")
        assert keys.value_of("Hours") == "40"
        assert "7 more" not in keys.form
        assert "9 more" in keys.form
        await keys.press("shift+tab", "enter")
        assert keys.field == "Job"
        assert "more  " not in keys.form
        await keys.fill_in(Provider="a book")
        await keys.press("ctrl+s")
    goal = find(planner, Goal, "Learn Rust")
    assert (goal.provider, goal.hours) == ("a book", 40)


async def test_a_form_is_light_and_has_one_editor_at_a_time(planner: Planner) -> None:
    """A widget a field, so that it opens at once; keys typed ahead of a field wait for its editor."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        assert len(list(keys.app.screen.walk_children())) < 30
        for character in "Learn":
            keys._send(character)
        for key in ("tab", "tab", "tab", "2", "0", "2", "7", "tab"):
            keys._send(key)
        await keys.settle()
        assert (keys.value_of("Title"), keys.value_of("Due")) == ("Learn", "2027")
        assert len(keys.app.screen.query("Input, TextArea")) == 0
        assert keys.field == "Serves"


# --- what is wrong ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("screen", "filled", "field", "sentence"),
    [
        (
            "6",
            {"Title": "Clerk", "Start": "2019", "End": "2018-03"},
            "End",
            "A job cannot end (2018-03) before it starts (2019)",
        ),
        (
            "3",
            {"Title": "Learn", "Due": "soonish"},
            "Due",
            "'soonish' is not a date: write 12 march, next friday, in 2 weeks, Q3 2027 or 2027-03-14",
        ),
        ("3", {"Title": "Learn", "Due": "2027-02-30"}, "Due", "2027-02 has no day 30"),
        (
            "5",
            {"Title": "Keynote", "Discomfort before": "11"},
            "Discomfort before",
            "Should be less than or equal to 10",
        ),
        (
            "5",
            {"Title": "Keynote", "Discomfort before": "much"},
            "Discomfort before",
            "'much' is not a whole number",
        ),
        ("4", {"Name": "Ada", "In touch every": "60 | 30"}, "In touch every", "at most"),
        ("2", {"Title": "Tools", "Horizon": "81"}, "Horizon", "Should be less than or equal to 80"),
        ("4", {"Organisation": "Acme"}, "Name", "Cannot be empty"),
    ],
)
async def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(
    planner: Planner, screen: str, filled: dict[str, str], field: str, sentence: str
) -> None:
    """With the focus on it, ready to be mended; what was typed stays."""
    async with planner_at_the_keyboard(planner, size=(120, 60)) as keys:
        await keys.press(screen, "n")
        for label, text in filled.items():
            await keys.fill_in(**{label: text})
        await keys.press("ctrl+s")
        assert keys.dialog == "RecordForm"
        if field == "In touch every":
            assert "most days apart cannot be fewer" in keys.wrong(field)
        else:
            assert keys.wrong(field) == sentence
        assert keys.field == field
        for label, text in filled.items():
            assert keys.value_of(label) == text
    assert list(planner.everything()) == []


async def test_what_is_wrong_is_said_as_soon_as_the_field_is_left(planner: Planner) -> None:
    """And unsaid as soon as it is right."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        await keys.press("tab")
        assert keys.wrong("Title") == "Is needed"
        await keys.fill_in(Due="soonish")
        await keys.press("tab")
        assert "'soonish' is not a date" in keys.wrong("Due")
        await keys.fill_in(Due="2027")
        await keys.press("tab")
        assert keys.wrong("Due") == ""


async def test_a_goal_that_would_wait_for_itself_says_through_which(planner: Planner) -> None:
    """The rule spans several records; its sentence stands beside the field all the same."""
    (first,) = keep(planner, Goal(title="First"))
    (second,) = keep(planner, Goal(title="Second", waits_for=(first.id,)))
    async with planner_at_the_keyboard(planner, size=(120, 60)) as keys:
        await keys.press("3", "e")
        await keys.go_to_field("Waits for")
        await keys.press("enter")
        await keys.until_dialog("Picker")
        await keys.type("second")
        await keys.press("tab", "enter")
        await keys.until_dialog("RecordForm")
        await keys.press("ctrl+s")
        assert "would wait for itself" in keys.wrong("Waits for")
    assert find(planner, Goal, "First").waits_for == ()
    assert find(planner, Goal, "Second") == second


# --- leaving ----------------------------------------------------------------------------------------


async def test_esc_in_an_untouched_form_leaves_at_once(planner: Planner) -> None:
    """Of a new record and of an old one of every kind, prefilled or not."""
    keep(planner, Goal(title="Learn Rust", steps=(Step(text="a"),), hours=2.5))
    keep(planner, Contact(name="Ada", emails=("ada@example.org",)))
    keep(planner, Job(title="Clerk", start=PartialDate.parse("2014"), planned=True))
    async with planner_at_the_keyboard(planner) as keys:
        for number in "2346":
            await keys.press(number, "n", "escape")
            assert keys.dialog == "", number
            if number != "2":
                await keys.press("e", "escape")
                assert keys.dialog == "", number
        await keys.press("3", "B", "escape")
        assert keys.dialog == ""
        await keys.press("4", "i", "escape")
        assert keys.dialog == ""


async def test_what_nobody_touched_is_kept_to_the_letter(planner: Planner) -> None:
    """Line ends an editor would change, and names that two records share, survive an edit elsewhere."""
    first, _ = keep(planner, Value(name="Craft"), Value(name="Craft"))
    keep(planner, Job(title="Clerk", notes="one\r\ntwo\x0bthree", values_fit={first.id: 4}))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("6", "e", "escape")
        assert keys.dialog == ""
        await keys.press("e")
        await keys.type(" of works")
        await keys.press("ctrl+s")
        assert keys.dialog == ""
    job = find(planner, Job, "Clerk of works")
    assert job.notes == "one\r\ntwo\x0bthree"
    assert job.values_fit == {first.id: 4}


# --- two sessions -----------------------------------------------------------------------------------


async def edit_what_another_has_edited(keys: Keyboard, elsewhere: Planner) -> None:
    """Open the form on a goal, change it from elsewhere, and save what was typed here."""
    await keys.press("3", "e")
    await keys.type(" by heart")
    elsewhere.take_in()
    theirs = find(elsewhere, Goal, "Learn Rust")
    with elsewhere.change("Rename") as change:
        change.put(theirs.revised(title="Learn Zig", cost="100"))
    await keys.press("ctrl+s")
    await keys.until_dialog("ConflictDialog")


async def test_a_conflict_shows_both_texts(planner: Planner, elsewhere: Planner) -> None:
    """Of every field that differs, beside each other."""
    keep(planner, Goal(title="Learn Rust", provider="a book"))
    async with planner_at_the_keyboard(planner) as keys:
        await edit_what_another_has_edited(keys, elsewhere)
        assert any("Learn Rust by heart" in line and "Learn Zig" in line for line in keys.lines)
        assert keys.screen_shows("100")
        assert not keys.screen_shows("a book")


async def test_keeping_mine_overwrites_theirs_and_undo_brings_theirs_back(
    planner: Planner, elsewhere: Planner
) -> None:
    """Neither text is lost."""
    keep(planner, Goal(title="Learn Rust"))
    async with planner_at_the_keyboard(planner) as keys:
        await edit_what_another_has_edited(keys, elsewhere)
        await keys.press("m")
        await keys.until_dialog("")
        assert headings(planner, Goal) == ["Learn Rust by heart"]
        assert keys.cursor == "Learn Rust by heart"
        await keys.press("u")
        assert headings(planner, Goal) == ["Learn Zig"]


async def test_keeping_theirs_closes_the_form_and_shows_theirs(planner: Planner, elsewhere: Planner) -> None:
    """What was typed here is let go, as was chosen."""
    keep(planner, Goal(title="Learn Rust"))
    async with planner_at_the_keyboard(planner) as keys:
        await edit_what_another_has_edited(keys, elsewhere)
        await keys.press("t")
        await keys.until_dialog("")
        assert keys.screen_shows("Learn Zig")
    assert headings(planner, Goal) == ["Learn Zig"]


async def test_going_back_from_a_conflict_keeps_what_was_typed_in_the_form(
    planner: Planner, elsewhere: Planner
) -> None:
    """And saving again asks again."""
    keep(planner, Goal(title="Learn Rust"))
    async with planner_at_the_keyboard(planner) as keys:
        await edit_what_another_has_edited(keys, elsewhere)
        await keys.press("escape")
        await keys.until_dialog("RecordForm")
        assert keys.value_of("Title") == "Learn Rust by heart"
        await keys.press("ctrl+s")
        await keys.until_dialog("ConflictDialog")
    assert headings(planner, Goal) == ["Learn Zig"]


async def test_a_record_taken_away_elsewhere_can_be_put_back_from_the_form(
    planner: Planner, elsewhere: Planner
) -> None:
    """With what was typed."""
    keep(planner, Goal(title="Learn Rust"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "e")
        await keys.type(" by heart")
        elsewhere.take_in()
        with elsewhere.change("Delete") as change:
            change.delete(find(elsewhere, Goal, "Learn Rust"))
        await keys.press("ctrl+s")
        await keys.until_dialog("ConflictDialog")
        assert keys.screen_shows("Theirs: taken away")
        await keys.press("m")
        await keys.until_dialog("")
    assert headings(planner, Goal) == ["Learn Rust by heart"]
