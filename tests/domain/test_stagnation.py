"""What has stood still for long: since when, and what counts as something having happened."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from careertui.domain.career import Records
from careertui.domain.identity import id_of_number
from careertui.domain.kinds import kind_named, make
from careertui.domain.practices import practices
from careertui.domain.record import Record
from careertui.domain.stagnation import quiet_words, standstills, with_standstills
from careertui.domain.staying_in_touch import upcoming
from careertui.domain.thresholds import USUAL, Thresholds

TODAY = date(2026, 11, 22)
JOB, GOAL, OTHER = (id_of_number(number) for number in (101, 102, 103))
LONG_AGO = {"created": "2021-03-05T10:00:00Z", "updated": "2021-03-05T10:00:00Z", "version": 1}


def a(kind: str, id_: str, /, **fields: Any) -> Record:
    """A record of this kind, written down in March 2021 unless it says otherwise."""
    return make(kind_named(kind), {"id": id_, **LONG_AGO, **fields})


def a_job(**fields: Any) -> Record:
    """A job held since March 2021."""
    return a("job", JOB, title="Backend Engineer", organisation="Acme", **{"start": "2021-03", **fields})


def said(*records: Record, thresholds: Thresholds = USUAL) -> list[str]:
    """What is said to have stood still."""
    return [one.said for one in standstills(Records(records), TODAY, thresholds)]


def test_a_title_of_three_years_whose_stone_had_nothing_added_for_a_year_is_told_with_its_dates() -> None:
    """The last thing added was a colleague met in August 2025."""
    ada = a("contact", OTHER, name="Ada", met_at=[JOB], met_on="2025-08")
    assert said(a_job(), ada) == [
        "Backend Engineer, Acme since Mar 2021; nothing was added to its stone since Aug 2025"
    ]


@pytest.mark.parametrize(
    ("start", "told"), [("2023-11-22", True), ("2023-11-23", False), ("2023-10", True), ("2023", False)]
)
def test_a_title_is_as_old_as_the_latest_day_its_start_may_mean(start: str, told: bool) -> None:
    """22 November 2023 is three years ago; 2023 may have been December."""
    assert bool(said(a_job(start=start))) is told


@pytest.mark.parametrize(
    ("met_on", "told"), [("2025-11-22", True), ("2025-11-23", False), ("2025-11", False), ("2025-10", True)]
)
def test_a_stone_was_added_to_on_the_last_day_a_date_covers(met_on: str, told: bool) -> None:
    """22 November 2025 is twelve months ago."""
    assert bool(said(a_job(), a("contact", OTHER, name="Ada", met_at=[JOB], met_on=met_on))) is told


ADDED: list[tuple[str, list[Record], str]] = [
    ("nothing at all: since it began", [a_job()], "Mar 2021"),
    (
        "the rise of a skill, not its later rating at the same level",
        [
            a_job(),
            a(
                "skill",
                OTHER,
                name="SQL",
                levels=[
                    {"on": f"{on}", "level": level}
                    for on, level in (("2022", 2), ("2023-05", 3), ("2026", 3))
                ],
            ),
        ],
        "May 2023",
    ),
    (
        "but not what a skill listed as gained rose by before",
        [
            a_job(gained=[{"skill": OTHER}], source={"importer": "x", "key": "1"}),
            a("skill", OTHER, name="SQL", levels=[{"on": "2018", "level": 1}, {"on": "2019", "level": 2}]),
        ],
        "Mar 2021",
    ),
    (
        "a contact without a day, when it was written down",
        [a_job(), a("contact", OTHER, name="Ada", met_at=[JOB], created="2024-02-03T10:00:00Z")],
        "Feb 2024",
    ),
    (
        "but not when an import wrote it",
        [
            a_job(),
            a(
                "contact",
                OTHER,
                name="Ada",
                met_at=[JOB],
                created="2024-02-03T10:00:00Z",
                source={"importer": "linkedin", "key": "1"},
            ),
        ],
        "Mar 2021",
    ),
    (
        "a conversation that ties somebody to it, on the first day there was one",
        [
            a_job(),
            a("contact", OTHER, name="Ada", organisation="ACME"),
            a("interaction", GOAL, on="2025-02-11", people=[OTHER]),
            a("interaction", id_of_number(104), on="2025-06-01", people=[OTHER]),
        ],
        "Feb 2025",
    ),
    (
        "but not one with somebody of another place",
        [
            a_job(),
            a("contact", OTHER, name="Ada", organisation="Elsewhere"),
            a("interaction", GOAL, on="2025-02-11", people=[OTHER]),
        ],
        "Mar 2021",
    ),
    (
        "a goal pursued at it that serves a vision, when it was written down",
        [
            a_job(),
            a("vision", OTHER, title="V"),
            a("goal", GOAL, title="G", job=JOB, serves=[OTHER], created="2024-06-03T10:00:00Z"),
        ],
        "Jun 2024",
    ),
    (
        "a line of knowledge has no day: when the job was last changed",
        [a_job(knowledge=["retail banking"], version=2, updated="2025-01-09T10:00:00Z")],
        "Jan 2025",
    ),
    (
        "a change of the job that nothing undated can hide in does not count",
        [a_job(version=2, updated="2025-01-09T10:00:00Z")],
        "Mar 2021",
    ),
]


@pytest.mark.parametrize(("records", "since"), [case[1:] for case in ADDED], ids=[case[0] for case in ADDED])
def test_what_counts_as_added_to_a_stone(records: list[Record], since: str) -> None:
    """Dated evidence on its day; undated evidence on the latest it can be."""
    assert said(*records) == [
        f"Backend Engineer, Acme since Mar 2021; nothing was added to its stone since {since}"
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"end": "2026-10"},
        {"planned": True},
        {"job_kind": "education"},
        {"job_kind": "break"},
        {"start": None},
        {"archived": datetime(2026, 11, 1, tzinfo=UTC)},
        {"knowledge": ["banking"], "version": 2, "updated": "2026-01-09T10:00:00Z"},
    ],
    ids=str,
)
def test_other_jobs_do_not_stand_still(fields: dict[str, Any]) -> None:
    """Past and planned ones, studies and breaks, and those that something may have been added to."""
    assert said(a_job(**fields)) == []


def a_goal(**fields: Any) -> Record:
    """A goal that came into Doing on 23 September, 60 days before 22 November."""
    made = {"title": "Learn Rust", "column": "doing", "history": [{"column": "doing", "at": "2026-09-23"}]}
    return a("goal", GOAL, **made | fields)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["Learn Rust: in Doing, quiet since 23 Sep 2026"]),
        ({"history": [{"column": "doing", "at": "2026-09-24"}]}, []),
        ({"version": 2, "updated": "2026-10-01T10:00:00Z"}, []),
        ({"steps": [{"text": "ch 1", "done_on": "2026-10-01"}]}, []),
        (
            {"steps": [{"text": "ch 1", "done_on": "2026-01"}]},
            ["Learn Rust: in Doing, quiet since 23 Sep 2026"],
        ),
        ({"column": "next"}, []),
        ({"column": "done"}, []),
        ({"history": [], "source": {"importer": "x", "key": "1"}}, []),
        ({"archived": datetime(2026, 11, 1, tzinfo=UTC)}, []),
    ],
    ids=str,
)
def test_a_goal_being_worked_on_stands_still_after_60_days_untouched(
    fields: dict[str, Any], expected: list[str]
) -> None:
    """Changed, moved, or a step of it done: each is a touch."""
    assert said(a_goal(**fields)) == expected


def test_the_thresholds_are_those_handed_in() -> None:
    """Four years instead of three, thirty days instead of sixty."""
    job, goal = a_job(start="2023-01"), a_goal(history=[{"column": "doing", "at": "2026-10-23"}])
    assert said(job, goal) == [
        "Backend Engineer, Acme since Jan 2023; nothing was added to its stone since Jan 2023"
    ]
    mine = Thresholds(title_years=4, untouched_days=30)
    assert said(job, goal, thresholds=mine) == ["Learn Rust: in Doing, quiet since 23 Oct 2026"]


def test_what_is_next_says_it_beside_the_goal_once() -> None:
    """In place of the reason of its next step; a goal without one has a line of its own."""
    stepping = a_goal(steps=[{"text": "ch 2"}])
    bare = a(
        "goal", OTHER, title="Write it up", column="doing", history=[{"column": "doing", "at": "2025-01-05"}]
    )
    career = Records([stepping, bare])
    upcoming_steps = [thing for thing in upcoming(career, TODAY) if thing.kind != "review"]
    things = with_standstills(upcoming_steps, standstills(career, TODAY))
    assert [(thing.kind, thing.title, thing.why) for thing in things] == [
        ("step", "Learn Rust: ch 2", "quiet since 23 Sep"),
        ("step", "Write it up", "quiet since 5 Jan 2025"),
    ]


@pytest.mark.parametrize(
    ("on", "words"),
    [("2026-05-26", "quiet since May"), ("2024-05-26", "quiet since 2024"), ("2026-05-27", "")],
)
def test_a_quiet_practice_says_since_when(on: str, words: str) -> None:
    """One that is not quiet, or never moved, says nothing."""
    reports = practices(Records([a("win", OTHER, title="W", on=on)]), TODAY)
    assert [quiet_words(report, TODAY) for report in reports] == [""] * 5 + [words]
