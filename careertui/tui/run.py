"""Starting the screens."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from careertui.domain.ascii import speaks_ascii
from careertui.domain.quoting import short
from careertui.errors import TerminalError
from careertui.open import Ask, lock_opened, nobody_to_ask, open_planner, shown_last, system_clock
from careertui.settings import Settings, read_settings
from careertui.tui.first_frame import first_frame, has_all_colours

if TYPE_CHECKING:
    from careertui.planner.planner import Planner
    from careertui.tui.opening import Opening

_TERMINAL = 2
"""Standard error, on which the screens are drawn."""
_CANNOT_DRAW = frozenset({"", "dumb", "unknown"})
_COLOR_SYSTEMS = ("auto", "standard", "256", "truecolor")
"""What `$TEXTUAL_COLOR_SYSTEM` may say; with anything else Textual fails before it has drawn a line."""


def run_tui(
    path: Path,
    now: Callable[[], datetime] = system_clock,
    *,
    theme: str | None = None,
    ascii: bool = False,  # noqa: A002 - what the option is called everywhere
    ask: Ask = nobody_to_ask,
) -> int:
    """Open the screens on the career kept at `path`; returns the exit code.

    Args:
        path: the career's file.
        now: the clock.
        theme: the name of the theme to begin with; one that suits the terminal when None.
        ascii: whether to draw in ASCII whatever the environment says.
        ask: gives the passphrase of a career that is locked, before the screens come.

    Raises:
        TerminalError: when there is no terminal to draw on.
        StoreError: when the file cannot be opened.
    """
    refuse_what_is_no_terminal()
    settings = read_settings()
    lock = lock_opened(path, ask)  # before anything is drawn
    chosen = theme or settings.theme
    frame = first_frame(
        now().date(),
        chosen or "careertui-dark",
        plain=not has_all_colours(os.environ),
        keys=not any(remap.id.startswith("go") for remap in settings.remaps),
    )
    with frame as taken, ExitStack() as held:

        def opened() -> Planner:
            return held.enter_context(open_planner(path, now, settings.thresholds, lock=lock))

        from rich.console import Console
        from textual.constants import COLOR_SYSTEM

        from careertui.tui.app import CareerApp
        from careertui.tui.driver import CareerDriver
        from careertui.tui.themes import opening_theme

        console = Console(file=sys.stderr, color_system=COLOR_SYSTEM)  # type: ignore[arg-type]  # as Textual asks it
        app = CareerApp(
            _opening(path, now().date(), settings, opened) or opened(),
            driver=CareerDriver.after(taken),
            settings=settings,
            theme=opening_theme(chosen, console.color_system),
            ascii=ascii or speaks_ascii(os.environ),
        )
        app.run()
        if app.fault is not None:
            raise app.fault
        return app.return_code or 0


def _opening(path: Path, today: date, settings: Settings, opened: Callable[[], Planner]) -> Opening | None:
    """How to open the career behind what it showed last; None where that is not known, or was another."""
    shown = shown_last(path)
    if shown is None:
        return None
    from careertui.tui.glance import from_bytes, meant_for
    from careertui.tui.opening import Opening

    glance = from_bytes(shown, meant_for(today, os.get_terminal_size(_TERMINAL), settings))

    def to_today() -> Planner:
        planner = opened()
        from careertui.tui.screens.today import look_at

        look_at(planner)
        return planner

    return Opening(glance, today, to_today) if glance is not None else None


def refuse_what_is_no_terminal() -> None:
    """Say why there will be no screens, before anything is opened or written to the terminal.

    Raises:
        TerminalError: when there is no terminal to draw on.
    """
    streams = (sys.__stdin__, sys.__stderr__)  # None for one that is closed
    if not all(stream is not None and stream.isatty() for stream in streams):
        raise TerminalError(
            "The screens need a terminal, with keys on standard input and standard error to draw on.",
            "`careertui list goals` and the like work without one.",
        )
    term = os.environ.get("TERM", "")
    if term in _CANNOT_DRAW:
        raise TerminalError(
            f"This terminal cannot draw screens (TERM is {term or 'unset'}).", "Try TERM=xterm-256color."
        )
    colors = os.environ.get("TEXTUAL_COLOR_SYSTEM", _COLOR_SYSTEMS[0])
    if colors not in _COLOR_SYSTEMS:
        raise TerminalError(
            f"TEXTUAL_COLOR_SYSTEM is {short(colors)!r}, which is none of {', '.join(_COLOR_SYSTEMS)}.",
            "Unset it to let the terminal decide.",
        )
