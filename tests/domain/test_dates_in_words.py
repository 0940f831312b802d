"""Dates in words: what each phrase means, on which day it is said, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from careertui.domain.dates_in_words import NotOneDateError, date_in_words, find_date, in_full

SUNDAY = date(2026, 11, 22)

AHEAD: tuple[tuple[str, str], ...] = (
    ("today", "2026-11-22"),
    ("tonight", "2026-11-22"),
    ("tomorrow", "2026-11-23"),
    ("Tomorrow morning", "2026-11-23"),
    ("day after tomorrow", "2026-11-24"),
    ("the day after tomorrow", "2026-11-24"),
    ("friday", "2026-11-27"),
    ("Fri", "2026-11-27"),
    ("on Friday", "2026-11-27"),
    ("this Friday", "2026-11-27"),
    ("coming friday", "2026-11-27"),
    ("next Friday", "2026-11-27"),
    ("friday next week", "2026-11-27"),
    ("next monday", "2026-11-23"),
    ("Sunday", "2026-11-29"),
    ("this sunday", "2026-11-22"),
    ("next sunday", "2026-11-29"),
    ("in 3 days", "2026-11-25"),
    ("in a week", "2026-11-29"),
    ("in 2 weeks", "2026-12-06"),
    ("in two weeks", "2026-12-06"),
    ("in two weeks' time", "2026-12-06"),
    ("2 weeks from now", "2026-12-06"),
    ("in a fortnight", "2026-12-06"),
    ("in a couple of weeks", "2026-12-06"),
    ("in a month", "2026-12-22"),
    ("in 3 months", "2027-02-22"),
    ("in half a year", "2027-05-22"),
    ("in 2 quarters", "2027-Q2"),
    ("in a year", "2027"),
    ("in 10 years", "2036"),
    ("this month", "2026-11"),
    ("next month", "2026-12"),
    ("this quarter", "2026-Q4"),
    ("next quarter", "2027-Q1"),
    ("this year", "2026"),
    ("next year", "2027"),
    ("end of month", "2026-11-30"),
    ("end of the month", "2026-11-30"),
    ("eom", "2026-11-30"),
    ("by the end of next month", "2026-12-31"),
    ("end of the quarter", "2026-12-31"),
    ("end of the year", "2026-12-31"),
    ("end of next year", "2027-12-31"),
    ("end of March", "2027-03-31"),
    ("end of feb 2028", "2028-02-29"),
    ("end of Q1", "2027-03-31"),
    ("end of 2027", "2027-12-31"),
    ("beginning of next month", "2026-12-01"),
    ("start of January", "2027-01-01"),
    ("Q3", "2027-Q3"),
    ("by Q3", "2027-Q3"),
    ("q4", "2026-Q4"),
    ("Q3 2027", "2027-Q3"),
    ("2027 Q3", "2027-Q3"),
    ("2027-Q1", "2027-Q1"),
    ("third quarter of 2027", "2027-Q3"),
    ("12 March", "2027-03-12"),
    ("12 mar", "2027-03-12"),
    ("March 12th", "2027-03-12"),
    ("the 12th of March", "2027-03-12"),
    ("March 12, 2028", "2028-03-12"),
    ("22 November", "2026-11-22"),
    ("21 november", "2027-11-21"),
    ("friday 27 november", "2026-11-27"),
    ("the 5th", "2026-12-05"),
    ("the 31st", "2026-12-31"),
    ("march", "2027-03"),
    ("in November", "2026-11"),
    ("Mar 2027", "2027-03"),
    ("Sept. 2027", "2027-09"),
    ("next march", "2027-03"),
    ("2027", "2027"),
    ("by 2027", "2027"),
    ("2027-03", "2027-03"),
    ("2027-03-14", "2027-03-14"),
    ("2027/3/14", "2027-03-14"),
    ("14.9.2026", "2026-09-14"),
    ("14/09/2026", "2026-09-14"),
    ("09/14/2026", "2026-09-14"),
    ("05/05/2027", "2027-05-05"),
    ("29 Feb", "2028-02-29"),
    ("29 Feb 2028", "2028-02-29"),
)
"""Said on Sunday 22 November 2026 of what is to come."""

BEHIND: tuple[tuple[str, str], ...] = (
    ("yesterday", "2026-11-21"),
    ("last night", "2026-11-21"),
    ("this morning", "2026-11-22"),
    ("the day before yesterday", "2026-11-20"),
    ("last Tuesday", "2026-11-17"),
    ("Tuesday", "2026-11-17"),
    ("on Tuesday evening", "2026-11-17"),
    ("sunday", "2026-11-15"),
    ("friday last week", "2026-11-13"),
    ("3 days ago", "2026-11-19"),
    ("two weeks ago", "2026-11-08"),
    ("a month ago", "2026-10-22"),
    ("a year ago", "2025"),
    ("last month", "2026-10"),
    ("last quarter", "2026-Q3"),
    ("last year", "2025"),
    ("end of last month", "2026-10-31"),
    ("12 March", "2026-03-12"),
    ("december", "2025-12"),
    ("last march", "2026-03"),
    ("Q3", "2026-Q3"),
    ("Q4", "2026-Q4"),
    ("the 5th", "2026-11-05"),
    ("29 Feb", "2024-02-29"),
)
"""Said on the same day of what happened."""

ELSEWHEN: tuple[tuple[date, str, str], ...] = (
    (date(2027, 1, 31), "in a month", "2027-02-28"),
    (date(2028, 1, 31), "in a month", "2028-02-29"),
    (date(2028, 1, 31), "in 1 month", "2028-02-29"),
    (date(2028, 2, 29), "in 12 months", "2029-02-28"),
    (date(2028, 2, 28), "tomorrow", "2028-02-29"),
    (date(2027, 2, 28), "tomorrow", "2027-03-01"),
    (date(2028, 2, 3), "end of month", "2028-02-29"),
    (date(2028, 2, 29), "29 feb", "2028-02-29"),
    (date(2096, 3, 1), "29 Feb", "2104-02-29"),
    (date(2027, 1, 31), "next month", "2027-02"),
    (date(2027, 1, 31), "the 30th", "2027-03-30"),
    (date(2026, 12, 31), "tomorrow", "2027-01-01"),
    (date(2026, 12, 31), "next quarter", "2027-Q1"),
    (date(2026, 11, 25), "next Friday", "2026-12-04"),
    (date(2026, 11, 25), "this Friday", "2026-11-27"),
    (date(2026, 11, 27), "friday", "2026-12-04"),
    (date(2026, 11, 27), "this friday", "2026-11-27"),
    (date(2026, 11, 28), "next friday", "2026-12-04"),
    (date(2026, 7, 1), "Q3", "2026-Q3"),
    (date(2026, 7, 1), "Q2", "2027-Q2"),
)
"""Said on other days: ends of months, leap years, other days of the week."""

REFUSED: tuple[tuple[str, str], ...] = (
    ("by summer", "“summer” begins on different days"),
    ("spring 2027", "such as Jun 2027 or Q3 2027"),
    ("next winter", "“next winter” begins"),
    ("next week", "is several days"),
    ("end of the week", "is several days"),
    ("the weekend", "is several days"),
    ("03/04/2026", "can be 3 Apr or 4 Mar"),
    ("3/4", "can be 3 Apr or 4 Mar"),
    ("14.9.26", "write the year in full"),
    ("99/99/2026", "has no month between 1 and 12"),
    ("29 Feb 2027", "February 2027 has no day 29"),
    ("2027-02-29", "2027-02 has no day 29"),
    ("2027-13", "there is no month 13"),
    ("31 April", "April has no day 31"),
    ("the 32nd", "No month has a day 32"),
    ("Monday 27 November", "Fri 27 Nov 2026 is the day, not a Monday"),
    ("noon", "Days are kept, not hours"),
    ("tomorrow at 5pm", "leave “5pm” out"),
    ("soon", "does not say when"),
    ("in a few weeks", "does not say when"),
    ("mid-March", "does not say when"),
    ("in 9000 years", "between 1 and 9999"),
    ("in 999999 weeks", "out of range"),
    ("end of tomorrow", "is not a month, a quarter or a year"),
)
"""Meant as a date, and not one; with a piece of the sentence that says why."""


@pytest.mark.parametrize(("said", "means"), AHEAD)
def test_a_phrase_of_what_is_to_come_means_the_nearest_date_ahead(said: str, means: str) -> None:
    """At the precision it was said in."""
    assert str(date_in_words(said, SUNDAY)) == means


@pytest.mark.parametrize(("said", "means"), BEHIND)
def test_a_phrase_of_what_happened_means_the_nearest_date_behind(said: str, means: str) -> None:
    """The same words, read backwards."""
    assert str(date_in_words(said, SUNDAY, past=True)) == means


@pytest.mark.parametrize(("today", "said", "means"), ELSEWHEN)
def test_what_a_phrase_means_depends_on_the_day_it_is_said(today: date, said: str, means: str) -> None:
    """Ends of months, leap years, and every day of the week."""
    assert str(date_in_words(said, today)) == means


@pytest.mark.parametrize(("said", "why"), REFUSED)
def test_what_is_not_one_date_is_refused_in_words(said: str, why: str) -> None:
    """The sentence says why, and what to write instead."""
    with pytest.raises(NotOneDateError) as refused:
        date_in_words(said, SUNDAY)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    "said", ["", "compilers", "by", "in", "Q5", "12", "the paper", "marching", "in two", "a" * 9_000]
)
def test_what_is_not_meant_as_a_date_is_told_from_a_date_that_is_wrong(said: str) -> None:
    """So that a sentence keeps its own words, and a form can say what it takes."""
    with pytest.raises(ValueError, match="is not a date: write 12 march") as refused:
        date_in_words(said, SUNDAY)
    assert not isinstance(refused.value, NotOneDateError)


FOUND: tuple[tuple[str, str, str], ...] = (
    ("learn Rust by Q3", "learn Rust", "2027-Q3"),
    ("learn Rust, by the end of next month.", "learn Rust,", "2026-12-31"),
    ("rest at the end of March", "rest", "2027-03-31"),
    ("lose 5 kg in 3 months", "lose 5 kg", "2027-02-22"),
    ("call Ada next Friday", "call Ada", "2026-11-27"),
    ("move in 2028", "move", "2028"),
)
"""A sentence, what is left of it without its date, and the date."""


@pytest.mark.parametrize(("sentence", "rest", "means"), FOUND)
def test_the_date_at_the_end_of_a_sentence_is_found_with_the_word_before_it(
    sentence: str, rest: str, means: str
) -> None:
    """The longest phrase counts, so that `by the end of next month` is not `next month`."""
    found = find_date(sentence, SUNDAY)
    assert found is not None
    assert (sentence[: found.start].strip(), str(found.date)) == (rest, means)


@pytest.mark.parametrize(
    "sentence",
    [
        "read 1984", "thank May", "plan Q3", "enjoy summer", "write a post a week", "take 2 weeks",
        "run 5 km in 30 min", "be home by noon tide", "plan the end of the project", "next Friday I rest",
        "the river", "", "3/4 time",
    ],
)  # fmt: skip
def test_names_amounts_and_titles_are_not_dates(sentence: str) -> None:
    """A month, a year or a season by itself counts only after `by`, `in` or the like."""
    assert find_date(sentence, SUNDAY) is None


def test_a_date_is_found_anywhere_where_it_may_stand_anywhere() -> None:
    """As among the names of whom one met."""
    said = "Ada last tuesday with Bob"
    found = find_date(said, SUNDAY, past=True, anywhere=True)
    assert found is not None
    assert (said[found.start : found.end], str(found.date)) == ("last tuesday", "2026-11-17")


def test_a_sentence_that_ends_in_no_single_date_is_refused() -> None:
    """Rather than kept with the words that were meant as a date in its title."""
    with pytest.raises(NotOneDateError, match="“summer” begins on different days"):
        find_date("learn Rust by summer", SUNDAY)


def test_a_day_is_said_with_its_weekday_and_longer_dates_as_they_are() -> None:
    """So that a person sees which Friday is meant."""
    assert in_full(date_in_words("next friday", SUNDAY)) == "Fri 27 Nov 2026"
    assert in_full(date_in_words("Q3", SUNDAY)) == "Q3 2027"
