"""Filters over records: typed as words, composable, and able to say themselves in English."""

from __future__ import annotations

from dataclasses import dataclass

from careertui.domain.fields import Shape, all_fields
from careertui.domain.record import Record


def searchable(record: Record) -> str:
    """Everything a record says in words, folded for comparison; ids and machine fields are left out."""
    said: list[str] = [record.heading]
    for spec in all_fields(type(record)):
        if not spec.shown.by_hand:
            continue
        value = getattr(record, spec.name)
        if spec.shape in {Shape.LINE, Shape.TEXT, Shape.CHOICE} and value:
            said.append(value)
        elif spec.shape is Shape.LINES:
            said.extend(value)
        elif spec.shape is Shape.ITEMS:
            said.extend(part for item in value for part in dict(item).values() if isinstance(part, str))
    return "\n".join(said).casefold()


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person typed to narrow a screen down. An empty filter lets everything through.

    Attributes:
        words: each must occur somewhere in the record.
        tags: each must be one of its tags, or the beginning of one.
    """

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Filter:
        """Words with spaces between them; a word that begins with `#` is a tag."""
        said = text.casefold().split()
        return cls(
            words=tuple(word for word in said if not word.startswith("#")),
            tags=tuple(word[1:] for word in said if word.startswith("#") and len(word) > 1),
        )

    def __bool__(self) -> bool:
        return bool(self.words or self.tags)

    def __and__(self, other: Filter) -> Filter:
        return Filter(self.words + other.words, self.tags + other.tags)

    def matches(self, record: Record, text: str | None = None) -> bool:
        """Whether the record passes; `text` saves working out `searchable` again."""
        if self.tags:
            tags = [tag.casefold() for tag in record.tags]
            if not all(any(tag.startswith(wanted) for tag in tags) for wanted in self.tags):
                return False
        if not self.words:
            return True
        said = searchable(record) if text is None else text
        return all(word in said for word in self.words)

    @property
    def description(self) -> str:
        """The filter in English, such as `with “rust” and tagged #learning`; empty when it is."""
        parts = []
        if self.words:
            parts.append("with " + " and ".join(f"“{word}”" for word in self.words))
        if self.tags:
            parts.append("tagged " + " and ".join(f"#{tag}" for tag in self.tags))
        return ", ".join(parts)
