"""What opens the screens: on whose career, and what is left behind. The screens are a stand-in here."""

from __future__ import annotations

import json
import stat
import sys
import types
from pathlib import Path

import pytest

from careertui.demo import DISCLAIMER
from careertui.open import Ask
from tests.cli.conftest import Run


class Screens:
    """Stands in for the screens: notes which career they were opened on, and what it was like then."""

    def __init__(self) -> None:
        self.path = Path()
        self.ascii = False
        self.modes: tuple[int, int] = (0, 0)
        self.tables: set[str] = set()

    def run_tui(self, path: Path, *, ascii: bool, ask: Ask) -> int:  # noqa: A002, ARG002 - as the real one has it
        """Be opened, look around, and end with a code of its own."""
        self.path = path
        self.ascii = ascii
        if path.exists():
            self.modes = (stat.S_IMODE(path.parent.stat().st_mode), stat.S_IMODE(path.stat().st_mode))
            self.tables = set(json.loads(path.read_text()))
        return 7


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> Screens:
    """Put the stand-in where the command line looks for the screens."""
    stand_in = Screens()
    module = types.ModuleType("careertui.tui.run")
    module.run_tui = stand_in.run_tui  # type: ignore[attr-defined]
    module.refuse_what_is_no_terminal = lambda: None  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "careertui.tui.run", module)
    return stand_in


def test_without_a_command_the_screens_open_on_the_person_s_career(
    run: Run, screens: Screens, store: Path, tmp_path: Path
) -> None:
    """The usual store, or the one named; their code is the command's."""
    assert run().code == 7
    assert screens.path == store
    assert run("--store", str(tmp_path / "other.json")).code == 7
    assert screens.path == tmp_path / "other.json"


def test_the_demo_is_private_and_gone_afterwards(run: Run, screens: Screens, store: Path) -> None:
    """It says that it is made up, and does not touch the person's own career."""
    said = run("demo")
    assert (said.code, said.out) == (7, "")
    assert said.err == f"{DISCLAIMER}\n"
    assert screens.modes == (0o700, 0o600)
    assert {"visions", "goals", "jobs", "contacts", "challenges"} <= screens.tables
    assert not screens.path.parent.exists()
    assert not store.parent.exists()


def test_a_demo_that_is_kept_stays_and_is_not_overwritten(run: Run, screens: Screens, tmp_path: Path) -> None:
    """A second one in the same folder is refused, and says how to open the first."""
    assert run("demo", "--at", str(tmp_path / "sample")).code == 7
    assert screens.path == tmp_path / "sample" / "career.json"
    assert run("list", "jobs", "--json", "--store", str(screens.path)).json
    said = run("demo", "--at", str(tmp_path / "sample"))
    assert said.code == 1
    assert f"careertui --store {screens.path}" in said.err


def test_ascii_is_asked_for_before_or_after_the_command(run: Run, screens: Screens) -> None:
    """And not otherwise."""
    for typed, asked in (
        (("--ascii",), True),
        (("demo", "--ascii"), True),
        (("--ascii", "demo"), True),
        ((), False),
    ):
        run(*typed)
        assert screens.ascii is asked, typed
