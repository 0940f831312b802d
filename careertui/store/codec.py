"""How the bytes of the store's files lie on the disk: as they are, or sealed under a passphrase.

A sealed file begins with a line that tells how its key is derived, and nothing of what it holds:

    careertui-locked 1 argon2id PASSES KIBIBYTES SALT CHECK FORMER CRC

The salt also names the lock: every `lock` and every change of passphrase makes a new one, and so a new key.
CHECK tells a wrong passphrase from a damaged file. FORMER is `-` but while files are being converted, when
it says, sealed as well, what those were sealed with that are not converted yet.

This module knows no cryptography, so that a career without a passphrase never loads any; see `sealed`.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from careertui.errors import StoreError

MAGIC = b"careertui-locked "
"""How every sealed file begins."""
_OURS = MAGIC + b"1 argon2id "
SALT, CHECK = 16, 16
"""Bytes of them."""
_WORDS = re.compile(
    rf"(\d{{1,20}}) (\d{{1,20}}) ([0-9a-f]{{{2 * SALT}}}) ([0-9a-f]{{{2 * CHECK}}}) (-|[0-9a-f]+)"
)
"""What stands between that and the checksum."""
SNAPSHOT = b"snapshot"
"""What the snapshot and its copies are sealed as, so that a copy can take its place."""
LONGEST_HEADER = 1024
"""Bytes."""
MOST_PASSES = 16
LEAST_MEMORY = 8
MOST_MEMORY = 128 << 10
"""Kibibytes: with the most passes it takes less than two seconds and 200 MB to try a passphrase. A file that
asks for more is refused, rather than its host brought down."""
WAS_PLAIN = b"plain"
"""What FORMER says where the files were not sealed before."""

Ask = Callable[[int], bytes]
"""Gives the passphrase, told which attempt it is, from 1; raises when there is none to be had."""


class LockedError(StoreError):
    """The career is locked, and no passphrase was given.

    Attributes:
        header: what the passphrase is tried on.
    """

    def __init__(self, path: Path, header: Header) -> None:
        super().__init__(f"{path} is locked with a passphrase.", "Nothing was read or changed.")
        self.header = header

    def opened(self, ask: Ask) -> Codec:
        """The lock, opened with what `ask` gives; asked until it opens or `ask` raises.

        Raises:
            StoreError: when PyNaCl or the memory for it is missing.
        """
        from careertui.store.sealed import unlocked  # few careers are locked

        return unlocked(self.header, ask)


class RelockedError(StoreError):
    """Another session has put a passphrase on the career, or changed it, or taken it off."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another session has set, changed or removed the passphrase of {path}, so nothing can be saved"
            " here any more.",
            "All that was saved is there: open careertui again.",
        )


class SealBrokenError(ValueError):
    """Bytes that are not what was sealed; its text says why, after “it”."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a sealed file says of its key.

    Attributes:
        passes: how often Argon2id goes over its memory.
        memory: that memory, in kibibytes.
        salt: random bytes; they name the lock.
        check: bytes that the right key gives again.
        former: see the module; in hexadecimal digits.
    """

    passes: int
    memory: int
    salt: bytes
    check: bytes
    former: str = ""

    @property
    def generation(self) -> str:
        """The name of the lock."""
        return self.salt.hex()

    @property
    def line(self) -> bytes:
        """How a file begins."""
        said = (
            f"{_OURS.decode()}{self.passes} {self.memory} {self.salt.hex()} {self.check.hex()} "
            f"{self.former or '-'} "
        ).encode()
        return b"%b%08x\n" % (said, zlib.crc32(said))

    def coming_from(self, former: str) -> Header:
        """The same lock, saying what comes before it."""
        return replace(self, former=former)


class Codec(Protocol):
    """From the bytes that are meant to the bytes on the disk, and back."""

    @property
    def generation(self) -> str:
        """The name of the lock; empty where there is none."""

    @property
    def preamble(self) -> str:
        """What a journal says in its first line; empty where it says nothing."""

    def owns(self, data: bytes) -> bool:
        """Whether a file that begins so was written by this codec."""

    def to_file(self, data: bytes, context: bytes) -> bytes:
        """A whole file; the context says what it is, and only as that it can be read again."""

    def from_file(self, data: bytes, context: bytes) -> bytes:
        """What a file says.

        Raises:
            SealBrokenError: when it is not what was sealed, in this context and by this codec.
        """

    def to_line(self, said: bytes, kind: str) -> bytes:
        """What a line of the journal has after its checksum."""

    def from_line(self, said: dict[str, Any]) -> Any:
        """What a line of the journal says; None when it is not what was sealed."""

    def coming_from(self, former: Codec, data: bytes, context: bytes) -> bytes:
        """As `to_file`, saying what it takes to read what `former` wrote."""

    def handed_on(self) -> bytes:
        """What another codec needs in order to read the files that are not converted to it yet."""

    def former(self, header: Header) -> Codec | None:
        """What the files were written with that are not converted yet; None when all are.

        Raises:
            SealBrokenError: when the header does not say it as this codec wrote it.
        """


class Plain:
    """The codec of a career without a passphrase."""

    generation = ""
    preamble = ""

    def owns(self, data: bytes) -> bool:
        """Whatever is not sealed."""
        return not data.startswith(MAGIC)

    def to_file(self, data: bytes, context: bytes) -> bytes:  # noqa: ARG002 - the protocol's signature
        """The bytes."""
        return data

    def coming_from(self, former: Codec, data: bytes, context: bytes) -> bytes:  # noqa: ARG002
        """The bytes; a plain snapshot says it in its own words."""
        return data

    def from_file(self, data: bytes, context: bytes) -> bytes:  # noqa: ARG002
        """The bytes."""
        if not self.owns(data):
            raise SealBrokenError("is locked with a passphrase")
        return data

    def to_line(self, said: bytes, kind: str) -> bytes:  # noqa: ARG002
        """The line."""
        return said

    def from_line(self, said: dict[str, Any]) -> Any:
        """The line; one that is sealed says nothing here."""
        return None if "step" in said or isinstance(said.get("fold"), str) else said

    def handed_on(self) -> bytes:
        """That there was no key."""
        return WAS_PLAIN

    def former(self, header: Header) -> Codec | None:  # noqa: ARG002
        """Nothing: only what is sealed has a header."""
        return None


PLAIN: Codec = Plain()


def header_of(data: bytes) -> Header | None:
    """What a file says of its key; None where it is not sealed.

    Raises:
        SealBrokenError: when it says what cannot be.
    """
    if not data.startswith(MAGIC):
        return None
    line, ended, _ = data[:LONGEST_HEADER].partition(b"\n")
    said, _, checksum = line.rpartition(b" ")
    if not ended or checksum != b"%08x" % zlib.crc32(said + b" "):
        raise SealBrokenError("is damaged where it says how it is locked")
    if not said.startswith(_OURS):
        raise SealBrokenError("was locked by a newer careertui")
    words = _WORDS.fullmatch(said.removeprefix(_OURS).decode("ascii", "replace"))
    if words is None:
        raise SealBrokenError("does not say how it is locked")
    passes, memory, salt, check, former = words.groups()
    header = Header(
        int(passes), int(memory), bytes.fromhex(salt), bytes.fromhex(check), "" if former == "-" else former
    )
    if not (0 < header.passes <= MOST_PASSES and LEAST_MEMORY <= header.memory <= MOST_MEMORY):
        raise SealBrokenError(
            f"asks for {header.memory >> 10:,} MB and {header.passes:,} passes to be opened,"
            " which no careertui has written"
        )
    return header


def is_current(path: Path, codec: Codec) -> bool:
    """Whether the file on the disk is under this lock still, or not there."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return True
    try:
        return codec.owns(os.read(descriptor, LONGEST_HEADER))
    finally:
        os.close(descriptor)
