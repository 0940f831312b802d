"""Imports run one way: domain <- store <- planner <- {cli, tui}, with exchange beside the planner.

Proved by reading the import statements, so that no module has to be loaded for it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "careertui"

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "paths": set(),
    "domain": {"errors"},
    "store": {"domain", "errors"},
    "planner": {"domain", "store", "errors"},
    "exchange": {"domain", "planner", "errors"},
    "demo": {"domain", "planner", "errors"},
    "open": {"domain", "store", "planner", "errors", "paths"},
    "settings": {"domain", "errors", "paths"},
    "cli": {"domain", "planner", "exchange", "demo", "open", "settings", "paths", "errors", "tui", ""},
    "tui": {"domain", "planner", "exchange", "demo", "open", "settings", "paths", "errors", ""},
    "__main__": {"cli", "errors", ""},
    "": set(),
}
"""What each room may import of the others; "" is the package itself, which holds its version."""

DOMAIN_LIBRARIES = {"pydantic", "pydantic_core", "annotated_types", "orjson", "pendulum"}


@dataclass(frozen=True, slots=True)
class Import:
    """One imported module.

    Attributes:
        file: where it is imported.
        line: the line there.
        module: its full name; for `from a import b`, the module `a.b` when there is one, else `a`.
        lazy: whether it is inside a function.
    """

    file: Path
    line: int
    module: str
    lazy: bool

    @property
    def top(self) -> str:
        """The library it belongs to."""
        return self.module.partition(".")[0]

    @property
    def room(self) -> str | None:
        """The room of ours that it belongs to; None when it is not ours."""
        parts = self.module.split(".")
        if parts[0] != PACKAGE.name:
            return None
        return parts[1] if len(parts) > 1 else ""

    def __str__(self) -> str:
        return f"{self.file.relative_to(PACKAGE.parent)}:{self.line} imports {self.module}"


def room_of(file: Path) -> str:
    """The room a file is in: a package, or a module at the top."""
    first = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def files_of(room: str) -> list[Path]:
    """The files of a room; none while it does not exist."""
    return [file for file in sorted(PACKAGE.rglob("*.py")) if room_of(file) == room]


@cache
def imports_of(file: Path) -> list[Import]:
    """Every import of a file, except those that only a type checker follows."""
    return list(_imports(file, ast.parse(file.read_text(encoding="utf-8")), lazy=False))


def _imports(file: Path, node: ast.AST, *, lazy: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import):
            for name in child.names:
                yield Import(file, child.lineno, name.name, lazy)
        elif isinstance(child, ast.ImportFrom):
            for module in _from(file, child):
                yield Import(file, child.lineno, module, lazy)
        else:
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports(file, child, lazy=lazy or inside)


def _from(file: Path, node: ast.ImportFrom) -> Iterator[str]:
    base = node.module or ""
    if node.level:
        above = file.relative_to(PACKAGE.parent).parts[: -node.level]
        base = ".".join((*above, *([base] if base else [])))
    for name in node.names:
        path = PACKAGE.parent.joinpath(*base.split("."), name.name)
        is_module = path.with_suffix(".py").exists() or path.is_dir()
        yield f"{base}.{name.name}" if is_module else base


def rooms() -> list[str]:
    """The rooms there are."""
    return sorted({room_of(file) for file in PACKAGE.rglob("*.py")})


def wrong(room: str, rule: object) -> list[str]:
    """The imports of a room for which the rule holds, as sentences."""
    assert callable(rule)
    return [str(found) for file in files_of(room) for found in imports_of(file) if rule(found)]


def test_every_room_has_its_rule() -> None:
    """A new package is given its place in the house before it moves in."""
    assert set(rooms()) <= set(MAY_IMPORT)
    assert {"domain", "store", "planner"} <= set(rooms())


@pytest.mark.parametrize("room", rooms())
def test_a_room_imports_only_what_lies_below_it(room: str) -> None:
    """Of our own modules, at any depth, inside functions too."""
    allowed = MAY_IMPORT[room] | {room}
    assert wrong(room, lambda found: found.room is not None and found.room not in allowed) == []


@pytest.mark.parametrize("room", [room for room in rooms() if room not in {"cli", "tui", "exchange", "demo"}])
def test_nothing_but_the_front_ends_imports_the_exchange_or_the_demo(room: str) -> None:
    """The planner does not know that there are other formats."""
    assert wrong(room, lambda found: found.room in {"exchange", "demo"}) == []


@pytest.mark.parametrize("room", [room for room in rooms() if room != "store"])
def test_only_the_store_imports_tinydb(room: str) -> None:
    """It is the one seam to the file."""
    assert wrong(room, lambda found: found.top == "tinydb") == []


@pytest.mark.parametrize("room", [room for room in rooms() if room != "tui"])
def test_only_the_tui_imports_textual(room: str) -> None:
    """The command line starts without it; a function there may start the TUI."""
    assert wrong(room, lambda found: found.top in {"textual", "rich"} and not found.lazy) == []


@pytest.mark.parametrize("room", [room for room in ("cli", "__main__") if room in rooms()])
def test_the_command_line_imports_the_tui_only_inside_a_function(room: str) -> None:
    """`careertui list` must not pay for it."""
    assert wrong(room, lambda found: found.room == "tui" and not found.lazy) == []


def test_the_domain_imports_no_more_than_it_needs() -> None:
    """The standard library, pydantic and orjson; pendulum inside functions, for the sake of start-up."""

    def is_strange(found: Import) -> bool:
        if found.room is not None or found.top in sys.stdlib_module_names:
            return False
        return found.top not in DOMAIN_LIBRARIES or (found.top == "pendulum" and not found.lazy)

    assert wrong("domain", is_strange) == []


def test_the_package_itself_imports_nothing() -> None:
    """`import careertui` tells the version and costs nothing."""
    found = imports_of(PACKAGE / "__init__.py")
    assert [str(one) for one in found if one.module != "__future__"] == []


def test_the_reading_of_imports_sees_all_their_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain, from, relative, inside functions and conditions; not what only a type checker follows."""
    package = tmp_path / "careertui"
    (package / "store").mkdir(parents=True)
    (package / "store" / "lock.py").touch()
    file = package / "store" / "odd.py"
    file.write_text(
        "import os.path, tinydb\n"
        "from careertui.store import lock\n"
        "from . import lock\n"
        "from ..domain.goal import Goal\n"
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    import textual\n"
        "try:\n    import rich\nexcept ImportError:\n    pass\n"
        "class A:\n    async def f(self):\n        import pendulum\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(f"{__name__}.PACKAGE", package)
    assert [(found.module, found.lazy) for found in imports_of(file)] == [
        ("os.path", False),
        ("tinydb", False),
        ("careertui.store.lock", False),
        ("careertui.store.lock", False),
        ("careertui.domain.goal", False),
        ("typing", False),
        ("rich", False),
        ("pendulum", True),
    ]
    assert room_of(file) == "store"
