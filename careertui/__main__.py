"""The `careertui` command, and `python -m careertui`.

Start-up is paid by every command, so a module is imported where it is first needed: Textual only by the
screens, pydantic only by what reads a record, and neither by `careertui --help`.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import NoReturn

_DIGESTS = (
    "_md5",
    "_sha1",
    "_sha3",
    "_blake2",
    *(("_sha256", "_sha512") if sys.version_info < (3, 12) else ("_sha2",)),
)
"""Python's own digests; some distributions leave them out."""


def main() -> NoReturn:
    """Run the command line, and end the process with its exit code.

    At once: by now the store is closed and every stream flushed, and to take all the modules apart, one
    object after the other, would take longer than everything else that happens on the way out.
    """
    # What start-up makes is here to stay, and looking through it again and again is a fifth of the time that
    # starting takes. A command is over before there is garbage; the screens collect once they are open.
    gc.disable()
    _leave_openssl_out()
    # Ctrl+c ends a command at once, and whatever it wrote is whole. Raised within an import, it may be
    # swallowed, or crash a module that is not written in Python; the screens do have something to give back.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from careertui.cli.main import main as run

    os._exit(run())


def _leave_openssl_out() -> None:
    """Have nothing load OpenSSL, which asyncio and hmac would: 4.5 MiB for connections nobody makes here."""
    sys.modules["ssl"] = None  # type: ignore[assignment]  # as the import system has it: not to be found
    try:
        for digest in _DIGESTS:
            __import__(digest)
    except ImportError:
        return
    sys.modules["_hashlib"] = None  # type: ignore[assignment]


if __name__ == "__main__":
    main()
