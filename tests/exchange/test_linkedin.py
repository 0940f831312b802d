"""Reading the tables of a LinkedIn export."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careertui.domain.job import Job
from careertui.domain.skill import Skill
from careertui.errors import CareerError
from careertui.exchange import formats, linkedin
from careertui.exchange.draft import Draft
from careertui.planner.imports import apply_import, plan_import
from careertui.planner.planner import Planner

SAMPLES = Path("/work/shared/samples/linkedin")
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample exports are not on this machine")

POSITIONS = "Company Name,Title,Description,Location,Started On,Finished On\n"
SCHOOLS = "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"


def jobs(draft: Draft) -> list[Job]:
    """The jobs of a draft."""
    return [record for record in draft.records if isinstance(record, Job)]


def job(line: str, head: str = POSITIONS) -> Job:
    """The one job that a table with this line has."""
    (found,) = jobs(linkedin.read(head + line))
    return found


def why(line: str) -> list[str]:
    """What is not good about a line of the positions."""
    return [problem.why for problem in linkedin.read(POSITIONS + line).problems]


def test_a_position_is_a_job() -> None:
    """With all that its columns say; quotes as CSV has them, line breaks within one included."""
    found = job('"Acme, Inc.",Engineer,"Did ""it"".\nTwice.",London,Oct 2017,Mar 2020\n')
    assert (found.title, found.organisation, found.location) == ("Engineer", "Acme, Inc.", "London")
    assert (str(found.start), str(found.end), found.job_kind) == ("2017-10", "2020-03", "employment")
    assert found.summary == 'Did "it".\nTwice.'


def test_a_school_is_a_job_of_the_kind_education() -> None:
    """What has no place of its own is in the notes under its name; the school may stand for the title."""
    found = job("Hogwarts,2008,Jun 2012,Exchange year,BSc,Charms Club\n", SCHOOLS)
    assert (found.title, found.organisation, found.job_kind) == ("BSc", "Hogwarts", "education")
    assert (str(found.start), str(found.end)) == ("2008", "2012-06")
    assert found.notes == "Notes: Exchange year\n\nActivities: Charms Club"
    assert job("Hogwarts,,,,,\n", SCHOOLS).heading == "Hogwarts"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2022", "2022"),
        ("Jun 2024", "2024-06"),
        ("June 2024", "2024-06"),
        ("01 Oct 2022", "2022-10"),  # LinkedIn asks for months alone
        ("14 Oct 2022", "2022-10-14"),
        ("2022-10", "2022-10"),
        ("", "None"),
    ],
)
def test_a_date_is_read_as_precisely_as_it_stands_there(said: str, read: str) -> None:
    """A position without an end goes on."""
    assert str(job(f"Acme,Engineer,,,{said},\n").start) == read


@pytest.mark.parametrize("said", ["février 2022", "soon", "31 Feb 2020", "Oct 99"])
def test_a_date_that_cannot_be_read_is_told_and_kept_in_the_notes(said: str) -> None:
    """The job is kept without it."""
    line = f"Acme,Engineer,,,{said},\n"
    assert job(line).start is None
    assert job(line).notes == f"Started on: {said}"
    assert why(line) == [f"{said!r} is not a date that can be read; it was put in the notes."]


def test_an_end_before_the_start_is_told_and_kept_in_the_notes() -> None:
    """A typing slip, or two jobs in one line."""
    line = "Acme,Engineer,,,May 2025,Oct 2024\n"
    assert (job(line).end, job(line).notes) == (None, "Finished on: 2024-10")
    assert why(line) == [
        "It ends (2024-10) before it starts (2025-05); the end was put in the notes instead."
    ]


def test_lines_that_say_nothing_are_passed_over_and_short_or_long_ones_told() -> None:
    """LinkedIn ends some of its files with an empty line; a hand may have left cells out."""
    draft = linkedin.read(POSITIONS + "\n,,,,,\nAcme\n,,text,,,\nAcme,Boss,,,2020,2021,more\n")
    assert [one.heading for one in jobs(draft)] == ["Acme", "Boss, Acme"]
    assert [(problem.where, problem.why) for problem in draft.problems] == [
        ("line 5", "This says neither what nor where it was, so it was left out."),
        ("line 6", "It has more cells than there are columns."),
    ]


def test_skills_are_read_once_each() -> None:
    """Without a level: LinkedIn has none."""
    draft = linkedin.read("Name\nSQL\nRust\nsql\n\n")
    assert [(one.heading, one.kind) for one in draft.records] == [("SQL", "skill"), ("Rust", "skill")]


@pytest.mark.parametrize("text", ["", "Name,Age\nAda,36\n", "{}", "First Name,Last Name\n", '"Name\nx'])
def test_another_table_is_refused_with_the_names_of_those_that_can_be_read(text: str) -> None:
    """And none is taken for one."""
    assert not linkedin.is_table(text)
    with pytest.raises(CareerError, match=r"none of LinkedIn's tables"):
        linkedin.read(text)


def test_a_table_that_breaks_off_within_quotes_is_refused() -> None:
    """Rather than the rest of it taken for one text."""
    with pytest.raises(CareerError, match="not a CSV table"):
        linkedin.read(POSITIONS + 'Acme,"Engineer\n')


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text ends in a traceback."""
    for head in (POSITIONS, SCHOOLS, "Name\n", ""):
        with contextlib.suppress(CareerError):
            assert linkedin.read(head + text).importer == "linkedin"


def test_the_format_is_known_by_what_the_file_says() -> None:
    """Not by its name; a byte order mark is no part of it."""
    assert (
        formats.read(b"\xef\xbb\xbf" + (POSITIONS + "Acme,Boss,,,,\n").encode(), "x").importer == "linkedin"
    )
    assert formats.read(b'\xef\xbb\xbf {"work": []}', "Positions.csv").importer == "jsonresume"
    with pytest.raises(CareerError, match="not JSON"):
        formats.read(b"a,b\n1,2\n", "x.csv")


def test_importing_a_table_again_changes_nothing_and_an_edited_job_stays(planner: Planner) -> None:
    """The person's own skill of a name is the one that is meant."""
    with planner.change("Set the stage") as change:
        change.put(Skill(name="sql"))
    text = POSITIONS + "Acme,Boss,,,2020,2021\nAcme,Boss,,,2020,2021\nAcme,Clerk,,,2018,2019\n"
    assert apply_import(planner, plan_import(planner, linkedin.read(text)), "Import")
    assert not plan_import(planner, linkedin.read("Name\nSQL\n")).new
    with planner.change("Edit") as change:
        change.put(planner.all(Job)[0].revised(title="Head"))
    again = plan_import(planner, linkedin.read(text.replace("2021", "2022")))
    assert (again.new, [one.heading for one in again.kept]) == ((), ["Head, Acme"])
    assert [str(one.end) for one in again.updated if isinstance(one, Job)] == ["2022"]


@needs_samples
@pytest.mark.parametrize(
    ("export", "positions", "schools", "skills"),
    [("predator911-profile", 4, 3, 25), ("silkyrich-export", 11, 2, 60)],
)
def test_the_sample_exports_are_read_without_a_doubt(
    export: str, positions: int, schools: int, skills: int
) -> None:
    """A real one and a made-up one with the real names and columns."""
    found = [
        formats.read((SAMPLES / export / f"{name}.csv").read_bytes(), name)
        for name in ("Positions", "Education", "Skills")
    ]
    assert [len(draft.records) for draft in found] == [positions, schools, skills]
    assert [draft.problems for draft in found] == [(), (), ()]
    assert all(one.start is not None for one in jobs(found[0]))
