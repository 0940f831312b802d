"""The first thing on the screen: the line at the top and the two bars' grounds, before anything is loaded.

To load Textual takes most of the time that starting takes, and nobody should look at a shell meanwhile. So
the terminal is taken at once, with the standard library alone, and the line that will stand at the top is
drawn at its place; the screens then draw over it. Until their driver has the terminal, it is this module that
gives it back: when opening fails, at ctrl+c, and when told to go. Keys typed meanwhile wait for the screens.
"""

from __future__ import annotations

import contextlib
import os
import signal
import termios
from collections.abc import Iterator, Mapping
from datetime import date
from types import FrameType
from typing import Any

from careertui.tui.tabs import TABS, dates_of, nav_parts

ENTER = "\x1b[?1049h"
"""The alternate screen; a terminal that is on it already clears it when told again."""
SMALLEST = (40, 12)
"""The columns and lines that the screens need."""

_TERMINAL = 2
"""Standard error, on which the screens are drawn, too."""
_KEYS = 0
_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
_LEAVE = "\x1b[0m\x1b[?1049l\x1b[?25h"
_LFLAG, _IFLAG, _CC = 3, 0, 6
_COLOURS: Mapping[str, Mapping[str, str]] = {
    "careertui-dark": {
        "$background": "#0f1218",
        "$surface": "#161a22",
        "$stone": "#e2b35c",
        "$muted": "#a2aab7",
        "$faint": "#8a92a0",
    },
    "careertui-light": {
        "$background": "#fbf9f5",
        "$surface": "#f4f1ea",
        "$stone": "#835600",
        "$muted": "#4b525d",
        "$faint": "#5d646f",
    },
}
"""What is needed here of our own themes; `themes` has them all, and a test holds the two together."""


class FirstFrame:
    """The terminal until the screens' own driver takes it over.

    Attributes:
        found: how the terminal's line settings were found; they are the ones to give back.
    """

    def __init__(self) -> None:
        self.found: list[Any] | None = None
        self.is_ours = False
        self._handlers: dict[int, Any] = {}

    def take(self, drawn: str) -> None:
        """Take the terminal, and draw on it.

        In the background this stops, as it should, until the shell says `fg`.
        """
        with contextlib.suppress(termios.error):
            self.found = termios.tcgetattr(_KEYS)
            termios.tcsetattr(_KEYS, termios.TCSANOW, _raw(termios.tcgetattr(_KEYS)))
        self.is_ours = True
        for number in _SIGNALS:
            # One that is ignored, as under nohup, stays so until the driver decides. Ctrl+c is not left to
            # Python, which raises within whatever is being imported: that may swallow it, or crash.
            if signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:
                self._handlers[number] = signal.signal(number, self._told_to_go)
        _write(drawn)

    def hand_over(self) -> list[Any] | None:
        """The driver has the terminal now; returns the line settings that it is to give back."""
        self.is_ours = False
        return self.found

    def give_back(self) -> None:
        """Leave the terminal as it was found, unless somebody else has it by now."""
        if not self.is_ours:
            return
        self.is_ours = False
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        if self.found is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(_KEYS, termios.TCSANOW, self.found)
        _write(_LEAVE)

    def _told_to_go(self, number: int, _frame: FrameType | None) -> None:
        """End as a process does that hears of no signal, with the terminal given back first."""
        self.give_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


@contextlib.contextmanager
def first_frame(today: date, theme: str, *, plain: bool, keys: bool) -> Iterator[FirstFrame]:
    """The terminal with the first frame on it; given back at the end, unless it was handed over.

    Args:
        today: the day.
        theme: the theme that the screens will have; one that is not ours is left to them, and drawn plain.
        plain: whether to draw without colours.
        keys: whether the screens have the keys that they always had; the line is left out otherwise.
    """
    frame = FirstFrame()
    try:
        columns, lines = os.get_terminal_size(_TERMINAL)
        fits = columns >= SMALLEST[0] and lines >= SMALLEST[1]
        colours = None if plain else _COLOURS.get(theme)
        frame.take(drawn(today, columns, lines, colours) if fits and keys else f"{ENTER}\x1b[?25l")
        yield frame
    finally:
        frame.give_back()


def has_all_colours(environment: Mapping[str, str]) -> bool:
    """Whether the terminal shows every colour, and may; with fewer it is for the screens to choose.

    Args:
        environment: the variables by which terminals say it.
    """
    asked = environment.get("TEXTUAL_COLOR_SYSTEM", "auto")
    claims = environment.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}
    return "NO_COLOR" not in environment and (asked == "truecolor" or (asked == "auto" and claims))


def drawn(today: date, columns: int, lines: int, colours: Mapping[str, str] | None) -> str:
    """What to write for the first frame: the line at the top, and the grounds of everything.

    Args:
        today: the day.
        columns: the width of the terminal.
        lines: its height.
        colours: by the names the styles use; None to draw plain.
    """
    parts = nav_parts(TABS, TABS[0].mode, dates_of(today), columns)
    line = "".join(f"{_style(style, colours)}{text}" for text, style in parts)
    if colours is None:
        return f"{ENTER}\x1b[?25l\x1b[2J\x1b[H{line}\x1b[0m"
    ground, bar = _rgb(48, colours["$background"]), _rgb(48, colours["$surface"])
    # Erasing fills with the ground that is set, in the terminals that have so many colours.
    grounds = f"{ground}\x1b[2J\x1b[{lines};1H{bar}\x1b[2K"
    return f"{ENTER}\x1b[?25l{grounds}\x1b[H{line}\x1b[0m"


def _style(style: str, colours: Mapping[str, str] | None) -> str:
    """The sequence that sets a style anew."""
    words = style.split()
    codes = ["0", *(code for name, code in (("bold", "1"), ("reverse", "7")) if name in words)]
    if colours is not None:
        hue = next((word for word in words if word.startswith("$")), "")
        rest = _rgb(48, colours["$background"]) + (_rgb(38, colours[hue]) if hue else "")
        return f"\x1b[{';'.join(codes)}m{rest}"
    return f"\x1b[{';'.join(codes)}m"


def _rgb(layer: int, colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"\x1b[{layer};2;{red};{green};{blue}m"


def _raw(settings: list[Any]) -> list[Any]:
    """Line settings under which keys wait as they were typed, and are not echoed.

    Ctrl+c still ends what has not begun; ctrl+z waits for the screens, which give the terminal back first.
    """
    settings[_LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    settings[_IFLAG] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    for key in (termios.VSUSP, termios.VQUIT):
        settings[_CC][key] = b"\x00"
    settings[_CC][termios.VMIN], settings[_CC][termios.VTIME] = 1, 0
    return settings


def _write(text: str) -> None:
    """Write it all; to a terminal that is gone, nothing."""
    data = text.encode("ascii", "replace")
    with contextlib.suppress(OSError):
        while data:
            data = data[os.write(_TERMINAL, data) :]
