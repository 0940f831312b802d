"""Whether there is a shell that takes over when this program is stopped, and can bring it back."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def has_job_control() -> bool:
    """Whether the parent of this process group is in the same session, as a shell with job control is.

    Stopped without one, in a window of its own or as the command of an SSH connection, it would never go on.
    """
    leader = os.getpgrp()
    with contextlib.suppress(OSError, ValueError, IndexError):
        stat = Path(f"/proc/{leader}/stat").read_text(encoding="utf-8", errors="replace")
        parent = int(stat.rpartition(")")[2].split()[1])  # after the name, which may hold anything
        return parent > 0 and os.getsid(parent) == os.getsid(0)
    return False
