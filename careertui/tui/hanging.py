"""Lines that are too long for their place go on under their own first letter."""

from __future__ import annotations

from textual.content import Content


def hung(content: Content, width: int) -> Content:
    """The content with every line that is indented and too long wrapped under its own first letter."""
    if not content.plain.startswith(" ") and "\n " not in content.plain:
        return content
    return Content("\n").join(
        part for line in content.split("\n", allow_blank=True) for part in _hung(line, width)
    )


def _hung(line: Content, width: int) -> list[Content]:
    indent = len(line.plain) - len(line.plain.lstrip(" "))
    if not 0 < indent < width // 2 or line.cell_length <= width:
        return [line]
    return [Content.assemble(" " * indent, part.rstrip()) for part in line[indent:].wrap(width - indent)]
