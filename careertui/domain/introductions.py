"""Who introduced whom: the small tree around one person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from careertui.domain.career import Career
from careertui.domain.contact import Contact
from careertui.domain.index import Index
from careertui.domain.record import Record


@dataclass(frozen=True, slots=True)
class Introduced:
    """One person in the tree.

    Attributes:
        contact: the person.
        steps: how many introductions lie between them and the person in the middle; negative above.
    """

    contact: Contact
    steps: int


def introductions(career: Career, contact: Contact) -> tuple[Introduced, ...]:
    """Those through whom somebody came, the farthest first; the person; and all who came through them.

    Each is there once, so that people who introduced each other do not go round.
    Only the person is there where nobody introduced anybody.
    """
    seen = {contact.id}
    above = _above(career, contact, seen)
    below = _below(career.derived(introduced), contact, seen)
    return (*reversed(above), Introduced(contact, 0), *below)


def introduced(career: Career) -> dict[str, tuple[Contact, ...]]:
    """Whom each contact introduced, by the contact's id, in the order of their names."""
    index = career.derived(_introduced_by)
    return {id_: tuple(sorted(index.of(id_), key=_by_name)) for id_ in index}


def _introduced_by(career: Career) -> Index[str, Contact]:
    return Index(career, (Contact,), _introducers)


def _introducers(record: Record) -> Iterator[tuple[str, Contact]]:
    if isinstance(record, Contact) and record.archived is None:
        for id_ in record.introduced_by:
            yield id_, record


def _by_name(contact: Contact) -> tuple[str, str]:
    return (contact.name.casefold(), contact.id)


def _above(career: Career, contact: Contact, seen: set[str]) -> list[Introduced]:
    """The introducers, theirs, and so on: level by level, the nearest first."""
    found: list[Introduced] = []
    level, steps = [contact], 0
    while level:
        steps -= 1
        ids = [id_ for person in level for id_ in person.introduced_by]
        level = []
        for id_ in ids:
            person = career.get(id_)
            if isinstance(person, Contact) and id_ not in seen:
                seen.add(id_)
                level.append(person)
        found += [Introduced(person, steps) for person in level]
    return found


def _below(through: dict[str, tuple[Contact, ...]], contact: Contact, seen: set[str]) -> Iterator[Introduced]:
    """Everybody who came through somebody, each followed by their own; no recursion to run out of."""
    waiting = [Introduced(person, 1) for person in reversed(through.get(contact.id, ()))]
    while waiting:
        here = waiting.pop()
        if here.contact.id in seen:
            continue
        seen.add(here.contact.id)
        yield here
        waiting += [
            Introduced(person, here.steps + 1) for person in reversed(through.get(here.contact.id, ()))
        ]
