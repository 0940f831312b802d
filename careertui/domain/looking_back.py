"""What the record says of a week, a quarter or a year: the parts a review goes through, and its snapshot.

A date belongs to a period when all it covers does, so a talk of `2026-11` is told of its quarter and of no
week. What lies ahead of the day on which one looks back is left out. Archived records count: what was done
stays done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Any, TypeVar

from careertui.domain.career import Career, board_of
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal
from careertui.domain.partial_date import PartialDate
from careertui.domain.periods import Span
from careertui.domain.practices import PracticeReport, finished_on, practices
from careertui.domain.record import THE_EPOCH, Record
from careertui.domain.reviews import Part
from careertui.domain.skill import Skill
from careertui.domain.staying_in_touch import TouchState, touches, upcoming, words
from careertui.domain.win import Ask, Win

R = TypeVar("R", bound=Record)

TITLES: Mapping[Part, str] = MappingProxyType(
    {
        Part.FINISHED: "Finished",
        Part.WON: "Wins",
        Part.LEARNED: "Learned",
        Part.MET: "Met",
        Part.ASKED: "Asked",
        Part.ATTEMPTED: "Attempted",
        Part.QUIET: "Quiet",
        Part.AHEAD: "Ahead",
    }
)


@dataclass(frozen=True, slots=True)
class Noted:
    """One thing that the record says.

    Attributes:
        what: what it is; the person's words.
        about: more about it, in a few words.
        when: its date; None where it has none.
        record_id: the record it comes from; empty where it comes from several.
    """

    what: str
    about: str = ""
    when: PartialDate | None = None
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class LookingBack:
    """What the record says of a period.

    Attributes:
        span: the period.
        parts: what was found for each part, in the order it came about.
    """

    span: Span
    parts: Mapping[Part, tuple[Noted, ...]]


def look_back(career: Career, span: Span, today: date) -> LookingBack:
    """What the record says of a period on a day; what is quiet and what lies ahead, as of that day."""
    return LookingBack(
        span, MappingProxyType({part: tuple(find(career, span, today)) for part, find in _FINDS.items()})
    )


def snapshot(career: Career, back: LookingBack, today: date) -> dict[str, Any]:
    """What a review keeps of what the record said: how the practices stood, and how much of each part.

    All of it is plain JSON: `on`, the day; `practices`, by name whether it moved, when last, and its twelve
    months; `counts`, by the name of the part.
    """
    return {
        "on": today.isoformat(),
        "practices": {
            report.practice.value: {
                "moved": report.moved,
                "last_moved": report.last_moved.isoformat() if report.last_moved else None,
                "months": list(report.months),
            }
            for report in career.derived(practices, today)
        },
        "counts": {part.value: len(found) for part, found in back.parts.items()},
    }


def moved_within(report: PracticeReport, span: Span) -> int:
    """How many pieces of evidence for a practice fall on a day of a period."""
    return sum(len(pieces) for day, pieces in report.by_day.items() if span.first <= day <= span.last)


# --- what is found ----------------------------------------------------------------------------------


def ever(career: Career, kind: type[R]) -> tuple[R, ...]:
    """The records of a kind, archived ones too."""
    return (*career.all(kind), *career.archived(kind))


def told(when: PartialDate | None, span: Span, today: date) -> bool:
    """Whether something dated so is told of a period on a day."""
    return when is not None and span.holds(when) and not when.is_after(today)


def _in_order(found: Iterable[Noted]) -> list[Noted]:
    return sorted(found, key=lambda noted: noted.when.sort_key if noted.when else (date.max, date.max))


def finished(career: Career, span: Span, today: date) -> list[Noted]:
    """The goals that came into a column that means done, and stayed."""
    board = board_of(career)
    return _in_order(
        Noted(goal.title, _serves(career, goal), when, goal.id)
        for goal in ever(career, Goal)
        if told(when := finished_on(goal, board), span, today)
    )


def _serves(career: Career, goal: Goal) -> str:
    """What for; the first vision where it serves several."""
    vision = career.get(goal.serves[0]) if goal.serves else None
    return f"for {vision.heading}" if vision is not None else ""


def won(career: Career, span: Span, today: date) -> list[Noted]:
    """The wins, each with its measure; those that have one come first. See `_written` for undated ones."""
    found = _in_order(
        Noted(win.title, win.measure, when, win.id)
        for win in ever(career, Win)
        if told(when := win.on or _written(win), span, today)
    )
    return sorted(found, key=lambda noted: not noted.about)


def learned(career: Career, span: Span, today: date) -> list[Noted]:
    """The skills whose level rose, from what it was before the period, and the certificates issued.

    A skill first rated within the period rose when a later rating in it is higher than the first.
    """
    found = [noted for skill in ever(career, Skill) if (noted := _risen(skill, span, today)) is not None]
    found += [
        Noted(goal.title, "certificate", goal.issued, goal.id)
        for goal in ever(career, Goal)
        if told(goal.issued, span, today)
    ]
    return _in_order(found)


def _risen(skill: Skill, span: Span, today: date) -> Noted | None:
    rated = sorted(skill.levels, key=lambda level: level.on.sort_key)
    within = [level for level in rated if told(level.on, span, today)]
    before = [level for level in rated if level.on.is_before(span.first)]
    if not within:
        return None
    start, end = (before or within)[-1 if before else 0], within[-1]
    if end.level <= start.level:
        return None
    rises = [
        after
        for earlier, after in pairwise([start, *(level for level in within if level is not start)])
        if after.level > earlier.level
    ]
    return Noted(skill.name, f"{start.level} → {end.level}", rises[-1].on, skill.id)


def met(career: Career, span: Span, today: date) -> list[Noted]:
    """Everybody talked with, those most often first, and everybody who is new."""
    talks: Counter[str] = Counter()
    latest: dict[str, Interaction] = {}
    for talk in ever(career, Interaction):
        if told(talk.on, span, today):
            talks.update(talk.people)
            for id_ in talk.people:
                known = latest.get(id_)
                if known is None or talk.on.sort_key >= known.on.sort_key:
                    latest[id_] = talk
    new = {contact.id: contact for contact in new_contacts(career, span, today)}
    found = []
    for id_ in dict.fromkeys([*talks, *new]):
        person = career.get(id_)
        if isinstance(person, Contact):
            found.append((-talks[id_], person.name.casefold(), _meeting(person, talks, latest, new)))
    return [noted for *_, noted in sorted(found, key=lambda entry: entry[:2])]


def _meeting(
    person: Contact, talks: Mapping[str, int], latest: Mapping[str, Interaction], new: Mapping[str, Contact]
) -> Noted:
    count, talk = talks[person.id], latest.get(person.id)
    said = ["new"] if person.id in new else []
    if count > 1:
        said.append(f"{count} times")
    elif talk is not None and talk.summary:
        said.append(talk.summary)
    return Noted(person.name, ", ".join(said), talk.on if talk else _met_on(person), person.id)


def new_contacts(career: Career, span: Span, today: date) -> list[Contact]:
    """The contacts who are new in a period: by the day they met, or else that they were written down."""
    return [contact for contact in ever(career, Contact) if told(_met_on(contact), span, today)]


def _met_on(contact: Contact) -> PartialDate | None:
    return contact.met_on or _written(contact)


def _written(record: Record) -> PartialDate | None:
    """The day on which the person wrote a record; an import says nothing about them."""
    by_hand = record.source is None and record.created != THE_EPOCH
    return PartialDate.of(record.created.date()) if by_hand else None


def asked(career: Career, span: Span, today: date) -> list[Noted]:
    """What was asked, and what was answered in the period though it was asked before."""
    return _in_order(
        Noted(ask.what, ask.answer or "no answer yet", answered or ask.on, ask.id)
        for ask in ever(career, Ask)
        if told(ask.on, span, today) or told(ask.answered_on, span, today)
        for answered in [ask.answered_on if told(ask.answered_on, span, today) else None]
    )


def attempted(career: Career, span: Span, today: date) -> list[Noted]:
    """The challenges tried or ended, each with how uncomfortable it was before and is now."""
    found = []
    for challenge in ever(career, Challenge):
        tries = [attempt for attempt in challenge.attempts if told(attempt.on, span, today)]
        ended = challenge.ended if told(challenge.ended, span, today) else None
        if tries or ended:
            count = f"{len(tries)} tries" if len(tries) > 1 else "a try" if tries else ""
            over = challenge.status if ended else ""
            said = ", ".join(filter(None, (_felt(challenge), count, over)))
            when = ended or max((t.on for t in tries), key=lambda on: on.sort_key)
            found.append(Noted(challenge.title, said, when, challenge.id))
    return _in_order(found)


def _felt(challenge: Challenge) -> str:
    """How uncomfortable it was before → after; one number where it is the only one."""
    before, now = challenge.before, challenge.discomfort
    if before is not None and now is not None and now != before:
        return f"{before} → {now}"
    return str(before or now or "")


def quiet(career: Career, span: Span, today: date) -> list[Noted]:
    """The practices without evidence in the period, and the people to reconnect with today."""
    found = []
    for report in career.derived(practices, today):
        if not moved_within(report, span):
            since = PartialDate.of(report.last_moved) if report.last_moved else None
            said = f"last moved {since.words}" if since else "not begun yet"
            found.append(Noted(report.practice.capitalize(), said, None, report.next_id))
    return found + [
        Noted(touch.contact.name, words(touch, today), None, touch.contact.id)
        for touch in career.derived(touches, today)
        if touch.state in {TouchState.RECONNECT, TouchState.QUIET}
    ]


def ahead(career: Career, span: Span, today: date) -> list[Noted]:  # noqa: ARG001 - every part is asked alike
    """The goals, follow-ups and asks that are next, as Today has them."""
    return [
        Noted(thing.title, thing.why, PartialDate.of(thing.when) if thing.when else None, thing.record_id)
        for thing in career.derived(upcoming, today)
        if thing.kind in {"goal", "follow-up", "ask", "step"}
    ]


_FINDS: Mapping[Part, Callable[[Career, Span, date], list[Noted]]] = MappingProxyType(
    {
        Part.FINISHED: finished,
        Part.WON: won,
        Part.LEARNED: learned,
        Part.MET: met,
        Part.ASKED: asked,
        Part.ATTEMPTED: attempted,
        Part.QUIET: quiet,
        Part.AHEAD: ahead,
    }
)
