"""What `x` does on a line of Today: the smallest thing that moves it, in place, as one step to undo."""

from __future__ import annotations

from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.goal import Goal
from careertui.domain.job import Job
from careertui.domain.practices import Practice
from careertui.domain.quoting import short
from careertui.domain.record import Record
from careertui.domain.reviews import offered
from careertui.domain.skill import Skill
from careertui.domain.staying_in_touch import NextKind
from careertui.domain.vision import Value
from careertui.domain.win import Ask, Win
from careertui.planner.ticking import finish, tick_steps
from careertui.tui.reviewing import HoldReview
from careertui.tui.screens.base import CareerScreen


def act_on(screen: CareerScreen, kind: NextKind, record: Record) -> None:
    """Complete a follow-up, log a talk, keep an answer, tick a step or finish a goal.

    All but the last two ask for a line first.
    """
    if kind == "follow-up" and isinstance(record, Interaction | Ask):
        from careertui.tui.dialogs.follow_up import FollowUpDialog

        screen.app.push_screen(FollowUpDialog(screen.planner, record))
    elif isinstance(record, Ask):
        from careertui.tui.dialogs.answer import AnswerDialog

        screen.app.push_screen(AnswerDialog(screen.planner, record))
    elif isinstance(record, Contact):
        from careertui.tui.dialogs.talk import TalkDialog

        screen.app.push_screen(TalkDialog(screen.planner, record))
    elif isinstance(record, Goal):
        _advance(screen, record, whole=kind == "goal")


def hold_review(screen: CareerScreen) -> None:
    """Open the review that is offered."""
    one = offered(screen.planner, screen.planner.today)
    if one is not None:
        screen.post_message(HoldReview(one.span.period, one.span.first))


def ask_about_review(screen: CareerScreen) -> None:
    """Ask whether to hold the review that is offered now, or when."""
    from careertui.tui.dialogs.review_later import ReviewLaterDialog

    one = offered(screen.planner, screen.planner.today)
    if one is not None:
        screen.app.push_screen(ReviewLaterDialog(screen.planner, one, lambda: hold_review(screen)))


def _advance(screen: CareerScreen, goal: Goal, *, whole: bool) -> None:
    """Tick its next step; or finish it, where that is meant or no step is open."""
    still_open = len(goal.steps) - goal.steps_done
    if whole or not still_open:
        finish(screen.planner, goal)
        screen.say_done(f"✓ Done: {short(goal.title, 60)}. {screen.key_of('app.win')} records the win.")
        return
    (step,) = tick_steps(screen.planner, [goal])
    left = f"{still_open - 1} left" if still_open > 1 else f"the last step of {short(goal.title)}"
    screen.say_done(f"✓ {short(step.text, 60)}: {left}.")


def act_on_step(screen: CareerScreen, practice: Practice, record: Record) -> None:
    """Take the next step of a practice: what can be ticked is; else the form opens where the answer goes."""
    match record:
        case Goal() if practice is Practice.OWNERSHIP:
            screen.edit(
                Win,
                None,
                title=record.title,
                goal=record.id,
                job=record.job,
                serves=record.serves,
                shows=record.builds,
            )
        case Goal():
            _advance(screen, record, whole=False)
        case Interaction():
            act_on(screen, "follow-up", record)
        case Contact():
            act_on(screen, "person", record)
        case Job():
            from careertui.tui.dialogs.values_fit import ValuesFitDialog

            screen.app.push_screen(ValuesFitDialog(screen.planner, record))
        case _:
            screen.edit(type(record), record, focus_field=_answered_in(record))


def _answered_in(record: Record) -> str:
    """The field that the next step is about; the first where it is the whole record."""
    match record:
        case Challenge():
            return "attempts" if record.status in {"accepted", "attempting"} else "status"
        case Skill():
            return "levels"
        case Value():
            return "weight" if record.meaning.strip() else "meaning"
        case Ask():
            return "answer"
        case _:
            return "statement"


def fill_stone(screen: CareerScreen, job: Job) -> None:
    """Ask the question of the first empty quarter of a job's stone, to be answered in one line."""
    from careertui.tui.dialogs.stone import StoneDialog

    screen.app.push_screen(StoneDialog(screen.planner, job))
