"""What a person notices of careertui, measured from outside; the tables are for reading, nothing is asserted.

`python -m tests.benchmarks.outside` measures the same with more rounds, and writes every number down.
"""

from __future__ import annotations

import pytest

from tests.benchmarks.outside import run, table

pytestmark = pytest.mark.benchmark


def test_what_a_person_notices() -> None:
    """Print the table."""
    print(f"\n\n{table(run(rounds=3, idle=3.0))}")  # noqa: T201


def test_what_a_slow_link_carries() -> None:
    """Print the table."""
    print(f"\n\n{table(run(rounds=1, slow=True))}")  # noqa: T201
