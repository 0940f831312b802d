"""Text for a terminal that shows ASCII alone: the same cells, each with a character that any terminal has.

One table for the screens and the command line. Glyphs that mean different things in one place stay
different; what the table does not know becomes its base letter (`é` is `e`) or `?`, one for each cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

STAND_INS: Mapping[str, str] = {
    "�": "?",
    # stones, from empty to full
    "○": "_",
    "◔": ",",
    "◑": ":",
    "◕": "o",
    "●": "@",
    # the marks of kinds; where there is one for what is still ahead, after the one for what is done
    "★": "*",
    "◈": "%",
    "▸": ">",
    "▪": "#",
    "▫": "=",
    "•": "&",
    "∙": "'",
    "▲": "^",
    "△": "A",
    "✓": "x",
    "◇": "-",
    "◆": "+",
    "↻": '"',
    "◌": "(",
    "◎": "O",
    "▥": "[",
    "▣": "]",
    "·": ".",
    "✱": "!",
    "✎": ";",
    "⊘": "0",
    "■": "#",
    "▢": ".",
    "┃": "|",
    "□": "-",
    # strokes: what lasted, what is planned, what is not filled; the now line, and where a job crosses it
    "━": "=",
    "╌": ".",
    "─": "-",
    "┿": "+",
    "┆": "|",
    "╵": "'",
    "╷": ".",
    "▾": "v",
    "▴": "^",
    "╭": "/",
    "╰": "\\",
    "╮": "\\",
    "╯": "/",
    "│": "|",
    "├": "+",
    "└": "`",
    # heights, from the lowest
    "▁": ":",
    "▂": "-",
    "▃": "=",
    "▄": "+",
    "▅": "*",
    "▆": "%",
    "▇": "#",
    "█": "@",
    # edges
    "▌": "|",
    "▐": "|",
    "▏": "|",
    "▎": "|",
    "▍": "|",
    "▋": "|",
    "▊": "|",
    "▉": "|",
    "▕": "|",
    "▔": "-",
    "▀": "-",
    "▛": "+",
    "▜": "+",
    "▙": "+",
    "▟": "+",
    # ways and counts
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "↳": "\\",
    "›": ">",
    "‹": "<",
    "◂": "<",
    "▶": ">",
    "◀": "<",
    "⏎": "$",
    "⇥": ">",
    "⌫": "<",
    "⁺": "+",
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True)),
    # type
    "…": "~",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "×": "x",
    "«": "<",
    "»": ">",
    "¿": "?",
    "¡": "!",
    "\u00a0": " ",
    "\u202f": " ",
}
"""One ASCII character for each glyph that careertui draws, and for the punctuation that people type."""

_RUN = re.compile(r"[\x20-\x7e]?[^\x00-\x7f]+")
_UNKNOWN = "?"
_FORCED_OFF = frozenset({"0", "no", "off", "false"})
_COERCED = frozenset({"C.UTF-8", "C.utf8", "UTF-8"})
"""What Python writes into LC_CTYPE when it finds the locale C, so that it says nothing about the terminal."""


def in_ascii(text: str, cells: Callable[[str], int]) -> str:
    """The text in ASCII, as many cells wide as it was.

    Args:
        text: any text.
        cells: how many cells a text takes, as whoever draws it counts them.
    """
    return text if text.isascii() else _RUN.sub(lambda match: _run(match[0], cells), text)


def _run(run: str, cells: Callable[[str], int]) -> str:
    """A run of other characters, with the one before it, which a joiner or an accent may belong to."""
    width = cells(run)
    said = "".join(map(_character, run))
    if len(said) == width:
        return said
    head = run[0] if run[0].isascii() else ""
    return f"{head}{_UNKNOWN * (width - len(head))}"


def _character(character: str) -> str:
    if character.isascii():
        return character
    known = STAND_INS.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character):
        return ""
    base = unicodedata.normalize("NFKD", character)[:1]
    if base.isascii() and base.isalnum():
        return base
    return _UNKNOWN * (2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1)


def speaks_ascii(environment: Mapping[str, str]) -> bool:
    """Whether the environment asks for ASCII: `CAREERTUI_ASCII`, or a locale that is not UTF-8.

    `CAREERTUI_ASCII=0` asks for the glyphs whatever the locale. A locale nobody has set says nothing, and
    most terminals are UTF-8 today, so it gets the glyphs.
    """
    asked = environment.get("CAREERTUI_ASCII", "")
    if asked:
        return asked.casefold() not in _FORCED_OFF
    locale = _locale(environment)
    return bool(locale) and not re.search(r"utf-?8", locale, re.IGNORECASE)


def _locale(environment: Mapping[str, str]) -> str:
    """The locale that decides about characters, by the order POSIX gives."""
    every, types, language = (environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    if types in _COERCED and language in {"C", "POSIX"}:
        types = ""
    return every or types or language
