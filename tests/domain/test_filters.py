"""Filters: what a line lets through, and how it says itself in English."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from careertui.domain.asked import Asked
from careertui.domain.career import Records
from careertui.domain.challenge import Attempt, Challenge
from careertui.domain.contact import Cadence, Contact, FollowUp, Interaction
from careertui.domain.filter_checks import Reading
from careertui.domain.filter_completion import completion
from careertui.domain.filters import Filter, Filtered
from careertui.domain.goal import Goal, Step
from careertui.domain.identity import id_of_number
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.texts import folded, searchable
from careertui.domain.vision import Value, Vision

TODAY = date(2026, 11, 22)
day = PartialDate.parse


def _id(number: int) -> str:
    return id_of_number((1 << 90) + number)


TOOLS, SEA = _id(1), _id(2)
BANK, ADA, RUST = _id(10), _id(20), _id(30)
CAREER = Records(
    (
        Vision(id=TOOLS, title="Tools people love", horizon=5),
        Vision(id=SEA, title="A house by the sea", horizon=20),
        Value(id=_id(3), name="Craft", weight=5),
        Value(id=_id(4), name="Pay", weight=2),
        Job(id=BANK, title="Engineer", organisation="Savings Bank", start="2020", end="2023"),
        Job(id=_id(11), title="Staff Engineer", planned=True),
        Contact(
            id=ADA,
            name="Ada Lovelace",
            relation="mentor",
            met_at=(BANK,),
            cadence=Cadence(ideal=30, at_most=60),
        ),
        Contact(id=_id(21), name="Loïc Brown", organisation="Savings Bank", met_on="2019"),
        Interaction(
            id=_id(25), on="2026-03-01", people=(ADA,), channel="coffee", follow_up=FollowUp(what="send it")
        ),
        Goal(
            id=RUST,
            title="Learn Rust",
            kind="learning",
            due="2026-12",
            serves=(TOOLS,),
            tags=("learning",),
            column="doing",
            steps=(Step(text="read about the borrow checker"),),
        ),
        Goal(id=_id(31), title="Build a keyboard", kind="project", due="2027", waits_for=(RUST,), hours=40),
        Goal(id=_id(32), title="Move to the coast", serves=(SEA,), column="done", tags=("home",), job=BANK),
        Challenge(
            id=_id(40),
            title="Keynote",
            before=9,
            status="attempting",
            attempts=(Attempt(on="2026", discomfort=6),),
        ),
        Challenge(id=_id(41), title="Small talk", before=3, created=datetime(2026, 11, 20, tzinfo=UTC)),
    )
)


def _heading(record: Record) -> str:
    return folded(record.heading)


READING = Reading(
    CAREER,
    TODAY,
    lambda records: Asked(list(map(searchable, records)), list(map(_heading, records))),
    _heading,
)


def narrowed(line: str, *kinds: type[Record]) -> Filtered[Record]:
    """What a line leaves of some kinds of the career."""
    records = [record for kind in kinds for record in CAREER.all(kind)]
    return Filter.parse(line, kinds, today=TODAY).narrow(records, READING)


def left(line: str, *kinds: type[Record]) -> list[str]:
    """The headings of what a line leaves."""
    return [record.heading for record in narrowed(line, *kinds)]


RUST_, KEYS, COAST = "Learn Rust", "Build a keyboard", "Move to the coast"


@pytest.mark.parametrize(
    ("line", "passing", "description"),
    [
        ("", [RUST_, KEYS, COAST], "Goals"),
        ("#lea", [RUST_], "Goals tagged #lea"),
        ("-#learning", [KEYS, COAST], "Goals not tagged #learning"),
        ("borrow RUST", [RUST_], "Goals with “borrow” and “RUST”"),
        ('"a keyboard"', [KEYS], "Goals with “a keyboard”"),
        ("-rust", [KEYS, COAST], "Goals without “rust”"),
        ("due:<2027", [RUST_], "Goals due before 2027"),
        ("due<2027", [RUST_], "Goals due before 2027"),
        ("due:>2026", [KEYS], "Goals due after 2026"),
        ("due:<=2027", [RUST_, KEYS], "Goals due in 2027 or before"),
        ("due:<=2027-03", [RUST_], "Goals due in Mar 2027 or before"),
        ("due:>=2026-12-15", [KEYS], "Goals due on 15 Dec 2026 or after"),
        ("due:2027-03", [KEYS], "Goals due in Mar 2027"),
        ("due:2026..2027-Q1", [RUST_, KEYS], "Goals due from 2026 to Q1 2027"),
        ("due:2027..", [KEYS], "Goals due in 2027 or after"),
        ("due:>today", [RUST_, KEYS], "Goals due after 22 Nov 2026"),
        ("due:none", [COAST], "Goals with no due date"),
        ("serves:tools", [RUST_], "Goals that serve “tools”"),
        ('serves:"people love"', [RUST_], "Goals that serve “people love”"),
        ("serves:none", [KEYS], "Goals that serve nothing"),
        ("-serves:sea", [RUST_, KEYS], "Goals that do not serve “sea”"),
        ("at:bank", [COAST], "Goals at “bank”"),
        ("kind:learn", [RUST_], "Goals of kind learning"),
        ("kind:learning,project", [RUST_, KEYS], "Goals of kind learning or project"),
        ("is:project", [KEYS], "Goals of kind project"),
        ("column:Doing", [RUST_], "Goals in “Doing”"),
        ("hours:>39", [KEYS], "Goals with hours over 39"),
        ("is:open", [RUST_, KEYS], "Goals that are open"),
        ("is:done", [COAST], "Goals that are done"),
        ("is:blocked", [KEYS], "Goals that wait for another"),
        ("is:adrift", [KEYS], "Goals that serve no vision"),
        (
            "#learning due:<2027 serves:tools",
            [RUST_],
            "Goals tagged #learning, due before 2027, that serve “tools”",
        ),
    ],
)
def test_a_line_leaves_what_it_says(line: str, passing: list[str], description: str) -> None:
    """Every operator, and the sentence that the screen shows for it."""
    found = narrowed(line, Goal)
    assert ([record.heading for record in found], found.description) == (passing, description)
    assert found.filter.problems == ()


def test_fields_of_every_kind_can_be_asked_for() -> None:
    """Choices by their beginning, numbers, links, zones, and words that mean something of that kind."""
    assert left("relation:men", Contact) == left("is:mentor", Contact) == ["Ada Lovelace"]
    assert left("at:bank", Contact) == ["Ada Lovelace", "Loïc Brown"]
    assert left("met:2019", Contact) == left("loic", Contact) == ["Loïc Brown"]
    assert left("is:quiet", Contact) == left("is:reconnect", Contact) == ["Ada Lovelace"]
    assert left("with:ada", Interaction) == left("is:open", Interaction) == ["coffee on 2026-03-01"]
    assert left("before:>6", Challenge) == left("status:attempting", Challenge) == ["Keynote"]
    assert left("discomfort:4..6", Challenge) == left("is:panic", Challenge) == ["Keynote"]
    assert left("is:comfort", Challenge) == left("is:new", Challenge) == ["Small talk"]
    assert left("weight:5", Vision, Value) == ["Craft"]
    assert left("is:unserved", Vision) == []
    assert left("is:planned", Job) == ["Staff Engineer"]
    assert left("is:past", Job) == left("org:savings", Job) == ["Engineer, Savings Bank"]


def test_a_word_that_no_record_has_finds_what_may_have_been_meant() -> None:
    """And only then: what is typed right is never mixed with what is like it."""
    for slip in ("kbrd", "keyborad", "kyboard", "keybord", "keybosrd", "keyboardd", "bak"):
        found = narrowed(slip, Goal)
        assert [record.heading for record in found] == [KEYS], slip
        assert found.description == f"Goals with something like “{slip}”"
    assert left("learn", Goal) == [RUST_]
    assert left("-kbrd", Goal) == [RUST_, KEYS, COAST]
    assert left('"kbrd"', Goal) == left("kb", Goal) == left("zebra", Goal) == []
    assert narrowed("zebra", Goal).description == "Goals with “zebra”"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("due:", "due must be a date, such as 2027, <2027-03 or 2026..2027"),
        ("due:soon", "due must be a date, such as 2027, <2027-03 or 2026..2027"),
        ("hours:many", "hours must be a number, such as 5, >6 or 4..7"),
        ("kind:zzz", "kind must be one of learning, network, role, project, habit, other"),
        ("is:quiet", "“quiet” is said of people, not of goals"),
        ("is:zzz", "is must be one of open, done, due, late, waiting, blocked, adrift, new"),
        ("with:ada", "goals have no “with”"),
    ],
)
def test_what_is_not_understood_is_said_and_hides_nothing(line: str, problem: str) -> None:
    """Somebody who is still typing should not see everything vanish; what is understood still counts."""
    assert narrowed(f"rust {line}", Goal).filter.problems == (problem,)
    assert left(f"rust {line}", Goal) == [RUST_]


def test_a_colon_alone_makes_no_operator() -> None:
    """Times, addresses and the like are looked for as they stand."""
    goal = Goal(id=_id(50), title="Meet at 10:30, see https://example.org")
    for line in ("10:30", "https://example.org", "-11:30"):
        wanted = Filter.parse(line, (Goal,), today=TODAY)
        assert wanted.problems == ()
        assert len(wanted.narrow([goal], READING)) == 1


def test_filters_are_joined_and_records_stay_in_their_order() -> None:
    """Narrowing by two filters one after the other is narrowing by both; an empty one changes nothing."""
    first, then = (Filter.parse(line, (Goal,), today=TODAY) for line in ("is:open", "due:2027"))
    goals = CAREER.all(Goal)
    once = first.narrow(goals, READING)
    assert then.narrow(once, READING).records == (first & then).narrow(goals, READING).records
    assert (once.count, not Filter.parse(" # - ", today=TODAY)) == ("2 of 3", True)


def test_several_kinds_are_narrowed_together_and_named_by_what_can_pass() -> None:
    """A term that concerns one kind leaves the others out."""
    assert narrowed("is:planned", Job, Goal).description == "Jobs that are planned"
    assert narrowed("bank", Job, Goal).description == "Jobs and goals with “bank”"


def test_hostile_lines_are_inert_and_finish_at_once() -> None:
    """Whatever is pasted: no control character comes out, and nothing is raised."""
    for line in (
        "\x1b[31m",
        "#\u202e",
        'serves:"\x1b]0;x\x07',
        "due:" + "9" * 5000,
        "a" * 100_000,
        '"' * 999,
        "is:\x00",
    ):
        said = narrowed(line, Goal)
        shown = said.description + "".join(said.filter.problems)
        assert not set("\x1b\u202e\x07\x00") & set(shown)


def test_a_line_can_be_completed() -> None:
    """The names of fields, what may follow them, tags, and the headings that a link may mean, in quotes."""
    complete: Callable[[str], tuple[str, ...]] = lambda line: completion(line, (Goal,), CAREER).ways  # noqa: E731 - three words
    assert complete("rust d") == ("due:",)
    assert complete("is:b") == ("is:blocked",)
    assert complete("#") == ("#home", "#learning")
    assert complete("-kind:l") == ("kind:learning",)
    assert complete("serves:peo") == ('serves:"Tools people love"',)
    assert complete("column:do") == ("column:Doing", "column:Done")
    assert complete("rust ") == complete("due:2") == ()
    assert completion("rust -ser", (Goal,), CAREER).start == 6
