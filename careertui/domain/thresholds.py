"""From when on something is said: how many days are recent, soon or long; the config file can change each."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

LONGEST_DAYS = 3_650
"""Ten years: beyond that nothing is worth saying."""


def _days(default: int, says: str) -> int:
    made: int = field(default=default, metadata={"says": says, "most": LONGEST_DAYS})
    return made


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers that the practices and what stands still are told by.

    Attributes:
        recent_days: a practice moved when its latest evidence is at most so many days old.
        soon_days: what is due within so many days is next.
        quiet_days: a practice whose latest evidence is at least so many days old is called quiet.
        untouched_days: a goal being worked on and untouched for so many days is pointed out.
        answer_days: an ask without an answer comes back when it has waited for so many days.
        title_years: a present job held for so many years is looked at ...
        stone_months: ... and pointed out when nothing was added to its stone for so many months.
    """

    recent_days: int = _days(90, "a practice moved when its latest evidence is at most so many days old")
    soon_days: int = _days(14, "what is due within so many days stands under Next")
    quiet_days: int = _days(180, "a practice is called quiet after so many days")
    untouched_days: int = _days(60, "a goal being worked on is pointed out when untouched for so many days")
    answer_days: int = _days(14, "an ask without an answer comes back after so many days")
    title_years: int = field(
        default=3, metadata={"says": "a job is looked at when its title is so many years old", "most": 60}
    )
    stone_months: int = field(
        default=12,
        metadata={"says": "and pointed out when its stone had nothing added for so many months", "most": 720},
    )


@dataclass(frozen=True, slots=True)
class Threshold:
    """One of them, as the config file has it.

    Attributes:
        name: its key there.
        default: what it is when nothing is said.
        most: the most it may be; the least is 1.
        says: what it does, in one line.
    """

    name: str
    default: int
    most: int
    says: str


USUAL = Thresholds()
"""What they are when the person has said nothing."""

THRESHOLDS: tuple[Threshold, ...] = tuple(
    Threshold(spec.name, getattr(USUAL, spec.name), spec.metadata["most"], spec.metadata["says"])
    for spec in fields(Thresholds)
)
"""Each of them, in the order of the config file."""
