"""Whatever a record holds, a command prints nothing that a terminal would obey."""

from __future__ import annotations

import json
import re
from pathlib import Path

from careertui.domain.contact import Contact
from careertui.domain.goal import Goal
from careertui.open import open_planner, system_clock
from tests.cli.conftest import Run
from tests.tui.driver import keep
from tests.tui.test_hostile_text import NAUGHTY, PAYLOADS, stage

_LIVE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def test_no_control_byte_of_a_person_s_text_is_printed(run: Run, store: Path) -> None:
    """By any command that shows records; JSON has them escaped, and loses nothing."""
    with open_planner(store, system_clock) as planner:
        for text in PAYLOADS.values():
            stage(planner, text)
        if NAUGHTY.exists():
            strings = json.loads(NAUGHTY.read_text("utf-8"))
            keep(planner, *(Contact(name=" ".join(text.split()) or "-", notes=text) for text in strings))
        (id_,) = (goal.id for goal in keep(planner, Goal(title=PAYLOADS["a clipboard sequence"])))
    for kind in (
        "goals",
        "contacts",
        "visions",
        "values",
        "jobs",
        "challenges",
        "interactions",
        "wins",
        "skills",
    ):
        said = run("list", kind)
        assert said.code == 0
        assert not _LIVE.search(said.out.replace("\t", ""))
    shown = run("show", "goal", id_)
    assert not _LIVE.search(shown.out.replace("\t", ""))
    assert run("show", "goal", id_, "--json").json["title"] == PAYLOADS["a clipboard sequence"]
    assert not _LIVE.search(run("undo").out)
