"""What a filter asks of one field: each check can say itself in English, and be held against a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from careertui.domain.asked import Asked
from careertui.domain.career import Career, board_of
from careertui.domain.challenge import Challenge
from careertui.domain.fields import FieldSpec, Shape, all_fields, ids_in
from careertui.domain.inert import inert
from careertui.domain.kinds import kind_named
from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import quoted
from careertui.domain.record import THE_EPOCH, Record
from careertui.domain.skill import Skill
from careertui.domain.texts import folded

Check = Callable[[Any], bool]
"""Whether a field's value passes."""
_COMPARED = re.compile(r"(<=|>=|<|>|=)?(.*)", re.DOTALL)
_RANGE = re.compile(r"(.*?)\.\.(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a filter is held against.

    Attributes:
        career: where linked records and the board are looked up.
        today: the day it is.
        asked: what some records say.
        heading: the line that names a record, folded.
    """

    career: Career
    today: date
    asked: Callable[[tuple[Record, ...]], Asked]
    heading: Callable[[Record], str]


@dataclass(frozen=True, slots=True)
class Operand:
    """Something of a kind's records that a filter can ask about.

    Attributes:
        name: as it is typed before the colon.
        label: what a form calls it.
        shape: what it holds.
        get: from a record to its value.
        spec: the field; None for what follows from several fields.
        choices: the words it may hold.
    """

    name: str
    label: str
    shape: Shape
    get: Callable[[Any], Any]
    spec: FieldSpec | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an operand: in words, and as a check once there is something to read.

    Attributes:
        words: what follows the operand's own words: *due* `before 2027`.
        bind: from what is read to the check.
        given: where only that is asked: whether it holds anything.
    """

    words: str
    bind: Callable[[Reading], Check]
    given: bool | None = None


class NotUnderstoodError(ValueError):
    """What was typed after the colon means nothing there; the message says what would."""


def repeated(text: str) -> str:
    """A person's word as a description repeats it: short, inert, in quotes."""
    return inert(quoted(text))


# --- the operands of a kind ------------------------------------------------------------------------


@cache
def operands_of(kind: type[Record]) -> Mapping[str, tuple[Operand, ...]]:
    """What can be asked of a kind, by the name it is typed with; the fields in the order of its form."""
    found: dict[str, tuple[Operand, ...]] = {
        spec.key: (Operand(spec.key, spec.label, spec.shape, _getter(spec.name), spec, spec.choices),)
        for spec in all_fields(kind)
        if spec.shown.by_hand and spec.shape is not Shape.DATA
    }
    for operand in _DERIVED.get(kind, ()):
        found[operand.name] = (operand,)
    for operand in _OF_EVERY_KIND:
        found.setdefault(operand.name, (operand,))
    for alias, names in _ALIASES.items():
        meant = tuple(operand for name in names for operand in found.get(name, ()))
        if meant and alias not in found:
            found[alias] = meant
    return found


def _getter(name: str) -> Callable[[Any], Any]:
    return lambda record: record.__dict__[name]


def _day(name: str) -> Callable[[Any], PartialDate | None]:
    def day(record: Record) -> PartialDate | None:
        moment = record.__dict__[name]
        return None if moment == THE_EPOCH else PartialDate.of(moment.date())

    return day


_OF_EVERY_KIND = (
    Operand("created", "Written down", Shape.DATE, _day("created")),
    Operand("updated", "Changed", Shape.DATE, _day("updated")),
)
_DERIVED: Mapping[type[Record], tuple[Operand, ...]] = {
    Challenge: (
        Operand("discomfort", "Discomfort", Shape.INTEGER, lambda challenge: challenge.discomfort),
        Operand("zone", "Zone", Shape.CHOICE, lambda c: c.zone, None, ("comfort", "stretch", "panic")),
    ),
    Skill: (Operand("level", "Level", Shape.INTEGER, lambda skill: skill.level),),
}
_ALIASES = {
    "at": ("job", "organisation", "met_at", "event"),
    "job": ("organisation", "met_at"),
    "org": ("organisation",),
    "type": ("kind",),
    "state": ("status",),
    "tag": ("tags",),
    "met": ("met_on", "met_where", "met_at"),
    "blocked": ("waits_for",),
    "url": ("urls",),
    "email": ("emails",),
    "phone": ("phones",),
}
"""Names people guess, and the fields they mean where the kind has no field of that name."""


# --- asking ----------------------------------------------------------------------------------------


def ask(operand: Operand, said: str, today: date) -> Question:
    """What was typed after the colon, understood for this operand.

    Raises:
        NotUnderstoodError: when it cannot be.
    """
    if said.casefold() in {"none", "empty"} and said.casefold() not in operand.choices:
        return Question("", lambda _reading: lambda value: not value, given=False)
    if said.casefold() in {"any", "*"}:
        return Question("", lambda _reading: bool, given=True)
    if operand.shape is Shape.DATE:
        return _asked_span(
            said,
            lambda text: _date(text, today),
            _DateWords(),
            "a date, such as 2027, <2027-03 or 2026..2027",
        )
    if operand.shape in {Shape.INTEGER, Shape.DECIMAL}:
        return _asked_span(said, _number, _NumberWords(), "a number, such as 5, >6 or 4..7")
    if operand.shape is Shape.CHOICE:
        return _choice(operand, said)
    if operand.shape is Shape.YES_NO:
        return _yes_or_no(said)
    if operand.spec is not None and ids_targets(operand.spec):
        return _linked(operand.spec, said)
    if operand.name == "column":
        return _column(said)
    return _text(operand, said)


def ids_targets(spec: FieldSpec) -> tuple[str, ...]:
    """The kinds a field, or a part of it, points at."""
    return spec.targets or tuple(kind for part in spec.parts for kind in part.targets)


def _choice(operand: Operand, said: str) -> Question:
    wanted = folded(said)
    meant = [choice for choice in operand.choices if choice == wanted] or [
        choice for choice in operand.choices if wanted and choice.startswith(wanted)
    ]
    if not meant:
        raise NotUnderstoodError(f"one of {', '.join(operand.choices)}")
    words = " or ".join(meant) + (" zone" if operand.name == "zone" else "")
    return Question(words, lambda _reading: frozenset(meant).__contains__)


def _yes_or_no(said: str) -> Question:
    if said.casefold() not in {"yes", "no", "y", "n", "true", "false"}:
        raise NotUnderstoodError("yes or no")
    wanted = said.casefold() in {"yes", "y", "true"}
    return Question("" if wanted else "no", lambda _reading: lambda value: bool(value) is wanted)


def _linked(spec: FieldSpec, said: str) -> Question:
    """Links are asked for by what the record at their other end is called."""
    wanted = folded(said)
    if not wanted:
        raise NotUnderstoodError(f"the name of a {' or '.join(ids_targets(spec))}")

    def bind(reading: Reading) -> Check:
        kinds = [kind_named(name) for name in ids_targets(spec)]
        ids = {
            record.id
            for kind in kinds
            for record in reading.career.all(kind)
            if wanted in reading.heading(record)
        }
        if spec.shape is Shape.LINK:
            return ids.__contains__
        if spec.shape is Shape.LINKS:
            return lambda links: not ids.isdisjoint(links)
        return lambda value: not ids.isdisjoint(ids_in(spec, value))

    return Question(repeated(said), bind)


def _column(said: str) -> Question:
    """A column is asked for by the name it has on the board."""
    wanted = folded(said)
    if not wanted:
        raise NotUnderstoodError("the name of a column")

    def bind(reading: Reading) -> Check:
        keys = {
            column.key
            for column in board_of(reading.career).columns
            if folded(column.name).startswith(wanted) or folded(column.key) == wanted
        }
        return keys.__contains__

    return Question(repeated(said), bind)


def _text(operand: Operand, said: str) -> Question:
    wanted = folded(said)
    if not wanted:
        raise NotUnderstoodError("some of its words")
    several = operand.shape is Shape.LINES
    parts = operand.spec.parts if operand.spec is not None else ()

    def passes(value: Any) -> bool:
        if isinstance(value, str):
            return wanted in folded(value)
        if several:
            return any(wanted in folded(line) for line in value)
        if isinstance(value, dict):
            return any(wanted in folded(str(line)) for line in value.values())
        items = value if isinstance(value, tuple) else (value,) if value is not None else ()
        return any(wanted in folded(str(getattr(item, part.name) or "")) for item in items for part in parts)

    return Question(repeated(said), lambda _reading: passes)


# --- dates and numbers -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Span:
    """Two ends in the order of days or numbers, and how they are said."""

    first: Any
    last: Any
    words: str
    exact: bool


class _DateWords:
    before, after, at_most, at_least = "before {}", "after {}", "in {} or before", "in {} or after"
    between = "from {} to {}"

    @staticmethod
    def at(span: _Span) -> str:
        return f"{'on' if span.exact else 'in'} {span.words}"


class _NumberWords:
    before, after, at_most, at_least = "under {}", "over {}", "at most {}", "at least {}"
    between = "from {} to {}"

    @staticmethod
    def at(span: _Span) -> str:
        return span.words


def _date(text: str, today: date) -> _Span:
    days = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if text.casefold() in days:
        day = today + timedelta(days=days[text.casefold()])
        return _Span(day, day, PartialDate.of(day).words, exact=True)
    when = PartialDate.parse(text)
    return _Span(when.first, when.last, when.words, exact=when.day is not None)


def _number(text: str) -> _Span:
    number = float(text)
    return _Span(number, number, f"{number:g}", exact=True)


def _ends(value: Any) -> tuple[Any, Any]:
    return (value.first, value.last) if isinstance(value, PartialDate) else (value, value)


def _asked_span(
    said: str, read: Callable[[str], _Span], words: _DateWords | _NumberWords, expected: str
) -> Question:
    """A comparison with one end, a range, or a value itself; dates as the days they cover.

    `:2027` and `2026..2027` ask for a day in common; `<` and `>` for no day in common, on that side; `<=`
    and `>=` for none beyond, so that what is due "in 2027" is not due "in March 2027 or before".
    """
    try:
        between = _RANGE.fullmatch(said)
        if between is not None:
            return _asked_range(between[1], between[2], read, words)
        compared = _COMPARED.fullmatch(said)
        sign, text = compared.groups() if compared is not None else (None, said)
        span = read(text.strip())
    except ValueError:
        raise NotUnderstoodError(expected) from None
    passes = _comparison(sign or "=", span)
    template = {"<": words.before, ">": words.after, "<=": words.at_most, ">=": words.at_least}.get(
        sign or ""
    )
    if template is not None and span.exact and sign in {"<=", ">="}:
        template = template.replace("in {}", "on {}")
    return Question(template.format(span.words) if template else words.at(span), lambda _reading: passes)


def _comparison(sign: str, span: _Span) -> Check:
    tests: dict[str, Callable[[Any, Any], bool]] = {
        "<": lambda _first, last: last < span.first,
        ">": lambda first, _last: first > span.last,
        "<=": lambda _first, last: last <= span.last,
        ">=": lambda first, _last: first >= span.first,
        "=": lambda first, last: first <= span.last and last >= span.first,
    }
    test = tests[sign]
    return lambda value: value is not None and test(*_ends(value))


def _asked_range(
    low: str, high: str, read: Callable[[str], _Span], words: _DateWords | _NumberWords
) -> Question:
    first = read(low.strip()) if low.strip() else None
    last = read(high.strip()) if high.strip() else None
    if first is None and last is None:
        raise ValueError("a range needs an end")

    def passes(value: Any) -> bool:
        if value is None:
            return False
        begins, ends = _ends(value)
        return (last is None or begins <= last.last) and (first is None or ends >= first.first)

    if first is not None and last is not None:
        said = words.between.format(first.words, last.words)
    elif first is not None:
        said = words.at_least.format(first.words)
    else:
        said = words.at_most.format(last.words if last is not None else "")
    return Question(said, lambda _reading: passes)
