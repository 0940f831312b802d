"""brag and case: what is printed, ready to paste."""

from __future__ import annotations

from tests.cli.conftest import Run


def test_brag_prints_the_wins_of_a_stretch_in_groups(run: Run) -> None:
    """As rows, as Markdown and as JSON."""
    run("add", "win", "--title", "Old", "--on", "2025-05", "--theme", "calm")
    run("add", "win", "--title", "New", "--on", "2026-02-03", "--theme", "speed", "--measure=-40%")
    assert run("brag", "--by", "theme").out == "calm\t\tOld\tMay 2025\nspeed\t-40%\tNew\t3 Feb 2026\n"
    said = run("brag", "--from", "2026-01", "--by", "theme", "--markdown")
    assert said.out == "# Wins since Jan 2026\n\n## speed\n\n- **-40%** · New (3 Feb 2026)\n"
    assert [group["name"] for group in run("brag", "--json").json] == ["2026", "2025"]


def test_brag_says_when_there_is_nothing_and_refuses_what_is_no_stretch(run: Run) -> None:
    """In words on stderr."""
    said = run("brag", "--to", "1999")
    assert (said.code, said.out) == (0, "")
    assert "No win lies there" in said.err
    assert run("brag", "--from", "May").code == 1
    assert "is before --from" in run("brag", "--from", "2026", "--to", "2025").err


def test_case_prints_what_has_evidence_and_what_has_none(run: Run) -> None:
    """By its role."""
    run(
        "add",
        "case",
        "--role",
        "Staff engineer",
        "--criteria",
        "Leads",
        "--criteria",
        "Teaches",
        "--by",
        "2027",
    )
    assert run("case", "Staff engineer").out == "Leads\tno evidence yet\nTeaches\tno evidence yet\n"
    assert run("case", "staff engineer", "--markdown").out == (
        "# The case for Staff engineer\n\nBy 2027.\n\n"
        "## Leads\n\nNo evidence yet.\n\n## Teaches\n\nNo evidence yet.\n"
    )
    assert [one["evidence"] for one in run("case", "Staff engineer", "--json").json["criteria"]] == [[], []]
    assert run("case", "CTO").code == 1
