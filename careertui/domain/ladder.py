"""The ladder of challenges: which rung follows which, and which of the person's own could be the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from careertui.domain.career import Career
from careertui.domain.challenge import Challenge
from careertui.domain.quoting import quoted

_NOT_BEGUN = frozenset({"idea", "accepted"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A challenge of the person's own that could be the next rung.

    Attributes:
        challenge: that challenge.
        why: what speaks for it, from the record: `builds Speaking too; a 10, and this one is a 5 by now`.
    """

    challenge: Challenge
    why: str


def rungs_below(career: Career) -> dict[str, tuple[Challenge, ...]]:
    """The challenges that each one is the next rung of, by its id."""
    found: dict[str, tuple[Challenge, ...]] = {}
    for challenge in career.all(Challenge):
        if challenge.next_rung:
            found[challenge.next_rung] = (*found.get(challenge.next_rung, ()), challenge)
    return found


def ladder(career: Career, challenge: Challenge) -> tuple[Challenge, ...]:
    """The whole ladder a challenge stands on, the lowest rung first; it alone when it stands on none.

    A ring of rungs, which another program could have written, is gone round once.
    """
    seen = {challenge.id}
    below = list(_below(challenge, career.derived(rungs_below), seen))
    above = []
    rung = challenge
    while rung.next_rung and rung.next_rung not in seen:
        following = career.get(rung.next_rung)
        if not isinstance(following, Challenge):
            break
        seen.add(following.id)
        above.append(following)
        rung = following
    return (*below, challenge, *above)


def _below(
    challenge: Challenge, rungs: dict[str, tuple[Challenge, ...]], seen: set[str]
) -> Iterator[Challenge]:
    """What lies under a rung, the lowest first. One list of things to do, for a ladder of any height."""
    layers: list[Challenge] = []
    ahead = [challenge]
    while ahead:
        for lower in rungs.get(ahead.pop(0).id, ()):
            if lower.id not in seen:
                seen.add(lower.id)
                layers.append(lower)
                ahead.append(lower)
    return reversed(layers)


def next_rung_for(career: Career, challenge: Challenge) -> Suggestion | None:
    """A challenge not yet begun that could follow this one: of the same skill, vision or tag, and harder.

    Only the person's own record is read: nothing is suggested that they did not write down themselves.
    Of several, one that grows the same skill goes first, then the one whose discomfort is just above.
    """
    if challenge.next_rung:
        return None
    taken = career.derived(rungs_below)
    standing = {rung.id for rung in ladder(career, challenge)}
    found = [
        (order, Suggestion(other, why))
        for other in career.all(Challenge)
        if other.status in _NOT_BEGUN and other.id not in standing and other.id not in taken
        for order, why in _reasons(career, challenge, other)
    ]
    return min(found, key=lambda each: each[0])[1] if found else None


def _reasons(
    career: Career, challenge: Challenge, other: Challenge
) -> Iterator[tuple[tuple[int, int, str], str]]:
    """How well another challenge follows this one, and why in words; nothing where it does not."""
    tie = _tie(career, challenge, other)
    felt = challenge.discomfort
    if tie is None:
        return
    place, why = tie
    if other.before is None or felt is None:
        yield (place, 10, other.id), f"{why}; not rated yet" if other.before is None else why
    elif other.before > felt:
        yield (
            (place, other.before - felt, other.id),
            f"{why}; a {other.before}, and this one is a {felt} by now",
        )


def _tie(career: Career, challenge: Challenge, other: Challenge) -> tuple[int, str] | None:
    skills = [id_ for id_ in challenge.builds if id_ in other.builds]
    if skills:
        return 0, f"builds {_names(career, skills)} too"
    visions = [id_ for id_ in challenge.serves if id_ in other.serves]
    if visions:
        return 1, f"serves {_names(career, visions)} too"
    tags = [tag for tag in challenge.tags if tag in other.tags]
    return (2, f"#{tags[0]} too") if tags else None


def _names(career: Career, ids: Sequence[str]) -> str:
    records = [record for id_ in ids if (record := career.get(id_)) is not None]
    return " and ".join(quoted(record.heading) for record in records[:2]) or "the same"
