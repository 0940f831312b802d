"""The config file as typed settings. What is wrong in it is told with its line, and the default stays."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from careertui.domain.quoting import short
from careertui.domain.thresholds import THRESHOLDS, USUAL, Thresholds
from careertui.errors import RefusedError, StoreError
from careertui.paths import config_file, open_to_read

LARGEST = 1_000_000
"""Bytes of a config file that are read; one with every key in it has about ten thousand."""
TABLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "look": ("theme", "ascii"),
        "practices": tuple(threshold.name for threshold in THRESHOLDS),
        "reviews": ("week", "quarter", "year"),
    }
)
"""The tables whose keys are known here; those of `[keys]` are the commands, which the screens know."""

_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_HEAD = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([^=#\[\]{}]+?)\s*=")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the config file that is not followed.

    Attributes:
        line: its line, from 1; 0 when it is about the file as a whole.
        said: what is wrong and what is done instead, as sentences.
    """

    line: int
    said: str

    def __str__(self) -> str:
        return f"config.toml, line {self.line}: {self.said}" if self.line else f"config.toml: {self.said}"


@dataclass(frozen=True, slots=True)
class Remap:
    """A line of `[keys]`.

    Attributes:
        id: the command's id, such as `goals.step`.
        keys: its keys with commas between, as written.
        line: where it stands.
    """

    id: str
    keys: str
    line: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person has chosen; everything has a default.

    Attributes:
        remaps: `[keys]`, in the order of the file; whether the ids and the keys are right is for the screens.
        theme: `[look] theme`, the name of a theme; empty for our own dark one.
        theme_line: where it stands.
        ascii: `[look] ascii`: draw with letters where a font lacks the signs.
        thresholds: `[practices]`: how many days are recent, soon or long.
        questions: `[reviews]`: by period, what a review asks, as written; of those that are chosen.
        problems: what is not followed.
    """

    remaps: tuple[Remap, ...] = ()
    theme: str = ""
    theme_line: int = 0
    ascii: bool = False
    thresholds: Thresholds = USUAL
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = field(default=())


def read_settings(path: Path | None = None) -> Settings:
    """The settings in a config file; the defaults where there is none. Never raises for what is in it.

    Args:
        path: the file; None for the person's own.
    """
    path = path or config_file()
    try:
        with open_to_read(path) as file:
            raw = file.read(LARGEST + 1) or b""
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        return _unread(Problem(0, f"It cannot be read: {error.strerror} ({path})."))
    if len(raw) > LARGEST:
        return _unread(Problem(0, f"It is no config file: more than {LARGEST // 1_000_000} MB ({path})."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _unread(Problem(raw[: error.start].count(b"\n") + 1, "This is not UTF-8."))
    return parse_settings(text)


def parse_settings(text: str) -> Settings:
    """The settings in the text of a config file."""
    import tomllib

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _unread(_not_toml(str(error), text))
    except RecursionError:
        return _unread(Problem(0, "Its tables are too deep."))
    lines = dict(reversed(list(_lines_of(text))))
    problems = list(_unknown(found, lines))
    look = found.get("look")
    look = look if isinstance(look, dict) else {}
    theme, ascii_only = look.get("theme", ""), look.get("ascii", False)
    if not isinstance(theme, str):
        problems.append(Problem(lines.get("look.theme", 0), 'theme is a name, such as theme = "nord".'))
        theme = ""
    if not isinstance(ascii_only, bool):
        problems.append(Problem(lines.get("look.ascii", 0), "ascii is true or false."))
        ascii_only = False
    thresholds, unfit = _thresholds(found.get("practices"), lines)
    remaps, wrong = _remaps(found.get("keys"), lines)
    questions, wrong_questions = _questions(found.get("reviews"), lines)
    problems += [*unfit, *wrong, *wrong_questions]
    theme_line = lines.get("look.theme", 0)
    return Settings(remaps, theme, theme_line, ascii_only, thresholds, questions, tuple(_in_order(problems)))


def write_config(text: str, path: Path | None = None) -> Path:
    """Make the config file, which only its owner may read, in a folder only its owner may enter.

    Raises:
        RefusedError: when there is one already; it is left as it is.
        StoreError: when the disk refuses.
    """
    path = path or config_file()
    missing = [folder for folder in path.parents if not folder.exists()]
    try:
        for folder in reversed(missing):
            folder.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        raise RefusedError(f"{path} is there already, and left as it is.", "Edit it.") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}.") from error
    with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - of a descriptor, not a path
        file.write(text)
    return path


# --- what is wrong ----------------------------------------------------------------------------------


def _unread(problem: Problem) -> Settings:
    return Settings(problems=(Problem(problem.line, f"{problem.said} Every setting has its default."),))


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.line)


def _not_toml(said: str, text: str) -> Problem:
    at = _AT_LINE.search(said)
    line = int(at[1]) if at and at[1] else len(text.splitlines())
    return Problem(line, f"This is not TOML: {_AT_LINE.sub('', said)}.")


def _unknown(found: Mapping[str, Any], lines: Mapping[str, int]) -> Iterator[Problem]:
    tables = ("keys", *TABLES)
    for name, value in found.items():
        line = lines.get(name, 0)
        if name not in tables:
            yield Problem(line, f"There is no table [{short(name)}]{near(name, tables)} It is passed over.")
        elif not isinstance(value, dict):
            yield Problem(line, f"{name} is a table: write [{name}] above its lines. It is passed over.")
        elif name in TABLES:
            for key in value.keys() - set(TABLES[name]):
                said = f"[{name}] has no {short(key)!r}{near(key, TABLES[name])} It is passed over."
                yield Problem(lines.get(f"{name}.{key}", line), said)


def _thresholds(table: Any, lines: Mapping[str, int]) -> tuple[Thresholds, list[Problem]]:
    said = table if isinstance(table, dict) else {}
    followed, wrong = {}, []
    for known in THRESHOLDS:
        value = said.get(known.name, known.default)
        if type(value) is int and 1 <= value <= known.most:  # true and false are ints to Python
            followed[known.name] = value
        else:
            line = lines.get(f"practices.{known.name}", lines.get("practices", 0))
            rule = f"{known.name} is a whole number from 1 to {known.most}."
            wrong.append(Problem(line, f"{rule} It stays {known.default}."))
    return Thresholds(**followed), wrong


def _remaps(table: Any, lines: Mapping[str, int]) -> tuple[tuple[Remap, ...], list[Problem]]:
    remaps, wrong = [], []
    for id_, keys in _flat(table if isinstance(table, dict) else {}):
        line = lines.get(f"keys.{id_}", lines.get("keys", 0))
        if isinstance(keys, str):
            remaps.append(Remap(id_, keys, line))
        else:
            said = f'The keys of {short(id_)} are written as text, such as "n,a". Its default stays.'
            wrong.append(Problem(line, said))
    return tuple(remaps), wrong


def _questions(table: Any, lines: Mapping[str, int]) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    questions, wrong = {}, []
    for period, asked in table.items() if isinstance(table, dict) else ():
        if period not in TABLES["reviews"]:
            continue
        if isinstance(asked, list) and asked and all(isinstance(one, str) and one.strip() for one in asked):
            questions[period] = tuple(asked)
        else:
            said = (
                f'{period} is a list of questions, such as ["What moved?", "What next?"]. Its default stays.'
            )
            wrong.append(Problem(lines.get(f"reviews.{period}", lines.get("reviews", 0)), said))
    return questions, wrong


def _flat(table: Mapping[str, Any], lead: str = "") -> Iterator[tuple[str, Any]]:
    """The ids of a table: `goals.step` stands in TOML for a table in a table, `"goals.step"` does not."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{lead}{name}.")
        else:
            yield f"{lead}{name}", value


def near(wrong: str, right: tuple[str, ...]) -> str:
    """How a sentence about a wrong word ends: `; is it x?`, where one of the right words is like it."""
    import difflib

    like = difflib.get_close_matches(wrong, right, 1)
    return f"; is it {like[0]}?" if like else "."


def _lines_of(text: str) -> Iterator[tuple[str, int]]:
    """Where each table and each key begins, by its dotted path. tomllib reads the values and not the places.

    A line within a value of several lines may be taken for a key; nothing asks for it then.
    """
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            table = _path(head[1])
            yield table, number
        elif key := _KEY.match(line):
            yield ".".join(filter(None, (table, _path(key[1])))), number


def _path(written: str) -> str:
    """A dotted key without its quotation marks."""
    return ".".join(part.strip().strip("\"'") for part in written.split("."))
