"""The terminal is taken before anything is loaded, and given back whatever becomes of the loading."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyte
import pytest
from textual.theme import Theme

from careertui.tui.first_frame import _COLOURS, ENTER, drawn, has_all_colours
from careertui.tui.tabs import TABS
from careertui.tui.themes import THEMES
from tests.faults.helpers import FIRST_SCREEN, careertui, give_passphrase, opened
from tests.store.helpers import either_way
from tests.terminal import Terminal

DAY = date(2026, 11, 22)
IN_COLOUR = {"COLORTERM": "truecolor"}
FIRST = f" {TABS[0].key} {TABS[0].label} "


WAITING = """
import os, select
pipe = os.open({!r}, os.O_RDONLY)
while not select.select([pipe], [], [], 0.1)[0]:
    pass
"""


@contextmanager
def loading(store: Path) -> Iterator[Terminal]:
    """A start that has drawn its first frame and waits, for as long as the test likes, to load the store.

    What it loads first is one that waits for a pipe into which nobody writes. It looks up now and then: a
    signal that falls just before a system call does not end the waiting in it.
    """
    stand_in = store.parent / "stand-in"
    stand_in.mkdir()
    os.mkfifo(stand_in / "pipe")
    (stand_in / "tinydb.py").write_text(WAITING.format(str(stand_in / "pipe")), encoding="utf-8")
    environment = {"PYTHONPATH": str(stand_in), "PYTHONDONTWRITEBYTECODE": "1"}
    writers: list[int] = []

    def is_waiting() -> bool:
        # A pipe that nobody reads yet cannot be opened for writing without waiting.
        with contextlib.suppress(OSError):
            writers.append(os.open(stand_in / "pipe", os.O_WRONLY | os.O_NONBLOCK))
        return bool(writers)

    with Terminal(careertui(store), store.parent, environment=environment) as terminal:
        give_passphrase(terminal, store)
        terminal.wait_for(FIRST)
        terminal.wait_until(is_waiting)
        try:
            yield terminal
        finally:
            os.close(writers[0])


def colours(screen: pyte.Screen, row: int) -> list[tuple[str, str, str, bool, bool]]:
    """The cells of a row: text, colours, bold, reverse; the colour of a space's text is not to be seen."""
    cells = (screen.buffer[row][column] for column in range(screen.columns))
    return [
        (
            c.data,
            c.fg if c.data.strip() or c.reverse else "",
            c.bg,
            c.bold and bool(c.data.strip()),
            c.reverse,
        )
        for c in cells
    ]


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
def test_the_line_stands_as_the_screens_will_draw_it(store_path: Path, theme: str) -> None:
    """Its text, its colours and its place: nothing moves when they come."""
    config = store_path.parent / "config.toml"
    config.write_text(f'[look]\ntheme = "{theme}"\n', encoding="utf-8")
    environment = {**IN_COLOUR, "CAREERTUI_CONFIG": str(config)}
    with opened(store_path, environment=environment) as terminal:
        whole = terminal._screen
        # The day is the host's here, so that both are drawn on the same one.
        first = pyte.Screen(whole.columns, whole.lines)
        begun = bytes(terminal.written).partition(b"\x1b[?1004h")[0]
        pyte.ByteStream(first).feed(begun)
        assert colours(first, 0) == colours(whole, 0)
        assert first.buffer[whole.lines - 1][0].bg == whole.buffer[whole.lines - 1][0].bg
        assert terminal.written.count(ENTER.encode()) == 1


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_its_colours_are_those_of_the_theme(theme: Theme) -> None:
    """They are written down twice, because the one place loads Textual and the other must not."""
    values: dict[str, str | None] = {f"${name}": colour for name, colour in theme.variables.items()}
    values |= {"$background": theme.background, "$surface": theme.surface}
    assert {name: values[name] for name in _COLOURS[theme.name]} == _COLOURS[theme.name]


@either_way
def test_a_key_typed_meanwhile_is_pressed_when_the_screens_are_there(store_path: Path) -> None:
    """It is neither lost nor echoed."""
    with Terminal(careertui(store_path), store_path.parent) as terminal:
        give_passphrase(terminal, store_path)
        terminal.wait_for(FIRST)
        terminal.send("3")
        terminal.wait_for("tick step")
        terminal.send("ctrl+q")
        assert terminal.wait_for_exit() == 0
        assert terminal.is_as_found, terminal.modes


@either_way
def test_a_key_is_not_echoed_while_it_loads(store_path: Path) -> None:
    """What is on the screen stays as it was drawn; ctrl+z waits like any other key."""
    with loading(store_path) as terminal:
        shown = len(terminal.written)
        terminal.send("xyz", "enter", "ctrl+z")
        terminal.send("ctrl+c")
        assert terminal.wait_for_exit() == -signal.SIGINT
        after = bytes(terminal.written[shown:])
        assert b"xyz" not in after
        assert b"^Z" not in after
        assert terminal.is_as_found, terminal.modes


@either_way
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_told_to_go_while_it_loads_it_gives_the_terminal_back(
    store_path: Path, number: signal.Signals
) -> None:
    """And ends by that signal, as it would have at once."""
    before = store_path.exists()
    with loading(store_path) as terminal:
        terminal.signal(number)
        assert terminal.wait_for_exit() == -number
        assert terminal.is_as_found, terminal.modes
    assert store_path.exists() is before


def test_a_store_that_does_not_open_is_told_on_the_terminal_as_it_was(store_path: Path) -> None:
    """One sentence, after the first frame has gone."""
    store_path.write_bytes(b"")
    with Terminal(careertui(store_path), store_path.parent) as terminal:
        assert terminal.wait_for_exit() == 1
        assert terminal.is_as_found, terminal.modes
        last = bytes(terminal.written).rpartition(b"\x1b[?1049l")[2]
        assert b"is empty" in last


def test_where_the_tabs_have_other_keys_they_are_left_to_the_screens(store_path: Path) -> None:
    """The first frame knows only the usual ones."""
    config = store_path.parent / "config.toml"
    config.write_text('[keys]\n"go.today" = "f1"\n', encoding="utf-8")
    with opened(store_path, environment={"CAREERTUI_CONFIG": str(config)}) as terminal:
        assert " f1 Today " in terminal.text
        assert FIRST.encode() not in terminal.written


@pytest.mark.parametrize(
    ("environment", "has"),
    [
        ({"COLORTERM": "truecolor"}, True),
        ({"COLORTERM": "24bit", "TERM": "xterm"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"COLORTERM": "truecolor", "NO_COLOR": "1"}, False),
        ({"COLORTERM": "truecolor", "TEXTUAL_COLOR_SYSTEM": "256"}, False),
        ({"TEXTUAL_COLOR_SYSTEM": "truecolor"}, True),
    ],
)
def test_it_is_in_colour_only_where_the_terminal_shows_them_all(
    environment: dict[str, str], has: bool
) -> None:
    """Elsewhere the screens choose the nearest, and the first frame is plain."""
    assert has_all_colours(environment) is has
    shown = drawn(DAY, 120, 40, _COLOURS["careertui-dark"] if has else None)
    assert ("\x1b[38;2;" in shown) is has


def test_it_opens_as_before_when_the_screens_come(store_path: Path) -> None:
    """Nothing of the first frame is left but what the screens draw too."""
    with opened(store_path) as terminal:
        assert FIRST_SCREEN in terminal.text
        assert terminal.text.count(FIRST) == 1
