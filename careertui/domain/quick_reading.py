"""Records from documents that say everything as careertui writes it, without pydantic's validators.

To build the validators of a dozen kinds takes longer than all else that reading a small career takes, and
what they make holds every field in a dictionary of the record's own. What is read here follows the fields'
own declarations: their types, their limits, and their validators, which are called. Whatever is not exactly
what pydantic would leave as it is, or breaks a rule, is left to pydantic, which decides and says why. A test
holds the two against each other.
"""

from __future__ import annotations

import inspect
import math
import re
import types
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, lru_cache, partial
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, cast, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator
from pydantic.fields import FieldInfo
from pydantic_core import TzInfo

from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Frozen, LinksTo, Record, Shown

R = TypeVar("R", bound=Record)
Read = Callable[[Any], Any]
"""From a JSON value to that of a field."""

_MOST_SHAPES = 2_000
"""Sets of keys that are remembered for a kind; a career has a few dozen."""
_NOTHING_MORE: dict[str, Any] = {}
"""What is unknown in a record in which nothing is; pydantic copies it before it changes one."""
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?)Z")


class _Unsure(Exception):  # noqa: N818 - no error: pydantic is to decide
    """This is for pydantic to read."""


class _NotKnown(Exception):  # noqa: N818 - the same
    """A declaration that is not known here, so that its whole kind is for pydantic to read."""


class _Said(NamedTuple):
    """What the validator of a field is told: the fields before its own."""

    data: Mapping[str, Any]


class _Step(NamedTuple):
    """How one field comes about.

    Attributes:
        name: the field.
        key: where the document says it; None where it does not, and the default stands.
        read: reads what is said, or copies the default; None when that is shared.
        default: what stands when nothing is said.
        before: the fields before it, where its checks ask.
        checks: validators that see the fields before it.
    """

    name: str
    key: str | None
    read: Read | None
    default: Any
    before: tuple[str, ...] = ()
    checks: tuple[Callable[[Any, _Said], Any], ...] = ()


def quick_record(kind: type[R], document: Mapping[str, Any]) -> R | None:
    """The record of this kind that a document describes; None when it is for pydantic to say.

    Args:
        kind: the kind.
        document: JSON values.
    """
    reader = _reader(kind)
    if reader is None:
        return None
    try:
        return cast("R", reader(document))
    except (_Unsure, ValueError):
        return None


class _Reader:
    """Reads the documents of one kind of record, or of one kind of value within records."""

    def __init__(self, kind: type[Frozen]) -> None:
        if (
            kind.__pydantic_decorators__.model_validators
            or kind.model_post_init is not BaseModel.model_post_init
        ):
            raise _NotKnown
        self._kind = kind
        self._steps = _steps(kind)
        self._shapes: dict[tuple[str, ...], tuple[list[_Step], set[str]]] = {}

    def __call__(self, document: Any) -> Any:
        if type(document) is not dict:
            raise _Unsure
        shape = tuple(document)
        steps, given = self._shapes.get(shape) or self._planned(shape)
        made = self._kind.__new__(self._kind)
        put = object.__setattr__
        # One by one and in one order: so all records of a kind share the table of their names.
        for name, key, read, default, before, checks in steps:
            value = default if key is None else document[key]
            if read is not None:
                value = read(value)
            for check in checks:  # few have any
                value = check(value, _Said({other: getattr(made, other) for other in before}))
            put(made, name, value)
        # The rest of what makes a pydantic record; its copies have their own of these.
        put(made, "__pydantic_fields_set__", given)
        put(made, "__pydantic_extra__", _NOTHING_MORE)
        put(made, "__pydantic_private__", None)
        return made

    def _planned(self, shape: tuple[str, ...]) -> tuple[list[_Step], set[str]]:
        """How documents with these keys are read, and the fields that they give."""
        if not self._steps.keys() >= set(shape) or len(self._shapes) > _MOST_SHAPES:
            raise _Unsure
        steps = []
        for key, step in self._steps.items():
            spec = self._kind.model_fields[step.name]
            if key in shape:
                steps.append(step)
            elif spec.is_required() or spec.default_factory is not None:
                raise _Unsure
            else:
                copy = dict.copy if isinstance(spec.default, dict) else None
                steps.append(_Step(step.name, None, copy, spec.default))
        self._shapes[shape] = steps, {self._steps[key].name for key in shape}
        return self._shapes[shape]


@cache
def _reader(kind: type[Frozen]) -> _Reader | None:
    """The reader of a kind; None when there is something in its declaration that is not known here."""
    try:
        return _Reader(kind)
    except _NotKnown:
        return None


def _steps(kind: type[Frozen]) -> dict[str, _Step]:
    """How each field is read, by the key under which documents have it."""
    checks: dict[str, list[Any]] = {}
    for name, found in kind.__pydantic_decorators__.field_validators.items():
        if found.info.mode != "after":
            raise _NotKnown
        for field in found.info.fields:
            checks.setdefault(field, []).append(_check(getattr(kind, name)))
    steps: dict[str, _Step] = {}
    for name, spec in kind.model_fields.items():
        if spec.alias_priority not in {None, 2} or spec.validate_default:
            raise _NotKnown
        own = tuple(checks.get(name, ()))
        before = tuple(step.name for step in steps.values()) if own else ()
        steps[spec.alias or name] = _Step(name, spec.alias or name, _of_field(spec), None, before, own)
    return steps


def _check(validator: Any) -> Callable[[Any, _Said], Any]:
    """A validator of a record's, which may ask for the value alone."""
    alone = len(inspect.signature(validator).parameters) == 1
    return (lambda value, _: validator(value)) if alone else validator


def _of_field(spec: FieldInfo) -> Read:
    return _with(_of_type(spec.annotation), spec.annotation, spec.metadata)


# --- what values are read as --------------------------------------------------------------------------


def _of_type(kind: Any) -> Read:
    """How values of a type are read."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _with(_of_type(inside[0]), inside[0], _flat(inside[1:]))
    if origin is Literal and all(type(one) is str for one in inside):
        return partial(_one_of, frozenset(inside))
    if origin in {Union, types.UnionType} and len(inside) == 2 and type(None) in inside:  # noqa: PLR2004
        return partial(_maybe, _of_type(next(one for one in inside if one is not type(None))))
    if origin is tuple and len(inside) == 2 and inside[1] is Ellipsis:  # noqa: PLR2004
        return partial(_several, _of_type(inside[0]))
    if origin is dict:
        return partial(_by_key, _of_type(inside[0]), _of_type(inside[1]))
    if isinstance(kind, type) and issubclass(kind, Frozen):
        reader = _reader(kind)
        if reader is not None:
            return reader
    raise _NotKnown


def _flat(metadata: Any) -> list[Any]:
    """What is declared beside a type; pydantic keeps some of it inside a field's description."""
    return [part for one in metadata for part in (one.metadata if isinstance(one, FieldInfo) else [one])]


def _with(read: Read, kind: Any, metadata: list[Any]) -> Read:
    """Reading, with the limits and validators that are declared beside the type, in their order."""
    is_maybe = get_origin(kind) in {Union, types.UnionType}
    first: list[Read] = []
    then: list[Read] = []
    for one in metadata:
        match one:
            case Shown() | LinksTo():
                continue
            case BeforeValidator(func=func):
                first.insert(0, cast("Read", func))
            case AfterValidator(func=func) if not is_maybe:
                then.append(cast("Read", func))
            case MaxLen(max_length=most):
                then.append(partial(_limited, partial(_has_room, most)))
            case MinLen(min_length=least):
                then.append(partial(_limited, partial(_is_filled, least)))
            case Ge(ge=bound):
                then.append(partial(_limited, partial(_is_between, bound, math.inf)))
            case Le(le=bound):
                then.append(partial(_limited, partial(_is_between, -math.inf, bound)))
            case _ if isinstance(pattern := getattr(one, "pattern", None), str):
                then.append(partial(_limited, re.compile(pattern).fullmatch))
            case _:
                raise _NotKnown
    return _in_turn((*first, read, *then))


def _in_turn(parts: tuple[Read, ...]) -> Read:
    """One after the other; written out for as many as there mostly are: here the time goes."""
    match parts:
        case (one,):
            return one
        case (one, two):
            return lambda value: two(one(value))
        case (one, two, three):
            return lambda value: three(two(one(value)))
        case (one, two, three, *more):
            rest = _in_turn(tuple(more))
            return lambda value: rest(three(two(one(value))))
    raise _NotKnown


def _limited(holds: Callable[[Any], Any], value: Any) -> Any:
    if not holds(value):
        raise _Unsure
    return value


def _has_room(most: int, value: Any) -> bool:
    return len(value) <= most


def _is_filled(least: int, value: Any) -> bool:
    return len(value) >= least


def _is_between(least: Any, most: Any, value: Any) -> bool:
    return value is None or least <= value <= most


def _exactly(kind: type) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise _Unsure
        return value

    return read


def _number(value: Any) -> float:
    if type(value) is not float or not math.isfinite(value):
        raise _Unsure
    return value


def _date(value: Any) -> PartialDate:
    if type(value) is not str:
        raise _Unsure
    return PartialDate.parse(value)


def _moment(value: Any) -> datetime:
    if type(value) is not str:
        raise _Unsure
    return _parsed_moment(value)


@lru_cache(maxsize=8192)  # what is saved together is saved at one moment
def _parsed_moment(text: str) -> datetime:
    found = _MOMENT.fullmatch(text)
    if found is None or not text.isascii():
        raise _Unsure
    return datetime.fromisoformat(found[1]).replace(tzinfo=TzInfo(0))


def _one_of(known: frozenset[str], value: Any) -> str:
    if type(value) is not str or value not in known:
        raise _Unsure
    return value


def _maybe(read: Read, value: Any) -> Any:
    return None if value is None else read(value)


def _several(read: Read, value: Any) -> tuple[Any, ...]:
    if type(value) is not list:
        raise _Unsure
    return tuple([read(one) for one in value])


def _by_key(read_key: Read, read: Read, value: Any) -> dict[Any, Any]:
    if type(value) is not dict:
        raise _Unsure
    return {read_key(key): read(one) for key, one in value.items()}


_SIMPLE: dict[Any, Read] = {
    str: _exactly(str),
    int: _exactly(int),
    bool: _exactly(bool),
    float: _number,
    PartialDate: _date,
    AwareDatetime: _moment,
    Any: lambda value: value,
}
