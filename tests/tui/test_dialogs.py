"""The dialogs do what their keys say, return what was chosen, and show a person's text literally."""

from __future__ import annotations

import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.screen import ModalScreen

from careertui.domain.career import Records
from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal, Step
from careertui.domain.job import Job
from careertui.domain.links import Links
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.skill import Skill
from careertui.domain.vision import Vision
from careertui.errors import CareerError, NotFoundError, RefusedError
from careertui.open import open_planner
from careertui.planner.planner import Changed, Planner
from careertui.tui import dialogs
from careertui.tui.commands import Command
from careertui.tui.dialogs import Hints, import_cv
from careertui.tui.dialogs.archive import ArchiveDialog
from careertui.tui.dialogs.confirm import Confirm
from careertui.tui.dialogs.conflict import ConflictDialog, differences
from careertui.tui.dialogs.form import RecordForm
from careertui.tui.dialogs.help import HelpDialog
from careertui.tui.dialogs.import_cv import ImportDialog, completions, read_draft
from careertui.tui.dialogs.page import RecordPage
from careertui.tui.dialogs.palette import Palette, ranked_commands
from careertui.tui.dialogs.picker import Picker, record_choices
from careertui.tui.dialogs.sight import SightDialog, Sighted, line_of_sight
from careertui.tui.found import found_in
from careertui.tui.presentation import said
from careertui.tui.pressed_twice import PressedTwice
from careertui.tui.themes import DARK
from careertui.tui.widgets.record_list import RecordList

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HOSTILE = "[/red][@click=app.exit]x \x1b[31m\u202eevil"
HOSTILE_SHOWN = "[/red][@click=app.exit]x ␛[31m�evil"
SIZES = [(80, 24), (60, 20)]


class Stage(PressedTwice, App[None]):
    """An empty screen to show a dialog on; tells its screens of changes as the program does."""

    CSS_PATH: ClassVar[list[Any]] = [Path(dialogs.__file__).parent / "dialogs.tcss"]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, planner: Planner) -> None:
        super().__init__()
        self.results: list[Any] = []
        planner.subscribe(self._changed)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The hues of the default theme."""
        return dict(DARK.variables)

    def _changed(self, _: Changed) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, dialogs.Dialog):
                screen.records_changed()


class Shown:
    """A dialog that is shown: presses its keys, reads its lines, knows what it returned."""

    def __init__(self, stage: Stage, pilot: Pilot[None]) -> None:
        self.stage = stage
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys and wait until all is settled."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type letters into what has the focus."""
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))
        await self.pilot.pause()

    async def paste(self, text: str) -> None:
        """Paste text into what has the focus."""
        self.stage.screen.post_message(events.Paste(text))
        await self.pilot.pause()

    async def settle(self) -> None:
        """Wait for what runs beside the screen."""
        await self.stage.workers.wait_for_complete()
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """What stands on the window."""
        strips = self.stage.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def cursor(self) -> str | None:
        """The id of the row under the cursor."""
        return self.stage.screen.query_one(RecordList).cursor_id

    @property
    def rows(self) -> list[str]:
        """The ids of the rows, in order."""
        return list(self.stage.screen.query_one(RecordList).ids)

    @property
    def told(self) -> str:
        """What was said in toasts."""
        return "\n".join(toast.message for toast in self.stage._notifications)

    @property
    def result(self) -> Any:
        """What the dialog returned; fails while it is open."""
        (result,) = self.stage.results
        return result

    @property
    def open(self) -> bool:
        """Whether the dialog is still there."""
        return not self.stage.results


@pytest.fixture
def planner(tmp_path: Path) -> Iterator[Planner]:
    """A career that is empty, on a real file; each look at its clock is a second later."""
    seconds = count()
    with open_planner(tmp_path / "career.json", lambda: NOW.replace(second=next(seconds) % 60)) as opened:
        yield opened


def keep(planner: Planner, record: Record) -> str:
    """Keep a record; returns its id."""
    with planner.change("Set the scene") as change:
        return change.put(record).id


@asynccontextmanager
async def showing(
    planner: Planner, dialog: ModalScreen[Any], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Shown]:
    """Show a dialog for the length of the block."""
    stage = Stage(planner)
    async with stage.run_test(size=size) as pilot:
        stage.push_screen(dialog, stage.results.append)
        await pilot.pause()
        yield Shown(stage, pilot)


# --- picker -----------------------------------------------------------------------------------------


async def test_typing_narrows_the_picker_down_and_enter_picks(planner: Planner) -> None:
    """Every letter typed counts, q among them; enter returns what is under the cursor."""
    keep(planner, Goal(title="Learn Rust"))
    quay = keep(planner, Goal(title="Quay to quay swim"))
    async with showing(planner, Picker("Goal", record_choices(planner, (Goal,)))) as shown:
        await shown.type("qu")
        assert shown.rows == [quay]
        await shown.press("enter")
        assert shown.result == (quay,)


async def test_the_arrows_move_the_pickers_cursor_while_typing(planner: Planner) -> None:
    """Down and ctrl+n go on, up and ctrl+p go back."""
    ids = [keep(planner, Goal(title=f"Goal {letter}")) for letter in "abc"]
    async with showing(planner, Picker("Goal", record_choices(planner, (Goal,)))) as shown:
        await shown.type("goal")
        assert shown.cursor == ids[0]
        await shown.press("down", "ctrl+n")
        assert shown.cursor == ids[2]
        await shown.press("up")
        assert shown.cursor == ids[1]
        await shown.press("ctrl+p")
        assert shown.cursor == ids[0]


async def test_tab_ticks_several_and_enter_returns_them_in_that_order(planner: Planner) -> None:
    """What was chosen before stays ticked and comes first."""
    ada, grace, mary = (keep(planner, Contact(name=name)) for name in ("Ada", "Grace", "Mary"))
    find = record_choices(planner, (Contact,), first=(grace,))
    async with showing(planner, Picker("With", find, several=True, chosen=(grace,))) as shown:
        assert shown.rows[0] == grace
        await shown.type("mar")
        await shown.press("tab")
        assert "keep 2" in shown.text
        await shown.press("ctrl+u")
        await shown.type("ada")
        await shown.press("tab", "tab", "enter")
        assert shown.result == (grace, mary)
        assert ada not in shown.result


async def test_unticking_everything_is_a_choice(planner: Planner) -> None:
    """A field whose links are all unticked comes back empty, rather than with what is under the cursor."""
    ada = keep(planner, Contact(name="Ada"))
    find = record_choices(planner, (Contact,))
    async with showing(planner, Picker("With", find, several=True, chosen=(ada,))) as shown:
        await shown.press("tab")
        assert "keep none" in shown.text
        await shown.press("enter")
        assert shown.result == ()


async def test_a_tick_taken_back_leaves_nothing_chosen(planner: Planner) -> None:
    """Whoever has ticked is choosing by ticks from then on."""
    keep(planner, Contact(name="Ada"))
    async with showing(planner, Picker("With", record_choices(planner, (Contact,)), several=True)) as shown:
        await shown.press("tab", "tab", "enter")
        assert shown.result == ()


async def test_several_with_nothing_ticked_takes_what_is_under_the_cursor(planner: Planner) -> None:
    """One choice needs no tick."""
    ada = keep(planner, Contact(name="Ada"))
    async with showing(planner, Picker("With", record_choices(planner, (Contact,)), several=True)) as shown:
        await shown.press("enter")
        assert shown.result == (ada,)


async def test_leaving_the_picker_returns_none(planner: Planner) -> None:
    """Esc decides nothing, and enter on nothing found stays."""
    keep(planner, Contact(name="Ada"))
    async with showing(planner, Picker("With", record_choices(planner, (Contact,)))) as shown:
        await shown.type("zzz")
        await shown.press("enter")
        assert shown.open
        assert "Nothing answers to that." in shown.text
        await shown.press("escape")
        assert shown.result is None


async def test_a_second_click_picks(planner: Planner) -> None:
    """The mouse does what enter does, and a click beside the panel what esc does."""
    ada, _ = keep(planner, Contact(name="Ada")), keep(planner, Contact(name="Grace"))
    async with showing(planner, Picker("With", record_choices(planner, (Contact,)))) as shown:
        await shown.pilot.click(RecordList, offset=(5, 1), times=2)
        await shown.pilot.pause()
        assert shown.result == (ada,)
    async with showing(planner, Picker("With", record_choices(planner, (Contact,)))) as shown:
        await shown.pilot.click(offset=(0, 0))
        await shown.pilot.pause()
        assert shown.result is None


def test_choices_offer_no_archived_record_unless_it_is_chosen_already(planner: Planner) -> None:
    """What is archived can stay linked, and cannot be linked anew."""
    ada = keep(planner, Contact(name="Ada", archived=NOW))
    assert record_choices(planner, (Contact,))("") == []
    assert [choice.id for choice in record_choices(planner, (Contact,), first=(ada,))("")] == [ada]


# --- palette ----------------------------------------------------------------------------------------

QUIT = (Command("app.quit", "ctrl+q", "quit", "Leave; everything is on the disk already"), "ctrl+q", None)
NEW = (Command("record.new", "n", "new", "Write down something new"), "n", None)
LEFT = (Command("move.left", "H", "move left", "Move the thing to the left"), "H", "Nothing is moved here.")
AGENDA = (Command("screen.agenda", "g", "quiet", "Say less"), "g", None)
OFFERS = [NEW, LEFT, AGENDA, QUIT]


@pytest.mark.parametrize("typed", ["q", "quit"])
async def test_q_and_enter_in_the_palette_quit(planner: Planner, typed: str) -> None:
    """A second way out, for terminals that keep ctrl+q, whatever else begins with a q."""
    keep(planner, Goal(title="Quit smoking"))
    async with showing(planner, Palette(planner, OFFERS)) as shown:
        await shown.type(typed)
        await shown.press("enter")
        assert shown.result == ("command", "app.quit")


async def test_the_palette_jumps_to_a_record(planner: Planner) -> None:
    """Records of every kind are found, after the commands that answer."""
    keep(planner, Contact(name="Nadia New"))
    job = keep(planner, Job(title="News editor"))
    async with showing(planner, Palette(planner, OFFERS)) as shown:
        await shown.type("new")
        assert shown.rows[0] == "record.new"
        assert job in shown.rows
        await shown.type("s ed")
        await shown.press("enter")
        assert shown.result == ("record", job)


async def test_a_command_that_cannot_run_says_why(planner: Planner) -> None:
    """It is listed with its reason; choosing it says the reason and runs nothing."""
    async with showing(planner, Palette(planner, OFFERS)) as shown:
        await shown.type("left")
        assert "Nothing is moved here." in shown.text
        await shown.press("enter")
        assert shown.open
        assert shown.told == "Nothing is moved here."


async def test_find_lists_records_alone_and_shows_why_they_answer(planner: Planner) -> None:
    """A record that mentions the word only in its text shows the words around it."""
    ada = keep(planner, Contact(name="Ada"))
    keep(
        planner,
        Interaction(
            on=PartialDate(2026, 11, 20),
            people=(ada,),
            summary="Coffee",
            private="about\ncompilers and rain",
        ),
    )
    async with showing(planner, Palette(planner, OFFERS, records_only=True)) as shown:
        assert "record.new" not in shown.rows
        await shown.type("compil")
        assert len(shown.rows) == 1
        assert "compilers and rain" in shown.text


def test_commands_that_can_run_come_before_those_that_cannot() -> None:
    """Among equally good answers, one that works is the better."""
    blocked = (Command("a.one", "1", "sort", "Sort"), "1", "There is nothing to sort.")
    free = (Command("b.two", "2", "sort back", "Sort"), "2", None)
    assert ranked_commands([blocked, free], "sort") == [free, blocked]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("RUST", ["Rust"]),
        ("n ru", ["n Ru"]),
        ("rust le", ["Le", "Rust"]),
        ("lrr", ["L", "r", "R"]),
        ("xyz", []),
        ("", []),
    ],
)
def test_what_was_typed_stands_out(typed: str, found: list[str]) -> None:
    """The whole, or else every word, or else the letters in order."""
    content = found_in(said("Learn Rust"), typed)
    spans = sorted((span.start, span.end) for span in content.spans)
    assert [content.plain[start:end] for start, end in spans] == found


# --- help and confirm -------------------------------------------------------------------------------


async def test_help_shows_keys_and_why_some_do_nothing(planner: Planner) -> None:
    """Sections without keys are left out; ? closes what ? opened."""
    sections: list[Any] = [
        ("Here", [("n", "Write something new", None), ("H", "Move left", "No.")]),
        ("There", []),
    ]
    async with showing(planner, HelpDialog("Keys", sections)) as shown:
        assert "n  Write something new" in shown.text
        assert "H  Move left  No." in shown.text
        assert "There" not in shown.text
        await shown.press("question_mark")
        assert not shown.open


async def test_help_scrolls_with_the_keys_that_move_a_cursor(planner: Planner) -> None:
    """J goes on a line, G to the end, g to the beginning."""
    rows = [(f"f{number}", f"Sentence {number}", None) for number in range(60)]
    async with showing(planner, HelpDialog("Keys", [("Here", rows)]), (60, 20)) as shown:
        assert "Sentence 0" in shown.text
        await shown.press("j", "j")
        assert "Sentence 0" not in shown.text
        await shown.press("G")
        assert "Sentence 59" in shown.text
        await shown.press("g", "g")
        assert "Sentence 0" in shown.text
        await shown.press("q")
        assert not shown.open


@pytest.mark.parametrize(("key", "answer"), [("y", True), ("n", False), ("escape", False), ("q", False)])
async def test_only_y_confirms(planner: Planner, key: str, answer: bool) -> None:
    """Enter neither confirms nor closes."""
    async with showing(planner, Confirm("Delete it?", "delete it")) as shown:
        await shown.press("enter")
        assert shown.open
        assert "y delete it" in shown.text
        await shown.press(key)
        assert shown.result is answer


async def test_a_click_on_a_hint_does_what_its_key_does(planner: Planner) -> None:
    """The line of keys can be clicked."""
    async with showing(planner, Confirm("Delete it?", "delete it")) as shown:
        await shown.pilot.click(Hints, offset=(3, 0))
        await shown.pilot.pause()
        assert shown.result is True


# --- archive ----------------------------------------------------------------------------------------


def put_away(planner: Planner, record: Record) -> str:
    """Keep a record and archive it; returns its id."""
    id_ = keep(planner, record)
    with planner.change("Put away") as change:
        kept = planner.get(id_)
        assert kept is not None
        change.archive(kept)
    return id_


async def test_the_archive_lists_the_latest_first_and_restores(planner: Planner) -> None:
    """Enter and r each bring one back, in one step that can be undone; the dialog stays."""
    older, newer = (put_away(planner, Goal(title=title)) for title in ("Older", "Newer"))
    async with showing(planner, ArchiveDialog(planner)) as shown:
        assert shown.rows == [newer, older]
        await shown.press("enter")
        assert shown.rows == [older]
        assert "“Newer” is back." in shown.told
        await shown.press("r")
        assert "Nothing is archived." in shown.text
        assert "restore" not in shown.text
        assert [goal.title for goal in planner.all(Goal)] == ["Older", "Newer"]
        assert planner.undo() == "Restore “Older”"


async def test_deleting_for_good_asks_first(planner: Planner) -> None:
    """D, then anything but y, keeps the record; D and y takes it away, and undo still brings it back."""
    id_ = put_away(planner, Goal(title="Gone"))
    async with showing(planner, ArchiveDialog(planner)) as shown:
        await shown.press("D", "enter", "n")
        assert planner.get(id_) is not None
        await shown.press("D", "y")
        await shown.settle()
        assert planner.get(id_) is None
        assert shown.rows == []
        assert planner.undo() == "Delete “Gone”"
        assert planner.get(id_) is not None


# --- line of sight ----------------------------------------------------------------------------------


def laid_out(links: Links, record: Record) -> list[tuple[str, int]]:
    """The ids in the line of sight of a record, each with its distance; all of them fit."""
    found = line_of_sight(links, record)
    return [(seen.record.id, seen.steps) for seen in found if isinstance(seen, Sighted)]


async def test_the_line_of_sight_shows_what_is_above_and_below_and_jumps(planner: Planner) -> None:
    """The vision stands highest, what points at the record below it; enter returns the one chosen."""
    vision = keep(planner, Vision(title="Tools people love"))
    skill = keep(planner, Skill(name="Rust"))
    goal = keep(planner, Goal(title="Learn Rust", serves=(vision,), builds=(skill,)))
    waiting = keep(planner, Goal(title="Write a book on it", waits_for=(goal,)))
    async with showing(planner, SightDialog(planner, goal)) as shown:
        assert shown.rows == [skill, vision, goal, waiting]
        assert shown.cursor == goal
        await shown.press("k", "enter")
        assert shown.result == vision


async def test_looking_from_another_record_moves_the_middle(planner: Planner) -> None:
    """V looks from what is under the cursor; without a vision above, that is said."""
    contact = keep(planner, Contact(name="Ada"))
    coffee = keep(planner, Interaction(on=PartialDate(2026, 11, 2), summary="Coffee", people=(contact,)))
    tea = keep(planner, Interaction(on=PartialDate(2026, 11, 9), summary="Tea", people=(contact,)))
    async with showing(planner, SightDialog(planner, contact)) as shown:
        assert shown.rows == [contact, tea, coffee]
        assert "No vision is in sight" in shown.text
        await shown.press("G", "v")
        assert shown.rows == [contact, coffee]
        assert shown.cursor == coffee
        await shown.press("escape")
        assert shown.result is None


def test_rings_end_and_diamonds_close(planner: Planner) -> None:
    """Two jobs that led to each other, and a skill that two goals build for one vision, are there once."""
    vision = keep(planner, Vision(title="Far"))
    skill = keep(planner, Skill(name="Rust"))
    for title in ("One way", "Another"):
        keep(planner, Goal(title=title, serves=(vision,), builds=(skill,)))
    seen = laid_out(Links(planner), planner.find(Skill, "Rust"))
    assert len({id_ for id_, _ in seen}) == len(seen) == 4
    first = keep(planner, Job(title="First"))
    second = keep(planner, Job(title="Second", led_to=(first,)))
    with planner.change("Close the ring") as change:
        change.put(planner.find(Job, "First").model_copy(update={"led_to": (second,)}))
    ring = laid_out(Links(planner), planner.find(Job, "First"))
    assert {id_ for id_, _ in ring} == {first, second}
    assert len(ring) == 2


def test_what_hangs_below_by_two_ways_is_there_once(planner: Planner) -> None:
    """A goal that waits for two, which both wait for the one looked at, hangs under the first of them."""
    base = keep(planner, Goal(title="Base"))
    two = tuple(keep(planner, Goal(title=title, waits_for=(base,))) for title in ("Left", "Right"))
    top = keep(planner, Goal(title="Top", waits_for=two))
    assert laid_out(Links(planner), planner.find(Goal, "Base")) == [
        (base, 0),
        (two[1], 1),
        (top, 2),
        (two[0], 1),
    ]


def test_a_long_chain_does_not_exhaust_the_stack() -> None:
    """Two thousand goals that wait for each other are laid out."""
    ids = [f"{number:026}" for number in range(2_000)]
    waits_for = [(), *((id_,) for id_ in ids)]
    goals = [Goal(id=id_, title=id_, waits_for=waits) for id_, waits in zip(ids, waits_for, strict=False)]
    seen = laid_out(Links(Records(goals)), goals[0])
    assert [steps for _, steps in seen] == list(range(2_000))


# --- page -------------------------------------------------------------------------------------------


async def test_a_page_shows_the_record_and_what_becomes_of_it(planner: Planner) -> None:
    """It follows changes, and says so when the record is taken away."""
    id_ = keep(planner, Goal(title="Learn Rust", notes="Read the book"))
    async with showing(planner, RecordPage(planner, id_)) as shown:
        assert "Learn Rust" in shown.text
        assert "Read the book" in shown.text
        with planner.change("Rename") as change:
            change.put(planner.find(Goal, "Learn Rust").model_copy(update={"title": "Learn Go"}))
        await shown.pilot.pause()
        assert "Learn Go" in shown.text
        with planner.change("Take away") as change:
            change.delete(planner.find(Goal, "Learn Go"))
        await shown.pilot.pause()
        assert "This record is gone." in shown.text
        assert "edit" not in shown.text
        await shown.press("q")
        assert not shown.open


async def test_e_on_a_page_opens_the_form(planner: Planner) -> None:
    """The form lies over the page, and the page is there again after it."""
    id_ = keep(planner, Goal(title="Learn Rust"))
    async with showing(planner, RecordPage(planner, id_)) as shown:
        await shown.press("e")
        assert isinstance(shown.stage.screen, RecordForm)
        await shown.press("escape")
        assert isinstance(shown.stage.screen, RecordPage)


# --- conflict ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "kept"), [("m", "mine"), ("t", "theirs"), ("escape", None)])
async def test_a_conflict_is_settled_by_one_key(planner: Planner, key: str, kept: str | None) -> None:
    """Both texts of what differs are there, and nothing of what does not."""
    mine = Goal(title="Learn Rust", notes="Mine", effort="small")
    theirs = mine.model_copy(update={"notes": "Theirs\nin two lines"})
    async with showing(planner, ConflictDialog(mine, theirs)) as shown:
        assert "Mine" in shown.text
        assert "in two lines" in shown.text
        assert "small" not in shown.text
        await shown.press(key)
        assert shown.result == kept


async def test_a_record_taken_away_elsewhere_can_be_put_back(planner: Planner) -> None:
    """The keys say what they mean there."""
    async with showing(planner, ConflictDialog(Goal(title="Learn Rust"), None)) as shown:
        assert "taken away" in shown.text
        assert "put mine back" in shown.text
        await shown.press("m")
        assert shown.result == "mine"


def test_differences_name_what_is_linked_and_leave_out_what_no_one_edits() -> None:
    """Links are shown by name; versions, ranks and times are not shown."""
    id_ = "0" * 26
    mine = Goal(title="A", serves=(id_,), steps=(Step(text="One"),), version=1, rank=1.0)
    theirs = Goal(title="A", version=2, rank=2.0, archived=NOW)
    found = {
        label: (ours, others) for label, ours, others in differences(mine, theirs, {id_: "Far"}.__getitem__)
    }
    assert found == {"Archived": ("", "yes"), "Serves": ("Far", ""), "Steps": ("One", "")}


# --- import -----------------------------------------------------------------------------------------

CV = {
    "basics": {"name": "A. Person"},
    "work": [
        {"name": "Harbour Office", "position": "Lamp engineer", "startDate": "2016-09"},
        {"name": "Ferry Line", "position": "Deckhand", "startDate": "2014", "endDate": "last spring"},
    ],
    "skills": [{"name": "Optics"}],
}


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    """A CV of two jobs and a skill, with a date that is none."""
    path = tmp_path / "cv.json"
    path.write_text(json.dumps(CV), encoding="utf-8")
    return path


async def test_an_import_is_shown_first_and_kept_as_one_step(planner: Planner, cv: Path) -> None:
    """Enter reads, shows what would be new and what is doubtful; enter again keeps it; undo takes it back."""
    async with showing(planner, ImportDialog(planner)) as shown:
        assert "Reads JSON Resume" in shown.text
        assert "before anything is kept" in shown.text
        await shown.paste(str(cv))
        await shown.press("enter")
        await shown.settle()
        assert "3 new: 2 jobs, 1 skill" in shown.text
        assert "Lamp engineer, Harbour Office" in shown.text
        assert "work[1].endDate" in shown.text
        assert not list(planner.everything())
        await shown.press("enter")
        assert shown.result == 3
        assert shown.told == "Imported 3 records from cv.json; u undoes it."
        assert len(planner.all(Job)) == 2
        assert planner.undo() == "Import 3 records from cv.json"
        assert not list(planner.everything())


async def test_leaving_an_import_goes_back_to_the_path_and_then_closes(planner: Planner, cv: Path) -> None:
    """Esc closes one layer at a time and changes nothing."""
    async with showing(planner, ImportDialog(planner)) as shown:
        await shown.paste(str(cv))
        await shown.press("enter")
        await shown.settle()
        await shown.press("escape")
        assert shown.open
        assert shown.rows == []
        await shown.press("escape")
        assert shown.result is None
        assert not list(planner.everything())


async def test_importing_the_same_file_again_keeps_nothing(planner: Planner, cv: Path) -> None:
    """It says that all is there already, and returns nought."""
    for kept in (3, 0):
        async with showing(planner, ImportDialog(planner)) as shown:
            await shown.paste(str(cv))
            await shown.press("enter")
            await shown.settle()
            assert ("3 there already" in shown.text) is (kept == 0)
            await shown.press("enter")
            assert shown.result == kept


async def test_what_another_session_changes_is_compared_again(planner: Planner, cv: Path) -> None:
    """A skill that comes to exist while the preview is open is matched, not doubled."""
    async with showing(planner, ImportDialog(planner)) as shown:
        await shown.paste(str(cv))
        await shown.press("enter")
        await shown.settle()
        keep(planner, Skill(name="Optics"))
        await shown.pilot.pause()
        assert "2 new: 2 jobs" in shown.text
        await shown.press("enter")
        assert len(planner.all(Skill)) == 1


async def test_a_wrong_path_is_said_in_place(planner: Planner, tmp_path: Path) -> None:
    """The path stays to be mended, and typing on takes the sentence away."""
    async with showing(planner, ImportDialog(planner)) as shown:
        await shown.paste(str(tmp_path / "no.json"))
        await shown.press("enter")
        await shown.settle()
        assert "There is no file" in shown.text
        await shown.type("x")
        assert "There is no file" not in shown.text


async def test_reading_does_not_hold_the_screen_and_can_be_stopped(
    planner: Planner, cv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a slow disk answers, the dialog says so and esc goes back to the path."""
    answer = threading.Event()
    reading = read_draft

    def slowly(path: Path) -> Any:
        answer.wait(10)
        return reading(path)

    monkeypatch.setattr(import_cv, "read_draft", slowly)
    async with showing(planner, ImportDialog(planner)) as shown:
        await shown.paste(str(cv))
        await shown.press("enter")
        try:
            assert "Reading…" in shown.text
            await shown.press("escape")
            assert "Reading…" not in shown.text
        finally:
            answer.set()
        await shown.pilot.pause()
        assert shown.open
        assert shown.rows == []


def test_files_that_are_no_cv_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, a file too large, an absent one, and one that is not JSON each say what they are."""
    with pytest.raises(RefusedError, match="is not a file"):
        read_draft(tmp_path)
    with pytest.raises(NotFoundError):
        read_draft(tmp_path / "none.json")
    with pytest.raises(CareerError, match="cannot be read"):
        read_draft(Path("a\0b"))
    (tmp_path / "text.json").write_text("Dear reader", encoding="utf-8")
    with pytest.raises(CareerError):
        read_draft(tmp_path / "text.json")
    monkeypatch.setattr(import_cv, "LARGEST_FILE", 5)
    with pytest.raises(RefusedError, match="no CV"):
        read_draft(tmp_path / "text.json")


def test_tab_completes_as_far_as_there_is_one_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders and JSON files count, hidden ones when asked for, and names a terminal would obey never."""
    for name in ("resume-de.json", "resume-en.json", "notes.txt", ".hidden.json", "re\x1b[31m.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    (tmp_path / "old").mkdir()
    assert completions(f"{tmp_path}/r") == (f"{tmp_path}/resume-", ["resume-de.json", "resume-en.json"])
    assert completions(f"{tmp_path}/") == (f"{tmp_path}/", ["old/", "resume-de.json", "resume-en.json"])
    assert completions(f"{tmp_path}/o") == (f"{tmp_path}/old/", ["old/"])
    assert completions(f"{tmp_path}/.h") == (f"{tmp_path}/.hidden.json", [".hidden.json"])
    assert completions(f"{tmp_path}/n") == (f"{tmp_path}/n", [])
    assert completions(f"{tmp_path}/none/x") == (f"{tmp_path}/none/x", [])
    monkeypatch.setenv("HOME", str(tmp_path))
    assert completions("~/ol") == ("~/old/", ["old/"])


async def test_tab_in_the_import_completes_the_path(planner: Planner, cv: Path) -> None:
    """The rest of the only name is filled in."""
    async with showing(planner, ImportDialog(planner)) as shown:
        await shown.paste(str(cv)[:-4])
        await shown.press("tab", "enter")
        await shown.settle()
        assert "3 new" in shown.text


# --- all of them ------------------------------------------------------------------------------------


def _archived_hostile(planner: Planner) -> ModalScreen[Any]:
    put_away(planner, Goal(title=HOSTILE))
    return ArchiveDialog(planner)


HOSTILE_DIALOGS: dict[str, Callable[[Planner, str], ModalScreen[Any]]] = {
    "picker": lambda planner, _: Picker(HOSTILE, record_choices(planner, (Goal, Contact)), several=True),
    "palette": lambda planner, _: Palette(
        planner, [(Command("x.y", "y", HOSTILE, HOSTILE), HOSTILE, HOSTILE)]
    ),
    "find": lambda planner, _: Palette(planner, records_only=True),
    "help": lambda _, __: HelpDialog(HOSTILE, [(HOSTILE, [(HOSTILE, HOSTILE, HOSTILE)])]),
    "archive": lambda planner, _: _archived_hostile(planner),
    "sight": SightDialog,
    "page": RecordPage,
    "conflict": lambda _, __: ConflictDialog(Goal(title=HOSTILE, notes=HOSTILE), None),
    "confirm": lambda _, __: Confirm(HOSTILE),
    "import": lambda planner, _: ImportDialog(planner),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", HOSTILE_DIALOGS)
async def test_hostile_text_is_shown_literally(planner: Planner, name: str, size: tuple[int, int]) -> None:
    """Markup is not read, and no control character reaches the window, at any size."""
    id_ = keep(planner, Goal(title=HOSTILE, notes=HOSTILE))
    async with showing(planner, HOSTILE_DIALOGS[name](planner, id_), size) as shown:
        assert "\x1b" not in shown.text
        assert "\u202e" not in shown.text
        if name != "import":
            assert HOSTILE_SHOWN[:12] in shown.text
        assert len(shown.text.split("\n")) == size[1]
        await shown.press("escape")
        assert not shown.open


async def test_a_hostile_record_is_restored_and_mentioned_literally(planner: Planner) -> None:
    """The toast that names it reads no markup either."""
    put_away(planner, Goal(title=HOSTILE))
    async with showing(planner, ArchiveDialog(planner)) as shown:
        await shown.press("enter")
        assert HOSTILE_SHOWN in shown.told


async def test_a_hostile_path_and_file_are_shown_literally(planner: Planner, tmp_path: Path) -> None:
    """Names in a file are as hostile as any."""
    path = tmp_path / "cv.json"
    path.write_text(
        json.dumps({"skills": [{"name": HOSTILE}], "work": [{"name": HOSTILE}]}), encoding="utf-8"
    )
    async with showing(planner, ImportDialog(planner)) as shown:
        await shown.paste(str(path))
        await shown.press("enter")
        await shown.settle()
        assert "\x1b" not in shown.text
        assert HOSTILE_SHOWN[:12] in shown.text


@pytest.mark.parametrize("size", [*SIZES, (120, 40)])
async def test_a_panel_leaves_room_around_it(planner: Planner, size: tuple[int, int]) -> None:
    """At most 80 cells wide, and at least two cells from either side."""
    async with showing(planner, ArchiveDialog(planner), size) as shown:
        panel = shown.stage.screen.query_one(".panel").region
        assert panel.width == min(80, size[0] - 4)
        assert panel.x >= 2
        assert panel.bottom < size[1]
