"""Between a document in the file and a record."""

from __future__ import annotations

import contextlib
from typing import Any, TypeVar

from careertui.domain.identity import id_of_key, key_of_id
from careertui.domain.kinds import make
from careertui.domain.quick_reading import quick_record
from careertui.domain.record import Record
from careertui.errors import InvalidRecordError
from careertui.store.journal import Document

R = TypeVar("R", bound=Record)


def to_document(record: Record) -> Document:
    """The record as it is stored: JSON values, without its fields that are empty. Unknown ones stay."""
    said = record.model_dump(mode="json", exclude_none=True)
    unknown = record.model_extra or {}
    kept = {name: value for name, value in said.items() if name in unknown or value not in ("", [], {})}
    return kept | {name: None for name, value in unknown.items() if value is None}


def to_record(kind: type[R], key: str, document: Any) -> R:
    """The record a document describes; its id is what its key says, whatever the document claims.

    Raises:
        InvalidRecordError: when it is not a document, or breaks a rule of its kind.
    """
    if not isinstance(document, dict):
        raise InvalidRecordError(f"Under {kind.plural} {key} stands no document.")
    try:
        id_ = _id_of(key, document)
    except ValueError as error:
        raise InvalidRecordError(f"Under {kind.plural}, {error}.") from error
    said = document if document.get("id") is id_ else {**document, "id": id_}
    record = quick_record(kind, said)
    return record if record is not None else make(kind, said)


def _id_of(key: str, document: Document) -> str:
    """The id that the key stands for; comparing it with the document's is quicker than working it out."""
    claimed = document.get("id")
    with contextlib.suppress(ValueError):
        if isinstance(claimed, str) and key_of_id(claimed) == key:
            return claimed
    return id_of_key(key)
