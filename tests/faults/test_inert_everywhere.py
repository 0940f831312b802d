"""Every text field of every kind, with every hostile text there is, read from the bytes of a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careertui.domain.fields import FieldSpec, Shape, fields_of
from careertui.domain.future import Future
from careertui.domain.inert import LIVE
from careertui.domain.kinds import KINDS, make
from careertui.domain.record import Record
from careertui.errors import InvalidRecordError
from careertui.planner.planner import Planner
from tests.faults.helpers import FIRST_SCREEN, LOCKED_AT_LENGTH, careertui, give_passphrase, new_store
from tests.faults.helpers import opened as on_screen
from tests.faults.test_inert_bytes import live_in
from tests.faults.tracing import report
from tests.store.helpers import opened, plain_or_locked
from tests.terminal import Terminal
from tests.tui.test_hostile_text import PAYLOADS

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "hostile"
"""Texts from elsewhere, where the workspace has them."""
_LIVE_ONES = (*range(1, 0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F))
ALL_AT_ONCE = (
    "\x1b]52;c;aGFjaw==\x07\x1b]0;title\x1b\\\x1b]8;;https://example.org\x1b\\x\x9b31m\x9d0;t\x9c"
    f"{''.join(map(chr, _LIVE_ONES))}\u2066\u2069\ufeff\U000e0041\U000e01f0"
    "[/red][@click=app.quit]y[/]e" + "\u0301" * 400
)
"""A text with all that may act in it."""
_LARGEST = 20_000
"""Characters of one text: the longest have a test of their own."""
_VALUES: dict[Shape, Any] = {Shape.DATE: "2026-11-20", Shape.INTEGER: 3, Shape.DECIMAL: 3}


def full(kind: type[Record], text: str, ids: dict[str, str]) -> Record | None:
    """A record with the text in each of its fields that takes it; None where none of its fields does."""
    data = {spec.key: value for spec in fields_of(kind) if (value := value_of(spec, text, ids)) is not None}
    while data:
        try:
            return make(kind, data)
        except InvalidRecordError as error:
            wrong = {
                spec.key for spec in fields_of(kind) if spec.name in error.fields or spec.key in error.fields
            }
            if not wrong & data.keys():
                return None
            data = {name: value for name, value in data.items() if name not in wrong}
    return None


def value_of(spec: FieldSpec, text: str, ids: dict[str, str]) -> Any:
    """What stands in a field; None for nothing."""
    line = " ".join(text.split()) or "-"
    linked = next((ids[kind] for kind in spec.targets if kind in ids), None)
    match spec.shape:
        case Shape.TEXT:
            return text
        case Shape.LINE:
            return line
        case Shape.LINES:
            return [line]
        case Shape.LINK:
            return linked
        case Shape.LINKS:
            return [linked] if linked else None
        case Shape.PAIRS:
            return ({linked: 3} if linked else None) if spec.targets else {line: line}
        case Shape.ITEM | Shape.ITEMS:
            parts = {part.key: value_of(part, text, ids) for part in spec.parts}
            item = {name: value for name, value in parts.items() if value is not None}
            return item if spec.shape is Shape.ITEM else [item]
        case Shape.CHOICE:
            return spec.choices[0] if spec.required else None
        case other:
            return _VALUES.get(other) if spec.required or spec.shape is Shape.DATE else None


def stage_everything(planner: Planner, texts: Sequence[str]) -> int:
    """Keep a record of every kind for each text; how many there are."""
    count = 0
    for number, text in enumerate(texts):
        ids: dict[str, str] = {}
        for _ in range(2):  # the second time round there is something of every kind to point at
            for kind in KINDS:
                if kind is Future and number > 1:
                    continue  # there is room for three
                record = full(kind, text[:_LARGEST], ids)
                if record is not None and (kind is not Future or "future" not in ids):
                    with planner.change(f"Add {text[:40]}") as change:
                        ids[kind.kind] = change.put(record).id
                    count += 1
    return count


def look_around(terminal: Terminal, depth: int) -> None:
    """Every screen; so many records of each in full, their forms and lines of sight; the palette."""
    cues = {"2": "new value", "3": "tick step", "4": "log a talk", "5": "log a try", "6": "zoom in"}
    for screen, cue in cues.items():
        terminal.send(screen)
        terminal.wait_for(cue)
        terminal.send("jjjjGkk")
        for key, shown in (("enter", "esc close"), ("v", "esc close"), ("e", "ctrl+s save")) * depth:
            terminal.send("k" if key == "enter" else "", key)
            terminal.wait_for(shown)
            if key == "e":
                terminal.send(*["tab"] * 12)
            terminal.send("escape")
            terminal.wait_for(lambda text, shown=shown, cue=cue: shown not in text and cue in text)  # type: ignore[misc]  # bound now
    terminal.send("1")
    terminal.wait_for(FIRST_SCREEN)
    for key, shown in (("ctrl+f", "a name, or a few letters of it"), ("P", "esc close"), ("D", "esc close")):
        terminal.send(key)
        terminal.wait_for(shown)
        terminal.send("escape")
        terminal.wait_for(lambda text, shown=shown: shown not in text)  # type: ignore[misc]  # bound now
    terminal.send("u")
    terminal.wait_for("Undone")
    terminal.send("ctrl+q")
    assert terminal.wait_for_exit() == 0


A_FEW = (["list", "goals"], ["brag", "--markdown"], ["adrift"], ["undo"])
ALL = (*(["list", kind.plural] for kind in KINDS), ["practices"], ["review", "--year", "2026"], *A_FEW[1:])
"""Commands that print what records say."""


def check(store: Path, texts: Sequence[str], commands: Sequence[list[str]] = ALL, *, depth: int = 2) -> int:
    """Nothing of the texts acts, on the screens and in what the commands print; how many records had them."""
    with opened(store) as planner:
        count = stage_everything(planner, texts)
    with on_screen(store) as terminal:
        look_around(terminal, depth)
        assert live_in(bytes(terminal.written)) == set()
    for command in commands:
        with Terminal(careertui(store, *command), store.parent) as terminal:
            give_passphrase(terminal, store)
            assert terminal.wait_for_exit() == 0, command
            assert live_in(bytes(terminal.written)) == set(), command
    return count


@pytest.mark.parametrize("store_path", LOCKED_AT_LENGTH, indirect=True)
def test_no_text_in_any_field_acts_anywhere(store_path: Path) -> None:
    """All that may act, in every text field of every kind; on every screen and in a few commands' output."""
    assert check(store_path, [ALL_AT_ONCE], A_FEW, depth=1) >= len(KINDS)


def samples() -> Iterator[str]:
    """The texts of the workspace: naughty strings, tables of odd shapes, and a page of Unicode."""
    yield from json.loads((SAMPLES / "blns.json").read_text("utf-8"))
    yield from (SAMPLES / "UTF-8-demo.txt").read_text("utf-8").split("\n\n")
    for table in sorted(SAMPLES.glob("csv-spectrum/csvs/*.csv")):
        yield table.read_text("utf-8")


@pytest.mark.faults
@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples of hostile text are not here")
@plain_or_locked
def test_no_sample_of_hostile_text_acts_anywhere(tmp_path: Path, locked: bool) -> None:
    """Those of others, and our own."""
    texts, count = [*PAYLOADS.values(), *filter(str.strip, samples())], 0
    for start in range(0, len(texts), 40):
        count += check(new_store(tmp_path / str(start), locked=locked), texts[start : start + 40])
    report(f"{len(texts)} texts in {count} records, on every screen and in every command: none acted")


@pytest.mark.faults
@plain_or_locked
def test_no_generated_text_acts_anywhere(tmp_path_factory: pytest.TempPathFactory, locked: bool) -> None:
    """Letters, controls and sequences in any order."""
    counts = [0, 0]
    starts = [
        "\x1b]52;c;",
        "\x1b[",
        "\x9b",
        "\x9d",
        "\x07",
        "\x1b\\",
        "[/",
        "[@click=",
        "]",
        "\u202e",
        "\u061c",
    ]
    live = st.from_regex(f"[{LIVE}]", fullmatch=True)
    text = st.lists(st.sampled_from(starts) | live | st.text(max_size=8), max_size=12).map("".join)

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.lists(text.filter(str.strip), min_size=8, max_size=12))
    def holds(texts: list[str]) -> None:
        clean = [one.encode("utf-8", "replace").decode("utf-8") for one in texts]
        counts[0] += len(clean)
        counts[1] += check(new_store(tmp_path_factory.mktemp("inert") / "store", locked=locked), clean)

    holds()
    report(f"{counts[0]} generated texts in {counts[1]} records: none acted")
