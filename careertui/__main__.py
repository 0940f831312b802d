"""The `careertui` command, and `python -m careertui`.

Start-up is paid by every command, so a module is imported where it is first needed: Textual only by the
screens, pydantic only by what reads a record, and neither by `careertui --help`.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; returns the exit code."""
    from careertui.cli.main import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
