"""A process that dies at a call that changes the disk: at its first, then at its second, to the end."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from tests.store.helpers import ended, in_a_child

CALLS = ("write", "fsync", "replace", "ftruncate", "unlink")


def dies_at(call: int, *, half: bool, first: Callable[[], None] = lambda: None) -> None:
    """Make this process end at the nth of the calls that change the disk.

    Args:
        call: which one, from 1.
        half: whether half of a write still happens.
        first: what is done before it ends.
    """
    count = 0

    def deadly(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == call:
                if half and name == "write":
                    real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                first()
                os._exit(9)
            return real(*arguments, **named)

        return called

    for name in CALLS:
        setattr(os, name, deadly(name, getattr(os, name)))


def deaths(
    work: Callable[[], object],
    check: Callable[[int, int], None],
    *,
    half: bool,
    first: Callable[[], None] = lambda: None,
) -> int:
    """Run `work` in a child that dies at its first disk call, then one that dies at its second, to the end.

    Args:
        work: what to do in the child.
        check: called after each death with the call it came at, and the child's exit code.
        half: whether half of a write still happens.
        first: what is done before each death.

    Returns:
        How many deaths there were.
    """

    def doomed(_pipe: int, call: int) -> None:
        dies_at(call, half=half, first=first)
        work()

    for call in range(1, 500):
        child, pipe = in_a_child(lambda pipe, call=call: doomed(pipe, call))  # type: ignore[misc] # bound now
        code = ended(child)
        os.close(pipe)
        assert code in {0, 9}, f"the child failed at call {call}"
        check(call, code)
        if code == 0:
            return call - 1
    raise AssertionError("the work never ends")
