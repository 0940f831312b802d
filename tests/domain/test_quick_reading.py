"""What is read quickly is what pydantic reads: the same record in every part, or it is left to pydantic."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careertui.demo import ANCHOR, sample_career
from careertui.domain.goal import BOARD_ID, Board
from careertui.domain.kinds import STORED, make
from careertui.domain.quick_reading import quick_record
from careertui.domain.record import Record
from careertui.domain.review import WaitingReviews
from careertui.domain.saved_filter import SavedFilter
from careertui.errors import InvalidRecordError
from careertui.store.documents import to_document

EXAMPLES: tuple[Record, ...] = (
    *sample_career(ANCHOR),
    Board(id=BOARD_ID),
    SavedFilter(name="Mentors", screen="network", said="mentor"),
    WaitingReviews(),
)
ODD_TEXTS = ("", " ", "a\nb", " a ", "ü" * 3, "2026-02-30", "2026-Q3", "2026", "01ARZ3NDEKTSV4RRFFQ69G5FAV")
MOMENTS = (
    "2026-11-22T09:00:00Z",
    "2026-11-22T09:00:00.000001Z",
    "2026-11-22T09:00:00",
    "2026-11-22T24:00:00Z",
    "2026-11-22T09:00:60Z",
    "2026-11-22T09:00:00+02:00",
    "2026-11-22 09:00:00Z",
    "2026-13-22T09:00:00Z",
    "2026-W01-1T09:00:00Z",
)
ODD: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 12),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False),
    st.sampled_from([*ODD_TEXTS, *MOMENTS]),
    st.text(max_size=8),
    st.lists(st.sampled_from(ODD_TEXTS), max_size=3),
    st.dictionaries(st.sampled_from(["on", "what", "text", "from", "kind", *ODD_TEXTS]), st.integers(0, 9)),
)


def read_alike(kind: type[Record], document: dict[str, Any]) -> bool:
    """Hold the two readings of a document against each other; False when it is left to pydantic."""
    quick = quick_record(kind, document)
    if quick is None:
        return False
    sure = make(kind, document)
    assert quick == sure
    assert repr(quick) == repr(sure)  # the types of the values, and the order of the fields
    assert list(quick.__dict__) == list(sure.__dict__)
    assert quick.model_fields_set == sure.model_fields_set
    assert quick.model_extra == sure.model_extra
    assert to_document(quick) == to_document(sure)
    return True


@st.composite
def documents(draw: st.DrawFn) -> tuple[type[Record], dict[str, Any]]:
    """A document of the demo with something odd in it: in a field, within a field, or beside them."""
    record = draw(st.sampled_from(EXAMPLES))
    document = to_document(record)
    names = [spec.alias or name for name, spec in type(record).model_fields.items()]
    for _ in range(draw(st.integers(0, 2))):
        name = draw(st.sampled_from([*names, "unheard_of", "goal_kind", "people"]))
        said = document.get(name)
        inside = [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
        if draw(st.booleans()) and inside:
            part: dict[str, Any] = draw(st.sampled_from(inside))
            part[draw(st.sampled_from([*map(str, part), "more"]))] = draw(ODD)
        elif name in document and draw(st.booleans()):
            del document[name]
        else:
            document[name] = draw(ODD)
    return type(record), document


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=600)
@given(documents())
def test_whatever_a_document_says_both_read_the_same(example: tuple[type[Record], dict[str, Any]]) -> None:
    """Where the quick one reads it at all; what it reads breaks no rule."""
    kind, document = example
    try:
        read_alike(kind, document)
    except InvalidRecordError as error:
        raise AssertionError(f"read quickly, and refused by pydantic: {document}") from error


@pytest.mark.parametrize("kind", STORED, ids=lambda kind: kind.__name__)
def test_every_kind_is_read_quickly(kind: type[Record]) -> None:
    """All documents that careertui writes are, or a start costs what the validators of the kind cost."""
    documents = [to_document(record) for record in EXAMPLES if type(record) is kind]
    for document in documents:
        assert read_alike(kind, document), document
    assert documents or kind.__name__ == "Case"


def test_what_records_share_is_no_way_from_one_to_another() -> None:
    """A copy that says more leaves the record it was made from, and its neighbours, as they were."""
    document = to_document(SavedFilter(name="Mentors", screen="network", said="mentor"))
    one, other = (quick_record(SavedFilter, document) for _ in range(2))
    assert one is not None
    assert other is not None
    copy = one.model_copy(update={"notes": "more", "unheard_of": 1})
    assert copy.model_fields_set > one.model_fields_set == other.model_fields_set
    assert one.model_extra == other.model_extra == {}
    assert quick_record(SavedFilter, document) == one
