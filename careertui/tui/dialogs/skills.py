"""What the person can do: all skills, what the visions need most first, and the page of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from careertui.domain.quoting import short
from careertui.domain.skill import Skill
from careertui.domain.skill_growth import HIGHEST, SkillGrowth, growth_of_skills
from careertui.planner.planner import Planner
from careertui.planner.rating import rate
from careertui.tui.dialogs import Keyed, ListDialog
from careertui.tui.dialogs.page import RecordPage
from careertui.tui.skill_lines import skill_row
from careertui.tui.widgets.record_list import RecordList, Row

_RATES: tuple[Binding, ...] = tuple(
    Binding(str(level), f"rate({level})", f"Level {level} today", show=False, id=f"skill.rate_{level}")
    for level in range(HIGHEST + 1)
)
Hint = tuple[str, str, str]


class SkillsDialog(ListDialog[None]):
    """Every skill with its level and what is missing; a digit rates it today, enter opens its page.

    Args:
        planner: reads and changes records.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "open", id="skills.open"),
        Binding("n,a", "new", "new", id="skills.new", tooltip="Write a skill down"),
        *_RATES,
    ]
    AUTO_FOCUS: ClassVar[str | None] = "RecordList"

    def __init__(self, planner: Planner) -> None:
        super().__init__("Skills")
        self._planner = planner
        self._growth: Mapping[str, SkillGrowth] = {}

    def body(self) -> Iterable[Widget]:
        """The list, or the one line that says what belongs there."""
        empty = f"  What can you do? {self.key('skills.new')} writes the first skill down."
        return (RecordList(self._draw, empty=Content.styled(empty, "$muted")),)

    def on_mount(self) -> None:
        """Show them."""
        self.refresh_records()

    def refresh_records(self) -> None:
        """Read them again; the cursor stays on its skill."""
        self._growth = self._planner.derived(growth_of_skills, self._planner.today)
        self.records.show([Row((id_,)) for id_ in self._growth])
        self.refresh_hints()

    def hints(self) -> Sequence[Hint]:
        """The keys; the digits as one of them."""
        return _with_digits(self, super().hints()) if self._growth else super().hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """There is nothing to open or rate where there is no skill."""
        return action not in {"choose", "rate"} or bool(self._growth)

    def action_choose(self) -> None:
        """Open the page of the skill under the cursor."""
        if self.records.cursor_id is not None:
            self.app.push_screen(SkillPage(self._planner, self.records.cursor_id))

    def action_new(self) -> None:
        """Write a skill down."""
        from careertui.tui.dialogs.form import RecordForm

        def kept(id_: str | None) -> None:
            if id_ in self._growth:
                self.records.cursor_id = id_

        self.app.push_screen(RecordForm(self._planner, Skill, None), kept)

    def action_rate(self, level: int) -> None:
        """Note the level that the skill under the cursor has today."""
        _rate(self, self._planner, self.records.cursor_id or "", level)

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        return [skill_row(self._growth[id_], width, selected=selected)]


class SkillPage(RecordPage):
    """Everything about a skill, to read; a digit is the level it has today."""

    BINDINGS: ClassVar[list[BindingType]] = [*_RATES, *RecordPage.BINDINGS]

    def hints(self) -> Sequence[Hint]:
        """The keys; the digits as one of them."""
        return _with_digits(self, super().hints())

    def action_rate(self, level: int) -> None:
        """Note the level it has today."""
        _rate(self, self._planner, self._record_id, level)


def _with_digits(dialog: Keyed[Any], hints: Sequence[Hint]) -> Sequence[Hint]:
    lowest, highest = dialog.key("skill.rate_0"), dialog.key(f"skill.rate_{HIGHEST}")
    return [*hints[:1], (f"{lowest}-{highest}", "level today", ""), *hints[1:]]


def _rate(dialog: Keyed[Any], planner: Planner, id_: str, level: int) -> None:
    skill = planner.get(id_)
    if isinstance(skill, Skill):
        with dialog.telling_errors():
            if rate(planner, skill, level):
                dialog.say_done(f"{short(skill.name)}: {level} of {HIGHEST} today.")
