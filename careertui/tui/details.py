"""Everything a record says, for the pane beside it, its page, and the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from textual.content import Content

from careertui.domain.career import Career, board_of
from careertui.domain.case import Case
from careertui.domain.challenge import Challenge
from careertui.domain.contact import Contact, Interaction
from careertui.domain.fields import FieldSpec, Shape, fields_of, to_text
from careertui.domain.flow import held_up
from careertui.domain.future import GAUGES, Future
from careertui.domain.goal import Goal
from careertui.domain.horizons import BEHIND, progress, what_serves
from careertui.domain.inert import inert
from careertui.domain.job import Job
from careertui.domain.markdown import escaped
from careertui.domain.partial_date import PartialDate, ago_in_words, length_in_words
from careertui.domain.periods import span_of_review
from careertui.domain.record import THE_EPOCH, Record
from careertui.domain.review import Review
from careertui.domain.skill import Skill
from careertui.domain.skill_growth import growth_of
from careertui.domain.vision import EarlierStatement, Value, Vision
from careertui.domain.win import Ask, Win
from careertui.tui.cards import flow
from careertui.tui.presentation import (
    LABEL_CELLS,
    discomfort_bar,
    due_words,
    joined,
    labelled,
    mark_of,
    said,
    said_in_lines,
    when,
)
from careertui.tui.rungs import ladder_lines, suggestion_words, trend_words
from careertui.tui.vision_tiles import STATE_WORDS, progress_bar

MOST_SERVING = 10
"""Records that serve a vision its pane tells; its line of sight has them all."""


def detail(record: Record, career: Career, today: date, width: int = 76, rung_key: str = "") -> Content:
    """A record in full: its heading, what follows from other records, then each field that is set.

    Args:
        record: what is told about.
        career: the records around it.
        today: the day it is.
        width: cells a line may take.
        rung_key: the key that makes the suggested challenge the next rung, where there is one.
    """
    return _Teller(career, today, width, rung_key).tell(record)


def person_page(contact: Contact, career: Career, today: date, width: int) -> Content:
    """A person in full, with all their log; see `detail` for the arguments."""
    from careertui.tui.person import Person

    fields = tuple(_Teller(career, today, width).fields(contact))
    return Person(contact, career, today, width).in_full(fields)


def markdown(record: Record, career: Career) -> str:
    """A record as Markdown: a heading and a list of its fields; control characters are made visible.

    Notes are Markdown already; all else stays what was typed, whatever it would mean in Markdown.
    """
    lines = [f"## {escaped(record.heading)}", ""]
    for spec in _set_fields(record, leave_out=frozenset()):
        text = to_text(spec, getattr(record, spec.name), _name_of(career))
        is_markdown = spec.name == "notes"
        told = [inert(line) if is_markdown else escaped(line) for line in text.split("\n")]
        if len(told) > 1:
            lines += [f"- **{spec.label}**", *(f"  {line}".rstrip() for line in told)]
        else:
            lines.append(f"- **{spec.label}:** {told[0]}")
    return "\n".join(lines)


class _Teller:
    """Tells about records to somebody who looks at them on a day, in lines of some width."""

    def __init__(self, career: Career, today: date, width: int, rung_key: str = "") -> None:
        self._career = career
        self._today = today
        self._width = width
        self._rung_key = rung_key

    def tell(self, record: Record) -> Content:
        """See `detail`."""
        blocks = [self._head(record), *self._about(record), *self.fields(record)]
        if record.archived is not None:
            ago = ago_in_words(record.archived.date(), self._today)
            blocks.insert(1, Content.styled(f"archived {ago}", "$muted"))
        return Content("\n\n").join(block for block in blocks if block)

    def _head(self, record: Record) -> Content:
        if isinstance(record, Job):
            from careertui.tui.stone_pane import stone_pane

            return stone_pane(record, self._career, self._today, self._width, whole=True)
        named = span_of_review(record).title if isinstance(record, Review) else record.heading
        head = joined(mark_of(record, self._career), " ", said(named, "bold"))
        if isinstance(record, Future):
            from careertui.tui.futures import path_words

            words = path_words(record, self._today)
            return joined(head, "\n  ", words) if words else head
        if not isinstance(record, Vision):
            return head
        # Its pane is wide and low, so no line of it is left empty here.
        return joined(head, "\n  ", self._vision_standing(record))

    def _about(self, record: Record) -> Iterator[Content]:
        match record:
            case Goal():
                return self._goal(record)
            case Vision():
                return self._vision(record)
            case Contact():
                return self._contact(record)
            case Challenge():
                return self._challenge(record)
            case Skill():
                return self._skill(record)
            case Value():
                return self._value(record)
            case Interaction():
                return self._interaction(record)
            case Future():
                return self._future(record)
            case Job():
                from careertui.tui.job_lines import job_blocks

                return job_blocks(record, self._career, self._today, self._width)
            case _:
                from careertui.tui.record_panes import blocks_of

                return blocks_of(record, self._career, self._today, self._width)

    # --- kinds ----------------------------------------------------------------------------------------

    def _goal(self, goal: Goal) -> Iterator[Content]:
        kind = "" if goal.goal_kind == "other" else goal.goal_kind
        parts = [*([Content(kind)] if kind else []), self._standing_in(goal)]
        if goal.due is not None:
            parts.append(due_words(goal, self._today))
        yield Content.styled(" · ", "$faint").join(parts).stylize_before("$muted")
        if goal.steps:
            yield Content("\n").join(
                joined(("✓ ", "$done"), said(step.text, "$muted"), self._on("", step.done_on))
                if step.done_on
                else joined(("○ ", "$stone"), said(step.text))
                for step in goal.steps
            )
        yield flow(goal, self._career, self._today, self._width)
        waiting = tuple(other.id for other in self._career.derived(held_up).get(goal.id, ()))
        at = (goal.job,) if goal.job else ()
        yield from self._linked(
            waits_for=goal.waits_for, serves=goal.serves, builds=goal.builds, at=at, held_up=waiting
        )

    def _standing_in(self, goal: Goal) -> Content:
        """Its column, and since when it stands there."""
        board = board_of(self._career)
        column = next((c.name for c in board.columns if c.key == goal.column), goal.column)
        entered = goal.entered()
        if entered is None:
            return joined("in ", said(column))
        if goal.column in board.done_keys:
            return Content(
                f"done {ago_in_words(entered.first, self._today) if entered.day else entered.words}"
            )
        there = length_in_words(entered.first, self._today)
        return joined("in ", said(column), f" for {there}" if entered.first < self._today else "")

    def _vision(self, vision: Vision) -> Iterator[Content]:
        if vision.statement:
            yield said_in_lines(vision.statement)
        began = vision.created.date() if vision.created != THE_EPOCH else None
        told = []
        for earlier in vision.earlier:
            told.append(self._wrote(began, earlier))
            began = earlier.until.last
        yield from reversed(told)
        if vision.why:
            yield self._labelled("why", said_in_lines(vision.why))
        plan = [("in the way", vision.obstacle), ("if … then", vision.if_then)]
        yield Content("\n").join(self._labelled(label, said(text)) for label, text in plan if text)
        yield self._below_vision(vision)

    def _vision_standing(self, vision: Vision) -> Content:
        """Its area, its year and how far off that is, and its state where that is not simply ahead."""
        parts = [said(vision.area, "$vision")] if vision.area else []
        if vision.target_year is not None:
            years = vision.target_year - self._today.year
            far = "this year" if not years else f"{abs(years)} {'year' if abs(years) == 1 else 'years'}"
            off = f", {f'in {far}' if years > 0 else f'{far} ago' if years < 0 else far}"
            parts.append(joined((str(vision.target_year), "$vision"), (off, "$muted")))
        if vision.status in STATE_WORDS:
            parts.append(Content.styled(*STATE_WORDS[vision.status]))
        return Content.styled(" · ", "$faint").join(parts)

    def _wrote(self, began: date | None, earlier: EarlierStatement) -> Content:
        """What a vision said before, with when that was written and until when it stood."""
        until = f"until {earlier.until.words}"
        wrote = "you wrote "
        if began is not None:
            wrote += (
                f"in {began.year}, " if began.year != self._today.year else f"on {began.day} {began:%b}, "
            )
        head = Content.styled(f"{wrote}{until}\n", "$faint")
        return joined(head, said_in_lines(earlier.statement, "italic $muted"))

    def _below_vision(self, vision: Vision) -> Content:
        """What serves it, what is still open first, and how far the goals among it have come."""
        below = self._career.derived(what_serves, vision.id)
        if not below:
            return Content() if vision.status in BEHIND else Content.styled("nothing serves it yet", "$faint")
        come = self._career.derived(progress).get(vision.id)
        head = Content.styled("what serves it", "$muted")
        if come is not None:
            head = joined(head, "   ", progress_bar(come, self._width - 17))
        lines = [self._serving(record) for record in below[:MOST_SERVING]]
        if len(below) > MOST_SERVING:
            lines.append(Content.styled(f"and {len(below) - MOST_SERVING} more", "$faint"))
        return Content("\n").join([head, *lines])

    def _serving(self, record: Record) -> Content:
        done = isinstance(record, Goal) and record.column in board_of(self._career).done_keys
        line = joined(mark_of(record, self._career), " ", said(record.heading, "$muted" if done else ""))
        if isinstance(record, Goal) and record.due is not None and not done:
            return joined(line, "  ", due_words(record, self._today).stylize_before("$faint"))
        return line

    def _contact(self, contact: Contact) -> Iterator[Content]:
        from careertui.tui.person import Person

        return Person(contact, self._career, self._today, self._width).in_brief()

    def _challenge(self, challenge: Challenge) -> Iterator[Content]:
        zone = f" · {challenge.zone} zone" if challenge.zone else ""
        yield Content.styled(f"{challenge.status}{zone}", "$muted")
        if challenge.scares:
            yield self._labelled("scares me", said_in_lines(challenge.scares))
        bars = [self._felt("before", challenge.before, "")] if challenge.before else []
        bars += [self._felt(when(a.on, self._today), a.discomfort, a.note) for a in challenge.attempts]
        bars += [self._felt("after", challenge.after, "")] if challenge.after else []
        trend = trend_words(challenge)
        yield Content("\n").join([*bars, *([self._labelled("trend", trend)] if trend else [])])
        if challenge.lesson:
            yield self._labelled("lesson", said_in_lines(challenge.lesson))
        rungs = ladder_lines(challenge, self._career, self._width - LABEL_CELLS - 1)
        if rungs:
            yield self._labelled("ladder", Content("\n").join(rungs))
        if challenge.status == "overcome":
            suggested = suggestion_words(challenge, self._career)
            if suggested:
                key = ("\n", (self._rung_key, "$stone"), (" makes it the next rung", "$faint"))
                yield self._labelled("next rung?", joined(suggested, *(key if self._rung_key else ())))
        at = (challenge.job,) if challenge.job else ()
        yield from self._linked(builds=challenge.builds, serves=challenge.serves, at=at)

    def _felt(self, label: str, discomfort: int | None, note: str) -> Content:
        """How uncomfortable it was, as a bar, with what happened under it."""
        bar = self._labelled(label, joined(discomfort_bar(discomfort), f" {discomfort or ''}"))
        return joined(bar, "\n", self._labelled("", said(note, "$muted"))) if note else bar

    def _skill(self, skill: Skill) -> Iterator[Content]:
        from careertui.tui.skill_lines import skill_blocks

        growth = growth_of(self._career, skill, self._today)
        return skill_blocks(growth, self._career, self._today, self._width)

    def _value(self, value: Value) -> Iterator[Content]:
        yield _five(value.weight)
        if value.meaning:
            yield said_in_lines(value.meaning)
        if len(value.weighings) > 1:
            yield Content("\n").join(
                self._labelled(when(weighing.on, self._today), _five(weighing.weight))
                for weighing in reversed(value.weighings)
            )
        fits = [
            joined(_five(job.values_fit[value.id]), "  ", said(job.heading))
            for job in sorted(self._career.all(Job), key=_began, reverse=True)
            if value.id in job.values_fit
        ]
        if fits:
            yield Content("\n").join([Content.styled("how your jobs fit it", "$muted"), *fits])

    def _interaction(self, interaction: Interaction) -> Iterator[Content]:
        yield Content.styled(f"{interaction.channel} · {when(interaction.on, self._today)}", "$muted")
        yield from self._linked(**{"with": interaction.people})

    def _future(self, future: Future) -> Iterator[Content]:
        from careertui.tui.futures import future_blocks

        return future_blocks(future, self._career, self._today, self._width)

    # --- lines ----------------------------------------------------------------------------------------

    def _on(self, word: str, day: PartialDate | None) -> Content:
        return Content.styled(f"  {word}{when(day, self._today)}", "$faint") if day else Content()

    def _linked(self, **groups: Sequence[str]) -> Iterator[Content]:
        """One block of what it is linked to: a label a group, then the records, one a line."""
        blocks = []
        for label, ids in groups.items():
            records = [record for id_ in ids if (record := self._career.get(id_)) is not None]
            if records:
                lines = [
                    joined(mark_of(record, self._career), " ", said(record.heading)) for record in records
                ]
                blocks.append(self._labelled(label.replace("_", " "), Content("\n").join(lines)))
        if blocks:
            yield Content("\n").join(blocks)

    def _labelled(self, label: str, content: Content) -> Content:
        return labelled(label, content, self._width)

    def fields(self, record: Record) -> Iterator[Content]:
        """The fields that nothing above has told: a block each where long, the short ones together."""
        short: list[Content] = []
        for spec in _set_fields(record, _TOLD.get(type(record), frozenset({"title", "name"}))):
            value = getattr(record, spec.name)
            text = (
                value.words
                if isinstance(value, PartialDate)
                else to_text(spec, value, _name_of(self._career))
            )
            if spec.name == "tags":
                short.append(said(" ".join(f"#{tag}" for tag in record.tags), "$muted"))
            elif spec.shape in {Shape.TEXT, Shape.ITEMS} or "\n" in text:
                yield joined((f"{spec.label.lower()}\n", "$muted"), said_in_lines(text))
            else:
                short.append(self._labelled(spec.label.lower(), said(text)))
        yield Content("\n").join(short)


def _five(many: int) -> Content:
    """One to five, as marks."""
    return joined(("◆" * many, "$vision"), ("◇" * (5 - many), "$rule"))


def _began(job: Job) -> date:
    return job.start.first if job.start is not None else date.min


def _name_of(career: Career) -> Callable[[str], str]:
    def name_of(id_: str) -> str:
        record = career.get(id_)
        return record.heading if record is not None else f"(gone: {id_})"

    return name_of


def _set_fields(record: Record, leave_out: frozenset[str]) -> Iterator[FieldSpec]:
    for spec in fields_of(type(record)):
        value: Any = getattr(record, spec.name)
        if spec.name not in leave_out and value not in (None, "", (), {}, False):
            yield spec


_TOLD: dict[type[Record], frozenset[str]] = {
    Goal: frozenset({"title", "goal_kind", "column", "due", "serves", "steps", "builds", "job", "waits_for"}),
    Vision: frozenset({"title", "statement", "horizon", "area", "why", "obstacle", "if_then", "status"}),
    Contact: frozenset(
        {
            "name",
            "organisation",
            "title",
            "relation",
            "met_on",
            "met_where",
            "met_at",
            "introduced_by",
            "cadence",
            "positions",
        }
    ),
    Challenge: frozenset(
        {
            "title",
            "scares",
            "before",
            "after",
            "status",
            "attempts",
            "lesson",
            "next_rung",
            "builds",
            "serves",
            "job",
        }
    ),
    Skill: frozenset({"name", "levels", "target", "target_on"}),
    Value: frozenset({"name", "meaning", "weight"}),
    Future: frozenset({"title", "path", "stones", "questions", *GAUGES, "serves"}),
    Win: frozenset({"title", "on", "measure", "impact", "job", "goal", "shows", "serves", "people", "theme"}),
    Ask: frozenset({"what", "on", "ask_kind", "of", "answer", "answered_on", "follow_up"}),
    Review: frozenset({"period", "of", "answers", "said"}),
    Case: frozenset({"role", "by", "of", "criteria", "evidence"}),
    Interaction: frozenset({"on", "people", "channel", "summary"}),
    Job: frozenset(
        {
            "title",
            "organisation",
            "start",
            "end",
            "planned",
            "gained",
            "knowledge",
            "led_to",
            "exit_criteria",
            "values_fit",
            "pay",
        }
    ),
}
"""The fields that a kind's own telling has told already."""
