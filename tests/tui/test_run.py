"""Starting the screens: what the config file says reaches what they are made from."""

from __future__ import annotations

from pathlib import Path

from tests.faults.helpers import opened


def test_the_screens_follow_the_thresholds_of_the_config_file(store_path: Path) -> None:
    """What is recent to the person is what Today counts by."""
    config = store_path.parent / "config.toml"
    config.write_text("[practices]\nrecent_days = 31\n", "utf-8")
    with opened(store_path, environment={"CAREERTUI_CONFIG": str(config)}) as terminal:
        terminal.wait_for("practices moved in the last 31 days")


def test_the_screens_carry_no_openssl(store_path: Path) -> None:
    """Nothing here connects to anything; the library would be a tenth of the memory."""
    with opened(store_path) as terminal:
        assert "libcrypto" not in Path(f"/proc/{terminal.pid}/maps").read_text("utf-8")
