"""Whom and what a sentence means: names among the contacts, `@job` and `!vision` among the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from careertui.domain import texts
from careertui.domain.career import Career
from careertui.domain.contact import Contact
from careertui.domain.job import Job
from careertui.domain.quoting import quoted, short
from careertui.domain.record import Record
from careertui.domain.vision import Vision
from careertui.errors import NotFoundError, RefusedError

R = TypeVar("R", bound=Record)
MOST_NAMED = 4
"""Candidates that a refusal names."""
ENDS = ",;."
"""What may follow a word without being part of it."""
LONGEST_MENTION = 12
"""Words of the longest name of a job or a vision that is looked for."""


def folded(text: str) -> str:
    """For comparison: as finding and filtering fold it, and without doubled spaces."""
    return " ".join(texts.folded(text).split())


# --- people -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Names:
    """The people one knows by what they can be called.

    Attributes:
        whole: by the whole name.
        words: by every word of the name.
        away: the whole names of archived contacts.
    """

    whole: dict[str, list[Contact]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, list[tuple[tuple[str, ...], Contact]]] = field(default_factory=lambda: defaultdict(list))
    away: dict[str, Contact] = field(default_factory=dict)


def names(career: Career) -> Names:
    """Everybody by what they can be called; to be read through `Career.derived`."""
    found = Names()
    for contact in career.all(Contact):
        name = folded(contact.name)
        found.whole[name].append(contact)
        words = tuple(name.split())
        for word in dict.fromkeys(words):
            found.words[word].append((words, contact))
    for contact in career.archived(Contact):
        found.away[folded(contact.name)] = contact
    return found


def with_organisation(contact: Contact) -> str:
    """What tells a person from another of that name: `Ada Lovelace (Analytical Engines)`."""
    return f"{contact.name} ({contact.organisation})" if contact.organisation else contact.name


def person_called(career: Career, said: str, likely: frozenset[str] = frozenset()) -> Contact | None:
    """The contact that a name means; None when nobody is called that.

    The whole name comes first, then the words it begins with (`Ada`, `Ada L.`), then a last name by itself.
    An organisation in brackets tells two of one name apart.

    Args:
        career: the contacts.
        said: the name as typed, case and accents as they come.
        likely: ids of contacts who are meant where several answer.

    Raises:
        RefusedError: when several answer to it, or the one who does is archived.
    """
    known = career.derived(names)
    name, _, organisation = folded(said).removesuffix(")").partition(" (")
    found = known.whole.get(name) or _begun(known, name) or _called_in_part(known, name)
    found = [contact for contact in found if folded(contact.organisation).startswith(organisation)]
    found = [contact for contact in found if contact.id in likely] or found
    if len(found) > 1:
        some = " or ".join(quoted(with_organisation(contact), 60) for contact in found[:MOST_NAMED])
        more = f", and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
        raise RefusedError(
            f"{len(found)} people answer to {quoted(said)}: {some}{more}.", "Type more of the name."
        )
    if not found and name in known.away:
        raise RefusedError(
            f"{quoted(said, 60)} is among your contacts, archived.",
            "Bring them back first, and write this again.",
        )
    return found[0] if found else None


def _begun(known: Names, name: str) -> list[Contact]:
    """Whose name begins with these words; the last may be an initial."""
    typed = name.split()
    initial = typed[-1].rstrip(".") if len(typed) > 1 and len(typed[-1].rstrip(".")) == 1 else ""
    whole = typed[:-1] if initial else typed
    return [
        contact
        for words, contact in known.words.get(typed[0] if typed else "", ())
        if list(words[: len(whole)]) == whole
        and (not initial or (len(words) > len(whole) and words[len(whole)].startswith(initial)))
    ]


def _called_in_part(known: Names, name: str) -> list[Contact]:
    return [contact for _, contact in known.words.get(name, ())]


def people_related(career: Career, relation: str) -> list[Contact]:
    """The contacts who stand in a relation to the person: the mentors, the managers."""
    return [contact for contact in career.all(Contact) if contact.relation == relation]


# --- jobs and visions -------------------------------------------------------------------------------------


def jobs_called(career: Career, words: Sequence[str]) -> tuple[list[Job], int]:
    """The jobs whose title or organisation begins with these words, and how many of the words it took.

    Raises:
        NotFoundError: when there is none.
    """
    found, taken = _meant(
        [(job, (job.title, job.organisation, job.heading)) for job in career.all(Job)], words
    )
    if not found:
        raise NotFoundError(
            f"No job answers to “@{short(words[0])}”.", _those_there_are("@", career.all(Job))
        )
    return found, taken


def job_on(jobs: Sequence[Job], on: date) -> Job:
    """The one of some jobs that was held on a day: several roles at one organisation are several jobs.

    Raises:
        RefusedError: when several were.
    """
    held = [job for job in jobs if _held(job, on)] if len(jobs) > 1 else jobs
    if len(held) > 1:
        raise RefusedError(f"{len(held)} jobs answer to that: {_named(held)}.", "Type the title after @.")
    return held[0] if held else max(jobs, key=_begun_on)


def vision_meant(career: Career, words: Sequence[str]) -> tuple[Vision, int]:
    """The vision that `!` and these words mean, and how many of the words its title took.

    Raises:
        NotFoundError: when none answers.
        RefusedError: when several do.
    """
    found, taken = _meant([(vision, (vision.title,)) for vision in career.all(Vision)], words)
    if not found:
        raise NotFoundError(
            f"No vision answers to “!{short(words[0])}”.", _those_there_are("!", career.all(Vision))
        )
    if len(found) > 1:
        said = short(" ".join(words[:taken]))
        raise RefusedError(f"{len(found)} visions answer to “!{said}”: {_named(found)}.", "Type more.")
    return found[0], taken


def _meant(named: Iterable[tuple[R, Sequence[str]]], words: Sequence[str]) -> tuple[list[R], int]:
    """The records that the most of the words are the beginning of; else one with a word begun so."""
    spelled = [(record, [_without_ends(name) for name in its if name]) for record, its in named]
    for count in range(min(len(words), LONGEST_MENTION), 0, -1):
        wanted = folded(" ".join(words[:count]))
        found = [record for record, its in spelled if wanted in its]
        found = found or [
            record for record, its in spelled if any(f"{i} ".startswith(f"{wanted} ") for i in its)
        ]
        if found:
            return found, count
    wanted = folded(words[0]).replace("-", " ") if words else ""
    begun = [record for record, its in spelled if any(name.startswith(wanted) for name in its)]
    within = [record for record, its in spelled if any(f" {wanted}" in name for name in its)]
    return begun or within, 1


def _without_ends(name: str) -> str:
    return " ".join(word.rstrip(ENDS) for word in folded(name).split())


def _held(job: Job, on: date) -> bool:
    begun = job.start is not None and job.start.first <= on
    return begun and not job.planned and (job.end is None or job.end.last >= on)


def _begun_on(job: Job) -> tuple[bool, date]:
    return (not job.planned, job.start.first if job.start else date.min)


def _named(records: Sequence[Record]) -> str:
    return ", ".join(quoted(record.heading, 60) for record in records[:MOST_NAMED])


def _those_there_are(mark: str, records: Sequence[Record]) -> str:
    if not records:
        return "There is none yet."
    return f"After {mark} goes the beginning of one of yours: {_named(records[::-1])}."
