"""What can be typed after `careertui`: the commands, their options, and for each kind its fields as options.

A parser here prints nothing and ends nothing: it returns what was typed, or raises what there is to say.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:  # --help, --version and `where` start without the records
    from _typeshed import SupportsWrite

    from careertui.domain.fields import FieldSpec
    from careertui.domain.record import Record

KIND_NAMES = (
    "visions, values, goals, skills, jobs, contacts, interactions, challenges, futures, wins, asks, "
    "reviews, cases"
)
"""Written out, because help is shown without loading the records; a test holds it against them."""

_FIELD = "field_"
_DESCRIPTION = "A keyboard-driven career planner. Without a command it opens on your career."
_EPILOG = f"""\
A KIND, in the singular or plural, is one of
{KIND_NAMES}.
An ID may be shortened to any beginning that no other record of the kind shares;
a name or title will do as well.

Data goes to stdout, words to stderr.
Exit codes: 0 done, 1 refused with a reason, 2 not understood.
Your career is kept in one file: the one --store names, else $CAREERTUI_STORE,
else `career.json` in your data folder; `careertui where` prints it."""
_FIELDS_EPILOG = """\
An empty value (--FIELD "") clears a field. A field that may be repeated holds
what is given, in that order, and nothing else. Dates are written 2027, 2027-Q1,
2027-03 or 2027-03-14. A link takes an id, a name or a title.
A value that begins with a dash is written --FIELD=VALUE."""

_CAPTURE_EPILOG = """\
careertui capture "met Ada Lovelace and Bob at PyCon yesterday, follow up in 2 weeks"
careertui capture "goal learn Rust by Q3 #learning"
A line begins with met, called, emailed, messaged, talked to, coffee with, goal, win,
challenge, ask, skill or vision. Whoever is not among your contacts is added to them.
#TAG, @JOB and !VISION may stand anywhere. Words in double quotes are kept as they are."""

_STONE_QUESTIONS = {
    "skills": "what you can do now that you could not before",
    "people": "whom you met there",
    "knowledge": "what you know about the field from being there",
    "direction": "what it made possible",
}
_STONE_EPILOG = """\
careertui stone Helpdesk --skills "SQL 1 to 3, writing" --people "Ada Lovelace"
Skills and people are parted by commas; a skill may say its level before and after, 0 to 5.
--direction takes the job, goal or vision of yours whose title answers to it best, or else
makes a goal; after `goal ` always. All answers together are one step to undo."""


class HelpWanted(Exception):  # noqa: N818 - not an error: what was asked for
    """The person asked for help; `text` is it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class WrongUsageError(Exception):
    """The command line was not understood; `usage` says how it is written."""

    def __init__(self, message: str, usage: str = "") -> None:
        super().__init__(message)
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """argparse without its printing and exiting, and without guessing at shortened options."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**settings, allow_abbrev=False)

    def print_help(self, file: SupportsWrite[str] | None = None) -> NoReturn:  # noqa: ARG002 - argparse's signature
        """Raise the help instead of printing it."""
        raise HelpWanted(self.format_help())

    def error(self, message: str) -> NoReturn:
        """Raise the complaint instead of printing it."""
        if message.endswith("expected one argument"):
            option = message.removeprefix("argument ").partition(":")[0]
            message += f"; one that begins with a dash is written {option}=VALUE"
        raise WrongUsageError(f"{message[:1].upper()}{message[1:]}.", self.format_usage())


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """What was typed: `command` (None for the screens), `store`, and what the command takes.

    Raises:
        HelpWanted: when help was asked for.
        WrongUsageError: when a command, a kind or an option is not known, or one is missing.
    """
    arguments = _parser().parse_args(argv)
    if arguments.command in {"add", "edit"}:
        return _fields_parser(arguments.command, arguments.kind).parse_args(arguments.rest, arguments)
    return arguments


def typed_fields(arguments: argparse.Namespace) -> dict[str, str]:
    """The text typed for each field, by the field's name; a field given several times has several lines."""
    typed = {name: said for name, said in vars(arguments).items() if name.startswith(_FIELD)}
    return {
        name.removeprefix(_FIELD): "\n".join(said) if isinstance(said, list) else said
        for name, said in typed.items()
    }


def option_of(spec: FieldSpec) -> str:
    """The option that sets a field: `if_then` is `--if-then`."""
    return f"--{spec.key.replace('_', '-')}"


# --- the commands -----------------------------------------------------------------------------------


def _parser() -> Parser:
    parser = Parser(prog="careertui", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument("--version", action="store_true", help="print the version")
    _add_store(parser, None)
    _add_ascii(parser, default=False)
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", prog="careertui", parser_class=Parser
    )
    _add_record_commands(commands)
    _add_review_command(commands)
    _add_stone_command(commands)
    _add_file_commands(commands)
    _add_advocating_commands(commands)
    _add_history_commands(commands)
    return parser


def _add_record_commands(commands: argparse._SubParsersAction[Parser]) -> None:
    list_ = _command(commands, "list", "print the records of a kind, one a line", json=True)
    list_.add_argument("kind", metavar="KIND", type=_kind, help=KIND_NAMES)
    list_.add_argument("words", metavar="WORD", nargs="*", help="only records that mention every word")
    list_.add_argument(
        "--filter",
        metavar="FILTER",
        help="only records that pass what could be typed after / on the screens, "
        "such as 'due:<2027 #learning is:open'",
    )
    which = list_.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="archived records too")
    which.add_argument("--archived", action="store_true", help="archived records only")

    show = _command(commands, "show", "print one record with all it says", json=True)
    _add_kind_and_id(show)

    add = _command(commands, "add", "keep a new record, and print its id", json=True)
    add.usage = "careertui add KIND [--FIELD VALUE ...] [--json]"
    add.epilog = f"`careertui add KIND --help` lists the fields of that kind.\n{_FIELDS_EPILOG}"
    edit = _command(commands, "edit", "change fields of a record", json=True)
    edit.usage = "careertui edit KIND ID --FIELD VALUE ... [--json]"
    edit.epilog = f"`careertui edit KIND --help` lists the fields of that kind.\n{_FIELDS_EPILOG}"
    for parser in (add, edit):
        parser.add_argument("kind", metavar="KIND", type=_kind, help=KIND_NAMES)
        parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)

    archive = _command(commands, "archive", "put a record away; nothing is deleted", json=True)
    _add_kind_and_id(archive)
    unarchive = _command(commands, "unarchive", "bring an archived record back", json=True)
    _add_kind_and_id(unarchive)

    choose = _command(commands, "choose", "take a what-if future: its stones become planned jobs", json=True)
    choose.add_argument("future", metavar="FUTURE", help="its id, the beginning of it, or its title")
    _command(commands, "adrift", "print what is tied to nothing: goals, horizons, skills, people", json=True)

    capture = _command(commands, "capture", "record what one line of plain English says", json=True)
    capture.usage = "careertui capture LINE [--dry-run] [--json]"
    capture.add_argument("line", metavar="LINE", nargs="+", help="the line, in quotes; see below")
    capture.add_argument(
        "--dry-run", action="store_true", help="say what would be recorded, and record nothing"
    )
    capture.epilog = _CAPTURE_EPILOG


def _add_review_command(commands: argparse._SubParsersAction[Parser]) -> None:
    review = _command(
        commands,
        "review",
        "print which reviews are due and held; or what the record says of a week, a quarter or a year",
        json=True,
    )
    which = review.add_mutually_exclusive_group()
    for period, example in (("week", "2026-11-16"), ("quarter", "2026-Q4"), ("year", "2026")):
        which.add_argument(
            f"--{period}",
            nargs="?",
            const="",
            metavar="DATE",
            help=f"that {period} in review, named by a date in it, such as {example}; or the present one",
        )
    review.add_argument("--markdown", action="store_true", help="as Markdown, ready to paste")


def _add_stone_command(commands: argparse._SubParsersAction[Parser]) -> None:
    stone = _command(commands, "stone", "print what a job left behind, or fill it in", json=True)
    stone.epilog = _STONE_EPILOG
    stone.add_argument(
        "job", metavar="JOB", nargs="?", help="its id, or its title; the present job if not given"
    )
    for option, asks in _STONE_QUESTIONS.items():
        stone.add_argument(f"--{option}", metavar="ANSWER", help=asks)
    stone.add_argument("--compare", action="store_true", help="print it in a table, after the jobs before it")
    stone.add_argument("--pay", action="store_true", help="with the pay in that table")


def _add_file_commands(commands: argparse._SubParsersAction[Parser]) -> None:
    practices = _command(
        commands,
        "practices",
        "job or career? The six practices by month, when each last moved, and its smallest next step",
        json=True,
    )
    practices.add_argument("--explain", action="store_true", help="say what counts for each")
    import_ = _command(
        commands,
        "import",
        "take in a CV in JSON Resume, or LinkedIn's Positions.csv, Education.csv or Skills.csv; "
        "what you have edited since an earlier import stays yours",
        json=True,
    )
    import_.add_argument("file", metavar="FILE", help="the file; - reads standard input")
    import_.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    demo = _command(commands, "demo", "open the screens on a made-up career; yours is not touched")
    _add_ascii(demo, default=argparse.SUPPRESS)
    demo.add_argument("--at", metavar="FOLDER", help="keep the copy in this folder instead of deleting it")
    config = _command(
        commands, "config", "print the config file: every setting and every key that can be changed"
    )
    what = config.add_mutually_exclusive_group()
    what.add_argument("--path", action="store_true", help="print where it is looked for")
    what.add_argument("--check", action="store_true", help="say what is wrong in it; exit 1 if anything is")
    what.add_argument("--write", action="store_true", help="make it, with every default, where there is none")
    _command(commands, "where", "print where your files are, and whether they are locked", json=True)
    _command(commands, "doctor", "look for documents that cannot be read; exit 1 if there are", json=True)


def _add_advocating_commands(commands: argparse._SubParsersAction[Parser]) -> None:
    brag = _command(commands, "brag", "print your wins in groups, the measures first", json=True)
    brag.add_argument("--from", metavar="DATE", dest="since", help="wins from then on, such as 2026-01")
    brag.add_argument(
        "--to", metavar="DATE", dest="until", help="wins until then, that month or year included"
    )
    brag.add_argument(
        "--by", choices=("theme", "job", "skill", "year"), default="year", help="what groups them; the year"
    )
    brag.add_argument("--markdown", action="store_true", help="print Markdown, to paste into a packet")
    case = _command(commands, "case", "print a promotion case: each criterion with its evidence", json=True)
    case.add_argument("name", metavar="NAME", help="its role, its id or the beginning of that")
    case.add_argument("--markdown", action="store_true", help="print Markdown, to paste into a packet")


def _add_history_commands(commands: argparse._SubParsersAction[Parser]) -> None:
    _command(commands, "undo", "take the latest change back")
    _command(commands, "redo", "make the latest undone change again")
    restore = _command(
        commands,
        "restore",
        "bring the career back from a backup: the newest, with every change since, when the file "
        "cannot be read; or that of a day",
    )
    lock = _command(
        commands,
        "lock",
        "lock the career with a passphrase: its file, journal, backups and drafts; there is no way back "
        "in without it",
    )
    lock.add_argument("--change", action="store_true", help="give a locked career another passphrase")
    _command(commands, "unlock", "take the passphrase off again")
    restore.add_argument("day", metavar="DAY", nargs="?", help="such as 2026-11-21")


def _command(
    commands: argparse._SubParsersAction[Parser], name: str, does: str, *, json: bool = False
) -> Parser:
    parser = commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.")
    _add_store(parser, argparse.SUPPRESS)
    if json:
        _add_json(parser)
    return parser


def _add_store(parser: Parser, default: str | None) -> None:
    # Suppressed in a command, so that one given before the command is not overwritten by its absence after.
    parser.add_argument("--store", metavar="PATH", default=default, help="the file your career is kept in")
    parser.add_argument(
        "--passphrase-fd",
        metavar="N",
        type=_descriptor,
        default=default,
        help="for scripts: read the passphrase of a locked career from this descriptor, as in 3<file",
    )


def _descriptor(said: str) -> int:
    if not said.isdecimal() or len(said) > 6:
        raise argparse.ArgumentTypeError("is the number of a descriptor, such as 3")
    return int(said)


def _add_ascii(parser: Parser, *, default: bool | str) -> None:
    parser.add_argument(
        "--ascii",
        action="store_true",
        default=default,
        help="draw in ASCII alone, as where the locale is not UTF-8; CAREERTUI_ASCII=1 says so always",
    )


def _add_json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _add_kind_and_id(parser: Parser) -> None:
    parser.add_argument("kind", metavar="KIND", type=_kind, help=KIND_NAMES)
    parser.add_argument("id", metavar="ID", help="its id, the beginning of it, or its name or title")


def _kind(name: str) -> type[Record]:
    from careertui.domain.kinds import KINDS, kind_named
    from careertui.errors import NotFoundError

    try:
        kind = kind_named(name)
    except NotFoundError as error:
        raise argparse.ArgumentTypeError(f"{error.message} {error.hint}".removesuffix(".")) from None
    if kind not in KINDS:
        raise argparse.ArgumentTypeError(f"{kind.plural} are not edited here; the screens do that")
    return kind


# --- a kind's fields --------------------------------------------------------------------------------


def _fields_parser(command: str, kind: type[Record]) -> Parser:
    """The parser of what follows `add KIND` or `edit KIND`."""
    from careertui.domain.fields import fields_of

    of_id = " ID" if command == "edit" else ""
    parser = Parser(
        prog=f"careertui {command} {kind.kind}",
        usage=f"careertui {command} {kind.kind}{of_id} [--FIELD VALUE ...] [--json]",
        description=f"{'Change fields of' if of_id else 'Keep'} {_a(kind.kind)}.",
        epilog=_FIELDS_EPILOG,
    )
    if of_id:
        parser.add_argument("id", metavar="ID", help="its id, the beginning of it, or its name or title")
    _add_store(parser, argparse.SUPPRESS)
    _add_json(parser)
    fields = parser.add_argument_group("fields")
    for spec in fields_of(kind):
        fields.add_argument(
            option_of(spec),
            dest=f"{_FIELD}{spec.name}",
            action="append" if spec.several else "store",
            default=argparse.SUPPRESS,
            metavar=_metavar(spec),
            help=_field_help(kind, spec, new=not of_id).replace("%", "%%"),
        )
    return parser


def _metavar(spec: FieldSpec) -> str:
    if spec.targets:
        return "|".join(spec.targets).upper()
    words = {"integer": "N", "decimal": "N", "yes_no": "yes|no", "date": "DATE", "choice": "WORD"}
    return words.get(spec.shape, "TEXT")


def _field_help(kind: type[Record], spec: FieldSpec, *, new: bool) -> str:
    from careertui.cli.values import DATED

    said = f"{spec.label}: {spec.shown.help}" if spec.shown.help else spec.label
    if spec.choices:
        said += f": {', '.join(spec.choices)}"
    elif spec.shown.suggestions:
        said += f"; such as {', '.join(spec.shown.suggestions)}"
    if new and DATED.get(kind) == spec.name:
        said += "; today when not given"
    elif new and spec.required:
        said += " (needed)"
    return f"{said} (may be repeated)" if spec.several else said


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
