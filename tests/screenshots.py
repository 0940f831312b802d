"""`python -m tests.screenshots`: every screen in dark and light, and the brag document, into `screenshots/`.

The pictures are written by this command and never by hand. The day is fixed, so they change only when
the screens or the demo do.
"""

from __future__ import annotations

import asyncio
import io
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown

from careertui.demo import ANCHOR, sample_career
from careertui.domain.brag import brag_document, in_groups
from careertui.domain.win import Win
from careertui.open import open_planner
from careertui.planner.planner import Planner
from careertui.tui.app import CareerApp
from careertui.tui.tabs import TABS
from careertui.tui.themes import THEMES

FOLDER = Path(__file__).parent.parent / "screenshots"
SIZE = (120, 40)
_FONT_FROM_THE_WEB = re.compile(r"@font-face\s*\{.*?\}", re.DOTALL)
_KEYS = {"goals": ("l", "l"), "timeline": (), "network": ("j", "j", "j"), "challenges": (), "vision": ()}


def now() -> datetime:
    """The demo's own day, in the morning."""
    return datetime(ANCHOR.year, ANCHOR.month, ANCHOR.day, 9, tzinfo=UTC)


async def draw(planner: Planner, mode: str, theme: str) -> str:
    """One screen as SVG, without the fonts Textual would fetch from the network."""
    app = CareerApp(planner, mode)
    async with app.run_test(size=SIZE) as pilot:
        app.theme = theme
        await pilot.pause()
        await pilot.press(*_KEYS.get(mode, ()))
        await pilot.pause()
        return _FONT_FROM_THE_WEB.sub("", app.export_screenshot(title="careertui"))


def draw_brag(planner: Planner) -> str:
    """The brag document by theme, as a reader of Markdown shows it."""
    groups = in_groups(planner, planner.all(Win), "theme")
    console = Console(record=True, width=SIZE[0], file=io.StringIO())
    console.print(Markdown(brag_document(planner, groups)))
    return _FONT_FROM_THE_WEB.sub("", console.export_svg(title="careertui brag --by theme --markdown"))


async def draw_all() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_planner(Path(folder) / "career.json", now) as planner:
        with planner.change("Open the sample career") as change:
            for record in sample_career(ANCHOR):
                change.put(record.model_copy(update={"version": 0}))
        (FOLDER / "brag.svg").write_text(draw_brag(planner), encoding="utf-8")
        for tab in TABS:
            for theme in THEMES:
                shade = "dark" if theme.dark else "light"
                picture = FOLDER / f"{tab.mode}-{shade}.svg"
                picture.write_text(await draw(planner, tab.mode, theme.name), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw_all())
