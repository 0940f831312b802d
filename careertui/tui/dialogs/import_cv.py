"""Filling the planner from a CV: name the file, see what it would add, and only then keep it."""

from __future__ import annotations

import asyncio
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum, auto
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from careertui.domain.inert import inert
from careertui.domain.kinds import kind_named
from careertui.domain.quoting import short
from careertui.domain.record import Record
from careertui.errors import CareerError, NotFoundError, RefusedError, StoreError
from careertui.planner.planner import Planner
from careertui.tui.commands import key_of
from careertui.tui.dialogs import ListDialog
from careertui.tui.presentation import columns, joined, named, row, said, wrapped
from careertui.tui.widgets.line_input import LineInput
from careertui.tui.widgets.record_list import RecordList, Row

if TYPE_CHECKING:  # loaded when a file is read, not when the dialog opens
    from careertui.exchange.draft import Draft, Problem
    from careertui.planner.imports import ImportPlan

LARGEST_FILE = 50_000_000
"""Bytes; the longest CV is a thousandth of it, and more would take minutes to show."""
_MOST_NAMES = 10_000
"""Entries of a folder that completion looks at."""
_WHY_LINES = 4
_WHAT = (
    "Reads JSON Resume (jsonresume.org), or LinkedIn's Positions.csv.\n"
    "You see what it would add before anything is kept."
)


class _Step(StrEnum):
    """Where the dialog is."""

    ASKING = auto()
    READING = auto()
    SHOWING = auto()


class ImportDialog(ListDialog["int | None"]):
    """Imports a CV; returns how many records were kept, or None.

    Until enter in the list of what is new, nothing has changed; after it, one undo takes it all back.

    Args:
        planner: where it is kept.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "go on", id="import.choose"),
        Binding("tab", "complete", "complete the path", id="import.complete"),
        Binding("escape", "back", "close", id="import.back", tooltip="Back to the path, then close"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "Input"

    def __init__(self, planner: Planner) -> None:
        super().__init__("Import a CV")
        self._planner = planner
        self._step = _Step.ASKING
        self._file_name = ""
        self._draft: Draft | None = None
        self._plan: ImportPlan | None = None
        self._changes: dict[str, Record] = {}

    def body(self) -> Iterable[Widget]:
        """Where to name the file, what to know about it, and what is in it."""
        line = LineInput(placeholder="~/resume.json", select_on_focus=False)
        line.cursor_blink = False
        yield line
        yield Static(_WHAT, markup=False, classes="line summary")
        yield RecordList(self._draw)

    def on_mount(self) -> None:
        """Begin with the path."""
        self._go_to(_Step.ASKING)

    def on_resize(self) -> None:
        """Sentences fold anew."""
        self.call_after_refresh(self._show_rows)

    # --- naming the file ----------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._say_here("")

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip() and self._step is _Step.ASKING:
            self._read(Path(event.value.strip()).expanduser())

    def action_complete(self) -> None:
        """Complete the path as far as the disk decides it, and say which ways it could go on."""
        line = self.query_one(Input)
        if self._step is not _Step.ASKING:
            return
        completed, ways = completions(line.value)
        with line.prevent(Input.Changed):
            line.value = completed
        line.cursor_position = len(completed)
        self._say_here("   ".join(ways[:20]) + ("   …" if len(ways) > 20 else "") if len(ways) > 1 else "")  # noqa: PLR2004

    @work(exclusive=True)
    async def _read(self, path: Path) -> None:
        """Read the file beside the screen, so that esc is heard however large it is."""
        self._go_to(_Step.READING)
        try:
            self._draft = await asyncio.to_thread(read_draft, path)
        except CareerError as error:
            self._go_to(_Step.ASKING)
            self._say_here(str(error), wrong=True)
        else:
            self._file_name = path.name
            self._compare()

    # --- deciding -----------------------------------------------------------------------------------

    def action_choose(self) -> None:
        """Keep what is new and changed, as one step."""
        from careertui.planner.imports import apply_import

        plan, self._plan = self._plan, None
        if plan is None:
            return
        kept = len(plan.new) + len(plan.updated)
        records = counted(kept, "record")
        try:
            apply_import(self._planner, plan, f"Import {records} from {short(self._file_name)}")
        except CareerError as error:
            self._compare()
            self._say_here(str(error), wrong=True)
            return
        if kept:
            key = key_of(self.app, "app.undo")
            self.say(f"Imported {records} from {short(self._file_name, 60)}; {key} undoes it.")
        self.dismiss(kept)

    def action_back(self) -> None:
        """Close one layer: stop reading, or back to the path, or the dialog."""
        if self._step is _Step.ASKING:
            self.action_close()
            return
        self.workers.cancel_node(self)
        self._draft = self._plan = None
        self._go_to(_Step.ASKING)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Completing is for the path; there is nothing to go on to while the file is read."""
        if action == "complete":
            return self._step is _Step.ASKING
        return action != "choose" or self._step is not _Step.READING

    def hint_label(self, binding: Binding) -> str:
        """What the keys do at this step."""
        if binding.action == "choose":
            if self._step is _Step.ASKING or self._plan is None:
                return "read it"
            changes = len(self._plan.new) + len(self._plan.updated)
            return f"keep {counted(changes, 'record')}" if changes else "close"
        if binding.action == "back":
            return {_Step.ASKING: "close", _Step.READING: "stop", _Step.SHOWING: "another file"}[self._step]
        return binding.description

    # --- showing ------------------------------------------------------------------------------------

    def refresh_records(self) -> None:
        """Compare again with the career as it is now: the plan was made against what it was."""
        if self._plan is not None:
            self._compare()

    def _compare(self) -> None:
        """Show what the draft would change; not in the thread that read it, for the career belongs here."""
        from careertui.planner.imports import plan_import

        if self._draft is not None:
            self._plan = plan_import(self._planner, self._draft)
            self._go_to(_Step.SHOWING)

    def _go_to(self, step: _Step) -> None:
        self._step = step
        line = self.query_one(Input)
        line.disabled = step is not _Step.ASKING
        self._show_rows()
        self.records.can_focus = step is _Step.SHOWING
        (self.records if step is _Step.SHOWING else line).focus()
        summary = {_Step.ASKING: Content(_WHAT), _Step.READING: Content("Reading…")}
        self.query_one(".summary", Static).update(summary.get(step) or self._summary())
        self.refresh_hints()

    def _say_here(self, text: str, *, wrong: bool = False) -> None:
        line = self.query_one(".summary", Static)
        line.set_class(wrong, "wrong")
        line.update(said(text) if text else Content(_WHAT))

    def _summary(self) -> Content:
        plan = self._plan
        if plan is None:
            return Content()
        told = [
            (len(plan.new), "new" + _by_kind(plan.new)),
            (len(plan.updated), "changed in the file"),
            (len(plan.kept), "edited by you since, left as they are"),
            (len(plan.unchanged), "there already"),
            (len(plan.matched), "that you have under the same name"),
            (len(plan.problems), "left out or doubtful"),
        ]
        parts = [joined((str(count), "bold $stone"), f" {words}") for count, words in told if count]
        return Content("\n").join(parts) if parts else Content("There is nothing in this file.")

    def _show_rows(self) -> None:
        plan = self._plan if self._step is _Step.SHOWING else None
        rows = [] if plan is None else list(self._rows_of(plan))
        self._changes = {} if plan is None else {record.id: record for record in (*plan.new, *plan.updated)}
        self.records.show(rows)

    def _rows_of(self, plan: ImportPlan) -> Iterator[Row]:
        sections: Sequence[tuple[str, Sequence[Row]]] = (
            ("New", [Row((record.id,)) for record in plan.new]),
            ("Changed in the file", [Row((record.id,)) for record in plan.updated]),
            ("Left out or doubtful", [self._problem_row(index) for index in range(len(plan.problems))]),
        )
        for name, rows in sections:
            if rows:
                yield Row(heading=Content.styled(f"  {name}", "bold $muted"))
                yield from rows
                yield Row()

    def _problem_row(self, index: int) -> Row:
        width = self.records.scrollable_content_region.width
        return Row((f"{index}",), height=len(self._problem_lines(index, width)))

    def _problem_lines(self, index: int, width: int) -> list[Content]:
        problem: Problem = self._plan.problems[index]  # type: ignore[union-attr]
        why = wrapped(problem.why, max(width - 6, 8), _WHY_LINES, "$muted")
        return [said(problem.where), *(joined("  ", line) for line in why)]

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        record = self._changes.get(id_)
        if record is None:
            return [row(line, width, selected=selected) for line in self._problem_lines(int(id_), width)]
        kind = Content.styled(record.kind, "$muted")
        return [row(columns([(named(record), max(width - 16, 8)), (kind, 11)]), width, selected=selected)]


# --- files ------------------------------------------------------------------------------------------


def read_draft(path: Path) -> Draft:
    """What a CV would add: a JSON Resume file, or one of LinkedIn's tables.

    Raises:
        NotFoundError: when there is no such file.
        RefusedError: when it is not a file, or too large.
        StoreError: when it cannot be read.
        CareerError: when it is neither.
    """
    from careertui.exchange import formats

    try:
        # Looked at before it is opened: opening a pipe would wait for ever.
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise RefusedError(f"{path} is not a file.", "Name the CV itself, such as ~/resume.json.")
        if found.st_size > LARGEST_FILE:
            size, most = found.st_size / 1e6, LARGEST_FILE // 1_000_000
            raise RefusedError(f"{path.name} is {size:.0f} MB, and no CV.", f"At most {most} MB are read.")
        with path.open("rb") as file:
            text = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise NotFoundError(f"There is no file {path}.", "tab completes a path.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise StoreError(f"{path} cannot be read: {why}.") from error
    return formats.read(text, path.name)


def completions(typed: str) -> tuple[str, list[str]]:
    """A path completed as far as there is one way to go on, and the names of all the ways.

    Folders, `.json` and `.csv` files count; hidden ones when the name begins with a dot. Names that a
    terminal would act on are passed over. A folder that cannot be read has nothing in it.
    """
    head, _, begun = typed.rpartition("/")
    folder = Path(f"{head}/" if "/" in typed else ".").expanduser()
    try:
        with os.scandir(folder) as entries:
            looked_at = [entry for entry in islice(entries, _MOST_NAMES) if entry.name.startswith(begun)]
            names = [_offered_name(entry) for entry in looked_at]
    except (OSError, ValueError):
        return typed, []
    ways = sorted(name for name in names if name and (begun.startswith(".") or not name.startswith(".")))
    if not ways:
        return typed, []
    # Letter by letter is what completing is, so not `commonpath`.
    shared = os.path.commonprefix(ways)  # noqa: RUF071
    return typed[: len(typed) - len(begun)] + shared, ways


def _offered_name(entry: os.DirEntry[str]) -> str:
    """The name to offer for an entry of a folder; empty for one that is not offered."""
    if inert(entry.name) != entry.name:
        return ""
    if entry.is_dir():
        return f"{entry.name}/"
    return entry.name if entry.name.lower().endswith((".json", ".csv")) else ""


# --- words ------------------------------------------------------------------------------------------


def counted(count: int, unit: str) -> str:
    """A number and its unit: `1 record`, `23 records`."""
    return f"{count} {unit}{'' if count == 1 else 's'}"


def _by_kind(records: Sequence[Record]) -> str:
    counts = Counter(record.kind for record in records)
    said_counts = [f"{n} {kind if n == 1 else kind_named(kind).plural}" for kind, n in counts.items()]
    return f": {', '.join(said_counts)}" if said_counts else ""
