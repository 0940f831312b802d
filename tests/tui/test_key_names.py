"""With every key another, nothing on the screen names one of the defaults: no hint, toast, reason or help."""

from __future__ import annotations

import re

import pytest
from rich.style import Style
from textual.binding import Binding
from textual.screen import ModalScreen

from careertui.domain.challenge import Challenge
from careertui.planner.planner import Planner
from careertui.tui.commands import key_name
from careertui.tui.everywhere import EVERYWHERE
from careertui.tui.keymap import Keymap, every_binding
from careertui.tui.tabs import TABS, Tab
from tests.tui.driver import Keyboard, keep, open_the_sample_career, planner_at_the_keyboard

OTHER = {bound.id: chr(0x4E00 + number) for number, bound in enumerate(every_binding())}
"""A key for every id, each a character that no text here has."""
DEFAULTS = {key_name(key) for bound in every_binding() for key in bound.keys.split(",")} - set("←→↑↓")
"""How the keys of the defaults are written, but for the arrows, which are marks as well."""
PLAIN = {name for name in DEFAULTS if re.fullmatch(r"[b-zA-HJ-Z]|esc|ctrl\+.|[a-z]\d+|gg", name)}
"""Those that are no word or number of a sentence."""
NOT_OPENED = {"app.quit", "app.suspend", "app.undo", "app.redo", "app.theme", "record.notes"}


def named(keys: Keyboard) -> list[str]:
    """The default keys that are named in what is in front: as a word of a line, or in the hue of keys."""
    parts = keys.app.screen.children if keys.dialog else (keys.app.screen,)
    regions = [part.region.intersection(keys.app.screen.region) for part in parts]
    strips = [
        strip.crop(region.x, region.right)
        for region in regions
        for strip in keys.strips[region.y : region.bottom]
    ]
    words = {word for strip in strips for word in re.split(r"[\s:;,.()]+", strip.text)}
    stone = keys.app.theme_variables["stone"].lower()
    drawn = {
        segment.text.strip()
        for strip in strips
        for segment in strip
        if segment.style is not None and _is_of(segment.style, stone)
    }
    counts = {"0"} if keys.mode == "record" else set()  # how many there are in a view is drawn in that hue
    return sorted(((words & PLAIN) | (drawn & DEFAULTS)) - _fixed(keys.app.screen) - counts)


def _is_of(style: Style, hue: str) -> bool:
    return style.color is not None and style.color.triplet is not None and style.color.triplet.hex == hue


def _fixed(screen: object) -> set[str]:
    """The keys of a dialog's own that have no id to remap them by."""
    if not isinstance(screen, ModalScreen):
        return set()
    bound = [one for node in (screen, screen.focused) if node for one in type(node).BINDINGS]
    return {key_name(one.key) for one in bound if isinstance(one, Binding) and not one.id}


def in_words(sentence: str) -> list[str]:
    """The default keys that a sentence names."""
    return sorted(set(re.split(r"[\s:;,.()]+", sentence)) & PLAIN)


@pytest.fixture
def _other_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is remapped, to keys that no config file could name and that a line would take for text."""
    monkeypatch.setattr("careertui.tui.keymap.keymap_of", lambda _: Keymap(keys=OTHER, problems=()))


@pytest.mark.usefixtures("_other_keys")
@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.mode)
async def test_an_empty_planner_names_the_keys_in_force(planner: Planner, tab: Tab) -> None:
    """Each screen, what it opens, and why each of its commands cannot run."""
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press(OTHER[f"go.{tab.mode}"])
        assert named(keys) == []
        refused = [reason for command in keys.screen.commands() if (reason := keys.screen.refusal(command))]
        assert [reason for reason in refused if in_words(reason)] == []
        # What works everywhere opens the same from everywhere.
        everywhere = EVERYWHERE if tab.mode == "today" else ()
        can_run = [command for command in keys.screen.commands() if keys.screen.refusal(command) is None]
        for command in (*can_run, *everywhere):
            if command.id in NOT_OPENED or command.id.startswith("go."):
                continue
            keys.app.clear_notifications()
            await keys.press(OTHER[command.id])
            assert named(keys) == [], f"{command.id}\n{keys.text}"
            assert [said for said in keys.toasts if in_words(said)] == []
            while keys.dialog:
                keys.app.pop_screen()
                await keys.settle()
            if keys.mode != tab.mode:
                await keys.press(OTHER[f"go.{tab.mode}"])
            if keys.screen.bar.is_open:
                keys.screen.use_filter("")
                await keys.settle()


@pytest.mark.usefixtures("_other_keys")
async def test_a_full_planner_refuses_and_helps_with_the_keys_in_force(planner: Planner) -> None:
    """What stands in the footer, the help and the reasons; text of the person's own may have letters."""
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, size=(120, 60)) as keys:
        for tab in TABS:
            await keys.press(OTHER[f"go.{tab.mode}"])
            assert not DEFAULTS & set(keys.keys_bar.split()) - {"a"}, keys.keys_bar
            for marks in (frozenset[str](), frozenset(record.id for record in planner.all(Challenge)[:2])):
                keys.screen.marked = marks
                reasons = [keys.screen.refusal(command) for command in keys.screen.commands()]
                assert [reason for reason in reasons if reason and in_words(reason)] == []
            keys.screen.marked = frozenset()
            await keys.press(OTHER["app.help"])
            assert named(keys) == [], keys.text
            keys.app.pop_screen()
            await keys.settle()


async def test_the_ladder_names_the_key_in_force_and_only_where_it_works(planner: Planner) -> None:
    """In the pane of Challenges; not on the page that enter opens, where it would do nothing."""
    keep(
        planner,
        Challenge(title="Speak to five", status="overcome", before=6, after=3, tags=("speaking",)),
        Challenge(title="Speak to fifty", before=7, tags=("speaking",)),
    )
    async with planner_at_the_keyboard(planner, first="challenges") as keys:
        keys.app.set_keymap({"challenges.rung": "f7"})
        await keys.press("G")
        assert keys.screen_shows("f7 makes it the next rung")
        await keys.press("enter")
        assert keys.screen_shows("next rung?")
        assert not keys.screen_shows("makes it the next rung")


def test_no_error_of_the_planner_names_a_key() -> None:
    """It knows no keys: its words name what is done, and the screens name the key."""
    from pathlib import Path

    import careertui.domain
    import careertui.planner

    folders = (Path(package.__file__ or "").parent for package in (careertui.domain, careertui.planner))
    sources = [path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py")]
    hints = [text for source in sources for text in re.findall(r'Error\([^)]*"([^"]*)"\)', source)]
    assert len(hints) > 20
    assert [hint for hint in hints if re.match(r"(\S|ctrl\+\S|esc|enter|tab) [a-z]+s\b", hint)] == []
