"""A person's text within a sentence of ours."""

from __future__ import annotations

from careertui.domain.quoting import quoted, short


def test_a_text_that_fits_is_whole() -> None:
    """Up to the last character."""
    assert short("a" * 40) == "a" * 40
    assert quoted("Learn Rust") == "“Learn Rust”"


def test_a_longer_one_says_that_it_goes_on() -> None:
    """In as many characters as were asked for, or one fewer where a blank would stand before the ellipsis."""
    assert short("a" * 41) == "a" * 39 + "…"
    assert short("Learn Rust", 7) == "Learn…"
    assert quoted("Learn Rust", 8) == "“Learn R…”"
