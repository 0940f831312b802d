"""What-if futures: what one may hold, and which job a stone is already."""

from __future__ import annotations

from typing import Any

import pytest

from careertui.domain.future import OWN_PATH, PATHS, SOURCE, Future, PlannedStone, planned_as, question_of
from careertui.domain.job import Job
from careertui.domain.kinds import make
from careertui.domain.partial_date import PartialDate
from careertui.domain.record import THE_EPOCH, Source
from careertui.errors import InvalidRecordError

FUTURE_ID, JOB_ID, OTHER_ID = "0" * 25 + "F", "0" * 25 + "J", "0" * 25 + "K"
FUTURE = Future(id=FUTURE_ID, title="By the water")
STONE = PlannedStone(title="Boat builder", organisation="Harbour", start=PartialDate(2028))
ITS_KEY = f"{FUTURE_ID}/boat builder, harbour"


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"title": "one two three four five six seven"}, "title", "at most 6 words"),
        ({"appeal": 6}, "appeal", "less than or equal to 5"),
        ({"coherence": 0}, "coherence", "greater than or equal to 1"),
        ({"stones": [{"title": "S", "start": "2028-06", "end": "2028-05"}]}, "stones", "cannot end"),
        ({"stones": [{"organisation": "Harbour"}]}, "stones", "is needed"),
    ],
)
def test_what_a_future_may_not_hold_is_said_beside_its_field(
    fields: dict[str, Any], field: str, said: str
) -> None:
    """A form shows it there."""
    with pytest.raises(InvalidRecordError) as caught:
        make(Future, {"title": "By the water", **fields})
    assert said in caught.value.fields[field]


def test_six_words_are_a_title() -> None:
    """Spaces around and between them do not count."""
    assert make(Future, {"title": " a house  by the water somewhere "}).title.split()[-1] == "somewhere"


def test_each_path_has_its_question_and_any_other_words_a_common_one() -> None:
    """However the words are written."""
    assert [question_of(path.upper()) for path in PATHS] == list(PATHS.values())
    assert question_of("back to school") == question_of("") == OWN_PATH
    assert OWN_PATH not in PATHS.values()


@pytest.mark.parametrize(
    ("job", "is_it"),
    [
        ({"title": "boat BUILDER", "organisation": "HARBOUR", "start": "2028-03"}, True),
        ({"title": "Boat builder", "organisation": "Harbour"}, True),
        ({"title": "Boat builder", "organisation": "Harbour", "start": "2029"}, False),
        ({"title": "Boat builder", "organisation": "Yard"}, False),
        ({"title": "Boat builder"}, False),
        ({"title": "Boat buyer", "organisation": "Harbour"}, False),
        ({"title": "Boat builder", "organisation": "Harbour", "archived": THE_EPOCH}, False),
        ({"title": "Another name", "source": {"importer": SOURCE, "key": ITS_KEY}}, True),
        ({"title": "Another", "source": {"importer": SOURCE, "key": ITS_KEY}, "archived": THE_EPOCH}, True),
        ({"title": "Another name", "source": {"importer": "jsonresume", "key": ITS_KEY}}, False),
        ({"title": "Another name", "source": {"importer": SOURCE, "key": f"{ITS_KEY}s"}}, False),
    ],
)
def test_which_job_a_stone_is_already(job: dict[str, Any], is_it: bool) -> None:
    """The one it became, whatever it is called by now; or one like it, at a time that may be the same."""
    one = make(Job, {"id": JOB_ID, **job})
    assert (planned_as(FUTURE, STONE, [one]) is one) is is_it


def test_a_stone_that_names_no_organisation_may_be_anywhere() -> None:
    """The person has not decided yet where."""
    one = Job(id=JOB_ID, title="Boat builder", organisation="Yard")
    assert planned_as(FUTURE, PlannedStone(title="Boat builder"), [one]) is one


def test_the_job_a_stone_became_comes_before_one_that_looks_like_it() -> None:
    """Else one that was renamed would leave its place to a stranger."""
    like = Job(id=OTHER_ID, title="Boat builder", organisation="Harbour")
    became = Job(id=JOB_ID, title="Skipper", source=Source(importer=SOURCE, key=ITS_KEY))
    assert planned_as(FUTURE, STONE, [like, became]) is became
