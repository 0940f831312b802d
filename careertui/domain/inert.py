"""Text that does nothing but be read: what a terminal would obey is replaced by something to see.

An escape sequence in an imported name can rewrite the screen or the clipboard, and a bidirectional override
can make a line read as what it is not. Whoever shows a person's text to a terminal passes it through here.
"""

from __future__ import annotations

import re

LIVE = (
    r"\x00-\x09\x0b-\x1f"  # C0 controls, without the line feed
    r"\x7f-\x9f"  # delete, and the C1 controls
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, embeddings, overrides, isolates
    r"\u2028\u2029"  # line and paragraph separators, which some terminals break at
    r"\u180e\u2060-\u2065\u206a-\u206f\ufeff\ufff0-\ufffb"  # invisible, and of no use within a text
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # the same, for shorthand and music
    r"\ud800-\udfff"  # halves of surrogate pairs, which no encoding can write
    r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags: a second, invisible alphabet
)
"""What a terminal or a reader's eye could be misled by, for use within [ ] of a regular expression."""

_LIVE_IN_LINES = re.compile(f"[{LIVE}]")
_LIVE_IN_A_LINE = re.compile(f"[{LIVE}\n]")
_SEEN = {chr(code): chr(0x2400 + code) for code in range(0x20)} | {"\t": " ", "\n": "⏎", "\x7f": "␡"}


def inert(text: str, *, lines: bool = False) -> str:
    """The text with every live character replaced by a visible stand-in.

    C0 controls and delete become their control pictures (escape is `␛`), a tab a space, everything else `�`.
    Letters, combining marks and the joiners that scripts and emoji need stay as they are.

    Args:
        text: any text at all.
        lines: whether line feeds stay; otherwise each becomes `⏎`.
    """
    live = _LIVE_IN_LINES if lines else _LIVE_IN_A_LINE
    if live.search(text) is None:
        return text
    return live.sub(_stand_in, text)


def _stand_in(match: re.Match[str]) -> str:
    return _SEEN.get(match[0], "�")
