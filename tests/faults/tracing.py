"""Faults at system calls, as `strace` puts them into a process that is not told of it."""

from __future__ import annotations

import functools
import os
import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.store.helpers import ended, in_a_child

Work = Callable[[int], None]
"""What a child does; it is given a pipe on which to say what was acknowledged."""

MOST = 2_000
"""Faults in one system call after which a test is taken to go round in circles."""
_NAME = re.compile(rb"^\d+ +(\w+)\(", re.MULTILINE)


@functools.cache
def _refusal() -> str:
    """Why nothing can be traced here; empty when it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-f", "-e", "trace=getpid", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else f"ptrace is refused here: {tried.stderr.decode()[:80]}"


needs_strace = pytest.mark.skipif(bool(_refusal()), reason=_refusal() or "strace works")


def traced(work: Work, *options: str) -> tuple[int, bytes]:
    """Run `work` in a child that strace watches from its first call on.

    Args:
        work: what the child does.
        options: for strace.

    Returns:
        How the child ended, as `ended` has it, and what it said.
    """
    waiting, go = os.pipe()

    def waits(pipe: int) -> None:
        os.read(waiting, 1)
        work(pipe)

    child, said = in_a_child(waits)
    command = ["strace", "-f", "-p", str(child), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as strace, os.fdopen(said, "rb") as saying:
        assert strace.stderr is not None
        attached = strace.stderr.readline()
        if b"attached" not in attached:
            os.kill(child, signal.SIGKILL)
        os.write(go, b".")
        heard = saying.read()
        code = ended(child)
        strace.stderr.read()
    os.close(waiting)
    os.close(go)
    assert b"attached" in attached, attached
    return code, heard


def calls_of(work: Work, notes: Path) -> Counter[str]:
    """How often the child makes each system call when it is left in peace.

    Args:
        work: what the child does.
        notes: where strace writes; a file of its own.
    """
    code, _ = traced(work, "-o", str(notes))
    assert code == 0
    # The first read is the one in which the child waited for strace, and the last call has no end.
    names = Counter(name.decode() for name in _NAME.findall(notes.read_bytes()))
    del names["exit_group"]
    return names


def at_every_call(work: Work, injection: str, names: Counter[str]) -> Iterator[tuple[str, int, int, bytes]]:
    """Run `work` with a fault in the first call of each name, then in its second, until none is hit.

    Args:
        work: what the child does.
        injection: what happens in the call, in strace's words, such as `signal=KILL`.
        names: the system calls, as `calls_of` counts them; how often each comes up is found out anew.

    Yields:
        The call's name, which of them it was, how the child ended, and what it said.
    """
    for name in names:
        # strace counts the calls of each name for itself, and the first read is not the work's.
        first = 2 if name == "read" else 1
        for number in range(first, MOST):
            expression = f"inject={name}:{injection}:when={number}"
            notes = ("-o", "/dev/null", "-e", f"trace={name}")
            code, said = traced(work, *notes, "-e", expression)
            yield name, number, code, said
            if number >= names[name] + SPARE:
                break


SPARE = 2
"""How many calls further than counted to go: a child may make a few more when there is more to read."""


def report(what: str) -> None:
    """Say how many trials there were; shown with `-s`."""
    print(what)  # noqa: T201
