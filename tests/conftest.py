"""What most tests start from: a clock that stands still until it is told to go on, and an empty planner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from careertui.planner.planner import Planner

# No verdict hangs on how quick a machine is: not on an example, and not on making one.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


class Clock:
    """A clock at 2026-11-22 09:00 UTC; calling it tells the time."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The moment it stands at."""
        return self.moment

    def go_on(self, *, days: int = 0, minutes: int = 0) -> None:
        """Let time pass."""
        self.moment += timedelta(days=days, minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    """The clock of the test's planner."""
    return Clock()


@pytest.fixture
def store_path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Where the test's career is kept; nothing is there yet, but for the lock that `either_way` asks for."""
    path = tmp_path / "career.json"
    if getattr(request, "param", "plain") == "locked":
        from tests.store.helpers import lock

        lock(path)
    return path


@pytest.fixture
def planner(store_path: Path, clock: Clock) -> Iterator[Planner]:
    """An empty planner at `store_path`."""
    from tests.store.helpers import opened

    with opened(store_path, clock) as planner:
        yield planner
