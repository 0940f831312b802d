"""Reading a CV in JSON Resume."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careertui.domain.contact import Contact
from careertui.domain.fields import link_ids
from careertui.domain.goal import ColumnEntry, Goal
from careertui.domain.identity import number_of_id
from careertui.domain.job import Job
from careertui.domain.kinds import make
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import LONGEST_TEXT, Record
from careertui.domain.skill import Skill
from careertui.domain.win import Win
from careertui.errors import CareerError
from careertui.exchange.draft import Draft, provisional_id
from careertui.exchange.jsonresume import read

R = TypeVar("R", bound=Record)

OWN = Path(__file__).parent / "data" / "own-cv.json"
SAMPLES = Path("/work/shared/samples/jsonresume")
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample CVs are not on this machine")


def sample(name: str) -> Draft:
    """What a sample CV says."""
    return read((SAMPLES / name).read_bytes(), name)


def of(draft: Draft, kind: type[R]) -> list[R]:
    """The records of a kind in a draft."""
    return [record for record in draft.records if isinstance(record, kind)]


def one(draft: Draft, kind: type[R], heading: str) -> R:
    """The one record of a kind with this heading."""
    (found,) = [record for record in of(draft, kind) if record.heading == heading]
    return found


def problems(draft: Draft) -> dict[str, str]:
    """What was not good, by its place."""
    return {problem.where: problem.why for problem in draft.problems}


def read_data(data: Any) -> Draft:
    """What a CV with this content says."""
    return read(json.dumps(data))


def job_with(**fields: Any) -> tuple[Job, dict[str, str]]:
    """The job of a CV with one entry under work, and what was not good about it."""
    draft = read_data({"work": [{"name": "Acme", "position": "Smith", **fields}]})
    return one(draft, Job, "Smith, Acme"), problems(draft)


def assert_sound(draft: Draft) -> None:
    """Every record is valid, known by its own key, and links only to records of the draft."""
    ids = [record.id for record in draft.records]
    assert len(set(ids)) == len(ids)
    for record in draft.records:
        assert record.source is not None
        assert record.source.importer == draft.importer == "jsonresume"
        assert record.id == provisional_id("jsonresume", record.source.key)
        assert number_of_id(record.id) >= 0
        assert record.source.digest == record.content_digest()
        assert make(type(record), record.model_dump(mode="json")) == record
        assert {id_ for links in link_ids(record).values() for id_ in links} <= set(ids)
    for problem in draft.problems:
        problem.where.encode()
        assert problem.why.encode().endswith(b".")


# --- the real files ---------------------------------------------------------------------------------


@needs_samples
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.name)
def test_every_sample_is_read_or_refused_in_words(path: Path) -> None:
    """The stub and the other format are refused; every CV yields sound records."""
    if path.name in {"42arch.stub.json", "aaronwrdo.other-format.json"}:
        with pytest.raises(CareerError, match="not a JSON Resume"):
            read(path.read_bytes(), path.name)
    else:
        draft = read(path.read_bytes(), path.name)
        assert len(of(draft, Job)) > 2
        assert_sound(draft)


@needs_samples
@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("official-schema-cases/*.json")), ids=lambda path: path.name
)
def test_every_schema_case_is_read_or_refused_in_words(path: Path) -> None:
    """Each fragment the schema's own tests call valid or invalid reads or raises CareerError."""
    for case in json.loads(path.read_text()).values():
        try:
            draft = read_data(case)
        except CareerError:
            assert path.stem in {"dates", "meta", "schema"}  # no section among them
        else:
            assert_sound(draft)


@needs_samples
def test_the_official_sample_fills_every_kind() -> None:
    """The sample of the schema's authors, checked by hand."""
    draft = sample("official-sample.json")
    work, volunteer, education = of(draft, Job)
    assert (work.heading, work.location) == ("CEO/President, Pied Piper", "Palo Alto, CA")
    assert (str(work.start), str(work.end), work.job_kind) == ("2013-12-01", "2014-12-01", "employment")
    assert work.notes == "Description: Awesome compression company\n\nUrl: http://piedpiper.example.com"
    assert (volunteer.heading, volunteer.job_kind) == ("Teacher, CoderDojo", "volunteer")
    assert education.heading == "Bachelor, Information Technology, University of Oklahoma"
    assert education.job_kind == "education"
    assert education.knowledge == ("DB1101 - Basic SQL", "CS2011 - Java Introduction")
    assert "Score: 4.0" in education.notes
    win = one(draft, Win, "Successfully won Techcrunch Disrupt")
    assert (win.job, win.on) == (work.id, work.end)
    award = one(draft, Win, "Digital Compression Pioneer Award")
    assert (award.theme, str(award.on), award.job) == ("award", "2014-11-01", None)
    assert (award.impact, award.notes) == ("There is no spoon.", "Awarder: Techcrunch")
    publication = one(draft, Win, "Video compression for 3d media")
    assert (publication.theme, str(publication.on)) == ("publication", "2014-10-01")
    html = one(draft, Skill, "HTML")
    assert (html.area, html.levels, html.notes) == ("Web Development", (), "Level: Master")
    english = one(draft, Skill, "English")
    assert (english.area, english.notes) == ("language", "Fluency: Native speaker")
    assert one(draft, Contact, "Erlich Bachman").notes.startswith("It is my pleasure to recommend Richard")
    project = one(draft, Goal, "Miss Direction")
    assert (project.goal_kind, project.column) == ("project", "done")
    assert one(draft, Skill, "Javascript").id in project.builds
    assert "- Won award at AIHacks 2016" in project.notes
    assert list(problems(draft)) == ["basics", "interests"]


@needs_samples
def test_dates_with_remarks_are_read_and_the_remark_is_kept() -> None:
    """A Chinese CV with how long each job lasted written behind its end date."""
    draft = sample("23nikoloz.zh-bad-dates.json")
    now, frontend, analyst, school = of(draft, Job)
    assert (now.end, now.notes) == (None, "End date: 至今（9个月）")
    assert (str(frontend.end), frontend.notes) == ("2015-03", "End date: 2015-03（1年6个月）")
    assert (str(analyst.start), str(analyst.end)) == ("2012-07", "2013-10")
    assert [where for where in problems(draft) if "work" in where] == [f"work[{n}].endDate" for n in range(3)]
    assert one(draft, Goal, "个人项目").column == "doing"
    assert one(draft, Win, "HAE框架特殊贡献奖").job == frontend.id
    assert one(draft, Win, "单项人民奖学金").job == school.id


@needs_samples
def test_the_names_from_before_schema_1_are_understood() -> None:
    """An older CV says company where schema 1.0 says name; each role there is a job."""
    draft = sample("1987cr.old-keys.json")
    jobs = of(draft, Job)
    assert [(job.title, job.organisation) for job in jobs[:3]] == [
        ("Senior Full-Stack Developer", "Teravision Technologies"),
        ("Semi Senior Full-Stack Developer", "Teravision Technologies"),
        ("Junior Web/Android Developer", "Wikot"),
    ]
    assert (str(jobs[0].start), jobs[0].end) == ("2017-05-01", None)
    assert jobs[5].heading == "Bachelor, Computer Science, Universidad Central de Venezuela"
    assert len([win for win in of(draft, Win) if win.job == jobs[0].id]) == 7
    assert one(draft, Skill, "ReactJs").area == "Javascript"


@needs_samples
def test_certificates_and_two_addresses_of_one_entry_are_kept() -> None:
    """A German CV with certificates, and a volunteer entry with both an old and a new address."""
    draft = sample("phyberapex.de.json")
    certificate = one(draft, Goal, "Cryptography")
    assert (certificate.goal_kind, certificate.column) == ("learning", "done")
    assert certificate.provider == "Coursera (University of Maryland)"
    assert certificate.history == (ColumnEntry(column="done", at=PartialDate(2015, 6, 12)),)
    assert str(certificate.issued) == "2015-06-12"
    assert certificate.url == "https://www.coursera.org/account/accomplishments/verify/XBF92SMRJS"
    mentor = one(draft, Job, "Mentor, Coder Dojo Heidelberg")
    assert mentor.notes == "Website: https://menloparklab.com\n\nUrl: https://coderdojohd.github.io/"
    project = one(draft, Goal, "Kuroshiro")
    assert (project.column, str(project.history[0].at)) == ("doing", "2025-05-31")
    now = one(draft, Job, "Software Engineering PMTS, Salesforce")
    assert one(draft, Win, "TMP All-Star Award").job == now.id
    assert len(of(draft, Contact)) == 3


@needs_samples
def test_an_end_before_the_start_and_a_missing_title_are_listed() -> None:
    """A French CV with both, and with volunteering under `name`."""
    draft = sample("selrahcd.fr.json")
    coach = one(draft, Job, "Coach craft, Wakam")
    assert (str(coach.start), coach.end, coach.notes) == ("2025-05", None, "End date: 2024-10")
    assert "before it starts (2025-05)" in problems(draft)["work[1].endDate"]
    intern = one(draft, Job, "Technicolor, Technicolor")
    assert "Description: Stage de découverte" in intern.notes
    assert "stands for its title" in problems(draft)["work[15]"]
    assert one(draft, Job, "Formateur").organisation == ""
    assert one(draft, Job, "Curateur, Burritalks.io").job_kind == "volunteer"
    assert one(draft, Job, "Diplôme d'ingénieur en informatique, Insa Rennes").job_kind == "education"
    assert len(of(draft, Job)) == 20


# --- a CV of our own --------------------------------------------------------------------------------


def test_a_cv_with_everything_odd_keeps_what_is_good() -> None:
    """Each record of the CV beside this test, checked by hand."""
    draft = read(OWN.read_bytes())
    assert_sound(draft)
    engineer = one(draft, Job, "Lamp engineer, Harbour Office")
    assert (engineer.start, engineer.end) == (PartialDate(2021, 3), None)
    assert engineer.summary == "Keeps three lamps.\nWrites the log."
    optics, welding = one(draft, Skill, "Optics"), one(draft, Skill, "Welding")
    assert [gain.skill for gain in engineer.gained] == [optics.id, welding.id]
    assert (welding.area, welding.notes) == ("Trades", "Level: Master\n\nArea: Metal")
    assert len([win for win in of(draft, Win) if win.title == "Halved the lamp's power"]) == 2
    cleaner = one(draft, Job, "Lamp cleaner, Harbour Office")
    assert (str(cleaner.start), str(cleaner.end)) == ("2019-04", "2021-02")
    assert one(draft, Win, "Cleaned 400 lenses").on == cleaner.end
    assert one(draft, Job, "Radio watch, Sea Rescue").start == PartialDate(2020, 5, 1)
    college = one(draft, Job, "Diploma in Optics, Coast College")
    assert (college.knowledge, college.notes) == (("Lenses", "Tides"), "Gpa: 3.80")
    assert one(draft, Win, "Brightest lamp").job == engineer.id
    assert one(draft, Win, "Cleanest lens").job is None, "two jobs there could be meant"
    first_aid = one(draft, Goal, "First aid")
    assert (first_aid.column, first_aid.history) == ("done", ())
    splicing, rowing = one(draft, Skill, "Splicing"), one(draft, Skill, "Rowing")
    assert (splicing.area, splicing.notes, rowing.notes) == ("", "Level: Beginner", "")
    lamp = one(draft, Goal, "New lamp")
    assert (lamp.job, lamp.builds, lamp.url) == (cleaner.id, (optics.id,), "https://lamp.example")
    assert [(entry.column, str(entry.at)) for entry in lamp.history] == [
        ("doing", "2020-01"),
        ("done", "2020-12"),
    ]
    columns = {goal.title: goal.column for goal in of(draft, Goal) if goal.goal_kind == "project"}
    assert columns == {"New lamp": "done", "Log book": "doing", "Chart room": "doing", "Old boat": "done"}
    assert one(draft, Win, "On lamps").notes == "Publisher: Coast Press\n\nRelease date: 2022-Q9"


def test_what_is_not_good_is_listed_in_the_order_of_the_file() -> None:
    """The problems of the CV beside this test: the place of each, and nothing else."""
    assert [problem.where for problem in read(OWN.read_bytes()).problems] == [
        "basics",
        "interests",
        "work[0].highlights[4]",
        "work[0].isRemote",
        "work[2].endDate",
        "work[3].endDate",
        "work[5].endDate",
        "work[6]",
        "work[7]",
        "skills[4]",
        "languages[1]",
        "publications[0].releaseDate",
        "references[1]",
        "talks",
    ]


# --- dates ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2018", "2018"),
        (2018, "2018"),
        ("2018-03", "2018-03"),
        ("2018-03-01", "2018-03-01"),
        ("2018-03-01T00:00:00Z", "2018-03-01"),
        ("2018-03-01 23:59:59.5+05:30", "2018-03-01"),
        ("2018/03", "2018-03"),
        ("2018.3", "2018-03"),
        ("2018/3/9", "2018-03-09"),
        ("2018年3月", "2018-03"),
        ("03/2018", "2018-03"),
        ("3.2018", "2018-03"),
        ("Mar 2018", "2018-03"),
        ("Sept. 2018", "2018-09"),
        ("march  2018", "2018-03"),
        ("9 March 2018", "2018-03-09"),
        ("March 9, 2018", "2018-03-09"),
        ("25/12/2018", "2018-12-25"),
        ("12/25/2018", "2018-12-25"),
        ("05.05.2018", "2018-05-05"),
    ],
)
def test_a_date_is_read_at_the_precision_it_was_written_with(written: str | int, read_as: str) -> None:
    """Dates as CVs write them lose nothing, and gain no day."""
    job, problems_found = job_with(startDate=written)
    assert (str(job.start), problems_found, job.notes) == (read_as, {}, "")


@pytest.mark.parametrize(
    "written",
    [
        *("03/04/2018", "03/18", "Spring 2018", "2018-13", "2018-02-30", "31/31/2018", "2013-12-021", "0000"),
        *("Ma 2018", "Mayhem 2018", "1 March 2, 2018", "2018-03-01T", "2018-2019", "20180301", "present"),
        "1" * 5000,
    ],
)
def test_a_date_that_is_none_or_could_be_two_is_kept_in_the_notes_only(written: str) -> None:
    """The job is kept without the date, and the problem says so."""
    job, problems_found = job_with(startDate=written)
    assert (job.start, job.notes) == (None, f"Start date: {written}")
    assert "the entry was kept without it" in problems_found["work[0].startDate"]


@pytest.mark.parametrize("word", ["Present", "NOW", " current ", "至今", "现在", "", None])
def test_a_job_that_goes_on_has_no_end_and_no_problem(word: str | None) -> None:
    """A word for now, an empty date and null all mean that the person is still there."""
    job, problems_found = job_with(startDate="2018", endDate=word)
    assert (job.end, problems_found, job.notes) == (None, {}, "")


def test_an_end_within_the_year_of_the_start_is_not_before_it() -> None:
    """Partial dates are compared as the stretch they cover."""
    job, problems_found = job_with(startDate="2018-06", endDate="2018")
    assert (str(job.end), problems_found) == ("2018", {})


def test_an_end_before_the_start_keeps_its_remark() -> None:
    """What the CV said stands in the notes as it was written."""
    job, _ = job_with(startDate="2018", endDate="2017 (about)")
    assert (job.end, job.notes) == (None, "End date: 2017 (about)")


# --- keys -------------------------------------------------------------------------------------------


def test_entries_keep_their_keys_when_they_are_reordered_or_joined_by_another() -> None:
    """Importing an edited CV finds the same records again."""
    cv = json.loads(OWN.read_text())
    before = {record.source.key: type(record) for record in read_data(cv).records if record.source}
    moved = {
        section: entries[::-1] if isinstance(entries, list) else entries for section, entries in cv.items()
    }
    moved = dict(reversed(moved.items()))
    after = {record.source.key: type(record) for record in read_data(moved).records if record.source}
    assert after == before
    moved["work"].insert(0, {"name": "Acme", "position": "Smith", "highlights": ["Forged"]})
    more = {record.source.key for record in read_data(moved).records if record.source}
    assert more - before.keys() == {"work / Acme / Smith / ?", "work / Acme / Smith / ? / highlight / Forged"}


def test_reading_twice_gives_the_same_draft() -> None:
    """Ids, keys and digests are the same at every reading."""
    assert read(OWN.read_bytes()) == read(OWN.read_text())


def test_an_edit_changes_the_digest_and_not_the_key() -> None:
    """An import can tell that the CV changed since, without taking the job for another."""
    first, _ = job_with(startDate="2018")
    later, _ = job_with(startDate="2018", endDate="2020")
    assert first.source is not None
    assert later.source is not None
    assert first.source.key == later.source.key
    assert first.source.digest != later.source.digest


def test_true_duplicates_are_counted() -> None:
    """Two entries that say the same are two records, even beside one that is named like a count."""
    draft = read_data(
        {"projects": [{"name": "Boat"}, {"name": "Boat"}, {"name": "Boat / ? #2"}, {"name": "Boat"}]}
    )
    assert len(of(draft, Goal)) == 4
    assert_sound(draft)


# --- what is no good CV -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        b"\xff\xfe\x00",
        b'{"work": "\xc3\x28"}',
        '{"work": NaN}',
        '{"work": [1,]}',
        "[]",
        "3",
        "null",
        "{}",
        '{"basic": {}}',
        "[" * 200_000,
        '{"work":' * 200_000,
        '{"\\ud800": 1}',
    ],
)
def test_what_is_no_json_resume_is_refused_in_words(text: str | bytes) -> None:
    """The error names the file and says what it is instead."""
    with pytest.raises(CareerError) as caught:
        read(text, "cv.json")
    assert caught.value.message.startswith("cv.json is ")
    str(caught.value).encode()


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    """As some editors write it, in UTF-8, UTF-16 and decoded."""
    text = '\ufeff{"skills": ["Ruß"]}'
    for written in (text, text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
        assert [skill.name for skill in of(read(written), Skill)] == ["Ruß"]


def test_a_name_given_twice_in_one_object_is_listed() -> None:
    """JSON keeps the last one; the person hears about the other."""
    draft = read('{"work": [{"name": "Acme", "position": "Smith", "name": "Forge"}]}')
    assert one(draft, Job, "Smith, Forge")
    assert "twice" in problems(draft)["name"]


def test_half_a_surrogate_pair_becomes_a_question_mark() -> None:
    """A cut emoji in an export costs one character, not the CV."""
    draft = read(
        '{"skills": [{"name": "Cut \\ud83d", "\\ud83d": "x", "keywords": []}, {"keywords": ["\\udc00"]}]}'
    )
    assert one(draft, Skill, "Cut ?").notes == "?: x"
    assert one(draft, Skill, "?")
    assert_sound(draft)


def test_line_breaks_stay_in_texts_and_leave_titles() -> None:
    """Titles are one line by the record's own rule; a break typed into the JSON is accepted."""
    draft = read('{"work": [{"position": "Lamp\\nengineer", "summary": "One\nTwo"}]}')
    assert one(draft, Job, "Lamp engineer").summary == "One\nTwo"


@pytest.mark.parametrize("section", ["work", "volunteer", "education", "skills", "awards", "projects"])
def test_a_section_that_is_no_list_is_listed(section: str) -> None:
    """Nothing is taken from it, and the rest of the CV is read."""
    draft = read_data({section: {"name": "Acme"}, "languages": ["Greek"]})
    assert one(draft, Skill, "Greek").area == "language"
    assert "not a list" in problems(draft)[section]


def test_a_field_that_is_no_text_is_listed_and_the_entry_kept() -> None:
    """An object where a place is expected costs the place."""
    job, problems_found = job_with(location={"city": "Rome"}, summary=["Two", "lines"], remote=True)
    assert (job.location, job.notes) == ("", "Summary: Two, lines")
    assert list(problems_found) == ["work[0].location", "work[0].remote"]


def test_an_entry_that_breaks_a_rule_is_listed_with_the_rule() -> None:
    """A text longer than a record may hold leaves the others in place, and no link to what is not there."""
    too_long = "x" * (LONGEST_TEXT + 1)
    entry = {
        "position": "Smith",
        "summary": too_long,
        "highlights": ["Forged"],
        "keywords": [too_long, "Iron"],
    }
    draft = read_data({"work": [entry, {"position": "Miller", "keywords": [too_long]}]})
    assert one(draft, Job, "Miller").gained == ()
    assert [record.heading for record in draft.records] == ["Miller", "Iron"]
    assert "cannot be kept: summary" in draft.problems[1].why
    assert_sound(draft)


def test_a_large_cv_is_read() -> None:
    """Three megabytes of one skill after another."""
    names = [f"Skill {number} {'x' * 200}" for number in range(15_000)]
    assert len(of(read_data({"skills": names}), Skill)) == 15_000


PLAIN = st.none() | st.booleans() | st.integers() | st.floats(-9, 9) | st.text(max_size=9)
ANYTHING = (
    PLAIN
    | st.lists(PLAIN | st.lists(PLAIN, max_size=2), max_size=3)
    | st.dictionaries(st.text(max_size=5), PLAIN)
)
SECTIONS = ["basics", "work", "volunteer", "education", "awards", "certificates", "publications", "skills"]
SECTIONS += ["languages", "interests", "references", "projects", "meta", "talks"]
FIELDS = [
    "name",
    "position",
    "title",
    "company",
    "institution",
    "studyType",
    "startDate",
    "endDate",
    "date",
    "keywords",
]
FIELDS += [
    "highlights",
    "courses",
    "summary",
    "language",
    "entity",
    "awarder",
    "location",
    "level",
    "reference",
    "issuer",
]
VALUES = ANYTHING | st.sampled_from(["Acme", "2018", "2017-02", "present", "2018（x）", "01/02/2018"])
ENTRIES = st.lists(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6) | PLAIN, max_size=3)


@given(st.dictionaries(st.sampled_from(SECTIONS), ENTRIES | ANYTHING, max_size=4))
def test_any_json_under_the_sections_is_read_soundly(data: dict[str, Any]) -> None:
    """Whatever stands where an entry or a field should be, the draft is sound or the file refused."""
    try:
        draft = read_data(data)
    except CareerError:
        assert not data.keys() - {"meta", "talks"}
    else:
        assert_sound(draft)


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_file_is_read_or_refused_in_words(text: str | bytes) -> None:
    """No bytes raise anything but the error meant for a person."""
    with pytest.raises(CareerError):
        read(text)
