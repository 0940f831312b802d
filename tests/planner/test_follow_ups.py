"""Follow-ups: they come back until they are done or let go, and each answer is one step to undo."""

from __future__ import annotations

import pytest

from careertui.domain.contact import Contact, FollowUp, Interaction
from careertui.domain.partial_date import PartialDate
from careertui.domain.staying_in_touch import open_follow_ups, promised_to
from careertui.domain.win import Ask
from careertui.errors import RefusedError
from careertui.planner import follow_ups
from careertui.planner.planner import Planner

MAY = PartialDate.parse("2026-05")


@pytest.fixture
def ada(planner: Planner) -> str:
    """Ada, to whom a paper was promised in May."""
    with planner.change("Set the stage") as change:
        ada = change.put(Contact(name="Ada")).id
        promise = FollowUp(on=MAY, what="Send the paper")
        change.put(Interaction(on=MAY, people=(ada,), follow_up=promise, notes="A long evening."))
    return ada


def the_promise(planner: Planner) -> Interaction:
    """The interaction with the promise, which is the oldest."""
    return planner.all(Interaction)[0]


def test_a_follow_up_stays_open_until_it_is_done(planner: Planner, ada: str) -> None:
    """With a line about it, which is an interaction of its own; and undo brings back both."""
    promise = the_promise(planner)
    assert promised_to(planner, ada, planner.today) == (promise,)
    follow_ups.complete(planner, promise.id, "Sent it, with the proofs")
    done, logged = planner.all(Interaction)
    assert done.follow_up == FollowUp(on=MAY, what="Send the paper", done_on=PartialDate(2026, 11, 22))
    assert (logged.people, str(logged.on)) == ((ada,), "2026-11-22")
    assert logged.summary == "Sent it, with the proofs"
    assert promised_to(planner, ada, planner.today) == ()
    assert open_follow_ups(planner, planner.today) == ()
    assert planner.undo() == "Done: “Send the paper”"
    assert planner.all(Interaction)[0].follow_up == promise.follow_up
    assert len(planner.all(Interaction)) == 1


def test_done_without_a_word_logs_nothing(planner: Planner, ada: str) -> None:
    """Nothing was said, so nobody was spoken to."""
    follow_ups.complete(planner, the_promise(planner).id, "  ")
    assert len(planner.all(Interaction)) == 1
    assert promised_to(planner, ada, planner.today) == ()


def test_a_follow_up_put_off_comes_back_and_one_let_go_does_not(planner: Planner, ada: str) -> None:
    """Each is a step; what was said about it is kept in the notes, under what is there."""
    id_ = the_promise(planner).id
    follow_ups.postpone(planner, id_, PartialDate.parse("2027-01-12"), "she is\naway")
    (later,) = promised_to(planner, ada, planner.today)
    assert later.follow_up == FollowUp(on=PartialDate(2027, 1, 12), what="Send the paper")
    assert later.notes == "A long evening.\n\n22 Nov 2026: she is away"
    follow_ups.let_go(planner, id_)
    assert promised_to(planner, ada, planner.today) == ()
    gone = the_promise(planner).follow_up
    assert gone is not None
    assert (gone.done_on, str(gone.let_go_on)) == (None, "2026-11-22")
    assert planner.undo() == "Let go: “Send the paper”"
    assert promised_to(planner, ada, planner.today) != ()
    assert planner.undo() == "Later: “Send the paper”"
    assert the_promise(planner).notes == "A long evening."


def test_the_follow_up_of_an_ask_is_logged_with_whom_was_asked_or_else_in_its_notes(
    planner: Planner, ada: str
) -> None:
    """Nothing that was said about it is lost."""
    promise = FollowUp(what="Ask again")
    with planner.change("Ask") as change:
        of_ada = change.put(Ask(on=MAY, what="A desk", of=(ada,), follow_up=promise))
        of_nobody = change.put(Ask(on=MAY, what="A chair", follow_up=promise))
    assert [record.id for record in promised_to(planner, ada, planner.today)][1:] == [of_ada.id]
    follow_ups.complete(planner, of_ada.id, "She said yes")
    follow_ups.complete(planner, of_nobody.id, "No chairs left")
    assert [interaction.summary for interaction in planner.all(Interaction)][1:] == ["She said yes"]
    assert [ask.notes for ask in planner.all(Ask)] == ["", "22 Nov 2026: No chairs left"]


def test_what_is_no_longer_open_cannot_be_answered_again(planner: Planner, ada: str) -> None:
    """As when another session was quicker; it says so, and nothing changes."""
    id_ = the_promise(planner).id
    follow_ups.let_go(planner, id_)
    for answer in (follow_ups.complete, follow_ups.let_go):
        with pytest.raises(RefusedError, match="no open follow-up there any more"):
            answer(planner, id_)
    with pytest.raises(RefusedError):
        follow_ups.postpone(planner, ada, MAY)
