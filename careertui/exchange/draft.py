"""What a file would add, before anything is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from careertui.domain.identity import id_of_number
from careertui.domain.record import Record


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that was left out or read with a doubt.

    Attributes:
        where: the place in the file, as its own format names it, such as `work[2].endDate`.
        why: what is wrong and what was done, as a sentence.
    """

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The records a file describes, linked to each other by provisional ids.

    Attributes:
        importer: the format's name, which every record's `source` carries too.
        records: valid records, each with a `source`, and with `id` set by `provisional_id`.
        problems: what was not good, in the order of the file.
    """

    importer: str
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]


def provisional_id(importer: str, key: str) -> str:
    """The id an entry carries until it is kept: the same for the same entry at every reading."""
    digest = hashlib.sha256(f"{importer}\0{key}".encode("utf-8", "surrogatepass")).digest()
    return id_of_number(int.from_bytes(digest[:16], "big"))
