"""careertui capture: one line of plain English from the shell."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_line_is_recorded_and_what_was_recorded_is_printed(run: Run) -> None:
    """The ids and headings on stdout, the sentence on stderr; undo takes all of it back at once."""
    said = run("capture", "met Ada Lovelace and Bob yesterday about compilers")
    assert said.code == 0
    rows = [line.split("\t") for line in said.out.splitlines()]
    assert [row[1:] for row in rows] == [
        ["contact", "Ada Lovelace"],
        ["contact", "Bob"],
        ["interaction", "compilers"],
    ]
    assert said.err == (
        "Recorded. Met Ada Lovelace and Bob; new: Ada Lovelace and Bob; on Sat 21 Nov 2026, yesterday; "
        "about compilers. `careertui undo` takes it back.\n"
    )
    assert run("show", "interaction", rows[2][0], "--json").json["with"] == [rows[0][0], rows[1][0]]
    run("undo")
    assert run("list", "contacts").out == run("list", "interactions").out == ""


def test_the_line_may_come_in_several_words_and_go_out_as_json(run: Run) -> None:
    """Quotes around a line without marks can be left out."""
    said = run("capture", "goal", "learn", "Rust", "by", "Q3", "--json").json
    assert said["dry_run"] is False
    (goal,) = said["records"]
    assert (goal["record"], goal["title"], goal["due"]) == ("goal", "learn Rust", "2027-Q3")


def test_a_dry_run_says_what_would_be_recorded_and_records_nothing(run: Run) -> None:
    """Without ids, because there are none yet."""
    said = run("capture", "met Bob", "--dry-run")
    assert (said.code, said.out) == (0, "contact\tBob\ninteraction\tmeeting on 2026-11-22\n")
    assert said.err.startswith("This would be recorded: Met Bob; new: Bob; on Sun 22 Nov 2026, today.")
    assert run("list", "contacts").out == ""


def test_a_line_that_cannot_be_recorded_is_refused_with_the_reason(run: Run, store: Path) -> None:
    """Exit code 1, stdout empty, nothing kept."""
    for line, why in {"goal learn Rust by summer": "“summer” begins", "fly to the moon": "“fly”"}.items():
        said = run("capture", line)
        assert (said.code, said.out) == (1, "")
        assert why in said.err
    assert "goals" not in (store.read_text() if store.exists() else "")
