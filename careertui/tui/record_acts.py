"""What the keys of the Record screen do to wins, asks and cases."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from careertui.domain.brag import Group, brag_document, in_groups
from careertui.domain.case import Case
from careertui.domain.challenge import Challenge
from careertui.domain.promotion import Standing, case_document
from careertui.domain.quoting import quoted
from careertui.domain.win import Ask, Win
from careertui.planner.cases import Place as Criterion
from careertui.planner.cases import attach, move_criterion, places_of, show_by
from careertui.tui.dialogs.picker import Choice, Picker, among, record_choices
from careertui.tui.presentation import joined, said
from careertui.tui.record_views import Place, RecordView, WinsView
from careertui.tui.screens.base import CareerScreen
from careertui.tui.widgets.record_list import RecordList


class RecordActs(CareerScreen):
    """The commands on what a view of the Record screen shows."""

    @property
    def view(self) -> RecordView:
        """The view that is shown."""
        raise NotImplementedError

    @property
    def records(self) -> RecordList:
        """The list."""
        raise NotImplementedError

    @property
    def criterion_here(self) -> Standing | None:
        """The criterion under the cursor, with its evidence."""
        raise NotImplementedError

    # --- wins -----------------------------------------------------------------------------------------

    @property
    def wins_shown(self) -> tuple[Group, ...]:
        """The marked wins in their groups, or all that are shown."""
        view = self.view
        if not isinstance(view, WinsView):
            return ()
        marked = [win for win in self.targets if isinstance(win, Win)] if self.marked else []
        return in_groups(self.planner, marked, view.by) if marked else view.groups(self.passing)

    def do_bands(self) -> None:
        """Group the wins by the next."""
        view = self.view
        if isinstance(view, WinsView):
            view.next_grouping()
            self.refresh_records()

    def do_brag(self) -> None:
        """Copy the brag document."""
        view = self.view
        groups = self.wins_shown
        if isinstance(view, WinsView) and groups:
            self.app.copy_to_clipboard(brag_document(self.planner, groups))
            count = sum(len(group.wins) for group in groups)
            wins = "1 win" if count == 1 else f"{count} wins"
            self.say(f"Copied the brag document as Markdown: {wins}, by {view.by}.")

    def do_sort(self) -> None:
        """Sort the wins by the next."""
        view = self.view
        if isinstance(view, WinsView):
            view.next_order()
            self.refresh_records()

    def do_reverse(self) -> None:
        """Turn the order of the wins round."""
        view = self.view
        if isinstance(view, WinsView):
            view.backwards = not view.backwards
            self.refresh_records()

    # --- asks -----------------------------------------------------------------------------------------

    def do_answer(self) -> None:
        """Ask what came of the ask under the cursor."""
        from careertui.tui.dialogs.answer import AnswerDialog

        ask = self.subject
        if isinstance(ask, Ask):
            self.app.push_screen(AnswerDialog(self.planner, ask))

    # --- the case -------------------------------------------------------------------------------------

    def do_copy(self) -> None:
        """Copy as Markdown; a case as the document it is for."""
        cases = [record for record in self.targets if isinstance(record, Case)]
        if not cases:
            super().do_copy()
            return
        self.app.copy_to_clipboard("\n".join(case_document(case, self.planner) for case in cases))
        self.say(
            "Copied the case as Markdown." if len(cases) == 1 else f"Copied {len(cases)} cases as Markdown."
        )

    def do_evidence(self) -> None:
        """Choose the evidence for the criterion here; or the criteria that the wins here are evidence for."""
        case, one = self.current, self.criterion_here
        if isinstance(case, Case) and one is not None:
            self._choose_evidence(case, one)
        else:
            self._choose_criteria([win for win in self.targets if isinstance(win, Win)])

    def _choose_evidence(self, case: Case, one: Standing) -> None:
        chosen = tuple(record.id for record in one.evidence)
        gone = [id_ for id_ in case.evidence_for(one.criterion) if id_ not in chosen]

        def picked(ids: tuple[str, ...] | None) -> None:
            if ids is not None and ids != chosen:
                with self.telling_errors():
                    # What is archived now stays attached, for when it is brought back.
                    show_by(self.planner, case.id, one.criterion, (*ids, *gone))
                    self.say_done(f"{_counted(len(ids), 'piece')} of evidence for {quoted(one.criterion)}.")

        search = record_choices(self.planner, (Win, Challenge), chosen)
        title = f"What shows {quoted(one.criterion, 60)}?"
        self.app.push_screen(Picker(title, search, several=True, chosen=chosen), picked)

    def _choose_criteria(self, wins: Sequence[Win]) -> None:
        places = {
            Place(case.id, at).row_id: (case, criterion)
            for case in self.planner.all(Case)
            for at, criterion in enumerate(case.criteria)
        }
        several_cases = len({case.id for case, _ in places.values()}) > 1
        choices = [
            Choice(key, _criterion_choice(case, criterion, named=several_cases))
            for key, (case, criterion) in places.items()
        ]
        served: set[Criterion] = {place for win in wins for place in places_of(self.planner, win.id)}
        chosen = tuple(key for key, (case, criterion) in places.items() if (case.id, criterion) in served)

        def picked(keys: tuple[str, ...] | None) -> None:
            if keys is None or set(keys) == set(chosen):
                return
            wanted = {(places[key][0].id, places[key][1]) for key in keys}
            with self.telling_errors():
                attach(self.planner, wins, wanted - served, served - wanted)
                self.unmark()
                self.say_done(f"Evidence for {_counted(len(wanted), 'criterion', 'criteria')}.")

        named = f"does {quoted(wins[0].title, 50)}" if len(wins) == 1 else f"do {len(wins)} wins"
        self.app.push_screen(
            Picker(f"Which criteria {named} show?", among(choices), several=True, chosen=chosen), picked
        )

    def do_up(self) -> None:
        """Move the criterion up."""
        self._move_criterion(-1)

    def do_down(self) -> None:
        """Move the criterion down."""
        self._move_criterion(1)

    def _move_criterion(self, step: int) -> None:
        place = Place.of(self.records.cursor_id or "")
        if place.number is None:
            return
        to = move_criterion(self.planner, place.case_id, place.number, step)
        if to == place.number:
            self.say("It stands at the end already.")
        else:
            self.records.cursor_id = Place(place.case_id, to).row_id


def _criterion_choice(case: Case, criterion: str, *, named: bool) -> Content:
    role = joined("  ", said(case.role, "$muted")) if named else Content()
    return joined(("▣ ", "$stone"), said(criterion), role)


def _counted(count: int, one: str, many: str = "") -> str:
    return f"1 {one}" if count == 1 else f"{count or 'no'} {many or f'{one}s'}"
