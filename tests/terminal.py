"""A terminal for tests: a command in a pseudo-terminal of its own, a screen to read, keys to press.

`pexpect` starts the command and `pyte` draws what it writes. What lies between them is here: the sequences
by which a program sets up the terminal itself are taken out before pyte, which would print some of them,
and are kept as the modes that are on; the one question Textual asks is answered.
"""

from __future__ import annotations

import os
import re
import select
import signal
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from unicodedata import combining

import pexpect
import pyte
from pyte.screens import wcwidth

PATIENCE = 60.0
"""Seconds after which something that was waited for is not coming, on a busy machine too."""
AS_FOUND = frozenset({"line wrap", "cursor"})
"""The modes that are on in a terminal that nobody has touched."""

_LINE_WRAP = "7"
_MODES = {
    _LINE_WRAP: "line wrap",
    "25": "cursor",
    "1000": "mouse clicks",
    "1003": "mouse moves",
    "1004": "focus reports",
    "1049": "alternate screen",
    "2004": "bracketed paste",
    "2026": "synchronised output",
}
_A_MOMENT = 0.05
"""Seconds of reading between two looks at something that no byte tells of."""
_KEYBOARD = "kitty keyboard"
_KEYS = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    **{f"ctrl+{letter}": chr(ord(letter) - ord("a") + 1) for letter in "abcdefghijklmnopqrstuvwxyz"},
}
_PRIVATE = re.compile(rb"\x1b\[([<=>?])([0-9;:]*)([ -/]*)([@-~])")
"""A control sequence for the terminal itself, as ECMA-48 reserves them: marker, numbers, final letter."""
_BEGUN = re.compile(rb"\x1b(\[[0-?]*[ -/]*)?\Z")


class _Screen(pyte.Screen):
    """pyte's screen, which gives up a text at the first letter in it that takes no cell and is no accent."""

    def draw(self, data: str) -> None:
        """Draw what is to be seen of a text."""
        super().draw("".join(letter for letter in data if wcwidth(letter) > 0 or combining(letter)))


class Terminal:
    """A command running in a terminal; a context manager that leaves nothing running.

    Args:
        command: the program and its arguments.
        home: an existing folder that is the person's home, and holds all that is theirs.
        columns: the terminal's width in cells.
        lines: its height.
        cwd: where the command starts; this process's own folder when it is not said.
        environment: variables that differ from those of `surroundings`; an empty one is not set at all.
        ignores_hangup: whether the command starts with SIGHUP ignored, as under nohup.
    """

    def __init__(
        self,
        command: Sequence[str],
        home: Path,
        *,
        columns: int = 120,
        lines: int = 40,
        cwd: Path | None = None,
        environment: Mapping[str, str] | None = None,
        ignores_hangup: bool = False,
    ) -> None:
        self.modes: set[str] = set(AS_FOUND)
        """What is switched on in the terminal itself."""
        self.written = bytearray()
        """Every byte the command has written, as far as it has been read."""
        self._screen = _Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        program, *arguments = command
        variables = {**surroundings(home), **(environment or {})}
        self._process = pexpect.spawn(
            program,
            arguments,
            env={name: value for name, value in variables.items() if value},
            cwd=cwd,
            dimensions=(lines, columns),
            ignore_sighup=ignores_hangup,
        )
        self._process.delaybeforesend = None
        self._settings = self._settings_now()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # --- what is on it --------------------------------------------------------------------------------

    @property
    def screen(self) -> list[str]:
        """The lines on the screen, as far as it has been read."""
        # pyte's own `display` fails on the second half of a wide letter whose first has been drawn over.
        cells = self._screen.buffer
        columns, lines = range(self._screen.columns), range(self._screen.lines)
        return ["".join(cells[line][column].data for column in columns) for line in lines]

    @property
    def text(self) -> str:
        """The same, as one text."""
        return "\n".join(line.rstrip() for line in self.screen)

    @property
    def is_as_found(self) -> bool:
        """Whether the terminal's modes and line settings are those it began with."""
        return self.modes == AS_FOUND and self._settings_now() == self._settings

    @property
    def pid(self) -> int:
        """The command's process."""
        return int(self._process.pid)

    @property
    def state(self) -> str:
        """What the kernel says of it; see `state_of`."""
        return state_of(self.pid)

    def _settings_now(self) -> list[Any]:
        return termios.tcgetattr(self._process.child_fd)

    # --- keys -----------------------------------------------------------------------------------------

    def send(self, *keys: str) -> None:
        """Press keys, each by its name (`enter`, `ctrl+s`) or as what it types; a longer text is typed."""
        self._process.send("".join(_KEYS.get(key, key) for key in keys))

    def send_bytes(self, data: bytes) -> None:
        """Send bytes that no key types."""
        self._process.send(data)

    # --- waiting --------------------------------------------------------------------------------------

    def wait_for(self, what: str | Callable[[str], bool], timeout: float = PATIENCE) -> None:
        """Read on until the screen has a text on it, or answers to a condition on all its text.

        Raises:
            AssertionError: when that has not happened after `timeout` seconds, with the screen as it is.
        """

        def there() -> bool:
            # A frame that is still being drawn is no screen anyone sees.
            return _MODES["2026"] not in self.modes and (
                what in self.text if isinstance(what, str) else what(self.text)
            )

        deadline = time.monotonic() + timeout
        while not there():
            if not self._read_on(deadline):
                raise AssertionError(f"waited for {what!r} on this screen:\n{self.text}")

    def wait_for_exit(self, timeout: float = PATIENCE) -> int:
        """Read on until the command ends; its exit code, or minus the signal that ended it.

        Raises:
            AssertionError: when it still runs after `timeout` seconds, with the screen as it is.
        """
        deadline = time.monotonic() + timeout
        while self._read_on(deadline):
            pass
        if not self._process.flag_eof:
            raise AssertionError(f"it still runs, with this screen:\n{self.text}")
        self._process.wait()
        if self._process.signalstatus is not None:
            return -int(self._process.signalstatus)
        return int(self._process.exitstatus)

    def wait_for_end(self, timeout: float = PATIENCE) -> int:
        """Wait for the command to end without reading a byte of it; as `wait_for_exit` otherwise."""
        descriptor = os.pidfd_open(self.pid)
        try:
            if not select.select([descriptor], [], [], timeout)[0]:
                raise AssertionError(f"it still runs, with this screen:\n{self.text}")
        finally:
            os.close(descriptor)
        self._process.ptyproc.wait()
        ended = self._process.ptyproc
        return -int(ended.signalstatus) if ended.signalstatus is not None else int(ended.exitstatus)

    def wait_for_stop(self) -> None:
        """Read on until the command is stopped, as ctrl+z stops it."""
        self.wait_until(lambda: self.state == "T")

    def wait_until(self, holds: Callable[[], bool], timeout: float = PATIENCE) -> None:
        """Read on until something holds that no byte tells of, such as what a file says."""
        deadline = time.monotonic() + timeout
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError(f"it never came to hold, with this screen:\n{self.text}")
            self._read_on(time.monotonic() + _A_MOMENT)

    def kill(self) -> None:
        """End the command at once, as a power cut does: it hears nothing of it."""
        self._process.kill(signal.SIGKILL)
        self.wait_for_exit()

    def signal(self, number: int) -> None:
        """Send the command a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Take the terminal away, as a dropped link does."""
        self._process.ptyproc.fileobj.close()
        self._process.closed = self._process.ptyproc.closed = True
        self._process.child_fd = self._process.ptyproc.fd = -1

    def close(self) -> None:
        """End the command if it still runs, and let go of the terminal."""
        if not self._process.closed:
            self._process.kill(signal.SIGKILL)
            self._process.close()
        elif self._process.ptyproc.isalive():
            os.kill(self.pid, signal.SIGKILL)
            self._process.ptyproc.wait()

    # --- what comes in --------------------------------------------------------------------------------

    def _read_on(self, deadline: float) -> bool:
        """Take in the next thing the command writes; False at the deadline, or when it has ended."""
        try:
            data = self._process.read_nonblocking(65_536, max(deadline - time.monotonic(), 0))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.written += data
        data = self._rest + data
        begun = _BEGUN.search(data)
        whole = begun.start() if begun else len(data)
        self._rest = data[whole:]
        self._stream.feed(_PRIVATE.sub(self._obey, data[:whole]))
        return True

    def _obey(self, sequence: re.Match[bytes]) -> bytes:
        """Do what a sequence for the terminal itself says; nothing of it is left for the screen."""
        marker, numbers, between, final = (part.decode("ascii") for part in sequence.groups())
        if marker == "?" and final in "hl":
            names = {_MODES.get(number, f"mode {number}") for number in numbers.split(";")}
            self.modes = self.modes | names if final == "h" else self.modes - names
            if numbers == _LINE_WRAP:
                (self._screen.set_mode if final == "h" else self._screen.reset_mode)(7, private=True)
        elif final == "u" and marker in "<>":
            self.modes = self.modes | {_KEYBOARD} if marker == ">" else self.modes - {_KEYBOARD}
        elif between + final == "$p":
            known = 2 if numbers == "2026" else 0
            self._process.send(f"\x1b[?{numbers};{known}$y")
        return b""


def state_of(process: int) -> str:
    """What the kernel says of a process: `S` asleep, `R` running, `T` stopped, `Z` ended."""
    return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]


def surroundings(home: Path) -> dict[str, str]:
    """The environment of somebody who lives in `home` and sits at a terminal of 256 colours."""
    folders = {
        variable: str(home / name)
        for variable, name in (
            ("XDG_CACHE_HOME", ".cache"),
            ("XDG_CONFIG_HOME", ".config"),
            ("XDG_DATA_HOME", ".local/share"),
            ("XDG_STATE_HOME", ".local/state"),
        )
    }
    return {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "TMPDIR": str(home),
        **folders,
    }
