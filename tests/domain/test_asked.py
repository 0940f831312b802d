"""What some records say, asked letter after letter: what is remembered is what asking anew would say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from careertui.domain.asked import Asked

_TEXTS = st.lists(st.text("abc ", max_size=8), max_size=8)
_TYPED = st.lists(st.text("abc", max_size=5), max_size=20)


@given(_TEXTS, _TYPED)
def test_whatever_was_asked_before_the_answer_is_the_same(texts: list[str], typed: list[str]) -> None:
    """Letter by letter, backwards, and of more words than are remembered."""
    asked = Asked(texts, texts)
    for word in typed:
        for wanted in [word[:end] for end in (*range(len(word) + 1), *range(len(word), -1, -1))]:
            assert asked.having(wanted) == [wanted in text for text in texts]


def test_a_word_is_near_to_an_abbreviation_a_slip_and_the_first_letters_of_several() -> None:
    """Of the headings, wherever in them it stands."""
    headings = ["build a keyboard", "senior backend engineer", "read", ""]
    asked = Asked(headings, headings)
    assert asked.near("kbrd") == asked.near("keyborad") == [True, False, False, False]
    assert asked.near("sbe") == [False, True, False, False]
    assert asked.near("sb") == [False] * 4
