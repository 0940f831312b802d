"""The columns of the board, side by side: heads, tabs where it is narrow, bands in step across them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from careertui.tui.presentation import joined
from careertui.tui.widgets.plain_lines import Ground
from careertui.tui.widgets.record_list import RecordList, Row

ONE_COLUMN_UNDER = 80
"""Cells of width under which one column is shown, with the others as tabs."""
NARROWEST = 24
"""Cells a column takes at least; where there is room for fewer columns, those around the cursor are shown."""


class CardList(RecordList):
    """A column's cards, which can stand and scroll in step with the columns beside it."""

    follows = False
    """Whether it scrolls with the column the cursor is in, rather than to its own cursor."""

    class Scrolled(Message):
        """The cards were scrolled."""

        def __init__(self, cards: CardList) -> None:
            super().__init__()
            self.cards = cards

    def _reveal(self) -> None:
        if not self.follows:
            super()._reveal()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell whoever keeps columns in step."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled(self))

    def line_of_cursor(self) -> int | None:
        """The line of the column on which the card under the cursor begins; None without a cursor."""
        line = 0
        for row in self.rows:
            if self.cursor_id in row.ids:
                return line
            line += row.height
        return None

    def lead(self) -> None:
        """Scroll to the cursor, and have the columns that follow do the same."""
        self._reveal()
        self.post_message(self.Scrolled(self))

    def go_near(self, line: int) -> None:
        """Take the cursor to the card that stands nearest to a line of the column."""
        starts = [0, *accumulate(row.height for row in self.rows)]
        here = bisect_right(starts, line) - 1
        cards = [number for number, row in enumerate(self.rows) if row.ids]
        if cards:
            nearest = min(cards, key=lambda number: (abs(number - here), number < here))
            self.cursor_id = self.rows[nearest].ids[0]
            self._reveal()


class Lane(Ground, Vertical):
    """A column of the board: its head, and its goals.

    Args:
        key: the column.
        cards: the list that shows its goals.
    """

    def __init__(self, key: str, cards: CardList) -> None:
        super().__init__(Static("", classes="head", markup=False), cards, classes="lane")
        self.key = key
        self.cards = cards
        self._made_of: object = None
        self._head = Content()

    class Resized(Message):
        """A column has another width, or came into sight and has one."""

    def on_resize(self) -> None:
        """The heights of its cards follow its width."""
        self.post_message(self.Resized())

    def show_head(self, head: Content) -> None:
        """Show the column's name and count."""
        if not head.is_same(self._head):
            self._head = head
            self.query_one(".head", Static).update(head, layout=False)

    def show_rows(self, make: Callable[[], Sequence[Row]], made_of: object) -> None:
        """Show these cards, unless everything they are made of is as it was when they were shown last.

        Args:
            make: makes the rows.
            made_of: everything that the rows and their drawing depend on; compared by what it says.
        """
        if made_of != self._made_of:
            self._made_of = made_of
            self.cards.show(make())


class _Beside(Ground, Horizontal):
    """What stands beside each other."""


class Lanes(Vertical):
    """Every column, or as many as the width holds, the active one among them."""

    DEFAULT_CSS = """
    Lanes { width: 1fr; height: 1fr; }
    Lanes #tabs { height: 2; padding: 0 1; display: none; }
    Lanes.alone #tabs { display: block; }
    Lanes #lanes { height: 1fr; padding: 0 1; }
    Lanes Lane { width: 1fr; height: 1fr; padding: 0 1; }
    Lanes .head { height: 2; }
    Lanes.alone .head { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.lanes: list[Lane] = []
        self.active = ""
        self.in_step = False
        self._tabs = Content()

    def compose(self) -> ComposeResult:
        """The strip of tabs, and the columns under it."""
        yield Static("", id="tabs", markup=False)
        yield _Beside(id="lanes")

    async def make(self, lanes: Sequence[Lane]) -> None:
        """Put other columns in the place of those there are."""
        self.lanes = []
        within = self.query_one("#lanes", Horizontal)
        await within.remove_children()
        await within.mount_all(lanes)
        self.lanes = list(lanes)
        for lane in self.lanes:
            lane.cards.show_cursor = False
        self._lead()
        self.fit()

    @property
    def lane(self) -> Lane | None:
        """The active column."""
        return next((lane for lane in self.lanes if lane.key == self.active), None)

    @property
    def leftmost(self) -> Lane | None:
        """The first column in sight."""
        return next((lane for lane in self.lanes if lane.display), None)

    def beside(self, step: int) -> Lane | None:
        """The column so many places from the active one; None past the ends."""
        if self.lane is None:
            return None
        place = self.lanes.index(self.lane) + step
        return self.lanes[place] if 0 <= place < len(self.lanes) else None

    def activate(self, key: str) -> None:
        """Make a column the active one, in sight."""
        self.active = key
        self._lead()
        self.fit()

    def keep_in_step(self, in_step: bool) -> None:
        """Let the columns scroll as one, or each by itself."""
        self.in_step = in_step
        self._lead()

    def _lead(self) -> None:
        for lane in self.lanes:
            lane.cards.follows = self.in_step and lane.key != self.active

    def fit(self) -> None:
        """Show as many columns as the width holds."""
        if not self.lanes:
            return
        width = self.app.size.width
        room = 1 if width < ONE_COLUMN_UNDER else max(min(width // NARROWEST, len(self.lanes)), 1)
        index = next((number for number, lane in enumerate(self.lanes) if lane.key == self.active), 0)
        first = min(max(index - room // 2, 0), len(self.lanes) - room)
        wanted = [first <= number < first + room for number in range(len(self.lanes))]
        alone = room == 1 < len(self.lanes)
        if wanted == [lane.display for lane in self.lanes] and self.has_class("alone") == alone:
            return
        for lane, shown in zip(self.lanes, wanted, strict=True):
            lane.display = shown
        self.set_class(alone, "alone")

    def show_heads(self, heads: Sequence[Content], tabs: Sequence[Content]) -> None:
        """Show what stands over each column, with arrows where columns are out of sight; and the tabs.

        Under the first stands the name of the band at the top, once its own heading is out of sight.
        """
        band = self._band_above()
        for number, (lane, head) in enumerate(zip(self.lanes, heads, strict=False)):
            before = number > 0 and not self.lanes[number - 1].display
            after = number + 1 < len(self.lanes) and not self.lanes[number + 1].display
            arrows = (("‹ " if before else "", "$stone"), ("  ›" if after else "", "$stone"))
            under = joined("\n", band) if lane is self.leftmost and band else Content()
            lane.show_head(joined(arrows[0], head, arrows[1], under))
        place = next((number for number, lane in enumerate(self.lanes) if lane.key == self.active), 0)
        strip = strip_around(tabs, place, self.size.width - 2) if tabs else Content()
        strip = joined(strip, "\n ", band) if band else strip
        if not strip.is_same(self._tabs):
            self._tabs = strip
            self.query_one("#tabs", Static).update(strip, layout=False)

    def _band_above(self) -> Content:
        """The heading of the band that the first line in sight belongs to, where it lies above that line."""
        found, line = Content(), 0
        if not self.in_step or self.leftmost is None:
            return found
        y = self.leftmost.cards.scroll_offset.y
        for row in self.leftmost.cards.rows:
            if line > y or (line == y and row.heading):
                return found if line > y else Content()
            found = row.heading or found
            line += row.height
        return found

    def on_card_list_scrolled(self, event: CardList.Scrolled) -> None:
        """Bands stand beside each other, so the columns scroll as one."""
        if not self.in_step:
            event.stop()
            return
        y = event.cards.scroll_offset.y  # where it is by now: a message may be older than the next scroll
        for lane in self.lanes:
            if lane.cards.scroll_offset.y != y:
                lane.cards.scroll_to(y=y, animate=False, force=True)


def strip_around(tabs: Sequence[Content], place: int, width: int) -> Content:
    """The tabs beside each other; where not all fit, the open one with those around it, and arrows."""
    first, last = place, place
    while True:
        grown = [(first - 1, last)] if first > 0 else []
        grown += [(first, last + 1)] if last + 1 < len(tabs) else []
        fitting = [each for each in grown if _strip(tabs, *each).cell_length <= width]
        if not fitting:
            return _strip(tabs, first, last)
        first, last = fitting[-1]


def _strip(tabs: Sequence[Content], first: int, last: int) -> Content:
    before, after = ("‹" if first else "", "$stone"), ("›" if last + 1 < len(tabs) else "", "$stone")
    return joined(before, Content(" ").join(tabs[first : last + 1]), after)
