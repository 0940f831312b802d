"""A period in review: its figures by hand, as Markdown that no text can break, and as data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from careertui.domain.career import Records
from careertui.domain.identity import id_of_number
from careertui.domain.in_review import as_data, as_markdown, as_text, in_review
from careertui.domain.kinds import kind_named, make
from careertui.domain.markdown import escaped
from careertui.domain.periods import span_of
from careertui.domain.record import Record

TODAY = date(2026, 11, 22)
YEAR, QUARTER, WEEK = (span_of(period, TODAY) for period in ("year", "quarter", "week"))
ADA, BOB = id_of_number(1), id_of_number(2)
WRITTEN = datetime(2026, 11, 20, tzinfo=UTC)


def one(kind: str, number: int, **fields: Any) -> Record:
    """A record of a kind."""
    return make(kind_named(kind), {"id": id_of_number(number), **fields})


def review(number: int, period: str, of: str, on: str | None, *moved: str) -> Record:
    """A review with one answer, and a snapshot of a day on which some practices had moved."""
    names = ("vision", "learning", "network", "challenge", "purpose", "ownership")
    said = {"on": on, "practices": {name: {"moved": name in moved} for name in names}} if on else {}
    fields = {"period": period, "of": of, "answers": {"What moved?": f"answer {number}"}, "said": said}
    return one("review", number, created=WRITTEN, **fields)


CAREER = Records(
    [
        one("contact", 1, name="Ada", met_on="2020"),
        one("contact", 2, name="Bob", met_on="2026-03-10"),
        one("interaction", 11, on="2026-03-10", **{"with": [ADA, BOB]}),
        one("interaction", 12, on="2026-03-20", summary="Types", **{"with": [ADA]}),
        one("interaction", 13, on="2025-12-31", **{"with": [BOB]}),
        one("win", 21, title="Faster builds", on="2026-02-01", measure="-40%"),
        one("win", 22, title="Kind words", on="2026-01-15"),
        one("ask", 31, on="2026-06-01", what="Feedback?", answer="Hand over more"),
        review(41, "quarter", "2026-04-01", "2026-07-05", "network", "ownership"),
        review(42, "quarter", "2026-07-01", "2026-10-04", "network", "learning", "challenge"),
        review(43, "week", "2026-11-09", None, "vision"),
        review(44, "year", "2025-01-01", "2026-01-04", "vision"),
    ]
)


def test_practices_are_counted_by_month() -> None:
    """Network in March: two talks, and Bob is new. Ownership: two wins, an ask, four reviews in November."""
    months = {one.practice: (one.months, one.total) for one in in_review(CAREER, YEAR, TODAY).months}
    assert months["network"] == ((0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0), 3)
    assert months["ownership"] == ((1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 4, 0), 7)
    assert months["vision"] == ((0,) * 12, 0)
    assert [len(one.months) for one in in_review(CAREER, QUARTER, TODAY).months] == [3] * 6
    assert [one.months for one in in_review(CAREER, WEEK, TODAY).months] == [()] * 6


def test_people_are_counted_once_however_often_one_talked() -> None:
    """Two conversations this year with two people, one of whom is new; last year's is not told."""
    told = in_review(CAREER, YEAR, TODAY)
    assert (told.talks, told.people, told.new) == (2, 2, 1)


def test_what_moved_is_between_the_first_and_the_last_snapshot_taken_in_the_period() -> None:
    """One in January, by the review of the year before; three in October. One without is passed over."""
    moved = in_review(CAREER, YEAR, TODAY).moved
    assert moved is not None
    assert (moved.first, moved.last) == (date(2026, 1, 4), date(2026, 10, 4))
    assert (moved.before, moved.after) == (1, 3)
    assert (moved.gained, moved.lost) == (("learning", "network", "challenge"), ("vision",))
    assert in_review(CAREER, QUARTER.before.before, TODAY).moved is None  # its own review alone
    last_year = in_review(CAREER, YEAR.before, TODAY).moved
    assert last_year is None


def test_what_another_program_wrote_as_a_snapshot_is_no_snapshot() -> None:
    """Nor an error."""
    odd = [
        one("review", 60 + place, period="week", of=f"2026-11-{place + 1:02}", answers={"a": "b"}, said=said)
        for place, said in enumerate(
            [{"on": 3}, {"on": "x", "practices": {}}, {"on": "2026-01-01", "practices": 1}]
        )
    ]
    assert in_review(Records(odd), YEAR, TODAY).moved is None


def test_the_reviews_of_a_period_are_its_own_and_those_within_it() -> None:
    """The earliest first; a week that ends in January belongs to the new year."""
    answers = [list(kept.answers.values()) for kept in in_review(CAREER, YEAR, TODAY).reviews]
    assert answers == [["answer 41"], ["answer 42"], ["answer 43"]]
    assert [kept.of.first for kept in in_review(CAREER, WEEK.before, TODAY).reviews] == [date(2026, 11, 9)]
    across = Records([review(51, "week", "2026-12-28", None)])
    assert in_review(across, span_of("year", date(2027, 1, 1)), date(2027, 1, 9)).reviews
    assert not in_review(across, YEAR, date(2027, 1, 9)).reviews


def test_the_year_as_markdown() -> None:
    """Measures lead; what is empty is left out; answers stand with their questions."""
    text = as_markdown(in_review(CAREER, YEAR, TODAY))
    assert text.startswith(
        "# 2026 in review\n\n## The six practices\n\n2 of 6 practices moved.\n\n|  | Jan |"
    )
    assert "| Network | · | · | 3 | · |" in text
    assert (
        "## From the first review to the last\n\n1 of 6 had moved by 4 Jan 2026, 3 of 6 by 4 Oct 2026.\n\n"
        "Moving again: learning, network, challenge.\n\nQuiet since: vision.\n"
    ) in text
    assert "## Wins\n\n- -40%: Faster builds (1 Feb 2026)\n- Kind words (15 Jan 2026)\n" in text
    assert "## Asked\n\n- Feedback? Hand over more (1 Jun 2026)\n" in text
    assert (
        "2 conversations with 2 people; 1 person new.\n\n- Ada: 2 times (20 Mar 2026)\n- Bob: new (10 Mar"
        in text
    )
    assert "## What I wrote about Q2 2026\n\n- What moved? answer 41\n" in text
    assert "Goals finished" not in text


def test_the_same_in_a_terminal_has_no_marks_of_markdown() -> None:
    """Aligned columns, and indents."""
    text = as_text(in_review(CAREER, YEAR, TODAY))
    assert text.startswith("2026 in review\n\nThe six practices\n  2 of 6 practices moved.\n")
    assert "  Network      ·    ·    3" in text
    assert "#" not in text
    assert "|" not in text


def test_the_same_for_programs() -> None:
    """With the ids of the records."""
    data = as_data(in_review(CAREER, YEAR, TODAY))
    assert (data["period"], data["first"], data["last"]) == ("year", "2026-01-01", "2026-12-31")
    assert data["won"][0] == {
        "what": "Faster builds",
        "about": "-40%",
        "on": "2026-02-01",
        "id": id_of_number(21),
    }
    assert data["conversations"] == 2
    assert data["snapshots"]["gained"] == ["learning", "network", "challenge"]
    assert data["reviews"][0]["answers"] == {"What moved?": "answer 41"}


def test_an_empty_record_says_so_without_inventing_anything() -> None:
    """One chapter, nothing moved."""
    text = as_markdown(in_review(Records([]), YEAR, TODAY))
    assert "0 of 6 practices moved." in text
    assert text.count("## ") == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words, 40% (really): yes", "plain words, 40% (really): yes"),
        ("**bold** _it_ `code`", "\\*\\*bold\\*\\* \\_it\\_ \\`code\\`"),
        ("[a](http://b) ![c](d)", "\\[a\\](http://b) \\!\\[c\\](d)"),
        ("<b>&amp;|~", "\\<b\\>\\&amp;\\|\\~"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("2026 was good", "2026 was good"),
        ("-40%", "-40%"),
        ("---", "\\---"),
        ("# head\n\n## again", "\\# head \\#\\# again"),
        ("a\x1b]52;c;x\x07", "a␛\\]52;c;x␇"),
    ],
)
def test_a_persons_text_stays_literal_in_markdown(text: str, shown: str) -> None:
    """On one line, so that nothing in it begins a block."""
    assert escaped(text) == shown


def test_hostile_text_makes_nothing_in_the_year() -> None:
    """No heading, row or link that is not ours."""
    text = "x\n\n# Owned | [go](http://evil) <img src=x>"
    career = Records(
        [
            one("win", 1, title=text, on="2026-05-01", measure=text),
            one("review", 2, period="week", of="2026-11-09", answers={text: text}, created=WRITTEN),
        ]
    )
    lines = as_markdown(in_review(career, YEAR, TODAY)).splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "# 2026 in review",
        "## The six practices",
        "## Wins",
        "## What I wrote about the week of 9 Nov 2026",
    ]
    assert not any("[go](" in line or "<img" in line.replace("\\<img", "") for line in lines)
