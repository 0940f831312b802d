"""Exit codes, streams and start-up, in processes of their own and at the boundary."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from careertui import __version__
from careertui.cli import records
from careertui.cli.main import main
from tests.cli.conftest import Run

LOADED = (
    "import sys; from careertui.cli.main import main; main({argv!r}); print(*sys.modules, file=sys.stderr)"
)


def started(*argv: str, stdout: int = subprocess.PIPE, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `careertui` in a clean process."""
    return subprocess.run(
        [sys.executable, "-m", "careertui", *argv],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "", **more},  # as a person starts it
        check=False,
    )


def modules_after(argv: list[str]) -> set[str]:
    """The modules a clean process has loaded when the command has run."""
    said = subprocess.run(
        [sys.executable, "-c", LOADED.format(argv=argv)], capture_output=True, text=True, check=True
    )
    return set(said.stderr.split("\n")[-2].split())


@pytest.mark.usefixtures("store")
def test_a_list_never_loads_the_screens() -> None:
    """Neither Textual nor Rich: start-up is paid by every command."""
    loaded = modules_after(["list", "goals"])
    assert "careertui.planner.planner" in loaded
    assert not {"textual", "rich", "pendulum"} & loaded


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("argv", [["list", "goals"], ["practices"]])
def test_what_only_reads_builds_no_validator(argv: list[str]) -> None:
    """It takes longer than reading a small career; pydantic looks for plugins when it builds the first."""
    started("add", "goal", "--title", "Learn Rust")
    assert not {"pydantic.plugin._loader", "importlib.metadata"} & modules_after(argv)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("argv", [["--help"], ["--version"], ["where"]])
def test_what_reads_no_record_loads_no_records(argv: list[str]) -> None:
    """Help is there at once."""
    assert not {"pydantic", "tinydb", "orjson"} & modules_after(argv)


@pytest.mark.usefixtures("store")
def test_a_whole_round_through_the_front_door() -> None:
    """Data on stdout, words on stderr, a code for each ending."""
    added = started("add", "goal", "--title", "Learn Rust")
    assert (added.returncode, added.stderr) == (0, "")
    assert started("list", "goals").stdout.startswith(added.stdout.split("\t")[0])
    refused = started("show", "goal", "nothing")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("careertui: No goal answers to 'nothing'.")
    wrong = started("list", "wishes")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "There is no kind 'wishes'" in wrong.stderr
    assert started("undo").stdout == "Undone: Add goal “Learn Rust”\n"
    assert started("list", "goals", "--json").stdout == "[]\n"


def test_files_are_private_whatever_the_umask(store: Path) -> None:
    """A career is nobody else's business."""
    earlier = os.umask(0)
    try:
        assert started("add", "goal", "--title", "G").returncode == 0
    finally:
        os.umask(earlier)
    assert stat.S_IMODE(store.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in store.parent.iterdir() if path.is_file()} == {0o600}


@pytest.mark.usefixtures("store")
def test_a_closed_pipe_is_no_fault() -> None:
    """`careertui list goals | head` ends quietly."""
    started("add", "goal", "--title", "G")
    reading, writing = os.pipe()
    os.close(reading)
    said = started("list", "goals", stdout=writing)
    os.close(writing)
    assert (said.returncode, said.stderr) == (141, "")


@pytest.mark.usefixtures("store")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that Linux has")
def test_a_stdout_that_is_full_is_told_in_a_sentence() -> None:
    """Without a traceback, now or while Python shuts down."""
    started("add", "goal", "--title", "G")
    full = os.open("/dev/full", os.O_WRONLY)
    said = started("list", "goals", stdout=full)
    os.close(full)
    assert said.returncode == 1
    assert said.stderr == "careertui: The output could not be written (No space left on device).\n"


@pytest.mark.usefixtures("store")
def test_a_stdout_that_is_not_unicode_gets_what_it_can_take() -> None:
    """A character for each cell in rows; escapes, which lose nothing, in JSON."""
    started("add", "goal", "--title", "東京 é")
    listed = started("list", "goals", PYTHONIOENCODING="ascii")
    assert listed.returncode == 0
    assert "???? e" in listed.stdout
    assert "\\u6771\\u4eac \\u00e9" in started("list", "goals", "--json", PYTHONIOENCODING="ascii").stdout


def test_a_fault_of_ours_is_logged_privately_and_told_in_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The lines that led to it go to the state folder, not to the person."""

    def broken(*_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(records, "COMMANDS", {"list": broken})
    assert run("list", "goals").code == 1
    said = run("list", "goals")
    log = tmp_path / "state" / "careertui" / "careertui.log"
    assert said.err.count("\n") == 1
    assert str(log) in said.err
    assert log.read_text().count("raise ZeroDivisionError\nbuiltins.ZeroDivisionError\n") == 2
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700


def test_a_fault_that_cannot_be_logged_is_shown(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Better on the screen than nowhere."""

    def broken(*_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(records, "COMMANDS", {"list": broken})
    (tmp_path / "state").write_text("a file where the folder should be")
    said = run("list", "goals")
    assert said.code == 1
    assert "ZeroDivisionError" in said.err
    assert "could not be logged" in said.err


def test_ctrl_c_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the code a shell gives it."""

    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(records, "COMMANDS", {"list": interrupted})
    said = run("list", "goals")
    assert (said.code, said.out, said.err) == (130, "", "")


@pytest.mark.parametrize(
    "typed",
    [
        ("lst",),
        ("list",),
        ("list", "boards"),
        ("list", "goals", "--al"),
        ("list", "goals", "--all", "--archived"),
        ("add",),
        ("add", "goal", "--titel", "G"),
        ("add", "goal", "stray"),
        ("show", "goal"),
        ("edit", "goal", "--title", "G"),
        ("undo", "now"),
        ("--store",),
    ],
)
def test_what_is_not_understood_is_wrong_usage(run: Run, store: Path, typed: tuple[str, ...]) -> None:
    """Code 2, how it is written, one line of what is wrong; shortened options are not guessed at."""
    said = run(*typed)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("usage: careertui")
    assert said.err.splitlines()[-1].startswith("careertui: ")
    assert not store.parent.exists()


@pytest.mark.parametrize(
    "command", ["", "list", "show", "add", "edit", "archive", "import", "demo", "restore"]
)
def test_every_command_has_help_on_stdout(run: Run, command: str) -> None:
    """And reads nothing for it."""
    said = run(*([command] if command else []), "--help")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"usage: careertui {command}".strip())


def test_the_version_is_that_of_the_package(run: Run) -> None:
    """On stdout."""
    assert run("--version").out == f"careertui {__version__}\n"


def test_the_store_may_be_named_before_and_after_the_command(run: Run, store: Path, tmp_path: Path) -> None:
    """It goes before the environment; the nearer to the command's end wins."""
    one, two = str(tmp_path / "one.json"), str(tmp_path / "two.json")
    run("--store", one, "add", "goal", "--title", "One")
    run("add", "--store", two, "goal", "--title", "Two")
    run("--store", one, "add", "goal", "--title", "Three", "--store", two)
    assert [goal["title"] for goal in run("list", "goals", "--json", "--store", one).json] == ["One"]
    assert [goal["title"] for goal in run("--store", two, "list", "goals", "--json").json] == ["Two", "Three"]
    assert not store.exists()


def test_json_may_be_asked_for_before_and_after_the_kind(run: Run) -> None:
    """Both are where people type it."""
    assert run("add", "--json", "goal", "--title", "One").json["title"] == "One"
    assert run("add", "goal", "--title", "Two", "--json").json["title"] == "Two"


def test_without_a_command_this_process_s_own_arguments_are_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the installed script starts it."""
    monkeypatch.setattr(sys, "argv", ["careertui", "--version"])
    assert main() == 0
    assert __version__ in capsys.readouterr().out
