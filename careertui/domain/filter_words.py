"""The words that follow `is:` in a filter, and what each means of each kind of record.

A word means something only of the kinds it has a rule for; what a rule answers follows from the record,
the board and the day, never from a judgement of the person's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from careertui.domain.asks import is_answered, standing_of
from careertui.domain.career import Career, board_of
from careertui.domain.challenge import OPEN_STATUSES, Challenge, Zone
from careertui.domain.contact import Contact, FollowUp, Interaction
from careertui.domain.goal import Goal
from careertui.domain.job import Job
from careertui.domain.kinds import KINDS
from careertui.domain.links import goals_by_vision
from careertui.domain.record import THE_EPOCH, Record
from careertui.domain.staying_in_touch import TouchState, open_follow_ups, touches
from careertui.domain.stones import current_jobs
from careertui.domain.vision import Vision
from careertui.domain.win import Ask, Win

Test = Callable[[Record], bool]
"""Whether a record passes."""
Rule = Callable[[Career, date], Test]
"""From a career and today to what passes."""

NEW_FOR = timedelta(days=30)
DUE_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class IsWord:
    """A word that follows `is:`.

    Attributes:
        word: as it is typed.
        says: what it says of records, to follow their name: *Goals* `that are open`.
        denies: the same where it is negated.
        rules: what passes, for each kind it means something of.
    """

    word: str
    says: str
    denies: str
    rules: Mapping[type[Record], Rule]


def _each(test: Test) -> Rule:
    """A rule that looks at nothing but the record."""
    return lambda _career, _today: test


def _among(ids: Callable[[Career, date], frozenset[str]]) -> Rule:
    """A rule that knows who passes."""

    def rule(career: Career, today: date) -> Test:
        passing = ids(career, today)
        return lambda record: record.id in passing

    return rule


# --- goals -----------------------------------------------------------------------------------------


def _goal_done(career: Career, _today: date) -> Test:
    done = board_of(career).done_keys
    return lambda goal: isinstance(goal, Goal) and goal.column in done


def _goal_open(career: Career, _today: date) -> Test:
    done = board_of(career).done_keys
    return lambda goal: isinstance(goal, Goal) and goal.column not in done


def _goal_waits(career: Career, _today: date) -> Test:
    done = board_of(career).done_keys

    def is_open(id_: str) -> bool:
        other = career.get(id_)
        return isinstance(other, Goal) and other.archived is None and other.column not in done

    return lambda goal: (
        isinstance(goal, Goal) and goal.column not in done and any(map(is_open, goal.waits_for))
    )


def _goal_due(until: Callable[[date], date]) -> Rule:
    def rule(career: Career, today: date) -> Test:
        done, last = board_of(career).done_keys, until(today)
        return lambda goal: (
            isinstance(goal, Goal)
            and goal.due is not None
            and goal.due.last <= last
            and goal.column not in done
        )

    return rule


# --- people and promises ---------------------------------------------------------------------------


def _touched(*states: TouchState) -> Rule:
    def ids(career: Career, today: date) -> frozenset[str]:
        return frozenset(
            touch.contact.id for touch in career.derived(touches, today) if touch.state in states
        )

    return _among(ids)


def _contact_due(career: Career, today: date) -> frozenset[str]:
    last = today + DUE_WITHIN
    found = career.derived(touches, today)
    return frozenset(touch.contact.id for touch in found if touch.next is not None and touch.next <= last)


def _promised(career: Career, today: date) -> frozenset[str]:
    return frozenset(interaction.id for interaction, _ in career.derived(open_follow_ups, today))


def _promise_due(career: Career, today: date) -> frozenset[str]:
    found = career.derived(open_follow_ups, today)
    return frozenset(interaction.id for interaction, follow_up in found if _soon(follow_up, today))


def _soon(follow_up: FollowUp, today: date) -> bool:
    return follow_up.on is not None and follow_up.on.last <= today + DUE_WITHIN


def _ask_due(_career: Career, today: date) -> Test:
    def is_due(ask: Record) -> bool:
        follow_up = ask.follow_up if isinstance(ask, Ask) else None
        return follow_up is not None and follow_up.done_on is None and _soon(follow_up, today)

    return is_due


def _answered(ask: Record) -> bool:
    return isinstance(ask, Ask) and is_answered(ask)


# --- jobs, challenges, visions ---------------------------------------------------------------------


def _held(career: Career, today: date) -> frozenset[str]:
    return frozenset(job.id for job in career.derived(current_jobs, today))


def _past(_career: Career, today: date) -> Test:
    return lambda job: (
        isinstance(job, Job) and not job.planned and job.end is not None and job.end.is_before(today)
    )


def _in_zone(zone: Zone) -> Mapping[type[Record], Rule]:
    return {Challenge: _each(lambda challenge: isinstance(challenge, Challenge) and challenge.zone == zone)}


def _status(*statuses: str) -> Rule:
    return _each(lambda record: getattr(record, "status", "") in statuses)


def _unserved(career: Career, _today: date) -> frozenset[str]:
    served = career.derived(goals_by_vision)
    return frozenset(vision.id for vision in career.all(Vision) if not served.get(vision.id))


def _serves_nothing(career: Career, _today: date) -> Test:
    def adrift(record: Record) -> bool:
        visions = (career.get(id_) for id_ in getattr(record, "serves", ()))
        return not any(vision is not None and vision.archived is None for vision in visions)

    return adrift


def _new(_career: Career, today: date) -> Test:
    since = today - NEW_FOR
    return lambda record: record.created != THE_EPOCH and record.created.date() > since


IS_WORDS: Mapping[str, IsWord] = {
    word.word: word
    for word in (
        IsWord(
            "open",
            "that are open",
            "that are not open",
            {
                Goal: _goal_open,
                Challenge: _status(*OPEN_STATUSES),
                Vision: _status("draft", "active"),
                Interaction: _among(_promised),
                Ask: _each(lambda ask: isinstance(ask, Ask) and standing_of(ask) == "open"),
            },
        ),
        IsWord(
            "done",
            "that are done",
            "that are not done",
            {
                Goal: _goal_done,
                Challenge: _status("overcome"),
                Vision: _status("reached"),
                Ask: _each(_answered),
            },
        ),
        IsWord(
            "due",
            "due in the next two weeks",
            "not due in the next two weeks",
            {
                Goal: _goal_due(lambda today: today + DUE_WITHIN),
                Contact: _among(_contact_due),
                Interaction: _among(_promise_due),
                Ask: _ask_due,
            },
        ),
        IsWord(
            "late",
            "whose day has passed",
            "whose day has not passed",
            {Goal: _goal_due(lambda today: today - timedelta(days=1))},
        ),
        IsWord("waiting", "that wait for another", "that wait for nothing", {Goal: _goal_waits}),
        IsWord("blocked", "that wait for another", "that wait for nothing", {Goal: _goal_waits}),
        IsWord(
            "adrift",
            "that serve no vision",
            "that serve a vision",
            {
                Goal: _serves_nothing,
                Challenge: _serves_nothing,
                Win: _serves_nothing,
            },
        ),
        IsWord(
            "unserved",
            "that no goal serves",
            "that a goal serves",
            {Vision: _among(_unserved)},
        ),
        IsWord(
            "quiet",
            "who have gone quiet",
            "who have not gone quiet",
            {Contact: _touched(TouchState.QUIET)},
        ),
        IsWord(
            "reconnect",
            "to reconnect with",
            "with whom you are in touch",
            {Contact: _touched(TouchState.QUIET, TouchState.RECONNECT)},
        ),
        IsWord("current", "that you hold now", "that you do not hold now", {Job: _among(_held)}),
        IsWord("past", "that are over", "that are not over", {Job: _past}),
        IsWord(
            "planned",
            "that are planned",
            "that are not planned",
            {Job: _each(lambda job: isinstance(job, Job) and job.planned)},
        ),
        IsWord("comfort", "in the comfort zone", "not in the comfort zone", _in_zone("comfort")),
        IsWord("stretch", "in the stretch zone", "not in the stretch zone", _in_zone("stretch")),
        IsWord("panic", "in the panic zone", "not in the panic zone", _in_zone("panic")),
        IsWord(
            "new",
            "written down in the last 30 days",
            "not written down in the last 30 days",
            dict.fromkeys(KINDS, _new),
        ),
    )
}
"""Every word, in the order in which they are offered."""


def is_words_of(kinds: tuple[type[Record], ...]) -> dict[str, IsWord]:
    """The words that mean something of one of these kinds."""
    return {name: word for name, word in IS_WORDS.items() if any(kind in word.rules for kind in kinds)}
