"""Rating a skill: its level today, and what shows it."""

from __future__ import annotations

from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import short
from careertui.domain.skill import LevelOn, Skill
from careertui.planner.planner import Planner


def rate(planner: Planner, skill: Skill, level: int, evidence: str = "") -> bool:
    """Note the level a skill has today, as one step; False when it is noted already.

    A second rating on one day takes the place of the first, and keeps its evidence unless there is new.
    """
    today = PartialDate.of(planner.today)
    earlier = next((rating for rating in skill.levels if rating.on == today), None)
    if earlier is not None and earlier.level == level and evidence in ("", earlier.evidence):
        return False
    said = evidence or (earlier.evidence if earlier is not None else "")
    kept = tuple(rating for rating in skill.levels if rating.on != today)
    rating = LevelOn(on=today, level=level, evidence=said)
    with planner.change(f"Rate {short(skill.name)} {level} of 5") as change:
        change.put(skill.revised(levels=(*kept, rating)))
    return True
