"""Job or career? The six practices: what counts as evidence that one moved, and the smallest next step.

The answer is read from the record and is never a score. `evidence` defines what counts, `report` counts it,
`streaks` says in how many weeks, `next_steps` finds what to do next.
"""

from careertui.domain.practices.evidence import (
    Evidence,
    Practice,
    counted_day,
    definition,
    evidence_of,
    finished_on,
)
from careertui.domain.practices.report import (
    MONTHS_SHOWN,
    PracticeReport,
    briefly,
    compared,
    headline,
    practices,
    streak_of_all,
)
from careertui.domain.practices.streaks import weekly_streak

__all__ = [
    "MONTHS_SHOWN",
    "Evidence",
    "Practice",
    "PracticeReport",
    "briefly",
    "compared",
    "counted_day",
    "definition",
    "evidence_of",
    "finished_on",
    "headline",
    "practices",
    "streak_of_all",
    "weekly_streak",
]
