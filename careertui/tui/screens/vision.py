"""Vision: where you want to be, by horizon, with your values along the side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from careertui.domain.links import goals_by_vision
from careertui.domain.vision import Value, Vision
from careertui.planner.planner import Planner
from careertui.planner.visions import in_order, move_within_band
from careertui.tui.commands import Command
from careertui.tui.presentation import joined, tile_height, value_line, vision_tile
from careertui.tui.screens.base import CareerScreen
from careertui.tui.widgets.detail_pane import DetailPane
from careertui.tui.widgets.record_list import RecordList, Row

USUAL_HORIZONS = (5, 10, 20)
"""Years ahead for which a band is shown even while nothing stands in it."""
WIDEST_TILE = 36
"""Cells; a band takes as many tiles side by side as fit with about this width."""
VALUES_BESIDE_FROM = 76
"""Cells of width from which the values stand beside the visions; under it `l` goes to them."""


class VisionScreen(CareerScreen):
    """Bands by horizon, visions as tiles within them, values with their weights beside."""

    MODE = "vision"
    MAKES = Vision
    AUTO_FOCUS = "#visions"
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command(
            "vision.value", "V", "new value", "Write down something you want your work to have", footer=True
        ),
        Command(
            "vision.weigh_more",
            "plus,equals_sign",
            "weigh more",
            "Give the value under the cursor more weight",
        ),
        Command("vision.weigh_less", "minus", "weigh less", "Give the value under the cursor less weight"),
    )
    CSS_PATH = "vision.tcss"

    def __init__(self, planner: Planner) -> None:
        super().__init__(planner)
        self._progress: dict[str, tuple[int, int]] = {}
        self._heights: dict[str, int] = {}

    def body(self) -> Sequence[Widget]:
        """The bands, the values at their side, and the pane below."""
        values_empty = joined(
            ("  What should your\n  work have?\n  ", "$muted"),
            ("V", "$stone"),
            (" writes a value down", "$muted"),
        )
        return (
            Horizontal(
                Vertical(RecordList(self._draw_tile, id="visions"), id="left"),
                Vertical(
                    Static("Values", id="values-title", markup=False),
                    RecordList(self._draw_value, empty=values_empty, id="values"),
                    id="side",
                ),
                classes="split",
            ),
            DetailPane(below=True),
        )

    # --- what it shows ----------------------------------------------------------------------------------

    def refresh_view(self) -> None:
        """Put every vision into its band."""
        visions = self.planner.search.matching(in_order(self.planner), self.filter)
        serving = self.planner.derived(goals_by_vision)
        done = self.planner.board.done_keys
        self._progress = {}
        for vision in visions:
            goals = serving.get(vision.id, ())
            self._progress[vision.id] = (len(goals), sum(goal.column in done for goal in goals))
        board = self.query_one("#visions", RecordList)
        width = board.scrollable_content_region.width or self.size.width
        across = max(width // WIDEST_TILE, 1)
        rows: list[Row] = []
        for horizon, members in self._bands(visions):
            rows.append(Row((), 2, heading=self._band_head(horizon, members)))
            rows.extend(self._rows(members, across, width))
        board.show(rows)
        values = sorted(self.planner.all(Value), key=lambda value: (-value.weight, value.name.casefold()))
        self.query_one("#values", RecordList).show([Row((value.id,)) for value in values])

    def _rows(self, members: Sequence[Vision], across: int, width: int) -> list[Row]:
        """A band's tiles, so many side by side, each row as high as its highest tile."""
        rows = []
        for at in range(0, len(members), across):
            beside = members[at : at + across]
            tile = (width - 2 * (across - 1)) // across
            height = max(tile_height(vision, tile) for vision in beside)
            self._heights.update({vision.id: height for vision in beside})
            rows.append(Row(tuple(vision.id for vision in beside), height, places=across))
        return rows

    def _bands(self, visions: Sequence[Vision]) -> list[tuple[int, list[Vision]]]:
        bands = {
            horizon: list(group) for horizon, group in groupby(visions, key=lambda vision: vision.horizon)
        }
        if not self.filter:
            for horizon in USUAL_HORIZONS:
                bands.setdefault(horizon, [])
        return sorted(bands.items())

    def _band_head(self, horizon: int, members: Sequence[Vision]) -> Content:
        year = self.planner.today.year + horizon
        name = "Now" if horizon == 0 else f"In {horizon} years" if horizon != 1 else "In a year"
        head = joined((name, "bold"), (f"  {year}", "$faint"))
        if not members:
            return joined(head, ("   nothing yet; ", "$faint"), ("n", "$stone"), (" writes it", "$faint"))
        if not any(self._progress[vision.id][0] for vision in members if vision.status == "active"):
            return joined(head, ("   no goal serves this horizon yet", "$faint"))
        return head

    def _draw_tile(self, id_: str, width: int, selected: bool) -> list[Content]:
        vision = self.planner.get(id_)
        if not isinstance(vision, Vision):
            return []
        progress = self._progress.get(id_, (0, 0))
        height = self._heights.get(id_, 4)
        return vision_tile(vision, width, height, progress, selected=selected, marked=id_ in self.marked)

    def _draw_value(self, id_: str, width: int, selected: bool) -> list[Content]:
        value = self.planner.get(id_)
        if not isinstance(value, Value):
            return []
        return value_line(value, width, selected=selected, marked=id_ in self.marked)

    def on_resize(self) -> None:
        """The number of tiles side by side follows the width."""
        self.set_class(self.size.width < VALUES_BESIDE_FROM, "narrow")
        super().on_resize()
        self.call_after_refresh(self.refresh_view)

    # --- where the cursor is ----------------------------------------------------------------------------

    @property
    def _on_values(self) -> bool:
        return self.focused is not None and self.focused.id == "values"

    @property
    def current_id(self) -> str | None:
        """The vision or the value under the cursor."""
        return self.query_one("#values" if self._on_values else "#visions", RecordList).cursor_id

    def on_descendant_focus(self) -> None:
        """The cursor is drawn only where it is."""
        for record_list in self.query(RecordList):
            record_list.show_cursor = record_list is self.focused
        self.set_class(self._on_values, "on-values")
        self.refresh_pane()
        self.refresh_keys()

    def focus_records(self) -> None:
        """Put the focus on the visions."""
        self.query_one("#visions", RecordList).focus()

    @on(RecordList.Left)
    def _past_the_side(self, event: RecordList.Left) -> None:
        event.stop()
        if event.record_list.id == "visions" and event.step > 0:
            self.set_class(True, "on-values")
            self.query_one("#values", RecordList).focus()
        elif event.record_list.id == "values" and event.step < 0:
            self.set_class(False, "on-values")
            self.focus_records()

    # --- commands ---------------------------------------------------------------------------------------

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now."""
        record = self.current
        if command_id in {"move.up", "move.down", "move.left", "move.right"}:
            return None if isinstance(record, Vision) else "There is no vision under the cursor."
        if command_id.startswith("vision.weigh") and not isinstance(record, Value):
            return "The cursor is not on a value; l goes to them."
        return super().why_not(command_id)

    def do_new(self) -> None:
        """Write down a vision, at the horizon where the cursor is; or a value, among the values."""
        if self._on_values:
            self.do_value()
            return
        near = self.current
        horizon = near.horizon if isinstance(near, Vision) else USUAL_HORIZONS[0]
        self.edit(Vision, None, horizon=horizon)

    def do_value(self) -> None:
        """Write down a value."""
        self.edit(Value, None)

    def do_weigh_more(self) -> None:
        """One more."""
        self._weigh(1)

    def do_weigh_less(self) -> None:
        """One less."""
        self._weigh(-1)

    def _weigh(self, step: int) -> None:
        value = self.current
        if isinstance(value, Value) and 1 <= value.weight + step <= 5:  # noqa: PLR2004 - as Weight says
            with self.planner.change(f"Weigh “{value.name[:40]}” {value.weight + step}") as change:
                change.put(value.revised(weight=value.weight + step))

    def do_left(self) -> None:
        """Earlier within its band."""
        self._reorder(-1)

    def do_right(self) -> None:
        """Later within its band."""
        self._reorder(1)

    do_up = do_left
    do_down = do_right

    def _reorder(self, step: int) -> None:
        vision = self.current
        if isinstance(vision, Vision) and not move_within_band(self.planner, vision, step):
            self.say("It stands at the end of its band already.")
