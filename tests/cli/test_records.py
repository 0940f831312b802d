"""list, show, add, edit, archive, unarchive."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from careertui.cli import output
from careertui.cli.parser import KIND_NAMES
from careertui.domain.fields import fields_of
from careertui.domain.identity import key_of_id
from careertui.domain.kinds import KINDS
from careertui.open import open_planner
from tests.cli.conftest import NOON, Run

HOSTILE = "\x1b]52;c;ZXZpbA==\x07 \x9b2J \u202egpj.exe [/red][@click=app.quit]"


def as_terminal(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """Let stdout be a terminal of this width."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(width))


# --- adding -----------------------------------------------------------------------------------------


def test_adding_prints_the_new_id_and_the_heading(run: Run) -> None:
    """The id is what the next command needs."""
    said = run("add", "goal", "--title", "Learn Rust", "--due", "2027-Q1")
    assert (said.code, said.err) == (0, "")
    shown = run("show", "goals", said.id, "--json").json
    assert (shown["title"], shown["due"], shown["column"]) == ("Learn Rust", "2027-Q1", "backlog")
    assert said.out == f"{shown['id']}\tLearn Rust\n"


def test_the_printed_document_is_the_stored_one(run: Run, store: Path) -> None:
    """JSON has the keys of the file, aliases and all, and no empty fields."""
    run("add", "contact", "--name", "Ada")
    said = run("add", "interaction", "--with", "Ada", "--summary", "compilers", "--json")
    kept = json.loads(store.read_text())["interactions"][key_of_id(said.json["id"])]
    assert said.json == kept
    assert "with" in said.json
    assert "private" not in said.json


def test_links_are_named_by_heading_by_beginning_and_by_id_prefix(run: Run) -> None:
    """A person types what they remember."""
    ada = run("add", "contact", "--name", "Ada Lovelace").id
    bob = run("add", "contact", "--name", "Bob").id
    typed = ("add", "win", "--title", "Spoke", "--with", "ada l", "--with", bob, "--json")
    assert run(*typed).json["with"] == [ada, bob]
    assert run("add", "win", "--title", "Met", "--with", ada[:-1].lower(), "--json").json["with"] == [ada]


def test_a_link_to_nobody_is_refused_naming_the_option(run: Run, store: Path) -> None:
    """The person learns which option, and where to look; nothing is kept."""
    said = run("add", "goal", "--title", "Learn", "--serves", "Nowhere")
    assert (said.code, said.out) == (1, "")
    assert "--serves: No vision answers to 'Nowhere'" in said.err
    assert "careertui list visions" in said.err
    assert not store.exists()


def test_a_link_that_two_kinds_answer_to_asks_which(run: Run) -> None:
    """`led_to` may name a job, a goal or a vision of the same name."""
    run("add", "goal", "--title", "Lead")
    run("add", "vision", "--title", "Lead")
    said = run("add", "job", "--title", "Helpdesk", "--led-to", "lead")
    assert said.code == 1
    assert "2 records answer to 'lead'" in said.err


def test_values_of_several_parts_are_separated_by_bars(run: Run) -> None:
    """One occurrence of an option is one line of the form."""
    run("add", "skill", "--name", "SQL")
    job = run(
        "add", "job", "--title", "Helpdesk", "--gained", "SQL | 1 | 3", "--knowledge", "banks", "--json"
    )
    assert [(gain["from"], gain["to"]) for gain in job.json["gained"]] == [(1, 3)]
    goal = run("add", "goal", "--title", "G", "--steps", "Read | 2026-11-01", "--steps", "Write", "--json")
    assert goal.json["steps"] == [{"text": "Read", "done_on": "2026-11-01"}, {"text": "Write"}]


def test_a_value_may_begin_with_a_dash(run: Run) -> None:
    """Written after an equals sign; without one, the message says so."""
    assert run("add", "win", "--title", "W", "--measure=-40%", "--json").json["measure"] == "-40%"
    said = run("add", "win", "--title", "W", "--measure", "-40%")
    assert said.code == 2
    assert "--measure=VALUE" in said.err


@pytest.mark.parametrize(
    ("typed", "field", "day"),
    [
        (("ask", "--what", "a raise"), "on", "2026-11-22"),
        (("win", "--title", "Shipped"), "on", "2026-11-22"),
        (("win", "--title", "Shipped", "--on", "2025"), "on", "2025"),
        (("review",), "of", "2026-11-16"),
        (("review", "--period", "quarter"), "of", "2026-10-01"),
        (("review", "--period", "year"), "of", "2026-01-01"),
    ],
)
def test_what_happens_on_a_day_happened_today_unless_said(
    run: Run, typed: tuple[str, ...], field: str, day: str
) -> None:
    """A review looks back on the period that today is in; its week begins on Monday."""
    assert run("add", *typed, "--json").json[field] == day


def test_a_column_is_named_as_the_board_shows_it(run: Run, store: Path) -> None:
    """The board's key or name, in any case; another is refused with those there are."""
    assert run("add", "goal", "--title", "G", "--column", "DOING", "--json").json["column"] == "doing"
    with open_planner(store, lambda: NOON) as planner, planner.change("Rename a column") as change:
        columns = tuple(column.revised(name=f"{column.name}!") for column in planner.board.columns)
        change.put(planner.board.revised(columns=columns))
    for column in ("Next!", "next"):
        assert run("edit", "goal", "G", "--column", column, "--json").json["column"] == "next"
    assert "\tNext!\t" in run("list", "goals").out
    said = run("add", "goal", "--title", "G", "--column", "Someday")
    assert said.code == 1
    assert "Backlog!, Next!, Doing!, Done!" in said.err


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("goal",), "title: is needed"),
        (("goal", "--title", " "), "title: cannot be empty"),
        (("goal", "--title", "G", "--due", "someday"), "--due: 'someday' is not a date"),
        (("goal", "--title", "G", "--kind", "wish"), "--kind: 'wish' is not one of learning"),
        (("job", "--title", "J", "--start", "2020", "--end", "2019"), "cannot end (2019) before it starts"),
        (("value", "--name", "V", "--weight", "9"), "weight: should be less than or equal to 5"),
    ],
)
def test_a_value_that_breaks_a_rule_is_refused_with_the_rule(
    run: Run, store: Path, typed: tuple[str, ...], told: str
) -> None:
    """Exit code 1, one line, and nothing written."""
    said = run("add", *typed)
    assert (said.code, said.out) == (1, "")
    assert told in said.err
    assert said.err.count("\n") == 1
    assert not store.parent.exists()


# --- editing ----------------------------------------------------------------------------------------


def test_editing_changes_what_was_named_and_nothing_else(run: Run) -> None:
    """The rest of the record stays as it was."""
    run("add", "goal", "--title", "Learn Rust", "--due", "2027", "--tags", "craft")
    said = run("edit", "goal", "learn", "--title", "Learn Rust well", "--json")
    assert (said.json["title"], said.json["due"], said.json["tags"]) == ("Learn Rust well", "2027", ["craft"])
    assert said.json["version"] == 2


def test_an_empty_value_clears_a_field(run: Run) -> None:
    """One value, several, or text: all go the same way."""
    run("add", "skill", "--name", "Rust")
    made = ("--due", "2027", "--builds", "Rust", "--notes", "n", "--effort", "small", "--hours", "3")
    run("add", "goal", "--title", "G", *made)
    cleared = ("--due", "", "--builds", "", "--notes", "", "--effort", "", "--hours", "")
    said = run("edit", "goal", "G", *cleared, "--json")
    assert not {"due", "builds", "notes", "effort", "hours"} & said.json.keys()


def test_editing_without_a_field_is_wrong_usage(run: Run) -> None:
    """Nothing is guessed."""
    run("add", "goal", "--title", "G")
    said = run("edit", "goal", "G")
    assert said.code == 2
    assert "--title" in said.err


def test_an_edit_that_changes_nothing_writes_nothing(run: Run) -> None:
    """The version stays, so undo does not meet an empty step."""
    run("add", "goal", "--title", "G")
    said = run("edit", "goal", "G", "--title", "G", "--json")
    assert (said.code, said.json["version"]) == (0, 1)
    assert "says that already" in said.err


# --- archiving --------------------------------------------------------------------------------------


def test_an_archived_record_leaves_the_list_and_comes_back(run: Run) -> None:
    """Nothing is deleted; doing it twice is no error."""
    run("add", "goal", "--title", "Old")
    run("add", "goal", "--title", "New")
    assert run("archive", "goal", "Old").code == 0
    assert "archived already" in run("archive", "goal", "Old").err
    assert [goal["title"] for goal in run("list", "goals", "--json").json] == ["New"]
    assert [goal["title"] for goal in run("list", "goals", "--archived", "--json").json] == ["Old"]
    assert "archived 2026-11-22" in run("list", "goals", "--all").out
    assert run("unarchive", "goal", "Old", "--json").json["title"] == "Old"
    assert len(run("list", "goals", "--json").json) == 2


# --- listing ----------------------------------------------------------------------------------------


def test_a_list_for_a_program_has_whole_ids_whole_text_and_tabs(run: Run) -> None:
    """`cut -f2` gives the headings, however long and whatever is in them."""
    title = f"A\tlong {'title ' * 40}".strip()
    id_ = run("add", "goal", "--title", title, "--due", "2027-Q1").id
    assert run("list", "goals").out == f"{id_}\t{' '.join(title.split())}\tBacklog\tdue Q1 2027\t\t\n"


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_list_for_a_person_fits_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """Wide letters count twice, so that no line wraps."""
    run("add", "goal", "--title", "学ぶ " * 30, "--due", "2027-Q1")
    run("add", "goal", "--title", "Short")
    as_terminal(monkeypatch, width)
    lines = output_lines(run)
    assert len(lines) == 2
    assert all(sum(2 if letter in "学ぶ" else 1 for letter in line) <= width for line in lines)
    assert "…" in lines[0]


def output_lines(run: Run) -> list[str]:
    """The lines of `list goals`, as they look on the terminal."""
    return run("list", "goals").out.splitlines()


def test_a_list_for_a_person_has_ids_that_can_be_typed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each id shown names its record, and no letter more is shown than that takes."""
    made = {run("add", "goal", "--title", title).id: title for title in ("One", "Two", "Three")}
    monkeypatch.setattr(output, "terminal_width", lambda: 100)
    for line in output_lines(run):
        shown, title = line.split("  ")[:2]
        assert 6 <= len(shown) < 26
        assert run("show", "goal", shown).out.splitlines()[0].endswith(title)
        assert sum(id_.startswith(shown[:-1]) for id_ in made) > 1 or len(shown) == 6


def test_an_ambiguous_beginning_is_refused_with_the_candidates(run: Run) -> None:
    """Two records made in the same millisecond share ten letters."""
    one, two = run("add", "goal", "--title", "One").id, run("add", "goal", "--title", "Two").id
    said = run("show", "goal", one[:8])
    assert said.code == 1
    assert "2 goals answer to" in said.err
    assert one in said.err
    assert two in said.err


def test_words_narrow_a_list_to_the_records_that_mention_them_all(run: Run) -> None:
    """In any field, in any case; ids are not words."""
    run("add", "goal", "--title", "Learn Rust", "--notes", "The borrow checker")
    run("add", "goal", "--title", "Learn to sail", "--steps", "Buy ROPE")
    run("add", "goal", "--title", "Rest")
    assert [goal["title"] for goal in run("list", "goals", "learn", "BORROW", "--json").json] == [
        "Learn Rust"
    ]
    assert [goal["title"] for goal in run("list", "goals", "rope", "--json").json] == ["Learn to sail"]
    rust = run("add", "skill", "--name", "Rust").id
    run("edit", "goal", "Learn Rust", "--builds", "Rust")
    assert run("list", "goals", rust, "--json").json == []
    said = run("list", "goals", "nothing")
    assert (said.code, said.out) == (0, "")
    assert "No goal mentions nothing." in said.err


def test_an_empty_list_is_empty_and_says_how_to_begin(run: Run, store: Path) -> None:
    """Stdout stays data; looking creates no file."""
    assert run("list", "goals", "--json").json == []
    said = run("list", "goals")
    assert (said.code, said.out) == (0, "")
    assert "careertui add goal" in said.err
    assert not store.parent.exists()


EXAMPLES = {
    "vision": ("--title", "Tools people love"),
    "value": ("--name", "Craft"),
    "goal": ("--title", "Learn Rust"),
    "skill": ("--name", "SQL", "--levels", "2020 | 1", "--levels", "2026 | 3", "--target", "4"),
    "job": ("--title", "Helpdesk", "--start", "2014", "--end", "2016", "--values-fit", "Craft | 4"),
    "contact": ("--name", "Ada", "--cadence", "60 | 120"),
    "interaction": ("--with", "Ada", "--follow-up", "2026-12-01 | send the paper"),
    "challenge": ("--title", "A keynote", "--before", "8", "--after", "5", "--status", "let go"),
    "future": ("--title", "By the water", "--stones", "Boat builder | Harbour | 2028-03", "--appeal", "5"),
    "win": ("--title", "Cut the build", "--measure=-40%", "--job", "Helpdesk"),
    "ask": ("--what", "feedback", "--kind", "feedback", "--of", "Ada"),
    "review": ("--answers", "What moved? | Much", "--period", "quarter"),
    "case": ("--role", "Staff engineer", "--criteria", "Leads across teams", "--of", "Ada"),
}


def test_every_kind_can_be_added_listed_shown_and_read_as_json(run: Run) -> None:
    """Singular and plural names are as good; every column that tells of a kind stands in its row."""
    telling = {
        "skill": "level 3",
        "challenge": "8 → 5",
        "future": "1 stone",
        "ask": "Ada",
        "win": "Helpdesk",
        "job": "2014 – 2016",
        "case": "0 of 1 with evidence",
    }
    for kind in KINDS:
        id_ = run("add", kind.kind, *EXAMPLES[kind.kind]).id
        assert telling.get(kind.kind, id_) in run("list", kind.plural).out
        assert run("list", kind.kind, "--json").json == [run("show", kind.plural, id_, "--json").json]
        assert id_ in run("show", kind.kind, id_).out


def test_showing_names_what_it_links_to_and_leaves_out_what_is_empty(run: Run) -> None:
    """A person reads headings, not ids."""
    run("add", "skill", "--name", "Rust")
    run("add", "goal", "--title", "G", "--builds", "Rust", "--notes", "one\ntwo")
    lines = run("show", "goal", "G").out.splitlines()
    assert any(line.split() == ["Builds", "Rust"] for line in lines)
    assert lines[lines.index(next(line for line in lines if line.startswith("Notes"))) + 1].strip() == "two"
    assert not any(line.startswith("Due") for line in lines)


def test_a_skill_is_shown_with_what_built_it_and_what_is_missing(run: Run) -> None:
    """Where it grew, what builds it and shows it, and the vision that needs it: the skills page in words."""
    run("add", "skill", "--name", "Rust", "--levels", "2020 | 1\n2022 | 3", "--target", "5")
    run("add", "job", "--title", "Engineer", "--start", "2019", "--end", "2023")
    run("add", "vision", "--title", "Tools people love", "--horizon", "10")
    run("add", "goal", "--title", "Write a parser", "--builds", "Rust", "--serves", "Tools people love")
    run("add", "win", "--title", "Halved the build", "--shows", "Rust")
    said = [" ".join(line.split()) for line in run("show", "skill", "Rust").out.splitlines()]
    for line in (
        "Grew at Engineer 1 → 3",
        "Built by Write a parser",
        "Shown by Halved the build",
        "Needed for Tools people love",
        "Missing 2 levels to 5",
    ):
        assert line in said


# --- hostile text -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", [("list", "goals"), ("show", "goal", "\x1b"), ("archive", "goal", "\x1b")]
)
def test_a_hostile_title_reaches_no_terminal_alive(run: Run, command: tuple[str, ...]) -> None:
    """Neither in rows nor in details, nor in the words on stderr."""
    run("add", "goal", "--title", HOSTILE, "--notes", HOSTILE)
    for said in (run(*command), run(*command)):
        assert said.code == 0
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(said.out + said.err)
        assert "[/red][@click=app.quit]" in said.out


def test_hostile_text_is_whole_in_json_and_still_harmless(run: Run) -> None:
    """What could lead a terminal is written as an escape, which a JSON reader turns back."""
    said = run("add", "goal", "--title", f"{HOSTILE} é 東京 \U000e0041", "--json")
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\U000e0041"} & set(said.out)
    assert "é 東京" in said.out
    assert said.json["title"] == f"{HOSTILE} é 東京 \U000e0041"


def test_a_complaint_does_not_repeat_live_characters(run: Run) -> None:
    """What was typed comes back in errors too."""
    said = run("list", "\x1b[2J")
    assert said.code == 2
    assert "\x1b" not in said.err


# --- help -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_help_for_a_kind_lists_every_field_as_an_option(run: Run, kind: type) -> None:
    """A new field on a record appears here without an edit of the command line."""
    for command in ("add", "edit"):
        said = run(command, kind.kind, "--help")  # type: ignore[attr-defined]
        assert (said.code, said.err) == (0, "")
        for spec in fields_of(kind):
            assert f"--{spec.key.replace('_', '-')} " in said.out


def test_the_kinds_that_help_names_are_those_there_are() -> None:
    """The sentence is written out so that help need not load the records."""
    assert ", ".join(kind.plural for kind in KINDS) == KIND_NAMES


def test_a_filter_of_the_screens_narrows_a_list(run: Run) -> None:
    """In the same words; nothing left is said in English, and what is not understood is refused."""
    run("add", "vision", "--title", "Tools people love")
    run(
        "add",
        "goal",
        "--title",
        "Learn Rust",
        "--due",
        "2026-12",
        "--tags",
        "learning",
        "--serves",
        "Tools people love",
    )
    run("add", "goal", "--title", "Sleep", "--due", "2028")
    said = run("list", "goals", "--filter", "due:<2027 #learning serves:tools", "--json")
    assert [goal["title"] for goal in said.json] == ["Learn Rust"]
    assert [goal["title"] for goal in run("list", "goals", "--filter=-#learning", "--json").json] == ["Sleep"]
    none = run("list", "goals", "--filter", "due:>2030")
    assert (none.code, none.out) == (0, "")
    assert "Goals due after 2030: 0 of 2." in none.err
    unclear = run("list", "goals", "--filter", "is:quiet")
    assert unclear.code == 2
    assert "“quiet” is said of people, not of goals" in unclear.err
