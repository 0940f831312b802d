"""The board's columns: naming, adding, ordering, limiting and removing them, each as one step."""

from __future__ import annotations

import re
from collections.abc import Sequence

from careertui.domain.goal import Board, Column
from careertui.domain.quoting import quoted
from careertui.errors import RefusedError
from careertui.planner.board import goals_by_column
from careertui.planner.planner import RANK_STEP, Planner

_NOT_IN_A_KEY = re.compile(r"[^\w]+")


def add_column(planner: Planner, name: str, after: str | None = None) -> str:
    """Add a column after another, or at the end; returns its key.

    Raises:
        RefusedError: when the name is empty, or another column has it.
    """
    board = planner.board
    name = _free_name(board, name)
    key = _free_key(board, name)
    place = next((n for n, c in enumerate(board.columns, 1) if c.key == after), len(board.columns))
    columns = (*board.columns[:place], Column(key=key, name=name), *board.columns[place:])
    _keep(planner, f"Add the column {quoted(name)}", columns)
    return key


def rename_column(planner: Planner, key: str, name: str) -> None:
    """Give a column another name; its goals stay in it.

    Raises:
        RefusedError: when the name is empty, or another column has it.
    """
    board = planner.board
    name = _free_name(board, name, key)
    if name != _column(board, key).name:
        _revise(planner, key, f"Rename {quoted(_column(board, key).name)} to {quoted(name)}", name=name)


def move_column(planner: Planner, key: str, step: int) -> bool:
    """Move a column one place to the left (-1) or right (1); False when it is at the end already."""
    columns = list(planner.board.columns)
    place = columns.index(_column(planner.board, key))
    if not 0 <= place + step < len(columns):
        return False
    column = columns.pop(place)
    columns.insert(place + step, column)
    _keep(planner, f"Move the column {quoted(column.name)}", columns)
    return True


def limit_column(planner: Planner, key: str, limit: int | None) -> None:
    """Limit how many goals a column should hold; None, or less than one, for any number."""
    column = _column(planner.board, key)
    wanted = limit if limit is not None and limit > 0 else None
    if wanted != column.limit:
        said = f"Limit {quoted(column.name)} to {wanted}" if wanted else f"No limit on {quoted(column.name)}"
        _revise(planner, key, said, limit=wanted)


def toggle_done(planner: Planner, key: str) -> None:
    """Let a column mean that its goals are finished, or no longer.

    Raises:
        RefusedError: when no other column means it.
    """
    board = planner.board
    column = _column(board, key)
    if board.done_keys == {key}:
        raise RefusedError(
            f"{quoted(column.name)} is the only column that means done.", "Mark another first."
        )
    said = "no longer means done" if column.done else "means done"
    _revise(planner, key, f"{quoted(column.name)} {said}", done=not column.done)


def remove_column(planner: Planner, key: str) -> tuple[int, str]:
    """Remove a column; its goals go to the end of the one before it, or of the one after it.

    Open goals go to a column of open ones, so that nothing is finished by removing where it stood.

    Returns:
        How many goals moved, and the name of the column they stand in now.

    Raises:
        RefusedError: when it is the last column, or the only one that means done.
    """
    board = planner.board
    column = _column(board, key)
    if len(board.columns) == 1:
        raise RefusedError("A board has one column at least.", "Rename it instead.")
    if board.done_keys == {key}:
        raise RefusedError(
            f"{quoted(column.name)} is the only column that means done.", "Mark another first."
        )
    heir = _heir(board, column)
    standing = planner.derived(goals_by_column)
    goals = standing[key]
    last = max((goal.rank for goal in standing[heir.key]), default=0.0)
    with planner.change(f"Remove the column {quoted(column.name)}") as change:
        change.put(board.revised(columns=tuple(c for c in board.columns if c.key != key)))
        for number, goal in enumerate(goals, 1):
            change.put(goal.revised(column=heir.key, rank=last + number * RANK_STEP))
    return len(goals), heir.name


def _keep(planner: Planner, label: str, columns: Sequence[Column]) -> None:
    with planner.change(label) as change:
        change.put(planner.board.revised(columns=tuple(columns)))


def _revise(planner: Planner, key: str, label: str, **changes: object) -> None:
    columns = [c.revised(**changes) if c.key == key else c for c in planner.board.columns]
    _keep(planner, label, columns)


def _column(board: Board, key: str) -> Column:
    for column in board.columns:
        if column.key == key:
            return column
    raise RefusedError("That column is gone: another session has removed it.")


def _heir(board: Board, column: Column) -> Column:
    """The column that takes a removed one's goals."""
    place = board.columns.index(column)
    nearest = (*reversed(board.columns[:place]), *board.columns[place + 1 :])
    return next((other for other in nearest if other.done == column.done), nearest[0])


def _free_name(board: Board, name: str, but: str = "") -> str:
    name = " ".join(name.split())
    if not name:
        raise RefusedError("A column needs a name.")
    if any(c.name.casefold() == name.casefold() and c.key != but for c in board.columns):
        raise RefusedError(f"Another column is called {quoted(name)}.")
    return name


def _free_key(board: Board, name: str) -> str:
    """A key made of the name that no column has yet."""
    stem = _NOT_IN_A_KEY.sub("-", name.casefold()).strip("-")[:40] or "column"
    taken = {column.key for column in board.columns}
    return next(
        key for n in range(1, len(taken) + 2) if (key := f"{stem}-{n}" if n > 1 else stem) not in taken
    )
