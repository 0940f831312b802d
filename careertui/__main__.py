"""The `careertui` command, and `python -m careertui`.

Start-up is paid by every command, so a module is imported where it is first needed: Textual only by the
screens, pydantic only by what reads a record, and neither by `careertui --help`.
"""

from __future__ import annotations

import gc
import os
import signal
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line, and end the process with its exit code.

    At once: by now the store is closed and every stream flushed, and to take all the modules apart, one
    object after the other, would take longer than everything else that happens on the way out.
    """
    # What start-up makes is here to stay, and looking through it again and again is a fifth of the time that
    # starting takes. A command is over before there is garbage; the screens collect once they are open.
    gc.disable()
    # Ctrl+c ends a command at once, and whatever it wrote is whole. Raised within an import, it may be
    # swallowed, or crash a module that is not written in Python; the screens do have something to give back.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from careertui.cli.main import main as run

    os._exit(run())


if __name__ == "__main__":
    main()
