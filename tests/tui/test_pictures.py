"""Pictures on visions: drawn in cells where the terminal can, and never more than a sentence where not."""

from __future__ import annotations

import os
import struct
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from careertui.domain.vision import Vision
from careertui.planner.planner import Planner
from careertui.tui.pictures import MOST_BYTES, NoPicture, Picture, Pictures, picture_file
from careertui.tui.widgets.picture_view import PictureView
from tests.tui.driver import Keyboard, keep, planner_at_the_keyboard

RED, BLUE = (255, 0, 0), (0, 0, 255)


def two_halves(file: Path, size: tuple[int, int] = (40, 40), mode: str = "RGB") -> Path:
    """A picture that is red above and blue below."""
    image = Image.new(mode, size, RED)
    image.paste(BLUE, (0, size[1] // 2, *size))
    image.save(file)
    return file


@pytest.fixture(autouse=True)
def _a_terminal_with_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


async def until_read(keys: Keyboard) -> None:
    """Wait for the reading, which is done beside the screen."""
    view = keys.app.screen.query_one(PictureView)
    await keys.until(lambda: bool(view.display))
    await keys.app.workers.wait_for_complete()
    await keys.settle()


def test_a_cell_is_two_pixels_and_proportions_stay() -> None:
    """The upper one the colour of the sign, the lower one of its ground; what is clear shows the ground."""
    pixels = bytes((*RED, 255)) * 8 + bytes((*BLUE, 0)) * 8
    picture = Picture(4, 4, pixels)
    cells = picture.cells(4, 9, ground=(9, 9, 9))
    assert [len(line) for line in cells] == [4, 4]
    assert cells[0][0] == (RED, RED)
    assert cells[1][3] == ((9, 9, 9), (9, 9, 9))
    assert Picture(400, 100, b"").fitted(40, 40) == (40, 10)
    assert Picture(1, 10_000, b"").fitted(40, 10) == (1, 20)


def test_a_path_starts_at_home_or_beside_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a shell; nobody's home is a name like any other."""
    monkeypatch.setenv("HOME", "/home/ada")
    store = Path("/data/career")
    assert picture_file("~/sea.png", store) == Path("/home/ada/sea.png")
    assert picture_file("pictures/sea.png", store) == Path("/data/career/pictures/sea.png")
    assert picture_file("/mnt/sea.png", store) == Path("/mnt/sea.png")
    assert picture_file("~nobody-at-all/sea.png", store) == Path("/data/career/~nobody-at-all/sea.png")


@pytest.mark.parametrize("suffix", ["png", "jpg", "gif", "webp", "bmp"])
def test_the_common_formats_are_read_and_kept_small(tmp_path: Path, suffix: str) -> None:
    """Whatever their size in the file."""
    found = Pictures().read(two_halves(tmp_path / f"a.{suffix}", (900, 600)))
    assert isinstance(found, Picture)
    assert (found.width, found.height) == (256, 171)


def test_a_picture_is_read_again_only_when_its_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is known at once in between."""
    pictures, file = Pictures(), two_halves(tmp_path / "a.png")
    assert pictures.known(file) is None
    first = pictures.read(file)
    assert pictures.known(file) is first
    with monkeypatch.context() as without:
        without.setattr(Image, "open", None)
        assert pictures.read(file) is first
    two_halves(file, (20, 10))
    os.utime(file, ns=(1, 1))
    second = pictures.read(file)
    assert isinstance(second, Picture)
    assert (second.width, second.height) == (20, 10)


def test_what_is_no_picture_is_a_sentence_and_no_error(tmp_path: Path) -> None:
    """A file that is gone, a folder, a pipe that would block, text, half a picture, and a name with a nul."""
    whole = two_halves(tmp_path / "whole.png", (300, 300)).read_bytes()
    (tmp_path / "text.png").write_text("not a picture")
    (tmp_path / "half.png").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "broken.png").write_bytes(whole[:60] + b"\xff" * 40 + whole[100:])
    (tmp_path / "script.eps").write_text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    os.mkfifo(tmp_path / "pipe")
    reading = Pictures()
    for name in ("gone.png", ".", "pipe", "text.png", "half.png", "broken.png", "script.eps", "a\0b"):
        found = reading.read(tmp_path / name)
        assert isinstance(found, NoPicture), name
        assert found.why.startswith("Its picture ")


def test_what_is_too_large_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    """By its bytes, and by the pixels it says it has: a small file can hold a great many."""
    heavy = tmp_path / "heavy.png"
    with heavy.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    files = [heavy]
    small = two_halves(tmp_path / "small.png").read_bytes()
    for side in (8_000, 60_000):  # more than careertui decodes, and more than Pillow opens
        header = b"IHDR" + struct.pack(">II", side, side) + small[24:29]
        bomb = tmp_path / f"{side}.png"
        bomb.write_bytes(small[:12] + header + struct.pack(">I", zlib.crc32(header)) + small[33:])
        files.append(bomb)
    for file_ in files:
        found = Pictures().read(file_)
        assert isinstance(found, NoPicture)
        assert found.why.startswith("Its picture is not shown: ")


def test_without_pillow_the_sentence_says_what_would_show_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra is named."""
    file = two_halves(tmp_path / "a.png")
    monkeypatch.setitem(sys.modules, "PIL", None)
    found = Pictures().read(file)
    assert isinstance(found, NoPicture)
    assert "pip install 'careertui[pictures]'" in found.why


async def test_the_picture_of_a_vision_stands_in_the_pane_and_on_its_page(
    planner: Planner, store_path: Path
) -> None:
    """In the colours of the file; and goes when the cursor goes on to a vision without one."""
    two_halves(store_path.parent / "sea.png")
    keep(planner, Vision(title="Sea", picture="sea.png", rank=1), Vision(title="Plain", rank=2))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2")
        await until_read(keys)
        drawn = {(style.color, style.bgcolor) for style in keys.styles_of("▀")}
        told = {tuple(colour.get_truecolor()) for pair in drawn for colour in pair if colour}
        assert {RED, BLUE} <= told
        await keys.press("l")
        assert "▀" not in keys.text
        await keys.press("h")
        assert "▀" in keys.text  # known by now, so it is there at once
        await keys.press("enter")
        await keys.until_dialog("RecordPage")
        await until_read(keys)
        page = keys.app.screen.query_one(PictureView)
        assert page.size.width == page.size.height * 2


async def test_a_picture_that_cannot_be_read_is_a_sentence_in_the_pane(
    planner: Planner, store_path: Path
) -> None:
    """And everything else is there as ever."""
    (store_path.parent / "bad.png").write_text("no")
    keep(planner, Vision(title="Sea", picture="bad.png", statement="By the sea."))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2")
        await until_read(keys)
        assert keys.screen_shows("Its picture cannot be read:")
        assert keys.screen_shows("By the sea.")


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("COLORTERM", ""), ("TERM", "dumb")])
async def test_a_terminal_of_few_colours_shows_none(
    planner: Planner, store_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    """Nor says anything about it: the path stands among the fields."""
    two_halves(store_path.parent / "sea.png")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(variable, value)
    keep(planner, Vision(title="Sea", picture="sea.png"))
    async with planner_at_the_keyboard(planner) as keys:
        await keys.press("2")
        await keys.app.workers.wait_for_complete()
        await keys.settle()
        assert "▀" not in keys.text
        assert "sea.png" in (keys.pane or "")
