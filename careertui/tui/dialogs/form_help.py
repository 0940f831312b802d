"""What a field of the form wants, in one line."""

from __future__ import annotations

from textual.content import Content

from careertui.domain.fields import FieldSpec, Shape
from careertui.tui.dialogs.form_fields import ChoiceRow, FieldRow, Gloss, LinkRow
from careertui.tui.presentation import said


def help_line(row: FieldRow, gloss: Gloss) -> Content:
    """The help of a field; for a date that is being typed, what it is understood as so far."""
    spec = row.spec
    understood = gloss(spec, row.text)
    if understood:
        return said(f"→ {understood}", "$stone")
    parts = (spec.shown.help, ", ".join(spec.shown.suggestions), _how(row, spec))
    return Content.styled("; ".join(part for part in parts if part), "$muted")


def _how(row: FieldRow, spec: FieldSpec) -> str:
    """How it is filled in, where that does not go without saying."""
    if isinstance(row, LinkRow):
        drop = ", ⌫ takes the last away" if row.ids else ""
        return f"enter chooses or makes a {' or '.join(spec.targets)}{drop}"
    if isinstance(row, ChoiceRow):
        return "← → or a first letter: " + ", ".join(choice or "–" for choice in row.choices)
    if spec.shape is Shape.DATE:
        words = "next friday, in 2 weeks" if spec.shown.ahead else "yesterday, last march"
        return f"2027, 2027-Q1, 2027-03-14, or {words}"
    if spec.shape is Shape.LINES and "one" not in spec.shown.help:
        return "one a line"
    return ""
