"""What a person can do about what the disk refused."""

from __future__ import annotations

import errno

_STANDS_THERE = "A link stands there, which is never followed, or something that is not ours: move it away"
_FIRST = {
    errno.ENOSPC: "Free some space",
    errno.EDQUOT: "Free some space",
    errno.EFBIG: "Free some space, or raise the limit on the size of a file",
    errno.EACCES: "Mend its permissions",
    errno.EPERM: "Mend its permissions",
    errno.EROFS: "Make its file system writable",
    errno.ENOTDIR: _STANDS_THERE,
    errno.ELOOP: _STANDS_THERE,
    errno.EISDIR: _STANDS_THERE,
    errno.EEXIST: _STANDS_THERE,
    errno.ENXIO: _STANDS_THERE,
    errno.EMFILE: "Too many files are open: close other programs",
    errno.ENFILE: "Too many files are open: close other programs",
}


def advice(error: OSError) -> str:
    """What to do before trying again."""
    first = _FIRST.get(error.errno or 0, "If it comes again, copy the folder to another disk")
    return f"Nothing was changed on it. {first}, then do it again."
