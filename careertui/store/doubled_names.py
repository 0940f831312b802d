"""Names given twice in one object of JSON, of which reading keeps the last and drops the others unsaid."""

from __future__ import annotations

import json
from typing import Any

_SHOWN = 40
_MAY_HIDE_AN_END = (b" :", b"\t:", b"\n:", b"\r:", b'\\\\"')
"""What may stand where a name ends, so that counting does not see it: a space, or a backslash of its own."""


def doubled_name(data: bytes, tree: dict[str, Any]) -> str | None:
    """A name that stands twice in one object, quoted; None where none does.

    Cheap where none does: the names in the text are counted against those that were read, and only where
    they differ is it read again name by name.

    Args:
        data: JSON that has been read already.
        tree: what was read.
    """
    # A quotation mark before a colon ends a name, save an escaped one inside a text.
    ends = data.count(b'":') - data.count(b'\\":')
    if ends == _names_in(tree) and not any(odd in data for odd in _MAY_HIDE_AN_END):
        return None
    found: list[str] = []

    def note(pairs: list[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                found.append(name)
            seen.add(name)

    try:
        json.loads(data, object_pairs_hook=note, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return None  # what is read more leniently than here was read, and that is all that is asked
    return repr(found[0][:_SHOWN]) if found else None


def _names_in(tree: dict[str, Any]) -> int:
    count = 0
    waiting: list[Any] = [tree]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            count += len(value)
            value = value.values()
        waiting += [part for part in value if isinstance(part, dict | list)]
    return count
