"""Read a CV in JSON Resume, schema 1.0 and the older names still found in the wild (jsonresume.org/schema).

What each section becomes:

- `work`, `volunteer` and `education` are jobs, one a role. A course taken is knowledge gained; a keyword is
  a skill gained. Each highlight is a win at that job, dated by the job's end.
- `awards` and `publications` are wins with those themes; an award joins the job of the organisation that
  gave it, when there is exactly one it can mean.
- `skills`: the keywords of a group are the skills and the group's name is their area; without keywords the
  name itself is the skill. `languages` are skills of the area "language".
- A skill's level ("Master", "Native speaker") stays a word in its notes. A level here is a number on a day,
  and a CV names neither; the day of the import would be made up.
- `certificates` are finished learning goals. `projects` are goals too: in Doing when begun and not ended,
  otherwise in Done, where one without dates has no column history rather than an invented one.
- `references` are contacts.

Text is kept as it was written, and a field that has no place of its own is kept in the notes under its name.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any, NoReturn, TypeVar

from careertui.domain.contact import Contact
from careertui.domain.goal import Goal
from careertui.domain.job import Job, JobKind
from careertui.domain.kinds import make
from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import short
from careertui.domain.record import Record, Source
from careertui.domain.skill import Skill
from careertui.domain.win import Win
from careertui.errors import CareerError, InvalidRecordError
from careertui.exchange.draft import Draft, Problem, provisional_id

IMPORTER = "jsonresume"

R = TypeVar("R", bound=Record)

LARGEST = 4_000_000
"""Bytes of a CV: a hundred times a long one. What `json` makes of them stays within 200 MB."""
MOST_VALUES = 20_000
"""Names and values in a CV; a long one has a thousand. It is time that more would take, not room."""
_NOTHING: tuple[Any, ...] = (None, "", [], {})
"""Values that say nothing; schema or not, nobody misses them."""


def read(text: str | bytes, name: str = "resume.json") -> Draft:
    """The records a JSON Resume describes, and what in it was not good.

    Args:
        text: the file's content; bytes are UTF-8, or UTF-16 with its byte order mark.
        name: what to call the file in an error.

    Raises:
        CareerError: when it is not JSON, or is JSON of some other kind, or too much to be a CV.
    """
    if len(text) > LARGEST:
        size, most = len(text) / 1e6, LARGEST // 1_000_000
        raise CareerError(f"{name} is {size:.0f} MB, and no CV.", f"At most {most} MB are read.")
    document, repeated = _parsed(text, name)
    if _values_in(document) > MOST_VALUES:
        raise _too_much(name)
    if not document.keys() & {*_READERS, *_LEFT_OUT}:
        found = ", ".join(short(key, _SHOWN) for key in list(document)[:8]) or "nothing"
        raise CareerError(
            f"{name} is JSON, but not a JSON Resume: it has none of its sections.",
            f"A JSON Resume has sections such as work, education and skills; this has {found}.",
        )
    reading = _Reading(document)
    for section in document.keys() - _READERS.keys():
        reading.list_left_out(section, document[section])
    for section, read_entry in _READERS.items():
        if (value := document.get(section)) not in _NOTHING:
            for entry in reading.entries(section, value):
                read_entry(reading, entry)
    twice = (
        Problem(key, "This name stands twice in one object; the last of the two was read.")
        for key in repeated
    )
    return Draft(IMPORTER, reading.records(), (*twice, *reading.problems()))


def _parsed(text: str | bytes, name: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The object in the file, its numbers as the digits they were written in; and names given twice."""
    repeated: dict[str, None] = {}
    count_of_names = 0

    def fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal count_of_names
        count_of_names += 1 + len(pairs)
        if count_of_names > MOST_VALUES:  # before there are millions, which would take a minute
            raise _too_much(name)
        found = {_encodable(key): value for key, value in pairs}
        if len(found) < len(pairs):
            count = Counter(_encodable(key) for key, _ in pairs)
            repeated.update((short(key, _SHOWN), None) for key in found if count[key] > 1)
        return found

    try:
        document = json.loads(
            _decoded(text),
            strict=False,  # a line break typed inside a text is no reason to refuse a CV
            parse_int=str,
            parse_float=str,
            parse_constant=_refuse_constant,
            object_pairs_hook=fields,
        )
    except UnicodeDecodeError as error:
        hint = "Save it as UTF-8 and import it again."
        raise CareerError(
            f"{name} is not UTF-8 text: byte {error.start + 1} cannot be read.", hint
        ) from error
    except RecursionError as error:
        raise CareerError(f"{name} is nested too deeply to be a JSON Resume.") from error
    except ValueError as error:
        raise CareerError(f"{name} is not JSON: {error}.", "Correct it there and import it again.") from error
    if not isinstance(document, dict):
        raise CareerError(
            f"{name} is JSON, but not a JSON Resume.", "A JSON Resume is an object with sections."
        )
    return document, tuple(repeated)


def _values_in(value: Any) -> int:
    """How many values there are in a value of JSON, itself among them; stops when they are too many."""
    waiting, count = [value], 0
    while waiting and count <= MOST_VALUES:
        one = waiting.pop()
        count += 1
        if isinstance(one, list):
            waiting += one[: MOST_VALUES + 1]
        elif isinstance(one, dict):
            waiting += one.values()
    return count


def _too_much(name: str) -> CareerError:
    return CareerError(
        f"{name} has more in it than a CV: over {MOST_VALUES:,} values.", "Nothing was read of it."
    )


def _decoded(text: str | bytes) -> str:
    if isinstance(text, bytes):
        text = text.decode("utf-16" if text[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8")
    return text.removeprefix("\ufeff")


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a JSON value")


def _encodable(text: str) -> str:
    """The text with `?` for half of a surrogate pair, which JSON can spell and no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


# --- one entry --------------------------------------------------------------------------------------

_SHOWN = 60
"""Characters of a name or value that a problem repeats."""


class _Entry:
    """One entry of a section. What is read of it is taken out, so that the rest can go into the notes.

    Attributes:
        section: the section it stands in.
        where: its place in the file, such as `work[2]`.
        goes_on: whether its end date was a word such as "present".
    """

    def __init__(self, section: str, where: str, fields: dict[str, Any], problems: list[Problem]) -> None:
        self.section = section
        self.where = where
        self.goes_on = False
        self._left = {name: value for name, value in fields.items() if value not in _NOTHING}
        self._problems = problems

    def doubt(self, why: str, field: str = "") -> None:
        """List something that is not good about the entry, or about a field of it."""
        place = f"{self.where}.{short(field, _SHOWN)}" if field else self.where
        self._problems.append(Problem(place, why))

    def text(self, *names: str) -> str:
        """The text of the first of these fields that has some; "" when none has."""
        name = self._first(names)
        return self._left.pop(name) if name else ""

    def glance(self, *names: str) -> str:
        """What `text` would give, left where it is, so that the notes have it too."""
        name = self._first(names)
        return self._left[name] if name else ""

    def name(self, *names: str) -> str:
        """The text that names the entry; "" when there is none, which is then listed."""
        found = self.text(*names)
        if not found:
            self.doubt("This has no name, so it was left out.")
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of a field that lists several; a single text stands for a list of one."""
        value = self._left.get(name)
        if not isinstance(value, str | list):
            return ()  # left for the notes, which list what they cannot hold
        del self._left[name]
        found = []
        for place, item in enumerate([value] if isinstance(value, str) else value):
            if isinstance(item, str):
                found.append(_encodable(item))
            elif item not in _NOTHING:
                self.doubt("This is not text, so it was left out.", f"{short(name, _SHOWN)}[{place}]")
        return tuple(text for text in found if text.strip())

    def date(self, *names: str) -> PartialDate | None:
        """The date in the first of these fields that has some text; None when it cannot be read."""
        return self._dated(names, _date)

    def period(self) -> tuple[PartialDate | None, PartialDate | None]:
        """When it began and ended; an end that lies before the start is left out."""
        start, end = self.date("startDate"), self._dated(("endDate",), self._end)
        if start is not None and end is not None and end.is_before(start):
            self._left.setdefault("endDate", str(end))
            self.doubt(
                f"It ends ({end}) before it starts ({start}); the end was put in the notes instead.",
                "endDate",
            )
            return start, None
        return start, end

    def notes(self, *paragraphs: str) -> str:
        """These paragraphs, and one for each field that nothing else has read. Call it last."""
        rest = []
        for name in tuple(self._left):
            if values := self.texts(name):
                rest.append(f"{_label(name)}: {', '.join(values)}")
            elif name in self._left:
                self.doubt("This is not text, so it was left out.", name)
        return _paragraphs(*paragraphs, *rest)

    def _first(self, names: Iterable[str]) -> str | None:
        for name in names:
            value = self._left.get(name)
            if isinstance(value, str) and value.strip():
                self._left[name] = _encodable(value)
                return name
        return None

    def _dated(
        self, names: Iterable[str], meaning_of: Callable[[str], PartialDate | None]
    ) -> PartialDate | None:
        """Read a date, and leave its text for the notes unless all of it was understood."""
        name = self._first(names)
        if name is None:
            return None
        said, remark = _without_remark(self._left[name])
        try:
            found = meaning_of(said)
        except ValueError as error:
            self.doubt(f"{error}; the entry was kept without it, and the notes say what was there.", name)
            return None
        if remark:
            self.doubt(
                f"{said + remark!r} was read as {found or 'still going on'}; the notes say what was there.",
                name,
            )
        else:
            del self._left[name]
        return found

    def _end(self, said: str) -> PartialDate | None:
        self.goes_on = said.casefold() in _GOES_ON
        return None if self.goes_on else _date(said)


def _label(name: str) -> str:
    """A field's name as words: `endDate` is `End date`."""
    return " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name[:_SHOWN]).split()).capitalize()


# --- dates ------------------------------------------------------------------------------------------

_GOES_ON = {"present", "now", "current", "currently", "ongoing", "today"}
_GOES_ON |= {"heute", "aujourd'hui", "actualidad", "presente", "至今", "现在", "目前", "現在"}
_MONTHS: tuple[str, ...] = ("january", "february", "march", "april", "may", "june")
_MONTHS += ("july", "august", "september", "october", "november", "december")
_LONGEST_DATE = 60
_REMARK = re.compile(r"(?P<said>[^(（]+)(?P<remark>[(（][^()（）]*[)）])")
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?[年月日]?")
_WITH_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MONTH_IN_WORDS = re.compile(r"(?:(\d{1,2})\.? )?([a-z]{3,9})\.?,? (?:(\d{1,2}),? )?(\d{4})", re.IGNORECASE)


def _without_remark(text: str) -> tuple[str, str]:
    """A date and the words in brackets after it, such as `2018-03（1年2个月）`."""
    match = _REMARK.fullmatch(text.strip()) if len(text) <= _LONGEST_DATE else None
    return (match["said"].strip(), match["remark"]) if match else (text.strip(), "")


def _date(text: str) -> PartialDate:
    """A date as CVs write it, at the precision they give it.

    Raises:
        ValueError: when it is not a date, can be read as two, or does not exist.
    """
    if len(text) <= _LONGEST_DATE:
        if match := _YEAR_FIRST.fullmatch(text) or _WITH_TIME.fullmatch(text):
            year, month, day = (int(part) if part else None for part in match.groups())
            return PartialDate(year or 0, month, day)
        if match := _MONTH_AND_YEAR.fullmatch(text):
            return PartialDate(int(match[2]), int(match[1]))
        if match := _DAY_AND_MONTH.fullmatch(text):
            return _only_reading(text, int(match[3]), int(match[1]), int(match[2]))
        match = _MONTH_IN_WORDS.fullmatch(" ".join(text.split()))
        if match and (month := _month(match[2])) and not (match[1] and match[3]):
            of_month = match[1] or match[3]
            return PartialDate(int(match[4]), month, int(of_month) if of_month else None)
    raise ValueError(f"{short(text, _SHOWN)!r} is not a date that can be read")


def _only_reading(text: str, year: int, first: int, second: int) -> PartialDate:
    """The day when only one of the two numbers can be the month."""
    readings = {(month, day) for month, day in ((first, second), (second, first)) if month <= len(_MONTHS)}
    if len(readings) > 1:
        raise ValueError(f"{text!r} is one day with the month first and another with the day first")
    if not readings:
        raise ValueError(f"{text!r} has no month in it")
    return PartialDate(year, *readings.pop())


def _month(word: str) -> int | None:
    """The month an English name or its beginning stands for."""
    return next((at for at, name in enumerate(_MONTHS, 1) if name.startswith(word.lower())), None)


# --- the sections -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _JobNames:
    """How a section names what a job has: the first field that holds something counts.

    Attributes:
        kind: of the jobs in it.
        organisation: the fields that may name the organisation.
        title: for each part of the title, the fields that may hold it.
    """

    kind: JobKind
    organisation: tuple[str, ...]
    title: tuple[tuple[str, ...], ...]


_POSITION = (("position", "title", "role"),)
_JOBS = {
    "work": _JobNames(
        "employment", ("name", "company", "organization", "organisation", "employer"), _POSITION
    ),
    "volunteer": _JobNames("volunteer", ("organization", "organisation", "name", "company"), _POSITION),
    "education": _JobNames(
        "education", ("institution", "school", "name"), (("studyType", "degree"), ("area", "major"))
    ),
}


class _Reading:
    """The records read so far, the skills and organisations they share, and what was not good by section."""

    def __init__(self, sections: Iterable[str]) -> None:
        self._records: list[Record] = []
        self._skills: dict[str, Skill] = {}
        self._jobs_at: dict[str, list[Job]] = defaultdict(list)
        self._times: Counter[str] = Counter()
        self._problems: dict[str, list[Problem]] = {section: [] for section in sections}

    def records(self) -> tuple[Record, ...]:
        """Every record, the skills last."""
        return (*self._records, *self._skills.values())

    def problems(self) -> tuple[Problem, ...]:
        """What was not good, in the order of the file's sections."""
        return tuple(chain.from_iterable(self._problems.values()))

    def entries(self, section: str, value: Any) -> Iterable[_Entry]:
        """The entries of a section; what is no entry is listed."""
        problems = self._problems[section]
        if not isinstance(value, list):
            problems.append(Problem(section, "This is not a list of entries, so nothing was taken from it."))
            return
        for place, item in enumerate(value):
            where = f"{section}[{place}]"
            if isinstance(item, dict):
                yield _Entry(section, where, item, problems)
            elif isinstance(item, str) and section in _NAMES_ALONE:
                yield _Entry(section, where, {"name": item}, problems)
            else:
                problems.append(Problem(where, "This is not an entry with named fields, so it was left out."))

    def list_left_out(self, section: str, value: Any) -> None:
        """Say that a section is not imported, when it holds something the person might look for."""
        if section == "basics" and isinstance(value, dict):
            value = value.get("summary")
        is_missed = value not in _NOTHING and (section in _LEFT_OUT or isinstance(value, dict | list))
        if is_missed and section not in _ABOUT_THE_FILE:
            why = _LEFT_OUT.get(
                section, "This is not a section of a JSON Resume, so nothing was taken from it."
            )
            self._problems[section].append(Problem(short(section, _SHOWN), why))

    def keep(self, kind: type[R], entry: _Entry, key: str, **fields: Any) -> R | None:
        """Add a record; None when it breaks a rule of its kind, which is then listed."""
        record = self._record(kind, entry, self._own(key), fields)
        if record is not None:
            self._records.append(record)
        return record

    def keep_job(self, entry: _Entry, key: str, **fields: Any) -> Job | None:
        """Add a job, which awards and projects of its organisation then find."""
        job = self.keep(Job, entry, key, **fields)
        if job is not None and job.organisation:
            self._jobs_at[job.organisation.casefold()].append(job)
        return job

    def job_at(self, organisation: str, on: PartialDate | None) -> str | None:
        """The id of the one job at an organisation that a date does not rule out; None when unsure."""
        there = self._jobs_at.get(organisation.strip().casefold(), ())
        jobs = [job for job in there if _may_be_during(on, job)]
        return jobs[0].id if len(jobs) == 1 else None

    def skill(self, entry: _Entry, name: str, area: str = "", notes: str = "") -> str | None:
        """The id of the skill with this name in any case, to which the entry may add its area and notes."""
        key = _key("skill", name.casefold())
        known = self._skills.get(key)
        if known is not None:
            if known.area and area and known.area != area:
                notes = _paragraphs(f"Area: {area}", notes)
            notes = _paragraphs(*dict.fromkeys((known.notes + "\n\n" + notes).split("\n\n")))
            name, area = known.name, known.area or area
        if known is None or (area, notes) != (known.area, known.notes):
            known = self._record(Skill, entry, key, {"name": name, "area": area, "notes": notes}) or known
        if known is None:
            return None
        self._skills[key] = known
        return known.id

    def skills_in(self, entry: _Entry) -> tuple[str, ...]:
        """The ids of the skills an entry's keywords name."""
        found = (self.skill(entry, keyword) for keyword in entry.texts("keywords"))
        return tuple(dict.fromkeys(id_ for id_ in found if id_))

    def _record(self, kind: type[R], entry: _Entry, key: str, fields: dict[str, Any]) -> R | None:
        try:
            record = make(kind, {**fields, "id": provisional_id(IMPORTER, key)})
        except InvalidRecordError as error:
            entry.doubt(error.message)
            return None
        source = Source(importer=IMPORTER, key=key, digest=record.content_digest())
        return record.model_copy(update={"source": source})

    def _own(self, key: str) -> str:
        """The key, numbered when entries before had the same."""
        self._times[key] += 1
        times = self._times[key]
        return key if times == 1 else self._own(f"{key} #{times}")


def _read_job(reading: _Reading, entry: _Entry) -> None:
    names = _JOBS[entry.section]
    organisation = entry.text(*names.organisation)
    title = _joined(entry.text(*part) for part in names.title)
    if not title and not organisation:
        entry.doubt("This says neither what nor where it was, so it was left out.")
        return
    if not title:
        entry.doubt("This does not say what it was, so the organisation stands for its title.")
    start, end = entry.period()
    highlights = entry.texts("highlights")
    identity = (entry.section, organisation, title, str(start or ""))
    job = reading.keep_job(
        entry,
        _key(*identity),
        title=title or organisation,
        organisation=organisation,
        location=entry.text("location"),
        start=start,
        end=end,
        job_kind=names.kind,
        summary=entry.text("summary"),
        knowledge=entry.texts("courses"),
        gained=[{"skill": skill} for skill in reading.skills_in(entry)],
        notes=entry.notes(),
    )
    if job is not None:
        for highlight in highlights:
            reading.keep(
                Win, entry, _key(*identity, "highlight", highlight), title=highlight, on=end, job=job.id
            )


def _read_skills(reading: _Reading, entry: _Entry) -> None:
    group, keywords = entry.text("name", "title"), entry.texts("keywords")
    if not group and not keywords:
        entry.doubt("This has neither a name nor keywords, so it was left out.")
        return
    notes = entry.notes()
    for keyword in keywords:
        reading.skill(entry, keyword, group, notes)
    if not keywords:
        reading.skill(entry, group, notes=notes)


def _read_language(reading: _Reading, entry: _Entry) -> None:
    if name := entry.name("language", "name"):
        reading.skill(entry, name, "language", entry.notes())


def _read_certificate(reading: _Reading, entry: _Entry) -> None:
    if not (name := entry.name("name", "title")):
        return
    issuer, issued = entry.text("issuer", "authority"), entry.date("date", "issueDate")
    reading.keep(
        Goal,
        entry,
        _key("certificate", issuer, name, str(issued or "")),
        title=name,
        goal_kind="learning",
        column="done",
        history=_history(("done", issued)),
        provider=issuer,
        issued=issued,
        url=entry.text("url", "website"),
        notes=entry.notes(),
    )


def _read_project(reading: _Reading, entry: _Entry) -> None:
    if not (name := entry.name("name", "title")):
        return
    start, end = entry.period()
    is_going_on = entry.goes_on or (start is not None and end is None)
    about = (entry.text("description"), entry.text("summary"))
    highlights = "\n".join(f"- {highlight}" for highlight in entry.texts("highlights"))
    reading.keep(
        Goal,
        entry,
        _key("project", name, str(start or "")),
        title=name,
        goal_kind="project",
        column="doing" if is_going_on else "done",
        history=_history(("doing", start), ("done", end)),
        job=reading.job_at(entry.glance("entity"), end or start),
        builds=reading.skills_in(entry),
        url=entry.text("url", "website"),
        notes=entry.notes(*about, highlights),
    )


def _read_award(reading: _Reading, entry: _Entry) -> None:
    if not (title := entry.name("title", "name")):
        return
    on, awarder = entry.date("date"), entry.glance("awarder")
    reading.keep(
        Win,
        entry,
        _key("award", awarder, title, str(on or "")),
        title=title,
        on=on,
        impact=entry.text("summary"),
        job=reading.job_at(awarder, on),
        theme="award",
        notes=entry.notes(),
    )


def _read_publication(reading: _Reading, entry: _Entry) -> None:
    if name := entry.name("name", "title"):
        on, impact = entry.date("releaseDate", "date"), entry.text("summary")
        key = _key("publication", name, str(on or ""))
        reading.keep(
            Win, entry, key, title=name, on=on, impact=impact, theme="publication", notes=entry.notes()
        )


def _read_reference(reading: _Reading, entry: _Entry) -> None:
    if name := entry.name("name"):
        said = entry.text("reference")
        reading.keep(Contact, entry, _key("reference", name), name=name, notes=entry.notes(said))


_READERS: dict[str, Callable[[_Reading, _Entry], None]] = {
    "work": _read_job,
    "volunteer": _read_job,
    "education": _read_job,
    "skills": _read_skills,
    "languages": _read_language,
    "certificates": _read_certificate,
    "projects": _read_project,
    "awards": _read_award,
    "publications": _read_publication,
    "references": _read_reference,
}
"""The sections that hold records, jobs first: awards and projects look for theirs."""

_NAMES_ALONE = frozenset({"skills", "languages"})
"""Sections whose entries may be bare names."""

_LEFT_OUT = {
    "basics": "careertui keeps no profile, so the summary was left out; a vision is where it could go on.",
    "interests": "careertui has no place for interests, so they were left out.",
}
"""Sections of a JSON Resume that are not records, and what to say when they hold something."""

_ABOUT_THE_FILE = frozenset({"$schema", "meta"})

_LONGEST_KEY = 200


def _key(*parts: str) -> str:
    """What identifies an entry among its like, wherever it stands in the file."""
    key = " / ".join(" ".join(part.split()) or "?" for part in parts)
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[:_LONGEST_KEY]}… {hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _joined(parts: Iterable[str]) -> str:
    """The parts of a title, without those that an earlier one already says in full."""
    said: list[str] = []
    for part in parts:
        words = f" {part.strip()} ".casefold()
        if part and not any(words in f" {earlier} ".casefold() for earlier in said):
            said.append(part.strip())
    return ", ".join(said)


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _history(*entries: tuple[str, PartialDate | None]) -> list[dict[str, Any]]:
    return [{"column": column, "at": at} for column, at in entries if at is not None]


def _may_be_during(on: PartialDate | None, job: Job) -> bool:
    if on is None:
        return True
    begun = job.start is None or not on.is_before(job.start)
    return begun and (job.end is None or not on.is_after(job.end))
