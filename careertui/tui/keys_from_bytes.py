"""From what a terminal sends to the keys a person pressed."""

from __future__ import annotations

import contextlib
import os
from codecs import getincrementaldecoder
from collections.abc import Iterator

from textual import constants
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.message import Message

ESCAPE_DELAY = 0.010
"""Seconds after which an escape is the key and not the beginning of another key's sequence.

A terminal sends a sequence in one piece and SSH carries it in one, so that even a slow link delivers it
together. `$ESCDELAY`, as curses has it in milliseconds, is for links that do not.
"""


class KeysFromBytes:
    """Takes bytes as they come, in pieces of any size and of any value.

    Args:
        debug: whether Textual's parser writes down what it does.
    """

    def __init__(self, *, debug: bool) -> None:
        self._parser = XTermParser(debug)
        # A byte that is no UTF-8 is one odd character, and not the end of the program.
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode

    def feed(self, data: bytes) -> Iterator[Message]:
        """The keys and reports that are complete with these bytes."""
        if text := self._decode(data):  # the first bytes of a letter are none yet, and no text is an end
            yield from self._parser.feed(text)

    @property
    def patience(self) -> float | None:
        """Seconds within which the rest of a sequence must come; None when none has begun."""
        if self._parser._timeout_time is None:  # noqa: SLF001 - Textual's parser has no public way to ask
            return None
        return constants.ESCAPE_DELAY if "ESCDELAY" in os.environ else ESCAPE_DELAY

    def nothing_followed(self) -> Iterator[Message]:
        """What has begun was all: an escape is the escape key."""
        self._parser._timeout_time = 0.0  # noqa: SLF001 - long past, so that `tick` gives up waiting
        yield from self._parser.tick()

    def close(self) -> None:
        """Nothing more will come."""
        with contextlib.suppress(EOFError, ParseError):
            for _ in self._parser.feed(""):
                pass
