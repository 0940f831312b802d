"""Every kind of record by name, and reading one from data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from careertui.domain.case import Case
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.future import Future
from careertui.domain.goal import Board, Goal
from careertui.domain.job import Job
from careertui.domain.quoting import short
from careertui.domain.record import Record
from careertui.domain.review import Review, WaitingReviews
from careertui.domain.saved_filter import SavedFilter
from careertui.domain.skill import Skill
from careertui.domain.vision import Value, Vision
from careertui.domain.win import Ask, Win
from careertui.errors import InvalidRecordError, NotFoundError

R = TypeVar("R", bound=Record)

KINDS: tuple[type[Record], ...] = (
    Vision,
    Value,
    Goal,
    Skill,
    Job,
    Contact,
    Interaction,
    Challenge,
    Future,
    Win,
    Ask,
    Review,
    Case,
)
"""The twelve kinds a person keeps."""

STORED: tuple[type[Record], ...] = (*KINDS, Board, SavedFilter, WaitingReviews)
"""Every kind in the file: theirs, the board's columns, the filters they named, and what they put off."""

_BY_NAME = {name: kind for kind in STORED for name in (kind.kind, kind.plural)}


def kind_named(name: str) -> type[Record]:
    """The kind with this name, singular or plural, in any case.

    Raises:
        NotFoundError: when there is none, naming those there are.
    """
    try:
        return _BY_NAME[name.lower()]
    except KeyError:
        known = ", ".join(kind.plural for kind in KINDS)
        raise NotFoundError(f"There is no kind {short(name)!r}.", f"The kinds are: {known}.") from None


def make(kind: type[R], data: Mapping[str, Any]) -> R:
    """The record of this kind that the data describes.

    Raises:
        InvalidRecordError: when it breaks a rule, with a sentence for each field concerned.
    """
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        raise invalid(kind, error) from error


def invalid(kind: type[Record], error: ValidationError) -> InvalidRecordError:
    """What pydantic found, in words a person can act on."""
    names = {field.alias or name: name for name, field in kind.model_fields.items()}
    fields: dict[str, str] = {}
    for found in error.errors(include_url=False, include_context=False):
        place = found["loc"]
        field = names.get(str(place[0]), str(place[0])) if place else ""
        where = "".join(f" {int(part) + 1}:" if isinstance(part, int) else "" for part in place[1:])
        fields.setdefault(field, f"{where} {_said(found['type'], found['msg'])}".strip())
    listed = "; ".join(f"{name}: {sentence}" if name else sentence for name, sentence in fields.items())
    return InvalidRecordError(f"This {kind.kind} cannot be kept: {listed}.", fields=fields)


def _said(code: str, message: str) -> str:
    if code == "missing":
        return "is needed"
    if code == "string_pattern_mismatch":
        return "is not the id of a record"
    return message.removeprefix("Value error, ").replace("Input should be ", "should be ")
