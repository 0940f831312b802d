"""From a plain TinyDB file, which carries no stamp and whose documents have no ids, to schema 1."""

from __future__ import annotations

from typing import Any

from careertui.domain.identity import id_of_key

FROM = 0
TABLES = (
    "visions",
    "values",
    "goals",
    "skills",
    "jobs",
    "contacts",
    "interactions",
    "challenges",
    "wins",
    "asks",
    "reviews",
    "boards",
)
"""The tables of schema 1, written out: the kinds of a later careertui are not this step's."""


def migrate(tree: dict[str, Any]) -> None:
    """Give every document the id that its key stands for; what is not ours is left as it is."""
    for name in TABLES:
        for key, document in tree.get(name, {}).items():
            if isinstance(document, dict) and "id" not in document:
                try:
                    document["id"] = id_of_key(key)
                except ValueError:
                    continue  # a key TinyDB never writes; the document is quarantined when it is read
