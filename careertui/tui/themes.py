"""The look, written down: one system for every screen, two themes of our own, and how it falls back.

**Space.** The window has a margin of two cells at either side (one under 80 cells); two cells stand between
columns, one between a mark and its words, an empty line between groups. No boxes: a group is told by the
air around it, a card by a bar at its left, a pane by one hairline (`$hairline`).
Across, things stand on one edge: the two bars of a screen at one cell, what lies between them at two; in a
dialog the keys at two, and its heading, its lines and what its fields hold at three.

**Weight.** Bold is what a thing is called, where you are, and in the bar of keys those that do something now;
regular is what it says; `$muted` is what stands around it (labels, dates, counts), and `$faint` what matters
least and what cannot be used now. All of these are text and are read easily (4.5:1 on every ground of our
own themes, which a test computes). `$rule` is for strokes alone: ticks, the thumb of a scroll bar, what of a
bar is not filled; `$hairline`, quieter still, parts a pane from what it is about.

**Colour.** One warm accent, `$stone`: what is yours and where you are (stones, the cursor's bar, the active
tab, now, keys). Then one hue a kind of thing, the same on every screen: `$learning` blue, `$people` teal,
`$challenge` coral, `$vision` violet, `$done` green. Statuses borrow them: comfort and kept are green, stretch
is the accent; panic, what waits and what is wrong are coral. A colour is never the only sign: each comes with
a mark, a word or a weight, and a ground that means something (`$cursor`, `$stone`) becomes reverse where
there is no colour.

**Grounds.** `$background` is the window, `$surface` cards, dialogs and the bar of keys, `$panel` what lies on
those, `$cursor` where you are.

**Glyphs.** Each is one cell wide, and each has a stand-in in ASCII (`domain.ascii.STAND_INS`): stones
`○◔◑◕●` by quarters; `★` vision, `◈` value, `▸` project, `◆` role, `▪` learning and skills, `↻` habit,
`•` person, `∙` conversation, `▲` challenge, `✓` done; hollow while still ahead (`▫ ◇ △`); `✱` marked;
`◌` a stone of a what-if future;
`━` lasted, `╌` planned, `─` not filled; `▌` the bar of the cursor and of cards; `…` where something is
left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.color import Color as RichColor
from textual.color import Color
from textual.theme import Theme

TEXTS = ("learning", "people", "challenge", "vision", "done", "stone", "muted", "faint")
"""The variables, besides Textual's own, that words are written in."""
STROKES = ("rule", "hairline")
"""Those that lines are drawn in, from what is seen to what is hardly noticed."""

DARK = Theme(
    name="careertui-dark",
    primary="#e2b35c",
    secondary="#6fb3e0",
    accent="#e2b35c",
    warning="#e2a05c",
    error="#e8756a",
    success="#8cc265",
    foreground="#d7dae0",
    background="#0f1218",
    surface="#161a22",
    panel="#1b202a",
    dark=True,
    variables={
        "learning": "#6cb2eb",
        "people": "#5fb8a5",
        "challenge": "#ec8272",
        "vision": "#b294e8",
        "done": "#8cc265",
        "stone": "#e2b35c",
        "muted": "#a2aab7",
        "faint": "#8a92a0",
        "rule": "#4a5260",
        "hairline": "#2f3747",
        "cursor": "#232a37",
        "block-cursor-background": "#e2b35c",
        "block-cursor-foreground": "#0f1218",
        "input-selection-background": "#e2b35c 30%",
        "border": "#e2b35c",
    },
)

LIGHT = Theme(
    name="careertui-light",
    primary="#835600",
    secondary="#175d90",
    accent="#835600",
    warning="#8c4a0a",
    error="#a63227",
    success="#316a17",
    foreground="#20242c",
    background="#fbf9f5",
    surface="#f4f1ea",
    panel="#efebe2",
    dark=False,
    variables={
        "learning": "#175d90",
        "people": "#0b665a",
        "challenge": "#a33823",
        "vision": "#5f3da6",
        "done": "#316a17",
        "stone": "#835600",
        "muted": "#4b525d",
        "faint": "#5d646f",
        "rule": "#b9b4a8",
        "hairline": "#d3ccbc",
        "cursor": "#e7e1d3",
        "block-cursor-background": "#835600",
        "block-cursor-foreground": "#fbf9f5",
        "input-selection-background": "#835600 25%",
        "border": "#835600",
    },
)

THEMES = (DARK, LIGHT)

_SIXTEEN = ("ansi-dark", "ansi-light")
"""Textual's themes in the terminal's own sixteen colours."""
_CURSOR_AND_INK = (("ansi_blue", "ansi_bright_white"), ("ansi_white", "ansi_black"))
_INKS = {
    name: (Color.parse(cursor).rich_color, Color.parse(ink).rich_color)
    for name, (cursor, ink) in zip(_SIXTEEN, _CURSOR_AND_INK, strict=True)
}


def opening_theme(wanted: str | None, colors: str | None) -> str | None:
    """The theme to begin with: the one asked for, or where there are but sixteen colours, one made of those.

    Args:
        wanted: a theme's name; None where nobody has chosen.
        colors: how Rich calls what the terminal can show; None for no colour at all.
    """
    return wanted if wanted or colors not in {"standard", "windows"} else _SIXTEEN[0]


def ink_under_cursor(name: str) -> tuple[RichColor, RichColor] | None:
    """The cursor's ground in a theme of sixteen colours, and the one in which words are read on it.

    None for every other theme, where each hue is read there.
    """
    return _INKS.get(name)


def other_theme(name: str) -> str:
    """The theme of the other shade: light for dark, and dark for everything else."""
    dark, light = _SIXTEEN if name in _SIXTEEN else (DARK.name, LIGHT.name)
    return light if name == dark else dark


def hues_for(theme: Theme) -> dict[str, str]:
    """Our hues in the colours of a theme that does not know them."""
    if theme.ansi:
        return _in_sixteen_colours(dark=theme.dark)
    made = {
        name: Color.parse(made) for name, made in theme.to_color_system().generate().items() if name in _MADE
    }
    cursor = made["panel"]
    grounds = (made["background"], made["surface"], cursor)
    plain, ground = made["foreground"], made["background"]
    hues = {
        "learning": made["secondary"],
        "people": made["success"],
        "challenge": made["error"],
        "vision": made["primary"],
        "done": made["success"],
        "stone": made["accent"],
        "muted": plain.blend(ground, 0.22),
        "faint": plain.blend(ground, 0.36),
    }
    legible = {name: _legible(hue, grounds).hex for name, hue in hues.items()}
    strokes = {"rule": plain.blend(ground, 0.68).hex, "hairline": plain.blend(ground, 0.8).hex}
    return {**legible, **strokes, "cursor": cursor.hex}


_MADE = frozenset(
    {"background", "surface", "panel", "foreground", "primary", "secondary", "accent", "success", "error"}
)
"""What Textual makes of every theme, whatever it leaves out, and our hues are made of."""
READABLE = 4.5
"""How much text has to stand out from its ground: WCAG 2.1, success criterion 1.4.3 (level AA)."""


def contrast(one: Color, other: Color) -> float:
    """How much two colours stand out from each other, from 1 to 21, as WCAG 2.1 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    """Relative luminance, 0 for black to 1 for white."""
    low = 0.04045
    red, green, blue = (
        part / 12.92 if part <= low else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _legible(hue: Color, grounds: Sequence[Color]) -> Color:
    """The hue, moved towards black or white only as far as it takes to be read on each of the grounds."""
    ends = (Color(255, 255, 255), Color(0, 0, 0))
    end = max(ends, key=lambda one: min(contrast(one, ground) for ground in grounds))
    steps = (hue.blend(end, step / 20) for step in range(20))
    return next((one for one in steps if min(contrast(one, ground) for ground in grounds) >= READABLE), end)


def _in_sixteen_colours(*, dark: bool) -> dict[str, str]:
    """Our hues in a terminal's own colours; on the cursor's ground words are in one ink."""
    bright = "bright_" if dark else ""
    return {
        "learning": f"ansi_{bright}blue",
        "people": f"ansi_{bright}cyan",
        "challenge": f"ansi_{bright}red",
        "vision": f"ansi_{bright}magenta",
        "done": f"ansi_{bright}green",
        "stone": "ansi_bright_yellow" if dark else "ansi_magenta",
        "muted": "ansi_white" if dark else "ansi_black",
        "faint": "ansi_white" if dark else "ansi_bright_black",
        "rule": "ansi_bright_black",
        "hairline": "ansi_bright_black",
        "cursor": _CURSOR_AND_INK[0 if dark else 1][0],
    }
