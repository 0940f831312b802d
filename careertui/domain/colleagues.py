"""Who worked where the person did, and when the two of them spoke."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from careertui.domain.career import Career
from careertui.domain.contact import Contact, Interaction
from careertui.domain.index import Index, Lasting, Memo
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.staying_in_touch import talks_by_person
from careertui.domain.texts import folded


def organisation_key(name: str) -> str:
    """An organisation for comparison: `ACME  Corp.` is `Acme Corp`; empty where there is none."""
    return " ".join(folded(name).split()).rstrip(".")


class Colleagues:
    """The contacts at each organisation, and the days they were spoken with.

    Read once for all the jobs. Archived contacts and conversations count like the others.
    """

    def __init__(self, career: Career) -> None:
        self._at = career.derived(_people_at)
        self._talks = career.derived(talks_by_person)
        self._put_away = career.derived(_put_away)

    def spoken_with(
        self, organisation: str, first: date, last: date
    ) -> Iterator[tuple[Contact, PartialDate]]:
        """The contacts with whom a conversation took place between two days while both may have been there.

        That is what they are recorded as now, or an earlier position that may have lasted on that day. With
        each comes when the first such conversation took place.
        """
        key = organisation_key(organisation)
        for contact in self._at.of(key) if key else ():
            days = [on for on in self._days(contact) if on.last >= first and on.first <= last]
            tied = min(
                (on for on in days if _was_at(contact, key, on)), key=lambda on: on.sort_key, default=None
            )
            if tied is not None:
                yield contact, tied

    def _days(self, contact: Contact) -> list[PartialDate]:
        """When somebody was spoken with."""
        return [*(talk.on for talk in self._talks.of(contact.id)), *self._put_away.of(contact.id)]


def _put_away(career: Career) -> Index[str, PartialDate]:
    """When the archived conversations with each person took place."""
    return Index(career, (Interaction,), _put_away_with)


def _put_away_with(record: Record) -> Iterator[tuple[str, PartialDate]]:
    if isinstance(record, Interaction) and record.archived is not None:
        for id_ in record.people:
            yield id_, record.on


class People(Lasting):
    """Contacts by a key, the oldest record first and archived ones last."""

    def __init__(self, career: Career, rule: Callable[[Career], Index[str, Contact]]) -> None:
        self._rule = rule
        self._index = career.derived(rule)
        self._known: Memo[tuple[Contact, ...]] = Memo()

    def keep_up(self, career: Career) -> None:
        """Have the index take in what has changed."""
        self._index = career.derived(self._rule)

    def of(self, key: str) -> tuple[Contact, ...]:
        """Those under a key; ids sort by the time they were made."""
        group = self._index.group(key)
        known = self._known.get(key, group, group)
        return self._known.put(key, group, group, self._sorted(key)) if known is None else known

    def _sorted(self, key: str) -> tuple[Contact, ...]:
        people = self._index.of(key)
        return tuple(sorted(people, key=lambda contact: (contact.archived is not None, contact.id)))


def people_met(career: Career) -> People:
    """The contacts by the id of each job they were met at."""
    return career.derived(_people_met)


def _people_met(career: Career) -> People:
    return People(career, _met_at)


def _met_at(career: Career) -> Index[str, Contact]:
    return Index(career, (Contact,), _jobs_of)


def _jobs_of(record: Record) -> Iterator[tuple[str, Contact]]:
    if isinstance(record, Contact):
        for job_id in record.met_at:
            yield job_id, record


def _people_at(career: Career) -> People:
    return People(career, _contacts_at)


def _contacts_at(career: Career) -> Index[str, Contact]:
    """The contacts by each organisation where they are or were."""
    keys: dict[str, str] = {}  # thousands of contacts share a few hundred organisations

    def organisations(record: Record) -> Iterator[tuple[str, Contact]]:
        if isinstance(record, Contact):
            names = _organisations(record)
            keys.update({name: organisation_key(name) for name in names if name not in keys})
            for key in dict.fromkeys(keys[name] for name in names):
                yield key, record

    return Index(career, (Contact,), organisations)


def _organisations(contact: Contact) -> tuple[str, ...]:
    """Where somebody is and was."""
    if not contact.positions:
        return (contact.organisation,)
    return (contact.organisation, *(position.organisation for position in contact.positions))


def _was_at(contact: Contact, key: str, on: PartialDate) -> bool:
    """Whether a contact may have been at an organisation on a day, as far as anybody wrote down."""
    return organisation_key(contact.organisation) == key or any(
        organisation_key(position.organisation) == key
        and not (position.start is not None and position.start.is_after(on))
        and not (position.end is not None and position.end.is_before(on))
        for position in contact.positions
    )
