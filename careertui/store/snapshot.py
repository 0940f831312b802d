"""The bytes of the snapshot: TinyDB's JSON, whose first line has a checksum of it all.

JSON tells nothing of a letter that has become another, so a file that careertui wrote says what its bytes
add up to. A program that writes it anew, as stock TinyDB does, breaks no line there; by that such a file is
known, and what it says of a checksum no longer counts. Backups have the same form.
"""

from __future__ import annotations

import re
import zlib

import orjson

from careertui.store.doubled_names import doubled_name
from careertui.store.migrations import META_KEY, META_TABLE, Tree

_NOTHING = b"0" * 8
_SEALED = re.compile(
    rb'\{"%b":\{"%b":\{"schema":\d+,"last_step":\d+,(?:"former":"([0-9a-f]*)",)?"checksum":"([0-9a-f]{8})"\}\}\n'
    % (META_TABLE.encode(), META_KEY.encode())
)


class GarbledError(ValueError):
    """Bytes that are no snapshot, or are not those that were written; its text says why, after “it”."""


class DamagedError(GarbledError):
    """Bytes that do not add up to what they say themselves."""


def encode(tree: Tree) -> bytes:
    """The bytes of a stamped tree."""
    meta = {META_KEY: {**tree[META_TABLE][META_KEY], "checksum": _NOTHING.decode()}}
    first = b"%b\n" % orjson.dumps({META_TABLE: meta})[:-1]
    others = orjson.dumps({name: table for name, table in tree.items() if name != META_TABLE})
    rest = b",%b" % others[1:] if len(others) > len(b"{}") else b"}"
    checksum = b"%08x" % zlib.crc32(rest, zlib.crc32(first))
    return first.replace(_NOTHING, checksum) + rest


def decode(data: bytes) -> Tree:
    """The tree that bytes hold.

    Raises:
        GarbledError: when they are not those of a TinyDB file.
        DamagedError: when they are not those that careertui wrote.
    """
    if not data:
        raise GarbledError("is empty")
    if not _adds_up(data):
        raise DamagedError("is not as careertui wrote it: it was damaged, or edited by hand")
    try:
        tree = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise GarbledError(f"is not whole JSON ({error})") from error
    if not isinstance(tree, dict):
        raise GarbledError("is JSON, but not a TinyDB file")
    # What careertui wrote adds up, and has none; only what others wrote is looked through.
    doubled = doubled_name(data, tree) if _SEALED.match(data) is None else None
    if doubled is not None:
        raise GarbledError(f"has {doubled} twice in one object, and only one can be kept: take the other out")
    return tree


def former_said(data: bytes) -> str:
    """What the first line says that is not converted yet, whatever has become of the others."""
    sealed = _SEALED.match(data)
    return (sealed[1] or b"").decode() if sealed is not None else ""


def _adds_up(data: bytes) -> bool:
    sealed = _SEALED.match(data)
    if sealed is None:
        return True
    view = memoryview(data)
    start, end = sealed.span(2)
    checksum = zlib.crc32(view[end:], zlib.crc32(_NOTHING, zlib.crc32(view[:start])))
    return checksum == int(sealed[2], 16)
