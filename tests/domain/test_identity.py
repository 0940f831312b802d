"""Ids: one after the other, also where many are made in one millisecond."""

from __future__ import annotations

from datetime import timedelta

from careertui.domain.identity import new_id
from tests.conftest import Clock


def test_ids_sort_by_when_they_were_made() -> None:
    """Records of one step stand in their order; a clock that is put back begins anew where it is."""
    clock = Clock()
    ids = [new_id(clock()) for _ in range(1000)]
    clock.go_on(minutes=1)
    ids.append(new_id(clock()))
    assert ids == sorted(set(ids))
    assert new_id(clock() - timedelta(days=1)) < ids[0]
