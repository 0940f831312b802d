"""Every key of every command on every screen, made from the tables of commands: one without a check fails.

Each screen is opened once on the sample career. Every command has a check that presses its key, looks at
what became of it, and takes it back; where a command cannot run, the reason is declared here as well.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from importlib import import_module

import pytest
from textual.widgets import Input

from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact
from careertui.domain.job import Job
from careertui.domain.ladder import next_rung_for
from careertui.domain.record import Record
from careertui.domain.staying_in_touch import promised_to
from careertui.domain.vision import Vision
from careertui.planner.completing import talk_with
from careertui.planner.planner import Planner
from careertui.tui.commands import CURSOR, Command
from careertui.tui.everywhere import EVERYWHERE
from careertui.tui.screens.base import GRAMMAR, CareerScreen
from careertui.tui.tabs import TABS
from tests.tui.driver import Keyboard, open_the_sample_career, planner_at_the_keyboard

Check = Callable[[Keyboard, str], Awaitable[None]]
"""Presses a key and looks at what it did; leaves the screen as it was."""

NOT_HERE = {
    "today": {
        "record.new": "There is nothing to make on this screen.",
        "record.mark": "Today is short enough to read.",
        "screen.filter": "Today is short enough to read.",
        "screen.pane": "This screen has no pane.",
    },
    "challenges": {
        "move.up": "Challenges stand in the order of their discomfort.",
        "move.down": "Challenges stand in the order of their discomfort.",
    },
}
"""What cannot run on a screen however full it is, and why."""
for _mode in ("today", "network", "timeline", "record"):
    for _way in ("left", "down", "up", "right"):
        NOT_HERE.setdefault(_mode, {})[f"move.{_way}"] = "Nothing is moved on this screen."
for _mode in ("today", "vision", "goals", "challenges", "timeline"):
    for _way in ("sort", "reverse"):
        NOT_HERE.setdefault(_mode, {})[f"screen.{_way}"] = "What is shown here has one order."

FIRST: dict[tuple[str, str], tuple[str, ...]] = {
    ("today", "cursor.left"): ("l",),
    ("goals", "move.left"): ("l",),
    ("goals", "move.up"): ("j",),
    ("vision", "move.left"): ("l",),
    ("vision", "move.up"): ("l",),
    ("vision", "cursor.left"): ("l",),
    ("goals", "cursor.left"): ("l",),
    ("vision", "vision.weigh_more"): ("l", "l", "l", "l", "G"),
    ("vision", "vision.weigh_less"): ("l", "l", "l", "l"),
    ("record", "cursor.left"): ("l",),
    ("record", "asks.answer"): ("l",),
    ("timeline", "timeline.zoom_out"): ("z",),
    ("timeline", "timeline.pan_back"): ("z", "z"),
    ("timeline", "timeline.pan_on"): ("z", "z", "g", "g"),
    ("timeline", "timeline.now"): ("z", "z", "g", "g"),
    ("timeline", "timeline.earlier"): ("G",),
    ("timeline", "cursor.left"): ("G",),
    ("timeline", "cursor.half_down"): ("z", "z", "g", "g"),
    ("timeline", "cursor.half_up"): ("z", "z"),
}
"""Keys to press before a command has something to do."""
HAS_SIDES = {"today", "vision", "goals", "timeline", "record"}
"""The screens on which the cursor goes to the side."""
_MADE = {
    "vision": "vision",
    "goals": "goal",
    "network": "contact",
    "challenges": "challenge",
    "timeline": "job",
    "record": "win",
}


# --- what each command does -------------------------------------------------------------------------


def _pressed(key: str) -> list[str]:
    """The presses of a key as it is declared."""
    return list(key) if len(key) == 2 and key[0] == key[1] else [key]


def _opens(dialog: str, begins: Callable[[Keyboard], str] = lambda _: "") -> Check:
    """A dialog, in which the screen says something; esc closes it."""

    async def check(keys: Keyboard, key: str) -> None:
        wanted = begins(keys)
        await keys.press(*_pressed(key))
        await keys.until_dialog(dialog)
        await keys.settle()
        assert wanted in keys.text
        await keys.press("escape")
        await keys.until_dialog("")

    return check


def _changes(tell: Callable[[Record], object]) -> Check:
    """Something about the record under the cursor, as one step that one undo takes back."""

    async def check(keys: Keyboard, key: str) -> None:
        planner, id_ = keys.screen.planner, keys.cursor_id
        assert id_ is not None

        def told() -> object:
            record = planner.get(id_)
            return tell(record) if record is not None else None

        before = told()
        await keys.press(key)
        assert told() != before
        await keys.press("u")
        assert told() == before

    return check


def _switches(mode: str) -> Check:
    async def check(keys: Keyboard, key: str) -> None:
        await keys.press(key)
        assert keys.mode == mode

    return check


def _moves(*, sideways: bool = False, pans: bool = False) -> Check:
    """The cursor, on the screens where there is somewhere to go."""

    async def check(keys: Keyboard, key: str) -> None:
        before, window = keys.cursor_id, keys.text
        await keys.press(*_pressed(key))
        if pans and keys.mode == "timeline":  # half a window lies to the side there, and may be empty
            assert keys.text != window
            return
        assert (keys.cursor_id != before) is (not sideways or keys.mode in HAS_SIDES)

    return check


def _looks_elsewhere() -> Check:
    """What the window shows."""

    async def check(keys: Keyboard, key: str) -> None:
        before = keys.text
        await keys.press(key)
        assert keys.text != before

    return check


def _standing(record: Record) -> object:
    """Where a record stands among others."""
    return [getattr(record, name, None) for name in ("rank", "column", "status", "horizon")]


async def _opens_in_full(keys: Keyboard, key: str) -> None:
    """The page of the record, or from Today the screen where it lives."""
    heading, was = keys.cursor, keys.mode
    assert heading is not None
    await keys.press(key)
    if was == "today":
        await keys.until(lambda: keys.mode != "today" or keys.dialog == "RecordPage")
        await keys.until(lambda: keys.dialog == "RecordPage" or keys.cursor == heading)
    else:
        assert keys.dialog == ("PersonPage" if was == "network" else "RecordPage")


async def _marks(keys: Keyboard, key: str) -> None:
    heading = keys.cursor
    await keys.press(key)
    assert keys.marked == [heading]
    await keys.press("escape")
    assert keys.marked == []


async def _copies(keys: Keyboard, key: str) -> None:
    await keys.press(key)
    assert keys.cursor is not None
    assert f"## {keys.cursor}" in keys.clipboard


async def _filters(keys: Keyboard, key: str) -> None:
    heading = keys.cursor
    assert heading is not None
    await keys.press(key)
    await keys.type("zzzzzz")
    assert keys.cursor is None
    await keys.press("escape")
    assert keys.screen_shows(heading[:8])


async def _hides_the_pane(keys: Keyboard, key: str) -> None:
    assert keys.pane is not None
    await keys.press(key)
    assert keys.pane is None
    await keys.press(key)
    assert keys.pane is not None


async def _sorts(keys: Keyboard, key: str) -> None:
    """The line over the list says by what, and in the end it is as it was."""
    said = "by year" if keys.mode == "record" else " people, by "
    before = keys.line_with(said).split("▏")[0]
    await keys.press(key)
    await keys.until(lambda: keys.line_with(said).split("▏")[0] != before)
    for _ in range(6):
        if keys.line_with(said).split("▏")[0] != before:
            await keys.press(key)
    assert keys.line_with(said).split("▏")[0] == before


async def _goes_back(keys: Keyboard, key: str) -> None:
    if keys.mode == "today":  # nothing can be marked or filtered there
        was = keys.cursor_id
        await keys.press(key)
        assert (keys.has_quit, keys.mode, keys.cursor_id) == (False, "today", was)
        return
    await keys.press("space")
    assert keys.marked
    await keys.press(key)
    assert keys.marked == []


async def _undoes(keys: Keyboard, key: str) -> None:
    id_ = keys.cursor_id
    assert id_ is not None
    await keys.press("d", key)
    record = keys.screen.planner.get(id_)
    assert record is not None
    assert record.archived is None
    assert keys.said.startswith("Undone: Archive")


async def _redoes(keys: Keyboard, key: str) -> None:
    await keys.press("d", "u", key)
    assert keys.said.startswith("Done again: Archive")
    await keys.press("u")


async def _changes_the_theme(keys: Keyboard, key: str) -> None:
    before = keys.app.theme
    await keys.press(key)
    assert keys.app.theme != before
    await keys.press(key)
    assert keys.app.theme == before


async def _has_no_shell(keys: Keyboard, key: str) -> None:
    """No shell has started the tests' terminal; that ctrl+z comes back from one is seen in a real one."""
    await keys.press(key)
    assert keys.said.startswith("There is no shell here to go back to.")


async def _quits(keys: Keyboard, key: str) -> None:
    await keys.press(key)
    assert keys.has_quit


def _name(keys: Keyboard) -> str:
    return (keys.cursor or "")[:12]


def _opens_the_line(begins: Callable[[Keyboard], str] = lambda _: "") -> Check:
    """The line of capture, begun with something; esc leaves it without a record of it."""

    async def check(keys: Keyboard, key: str) -> None:
        wanted = begins(keys)
        await keys.press(key)
        await keys.until_dialog("CaptureDialog")
        assert keys.app.screen.query_one(Input).value == wanted
        await keys.press("escape")
        await keys.until_dialog("")

    return check


def _a_talk(keys: Keyboard) -> str:
    """What a line about a talk with the person under the cursor begins with."""
    person = keys.screen.current
    assert isinstance(person, Contact)
    return talk_with(keys.screen.planner, [person])


async def _refuses_an_editor(keys: Keyboard, key: str) -> None:
    """There is no terminal of its own for one in a test; `test_editor.py` has one that is real."""
    id_ = keys.cursor_id
    assert id_ is not None
    before = keys.screen.planner.get(id_)
    keys.app.clear_notifications()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VISUAL", sys.executable)
        await keys.press(key)
    assert keys.toasts == ["An editor needs a terminal of its own, which there is not here."]
    assert keys.screen.planner.get(id_) == before


async def _goes_on(keys: Keyboard, key: str) -> None:
    """One to the right; a challenge that is under way is asked what it left behind first."""
    if keys.mode == "challenges":
        await _opens("ClosingForm", lambda keys: f"Closing {_name(keys)}")(keys, key)
        planner = keys.screen.planner
        accepted = next(one for one in planner.all(Challenge) if one.status == "accepted")
        assert keys.screen.put_cursor_on(accepted.id)
        await keys.settle()
    await _changes(_standing)(keys, key)


async def _does_what_today_asks(keys: Keyboard, key: str) -> None:
    """A person is talked with; a criterion of the present job is ticked."""
    await _opens("TalkDialog", _name)(keys, key)
    await keys.press("l", "G", "j", "j")  # past the practices, and the stone itself
    await _changes(lambda record: getattr(record, "exit_criteria", None))(keys, key)


async def _bands(keys: Keyboard, key: str) -> None:
    """Three ways of it, the last as it was; the cursor stays on its goal."""
    id_, shown = keys.cursor_id, [keys.text]
    for _ in range(3):
        await keys.press(key)
        assert keys.cursor_id == id_
        shown.append(keys.text)
    assert len(set(shown[:3])) == 3
    assert shown[3] == shown[0]


async def _asks_what_became_of_it(keys: Keyboard, key: str) -> None:
    """Where one thing is open; where nothing is, it says so."""
    planner = keys.screen.planner
    open_with = {one.id: len(promised_to(planner, one.id, planner.today)) for one in planner.all(Contact)}
    for count in (0, 1):
        id_ = next(id_ for id_ in open_with if open_with[id_] == count)
        assert keys.screen.put_cursor_on(id_)
        await keys.settle()
        if count:
            await _opens("FollowUpDialog", lambda _: "Let it go")(keys, key)
        else:
            await _says("Nothing is open between you.")(keys, key)


async def _takes_the_next_rung(keys: Keyboard, key: str) -> None:
    """Where one of the person's own ideas follows; where there is one already, it says so."""
    planner = keys.screen.planner
    challenges = planner.all(Challenge)
    has_one = next(one for one in challenges if one.next_rung)
    has_none = next(one for one in challenges if not one.next_rung and next_rung_for(planner, one))
    assert keys.screen.put_cursor_on(has_one.id)
    await keys.settle()
    await _says("It has a next rung already; e changes it.")(keys, key)
    assert keys.screen.put_cursor_on(has_none.id)
    await keys.settle()
    await _changes(lambda record: getattr(record, "next_rung", None))(keys, key)


def _on_a_job(dialog: str) -> Check:
    """Opens a dialog about the job under the cursor; on anything else it says why not."""

    async def check(keys: Keyboard, key: str) -> None:
        planner = keys.screen.planner
        vision = next(one for one in planner.all(Vision) if keys.screen.put_cursor_on(one.id))
        await keys.settle()
        assert keys.cursor_id == vision.id
        await _says("This is for a job; the cursor is on something else.")(keys, key)
        assert keys.screen.put_cursor_on(planner.all(Job)[0].id)
        await keys.settle()
        await _opens(dialog, lambda _: planner.all(Job)[0].heading)(keys, key)

    return check


async def _shows_what_led_here(keys: Keyboard, key: str) -> None:
    """Asks to which vision, and on a vision shows what led to that one, until esc."""
    await _opens("Picker", lambda _: "What led to which vision?")(keys, key)
    vision = next(one for one in keys.screen.planner.all(Vision) if keys.screen.put_cursor_on(one.id))
    await keys.settle()
    await keys.press(key)
    assert keys.screen_shows(f"what led to ★ {vision.title[:12]}")
    assert keys.cursor_id == vision.id
    await keys.press("escape")
    assert not keys.screen_shows("what led to ")


async def _toggles_the_futures(keys: Keyboard, key: str) -> None:
    """Away, and back."""
    assert keys.screen_shows("Futures")
    await keys.press(key)
    assert not keys.screen_shows("Futures")
    await keys.press(key)
    assert keys.screen_shows("Futures")


async def _groups_the_wins(keys: Keyboard, key: str) -> None:
    """By year, by job, by theme, by skill, and by year again; the cursor stays on its win."""
    id_, shown = keys.cursor_id, [keys.text]
    for by in ("job", "theme", "skill", "year"):
        await keys.press(key)
        assert keys.cursor_id == id_
        assert keys.screen_shows(f"by {by} ")
        shown.append(keys.text)
    assert len(set(shown[:4])) == 4
    assert shown[4] == shown[0]


async def _copies_what_to_brag_of(keys: Keyboard, key: str) -> None:
    await keys.press(key)
    assert keys.said.startswith("Copied the brag document as Markdown: 18 wins")
    assert "\n## " in keys.clipboard


CHECKS: dict[str, Check] = {
    **{f"go.{tab.mode}": _switches(tab.mode) for tab in TABS},
    "app.capture": _opens_the_line(),
    "app.win": _opens_the_line(lambda _: "win "),
    "app.review": _opens("ReviewDialog", lambda _: "Week of 16 Nov 2026"),
    "app.find": _opens("Palette", lambda _: "Find"),
    "app.palette": _opens("Palette", lambda _: "Commands and records"),
    "app.skills": _opens("SkillsDialog", lambda _: "0-5 level today"),
    "app.adrift": _opens("AdriftDialog", lambda _: "o go there"),
    "app.undo": _undoes,
    "app.redo": _redoes,
    "app.help": _opens("HelpDialog", lambda keys: f"Keys on {keys.mode.capitalize()}"),
    "app.theme": _changes_the_theme,
    "app.import": _opens("ImportDialog", lambda _: "Import a CV"),
    "app.suspend": _has_no_shell,
    "app.quit": _quits,
    "record.new": _opens("RecordForm", lambda keys: f"New {_MADE[keys.mode]}"),
    "record.edit": _opens("RecordForm", _name),
    "record.notes": _refuses_an_editor,
    "record.open": _opens_in_full,
    "record.archive": _changes(lambda record: record.archived),
    "record.mark": _marks,
    "record.sight": _opens("SightDialog", _name),
    "record.copy": _copies,
    **{f"move.{way}": _changes(_standing) for way in ("left", "down", "up")},
    "move.right": _goes_on,
    "screen.filter": _filters,
    "screen.filters": _opens("SavedFilters", lambda _: "Saved filters"),
    "screen.pane": _hides_the_pane,
    "screen.sort": _sorts,
    "screen.reverse": _sorts,
    "screen.archived": _opens("ArchiveDialog", lambda _: "Archived"),
    "ahead.what_if": _opens("FuturesDialog", lambda _: "What if"),
    "screen.back": _goes_back,
    "cursor.left": _moves(sideways=True),
    "cursor.right": _moves(sideways=True),
    "cursor.down": _moves(),
    "cursor.up": _moves(),
    "cursor.first": _moves(),
    "cursor.last": _moves(),
    "cursor.half_down": _moves(pans=True),
    "cursor.half_up": _moves(pans=True),
    "today.done": _does_what_today_asks,
    "today.log": _opens_the_line(_a_talk),
    "vision.value": _opens("RecordForm", lambda _: "New value"),
    "vision.weigh_more": _changes(lambda record: getattr(record, "weight", None)),
    "vision.weigh_less": _changes(lambda record: getattr(record, "weight", None)),
    "vision.reached": _changes(lambda record: getattr(record, "status", None)),
    "goals.step": _changes(lambda record: getattr(record, "steps_done", None)),
    "goals.columns": _opens("ColumnsDialog", lambda _: "Columns of the board"),
    "goals.bands": _bands,
    "network.log": _opens_the_line(_a_talk),
    "network.follow_up": _asks_what_became_of_it,
    "network.remind": _opens("RemindDialog", lambda keys: f"Remind me later of {_name(keys)}"),
    "challenges.attempt": _opens("AttemptDialog", lambda keys: f"A try at {_name(keys)}"),
    "challenges.close": _opens("ClosingForm", lambda keys: f"Closing {_name(keys)}"),
    "challenges.rung": _takes_the_next_rung,
    "wins.bands": _groups_the_wins,
    "wins.brag": _copies_what_to_brag_of,
    "asks.answer": _opens("AnswerDialog", _name),
    "case.evidence": _opens("Picker", lambda keys: f"Which criteria does “{_name(keys)}"),
    "timeline.answer": _on_a_job("StoneDialog"),
    "timeline.leaving": _on_a_job("CriteriaDialog"),
    "timeline.fit": _on_a_job("ValuesFitDialog"),
    "timeline.compare": _on_a_job("ComparisonDialog"),
    "timeline.zoom_in": _looks_elsewhere(),
    "timeline.zoom_out": _looks_elsewhere(),
    "timeline.now": _looks_elsewhere(),
    "timeline.earlier": _moves(),
    "timeline.later": _moves(),
    "timeline.pan_back": _looks_elsewhere(),
    "timeline.pan_on": _looks_elsewhere(),
    "timeline.led_here": _shows_what_led_here,
    "timeline.futures": _toggles_the_futures,
}
"""What each command does, by its id; the screens on which it cannot are in `NOT_HERE`."""


# --- all of them ------------------------------------------------------------------------------------


def screens() -> list[type[CareerScreen]]:
    """The screens, in the order of their numbers."""
    return [
        getattr(import_module(f"careertui.tui.screens.{tab.mode}"), f"{tab.mode.capitalize()}Screen")
        for tab in TABS
    ]


def commands_on(screen: type[CareerScreen]) -> Iterable[Command]:
    """Everything whose keys work on a screen; quitting last, since nothing works after it."""
    everywhere = sorted(EVERYWHERE, key=lambda command: command.id == "app.quit")
    return (*screen.COMMANDS_HERE, *GRAMMAR, *CURSOR, *everywhere)


def test_every_command_has_its_check() -> None:
    """And no check is about a command that is gone."""
    ids = [command.id for screen in screens() for command in commands_on(screen)]
    assert set(ids) == set(CHECKS)


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.MODE)
def test_no_two_commands_of_a_screen_share_a_method_or_a_key(screen: type[CareerScreen]) -> None:
    """The last part of an id names the method, so two of the same name would run one of them."""
    methods = Counter(command.method for command in (*screen.COMMANDS_HERE, *GRAMMAR))
    keys = Counter(key for command in commands_on(screen) for key in command.keys.split(","))
    assert [name for name, count in (methods + keys).items() if count > 1] == []


async def at_the_start(keys: Keyboard, screen: type[CareerScreen], command: Command, first: str) -> None:
    """On the screen, with the cursor on its first record, or where the command has something to do."""
    number = next(tab.key for tab in TABS if tab.mode == screen.MODE)
    for _ in range(3):
        if keys.dialog:
            await keys.press("escape")
    if keys.mode != screen.MODE:
        await keys.press(number)
    if screen.MODE == "timeline" and command.id.partition(".")[0] in {"timeline", "cursor"}:
        await keys.press("0", "Z", "Z", "Z", "Z")
    if keys.cursor_id != first and not keys.screen.put_cursor_on(first):
        await keys.press("g", "g")  # the rows of Today are about records, and are none
    await keys.settle()
    if command.id in {"cursor.up", "cursor.first", "cursor.half_up"}:
        await keys.press("j" if command.id == "cursor.up" or screen.MODE == "timeline" else "G")
    await keys.press(*FIRST.get((screen.MODE, command.id), ()))


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.MODE)
async def test_every_key_does_what_its_command_says_or_says_why_not(
    planner: Planner, screen: type[CareerScreen]
) -> None:
    """On the sample career; afterwards it is as it was."""
    open_the_sample_career(planner)
    before = {record.id: record.archived for record in planner.everything()}
    async with planner_at_the_keyboard(planner, first=screen.MODE) as keys:
        await keys.press(*() if screen.MODE == "timeline" else ("g", "g"))
        first = keys.cursor_id
        assert first is not None
        for command in commands_on(screen):
            reason = NOT_HERE.get(screen.MODE, {}).get(command.id)
            for key in command.keys.split(","):
                await at_the_start(keys, screen, command, first)
                try:
                    await (_says(reason) if reason else CHECKS[command.id])(keys, key)
                except Exception as error:
                    raise AssertionError(f"{key} for {command.id} on {screen.MODE}\n{keys.text}") from error
    assert {record.id: record.archived for record in planner.everything()} == before


def _says(reason: str) -> Check:
    """Why it cannot run, and does nothing else."""

    async def check(keys: Keyboard, key: str) -> None:
        versions = {record.id: record.version for record in keys.screen.planner.everything()}
        mode = keys.mode
        keys.app.clear_notifications()
        await keys.press(key)
        assert keys.toasts == [reason]
        assert (keys.dialog, keys.mode, keys.marked) == ("", mode, [])
        assert {record.id: record.version for record in keys.screen.planner.everything()} == versions

    return check


async def test_on_an_empty_planner_every_key_that_needs_a_record_says_that_there_is_none(
    planner: Planner,
) -> None:
    """Greyed, with a sentence of its own; what remains writes something down or looks around."""
    async with planner_at_the_keyboard(planner) as keys:
        for tab in TABS:
            await keys.press(tab.key)
            for command in keys.screen.commands():
                reason = keys.screen.why_not(command.id)
                if reason is not None:
                    await _says(reason)(keys, command.keys.partition(",")[0])
                else:
                    # On Today the first practice is begun where it begins.
                    groups = {"screen", "record", "goals", "vision", "ahead"}
                    assert command.id == "today.done" or command.id.partition(".")[0] in groups, command.id
    assert list(planner.everything()) == []
