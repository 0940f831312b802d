"""Capture: one line of plain English becomes the records it tells of, as one step to undo.

    met Ada Lovelace and Bob at PyCon yesterday about compilers, follow up in 2 weeks
    goal learn Rust by Q3 #learning @Acme !tools people love

`read_capture` only reads: it says what would be recorded, or why nothing can be. `keep` records it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from careertui.domain.challenge import Challenge
from careertui.domain.contact import Channel, Contact, FollowUp, Interaction
from careertui.domain.dates_in_words import in_full
from careertui.domain.goal import Goal, GoalKind
from careertui.domain.kinds import make
from careertui.domain.partial_date import PartialDate, ago_in_words
from careertui.domain.quoting import quoted
from careertui.domain.record import Record
from careertui.domain.skill import LevelOn, Skill
from careertui.domain.vision import Vision
from careertui.domain.win import Ask, AskKind, Win
from careertui.errors import RefusedError
from careertui.planner.capture_line import Line, Part, UnfinishedError, clean
from careertui.planner.planner import Planner

__all__ = ["EXAMPLES", "Captured", "Part", "UnfinishedError", "keep", "read_capture"]

LONGEST_LINE = 500
"""Characters of a line that is read; what is longer is a text, and belongs into a record's notes."""
_SHOWN_OF_TITLE = 60

EXAMPLES: tuple[str, ...] = (
    "met Ada and Bob at PyCon yesterday about compilers, follow up in 2 weeks",
    "called Ada about the offer",
    "goal learn Rust by Q3 #learning",
    "win cut build time by 40% @Acme",
    "challenge give a keynote",
    "ask for a raise next friday",
    "skill Rust 3",
    "vision run my own studio in 10 years",
)
"""Lines that can be written, one for each way to begin."""

TALKS: tuple[tuple[str, Channel, bool], ...] = (
    (r"met(?: up)?(?: with)?", "meeting", True),
    (r"saw", "meeting", True),
    (r"(?:talked|spoke|chatted) (?:to|with)", "meeting", True),
    (r"(?:called|phoned|rang)", "call", True),
    (r"(?:e-?mailed|mailed|wrote to)", "email", True),
    (r"(?:messaged|texted|pinged)", "message", True),
    (r"(?:had )?(?:a )?(?:coffee|tea) with", "coffee", False),
    (r"(?:had )?(?:a )?(?:meeting|lunch|dinner|breakfast) with", "meeting", False),
    (r"(?:had )?(?:a )?(?:video )?call with", "call", False),
)
"""How a talk begins, its channel, and whether the words say that it is over."""


@dataclass(frozen=True, slots=True)
class Captured:
    """What a line says.

    Attributes:
        record: the record it tells of; its links may point at `people`.
        title: what is recorded, in a few words.
        parts: what the line says of it, in the order a preview shows it.
        label: what undo calls it.
        people: the contacts who are new; they have their ids already.
    """

    record: Record
    title: str
    parts: tuple[Part, ...]
    label: str
    people: tuple[Contact, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """Everything to be kept, the new people first."""
        return (*self.people, self.record)

    @property
    def sentence(self) -> str:
        """What is recorded, in one sentence."""
        told = [f"{p.label.lower()} {p.said}" for p in self.parts if p.label != "With"]
        new = [f"new: {_joined([person.name for person in self.people])}"] if self.people else []
        return f"{'; '.join((self.title, *new, *told))}."


def read_capture(planner: Planner, text: str, likely: frozenset[str] = frozenset()) -> Captured:
    """What a line says; nothing is changed.

    Args:
        planner: whom and what the line can mention, and the day it is.
        text: the line.
        likely: ids of contacts who are meant where several have the name.

    Raises:
        UnfinishedError: when something is still to be typed.
        RefusedError: when a date, a name or a mention cannot be understood.
        NotFoundError: when `@` or `!` is followed by nothing that is known.
        InvalidRecordError: when the record that the line tells of would break a rule of its kind.
    """
    line = " ".join(text.split())
    if len(line) > LONGEST_LINE:
        raise RefusedError(
            f"The line has {len(line):,} characters; {LONGEST_LINE:,} are read.", "The rest fits into notes."
        )
    for begins, read in _SENTENCES:
        match = begins.match(line)
        if match is not None:
            return read(Line(planner, match["verb"], line[match.end() :], likely))
    begun = line.partition(" ")[0]
    raise UnfinishedError(
        f"A line does not begin with {quoted(begun)}." if begun else "Nothing is written yet.",
        "It can begin with met, called, emailed, coffee with, goal, win, challenge, ask, skill or vision.",
    )


def keep(planner: Planner, captured: Captured) -> tuple[Record, ...]:
    """Record what a line says, as one step; returns the records as they were kept, the new people first.

    Raises:
        CareerError: as `Planner.change` does.
    """
    with planner.change(captured.label) as change:
        ids = [change.put(record).id for record in captured.records]
    return tuple(record for id_ in ids if (record := planner.get(id_)) is not None)


# --- talks --------------------------------------------------------------------------------------------------

_FOLLOW_UP = re.compile(
    r"(?:^|[\s,;.]+)(?:and )?(?:i(?:'ll| will) )?follow(?:ing)?[- ]?up\b[:,]?", re.IGNORECASE
)
_ABOUT = re.compile(r"\s+(?:about|regarding|re:?)\s+|:\s+", re.IGNORECASE)
_AT = re.compile(r"(?:^|\s+)(?:at|in)\s+", re.IGNORECASE)
_WITH = re.compile(r"\s+with\s+", re.IGNORECASE)
_FIRST_WORDS = re.compile(r"^(?:on|about|re:?|regarding)\s+", re.IGNORECASE)


def _talk(line: Line, channel: Channel, *, over: bool) -> Captured:
    """`met NAMES at PLACE DATE about TOPIC, follow up on WHAT DATE`; all but the names may be missing."""
    told, follow, promised = _parted(_FOLLOW_UP, line.rest)
    whom, _, topic = _parted(_ABOUT, f"{told} ")
    on, whom, topic = _when_it_was(line, whom, topic)
    named, _, place = _parted(_AT, clean(whom))
    if place and (also := _WITH.search(place)):
        named, place = f"{named}, {place[also.end() :]}", place[: also.start()]
    people = line.people(named)
    if not people:
        raise UnfinishedError("With whom? Type a name, or several with “and” between them.")
    if place:
        line.whole_date(place, past=True)  # an hour is not a place; it says so
    _check_it_is_over(line, on, over=over)
    follow_up = _follow_up(line, promised) if follow else None
    new = _introduced(line, place, on, met=line.verb.casefold().startswith("met"))
    line.has_no("!", "A conversation")
    record = make(
        Interaction,
        {
            "on": on,
            "people": tuple(person.id for person in people),
            "channel": line.kind_word(get_args(Channel)) or channel,
            "summary": line.as_typed(topic),
            "event": line.as_typed(place),
            "follow_up": follow_up,
            "tags": tuple(line.tags),
        },
    )
    return _talk_said(line, record, people, new)


def _talk_said(
    line: Line, record: Interaction, people: Sequence[Contact], new: Sequence[Contact]
) -> Captured:
    names = _joined([person.name for person in people])
    ids = {person.id for person in new}
    parts = [Part("With", _with_whom(person), new=person.id in ids) for person in people]
    planned = record.on.first > line.today
    parts.append(Part("On", _dated(record.on, line, "planned" if planned else "")))
    parts += [Part("At", record.event)] if record.event else []
    parts += [Part("About", record.summary)] if record.summary else []
    if record.follow_up is not None:
        on, what = record.follow_up.on, record.follow_up.what
        parts.append(Part("Follow up", _dated(on, line, what) if on is not None else what))
    title = f"{line.verb[:1].upper()}{line.verb[1:]} {names}"
    label = f"{'Plan' if planned else 'Log'}: {line.verb} {names[:_SHOWN_OF_TITLE]}"
    return Captured(record, title, (*parts, *_tags(record)), label, tuple(new))


def _with_whom(person: Contact) -> str:
    return f"{person.name} ({person.organisation})" if person.organisation else person.name


def _when_it_was(line: Line, whom: str, topic: str) -> tuple[PartialDate, str, str]:
    """The date among the names or at the end of the topic, today without one; and both without it.

    A topic may be about a time to come, or one that is no date: then it is part of the topic.
    """
    found = line.find(whom, past=True, anywhere=True)
    if found is not None:
        return found.date, f"{whom[: found.start]} {whom[found.end :]}", topic
    try:
        found = line.find(topic, past=True)
    except RefusedError:
        found = None
    if found is not None and found.date.first <= line.today:
        return found.date, whom, topic[: found.start]
    return PartialDate.of(line.today), whom, topic


def _check_it_is_over(line: Line, on: PartialDate, *, over: bool) -> None:
    if over and on.first > line.today:
        raise RefusedError(
            f"{in_full(on)} is still to come, and “{line.verb}” says that it has been.",
            "A talk that is planned begins with coffee with, meeting with or call with.",
        )


def _follow_up(line: Line, promised: str) -> FollowUp:
    """`in 2 weeks`, `on the paper next friday`, `about the paper`."""
    said = clean(promised)
    if not said:
        raise UnfinishedError("Follow up when? Such as in 2 weeks, or on the paper next friday.")
    on, what = line.whole_date(said, past=False), ""
    if on is None:
        found = line.find(said, past=False, anywhere=True)
        on = found.date if found is not None else None
        left = f"{said[: found.start]} {said[found.end :]}" if found is not None else said
        what = line.as_typed(_FIRST_WORDS.sub("", clean(left)))
    if on is not None and on.last < line.today:
        raise RefusedError(f"{in_full(on)} has passed.", "A follow-up is still to come.")
    return FollowUp(on=on, what=what)


def _introduced(line: Line, place: str, on: PartialDate, *, met: bool) -> list[Contact]:
    """The new people, with where and when they were met, and through which job."""
    job = line.job(on).get("job")
    if job is not None and not line.new:
        raise RefusedError(
            "A conversation does not point at a job.", "@ is for people you meet for the first time."
        )
    changes: dict[str, Any] = {"met_on": on, "met_where": line.as_typed(place)} if met else {}
    if job is not None:
        changes["met_at"] = (job,)
    return [person.revised(**changes) for person in line.new]


# --- the other sentences ------------------------------------------------------------------------------------


def _goal(line: Line) -> Captured:
    due = line.date_at_end(past=False)
    if due is not None and due.last < line.today:
        raise RefusedError(f"{in_full(due)} has passed.", "A goal is due on a day to come.")
    kind = line.kind_word(get_args(GoalKind))
    title = line.title("What is the goal? Such as goal learn Rust by Q3.")
    column = line.planner.board.columns[0].key
    said = {"title": title, "goal_kind": kind or "other", "due": due, "column": column}
    record = make(Goal, {**said, **_marks(line)})
    parts = [Part("Kind", kind)] if kind else []
    return _captured(line, record, [*parts, *([Part("By", _dated(due, line))] if due else [])])


def _win(line: Line) -> Captured:
    on = line.date_at_end(past=True) or PartialDate.of(line.today)
    title = line.title("What is the win? Such as win cut build time by 40%.")
    if on.first > line.today:
        raise RefusedError(
            f"{in_full(on)} is still to come.", "A win is recorded once it is one; a goal waits for it."
        )
    record = make(Win, {"title": title, "on": on, **_marks(line, on)})
    return _captured(line, record, [Part("On", _dated(on, line))])


def _challenge(line: Line) -> Captured:
    title = line.title("What is the challenge? Such as challenge give a keynote.")
    return _captured(line, make(Challenge, {"title": title, **_marks(line)}), [])


_ASKED = re.compile(r"(?:(?P<whom>.+?)\s+)??(?P<how>for|about|to|if|whether)\s+(?P<what>\S.*)", re.IGNORECASE)
_ASK_WORDS = {"raise": "raise", "promotion": "promotion", "feedback": "feedback", "mentor": "mentor"}


def _ask(line: Line) -> Captured:
    """`ask for WHAT DATE`, `asked NAMES for WHAT DATE`; to ask looks ahead, asked looks back."""
    asked = line.verb.casefold() == "asked"
    line.has_no("@!", "An ask")
    on = line.date_at_end(past=asked) or PartialDate.of(line.today)
    match = _ASKED.fullmatch(clean(line.rest))
    if match is None:
        raise UnfinishedError("Ask whom for what? Such as ask for a raise, or ask Ada for feedback.")
    if asked and on.first > line.today:
        raise RefusedError(f"{in_full(on)} is still to come.", "What you will ask begins with ask.")
    what = match["what"] if match["how"].casefold() == "for" else f"{match['how']} {match['what']}"
    words = (_ASK_WORDS[word] for word in re.findall(r"\w+", what.casefold()) if word in _ASK_WORDS)
    kind = line.kind_word(get_args(AskKind)) or next(words, "other")
    people = line.people(match["whom"] or "")
    of = tuple(person.id for person in people)
    record = make(
        Ask, {"on": on, "what": line.as_typed(what), "ask_kind": kind, "of": of, "tags": tuple(line.tags)}
    )
    new = {person.id for person in line.new}
    parts = [Part("Of", _with_whom(person), new=person.id in new) for person in people]
    parts += [Part("Kind", kind)] if kind != "other" else []
    return _captured(line, record, [*parts, Part("On", _dated(on, line))])


def _skill(line: Line) -> Captured:
    """`skill NAME`, `skill NAME LEVEL`: a new one, or a new level of one that is known."""
    line.has_no("@!", "A skill")
    on = line.date_at_end(past=True) or PartialDate.of(line.today)
    title = line.title("Which skill? Such as skill Rust 3, on a scale from 0 to 5.")
    match = re.fullmatch(r"(?P<name>.+?)(?:\s+(?:to\s+)?(?:level\s+)?(?P<level>[0-5])(?:/5)?)?", title)
    name, level = (match["name"], match["level"]) if match else (title, None)
    known = next((s for s in line.planner.all(Skill) if s.name.casefold() == name.casefold()), None)
    if known is not None and level is None:
        raise UnfinishedError(f"{quoted(known.name)} is written down; which level has it now, from 0 to 5?")
    skill = known or make(Skill, {"name": name})
    levels = (*skill.levels, LevelOn(on=on, level=int(level))) if level else skill.levels
    record = skill.revised(levels=levels, tags=(*skill.tags, *line.tags))
    parts = [Part("Level", f"{level} of 5"), Part("On", _dated(on, line))] if level else []
    return _captured(line, record, parts)


_IN_YEARS = re.compile(r"\s+(?:in|within)\s+(?P<years>\d{1,2})\s+years?$", re.IGNORECASE)


def _vision(line: Line) -> Captured:
    """`vision TITLE in 10 years`, `vision TITLE by 2036`; in 5 years without either."""
    line.has_no("@!", "A vision")
    match = _IN_YEARS.search(line.rest)
    if match is not None:
        line.rest, years = line.rest[: match.start()], int(match["years"])
    else:
        when = line.date_at_end(past=False)
        years = when.year - line.today.year if when is not None else Vision.model_fields["horizon"].default
    title = line.title("What is it like when it is true? Such as vision run my own studio in 10 years.")
    record = make(Vision, {"title": title, "horizon": years, "tags": tuple(line.tags)})
    return _captured(
        line, record, [Part("Horizon", f"{years} year{'' if years == 1 else 's'}, {line.today.year + years}")]
    )


def _marks(line: Line, on: PartialDate | None = None) -> dict[str, Any]:
    """The fields of a record that can have all three marks."""
    return {**line.job(on), **line.serves(), "tags": tuple(line.tags)}


def _captured(line: Line, record: Record, parts: Sequence[Part]) -> Captured:
    """With what every kind shows of its links and tags."""
    shown = list(parts)
    for name, label in (("job", "Job"), ("serves", "Serves")):
        ids = getattr(record, name, None) or ()
        for id_ in (ids,) if isinstance(ids, str) else ids:
            linked = line.planner.get(id_)
            shown += [Part(label, linked.heading)] if linked is not None else []
    verb = "Raise" if record.version else "Add"
    label = f"{verb} {record.kind} {quoted(record.heading, _SHOWN_OF_TITLE)}"
    return Captured(
        record,
        f"{record.kind.capitalize()}: {record.heading}",
        (*shown, *_tags(record)),
        label,
        tuple(line.new),
    )


def _tags(record: Record) -> list[Part]:
    return [Part("Tags", " ".join(f"#{tag}" for tag in record.tags))] if record.tags else []


def _dated(on: PartialDate, line: Line, about: str = "") -> str:
    """`Fri 27 Nov 2026, in 5 days`, and what is to be said of it."""
    when = f"{in_full(on)}, {ago_in_words(on.first, line.today)}" if on.day else on.words
    return f"{when} · {about}" if about else when


def _joined(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _parted(at: re.Pattern[str], text: str) -> tuple[str, str, str]:
    """As `str.partition`, at the first match."""
    match = at.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


def _talks(words: str, channel: Channel, *, over: bool) -> tuple[re.Pattern[str], Callable[[Line], Captured]]:
    return _begins(words), lambda line: _talk(line, channel, over=over)


def _begins(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:i )?(?P<verb>{words})(?=\s|:|$):?\s*", re.IGNORECASE)


_SENTENCES: tuple[tuple[re.Pattern[str], Callable[[Line], Captured]], ...] = (
    *(_talks(words, channel, over=over) for words, channel, over in TALKS),
    (_begins("goal"), _goal),
    (_begins("win"), _win),
    (_begins("challenge"), _challenge),
    (_begins("asked|ask"), _ask),
    (_begins("skill"), _skill),
    (_begins("vision"), _vision),
)
"""How a line can begin, and what reads the rest of it."""
