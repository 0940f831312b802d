"""The config file: read into typed settings; what is wrong is told with its line, no more."""

from __future__ import annotations

import stat
from dataclasses import asdict
from pathlib import Path

import pytest

from careertui.domain.thresholds import THRESHOLDS, Thresholds
from careertui.errors import RefusedError
from careertui.paths import config_file
from careertui.settings import LARGEST, Remap, Settings, parse_settings, read_settings, write_config


def problems(text: str) -> list[tuple[int, str]]:
    """What is said about a config file, with the lines."""
    return [(problem.line, problem.said) for problem in parse_settings(text).problems]


def test_settings_are_read_with_the_lines_that_the_screens_need() -> None:
    """Ids of commands with or without quotation marks, or in tables of their own."""
    text = (
        "# mine\n"
        '[look]\ntheme = "nord"\nascii = true # no signs\n'
        '[keys]\nrecord.new = "f5"\n"record.edit" = "f6"\n\n[keys.goals]\nstep = "x,X"\n'
    )
    assert parse_settings(text) == Settings(
        remaps=(Remap("record.new", "f5", 6), Remap("record.edit", "f6", 7), Remap("goals.step", "x,X", 10)),
        theme="nord",
        theme_line=3,
        ascii=True,
    )


def test_every_threshold_of_the_practices_can_be_set() -> None:
    """What is not said keeps its default."""
    text = "[practices]\nrecent_days = 30\nsoon_days = 7\nquiet_days = 90\ntitle_years = 2\n"
    found = parse_settings(text)
    assert found.thresholds == Thresholds(recent_days=30, soon_days=7, quiet_days=90, title_years=2)
    assert found.problems == ()
    every = {threshold.name: threshold.most for threshold in THRESHOLDS}
    text = "\n".join(["[practices]", *(f"{name} = {most}" for name, most in every.items())])
    assert (asdict(parse_settings(text).thresholds), parse_settings(text).problems) == (every, ())


@pytest.mark.parametrize("value", ["0", "-3", "3651", "1.5", "true", '"90"'])
def test_a_threshold_that_is_no_number_of_days_is_told_and_its_default_stays(value: str) -> None:
    """With its line; the others are followed."""
    text = f"[practices]\nsoon_days = 7\nrecent_days = {value}\nquiet = 3\n"
    assert parse_settings(text).thresholds == Thresholds(soon_days=7)
    assert problems(text) == [
        (3, "recent_days is a whole number from 1 to 3650. It stays 90."),
        (4, "[practices] has no 'quiet'; is it quiet_days? It is passed over."),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[look]\n\nthem = 'nord'", 3, "[look] has no 'them'; is it theme? It is passed over."),
        ("\n[loook]\ntheme = 'nord'", 2, "There is no table [loook]; is it look? It is passed over."),
        ("look = 1", 1, "look is a table: write [look] above its lines. It is passed over."),
        ("[look]\ntheme = 3", 2, 'theme is a name, such as theme = "nord".'),
        ("[look]\nascii = 'yes'", 2, "ascii is true or false."),
        ("[keys]\n# x\nrecord.new = 5", 3, 'The keys of record.new are written as text, such as "n,a".'),
        ("[reviews]\nyear = []", 2, "year is a list of questions, such as"),
        ("[reviews]\nweek = 'Who?'", 2, "week is a list of questions, such as"),
        ("[reviews]\n\nquarter = ['Who?', 3]", 3, "quarter is a list of questions, such as"),
        ("[reviews]\nmonth = ['Who?']", 2, "[reviews] has no 'month'"),
        ("[look]\ntheme = 'a'\nb c", 3, "This is not TOML: Expected '=' after a key in a key/value pair."),
        ("[look]\ntheme = 'a'\ntheme = 'b'", 3, "This is not TOML: Cannot overwrite a value."),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_default_stays(text: str, line: int, said: str) -> None:
    """One line does not spoil the others, unless the file cannot be read as TOML at all."""
    ((found_line, found),) = problems(text)
    assert (found_line, found.startswith(said)) == (line, True), found
    assert parse_settings(text).theme == ""
    assert parse_settings(text).ascii is False
    assert parse_settings(text).questions == {}


def test_the_questions_of_a_review_are_a_list_over_any_lines() -> None:
    """As written; what a part before a colon means is for the reviews."""
    found = parse_settings("[reviews]\nweek = [\n  'met: Who?',  # whom\n  'What next?',\n]\nyear = 1\n")
    assert found.questions == {"week": ("met: Who?", "What next?")}
    assert [problem.line for problem in found.problems] == [6]


def test_what_is_right_beside_something_wrong_is_followed() -> None:
    """In the order of the lines, whatever the order of the checks."""
    found = parse_settings("[keys]\nrecord.new = 1\n[look]\nasci = true\ntheme = 'nord'")
    assert found.theme == "nord"
    assert [problem.line for problem in found.problems] == [2, 4]


def test_a_file_that_is_not_there_is_no_problem_and_is_not_made(tmp_path: Path) -> None:
    """Nothing is created by looking."""
    assert read_settings(tmp_path / "none" / "config.toml") == Settings()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_read_leaves_every_default(tmp_path: Path) -> None:
    """A folder, bytes that are no text, and a file that is no config file."""
    path = tmp_path / "config.toml"
    path.mkdir()
    folder = read_settings(path)
    path.rmdir()
    path.write_bytes(b"[look]\ntheme = '\xff'\n")
    binary = read_settings(path)
    path.write_bytes(b"#" * (LARGEST + 1))
    large = read_settings(path)
    assert [str(found.problems[0]).partition(" (")[0] for found in (folder, binary, large)] == [
        "config.toml: It cannot be read: Is a directory",
        "config.toml, line 2: This is not UTF-8. Every setting has its default.",
        "config.toml: It is no config file: more than 1 MB",
    ]


def test_the_file_is_where_the_environment_or_the_system_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`CAREERTUI_CONFIG`, else the XDG config folder."""
    monkeypatch.delenv("CAREERTUI_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert config_file() == tmp_path / "careertui" / "config.toml"
    monkeypatch.setenv("CAREERTUI_CONFIG", str(tmp_path / "mine.toml"))
    assert config_file() == tmp_path / "mine.toml"


def test_a_file_that_is_made_is_its_owners_alone_and_never_overwritten(tmp_path: Path) -> None:
    """The folders that were missing, too."""
    path = tmp_path / "a" / "b" / "config.toml"
    assert write_config("# first\n", path) == path
    assert [stat.S_IMODE(made.stat().st_mode) for made in (path, path.parent, path.parent.parent)] == [
        0o600,
        0o700,
        0o700,
    ]
    with pytest.raises(RefusedError):
        write_config("# second\n", path)
    assert path.read_text() == "# first\n"
