"""Keys from the config file: whatever runs or names a key follows; a wrong one is told, and left."""

from __future__ import annotations

import pytest

from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact
from careertui.domain.goal import Goal
from careertui.domain.vision import Vision
from careertui.planner.planner import Planner
from careertui.settings import Settings, parse_settings
from careertui.tui.keymap import _dialogs, _own, every_binding, keymap_of, problems_of
from tests.tui.driver import headings, keep, open_the_sample_career, planner_at_the_keyboard


def keys_of(*lines: str) -> Settings:
    """The settings of a config file whose `[keys]` begin in line 2."""
    return parse_settings("\n".join(["[keys]", *lines]))


def said_of(*lines: str) -> list[str]:
    """What is said about these lines of `[keys]`."""
    return [str(problem) for problem in problems_of(keys_of(*lines))]


# --- what is followed -------------------------------------------------------------------------------


async def test_a_remapped_command_has_its_new_keys_and_no_longer_its_old_ones(planner: Planner) -> None:
    """On a screen, everywhere, for the cursor, and twice in a row; the footer and the sentences name them."""
    settings = keys_of(
        'record.new = "f5"', 'record.archive = "f3"', 'app.undo = "ctrl+w"', 'go.network = "f4"',
        'cursor.down = "Y,down"', 'cursor.first = "QQ"', 'app.help = "f1"', 'screen.back = "f9"',
        'record.edit = "d"',
    )  # fmt: skip
    async with planner_at_the_keyboard(planner, settings=settings) as keys:
        assert keys.toasts == []
        assert "f4 Network" in keys.nav
        assert "f1 shows the keys" in keys.text
        await keys.press("f4")
        assert "f5 adds the first" in keys.text
        assert keys.keys_bar.startswith("s sort  f5 new  / filter  c capture  i log a talk")
        assert keys.keys_bar.endswith("f1 keys")
        keep(planner, *(Contact(name=name) for name in ("Ada", "Bob", "Cyd")))
        await keys.settle()
        await keys.press("Y", "down")
        assert keys.cursor == "Cyd"
        await keys.press("j", "g", "g", "Q", "4", "Q")
        assert keys.cursor == "Cyd"
        await keys.press("Q", "Q")
        assert keys.cursor == "Ada"
        await keys.press("f3")
        assert keys.said == "Archived “Ada”. ctrl+w brings it back."
        await keys.press("u", "U")
        assert headings(planner, Contact) == ["Bob", "Cyd"]
        await keys.press("ctrl+w", "d")
        assert headings(planner, Contact) == ["Ada", "Bob", "Cyd"]
        assert keys.dialog == "RecordForm"
        await keys.press("escape", "space")
        assert keys.marked == ["Ada"]
        await keys.press("escape", "q")
        assert keys.marked == ["Ada"]
        await keys.press("f9")
        assert keys.marked == []


async def test_help_and_palette_are_built_from_the_bindings_in_force(planner: Planner) -> None:
    """Remapped ones among them, in a dialog whose own keys are remapped."""
    settings = keys_of(
        'goals.step = "f5,X"', 'cursor.first = "QQ"', 'dialog.close = "f9"', 'palette.choose = "f8"',
        'list.down = "f7"',
    )  # fmt: skip
    async with planner_at_the_keyboard(planner, size=(120, 60), settings=settings) as keys:
        await keys.press("3", "question_mark")
        assert keys.line_with("Tick the next open").split("Tick")[0].split()[-2:] == ["f5", "X"]
        for _ in range(6):
            if not keys.screen_shows("The first, the last"):
                await keys.press("ctrl+d")
        assert keys.line_with("The first, the last").split()[1:3] == ["QQ", "G"]
        assert keys.screen_shows("f9 close")
        await keys.press("escape", "q")
        assert keys.dialog == "HelpDialog"
        await keys.press("f9", ":")
        await keys.type("tick st")
        assert keys.line_with("tick step").split()[-2:] == ["f5", "X"]
        assert keys.screen_shows("f8 go   f9 close")
        await keys.press("f9", ":")
        await keys.type("go to")
        await keys.press("f7", "f8")
        assert keys.mode == "today"


async def test_the_form_follows_its_own_remaps(planner: Planner) -> None:
    """Saving, going on and leaving, in its line of keys too."""
    settings = keys_of('form.save = "f2"', 'form.next = "f3"', 'form.leave = "f4"')
    async with planner_at_the_keyboard(planner, settings=settings) as keys:
        await keys.press("3", "n")
        assert keys.screen_shows("f2 save")
        await keys.type("Learn Rust")
        first = keys.field
        await keys.press("f3")
        assert keys.field != first
        await keys.press("escape", "f2")
        assert keys.dialog == ""
        await keys.press("n", "f4")
        assert keys.dialog == ""
    assert headings(planner, Goal) == ["Learn Rust"]


async def test_two_commands_can_change_keys_with_each_other(planner: Planner) -> None:
    """Each key then runs the other, and only that."""
    keep(planner, Challenge(title="Keynote"))
    settings = keys_of('record.edit = "d"', 'record.archive = "e"')
    async with planner_at_the_keyboard(planner, settings=settings) as keys:
        assert keys.toasts == []
        await keys.press("5", "d")
        assert keys.dialog == "RecordForm"
        await keys.press("escape", "e")
        assert headings(planner, Challenge) == []


async def test_a_key_of_one_screen_may_be_another_command_on_another(planner: Planner) -> None:
    """What is never asked for at the same place has no quarrel; nor has what has its default written out."""
    assert said_of('goals.step = "i"', 'network.log = "b"', 'sight.look = "x"', 'record.new = "n,a"') == []
    open_the_sample_career(planner)
    settings = keys_of('goals.step = "i"', 'challenges.attempt = "i"')
    async with planner_at_the_keyboard(planner, settings=settings) as keys:
        await keys.press("4", "i")
        assert keys.dialog == "CaptureDialog"


async def test_the_theme_is_the_one_of_the_file(planner: Planner) -> None:
    """Ours, or one of Textual's."""
    settings = parse_settings('[look]\ntheme = "nord"')
    async with planner_at_the_keyboard(planner, settings=settings) as keys:
        assert keys.app.theme == "nord"


# --- what is not ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (['record.nwe = "f5"'], "line 2: There is no command 'record.nwe'; is it record.new?"),
        (
            ['record.new = "ctrl+enter"'],
            "line 2: 'ctrl+enter' is no key that every terminal sends. It stays n or a.",
        ),
        (['record.new = "f5,"'], "line 2: A key is missing. It stays n or a."),
        (['record.new = ""'], "line 2: A key is missing."),
        (['record.new = "f99"'], "line 2: 'f99' is no key"),
        (['record.new = "e"'], "line 2: e for record.new runs record.edit already. It stays n or a."),
        (['goals.step = "u"'], "line 2: u for goals.step runs app.undo already. It stays x."),
        (['app.find = "x"'], "line 2: x for app.find runs today.done already. It stays ctrl+f."),
        (['record.new = "j"'], "line 2: j for record.new runs cursor.down already."),
        (['record.new = "g"'], "line 2: g for record.new runs cursor.first already."),
        (['page.edit = "q"'], "line 2: q for page.edit runs dialog.close already. It stays e."),
        (['app.quit = "Q"'], "line 2: app.quit works while you type, where Q is text. It stays ctrl+q."),
        (['dialog.close = "x"'], "line 2: dialog.close works while you type, where x is text."),
        (['form.save = "f2,s"'], "line 2: form.save works while you type, where s is text. It stays ctrl+s."),
        (
            ['record.new = "f5"', "", 'record.edit = "f5"'],
            "line 4: f5 for record.edit runs record.new already.",
        ),
        (
            ['record.edit = "f5"', 'record.new = "slash"'],
            "line 3: / for record.new runs screen.filter already.",
        ),
    ],
)
def test_a_wrong_or_doubly_bound_key_is_told_with_its_line(lines: list[str], said: str) -> None:
    """And what is done instead; it alone is left at its default."""
    (found,) = said_of(*lines)
    assert found.startswith(f"config.toml, {said}"), found
    followed = keymap_of(keys_of(*lines).remaps).keys
    assert len(followed) == len([line for line in lines if line]) - 1


def test_half_an_exchange_is_none() -> None:
    """Where one of two that change keys cannot, the other stays as well: its new key is not free."""
    assert said_of('record.edit = "d"', 'record.archive = "nokey"') == [
        "config.toml, line 2: d for record.edit runs record.archive already. It stays e.",
        "config.toml, line 3: 'nokey' is no key that every terminal sends. It stays d.",
    ]


async def test_problems_are_said_when_the_screens_open_and_the_rest_counted(planner: Planner) -> None:
    """The program starts all the same, with the defaults."""
    settings = keys_of('a = "x"', 'b = "x"', 'c = "x"', 'd = "x"', 'record.new = "e"')
    async with planner_at_the_keyboard(planner, settings=settings) as keys:
        assert keys.toasts[0].startswith("config.toml, line 2: There is no command 'a'")
        assert keys.toasts[3] == "config.toml: 2 more; `careertui config --check` lists them."
        await keys.press("3", "n")
        assert keys.dialog == "RecordForm"


def test_the_defaults_themselves_quarrel_nowhere() -> None:
    """Each id once, each key one that every terminal sends, none doubly bound where both are asked for."""
    lines = [f'{bound.id} = "{bound.keys}"' for bound in every_binding()]
    assert said_of(*lines) == []
    shifted = [f'{bound.id} = "{bound.keys},f12"' for bound in every_binding() if bound.id == "app.undo"]
    assert said_of(*shifted) == []


def test_every_key_that_a_dialog_shows_has_an_id_to_remap_it_by() -> None:
    """One without could be read at the foot of a dialog and not be changed."""
    shown = [(dialog.__name__, binding) for dialog in _dialogs() for binding in _own(dialog) if binding.show]
    assert len(shown) > 20
    assert [(name, binding.key) for name, binding in shown if not binding.id] == []


async def test_the_columns_dialog_follows_its_own_remaps(planner: Planner) -> None:
    """In its line of keys, and in the line that tells of the others."""
    settings = keys_of('columns.add = "f5"', 'columns.right = "f6"')
    async with planner_at_the_keyboard(planner, settings=settings) as keys:
        await keys.press("3", "B")
        assert keys.screen_shows("f5 add")
        assert keys.screen_shows("f6 K order   + - limit   x means done")
        await keys.press("f6", "f5")
        await keys.type("Waiting\n")
    assert [column.name for column in planner.board.columns][:3] == ["Next", "Backlog", "Waiting"]


async def test_what_is_said_names_the_keys_in_force(planner: Planner) -> None:
    """Toasts, and the reasons why something cannot be moved."""
    settings = keys_of('app.undo = "f6"', 'record.edit = "f7"', 'vision.reached = "f8"', 'app.win = "f9"')
    keep(planner, Vision(title="Tools", horizon=20), Goal(title="Learn Rust", column="doing"))
    async with planner_at_the_keyboard(planner, first="vision", settings=settings) as keys:
        await keys.press("J")
        assert keys.said == "There is no farther horizon; f7 can give it one of its own."
        await keys.press("f8")
        assert keys.said == "★ Reached: Tools. f6 takes it back."
        await keys.press("J")
        assert keys.said == "It is behind you; f8 brings it back ahead."
        await keys.press("f6", "3", "l", "l", "L")
        assert keys.said.endswith("f9 records the win.")
        await keys.press("c")
        await keys.type("goal Learn SQL\n")
        assert keys.said == "Recorded. Goal: Learn SQL. f6 takes it back."


async def test_the_keys_within_a_line_can_be_others(planner: Planner) -> None:
    """The filter's and that of capture are completed by the same key, and say which it is."""
    settings = keys_of('line.complete = "f2"', 'filter.keep = "f3"', 'filter.done = "f4"')
    keep(planner, Goal(title="Learn Rust", column="next", tags=("learning",)))
    async with planner_at_the_keyboard(planner, first="goals", settings=settings) as keys:
        await keys.press("/")
        assert keys.screen_shows("f2 completes")
        await keys.type("#le")
        await keys.press("f2")
        assert keys.screen.bar.line.strip() == "#learning"
        assert keys.screen_shows("f4 keeps it  f3 saves it")
        await keys.press("f3")
        assert keys.dialog == "NameFilter"
        await keys.press("escape", "f4", "c")
        await keys.type("goal Sing #le")
        assert keys.screen_shows("f2 learning")
        await keys.press("f2")
        assert "goal Sing #learning" in keys.text
        assert keys.toasts == []


def test_a_key_within_a_line_cannot_be_another_of_the_line() -> None:
    """Nor a letter, which would be typed."""
    assert said_of('filter.keep = "tab"') == [
        "config.toml, line 2: tab for filter.keep runs line.complete already. It stays ctrl+s."
    ]
    assert said_of('line.complete = "x"') == [
        "config.toml, line 2: line.complete works while you type, where x is text. It stays tab."
    ]
