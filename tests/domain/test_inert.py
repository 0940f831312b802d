"""Text from anywhere does nothing to a terminal but be read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careertui.domain.inert import inert


@pytest.mark.parametrize(
    ("live", "seen"),
    [
        ("\x1b]52;c;ZXZpbA==\x07", "␛]52;c;ZXZpbA==␇"),
        ("a\tb", "a b"),
        ("\x00\x7f", "␀␡"),
        ("\x9b31m", "�31m"),
        ("abc\u202edef\u2069", "abc�def�"),
        ("\u200e\u200f\u061c", "���"),
        ("\ufeff\u2028\u2029", "���"),
        ("\ud800", "�"),
        ("\U000e0041", "�"),
        ("one\ntwo\r\n", "one⏎two␍⏎"),
    ],
)
def test_what_a_terminal_would_obey_is_replaced_by_something_to_see(live: str, seen: str) -> None:
    """Controls, bidirectional marks, tags and halves of surrogate pairs all become visible."""
    assert inert(live) == seen


BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""All that have the property Bidi_Control."""
FORMATS_OF_SCRIPTS = "\u00ad\u200b\u200c\u200d"
"""Of the format characters (Cf) those that words need: a soft hyphen, a place to break, the joiners."""


@pytest.mark.parametrize("letter", BIDI_CONTROLS, ids=ascii)
def test_no_bidi_control_is_left(letter: str) -> None:
    """Each of them, so that a line reads as what it is."""
    assert inert(f"a{letter}b") == "a�b"


def test_of_all_format_characters_only_those_stay_that_scripts_write_with() -> None:
    """Signs of Arabic, Syriac, Kaithi and hieroglyphs are seen; the rest is invisible, and is replaced."""
    left = [
        letter
        for letter in map(chr, range(0x110000))
        if unicodedata.category(letter) == "Cf" and inert(letter) == letter
    ]
    written = ("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN")
    others = [
        letter
        for letter in left
        if not unicodedata.name(letter).startswith(written) and letter not in FORMATS_OF_SCRIPTS
    ]
    assert others == []
    assert "\u2066" not in left


def test_line_feeds_stay_where_lines_are_wanted() -> None:
    """Notes keep their lines, and nothing else that is live."""
    assert inert("one\ntwo\x1b[2J\r", lines=True) == "one\ntwo␛[2J␍"


@pytest.mark.parametrize("text", ["", "plain", "Zoë 東京 العربية", "👩\u200d💻", "e\u0301", "می\u200cخواهم"])
def test_letters_marks_and_joiners_stay(text: str) -> None:
    """What scripts and emoji need is not taken for an attack."""
    assert inert(text) is text


@given(st.text(st.characters(codec=None)))
def test_nothing_live_is_left_and_nothing_is_replaced_twice(text: str) -> None:
    """Whatever goes in, what comes out can be encoded, has no control character, and is stable."""
    seen = inert(text)
    seen.encode("utf-8")
    assert not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in seen)
    assert not set(seen) & set(BIDI_CONTROLS)
    assert inert(seen) == seen
