"""Dates as they are typed into the form: words or ISO, and what they were understood as."""

from __future__ import annotations

from datetime import date

from careertui.domain.fields import FieldSpec, Shape
from careertui.domain.partial_date import PartialDate, ago_in_words


def date_read(text: str, spec: FieldSpec, today: date) -> PartialDate:
    """The date that was typed into a field.

    Raises:
        ValueError: when it is not one; the sentence says what to write.
    """
    try:
        return PartialDate.parse(text)
    except ValueError:
        if text[:4].isdecimal() and text[4:5] == "-":
            raise  # meant as an ISO date, which knows better what is wrong with it
    from careertui.domain.dates_in_words import date_in_words

    return date_in_words(text, today, past=not spec.shown.ahead)


def understood(spec: FieldSpec, text: str, today: date) -> str:
    """What a date field's text means, such as `Fri 27 Nov 2026, in 5 days`; empty when it says so itself."""
    if spec.shape is not Shape.DATE or not text.strip():
        return ""
    try:
        read = date_read(text, spec, today)
    except ValueError:
        return ""
    if read.day is None:
        return read.words if read.words != text.strip() else ""
    return f"{read.first:%a} {read.words}, {ago_in_words(read.first, today)}"
