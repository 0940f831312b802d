"""Words that are nearly what was typed: a slip of the finger, or an abbreviation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from sys import intern

from careertui.domain.texts import words_in

_SHORTEST_ABBREVIATION = 3
_SHORTEST_INITIALS = 3
_SHORTEST_TYPO = 4
_MOST_TIMES_LONGER = 4


def near_words(typed: str, known: Iterable[str], *, slips: bool = True) -> frozenset[str]:
    """The known words that somebody who typed this may have meant; both are folded.

    A word is near when it begins with the same letter and has the others in the same order (`kbrd` for
    *keyboard*), or when it, or its beginning, is one slip away: a letter too many, too few, wrong, or
    two that changed places. What is shorter than three letters has no neighbours: everything would be one.

    Args:
        typed: a word.
        known: the words it may stand for.
        slips: whether slips are forgiven; otherwise it must be an abbreviation.
    """
    if len(typed) < _SHORTEST_ABBREVIATION:
        return frozenset()
    slips = slips and len(typed) >= _SHORTEST_TYPO
    first = (typed[0], typed[1])  # the first two may have changed places
    return frozenset(
        word
        for word in known
        if word.startswith(first) and (_abbreviates(typed, word) or (slips and _slipped(typed, word)))
    )


def letters_in_order(wanted: str, text: str) -> bool:
    """Whether the letters of one occur in the other in the same order, such as `kbrd` in `keyboard`."""
    letters = iter(text)
    return all(letter in letters for letter in wanted if not letter.isspace())


def initials(words: Iterable[str]) -> str:
    """The first letters of some words: `sbe` for *senior backend engineer*."""
    return "".join([word[0] for word in words])


class Headings:
    """Some headings word by word, read when they are first asked for.

    Args:
        headings: they, folded.
    """

    def __init__(self, headings: Sequence[str]) -> None:
        self._headings = headings

    @cached_property
    def lines(self) -> list[tuple[str, ...]]:
        """The words of each."""
        # Headings share most of their words: each is kept once.
        return [tuple(map(intern, words_in(heading))) for heading in self._headings]

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word there is."""
        return frozenset().union(*self.lines)

    @cached_property
    def initials(self) -> list[str]:
        """The first letters of the words of each."""
        return list(map(initials, self.lines))

    def near(self, words: Sequence[str], *, slips: bool = True) -> list[bool]:
        """Whether each has words like all that were typed, or words that begin with the letters of those.

        Args:
            words: they, folded.
            slips: see `near_words`.
        """
        like = [near_words(word, self.known, slips=slips) for word in words]
        found = [False] * len(self.lines)
        if all(like):  # what is like none of the words is in no line
            found = [not any(meant.isdisjoint(line) for meant in like) for line in self.lines]
        letters = "".join(words)
        if len(letters) >= _SHORTEST_INITIALS:
            found = [is_near or letters in begun for is_near, begun in zip(found, self.initials, strict=True)]
        return found


def _abbreviates(typed: str, word: str) -> bool:
    if word[0] != typed[0] or not len(typed) < len(word) <= len(typed) * _MOST_TIMES_LONGER:
        return False
    return letters_in_order(typed, word)


def _slipped(typed: str, word: str) -> bool:
    """Whether one slip lies between what was typed and the word or a beginning of it."""
    pairs = zip(typed, word, strict=False)
    at = next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(typed), len(word)))
    rest = typed[at + 1 :]
    swapped = typed[at : at + 2][::-1]
    return (
        (
            word.startswith(rest, at + 1)  # wrong
            or word.startswith(rest, at)  # too many
            or word.startswith(typed[at:], at + 1)  # too few
            or (len(swapped) > 1 and word.startswith(swapped + typed[at + 2 :], at))
        )
        and len(word) >= len(typed) - 1
    )
