"""The ladder of challenges, and what could be its next rung."""

from __future__ import annotations

from careertui.domain.career import Records
from careertui.domain.challenge import Challenge, ChallengeStatus
from careertui.domain.identity import id_of_number
from careertui.domain.ladder import ladder, next_rung_for
from careertui.domain.skill import Skill

SPEAKING = Skill(id=id_of_number(99), name="Speaking")


def rung(  # noqa: PLR0913 - each is a field that some test sets
    number: int,
    title: str,
    *,
    before: int | None = None,
    after: int | None = None,
    following: int | None = None,
    status: ChallengeStatus = "idea",
    skill: bool = True,
    tags: tuple[str, ...] = (),
) -> Challenge:
    """A challenge with this number for an id, the one with the number `following` after it."""
    return Challenge(
        id=id_of_number(number),
        title=title,
        before=before,
        after=after,
        status=status,
        next_rung=id_of_number(following) if following else None,
        builds=(SPEAKING.id,) if skill else (),
        tags=tags,
    )


def test_a_ladder_runs_from_its_lowest_rung_to_its_highest_wherever_one_stands() -> None:
    """Two rungs may lead to the same one; a ring is gone round once."""
    low, middle, high = rung(1, "Low", following=2), rung(2, "Middle", following=3), rung(3, "High")
    beside = rung(4, "Beside", following=2)
    career = Records([low, middle, high, beside])
    assert {tuple(r.title for r in ladder(career, one)[-2:]) for one in (low, middle, high)} == {
        ("Middle", "High")
    }
    assert {r.title for r in ladder(career, high)} == {"Low", "Beside", "Middle", "High"}
    ring = Records([rung(1, "A", following=2), first := rung(2, "B", following=1)])
    assert [r.title for r in ladder(ring, first)] == ["A", "B"]


def test_the_next_rung_is_the_nearest_above_of_the_same_skill() -> None:
    """A shared skill goes before a shared tag; what is easier, begun, or on a ladder already is left out."""
    talk = rung(1, "Talk", before=8, after=4, status="overcome", tags=("stage",))
    others = [
        rung(2, "Easier", before=4),
        rung(3, "Far above", before=10),
        rung(4, "Just above", before=6),
        rung(5, "Begun", before=5, status="attempting"),
        rung(6, "Same tag", before=5, skill=False, tags=("stage",)),
        rung(7, "Unrelated", before=5, skill=False),
        rung(8, "Taken", before=5),
        rung(9, "Elsewhere", following=8, status="overcome", skill=False),
    ]
    suggested = next_rung_for(Records([SPEAKING, talk, *others]), talk)
    assert suggested is not None
    assert suggested.challenge.title == "Just above"
    assert suggested.why == "builds “Speaking” too; a 6, and this one is a 4 by now"
    alone = Records([SPEAKING, talk, others[0], others[5], others[6], others[7]])
    assert next_rung_for(alone, talk) is None
