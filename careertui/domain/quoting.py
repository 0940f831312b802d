"""A person's text within a sentence of ours: short, and seen to be theirs."""

from __future__ import annotations


def short(text: str, most: int = 40) -> str:
    """The text, or where it has more than so many characters its beginning and an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def quoted(text: str, most: int = 40) -> str:
    """The same in quotation marks."""
    return f"“{short(text, most)}”"
