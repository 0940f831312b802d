"""The application: screens by number, the commands that work everywhere, themes, and the error boundary."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.color import Color as RichColor
from textual.binding import BindingType
from textual.color import Color
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.filter import Monochrome, NoColor
from textual.notifications import Notify
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.widget import AwaitMount

from careertui.errors import RefusedError
from careertui.settings import Settings
from careertui.tui.ascii_filter import AsciiFilter
from careertui.tui.boundary import Said, Telling
from careertui.tui.colourless_filter import ColourlessFilter
from careertui.tui.commands import Command, bindings, key_of
from careertui.tui.inert_filter import InertFilter
from careertui.tui.kept_rules import KeptRules
from careertui.tui.one_ink_filter import OneInkFilter
from careertui.tui.opening import BeingOpened, Opening
from careertui.tui.painter import Painting
from careertui.tui.pressed_twice import PressedTwice
from careertui.tui.tabs import TABS
from careertui.tui.themes import THEMES, hues_for, other_theme
from careertui.tui.thin_bar import ThinBar
from careertui.tui.too_small import TooSmall, is_too_small

if TYPE_CHECKING:  # what knows of records is loaded while what they showed last stands on the screen
    from careertui.domain.goal import Goal
    from careertui.planner.planner import Changed, Planner
    from careertui.tui.elsewhere import Elsewhere
    from careertui.tui.reviewing import BeginReview, HoldReview, Reviewing
    from careertui.tui.screens.base import Capture, CareerScreen, GoTo
    from careertui.tui.screens.filtering import UseFilter

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


class CareerApp(BeingOpened, PressedTwice, Telling, Painting):
    """careertui on a planner.

    Args:
        planner: the career, or how it is opened while the screens are up already.
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
        planner: Planner | Opening,
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
        self._opening = planner if isinstance(planner, Opening) else None
        self._planner = None if isinstance(planner, Opening) else planner
        self.settings = settings or Settings()
        self._first = first
        self._elsewhere: Elsewhere | None = None
        self._touched: frozenset[str] = frozenset()
        self._is_as_kept = False
        """Whether Today shows what was kept of it, since the career was opened behind that."""
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

    @property
    def planner(self) -> Planner:
        """The career, which is open by the time that anything is asked of it."""
        assert self._planner is not None  # noqa: S101 - keys wait until then; see `BeingOpened`
        return self._planner

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
        """Show the first screen, or what it showed last."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        if self._opening is None:
            self._begin()
        else:
            self.begin_with(self._opening)
        self._say_problems()

    def _begin(self) -> AwaitMount:
        """Show the first screen, and listen to the planner."""
        from careertui.tui.elsewhere import Elsewhere

        for tab in TABS:
            self.add_mode(tab.mode, partial(_screen, tab.mode, self.planner))
        self.planner.subscribe(self._changed)
        self._elsewhere = Elsewhere(self, self.planner, self._look)
        shown = self.switch_mode(self._first)
        self.call_after_refresh(self._mind_the_size)
        self.call_after_refresh(self._elsewhere.begin)
        for note in self.planner.notes:
            self.say(note, "warning")
        self.call_after_refresh(collect_from_now_on)
        return shown

    def on_unmount(self) -> None:
        """Listen to nobody any more."""
        if self._elsewhere is not None:
            self._elsewhere.end()

    @property
    def of_records(self) -> CareerScreen | None:
        """The screen in front, where it is one of records and not a dialog."""
        from careertui.tui.screens.base import CareerScreen

        return self.screen if isinstance(self.screen, CareerScreen) else None

    def go_on_with(self, planner: Planner, first: str) -> AwaitMount:
        """Take over the career that was being opened."""
        self._planner, self._is_as_kept = planner, True
        self._first = first or self._first
        return self._begin()

    def end_with(self, error: Exception) -> None:
        """End, and leave it to whoever began this to say why the career could not be opened."""
        self._exception = error
        self.exit()

    def _say_problems(self) -> None:
        """Say what is not followed in the config file, and the rest by its number."""
        from careertui.tui.keymap import problems_of

        problems = problems_of(self.settings)
        for problem in problems[:MOST_SAID]:
            self.say(str(problem), "warning")
        if len(problems) > MOST_SAID:
            more = f"{len(problems) - MOST_SAID} more; `careertui config --check` lists them."
            self.say(f"config.toml: {more}", "warning")

    def _on_notify(self, event: Notify) -> None:
        """Make of it what can be put up at its last moment; Textual's own handler comes after this one."""
        event.notification = Said(**vars(event.notification))

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
        self._is_as_kept = False
        self._touched = frozenset() if changed.elsewhere else changed.ids
        for screen in self._every_screen():
            refresh: Callable[[], None] | None = getattr(screen, "records_changed", None)
            if refresh is not None:
                refresh()
        if changed.elsewhere:
            self.say(f"Another session: {changed.label}")

    def _every_screen(self) -> list[Screen[Any]]:
        return [screen for stack in self._screen_stacks.values() for screen in stack]

    def _look(self) -> bool:
        """Take in what another session has written, and keep the journal short; whether more is to come."""
        with self.telling_errors():
            self.planner.take_in()
            self.planner.tidy(partial(self.run_worker, thread=True, exclusive=True, group="tidy"))
            return self.planner.is_behind
        return False

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
        screen = self.of_records
        if screen is not None and len(self._touched) == 1:
            self.when_drawn(screen.put_cursor_on, next(iter(self._touched)))

    def do_theme(self) -> None:
        """Switch between dark and light."""
        self.theme = other_theme(self.theme)

    def do_quit(self) -> None:
        """Leave; everything is on the disk already."""
        self.exit()

    def exit(self, *args: Any, **options: Any) -> None:
        """Leave, and have what Today shows kept for the next start, where that is not what was kept."""
        if self._planner is not None and not self._is_as_kept:
            self._planner.shown = self._shown_today()
        super().exit(*args, **options)

    def _shown_today(self) -> bytes:
        """Today as it stands; nothing where it was not shown in this window."""
        from careertui.tui.glance import meant_for, to_bytes
        from careertui.tui.screens.today import TodayScreen

        screen = next(iter(self._screen_stacks.get("today", ())), None)
        if not isinstance(screen, TodayScreen) or screen.size != self.size:
            return b""
        return to_bytes(screen.glance(), meant_for(self.planner.today, self.size, self.settings))

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
        from careertui.tui.reviewing import Reviewing

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
        screen = self.of_records
        if result is None or screen is None:
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
        from careertui.tui.on_offer import help_sections

        title = next((tab.label for tab in TABS if tab.mode == self.current_mode), "careertui")
        self.push_screen(HelpDialog(f"Keys on {title}", help_sections(self, title, EVERYWHERE)))

    def do_palette(self) -> None:
        """Open the palette on every command and every record."""
        from careertui.tui.dialogs.palette import Palette
        from careertui.tui.on_offer import palette_offers

        offers = palette_offers(self, self.planner, EVERYWHERE)
        self.push_screen(Palette(self.planner, offers), self._picked)

    def do_find(self) -> None:
        """Open the palette on every record."""
        from careertui.tui.dialogs.palette import Palette

        self.push_screen(Palette(self.planner, records_only=True), self._picked)

    def _picked(self, result: tuple[str, str] | None) -> None:
        from careertui.tui.on_offer import SAVED, THEME

        if result is None:
            return
        what, id_ = result
        if what == "record":
            self.go_to(id_)
        elif id_.startswith(SAVED):
            self._use_filter(id_.removeprefix(SAVED))
        elif id_.startswith(THEME) or any(command.id == id_ for command in EVERYWHERE):
            self.action_command(id_)
        elif self.of_records is not None:
            self.of_records.action_command(id_)

    def on_use_filter(self, event: UseFilter) -> None:
        """Use a saved filter, on its own screen."""
        self._use_filter(event.id)

    def _use_filter(self, id_: str) -> None:
        from careertui.domain.saved_filter import SavedFilter

        kept = self.planner.get(id_)
        if isinstance(kept, SavedFilter) and any(tab.mode == kept.screen for tab in TABS):
            self.switch_mode(kept.screen)
            self.when_drawn(self._filter_by, kept.said)

    def _filter_by(self, line: str) -> None:
        if self.of_records is not None:
            self.of_records.use_filter(line)

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
        if self.of_records is None or not self.of_records.show_record(id_):
            self._open_page(id_)

    def _open_page(self, id_: str) -> None:
        from careertui.tui.dialogs.page import page_of

        self.push_screen(page_of(self.planner, id_))
