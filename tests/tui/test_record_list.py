"""The list under every screen: its cursor reaches every record and is in sight, and drawing stays cheap."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot

from careertui.tui.pressed_twice import PressedTwice
from careertui.tui.widgets.record_list import RecordList, Row

HEIGHT = 12
WIDTH = 40


class OneList(PressedTwice, App[None]):
    """A list alone in the window; counts what it draws."""

    def __init__(self, rows: Sequence[Row], lines: int = 1) -> None:
        super().__init__()
        self.rows = rows
        self.drawn: Counter[str] = Counter()
        self.moved: list[str | None] = []
        self.left: list[int] = []
        self._lines_each = lines

    def compose(self) -> ComposeResult:
        """The list."""
        yield RecordList(self.draw, id="list")

    def on_mount(self) -> None:
        """Fill it."""
        self.records.show(self.rows)

    @property
    def records(self) -> RecordList:
        """The list."""
        return self.query_one(RecordList)

    def draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        """A record: its id, with a mark where the cursor is."""
        self.drawn[id_] += 1
        return [Content(f"{'>' if selected else ' '}{id_}"[:width])] * self._lines_each

    def on_record_list_moved(self, event: RecordList.Moved) -> None:
        """Note where the cursor came."""
        self.moved.append(event.id)

    def on_record_list_left(self, event: RecordList.Left) -> None:
        """Note that it was moved past the side."""
        self.left.append(event.step)

    @property
    def lines(self) -> list[str]:
        """The window's text."""
        strips = self.screen._compositor.render_strips(self.size)
        return ["".join(segment.text for segment in strip) for strip in strips]


def plain(count: int) -> list[Row]:
    """So many rows of one record and one line."""
    return [Row((f"r{number}",)) for number in range(count)]


@st.composite
def some_rows(draw: st.DrawFn) -> list[Row]:
    """Rows of every kind: headings, records alone and side by side, of one to five lines."""
    shapes = draw(
        st.lists(st.tuples(st.integers(min_value=0, max_value=3), st.integers(min_value=1, max_value=5)))
    )
    return [
        Row(
            tuple(f"r{number}c{cell}" for cell in range(cells)),
            height,
            places=max(cells, 1),
            heading=Content("heading"),
        )
        for number, (cells, height) in enumerate(shapes)
    ]


async def _rest(pilot: Pilot[None]) -> None:
    await pilot.pause()
    for _ in range(20):
        screen = pilot.app.screen
        if not (screen._callbacks or screen._dirty_widgets or screen._layout_required):
            return
        await pilot.pause()


def _cursor_is_drawn(app: OneList) -> bool:
    return any(f">{app.records.cursor_id}" in line for line in app.lines)


@settings(max_examples=15, deadline=None)
@given(rows=some_rows())
def test_the_cursor_reaches_every_record_and_is_in_sight_at_each(rows: list[Row]) -> None:
    """Down through every row and across each; back up to the first; headings are passed over."""

    async def walk() -> None:
        app = OneList(rows)
        async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
            await _rest(pilot)
            everything = [id_ for row in rows for id_ in row.ids]
            assert app.records.ids == tuple(everything)
            reached = [app.records.cursor_id] if everything else []
            for number, row in enumerate(row for row in rows if row.ids):
                if number:
                    app.records.action_across(-1)
                    app.records.action_across(-1)
                    app.records.action_move(1)
                    reached.append(app.records.cursor_id)
                for _ in row.ids[1:]:
                    app.records.action_across(1)
                    reached.append(app.records.cursor_id)
                await _rest(pilot)
                assert _cursor_is_drawn(app), (app.records.cursor_id, app.lines)
            assert reached == everything
            for _ in rows:
                app.records.action_move(-1)
            await _rest(pilot)
            if everything:
                first_row = next(row for row in rows if row.ids)
                assert app.records.cursor_id in first_row.ids
                assert _cursor_is_drawn(app)
                app.records.action_last()
                await _rest(pilot)
                assert app.records.cursor_id == everything[-1]
                assert _cursor_is_drawn(app)

    asyncio.run(walk())


@settings(max_examples=15, deadline=None)
@given(before=some_rows(), after=some_rows(), place=st.integers(min_value=0, max_value=40))
def test_the_cursor_is_on_a_record_whenever_there_is_one(
    before: list[Row], after: list[Row], place: int
) -> None:
    """Kept where it was if that record is still there, whatever the rows become."""

    async def change() -> None:
        app = OneList(before)
        async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
            ids = app.records.ids
            if ids:
                app.records.cursor_id = ids[place % len(ids)]
            was = app.records.cursor_id
            app.records.show(after)
            await _rest(pilot)
            there = [id_ for row in after for id_ in row.ids]
            if was in there:
                assert app.records.cursor_id == was
            elif there:
                assert app.records.cursor_id in there
            else:
                assert app.records.cursor_id is None
            if there:
                assert _cursor_is_drawn(app)

    asyncio.run(change())


async def test_only_what_is_in_the_window_is_drawn() -> None:
    """Of ten thousand rows, as many as there are lines; a move draws the two rows it concerns."""
    app = OneList(plain(10_000))
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await _rest(pilot)
        assert set(app.drawn) == {f"r{number}" for number in range(HEIGHT)}
        app.drawn.clear()
        await pilot.press("j")
        assert set(app.drawn) <= {"r0", "r1"}
        app.drawn.clear()
        await pilot.press("G")
        await _rest(pilot)
        assert 0 < len(app.drawn) <= HEIGHT + 2
        assert "r9999" in app.drawn
        assert _cursor_is_drawn(app)


async def test_each_record_is_drawn_once_until_something_changes() -> None:
    """However often the window is painted."""
    app = OneList(plain(100))
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await _rest(pilot)
        app.drawn.clear()
        app.records.refresh()
        await _rest(pilot)
        assert not app.drawn
        app.records.redraw()
        await _rest(pilot)
        assert set(app.drawn.values()) == {1}


async def test_what_was_drawn_stays_when_only_the_height_changes() -> None:
    """As it does when a pane comes up under the list; in another width everything is drawn anew."""
    app = OneList(plain(50))
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await _rest(pilot)
        app.drawn.clear()
        await pilot.resize_terminal(WIDTH, HEIGHT // 2)
        await _rest(pilot)
        assert app.lines[0].startswith(">r0")
        assert not app.drawn
        await pilot.resize_terminal(WIDTH - 5, HEIGHT // 2)
        await _rest(pilot)
        assert app.lines[0].startswith(">r0")
        assert app.drawn["r0"] == 1


async def test_a_move_past_the_side_is_told_and_changes_nothing() -> None:
    """The screen decides what lies beside the list."""
    app = OneList([Row(("a", "b"), places=2)])
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("l")
        assert app.records.cursor_id == "b"
        await pilot.press("l")
        assert (app.records.cursor_id, app.left) == ("b", [1])
        await pilot.press("h", "h")
        assert (app.records.cursor_id, app.left) == ("a", [1, -1])


async def test_a_heading_comes_into_sight_with_the_first_record_under_it() -> None:
    """Going up to the top shows where one is."""
    rows = [Row(heading=Content("THE TOP")), *plain(50)]
    app = OneList(rows)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("G")
        assert not any("THE TOP" in line for line in app.lines)
        await pilot.press("home")
        await _rest(pilot)
        assert "THE TOP" in app.lines[0]


async def test_the_cursor_stays_in_sight_when_the_window_shrinks() -> None:
    """A terminal made smaller never loses the place."""
    app = OneList(plain(50))
    async with app.run_test(size=(WIDTH, 30)) as pilot:
        app.records.cursor_id = "r25"
        await _rest(pilot)
        await pilot.resize_terminal(WIDTH, 6)
        await _rest(pilot)
        assert _cursor_is_drawn(app)


async def test_the_cursor_stays_in_sight_when_a_filter_is_taken_away() -> None:
    """One row becomes a hundred, more than the window holds, and the cursor is far down."""
    app = OneList([Row(("r80",))])
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await _rest(pilot)
        app.records.show(plain(100))
        await _rest(pilot)
        assert app.records.cursor_id == "r80"
        assert _cursor_is_drawn(app)


async def test_the_place_in_the_window_stays_when_rows_change_far_below() -> None:
    """A redraw that moves nothing near the cursor does not scroll."""
    app = OneList(plain(100))
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        app.records.cursor_id = "r30"
        await _rest(pilot)
        before = [line[:10] for line in app.lines]  # without the scroll bar, which shows how many there are
        app.records.show(plain(90))
        await _rest(pilot)
        assert [line[:10] for line in app.lines] == before


@pytest.mark.parametrize("rows", [[], [Row(heading=Content("only a heading"))]])
async def test_keys_on_a_list_without_records_do_nothing(rows: list[Row]) -> None:
    """Not even raise."""
    app = OneList(rows)
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.press("j", "k", "h", "l", "G", "home", "ctrl+d", "ctrl+u")
        assert app.records.cursor_id is None


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (5, 3)])
async def test_a_tiny_window_is_drawn_all_the_same(size: tuple[int, int]) -> None:
    """A pane dragged to almost nothing is no reason to stop."""
    app = OneList([Row(("a", "b", "c"), 4, places=3), Row(heading=Content("heading")), *plain(5)])
    async with app.run_test(size=size) as pilot:
        await pilot.press("j", "j", "l", "G")
        assert len(app.lines) == size[1]
        assert app.records.cursor_id == "r4"


async def test_a_click_takes_the_cursor_and_a_second_one_chooses() -> None:
    """Everything works with the mouse too."""
    chosen: list[str | None] = []

    class Choosing(OneList):
        def on_record_list_chosen(self, event: RecordList.Chosen) -> None:
            chosen.append(event.id)

    app = Choosing(plain(5))
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.click(RecordList, offset=(3, 2))
        assert app.records.cursor_id == "r2"
        assert chosen == []
        await pilot.double_click(RecordList, offset=(3, 2))
        assert chosen == ["r2"]
