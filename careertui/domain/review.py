"""A look back at a week, a quarter or a year."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from careertui.domain.partial_date import PartialDate
from careertui.domain.periods import Period, span_of_review
from careertui.domain.record import Record, Shown, Text

WAITING_ID = "00000000000REV1EWSW41T1NG0"
"""What waits has one fixed id, so that every session means the same record."""


class Review(Record):
    """Answers given at the end of a period, with what the record said then."""

    kind: ClassVar[str] = "review"
    plural: ClassVar[str] = "reviews"

    period: Annotated[Period, Shown("Period")] = "week"
    of: Annotated[PartialDate, Shown("Of", "its first day")]
    answers: Annotated[dict[str, Text], Shown("Answers", "one a line: question | answer")] = {}  # noqa: RUF012
    said: Annotated[dict[str, Any], Shown("What the record said", by_hand=False)] = {}  # noqa: RUF012

    @property
    def heading(self) -> str:
        """The period it looks back on: `the week of 16 Nov 2026`, `Q4 2026`, `2026`."""
        return span_of_review(self).words


class WaitingReviews(Record):
    """From which day a review of each period is offered again, for those that were put off. There is one."""

    kind: ClassVar[str] = "postponement"
    plural: ClassVar[str] = "postponements"

    id: Annotated[str, Shown("Id", by_hand=False)] = WAITING_ID
    until: Annotated[dict[Period, PartialDate], Shown("Until", by_hand=False)] = {}  # noqa: RUF012

    @property
    def heading(self) -> str:
        """What it is called."""
        return "Reviews that wait"
