"""Keys of their own for records that stock TinyDB numbered.

Stock TinyDB gives the first document of each table the key 1. Two kinds may then hold the same key, or
one of them that of the board; ids name one record among all, so all but one get another.
"""

from __future__ import annotations

from datetime import datetime

from careertui.domain.goal import BOARD_ID, Board
from careertui.domain.identity import key_of_id, new_id
from careertui.domain.kinds import KINDS
from careertui.store.migrations import Tree

Place = tuple[str, str]
"""A table, and a key in it."""


def doubled_keys(tree: Tree) -> tuple[Place, ...]:
    """Where documents lie under a key that an earlier kind holds, or that is the board's."""
    taken = {key_of_id(BOARD_ID), *tree.get(Board.plural, {})}
    doubled: list[Place] = []
    for kind in KINDS:
        table = tree.get(kind.plural, {})
        if not taken.isdisjoint(table):
            doubled += [(kind.plural, key) for key in table if key in taken]
        taken.update(table)
    return tuple(doubled)


def give_own_keys(tree: Tree, places: tuple[Place, ...], now: datetime) -> None:
    """Put each of these documents under a new key, in its old place in the order of its table."""
    ids = {place: new_id(now) for place in places}
    for (table, key), id_ in ids.items():
        document = tree[table][key]
        if isinstance(document, dict) and "id" in document:
            document["id"] = id_
    for name in {table for table, _ in places}:
        keys = {key: key_of_id(id_) for (table, key), id_ in ids.items() if table == name}
        tree[name] = {keys.get(key, key): document for key, document in tree[name].items()}
