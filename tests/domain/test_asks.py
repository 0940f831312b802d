"""Asks: how they stand, and when an open one comes back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careertui.domain.asks import comes_back, in_order, standing_of
from careertui.domain.career import Records
from careertui.domain.contact import FollowUp
from careertui.domain.partial_date import PartialDate
from careertui.domain.staying_in_touch import upcoming
from careertui.domain.win import Ask

TODAY = date(2026, 11, 22)


def ask(on: str, follow_up: FollowUp | None = None, **more: object) -> Ask:
    """Something asked on a day."""
    return Ask.model_validate({"on": on, "what": "a raise", "follow_up": follow_up, **more})


def follow_up(**days: str) -> FollowUp:
    """What was to follow."""
    return FollowUp.model_validate(days)


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        (ask("2026-11-01"), date(2026, 11, 15)),
        (ask("2026-11"), date(2026, 12, 14)),  # it may have been on the last day of the month
        (ask("2026-11-01", follow_up(on="2026-12-11")), date(2026, 12, 11)),
        (ask("2026-11-01", follow_up(on="2026-12")), date(2026, 12, 31)),
        (ask("2026-11-01", follow_up(what="the page")), date(2026, 11, 15)),
        (ask("2026-11-01", follow_up(on="2026-11-10", done_on="2026-11-12")), date(2026, 11, 26)),
        (ask("2026-11-01", follow_up(on="2026-11-10", let_go_on="2026-11-12")), None),
        (ask("2026-11-01", answer="no"), None),
        (ask("2026-11-01", answered_on="2026-11-02"), None),
    ],
)
def test_an_open_ask_comes_back_on_the_day_of_its_follow_up_or_two_weeks_after(
    asked: Ask, back: date | None
) -> None:
    """After it was asked, or after its follow-up was kept; one answered or let go never does."""
    assert comes_back(asked) == back


def test_the_days_are_the_person_s_own() -> None:
    """As the config has them; at the end of time they end with it."""
    assert comes_back(ask("2026-11-01"), 3) == date(2026, 11, 4)
    assert comes_back(ask("9999-12-31"), 30) == date.max


def test_on_today_an_ask_stands_once() -> None:
    """As what was promised until that day, as the ask itself from then on."""
    later = ask("2026-11-01", follow_up(on="2026-11-30", what="the page"))
    now = ask("2026-11-01", follow_up(on="2026-11-22", what="the page"))
    undated = ask("2026-11-01", follow_up(what="the page"))
    old = ask("2026-11-01")
    found = [
        [(t.kind, t.title) for t in upcoming(Records([one]), TODAY)] for one in (later, now, undated, old)
    ]
    assert found == [
        [("follow-up", "the page")],
        [("ask", "a raise")],
        [("follow-up", "the page")],
        [("ask", "a raise")],
    ]


_days = st.integers(0, 60).map(lambda ago: PartialDate.of(TODAY - timedelta(days=ago)))
_maybe = st.none() | _days
_follow_ups = st.none() | st.builds(
    FollowUp, on=_maybe, what=st.sampled_from(["", "the page"]), done_on=_maybe, let_go_on=_maybe
)
_asks = st.lists(
    st.builds(
        Ask,
        on=_days,
        what=st.just("a raise"),
        answer=st.sampled_from(["", " ", "yes"]),
        answered_on=_maybe,
        follow_up=_follow_ups,
    ),
    max_size=6,
)


@given(_asks)
def test_every_ask_stands_somewhere_and_at_most_once_on_today(asks: list[Ask]) -> None:
    """Open before answered before let go; only an open one whose time has come is back."""
    asks = [one.model_copy(update={"id": f"ask {number}"}) for number, one in enumerate(asks)]
    career = Records(asks)
    order = in_order(career)
    assert sorted(one.id for one in order) == sorted(one.id for one in asks)
    ranks = [("open", "answered", "let go").index(standing_of(one)) for one in order]
    assert ranks == sorted(ranks)
    things = upcoming(career, TODAY)
    ids = [thing.record_id for thing in things]
    assert len(ids) == len(set(ids))
    for one in asks:
        back = comes_back(one)
        assert (back is None) == (standing_of(one) != "open")
        if one.id in {thing.record_id for thing in things if thing.kind == "ask"}:
            assert back is not None
            assert back <= TODAY
        elif back is not None and back <= TODAY:
            assert one.id in ids
