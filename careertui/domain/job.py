"""Jobs, each a stepping stone: what it was, and what it left behind."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator

from careertui.domain.partial_date import PartialDate
from careertui.domain.record import (
    Frozen,
    Level,
    Line,
    Lines,
    Link,
    Links,
    LinksTo,
    MaybeDate,
    Name,
    Record,
    Shown,
    Text,
    Weight,
)

JobKind = Literal["employment", "freelance", "volunteer", "education", "break"]


class Gained(Frozen):
    """A skill that grew during a job: its level when the job began and when it ended, where known."""

    skill: Annotated[Link, LinksTo("skill")]
    start: Annotated[Level | None, Field(alias="from")] = None
    end: Annotated[Level | None, Field(alias="to")] = None


class ExitCriterion(Frozen):
    """What must be true before leaving, and the day it was."""

    text: Name
    met_on: MaybeDate = None


class Job(Record):
    """A position held, a course of study, volunteering, a break, or one of these that is planned."""

    kind: ClassVar[str] = "job"
    plural: ClassVar[str] = "jobs"

    title: Annotated[Name, Shown("Title")]
    organisation: Annotated[Line, Shown("Organisation")] = ""
    location: Annotated[Line, Shown("Location", rare=True)] = ""
    start: Annotated[MaybeDate, Shown("Start")] = None
    end: Annotated[MaybeDate, Shown("End", "empty while you are there")] = None
    planned: Annotated[bool, Shown("Planned", "not begun: a stone ahead of you")] = False
    job_kind: Annotated[JobKind, Field(alias="kind"), Shown("Kind")] = "employment"
    summary: Annotated[Text, Shown("Summary", lines=True)] = ""
    gained: Annotated[
        tuple[Gained, ...], Shown("Skills gained", "one a line: skill | level before | after")
    ] = ()
    knowledge: Annotated[Lines, Shown("Knowledge", "what you learned about the field, one a line")] = ()
    led_to: Annotated[Links, LinksTo("job", "goal", "vision"), Shown("Led to", "what it made possible")] = ()
    exit_criteria: Annotated[
        tuple[ExitCriterion, ...], Shown("Exit criteria", "one a line: what | met on")
    ] = ()
    values_fit: Annotated[
        dict[Link, Weight], LinksTo("value"), Shown("Values fit", "one a line: value | 1-5", rare=True)
    ] = {}  # noqa: RUF012 - pydantic copies a default for each record
    pay: Annotated[Line, Shown("Pay", "never shown on a board", rare=True)] = ""

    @field_validator("end")
    @classmethod
    def _ends_after_start(cls, end: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        start = info.data.get("start")
        if end is not None and start is not None and end.is_before(start):
            raise ValueError(f"a job cannot end ({end}) before it starts ({start})")
        return end

    @property
    def heading(self) -> str:
        """Its title, and where it was."""
        return f"{self.title}, {self.organisation}" if self.organisation else self.title
