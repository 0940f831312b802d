"""What-if futures: a few five-year paths the person could take, laid beside each other.

The idea, the three paths and the four gauges are the Odyssey plan of Bill Burnett and Dave Evans,
*Designing Your Life* (2016). The book draws its gauges as dials; ours go from 1 to 5 like every other
rating here, since nobody can tell 63 from 65 about a life they have not led.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Frozen, Line, Lines, Links, LinksTo, MaybeDate, Name, Record, Shown

PATHS: dict[str, str] = {
    "present path": "Say life goes on as it does now. What are the next five years?",
    "if it vanished": "Say your work vanished overnight. What would you do instead?",
    "money no object": "Say money and what people think were no matter. What would you do?",
}
"""The three paths of the Odyssey plan, and the question that opens each; a person's own are as good."""
OWN_PATH = "What else could the next five years be?"
"""The question that opens a path in the person's own words."""
YEARS = 5
"""How far a future looks."""
MOST_WORDS = 6
"""Words in a title: a headline that has to choose says more than one that need not."""
GAUGES = ("resources", "appeal", "confidence", "coherence")
"""The fields that hold the gauges, as they stand under each other."""
SOURCE = "future"
"""The importer named by a job that came out of a future; the key is the future's id and the stone's name."""


def _a_headline(title: str) -> str:
    words = len(title.split())
    if words > MOST_WORDS:
        raise ValueError(f"a future has at most {MOST_WORDS} words in its title, and this has {words}")
    return title


Gauge = Annotated[int, Field(ge=1, le=5)]
"""How full a gauge is, from 1 (hardly) to 5 (wholly)."""


class PlannedStone(Frozen):
    """A job, a course or a break that a future holds."""

    title: Name
    organisation: Line = ""
    start: MaybeDate = None
    end: MaybeDate = None

    @field_validator("end")
    @classmethod
    def _ends_after_start(cls, end: PartialDate | None, info: ValidationInfo) -> PartialDate | None:
        start = info.data.get("start")
        if end is not None and start is not None and end.is_before(start):
            raise ValueError(f"a stone cannot end ({end}) before it starts ({start})")
        return end

    @property
    def heading(self) -> str:
        """Its title, and where it would be."""
        return f"{self.title}, {self.organisation}" if self.organisation else self.title


class Future(Record):
    """One way the next five years could go. At most three are open at once: what is not is archived."""

    kind: ClassVar[str] = "future"
    plural: ClassVar[str] = "futures"
    most_open: ClassVar[int | None] = 3

    title: Annotated[Name, AfterValidator(_a_headline), Shown("Title", f"at most {MOST_WORDS} words")]
    path: Annotated[
        Line, Shown("Path", "which way from here; or your own words", suggestions=tuple(PATHS))
    ] = ""
    stones: Annotated[
        tuple[PlannedStone, ...], Shown("Stones", "in order, one a line: title | where | start | end")
    ] = ()
    questions: Annotated[Lines, Shown("Questions", "what it makes you ask, one a line")] = ()
    resources: Annotated[
        Gauge | None, Shown("Resources", "the time, money, skills and people it takes: 1 none … 5 all")
    ] = None
    appeal: Annotated[Gauge | None, Shown("Appeal", "how much you like it: 1 cold … 5 on fire")] = None
    confidence: Annotated[Gauge | None, Shown("Confidence", "that it would work: 1 none … 5 sure")] = None
    coherence: Annotated[
        Gauge | None, Shown("Coherence", "with what you believe and value: 1 against it … 5 of a piece")
    ] = None
    serves: Annotated[Links, LinksTo("vision"), Shown("Serves", "the visions it leads to", rare=True)] = ()
    chosen_on: Annotated[
        MaybeDate, Shown("Chosen on", "when its stones became planned jobs", by_hand=False)
    ] = None

    @property
    def heading(self) -> str:
        """Its title."""
        return self.title


def question_of(path: str) -> str:
    """The question that opens a path."""
    return PATHS.get(path.casefold(), OWN_PATH)


def horizon_of(today: date) -> date:
    """The day until which a future looks."""
    return today + timedelta(days=int(YEARS * 365.25))


def last_day(stones: Sequence[PlannedStone], place: int, today: date) -> date:
    """The last day of a stone; one without an end goes on until the next begins, or to the horizon."""
    stone = stones[place]
    if stone.end is not None:
        return stone.end.last
    begins = stone.start or PartialDate.of(today)
    later = (s.start.first for s in stones[place + 1 :] if s.start and s.start.first > begins.first)
    following = next(later, None)
    return max(following - timedelta(days=1) if following else horizon_of(today), begins.last)


def stone_key(future: Future, stone: PlannedStone) -> str:
    """What names a stone as the source of a job: its future and what it is called, however often it moves."""
    return f"{future.id}/{stone.heading.casefold()}"


def planned_as(future: Future, stone: PlannedStone, jobs: Iterable[Job]) -> Job | None:
    """The job that a stone is already: the one it became, or one the person planned themself.

    The latter has its title and organisation, in any case, and dates that may be the same; a stone that
    names no organisation may be at any.

    Args:
        future: the path the stone belongs to.
        stone: the stone.
        jobs: the jobs it may be, archived ones among them; of those only one it became counts.
    """
    key = stone_key(future, stone)
    like = None
    for job in jobs:
        if job.source is not None and (job.source.importer, job.source.key) == (SOURCE, key):
            return job
        if like is None and job.archived is None and _is_like(stone, job):
            like = job
    return like


def _is_like(stone: PlannedStone, job: Job) -> bool:
    same_place = not stone.organisation or stone.organisation.casefold() == job.organisation.casefold()
    same_time = stone.start is None or job.start is None or stone.start.overlaps(job.start)
    return stone.title.casefold() == job.title.casefold() and same_place and same_time
