"""What the word being typed in a line of capture could become: a name, a `#tag`, an `@job`, a `!vision`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from careertui.domain.career import Career
from careertui.domain.completion import Completion
from careertui.domain.contact import Contact
from careertui.domain.job import Job
from careertui.domain.kinds import KINDS
from careertui.domain.staying_in_touch import touches
from careertui.domain.vision import Vision
from careertui.planner.capture import TALKS
from careertui.planner.capture_line import BETWEEN_NAMES
from careertui.planner.mentions import folded, names, with_organisation

MOST = 5
"""How many completions are offered."""
BEGINNINGS = (
    "met", "called", "emailed", "messaged", "talked to", "coffee with", "meeting with", "call with",
    "goal", "win", "challenge", "ask", "asked", "skill", "vision",
)  # fmt: skip
"""The words a line can begin with, as they are offered."""
KIND_WORDS = ("learning", "network", "role", "project", "habit")
"""The tags that set the kind of a goal."""

_MARK = re.compile(r"(?<!\S)(?P<mark>[#@!])(?P<typed>[^#@!\"]*)$")
_NAMING = re.compile(rf"(?:i )?(?:{'|'.join(words for words, *_ in TALKS)}|asked|ask)\s+", re.IGNORECASE)
_NAMED = re.compile(
    r"\s(?:at|in|on|about|regarding|re:?|for|to|if|whether)\s|:\s|follow[- ]?up", re.IGNORECASE
)
_NEEDS_QUOTES = re.compile(rf"{BETWEEN_NAMES.pattern}|{_NAMED.pattern}|(?<!\S)[#@!]", re.IGNORECASE)


def completions(career: Career, typed: str, today: date) -> Completion:
    """How the word at the end of what has been typed could go on.

    Args:
        career: the people, jobs, visions and tags there are.
        typed: the line up to the cursor.
        today: the day it is.
    """
    mark = _MARK.search(typed)
    if mark is not None:
        wanted = _WANTED[mark["mark"]](career, folded(mark["typed"]))
        if wanted or " " not in mark["typed"]:
            return Completion(mark.start("typed"), tuple(wanted[:MOST]))
    naming = _NAMING.match(typed)
    if naming is None:
        begun = typed.casefold()
        return Completion(
            0, tuple(f"{word} " for word in BEGINNINGS if begun and word.startswith(begun))[:MOST]
        )
    rest = typed[naming.end() :]
    start = max((match.end() for match in BETWEEN_NAMES.finditer(rest)), default=0)
    fragment = rest[start:]
    if not fragment.strip() or _NAMED.search(f" {fragment} ") or _NAMED.search(rest[:start]):
        return Completion(len(typed))
    return Completion(naming.end() + start, _people(career, folded(fragment), today))


def typed_name(career: Career, contact: Contact) -> str:
    """A contact's name as a line says it: with the organisation where it is shared, quoted if need be."""
    shared = len(career.derived(names).whole.get(folded(contact.name), ())) > 1
    name = with_organisation(contact) if shared else contact.name
    return f'"{name}"' if _NEEDS_QUOTES.search(name) else name


def talk_with(career: Career, people: Iterable[Contact]) -> str:
    """How a line about a talk with these people begins."""
    return f"met {' and '.join(typed_name(career, person) for person in people)} "


def _people(career: Career, wanted: str, today: date) -> tuple[str, ...]:
    """The names that begin with it, then those with a word that does, each the latest talked to first."""
    found = []
    for order, (name, contact) in enumerate(career.derived(by_recency, today)):
        if name != wanted and f" {wanted}" in f" {name}":
            found.append((not name.startswith(wanted), order, contact))
    return tuple(typed_name(career, contact) for *_, contact in sorted(found, key=lambda e: e[:2])[:MOST])


def by_recency(career: Career, today: date) -> tuple[tuple[str, Contact], ...]:
    """Everybody with their folded name, the latest talked to first; to be read through `Career.derived`."""
    known = sorted(
        career.derived(touches, today),
        key=lambda touch: touch.last.first if touch.last else date.min,
        reverse=True,
    )
    return tuple((folded(touch.contact.name), touch.contact) for touch in known)


def tags(career: Career) -> tuple[str, ...]:
    """The tags in use, the most used first, and the kinds of goals; to be read through `Career.derived`."""
    counts = dict.fromkeys(KIND_WORDS, 0)
    for kind in KINDS:
        for record in career.all(kind):
            for tag in record.tags:
                if " " not in tag:
                    counts[tag] = counts.get(tag, 0) + 1
    return tuple(sorted(counts, key=lambda tag: -counts[tag]))


def _tags(career: Career, wanted: str) -> list[str]:
    return [f"{tag} " for tag in career.derived(tags) if folded(tag).startswith(wanted)]


def _jobs(career: Career, wanted: str) -> list[str]:
    """Organisations and titles, the latest begun first."""
    jobs = sorted(career.all(Job), key=lambda job: job.start.first if job.start else date.max, reverse=True)
    return _begun_with(wanted, (name for job in jobs for name in (job.organisation, job.title)))


def _visions(career: Career, wanted: str) -> list[str]:
    return _begun_with(wanted, (vision.title for vision in career.all(Vision)))


def _begun_with(wanted: str, spelled: Iterable[str]) -> list[str]:
    """The names that begin with it, then those with a word that does; not what is there in full already."""
    distinct = list(dict.fromkeys(name for name in spelled if name))
    found = [
        name for name in distinct if f" {wanted}" in f" {folded(name)}" and folded(name) != wanted.strip()
    ]
    return [f"{name} " for name in sorted(found, key=lambda name: not folded(name).startswith(wanted))]


_WANTED = {"#": _tags, "@": _jobs, "!": _visions}
