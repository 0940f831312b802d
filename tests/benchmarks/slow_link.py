"""A link as slow as one likes, between a program in a pseudo-terminal and whoever reads it.

What the program writes arrives late, and no faster than the link carries it; what waits is held here, and
once that is as much as a socket holds, the program has to wait, as it does behind a real one.
"""

from __future__ import annotations

import os
import queue
import threading
import time

LATENCY = 0.050
"""Seconds that a byte is under way in one direction: 100 ms there and back."""
RATE = 8_000
"""Bytes a second: 64 kbit/s."""
_PIECE = 512
"""Bytes that arrive together, about as many as such a link carries in one frame."""
_HELD = 64 * 1024 // _PIECE
"""Pieces that the link holds before the program has to wait."""


class SlowLink:
    """Relays a pseudo-terminal; read from `reader`, and write keys with `send`.

    Args:
        terminal: the descriptor of the side that is not the program's.
        latency: seconds in one direction.
        rate: bytes a second.
    """

    def __init__(self, terminal: int, latency: float = LATENCY, rate: float = RATE) -> None:
        self._terminal = terminal
        self._latency = latency
        self._rate = rate
        self._under_way: queue.Queue[tuple[float, bytes]] = queue.Queue(_HELD)
        self.reader, self._writer = os.pipe()
        for part in (self._take, self._deliver):
            threading.Thread(target=part, daemon=True).start()

    def send(self, data: bytes) -> None:
        """Send keys: they arrive later, and whoever sends them does not wait."""
        threading.Timer(self._latency, os.write, (self._terminal, data)).start()

    def _take(self) -> None:
        """Take what the program writes, as long as there is room."""
        free = 0.0
        while data := _read(self._terminal):
            for start in range(0, len(data), _PIECE):
                piece = data[start : start + _PIECE]
                free = max(free, time.monotonic()) + len(piece) / self._rate
                self._under_way.put((free + self._latency, piece))
        self._under_way.put((0.0, b""))

    def _deliver(self) -> None:
        """Hand it on when it has arrived."""
        while True:
            due, piece = self._under_way.get()
            if not piece:
                break
            time.sleep(max(due - time.monotonic(), 0))
            os.write(self._writer, piece)
        os.close(self._writer)


def _read(descriptor: int) -> bytes:
    """What there is to read; nothing at the end, which a pseudo-terminal tells by an error."""
    try:
        return os.read(descriptor, 65_536)
    except OSError:
        return b""
