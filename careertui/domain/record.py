"""The base of every record, and the words its fields use to describe themselves.

A field says once what it is: its type, and beside it `Shown` (how a form, the command line and the docs
name it) and `LinksTo` (which kinds of record it points at). Everything else is derived in `fields.py`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, Self

import orjson
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from careertui.domain.partial_date import PartialDate

THE_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for "not known when" in documents that something else than careertui wrote."""

LONGEST_TEXT = 1_000_000
"""Characters a field may hold: beyond any note written by hand, and short of what stalls a terminal."""

_SEVERAL_LINES = re.compile("[\t\n\v\f\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Shown:
    """How a field appears to a person.

    Attributes:
        label: its name on a form.
        help: one line under it; empty when the label says it all.
        lines: whether it holds several lines of text.
        suggestions: words offered for it; any other is as good.
        by_hand: whether a person edits it; the rest is kept by the rules of the record.
        rare: whether most records of the kind do without it; a form shows it below the others.
        ahead: for a date, whether it lies ahead, so that "friday" means the next one and not the last.
    """

    label: str
    help: str = ""
    lines: bool = False
    suggestions: tuple[str, ...] = ()
    by_hand: bool = True
    rare: bool = False
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class LinksTo:
    """A field whose ids name records of these kinds."""

    kinds: tuple[str, ...]

    def __init__(self, *kinds: str) -> None:
        object.__setattr__(self, "kinds", kinds)


def _one_line(text: str) -> str:
    # Nothing that breaks a line is printable, and to ask that first is quicker.
    breaks = not text.isprintable() and _SEVERAL_LINES.search(text)
    return " ".join(text.split()) if breaks else text.strip()


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError("cannot be empty")
    return text


def _without_doubles(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))


def _none_when_empty(value: Any) -> Any:
    return None if value == "" else value


Line = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(_one_line)]
"""Text on one line; line breaks typed or pasted into it become spaces."""
Name = Annotated[Line, AfterValidator(_not_empty)]
"""A line that cannot be empty."""
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
"""Text of any number of lines; notes are Markdown."""
Lines = Annotated[tuple[Name, ...], AfterValidator(_without_doubles)]
"""Several lines, each once, in the order given."""
Link = Annotated[str, Field(pattern=r"^[0-7][0-9A-HJKMNP-TV-Z]{25}$")]
"""The id of another record."""
Links = Annotated[tuple[Link, ...], AfterValidator(_without_doubles)]
"""Ids of other records, each once, in the order given."""
MaybeDate = Annotated[PartialDate | None, BeforeValidator(_none_when_empty)]
"""A partial date, or none."""
Discomfort = Annotated[int, Field(ge=1, le=10)]
"""How uncomfortable something is, from 1 (at ease) to 10 (panic)."""
Level = Annotated[int, Field(ge=0, le=5)]
"""Skill, from 0 (none) to 5 (others learn it from me)."""
Weight = Annotated[int, Field(ge=1, le=5)]
"""Importance or fit, from 1 (little) to 5 (essential)."""


class Frozen(BaseModel):
    """A frozen value inside a record. Fields a newer careertui wrote are kept."""

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        allow_inf_nan=False,
        defer_build=True,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )

    def revised(self, **changes: Any) -> Self:
        """A copy with these fields changed, held against its rules.

        Raises:
            pydantic.ValidationError: when the changed value breaks one.
        """
        return type(self).model_validate({**dict(self), **(self.model_extra or {}), **changes})


class Source(Frozen):
    """Where an imported record came from, so that importing it again changes nothing.

    Attributes:
        importer: the format, such as `jsonresume`.
        key: names the entry within that format, the same at every import.
        digest: of the fields as imported, which tells a record edited since from an untouched one.
    """

    importer: Name
    key: Name
    digest: str = ""


class Record(Frozen):
    """What every record has, whatever its kind.

    `id`, `created`, `updated` and `version` are set by the planner, never by hand; `version` counts the
    record's changes from 1, and 0 marks a record that has not been kept yet.
    """

    kind: ClassVar[str]
    plural: ClassVar[str]
    most_open: ClassVar[int | None] = None
    """How many of the kind may be open at once, that is not archived; None for any number."""

    id: Annotated[str, Shown("Id", by_hand=False)] = ""
    created: Annotated[AwareDatetime, Shown("Created", by_hand=False)] = THE_EPOCH
    updated: Annotated[AwareDatetime, Shown("Updated", by_hand=False)] = THE_EPOCH
    version: Annotated[int, Field(ge=0), Shown("Version", by_hand=False)] = 0
    archived: Annotated[AwareDatetime | None, Shown("Archived", by_hand=False)] = None
    source: Annotated[Source | None, Shown("Source", by_hand=False)] = None
    tags: Annotated[Lines, Shown("Tags", "one word each")] = ()
    notes: Annotated[Text, Shown("Notes", "Markdown", lines=True)] = ""

    @property
    def heading(self) -> str:
        """The line that names this record wherever it is mentioned."""
        raise NotImplementedError

    def settled(self, before: Self | None, today: date) -> Self:  # noqa: ARG002 - kinds that need them do
        """The record with the fields that follow from a change, such as a goal's column history.

        Args:
            before: the record as it was kept until now; None when it is new.
            today: the day of the change.
        """
        return self

    def content_digest(self) -> str:
        """A digest of what the record says, without its id, times, version and source."""
        said = self.model_dump(
            mode="json",
            exclude={"id", "created", "updated", "version", "archived", "source"},
            exclude_defaults=True,
        )
        return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]
