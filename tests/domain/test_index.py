"""What lasts over changes: an index is told what changed, and agrees with one made anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from careertui.domain.career import Career, Derivations, Records
from careertui.domain.identity import id_of_number
from careertui.domain.index import Index, InOrder, Memo, Place
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import Record
from careertui.domain.win import Win


def tags_of(record: Record) -> Iterator[tuple[str, str]]:
    """A record's id under each of its tags."""
    for tag in record.tags:
        yield tag, record.id


def by_tag(career: Career) -> Index[str, str]:
    """The wins by tag."""
    return Index(career, (Win,), tags_of)


def said(index: Index[str, str]) -> dict[str, list[str]]:
    """All that an index holds."""
    return {tag: sorted(index.of(tag)) for tag in index}


_changes = st.lists(
    st.tuples(st.integers(0, 4), st.none() | st.lists(st.sampled_from("abc"), max_size=3)), max_size=12
)


@given(_changes)
def test_an_index_that_is_kept_up_is_the_one_that_would_be_made_anew(
    changes: list[tuple[int, list[str] | None]],
) -> None:
    """Whatever comes, changes and goes; and it is the same object all the time."""
    derivations, kept = Derivations(), dict[str, Record]()
    index = derivations.of(Records([]), by_tag)
    for number, tags in changes:
        id_ = id_of_number(100 + number)
        kept.pop(id_, None)
        if tags is not None:
            kept[id_] = Win(id=id_, title="Win", tags=tags)
        derivations.forget({id_})
        career = Records(kept.values())
        assert derivations.of(career, by_tag) is index
        assert said(index) == said(by_tag(career))


def by_size(career: Career) -> InOrder[Win, str, str]:
    """The wins by how many tags they have, under each of these; `c` from the end."""

    def place(win: Win) -> Place[str, str] | None:
        return Place(tuple(dict.fromkeys(win.tags)), (len(win.tags),), win.id) if win.tags else None

    return InOrder(career, (Win,), "abc", place, backwards="c")


@given(_changes)
def test_an_order_that_is_kept_up_is_that_of_all_that_is_kept(
    changes: list[tuple[int, list[str] | None]],
) -> None:
    """Whatever comes, changes and goes; one group is read from its end."""
    derivations, kept = Derivations(), dict[str, Win]()
    order = derivations.of(Records([]), by_size)
    for number, tags in changes:
        id_ = id_of_number(100 + number)
        kept.pop(id_, None)
        if tags is not None:
            kept[id_] = Win(id=id_, title="Win", tags=tags)
        derivations.forget({id_})
        assert derivations.of(Records(kept.values()), by_size) is order
        placed = sorted((len(win.tags), win.id) for win in kept.values() if win.tags)
        expected = {group: [id_ for _, id_ in placed if group in kept[id_].tags] for group in "abc"}
        assert list(order.of("a")) == expected["a"]
        assert list(order.of("c")) == expected["c"][::-1]
        assert order.values == {id_: id_ for _, id_ in placed}


def test_a_group_is_another_object_only_when_something_else_is_said() -> None:
    """What was made of it may be kept until then."""
    one, two = (Win(id=id_of_number(number), title="Win", tags=("a",)) for number in (101, 102))
    index = by_tag(Records([one, two, Win(id=id_of_number(103), title="Other", tags=("b",))]))
    a, b = index.group("a"), index.group("b")
    index.note({two.id})
    index.keep_up(Records([one, two.model_copy(update={"title": "Changed"})]))
    assert index.group("a") is a
    index.note({two.id})
    index.keep_up(Records([one, two.model_copy(update={"tags": ()})]))
    assert index.group("a") is not a
    assert index.group("b") is b
    assert index.group("none") is index.group("neither")
    b, three = index.group("b"), Win(id=id_of_number(104), title="New", tags=("b",))
    index.note({three.id})
    index.keep_up(Records([three]))
    assert index.group("b") is not b
    assert len(index.of("b")) == 2


def test_what_a_rule_made_yesterday_goes_when_it_is_asked_for_today() -> None:
    """One that lasts is kept for each rule; a night's worth of them would only grow."""
    derivations, career = Derivations(), Records([])

    def of_day(_career: Career, _today: date) -> Memo[str]:
        return Memo()

    yesterday = derivations.of(career, of_day, date(2026, 11, 21))
    today = derivations.of(career, of_day, date(2026, 11, 22))
    derivations.forget(())
    assert derivations.of(career, of_day, date(2026, 11, 22)) is today
    derivations.forget(())
    assert derivations.of(career, of_day, date(2026, 11, 21)) is not yesterday


def test_a_memo_keeps_what_was_made_of_the_same_objects() -> None:
    """Equal is not enough: a record that was changed and changed back is another."""
    memo = Memo[str]()
    day, same = PartialDate(2026), PartialDate(2026)
    assert memo.put("x", day, None, "made") == "made"
    assert memo.get("x", day, None) == "made"
    assert memo.get("x", same, None) is None
    assert memo.get("y", day, None) is None
