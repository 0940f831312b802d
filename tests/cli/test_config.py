"""`careertui config`: the file with everything in it, where it is, and what is wrong in it."""

from __future__ import annotations

import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from careertui.domain.reviews import QUESTIONS
from careertui.domain.thresholds import USUAL, Thresholds
from careertui.settings import parse_settings
from careertui.tui.keymap import every_binding, keymap_of
from tests.cli.conftest import Run


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the test's config file is looked for; nothing is there yet."""
    path = tmp_path / "config" / "config.toml"
    monkeypatch.setenv("CAREERTUI_CONFIG", str(path))
    return path


def test_the_file_names_every_binding_once_with_its_default_and_what_it_does(run: Run, config: Path) -> None:
    """As TOML that means nothing else than having no file."""
    said = run("config")
    assert (said.code, said.err) == (0, "")
    assert list(tomllib.loads(said.out)) == ["look", "practices", "reviews", "keys"]
    found = parse_settings(said.out)
    assert [remap.id for remap in found.remaps] == [bound.id for bound in every_binding()]
    assert found.problems == ()
    assert keymap_of(found.remaps) == keymap_of(())
    assert "quiet_days = 180  # a practice is called quiet after so many days\n" in said.out
    assert found.thresholds == USUAL
    assert 'goals.step = "x"  # Tick the next open step of the goal\n' in said.out
    assert 'record.new = "n,a"' in said.out
    assert all(bound.help and "\n" not in bound.help for bound in every_binding())
    assert not config.parent.exists()


def test_the_file_says_what_is_in_force_and_what_would_be(run: Run, config: Path) -> None:
    """Printed again, it parses to the same."""
    config.parent.mkdir()
    config.write_text(
        '[look]\ntheme = "nord"\nascii = true\n[practices]\nsoon_days = 7\n[keys]\nrecord.new = "F5, comma"\n'
    )
    said = run("config")
    assert "soon_days = 7  # what is due within so many days stands under Next (default 14)\n" in said.out
    assert 'record.new = "f5,comma"  # Write down something new on this screen (default "n,a")\n' in said.out
    again = parse_settings(said.out)
    assert (again.theme, again.ascii, again.thresholds) == ("nord", True, Thresholds(soon_days=7))
    assert keymap_of(again.remaps).keys == {"record.new": "f5,comma"}


def test_the_file_says_what_the_reviews_ask(run: Run, config: Path) -> None:
    """What was chosen, and for the other periods what everybody is asked; quotation marks survive."""
    usual = parse_settings(run("config").out)
    assert usual.questions == dict(QUESTIONS)
    config.parent.mkdir()
    config.write_text('[reviews]\nweek = [\'met: Who said "no"?\', "What next?"]\n')
    again = parse_settings(run("config").out)
    assert again.problems == ()
    assert again.questions == {**QUESTIONS, "week": ('met: Who said "no"?', "What next?")}


def test_check_says_what_is_wrong_on_stderr_and_in_its_exit_code(run: Run, config: Path) -> None:
    """With the line of each, in order."""
    assert run("config", "--check").code == 0
    config.parent.mkdir()
    config.write_text('[look]\ntheme = "nrd"\n[keys]\nrecord.nwe = "f5"\n')
    said = run("config", "--check")
    assert (said.code, said.out) == (1, "")
    assert said.err.splitlines() == [
        "config.toml, line 2: There is no theme 'nrd'; is it nord? It stays careertui-dark.",
        "config.toml, line 4: There is no command 'record.nwe'; is it record.new? It is passed over.",
    ]


def test_write_makes_the_file_and_path_says_where(run: Run, config: Path) -> None:
    """Its owner's alone; one that is there is left as it is."""
    assert run("config", "--path").out == f"{config}\n"
    assert not config.parent.exists()
    assert run("config", "--write").out == f"{config}\n"
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    assert config.read_text() == run("config").out
    again = run("config", "--write")
    assert (again.code, "left as it is" in again.err) == (1, True)


@pytest.mark.parametrize("command", [["config", "--path"], ["list", "goals"]])
def test_only_what_needs_the_bindings_loads_the_screens(command: list[str], tmp_path: Path) -> None:
    """Where the file is, and every other command, is told without them and without its being read."""
    code = (
        "import sys; from careertui.cli.main import main; main(sys.argv[1:]);"
        "sys.exit('textual' in sys.modules)"
    )
    argv = [sys.executable, "-c", code, *command]
    env = {"CAREERTUI_STORE": str(tmp_path / "career.json"), "PYTHONPATH": ":".join(sys.path)}
    assert subprocess.run(argv, env=env, check=False, capture_output=True).returncode == 0
