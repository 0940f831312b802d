"""Read the tables of a LinkedIn export that tell of a career: Positions.csv, Education.csv and Skills.csv.

Each file is recognised by its columns, whatever it is called. A position or a school is a job, one a line,
and a skill is a skill without a level, since LinkedIn has none. A date is kept as precisely as it stands
there; the first of a month is that month, because LinkedIn asks for months alone and only tools that pass
its tables on write a day. A column that has no place of its own is kept in the notes under its name.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from careertui.domain.job import Job, JobKind
from careertui.domain.kinds import make
from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import short
from careertui.domain.record import Record, Source
from careertui.domain.skill import Skill
from careertui.errors import CareerError, InvalidRecordError
from careertui.exchange.draft import Draft, Problem, provisional_id

IMPORTER = "linkedin"

R = TypeVar("R", bound=Record)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"\d{4}")
_IN_WORDS = re.compile(r"(?:(\d{1,2}) )?([A-Za-z]{3})[a-z]*\.? (\d{4})")
_LONGEST_KEY = 200
_LONGEST_HEADER = 4_000
"""Characters of the line that names the columns."""
MOST_LINES = 20_000
"""Lines of a table. It is time that more would take, not room."""


def is_table(text: str) -> bool:
    """Whether a text is one of the tables that can be read."""
    return _reader_of(_header(text)) is not None


def read(text: str, name: str = "Positions.csv") -> Draft:
    """The records that a table describes, and what in it was not good.

    Args:
        text: the file's content.
        name: what to call the file in an error.

    Raises:
        CareerError: when it is none of the three tables, or no table at all, or too much to be a CV.
    """
    reader = _reader_of(_header(text))
    if reader is None:
        raise CareerError(
            f"{name} is none of LinkedIn's tables that can be read.",
            "Those are Positions.csv, Education.csv and Skills.csv of its data export.",
        )
    if text.count("\n") > MOST_LINES:
        raise CareerError(
            f"{name} has more in it than a CV: over {MOST_LINES:,} lines.", "Nothing was read of it."
        )
    table = _Table(name)
    try:
        for row in _rows(text, table):
            reader(table, row)
    except csv.Error as error:
        raise CareerError(f"{name} is not a CSV table: {error}.") from error
    return Draft(IMPORTER, tuple(table.records), tuple(table.problems))


def _header(text: str) -> list[str]:
    line = text.removeprefix("\ufeff").lstrip().partition("\n")[0]
    if len(line) > _LONGEST_HEADER:
        return []
    try:
        return [_column(cell) for cell in next(csv.reader([line.strip("\r")], strict=True), [])]
    except csv.Error:  # no table, then
        return []


def _column(cell: str) -> str:
    return " ".join(cell.split()).casefold()


def _rows(text: str, table: _Table) -> Iterator[_Row]:
    """The lines of a table that say something."""
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff").lstrip()), strict=True)
    labels = [" ".join(cell.split()) for cell in next(lines)]
    table.problems += [
        Problem(
            "line 1", f"The column {short(label, 60)!r} stands there twice; the last of the two was read."
        )
        for label, times in Counter(map(_column, labels)).items()
        if times > 1
    ]
    for number, cells in enumerate(lines, start=2):
        if any(cell.strip() for cell in cells):
            where = f"line {number}"
            if len(cells) > len(labels):
                table.problems.append(Problem(where, "It has more cells than there are columns."))
            yield _Row(where, {label: cell.strip() for label, cell in zip(labels, cells, strict=False)})


class _Row:
    """A line of a table. What is read of it is taken out, so that the rest can go into the notes."""

    def __init__(self, where: str, cells: Mapping[str, str]) -> None:
        self.where = where
        self._left = {_column(label): (label, cell) for label, cell in cells.items() if cell}

    def text(self, column: str) -> str:
        """What stands in a column; "" where nothing does."""
        return self._left.pop(column, ("", ""))[1]

    def put_back(self, column: str, text: str) -> None:
        """Leave a text for the notes after all."""
        self._left[column] = (column.capitalize(), text)

    @property
    def notes(self) -> str:
        """What nothing has read, a paragraph each."""
        return "\n\n".join(f"{label}: {cell}" for label, cell in self._left.values())


class _Table:
    """The records read so far, and what was not good.

    Attributes:
        name: of the file.
        records: in the order of the lines.
        problems: likewise.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        self._times: Counter[str] = Counter()

    def doubt(self, row: _Row, why: str) -> None:
        """List something that is not good about a line."""
        self.problems.append(Problem(row.where, why))

    def keep(self, kind: type[R], row: _Row, key: str, **fields: Any) -> None:
        """Add a record, unless it breaks a rule of its kind, which is then listed."""
        self._times[key] += 1
        if self._times[key] > 1:
            key = f"{key} #{self._times[key]}"
        try:
            record = make(kind, {**fields, "id": provisional_id(IMPORTER, key)})
        except InvalidRecordError as error:
            self.doubt(row, error.message)
            return
        source = Source(importer=IMPORTER, key=key, digest=record.content_digest())
        self.records.append(record.model_copy(update={"source": source}))

    def has(self, key: str) -> bool:
        """Whether something of this key was read already."""
        return self._times[key] > 0

    def period(self, row: _Row, begins: str, ends: str) -> tuple[PartialDate | None, PartialDate | None]:
        """When it began and ended; a date that makes no sense goes into the notes."""
        start, end = self._date(row, begins), self._date(row, ends)
        if start is not None and end is not None and end.is_before(start):
            row.put_back(ends, str(end))
            self.doubt(
                row, f"It ends ({end}) before it starts ({start}); the end was put in the notes instead."
            )
            return start, None
        return start, end

    def _date(self, row: _Row, column: str) -> PartialDate | None:
        text = row.text(column)
        try:
            return _date(text) if text else None
        except ValueError:
            row.put_back(column, text)
            self.doubt(row, f"{short(text, 60)!r} is not a date that can be read; it was put in the notes.")
            return None


def _date(text: str) -> PartialDate:
    """`Jun 2024` or `2022`, as LinkedIn writes dates, or `01 Jun 2024`.

    Raises:
        ValueError: when it is not a date.
    """
    if _YEAR.fullmatch(text):
        return PartialDate(int(text))
    match = _IN_WORDS.fullmatch(" ".join(text.split()))
    if match is None:
        return PartialDate.parse(text)
    month = _MONTHS.index(match[2].casefold()) + 1
    day = int(match[1] or 1)
    return PartialDate(int(match[3]), month, day if day > 1 else None)


# --- the tables -------------------------------------------------------------------------------------


def _read_position(table: _Table, row: _Row) -> None:
    job = (row.text("title"), row.text("company name"), row.text("location"), row.text("description"))
    _keep_job(table, row, "employment", "position", job, ("started on", "finished on"))


def _read_school(table: _Table, row: _Row) -> None:
    job = (row.text("degree name"), row.text("school name"), "", "")
    _keep_job(table, row, "education", "education", job, ("start date", "end date"))


def _keep_job(
    table: _Table,
    row: _Row,
    kind: JobKind,
    section: str,
    job: tuple[str, str, str, str],
    dates: tuple[str, str],
) -> None:
    title, organisation, location, summary = job
    if not title and not organisation:
        table.doubt(row, "This says neither what nor where it was, so it was left out.")
        return
    start, end = table.period(row, *dates)
    table.keep(
        Job,
        row,
        _key(section, organisation, title, str(start or "")),
        title=title or organisation,
        organisation=organisation if title else "",
        location=location,
        start=start,
        end=end,
        job_kind=kind,
        summary=summary,
        notes=row.notes,
    )


def _read_skill(table: _Table, row: _Row) -> None:
    name = row.text("name")
    key = _key("skill", name.casefold())
    if name and not table.has(key):
        table.keep(Skill, row, key, name=name)


def _key(*parts: str) -> str:
    """What identifies a line among its like, wherever it stands in the table."""
    key = " / ".join(" ".join(part.split()) or "?" for part in parts)
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[:_LONGEST_KEY]}… {hashlib.sha256(key.encode()).hexdigest()[:16]}"


_READERS: tuple[tuple[frozenset[str], Callable[[_Table, _Row], None]], ...] = (
    (frozenset({"company name", "title", "started on"}), _read_position),
    (frozenset({"school name", "degree name"}), _read_school),
)
"""The columns by which a table is known, and how a line of it is read."""


def _reader_of(header: list[str]) -> Callable[[_Table, _Row], None] | None:
    if header == ["name"]:
        return _read_skill
    return next((reader for columns, reader in _READERS if columns <= set(header)), None)
