"""The wheel carries everything, and starts where nothing but it and its dependencies is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from careertui import __version__
from tests.terminal import Terminal, surroundings

REPO = Path(__file__).parents[1]
DATA = (".tcss", ".toml")
"""The endings of what the package needs besides its modules: how the screens look, and the sample career."""


@dataclass(frozen=True)
class Installed:
    """A virtual environment with the wheel in it, and the home of whoever uses it."""

    folder: Path
    home: Path

    def run(self, program: str, *arguments: str) -> str:
        """What a program of the environment says on stdout.

        Raises:
            AssertionError: when it fails, with what it said on stderr.
        """
        said = subprocess.run(
            [self.folder / "bin" / program, *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.home,
            env=surroundings(self.home),
        )
        assert said.returncode == 0, said.stderr
        return said.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what git would track, so that nothing lands in the repo."""
    for needed in ("build", "hatchling"):
        if find_spec(needed) is None:
            pytest.skip(f"{needed} is not installed")
    if not (REPO / ".git").exists() or shutil.which("git") is None:
        pytest.skip("only git knows which files belong to the tree")
    folder = tmp_path_factory.mktemp("wheel")
    listed = run("git", "-C", str(REPO), "ls-files", "-co", "--exclude-standard", "-z")
    for name in filter(None, listed.split("\0")):
        # A file that is deleted and not committed yet is listed too.
        if (REPO / name).exists():
            (folder / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPO / name, folder / "tree" / name)
    run(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(folder / "tree"),
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in a clean environment that borrows its dependencies from this one, for tests have no net."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", str(folder / "venv"))
    run(str(folder / "venv/bin/pip"), "install", "-q", "--no-index", "--no-deps", str(wheel))
    own = sysconfig.get_path("purelib", "venv", {"base": str(folder / "venv")})
    lenders = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    # Named in a .pth, they stand after the environment's own, and what theirs would add, such as this
    # checkout where it is installed as editable, is not read.
    Path(own, "borrowed.pth").write_text("\n".join(lenders))
    home = folder / "home"
    home.mkdir()
    return Installed(folder / "venv", home)


def run(*command: str) -> str:
    """What a command says on stdout; it is a mistake of the test when it fails, so all it said is shown."""
    said = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}
    )
    assert said.returncode == 0, f"{said.stdout}\n{said.stderr}"
    return said.stdout


def test_the_wheel_carries_the_looks_the_sample_career_and_the_licence(wheel: Path) -> None:
    """Every module, style sheet and data file that the source has, byte for byte."""
    with zipfile.ZipFile(wheel) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    sources = [
        path for path in (REPO / "careertui").rglob("*") if path.suffix in {".py", *DATA} and path.is_file()
    ]
    assert {path.suffix for path in sources} == {".py", *DATA}
    for path in sources:
        assert packed.get(path.relative_to(REPO).as_posix()) == path.read_bytes(), path
    (licence,) = (name for name in packed if name.endswith("/licenses/LICENSE"))
    assert packed[licence] == (REPO / "LICENSE").read_bytes()
    assert not [name for name in packed if name.startswith("tests/")]


def test_the_installed_package_is_the_one_that_runs(installed: Installed) -> None:
    """Not this checkout: otherwise the tests here would show nothing."""
    where = installed.run("python", "-c", "import careertui; print(careertui.__file__)")
    assert Path(where.strip()).is_relative_to(installed.folder)


def test_the_installed_command_answers(installed: Installed) -> None:
    """Its version, and an empty career as JSON, with nothing set up before."""
    assert installed.run("careertui", "--version") == f"careertui {__version__}\n"
    assert json.loads(installed.run("careertui", "list", "jobs", "--json")) == []


def test_the_installed_demo_shows_a_lived_in_career_and_cleans_up(installed: Installed) -> None:
    """The first screen comes, `ctrl+q` leaves it, and the made-up career goes with it."""
    command = [str(installed.folder / "bin" / "careertui"), "demo"]
    with Terminal(command, installed.home, cwd=installed.home) as terminal:
        terminal.wait_for("of 6 practices moved")
        assert "Nothing is due" not in terminal.text
        terminal.send("ctrl+q")
        assert terminal.wait_for_exit() == 0
        assert terminal.is_as_found, terminal.modes
    assert not list(installed.home.glob("careertui-demo-*"))
