"""What the person achieved, and what they asked for."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from careertui.domain.contact import FollowUp
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Line, Link, Links, LinksTo, MaybeDate, Name, Record, Shown, Text

AskKind = Literal["raise", "promotion", "feedback", "mentor", "move", "resource", "other"]


class Win(Record):
    """Something achieved, with its effect."""

    kind: ClassVar[str] = "win"
    plural: ClassVar[str] = "wins"

    on: Annotated[MaybeDate, Shown("On")] = None
    title: Annotated[Name, Shown("Title")]
    impact: Annotated[Text, Shown("Impact", "what changed for whom", lines=True)] = ""
    measure: Annotated[Line, Shown("Measure", "a number, such as -40% build time")] = ""
    job: Annotated[Link | None, LinksTo("job"), Shown("Job")] = None
    goal: Annotated[Link | None, LinksTo("goal"), Shown("Goal", "the goal it is a step of", rare=True)] = None
    shows: Annotated[Links, LinksTo("skill"), Shown("Shows", "the skills it is evidence of")] = ()
    serves: Annotated[Links, LinksTo("vision"), Shown("Serves", "the visions it leads to", rare=True)] = ()
    people: Annotated[
        Links, Field(alias="with"), LinksTo("contact"), Shown("With", "who had a part in it", rare=True)
    ] = ()
    theme: Annotated[Line, Shown("Theme", rare=True)] = ""

    @property
    def heading(self) -> str:
        """Its title."""
        return self.title


class Ask(Record):
    """Something asked of somebody, and the answer."""

    kind: ClassVar[str] = "ask"
    plural: ClassVar[str] = "asks"

    on: Annotated[PartialDate, Shown("On")]
    ask_kind: Annotated[AskKind, Field(alias="kind"), Shown("Kind")] = "other"
    of: Annotated[Links, LinksTo("contact"), Shown("Of", "whom you asked")] = ()
    what: Annotated[Name, Shown("What")]
    answer: Annotated[Text, Shown("Answer", lines=True)] = ""
    answered_on: Annotated[MaybeDate, Shown("Answered on")] = None
    follow_up: Annotated[FollowUp | None, Shown("Follow up", "when | what | done on | let go on")] = None

    @property
    def heading(self) -> str:
        """What was asked."""
        return self.what
