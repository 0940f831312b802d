"""What lies outside the comfort zone, and what came of going there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import ValidationInfo, field_validator

from careertui.domain.partial_date import PartialDate
from careertui.domain.record import (
    Discomfort,
    Frozen,
    Line,
    Link,
    Links,
    LinksTo,
    MaybeDate,
    Name,
    Record,
    Shown,
    Text,
)

ChallengeStatus = Literal["idea", "accepted", "attempting", "overcome", "let go"]
Zone = Literal["comfort", "stretch", "panic"]


def zone_of(discomfort: int) -> Zone:
    """Comfort up to 3, stretch from 4 to 7, panic from 8.

    The three zones are those of Luckner and Nadler's adventure-learning model; where they begin is ours.
    """
    if discomfort <= 3:  # noqa: PLR2004
        return "comfort"
    return "stretch" if discomfort <= 7 else "panic"  # noqa: PLR2004


class Attempt(Frozen):
    """One try: when, how uncomfortable it was, and what happened."""

    on: PartialDate
    discomfort: Discomfort | None = None
    note: Line = ""


class Challenge(Record):
    """Something that scares the person and is worth doing."""

    kind: ClassVar[str] = "challenge"
    plural: ClassVar[str] = "challenges"

    title: Annotated[Name, Shown("Title")]
    scares: Annotated[Text, Shown("What scares me", lines=True)] = ""
    before: Annotated[Discomfort | None, Shown("Discomfort before", "1 at ease … 10 panic")] = None
    after: Annotated[Discomfort | None, Shown("Discomfort after", "1 at ease … 10 panic")] = None
    status: Annotated[ChallengeStatus, Shown("Status")] = "idea"
    started: Annotated[MaybeDate, Shown("Started", rare=True)] = None
    ended: Annotated[MaybeDate, Shown("Ended", rare=True)] = None
    attempts: Annotated[
        tuple[Attempt, ...], Shown("Attempts", "one a line: when | 1-10 | what happened")
    ] = ()
    lesson: Annotated[Text, Shown("Lesson", "what you know now", lines=True)] = ""
    next_rung: Annotated[
        Link | None, LinksTo("challenge"), Shown("Next rung", "the challenge after this one", rare=True)
    ] = None
    builds: Annotated[Links, LinksTo("skill"), Shown("Builds", "the skills it grows", rare=True)] = ()
    serves: Annotated[Links, LinksTo("vision"), Shown("Serves", "the visions it leads to", rare=True)] = ()
    job: Annotated[Link | None, LinksTo("job"), Shown("Job", "where it is", rare=True)] = None

    @field_validator("ended")
    @classmethod
    def _ends_after_start(cls, ended: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        started = info.data.get("started")
        if ended is not None and started is not None and ended.is_before(started):
            raise ValueError(f"a challenge cannot end ({ended}) before it starts ({started})")
        return ended

    @field_validator("next_rung")
    @classmethod
    def _not_itself(cls, next_rung: str | None, info: ValidationInfo) -> str | None:
        if next_rung and next_rung == info.data.get("id"):
            raise ValueError("a challenge cannot be its own next rung")
        return next_rung

    @property
    def heading(self) -> str:
        """Its title."""
        return self.title

    @property
    def discomfort(self) -> int | None:
        """How uncomfortable it is now: after it, else at the last attempt, else before it."""
        tried = [attempt.discomfort for attempt in self.attempts if attempt.discomfort is not None]
        return self.after or (tried[-1] if tried else self.before)

    @property
    def zone(self) -> Zone | None:
        """The zone it was in when it was taken on; None until it is rated."""
        rated = self.before or self.discomfort
        return zone_of(rated) if rated else None


Way: TypeAlias = Mapping[ChallengeStatus, ChallengeStatus]
"""From one status to the next."""

ONWARD: Way = {
    "idea": "accepted",
    "accepted": "attempting",
    "attempting": "overcome",
}
"""Where a challenge goes next; letting go is a choice of its own, made where the lesson is written."""
BACK: Way = {onward: status for status, onward in ONWARD.items()}
"""Where a challenge came from."""

OPEN_STATUSES: frozenset[str] = frozenset({"idea", "accepted", "attempting"})
"""A challenge in one of these is not over."""
