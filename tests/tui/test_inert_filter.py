"""What is taken out of a line on its way to the terminal, whatever widget drew it; its width stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from careertui.tui.inert_filter import InertFilter

BIDI_CONTROLS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def filtered(*texts: str) -> str:
    """The text of a line, as the terminal gets it."""
    line = InertFilter().apply([Segment(text) for text in texts], Color(0, 0, 0))
    return "".join(segment.text for segment in line)


@pytest.mark.parametrize(
    "live",
    ["\x1b", "\x9b", "\n", "\u061c", "\u202e", "\u2069", "\ufeff", "\u2060", "\U000e0041", "\U000e0fff"],
    ids=ascii,
)
def test_what_would_act_or_mislead_is_gone(live: str) -> None:
    """And what stands around it is not."""
    assert filtered("a", f"b{live}c", "d") == "abcd"


def test_half_of_a_pair_becomes_a_sign_since_it_has_a_place_of_its_own() -> None:
    """No encoding can write it."""
    assert filtered("a\ud800b") == "a�b"


@pytest.mark.parametrize("mark", ["\u0301", "\ufe0f", "\u200d", "\U000e0101"], ids=ascii)
def test_marks_heaped_on_a_letter_are_cut_off(mark: str) -> None:
    """Two lines of text cost no more to send than two lines."""
    assert filtered(f"a{mark * 50_000}b") == f"a{mark * 30}b"


@pytest.mark.parametrize(
    "text", ["plain", "e\u0301" * 40, "👩\u200d👩\u200d👧\u200d👦" * 20, "می\u200cخواهم" * 10, "漢字" * 40]
)
def test_text_as_people_write_it_is_the_same(text: str) -> None:
    """Accents, families and joined letters."""
    assert filtered(text) == text


@given(
    st.lists(st.text(st.characters(codec=None) | st.sampled_from("\u0301\ufe0f\u061c\x1b\u202e")), max_size=4)
)
def test_nothing_live_is_left_and_every_width_stays(texts: list[str]) -> None:
    """Of any line at all, as Textual measures it."""
    seen = filtered(*texts)
    assert not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in seen)
    assert not set(seen) & BIDI_CONTROLS
    assert sum(map(cell_len, filtered_each(texts))) == sum(map(cell_len, texts))


def filtered_each(texts: list[str]) -> list[str]:
    """The texts of a line's segments, as the terminal gets them."""
    line = InertFilter().apply([Segment(text) for text in texts], Color(0, 0, 0))
    return [segment.text for segment in line]
