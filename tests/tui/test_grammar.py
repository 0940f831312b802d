"""One grammar of keys: what a key does on one screen, it does on every other."""

from __future__ import annotations

import pytest

from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact
from careertui.domain.goal import Goal, Step
from careertui.domain.job import Job
from careertui.domain.record import Record
from careertui.domain.vision import Value, Vision
from careertui.domain.win import Ask, Win
from careertui.planner.planner import Planner
from careertui.tui.tabs import TABS
from tests.tui.driver import find, headings, keep, open_the_sample_career, planner_at_the_keyboard

MADE_ON: dict[str, tuple[type[Record], dict[str, str]]] = {
    "2": (Vision, {"Title": "Tools people love"}),
    "3": (Goal, {"Title": "Learn Rust"}),
    "4": (Contact, {"Name": "Ada Lovelace"}),
    "5": (Challenge, {"Title": "Give a keynote"}),
    "6": (Job, {"Title": "Helpdesk", "Start": "2014"}),
    "7": (Win, {"Title": "Cut build time"}),
}
"""The screens on which something is made: by their key, what is made there, and what has to be said."""


def add_goals(planner: Planner, *titles: str, column: str = "backlog") -> list[Goal]:
    """Keep some goals in a column, in this order."""
    return keep(planner, *(Goal(title=title, column=column, rank=n) for n, title in enumerate(titles, 1)))


# --- the screens ------------------------------------------------------------------------------------


async def test_a_number_key_shows_the_screen_of_that_number(planner: Planner) -> None:
    """The line at the top marks it, and names all the others with the day."""
    async with planner_at_the_keyboard(planner) as keys:
        for tab in (*TABS[1:], TABS[0]):
            await keys.press(tab.key)
            assert keys.mode == tab.mode
            marked = [style for style in keys.styles_of(f" {tab.key} {tab.label} ") if style.bold]
            assert len(marked) == 1
            assert all(f"{other.key} {other.label}" in keys.nav for other in TABS)
            assert keys.nav.endswith("Sun 22 Nov 2026")


async def test_q_and_esc_never_quit(planner: Planner) -> None:
    """Closing a layer where there is none does nothing."""
    async with planner_at_the_keyboard(planner) as keys:
        for number in "1234567":
            await keys.press(number, "q", "escape", "q", "q")
            assert not keys.has_quit


async def test_ctrl_q_quits_even_from_a_dialog(planner: Planner) -> None:
    """Nothing is ever unsaved but what is being typed, so nothing is asked."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        assert keys.dialog == "RecordForm"
        await keys.press("ctrl+q")
        assert keys.has_quit


# --- making, editing, archiving ---------------------------------------------------------------------


@pytest.mark.parametrize("number", MADE_ON)
@pytest.mark.parametrize("key", ["n", "a"])
async def test_n_and_a_write_something_down_on_every_screen_that_makes_something(
    planner: Planner, number: str, key: str
) -> None:
    """What is saved is on the disk, on the screen, and under the cursor."""
    kind, said = MADE_ON[number]
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press(number, key)
        assert keys.form.startswith(f"New {kind.kind}")
        for label, text in said.items():
            await keys.go_to_field(label)
            await keys.type(text)
        await keys.press("ctrl+s")
        assert keys.dialog == ""
        assert keys.screen_shows(next(iter(said.values())))
        assert keys.cursor == next(iter(said.values()))
    assert headings(planner, kind) == [next(iter(said.values()))]


async def test_today_makes_nothing_and_says_so(planner: Planner) -> None:
    """A key that cannot be used says why, and opens nothing."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("n")
        assert keys.dialog == ""
        assert keys.said == "There is nothing to make on this screen."


async def test_e_edits_the_record_under_the_cursor(planner: Planner) -> None:
    """And only that one."""
    add_goals(planner, "First", "Second")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "j", "e")
        assert keys.value_of("Title") == "Second"
        await keys.type(" thoughts")
        await keys.press("ctrl+s")
        assert keys.screen_shows("Second thoughts")
        assert keys.cursor == "Second thoughts"
    assert headings(planner, Goal) == ["First", "Second thoughts"]


async def test_enter_opens_the_record_in_full_and_esc_closes_it(planner: Planner) -> None:
    """Read from the page, edited from the page with the same key."""
    keep(planner, Contact(name="Ada Lovelace", notes="Likes engines."))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "enter")
        assert keys.dialog == "PersonPage"
        assert keys.screen_shows("Likes engines.")
        await keys.press("e")
        assert keys.dialog == "RecordForm"
        await keys.press("escape", "escape")
        assert keys.dialog == ""


async def test_d_archives_without_asking_and_A_brings_back(planner: Planner) -> None:  # noqa: N802 - the key
    """It leaves the screen and not the file; the archive lists it until it is restored."""
    add_goals(planner, "Learn Rust", "Learn Zig")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "d")
        assert keys.dialog == ""
        assert keys.said == "Archived “Learn Rust”. u brings it back."
        assert not keys.screen_shows("Learn Rust")
        assert keys.cursor == "Learn Zig"
        assert find(planner, Goal, "Learn Rust").archived is not None
        await keys.press("A")
        assert keys.screen_shows("Learn Rust")
        await keys.press("enter", "escape")
        assert keys.screen_shows("Learn Rust")
    assert find(planner, Goal, "Learn Rust").archived is None


async def test_a_command_on_nothing_says_that_there_is_nothing(planner: Planner) -> None:
    """On an empty screen no key that needs a record opens anything."""
    async with planner_at_the_keyboard(planner) as keys:
        for number in "23456":
            await keys.press(number)
            for key in ("d", "e", "enter", "v", "y", "space"):
                before = len(keys.toasts)
                await keys.press(key)
                assert keys.dialog == "", (number, key)
                assert len(keys.toasts) == before + 1, (number, key)
    assert list(planner.everything()) == []


# --- several at once --------------------------------------------------------------------------------


async def test_space_marks_and_the_next_command_acts_on_all_that_are_marked(planner: Planner) -> None:
    """As one step, which one undo takes back."""
    keep(
        planner,
        *(Challenge(title=title, before=rated) for title, rated in (("Alpha", 9), ("Beta", 8), ("Gamma", 7))),
    )
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "space", "space")
        assert keys.marked == ["Alpha", "Beta"]
        assert keys.cursor == "Gamma"
        assert sum("✱" in line for line in keys.lines) == 2
        await keys.press("d")
        assert keys.said == "Archived 2 records. u brings it back."
        assert headings(planner, Challenge) == ["Gamma"]
        assert keys.marked == []
        await keys.press("u")
        assert keys.said == "Undone: Archive 2 records"
    assert headings(planner, Challenge) == ["Alpha", "Beta", "Gamma"]


async def test_esc_takes_the_marks_away(planner: Planner) -> None:
    """The layer on top of the records is closed first."""
    keep(planner, *(Contact(name=name) for name in ("Ada", "Bob")))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "space")
        assert keys.marked == ["Ada"]
        await keys.press("escape")
        assert keys.marked == []
        assert not keys.screen_shows("✱")


async def test_space_on_a_marked_record_takes_its_mark_away(planner: Planner) -> None:
    """A mark is a toggle."""
    keep(planner, Contact(name="Ada"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "space", "space")
        assert keys.marked == []


# --- undo and redo ----------------------------------------------------------------------------------


async def test_undo_goes_back_many_levels_across_screens_and_says_what_it_undid(planner: Planner) -> None:
    """And redo makes each of them again, by either of its keys."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        await keys.type("Learn Rust")
        await keys.press("ctrl+s", "L", "4", "n")
        await keys.type("Ada")
        await keys.press("ctrl+s", "d", "1")
        said = []
        for _ in range(4):
            await keys.press("u")
            said.append(keys.said)
        assert said == [
            "Undone: Archive “Ada”",
            "Undone: Add contact “Ada”",
            "Undone: Move “Learn Rust” to Next",
            "Undone: Add goal “Learn Rust”",
        ]
        assert keys.toasts == said[-1:], "what was said before is no longer so"
        assert list(planner.everything()) == []
        await keys.press("u")
        assert keys.said == "There is nothing to undo."
        await keys.press("U", "ctrl+r")
        assert keys.toasts[-2:] == [
            "Done again: Add goal “Learn Rust”",
            "Done again: Move “Learn Rust” to Next",
        ]
        assert find(planner, Goal, "Learn Rust").column == "next"
        await keys.press("U", "U", "U")
        assert keys.said == "There is nothing to redo."
    assert find(planner, Contact, "Ada").archived is not None


async def test_undo_takes_the_cursor_to_what_came_back(planner: Planner) -> None:
    """What changed is what the person wants to see."""
    add_goals(planner, "First", "Second", "Third")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "j", "d", "G")
        assert keys.cursor == "Third"
        await keys.press("u")
        assert keys.cursor == "Second"
        assert keys.screen_shows("Second")


async def test_undo_outlives_the_session(planner: Planner) -> None:
    """What was done before the screens were closed can be undone after."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "n")
        await keys.type("Learn Rust")
        await keys.press("ctrl+s")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("u")
        assert keys.said == "Undone: Add goal “Learn Rust”"
    assert headings(planner, Goal) == []


# --- filter -----------------------------------------------------------------------------------------


async def test_slash_filters_as_you_type_by_words_and_tags(planner: Planner) -> None:
    """Every word must occur; a tag may be begun."""
    keep(
        planner,
        Challenge(title="Give a talk", tags=("stage",)),
        Challenge(title="Give feedback", notes="in a talk of ten minutes"),
        Challenge(title="Ask for a raise", tags=("money", "stage")),
    )
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("5", "slash")
        await keys.type("talk")
        assert keys.screen_shows("Give a talk")
        assert keys.screen_shows("Give feedback")
        assert not keys.screen_shows("Ask for a raise")
        await keys.type(" #sta")
        assert keys.screen_shows("Give a talk")
        assert not keys.screen_shows("Give feedback")
        await keys.press("escape")
        assert keys.screen_shows("Ask for a raise")
        await keys.press("slash")
        await keys.type("#sta")
        assert not keys.screen_shows("Give feedback")
        assert keys.screen_shows("Ask for a raise")


async def test_letters_typed_into_the_filter_never_fire_commands(planner: Planner) -> None:
    """Not one of the keys of the grammar, of the screen or of the program."""
    add_goals(planner, "Learn Rust", "Learn Zig")
    before = [record.version for record in planner.everything()]
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "slash")
        await keys.type("nadexyvUuTIAHJKLpqs123456:?/gG Bx")
        assert keys.dialog == ""
        assert keys.mode == "goals"
        assert not keys.has_quit
        assert keys.toasts == []
        await keys.press("escape")
        assert keys.screen_shows("Learn Rust")
    assert [record.version for record in planner.everything()] == before


async def test_enter_keeps_the_filter_and_goes_back_to_the_records(planner: Planner) -> None:
    """Commands then act on what is left; esc shows all again."""
    add_goals(planner, "Learn Rust", "Learn Zig", "Sleep")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "slash")
        await keys.type("zig")
        await keys.press("enter")
        assert keys.cursor == "Learn Zig"
        await keys.press("d")
        assert headings(planner, Goal) == ["Learn Rust", "Sleep"]
        await keys.press("escape")
        assert keys.screen_shows("Sleep")


async def test_the_filter_works_on_every_screen_that_lists_something(planner: Planner) -> None:
    """What does not match leaves the window, and esc brings it back."""
    keep(planner, Vision(title="Tools people love"), Vision(title="A house by the sea"))
    add_goals(planner, "Tools day", "A garden")
    keep(planner, Contact(name="Tools Smith"), Contact(name="Ada"))
    keep(planner, Challenge(title="Sell tools"), Challenge(title="Keynote"))
    keep(planner, Job(title="Tools clerk", start="2014"), Job(title="Helpdesk", start="2018"))
    keep(planner, Win(title="Gave away tools"), Win(title="Sang"))
    hidden = {
        "2": "A house by the sea",
        "3": "A garden",
        "4": "Ada",
        "5": "Keynote",
        "6": "Helpdesk",
        "7": "Sang",
    }
    async with planner_at_the_keyboard(planner) as keys:
        for number, gone in hidden.items():
            await keys.press(number, "p")  # the pane may name what is hidden, next to what is shown
            assert keys.screen_shows(gone), number
            await keys.press("slash")
            await keys.type("tools")
            await keys.press("enter")
            assert keys.cursor is not None
            assert "ools" in keys.cursor
            assert not keys.screen_shows(gone), number
            await keys.press("escape")
            assert keys.screen_shows(gone), number


# --- finding ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [":", "ctrl+p"])
async def test_the_palette_runs_a_command_by_its_name(planner: Planner, key: str) -> None:
    """The screen's own commands and those that work everywhere."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", key)
        await keys.type("new")
        await keys.press("enter")
        await keys.until_dialog("RecordForm")
        assert keys.form.startswith("New contact")
        await keys.press("escape", key)
        await keys.type("challenges")
        await keys.press("enter")
        assert keys.mode == "challenges"


async def test_the_palette_quits_by_name(planner: Planner) -> None:
    """`:quit` and `:q` leave, for terminals that keep ctrl+q to themselves."""
    for said in ("quit", "q"):
        async with planner_at_the_keyboard(planner) as keys:
            await keys.press(":")
            await keys.type(said)
            await keys.press("enter")
            assert keys.has_quit, said


async def test_the_palette_finds_a_record_and_goes_to_its_screen(planner: Planner) -> None:
    """Every kind of record that lives on a screen is shown there, with the cursor on it."""
    keep(planner, Vision(title="Tools people love"), Vision(title="Other"))
    keep(planner, Value(name="Autonomy"))
    add_goals(planner, "Other goal", "Learn Rust", column="doing")
    keep(planner, Contact(name="Ada Lovelace"), Contact(name="Bob"))
    keep(planner, Challenge(title="Give a keynote"), Challenge(title="Other challenge"))
    keep(planner, Job(title="Helpdesk", start="2014"), Job(title="Clerk", start="2020"))
    keep(planner, Ask(on="2026-11-01", what="Consider me in the round"))
    homes = {
        "tools people": ("vision", "Tools people love"),
        "autonomy": ("vision", "Autonomy"),
        "learn ru": ("goals", "Learn Rust"),
        "lovelace": ("network", "Ada Lovelace"),
        "keynote": ("challenges", "Give a keynote"),
        "helpdesk": ("timeline", "Helpdesk"),
        "the round": ("record", "Consider me in the round"),
    }
    async with planner_at_the_keyboard(planner) as keys:
        for typed, (mode, heading) in homes.items():
            await keys.press("1", "ctrl+f")
            await keys.type(typed)
            await keys.press("enter")
            await keys.until_cursor(heading)
            assert keys.mode == mode


async def test_a_record_that_lives_on_no_screen_opens_in_full(planner: Planner) -> None:
    """Nothing that is found leads nowhere."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("ctrl+f")
        await keys.type("Message queues")
        await keys.press("enter")
        await keys.until_dialog("SkillPage")
        assert keys.screen_shows("Message queues")


async def test_a_command_that_cannot_run_says_why_in_the_palette_and_in_the_help(planner: Planner) -> None:
    """Greyed, with the reason beside it; choosing it all the same says the reason and changes nothing."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "question_mark")
        assert "There is no record under" in keys.line_with("Edit the record under")
        await keys.press("escape", ":")
        await keys.type("edit")
        await keys.press("enter")
        assert keys.said == "There is no record under the cursor."
        assert keys.dialog == "Palette"


async def test_line_of_sight_goes_to_the_record_that_is_chosen_in_it(planner: Planner) -> None:
    """From a goal up to the vision that it serves."""
    (vision,) = keep(planner, Vision(title="Tools people love"))
    keep(planner, Goal(title="Learn Rust", serves=(vision.id,)))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "v")
        assert keys.order_of("▌ · Learn Rust", "╭ ★ Tools people love")[0] == "╭ ★ Tools people love"
        await keys.press("k", "enter")
        await keys.until_cursor("Tools people love")
        assert keys.mode == "vision"


# --- help -------------------------------------------------------------------------------------------


async def test_help_lists_the_keys_in_force_on_this_screen(planner: Planner) -> None:
    """The screen's own first; another screen's are not among them."""
    async with planner_at_the_keyboard(planner, size=(120, 60)) as keys:
        await keys.press("4", "question_mark")
        assert keys.screen_shows("Keys on Network")
        assert keys.line_with("Log a conversation").split("Log")[0].split()[-1] == "i"
        assert not keys.screen_shows("Tick the next open step")
        assert keys.screen_shows("Archive the record")
        await keys.press("question_mark")
        assert keys.dialog == ""


async def test_a_remapped_key_works_and_is_what_help_and_footer_show(planner: Planner) -> None:
    """One declaration a command: whatever shows its key shows the one in force."""
    add_goals(planner, "Learn Rust")
    async with planner_at_the_keyboard(planner) as keys:
        keys.app.set_keymap({"record.new": "f5", "record.archive": "X"})
        await keys.press("3")
        assert "f5 new" in keys.keys_bar
        await keys.press("question_mark")
        assert keys.line_with("Write down something new").split("Write")[0].split()[-1] == "f5"
        assert keys.line_with("Archive the record").split("Archive")[0].split()[-1] == "X"
        await keys.press("escape", "d")
        assert headings(planner, Goal) == ["Learn Rust"]
        await keys.press("X")
        assert headings(planner, Goal) == []
        await keys.press("f5")
        assert keys.dialog == "RecordForm"


async def test_the_keys_bar_greys_what_cannot_be_used(planner: Planner) -> None:
    """And says it in colour as soon as it can."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3")
        greyed = keys.styles_of("tick step")
        keep(planner, Goal(title="Learn Rust", steps=(Step(text="chapter 1"),)))
        await keys.settle()
        assert greyed
        assert keys.styles_of("tick step") != greyed


# --- the cursor and the pane ------------------------------------------------------------------------


async def test_gg_and_G_go_to_the_ends_and_ctrl_d_and_ctrl_u_half_a_page(planner: Planner) -> None:  # noqa: N802 - keys
    """On a list longer than the window, which scrolls along."""
    keep(planner, *(Contact(name=f"Person {number:03}") for number in range(200)))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "G")
        assert keys.cursor == "Person 199"
        assert keys.screen_shows("Person 199")
        await keys.press("g", "g")
        assert keys.cursor == "Person 000"
        assert keys.screen_shows("Person 000")
        await keys.press("ctrl+d")
        down = keys.cursor
        assert down is not None
        assert "Person 010" < down < "Person 030"
        await keys.press("ctrl+u")
        assert keys.cursor == "Person 000"


async def test_one_g_is_not_two(planner: Planner) -> None:
    """Nor are two with another key between them."""
    keep(planner, *(Contact(name=f"Person {number}") for number in range(5)))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "j", "j", "g", "j", "g")
        assert keys.cursor == "Person 3"
        await keys.press("g")
        assert keys.cursor == "Person 0"


async def test_arrows_move_as_the_letters_do(planner: Planner) -> None:
    """Nobody has to know vi."""
    keep(planner, *(Contact(name=name) for name in ("Ada", "Bob", "Cyd")))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "down", "down")
        assert keys.cursor == "Cyd"
        await keys.press("up")
        assert keys.cursor == "Bob"
        await keys.press("k", "k", "j")
        assert keys.cursor == "Bob"


async def test_the_pane_follows_the_cursor(planner: Planner) -> None:
    """On a list and on the board."""
    keep(planner, Contact(name="Ada", notes="Likes engines."), Contact(name="Bob", notes="Likes bread."))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4")
        assert keys.pane is not None
        assert "Likes engines." in keys.pane
        await keys.press("j")
        assert "Likes bread." in keys.pane
        assert "Likes engines." not in keys.pane


async def test_p_hides_and_shows_the_pane(planner: Planner) -> None:
    """Beside the list and below the board; it stays as it was set while other screens are shown."""
    add_goals(planner, "Learn Rust")
    keep(planner, Contact(name="Ada"), Vision(title="Tools"))
    async with planner_at_the_keyboard(planner) as keys:
        for number in "2346":
            await keys.press(number)
            assert keys.pane is not None, number
            await keys.press("p")
            assert keys.pane is None, number
        await keys.press("4")
        assert keys.pane is None
        await keys.press("p")
        assert keys.pane is not None


@pytest.mark.parametrize(("width", "shown"), [(100, True), (99, False)])
async def test_a_pane_beside_the_list_is_hidden_below_a_hundred_columns(
    planner: Planner, width: int, shown: bool
) -> None:
    """Below the list there is always room for it."""
    keep(planner, Contact(name="Ada"), Challenge(title="Keynote"), Vision(title="Tools"))
    add_goals(planner, "Learn Rust")
    async with planner_at_the_keyboard(planner, size=(width, 30)) as keys:
        for number in "45":
            await keys.press(number)
            assert (keys.pane is not None) is shown, number
            keys.app.clear_notifications()
            await keys.press("p")
            assert (keys.said == "There is no room for the pane; enter opens it in full.") is not shown
        for number in "236":
            await keys.press(number)
            assert keys.pane is not None, number


async def test_the_pane_comes_and_goes_with_the_size_of_the_terminal(planner: Planner) -> None:
    """Without a key being pressed."""
    keep(planner, Contact(name="Ada"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4")
        await keys.resize(80, 24)
        assert keys.pane is None
        await keys.resize(120, 40)
        assert keys.pane is not None


# --- layers -----------------------------------------------------------------------------------------


async def test_commands_do_not_reach_through_a_dialog(planner: Planner) -> None:
    """Not undo, not a number, not a letter of the screen below."""
    add_goals(planner, "Learn Rust")
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "question_mark", "u", "4", "d", "n")
        assert keys.dialog == "HelpDialog"
        assert keys.mode == "goals"
    assert headings(planner, Goal) == ["Learn Rust"]


async def test_y_copies_the_record_as_markdown(planner: Planner) -> None:
    """All that are marked, one under the other."""
    keep(planner, Contact(name="Ada", organisation="Engines"), Contact(name="Bob"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4", "y")
        assert (
            keys.clipboard == "## Ada\n\n- **Name:** Ada\n- **Organisation:** Engines\n- **Relation:** other"
        )
        await keys.press("space", "space", "y")
        assert keys.clipboard.index("## Ada") < keys.clipboard.index("## Bob")


async def test_a_hostile_title_stays_one_heading_in_what_is_copied(planner: Planner) -> None:
    """No second heading, list, link or HTML comes of it; notes are Markdown and stay so."""
    title = "# Learn [this](javascript:x) <b>now</b>"
    steps = (Step(text="one"), Step(text="# two"))
    keep(planner, Goal(title=title, steps=steps, notes="# Mine\n\n- item", tags=("a*b*",)))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("3", "y")
        lines = keys.clipboard.splitlines()
        assert lines[0] == r"## \# Learn \[this\](javascript:x) \<b\>now\</b\>"
        assert [line for line in lines if line.lstrip().startswith("#")] == [lines[0], "  # Mine"]
        assert r"  \# two" in lines
        assert "  - item" in lines
        assert r"a\*b\*" in keys.clipboard


async def test_T_switches_between_dark_and_light(planner: Planner) -> None:  # noqa: N802 - the key
    """And the window is drawn in the other colours at once."""
    keep(planner, Contact(name="Ada"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("4")
        dark = keys.styles_of("Ada")
        await keys.press("T")
        light = keys.styles_of("Ada")
        assert dark
        assert light
        assert dark != light
        await keys.press("T")
        assert keys.styles_of("Ada") == dark
