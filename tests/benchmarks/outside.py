"""`python -m tests.benchmarks.outside`: what a person notices of careertui, beside a bare Textual app.

Real programs run in pseudo-terminals of 120x40: a bare Textual app (the floor), and careertui on an empty
career, on the demo and on one of 27,000 records, each launched by turns so that all meet the same machine.
The table has medians and their ratios to the floor's; the ratios are what counts, and only those of one run
can be compared. With `--slow` all of them sit behind a link of 64 kbit/s and 100 ms there and back.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from careertui.domain.record import Record
from tests.benchmarks.careers import demo_career, large_career, write_career
from tests.benchmarks.watched import Pressed, Watched
from tests.terminal import surroundings

SIZE = (120, 40)
_HERE = Path(__file__).parent
_CTRL_Q, _ESCAPE = b"\x11", b"\x1b"
_OURS = (sys.executable, "-m", "careertui")
_TODAY = "Ownership.*keys"
"""The last line of the practices, and the footer: Today is whole, and its cursor can be moved."""
_SCREENS = (b"2", b"3", b"4", b"5", b"6", b"1")
_NAMES = ("Vision", "Goals", "Network", "Challenges", "Timeline", "Today")
_CURSOR = {"Goals": (b"3", b"jlkh"), "Network": (b"4", b"jjkj"), "Timeline": (b"6", b"hhll")}
"""Screens with a pane that follows the cursor: the key of each, and keys that move its cursor."""

Samples = dict[str, list[float]]
"""By what is measured, with its unit, the numbers of all rounds."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program with screens.

    Attributes:
        name: what the table calls it.
        command: the program and its arguments.
        home: the folder that is copied for each launch, to be the person's home.
        ready: what its screen shows when it can be used, as a regular expression.
        has_screens: whether it has careertui's screens and forms.
    """

    name: str
    command: tuple[str, ...]
    home: Path
    ready: str
    has_screens: bool = True


def programs(folder: Path) -> list[Program]:
    """The floor, and careertui on three careers, which are written into `folder`."""
    homes = {name: folder / name for name in ("floor", "empty", "demo", "27,000")}
    careers: Mapping[str, Callable[[], Iterable[Record]]] = {"demo": demo_career, "27,000": large_career}
    for name, home in homes.items():
        data = home / ".local" / "share" / "careertui"
        data.mkdir(mode=0o700, parents=True)
        if name in careers:
            write_career(data / "career.json", careers[name]())
            (data / "career.json").chmod(0o600)
    floor = Program(
        "floor", (sys.executable, str(_HERE / "bare_app.py")), homes.pop("floor"), "Ready 0", False
    )
    for home in homes.values():
        _look_once(home)
    return [floor, *(Program(name, _OURS, home, _TODAY) for name, home in homes.items())]


def _look_once(home: Path) -> None:
    """Open the career and leave again: one that was looked at before is what a person starts with."""
    with Watched(_OURS, home, *SIZE) as watched:
        watched.wait_for(_TODAY)
        watched.leave(_CTRL_Q)


@contextmanager
def launched(program: Program, *, slow: bool = False) -> Iterator[Watched]:
    """The program, running in a home of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        shutil.copytree(program.home, home)
        with Watched(program.command, home, *SIZE, slow=slow) as watched:
            yield watched


def measure(program: Program, samples: Samples, *, presses: int, idle: float) -> None:
    """Launch it once, and add what is found to the samples."""

    def add(name: str, *values: float) -> None:
        samples.setdefault(name, []).extend(values)

    with launched(program) as watched:
        paint, ready, _ = watched.wait_for(program.ready)
        add("first paint, ms", paint)
        add("ready, ms", ready)
        add("start, ms of CPU", watched.processor_time * 1e3)
        add("start, bytes", watched.received)
        keys = [watched.press(key) for _ in range(presses) for key in (b"j", b"j", b"k", b"k")]
        add("cursor key, ms", *(key.settled for key in keys if key.size))
        add("cursor key, bytes", *(key.size for key in keys if key.size))
        add("held key, lag ms", watched.hold(b"j"))
        add("peak memory on the first screen, MiB", watched.peak)
        if program.has_screens:
            for name, values in _through_the_screens(watched):
                add(name, *values)
        size, woken = watched.idle(idle)
        add("idle, bytes", size)
        add("idle, wake-ups/s", woken)
        add("peak memory after all screens, MiB", watched.peak)
        add("quit, ms", watched.leave(_CTRL_Q))
    if program.has_screens:
        add("Goals, asked for as soon as Today was ready, ms", *_goals_at_once(program))


def _goals_at_once(program: Program) -> Iterator[float]:
    """From the start to the first thing for which every record must be there."""
    with launched(program) as watched:
        watched.appears(_TODAY)
        watched.send(b"3")
        yield watched.appears("Backlog")


def _through_the_screens(watched: Watched) -> Iterator[tuple[str, list[float]]]:
    """Each screen from the one before, the cursor beside a pane, a form opened, and closed again."""
    for key in _SCREENS:
        watched.press(key)
    switched = [watched.press(key) for key in _SCREENS]
    yield "another screen, ms", [key.settled for key in switched]
    yield "another screen, bytes", [key.size for key in switched]
    for name, (screen, moves) in _CURSOR.items():
        watched.press(screen)
        moved = [pressed for move in moves if (pressed := watched.press(bytes([move]))).size]
        yield f"{name}, cursor key, ms", [pressed.settled for pressed in moved]
        yield f"{name}, cursor key, bytes", [pressed.size for pressed in moved]
    watched.press(b"3")
    form, closed = watched.press(b"n"), watched.press(_ESCAPE)
    yield "form opened, ms", [form.settled]
    yield "form opened, bytes", [form.size]
    yield "escape, ms", [closed.settled]
    watched.press(b"1")


def measure_commands(homes: Mapping[str, Path], samples: dict[str, Samples]) -> None:
    """Run once each what prints and ends, beside what it costs to import Textual."""
    python = (sys.executable, "-c")
    commands = {
        "floor": (*python, "import textual.app"),
        **{name: (sys.executable, "-m", "careertui", "list", "goals") for name in homes if name != "floor"},
    }
    for name, command in commands.items():
        begun = time.perf_counter()
        subprocess.run(command, env=surroundings(homes[name]), check=True, stdout=subprocess.DEVNULL)
        taken = (time.perf_counter() - begun) * 1e3
        samples[name].setdefault("list goals / import textual, ms", []).append(taken)


def measure_slowly(program: Program, samples: Samples) -> None:
    """Launch it once behind a slow link: each screen's first paint, and what a key costs there."""

    def add(name: str, pressed: Pressed) -> None:
        samples.setdefault(f"{name}, ms", []).append(pressed.settled)
        samples.setdefault(f"{name}, bytes", []).append(pressed.size)

    with launched(program, slow=True) as watched:
        paint, ready, settled = watched.wait_for(program.ready)
        samples.setdefault("first paint, ms", []).append(paint)
        samples.setdefault("ready, ms", []).append(ready)
        add("start", Pressed(settled, watched.received))
        for screen, name in zip(_SCREENS if program.has_screens else (), _NAMES, strict=False):
            add(f"{name} opened", watched.press(screen))
            for key in (b"j", b"k"):
                add(f"{name}, cursor key", watched.press(key))
        if not program.has_screens:
            add("cursor key", watched.press(b"j"))


def table(samples: Mapping[str, Samples]) -> str:
    """The medians by program, with their ratios to the first one's, as a Markdown table."""
    floor = next(iter(samples.values()))
    rows = list(dict.fromkeys(name for found in samples.values() for name in found))
    lines = ["| | " + " | ".join(samples) + " |", "| --- |" + " ---: |" * len(samples)]
    for row in rows:
        cells = [_cell(row, found.get(row, ()), floor.get(row, ())) for found in samples.values()]
        lines.append(f"| {row} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(name: str, values: Iterable[float], floor: Iterable[float]) -> str:
    ordered, below = sorted(values), sorted(floor)
    if not ordered:
        return ""
    middle = statistics.median(ordered)
    said = f"{middle:.1f}" if name.endswith(("/s", "MiB")) or middle < 10 else f"{middle:,.0f}"
    if name == "cursor key, ms":
        said += f", p95 {ordered[len(ordered) * 95 // 100]:.1f}"
    is_ratio = below and name.endswith(("ms", "MiB", "CPU")) and statistics.median(below)
    return f"{said} ({middle / statistics.median(below):.2f}x)" if is_ratio else said


def run(rounds: int, *, slow: bool = False, presses: int = 5, idle: float = 10.0) -> dict[str, Samples]:
    """Measure everything, by turns; the numbers by program."""
    with tempfile.TemporaryDirectory() as folder:
        measured = programs(Path(folder))
        samples: dict[str, Samples] = {program.name: {} for program in measured}
        for _ in range(rounds):
            for program in measured:
                if slow:
                    measure_slowly(program, samples[program.name])
                else:
                    measure(program, samples[program.name], presses=presses, idle=idle)
            if not slow:
                measure_commands({program.name: program.home for program in measured}, samples)
    return samples


def main() -> None:
    """Measure, print the table, and write every number as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="how many times each program is launched")
    parser.add_argument("--idle", type=float, default=10.0, help="seconds that each is left alone")
    parser.add_argument("--slow", action="store_true", help="behind a link of 64 kbit/s and 100 ms")
    parser.add_argument("--json", type=Path, help="where to write every number")
    asked = parser.parse_args()
    samples = run(asked.rounds, slow=asked.slow, idle=asked.idle)
    sys.stdout.write(f"{table(samples)}\n")
    if asked.json:
        told = {"rounds": asked.rounds, "slow": asked.slow, "cores": os.cpu_count(), "samples": samples}
        asked.json.write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main()
