"""The four views of the Record screen: which rows each has, and how it draws one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar, Protocol, TypeVar

from textual.content import Content

from careertui.domain import asks, reviews
from careertui.domain.brag import GROUPINGS, REST, Group, Grouping, in_groups, measures_first
from careertui.domain.career import Career
from careertui.domain.case import Case
from careertui.domain.challenge import Challenge
from careertui.domain.promotion import Standing, standing
from careertui.domain.record import Record
from careertui.domain.review import Review
from careertui.domain.reviews import Due
from careertui.domain.win import Ask, Win
from careertui.planner.planner import Planner
from careertui.tui.presentation import joined, said
from careertui.tui.record_rows import (
    ask_height,
    ask_row,
    case_row,
    criterion_height,
    criterion_lines,
    due_row,
    group_heading,
    measure_cells,
    review_row,
    win_row,
)
from careertui.tui.widgets.record_list import Row

ORDERS = ("latest", "measure", "title")
"""What wins can be sorted by within their groups, the default first."""
R = TypeVar("R", bound=Record)


class Passing(Protocol):
    """Keeps the records that pass the filter."""

    def __call__(self, records: Iterable[R]) -> tuple[R, ...]:
        """Those that do, in their order."""
        ...


class RecordView:
    """One of the views: a kind of record, with its rows.

    Args:
        planner: reads the records.
        key_of: the key that runs a command, as remapped.
    """

    NAME: ClassVar[str]
    LABEL: ClassVar[str]
    KIND: ClassVar[type[Record]]

    def __init__(self, planner: Planner, key_of: Callable[[str], str]) -> None:
        self.planner = planner
        self.key_of = key_of

    @property
    def notes(self) -> tuple[Content, ...]:
        """What is said of the view beside its name; shorter forms after the longest."""
        return ()

    def rows(self, passing: Passing) -> list[Row]:
        """The rows, from the records that pass the filter."""
        raise NotImplementedError

    def draw(self, id_: str, width: int, *, selected: bool, marked: bool) -> list[Content]:
        """The lines of a row."""
        raise NotImplementedError

    def teaching(self) -> Content:
        """What is said while there is nothing: what belongs here, and the key that begins it."""
        raise NotImplementedError

    def _taught(self, belongs: str, *keys: tuple[str, str]) -> Content:
        """What belongs here, and under it keys with what each of them does."""
        lines = [Content.styled(f"\n  {belongs}\n", "$muted")]
        lines += [joined("  ", (self.key_of(id_), "$stone"), (f" {does}", "$muted")) for id_, does in keys]
        return Content("\n").join(lines)


# --- wins -------------------------------------------------------------------------------------------


class WinsView(RecordView):
    """Wins in groups, the latest first."""

    NAME, LABEL, KIND = "wins", "Wins", Win

    def __init__(self, planner: Planner, key_of: Callable[[str], str]) -> None:
        super().__init__(planner, key_of)
        self.by: Grouping = GROUPINGS[0]
        self.order = ORDERS[0]
        self.backwards = False

    @property
    def notes(self) -> tuple[Content, ...]:
        """What they are grouped and sorted by."""
        order = {"measure": "measures first", "title": "by title"}.get(self.order, "")
        arrow = " ▴" if self.backwards else ""
        forms = (
            f"by {self.by}{f', {order}' if order else ''}{' in reverse' if self.backwards else ''}",
            f"by {self.by}{f', {order}' if order else ''}{arrow}",
            f"by {self.by}{arrow}",
        )
        return tuple(Content.styled(f"{form} ", "$muted") for form in dict.fromkeys(forms))

    def next_grouping(self) -> None:
        """Group by the next."""
        self.by = GROUPINGS[(GROUPINGS.index(self.by) + 1) % len(GROUPINGS)]

    def next_order(self) -> None:
        """Sort by the next, from its own end."""
        self.order, self.backwards = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)], False

    def groups(self, passing: Passing) -> tuple[Group, ...]:
        """The groups as they are shown, of the wins that pass the filter."""
        found = self.planner.derived(wins_in_groups, self.by, self.order, self.backwards)
        kept = ((group.name, tuple(passing(group.wins))) for group in found)
        return tuple(Group(name, wins) for name, wins in kept if wins)

    def rows(self, passing: Passing) -> list[Row]:
        """A heading a group, a line a win."""
        rows: list[Row] = []
        for group in self.groups(passing):
            style = "$muted" if group.name == REST[self.by] else "bold $muted"
            heading = group_heading(said(group.name, style), len(group.wins), first=not rows)
            rows.append(Row((), 2 if rows else 1, heading=heading))
            rows += [Row((win.id,)) for win in group.wins]
        return rows

    def draw(self, id_: str, width: int, *, selected: bool, marked: bool) -> list[Content]:
        """A win's line."""
        win = self.planner.get(id_)
        if not isinstance(win, Win):
            return []
        measures, in_year = self.planner.derived(_measures_of_wins), self.by == "year"
        return win_row(win, width, measures, in_year=in_year, selected=selected, marked=marked)

    def teaching(self) -> Content:
        """What a win is."""
        return self._taught(
            "What you achieved belongs here, with what it changed, in a number where there is one.",
            ("app.win", "records a win in one line, from any screen"),
            ("record.new", "fills in all there is to say of one"),
        )


def wins_in_groups(career: Career, by: Grouping, order: str, backwards: bool) -> tuple[Group, ...]:
    """Every win in its group, sorted within it; backwards, the groups but the rest are turned round too."""
    groups = in_groups(career, career.all(Win), by)
    found = [Group(group.name, _sorted(group.wins, order, backwards=backwards)) for group in groups]
    if not backwards:
        return tuple(found)
    rest = found[-1:] if found and found[-1].name == REST[by] else []
    return (*reversed(found[: len(found) - len(rest)]), *rest)


def _measures_of_wins(career: Career) -> int:
    """The cells that the longest measure takes."""
    return measure_cells(career.all(Win))


def _sorted(wins: Sequence[Win], order: str, *, backwards: bool) -> tuple[Win, ...]:
    if order == "measure":
        wins = measures_first(wins)
    elif order == "title":
        wins = sorted(wins, key=lambda win: (win.title.casefold(), win.id))
    return tuple(reversed(wins)) if backwards else tuple(wins)


# --- asks -------------------------------------------------------------------------------------------


class AsksView(RecordView):
    """What was asked: open ones first, then the answered, then those let go."""

    NAME, LABEL, KIND = "asks", "Asks", Ask

    @property
    def notes(self) -> tuple[Content, ...]:
        """How many are open."""
        found = self.planner.derived(asks.in_order)
        count = sum(asks.standing_of(ask) == "open" for ask in found)
        return (Content.styled(f"{count} open ", "$muted"),) if count else ()

    def rows(self, passing: Passing) -> list[Row]:
        """A heading for how they stand, a line an ask."""
        days, today = self.planner.thresholds.answer_days, self.planner.today
        order = passing(self.planner.derived(back_first, today, days))
        rows: list[Row] = []
        for name, group in groupby(order, key=asks.standing_of):
            members = list(group)
            title = Content.styled(name.capitalize(), "bold $muted")
            heading = group_heading(title, len(members), first=not rows)
            rows.append(Row((), 2 if rows else 1, heading=heading))
            rows += [Row((ask.id,), ask_height(ask)) for ask in members]
        return rows

    def draw(self, id_: str, width: int, *, selected: bool, marked: bool) -> list[Content]:
        """An ask's line."""
        ask = self.planner.get(id_)
        if not isinstance(ask, Ask):
            return []
        days = self.planner.thresholds.answer_days
        get, today = self.planner.get, self.planner.today
        return ask_row(ask, width, today, days, get, selected=selected, marked=marked)

    def teaching(self) -> Content:
        """What an ask is."""
        return self._taught(
            "What you asked for belongs here: a raise, feedback, a mentor. It comes back until answered.",
            ("record.new", "writes down what you asked, of whom"),
            ("app.capture", "takes it in one line: ask Ada for feedback"),
        )


def back_first(career: Career, today: date, days: int) -> tuple[Ask, ...]:
    """The asks in their order, but what is back stands first among the open ones."""
    order = career.derived(asks.in_order)
    return tuple(sorted(order, key=lambda ask: not ((back := asks.comes_back(ask, days)) and back <= today)))


# --- reviews ----------------------------------------------------------------------------------------


class ReviewsView(RecordView):
    """The reviews that are due, and those that were held."""

    NAME, LABEL, KIND = "reviews", "Reviews", Review

    @property
    def due(self) -> dict[str, Due]:
        """The reviews that are due, the longest period first, by the ids of their rows."""
        found = self.planner.derived(reviews.due, self.planner.today)
        return {one.span.key: one for one in reversed(found)}

    @property
    def notes(self) -> tuple[Content, ...]:
        """How many are due."""
        return (Content.styled(f"{len(self.due)} due ", "$muted"),) if self.due else ()

    def rows(self, passing: Passing) -> list[Row]:
        """What is due, then what was held, the latest first."""
        held = [(review.id,) for review in passing(self.planner.derived(reviews.held))]
        due = [(key,) for key in self.due]
        rows: list[Row] = []
        for name, ids in (("Due", due), ("Held", held)):
            if ids:
                title = Content.styled(name, "bold $muted")
                heading = group_heading(title, len(ids), first=not rows)
                rows += [Row((), 2 if rows else 1, heading=heading), *map(Row, ids)]
        return rows

    def draw(self, id_: str, width: int, *, selected: bool, marked: bool) -> list[Content]:
        """The line of a review that is due, or of one that was held."""
        due = self.due.get(id_)
        if due is not None:
            return due_row(due, width, self.planner.today, selected=selected)
        review = self.planner.get(id_)
        if not isinstance(review, Review):
            return []
        return review_row(review, width, selected=selected, marked=marked)

    def teaching(self) -> Content:
        """What a review is."""
        return self._taught(
            "Looking back on a week, a quarter or a year belongs here: what moved, and what comes next.",
            ("record.new", "holds a review; a week takes five minutes"),
        )


# --- the case ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row of the case view stands.

    Attributes:
        case_id: the case.
        number: which of its criteria; None for the case itself.
    """

    case_id: str
    number: int | None = None

    @classmethod
    def of(cls, row_id: str) -> Place:
        """The place that a row's id names: `ID`, or `ID/0` for the first criterion."""
        case_id, slash, number = row_id.partition("/")
        return cls(case_id, int(number) if slash else None)

    @property
    def row_id(self) -> str:
        """The id of its row."""
        return self.case_id if self.number is None else f"{self.case_id}/{self.number}"


class CaseView(RecordView):
    """Cases for a promotion, each with its criteria and what shows that they are met."""

    NAME, LABEL, KIND = "case", "Case", Case

    def standings(self, case: Case) -> tuple[Standing, ...]:
        """The criteria of a case with their evidence."""
        return self.planner.derived(_standing_of_each).get(case.id, ())

    def rows(self, passing: Passing) -> list[Row]:
        """A line a case, and its criteria under it."""
        rows: list[Row] = []
        for case in passing(self.planner.derived(cases_in_order)):
            rows += [Row(height=1)] if rows else []
            rows += [Row((case.id,)), Row(height=1)]
            found = self.standings(case)
            rows += [Row((Place(case.id, at).row_id,), criterion_height(one)) for at, one in enumerate(found)]
            if not found:
                hint = joined(
                    "    ", (self.key_of("record.edit"), "$stone"), (" says what the role asks for", "$muted")
                )
                rows.append(Row(heading=joined(hint, (", one criterion a line", "$muted"))))
        return rows

    def draw(self, id_: str, width: int, *, selected: bool, marked: bool) -> list[Content]:
        """The lines of a case or of one of its criteria."""
        place = Place.of(id_)
        case = self.planner.get(place.case_id)
        if not isinstance(case, Case):
            return []
        found = self.standings(case)
        if place.number is None:
            return case_row(case, found, width, self.planner.get, selected=selected, marked=marked)
        measures = self.planner.derived(_measures_of_evidence)
        return criterion_lines(found[place.number], width, measures, selected=selected)

    def teaching(self) -> Content:
        """What a case is."""
        return self._taught(
            "The role you are aiming for belongs here: what it asks for, and what shows that you do it.",
            ("record.new", "begins the case; type or paste the criteria, one a line"),
        )


def cases_in_order(career: Career) -> tuple[Case, ...]:
    """The cases, the one that is decided first at the top, those without a day last."""
    return tuple(
        sorted(
            career.all(Case), key=lambda case: (case.by is None, case.by.sort_key if case.by else (), case.id)
        )
    )


def _standing_of_each(career: Career) -> dict[str, tuple[Standing, ...]]:
    return {case.id: standing(case, career) for case in career.all(Case)}


def _measures_of_evidence(career: Career) -> int:
    """The cells that the longest measure of all evidence takes, or of how a challenge stands."""
    pieces = [
        record
        for found in career.derived(_standing_of_each).values()
        for one in found
        for record in one.evidence
    ]
    status = max((len(one.status) for one in pieces if isinstance(one, Challenge)), default=0)
    return max(measure_cells(one for one in pieces if isinstance(one, Win)), status)


VIEWS: tuple[type[RecordView], ...] = (WinsView, AsksView, ReviewsView, CaseView)
"""The views, in the order they stand beside each other."""
