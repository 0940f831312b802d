"""What could come next in a filter line: names of fields, and what may follow each."""

from __future__ import annotations

from collections.abc import Iterator

from careertui.domain.career import Career, board_of
from careertui.domain.completion import Completion
from careertui.domain.fields import Shape
from careertui.domain.filter_checks import Operand, ids_targets, operands_of
from careertui.domain.filter_words import is_words_of
from careertui.domain.inert import inert
from careertui.domain.kinds import kind_named
from careertui.domain.record import Record
from careertui.domain.texts import folded

_MOST = 24
_LONGEST = 60
_SELDOM = frozenset({"tags", "notes", "url", "urls", "picture", "phones", "emails", "pay"})
"""Fields that are not offered: they have a way of their own, or nobody looks for them by name."""


def completion(line: str, kinds: tuple[type[Record], ...], career: Career) -> Completion:
    """What the last term of a line could become; nothing to offer where the line ends in a space.

    Args:
        line: what stands before the cursor.
        kinds: what is being filtered.
        career: whose tags, columns and links are offered.
    """
    start = _start_of_term(line)
    term = line[start:]
    start += term.startswith("-")
    term = term.removeprefix("-")
    if not term:
        return Completion(start, ())
    if term.startswith("#"):
        found = (f"#{tag}" for tag in _tags(kinds, career))
        return Completion(start, _beginning(found, term))
    name, colon, said = term.partition(":")
    if not colon:
        return Completion(start, _beginning(_names(kinds), term))
    values = _beginning(_values(name.casefold(), kinds, career), said.strip('"'))
    return Completion(start, tuple(f"{name}:{_in_quotes(value)}" for value in values))


def _start_of_term(line: str) -> int:
    """Where the last term begins; a space within quotes does not end one."""
    start, is_quoted = 0, False
    for place, letter in enumerate(line):
        is_quoted = is_quoted is not (letter == '"')
        if letter == " " and not is_quoted:
            start = place + 1
    return start


def _beginning(found: Iterator[str], typed: str) -> tuple[str, ...]:
    """Those that begin so, then those with a word that does; each once."""
    wanted = folded(typed)
    first, then = [], []
    for text in dict.fromkeys(found):
        plain = folded(text)
        if plain.startswith(wanted) and plain != wanted:
            first.append(text)
        elif f" {wanted}" in plain:
            then.append(text)
    return tuple((*first, *then)[:_MOST])


def _names(kinds: tuple[type[Record], ...]) -> Iterator[str]:
    yield "is:"
    for kind in kinds:
        for name in operands_of(kind):
            if name not in _SELDOM:
                yield f"{name}:"


def _values(name: str, kinds: tuple[type[Record], ...], career: Career) -> Iterator[str]:
    if name == "is":
        yield from is_words_of(kinds)
        return
    for kind in kinds:
        for operand in operands_of(kind).get(name, ()):
            yield from _values_of(operand, kind, career)


def _values_of(operand: Operand, kind: type[Record], career: Career) -> Iterator[str]:
    if operand.choices:
        yield from operand.choices
    elif operand.shape is Shape.YES_NO:
        yield from ("yes", "no")
    elif operand.name == "column":
        yield from (column.name for column in board_of(career).columns)
    elif operand.spec is not None and ids_targets(operand.spec):
        for target in ids_targets(operand.spec):
            yield from (record.heading[:_LONGEST] for record in career.all(kind_named(target)))
    elif operand.shape is Shape.LINE and operand.name != "title":
        said = (operand.get(record) for record in career.all(kind))
        yield from sorted({text[:_LONGEST] for text in said if text})


def _tags(kinds: tuple[type[Record], ...], career: Career) -> Iterator[str]:
    yield from sorted({tag for kind in kinds for record in career.all(kind) for tag in record.tags})


def _in_quotes(value: str) -> str:
    """A value as it is typed: inert, and in quotes where it would end at its first space."""
    plain = inert(value).replace('"', "")
    return f'"{plain}"' if " " in plain or "," in plain else plain
