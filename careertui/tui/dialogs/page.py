"""One record in full."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from careertui.domain.skill import Skill
from careertui.domain.vision import Vision
from careertui.planner.planner import Planner
from careertui.tui.commands import key_of
from careertui.tui.details import detail
from careertui.tui.dialogs import Dialog, Folded, Reading
from careertui.tui.pictures import Pictures, picture_file
from careertui.tui.widgets.picture_view import PictureView

_PICTURE_ACROSS, _PICTURE_DOWN = 60, 16
"""Cells that a picture takes at most."""


def page_of(planner: Planner, id_: str) -> RecordPage:
    """The page of a record; one that is more than a page is loaded when it is asked for."""
    record = planner.get(id_)
    if isinstance(record, Skill):
        from careertui.tui.dialogs.skills import SkillPage

        return SkillPage(planner, id_)
    return RecordPage(planner, id_)


class RecordPage(Dialog[None]):
    """Everything a record says, to read; `e` edits it.

    Args:
        planner: reads and changes records.
        id_: the record.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("e", "edit", "edit", id="page.edit")]
    AUTO_FOCUS: ClassVar[str | None] = "Reading"

    def __init__(self, planner: Planner, id_: str) -> None:
        record = planner.get(id_)
        super().__init__(record.kind.capitalize() if record is not None else "")
        self._planner = planner
        self._record_id = id_

    def body(self) -> Iterable[Widget]:
        """The text, and over it the picture of a vision that has one."""
        return (Reading(PictureView(Pictures(), _PICTURE_ACROSS, _PICTURE_DOWN), Folded(self._text)),)

    def on_mount(self) -> None:
        """Show the picture."""
        self._show_picture()

    def on_resize(self) -> None:
        """The picture has no more room than the text."""
        room = self.query_one(Reading).scrollable_content_region.width - 2
        self.query_one(PictureView).fit(max(min(room, _PICTURE_ACROSS), 1), _PICTURE_DOWN)

    def _show_picture(self) -> None:
        record = self._planner.get(self._record_id)
        file = None
        if isinstance(record, Vision) and record.picture:
            file = picture_file(record.picture, self._planner.path.parent)
        self.query_one(PictureView).show(file)

    def refresh_records(self) -> None:
        """Show the record as it is now, from where it was being read."""
        self.query_one(Folded).make_anew()
        self._show_picture()
        self.refresh_hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """What is gone cannot be edited."""
        return action != "edit" or self._planner.get(self._record_id) is not None

    def action_edit(self) -> None:
        """Open the form on it."""
        from careertui.tui.dialogs.form import RecordForm

        record = self._planner.get(self._record_id)
        if record is not None:
            self.app.push_screen(RecordForm(self._planner, type(record), record))

    def _text(self, width: int) -> Content:
        record = self._planner.get(self._record_id)
        if record is None:
            return Content.styled(
                f"This record is gone. {key_of(self.app, 'app.undo')} brings it back, once this is closed.",
                "$muted",
            )
        return detail(record, self._planner, self._planner.today, width)
