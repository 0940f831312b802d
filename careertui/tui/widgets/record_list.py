"""Rows of records on the line API: what is drawn costs what the window shows, not what the list holds.

A row is one record or several side by side (tiles), of any number of lines; a row without records is a
heading that the cursor passes over. The same widget is a table, a column of the board, a band of tiles
and a picker's list; the screen decides with the function that draws.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from careertui.tui.commands import moves
from careertui.tui.hanging import hung
from careertui.tui.widgets.plain_lines import HasPlainBar, plain_lines, strips_of
from careertui.tui.widgets.quiet_focus import QuietFocus

_NOTHING = Content()
_Drawing = tuple[str, int, bool]
"""A record, the width it is drawn in, and whether the cursor is on it."""
_MOST_KNOWN = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list.

    Attributes:
        ids: the records side by side in it; none for a heading.
        height: its lines, at least one.
        places: how many records could stand side by side, where that is more than do.
        heading: what a row without records says.
    """

    ids: tuple[str, ...] = ()
    height: int = 1
    places: int = 1
    heading: Content = _NOTHING


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Rows, and where each of them and of their records stands; of thousands of rows it is worth keeping.

    Attributes:
        rows: the rows.
        starts: the first line of each, and the line after the last.
        places: the row of each record, and its place in it.
    """

    rows: tuple[Row, ...]
    starts: Sequence[int]
    places: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> LaidOut:
        """These rows, one under the other."""
        starts = [0, *accumulate(row.height for row in rows)]
        places = {id_: (index, cell) for index, row in enumerate(rows) for cell, id_ in enumerate(row.ids)}
        return cls(tuple(rows), starts, places)

    @classmethod
    def of_lines(cls, ids: Sequence[str]) -> LaidOut:
        """A line for each of these records, without a loop of ours: there may be thousands at every key."""
        _FIRST_CELLS.extend((line, 0) for line in range(len(_FIRST_CELLS), len(ids)))
        places = dict(zip(ids, _FIRST_CELLS, strict=False))
        return cls(tuple(map(_line_of, ids)), range(len(ids) + 1), places)


_FIRST_CELLS: list[tuple[int, int]] = []
"""The place of the record on each line, of as many lines as there ever were."""


@lru_cache(maxsize=20_000)
def _line_of(id_: str) -> Row:
    """The row of one record that takes one line, the same at every change and every letter of a filter."""
    return Row((id_,))


Draw = Callable[[str, int, bool], Sequence[Content]]
"""From a record's id, the width in cells and whether the cursor is on it, to its lines."""


class RecordList(QuietFocus, HasPlainBar, ScrollView, can_focus=True):
    """Rows of records with a cursor that stays on its record when the rows change.

    Args:
        draw: draws one record; lines beyond its row's height are not shown.
        gap: cells between records that stand side by side.
        empty: said when there are no records at all.
        id: the widget's id.
    """

    DEFAULT_CSS = """
    RecordList {
        height: 1fr; background: $background;
        scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0; scrollbar-gutter: stable;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *moves(left="across(-1)", down="move(1)", up="move(-1)", right="across(1)"),
        *moves(first="first", last="last", half_down="page(1)", half_up="page(-1)"),
    ]

    cursor_id: reactive[str | None] = reactive(None, init=False, repaint=False)
    """The record the cursor is on; None when there is none."""
    show_cursor: reactive[bool] = reactive(True, repaint=False)
    """Whether the cursor is drawn while the list does not have the focus."""

    class Moved(Message):
        """The cursor came to another record."""

        def __init__(self, record_list: RecordList, id_: str | None) -> None:
            super().__init__()
            self.record_list = record_list
            self.id = id_

        @property
        def control(self) -> RecordList:
            """The list it happened in."""
            return self.record_list

    class Chosen(Moved):
        """Enter, or a second click, on a record."""

    class Left(Message):
        """The cursor was moved past the side of the list."""

        def __init__(self, record_list: RecordList, step: int) -> None:
            super().__init__()
            self.record_list = record_list
            self.step = step

    def __init__(
        self,
        draw: Draw,
        *,
        gap: int = 2,
        empty: Content | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._draw = draw
        self._gap = gap
        self._empty = empty or Content()
        self._rows: tuple[Row, ...] = ()
        self._starts: Sequence[int] = [0]
        self._place: dict[str, tuple[int, int]] = {}
        self._acted_on: frozenset[str] = frozenset()
        self._marked: frozenset[str] = frozenset()
        self._strips: dict[_Drawing, list[Strip]] = {}
        self._known: dict[_Drawing, tuple[Style, list[Content], list[Strip]]] = {}
        """What was drawn last, so that what a record comes to again need not be laid out anew."""
        self._colours: dict[str, str] = {}
        """Of the theme that it was drawn in."""

    # --- what it shows ------------------------------------------------------------------------------

    def show(self, rows: Sequence[Row] | LaidOut, *, cursor: str | None = None) -> None:
        """Show these rows, with the cursor on `cursor`, or kept, or on the nearest record to where it was."""
        was, before = self._place.get(self.cursor_id or ""), self._place
        laid_out = rows if isinstance(rows, LaidOut) else LaidOut.of(rows)
        self._rows, self._starts, self._place = laid_out.rows, laid_out.starts, laid_out.places
        self._strips.clear()
        self._resize()
        wanted = cursor if cursor in self._place else self._staying(before)
        if wanted not in self._place:
            wanted = self._nearest(was)
        if wanted == self.cursor_id:
            self._reveal()
        self.cursor_id = wanted
        self.refresh()

    def teach(self, empty: Content) -> None:
        """Say this where there are no records at all."""
        if not empty.is_same(self._empty):
            self._empty = empty
            self.refresh()

    def stay(self, acted_on: Iterable[str]) -> None:
        """Keep the cursor at its row when these go elsewhere, until it is moved; with none, follow again."""
        self._acted_on = frozenset(acted_on)

    def _staying(self, before: Iterable[str]) -> str | None:
        """Where the cursor belongs now: on its record, or on what came next if that one has left its row."""
        here = self.cursor_id
        if here not in self._acted_on or here not in self._place:
            return here
        others = [id_ for id_ in before if id_ == here or (id_ in self._place and id_ not in self._acted_on)]
        then, now = others.index(here), sorted(others, key=self._place.__getitem__).index(here)
        if then == now:
            return here
        return others[then + 1 if then + 1 < len(others) else then - 1]

    def redraw(self) -> None:
        """Draw every visible record anew, at the same places."""
        self._strips.clear()
        self.refresh()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as they were given."""
        return self._rows

    @property
    def ids(self) -> tuple[str, ...]:
        """Every record, in order."""
        return tuple(self._place)

    def _nearest(self, was: tuple[int, int] | None) -> str | None:
        if not self._place:
            return None
        if was is None:
            return next(iter(self._place))
        row, cell = was
        outward = (index for step in range(len(self._rows) + row) for index in (row + step, row - step))
        within = (index for index in outward if 0 <= index < len(self._rows))
        ids = next(self._rows[index].ids for index in within if self._rows[index].ids)
        return ids[min(cell, len(ids) - 1)]

    def _resize(self) -> None:
        self.virtual_size = Size(max(self.scrollable_content_region.width, 1), self._starts[-1])

    # --- the cursor ---------------------------------------------------------------------------------

    def watch_cursor_id(self, old: str | None, new: str | None) -> None:
        """Redraw the two rows concerned, scroll there and tell the screen."""
        self._acted_on = frozenset()
        for id_ in (old, new):
            place = self._place.get(id_ or "")
            if place is not None:
                self._refresh_row(place[0])
        self._reveal()
        # Straight to the screen, or it would miss the frame of the rows on its way.
        self.screen.post_message(self.Moved(self, new))

    def watch_has_focus(self, has_focus: bool) -> None:
        """The cursor looks different with the focus, where it is not drawn without."""
        super().watch_has_focus(has_focus)
        if not self.show_cursor:
            self._refresh_cursor()

    def watch_show_cursor(self) -> None:
        """Draw it, or not; with the focus it is drawn."""
        if not self.has_focus:
            self._refresh_cursor()

    def _refresh_cursor(self) -> None:
        place = self._place.get(self.cursor_id or "")
        if place is not None:
            self._refresh_row(place[0])

    def _refresh_row(self, index: int) -> None:
        top = self._starts[index] - self.scroll_offset.y
        self.refresh(Region(0, top, self.size.width, self._rows[index].height))

    def _reveal(self) -> None:
        place = self._place.get(self.cursor_id or "")
        if place is None or not self.size:
            return
        top = self._starts[place[0]]
        height = self._rows[place[0]].height
        index = place[0]
        view = self.scrollable_content_region.height
        while index and not self._rows[index - 1].ids and height + self._rows[index - 1].height <= view:
            # headings right above come into view with the first record under them, where both fit
            index -= 1
            top -= self._rows[index].height
            height += self._rows[index].height
        # Forced: rows shown just now get their scroll bar, and with it leave to scroll, only later.
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif top + height > self.scroll_offset.y + view:
            y = min(top, top + height - view) if height <= view else top
            self.scroll_to(y=y, animate=False, force=True)

    def action_move(self, step: int) -> None:
        """Go to the next or previous row of records."""
        place = self._place.get(self.cursor_id or "")
        index, cell = place or (-1, 0)
        index += step
        while 0 <= index < len(self._rows) and not self._rows[index].ids:
            index += step
        if 0 <= index < len(self._rows):
            ids = self._rows[index].ids
            self.cursor_id = ids[min(cell, len(ids) - 1)]
        elif step < 0:
            self.scroll_home(animate=False)

    def action_across(self, step: int) -> None:
        """Go to the record beside this one, or past the side of the list."""
        place = self._place.get(self.cursor_id or "")
        if place is not None and 0 <= place[1] + step < len(self._rows[place[0]].ids):
            self.cursor_id = self._rows[place[0]].ids[place[1] + step]
        else:
            self.post_message(self.Left(self, step))

    def action_page(self, step: int) -> None:
        """Go half a page down or up."""
        place = self._place.get(self.cursor_id or "")
        if place is None:
            return
        target = self._starts[place[0]] + step * max(self.scrollable_content_region.height // 2, 1)
        index = self._row_at(min(max(target, 0), self._starts[-1] - 1))
        nearest = self._nearest((index, place[1]))
        if nearest is not None:
            self.cursor_id = nearest

    def action_first(self) -> None:
        """Go to the first record."""
        self.cursor_id = next(iter(self._place), None)

    def action_last(self) -> None:
        """Go to the last record."""
        self.cursor_id = next(reversed(self._place), None)

    def _row_at(self, line: int) -> int:
        return bisect_right(self._starts, line) - 1

    # --- the mouse ----------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Take the cursor to what was clicked; a second click on it chooses it."""
        line = event.y + self.scroll_offset.y
        if not 0 <= line < self._starts[-1]:
            return
        row = self._rows[self._row_at(line)]
        if not row.ids:
            return
        cell = self._cell_width(row, self.scrollable_content_region.width)
        id_ = row.ids[min(event.x // (cell + self._gap), len(row.ids) - 1)]
        if id_ == self.cursor_id and event.chain > 1:
            self.post_message(self.Chosen(self, id_))
        self.cursor_id = id_

    # --- drawing ------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Lay the rows out anew for the new width; what is drawn for it already is right."""
        self._resize()
        self._reveal()
        # A bar that was out of sight while the list scrolled has not heard of it.
        self.vertical_scrollbar.position = self.scroll_y

    def notify_style_update(self) -> None:
        """With another theme nothing drawn before is right; focus comes this way too, and changes little."""
        super().notify_style_update()
        self._strips.clear()
        if self._colours != self.app.theme_variables:
            self._colours = self.app.theme_variables
            self._known.clear()

    def _cell_width(self, row: Row, width: int) -> int:
        places = max(len(row.ids), row.places)
        return max((width - self._gap * (places - 1)) // places, 1)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines of the window, with all that was ever made of them."""
        return super().render_lines(crop) if self.styles.gutter else plain_lines(self, crop)

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if not self._place and not self._rows:
            return (
                self._lines(self._empty, width)[y]
                if y < len(self._lines(self._empty, width))
                else self._blank(width)
            )
        if not 0 <= line < self._starts[-1]:
            return self._blank(width)
        index = self._row_at(line)
        row = self._rows[index]
        within = line - self._starts[index]
        if not row.ids:
            strips = self._lines(row.heading, width)
            return strips[within] if within < len(strips) else self._blank(width)
        cell = self._cell_width(row, width)
        if cell == width:
            strips = self._drawn(row.ids[0], cell)
            return strips[within] if within < len(strips) else self._blank(width)
        parts = []
        for position, id_ in enumerate(row.ids):
            strips = self._drawn(id_, cell)
            if position:
                parts.append(self._blank(self._gap))
            parts.append(strips[within] if within < len(strips) else self._blank(cell))
        return Strip.join(parts).adjust_cell_length(width, self.visual_style.rich_style)

    def _drawn(self, id_: str, width: int) -> list[Strip]:
        selected = id_ == self.cursor_id and (self.has_focus or self.show_cursor)
        key = (id_, width, selected)
        strips = self._strips.get(key)
        if strips is None:
            contents = list(self._draw(id_, width, selected))
            style = self.visual_style
            known, drawn, strips = self._known.get(key, (style, [], []))
            if known != style or not _are_same(drawn, contents):
                strips = [strips_of(self, content, width)[0] for content in contents]
                if len(self._known) > _MOST_KNOWN:
                    self._known.clear()
                self._known[key] = style, contents, strips
            self._strips[key] = strips
        return strips

    def _lines(self, content: Content, width: int) -> list[Strip]:
        return strips_of(self, hung(content, width), width)

    def _blank(self, width: int) -> Strip:
        return Strip.blank(width, self.visual_style.rich_style)


def _are_same(some: Sequence[Content], others: Sequence[Content]) -> bool:
    return len(some) == len(others) and all(
        one.is_same(other) for one, other in zip(some, others, strict=True)
    )
