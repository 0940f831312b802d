"""Challenges: what lies outside the comfort zone, by how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from careertui.domain.challenge import BACK, ONWARD, OPEN_STATUSES, Challenge, ChallengeStatus, Way
from careertui.domain.ladder import next_rung_for
from careertui.domain.partial_date import PartialDate, length_in_words
from careertui.domain.quoting import quoted, short
from careertui.domain.record import Record
from careertui.tui.commands import Command
from careertui.tui.details import detail
from careertui.tui.presentation import joined
from careertui.tui.rungs import challenge_row
from careertui.tui.screens.base import CareerScreen
from careertui.tui.widgets.detail_pane import DetailPane
from careertui.tui.widgets.record_list import RecordList, Row

ORDER = ("attempting", "accepted", "idea", "overcome", "let go")
"""The statuses from the top: what is under way first."""


class ChallengesScreen(CareerScreen):
    """Challenges grouped by status, each with its zone and its discomfort before and now."""

    MODE = "challenges"
    MAKES = Challenge
    FOOTER_HERE: ClassVar[tuple[str, ...]] = ("move.right",)
    COMMANDS_HERE: ClassVar[tuple[Command, ...]] = (
        Command(
            "challenges.attempt",
            "t",
            "log a try",
            "Log a try in one line: what happened, and from 1 to 10 how it felt",
            footer=True,
            takes="one",
        ),
        Command(
            "challenges.close",
            "o",
            "close",
            "Close it, overcome or let go, with the lesson and the skill it built",
            footer=True,
            takes="one",
            stays=True,
        ),
        Command(
            "challenges.rung", "N", "next rung", "Take the suggested challenge as the next rung", takes="one"
        ),
    )
    CSS_PATH = "challenges.tcss"

    def body(self) -> Sequence[Widget]:
        """The groups, and the pane beside them."""
        empty = joined(
            ("\n  What scares you and is worth doing belongs here.\n\n  ", "$muted"),
            (self.key_of("record.new"), "$stone"),
            (" writes the first one down, with how uncomfortable it is from 1 to 10", "$muted"),
        )
        return (Horizontal(RecordList(self._draw, empty=empty), DetailPane(), classes="split"),)

    def refresh_view(self) -> None:
        """Group the challenges that pass the filter."""
        found = self.passing(self.planner.all(Challenge))
        order = sorted(found, key=lambda c: (ORDER.index(c.status), -(c.before or 0), c.id))
        rows: list[Row] = []
        for status, group in groupby(order, key=lambda challenge: challenge.status):
            members = list(group)
            lead = "\n" if rows else ""
            heading = joined(
                f"{lead}  ", (status.capitalize(), "bold $muted"), (f"  {len(members)}", "$faint")
            )
            rows.append(Row((), 2 if rows else 1, heading=heading))
            rows.extend(Row((challenge.id,)) for challenge in members)
        self.query_one(RecordList).show(self.rows_or_why(rows))

    def told(self, record: Record, width: int) -> Content:
        """What the pane tells, with the key that takes the next rung."""
        return detail(record, self.planner, self.planner.today, width, self.key_of("challenges.rung"))

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        challenge = self.planner.get(id_)
        if not isinstance(challenge, Challenge):
            return []
        return challenge_row(challenge, width, selected=selected, marked=id_ in self.marked)

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now."""
        challenge = self.subject
        if command_id in _ON_A_CHALLENGE and not isinstance(challenge, Challenge):
            return "There is no challenge under the cursor."
        if command_id == "challenges.rung" and isinstance(challenge, Challenge):
            if challenge.next_rung:
                return f"It has a next rung already; {self.key_of('record.edit')} changes it."
            if next_rung_for(self.planner, challenge) is None:
                return f"None of your own ideas follows from it; {self.key_of('record.new')} writes one down."
        if command_id == "move.right" and isinstance(challenge, Challenge) and not self._that_go(ONWARD):
            return f"It is {challenge.status} already."
        if command_id == "move.left" and isinstance(challenge, Challenge) and not self._that_go(BACK):
            return f"It cannot go further back; {self.key_of('record.edit')} edits its status."
        if command_id in {"move.up", "move.down"}:
            return "Challenges stand in the order of their discomfort."
        if command_id in {"move.left", "move.right"}:
            return None
        return super().why_not(command_id)

    def do_right(self) -> None:
        """Take the marked challenges one status on; the last step asks what one of them left behind."""
        taken = self._that_go(ONWARD)
        if len(taken) == 1 and ONWARD[taken[0].status] == "overcome":
            self._close(taken[0], "overcome")
        else:
            self._take(ONWARD)

    def do_left(self) -> None:
        """Take the marked challenges one status back."""
        self._take(BACK)

    def _take(self, way: Way) -> None:
        taken = self._that_go(way)
        status = way[taken[0].status]
        alone = len(taken) == 1
        label = f"{quoted(taken[0].title)} is {status}" if alone else f"Move {len(taken)} challenges"
        with self.planner.change(label) as change:
            for challenge in taken:
                change.put(self._moved(challenge, way[challenge.status]))
        self.say(f"{status.capitalize()}: {short(taken[0].title, 60)}" if alone else f"{label}.")

    def _moved(self, challenge: Challenge, status: ChallengeStatus) -> Challenge:
        """With the days that follow: the one it was begun or ended on, and none of an end that is no more."""
        today = PartialDate.of(self.planner.today)
        changes: dict[str, object] = {"status": status}
        if status == "attempting":
            changes |= {"started": challenge.started or today, "ended": None}
        elif status == "overcome":
            changes["ended"] = challenge.ended or today
        return challenge.revised(**changes)

    def _that_go(self, way: Way) -> list[Challenge]:
        """The challenges to act on that are not at the end of the way already."""
        return [c for c in self.targets if isinstance(c, Challenge) and c.status in way]

    def do_attempt(self) -> None:
        """Ask for one line about a try; tab there opens the form."""
        from careertui.tui.dialogs.attempt import FORM, AttemptDialog

        challenge = self.subject
        if not isinstance(challenge, Challenge):
            return

        def kept(result: str | None) -> None:
            if result == FORM:
                self.edit(Challenge, challenge, focus_field="attempts")
            elif result is not None:
                self.put_cursor_on(result)
                self._say_tried(result)

        self.app.push_screen(AttemptDialog(self.planner, challenge), kept)

    def _say_tried(self, id_: str) -> None:
        """What the try came to, in the person's own numbers."""
        challenge = self.planner.get(id_)
        if isinstance(challenge, Challenge):
            now, count = challenge.discomfort, len(challenge.attempts)
            felt = f" {challenge.before} → {now}." if challenge.before and now else ""
            self.say(f"Try {count} at {short(challenge.title, 50)}.{felt}")

    def do_close(self) -> None:
        """Ask how it ended and what it left behind."""
        challenge = self.subject
        if isinstance(challenge, Challenge):
            self._close(challenge, "overcome" if challenge.status in OPEN_STATUSES else challenge.status)

    def _close(self, challenge: Challenge, outcome: ChallengeStatus) -> None:
        from careertui.tui.dialogs.closing import ClosingForm

        def kept(id_: str | None) -> None:
            closed = self.planner.get(id_) if id_ is not None else None
            if isinstance(closed, Challenge):
                self.say(_closing_words(closed, self.key_of("app.win")))

        self.app.push_screen(ClosingForm(self.planner, challenge, outcome), kept)

    def do_rung(self) -> None:
        """Take the suggested challenge as the next rung."""
        from careertui.planner.attempts import take_rung

        challenge = self.subject
        suggested = next_rung_for(self.planner, challenge) if isinstance(challenge, Challenge) else None
        if isinstance(challenge, Challenge) and suggested is not None:
            take_rung(self.planner, challenge, suggested.challenge)
            self.say(f"Next rung: {short(suggested.challenge.title, 60)}")


def _closing_words(closed: Challenge, win_key: str) -> str:
    """What is said when a challenge is over: how far it came, in how long, and how to record a win."""
    parts = [f"{closed.status.capitalize()}: {short(closed.title, 60)}."]
    now = closed.discomfort
    if closed.before and now and now != closed.before:
        parts.append(f"From {closed.before} to {now}.")
    if closed.started and closed.ended and closed.started.day and closed.ended.day:
        parts.append(f"It took {length_in_words(closed.started.first, closed.ended.first)}.")
    if closed.status == "overcome":
        parts.append(f"{win_key} records a win.")
    return " ".join(parts)


_ON_A_CHALLENGE = frozenset(
    {"move.left", "move.right", "challenges.attempt", "challenges.close", "challenges.rung"}
)
