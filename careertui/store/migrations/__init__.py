"""From the shape an older careertui wrote to today's, one step at a time.

A step is a module with `FROM` and `migrate(tree)`, which changes the tree in place. To add one: write
`from_N.py`, list it in `STEPS`, and test it on a file of the shape it leaves behind. Before any step
runs, the store keeps a copy of the file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from careertui.store.migrations import from_0

Tree: TypeAlias = dict[str, Any]

META_TABLE = "careertui"
"""The table whose one document says which schema the file has."""
META_KEY = "1"

STEPS: dict[int, Callable[[Tree], None]] = {from_0.FROM: from_0.migrate}

SCHEMA = max(STEPS) + 1
"""The schema this careertui writes."""


def schema_of(tree: Tree) -> int:
    """The schema a file says it has; 0 when it says none, as a file made with stock TinyDB does."""
    return _stamped(tree, "schema")


def stamp(tree: Tree, last_step: int, *, schema: int | None = None, former: str = "") -> None:
    """Write into the file's tree its schema, and the last step of the journal that it holds.

    Args:
        tree: the tree.
        last_step: that step.
        schema: the schema; today's when it is None.
        former: while a lock is being taken off, the key to what is still sealed.
    """
    meta: dict[str, Any] = {"schema": SCHEMA if schema is None else schema, "last_step": last_step}
    tree[META_TABLE] = {META_KEY: meta | ({"former": former} if former else {})}


def former_of(tree: Tree) -> str:
    """The key to what is still sealed; empty but while a lock is being taken off."""
    value = _said(tree, "former")
    return value if isinstance(value, str) else ""


def last_step_of(tree: Tree) -> int:
    """The last step of the journal that a stamped file holds; 0 when it does not say."""
    return _stamped(tree, "last_step")


def _stamped(tree: Tree, name: str) -> int:
    value = _said(tree, name)
    return value if isinstance(value, int) else 0


def _said(tree: Tree, name: str) -> Any:
    meta = tree.get(META_TABLE)
    stamped = meta.get(META_KEY) if isinstance(meta, dict) else None
    return stamped.get(name) if isinstance(stamped, dict) else None


def migrate(tree: Tree) -> None:
    """Bring a tree up to today's schema, in place; the caller stamps it."""
    for schema in range(schema_of(tree), SCHEMA):
        STEPS[schema](tree)
