"""Where the person wants to be, by horizon, and the values they measure it with."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Frozen, Line, Name, Record, Shown, Text, Weight

VisionStatus = Literal["draft", "active", "reached", "retired"]


class EarlierStatement(Frozen):
    """What a vision said until a day."""

    until: PartialDate
    statement: Text


class Vision(Record):
    """A picture of the person's working life some years ahead.

    `horizon` is the distance chosen when it was written; `target_year` is where that led, and stays when
    the years pass.
    """

    kind: ClassVar[str] = "vision"
    plural: ClassVar[str] = "visions"

    title: Annotated[Name, Shown("Title", "a few words you would recognise")]
    statement: Annotated[Text, Shown("Statement", "what it is like when it is true", lines=True)] = ""
    horizon: Annotated[int, Field(ge=0, le=80), Shown("Horizon", "years from now: 5, 10, 20 or your own")] = 5
    target_year: Annotated[
        int | None, Field(ge=1900, le=9999), Shown("Target year", "follows from the horizon", by_hand=False)
    ] = None
    area: Annotated[
        Line,
        Shown(
            "Area", suggestions=("craft", "role", "company", "income", "place", "people", "learning", "life")
        ),
    ] = ""
    why: Annotated[Text, Shown("Why", "why this matters to you", lines=True)] = ""
    obstacle: Annotated[Line, Shown("Obstacle", "what in you stands in its way")] = ""
    if_then: Annotated[Line, Shown("If … then …", "what you will do when it does")] = ""
    status: Annotated[VisionStatus, Shown("Status")] = "active"
    rank: Annotated[float, Shown("Rank", by_hand=False)] = 0.0
    picture: Annotated[Line, Shown("Picture", "path of an image file", rare=True)] = ""
    earlier: Annotated[tuple[EarlierStatement, ...], Shown("Earlier statements", by_hand=False)] = ()

    @property
    def heading(self) -> str:
        """Its title."""
        return self.title

    def settled(self, before: Self | None, today: date) -> Self:
        """Resolve the horizon to a year, and keep the statement that a new one replaces."""
        changes: dict[str, object] = {}
        if self.target_year is None or (before is not None and before.horizon != self.horizon):
            changes["target_year"] = today.year + self.horizon
        if before is not None and before.statement and before.statement != self.statement:
            replaced = EarlierStatement(until=PartialDate.of(today), statement=before.statement)
            changes["earlier"] = (*self.earlier, replaced)
        return self.model_copy(update=changes) if changes else self


class Weighing(Frozen):
    """The weight a value was given on a day."""

    on: PartialDate
    weight: Weight


class Value(Record):
    """Something the person wants their work to have, and how much it counts."""

    kind: ClassVar[str] = "value"
    plural: ClassVar[str] = "values"

    name: Annotated[
        Name, Shown("Name", suggestions=("autonomy", "craft", "impact", "learning", "security", "people"))
    ]
    meaning: Annotated[Text, Shown("What it means to me", lines=True)] = ""
    weight: Annotated[Weight, Shown("Weight", "1 little … 5 essential")] = 3
    weighings: Annotated[tuple[Weighing, ...], Shown("Weighings", by_hand=False)] = ()

    @property
    def heading(self) -> str:
        """Its name."""
        return self.name

    def settled(self, before: Self | None, today: date) -> Self:
        """Note the day a weight was given or changed."""
        known = self.weighings if before is None else before.weight == self.weight
        if known:
            return self
        weighing = Weighing(on=PartialDate.of(today), weight=self.weight)
        return self.model_copy(update={"weighings": (*self.weighings, weighing)})
