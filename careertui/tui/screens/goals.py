"""Goals: the board."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import ClassVar, TypeAlias, cast

from textual import on
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from careertui.domain.goal import Goal, GoalKind
from careertui.domain.quoting import quoted, short
from careertui.domain.record import Record
from careertui.planner.board import (
    Banding,
    band_of,
    finish_first,
    goals_by_column,
    in_bands,
    move_across,
    move_within,
    still_waits_for,
)
from careertui.planner.planner import Planner
from careertui.planner.shifting import shift
from careertui.planner.ticking import tick_steps
from careertui.tui.cards import band_heading, column_head, column_tab, done_words, just_done
from careertui.tui.commands import Command
from careertui.tui.presentation import GOAL_HUES, GOAL_MARKS, card_height, goal_card, joined, named
from careertui.tui.screens.base import CareerScreen
from careertui.tui.widgets.detail_pane import DetailPane
from careertui.tui.widgets.lanes import NARROWEST, CardList, Lane, Lanes
from careertui.tui.widgets.record_list import RecordList, Row

BANDINGS: tuple[Banding, ...] = ("", "vision", "kind")
"""What the bands across the board are made by, in the order the key goes through them."""
FLASH = 1.2
"""Seconds a card that was just finished looks the part."""
_Banded: TypeAlias = Mapping[str, Mapping[str, Sequence[Goal]]]
"""The goals of each column, by band."""
_MOST_HEIGHTS = 50_000
"""Heights of cards that are remembered, before all are forgotten: some windows' widths of a big board."""


class GoalsScreen(CareerScreen):
    """The goal kanban: columns of the person's own, cards in the order they were given."""

    MODE = "goals"
    MAKES = Goal
    AUTO_FOCUS = ""  # the columns are made a moment later, and take the focus then
    FOOTER_HERE: ClassVar[tuple[str, ...]] = ("move.left", "move.right")
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command(
            "goals.step", "x", "tick step", "Tick the next open step of the goal", footer=True, takes="all"
        ),
        Command("goals.bands", "b", "bands", "Bands across the board: by vision, by kind, or none"),
        Command(
            "goals.columns", "B", "columns", "Name, add, order, limit and remove the columns of the board"
        ),
    )
    CSS_PATH = "goals.tcss"

    def __init__(self, planner: Planner) -> None:
        super().__init__(planner)
        self._board = Lanes()
        self._board.active = planner.board.columns[0].key
        self._columns: tuple[str, ...] = ()
        self._is_filled = False
        self._awaited = ""
        self._followed = ""
        self._by: Banding = ""
        self._line = 0
        self._flashing: frozenset[str] = frozenset()
        self._laid_out_for: dict[str, int] = {}
        self._mentioned: dict[str, tuple[tuple[Goal, ...], tuple[str, ...]]] = {}
        self._heights: dict[tuple[str, int, int], int] = {}

    # --- layout ---------------------------------------------------------------------------------------

    def body(self) -> Sequence[Widget]:
        """The columns, and the pane below them."""
        return (Container(self._board, classes="split"), DetailPane(below=True))

    def refresh_view(self) -> None:
        """Put every goal into its column."""
        keys = tuple(column.key for column in self.planner.board.columns)
        if keys != self._columns:
            self._columns = keys
            self._is_filled = False
            if self._active not in keys:
                self._board.active = keys[0]
            self.call_later(self._make_lanes)
            return
        standing = self.planner.derived(goals_by_column)
        found = {key: self.passing(standing[key]) for key in keys}
        is_empty = self.filtered is None and not any(standing.values())
        self._teach()
        everything = tuple(found.values()) if self._by else ()
        banded = in_bands(self.planner, found, self._by) if self._by else {}
        self._laid_out_for = self._widths_in_sight()
        widths = {lane.key: _width_of(lane) for lane in self._board.lanes}  # none while they are being made
        narrowest = min(self._laid_out_for.values(), default=0)
        lines = cache(partial(self._lines_of, banded, narrowest))
        for lane in self._board.lanes:
            goals = found[lane.key]
            # Columns differ by a cell where the width does not divide; bands are as tall everywhere.
            width = narrowest if self._by else widths[lane.key]
            first = lane is self._board.leftmost
            drawn_with = (self._linked(lane.key, goals), self.marked, self.planner.today, is_empty)
            make = (
                partial(self._banded_rows, banded, lines, lane.key, width, named_here=first)
                if self._by
                else partial(self._rows, goals, width, is_empty=is_empty)
            )
            lane.show_rows(make, (goals, width, drawn_with, self._by, everything, first))
        if self._followed and self._is_filled:
            self.put_cursor_on(self._followed)  # before the pane is filled, so that it is filled once
        self._show_heads()

    def _teach(self) -> None:
        """Have the first column that is shown say what belongs on a board that is empty."""
        nothing = joined(
            ("Nothing planned yet.\n", "$muted"),
            (self.key_of("record.new"), "$stone"),
            (" writes a goal down", "$faint"),
        )
        for lane in self._board.lanes:
            lane.cards.teach(nothing if lane is self._board.leftmost else Content())

    def _widths_in_sight(self) -> dict[str, int]:
        """The cells of the cards of each column that is shown."""
        return {lane.key: _width_of(lane) for lane in self._board.lanes if lane.display}

    def _linked(self, key: str, goals: tuple[Goal, ...]) -> tuple[Record | None, ...]:
        """The records that the cards of a column mention, each once: few of them are told by many."""
        known, mentioned = self._mentioned.get(key, ((), ()))
        if known is not goals:
            mentioned = tuple({id_ for goal in goals for id_ in (*goal.waits_for, *goal.serves[:1])})
            self._mentioned[key] = goals, mentioned
        return tuple(map(self.planner.get, mentioned))

    def _rows(self, goals: Sequence[Goal], width: int, *, is_empty: bool) -> list[Row]:
        return self._cards(goals, width) or ([] if is_empty else [Row()])  # not what an empty board says

    def _cards(self, goals: Sequence[Goal], width: int) -> list[Row]:
        return [Row((goal.id,), self._height(goal, width)) for goal in goals]

    def _lines_of(self, banded: _Banded, width: int) -> dict[str, dict[str, int]]:
        """How tall the cards of each column are in each band, in lines."""
        return {
            band: {key: sum([self._height(goal, width) for goal in goals]) for key, goals in columns.items()}
            for band, columns in banded.items()
        }

    def _banded_rows(
        self,
        banded: _Banded,
        lines: Callable[[], dict[str, dict[str, int]]],
        key: str,
        width: int,
        *,
        named_here: bool,
    ) -> list[Row]:
        """A column's cards under the bands' headings, with as much air as the band's fullest column needs."""
        rows: list[Row] = []
        for band, columns in banded.items():
            name = self._band_name(band) if named_here else None
            rows.append(Row(heading=band_heading(name, sum(map(len, columns.values())), width)))
            rows += self._cards(columns[key], width)
            tall = lines()[band]
            air = max(tall.values()) - tall[key]
            if air:
                rows.append(Row(height=air))
        return rows

    def _height(self, goal: Goal, width: int) -> int:
        """The lines of a goal's card, worked out once for each text and width."""
        key = (goal.id, goal.version, width)
        height = self._heights.get(key)
        if height is None:
            if len(self._heights) > _MOST_HEIGHTS:
                self._heights.clear()
            height = self._heights[key] = card_height(goal, width)
        return height

    def _band_name(self, band: str) -> Content:
        vision = self.planner.get(band) if self._by == "vision" else None
        if vision is not None:
            return named(vision, "$vision")
        if self._by == "kind":
            return joined((f"{GOAL_MARKS[cast('GoalKind', band)]} {band}", GOAL_HUES[cast("GoalKind", band)]))
        return Content.styled("serves no vision yet", "$muted")

    async def _make_lanes(self) -> None:
        columns = self.planner.board.columns
        await self._board.make(
            [
                Lane(column.key, CardList(self._draw, id=f"lane-{number}"))
                for number, column in enumerate(columns)
            ]
        )
        self.call_after_refresh(self._filled)

    def _filled(self) -> None:
        self._is_filled = True
        self.refresh_records()
        if self.focused is None or not self.focused.is_attached:
            self.focus_records()
        if self._awaited:
            self.put_cursor_on(self._awaited)
            self._awaited = ""

    def on_resize(self) -> None:
        """Columns follow the width; each says when it has another."""
        self._board.fit()

    def _show_heads(self) -> None:
        standing = self.planner.derived(goals_by_column)
        heads, tabs = [], []
        for column in self.planner.board.columns:
            active = column.key == self._active
            heads.append(column_head(column, len(standing[column.key]), active=active))
            tabs.append(column_tab(heads[-1], active=active))
        self._board.show_heads(heads, tabs)

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        goal = self.planner.get(id_)
        if not isinstance(goal, Goal):
            return []
        drawn = goal_card(
            goal, width, self.planner, self.planner.today, selected=selected, marked=id_ in self.marked
        )
        return just_done(drawn) if id_ in self._flashing else drawn

    # --- where the cursor is ---------------------------------------------------------------------------

    @property
    def _active(self) -> str:
        return self._board.active

    @property
    def current_id(self) -> str | None:
        """The goal under the cursor."""
        return self._board.lane.cards.cursor_id if self._board.lane else None

    def focus_records(self) -> None:
        """Put the focus on the active column, or the first with a goal where the filter empties that one."""
        lane = self._board.lane
        if self.filtered is not None and lane is not None and not lane.cards.ids:
            holding = next((other for other in self._board.lanes if other.cards.ids), lane)
            if holding is not lane:
                self._go_to_lane(holding.key)
                lane = holding
        if lane is not None:
            lane.cards.focus()

    def put_cursor_on(self, id_: str) -> bool:
        """Take the cursor to a goal, in whichever column it stands."""
        if not self._is_filled and isinstance(self.planner.get(id_), Goal):
            self._awaited = id_  # the columns are made a moment after the screen is first shown
            return True
        for lane in self._board.lanes:
            if id_ in lane.cards.ids:
                lane.cards.cursor_id = id_
                self._go_to_lane(lane.key)
                return True
        return False

    def _go_to_lane(self, key: str) -> None:
        self._board.activate(key)
        if self._by and self._board.lane is not None:
            self._board.lane.cards.lead()
        self.focus_records()
        self._show_heads()
        self.refresh_pane()
        self.refresh_keys()

    @on(RecordList.Left)
    def _past_the_side(self, event: RecordList.Left) -> None:
        """On to the next column; where there are bands, to the goal that stands beside this one."""
        event.stop()
        here, there = self._board.lane, self._board.beside(event.step)
        if here is None or there is None:
            return
        line = here.cards.line_of_cursor()
        self._line = self._line if line is None else line  # kept across columns that have nothing to stand on
        self._go_to_lane(there.key)
        if self._by:
            there.cards.go_near(self._line)

    @on(Lane.Resized)
    def _lane_resized(self, event: Lane.Resized) -> None:
        """Lay the cards out for the width that the column has now, where that is another."""
        event.stop()
        if self._is_filled and self._laid_out_for != self._widths_in_sight():
            self.refresh_view()

    @on(CardList.Scrolled)
    def _scrolled(self) -> None:
        """Another band may be the one at the top."""
        self._show_heads()

    def on_descendant_focus(self) -> None:
        """A click in another column makes it the active one."""
        lane = next((lane for lane in self._board.lanes if lane.cards is self.focused), None)
        if lane is not None and lane.key != self._active:
            self._go_to_lane(lane.key)

    # --- commands ---------------------------------------------------------------------------------------

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now."""
        goal = self.subject
        if command_id.startswith("move."):
            if not self.targets:
                return "There is no goal under the cursor."
            if command_id in {"move.up", "move.down"} and not self._in_their_own_order():
                return "Done goals stand in the order they were finished."
            return None
        if command_id == "goals.step":
            if self._with_open_steps():
                return None
            if len(self.marked) > 1:
                return "None of the marked goals has an open step."
            if not isinstance(goal, Goal) or not goal.steps:
                return f"This goal has no steps; {self.key_of('record.edit')} adds some."
            return "Every step of it is done."
        return super().why_not(command_id)

    def do_left(self) -> None:
        """Move the marked goals a column back."""
        self._move_across(-1)

    def do_right(self) -> None:
        """Move the marked goals a column on."""
        self._move_across(1)

    def _move_across(self, step: int) -> None:
        goals = [record for record in self.targets if isinstance(record, Goal)]
        self._followed = self.current_id or ""
        try:
            label = move_across(self.planner, goals, step)
        finally:
            self._followed = ""
        if not label:
            self.say(
                "It is in the last column already." if step > 0 else "It is in the first column already."
            )
            return
        self._acknowledge(goals)

    def _acknowledge(self, goals: Sequence[Goal]) -> None:
        """Finishing feels like something; a full column says what to finish first; a lock says what for."""
        column = next((c for c in self.planner.board.columns if c.key == self._active), None)
        if column is None:
            return
        moved = [goal for g in goals if isinstance(goal := self.planner.get(g.id), Goal)]
        if column.done:
            self._celebrate(moved)
            return
        first = finish_first(self.planner, column.key)
        if first is not None:
            said = (
                f"{column.name} holds more than {column.limit}. Finish {quoted(first.goal.title, 50)} first?"
            )
            self.say(f"{said} {first.why[:1].upper()}{first.why[1:]}.", "warning")
            return
        waits = still_waits_for(self.planner, moved[0]) if len(moved) == 1 else ()
        if waits and column.key != self._columns[0]:
            self.say(f"It still waits for {quoted(waits[0].title, 50)}.")

    def _celebrate(self, goals: Sequence[Goal]) -> None:
        """A word about how long it took, and the card lit up for a moment."""
        done = [goal for goal in goals if goal.column == self._active]
        if not done:
            return
        what = short(done[0].title, 60) if len(done) == 1 else f"{len(done)} goals"
        how = done_words(done[0], self.planner, self.planner.today) if len(done) == 1 else ""
        told = f"{how[:1].upper()}{how[1:]}. " if how else ""
        win = "the win" if len(done) == 1 else "a win"
        self.say(f"Done: {what}. {told}{self.key_of('app.win')} records {win}.")
        self._flashing = frozenset(goal.id for goal in done)
        self._redraw_lane()
        self.set_timer(FLASH, self._flashed)

    def _flashed(self) -> None:
        self._flashing = frozenset()
        self._redraw_lane()

    def _redraw_lane(self) -> None:
        for lane in self._board.lanes:
            if lane.key in self.planner.board.done_keys:
                lane.cards.redraw()

    def do_up(self) -> None:
        """Move the marked goals up in their columns."""
        self._move_within(-1)

    def do_down(self) -> None:
        """Move the marked goals down in their columns."""
        self._move_within(1)

    def _move_within(self, step: int) -> None:
        goals = self._in_their_own_order()
        if len(self.marked) > 1:
            standing = self.planner.derived(goals_by_column)
            columns = [standing[key] for key in sorted({goal.column for goal in goals})]
            if not shift(self.planner, columns, self.marked, step):
                where = "the column" if len(columns) == 1 else "their columns"
                self.say(f"They stand at the end of {where} already.")
            return
        goal = goals[0]
        lane = next((lane for lane in self._board.lanes if goal.id in lane.cards.ids), None)
        if lane is None:
            return
        band = band_of(self.planner, goal, self._by)
        beside = [id_ for id_ in lane.cards.ids if self._is_in_band(id_, band)]
        move_within(self.planner, goal, step, beside)

    def _in_their_own_order(self) -> list[Goal]:
        """The goals to act on that stand in the person's order, and not in that of being finished."""
        done = self.planner.board.done_keys
        return [goal for goal in self.targets if isinstance(goal, Goal) and goal.column not in done]

    def _is_in_band(self, id_: str, band: str) -> bool:
        if not self._by:
            return True
        goal = self.planner.get(id_)
        return isinstance(goal, Goal) and band_of(self.planner, goal, self._by) == band

    def _with_open_steps(self) -> list[Goal]:
        """The goals to act on that have a step to tick."""
        goals = [record for record in self.targets if isinstance(record, Goal)]
        return [goal for goal in goals if goal.steps_done < len(goal.steps)]

    def do_step(self) -> None:
        """Tick the next open step of the marked goals."""
        goals = self._with_open_steps()
        tick_steps(self.planner, goals)
        last = next((goal for goal in goals if goal.steps_done + 1 == len(goal.steps)), None)
        if last is not None and last.column not in self.planner.board.done_keys:
            self.say(f"That was the last step of {quoted(last.title, 50)}.")

    def do_bands(self) -> None:
        """Go on to the next way of putting bands across the board."""
        self._by = BANDINGS[(BANDINGS.index(self._by) + 1) % len(BANDINGS)]
        self._board.keep_in_step(bool(self._by))
        self.refresh_view()
        if self._board.lane is not None:
            self._board.lane.cards.lead()
        self._show_heads()

    def do_columns(self) -> None:
        """Edit the board's columns."""
        from careertui.tui.dialogs.columns import ColumnsDialog

        self.app.push_screen(ColumnsDialog(self.planner, self._active))

    def do_new(self) -> None:
        """Write a goal down in the active column."""
        self.edit(Goal, None, column=self._active)


def _width_of(lane: Lane) -> int:
    """The cells that a column's cards have."""
    return max(lane.cards.scrollable_content_region.width, NARROWEST - 4)
