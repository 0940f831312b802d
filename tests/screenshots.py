"""`python -m tests.screenshots`: every screen in dark and light, from the demo career, into `screenshots/`.

The pictures are written by this command and never by hand. The day is fixed, so they change only when
the screens or the demo do.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from careertui.demo import ANCHOR, sample_career
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


async def draw_all() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_planner(Path(folder) / "career.json", now) as planner:
        with planner.change("Open the sample career") as change:
            for record in sample_career(ANCHOR):
                change.put(record.model_copy(update={"version": 0}))
        for tab in TABS:
            for theme in THEMES:
                shade = "dark" if theme.dark else "light"
                picture = FOLDER / f"{tab.mode}-{shade}.svg"
                picture.write_text(await draw(planner, tab.mode, theme.name), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw_all())
