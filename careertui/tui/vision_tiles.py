"""The vision board as it is drawn: a tile a vision, and the heads of the bands."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from careertui.domain.horizons import BEHIND, Band, Progress, is_unserved
from careertui.domain.vision import Vision, VisionStatus
from careertui.tui.presentation import card, clipped, joined, said, wrapped

STATE_WORDS: dict[VisionStatus, tuple[str, str]] = {
    "draft": ("✎ draft", "$muted"),
    "reached": ("✓ reached", "$done"),
    "retired": ("put aside", "$faint"),
}
"""What is said of a vision that is not simply ahead, and the hue of that; the bar has the hue, too."""
_TITLE_LINES = 2
_LONGEST_BAR = 12
_SHORTEST_BAR = 4


def tile_height(vision: Vision, width: int, progress: Progress, *, dated: bool) -> int:
    """The lines a vision's tile takes, with the empty one under it."""
    return len(_tile_lines(vision, width, progress, dated=dated)) + 1


def vision_tile(
    vision: Vision,
    width: int,
    height: int,
    progress: Progress,
    *,
    dated: bool,
    selected: bool,
    marked: bool,
) -> list[Content]:
    """A vision as a tile: title, area and year, and how far the goals that serve it have come.

    Args:
        vision: the vision.
        width: cells.
        height: lines of its row, the empty one under it among them; tiles side by side are equally high.
        progress: how far those goals have come.
        dated: whether it says its year, which the head of its band may have said.
        selected: whether the cursor is on it.
        marked: whether it is marked.
    """
    lines = _tile_lines(vision, width, progress, dated=dated)
    lines += [Content()] * (height - 1 - len(lines))
    _, hue = STATE_WORDS.get(vision.status, ("", "$vision"))
    return card(lines, width, "$stone" if selected else hue, selected=selected, marked=marked)


def _tile_lines(vision: Vision, width: int, progress: Progress, *, dated: bool) -> list[Content]:
    inner = max(width - 3, 8)
    behind = vision.status in BEHIND
    lines = wrapped(vision.title, inner, _TITLE_LINES, "$muted" if behind else "bold")
    about = [Content.styled(*STATE_WORDS[vision.status])] if vision.status in STATE_WORDS else []
    hue = "$muted" if behind else "$vision"
    year = str(vision.target_year or "") if dated else ""
    about += [said(part, hue) for part in (vision.area, year) if part]
    if about:
        lines.append(Content.styled(" · ", "$faint").join(about))
    if progress.goals:
        lines.append(progress_bar(progress, inner))
    elif not behind:
        lines.append(Content.styled("no goal serves it yet", "$faint"))
    return lines


def progress_bar(progress: Progress, width: int) -> Content:
    """How many goals serve it and how many are done, behind a bar of how far all have come."""
    words = f"{progress.done} of {progress.goals} {'goal' if progress.goals == 1 else 'goals'}"
    room = min(_LONGEST_BAR, width - len(words) - 2)
    if room < _SHORTEST_BAR:
        return Content.styled(words, "$muted")
    filled = round(progress.share * room)
    if progress.done < progress.goals:
        # A bar is full only when everything is done, and never empty once something is.
        filled = min(max(filled, bool(progress.share)), room - 1)
    return joined(("━" * filled, "$done"), ("─" * (room - filled), "$rule"), (f"  {words}", "$muted"))


def band_head(
    band: Band, today: date, served: frozenset[str], width: int, new_key: str, *, name_cells: int = 0
) -> Content:
    """A band's name and year, and quietly what is missing in it, as far as that fits into `width` cells.

    Args:
        band: what it is about.
        today: the day it is.
        served: the ids of the visions that something serves.
        width: cells it may take.
        new_key: the key that writes a vision down; empty where that is said elsewhere.
        name_cells: cells that the name is filled to, where heads alone stand under each other.
    """
    if band.horizon is None:
        return Content.styled("Behind you", "bold $muted")
    name = band.words[0].upper() + band.words[1:]
    head = joined((f"{name:<{name_cells}}", "bold"), (f"  {today.year + band.horizon}", "$faint"))
    if not band.visions:
        missing = [("nothing yet", "$faint")]
        missing += [("; ", "$faint"), (new_key, "$stone"), (" writes it", "$faint")] if new_key else []
    elif is_unserved(band, served):
        missing = [("no goal serves this horizon yet", "$faint")]
    else:
        return head
    whole = joined(head, "   ", *missing)
    brief = joined(head, "  ", missing[0] if not band.visions else ("no goal yet", "$faint"))
    return whole if whole.cell_length <= width else clipped(brief, width)
