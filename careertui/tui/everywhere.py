"""The commands that work everywhere: what they are, and what each opens or does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from careertui.errors import RefusedError
from careertui.settings import Settings
from careertui.tui.boundary import Telling
from careertui.tui.commands import Command, key_of
from careertui.tui.opening import BeingOpened
from careertui.tui.pressed_twice import PressedTwice
from careertui.tui.tabs import TABS
from careertui.tui.themes import other_theme

if TYPE_CHECKING:  # what knows of records is loaded while what they showed last stands on the screen
    from careertui.domain.goal import Goal
    from careertui.tui.reviewing import BeginReview, HoldReview, Reviewing
    from careertui.tui.screens.base import Capture, CareerScreen, GoTo
    from careertui.tui.screens.filtering import UseFilter

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


class Everywhere(BeingOpened, PressedTwice, Telling):
    """For an application: runs the commands that belong to no screen, and what screens ask it for."""

    settings: Settings
    _touched: frozenset[str] = frozenset()
    """The ids of what the latest change was of; of another session's change none."""

    @property
    def of_records(self) -> CareerScreen | None:
        """The screen in front, where it is one of records and not a dialog."""
        from careertui.tui.screens.base import CareerScreen

        return self.screen if isinstance(self.screen, CareerScreen) else None

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
