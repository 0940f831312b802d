"""The application: screens by number, themes, what a change shows anew, and the error boundary."""

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

from careertui.settings import Settings
from careertui.tui.ascii_filter import AsciiFilter
from careertui.tui.boundary import Said
from careertui.tui.colourless_filter import ColourlessFilter
from careertui.tui.commands import bindings
from careertui.tui.everywhere import EVERYWHERE, Everywhere
from careertui.tui.inert_filter import InertFilter
from careertui.tui.kept_rules import KeptRules
from careertui.tui.one_ink_filter import OneInkFilter
from careertui.tui.opening import Opening
from careertui.tui.painter import Painting
from careertui.tui.tabs import TABS
from careertui.tui.themes import THEMES, hues_for
from careertui.tui.thin_bar import ThinBar
from careertui.tui.too_small import TooSmall, is_too_small

if TYPE_CHECKING:  # what knows of records is loaded while what they showed last stands on the screen
    from careertui.planner.planner import Changed, Planner
    from careertui.tui.elsewhere import Elsewhere
    from careertui.tui.screens.base import CareerScreen

MOST_SAID = 3
"""Problems with the config file that are said when the screens open."""


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


class CareerApp(Everywhere, Painting):
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

    # --- leaving --------------------------------------------------------------------------------------

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
