"""Rows for people and rows for programs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careertui.cli.table import cells, cut, for_people, for_programs


@pytest.mark.parametrize(
    ("text", "wide"),
    [("", 0), ("plain", 5), ("東京", 4), ("e\u0301", 1), ("ﬁ", 1), ("🚀", 2), ("می\u200cخ", 3)],
)
def test_a_letter_takes_the_cells_its_script_gives_it(text: str, wide: int) -> None:
    """East Asian letters and emoji take two, combining marks and joiners none."""
    assert cells(text) == wide


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])), st.integers(0, 30))
def test_what_is_cut_fits(text: str, width: int) -> None:
    """And what fits already stays as it is."""
    shorter = cut(text, width)
    assert cells(shorter) <= width
    assert shorter == text or shorter.endswith("…") or width == 0


def test_the_heading_gives_way_and_the_other_columns_stay_aligned() -> None:
    """A column that is empty in every row takes no room."""
    rows = [("01K", "A heading that is far too long", "", "Doing"), ("01M", "Short", "", "Done")]
    assert for_people(rows, 30) == ["01K  A heading that is…  Doing", "01M  Short               Done"]
    assert for_people([], 30) == []


def test_a_program_gets_every_column_even_an_empty_one() -> None:
    """So that the third is always the third."""
    assert for_programs([("01K", "", "Doing")]) == ["01K\t\tDoing"]
