"""Vision: where you want to be, by horizon, with your values along the side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from careertui.domain.horizons import BEHIND, USUAL_HORIZONS, Band, Progress, bands, progress, served_visions
from careertui.domain.quoting import quoted, short
from careertui.domain.vision import Value, Vision
from careertui.planner.planner import Planner
from careertui.planner.shifting import shift
from careertui.planner.visions import move_along, move_by_rows, reach
from careertui.tui.commands import Command
from careertui.tui.pictures import Pictures, picture_file
from careertui.tui.presentation import joined, value_line
from careertui.tui.vision_tiles import band_head, tile_height, vision_tile
from careertui.tui.what_if import WHAT_IF, LooksAhead
from careertui.tui.widgets.detail_pane import DetailPane
from careertui.tui.widgets.picture_view import PictureView
from careertui.tui.widgets.record_list import RecordList, Row

_TILE_FROM = ((66, 30), (0, 24))
"""From so many cells of width for all tiles: the least width of one; as many stand side by side as fit."""
VALUES_BESIDE_FROM = 76
"""Cells of width from which the values stand beside the visions; under it `l` goes to them."""
SNUG_UNDER = 100
"""Cells of width under which the values take less of it."""
PANE_FROM_LINES = 16
"""Lines of height from which there is room for the pane."""
_PICTURE_ACROSS = ((100, 40), (70, 26))
"""From so many cells of width: the most cells the picture in the pane is wide; none under the last."""


class VisionScreen(LooksAhead):
    """Bands by horizon, visions as tiles within them, values with their weights beside."""

    MODE = "vision"
    MAKES = Vision
    FILTERS = (Vision, Value)
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
            takes="all",
        ),
        Command(
            "vision.weigh_less",
            "minus",
            "weigh less",
            "Give the value under the cursor less weight",
            takes="all",
        ),
        Command(
            "vision.reached",
            "x",
            "reached",
            "Note that the vision is reached, or ahead again",
            footer=True,
            takes="all",
            stays=True,
        ),
        WHAT_IF,
    )
    ONE_HERE = frozenset({"move.up", "move.down"})
    CSS_PATH = "vision.tcss"

    def __init__(self, planner: Planner) -> None:
        super().__init__(planner)
        self._progress: dict[str, Progress] = {}
        self._bands: tuple[Band, ...] = ()
        self._across = 1
        self._heights: dict[str, int] = {}
        self._dated_above: frozenset[str] = frozenset()
        """The visions whose year stands in the head of their band."""

    def body(self) -> Sequence[Widget]:
        """The bands, the values at their side, and the pane below."""
        values_empty = joined(
            ("  What matters most?\n  ", "$muted"),
            (self.key_of("vision.value"), "$stone"),
            (" writes it down", "$muted"),
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
            Horizontal(
                DetailPane(below=True),
                PictureView(Pictures(), _PICTURE_ACROSS[0][1]),
                id="told",
            ),
        )

    # --- what it shows ----------------------------------------------------------------------------------

    def refresh_view(self) -> None:
        """Put every vision into its band."""
        self._progress = self.planner.derived(progress)
        self._bands = self.planner.derived(bands, self.planner.today)
        board = self.query_one("#visions", RecordList)
        width = board.scrollable_content_region.width or self.size.width
        least = next(least for start, least in _TILE_FROM if width >= start)
        self._across = max((width + 2) // (least + 2), 1)
        rows: list[Row] = []
        today, new_key = self.planner.today, self.key_of("record.new")
        served = self.planner.derived(served_visions)
        self._dated_above = frozenset(
            vision.id
            for band in self._bands
            if band.horizon is not None
            for vision in band.visions
            if vision.target_year == today.year + band.horizon
        )
        cells = 0
        if self.filtered is None and not any(band.visions for band in self._bands):
            rows.append(Row((), 3, heading=_what_belongs_here(new_key)))
            cells, new_key = max(len(band.words) for band in self._bands), ""
        for band in self._bands:
            members = self.passing(band.visions)
            if members or self.filtered is None:
                head = band_head(band, today, served, width, new_key, name_cells=cells)
                rows.append(Row((), 2, heading=head))
                rows.extend(self._rows(members, width))
        board.show(self.rows_or_why(rows))
        values = sorted(
            self.passing(self.planner.all(Value)), key=lambda value: (-value.weight, value.name.casefold())
        )
        self.query_one("#values", RecordList).show(self.rows_or_why([Row((value.id,)) for value in values]))

    def _rows(self, members: Sequence[Vision], width: int) -> list[Row]:
        """A band's tiles, so many side by side, each row as high as its highest tile."""
        rows = []
        for at in range(0, len(members), self._across):
            beside = members[at : at + self._across]
            tile = (width - 2 * (self._across - 1)) // self._across
            height = max(
                tile_height(vision, tile, self._come(vision.id), dated=self._is_dated(vision.id))
                for vision in beside
            )
            self._heights.update({vision.id: height for vision in beside})
            rows.append(Row(tuple(vision.id for vision in beside), height, places=self._across))
        return rows

    def _is_dated(self, id_: str) -> bool:
        """Whether a vision's tile says its year."""
        return id_ not in self._dated_above

    def _come(self, id_: str) -> Progress:
        return self._progress.get(id_, Progress())

    def _draw_tile(self, id_: str, width: int, selected: bool) -> list[Content]:
        vision = self.planner.get(id_)
        if not isinstance(vision, Vision):
            return []
        height = self._heights.get(id_, 4)
        return vision_tile(
            vision,
            width,
            height,
            self._come(id_),
            dated=self._is_dated(id_),
            selected=selected,
            marked=id_ in self.marked,
        )

    def _draw_value(self, id_: str, width: int, selected: bool) -> list[Content]:
        value = self.planner.get(id_)
        if not isinstance(value, Value):
            return []
        return value_line(value, width, selected=selected, marked=id_ in self.marked)

    def on_resize(self) -> None:
        """The number of tiles side by side follows the width."""
        self.set_class(self.size.width < VALUES_BESIDE_FROM, "narrow")
        self.set_class(self.size.width < SNUG_UNDER, "snug")
        self.call_after_refresh(self.refresh_view)

    def refresh_pane(self) -> None:
        """Show what is under the cursor, with its picture beside it where there is one."""
        told = self.query_one("#told")
        was_hidden = not told.display
        told.display = self._pane_wanted and self.current is not None and self.size.height >= PANE_FROM_LINES
        view = self.query_one(PictureView)
        across = next((cells for width, cells in _PICTURE_ACROSS if self.size.width >= width), 0)
        record = self.current
        wanted = told.display and across and isinstance(record, Vision) and record.picture
        if wanted and isinstance(record, Vision):
            down = told.scrollable_content_region.height or self.size.height // 3
            view.fit(across, max(down - 1, 1))
            view.show(picture_file(record.picture, self.planner.path.parent))
        else:
            view.show(None)
        if told.display:
            super().refresh_pane()
        if told.display and was_hidden:
            self.call_after_refresh(self.refresh_pane)  # how wide it is, is known by then

    @on(PictureView.Came)
    def _picture_came(self, event: PictureView.Came) -> None:
        """The text beside it has another width now."""
        event.stop()
        self.call_after_refresh(self.refresh_pane)

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
        """Put the focus on the visions, or on the values where the filter leaves nothing else."""
        visions, values = self.query_one("#visions", RecordList), self.query_one("#values", RecordList)
        alone = bool(self.filtered is not None and values.ids and not visions.ids)
        self.set_class(alone, "on-values")
        (values if alone else visions).focus()

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
        if command_id.startswith("move.") or command_id == "vision.reached":
            if self._visions:
                return None
            if self.targets:
                more, less = self.key_of("vision.weigh_more"), self.key_of("vision.weigh_less")
                return f"Values stand by weight: {more} and {less} move them."
            return "There is no vision under the cursor."
        if command_id.startswith("vision.weigh"):
            values = [value for value in self.targets if isinstance(value, Value)]
            if not values:
                return f"The cursor is not on a value; {self.key_of('cursor.right')} goes to them."
            if not self._weighed(1 if command_id.endswith("more") else -1):
                return "A value weighs from 1 to 5."
            return None
        return super().why_not(command_id)

    def do_new(self) -> None:
        """Write down a vision, at the horizon where the cursor is; or a value, among the values."""
        if self._on_values:
            self.do_value()
            return
        here = next((band for band in self._bands if self.current in band.visions), None)
        horizon = here.horizon if here is not None and here.horizon is not None else USUAL_HORIZONS[0]
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
        weighed = self._weighed(step)
        first = weighed[0]
        one = f"{quoted(first.name)} {first.weight}"
        with self.planner.change(f"Weigh {one if len(weighed) == 1 else f'{len(weighed)} values'}") as change:
            for value in weighed:
                change.put(value)

    def _weighed(self, step: int) -> list[Value]:
        """The values to act on with their new weights, but for those that have the most or the least."""
        values = [value for value in self.targets if isinstance(value, Value)]
        return [v.revised(weight=v.weight + step) for v in values if 1 <= v.weight + step <= 5]  # noqa: PLR2004

    def do_left(self) -> None:
        """Earlier within its band."""
        self._reorder(-1)

    def do_right(self) -> None:
        """Later within its band."""
        self._reorder(1)

    def do_up(self) -> None:
        """A row up, and from the first row of its band to a nearer horizon."""
        self._move_by_rows(-1)

    def do_down(self) -> None:
        """A row down, and from the last row of its band to a farther horizon."""
        self._move_by_rows(1)

    def do_reached(self) -> None:
        """Note that the visions are reached, or ahead again."""
        visions = self._visions
        reached = reach(self.planner, visions)
        what = short(visions[0].title) if len(visions) == 1 else f"{len(visions)} visions"
        self.say_done(f"★ {'Reached' if reached else 'Ahead again'}: {what}.")

    @property
    def _visions(self) -> list[Vision]:
        """The visions to act on."""
        return [record for record in self.targets if isinstance(record, Vision)]

    def _reorder(self, step: int) -> None:
        if len(self.marked) > 1:
            moved = shift(self.planner, [band.visions for band in self._bands], self.marked, step)
        else:
            moved = move_along(self.planner, self._visions[0], step)
        if not moved:
            self.say("It stands at the end of its band already.")

    def _move_by_rows(self, step: int) -> None:
        vision = self._visions[0]
        before = next((band.horizon for band in self._bands if vision in band.visions), None)
        band = move_by_rows(self.planner, vision, step, self._across)
        if band is None:
            self.say(self._no_farther(vision, step))
        elif band.horizon is not None and band.horizon != before:
            self.say(f"{short(vision.title)} → {band.words}, {self.planner.today.year + band.horizon}.")

    def _no_farther(self, vision: Vision, step: int) -> str:
        """Why a vision cannot be moved on."""
        if vision.status in BEHIND:
            return f"It is behind you; {self.key_of('vision.reached')} brings it back ahead."
        if step < 0:
            return "Nothing is nearer than now."
        return f"There is no farther horizon; {self.key_of('record.edit')} can give it one of its own."


def _what_belongs_here(new_key: str) -> Content:
    """Said above the horizons while nothing stands in any."""
    return joined(
        ("Where you want to be belongs here, and why.\n", "$muted"),
        (new_key, "$stone"),
        (" writes it down", "$muted"),
    )
