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
        takes="one",
    ),
    Command(
        "timeline.leaving",
        "X",
        "before leaving",
        "What must be true before you leave this job, to tick off",
        takes="one",
    ),
    Command("timeline.fit", "V", "values fit", "Say how well this job fits each of your values", takes="one"),
    Command("timeline.compare", "C", "compare", "This job in a table with the ones before it", takes="one"),
)


class JobCommands(CareerScreen):
    """The commands on the job that is marked, or under the cursor, for a screen that has jobs."""

    def why_not(self, command_id: str) -> str | None:
        """Why a command cannot run now."""
        if command_id in _IDS:
            if not isinstance(self.subject, Job):
                where = "what is marked is" if self.marked else "the cursor is on"
                return f"This is for a job; {where} something else."
            if command_id == "timeline.fit" and not self.planner.all(Value):
                return f"There is no value yet; {self.key_of('go.vision')} is where they are written."
        return super().why_not(command_id)

    def do_answer(self) -> None:
        """Ask the question of the first empty quarter."""
        job = self.subject
        if isinstance(job, Job):
            fill_stone(self, job)

    def do_leaving(self) -> None:
        """Show what must be true before leaving."""
        from careertui.tui.dialogs.criteria import CriteriaDialog

        job = self.subject
        if isinstance(job, Job):
            self.app.push_screen(CriteriaDialog(self.planner, job))

    def do_fit(self) -> None:
        """Ask how well the job fits each value."""
        from careertui.tui.dialogs.values_fit import ValuesFitDialog

        job = self.subject
        if isinstance(job, Job):
            self.app.push_screen(ValuesFitDialog(self.planner, job))

    def do_compare(self) -> None:
        """Show the job with the ones before it, and go to the one that is chosen there."""
        from careertui.tui.dialogs.comparison import ComparisonDialog

        job = self.subject
        if isinstance(job, Job):
            self.app.push_screen(ComparisonDialog(self.planner, job), self.go_to)


_IDS = frozenset(command.id for command in JOB_COMMANDS)
