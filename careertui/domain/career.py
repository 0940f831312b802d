"""A career as the rules read it: every record at hand, none of it changeable here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from functools import cache
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from careertui.domain.goal import BOARD_ID, Board
from careertui.domain.index import Lasting
from careertui.domain.record import Record

R = TypeVar("R", bound=Record)
T = TypeVar("T")
P = ParamSpec("P")


class Career(Protocol):
    """What the rules need of a planner."""

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """The records of a kind that are not archived, oldest first."""
        ...

    def archived(self, kind: type[R]) -> tuple[R, ...]:
        """The archived records of a kind, oldest first."""
        ...

    def get(self, id_: str) -> Record | None:
        """The record with this id, archived or not; None when there is none."""
        ...

    def derived(self, rule: Callable[Concatenate[Career, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a rule makes of this career, worked out once and remembered until a record changes."""
        ...


class Derivations:
    """What rules have made of a career, for as long as it stays the same; what lasts is kept up instead."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}
        self._lasting: dict[Hashable, tuple[Hashable, Lasting]] = {}

    def of(
        self, career: Career, rule: Callable[Concatenate[Career, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """See `Career.derived`."""
        asked = (args, tuple(sorted(kwargs.items())))
        key = (rule, asked)
        if key not in self._known:
            self._known[key] = self._kept_up(career, rule, asked) or rule(career, *args, **kwargs)
        found: T = self._known[key]
        if isinstance(found, Lasting):
            self._lasting[rule] = (asked, found)
        return found

    def forget(self, ids: Collection[str]) -> None:
        """These records have changed: whatever was worked out may be different now."""
        self._known.clear()
        for _, lasting in self._lasting.values():
            lasting.note(ids)

    def _kept_up(self, career: Career, rule: Hashable, asked: Hashable) -> Any:
        """What a rule made of the same that lasts; one a rule is kept, so that yesterday's goes."""
        known, lasting = self._lasting.get(rule, (None, None))
        if lasting is None or known != asked:
            return None
        lasting.keep_up(career)
        return lasting


def board_of(career: Career) -> Board:
    """The person's board, or the one everybody starts with."""
    board = career.get(BOARD_ID)
    return board if isinstance(board, Board) else _usual_board()


@cache
def _usual_board() -> Board:
    """Made once: it is asked for by every card."""
    return Board.model_construct()


class Records:
    """A career held in memory: what an import read, what the demo holds, what a test needs."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_id = {record.id: record for record in records}
        self._derivations = Derivations()

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """See `Career.all`."""
        return tuple(r for r in self._by_id.values() if isinstance(r, kind) and r.archived is None)

    def archived(self, kind: type[R]) -> tuple[R, ...]:
        """See `Career.archived`."""
        return tuple(r for r in self._by_id.values() if isinstance(r, kind) and r.archived is not None)

    def get(self, id_: str) -> Record | None:
        """See `Career.get`."""
        return self._by_id.get(id_)

    def derived(self, rule: Callable[Concatenate[Career, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """See `Career.derived`."""
        return self._derivations.of(self, rule, *args, **kwargs)
