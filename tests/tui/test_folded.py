"""A page's text: made once for its width, and drawn line by line as Textual would draw all of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from careertui.domain.career import Career
from careertui.domain.record import Record
from careertui.planner.planner import Planner
from careertui.tui import dialogs
from careertui.tui.details import detail
from careertui.tui.dialogs import Dialog, Folded, Reading
from careertui.tui.themes import DARK
from tests.tui.driver import open_the_sample_career, planner_at_the_keyboard

WIDTH, HEIGHT = 50, 12
STYLES = ("", "bold", "$accent", "red on blue", "on $accent 30%")
ends = st.sampled_from(["", "", "\n", "\n\n"])
texts = st.lists(st.tuples(st.text("aé漢 …", min_size=10), ends, st.sampled_from(STYLES)), min_size=1)


class Page(Dialog[None]):
    """Shows a text."""

    def __init__(self, content: Content) -> None:
        super().__init__("A page")
        self.content = content

    def body(self) -> Iterable[Widget]:
        """The text."""
        return (Reading(Folded(lambda _: self.content)),)


class Stage(App[None]):
    """An empty screen to show a page on."""

    CSS_PATH: ClassVar[list[Any]] = [Path(dialogs.__file__).parent / "dialogs.tcss"]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The hues of the default theme."""
        return dict(DARK.variables)


def seen(strip: Strip) -> list[tuple[str, object]]:
    """A line character by character: how it looks, and where in the text it stands."""
    shown = (
        (text, style.clear_meta_and_links(), style.meta.get("offset")) for text, style, _ in strip if style
    )
    return [
        (char, (look, (at[0] + place, at[1]) if at else None))
        for text, look, at in shown
        for place, char in enumerate(text)
    ]


@settings(max_examples=20, deadline=None)
@given(parts=texts)
def test_each_line_is_drawn_as_ever(parts: list[tuple[str, str, str]]) -> None:
    """Also one that is wrapped; and each piece knows where it stands, for the mouse to select it."""
    content = Content.assemble(*((text + end, style) for text, end, style in parts))

    async def compare() -> None:
        async with Stage().run_test(size=(WIDTH, HEIGHT)) as pilot:
            await pilot.app.push_screen(Page(content))
            await pilot.pause()
            folded = pilot.app.screen.query_one(Folded)
            drawn = [folded.render_line(y) for y in range(folded.size.height)]
            wanted = [Widget.render_line(folded, y) for y in range(folded.size.height)]
            assert folded.size.height == folded.render().get_height({}, folded.size.width)
            assert [seen(strip) for strip in drawn] == [seen(strip) for strip in wanted]

    asyncio.run(compare())


@pytest.mark.parametrize("size", [(120, 40), (60, 12)])
async def test_a_page_is_made_once_whether_or_not_it_needs_the_bar(
    planner: Planner, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """It may read a good part of the career."""
    made = []

    def counted(record: Record, career: Career, today: date, width: int) -> Content:
        made.append(width)
        return detail(record, career, today, width)

    monkeypatch.setattr("careertui.tui.dialogs.page.detail", counted)
    open_the_sample_career(planner)
    async with planner_at_the_keyboard(planner, size=size, first="timeline") as keys:
        await keys.press("enter")
        assert keys.dialog == "RecordPage"
        assert len(made) == 1


async def test_text_is_selected_with_the_mouse() -> None:
    """From one line into another, that is wrapped."""
    text = "First line\nand " + "words " * 20 + "\nThe last line"
    async with Stage().run_test(size=(WIDTH, HEIGHT)) as pilot:
        await pilot.app.push_screen(Page(Content(text)))
        await pilot.pause()
        folded = pilot.app.screen.query_one(Folded)
        await pilot.mouse_down(folded, offset=(6, 0))
        await pilot.hover(folded, offset=(3, folded.size.height - 1))
        await pilot.mouse_up(folded, offset=(3, folded.size.height - 1))
        selected = pilot.app.screen.get_selected_text()
        assert selected is not None
        assert selected.startswith("line\nand words")
        assert "The" in selected
        assert "last" not in selected
