"""Asks: the answer that came, asking again later, letting go; each is one step to undo."""

from __future__ import annotations

from careertui.domain.asks import is_answered
from careertui.domain.contact import FollowUp
from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import quoted
from careertui.domain.staying_in_touch import is_open
from careertui.domain.win import Ask
from careertui.errors import RefusedError
from careertui.planner.planner import Planner


def answer(planner: Planner, ask_id: str, said: str, on: PartialDate | None = None) -> None:
    """Keep the answer to an ask, of today unless another day is given; an open follow-up is done with it.

    Raises:
        RefusedError: when the ask is gone or answered, or the day is before it was asked.
    """
    ask, day = _open_one(planner, ask_id), on or PartialDate.of(planner.today)
    if day.is_before(ask.on):
        raise RefusedError(f"It was asked on {ask.on.words}; the answer cannot be older.")
    changes: dict[str, object] = {"answer": said.strip(), "answered_on": day}
    if ask.follow_up is not None and is_open(ask.follow_up, planner.today):
        changes["follow_up"] = ask.follow_up.revised(done_on=day)
    with planner.change(f"Answered: {quoted(ask.what)}") as change:
        change.put(ask.revised(**changes))


def ask_again(planner: Planner, ask_id: str, on: PartialDate, what: str = "") -> None:
    """Have an open ask come back on a day, as a follow-up; what the follow-up was about stays, if not said.

    Raises:
        RefusedError: when the ask is gone or answered.
    """
    ask = _open_one(planner, ask_id)
    about = what.strip() or (ask.follow_up.what if ask.follow_up is not None else "")
    with planner.change(f"Ask again: {quoted(ask.what)}") as change:
        change.put(ask.revised(follow_up=FollowUp(on=on, what=about)))


def let_go(planner: Planner, ask_id: str, why: str = "") -> None:
    """Wait for no answer any more: the ask stays, and does not come back; `why` is kept in its notes.

    Raises:
        RefusedError: when the ask is gone or answered.
    """
    ask, today = _open_one(planner, ask_id), PartialDate.of(planner.today)
    follow_up = (ask.follow_up or FollowUp()).revised(let_go_on=today)
    changes: dict[str, object] = {"follow_up": follow_up}
    if why.strip():
        notes = f"{ask.notes}\n\n" if ask.notes.strip() else ""
        changes["notes"] = f"{notes}{today.words}: {' '.join(why.split())}"
    with planner.change(f"Let go: {quoted(ask.what)}") as change:
        change.put(ask.revised(**changes))


def _open_one(planner: Planner, ask_id: str) -> Ask:
    ask = planner.get(ask_id)
    if not isinstance(ask, Ask) or is_answered(ask):
        raise RefusedError("It is answered already.", "Editing it changes the answer.")
    return ask
