"""Lines and bars that are drawn without detours are cell for cell what Textual would draw."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.visual import Visual

from careertui.tui.widgets.plain_lines import PlainBar, strips_of
from careertui.tui.widgets.record_list import RecordList, Row

WIDTH, HEIGHT = 30, 12
STYLES = ("", "bold", "$accent", "red on blue", "$accent 50%", "on $accent 30%", "italic reverse")
pieces = st.lists(st.tuples(st.text(alphabet="aé漢 \n\t…", max_size=25), st.sampled_from(STYLES)), max_size=5)


class OneList(App[None]):
    """A list of more lines than the window has."""

    def compose(self) -> ComposeResult:
        """The list."""
        yield RecordList(lambda id_, width, _: [Content(id_[:width])])

    @property
    def records(self) -> RecordList:
        """The list."""
        return self.query_one(RecordList)


def cells(strips: Iterable[Strip]) -> list[list[tuple[str, object]]]:
    """Lines character by character, each as it looks."""
    return [[(char, _look(style)) for text, style, _ in strip for char in text] for strip in strips]


def _look(style: Style | None) -> object:
    assert style is not None
    return style.color, style.bgcolor, bool(style.bold), bool(style.italic), bool(style.reverse)


@settings(max_examples=10, deadline=None)
@given(contents=st.lists(pieces, min_size=20, max_size=20), width=st.integers(1, WIDTH))
def test_a_text_is_wrapped_filled_and_coloured_as_ever(
    contents: list[list[tuple[str, str]]], width: int
) -> None:
    """Of one line or several, of any width, in styles of the theme."""

    async def compare() -> None:
        async with OneList().run_test(size=(WIDTH, HEIGHT)) as pilot:
            widget = pilot.app.query_one(RecordList)
            for parts in contents:
                content = Content.assemble(*parts)
                wanted = Visual.to_strips(widget, content, width, None, widget.visual_style, pad=True)
                assert cells(strips_of(widget, content, width)) == cells(wanted), content

    asyncio.run(compare())


@pytest.mark.parametrize("count", [13, 40, 3_000])
async def test_a_bar_is_drawn_as_ever(count: int) -> None:
    """At the ends and in between; what a press of the mouse does there is the same as well."""
    app = OneList()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        app.records.show([Row((f"r{number}",)) for number in range(count)])
        await pilot.pause()
        bar = app.records.vertical_scrollbar
        assert isinstance(bar, PlainBar)
        window = Region(0, 0, *bar.size)
        assert window.height == HEIGHT
        for line in (0, 1, count // 2, count - HEIGHT):
            app.records.scroll_to(y=line, animate=False)
            await pilot.pause()
            drawn, wanted = bar.render_lines(window), ScrollBar.render_lines(bar, window)
            assert cells(drawn) == cells(wanted), line
            assert [_presses(strip) for strip in drawn] == [_presses(strip) for strip in wanted], line


def _presses(strip: Strip) -> list[object]:
    return [style and style.meta.get("@mouse.down") for _, style, _ in strip]
