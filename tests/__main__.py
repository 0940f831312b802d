"""Every gate the code must pass, in one command: `python -m tests`; what follows it goes to pytest.

The first gate that fails is the last: the cheap ones come first, and whatever was printed last is then
always what decides, so a closing line that says all tests passed can be believed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPO = Path(__file__).parents[1]
GATES = (("ruff", "format", "--check"), ("ruff", "check"), ("mypy",), ("pytest", "-n", "auto"))
"""Each a module and its arguments; pytest is the last, so that its closing line closes the whole.

The tests run on as many cores as there are; a run for `pytest -s` or a debugger is `python -m pytest`.
"""


def main(for_pytest: list[str]) -> int:
    """Run the gates in order; returns the exit code of the first that fails, and 0 when none does."""
    for gate in GATES:
        command = [*gate, *(for_pytest if gate == GATES[-1] else ())]
        # Flushed, or it would stand below what the gate itself prints where the output is a file.
        print("==>", *command, flush=True)  # noqa: T201 - this is what the command is for
        code = subprocess.run([sys.executable, "-m", *command], cwd=REPO, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
