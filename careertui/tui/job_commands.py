"""What can be asked of a job on the timeline: its question, leaving it, its fit, the jobs before it."""

from __future__ import annotations

from careertui.domain.job import Job
from careertui.domain.vision import Value
from careertui.tui.commands import Command
from careertui.tui.screens.base import CareerScreen
from careertui.tui.today_acts import fill_stone

JOB_COMMANDS: tuple[Command, ...] = (
    Command(
        "timeline.answer",
        "x",
        "fill the stone",
        "Answer in one line what this job left behind; an empty quarter asks first",
        footer=True,
    ),
    Command(
        "timeline.leaving", "X", "before leaving", "What must be true before you leave this job, to tick off"
    ),
    Command("timeline.fit", "V", "values fit", "Say how well this job fits each of your values"),
    Command("timeline.compare", "C", "compare", "This job in a table with the ones before it"),
)


class JobCommands(CareerScreen):
    """The commands on the job under the cursor, for a screen that has jobs."""

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now."""
        if command_id in _IDS:
            if not isinstance(self.current, Job):
                return "This is for a job; the cursor is on something else."
            if command_id == "timeline.fit" and not self.planner.all(Value):
                return f"There is no value yet; {self.key_of('go.vision')} is where they are written."
        return super().why_not(command_id)

    def do_answer(self) -> None:
        """Ask the question of the first empty quarter."""
        job = self.current
        if isinstance(job, Job):
            fill_stone(self, job)

    def do_leaving(self) -> None:
        """Show what must be true before leaving."""
        from careertui.tui.dialogs.criteria import CriteriaDialog

        job = self.current
        if isinstance(job, Job):
            self.app.push_screen(CriteriaDialog(self.planner, job))

    def do_fit(self) -> None:
        """Ask how well the job fits each value."""
        from careertui.tui.dialogs.values_fit import ValuesFitDialog

        job = self.current
        if isinstance(job, Job):
            self.app.push_screen(ValuesFitDialog(self.planner, job))

    def do_compare(self) -> None:
        """Show the job with the ones before it, and go to the one that is chosen there."""
        from careertui.tui.dialogs.comparison import ComparisonDialog

        job = self.current
        if isinstance(job, Job):
            self.app.push_screen(ComparisonDialog(self.planner, job), self.go_to)


_IDS = frozenset(command.id for command in JOB_COMMANDS)
