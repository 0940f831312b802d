"""Goals: the board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from careertui.domain.goal import Goal
from careertui.domain.partial_date import PartialDate
from careertui.planner.board import goals_by_column, move_across, move_within, over_limit
from careertui.planner.planner import Planner
from careertui.tui.commands import Command
from careertui.tui.presentation import card_height, column_header, goal_card, joined
from careertui.tui.screens.base import CareerScreen
from careertui.tui.widgets.detail_pane import DetailPane
from careertui.tui.widgets.record_list import RecordList, Row

ONE_COLUMN_UNDER = 80
"""Cells of width under which one column is shown, with the others as tabs."""
NARROWEST = 24
"""Cells a column takes at least; where there is room for fewer columns, those around the cursor are shown."""


class Lane(Vertical):
    """A column of the board: its head, and its goals.

    Args:
        key: the column.
        cards: the list that shows its goals.
    """

    def __init__(self, key: str, cards: RecordList) -> None:
        super().__init__(Static("", classes="head", markup=False), cards, classes="lane")
        self.key = key
        self.cards = cards

    def show_head(self, head: Content) -> None:
        """Show the column's name and count."""
        self.query_one(".head", Static).update(head)


class GoalsScreen(CareerScreen):
    """The goal kanban: columns of the person's own, cards in the order they were given."""

    MODE = "goals"
    MAKES = Goal
    AUTO_FOCUS = ""  # the columns are made a moment later, and take the focus then
    FOOTER_HERE: ClassVar[tuple[str, ...]] = ("move.left", "move.right")
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command("goals.step", "x", "tick step", "Tick the next open step of the goal", footer=True),
        Command("goals.columns", "B", "columns", "Name, add, order and limit the columns of the board"),
    )
    CSS_PATH = "goals.tcss"

    def __init__(self, planner: Planner) -> None:
        super().__init__(planner)
        self._active = planner.board.columns[0].key
        self._columns: tuple[str, ...] = ()
        self._lanes: list[Lane] = []
        self._is_filled = False
        self._awaited = ""

    # --- layout ---------------------------------------------------------------------------------------

    def body(self) -> Sequence[Widget]:
        """The columns, and the pane below them."""
        return (
            Static("", id="tabs", markup=False),
            Container(Horizontal(id="lanes"), classes="split"),
            DetailPane(below=True),
        )

    def refresh_view(self) -> None:
        """Put every goal into its column."""
        board = self.planner.board
        keys = tuple(column.key for column in board.columns)
        if keys != self._columns:
            self._columns = keys
            self._is_filled = False
            if self._active not in keys:
                self._active = keys[0]
            self.call_later(self._make_lanes)
            return
        standing = self.planner.derived(goals_by_column)
        for column, lane in zip(board.columns, self._lanes, strict=False):  # none while they are being made
            goals = self.passing(standing[column.key])
            width = max(lane.cards.scrollable_content_region.width, NARROWEST - 4)
            rows = [Row((goal.id,), card_height(goal, width)) for goal in goals]
            lane.cards.show(rows if rows or not self.filter else [Row()])  # not what an empty board says
        self._show_heads()

    async def _make_lanes(self) -> None:
        lanes = self.query_one("#lanes", Horizontal)
        self._lanes = []
        await lanes.remove_children()
        board = self.planner.board
        empty = {
            board.columns[0].key: joined(
                ("Nothing planned yet.\n", "$muted"), ("n", "$stone"), (" writes a goal down", "$faint")
            )
        }
        made = [
            Lane(column.key, RecordList(self._draw, empty=empty.get(column.key), id=f"lane-{number}"))
            for number, column in enumerate(board.columns)
        ]
        await lanes.mount_all(made)
        self._lanes = made
        self._fit()
        self.call_after_refresh(self._filled)

    def _filled(self) -> None:
        self._is_filled = True
        self.refresh_records()
        if self.focused is None or not self.focused.is_attached:
            self.focus_records()
        if self._awaited:
            self.put_cursor_on(self._awaited)
            self._awaited = ""

    def _fit(self) -> None:
        """As many columns as the width holds, the active one among them; one alone where it is narrow."""
        lanes = self._lanes
        if not lanes:
            return
        width = self.size.width
        room = 1 if width < ONE_COLUMN_UNDER else max(min(width // NARROWEST, len(lanes)), 1)
        index = next((number for number, lane in enumerate(lanes) if lane.key == self._active), 0)
        first = min(max(index - room // 2, 0), len(lanes) - room)
        for number, lane in enumerate(lanes):
            lane.display = first <= number < first + room
        alone = room == 1 < len(lanes)
        self.query_one("#tabs").display = alone
        self.set_class(alone, "alone")

    def on_resize(self) -> None:
        """Columns follow the width."""
        super().on_resize()
        self._fit()
        self.call_after_refresh(self.refresh_view)

    def _show_heads(self) -> None:
        board = self.planner.board
        standing = self.planner.derived(goals_by_column)
        tabs = []
        for column, lane in zip(board.columns, self._lanes, strict=False):
            active = column.key == self._active
            lane.cards.show_cursor = False
            head = column_header(column.name, len(standing[column.key]), column.limit, active=active)
            lane.show_head(self._with_arrows(lane, head))
            tabs.append(head)
        self.query_one("#tabs", Static).update(Content("   ").join(tabs))

    def _with_arrows(self, lane: Lane, head: Content) -> Content:
        """The head, with an arrow where columns beyond it are out of sight."""
        number = self._lanes.index(lane)
        more_before = number > 0 and not self._lanes[number - 1].display
        more_after = number + 1 < len(self._lanes) and not self._lanes[number + 1].display
        return joined(("‹ " if more_before else "", "$stone"), head, ("  ›" if more_after else "", "$stone"))

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        goal = self.planner.get(id_)
        if not isinstance(goal, Goal):
            return []
        return goal_card(
            goal, width, self.planner, self.planner.today, selected=selected, marked=id_ in self.marked
        )

    # --- where the cursor is ---------------------------------------------------------------------------

    @property
    def _lane(self) -> Lane | None:
        return next((lane for lane in self._lanes if lane.key == self._active), None)

    @property
    def current_id(self) -> str | None:
        """The goal under the cursor."""
        return self._lane.cards.cursor_id if self._lane else None

    def focus_records(self) -> None:
        """Put the focus on the active column, or the first with a goal where the filter empties that one."""
        if self.filter and self._lane is not None and not self._lane.cards.ids:
            holding = next((lane for lane in self._lanes if lane.cards.ids), self._lane)
            if holding is not self._lane:
                self._go_to_lane(holding.key)
        if self._lane is not None:
            self._lane.cards.focus()

    def put_cursor_on(self, id_: str) -> bool:
        """Take the cursor to a goal, in whichever column it stands."""
        if not self._is_filled and isinstance(self.planner.get(id_), Goal):
            self._awaited = id_  # the columns are made a moment after the screen is first shown
            return True
        for lane in self._lanes:
            if id_ in lane.cards.ids:
                self._go_to_lane(lane.key)
                lane.cards.cursor_id = id_
                return True
        return False

    def _go_to_lane(self, key: str) -> None:
        self._active = key
        self._fit()
        self.focus_records()
        self._show_heads()
        self.refresh_pane()
        self.refresh_keys()

    @on(RecordList.Left)
    def _past_the_side(self, event: RecordList.Left) -> None:
        event.stop()
        index = self._columns.index(self._active) + event.step
        if 0 <= index < len(self._columns):
            self._go_to_lane(self._columns[index])

    def on_descendant_focus(self) -> None:
        """A click in another column makes it the active one."""
        lane = next((lane for lane in self._lanes if lane.cards is self.focused), None)
        if lane is not None and lane.key != self._active:
            self._go_to_lane(lane.key)

    # --- commands ---------------------------------------------------------------------------------------

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now."""
        goal = self.current
        if command_id.startswith("move."):
            if goal is None:
                return "There is no goal under the cursor."
            if command_id in {"move.up", "move.down"} and self._active in self.planner.board.done_keys:
                return "Done goals stand in the order they were finished."
            return None
        if command_id == "goals.step":
            if not isinstance(goal, Goal) or not goal.steps:
                return "This goal has no steps; e adds some."
            return None if goal.steps_done < len(goal.steps) else "Every step of it is done."
        return super().why_not(command_id)

    def do_left(self) -> None:
        """Move the marked goals a column back."""
        self._move_across(-1)

    def do_right(self) -> None:
        """Move the marked goals a column on."""
        self._move_across(1)

    def _move_across(self, step: int) -> None:
        goals = [record for record in self.targets if isinstance(record, Goal)]
        followed = self.current_id
        label = move_across(self.planner, goals, step)
        if not label:
            self.say(
                "It is in the last column already." if step > 0 else "It is in the first column already."
            )
            return
        if followed is not None:
            self.put_cursor_on(followed)
        self._acknowledge(goals)

    def _acknowledge(self, goals: Sequence[Goal]) -> None:
        """Finishing feels like something; and a full column says which goal to finish first."""
        column = next((c for c in self.planner.board.columns if c.key == self._active), None)
        if column is None:
            return
        if column.done:
            self.say(f"Done: {goals[0].title[:60]}" if len(goals) == 1 else f"Done: {len(goals)} goals")
            return
        first = over_limit(self.planner, column.key)
        if first is not None:
            said = f"{column.name} holds more than {column.limit}. Finish “{first.title[:50]}” first?"
            self.say(said, "warning")

    def do_up(self) -> None:
        """Move the goal up in its column."""
        self._move_within(-1)

    def do_down(self) -> None:
        """Move the goal down in its column."""
        self._move_within(1)

    def _move_within(self, step: int) -> None:
        goal = self.current
        if isinstance(goal, Goal):
            move_within(self.planner, goal, step)

    def do_step(self) -> None:
        """Tick the next open step."""
        goal = self.current
        if not isinstance(goal, Goal):
            return
        number = next(index for index, step in enumerate(goal.steps) if step.done_on is None)
        ticked = goal.steps[number].revised(done_on=PartialDate.of(self.planner.today))
        with self.planner.change(f"Tick “{ticked.text[:40]}”") as change:
            change.put(goal.revised(steps=(*goal.steps[:number], ticked, *goal.steps[number + 1 :])))

    def do_columns(self) -> None:
        """Edit the board's columns."""
        from careertui.domain.goal import Board

        kept = self.planner.board
        self.edit(Board, kept if kept.version else None, columns=kept.columns)

    def do_new(self) -> None:
        """Write a goal down in the active column."""
        self.edit(Goal, None, column=self._active)
