"""Frames: one has all that has changed by then, and draws of each widget the lines that have.

After a frame Textual waits a sixtieth of a second for the next. What a key changes in several widgets would
come in two or three of them, and each would render every widget between the changes, with all its lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, cast

from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.events import ScreenResume
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

Pieces = list[tuple[int, int]]
"""Parts of a line between two cuts, each with its first cell and the one after its last."""


class SparingCompositor(Compositor):
    """Renders of each widget the lines that are to be drawn, where nothing stands before them."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has changed; None where nothing has."""
        window = self.size.region
        spans = list(self._regions_to_spans([region.intersection(window) for region in self._dirty_regions]))
        self._dirty_regions.clear()
        if not spans:
            return None
        return ChopsUpdate(self._chops(spans), spans, [line[1:] for line in self.cuts])

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """Everything."""
        if simplify:  # for a picture, not for the terminal
            return super().render_full_update(simplify)
        self._dirty_regions.clear()
        width, height = self.size
        chops = self._chops([(y, 0, width) for y in range(height)])
        strips = [[strip for strip in line.values() if strip is not None] for line in chops]
        return LayoutUpdate(cast("list[Iterable[Strip]]", strips), self.size.region)

    def lines(self) -> list[Strip]:
        """Everything, as a strip a line."""
        width, height = self.size
        chops = self._chops([(y, 0, width) for y in range(height)])
        return [Strip.join(strip for strip in line.values() if strip is not None) for line in chops]

    def _chops(self, spans: Iterable[tuple[int, int, int]]) -> list[dict[int, Strip | None]]:
        """The pieces of each line that some spans of cells concern, drawn."""
        cuts = self.cuts
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(line[:-1]) for line in cuts]
        missing: dict[int, Pieces] = {}
        for y, first, last in spans:
            pieces = [(cut, end) for cut, end in pairwise(cuts[y]) if cut < last and first < end]
            missing.setdefault(y, []).extend(piece for piece in pieces if piece not in missing[y])
        for widget, (region, clip) in self.visible_widgets.items():  # from front to back
            _draw(widget, region, region.intersection(clip), missing, chops)
            if not missing:
                break
        return chops


def _draw(
    widget: Widget,
    region: Region,
    seen: Region,
    missing: dict[int, Pieces],
    chops: Sequence[dict[int, Strip | None]],
) -> None:
    """Draw a widget where something is missing.

    Args:
        widget: it.
        region: where it stands.
        seen: the part of it that is in sight.
        missing: by line, what is still to be drawn; what is drawn here is taken out.
        chops: by line, what is drawn.
    """
    found: dict[int, Pieces] = {}
    for y in range(seen.y, seen.bottom):
        pieces = missing.get(y)
        if pieces is not None:
            here = [(cut, end) for cut, end in pieces if seen.x <= cut and end <= seen.right]
            if here:
                found[y] = here
    for top, bottom in _runs(found):
        strips = widget.render_lines(Region(seen.x - region.x, top - region.y, seen.width, bottom - top))
        for y, strip in zip(range(top, bottom), strips, strict=False):
            chops[y].update((cut, strip.crop(cut - seen.x, end - seen.x)) for cut, end in found[y])
            left = [piece for piece in missing[y] if piece not in found[y]]
            if left:
                missing[y] = left
            else:
                del missing[y]


def _runs(lines: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Lines that follow each other, as the first and the one after the last."""
    for _, run in groupby(enumerate(lines), lambda numbered: numbered[1] - numbered[0]):
        found = [line for _, line in run]
        yield found[0], found[-1] + 1


class InFrames(Screen[Any]):
    """A screen that draws what has changed, all at once."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the focus; it and what had it draw themselves, the screen need not draw it all anew."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._compositor: SparingCompositor = SparingCompositor()
        self._holds = True
        """Whether drawing waits: for the frame to be complete, and at first for the screen to be put up."""
        self._held = False
        self._styled = -1

    def lines(self) -> list[Strip]:
        """What it shows, as a strip a line."""
        return self._compositor.lines()

    def draw_now(self) -> None:
        """Draw what has changed, if anything has, and not when the time for a frame has come."""
        if self._layout_required or self._scroll_required or self._repaint_required or self._dirty_widgets:
            self._on_timer_update()

    async def _compose(self) -> None:
        """Its parts are styled as they come; to do it again when they are there would be the same."""
        self._styled = self.app._css_update_count  # noqa: SLF001 - Textual has no reader
        await super()._compose()

    def _on_timer_update(self) -> None:
        """Draw a frame, with what widgets have changed and not told of yet."""
        app = self.app
        if self is app.screen and not app._batch_count:  # noqa: SLF001 - Textual has no reader
            self._dirty_widgets.update(
                widget
                for widget in self._compositor.visible_widgets
                if widget._repaint_regions and not widget._layout_required  # noqa: SLF001 - the same
            )
        # A new layout draws what it has moved; what else has changed is drawn with it, not after it.
        self._holds, self._held = True, False
        super()._on_timer_update()
        self._holds = False
        if self._held:
            self._held = False
            self._compositor_refresh()

    def _compositor_refresh(self) -> None:
        """Draw, or remember that it is wanted."""
        if self._holds:
            self._held = True
        else:
            super()._compositor_refresh()

    def _screen_resized(self, size: Size) -> None:
        """Lay the screen out, where it is not laid out for this size already."""
        if self._size != size or self._layout_required or self._holds:
            super()._screen_resized(size)

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Nothing has changed the styles behind another screen, unless the whole sheet has."""
        sheet = self.app._css_update_count  # noqa: SLF001 - Textual has no reader
        if sheet == self._styled:
            event.refresh_styles = False
        self._styled = sheet
