r"""The fields of a kind as data: what the form, the command line and the docs are generated from.

Every field can be written as text and read back. Several values stand one a line; a value of several
parts has them separated by `|`, in the order of the field's help, and a `|` that belongs to the text is
written `\|`.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import short
from careertui.domain.record import LinksTo, Record, Shown

NameOf = Callable[[str], str]
"""From a record's id to the line that names it."""
Find = Callable[[str, tuple[str, ...]], str]
"""From what a person typed, and the kinds it may name, to the id of one record; raises ValueError."""

ReadDate = Callable[[str, "FieldSpec"], PartialDate]
"""From what a person typed into a date field to the date; raises ValueError."""

_UNESCAPED_BAR = re.compile(r"(?<!\\)\|")


class Shape(StrEnum):
    """What a field holds, which decides how it is edited."""

    LINE = auto()
    TEXT = auto()
    LINES = auto()
    INTEGER = auto()
    DECIMAL = auto()
    YES_NO = auto()
    CHOICE = auto()
    DATE = auto()
    LINK = auto()
    LINKS = auto()
    ITEM = auto()
    ITEMS = auto()
    PAIRS = auto()
    DATA = auto()


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a kind.

    Attributes:
        name: the attribute on the record.
        key: its name in the file, in JSON and on the command line; differs where Python needs another.
        shape: what it holds.
        required: whether a record cannot be kept without it.
        shown: its label, help and suggestions.
        choices: the words it may hold, for a choice.
        targets: the kinds it may point at, for links.
        parts: the fields of one value, for values of several parts.
        default: what it holds when nothing is said.
    """

    name: str
    key: str
    shape: Shape
    required: bool
    shown: Shown
    choices: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    parts: tuple[FieldSpec, ...] = ()
    default: Any = None

    @property
    def label(self) -> str:
        """Its name on a form."""
        return self.shown.label

    @property
    def several(self) -> bool:
        """Whether it holds any number of values, one a line."""
        return self.shape in {Shape.LINES, Shape.LINKS, Shape.ITEMS, Shape.PAIRS}


def fields_of(kind: type[Record]) -> tuple[FieldSpec, ...]:
    """The fields a person edits, in the order a form asks for them.

    The kind's own come first, then notes and tags, and after them those that most records do without.
    """
    own = [spec for spec in all_fields(kind) if spec.shown.by_hand]
    common = ("notes", "tags")
    return tuple(
        sorted(
            own,
            key=lambda spec: (
                spec.shown.rare,
                common.index(spec.name) + 1 if spec.name in common else 0,
            ),
        )
    )


@cache
def all_fields(kind: type[BaseModel]) -> tuple[FieldSpec, ...]:
    """Every field of a record or of a value inside one, in the order it is declared."""
    return tuple(_spec(name, info) for name, info in kind.model_fields.items())


def _spec(name: str, info: FieldInfo) -> FieldSpec:
    annotation, metadata = _unwrapped(info.annotation, list(info.metadata))
    shown = next(
        (mark for mark in metadata if isinstance(mark, Shown)), Shown(name.replace("_", " ").capitalize())
    )
    shape, inner = _shape(annotation, shown)
    targets = next((mark.kinds for mark in metadata if isinstance(mark, LinksTo)), ())
    if targets and shape is not Shape.PAIRS:
        shape = Shape.LINKS if shape is Shape.LINES else Shape.LINK
    return FieldSpec(
        name=name,
        key=info.alias or name,
        shape=shape,
        required=info.is_required(),
        shown=shown,
        choices=get_args(inner) if shape is Shape.CHOICE else (),
        targets=targets,
        parts=all_fields(inner) if shape in {Shape.ITEM, Shape.ITEMS} else (),
        default=None if info.is_required() else info.get_default(call_default_factory=True),
    )


def _unwrapped(annotation: Any, metadata: list[Any]) -> tuple[Any, list[Any]]:
    """The annotation without `Annotated` and `| None`, and all that was said beside it."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *said = get_args(annotation)
            metadata += said
        elif get_origin(annotation) in {Union, types.UnionType}:
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation, metadata


def _shape(annotation: Any, shown: Shown) -> tuple[Shape, Any]:
    origin = get_origin(annotation)
    if origin is tuple:
        inner, _ = _unwrapped(get_args(annotation)[0], [])
        return (Shape.ITEMS if _is_model(inner) else Shape.LINES), inner
    if origin is dict:
        return (Shape.PAIRS if shown.by_hand else Shape.DATA), annotation
    if origin is Literal:
        return Shape.CHOICE, annotation
    if _is_model(annotation):
        return Shape.ITEM, annotation
    plain = {PartialDate: Shape.DATE, bool: Shape.YES_NO, int: Shape.INTEGER, float: Shape.DECIMAL}
    if annotation is str:
        return (Shape.TEXT if shown.lines else Shape.LINE), annotation
    return plain.get(annotation, Shape.DATA), annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def heading_field(kind: type[Record]) -> FieldSpec | None:
    """The one field a record of this kind needs, which names it; None where it needs more than a name."""
    needed = [spec for spec in all_fields(kind) if spec.required]
    return needed[0] if len(needed) == 1 and needed[0].shape is Shape.LINE else None


def link_ids(record: Record) -> dict[str, set[str]]:
    """The ids a record points at, by the name of the field; empty fields are left out."""
    found = {
        spec.name: set(ids_in(spec, getattr(record, spec.name))) for spec in linking_fields(type(record))
    }
    return {name: ids for name, ids in found.items() if ids}


@cache
def linking_fields(kind: type[BaseModel]) -> tuple[FieldSpec, ...]:
    """The fields that can point at a record, themselves or in one of their parts."""
    return tuple(
        spec for spec in all_fields(kind) if spec.targets or any(part.targets for part in spec.parts)
    )


def ids_in(spec: FieldSpec, value: Any) -> list[str]:
    """The ids in a field's value, those in parts of it too."""
    if not value:
        return []
    if spec.shape is Shape.LINK:
        return [value]
    if spec.shape is Shape.LINKS or (spec.shape is Shape.PAIRS and spec.targets):
        return list(value)
    if spec.shape is Shape.ITEMS:
        return [
            id_ for item in value for part in spec.parts for id_ in ids_in(part, getattr(item, part.name))
        ]
    return []


def without_link(record: Record, id_: str) -> dict[str, Any]:
    """The changes to a record's fields that take out every mention of an id."""
    changes: dict[str, Any] = {}
    for spec in linking_fields(type(record)):
        value = getattr(record, spec.name)
        if id_ not in ids_in(spec, value):
            continue
        if spec.shape is Shape.LINK:
            changes[spec.name] = None
        elif spec.shape is Shape.PAIRS:
            changes[spec.name] = {key: rating for key, rating in value.items() if key != id_}
        elif spec.shape is Shape.LINKS:
            changes[spec.name] = tuple(link for link in value if link != id_)
        else:
            kept = (
                item for item in value if all(id_ not in ids_in(p, getattr(item, p.name)) for p in spec.parts)
            )
            changes[spec.name] = tuple(kept)
    return changes


# --- text -------------------------------------------------------------------------------------------


def to_text(spec: FieldSpec, value: Any, name_of: NameOf) -> str:
    """A field's value as a person edits it; what `from_text` reads back."""
    if value is None or value in ((), {}):
        return ""
    if spec.shape is Shape.LINK:
        return name_of(value)
    if spec.shape is Shape.LINKS:
        return "\n".join(name_of(link) for link in value)
    if spec.shape is Shape.LINES:
        return "\n".join(value)
    if spec.shape is Shape.ITEM:
        return _item_text(spec, value, name_of)
    if spec.shape is Shape.ITEMS:
        return "\n".join(_item_text(spec, item, name_of) for item in value)
    if spec.shape is Shape.PAIRS:
        left = name_of if spec.targets else str
        return "\n".join(f"{_escaped(left(key))} | {_escaped(str(said))}" for key, said in value.items())
    if spec.shape is Shape.YES_NO:
        return "yes" if value else ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _item_text(spec: FieldSpec, item: Any, name_of: NameOf) -> str:
    parts = [_escaped(to_text(part, getattr(item, part.name), name_of)) for part in spec.parts]
    while parts and not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|") if "|" in text else text


def iso_date(text: str, spec: FieldSpec) -> PartialDate:  # noqa: ARG001 - a ReadDate
    """A date as the file writes it, and no other way.

    Raises:
        ValueError: when it is not one.
    """
    return PartialDate.parse(text)


def from_text(spec: FieldSpec, text: str, find: Find, read_date: ReadDate = iso_date) -> Any:
    """The value that the text describes, for the record's validation to judge.

    Args:
        spec: the field.
        text: what was typed.
        find: finds the records it names.
        read_date: reads the dates in it.

    Raises:
        ValueError: when a number, a date, a link or a choice in it cannot be understood.
    """
    if spec.shape in {Shape.TEXT, Shape.LINE}:
        return text
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if spec.several:
        return _several(spec, lines, find, read_date)
    said = " ".join(lines)
    if not said:
        return False if spec.shape is Shape.YES_NO else spec.default
    if spec.shape is Shape.ITEM:
        return _item(spec, said, find, read_date)
    return _single(spec, said, find, read_date)


def _several(spec: FieldSpec, lines: list[str], find: Find, read_date: ReadDate) -> Any:
    if spec.shape is Shape.LINES:
        return tuple(lines)
    if spec.shape is Shape.LINKS:
        return tuple(find(line, spec.targets) for line in lines)
    if spec.shape is Shape.ITEMS:
        return tuple(_item(spec, line, find, read_date) for line in lines)
    pairs = {}
    for line in lines:
        left, _, right = line.rpartition("|")
        if not left.strip():
            raise ValueError(f"{short(line)!r} needs two parts with | between them")
        left = _plain(left)
        pairs[find(left, spec.targets) if spec.targets else left] = _plain(right)
    return pairs


def _item(spec: FieldSpec, line: str, find: Find, read_date: ReadDate) -> dict[str, Any]:
    said = [_plain(part) for part in _UNESCAPED_BAR.split(line)]
    if len(said) > len(spec.parts):
        raise ValueError(f"{short(line)!r} has more than {len(spec.parts)} parts")
    return {
        part.name: from_text(part, text, find, read_date)
        for part, text in zip(spec.parts, said, strict=False)
        if text
    }


def with_dates_read(spec: FieldSpec, text: str, read_date: ReadDate) -> str:
    """The text with its dates as the file writes them; what is no date, and all the rest, stays as it is."""
    if spec.shape is Shape.DATE:
        return _date_read(spec, text, read_date)
    if not any(part.shape is Shape.DATE for part in spec.parts):
        return text
    return "\n".join(_line_with_dates_read(spec, line, read_date) for line in text.split("\n"))


def _line_with_dates_read(spec: FieldSpec, line: str, read_date: ReadDate) -> str:
    said = _UNESCAPED_BAR.split(line)
    for index, part in enumerate(spec.parts[: len(said)]):
        if part.shape is Shape.DATE:
            said[index] = _date_read(part, said[index], read_date)
    return "|".join(said)


def _date_read(spec: FieldSpec, text: str, read_date: ReadDate) -> str:
    typed = text.strip()
    try:
        return text.replace(typed, str(read_date(typed, spec))) if typed else text
    except ValueError:
        return text


def _plain(part: str) -> str:
    return part.strip().replace("\\|", "|").replace("\\\\", "\\") if "\\|" in part else part.strip()


def _single(spec: FieldSpec, said: str, find: Find, read_date: ReadDate) -> Any:
    if spec.shape is Shape.LINK:
        return find(said, spec.targets)
    if spec.shape is Shape.DATE:
        return read_date(said, spec)
    if spec.shape is Shape.YES_NO:
        return _yes_or_no(said)
    if spec.shape is Shape.CHOICE:
        return _choice(spec, said)
    number = int if spec.shape is Shape.INTEGER else float
    try:
        return number(said)
    except ValueError:
        raise ValueError(f"{short(said)!r} is not a {'whole ' if number is int else ''}number") from None


def _yes_or_no(said: str) -> bool:
    if said.lower() in {"yes", "y", "true", "1", "x"}:
        return True
    if said.lower() in {"no", "n", "false", "0", "-"}:
        return False
    raise ValueError(f"{short(said)!r} is neither yes nor no")


def _choice(spec: FieldSpec, said: str) -> str:
    """The one choice that begins with what was typed."""
    matches = [choice for choice in spec.choices if choice.startswith(said.lower())]
    if said.lower() in matches:
        return said.lower()
    if len(matches) == 1:
        return matches[0]
    raise ValueError(f"{short(said)!r} is not one of {', '.join(spec.choices)}")
