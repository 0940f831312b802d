"""From the text typed for a record's fields to the values they hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from careertui.cli.parser import option_of
from careertui.domain.contact import Interaction
from careertui.domain.fields import FieldSpec, Find, fields_of, from_text
from careertui.domain.goal import Goal
from careertui.domain.kinds import kind_named
from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import short
from careertui.domain.record import Record
from careertui.domain.review import Review
from careertui.domain.win import Ask, Win
from careertui.errors import InvalidRecordError, NotFoundError
from careertui.planner.planner import Planner

DATED: dict[type[Record], str] = {Interaction: "on", Ask: "on", Win: "on", Review: "of"}
"""The kinds that happen on a day, and the field that says which: today, unless another is given."""


def read_fields(planner: Planner, kind: type[Record], typed: Mapping[str, str]) -> dict[str, Any]:
    """The values of the fields that were typed, by name, for the record's own rules to judge.

    Raises:
        InvalidRecordError: when a date, a number or a word among choices cannot be understood.
        NotFoundError: when a link names no record, or several; or a goal's column is not on the board.
    """
    find = finder(planner)
    return {
        spec.name: _read(planner, kind, spec, typed[spec.name], find)
        for spec in fields_of(kind)
        if spec.name in typed
    }


def with_today(kind: type[Record], values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The values of a new record, with the day it happened on when none was given."""
    field = DATED.get(kind)
    if field is None or field in values:
        return dict(values)
    day = first_day(values.get("period", "week"), today) if kind is Review else today
    return {field: PartialDate.of(day), **values}


def first_day(period: str, today: date) -> date:
    """The first day of the week, quarter or year that today is in; weeks begin on Monday, as in ISO 8601."""
    if period == "week":
        return today - timedelta(days=today.weekday())
    return date(today.year, 1 if period == "year" else (today.month - 1) // 3 * 3 + 1, 1)


def finder(planner: Planner) -> Find:
    """How a link's text is read: an id, its beginning or a heading, among the kinds it may point at."""

    def find(said: str, kinds: tuple[str, ...]) -> str:
        found: list[Record] = []
        missing: list[NotFoundError] = []
        for name in kinds:
            try:
                found.append(planner.find(kind_named(name), said))
            except NotFoundError as error:
                missing.append(error)
        if not found:
            raise missing[0]
        if len(found) > 1:
            some = ", ".join(f"{record.kind} {record.id}" for record in found)
            raise NotFoundError(f"{len(found)} records answer to {short(said)!r}.", f"Say which: {some}.")
        return found[0].id

    return find


def _read(planner: Planner, kind: type[Record], spec: FieldSpec, text: str, find: Find) -> Any:
    try:
        value = from_text(spec, text, find)
        return _column(planner, value) if kind is Goal and spec.name == "column" else value
    except NotFoundError as error:
        raise NotFoundError(f"{option_of(spec)}: {error.message}", error.hint) from error
    except ValueError as error:
        raise InvalidRecordError(f"{option_of(spec)}: {error}.", fields={spec.name: str(error)}) from error


def _column(planner: Planner, said: str) -> str:
    """The key of the column the person means; they know it by its name."""
    columns = planner.board.columns
    wanted = said.strip().casefold()
    for column in columns:
        if wanted in {column.key.casefold(), column.name.casefold()}:
            return column.key
    named = ", ".join(column.name for column in columns)
    raise NotFoundError(f"There is no column {short(said)!r}.", f"The columns are: {named}.")
