"""A line of capture while it is being taken apart: its marks, its date, the people it names, what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from careertui.domain.contact import Contact, Relation
from careertui.domain.dates_in_words import DateFound, NotOneDateError, date_in_words, find_date
from careertui.domain.identity import new_id
from careertui.domain.job import Job
from careertui.domain.kinds import make
from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import quoted, short
from careertui.domain.vision import Vision
from careertui.errors import RefusedError
from careertui.planner.mentions import (
    ENDS,
    folded,
    job_on,
    jobs_called,
    people_related,
    person_called,
    vision_meant,
)
from careertui.planner.planner import Planner

BETWEEN_NAMES = re.compile(r"\s*[,;&+]\s*|(?:^|\s+)(?:and|with)(?:\s+|$)", re.IGNORECASE)
"""What stands between two people."""
_QUOTED = re.compile(r'"([^"]*)"')
_FIRST_MASK = 0xE000
"""The first of the private characters that stand for quoted words while the rest is taken apart."""


class UnfinishedError(RefusedError):
    """Nothing is wrong with the line but that it is not all there yet."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things a line says, as it was understood.

    Attributes:
        label: what it is about the record: `With`, `On`, `Due`.
        said: what the line says of it.
        new: whether that is a person who is written down for the first time.
    """

    label: str
    said: str
    new: bool = False


class Line:
    """What follows the first words of a line, without `#tag`, `@job` and `!vision`, which it remembers.

    Words within double quotes are no marks. A mark takes as many words as a job or vision is known by.

    Args:
        planner: whom and what the line can mention, and the day it is.
        verb: the words it began with.
        rest: what follows them, with single spaces.
        likely: ids of contacts who are meant where several have the name.

    Attributes:
        rest: what is left to be read.
        tags: the words after `#`.
        new: the people named who are in nobody's contacts yet.

    Raises:
        RefusedError: when a mark means several visions.
        NotFoundError: when it means none, or no job.
    """

    def __init__(self, planner: Planner, verb: str, rest: str, likely: frozenset[str]) -> None:
        self.planner = planner
        self.today = planner.today
        self.verb = verb
        self.tags: list[str] = []
        self.new: list[Contact] = []
        self._likely = likely
        self._jobs: list[list[Job]] = []
        self._visions: list[Vision] = []
        self._quoted: list[str] = []
        self.rest = self._without_marks(_QUOTED.sub(self._masked, rest).split())

    # --- quotes ---------------------------------------------------------------------------------------

    def _masked(self, found: re.Match[str]) -> str:
        """A character that is no word, no mark and no date, in the place of what is quoted."""
        self._quoted.append(found[1])
        return chr(_FIRST_MASK + len(self._quoted) - 1)

    def as_typed(self, text: str, quote: str = '"') -> str:
        """A piece of the line with what is quoted in it, and with other quotes or none around that."""
        for place, words in enumerate(self._quoted):
            text = text.replace(chr(_FIRST_MASK + place), f"{quote}{words}{quote}")
        return clean(text)

    # --- marks ----------------------------------------------------------------------------------------

    def _without_marks(self, words: list[str]) -> str:
        kept: list[str] = []
        at = 0
        while at < len(words):
            word = words[at]
            if not _is_mark(word):
                kept.append(word)
                at += 1
                continue
            at += self._noted(word[0], [word[1:], *words[at + 1 :]])
            if kept and words[at - 1].endswith((",", ";")):  # it parts what stands around the mark
                kept[-1] += ","
        return " ".join(kept)

    def _noted(self, mark: str, words: list[str]) -> int:
        """Remember a mark; returns how many of the words it took."""
        bare = [word.rstrip(ENDS) for word in words]
        if mark == "#":
            self.tags.append(bare[0])
            return 1
        if mark == "@":
            jobs, taken = jobs_called(self.planner, bare)
            self._jobs.append(jobs)
        else:
            vision, taken = vision_meant(self.planner, bare)
            self._visions.append(vision)
        return taken

    def job(self, on: PartialDate | None = None) -> dict[str, Any]:
        """The field of the job after `@`: the one that was held on that date, or else today."""
        if len(self._jobs) > 1:
            raise RefusedError("One line is about one job.", "Leave one of the two @ out.")
        day = on.last if on is not None else self.today
        return {"job": job_on(self._jobs[0], day).id} if self._jobs else {}

    def serves(self) -> dict[str, Any]:
        """The field of the visions after `!`."""
        return {"serves": tuple(vision.id for vision in self._visions)} if self._visions else {}

    def has_no(self, marks: str, kind: str) -> None:
        """Refuse marks that this kind has no field for."""
        for mark, used, what in (("@", self._jobs, "job"), ("!", self._visions, "vision")):
            if mark in marks and used:
                raise RefusedError(f"{kind} does not point at a {what}.", f"Leave the {mark} out.")

    def kind_word(self, choices: Sequence[str]) -> str | None:
        """A tag that is one of the kind's own words; it is then no tag."""
        found = next((tag for tag in self.tags if tag.casefold() in choices), None)
        if found is None:
            return None
        self.tags.remove(found)
        return found.casefold()

    # --- dates and titles -----------------------------------------------------------------------------

    def find(self, text: str, *, past: bool, anywhere: bool = False) -> DateFound | None:
        """The date phrase in a text.

        Raises:
            RefusedError: when it is no single date.
        """
        try:
            return find_date(text, self.today, past=past, anywhere=anywhere)
        except NotOneDateError as error:
            raise RefusedError(str(error), "Words that are no date can stand in quotes.") from error

    def date_at_end(self, *, past: bool) -> PartialDate | None:
        """Take the date at the end out of what is left, if there is one."""
        found = self.find(self.rest, past=past)
        if found is not None:
            self.rest = self.rest[: found.start]
        return found.date if found is not None else None

    def whole_date(self, text: str, *, past: bool) -> PartialDate | None:
        """The date that a text is, when it is nothing else."""
        try:
            return date_in_words(text, self.today, past=past)
        except NotOneDateError as error:
            raise RefusedError(str(error)) from error
        except ValueError:
            return None

    def title(self, missing: str) -> str:
        """What is left, out of its quotes.

        Raises:
            UnfinishedError: when nothing is; `missing` says what.
        """
        alone = len(clean(self.rest)) == 1  # the whole title is quoted, or is a single letter
        said = self.as_typed(self.rest, "" if alone else '"')
        if not said:
            raise UnfinishedError(missing)
        return said

    # --- people ---------------------------------------------------------------------------------------

    def people(self, said: str) -> list[Contact]:
        """The people named, each once; who is in nobody's contacts is in `new` as well.

        Raises:
            RefusedError: when a name means several, or is none.
        """
        named = [self.as_typed(name, "") for name in BETWEEN_NAMES.split(said)]
        found = [self._person(name) for name in named if name.strip(".")]
        return list({person.id: person for person in found}.values())

    def _person(self, name: str) -> Contact:
        if name.casefold().startswith("my "):
            return self._related(name.casefold().removeprefix("my "))
        known = person_called(self.planner, name, self._likely)
        if known is not None:
            return known
        if not any(character.isalpha() for character in name):
            raise RefusedError(f"{quoted(name)} is no name.")
        bare, _, organisation = (
            name.removesuffix(")").partition(" (") if name.endswith(")") else (name, "", "")
        )
        for new in self.new:
            if (folded(new.name), folded(new.organisation)) == (folded(bare), folded(organisation)):
                return new
        said = {"id": new_id(self.planner.now()), "name": bare, "organisation": organisation}
        self.new.append(make(Contact, said))
        return self.new[-1]

    def _related(self, said: str) -> Contact:
        relation = "manager" if said == "boss" else said
        found = people_related(self.planner, relation) if relation in get_args(Relation) else []
        if len(found) != 1:
            how_many = "None" if not found else "More than one"
            raise RefusedError(f"{how_many} of your contacts is your {short(said)}.", "Type the name.")
        return found[0]


def clean(text: str) -> str:
    """Without doubled spaces, and without what parted it from something that was taken out."""
    return " ".join(text.split()).strip(" ,;")


def _is_mark(word: str) -> bool:
    return (
        word[0] in "#@!" and word[1:2].isalnum() and not (word[0] == "#" and word[1:].rstrip(ENDS).isdigit())
    )
