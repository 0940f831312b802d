"""What is told of a person: in the pane beside the table, and on their page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from textual.content import Content

from careertui.domain.career import Career
from careertui.domain.contact import Contact, FollowUp, Interaction, Position
from careertui.domain.introductions import introduced, introductions
from careertui.domain.staying_in_touch import is_open, log_of, promised_to, touch_of_each
from careertui.tui.people import last_words, touch_words
from careertui.tui.presentation import (
    clipped,
    contact_names,
    joined,
    labelled,
    mark_of,
    named,
    said,
    said_in_lines,
    when,
)

MOST_LOG = 30
"""Interactions a person's pane tells; their page has them all."""
BEFORE_YOU_MEET = 3
"""Interactions to have in mind before meeting somebody."""
_DEEPEST = 8
"""Introductions beyond which the tree is no longer indented."""


class Person:
    """Tells about one person to somebody who looks at them on a day, in lines of some width.

    Args:
        contact: the person.
        career: the records around them.
        today: the day it is.
        width: cells a line may take.
    """

    def __init__(self, contact: Contact, career: Career, today: date, width: int) -> None:
        self._contact = contact
        self._career = career
        self._today = today
        self._width = width
        self._log = log_of(career, contact.id)

    def in_brief(self) -> Iterator[Content]:
        """Under their name in the pane: what to have in mind, then the log, newest first."""
        yield self._standing()
        yield self._promises()
        yield _lines([self._met(), self._linked("through", self._introducers()), self._introduced()])
        yield _lines(self._logged(interaction) for interaction in self._log[:MOST_LOG]) or _NOTHING_LOGGED
        if len(self._log) > MOST_LOG:
            yield Content.styled(f"and {len(self._log) - MOST_LOG} earlier, on their page", "$faint")
        yield self._moves()

    def in_full(self, fields: Sequence[Content]) -> Content:
        """Their page: what to have in mind before meeting, who introduced whom, their moves, and all the log.

        Args:
            fields: what else is written down about them.
        """
        head = joined(mark_of(self._contact), " ", said(self._contact.name, "bold"))
        latest = _lines(map(self._logged, self._log[:BEFORE_YOU_MEET]))
        log = _lines(map(self._logged_in_full, self._log))
        before = [
            self._promises(),
            latest or _NOTHING_LOGGED,
            _lines([self._met(), self._linked("through", self._introducers())]),
        ]
        count = f"{len(self._log)} conversation{'' if len(self._log) == 1 else 's'}"
        parts = [
            _lines([head, self._standing()]),
            _section("Before you meet", *before),
            _section("Who introduced whom", self._tree()),
            _section("Where they have worked", self._moves()),
            *fields,
            _section(f"Log · {count}", log) if log.plain != latest.plain else None,  # nothing is said twice
        ]
        return Content("\n\n").join(part for part in parts if part)

    # --- how things stand ---------------------------------------------------------------------------

    def _standing(self) -> Content:
        """What they do, how they relate to you, and what is next, on two lines."""
        contact = self._contact
        role = " · ".join(part for part in (contact.title, contact.organisation) if part)
        parts = [Content.styled("" if contact.relation == "other" else contact.relation, "$people")]
        touch = self._career.derived(touch_of_each, self._today).get(contact.id)
        if touch is not None:
            parts.append(touch_words(touch, self._today))
        if contact.cadence is not None:
            most = f", at most {contact.cadence.at_most}" if contact.cadence.at_most else ""
            parts.append(Content.styled(f"every {contact.cadence.ideal} days{most}", "$faint"))
        if touch is not None and touch.last is not None:
            parts.append(Content.styled(f"last {last_words(touch, self._today)}", "$faint"))
        return _lines([said(role, "$muted"), _dotted(parts)])

    def _promises(self) -> Content:
        """The open follow-ups, the one due first on top."""
        return _lines(
            self._promised(record.follow_up, record.heading)
            for record in promised_to(self._career, self._contact.id, self._today)
            if record.follow_up is not None
        )

    def _promised(self, promise: FollowUp, heading: str) -> Content:
        due = f"  by {when(promise.on, self._today)}" if promise.on else ""
        return joined(("↳ ", "$stone"), said(promise.what or heading), (due, "$muted"))

    # --- how you met, and through whom --------------------------------------------------------------

    def _met(self) -> Content:
        contact = self._contact
        parts = [said(contact.met_where)] if contact.met_where else []
        parts += [named(job) for id_ in contact.met_at if (job := self._career.get(id_)) is not None]
        if contact.met_on is not None:
            parts.append(Content.styled(contact.met_on.words, "$muted"))
        return self._labelled("you met", Content(" · ").join(parts)) if parts else Content()

    def _introducers(self) -> list[Contact]:
        found = (self._career.get(id_) for id_ in self._contact.introduced_by)
        return [person for person in found if isinstance(person, Contact)]

    def _introduced(self) -> Content:
        return self._linked("introduced", self._career.derived(introduced).get(self._contact.id, ()))

    def _linked(self, label: str, people: Sequence[Contact]) -> Content:
        return self._labelled(label, _lines(map(named, people))) if people else Content()

    def _tree(self) -> Content:
        """Introducers above, whom they introduced below, each a step further in."""
        tree = introductions(self._career, self._contact)
        if len(tree) == 1:
            return Content()
        highest = tree[0].steps
        lines = []
        for found in tree:
            depth = min(found.steps - highest, _DEEPEST)
            branch = f"{'  ' * (depth - 1)}╰ " if depth else ""
            name = said(found.contact.name, "" if found.steps else "bold")
            about = f"  {found.contact.organisation}" if found.contact.organisation else ""
            line = joined((branch, "$faint"), mark_of(found.contact), " ", name, said(about, "$faint"))
            lines.append(clipped(line, self._width))
        return _lines(lines)

    # --- their work ---------------------------------------------------------------------------------

    def _moves(self) -> Content:
        """Where they have worked, the latest first; nothing where only the present place is known."""
        contact = self._contact
        if not contact.positions:
            return Content()
        earlier = sorted(contact.positions, key=_position_order, reverse=True)
        now = Position(organisation=contact.organisation, title=contact.title)
        places = [*([(now, "now")] if now != Position() else []), *((p, _years(p)) for p in earlier)]
        return _lines(
            self._labelled(years, said(" · ".join(part for part in (p.title, p.organisation) if part)))
            for p, years in places
        )

    # --- the log ------------------------------------------------------------------------------------

    def _logged(self, interaction: Interaction) -> Content:
        others = [id_ for id_ in interaction.people if id_ != self._contact.id]
        along = f"  with {contact_names(others, self._career.get)}" if others else ""
        told = joined(
            (f"{interaction.channel}  ", "$faint"), said(interaction.summary), said(along, "$faint")
        )
        return self._labelled(when(interaction.on, self._today), told)

    def _logged_in_full(self, interaction: Interaction) -> Content:
        """With the event, what was promised, and what was noted for oneself."""
        below = [said(f"at {interaction.event}", "$muted")] if interaction.event else []
        promise = interaction.follow_up
        if promise is not None and (promise.what or promise.on):
            below.append(self._kept(promise, interaction.heading))
        below += [said_in_lines(note, "$muted") for note in (interaction.private, interaction.notes) if note]
        return _lines([self._logged(interaction), *(self._labelled("", part) for part in below)])

    def _kept(self, promise: FollowUp, heading: str) -> Content:
        """A follow-up: open, or what became of it."""
        if is_open(promise, self._today):
            return self._promised(promise, heading)
        mark, word, day = (
            ("✓ ", "done", promise.done_on) if promise.done_on else ("– ", "let go", promise.let_go_on)
        )
        told = f"  {word} {when(day, self._today)}" if day else ""
        return joined(
            (mark, "$done" if promise.done_on else "$faint"),
            said(promise.what or heading, "$muted"),
            (told, "$faint"),
        )

    def _labelled(self, label: str, content: Content) -> Content:
        return labelled(label, content, self._width)


_NOTHING_LOGGED = Content.styled("nothing logged yet; a talk takes one line", "$faint")


def _lines(parts: Iterable[Content]) -> Content:
    return Content("\n").join(part for part in parts if part)


def _dotted(parts: Sequence[Content]) -> Content:
    return Content.styled(" · ", "$faint").join(part for part in parts if part)


def _section(title: str, *blocks: Content) -> Content:
    """Blocks under a title; nothing where all are empty."""
    told = _lines(blocks)
    return joined((f"{title}\n", "bold $muted"), told) if told else Content()


def _position_order(position: Position) -> tuple[date, date]:
    """By when it ended, or else began; what has no dates is taken for the oldest."""
    known = position.end or position.start
    return known.sort_key if known else (date.min, date.min)


def _years(position: Position) -> str:
    """`2012 – 2018`, `until 2018`, `since 2012`; years are near enough for where somebody worked."""
    start, end = position.start, position.end
    if start and end:
        return str(start.year) if start.year == end.year else f"{start.year} – {end.year}"
    return f"until {end.year}" if end else f"since {start.year}" if start else ""
