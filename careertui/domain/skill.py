"""What the person can do, and how that grew."""

from __future__ import annotations

from typing import Annotated, ClassVar

from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Frozen, Level, Line, MaybeDate, Name, Record, Shown


class LevelOn(Frozen):
    """The level of a skill on a day, and what shows it."""

    on: PartialDate
    level: Level
    evidence: Line = ""


class Skill(Record):
    """Something the person can do, with its level over time."""

    kind: ClassVar[str] = "skill"
    plural: ClassVar[str] = "skills"

    name: Annotated[Name, Shown("Name")]
    area: Annotated[Line, Shown("Area")] = ""
    levels: Annotated[tuple[LevelOn, ...], Shown("Levels", "one a line: when | 0-5 | what shows it")] = ()
    target: Annotated[Level | None, Shown("Target level", "0 none … 5 others learn it from me")] = None
    target_on: Annotated[MaybeDate, Shown("Target date", ahead=True)] = None

    @property
    def heading(self) -> str:
        """Its name."""
        return self.name

    @property
    def level(self) -> int | None:
        """The latest level; None when it was never rated."""
        rated = sorted(self.levels, key=lambda level: level.on.sort_key)
        return rated[-1].level if rated else None

    @property
    def is_there(self) -> bool:
        """Whether its level is at its target."""
        return self.target is not None and (self.level or 0) >= self.target
