"""Text as Markdown shows it: a person's words stay words, whatever is in them."""

from __future__ import annotations

import re

from careertui.domain.inert import inert

_SYNTAX = re.compile(r"[\\`*_{}\[\]<>#|~&!]")
_AT_THE_START = re.compile(r"[-+](?=\s)|[-=]+$|\d+(?=[.)](?:\s|$))")
"""What begins a list or underlines a heading; a measure such as -40% is neither."""


def escaped(text: str) -> str:
    """The text on one line, shown literally: no emphasis, link, picture, list or HTML comes of it.

    Control characters are made visible, as everywhere.
    """
    plain = _SYNTAX.sub(r"\\\g<0>", inert(" ".join(text.split())))
    start = _AT_THE_START.match(plain)
    if start is None:
        return plain
    # Of a number it is the dot after it that is escaped: no digit can be.
    number = start[0] if start[0].isdigit() else ""
    return f"{number}\\{plain.removeprefix(number)}"
