"""Who worked where the person did, and when the two of them spoke."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from careertui.domain.career import Career
from careertui.domain.contact import Contact, Interaction
from careertui.domain.index import Index, Memo
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
        self._at = _contacts_at(career)
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
        for contact in self._at.get(key, ()) if key else ():
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


People = Mapping[str, Sequence[Contact]]
"""Contacts by a key, the oldest record first and archived ones last."""


def people_met(career: Career) -> People:
    """The contacts by the id of each job they were met at."""
    return _people_by(career, _met_at, lambda contact: contact.met_at)


def _contacts_at(career: Career) -> People:
    """The contacts by each organisation where they are or were."""
    keys: dict[str, str] = {}  # thousands of contacts share a few hundred organisations

    def organisations(contact: Contact) -> Iterable[str]:
        for name in _organisations(contact):
            if name not in keys:
                keys[name] = organisation_key(name)
        return {keys[name]: None for name in _organisations(contact)}

    return _people_by(career, _organised, organisations)


def _people_by(
    career: Career, kept: Callable[[Career], Memo[People]], keys_of: Callable[[Contact], Iterable[str]]
) -> People:
    """The contacts by some keys, read anew when a contact has changed."""
    in_use, put_away = career.all(Contact), career.archived(Contact)
    memo = career.derived(kept)
    known = memo.get("", in_use, put_away)
    if known is None:
        found: defaultdict[str, list[Contact]] = defaultdict(list)
        for contact in (*in_use, *put_away):
            for key in keys_of(contact):
                found[key].append(contact)
        known = memo.put("", in_use, put_away, dict(found))
    return known


def _met_at(_career: Career) -> Memo[People]:
    return Memo()


def _organised(_career: Career) -> Memo[People]:
    return Memo()


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
