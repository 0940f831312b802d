"""People, and what passed between them and the person."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AwareDatetime, Field, ValidationInfo, field_validator

from careertui.domain.partial_date import PartialDate
from careertui.domain.record import (
    Frozen,
    Line,
    Lines,
    Links,
    LinksTo,
    MaybeDate,
    Name,
    Record,
    Shown,
    Text,
)

Relation = Literal["mentor", "peer", "manager", "report", "sponsor", "recruiter", "friend", "other"]
Channel = Literal["coffee", "call", "message", "email", "meeting", "event", "other"]
Days = Annotated[int, Field(ge=1, le=36_500)]


class Cadence(Frozen):
    """How often to be in touch: ideally every so many days, and at most that many apart."""

    ideal: Days
    at_most: Days | None = None

    @field_validator("at_most")
    @classmethod
    def _not_under_ideal(cls, at_most: int | None, info: ValidationInfo) -> int | None:
        if at_most is not None and at_most < info.data.get("ideal", at_most):
            raise ValueError("the most days apart cannot be fewer than the ideal")
        return at_most


class Position(Frozen):
    """Where a contact worked, as far as the person knows."""

    organisation: Line = ""
    title: Line = ""
    start: MaybeDate = None
    end: MaybeDate = None


class Contact(Record):
    """Someone the person knows."""

    kind: ClassVar[str] = "contact"
    plural: ClassVar[str] = "contacts"

    name: Annotated[Name, Shown("Name")]
    organisation: Annotated[Line, Shown("Organisation")] = ""
    title: Annotated[Line, Shown("Title", "what they do there")] = ""
    relation: Annotated[Relation, Shown("Relation")] = "other"
    cadence: Annotated[Cadence | None, Shown("In touch every", "days | at most, such as 60 | 120")] = None
    emails: Annotated[Lines, Shown("Emails", "one a line")] = ()
    phones: Annotated[Lines, Shown("Phones", "one a line")] = ()
    urls: Annotated[Lines, Shown("Links", "one a line", rare=True)] = ()
    location: Annotated[Line, Shown("Location", rare=True)] = ""
    met_on: Annotated[MaybeDate, Shown("Met on")] = None
    met_where: Annotated[Line, Shown("Met where")] = ""
    met_at: Annotated[Links, LinksTo("job"), Shown("Met at", "the job you met through", rare=True)] = ()
    introduced_by: Annotated[Links, LinksTo("contact"), Shown("Introduced by", rare=True)] = ()
    positions: Annotated[
        tuple[Position, ...],
        Shown("Earlier positions", "one a line: organisation | title | start | end", rare=True),
    ] = ()
    snoozed_until: Annotated[MaybeDate, Shown("Remind from", by_hand=False)] = None
    snoozed_at: Annotated[AwareDatetime | None, Shown("Put off at", by_hand=False)] = None

    @property
    def heading(self) -> str:
        """Their name."""
        return self.name

    def settled(self, before: Self | None, today: date) -> Self:
        """Whoever has moved on keeps where they were as an earlier position, until the month of the change.

        Filling in what was not known, or writing it another way (`ACME` for `Acme`), is no move; nor is
        there anything to add where the earlier positions were edited along with it.
        """
        if before is None or self.positions != before.positions:
            return self
        was, now = (before.organisation, before.title), (self.organisation, self.title)
        if not any(old and _letters(old) != _letters(new) for old, new in zip(was, now, strict=True)):
            return self
        ends = [position.end for position in self.positions if position.end is not None]
        start = max(ends, key=lambda end: end.sort_key, default=None)
        left = PartialDate(today.year, today.month)
        earlier = Position(organisation=was[0], title=was[1], start=start, end=left)
        return self.revised(positions=(*self.positions, earlier))


def _letters(text: str) -> str:
    """What remains of a text when spaces, signs and case are taken away."""
    return "".join(filter(str.isalnum, text)).casefold()


class FollowUp(Frozen):
    """Something promised: by when, what, and the day it was kept or let go; it is open until then."""

    on: Annotated[MaybeDate, Shown("On", ahead=True)] = None
    what: Line = ""
    done_on: MaybeDate = None
    let_go_on: MaybeDate = None


class Interaction(Record):
    """A conversation, with one person or several."""

    kind: ClassVar[str] = "interaction"
    plural: ClassVar[str] = "interactions"

    on: Annotated[PartialDate, Shown("On")]
    people: Annotated[
        Links, Field(alias="with", min_length=1), LinksTo("contact"), Shown("With", "one person or several")
    ]
    channel: Annotated[Channel, Shown("Channel")] = "meeting"
    summary: Annotated[Line, Shown("Summary", "what you talked about")] = ""
    private: Annotated[Text, Shown("Private note", lines=True)] = ""
    follow_up: Annotated[FollowUp | None, Shown("Follow up", "when | what | done on | let go on")] = None
    event: Annotated[Line, Shown("Event", "its name, where you met at one", rare=True)] = ""

    @property
    def heading(self) -> str:
        """Its summary, or else its channel and day."""
        return self.summary or f"{self.channel} on {self.on}"
