"""Capture: what one line of plain English records, and what it is refused for."""

from __future__ import annotations

import pytest

from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.skill import Skill
from careertui.domain.vision import Vision
from careertui.domain.win import Ask, Win
from careertui.errors import CareerError
from careertui.planner.capture import EXAMPLES, Captured, UnfinishedError, keep, read_capture
from careertui.planner.completing import completions
from careertui.planner.planner import Planner
from tests.store.helpers import steps_in


def stage(planner: Planner, *records: Record) -> None:
    """Keep some records that lines can mention."""
    with planner.change("Set the stage") as change:
        for record in records:
            change.put(record)


def captured(planner: Planner, line: str) -> Record:
    """Read a line and keep it; the record it tells of."""
    return keep(planner, read_capture(planner, line))[-1]


def people_in(read: Captured) -> list[tuple[str, bool]]:
    """The names under With, and whether each is new."""
    return [(part.said, part.new) for part in read.parts if part.label == "With"]


def job(title: str, organisation: str, start: str, end: str | None = None) -> Job:
    """A job held from one date to another."""
    return Job.model_validate({"title": title, "organisation": organisation, "start": start, "end": end})


ADA = Contact(name="Ada Lovelace", organisation="Engines")


# --- talks ------------------------------------------------------------------------------------------------


def test_a_talk_says_with_whom_where_when_about_what_and_what_is_promised(planner: Planner) -> None:
    """Whom nobody knew is written down in the same step; one undo takes all of it back."""
    stage(planner, ADA)
    line = "met Ada Lovelace and Bob at PyCon yesterday about compilers, follow up in 2 weeks #conf"
    read = read_capture(planner, line)
    assert people_in(read) == [("Ada Lovelace (Engines)", False), ("Bob", True)]
    assert planner.all(Interaction) == ()
    talk = keep(planner, read)[-1]
    ada, bob = planner.all(Contact)
    assert isinstance(talk, Interaction)
    assert (str(talk.on), talk.people, talk.channel) == ("2026-11-21", (ada.id, bob.id), "meeting")
    assert (talk.event, talk.summary, talk.tags) == ("PyCon", "compilers", ("conf",))
    assert talk.follow_up is not None
    assert str(talk.follow_up.on) == "2026-12-06"
    assert (bob.name, str(bob.met_on), bob.met_where) == ("Bob", "2026-11-21", "PyCon")
    assert steps_in(planner.path)[-1].label == "Log: met Ada Lovelace and Bob"
    planner.undo()
    assert [person.name for person in planner.all(Contact)] == ["Ada Lovelace"]
    assert planner.all(Interaction) == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("met ada", ["Ada Lovelace"]),
        ("met ADA LOVELACE", ["Ada Lovelace"]),
        ("met lovelace", ["Ada Lovelace"]),
        ("met Ines and Grace H.", ["Inês Varandela", "Grace Hopper"]),
        ("met Grace Hopper, Ada & bob", ["Grace Hopper", "Ada Lovelace", "bob"]),
        ("met Ada and ada lovelace", ["Ada Lovelace"]),
        ("met Bob and bob", ["Bob"]),
        ("met Bob #conf, Cyd", ["Bob", "Cyd"]),
        ("met yesterday with Ada", ["Ada Lovelace"]),
        ('met "Simon and Schuster" and Ada', ["Simon and Schuster", "Ada Lovelace"]),
        ("met Grace (Yale)", ["Grace Murray"]),
        ("met Bob Jones (Acme)", ["Bob Jones"]),
        ("met my mentor", ["Ada Lovelace"]),
        ("met May yesterday", ["May"]),
    ],
)
def test_names_are_matched_to_contacts_whatever_their_case_and_accents(
    planner: Planner, line: str, names: list[str]
) -> None:
    """A first or last name does where only one person has it; what nobody is called is a new name."""
    stage(
        planner,
        ADA.revised(relation="mentor"),
        Contact(name="Inês Varandela"),
        Contact(name="Grace Hopper"),
        Contact(name="Grace Murray", organisation="Yale"),
    )
    talk = captured(planner, line)
    assert isinstance(talk, Interaction)
    assert [person.heading for id_ in talk.people if (person := planner.get(id_)) is not None] == names


def test_an_ambiguous_name_is_refused_with_the_people_it_could_mean(planner: Planner) -> None:
    """Until more of it is typed, or the one under the cursor is meant."""
    stage(planner, ADA, Contact(name="Ada Yonath", organisation="Weizmann"))
    with pytest.raises(CareerError) as refused:
        read_capture(planner, "met Ada")
    assert "“Ada Lovelace (Engines)” or “Ada Yonath (Weizmann)”" in refused.value.message
    _, yonath = planner.all(Contact)
    assert people_in(read_capture(planner, "met Ada Y")) == [("Ada Yonath (Weizmann)", False)]
    read = read_capture(planner, "met Ada", frozenset({yonath.id}))
    assert people_in(read) == [("Ada Yonath (Weizmann)", False)]


def test_an_archived_contact_is_not_written_down_a_second_time(planner: Planner) -> None:
    """The person is told where they are."""
    stage(planner, ADA)
    with planner.change("Archive") as change:
        change.archive(planner.all(Contact)[0])
    with pytest.raises(CareerError, match="is among your contacts, archived"):
        read_capture(planner, "met Ada Lovelace")


@pytest.mark.parametrize(
    ("line", "channel", "on", "summary", "event"),
    [
        ("coffee with Ada at Blue Bottle: her new job", "coffee", "2026-11-22", "her new job", "Blue Bottle"),
        ("called Ada last Tuesday", "call", "2026-11-17", "", ""),
        ("I emailed Ada re: the offer on Tuesday", "email", "2026-11-17", "the offer", ""),
        ("messaged Ada about what happens next week", "message", "2026-11-22", "what happens next week", ""),
        ("talked to Ada in March about Q3", "meeting", "2026-03", "Q3", ""),
        ("met Ada in Berlin #event", "event", "2026-11-22", "", "Berlin"),
        ("coffee with Ada next Friday", "coffee", "2026-11-27", "", ""),
    ],
)
def test_the_first_words_are_the_channel_and_the_day_is_today_unless_said(
    planner: Planner, line: str, channel: str, on: str, summary: str, event: str
) -> None:
    """A topic keeps its own words, even those that sound like a date to come."""
    talk = captured(planner, line)
    assert isinstance(talk, Interaction)
    assert (talk.channel, str(talk.on), talk.summary, talk.event) == (channel, on, summary, event)


@pytest.mark.parametrize(
    ("promised", "on", "what"),
    [
        ("follow up in 2 weeks", "2026-12-06", ""),
        ("follow up on the paper next friday", "2026-11-27", "the paper"),
        ("and I'll follow up on friday about the offer", "2026-11-27", "the offer"),
        ("follow-up: send the slides by Q1", "2027-Q1", "send the slides"),
        ("follow up about the paper", None, "the paper"),
    ],
)
def test_a_follow_up_says_when_and_on_what_in_either_order(
    planner: Planner, promised: str, on: str | None, what: str
) -> None:
    """Its date looks ahead, though the talk's looks back."""
    talk = captured(planner, f"met Ada on friday, {promised}")
    assert isinstance(talk, Interaction)
    assert str(talk.on) == "2026-11-20"
    assert talk.follow_up is not None
    assert (talk.follow_up.on, talk.follow_up.what) == (PartialDate.parse(on) if on else None, what)


# --- the other kinds --------------------------------------------------------------------------------------


def test_a_goal_has_its_due_date_kind_tags_job_and_vision_in_the_line(planner: Planner) -> None:
    """A tag that is a kind of goal is its kind; marks may stand anywhere and take several words."""
    stage(planner, Vision(title="Tools people love", horizon=5), job("Engineer", "Acme Ltd.", "2024"))
    goal = captured(planner, "goal learn Rust !tools people love @Acme ltd., by Q3 #learning #systems")
    assert isinstance(goal, Goal)
    assert (goal.title, str(goal.due), goal.goal_kind, goal.tags) == (
        "learn Rust", "2027-Q3", "learning", ("systems",)
    )  # fmt: skip
    assert (goal.serves, goal.job) == ((planner.all(Vision)[0].id,), planner.all(Job)[0].id)
    assert (goal.column, [str(entry.at) for entry in goal.history]) == ("backlog", ["2026-11-22"])
    assert planner.undo() == "Add goal “learn Rust”"


def test_a_quoted_title_is_kept_as_it_stands(planner: Planner) -> None:
    """Its dates and marks are words."""
    goal = captured(planner, 'goal "call @Ada next year" by 2027')
    assert isinstance(goal, Goal)
    assert (goal.title, str(goal.due)) == ("call @Ada next year", "2027")


def test_at_an_organisation_the_job_held_on_the_day_is_meant(planner: Planner) -> None:
    """Several roles there are several jobs; the line's own date decides."""
    stage(planner, job("Junior", "Acme", "2016", "2018"), job("Senior", "Acme", "2019"))
    today, then = captured(planner, "win cut build time @acme"), captured(planner, "win first @acme in 2017")
    assert isinstance(today, Win)
    assert isinstance(then, Win)
    assert [j.title for w in (today, then) if isinstance(j := planner.get(w.job or ""), Job)] == [
        "Senior",
        "Junior",
    ]
    assert (str(today.on), str(then.on)) == ("2026-11-22", "2017")


def test_asks_challenges_skills_and_visions(planner: Planner) -> None:
    """To ask looks ahead and asked looks back; a known skill is raised; a vision has its horizon."""
    ask = captured(planner, "ask for a raise next Friday")
    asked = captured(planner, "asked Ada for feedback on my talk on Friday")
    assert isinstance(ask, Ask)
    assert isinstance(asked, Ask)
    assert (ask.what, ask.ask_kind, str(ask.on)) == ("a raise", "raise", "2026-11-27")
    assert (asked.what, asked.ask_kind, str(asked.on)) == ("feedback on my talk", "feedback", "2026-11-20")
    assert asked.of == (planner.all(Contact)[0].id,)
    assert captured(planner, "challenge give a keynote #stage").heading == "give a keynote"
    assert planner.all(Challenge)[0].tags == ("stage",)
    captured(planner, "skill Rust")
    captured(planner, "skill rust 3")
    (skill,) = planner.all(Skill)
    assert (skill.name, skill.level) == ("Rust", 3)
    visions = [captured(planner, f"vision own a café {when}") for when in ("in 10 years", "by 2036", "")]
    assert [v.horizon for v in visions if isinstance(v, Vision)] == [10, 10, 5]


def test_every_example_can_be_written(planner: Planner) -> None:
    """They teach the line; where they mention a job, there is one."""
    stage(planner, job("Engineer", "Acme", "2024"))
    assert {captured(planner, line).kind for line in EXAMPLES} == {
        "interaction", "goal", "win", "challenge", "ask", "skill", "vision",
    }  # fmt: skip


# --- refusals ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("met Ada by summer", "“summer” begins on different days"),
        ("goal learn Rust by summer", "such as Jun 2027 or Q3 2027"),
        ("goal launch by 03/04/2027", "can be 3 Apr or 4 Mar"),
        ("goal launch by yesterday", "Sat 21 Nov 2026 has passed"),
        ("met Ada tomorrow", "is still to come, and “met” says"),
        ("win shipped it tomorrow", "is still to come"),
        ("asked for a raise tomorrow", "is still to come"),
        ("met Ada, follow up yesterday", "has passed"),
        ("met Ada at noon", "Days are kept, not hours"),
        ("met Ada @Nowhere", "No job answers to “@Nowhere”"),
        ("goal x !zzz", "No vision answers to “!zzz”"),
        ("goal x !tools", "2 visions answer to “!tools”"),
        ("goal x @Acme @Acme", "about one job"),
        ("met Ada @Acme", "does not point at a job"),
        ("met Cyd !great", "does not point at a vision"),
        ("vision x @Acme", "does not point at a job"),
        ("met my sponsor", "None of your contacts is your sponsor"),
        ("called 42", "“42” is no name"),
        ("goal " + "x" * 1_000, "1,005 characters; 500 are read"),
    ],
)
def test_a_line_that_cannot_be_recorded_is_refused_in_words(planner: Planner, line: str, why: str) -> None:
    """The sentence says what is wrong; nothing is kept."""
    stage(planner, Vision(title="Tools for me", horizon=5), Vision(title="Tools for you", horizon=5))
    stage(planner, Vision(title="Great", horizon=5), job("Engineer", "Acme", "2024"), Contact(name="Ada"))
    before = len(list(planner.everything()))
    with pytest.raises(CareerError) as refused:
        captured(planner, line)
    assert why in str(refused.value)
    assert not isinstance(refused.value, UnfinishedError)
    assert len(list(planner.everything())) == before


@pytest.mark.parametrize(
    "line",
    [
        "", "fly", "met", "met and", "goal", "goal by Q3", "win #big", "ask", "ask Ada", "vision in 10 years",
        "met Ada, follow up", "goals",
    ],
)  # fmt: skip
def test_a_line_that_is_not_all_there_says_what_is_missing(planner: Planner, line: str) -> None:
    """Which is no mistake yet."""
    with pytest.raises(UnfinishedError):
        read_capture(planner, line)


# --- completing -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("me", ("met ", "messaged ", "meeting with ")),
        ("met ad", ("Ada Yonath", "Ada Lovelace")),
        ("met Bob and love", ("Ada Lovelace",)),
        ("asked ines", ("Inês Varandela",)),
        ("met schuster", ('"Simon and Schuster"',)),
        ("met Ada at l", ()),
        ("met Ada about love", ()),
        ("goal x #le", ("learning ",)),
        ("met Ada Lovelace #co", ("conf ",)),
        ("goal x !peop", ("Tools people love ",)),
        ("goal x !tools peo", ("Tools people love ",)),
        ("win x @a", ("Acme ",)),
        ("win x @eng", ("Engineer ",)),
        ("goal love", ()),
    ],
)
def test_what_is_being_typed_can_be_completed(planner: Planner, typed: str, offers: tuple[str, ...]) -> None:
    """Names, the latest talked to first; tags; jobs; visions; and how a line begins."""
    stage(
        planner, ADA, Contact(name="Ada Yonath"), Contact(name="Inês Varandela"),
        Contact(name="Simon and Schuster"), Vision(title="Tools people love", horizon=5),
        job("Engineer", "Acme", "2024"),
    )  # fmt: skip
    captured(planner, "met Ada Yonath #conf")
    found = completions(planner, typed, planner.today)
    assert found.ways == offers
    for offer in found.ways[:1] if typed.startswith(("met", "goal x", "win")) else ():
        assert read_capture(planner, f"{typed[: found.start]}{offer}").people[1:] == ()
