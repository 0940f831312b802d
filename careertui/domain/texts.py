"""What a record says in words, field by field, and folded for comparison: what finding and filtering read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from careertui.domain.fields import FieldSpec, Shape, all_fields
from careertui.domain.record import Record

_WORD = re.compile(r"\w+")
_LEFT_OUT = frozenset({"id"})


def folded(text: str) -> str:
    """The text for comparison: without case, and Latin letters without their accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text.casefold())
    return unicodedata.normalize("NFC", "".join(mark for mark in apart if not "\u0300" <= mark <= "\u036f"))


def words_in(text: str) -> list[str]:
    """The words of a text, without what stands between them."""
    return _WORD.findall(text)


def texts_of(record: Record) -> Iterator[tuple[str, str]]:
    """Everything a record says: the label of a field and one of its texts; ids and numbers are left out."""
    values = record.__dict__
    for name, label, read in _readers(type(record)):
        value = values[name]
        if value:
            for text in read(value):
                if text:
                    yield label, text


def searchable(record: Record) -> str:
    """Its heading and everything else it says, folded, a line each."""
    said = [record.heading]
    values = record.__dict__
    for name, _, read in _readers(type(record)):
        value = values[name]
        if value:
            said += read(value)
    return folded("\n".join(said))


# --- where a text stands ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a record says something that is looked for.

    Attributes:
        label: the field it stands in, as a form names it.
        text: what the field says, as it was typed.
        place: the letter of `text` at which it begins.
    """

    label: str
    text: str
    place: int


def mention(record: Record, wanted: str) -> Mention | None:
    """The first field that has all that is looked for, or else the first of its words; None when none has.

    Args:
        record: the one to read.
        wanted: what is looked for, folded.
    """
    for part in (wanted, *wanted.split()):
        for label, text in texts_of(record):
            found = places(text, part)
            if found:
                return Mention(label, text, found[0][0])
    return None


def places(text: str, wanted: str) -> list[tuple[int, int]]:
    """Everywhere a folded text stands in one as it was typed: the letter it begins at, and the one after."""
    if not wanted:
        return []
    plain = folded(text)
    # Folding seldom changes the number of letters; where it does, each place is looked up letter by letter.
    at = None if len(plain) == len(text) else _origins(text)
    found = []
    for match in re.finditer(re.escape(wanted), plain):
        start, end = match.span()
        if at is None:
            found.append((start, end))
        elif end <= len(at):
            found.append((at[start], at[end - 1] + 1))
    return found


def _origins(text: str) -> list[int]:
    """For each letter of the folded text, the letter of the text it came from."""
    return [place for place, letter in enumerate(text) for _ in folded(letter)]


# --- reading fields --------------------------------------------------------------------------------

Read = Callable[[Any], "list[str]"]


@cache
def _readers(kind: type[Record]) -> tuple[tuple[str, str, Read], ...]:
    """The fields of a kind that say something: the attribute, its label, and how its texts are read."""
    return tuple(
        (spec.name, spec.label, read)
        for spec in all_fields(kind)
        if spec.name not in _LEFT_OUT and (read := _reader(spec)) is not None
    )


def _reader(spec: FieldSpec) -> Read | None:
    if not (spec.shown.by_hand or spec.shape is Shape.ITEMS):
        return None
    if spec.shape in {Shape.LINE, Shape.TEXT, Shape.CHOICE}:
        return lambda value: [value]
    if spec.shape is Shape.LINES:
        return list
    if spec.shape is Shape.PAIRS:
        return lambda value: [said for said in value.values() if isinstance(said, str)]
    if spec.shape in {Shape.ITEM, Shape.ITEMS}:
        return _part_reader(spec)
    return None


def _part_reader(spec: FieldSpec) -> Read | None:
    """How the texts within values of several parts are read."""
    names = [part.name for part in spec.parts if part.shape in {Shape.LINE, Shape.TEXT} and not part.targets]
    if not names:
        return None
    if spec.shape is Shape.ITEM:
        return lambda item: [getattr(item, name) for name in names]
    return lambda items: [getattr(item, name) for item in items for name in names]
