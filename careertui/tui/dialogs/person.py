"""The page of a person: what to have in mind before you meet, and everything that passed between you."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from careertui.domain.contact import Contact
from careertui.domain.staying_in_touch import promised_to
from careertui.tui.details import person_page
from careertui.tui.dialogs.page import RecordPage


class PersonPage(RecordPage):
    """Everything about a person, to read; a conversation is logged, and a follow-up answered, from here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "log", "log a talk", id="person.log"),
        Binding("x", "follow_up", "follow up", id="person.follow_up"),
        Binding("r", "remind", "remind later", id="person.remind"),
        *RecordPage.BINDINGS,
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is done with somebody who is gone, and nothing followed up where nothing is open."""
        if action == "follow_up":
            return bool(promised_to(self._planner, self._record_id, self._planner.today))
        if action in {"log", "remind"}:
            return self._person is not None
        return super().check_action(action, parameters)

    def action_log(self) -> None:
        """Log a conversation."""
        from careertui.planner.completing import talk_with
        from careertui.tui.dialogs.capture import CaptureDialog

        if self._person is not None:
            begun = talk_with(self._planner, [self._person])
            self.app.push_screen(CaptureDialog(self._planner, begun, frozenset({self._record_id})))

    def action_follow_up(self) -> None:
        """Say what became of a follow-up."""
        from careertui.tui.dialogs.follow_up import ask_about

        ask_about(self, self._planner, promised_to(self._planner, self._record_id, self._planner.today))

    def action_remind(self) -> None:
        """Be reminded of them later."""
        from careertui.tui.dialogs.remind import RemindDialog

        if self._person is not None:
            self.app.push_screen(RemindDialog(self._planner, (self._person,)))

    @property
    def _person(self) -> Contact | None:
        record = self._planner.get(self._record_id)
        return record if isinstance(record, Contact) else None

    def _text(self, width: int) -> Content:
        person = self._person
        if person is None:
            return super()._text(width)
        return person_page(person, self._planner, self._planner.today, width)
