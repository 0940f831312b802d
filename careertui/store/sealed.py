"""The codec of a locked career: XChaCha20-Poly1305 under a key that Argon2id derives from a passphrase.

Both are libsodium's, by way of PyNaCl. The passphrase is forgotten as soon as the key is there, and the key
stays in this process's memory.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from types import ModuleType
from typing import Any

import orjson

from careertui.errors import StoreError
from careertui.store.codec import (
    CHECK,
    MAGIC,
    PLAIN,
    SALT,
    WAS_PLAIN,
    Ask,
    Codec,
    Header,
    SealBrokenError,
    header_of,
)

_KEY, _NONCE = 32, 24
_FORMER = b"former"


@dataclass(frozen=True, slots=True)
class Cost:
    """What it costs to try a passphrase.

    Attributes:
        passes: over the memory.
        memory: in kibibytes.
    """

    passes: int
    memory: int


USUAL = Cost(3, 128 << 10)
"""A quarter of a second on a small host, and 128 MB while it lasts; a file says its own, up to the bounds of
`codec`, so this may grow."""


class Sealed:
    """A lock that is open.

    Args:
        key: of this lock.
        header: what its files say.
    """

    def __init__(self, key: bytes, header: Header) -> None:
        self._key = key
        self._header = header
        sodium = sodium_of_this_host()
        self._encrypt: Callable[..., bytes] = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt
        self._decrypt: Callable[..., bytes] = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt
        self._broken: type[Exception] = sodium_errors()

    def __repr__(self) -> str:
        return f"Sealed({self.generation})"  # never the key, whatever a traceback quotes

    @property
    def generation(self) -> str:
        """The name of the lock."""
        return self._header.generation

    @property
    def preamble(self) -> str:
        """The header, so that a journal whose snapshot is lost can be opened."""
        return self._header.coming_from("").line.decode().rstrip("\n")

    def owns(self, data: bytes) -> bool:
        """Whether it has this lock's salt."""
        try:
            header = header_of(data)
        except SealBrokenError:
            return False
        return header is not None and header.salt == self._header.salt

    def to_file(self, data: bytes, context: bytes) -> bytes:
        """The header, a nonce, and the bytes sealed along with header and context."""
        return self._file(self._header, data, context)

    def coming_from(self, former: Codec, data: bytes, context: bytes) -> bytes:
        """As `to_file`, with what it takes to read what `former` wrote."""
        told = self._seal(former.handed_on(), _FORMER).hex()
        return self._file(self._header.coming_from(told), data, context)

    def from_file(self, data: bytes, context: bytes) -> bytes:
        """What was sealed."""
        header = header_of(data)
        if header is None or header.salt != self._header.salt:
            raise SealBrokenError("is not locked with this passphrase")
        start = data.index(b"\n") + 1
        try:
            return self._open(data[start:], data[:start] + context)
        except SealBrokenError:
            raise SealBrokenError("is not as careertui wrote it: it was damaged, or changed") from None

    def to_line(self, said: bytes, kind: str) -> bytes:
        """Its kind can be read, so that the last fold is found; what it says cannot."""
        return b'{"%b":"%b"}' % (kind.encode(), base64.b64encode(self._seal(said, kind.encode())))

    def from_line(self, said: dict[str, Any]) -> Any:
        """What was sealed as a line of its kind."""
        (kind, sealed), *more = said.items() or ((None, None),)
        if more or not isinstance(sealed, str) or kind not in {"step", "fold"}:
            return None
        try:
            return orjson.loads(self._open(base64.b64decode(sealed, validate=True), kind.encode()))
        except ValueError:
            return None

    def handed_on(self) -> bytes:
        """This lock's key and header."""
        return self._key + self._header.coming_from("").line

    def former(self, header: Header) -> Codec | None:
        """What the files were written with that are not converted yet; None when all are."""
        if not header.former:
            return None
        try:
            told = self._open(binascii.unhexlify(header.former), _FORMER)
            return PLAIN if told == WAS_PLAIN else told_of(told.hex())
        except ValueError as error:
            raise SealBrokenError("is damaged where it says how it was locked before") from error

    def _file(self, header: Header, data: bytes, context: bytes) -> bytes:
        return header.line + self._seal(data, header.line + context)

    def _seal(self, data: bytes, context: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._encrypt(data, context, nonce, self._key)

    def _open(self, data: bytes, context: bytes) -> bytes:
        try:
            return self._decrypt(data[_NONCE:], context, data[:_NONCE], self._key)
        except (self._broken, ValueError, TypeError) as error:
            raise SealBrokenError("is not what was sealed") from error


def told_of(handed_on: str) -> Sealed:
    """The lock that `handed_on` told of.

    Raises:
        SealBrokenError: when it tells of none.
    """
    try:
        told = bytes.fromhex(handed_on)
        header = header_of(told[_KEY:])
    except ValueError:
        header = None
    if header is None:
        raise SealBrokenError("does not say how it was locked before")
    return Sealed(told[:_KEY], header)


def new_lock(passphrase: bytes, cost: Cost = USUAL) -> Sealed:
    """A lock with a new key, from a passphrase and a new salt.

    Raises:
        StoreError: when PyNaCl or the memory for it is missing.
    """
    blank = Header(cost.passes, cost.memory, os.urandom(SALT), b"")
    key = _derived(passphrase, blank)
    return Sealed(key, Header(blank.passes, blank.memory, blank.salt, _check(key, blank)))


def unlocked(header: Header, ask: Ask) -> Sealed:
    """The lock that a file tells of, opened with what `ask` gives; asked until it opens or `ask` raises.

    Raises:
        StoreError: when PyNaCl or the memory for it is missing.
    """
    sodium_of_this_host()  # before the person types anything
    for attempt in count(1):
        key = _derived(ask(attempt), header)
        if hmac.compare_digest(_check(key, header), header.check):
            return Sealed(key, header)
    raise AssertionError("there is always another attempt, unless `ask` raises")


def sodium_of_this_host() -> ModuleType:
    """PyNaCl's bindings.

    Raises:
        StoreError: when they are not installed.
    """
    try:
        from nacl import bindings
    except ImportError as error:
        raise StoreError(
            "A passphrase needs PyNaCl, which is not installed; nothing was read or changed.",
            "`pip install 'careertui[lock]'` installs it.",
        ) from error
    return bindings


def sodium_errors() -> type[Exception]:
    """What PyNaCl raises when something does not open."""
    from nacl.exceptions import CryptoError

    return CryptoError


def _derived(passphrase: bytes, header: Header) -> bytes:
    sodium = sodium_of_this_host()
    try:
        key: bytes = sodium.crypto_pwhash_alg(
            _KEY,
            passphrase,
            header.salt,
            header.passes,
            header.memory << 10,
            sodium.crypto_pwhash_ALG_ARGON2ID13,
        )
    except (sodium_errors(), MemoryError) as error:
        raise StoreError(
            f"The key could not be derived: it takes {header.memory >> 10} MB of memory for a moment.",
            "Nothing was changed.",
        ) from error
    return key


def _check(key: bytes, header: Header) -> bytes:
    said = b"%b1 argon2id %d %d %b" % (MAGIC, header.passes, header.memory, header.salt)
    return hashlib.blake2b(said, key=key, digest_size=CHECK, person=b"careertui-check").digest()
