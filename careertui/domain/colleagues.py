"""Who worked where the person did, and when the two of them spoke."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from careertui.domain.career import Career
from careertui.domain.contact import Contact, Interaction
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.staying_in_touch import talks_by_person
from careertui.domain.texts import folded


def organisation_key(name: str) -> str:
    """An organisation for comparison: `ACME  Corp.` is `Acme Corp`; empty where there is none."""
    return " ".join(folded(name).split()).rstrip(".")


class Colleagues:
    """The contacts at each organisation where the person has a job, and the days they were spoken with.

    Read once for all the jobs. Archived contacts and conversations count like the others.
    """

    def __init__(self, career: Career) -> None:
        self._at: dict[str, dict[str, Contact]] = {
            key: {} for job in career.all(Job) if (key := organisation_key(job.organisation))
        }
        self._note_contacts(career)
        self._talks = career.derived(talks_by_person)
        self._put_away: defaultdict[str, list[PartialDate]] = defaultdict(list)
        for talk in career.archived(Interaction):
            for id_ in talk.people:
                self._put_away[id_].append(talk.on)

    def spoken_with(self, organisation: str, first: date, last: date) -> Iterator[Contact]:
        """The contacts with whom a conversation took place between two days while both may have been there.

        That is what they are recorded as now, or an earlier position that may have lasted on that day.
        """
        key = organisation_key(organisation)
        for contact in self._at.get(key, {}).values():
            days = [on for on in self._days(contact) if on.last >= first and on.first <= last]
            if any(_was_at(contact, key, on) for on in days):
                yield contact

    def _days(self, contact: Contact) -> list[PartialDate]:
        """When somebody was spoken with."""
        talks = self._talks.of(contact.id)
        return [*(talk.on for talk in talks), *self._put_away.get(contact.id, ())]

    def _note_contacts(self, career: Career) -> None:
        keys: dict[str, str] = {}  # thousands of contacts share a few hundred organisations
        for contact in (*career.all(Contact), *career.archived(Contact)):
            for name in _organisations(contact):
                if name not in keys:
                    keys[name] = organisation_key(name)
                if keys[name] in self._at:
                    self._at[keys[name]][contact.id] = contact


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
