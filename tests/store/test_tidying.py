"""Taking a long journal into the snapshot while the session goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from careertui.planner.planner import Planner
from careertui.store import files, journal, storage
from careertui.store.codec import PLAIN
from tests.conftest import Clock
from tests.store.helpers import abandon, add_goal, codec_of, either_way, opened, stock, titles, titles_at


@pytest.fixture(autouse=True)
def _short_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "FOLD_AT", 1_000)


def content(store: Path) -> bytes:
    """What the snapshot says; nothing while there is none."""
    return store.read_bytes() if store.exists() else b""


def tidied(planner: Planner) -> list[Callable[[], None]]:
    """The waiting parts that tidying asks to have run."""
    jobs: list[Callable[[], None]] = []
    planner.tidy(jobs.append)
    return jobs


@either_way
def test_a_short_journal_is_left_alone(planner: Planner) -> None:
    """Nothing is due after one small change."""
    add_goal(planner, "one")
    assert tidied(planner) == []


@either_way
def test_a_long_journal_is_taken_in_while_the_session_goes_on(planner: Planner, store_path: Path) -> None:
    """Stock TinyDB sees the changes before the session ends; the next ones follow, and are not due again."""
    for number in range(6):
        add_goal(planner, f"goal {number}")
    (job,) = tidied(planner)
    job()
    if codec_of(store_path) is PLAIN:
        with stock(store_path) as db:
            assert len(db.table("goals")) == 6
    assert tidied(planner) == []
    add_goal(planner, "after")
    abandon(planner)
    assert titles_at(store_path) == [*(f"goal {number}" for number in range(6)), "after"]


@either_way
def test_a_change_made_meanwhile_is_not_lost(planner: Planner, store_path: Path) -> None:
    """A snapshot that a later change has overtaken is let go, and the next look makes another."""
    for number in range(6):
        add_goal(planner, f"goal {number}")
    (job,) = tidied(planner)
    add_goal(planner, "meanwhile")
    before = content(store_path)
    job()
    assert content(store_path) == before
    abandon(planner)
    assert titles_at(store_path)[-1] == "meanwhile"


@either_way
def test_a_change_made_meanwhile_elsewhere_is_not_lost(
    planner: Planner, store_path: Path, clock: Clock
) -> None:
    """The same where the later change is another session's."""
    for number in range(6):
        add_goal(planner, f"goal {number}")
    (job,) = tidied(planner)
    with opened(store_path, clock) as other:
        add_goal(other, "meanwhile")
        abandon(other)
    job()
    planner.take_in()
    assert titles(planner)[-1] == "meanwhile"
    assert titles_at(store_path)[-1] == "meanwhile"


@either_way
def test_who_asks_while_the_journal_is_begun_anew_gets_an_answer(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job runs in a thread, and the session may look for news between any two of its steps."""
    for number in range(6):
        add_goal(planner, f"goal {number}")
    (job,) = tidied(planner)
    answers: list[bool] = []

    def close_and_look(descriptor: int) -> None:
        files.close(descriptor)
        answers.append(planner.is_behind)

    monkeypatch.setattr(journal, "close", close_and_look)
    job()
    assert answers == [True]
    planner.take_in()
    assert not planner.is_behind
