"""Holding reviews and putting them off: one step each, on the disk, and the same in every session."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from careertui.domain.goal import Goal
from careertui.domain.periods import span_of
from careertui.domain.practices import headline, practices
from careertui.domain.review import Review
from careertui.domain.reviews import due, offered
from careertui.errors import RefusedError
from careertui.open import open_planner
from careertui.planner.planner import Planner
from careertui.planner.reviews import hold, offer_later
from tests.conftest import Clock

WEEK = span_of("week", date(2026, 11, 22))


@pytest.fixture(autouse=True)
def begun(planner: Planner, clock: Clock) -> None:
    """Somebody has planned for a month when it is 22 November."""
    clock.go_on(days=-30)
    with planner.change("Begin") as change:
        change.put(Goal(title="Learn Rust"))
    clock.go_on(days=30)


def test_a_review_keeps_the_answers_and_what_the_record_says_now(planner: Planner) -> None:
    """In one step, which undo takes back with all that followed from it."""
    before = headline(practices(planner, planner.today))
    kept = hold(planner, WEEK, {"What moved?": " Much. ", "What next?": ""})
    found = planner.get(kept.id)
    assert isinstance(found, Review)
    assert (found.period, str(found.of), found.answers) == ("week", "2026-11-16", {"What moved?": "Much."})
    assert found.said["on"] == "2026-11-22"
    assert found.said["practices"]["ownership"]["moved"] is False  # the review itself came after
    assert headline(practices(planner, planner.today)) != before
    assert due(planner, planner.today) == ()
    assert planner.undo() == "Hold the review of the week of 16 Nov 2026"
    assert headline(practices(planner, planner.today)) == before
    assert [one.span for one in due(planner, planner.today)] == [WEEK]


def test_held_again_it_is_the_same_review_and_old_questions_keep_their_answers(
    planner: Planner, clock: Clock
) -> None:
    """As after the questions were edited; the snapshot stays that of the day it was held."""
    first = hold(planner, WEEK, {"What moved?": "Much.", "Who?": "Ada"})
    clock.go_on(days=3)
    again = hold(planner, WEEK, {"What now?": "Rest.", "Who?": ""})
    assert again.id == first.id
    (found,) = planner.all(Review)
    assert found.answers == {"What moved?": "Much.", "What now?": "Rest."}
    assert found.said == first.said


def test_a_review_that_another_session_has_just_held_is_the_same_one_and_neither_s_words_are_lost(
    planner: Planner, store_path: Path, clock: Clock
) -> None:
    """Their answer stands before mine to the same question, beside it to another; held again, mine counts."""
    with open_planner(store_path, clock) as elsewhere:
        theirs = hold(elsewhere, WEEK, {"What moved?": "Much.", "Who?": "Ada"})
        mine = hold(planner, WEEK, {"What moved?": "Little.", "What now?": "Rest.", "Who?": ""})
        assert mine.id == theirs.id
        (found,) = planner.all(Review)
        assert found.answers == {"What moved?": "Much.\n\nLittle.", "What now?": "Rest.", "Who?": "Ada"}
        hold(planner, WEEK, {"What moved?": "Little."})
        assert planner.all(Review)[0].answers["What moved?"] == "Little."


def test_nothing_answered_is_no_review(planner: Planner) -> None:
    """It says so, and keeps nothing."""
    with pytest.raises(RefusedError, match="Nothing is answered yet"):
        hold(planner, WEEK, {"What moved?": "  "})
    assert planner.all(Review) == ()


def test_a_review_put_off_is_offered_in_no_session_until_its_day(
    planner: Planner, store_path: Path, clock: Clock
) -> None:
    """Another session on the same file sees it, and one that is opened later; undo offers it again."""
    with open_planner(store_path, clock) as elsewhere:
        assert offered(elsewhere, elsewhere.today) is not None
        offer_later(planner, {"week": date(2026, 11, 23)})
        elsewhere.take_in()
        assert offered(elsewhere, elsewhere.today) is None
    with open_planner(store_path, clock) as later:
        assert offered(later, later.today) is None
        offer_later(later, {"year": date(2027, 1, 20)})  # what waits already goes on waiting
        assert offered(later, later.today) is None
        later.undo()
    clock.go_on(days=1)
    assert offered(planner, planner.today) is not None
    clock.go_on(days=-1)
    planner.take_in()
    planner.undo()
    assert offered(planner, planner.today) is not None


def test_on_the_day_of_a_review_no_other_is_offered(planner: Planner, clock: Clock) -> None:
    """Two are due on 26 December; one is held, the other comes the next day."""
    clock.go_on(days=34)
    first = offered(planner, planner.today)
    assert first is not None
    assert first.span.period == "year"
    hold(planner, first.span, {"What moved?": "Much."})
    assert offered(planner, planner.today) is None
    clock.go_on(days=1)
    second = offered(planner, planner.today)
    assert second is not None
    assert second.span.period == "quarter"
