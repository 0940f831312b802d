"""People move on: where they were is kept; and who introduced whom is a tree."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from careertui.domain.career import Records
from careertui.domain.contact import Contact
from careertui.domain.identity import id_of_number
from careertui.domain.introductions import introductions
from careertui.domain.later import day_to_come

TODAY = date(2026, 11, 22)
ADA = Contact.model_validate(
    {
        "name": "Ada",
        "organisation": "Acme",
        "title": "Engineer",
        "positions": [{"organisation": "Zenith", "end": "2019"}],
    }
)


def positions_after(**changes: Any) -> list[tuple[str, str, str, str]]:
    """Ada's earlier positions once some of her fields have changed: organisation, title, start and end."""
    settled = ADA.revised(**changes).settled(ADA, TODAY)
    return [(p.organisation, p.title, str(p.start or ""), str(p.end or "")) for p in settled.positions]


ZENITH = ("Zenith", "", "", "2019")


@pytest.mark.parametrize(
    "changes",
    [{"organisation": "Owlpost"}, {"title": "Director"}, {"organisation": "", "title": ""}],
    ids=["another employer", "another title", "left"],
)
def test_whoever_moves_on_keeps_where_they_were_with_its_time(changes: dict[str, Any]) -> None:
    """It began where the one before ended, as far as anybody knows, and lasted until this month."""
    assert positions_after(**changes) == [ZENITH, ("Acme", "Engineer", "2019", "2026-11")]


@pytest.mark.parametrize(
    "changes",
    [{"location": "Aldmouth"}, {"organisation": "ACME."}, {"organisation": "Owlpost", "positions": ()}],
    ids=["something else", "another spelling", "edited by hand"],
)
def test_what_is_no_move_adds_no_position(changes: dict[str, Any]) -> None:
    """Nor does it take one away that was not taken away by hand."""
    assert positions_after(**changes) == ([] if "positions" in changes else [ZENITH])
    unknown = Contact(name="Bob")
    assert unknown.revised(organisation="Acme").settled(unknown, TODAY).positions == ()


def people(**introduced_by: str) -> dict[str, Contact]:
    """People by their letter, each with the letters of those who introduced them."""
    ids = {letter: id_of_number(ord(letter)) for letter in introduced_by}
    return {
        letter: Contact(id=ids[letter], name=letter, introduced_by=tuple(ids[other] for other in introducers))
        for letter, introducers in introduced_by.items()
    }


def tree(of: str, everybody: dict[str, Contact]) -> str:
    """Who introduced whom around one of them, such as `-1a 0b 1c`."""
    found = introductions(Records(everybody.values()), everybody[of])
    return " ".join(f"{one.steps}{one.contact.name}" for one in found)


def test_introducers_stand_above_and_those_they_introduced_below() -> None:
    """Each once, though they came through several, or introduced each other in a ring."""
    assert tree("c", people(a="", b="a", c="b", d="c", e="d", f="c", x="")) == "-2a -1b 0c 1d 2e 1f"
    assert tree("c", people(a="", b="", c="ab", d="cb")) == "-1b -1a 0c 1d"
    assert tree("a", people(a="b", b="c", c="a")) == "-2c -1b 0a"
    assert tree("a", people(a="a")) == "0a"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-01-12", "2027-01-12"),
        ("2027-01", "2027-01"),
        ("12 Jan", "2027-01-12"),
        ("1 dec", "2026-12-01"),
        ("22 November", "None"),
        ("in 6 weeks", "2027-01-03"),
        ("a month", "2026-12-22"),
        ("in 2 years", "2028"),
        ("2026-11-22", "None"),
        ("2020", "None"),
        ("31 feb", "None"),
        ("in 9999 years", "None"),
        ("sent it", "None"),
        ("", "None"),
    ],
)
def test_a_day_to_come_can_be_said_in_plain_words(typed: str, day: str) -> None:
    """What is no such day is none, so that it can be a sentence instead."""
    assert str(day_to_come(typed, TODAY)) == day
