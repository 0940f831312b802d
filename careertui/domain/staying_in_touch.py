"""People kept warm: who was last heard of when, whom to reconnect with, and what was promised to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto
from typing import Literal, NamedTuple

from careertui.domain.asks import comes_back, is_answered
from careertui.domain.career import Career, board_of
from careertui.domain.contact import Contact, FollowUp, Interaction
from careertui.domain.goal import Board, Goal
from careertui.domain.index import Index, InOrder, Memo, Place
from careertui.domain.partial_date import PartialDate, ago_in_words
from careertui.domain.record import THE_EPOCH, Record
from careertui.domain.reviews import offered
from careertui.domain.thresholds import USUAL
from careertui.domain.win import Ask

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class TouchState(StrEnum):
    """Where a person stands against how often one wants to be in touch."""

    NONE = auto()
    """No cadence was set."""
    FRESH = auto()
    """The ideal number of days has not passed."""
    RECONNECT = auto()
    """The ideal number of days has passed."""
    QUIET = auto()
    """The most days apart have passed as well."""
    SNOOZED = auto()
    """The person asked to be reminded on a later day."""


_CALLING = frozenset({TouchState.RECONNECT, TouchState.QUIET})
"""The states of those whom it is time to see."""


@dataclass(frozen=True, slots=True)
class Touch:
    """How things stand with one person.

    Attributes:
        contact: the person.
        last: the date of the latest interaction with them; None when none is logged.
        next: the day to be in touch again; None without a cadence or a reminder.
        state: where that leaves them today.
    """

    contact: Contact
    last: PartialDate | None
    next: date | None
    state: TouchState


def touches(career: Career, today: date) -> tuple[Touch, ...]:
    """How things stand with everybody, the next to be in touch with first, those without a cadence last.

    The cadence counts from the last interaction logged, whatever its channel; an interaction planned for a
    day to come does not count yet. Where none is logged it counts from the day they met, or else from the
    day the contact was written down. A reminder put off stands in its place, until the next interaction.
    """
    return career.derived(in_touch, today).of("everybody")


class InTouch(InOrder[Contact, Literal["everybody", "calling"], Touch]):
    """How things stand with everybody, in order; a talk or a change moves those whom it concerns."""

    def __init__(self, career: Career, today: date) -> None:
        self._today = today
        self._talks = career.derived(talks_by_person)
        self._talked = len(self._talks.touched)
        self._things: dict[str, NextThing] = {}
        super().__init__(career, (Contact,), ("everybody", "calling"), self._stand)

    def to_reconnect(self) -> list[NextThing]:
        """The lines of those whom it is time to see, which may be thousands."""
        known, today = self._things, self._today
        return [
            known.get(touch.contact.id) or known.setdefault(touch.contact.id, _reconnect(touch, today))
            for touch in self.of("calling")
        ]

    def keep_up(self, career: Career) -> None:
        """Place those anew who have changed, or with whom a talk has."""
        self._talks = career.derived(talks_by_person)
        self.note(self._talks.touched[self._talked :])
        self._talked = len(self._talks.touched)
        before = len(self.touched)
        super().keep_up(career)
        for id_ in self.touched[before:]:
            self._things.pop(id_, None)

    def _stand(self, contact: Contact) -> Place[Literal["everybody", "calling"], Touch]:
        touch = _touch(contact, _latest(self._talks.of(contact.id), self._today), self._today)
        by = (touch.next or date.max, contact.name)
        return Place(("everybody", "calling") if touch.state in _CALLING else ("everybody",), by, touch)


def in_touch(career: Career, today: date) -> InTouch:
    """How things stand with everybody, kept up; to be read through `Career.derived`."""
    return InTouch(career, today)


def touch_of_each(career: Career, today: date) -> Mapping[str, Touch]:
    """How things stand with each person, by the contact's id; to be read through `Career.derived`."""
    return career.derived(in_touch, today).values


def to_reconnect_with(career: Career, today: date) -> frozenset[str]:
    """The ids of the people whom it is time to see; to be read through `Career.derived`."""
    return frozenset([touch.contact.id for touch in career.derived(in_touch, today).of("calling")])


def _latest(talks: Iterable[Interaction], today: date) -> Interaction | None:
    """The latest that is not still to come; of several on one day, the last written down."""
    return max((talk for talk in talks if talk.on.first <= today), key=_when, default=None)


def _touch(contact: Contact, latest: Interaction | None, today: date) -> Touch:
    last = latest.on if latest is not None else None
    due = _by_cadence(contact, last, today)
    if contact.snoozed_until is None or _has_ended_snooze(contact, latest):
        return due
    until = contact.snoozed_until.first
    if until > today:
        return Touch(contact, last, until, TouchState.SNOOZED)
    return Touch(contact, last, until, max(due.state, TouchState.RECONNECT, key=_URGENCY.index))


_URGENCY = (TouchState.NONE, TouchState.FRESH, TouchState.RECONNECT, TouchState.QUIET)


def _has_ended_snooze(contact: Contact, latest: Interaction | None) -> bool:
    """Whether they have been in touch since the reminder was put off; a talk on that day, if logged later."""
    if latest is None:
        return False
    put_off = contact.snoozed_at or contact.updated
    day = put_off.date()
    return latest.on.first > day or (latest.on.last >= day and latest.created > put_off)


def _by_cadence(contact: Contact, last: PartialDate | None, today: date) -> Touch:
    cadence = contact.cadence
    if cadence is None:
        return Touch(contact, last, None, TouchState.NONE)
    since = _since(contact, last, today)
    if since is None:
        return Touch(contact, last, today, TouchState.RECONNECT)
    quiet_days = (today - since).days
    state = TouchState.FRESH if quiet_days < cadence.ideal else TouchState.RECONNECT
    if last is not None and cadence.at_most is not None and quiet_days > cadence.at_most:
        state = TouchState.QUIET
    return Touch(contact, last, since + timedelta(days=cadence.ideal), state)


def _since(contact: Contact, last: PartialDate | None, today: date) -> date | None:
    """The day the cadence counts from: the latest that the date may mean."""
    known = last or contact.met_on
    if known is not None:
        return min(known.last, today)
    return None if contact.created == THE_EPOCH else min(contact.created.date(), today)


def words(touch: Touch, today: date) -> str:
    """How things stand, kindly: `reconnect`, `quiet since March`, `after 12 Jan`; may be empty."""
    if touch.state is TouchState.SNOOZED and touch.next is not None:
        return f"after {PartialDate.of(touch.next).words.removesuffix(f' {today.year}')}"
    if touch.state is TouchState.RECONNECT:
        return "reconnect"
    if touch.last is None:
        return ""
    if touch.state is TouchState.QUIET:
        return f"quiet since {_month_words(touch.last, today)}"
    when = ago_in_words(touch.last.first, today) if touch.last.day else f"in {touch.last.words}"
    return f"in touch {when}"


def _month_words(when: PartialDate, today: date) -> str:
    """The month, with its year unless that is this year; less where less is known."""
    if when.month is None:
        return when.words
    month = _MONTHS[when.month - 1]
    return month if when.year == today.year else f"{month} {when.year}"


def log_of(career: Career, contact_id: str) -> tuple[Interaction, ...]:
    """The interactions with one person, newest first."""
    return tuple(sorted(career.derived(talks_by_person).of(contact_id), key=_when, reverse=True))


def talks_by_person(career: Career) -> Index[str, Interaction]:
    """The interactions with each person, by the contact's id; to be read through `Career.derived`."""
    return Index(career, (Interaction,), _people_of)


def _people_of(record: Record) -> Iterator[tuple[str, Interaction]]:
    if isinstance(record, Interaction) and record.archived is None:
        for id_ in record.people:
            yield id_, record


def _when(interaction: Interaction) -> tuple[tuple[date, date], str]:
    return (interaction.on.sort_key, interaction.id)


def open_follow_ups(career: Career, today: date) -> tuple[tuple[Interaction, FollowUp], ...]:
    """What was promised after an interaction and is not kept yet, by date; undated ones last."""
    promised, known = career.derived(_promised), career.derived(_known_open, today)
    found = known.get("", promised.group(""), None)
    if found is None:
        still_open = [pair for pair in promised.of("") if is_open(pair[1], today)]
        still_open.sort(key=lambda pair: (_by(pair[1].on), pair[0].id))
        found = known.put("", promised.group(""), None, tuple(still_open))
    return found


def _known_open(_career: Career, _today: date) -> Memo[tuple[tuple[Interaction, FollowUp], ...]]:
    """The open follow-ups, until something else is promised."""
    return Memo()


def _promised(career: Career) -> Index[str, tuple[Interaction, FollowUp]]:
    """The interactions with a follow-up, open or not, all under one key."""
    return Index(career, (Interaction,), _promise_of)


def _promise_of(record: Record) -> Iterator[tuple[str, tuple[Interaction, FollowUp]]]:
    if isinstance(record, Interaction) and record.archived is None and record.follow_up is not None:
        yield "", (record, record.follow_up)


def promised_to(career: Career, contact_id: str, today: date) -> tuple[Interaction | Ask, ...]:
    """The interactions and asks of one person whose follow-up is open, the one due first at the front."""
    return career.derived(promises, today).get(contact_id, ())


def promises(career: Career, today: date) -> dict[str, tuple[Interaction | Ask, ...]]:
    """The interactions and asks with an open follow-up, by the id of each contact they concern."""
    found: list[Interaction | Ask] = [interaction for interaction, _ in open_follow_ups(career, today)]
    found += [ask for ask in career.all(Ask) if ask.follow_up and is_open(ask.follow_up, today)]
    found.sort(key=lambda record: (_by(record.follow_up.on if record.follow_up else None), record.id))
    by_contact: dict[str, list[Interaction | Ask]] = {}
    for record in found:
        for id_ in record.people if isinstance(record, Interaction) else record.of:
            by_contact.setdefault(id_, []).append(record)
    return {id_: tuple(records) for id_, records in by_contact.items()}


def is_open(follow_up: FollowUp, today: date) -> bool:
    """Whether it promises something that is neither kept nor let go yet."""
    if follow_up.on is None and not follow_up.what:
        return False
    return all(day is None or day.is_after(today) for day in (follow_up.done_on, follow_up.let_go_on))


def _by(when: PartialDate | None) -> date:
    """The day by which something dated so is due."""
    return when.last if when else date.max


# --- what is next -----------------------------------------------------------------------------------

NextKind = Literal["goal", "follow-up", "ask", "person", "step", "review"]


@dataclass(frozen=True, slots=True)
class NextThing:
    """Something to do soon.

    Attributes:
        kind: a goal that is due, a follow-up promised, something asked that is to be looked at again, a
            person to reconnect with, the next step of a goal, a review to hold.
        record_id: the record it comes from; empty for a review, which is none yet.
        title: what it is.
        when: the day it is due by; None when it has none.
        why: why it is here, in a few words.
    """

    kind: NextKind
    record_id: str
    title: str
    when: date | None
    why: str


def upcoming(
    career: Career, today: date, days: int = USUAL.soon_days, answer_days: int = USUAL.answer_days
) -> tuple[NextThing, ...]:
    """What is next, soonest first and undated things last.

    Goals and follow-ups due in the next `days` days or before; what was asked and has had no answer for
    `answer_days` days, or until the day it was to come back; people whose ideal number of days has passed;
    and for each goal being worked on its first open step. A goal is being worked on in the last
    column that is not done, unless that is the first column, where goals only wait.
    """
    horizon = today + timedelta(days=days)
    goals, board = career.all(Goal), board_of(career)
    known = career.derived(_known_of_goals, horizon)
    due, steps = known.get("", goals, board) or known.put(
        "", goals, board, (tuple(_due_goals(goals, board, horizon)), tuple(_steps(career, board)))
    )
    asks = _standing_asks(career, today, answer_days)
    dated = [
        *due,
        *_promises(career, today, horizon),
        *_promises_of_asks(asks.promised, horizon),
        *_asks(career, asks.back, today),
        *career.derived(in_touch, today).to_reconnect(),
        *_review(career, today),
    ]
    return (*sorted(dated, key=lambda thing: thing.when or date.max), *steps)


def _known_of_goals(_career: Career, _horizon: date) -> Memo[tuple[tuple[NextThing, ...], ...]]:
    """Which goals are due, and the next steps, until a goal changes, or the board."""
    return Memo()


def _due_goals(goals: Iterable[Goal], board: Board, horizon: date) -> Iterator[NextThing]:
    done = board.done_keys
    for goal in goals:
        if goal.due is not None and goal.due.last <= horizon and goal.column not in done:
            yield NextThing("goal", goal.id, goal.title, goal.due.last, f"due {goal.due.words}")


def _promises(career: Career, today: date, horizon: date) -> Iterator[NextThing]:
    for interaction, follow_up in open_follow_ups(career, today):
        if follow_up.on is None or follow_up.on.last <= horizon:
            why = f"follow up with {_names(career, interaction.people)}"
            yield _promise(interaction.id, follow_up, interaction.heading, why)


class _Asks(NamedTuple):
    """The asks after which something is promised still, and those that are back, each with its day."""

    promised: tuple[tuple[Ask, FollowUp], ...]
    back: tuple[tuple[Ask, date], ...]


def _standing_asks(career: Career, today: date, answer_days: int) -> _Asks:
    asks, known = career.all(Ask), career.derived(_known_asks, today, answer_days)
    return known.get("", asks, None) or known.put(
        "", asks, None, _Asks(tuple(_promised_after(asks, today)), tuple(_back(asks, today, answer_days)))
    )


def _known_asks(_career: Career, _today: date, _answer_days: int) -> Memo[_Asks]:
    """How asks stand, until one changes."""
    return Memo()


def _promised_after(asks: Iterable[Ask], today: date) -> Iterator[tuple[Ask, FollowUp]]:
    for ask in asks:
        follow_up = ask.follow_up
        if follow_up is None or not is_open(follow_up, today):
            continue
        if not is_answered(ask) and follow_up.on and follow_up.on.last <= today:
            continue  # the ask itself is back
        yield ask, follow_up


def _back(asks: Iterable[Ask], today: date, answer_days: int) -> Iterator[tuple[Ask, date]]:
    for ask in asks:
        back = comes_back(ask, answer_days)
        if back is None or back > today:
            continue
        follow_up = ask.follow_up
        if follow_up is not None and follow_up.on is None and is_open(follow_up, today):
            continue  # it stands here as what was promised, whose day is not known
        yield ask, back


def _promises_of_asks(promised: Iterable[tuple[Ask, FollowUp]], horizon: date) -> Iterator[NextThing]:
    for ask, follow_up in promised:
        if follow_up.on is None or follow_up.on.last <= horizon:
            yield _promise(ask.id, follow_up, ask.heading, "follow up on what you asked")


def _asks(career: Career, back: Iterable[tuple[Ask, date]], today: date) -> Iterator[NextThing]:
    for ask, day in back:
        asked = f"asked {ask.on.words.removesuffix(f' {today.year}')}"
        why = f"{asked}, {_names(career, ask.of)}" if ask.of else asked
        yield NextThing("ask", ask.id, ask.what, day, why)


def _promise(record_id: str, follow_up: FollowUp, heading: str, why: str) -> NextThing:
    when = follow_up.on.last if follow_up.on else None
    return NextThing("follow-up", record_id, follow_up.what or heading, when, why)


def _names(career: Career, ids: tuple[str, ...]) -> str:
    """Up to two names, and how many more: `Ada and 3 more`."""
    names = [record.heading for id_ in ids if (record := career.get(id_)) is not None]
    if len(names) > 2:  # noqa: PLR2004 - two names still read as names
        return f"{names[0]} and {len(names) - 1} more"
    return " and ".join(names) or "them"


def _reconnect(touch: Touch, today: date) -> NextThing:
    return NextThing("person", touch.contact.id, touch.contact.name, touch.next, words(touch, today))


def _steps(career: Career, board: Board) -> Iterator[NextThing]:
    for goal in sorted(under_way(career, board), key=lambda goal: goal.rank):
        step = next((step for step in goal.steps if step.done_on is None), None)
        if step is not None:
            yield NextThing("step", goal.id, step.text, None, f"next step of {goal.title}")


def under_way(career: Career, board: Board) -> tuple[Goal, ...]:
    """The goals being worked on: those in the column that says so, in the order they were made."""
    goals, known = career.all(Goal), career.derived(_known_under_way)
    found = known.get("", goals, board)
    if found is None:
        doing = board.doing_key
        found = tuple([goal for goal in goals if goal.column == doing]) if doing is not None else ()
        known.put("", goals, board, found)
    return found


def _known_under_way(_career: Career) -> Memo[tuple[Goal, ...]]:
    """The goals being worked on, until a goal changes, or the board."""
    return Memo()


def _review(career: Career, today: date) -> Iterator[NextThing]:
    one = offered(career, today)
    if one is not None:
        which = one.span.title.removesuffix(f" {today.year}")
        yield NextThing("review", "", f"Look back on the {one.span.period}", one.until, which)
