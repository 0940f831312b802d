"""Which keys run what: every binding there is, the remaps of the config file, and that file written out.

A remap is followed when its id and its keys are known and none of the keys runs something else at a place
where both could be asked for: on the same screen or in the same dialog. One that is not is told with its
line, and its default stays.
"""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.screen import ModalScreen

from careertui.domain.inert import inert
from careertui.domain.quoting import short
from careertui.domain.thresholds import THRESHOLDS
from careertui.settings import Problem, Remap, Settings, near
from careertui.tui.commands import CURSOR, Command, key_name

if TYPE_CHECKING:  # loaded when there is something to check
    from textual.widgets import Input

    from careertui.tui.screens.base import CareerScreen

SENDABLE = frozenset(
    [
        *("escape", "enter", "tab", "shift+tab", "space", "backspace", "delete", "insert"),
        *("home", "end", "pageup", "pagedown"),
        *(f"{lead}{way}" for lead in ("", "ctrl+", "shift+") for way in ("left", "right", "up", "down")),
        *(f"f{number}" for number in range(1, 13)),
        # c, h, i, j and m are taken: copy, backspace, tab, and enter twice.
        *(f"ctrl+{letter}" for letter in string.ascii_lowercase if letter not in "chijm"),
    ]
)
"""The keys with a name that every terminal sends; besides them there are the characters."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A binding that can be remapped.

    Attributes:
        id: names it in the config file.
        keys: its default keys, with commas between.
        help: what it does.
        group: where it works, for the heading in the config file.
        while_typing: whether it is asked for while something is typed, where a character is only text.
        first: whether its keys are taken before what is typed in sees them.
    """

    id: str
    keys: str
    help: str
    group: str
    while_typing: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Bindings that can be asked for at the same time: a screen's or a dialog's, by id."""

    name: str
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Keymap:
    """What is in force.

    Attributes:
        keys: the keys of the bindings that are remapped, by id.
        problems: the remaps that are not followed.
    """

    keys: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def keymap_of(remaps: Sequence[Remap]) -> Keymap:
    """The keymap that remaps come to. Without any, nothing is loaded to check them against."""
    if not remaps:
        return Keymap(MappingProxyType({}))
    bound = {one.id: one for one in every_binding()}
    known: dict[str, Remap] = {}
    problems: list[Problem] = []
    for remap in remaps:
        wrong = _wrong_alone(remap, bound)
        if wrong:
            problems.append(Problem(remap.line, wrong))
        elif _split(remap.keys) != _split(bound[remap.id].keys):
            known[remap.id] = remap
    while (clash := _last_clash(known, bound)) is not None:
        remap, key, other = clash
        del known[remap.id]
        said = f"{key_name(key)} for {remap.id} runs {other} already. {_stays(bound[remap.id])}"
        problems.append(Problem(remap.line, said))
    keys = {id_: _written(remap.keys) for id_, remap in known.items()}
    return Keymap(MappingProxyType(keys), tuple(sorted(problems, key=lambda problem: problem.line)))


def problems_of(settings: Settings) -> tuple[Problem, ...]:
    """Everything in the config file that is not followed, in the order of its lines."""
    from textual.theme import BUILTIN_THEMES

    from careertui.tui.themes import THEMES

    problems = [*settings.problems, *keymap_of(settings.remaps).problems]
    names = (*(theme.name for theme in THEMES), *BUILTIN_THEMES)
    if settings.theme and settings.theme not in names:
        said = (
            f"There is no theme {short(settings.theme)!r}{near(settings.theme, names)} It stays {names[0]}."
        )
        problems.append(Problem(settings.theme_line, said))
    return tuple(sorted(problems, key=lambda problem: problem.line))


def config_text(settings: Settings) -> str:
    """The config file with every setting: what is in force, and what else it could be."""
    in_force = keymap_of(settings.remaps).keys
    lines = [
        "# careertui's settings. A line that is taken out has its default.",
        "",
        "[look]",
        f"theme = {_quoted(settings.theme)}  # the name of a theme; empty for careertui's own",
        f"ascii = {str(settings.ascii).lower()}  # true where the font lacks signs such as ● and ▸",
        "",
        *_practices_text(settings),
        "",
        *_review_lines(settings),
        "",
        "[keys]",
        "# Keys by command, with commas between. A letter written twice (gg) is pressed twice.",
        f"# Keys with a name: {', '.join(_NAMED)}, f1 to f12, ctrl+a and so on; a comma is `comma`.",
    ]
    group = ""
    for bound in every_binding():
        if bound.group != group:
            group = bound.group
            lines += ["", f"# {group}"]
        keys = in_force.get(bound.id, bound.keys)
        default = f" (default {_quoted(_written(bound.keys))})" if bound.id in in_force else ""
        lines.append(f"{bound.id} = {_quoted(_written(keys))}  # {bound.help}{default}")
    return "\n".join([*lines, ""])


def _practices_text(settings: Settings) -> list[str]:
    """The thresholds of Today's figures, each with what it does."""
    lines = ["[practices]", "# From when on Today says something; whole numbers, from 1 on."]
    for known in THRESHOLDS:
        value = getattr(settings.thresholds, known.name)
        default = "" if value == known.default else f" (default {known.default})"
        lines.append(f"{known.name} = {value}  # {known.says}{default}")
    return lines


def _review_lines(settings: Settings) -> list[str]:
    """What each review asks, and how to ask something else."""
    from careertui.domain.reviews import QUESTIONS, Part

    lines = [
        "[reviews]",
        "# What each review asks. Before a colon: the parts of the record to be seen beside the question, of",
        f"# {', '.join(Part)}.",
    ]
    for period, usual in QUESTIONS.items():
        asked = settings.questions.get(period, usual)
        lines += [f"{period} = [", *(f"  {_quoted(question)}," for question in asked), "]"]
    return lines


_NAMED = ("enter", "escape", "space", "tab", "backspace", "delete", "left", "up", "home", "pagedown")


# --- what there is ----------------------------------------------------------------------------------


@cache
def every_binding() -> tuple[Bound, ...]:
    """Every binding with an id: of everywhere, of the screens, of the cursor, and of the dialogs."""
    from careertui.tui.everywhere import EVERYWHERE
    from careertui.tui.screens.base import GRAMMAR

    found: dict[str, Bound] = {}
    groups: list[tuple[str, Iterable[Command]]] = [
        ("Everywhere", EVERYWHERE),
        ("On every screen", GRAMMAR),
        ("The cursor", CURSOR),
        *((f"On {screen.MODE.capitalize()}", screen.COMMANDS_HERE) for screen in _screens()),
    ]
    for group, commands in groups:
        for command in commands:
            if command.id in found:
                continue  # one command of several screens
            typing = command.everywhere or command.id == "screen.back"
            found[command.id] = Bound(
                command.id, command.keys, command.help, group, typing, command.everywhere
            )
    for dialog in _dialogs():
        for binding in _own(dialog):
            if binding.id and binding.id not in found:
                said = binding.tooltip or f"{binding.description[:1].upper()}{binding.description[1:]}"
                group = f"In a dialog: {binding.id.partition('.')[0]}"
                typing = _is_typed_in(dialog) or binding.id == "dialog.close"
                found[binding.id] = Bound(binding.id, binding.key, said, group, typing, binding.priority)
    for line in _lines():
        for binding in _own(line):
            if binding.id:
                found[binding.id] = Bound(binding.id, binding.key, binding.description, "In a line", True)
    return tuple(found.values())


@cache
def _places() -> tuple[Place, ...]:
    from careertui.tui.everywhere import EVERYWHERE
    from careertui.tui.screens.base import GRAMMAR

    shared = [command.id for command in (*EVERYWHERE, *GRAMMAR, *CURSOR)]
    quitting = [command.id for command in EVERYWHERE if command.everywhere]
    places = [
        Place(screen.MODE, frozenset([*shared, *(command.id for command in screen.COMMANDS_HERE)]))
        for screen in _screens()
    ]
    completing, filtering = (_inherited(line) for line in _lines())
    places.append(Place("filter", frozenset([*quitting, "screen.back", *filtering])))
    for dialog in _dialogs():
        inherited = [*_inherited(dialog), *(completing if dialog.__name__ == "CaptureDialog" else ())]
        has_cursor = dialog.AUTO_FOCUS is not None and not _is_typed_in(dialog)
        moving = [command.id for command in CURSOR] if has_cursor else []
        places.append(Place(dialog.__name__, frozenset([*quitting, *moving, *inherited])))
    return tuple(places)


def _screens() -> list[type[CareerScreen]]:
    from careertui.tui.tabs import TABS

    modules = [import_module(f"careertui.tui.screens.{tab.mode}") for tab in TABS]
    return [
        getattr(module, f"{tab.mode.capitalize()}Screen") for module, tab in zip(modules, TABS, strict=True)
    ]


def _dialogs() -> list[type[ModalScreen[Any]]]:
    """The classes of the dialogs; the shared ones that the others are made of first."""
    from careertui.tui import dialogs

    names = [
        dialogs.__name__,
        *sorted(f"{dialogs.__name__}.{found.name}" for found in iter_modules(dialogs.__path__)),
    ]
    return [
        kind
        for name in names
        for kind in vars(import_module(name)).values()
        if isinstance(kind, type) and issubclass(kind, ModalScreen) and kind.__module__ == name
    ]


def _lines() -> list[type[Input]]:
    """The lines with keys of their own: any that is completed, and the one of a filter."""
    from careertui.tui.widgets.completing_line import CompletingLine
    from careertui.tui.widgets.filter_bar import FilterLine

    return [CompletingLine, FilterLine]


def _inherited(kind: type) -> list[str]:
    """The ids of the bindings that a class declares, or that one it is made of does."""
    return [binding.id for one in kind.__mro__ for binding in _own(one) if binding.id]


def _own(kind: type) -> list[Binding]:
    """The bindings that a class declares itself, those of Textual left out."""
    if not kind.__module__.startswith("careertui."):
        return []
    return [binding for binding in vars(kind).get("BINDINGS", ()) if isinstance(binding, Binding)]


def _is_typed_in(dialog: type[ModalScreen[Any]]) -> bool:
    """Whether a dialog is opened to write in it; the form gives the focus to its first field itself."""
    return dialog.AUTO_FOCUS in {"Input", "TextArea", ""}


# --- what is wrong ----------------------------------------------------------------------------------


def _wrong_alone(remap: Remap, bound: Mapping[str, Bound]) -> str:
    """What is wrong with a remap, whatever the others are; empty when nothing is."""
    one = bound.get(remap.id)
    if one is None:
        return f"There is no command {short(remap.id)!r}{near(remap.id, tuple(bound))} It is passed over."
    keys = _split(remap.keys)
    for key in keys:
        if not _is_key(key):
            said = f"{short(key, 20)!r} is no key that every terminal sends." if key else "A key is missing."
            return f"{said} {_stays(one)}"
    typed = [key for key in keys if _is_text(key)]
    if one.while_typing and typed and (one.first or len(typed) == len(keys)):
        return f"{remap.id} works while you type, where {key_name(typed[0])} is text. {_stays(one)}"
    return ""


def _last_clash(known: Mapping[str, Remap], bound: Mapping[str, Bound]) -> tuple[Remap, str, str] | None:
    """The last remap of the file with a key that runs something else; with the key, and the other's id."""
    declared = {id_: _claims(one.keys) for id_, one in bound.items()}
    in_force = declared | {id_: _claims(remap.keys) for id_, remap in known.items()}
    clashes: list[tuple[Remap, str, str]] = []
    for place in _places():
        by_key: defaultdict[str, list[str]] = defaultdict(list)
        for id_ in sorted(place.ids):
            for key in in_force[id_]:
                by_key[key].append(id_)
        for key, ids in by_key.items():
            # What has the key by default shares it on purpose: the one nearer to the focus comes first.
            remapped = [known[id_] for id_ in ids if key not in declared[id_]]
            if remapped and len(ids) > 1:
                last = max(remapped, key=lambda remap: remap.line)
                clashes.append((last, key, next(id_ for id_ in ids if id_ != last.id)))
    return max(clashes, key=lambda clash: clash[0].line, default=None)


def _stays(one: Bound) -> str:
    return f"It stays {' or '.join(key_name(key) for key in one.keys.split(','))}."


# --- keys as they are written -----------------------------------------------------------------------


def _split(keys: str) -> list[str]:
    """The keys of a list as a person writes them, each as it is compared: a character as itself."""
    return [_character(key) or key for key in map(_lowered, keys.split(","))]


def _lowered(key: str) -> str:
    """A key without the spaces around it, its name in small letters; a character stays as it is."""
    key = key.strip()
    return key if len(key) == 1 or _is_twice(key) else key.lower()


def _written(keys: str) -> str:
    """The keys of a list as they stand in the config file."""
    return ",".join("comma" if key == "," else key for key in _split(keys))


def _claims(keys: str) -> frozenset[str]:
    """The keys that nothing else can have: one that is pressed twice cannot do something else once."""
    return frozenset(key[0] if _is_twice(key) else key for key in _split(keys))


def _is_key(key: str) -> bool:
    return key in SENDABLE or _is_text(key)


def _is_text(key: str) -> bool:
    """Whether it is a character, or one pressed twice."""
    return bool(_character(key)) or _is_twice(key) or key == "space"


def _is_twice(key: str) -> bool:
    return len(key) == 2 and key[0] == key[1] and bool(_character(key[0]))  # noqa: PLR2004 - twice


def _character(key: str) -> str:
    """The character that a key types; empty for one that types none, and for the space bar."""
    name = key_name(key)
    return name if len(name) == 1 and (len(key) == 1 or key not in SENDABLE) and name.isprintable() else ""


def _quoted(text: str) -> str:
    """A text as TOML writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inert(escaped)}"'
