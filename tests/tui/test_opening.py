"""A start on a career that was looked at before: what stood on Today stands there while it is opened."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from careertui.domain.contact import Contact
from careertui.domain.goal import Goal
from careertui.domain.win import Win
from careertui.errors import StoreError
from careertui.open import open_planner, shown_last
from careertui.planner.planner import Planner
from careertui.settings import Remap, Settings
from careertui.tui.app import CareerApp
from careertui.tui.glance import Glance, from_bytes, meant_for
from careertui.tui.opening import Opening
from tests.conftest import Clock
from tests.store.helpers import lock, opened
from tests.tui.driver import Keyboard, keep, open_the_sample_career, planner_at_the_keyboard

SIZE = (120, 40)
NO_SETTINGS = Settings()


async def look_once(store: Path, clock: Clock, *keys: str, size: tuple[int, int] = SIZE) -> list[str]:
    """Open a career, press some keys, and leave; what stood on Today before them."""
    with opened(store, clock) as planner:
        async with planner_at_the_keyboard(planner, size=size) as there:
            lines = there.lines
            await there.press(*keys, "ctrl+q")
    return lines


def glance_at(
    store: Path, clock: Clock, size: tuple[int, int] = SIZE, settings: Settings = NO_SETTINGS
) -> Glance | None:
    """What a start in these circumstances would show before the career is open."""
    shown = shown_last(store)
    return from_bytes(shown, meant_for(clock().date(), size, settings)) if shown is not None else None


@asynccontextmanager
async def while_it_opens(
    store: Path, clock: Clock, opens: Callable[[], Planner] | None = None
) -> AsyncIterator[tuple[Keyboard, Callable[[], None]]]:
    """The screens, with the career not open yet, and what lets it be opened."""
    glance = glance_at(store, clock)
    assert glance is not None
    let = threading.Event()
    with open_planner(store, clock) as planner:

        def opened_when_let() -> Planner:
            let.wait()
            return opens() if opens else planner

        app = CareerApp(Opening(glance, clock().date(), opened_when_let))
        async with app.run_test(size=SIZE) as pilot:
            keys = Keyboard(app, pilot)
            await keys.until(lambda: "practices moved" in keys.text)
            try:
                yield keys, let.set
            finally:
                app.exit()
                let.set()


async def open_today(keys: Keyboard, let_it_open: Callable[[], None]) -> None:
    """Let the career be opened, and wait until it is and Today is at rest."""
    let_it_open()
    await keys.until(lambda: keys.mode == "today")
    await keys.settle()


@pytest.fixture
def career(store_path: Path, clock: Clock) -> Path:
    """The sample career, let go."""
    with opened(store_path, clock) as planner:
        open_the_sample_career(planner)
    return store_path


async def test_what_stood_on_today_stands_there_again_and_stays_when_the_career_is_open(
    career: Path, clock: Clock
) -> None:
    """Line for line, so that nothing moves under the eye."""
    before = await look_once(career, clock)
    async with while_it_opens(career, clock) as (keys, let_it_open):
        assert keys.lines == before
        await open_today(keys, let_it_open)
        assert keys.lines == before


async def test_the_cursor_moves_meanwhile_and_stays_where_it_is(career: Path, clock: Clock) -> None:
    """Through the parts, with the keys that matter on each line in the footer."""
    await look_once(career, clock)
    async with while_it_opens(career, clock) as (keys, let_it_open):
        await keys.press("j", "l", "j", "G", "j", "k", "h", "g", "g", "j")
        assert keys.line_with("Jun Hoshikawara").startswith("▌")
        await keys.press("G", "j")
        assert "▌" in keys.line_with("Vision     ")
        shown = keys.lines
        await open_today(keys, let_it_open)
        assert keys.lines == shown


async def test_other_keys_wait_until_the_career_is_open(career: Path, clock: Clock) -> None:
    """And have their effect then, in their order, with all that was typed behind them."""
    await look_once(career, clock)
    async with while_it_opens(career, clock) as (keys, let_it_open):
        for key in ("3", "n", *"Learn to weld", "ctrl+s"):
            keys._send("space" if key == " " else key)
        await keys.pilot.pause()
        assert keys.mode == "opening"
        let_it_open()
        await keys.until(lambda: keys.mode == "goals")
        await keys.settle()
        assert "Learn to weld" in [goal.title for goal in keys.app.planner.all(Goal)]


async def test_a_tab_that_was_clicked_meanwhile_comes_first(career: Path, clock: Clock) -> None:
    """A click is not lost either."""
    await look_once(career, clock)
    async with while_it_opens(career, clock) as (keys, let_it_open):
        await keys.pilot.click("Nav", offset=(keys.lines[0].index("Network"), 0))
        let_it_open()
        await keys.until(lambda: keys.mode == "network")


async def test_one_can_leave_before_the_career_is_open(career: Path, clock: Clock) -> None:
    """Nobody waits for what they no longer want."""
    await look_once(career, clock)
    async with while_it_opens(career, clock) as (keys, _):
        keys._send("ctrl+q")
        await keys.until(lambda: keys.has_quit)
        assert keys.mode == "opening"


async def test_a_career_that_cannot_be_opened_ends_the_screens_and_says_why(
    career: Path, clock: Clock
) -> None:
    """As it would have said before them."""
    await look_once(career, clock)

    def refuse() -> Planner:
        raise StoreError("The disk refused.")

    async with while_it_opens(career, clock, refuse) as (keys, let_it_open):
        let_it_open()
        await keys.until(lambda: keys.has_quit)
        assert str(keys.app.fault) == "The disk refused."
        keys.app._exception = None  # which Textual would raise in this test


async def test_a_change_is_shown_and_never_what_was_before_it(career: Path, clock: Clock) -> None:
    """Whether this session made it or another program did."""
    await look_once(career, clock, "w", *"Found the leak", "enter")
    glance = glance_at(career, clock)
    assert glance is not None
    with opened(career, clock) as planner:
        assert "Found the leak" in [win.heading for win in planner.all(Win)]
        keep(planner, Contact(name="Ines Ferraro"))
    assert glance_at(career, clock) is None


async def test_what_is_the_same_is_not_kept_again(career: Path, clock: Clock) -> None:
    """To leave costs nothing where nothing has happened."""
    await look_once(career, clock)
    async with while_it_opens(career, clock) as (keys, let_it_open):
        await open_today(keys, let_it_open)
        await keys.press("2", "ctrl+q")
        assert keys.app.planner.shown == b""
    assert glance_at(career, clock) is not None
    async with while_it_opens(career, clock) as (keys, let_it_open):
        await open_today(keys, let_it_open)
        await keys.press("d", "ctrl+q")
        assert keys.app.planner.shown
        assert b"Dr Leopold Ashgrove" not in keys.app.planner.shown


async def test_what_was_changed_on_another_screen_is_in_it(store_path: Path, clock: Clock) -> None:
    """Today has not been looked at since, and is all the same as it would be."""
    await look_once(store_path, clock, "3", "n", *"Pay the rent due", "ctrl+s")
    with opened(store_path, clock) as planner:
        goal = planner.all(Goal)[0]
        keep(planner, goal.revised(due=clock().date().isoformat()))
    await look_once(store_path, clock, "3", "e", "backspace", "y", "ctrl+s")
    async with while_it_opens(store_path, clock) as (keys, _):
        assert keys.screen_shows("Pay the rent duy")


async def test_another_day_window_or_choice_has_nothing_to_show_before(career: Path, clock: Clock) -> None:
    """What Today says depends on them."""
    await look_once(career, clock)
    assert glance_at(career, clock) is not None
    assert glance_at(career, clock, (119, 40)) is None
    assert glance_at(career, clock, settings=Settings(remaps=(Remap("app.help", "f1", 1),))) is None
    clock.go_on(days=1)
    assert glance_at(career, clock) is None


async def test_it_is_private_and_a_locked_career_has_none(career: Path, clock: Clock) -> None:
    """It says in the clear what records say; putting a lock on takes it away."""
    await look_once(career, clock)
    kept = career.with_name("career.glance")
    assert kept.stat().st_mode & 0o777 == 0o600
    lock(career)
    assert not kept.exists()
    await look_once(career, clock)
    assert not kept.exists()


async def test_one_that_is_cut_off_or_garbled_is_passed_over(career: Path, clock: Clock) -> None:
    """It is worth nothing by itself, so nothing hangs on it."""
    await look_once(career, clock)
    kept = career.with_name("career.glance")
    whole = kept.read_bytes()
    stamp = whole.index(b"\n") + 1
    for cut in range(0, len(whole), 97):
        kept.write_bytes(whole[:cut])
        assert glance_at(career, clock) is None
    for garbled in (
        b"[]",
        b"null",
        b'["x"]',
        b"\xff\xfe",
        whole[stamp:].replace(b'"next"', b"7"),
        b"1" * 5_000,
    ):
        kept.write_bytes(whole[:stamp] + garbled)
        assert shown_last(career) == garbled
        assert glance_at(career, clock) is None


async def test_no_link_is_followed_to_it_and_no_pipe_waited_for(
    career: Path, clock: Clock, tmp_path: Path
) -> None:
    """Where others can write into the folder, they may plant either."""
    await look_once(career, clock)
    kept = career.with_name("career.glance")
    elsewhere = kept.rename(tmp_path / "elsewhere")
    kept.symlink_to(elsewhere)
    assert glance_at(career, clock) is None
    kept.unlink()
    os.mkfifo(kept)
    assert glance_at(career, clock) is None
