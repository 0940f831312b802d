"""Holding a review, and putting one off; each is one step to undo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from careertui.domain.looking_back import look_back, snapshot
from careertui.domain.periods import Period, Span
from careertui.domain.review import Review
from careertui.domain.reviews import put_off, review_of, waiting
from careertui.errors import RefusedError
from careertui.planner.planner import Planner


def hold(planner: Planner, span: Span, answers: Mapping[str, str]) -> Review:
    """Keep the answers to a review, with a snapshot of what the record says now.

    A period that has a review keeps that one: answers to other questions than these stay in it, and so does
    its snapshot, which is of the day it was held first. So does what another session has just kept of it,
    before or beside the answer to the same question here.

    Args:
        planner: where it is kept.
        span: what it looks back on.
        answers: by question; an empty one takes an earlier answer away.

    Raises:
        RefusedError: when nothing is answered.
    """
    known = review_of(planner, span)
    planner.take_in()
    before = review_of(planner, span)
    kept = {**(before.answers if before is not None else {}), **answers}
    for question, theirs in before.answers.items() if before is not None and before != known else ():
        mine, base = answers.get(question, "").strip(), known.answers.get(question, "") if known else ""
        if theirs not in (base, mine):
            kept[question] = theirs if mine in ("", base) else f"{theirs}\n\n{mine}"
    said = {question: text.strip() for question, text in kept.items() if text.strip()}
    if not said:
        raise RefusedError("Nothing is answered yet.", "One answer is enough to keep it.")
    if before is not None:
        review = before.revised(answers=said)
    else:
        today = planner.today
        told = snapshot(planner, look_back(planner, span, today), today)
        review = Review(period=span.period, of=span.of, answers=said, said=told)
    with planner.change(f"Hold the review of {span.words}") as change:
        return change.put(review)


def offer_later(planner: Planner, until: Mapping[Period, date]) -> None:
    """Offer no review of some periods before a day of each, in any session."""
    with planner.change("Put a review off") as change:
        change.put(put_off(waiting(planner), until))
