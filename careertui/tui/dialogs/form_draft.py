"""The draft of a form: what was typed into it, taken from the disk at opening and put there while typing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from careertui.domain.fields import linking_fields
from careertui.domain.kinds import kind_named
from careertui.domain.record import Record
from careertui.errors import CareerError
from careertui.planner.planner import Draft, Planner
from careertui.tui.dialogs.form_fields import FieldRow, Held, LinkRow
from careertui.tui.dialogs.kept_draft import KeptDraft


class FormDraft(KeptDraft):
    """Brings the fields of a form to the disk and back.

    Args:
        planner: where drafts are kept.
        kind: what the form edits.
        record: the record; None when it makes a new one.
        prefilled: what a new one starts with; a talk with Ada and one with Bob are drafts of their own.
        rows: the fields, by name; they take what the draft holds.
        made: records that are kept along with the form; those of the draft are added.

    Attributes:
        note: a line that says a draft is in the form, with `{key}` where the key that drops it goes; empty
            when none is.
        trouble: a sentence, where a draft or a record made with it could not be read.
    """

    def __init__(
        self,
        planner: Planner,
        kind: type[Record],
        record: Record | None,
        prefilled: Mapping[str, Any],
        rows: Mapping[str, FieldRow],
        made: dict[str, Record],
    ) -> None:
        slot = f"{kind.kind}-{record.id if record is not None and record.id else _new(kind, prefilled)}"
        super().__init__(planner, slot)
        self._kind = kind
        self._version = record.version if record is not None else 0
        self._rows = rows
        self._made = made
        self._aside: Mapping[str, Held] | None = None
        self.note = ""
        self._bring_in()

    def flush(self) -> str:
        """Put on the disk what is in the form now; returns what went wrong, as a sentence."""
        return self._keep(self._as_draft())

    def swap(self) -> None:
        """Take the draft out of the form; the second time, bring it in again."""
        if self._aside is None:
            self._aside = self._touched()
            for row in self._rows.values():
                row.as_opened()
            self.note = "Draft dropped. {key} brings it back."
        else:
            self._fill(self._aside)
            self._aside = None
            self.note = "The draft is back. {key} drops it."

    # --- inside -------------------------------------------------------------------------------------

    def _bring_in(self) -> None:
        draft = self._read()
        if draft is None:
            return
        for id_, (kind, heading) in draft.made.items():
            try:
                self._made[id_] = self._planner.fresh(kind_named(kind), heading, id_)
            except CareerError as error:
                self.trouble = str(error)
        self._fill(draft.fields)
        if self._touched():
            since = draft.kept.astimezone(self._planner.now().tzinfo)
            day = "" if since.date() == self._planner.today else f"{since:%-d %b} "
            older = f", made before this {self._kind.kind} changed" if draft.version != self._version else ""
            self.note = f"Draft of {day}{since:%H:%M}{older}. {{key}} drops it."

    def _fill(self, fields: Mapping[str, Held]) -> None:
        for name, held in fields.items():
            row = self._rows.get(name)
            if row is not None and isinstance(row, LinkRow) == isinstance(held, tuple):
                row.take(self._there(held))

    def _there(self, held: Held) -> Held:
        """Without the records that are gone since."""
        if isinstance(held, str):
            return held
        return tuple(id_ for id_ in held if id_ in self._made or self._planner.get(id_) is not None)

    def _touched(self) -> dict[str, Held]:
        return {name: row.held for name, row in self._rows.items() if row.is_touched}

    def _as_draft(self) -> Draft:
        held = self._touched()
        linked = {id_ for value in held.values() if isinstance(value, tuple) for id_ in value}
        made = {id_: (record.kind, record.heading) for id_, record in self._made.items() if id_ in linked}
        return Draft(self._planner.now(), self._version, held, made)


def _new(kind: type[Record], prefilled: Mapping[str, Any]) -> str:
    """The slot of a new record: one for every set of records that it is to be linked to from the start."""
    links = sorted(
        f"{spec.name}={prefilled[spec.name]}" for spec in linking_fields(kind) if prefilled.get(spec.name)
    )
    return f"new-{hashlib.sha256(repr(links).encode()).hexdigest()[:12]}" if links else "new"
