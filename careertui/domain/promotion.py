"""How a case for a promotion stands: what each criterion is shown by, and which have nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from careertui.domain.brag import win_point
from careertui.domain.career import Career
from careertui.domain.case import Case
from careertui.domain.challenge import Challenge
from careertui.domain.markdown import escaped
from careertui.domain.record import Record
from careertui.domain.win import Win

NOTHING_YET = "No evidence yet."


@dataclass(frozen=True, slots=True)
class Standing:
    """How one criterion stands.

    Attributes:
        criterion: its words.
        evidence: the wins and challenges that show it, archived ones left out.
    """

    criterion: str
    evidence: tuple[Record, ...]


def standing(case: Case, career: Career) -> tuple[Standing, ...]:
    """Each criterion with its evidence, in the order of the case."""
    return tuple(
        Standing(criterion, tuple(_there(career, case.evidence_for(criterion))))
        for criterion in case.criteria
    )


def set_aside(case: Case, career: Career) -> tuple[Record, ...]:
    """Evidence for what is no criterion any more, each record once."""
    ids = dict.fromkeys(piece.by for piece in case.evidence if piece.criterion not in case.criteria)
    return tuple(_there(career, tuple(ids)))


def case_document(case: Case, career: Career) -> str:
    """The case as Markdown: a heading a criterion, and under it its evidence, or that there is none yet."""
    lines = [f"# The case for {escaped(case.role)}"]
    names = [person.heading for person in _there(career, case.of)]
    about = [f"Asked of {', '.join(escaped(name) for name in names)}" if names else ""]
    about.append(f"by {case.by.words}" if case.by else "")
    told = ", ".join(part for part in about if part)
    if told:
        lines += ["", f"{told[:1].upper()}{told[1:]}."]
    for one in standing(case, career):
        lines += ["", f"## {escaped(one.criterion)}", ""]
        lines += [line for record in one.evidence for line in _point(career, record)] or [NOTHING_YET]
    return "\n".join(lines) + "\n"


def _there(career: Career, ids: tuple[str, ...]) -> Iterator[Record]:
    for id_ in ids:
        record = career.get(id_)
        if record is not None and record.archived is None:
            yield record


def _point(career: Career, record: Record) -> Iterator[str]:
    if isinstance(record, Win):
        yield from win_point(career, record)
    elif isinstance(record, Challenge):
        yield f"- {escaped(record.title)} (challenge, {record.status})"
        if record.lesson.strip():
            yield f"  {escaped(record.lesson)}"
