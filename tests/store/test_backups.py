"""Copies of the file: one a day that changed, and which of them stay."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import orjson

from careertui.store.backups import backups, folder_of, keep, keep_named
from tests.conftest import Clock
from tests.store.helpers import add_goal, opened, titles_at


def days(store: Path) -> list[str]:
    """The days there are copies of, the newest first."""
    return [backup.day.isoformat() for backup in backups(store)]


def test_each_day_that_changed_has_one_copy_of_how_it_ended(store_path: Path, clock: Clock) -> None:
    """Several sessions a day make one; a day on which nothing changed makes none."""
    for day in range(3):
        for session in range(2):
            with opened(store_path, clock) as planner:
                if day != 1:
                    add_goal(planner, f"{day}.{session}")
        clock.go_on(days=1)
    assert days(store_path) == ["2026-11-24", "2026-11-22"]
    newest, oldest = (orjson.loads(backup.path.read_bytes())["goals"] for backup in backups(store_path))
    assert [goal["title"] for goal in newest.values()] == ["0.0", "0.1", "2.0", "2.1"]
    assert [goal["title"] for goal in oldest.values()] == ["0.0", "0.1"]


def test_fourteen_days_stay_and_of_older_months_the_last_day(store_path: Path) -> None:
    """After a year and more of daily changes."""
    first = date(2025, 9, 15)
    for day in range((date(2026, 11, 22) - first).days + 1):
        keep(store_path, b"{}", first + timedelta(days=day))
    month_ends = ["10-31", "09-30", "08-31", "07-31", "06-30", "05-31", "04-30", "03-31", "02-28", "01-31"]
    assert days(store_path) == [
        *(f"2026-11-{day:02}" for day in range(22, 8, -1)),
        *(f"2026-{day}" for day in month_ends),
        *("2025-12-31", "2025-11-30", "2025-10-31", "2025-09-30"),
    ]


def test_days_far_apart_count_as_fourteen_copies_and_not_as_fourteen_days(store_path: Path) -> None:
    """A career opened once a week keeps fourteen weeks, and then one a month."""
    for week in range(30):
        keep(store_path, b"{}", date(2026, 11, 22) - timedelta(weeks=29 - week))
    assert days(store_path)[:14] == [
        (date(2026, 11, 22) - timedelta(weeks=week)).isoformat() for week in range(14)
    ]
    assert days(store_path)[14:] == ["2026-07-26", "2026-06-28", "2026-05-31"]


def test_other_files_in_the_folder_are_never_taken_away(store_path: Path) -> None:
    """Copies with a name of their own, and whatever the person keeps there."""
    kept = keep_named(store_path, b"{}", "career-before-schema-1")
    own = [
        folder_of(store_path) / name for name in ("career-2026-99-99.json", "mine.txt", "career-2020.json")
    ]
    for path in own:
        path.write_bytes(b"mine")
    for day in range(40):
        keep(store_path, b"{}", date(2026, 1, 1) + timedelta(days=day))
    assert kept.exists()
    assert all(path.exists() for path in own)


def test_what_a_kill_left_in_the_backups_is_swept(store_path: Path, clock: Clock) -> None:
    """At the next opening, under the lock."""
    with opened(store_path, clock) as planner:
        add_goal(planner, "one")
    left = folder_of(store_path) / ".career-2026-11-22.json.abc.tmp"
    left.write_bytes(b"half")
    assert titles_at(store_path) == ["one"]
    assert not left.exists()
