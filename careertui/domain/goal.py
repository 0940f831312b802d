"""Goals, and the board they move across."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, field_validator

from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Frozen, Line, Link, Links, LinksTo, MaybeDate, Name, Record, Shown

GoalKind = Literal["learning", "network", "role", "project", "habit", "other"]
Effort = Literal["small", "medium", "large"]


class Column(Frozen):
    """A column of the board.

    Attributes:
        key: names it in goals, and stays when it is renamed.
        name: what the person calls it.
        limit: how many goals it should hold at most; None for any number.
        done: whether a goal in it is finished.
    """

    key: Name
    name: Name
    limit: Annotated[int | None, Field(ge=1)] = None
    done: bool = False


BOARD_ID = "00000000000000000000000001"
"""The one board has a fixed id, so that every session means the same record."""


class Board(Record):
    """The person's own columns, left to right. There is one board."""

    kind: ClassVar[str] = "board"
    plural: ClassVar[str] = "boards"

    id: Annotated[str, Shown("Id", by_hand=False)] = BOARD_ID
    columns: Annotated[
        tuple[Column, ...],
        Field(min_length=1),
        Shown("Columns", "key | name | most goals in it | yes when it means done"),
    ] = (
        # Not validated: to build a validator for them would be a tenth of every start.
        Column.model_construct(key="backlog", name="Backlog"),
        Column.model_construct(key="next", name="Next"),
        Column.model_construct(key="doing", name="Doing", limit=3),
        Column.model_construct(key="done", name="Done", done=True),
    )

    @field_validator("columns")
    @classmethod
    def _own_keys(cls, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        if len({column.key for column in columns}) < len(columns):
            raise ValueError("two columns have the same key")
        return columns

    @property
    def heading(self) -> str:
        """What it is called."""
        return "Goal board"

    @property
    def done_keys(self) -> frozenset[str]:
        """The columns whose goals are finished."""
        return frozenset(column.key for column in self.columns if column.done)

    @property
    def doing_key(self) -> str | None:
        """The column of goals being worked on: the last that is not done; None where that is the first."""
        before_done = [column.key for column in self.columns if not column.done]
        return before_done[-1] if before_done and before_done[-1] != self.columns[0].key else None


class Step(Frozen):
    """One step of a goal, and the day it was done."""

    text: Name
    done_on: MaybeDate = None


class ColumnEntry(Frozen):
    """A goal entered a column on a day."""

    column: Name
    at: PartialDate


class Goal(Record):
    """Something to reach, on its way across the board."""

    kind: ClassVar[str] = "goal"
    plural: ClassVar[str] = "goals"

    title: Annotated[Name, Shown("Title")]
    goal_kind: Annotated[GoalKind, Field(alias="kind"), Shown("Kind")] = "other"
    column: Annotated[Name, Shown("Column")] = "backlog"
    due: Annotated[MaybeDate, Shown("Due", ahead=True)] = None
    serves: Annotated[Links, LinksTo("vision"), Shown("Serves", "the visions it leads to")] = ()
    steps: Annotated[tuple[Step, ...], Shown("Steps", "one a line: what | done on")] = ()
    builds: Annotated[Links, LinksTo("skill"), Shown("Builds", "the skills it grows")] = ()
    job: Annotated[Link | None, LinksTo("job"), Shown("Job", "where you pursue it", rare=True)] = None
    waits_for: Annotated[Links, LinksTo("goal"), Shown("Waits for", "goals that come first", rare=True)] = ()
    effort: Annotated[Effort | None, Shown("Effort", rare=True)] = None
    rank: Annotated[float, Shown("Rank", by_hand=False)] = 0.0
    history: Annotated[tuple[ColumnEntry, ...], Shown("Column history", by_hand=False)] = ()
    provider: Annotated[Line, Shown("Provider", "who teaches or certifies it", rare=True)] = ""
    url: Annotated[Line, Shown("Link", rare=True)] = ""
    cost: Annotated[Line, Shown("Cost", rare=True)] = ""
    hours: Annotated[float | None, Field(ge=0, le=100_000), Shown("Hours", rare=True)] = None
    certificate: Annotated[Line, Shown("Certificate id", rare=True)] = ""
    issued: Annotated[MaybeDate, Shown("Issued", rare=True)] = None
    expires: Annotated[MaybeDate, Shown("Expires", rare=True, ahead=True)] = None

    @field_validator("waits_for")
    @classmethod
    def _not_for_itself(cls, waits_for: tuple[str, ...], info: object) -> tuple[str, ...]:
        own = getattr(info, "data", {}).get("id")
        if own and own in waits_for:
            raise ValueError("a goal cannot wait for itself")
        return waits_for

    @property
    def heading(self) -> str:
        """Its title."""
        return self.title

    @property
    def steps_done(self) -> int:
        """How many of its steps are done."""
        return sum(step.done_on is not None for step in self.steps)

    def entered(self) -> PartialDate | None:
        """The day it entered the column it is in; None when that was never noted."""
        return next((entry.at for entry in reversed(self.history) if entry.column == self.column), None)

    def settled(self, before: Self | None, today: date) -> Self:
        """Note the day it entered its column."""
        if before is not None and before.column == self.column:
            return self
        if self.history and self.history[-1].column == self.column:
            return self  # an import or the demo knows the day better than today does
        if before is None and self.source is not None:
            return self  # an import knows that nobody knows the day
        entry = ColumnEntry(column=self.column, at=PartialDate.of(today))
        return self.model_copy(update={"history": (*self.history, entry)})
