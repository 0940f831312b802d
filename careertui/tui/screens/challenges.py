"""Challenges: what lies outside the comfort zone, by how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from careertui.domain.challenge import BACK, ONWARD, Challenge, Way
from careertui.tui.commands import Command
from careertui.tui.presentation import challenge_row, joined
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
            "Log an attempt: open the form at its attempts",
            footer=True,
        ),
    )
    CSS_PATH = "challenges.tcss"

    def body(self) -> Sequence[Widget]:
        """The groups, and the pane beside them."""
        empty = joined(
            ("\n  What scares you and is worth doing belongs here.\n\n  ", "$muted"),
            ("n", "$stone"),
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

    def _draw(self, id_: str, width: int, selected: bool) -> list[Content]:
        challenge = self.planner.get(id_)
        if not isinstance(challenge, Challenge):
            return []
        return challenge_row(challenge, width, selected=selected, marked=id_ in self.marked)

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now."""
        challenge = self.current
        if command_id in {"move.left", "move.right", "challenges.attempt"} and not isinstance(
            challenge, Challenge
        ):
            return "There is no challenge under the cursor."
        if command_id == "move.right" and isinstance(challenge, Challenge) and not self._that_go(ONWARD):
            return f"It is {challenge.status} already."
        if command_id == "move.left" and isinstance(challenge, Challenge) and not self._that_go(BACK):
            return "It cannot go further back; e edits its status."
        if command_id in {"move.up", "move.down"}:
            return "Challenges stand in the order of their discomfort."
        if command_id in {"move.left", "move.right"}:
            return None
        return super().why_not(command_id)

    def do_right(self) -> None:
        """Take the marked challenges one status on."""
        self._take(ONWARD)

    def do_left(self) -> None:
        """Take the marked challenges one status back."""
        self._take(BACK)

    def _take(self, way: Way) -> None:
        taken = self._that_go(way)
        status = way[taken[0].status]
        alone = len(taken) == 1
        label = f"“{taken[0].title[:40]}” is {status}" if alone else f"Move {len(taken)} challenges"
        with self.planner.change(label) as change:
            for challenge in taken:
                change.put(challenge.revised(status=way[challenge.status]))
        self.say(f"{status.capitalize()}: {taken[0].title[:60]}" if alone else f"{label}.")

    def _that_go(self, way: Way) -> list[Challenge]:
        """The challenges to act on that are not at the end of the way already."""
        return [c for c in self.targets if isinstance(c, Challenge) and c.status in way]

    def do_attempt(self) -> None:
        """Open the form at the attempts."""
        challenge = self.current
        if isinstance(challenge, Challenge):
            self.edit(Challenge, challenge, focus_field="attempts")
