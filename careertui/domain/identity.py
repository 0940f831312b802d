"""Record ids: ULIDs, and the decimal form they take as TinyDB document keys.

A ULID (the ulid/spec document) is 48 bits of milliseconds and 80 random bits, written as 26 letters of
Crockford's base 32; ids sort by the time they were made, those of one millisecond and session too, and two
sessions never make the same one.
Written here in a dozen lines because importing a library for it costs every `careertui list` 40 ms.

Stock TinyDB calls `int()` on every document key, so a record's key in the file is its ULID written as a
decimal number: stock TinyDB can then read, search and add documents, and what it adds (the largest key
plus one) is again a ULID.
"""

from __future__ import annotations

import os
import re
from datetime import datetime

from careertui.domain.quoting import short

_LENGTH = 26
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_AS_PYTHON_WRITES_BASE_32 = str.maketrans(_ALPHABET, "0123456789abcdefghijklmnopqrstuv")
_ULID = re.compile(f"[0-7][{_ALPHABET}]{{{_LENGTH - 1}}}")
_BITS = 128
_RANDOM_BITS = 80
_STRIDE = 1 << 48
"""How far at most an id lies behind the one before it: not the next, which others could make as well."""
_PAIRS = tuple(left + right for left in _ALPHABET for right in _ALPHABET)
_SHIFTS = tuple(range(10 * (_LENGTH // 2 - 1), -1, -10))


class _Latest:
    """The number of the latest id, which the next of the same millisecond is to come after."""

    number = 0


def new_id(now: datetime) -> str:
    """A new ULID for the moment `now`, after every other that this session has made for it."""
    moment = int(now.timestamp() * 1000) << _RANDOM_BITS
    number = moment | int.from_bytes(os.urandom(_RANDOM_BITS // 8), "big")
    if moment <= _Latest.number < moment + (1 << _RANDOM_BITS) - _STRIDE:
        number = _Latest.number + 1 + number % _STRIDE
    _Latest.number = number
    return id_of_number(number)


def id_of_number(number: int) -> str:
    """The ULID whose 128-bit value is `number`.

    Raises:
        ValueError: when the number does not fit in 128 bits.
    """
    if not 0 <= number < 1 << _BITS:
        raise ValueError(f"{number} is not a 128-bit number")
    return "".join([_PAIRS[(number >> shift) & 1023] for shift in _SHIFTS])


def number_of_id(ulid: str) -> int:
    """The 128-bit value of a ULID.

    Raises:
        ValueError: when the text is not a ULID.
    """
    if _ULID.fullmatch(ulid) is None:
        raise ValueError(f"{short(ulid)!r} is not an id")
    return int(ulid.translate(_AS_PYTHON_WRITES_BASE_32), 32)


def key_of_id(ulid: str) -> str:
    """The document key of the record with this id."""
    return str(number_of_id(ulid))


def id_of_key(key: str) -> str:
    """The id of the record stored under this document key.

    Raises:
        ValueError: when the key is not a decimal number of at most 128 bits.
    """
    if not key.isascii() or not key.isdigit() or len(key) > 39:  # noqa: PLR2004 - digits of 2**128
        raise ValueError(f"the key {short(key)!r} is not a number")
    return id_of_number(int(key))
