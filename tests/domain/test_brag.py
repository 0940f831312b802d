"""The brag document: which wins, in which groups, in which words."""

from __future__ import annotations

import pytest

from careertui.domain.brag import Group, Grouping, brag_document, in_groups, stretch_words, wins_between
from careertui.domain.career import Records
from careertui.domain.identity import id_of_number
from careertui.domain.job import Job
from careertui.domain.partial_date import PartialDate
from careertui.domain.skill import Skill
from careertui.domain.win import Win

JOB = Job(id=id_of_number(1), title="Engineer", organisation="Acme")
SQL, WRITING = (Skill(id=id_of_number(number), name=name) for number, name in ((2, "SQL"), (3, "Writing")))


def win(number: int, on: str, **fields: object) -> Win:
    """A win with a title of its number."""
    said = {"title": f"Win {number}", "on": on, **fields}
    return Win.model_validate({"id": id_of_number(100 + number), **said})


WINS = (
    win(1, "2025-12-31", theme="speed", shows=(SQL.id,), job=JOB.id),
    win(2, "2026-01", theme="calm", shows=(WRITING.id, SQL.id), measure="-40%"),
    win(3, "2026", theme="calm", job=JOB.id),
    win(4, "2026-07-01", measure="2x"),
    win(5, "", theme="calm"),
)
CAREER = Records([JOB, SQL, WRITING, *WINS])


def numbers(groups: tuple[Group, ...]) -> list[tuple[str, list[int]]]:
    """The groups by name, with the numbers of their wins."""
    return [(group.name, [int(one.title.split()[-1]) for one in group.wins]) for group in groups]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("", "", [1, 2, 3, 4, 5]),
        ("2026-01", "", [2, 3, 4]),
        ("2026-02", "2026-06", [3]),  # of 2026, which may be one of those months
        ("2026-07-01", "2026-07-01", [3, 4]),
        ("", "2025", [1]),
        ("", "2026-01-01", [1, 2, 3]),
    ],
)
def test_a_win_counts_where_it_may_lie_in_the_stretch(since: str, until: str, found: list[int]) -> None:
    """Both ends are within it, as far as they reach; undated wins are in the whole alone."""
    ends = [PartialDate.parse(text) if text else None for text in (since, until)]
    assert [int(one.title.split()[-1]) for one in wins_between(CAREER, *ends)] == found


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("year", [("2026", [3, 4, 2]), ("2025", [1]), ("Not dated", [5])]),
        ("job", [("Engineer at Acme", [3, 1]), ("Beside the job", [4, 2, 5])]),
        ("theme", [("calm", [3, 2, 5]), ("speed", [1]), ("No theme", [4])]),
        ("skill", [("SQL", [1]), ("Writing", [2]), ("No skill named", [3, 4, 5])]),
    ],
)
def test_every_win_stands_in_one_group(by: Grouping, groups: list[tuple[str, list[int]]]) -> None:
    """The latest first; 2026 alone may be as late as its last day. Of skills the first counts."""
    told = [(JOB.heading if name.startswith("Engineer") else name, wins) for name, wins in groups]
    assert numbers(in_groups(CAREER, CAREER.all(Win), by)) == told


def test_the_document_leads_with_measures() -> None:
    """A win with one comes before a later win without, and begins with it."""
    said = brag_document(CAREER, in_groups(CAREER, WINS[1:3], "theme"), "Wins since Jan 2026")
    assert said == (
        f"# Wins since Jan 2026\n\n## calm\n\n- **-40%** · Win 2 (Jan 2026)\n- Win 3 (2026, {JOB.heading})\n"
    )


def test_hostile_text_is_inert_in_the_document() -> None:
    """No heading, emphasis, link, HTML or control character comes of what a person imported."""
    bad = win(9, "2026", impact="a\n# b\n<script>", measure="**x**", theme="[t](http://x)\n# h")
    bad = bad.revised(title="![i](javascript:1) \x1b]52;c;x\x07")
    said = brag_document(CAREER, in_groups(CAREER, [bad], "theme"))
    assert [line for line in said.split("\n") if line.startswith("#")] == [
        "# Wins",
        "## \\[t\\](http://x) \\# h",
    ]
    assert "- **\\*\\*x\\*\\*** · \\!\\[i\\](javascript:1) ␛]52" in said.replace("\\]52", "]52")
    assert "  a \\# b \\<script\\>" in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("", "", "Wins"),
        ("2026-01", "", "Wins since Jan 2026"),
        ("", "2026", "Wins until 2026"),
        ("2026-01", "2026-06", "Wins, Jan 2026 to Jun 2026"),
    ],
)
def test_the_title_says_the_stretch(since: str, until: str, said: str) -> None:
    """In words."""
    assert stretch_words(*(PartialDate.parse(text) if text else None for text in (since, until))) == said
