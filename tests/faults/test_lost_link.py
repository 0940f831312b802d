"""A lost link ends the session: nothing stays behind on the host, and what was typed is on its disk."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from careertui.open import is_locked
from tests.faults.helpers import (
    TYPED,
    careertui,
    drafts,
    is_gone,
    look_once,
    new_store,
    opened,
    plain_and_locked,
    typing,
)
from tests.store.helpers import either_way, everything_in, plain_or_locked
from tests.terminal import Terminal, state_of

SSHD = shutil.which("sshd") or "/usr/sbin/sshd"
WITHIN = 3.0
"""Seconds within which it is to be gone; only the long runs hold it to that, on a machine of their own."""
TRIALS = 20

Fault = Callable[[Terminal], None]


def hang_up(terminal: Terminal) -> None:
    """The terminal is closed, as when the connection ends."""
    terminal.hang_up()


def stall_and_terminate(terminal: Terminal) -> None:
    """Nobody reads what is drawn, until more is drawn than the link takes; then the host shuts down."""
    terminal.send(*"x" * 2_000)
    terminal.signal(signal.SIGTERM)


def stall_and_hang_up(terminal: Terminal) -> None:
    """The same, and then the connection ends."""
    terminal.send(*"x" * 2_000)
    terminal.hang_up()


FAULTS: dict[str, tuple[Fault, int]] = {
    "the terminal is closed": (hang_up, 129),
    "SIGHUP": (lambda terminal: terminal.signal(signal.SIGHUP), 129),
    "SIGTERM": (lambda terminal: terminal.signal(signal.SIGTERM), 143),
    "SIGINT": (lambda terminal: terminal.signal(signal.SIGINT), 130),
    "a stalled reader, and SIGTERM": (stall_and_terminate, 143),
    "a stalled reader, and the terminal is closed": (stall_and_hang_up, 129),
}
"""By name: what happens, and the code that a shell sees."""

ENDS_THE_INPUT = (
    "import os, pty, signal, subprocess, sys\n"
    "ours, theirs = pty.openpty()\n"
    "run = subprocess.Popen(sys.argv[1:], stdin=theirs)\n"
    "os.close(theirs)\n"
    "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])\n"
    "signal.sigwait([signal.SIGUSR1])\n"
    "os.close(ours)\n"
    "sys.exit(run.wait())\n"
)
"""Runs a command whose keys come from a terminal of its own, which goes away at SIGUSR1."""


A_FEW = ("the terminal is closed", "SIGTERM", "a stalled reader, and the terminal is closed")


@pytest.mark.parametrize("ignores_hangup", [False, True], ids=["SIGHUP default", "SIGHUP ignored"])
@plain_and_locked("name", FAULTS, *A_FEW)
def test_a_session_whose_link_is_lost_ends_and_the_draft_is_kept(
    store_path: Path, name: str, ignores_hangup: bool
) -> None:
    """With the code of what ended it, and no process of its group left; sealed where the career is."""
    fault, code = FAULTS[name]
    with opened(store_path, ignores_hangup=ignores_hangup) as terminal:
        typing(terminal, store_path)
        fault(terminal)
        assert terminal.wait_for_end() == code
        assert is_gone(terminal.pid)
    assert TYPED in drafts(store_path)
    assert (TYPED.encode() in everything_in(store_path.parent)) is not is_locked(store_path)


@plain_and_locked("name", FAULTS, *A_FEW)
def test_a_session_whose_career_is_still_being_opened_ends_as_well(store_path: Path, name: str) -> None:
    """The screens are up already, with what they showed last."""
    look_once(store_path)
    fault, code = FAULTS[name]
    with opened(store_path) as terminal:
        fault(terminal)
        assert terminal.wait_for_end() == code
        assert is_gone(terminal.pid)


@either_way
def test_a_session_whose_input_ends_leaves_and_gives_the_terminal_back(store_path: Path) -> None:
    """Its keys come from a terminal that goes away; the one it draws on stays, and nothing is signalled."""
    with opened(store_path, [sys.executable, "-c", ENDS_THE_INPUT, *careertui(store_path)]) as terminal:
        terminal.signal(signal.SIGUSR1)
        assert terminal.wait_for_exit() == 129
        assert terminal.is_as_found, terminal.modes


# --- the long runs ----------------------------------------------------------------------------------


@pytest.mark.faults
@plain_or_locked
@pytest.mark.parametrize("name", FAULTS)
def test_at_any_moment_it_is_gone_within_three_seconds(tmp_path: Path, name: str, locked: bool) -> None:
    """From its first line on, in the middle of drawing, with a form open: without burning the processor."""
    fault, code = FAULTS[name]
    chance = random.Random(name)  # noqa: S311 - the same moments at every run
    for trial in range(TRIALS):
        store = new_store(tmp_path / str(trial), locked=locked)
        if trial % 2:
            look_once(store)
        with opened(store, ignores_hangup=trial % 2 == 1) as terminal:
            has_draft = trial % 4 == 3
            if has_draft:
                typing(terminal, store)
            else:
                terminal.send(*chance.choices("123456jknGh", k=chance.randrange(6)))
            spent = children_cpu() + cpu_of(terminal.pid)
            began = time.monotonic()
            fault(terminal)
            assert terminal.wait_for_end() == code
            took = time.monotonic() - began
            assert is_gone(terminal.pid)
        assert not has_draft or TYPED in drafts(store)
        print(f"{name}: {took:.2f} s, {children_cpu() - spent:.2f} s of CPU")  # noqa: T201
        assert took < WITHIN
        assert children_cpu() - spent < 1


@pytest.mark.faults
@plain_or_locked
def test_a_session_whose_input_ends_is_gone_within_three_seconds(tmp_path: Path, locked: bool) -> None:
    """Time and again; the wrapper's own end is the session's."""
    for trial in range(TRIALS):
        store = new_store(tmp_path / str(trial), locked=locked)
        with opened(store, [sys.executable, "-c", ENDS_THE_INPUT, *careertui(store)]) as terminal:
            (session,) = sessions_of(store)
            spent, began = children_cpu() + cpu_of(session), time.monotonic()
            terminal.signal(signal.SIGUSR1)
            assert terminal.wait_for_exit() == 129
            took = time.monotonic() - began
            assert is_gone(terminal.pid)
            assert terminal.is_as_found, terminal.modes
        print(f"input ends: {took:.2f} s, {children_cpu() - spent:.2f} s of CPU")  # noqa: T201
        assert took < WITHIN


@pytest.mark.faults
@pytest.mark.skipif(not Path(SSHD).exists(), reason="there is no sshd here")
@plain_or_locked
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL], ids=["sshd ends", "sshd is killed"])
def test_a_killed_sshd_leaves_no_session_behind(tmp_path: Path, end: signal.Signals, locked: bool) -> None:
    """Over a real connection on the loopback, with the keys and the drawing of it."""
    with sshd(tmp_path) as (port, daemon):
        client = ["ssh", "-tt", "-F", "none", "-p", str(port), "-i", str(tmp_path / "key")]
        client += ["-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={tmp_path / 'known'}"]
        for trial in range(TRIALS):
            store = new_store(tmp_path / str(trial), locked=locked)
            remote = f"exec env TERM=xterm-256color {' '.join(careertui(store))}"
            command = [*client, "127.0.0.1", remote]
            with opened(store, command) as terminal:
                typing(terminal, store)
                (session,) = sessions_of(store)
                descriptor = os.pidfd_open(session)
                for child in descendants(daemon.pid):
                    if child != session:
                        os.kill(child, end)
                began = time.monotonic()
                while not is_over(descriptor) and time.monotonic() - began < WITHIN:
                    time.sleep(0.01)
                os.close(descriptor)
                print(f"sshd: {time.monotonic() - began:.2f} s")  # noqa: T201
                assert sessions_of(store) == []
            assert TYPED in drafts(store)


def is_over(descriptor: int) -> bool:
    """Whether the process of a pidfd has ended."""
    try:
        signal.pidfd_send_signal(descriptor, 0)
    except ProcessLookupError:
        return True
    return False


@contextmanager
def sshd(folder: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """An sshd of the test's own on a free port, which lets one key in."""
    for name in ("host", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    (folder / "authorized").write_bytes((folder / "key.pub").read_bytes())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "authorized",
        "ListenAddress": f"127.0.0.1:{port}",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PermitRootLogin": "yes",
    }
    config = folder / "sshd_config"
    config.write_text("".join(f"{name} {value}\n" for name, value in options.items()))
    Path("/run/sshd").mkdir(exist_ok=True)
    daemon = subprocess.Popen([SSHD, "-D", "-f", config], stderr=subprocess.DEVNULL)
    try:
        while not is_listening(port):
            assert daemon.poll() is None
        yield port, daemon
    finally:
        daemon.kill()
        daemon.wait()


def is_listening(port: int) -> bool:
    """Whether something answers on a port of the loopback."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def sessions_of(store: Path) -> list[int]:
    """The processes that run careertui on a store."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            arguments = (folder / "cmdline").read_bytes().split(b"\0")
            is_one = arguments[1:3] == [b"-m", b"careertui"] and os.fsencode(store) in arguments
            if is_one and state_of(int(folder.name)) != "Z":
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def descendants(process: int) -> list[int]:
    """The processes below one."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()
    return [id_ for child in children for id_ in (int(child), *descendants(int(child)))]


def cpu_of(process: int) -> float:
    """Seconds of processor time a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children_cpu() -> float:
    """Seconds of processor time of the children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
