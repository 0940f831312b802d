"""Answering the questions of a stone: what a line records, that it is one step, and what is refused."""

from __future__ import annotations

import pytest

from careertui.domain.contact import Contact
from careertui.domain.goal import Goal
from careertui.domain.job import Gained, Job
from careertui.domain.record import Record
from careertui.domain.skill import Skill
from careertui.domain.stones import Quarter, stones
from careertui.domain.vision import Vision
from careertui.errors import RefusedError
from careertui.planner.capture_line import UnfinishedError
from careertui.planner.planner import Planner
from careertui.planner.stone_answers import keep_answers, read_answer


@pytest.fixture
def job(planner: Planner) -> Job:
    """A job that left nothing so far."""
    with planner.change("Set the stage") as change:
        change.put(Job(title="Support Engineer", organisation="Acme"))
    return the_job(planner)


def the_job(planner: Planner) -> Job:
    """The oldest job, as it is kept."""
    return planner.all(Job)[0]


def keep(planner: Planner, record: Record) -> str:
    """Keep a record; returns its id."""
    with planner.change("Set the stage") as change:
        return change.put(record).id


def answer(planner: Planner, quarter: Quarter, line: str) -> Job:
    """Answer the question of a quarter of the job, and keep it."""
    job = the_job(planner)
    return keep_answers(planner, job, [read_answer(planner, job, quarter, line)])


ANSWERS = {
    Quarter.SKILLS: "SQL 1 to 3",
    Quarter.CONNECTIONS: "Ada Lovelace",
    Quarter.KNOWLEDGE: "how a bank closes its day",
    Quarter.DIRECTION: "Speak at a meetup",
}


@pytest.mark.parametrize("quarter", Quarter)
def test_an_answer_fills_its_quarter_as_one_step_that_undo_takes_back(
    planner: Planner, job: Job, quarter: Quarter
) -> None:
    """With whatever had to be written down for it."""
    before = {record.id for record in planner.everything()}
    answer(planner, quarter, ANSWERS[quarter])
    assert stones(planner, planner.today)[job.id].quarters == {quarter}
    assert planner.undo() == f"Fill in the {quarter} of “Support Engineer”"
    assert stones(planner, planner.today)[job.id].quarters == set()
    assert {record.id for record in planner.everything()} == before


@pytest.mark.usefixtures("job")
@pytest.mark.parametrize("quarter", Quarter)
def test_the_same_answer_twice_is_refused(planner: Planner, quarter: Quarter) -> None:
    """Nothing would change, so nothing is kept."""
    answer(planner, quarter, ANSWERS[quarter])
    with pytest.raises(RefusedError, match="says so already"):
        read_answer(planner, the_job(planner), quarter, ANSWERS[quarter].upper())


@pytest.mark.parametrize("quarter", Quarter)
@pytest.mark.parametrize("line", ["", "   ", " ,; "])
def test_a_line_that_says_nothing_is_not_finished(
    planner: Planner, job: Job, quarter: Quarter, line: str
) -> None:
    """Which is no mistake yet."""
    with pytest.raises(UnfinishedError):
        read_answer(planner, job, quarter, line)


# --- skills -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("job")
@pytest.mark.parametrize(
    ("line", "name", "levels"),
    [
        ("SQL", "SQL", (None, None)),
        ("SQL 1 to 3", "SQL", (1, 3)),
        ("SQL from 1 to 3", "SQL", (1, 3)),
        ("SQL 0-2", "SQL", (0, 2)),
        ("SQL 1 → 3", "SQL", (1, 3)),
        ("SQL to 4", "SQL", (None, 4)),
        ("Python 3", "Python 3", (None, None)),
        ("ISO 9001-2015", "ISO 9001-2015", (None, None)),
        ("talking to people", "talking to people", (None, None)),
    ],
)
def test_a_skill_is_a_name_and_the_levels_it_went_between(
    planner: Planner, line: str, name: str, levels: tuple[int | None, int | None]
) -> None:
    """A number that is part of the name stays there."""
    answer(planner, Quarter.SKILLS, line)
    (skill,), (gained,) = planner.all(Skill), the_job(planner).gained
    assert (skill.name, gained) == (name, Gained(skill=skill.id, start=levels[0], end=levels[1]))


def test_several_skills_stand_in_one_line_and_one_that_is_known_is_not_made_again(
    planner: Planner, job: Job
) -> None:
    """In any case, and archived or not; the order is that of the line."""
    sql = keep(planner, Skill(name="SQL"))
    read = read_answer(planner, job, Quarter.SKILLS, "sql 1 to 3; Writing, writing to 2")
    assert [(one.record.heading, one.said, one.new) for one in read.recorded] == [
        ("SQL", "1 → 3", False),
        ("Writing", "", True),
        ("Writing", "→ 2", False),
    ]
    keep_answers(planner, job, [read])
    assert [skill.name for skill in planner.all(Skill)] == ["SQL", "Writing"]
    assert [(one.skill == sql, one.start, one.end) for one in the_job(planner).gained] == [
        (True, 1, 3),
        (False, None, 2),
    ]


@pytest.mark.usefixtures("job")
def test_levels_can_be_added_to_a_skill_that_is_listed(planner: Planner) -> None:
    """What was said before stays where nothing else is said."""
    answer(planner, Quarter.SKILLS, "SQL 1 to 2")
    answer(planner, Quarter.SKILLS, "SQL to 4")
    (gained,) = the_job(planner).gained
    assert (gained.start, gained.end) == (1, 4)


@pytest.mark.parametrize("line", ["SQL 3 to 1", "SQL 2 to 2", "SQL 1 to 6", "SQL to 12"])
def test_levels_that_say_no_growth_or_are_none_are_refused(planner: Planner, job: Job, line: str) -> None:
    """A level is 0 to 5."""
    with pytest.raises(RefusedError):
        read_answer(planner, job, Quarter.SKILLS, line)


# --- people -----------------------------------------------------------------------------------------


def test_people_are_read_as_capture_reads_them(planner: Planner, job: Job) -> None:
    """A contact by the beginning of the name; whoever is in nobody's contacts is written down."""
    keep(planner, Contact(name="Ada Lovelace"))
    answer(planner, Quarter.CONNECTIONS, "Ada, Grace Hopper (Navy) and Bob")
    met = [(one.name, one.organisation) for one in planner.all(Contact) if one.met_at == (job.id,)]
    assert met == [("Ada Lovelace", ""), ("Grace Hopper", "Navy"), ("Bob", "")]


def test_a_name_that_two_people_have_is_refused(planner: Planner, job: Job) -> None:
    """The answer is one question more to the person, never a guess."""
    for organisation in ("Acme", "Navy"):
        keep(planner, Contact(name="Ada", organisation=organisation))
    with pytest.raises(RefusedError, match="2 people answer"):
        read_answer(planner, job, Quarter.CONNECTIONS, "Ada")


@pytest.mark.parametrize("line", ["Ada @Support", "Ada #friend"])
def test_marks_that_mean_nothing_here_are_refused(planner: Planner, job: Job, line: str) -> None:
    """Rather than dropped in silence."""
    with pytest.raises(RefusedError):
        read_answer(planner, job, Quarter.CONNECTIONS, line)


# --- direction --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "reached"),
    [
        ("backend", "Backend Engineer, Otterline"),
        ("tools people", "Tools people love"),
        ("TOOLS PEOPLE LOVE", "Tools people love"),
        ("bakend enginer", "Backend Engineer, Otterline"),
        ("rust", "Learn Rust"),
        ("goal rust", "rust"),
        ("goal: Backend", "Backend"),
        ('"rust"', "rust"),
        ("Support Engineer", "Support Engineer"),
        ("Open a bakery", "Open a bakery"),
    ],
)
def test_what_it_led_to_is_found_by_name_or_is_a_new_goal(
    planner: Planner, job: Job, line: str, reached: str
) -> None:
    """Never the job itself, nor what only mentions the words."""
    keep(planner, Job(title="Backend Engineer", organisation="Otterline"))
    keep(planner, Vision(title="Tools people love", statement="No bakery to open."))
    keep(planner, Goal(title="Learn Rust"))
    read = read_answer(planner, job, Quarter.DIRECTION, line)
    (one,) = read.recorded
    assert (one.record.heading, one.new) == (reached, planner.get(one.record.id) is None)
    assert keep_answers(planner, job, [read]).led_to == (one.record.id,)
    assert not one.new or isinstance(planner.get(one.record.id), Goal)


def test_several_answers_are_one_step(planner: Planner, job: Job) -> None:
    """As the command line gives them; each is read with the job of the one before."""
    read, at = [], job
    for quarter, line in ANSWERS.items():
        read.append(read_answer(planner, at, quarter, line))
        at = read[-1].job
    keep_answers(planner, job, read)
    assert stones(planner, planner.today)[job.id].filled == 4
    assert planner.undo() == "Fill in the stone of “Support Engineer”"
    assert stones(planner, planner.today)[job.id].filled == 0
