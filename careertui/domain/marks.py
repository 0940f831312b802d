"""What a line of the timeline can draw: one mark for each thing on it, or for several that would collide."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from careertui.domain.scale import Scale
from careertui.domain.timeline import Lane, Span, in_order


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark on a line, for one record or for several that would share its place.

    Attributes:
        cell: where it stands.
        spans: what it stands for, by first day; never empty.
    """

    cell: int
    spans: tuple[Span, ...]

    @property
    def count(self) -> int:
        """How many records it stands for."""
        return len(self.spans)

    def holds(self, span: Span) -> bool:
        """Whether it stands for a thing: one of its own lane and row that begins within it."""
        first, last = self.spans[0], self.spans[-1]
        return (span.lane, span.row) == (first.lane, first.row) and first.first <= span.first <= last.first

    @property
    def planned(self) -> bool:
        """Whether all it stands for lies ahead."""
        return all(span.planned for span in self.spans)

    @property
    def label(self) -> str:
        """The one record's label, or the first with how many more."""
        more = f" and {self.count - 1} more" if self.count > 1 else ""
        return f"{self.spans[0].label}{more}"


def collapse(spans: Iterable[Span], scale: Scale, reach: int = 1) -> tuple[Mark, ...]:
    """Point marks as they can be drawn: those in the same cell, or at most `reach` cells on, as one.

    The reach counts from the first of a group, so that a busy year becomes several marks and not one. Lanes
    and rows are kept apart, in order. Every span is in exactly one mark.
    """
    lines: defaultdict[tuple[int, int], list[Span]] = defaultdict(list)
    places = {lane: place for place, lane in enumerate(Lane)}
    for span in spans:
        lines[places[span.lane], span.row].append(span)
    return tuple(mark for line in sorted(lines) for mark in grouped(in_order(lines[line]), scale, reach))


def grouped(spans: Sequence[Span], scale: Scale, reach: int) -> Iterator[Mark]:
    """The same for the spans of one line in their order; what it costs is the marks and not the spans."""

    def cell(span: Span) -> int:
        return scale.cell(span.first)

    begin = 0
    while begin < len(spans):
        first = cell(spans[begin])
        end = bisect_right(spans, first + reach, lo=begin, key=cell)
        yield Mark(first, tuple(spans[begin:end]))
        begin = end
