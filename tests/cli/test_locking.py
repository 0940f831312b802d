"""lock, unlock and the passphrase of a locked career, as a script gives it on a descriptor."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from careertui.cli import records
from careertui.cli.session import Session
from careertui.domain.goal import Goal
from tests.cli.conftest import Run, Said
from tests.store.helpers import everything_in
from tests.store.helpers import lock as lock_cheaply

WORD = "Zanzibar"
Scripted = Callable[..., Said]


@pytest.fixture
def scripted(run: Run) -> Scripted:
    """Type a command, with lines on a descriptor: `scripted("one", "two", command=("lock",))`."""

    def typed(*passphrases: str, command: tuple[str, ...]) -> Said:
        reading, writing = os.pipe()
        os.write(writing, "".join(f"{line}\n" for line in passphrases).encode())
        os.close(writing)
        said = run(*command, "--passphrase-fd", str(reading))
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(reading)  # nothing that is started later gets to see it
        return said

    return typed


def test_a_career_is_locked_changed_and_unlocked(run: Run, scripted: Scripted, store: Path) -> None:
    """Each command asks for what it needs, says what it did, and warns that nothing brings it back."""
    run("add", "goal", "--title", WORD)
    said = scripted("first", command=("lock",))
    assert (said.code, said.out) == (0, "")
    assert "nothing brings it back" in said.err
    assert "The career is locked, with its journal, backups and drafts." in said.err
    assert WORD.encode() not in everything_in(store.parent)
    assert WORD in scripted("first", command=("list", "goals")).out
    assert scripted("first", "second", command=("lock", "--change")).code == 0
    assert scripted("first", command=("list", "goals")).code == 1
    assert WORD in scripted("second", command=("list", "goals")).out
    said = scripted("second", command=("unlock",))
    assert said.code == 0
    assert "not locked any more" in said.err
    assert WORD in run("list", "goals").out


def test_the_wrong_passphrase_is_one_sentence(run: Run, scripted: Scripted, store: Path) -> None:
    """And nothing is written, for every command that opens the career."""
    run("add", "goal", "--title", WORD)
    lock_cheaply(store)
    before = everything_in(store.parent)
    for command in (
        ("list", "goals"),
        ("add", "goal", "--title", "x"),
        ("undo",),
        ("doctor",),
        ("restore", "2026-11-22"),
        ("lock", "--change"),
        ("unlock",),
    ):
        said = scripted("wrong", command=command)
        assert said.code == 1
        assert said.err == (
            f"careertui: That is not the passphrase of {store}. Nothing was read or changed; try again.\n"
        )
        assert said.out == ""
    assert everything_in(store.parent) == before


def test_a_fault_leaves_nothing_of_what_was_written_in_the_log(
    run: Run, scripted: Scripted, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log is not locked: it says where it was and what kind of error, whatever that one quotes."""
    run("add", "goal", "--title", WORD)
    lock_cheaply(store)

    def broken(session: Session, _arguments: argparse.Namespace) -> int:
        with session.planner() as planner:
            (goal,) = planner.all(Goal)
            try:
                int(goal.title)
            except ValueError as error:
                error.add_note(goal.title)
                raise KeyError(goal.title, goal) from error
        return 0

    monkeypatch.setattr(records, "COMMANDS", {"list": broken})
    assert "is a fault in careertui" in scripted("correct horse", command=("list", "goals")).err
    (log,) = tmp_path.rglob("*.log")
    said = log.read_text("utf-8")
    assert said.index("builtins.ValueError") < said.index("builtins.KeyError")
    assert "raise KeyError(goal.title, goal) from error" in said
    assert WORD.encode() not in everything_in(tmp_path)


def test_where_says_whether_the_career_is_locked(run: Run, store: Path) -> None:
    """Without asking for the passphrase."""
    run("add", "goal", "--title", WORD)
    assert run("where", "--json").json["locked"] is False
    assert "locked\tno\n" in run("where").out
    lock_cheaply(store)
    assert run("where", "--json").json["locked"] is True
    assert "locked\tyes\n" in run("where").out


def test_a_letter_may_be_composed_either_way(scripted: Scripted, store: Path) -> None:
    """An é of one letter and an é of two are the same passphrase on every keyboard."""
    lock_cheaply(store, "caf\u00e9".encode())
    assert scripted("cafe\u0301", command=("list", "goals")).code == 0


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("lock", "--change"), "is not locked. `careertui lock` locks it."),
        (("unlock",), "is not locked."),
    ],
)
def test_what_is_not_locked_is_neither_changed_nor_unlocked(
    run: Run, command: tuple[str, ...], why: str
) -> None:
    """The sentence says what to type instead."""
    said = run(*command)
    assert said.code == 1
    assert why in said.err


def test_what_is_locked_is_not_locked_again(run: Run, store: Path) -> None:
    """It is said how to change it, before anything is asked."""
    lock_cheaply(store)
    said = run("lock")
    assert said.code == 1
    assert "is locked already. `careertui lock --change`" in said.err


def test_an_empty_passphrase_is_refused(run: Run, scripted: Scripted, store: Path) -> None:
    """Nothing has changed."""
    run("add", "goal", "--title", WORD)
    before = everything_in(store.parent)
    said = scripted("", command=("lock",))
    assert said.code == 1
    assert "An empty passphrase locks nothing." in said.err
    assert everything_in(store.parent) == before


def test_a_descriptor_that_says_nothing_is_one_sentence(run: Run, scripted: Scripted, store: Path) -> None:
    """It is closed, it is no number, or it has fewer lines than are asked for."""
    lock_cheaply(store)
    assert "No passphrase can be read from descriptor 999" in run("undo", "--passphrase-fd", "999").err
    said = run("undo", "--passphrase-fd", "secret")
    assert said.code == 2
    assert scripted("correct horse", command=("lock", "--change")).code == 1
    assert scripted("x" * 5000, command=("undo",)).code == 1


def test_a_locked_career_is_restored_like_any_other(run: Run, scripted: Scripted, store: Path) -> None:
    """A file that was damaged, with every change since; the passphrase opens the backup."""
    run("add", "goal", "--title", "one")
    lock_cheaply(store)
    assert scripted("correct horse", command=("add", "goal", "--title", "two")).code == 0
    store.write_bytes(store.read_bytes()[:-9])
    said = scripted("correct horse", command=("list", "goals"))
    assert said.code == 1
    assert "it was damaged" in said.err
    assert "`careertui restore`" in said.err
    assert scripted("correct horse", command=("restore",)).code == 0
    assert scripted("correct horse", command=("list", "goals")).out.count("\n") == 2
