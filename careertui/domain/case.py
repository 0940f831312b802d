"""A case for a promotion: the role, what it asks for, and what shows that it is met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Annotated, ClassVar, Self

from careertui.domain.record import Frozen, Lines, Link, Links, LinksTo, MaybeDate, Name, Record, Shown

_REWORDED = 0.5
"""How alike two criteria are, from 0 to 1, from which one is the other in new words."""


class Evidence(Frozen):
    """Something that shows that a criterion is met.

    Attributes:
        criterion: the criterion's own words.
        by: the win or the challenge that shows it.
    """

    criterion: Name
    by: Annotated[Link, LinksTo("win", "challenge")]


class Case(Record):
    """What a role asks for, one criterion a line, with the evidence for each."""

    kind: ClassVar[str] = "case"
    plural: ClassVar[str] = "cases"

    role: Annotated[Name, Shown("Role", "the one you are aiming for")]
    by: Annotated[MaybeDate, Shown("By", "when it is to be decided", ahead=True)] = None
    of: Annotated[Links, LinksTo("contact"), Shown("Of", "whom you ask for it")] = ()
    criteria: Annotated[Lines, Shown("Criteria", "what the role asks for, one a line")] = ()
    evidence: Annotated[tuple[Evidence, ...], Shown("Evidence", by_hand=False)] = ()

    @property
    def heading(self) -> str:
        """The role it is made for."""
        return self.role

    def evidence_for(self, criterion: str) -> tuple[str, ...]:
        """The ids of what shows that a criterion is met, in the order they were put there."""
        return tuple(piece.by for piece in self.evidence if piece.criterion == criterion)

    def shown_by(self, criterion: str, ids: Sequence[str]) -> Self:
        """The case with these as the evidence for a criterion, each once, and no other."""
        others = tuple(piece for piece in self.evidence if piece.criterion != criterion)
        pieces = tuple(Evidence(criterion=criterion, by=id_) for id_ in dict.fromkeys(ids))
        return self.revised(evidence=(*others, *pieces))

    def settled(self, before: Self | None, today: date) -> Self:  # noqa: ARG002 - the signature of the base
        """The evidence follows a criterion into its new words; that of one taken out is kept aside."""
        if before is None or before.criteria == self.criteria:
            return self
        now_called = reworded(before.criteria, self.criteria)
        moved = (
            piece.revised(criterion=now_called.get(piece.criterion, piece.criterion))
            for piece in self.evidence
        )
        return self.model_copy(update={"evidence": tuple(moved)})


def reworded(before: Sequence[str], after: Sequence[str]) -> Mapping[str, str]:
    """Which of the lines that are gone became which of the new ones: the most alike first, each once."""
    gone = [line for line in before if line not in after]
    new = [line for line in after if line not in before]
    pairs = sorted(
        (
            (SequenceMatcher(None, old.casefold(), line.casefold()).ratio(), old, line)
            for old in gone
            for line in new
        ),
        key=lambda pair: -pair[0],
    )
    found: dict[str, str] = {}
    for alike, old, line in pairs:
        if alike >= _REWORDED and old not in found and line not in found.values():
            found[old] = line
    return found
