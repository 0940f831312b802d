"""A command line to type at, on a store of its own, on a fixed day."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from careertui.cli.main import main

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Stdout as JSON."""
        return json.loads(self.out)

    @property
    def id(self) -> str:
        """The id that `add` and the like print first."""
        return self.out.split("\t")[0]


Run = Callable[..., Said]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store in a folder that does not exist yet; logs go beside it."""
    monkeypatch.setenv("CAREERTUI_STORE", str(tmp_path / "career" / "career.json"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "career" / "career.json"


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str]) -> Run:  # noqa: ARG001 - it sets the store
    """Type a command: `run("add", "goal", "--title", "Learn Rust")`."""

    def typed(*argv: str) -> Said:
        capsys.readouterr()
        code = main(argv, now=lambda: NOON)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return typed
