"""The planner: every record to read, and the one way to change them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from careertui.domain.career import Career, Derivations, board_of
from careertui.domain.fields import all_fields, heading_field, link_ids, without_link
from careertui.domain.goal import Board, Goal
from careertui.domain.identity import id_of_key, new_id
from careertui.domain.kinds import STORED, make
from careertui.domain.links import waiting_cycle
from careertui.domain.quoting import quoted, short
from careertui.domain.record import THE_EPOCH, Record
from careertui.domain.thresholds import USUAL, Thresholds
from careertui.errors import InvalidRecordError, NotFoundError, RefusedError
from careertui.planner.loose_ends import LooseEndError, pointing_at, refuse_loose_ends, targets_of
from careertui.planner.search import Search
from careertui.planner.undo import History
from careertui.store.drafts import Draft, Drafts, EditorFile, GarbledDraftError
from careertui.store.journal import Step
from careertui.store.store import ConflictError, Quarantined, RevertRefusedError, Store
from careertui.store.watch import CannotWatchError, Watch

__all__ = [
    "CannotWatchError",
    "Change",
    "Changed",
    "ConflictError",
    "Draft",
    "EditorFile",
    "GarbledDraftError",
    "Planner",
    "Quarantined",
    "Watch",
]

R = TypeVar("R", bound=Record)
T = TypeVar("T")
P = ParamSpec("P")
Clock = Callable[[], datetime]
RANK_STEP = 1024.0
"""Between the ranks of neighbours at first, so that there is room to move one between two others."""
SHORTEST_PREFIX = 2
"""Characters of an id that must be typed at least, so that a slip does not name a record."""
_UNDO = "Undo: "


@dataclass(frozen=True, slots=True)
class Changed:
    """What a committed step did, for whoever shows records.

    Attributes:
        label: the step's name.
        ids: the records it touched.
        elsewhere: whether another session made it.
    """

    label: str
    ids: frozenset[str]
    elsewhere: bool = False


class Change:
    """A step being put together: what is put here is kept, as one, when the `with` block ends."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self.puts: dict[str, Record] = {}
        self.removed: dict[str, Record] = {}

    def put(self, record: R) -> R:
        """Keep a new or changed record; returns it with its id, so that others can link to it.

        A new goal without a rank goes to the end of its column.
        """
        given: dict[str, object] = {} if record.id else {"id": new_id(self._planner.now())}
        if isinstance(record, Goal):
            given["rank"] = rank = record.rank if record.version or record.rank else self._planner.next_rank()
            self._planner.note_rank(rank)
        kept = record.model_copy(update=given) if given else record
        self.puts[kept.id] = kept
        return kept

    def archive(self, record: Record) -> None:
        """Put a record away; it can be restored."""
        self.put(record.model_copy(update={"archived": self._planner.now()}))

    def restore(self, record: Record) -> None:
        """Bring an archived record back."""
        self.put(record.model_copy(update={"archived": None}))

    def delete(self, record: Record) -> None:
        """Take a record away, every link to it, and what is nothing without it: a talk with nobody else."""
        self.puts.pop(record.id, None)
        self.removed[record.id] = record
        for other in self._planner.pointing_at(record):
            self._untie(self.puts.get(other.id, other), record)

    def untie_news(self) -> None:
        """Take out the links to what is deleted that another session has made since, by the same rule."""
        for record in tuple(self.removed.values()):
            for other in self._planner.pointing_at(record):
                if other.id not in self.puts:
                    self._untie(other, record)

    def _untie(self, pointing: Record, gone: Record) -> None:
        if pointing.id in self.removed:
            return
        untied = without_link(pointing, gone.id)
        try:
            pointing.revised(**untied)
        except ValueError:  # its own rules need the link
            self.delete(pointing)
        else:
            self.put(pointing.model_copy(update=untied))


class Planner:
    """A career that can be read and changed.

    Args:
        store: where it is kept.
        now: the clock; aware datetimes. The day it is, is that of the clock's own time zone.
        thresholds: how many days are recent, soon or long to the person.

    Attributes:
        now: the clock.
        thresholds: for the rules that are told them.
        search: finds records by what they say.
        drafts: what has been typed into forms and not been saved.
        shown: what the first screen shows of all this, kept at the end for the next start; empty for nothing.
    """

    def __init__(self, store: Store, now: Clock, thresholds: Thresholds = USUAL) -> None:
        self._store = store
        self.now = now
        self.thresholds = thresholds
        self.search = Search(self)
        self.drafts = Drafts(store.path, store.codec)
        self.shown = b""
        self._subscribers: list[Callable[[Changed], None]] = []
        self._history: History | None = None
        self._derivations = Derivations()
        self._highest_rank: float | None = None

    # --- reading ------------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The file the career is kept in."""
        return self._store.path

    @property
    def today(self) -> date:
        """The day it is."""
        return self.now().date()

    @property
    def notes(self) -> tuple[str, ...]:
        """What was mended or left out when the file was opened, as sentences."""
        return self._store.notes

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """The records of a kind that are not archived, oldest first."""
        return self._store.parted(kind)[0]

    def archived(self, kind: type[R]) -> tuple[R, ...]:
        """The archived records of a kind, oldest first."""
        return self._store.parted(kind)[1]

    def everything(self) -> Iterator[Record]:
        """Every record of every kind, archived ones too."""
        for kind in STORED:
            yield from tuple(self._store.all(kind))

    def get(self, id_: str) -> Record | None:
        """The record with this id, archived or not; None when there is none."""
        return self._store.get(id_)

    def pointing_at(self, record: Record) -> tuple[Record, ...]:
        """The records that point at this one, archived ones too; costs little when few kinds may."""
        return tuple({other.id: other for other, _ in pointing_at(self._store, record)}.values())

    def derived(self, rule: Callable[Concatenate[Career, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a rule makes of this career, worked out once and remembered until a record changes."""
        return self._derivations.of(self, rule, *args, **kwargs)

    def find(self, kind: type[R], said: str) -> R:
        """The one record of a kind that a person means: by id, by the start of its id, or by its heading.

        Raises:
            NotFoundError: when none or several answer to it; the hint lists some.
        """
        records = tuple(self._store.all(kind))
        wanted = said.strip()
        by_id = [r for r in records if len(wanted) >= SHORTEST_PREFIX and r.id.startswith(wanted.upper())]
        exact = [r for r in records if r.heading.casefold() == wanted.casefold()]
        begun = [r for r in records if wanted and r.heading.casefold().startswith(wanted.casefold())]
        for found in (by_id, exact, begun):
            if len(found) == 1:
                return found[0]
            if found:
                some = ", ".join(f"{r.id} {short(r.heading)}" for r in found[:3])
                raise NotFoundError(
                    f"{len(found)} {kind.plural} answer to {short(said)!r}.", f"Say more: {some}."
                )
        raise NotFoundError(
            f"No {kind.kind} answers to {short(said)!r}.", f"`careertui list {kind.plural}` shows them."
        )

    def fresh(self, kind: type[R], heading: str, id_: str = "") -> R:
        """A record with nothing but its name, not kept yet; it has its id, so that others can link to it.

        Args:
            kind: what it is.
            heading: its name.
            id_: the id it was given before; a new one when it is empty.

        Raises:
            InvalidRecordError: when a record of this kind needs more than a name.
        """
        field = heading_field(kind)
        if field is None:
            raise InvalidRecordError(f"A {kind.kind} needs more than a name.")
        return make(kind, {field.name: heading, "id": id_ or new_id(self.now())})

    @property
    def board(self) -> Board:
        """The person's board, or the one everybody starts with."""
        return board_of(self)

    def problems(self) -> tuple[Quarantined, ...]:
        """The documents in the file that are not valid records."""
        return self._store.quarantined()

    # --- changing -----------------------------------------------------------------------------------

    @contextlib.contextmanager
    def change(self, label: str) -> Iterator[Change]:
        """What is put inside is kept as one step: one write, one undo, one notification, or nothing.

        Raises:
            InvalidRecordError: when a record breaks a rule or points at one that does not exist.
            ConflictError: when another session has changed one of the records since it was read.
            StoreError: when the disk refuses.
        """
        change = Change(self)
        yield change
        now = self.now()

        def puts() -> list[tuple[Record, int | None]]:
            change.untie_news()
            return [self._prepared(record, change, now) for record in change.puts.values()]

        def removals() -> list[tuple[Record, int]]:
            return [(record, record.version) for record in change.removed.values()]

        try:
            step = self._store.commit(label, puts, removals)
        finally:
            self._tell_news()
        if step is not None:
            if self._history is not None:
                self._history.note(step)
            self._tell(step)

    def undo(self) -> str:
        """Take the latest step back; returns its label.

        Raises:
            RefusedError: when there is none, another session has since changed a record of it, or a link
                would be left that points at nothing.
            StoreError: when the disk refuses.
        """
        step = self._read_history().next_undo
        if step is None:
            raise RefusedError("There is nothing to undo.")
        self._revert(step, f"{_UNDO}{step.label}", redo=False)
        return step.label

    def redo(self) -> str:
        """Make the latest undone step again; returns its label.

        Raises:
            RefusedError: when there is none, another session has since changed a record of it, or a link
                would be left that points at nothing.
            StoreError: when the disk refuses.
        """
        step = self._read_history().next_redo
        if step is None:
            raise RefusedError("There is nothing to redo.")
        label = step.label.removeprefix(_UNDO)
        self._revert(step, label, redo=True)
        return label

    def next_rank(self) -> float:
        """A rank beyond every goal's. The highest is looked for once and then kept up, not at every save."""
        if self._highest_rank is None:
            self._highest_rank = max((goal.rank for goal in self.all(Goal)), default=0.0)
        return self._highest_rank + RANK_STEP

    def note_rank(self, rank: float) -> None:
        """A goal is given this rank."""
        if self._highest_rank is not None:
            self._highest_rank = max(self._highest_rank, rank)

    def subscribe(self, tell: Callable[[Changed], None]) -> None:
        """Call `tell` after every committed step, and after changes by another session were taken in."""
        self._subscribers.append(tell)

    def take_in(self) -> None:
        """Look whether another session has changed something, and tell the subscribers if so."""
        self._store.take_in()
        self._tell_news()

    @property
    def is_behind(self) -> bool:
        """Whether another session has written something that is not taken in: it writes just now."""
        return self._store.is_behind

    def watch(self) -> Watch:
        """Hears of every change to the career's files, this session's own among them; close it at the end.

        Raises:
            CannotWatchError: when the host does not tell, so that one has to look.
        """
        return Watch(self.path.parent)

    def tidy(self, run: Callable[[Callable[[], None]], object]) -> None:
        """Where the journal has grown long, have it taken into the file; `run` is given the waiting part.

        Raises:
            StoreError: when the lock or the disk refuses; nothing is lost.
        """
        if self._store.has_grown:
            run(self._store.fold())

    def close(self) -> None:
        """Let the file go; everything in it is on the disk already."""
        self._store.close(self.shown)

    # --- inside -------------------------------------------------------------------------------------

    def _read_history(self) -> History:
        """The steps to undo, read from the journal at the first undo rather than at every start."""
        if self._history is None:
            self._history = History(self._store.history())
        return self._history

    def _revert(self, step: Step, label: str, *, redo: bool) -> None:
        try:
            reverted = self._store.revert(step, label, self._check_reverted, redo=redo)
        except RevertRefusedError as error:
            self._tell_news()
            heading = self._heading_in(step, error.table, error.key)
            why = f"another session has since changed {heading}"
            if self._read_history().has_passed_over:
                why = f"{heading} has been changed since"
            raise self._refused(step, why, error.hint, redo=redo) from error
        except (LooseEndError, InvalidRecordError, RefusedError) as error:
            self._tell_news()
            why = error.message.removesuffix(".")
            raise self._refused(step, why, error.hint, redo=redo) from error
        finally:
            self._tell_news()
        if reverted is not None:
            self._read_history().note(reverted)
            self._tell(reverted)

    def _check_reverted(self, after: Mapping[str, Record | None]) -> None:
        """Hold what undo would bring back to the rules between records: others may have gone on since."""
        refuse_loose_ends(self._store, after)
        as_put = Change(self)
        as_put.puts = {id_: record for id_, record in after.items() if record is not None}
        as_put.removed = {id_: now for id_ in after.keys() - as_put.puts if (now := self.get(id_))}
        for record in as_put.puts.values():
            now = self.get(record.id)
            self._check_room(record, now, as_put)
            waited = now.waits_for if isinstance(now, Goal) else ()
            if isinstance(record, Goal) and not set(record.waits_for) <= set(waited):
                self._check_waiting(record, as_put)

    def _refused(self, step: Step, why: str, hint: str, *, redo: bool) -> RefusedError:
        """Why a step stays as it is, and which one comes next; the step no longer bars its way."""
        history, done = self._read_history(), "redone" if redo else "undone"
        history.pass_over(step)
        following = history.next_redo if redo else history.next_undo
        if following is not None and following.seq != step.seq:
            hint = f"{hint} The next {'redo' if redo else 'undo'} is “{following.label.removeprefix(_UNDO)}”."
        return RefusedError(f"“{step.label.removeprefix(_UNDO)}” cannot be {done}: {why}.", hint)

    def _heading_in(self, step: Step, table: str, key: str) -> str:
        record = self.get(id_of_key(key))
        if record is not None:
            return quoted(record.heading, 60)
        return f"a record of {table} that “{step.label}” touched"

    def _prepared(self, record: Record, change: Change, now: datetime) -> tuple[Record, int | None]:
        """The record as it will be kept, and the version it was made from."""
        valid = make(type(record), {**record.__dict__, **(record.model_extra or {})})
        before = self.get(valid.id)
        is_new = before is None and valid.version == 0
        earlier = before if before is not None and type(before) is type(valid) else None
        if valid.version == (before.version if before is not None else 0):
            self._check_links(valid, earlier, change)
            self._check_room(valid, earlier, change)
        else:
            earlier = None  # the store will find the conflict; nothing follows from this record's past
        settled = valid.settled(earlier, self.today) if earlier is not None or is_new else valid
        kept = settled.model_copy(
            update={
                "created": now if is_new and valid.created == THE_EPOCH else valid.created,
                "updated": now,
                "version": valid.version + 1,
            }
        )
        return kept, None if is_new else valid.version

    def _check_links(self, record: Record, before: Record | None, change: Change) -> None:
        """Hold new links to their word; one that went bad behind our back does not bar every other edit."""
        targets = {spec.name: spec for spec in all_fields(type(record))}
        had = link_ids(before) if before is not None else {}
        for name, ids in link_ids(record).items():
            spec = targets[name]
            kinds = targets_of(spec)
            for id_ in sorted(ids):
                if id_ in had.get(name, ()) and id_ not in change.removed:
                    continue
                target = change.puts.get(id_) or self.get(id_)
                if target is None or id_ in change.removed:
                    said = f"{spec.label} points at a record that does not exist ({id_})"
                elif target.kind not in kinds:
                    said = f"{spec.label} cannot point at a {target.kind} ({quoted(target.heading)})"
                else:
                    continue
                raise InvalidRecordError(
                    f"{quoted(record.heading, 60)} cannot be kept: {said}.", fields={name: said}
                )
        if isinstance(record, Goal) and record.waits_for:
            self._check_waiting(record, change)

    def _check_room(self, record: Record, before: Record | None, change: Change) -> None:
        """Keep a kind to as many open records as it may have; what is open already may be changed."""
        kind, most = type(record), type(record).most_open
        if most is None or record.archived or (before is not None and before.archived is None):
            return
        as_will_be = {other.id: other for other in (*self.all(kind), *change.puts.values())}
        open_ = [o for o in as_will_be.values() if isinstance(o, kind) and not o.archived]
        if len([other for other in open_ if other.id not in change.removed]) > most:
            raise RefusedError(
                f"{most} {kind.plural} are as many as can be held beside each other.",
                "Archive one first; it can be brought back.",
            )

    def _check_waiting(self, goal: Goal, change: Change) -> None:
        cycle = waiting_cycle(self._goals_before(goal, change), goal)
        if cycle:
            chain = " → ".join(quoted(other.heading) for other in cycle)
            said = f"it would wait for itself: {chain}"
            raise InvalidRecordError(
                f"{quoted(goal.title, 60)} cannot be kept: {said}.", fields={"waits_for": said}
            )

    def _goals_before(self, goal: Goal, change: Change) -> dict[str, Goal]:
        """The goals that a goal waits for, and those that they wait for, by id."""
        found: dict[str, Goal] = {}
        ahead = list(goal.waits_for)
        while ahead:
            id_ = ahead.pop()
            other = change.puts.get(id_) or self.get(id_)
            if id_ not in found and isinstance(other, Goal):
                found[id_] = other
                ahead += other.waits_for
        return found

    def _tell(self, step: Step, *, elsewhere: bool = False) -> None:
        ids = frozenset(id_of_key(change.key) for change in step.changes)
        self._derivations.forget(ids)
        for tell in self._subscribers:
            tell(Changed(step.label, ids, elsewhere))

    def _tell_news(self) -> None:
        for step in self._store.news():
            self._highest_rank = None
            if self._history is not None:
                self._history.try_again()
            self._tell(step, elsewhere=True)
