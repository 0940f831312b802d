"""The application: screens by number, the commands that work everywhere, themes, and the error boundary."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from rich.color import Color as RichColor
from textual.binding import BindingType
from textual.color import Color
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.filter import Monochrome, NoColor
from textual.screen import Screen
from textual.scrollbar import ScrollBar

from careertui.domain.goal import Goal
from careertui.domain.saved_filter import SavedFilter
from careertui.errors import RefusedError
from careertui.planner.planner import Changed, Planner
from careertui.settings import Settings
from careertui.tui.ascii_filter import AsciiFilter
from careertui.tui.boundary import Telling
from careertui.tui.colourless_filter import ColourlessFilter
from careertui.tui.commands import CURSOR, Command, bindings, key_names, key_of, keys_in_force
from careertui.tui.elsewhere import Elsewhere
from careertui.tui.in_turn import KeysInTurn
from careertui.tui.inert_filter import InertFilter
from careertui.tui.kept_rules import KeptRules
from careertui.tui.one_ink_filter import OneInkFilter
from careertui.tui.painter import Painting
from careertui.tui.pressed_twice import PressedTwice
from careertui.tui.reviewing import BeginReview, HoldReview, Reviewing
from careertui.tui.screens.base import GRAMMAR, Capture, CareerScreen, GoTo
from careertui.tui.screens.filtering import UseFilter
from careertui.tui.tabs import TABS
from careertui.tui.themes import THEMES, hues_for, other_theme
from careertui.tui.thin_bar import ThinBar
from careertui.tui.too_small import TooSmall, is_too_small

MOST_SAID = 3
"""Problems with the config file that are said when the screens open."""

EVERYWHERE: tuple[Command, ...] = (
    *(Command(f"go.{tab.mode}", tab.key, tab.label, f"Go to {tab.label}") for tab in TABS),
    Command("app.capture", "c", "capture", "Write anything down in one line of plain English"),
    Command("app.win", "w", "win", "Record a win in one line"),
    Command(
        "app.review", "R", "review", "Hold the review that is due, or look back on a week, quarter or year"
    ),
    Command("app.find", "ctrl+f", "find", "Find any record of any kind, and go to it"),
    Command("app.palette", "colon,ctrl+p", "palette", "Every command and every record by name"),
    Command("app.undo", "u", "undo", "Take the latest change back"),
    Command("app.redo", "U,ctrl+r", "redo", "Make the undone change again"),
    Command("app.help", "question_mark", "keys", "What works here and now"),
    Command("app.skills", "P", "skills", "What you can do: levels, evidence, and what your visions need"),
    Command("app.adrift", "D", "adrift", "What is tied to nothing, each with the key that ties it"),
    Command("app.theme", "T", "theme", "Switch between dark and light"),
    Command("app.import", "I", "import", "Bring in a CV: JSON Resume, or LinkedIn's Positions.csv"),
    Command("app.suspend", "ctrl+z", "suspend", "Back to the shell; `fg` brings this back", everywhere=True),
    Command("app.quit", "ctrl+q", "quit", "Quit; nothing is ever unsaved", everywhere=True),
)
"""Commands that mean the same on every screen and belong to none."""

SAVED = "filter."
"""Begins the ids under which the palette has the saved filters."""

HOME_OF: dict[str, str] = {
    "vision": "vision",
    "value": "vision",
    "goal": "goals",
    "board": "goals",
    "contact": "network",
    "interaction": "network",
    "challenge": "challenges",
    "future": "timeline",
    "job": "timeline",
    "win": "record",
    "ask": "record",
    "review": "record",
    "case": "record",
}
"""The screen a kind of record lives on; the others open in full where you are."""


def collect_from_now_on() -> None:
    """Look for garbage among what is made from here on; what start-up made lives as long as the program."""
    gc.freeze()
    gc.enable()


def _screen(mode: str, planner: Planner) -> CareerScreen:
    """The screen of a mode; imported when it is first shown, so that the first one paints sooner."""
    from importlib import import_module

    module = import_module(f"careertui.tui.screens.{mode}")
    made: CareerScreen = getattr(module, f"{mode.capitalize()}Screen")(planner)
    return made


class CareerApp(KeysInTurn, PressedTwice, Telling, Painting):
    """careertui on a planner.

    Args:
        planner: the career.
        first: the screen to begin with.
        driver: the terminal's driver; Textual's own when None.
        settings: what the person has chosen; the defaults when None.
        theme: the name of the theme to begin with; that of the settings when None, and our dark one where
            there is none of that name.
        ascii: whether the terminal shows ASCII alone, whatever the settings say.
    """

    TITLE = "careertui"
    CSS_PATH: ClassVar[Any] = ["careertui.tcss", "dialogs/dialogs.tcss", "screens/timeline.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(EVERYWHERE))

    def __init__(
        self,
        planner: Planner,
        first: str = "today",
        driver: type[Driver] | None = None,
        settings: Settings | None = None,
        *,
        theme: str | None = None,
        ascii: bool = False,  # noqa: A002 - what the option is called everywhere
    ) -> None:
        super().__init__(driver_class=driver)
        ScrollBar.renderer = ThinBar
        self.stylesheet = KeptRules(variables=self.get_css_variables())
        self.planner = planner
        self.settings = settings or Settings()
        self._first = first
        self._elsewhere = Elsewhere(self, planner, self._look)
        self._touched: frozenset[str] = frozenset()
        if self.no_color:
            self._filters = [one for one in self._filters if not isinstance(one, Monochrome | NoColor)]
            self._filters.append(ColourlessFilter(self._telling_grounds))
        self._filters += [InertFilter(), OneInkFilter(lambda: self.theme)]
        self._filters += [AsciiFilter()] if ascii or self.settings.ascii else []
        for own in THEMES:
            self.register_theme(own)
        wanted = theme or self.settings.theme
        self.theme = wanted if wanted in self.available_themes else THEMES[0].name
        self._remap()
        for tab in TABS:
            self.add_mode(tab.mode, partial(_screen, tab.mode, planner))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our hues, in themes that do not know them."""
        return hues_for(self.current_theme)

    def _remap(self) -> None:
        """Take over the keys that can be followed."""
        from careertui.tui.keymap import keymap_of

        self.set_keymap(dict(keymap_of(self.settings.remaps).keys))

    def _telling_grounds(self) -> frozenset[RichColor]:
        """The grounds that mean something in this theme: where you are."""
        variables = self.theme_variables
        return frozenset(Color.parse(variables[name]).rich_color for name in ("cursor", "stone"))

    def on_mount(self) -> None:
        """Show the first screen, and listen to the planner."""
        self.planner.subscribe(self._changed)
        self.switch_mode(self._first)
        self.call_after_refresh(self._elsewhere.begin)
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        for note in self.planner.notes:
            self.say(note, "warning")
        self._say_problems()
        self.call_after_refresh(self._mind_the_size)
        self.call_after_refresh(collect_from_now_on)

    def on_unmount(self) -> None:
        """Listen to nobody any more."""
        self._elsewhere.end()

    def _say_problems(self) -> None:
        """Say what is not followed in the config file, and the rest by its number."""
        from careertui.tui.keymap import problems_of

        problems = problems_of(self.settings)
        for problem in problems[:MOST_SAID]:
            self.say(str(problem), "warning")
        if len(problems) > MOST_SAID:
            more = f"{len(problems) - MOST_SAID} more; `careertui config --check` lists them."
            self.say(f"config.toml: {more}", "warning")

    def on_resize(self) -> None:
        """A terminal too small for the screens gets a sentence, until it is larger again."""
        self.call_later(self._mind_the_size)

    def _mind_the_size(self) -> None:
        if not self._screen_stacks.get(self.current_mode):
            return
        over = isinstance(self.screen, TooSmall)
        if is_too_small(self.size) and not over:
            self.push_screen(TooSmall())
        elif over and not is_too_small(self.size):
            self.pop_screen()

    # --- faults ---------------------------------------------------------------------------------------

    def _handle_exception(self, error: Exception) -> None:
        """End with the fault.

        A screen that was being put up when we leave finds its parts gone already, which is none.
        """
        if not (self._exit and isinstance(error, NoMatches)):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End the screens without Textual's traceback on the terminal; `fault` has it for whoever logs it."""
        self._close_messages_no_wait()

    @property
    def fault(self) -> Exception | None:
        """The unexpected error that ended the screens, if one did."""
        return self._exception

    # --- refreshing in one place ----------------------------------------------------------------------

    def _changed(self, changed: Changed) -> None:
        self._touched = frozenset() if changed.elsewhere else changed.ids
        for screen in self._every_screen():
            refresh: Callable[[], None] | None = getattr(screen, "records_changed", None)
            if refresh is not None:
                refresh()
        if changed.elsewhere:
            self.say(f"Another session: {changed.label}")

    def _every_screen(self) -> list[Screen[Any]]:
        return [screen for stack in self._screen_stacks.values() for screen in stack]

    def _look(self) -> None:
        """Take in what another session has written, and keep the journal short."""
        with self.telling_errors():
            self.planner.take_in()
            self.planner.tidy(partial(self.run_worker, thread=True, exclusive=True, group="tidy"))

    # --- commands ---------------------------------------------------------------------------------------

    def action_command(self, command_id: str) -> None:
        """Run one of the commands that work everywhere."""
        group, _, name = command_id.rpartition(".")
        with self.telling_errors():
            if group == "go":
                self.switch_mode(name)
            elif group == "theme":
                self.theme = name
            else:
                getattr(self, f"do_{name}")()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Commands of the screens do not reach through a dialog; in a text of lines, ctrl+z is its undo."""
        if parameters == ("app.suspend",):
            return not hasattr(self.focused, "undo")  # Textual's editor is not loaded for the asking
        if action == "command" and self.screen.is_modal:
            return parameters == ("app.quit",)
        return super().check_action(action, parameters)

    def do_undo(self) -> None:
        """Take the latest change back, and say what it was."""
        label = self.planner.undo()
        self.clear_notifications()  # one may tell what is no longer so, and which key takes it back
        self.say(f"Undone: {label}")
        self._go_to_the_change()

    def do_redo(self) -> None:
        """Make it again, and say what it was."""
        self.say(f"Done again: {self.planner.redo()}")
        self._go_to_the_change()

    def _go_to_the_change(self) -> None:
        """Take the cursor to what came back, where one record did and it is on this screen."""
        screen = self.screen
        if isinstance(screen, CareerScreen) and len(self._touched) == 1:
            self.when_drawn(screen.put_cursor_on, next(iter(self._touched)))

    def do_theme(self) -> None:
        """Switch between dark and light."""
        self.theme = other_theme(self.theme)

    def do_quit(self) -> None:
        """Leave; everything is on the disk already."""
        self.exit()

    def do_suspend(self) -> None:
        """Give the terminal back to the shell until that brings us back.

        Raises:
            RefusedError: when there is no shell that could.
        """
        from careertui.tui.job_control import has_job_control

        if self._driver is None or not self._driver.can_suspend or not has_job_control():
            raise RefusedError(
                "There is no shell here to go back to.",
                f"{key_of(self, 'app.quit')} quits; nothing is unsaved.",
            )
        self.action_suspend_process()

    def do_capture(self) -> None:
        """Open the line that takes anything."""
        self.capture()

    def do_win(self) -> None:
        """Open the same line, begun as a win: that of the goal just finished, where the latest change did."""
        from careertui.planner.wins import begun_with, just_finished

        goal = just_finished(self.planner, self._touched, self.planner.today)
        self.capture(begun_with(goal) if goal is not None else "win ", goal=goal)

    def do_review(self) -> None:
        """Hold the review that is due."""
        self._reviewing.begin()

    def on_begin_review(self, event: BeginReview) -> None:  # noqa: ARG002 - Textual's signature
        """A screen asks for the review that is due, or for any."""
        self.do_review()

    def on_hold_review(self, event: HoldReview) -> None:
        """A screen asks for the review of a period."""
        self._reviewing.open(event.period, event.of)

    @property
    def _reviewing(self) -> Reviewing:
        return Reviewing(self, self.planner, self.settings.questions)

    def capture(
        self, begun: str = "", people: frozenset[str] = frozenset(), goal: Goal | None = None
    ) -> None:
        """Open the line of capture.

        Args:
            begun: what stands in it already.
            people: ids of the contacts that names in it mean, where several have them.
            goal: the goal that a win in it tells of.
        """
        from careertui.tui.dialogs.capture import CaptureDialog

        dialog = CaptureDialog(self.planner, begun, people, goal)
        self.push_screen(dialog, partial(self._captured, of_marked=bool(people)))

    def _captured(self, result: tuple[str, ...] | None, *, of_marked: bool) -> None:
        """Take the cursor to what was recorded, where it came from anywhere and this screen has it."""
        screen = self.screen
        if result is None or not isinstance(screen, CareerScreen):
            return
        if of_marked:
            screen.unmark()  # and the cursor stays at its row, to go on from there
        else:
            self.when_drawn(lambda: any(screen.put_cursor_on(id_) for id_ in result))

    def on_capture(self, event: Capture) -> None:
        """A screen asks for the line of capture."""
        self.capture(event.begun, event.people)

    def do_import(self) -> None:
        """Open the import dialog."""
        from careertui.tui.dialogs.import_cv import ImportDialog

        self.push_screen(ImportDialog(self.planner))

    def do_adrift(self) -> None:
        """Show what is tied to nothing."""
        from careertui.tui.dialogs.adrift import AdriftDialog

        self.push_screen(AdriftDialog(self.planner), self._go_on_to)

    def do_skills(self) -> None:
        """Show what the person can do."""
        from careertui.tui.dialogs.skills import SkillsDialog

        self.push_screen(SkillsDialog(self.planner))

    def _go_on_to(self, id_: str | None) -> None:
        if id_ is not None:
            self.go_to(id_)

    def do_help(self) -> None:
        """Show what works here and now."""
        from careertui.tui.dialogs.help import HelpDialog

        screen = self.screen
        here = screen.commands() if isinstance(screen, CareerScreen) else ()
        own = [command for command in here if command not in GRAMMAR]
        rows = partial(self._help_rows, screen)
        title = next((tab.label for tab in TABS if tab.mode == self.current_mode), "careertui")
        sections = [
            (f"On {title}", rows(own)),
            ("On every screen of records", [*rows(c for c in here if c in GRAMMAR), *self._moving()]),
            ("Everywhere", rows(EVERYWHERE)),
        ]
        self.push_screen(HelpDialog(f"Keys on {title}", [section for section in sections if section[1]]))

    def _help_rows(self, screen: Screen[Any], commands: Any) -> list[tuple[str, str, str | None]]:
        def why_not(command: Command) -> str | None:
            return screen.refusal(command) if isinstance(screen, CareerScreen) else None

        return [(self.keys_of(command), command.help, why_not(command)) for command in commands]

    def keys_of(self, command: Command) -> str:
        """The keys that run a command now, as remapped, with spaces between them."""
        return key_names(keys_in_force(self, command.id, command.keys))

    def _moving(self) -> list[tuple[str, str, str | None]]:
        """The keys of the cursor, several in a row."""
        keys = [self.keys_of(command).partition(" ")[0] for command in CURSOR]
        rows = ["Move; the arrow keys do too", "The first, the last", "Half a page down, up"]
        return [
            (" ".join(row), said, None)
            for row, said in zip((keys[:4], keys[4:6], keys[6:]), rows, strict=True)
        ]

    def do_palette(self) -> None:
        """Open the palette on every command and every record."""
        self._open_palette(records_only=False)

    def do_find(self) -> None:
        """Open the palette on every record."""
        self._open_palette(records_only=True)

    def _open_palette(self, *, records_only: bool) -> None:
        from careertui.tui.dialogs.palette import Palette

        screen = self.screen
        here = screen.commands() if isinstance(screen, CareerScreen) else ()
        commands = [*here, *EVERYWHERE, *self._themes()]
        listed = [
            (
                command,
                self.keys_of(command),
                screen.refusal(command) if isinstance(screen, CareerScreen) else None,
            )
            for command in commands
        ]
        if not records_only:
            listed += self._saved_filters()
        self.push_screen(Palette(self.planner, listed, records_only=records_only), self._picked)

    def _saved_filters(self) -> list[tuple[Command, str, str | None]]:
        """The saved filters as commands, by their names."""
        from careertui.tui.dialogs.saved_filters import saved_filters

        labels = {tab.mode: tab.label for tab in TABS}
        return [
            (Command(f"{SAVED}{kept.id}", "", kept.name, f"{labels[kept.screen]}: {kept.said}"), "", None)
            for kept in saved_filters(self.planner, self.current_mode)
            if kept.screen in labels
        ]

    def _themes(self) -> list[Command]:
        """A command for each theme there is, which the palette offers by name."""
        return [
            Command(f"theme.{name}", "", f"theme {name}", f"Show everything in the theme {name}")
            for name in sorted(self.available_themes)
        ]

    def _picked(self, result: tuple[str, str] | None) -> None:
        if result is None:
            return
        what, id_ = result
        if what == "record":
            self.go_to(id_)
        elif id_.startswith(SAVED):
            self._use_filter(id_.removeprefix(SAVED))
        elif any(command.id == id_ for command in (*EVERYWHERE, *self._themes())):
            self.action_command(id_)
        elif isinstance(self.screen, CareerScreen):
            self.screen.action_command(id_)

    def on_use_filter(self, event: UseFilter) -> None:
        """Use a saved filter, on its own screen."""
        self._use_filter(event.id)

    def _use_filter(self, id_: str) -> None:
        kept = self.planner.get(id_)
        if isinstance(kept, SavedFilter) and any(tab.mode == kept.screen for tab in TABS):
            self.switch_mode(kept.screen)
            self.when_drawn(self._filter_by, kept.said)

    def _filter_by(self, line: str) -> None:
        if isinstance(self.screen, CareerScreen):
            self.screen.use_filter(line)

    def on_go_to(self, event: GoTo) -> None:
        """Show a record on the screen where it lives."""
        self.go_to(event.id)

    def go_to(self, id_: str) -> None:
        """Show a record on the screen where it lives, or in full where it lives on none."""
        record = self.planner.get(id_)
        if record is None:
            return
        mode = HOME_OF.get(record.kind)
        if mode is not None and record.archived is None:
            self.switch_mode(mode)
            self.when_drawn(self._put_cursor, id_)
        else:
            self._open_page(id_)

    def _put_cursor(self, id_: str) -> None:
        if not (isinstance(self.screen, CareerScreen) and self.screen.show_record(id_)):
            self._open_page(id_)

    def _open_page(self, id_: str) -> None:
        from careertui.tui.dialogs.page import page_of

        self.push_screen(page_of(self.planner, id_))
