"""Two themes of our own, and how our colours fall back on any other theme.

One warm accent is what is yours and where you are; then one hue a kind of thing, the same on every
screen. Colour is never the only sign: each hue comes with a mark or a word.
"""

from __future__ import annotations

from textual.theme import Theme

HUES = ("learning", "people", "challenge", "vision", "done", "stone", "muted", "faint", "cursor")
"""The variables that `presentation` paints with, besides Textual's own."""

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
        "muted": "#8b93a1",
        "faint": "#565e6c",
        "cursor": "#222936",
        "block-cursor-background": "#e2b35c",
        "block-cursor-foreground": "#0f1218",
        "input-selection-background": "#e2b35c 30%",
        "border": "#e2b35c",
        "border-blurred": "#2a3140",
    },
)

LIGHT = Theme(
    name="careertui-light",
    primary="#96660c",
    secondary="#1f6fa8",
    accent="#96660c",
    warning="#a35a12",
    error="#b23a2e",
    success="#3f7d20",
    foreground="#20242c",
    background="#faf8f4",
    surface="#f2efe8",
    panel="#eae6dc",
    dark=False,
    variables={
        "learning": "#1f6fa8",
        "people": "#15776a",
        "challenge": "#b8442f",
        "vision": "#6a48b0",
        "done": "#3f7d20",
        "stone": "#96660c",
        "muted": "#5d6470",
        "faint": "#9aa0a8",
        "cursor": "#e3ddcf",
        "block-cursor-background": "#96660c",
        "block-cursor-foreground": "#faf8f4",
        "input-selection-background": "#96660c 25%",
        "border": "#96660c",
        "border-blurred": "#d8d2c4",
    },
)

THEMES = (DARK, LIGHT)


def hues_for(theme: Theme) -> dict[str, str]:
    """Our hues in the colours of a theme that does not know them."""
    plain = "ansi_default" if theme.ansi else theme.foreground or "#808080"
    return {
        "learning": theme.secondary or theme.primary,
        "people": theme.success or theme.primary,
        "challenge": theme.error or theme.primary,
        "vision": theme.primary,
        "done": theme.success or theme.primary,
        "stone": theme.accent or theme.warning or theme.primary,
        "muted": "ansi_bright_black" if theme.ansi else f"{plain} 65%",
        "faint": "ansi_bright_black" if theme.ansi else f"{plain} 40%",
        "cursor": "ansi_bright_black" if theme.ansi else theme.panel or theme.surface or "#303030",
    }
