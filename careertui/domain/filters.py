"""Filters over records: typed as one line, composable, and able to say themselves in English.

A line is words and terms with spaces between them; all of them must hold. `#tag` asks for a tag,
`field:value` for what a field holds (`<`, `<=`, `>`, `>=` and `a..b` where it has an order, commas for
"or"), `is:word` for what a record is, and anything else for a word somewhere in the record. A `-` before
a term turns it round, and quotes hold what has spaces. What is not understood lets everything through and
says so: somebody who is still typing should not see everything vanish.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import compress
from operator import and_, not_
from typing import Generic, TypeVar

from careertui.domain.contact import Contact, Interaction
from careertui.domain.fields import Shape
from careertui.domain.filter_checks import (
    NotUnderstoodError,
    Operand,
    Question,
    Reading,
    ask,
    operands_of,
    repeated,
)
from careertui.domain.filter_words import IS_WORDS, IsWord, Test, is_words_of
from careertui.domain.inert import inert
from careertui.domain.kinds import KINDS
from careertui.domain.quoting import short
from careertui.domain.record import Record
from careertui.domain.texts import folded

R = TypeVar("R", bound=Record)
Kinds = tuple[type[Record], ...]

_TOKEN = re.compile(r'(?:"[^"]*"?|[^\s"])+')
_TERM = re.compile(r"([^\W\d][\w.-]*)(:|[<>]=?|=)(.*)", re.DOTALL)
_SHORTEST_BEGINNING = 3
"""Letters of a field's or a choice's name that stand for all of it."""
_LONGEST_LINE = 1_000
"""Letters of a line that are read: a filter is typed, and what is pasted by mistake can be any length."""
_NOUNS: dict[type[Record], str] = {Contact: "people", Interaction: "conversations"}


def noun(kinds: Iterable[type[Record]]) -> str:
    """What records of these kinds are called: `goals`, `visions and values`."""
    names = [_NOUNS.get(kind, kind.plural) for kind in kinds]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names) or "records"


# --- terms -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """One of the things a filter asks for.

    Attributes:
        said: what was typed, without the `-`.
        negated: whether it was turned round.
        problem: why it was not understood, as a sentence; empty where it was.
    """

    said: str
    negated: bool = False
    problem: str = ""

    def kinds(self, kinds: Kinds) -> Kinds:
        """Those of the kinds that it can be true of."""
        return kinds

    def bind(self, reading: Reading) -> Test:
        """The test that it stands for, before it is turned round."""
        raise NotImplementedError

    def holds(self, reading: Reading, records: tuple[Record, ...], among: Sequence[bool]) -> Sequence[bool]:
        """Whether each record passes the test; of those that are not among them it need not be known."""
        test = self.bind(reading)
        return [is_asked and test(record) for is_asked, record in zip(among, records, strict=True)]

    def phrase(self) -> str:
        """What it says of records, to follow their name."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Word(Term):
    """A word, or several in quotes, somewhere in the record."""

    literal: bool = False

    def holds(self, reading: Reading, records: tuple[Record, ...], _among: Sequence[bool]) -> Sequence[bool]:
        """Whether each has exactly these letters, in any case and with or without accents."""
        return reading.asked(records).having(folded(self.said))

    def near(self, reading: Reading, records: tuple[Record, ...]) -> Sequence[bool]:
        """Whether the heading of each has a word that may have been meant."""
        return reading.asked(records).near(folded(self.said))

    def phrase(self) -> str:
        """With or without it."""
        return f"{'without' if self.negated else 'with'} {repeated(self.said)}"


@dataclass(frozen=True, slots=True)
class Tag(Term):
    """One of a record's tags, or the beginning of one."""

    def bind(self, _reading: Reading) -> Test:
        """Any of its tags."""
        wanted = folded(self.said)
        return lambda record: any(folded(tag).startswith(wanted) for tag in record.tags)

    def phrase(self) -> str:
        """Tagged, or not."""
        return f"{'not ' if self.negated else ''}tagged #{inert(short(self.said))}"


@dataclass(frozen=True, slots=True)
class Being(Term):
    """A word after `is:`."""

    word: IsWord = field(kw_only=True, compare=False)

    def kinds(self, kinds: Kinds) -> Kinds:
        """Those the word means something of."""
        return tuple(kind for kind in kinds if kind in self.word.rules)

    def bind(self, reading: Reading) -> Test:
        """What the word means of each kind."""
        tests = {kind: rule(reading.career, reading.today) for kind, rule in self.word.rules.items()}
        return lambda record: (test := tests.get(type(record))) is not None and test(record)

    def phrase(self) -> str:
        """What the word says."""
        return self.word.denies if self.negated else self.word.says


@dataclass(frozen=True, slots=True)
class Field(Term):
    """What a field holds.

    Attributes:
        name: as it was typed before the colon.
        asked: for each kind that has it: the field, and what is asked of it.
    """

    name: str = field(kw_only=True)
    asked: tuple[tuple[type[Record], Operand, Question], ...] = field(kw_only=True, compare=False)

    def kinds(self, kinds: Kinds) -> Kinds:
        """Those that have the field."""
        having = {kind for kind, _, _ in self.asked}
        return tuple(kind for kind in kinds if kind in having)

    def bind(self, reading: Reading) -> Test:
        """Any of the fields that the name means."""
        checks: dict[type[Record], list[Test]] = {}
        for kind, operand, question in self.asked:
            checks.setdefault(kind, []).append(_on(operand.get, question.bind(reading)))

        def test(record: Record) -> bool:
            return any(check(record) for check in checks.get(type(record), ()))

        return test

    def phrase(self) -> str:
        """The field's own way of saying it, or else `with` its label."""
        _, operand, question = self.asked[0]
        says, denies = _SAYS.get(self.name) or _SAYS.get(operand.name) or _plainly(operand)
        lead = denies if self.negated else says
        if question.given is not None:
            return _given(operand, says, given=question.given is not self.negated)
        return f"{lead} {question.words}".strip()


def _on(get: Callable[[Record], object], check: Callable[[object], bool]) -> Test:
    return lambda record: check(get(record))


def _plainly(operand: Operand) -> tuple[str, str]:
    if operand.shape is Shape.YES_NO:
        return f"that are {operand.label.lower()}", f"that are not {operand.label.lower()}"
    return f"with {operand.label.lower()}", f"not with {operand.label.lower()}"


def _given(operand: Operand, says: str, *, given: bool) -> str:
    if says.startswith("that "):
        return f"{says} {'something' if given else 'nothing'}"
    label = operand.label.lower() + (" date" if operand.name == "due" else "")
    return f"with {label} said" if given else f"with no {label}"


@dataclass(frozen=True, slots=True)
class Unclear(Term):
    """Something that was not understood, and lets everything through."""

    def bind(self, _reading: Reading) -> Test:
        """Everything."""
        return lambda _record: True

    def phrase(self) -> str:
        """Nothing."""
        return ""


_SAYS: dict[str, tuple[str, str]] = {
    "at": ("at", "not at"),
    "due": ("due", "not due"),
    "serves": ("that serve", "that do not serve"),
    "builds": ("that build", "that do not build"),
    "job": ("at", "not at"),
    "waits_for": ("that wait for", "that do not wait for"),
    "with": ("with", "not with"),
    "of": ("of", "not of"),
    "shows": ("that show", "that do not show"),
    "next_rung": ("that lead on to", "that do not lead on to"),
    "led_to": ("that led to", "that did not lead to"),
    "gained": ("that grew", "that did not grow"),
    "values_fit": ("scored for", "not scored for"),
    "met": ("met", "not met"),
    "met_on": ("met", "not met"),
    "met_at": ("met at", "not met at"),
    "introduced_by": ("introduced by", "not introduced by"),
    "kind": ("of kind", "not of kind"),
    "column": ("in", "not in"),
    "organisation": ("at", "not at"),
    "location": ("in", "not in"),
    "on": ("", "not"),
    "start": ("begun", "not begun"),
    "end": ("ended", "not ended"),
    "started": ("started", "not started"),
    "ended": ("ended", "not ended"),
    "issued": ("issued", "not issued"),
    "expires": ("that expire", "that do not expire"),
    "answered_on": ("answered", "not answered"),
    "created": ("written down", "not written down"),
    "updated": ("changed", "not changed"),
    "zone": ("in the", "not in the"),
    "before": ("with a first discomfort", "not with a first discomfort"),
    "after": ("with a last discomfort", "not with a last discomfort"),
    "tags": ("tagged", "not tagged"),
}
"""How a field is said before what is asked of it, and how that is turned round; others by their label."""


# --- the filter ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person typed to narrow records down. An empty filter lets everything through.

    Attributes:
        terms: each must hold.
        over: the kinds of record it is held against.
    """

    terms: tuple[Term, ...] = ()
    over: Kinds = KINDS

    @classmethod
    def parse(cls, line: str, over: Kinds = KINDS, *, today: date) -> Filter:
        """Read a line; see the top of this module. Never fails: `problems` says what was not understood.

        Args:
            line: what was typed.
            over: the kinds of record it will be held against.
            today: what `today`, `tomorrow` and `yesterday` count from.
        """
        found = (_term(match[0], over, today) for match in _TOKEN.finditer(line[:_LONGEST_LINE]))
        return cls(tuple(dict.fromkeys(term for term in found if term is not None)), over)

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __and__(self, other: Filter) -> Filter:
        return Filter((*self.terms, *other.terms), self.over)

    @property
    def problems(self) -> tuple[str, ...]:
        """What was not understood, a sentence each."""
        return tuple(term.problem for term in self.terms if term.problem)

    @property
    def description(self) -> str:
        """The filter in English, to follow what it is about: `tagged #learning, due before 2027`."""
        return self.described()

    def described(self, near: frozenset[Term] = frozenset()) -> str:
        """The description, where some of the words were taken for ones like them."""
        phrases: list[str] = []
        words = [t for t in self.terms if isinstance(t, Word) and not t.negated and t not in near]
        for term in self.terms:
            if term in near:
                phrases.append(f"with something like {repeated(term.said)}")
            elif term in words:
                if term is words[0]:
                    phrases.append("with " + " and ".join(repeated(word.said) for word in words))
            elif phrase := term.phrase():
                phrases.append(phrase)
        return ", ".join(phrases)

    @property
    def about(self) -> Kinds:
        """The kinds that can pass at all."""
        kinds = self.over
        for term in self.terms:
            kinds = kinds if term.negated else term.kinds(kinds)
        return kinds

    def narrow(self, records: Iterable[R], reading: Reading) -> Filtered[R]:
        """The records that pass, in their order.

        A plain word is taken as it stands wherever a record has it. Where none has, the records pass whose
        heading has a word like it, and the description says that this is what is shown.
        """
        every = tuple(records)
        passes: Sequence[bool] = (True,) * len(every)
        near: set[Term] = set()
        for term in self.terms:
            holds = term.holds(reading, every, passes)
            if isinstance(term, Word) and not (term.negated or term.literal or any(holds)):
                close = term.near(reading, every)
                if any(close):
                    near.add(term)
                    holds = close
            passes = list(map(and_, passes, map(not_, holds) if term.negated else holds))
        return Filtered(every, passes, self, frozenset(near))


NO_FILTER = Filter()


@dataclass(frozen=True)
class Filtered(Generic[R]):
    """The records that passed a filter, and how to say which they are.

    Attributes:
        every: the records it was held against, in the order they came in.
        passes: whether each of them passed.
        filter: what they passed.
        near: the words that no record has and that were taken for ones like them.
    """

    every: tuple[R, ...] = ()
    passes: Sequence[bool] = ()
    filter: Filter = NO_FILTER
    near: frozenset[Term] = frozenset()

    @cached_property
    def records(self) -> tuple[R, ...]:
        """Those that passed, in their order."""
        return tuple(compress(self.every, self.passes))

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of those that passed; read when they are first asked for, since there may be many."""
        return frozenset([record.id for record in self.records])

    def __len__(self) -> int:
        return sum(self.passes)

    def __iter__(self) -> Iterator[R]:
        return iter(self.records)

    @property
    def description(self) -> str:
        """`Goals that serve “tools”`."""
        subject = noun(self.filter.about or self.filter.over)
        return f"{subject[:1].upper()}{subject[1:]} {self.filter.described(self.near)}".rstrip()

    @property
    def count(self) -> str:
        """`4 of 30`."""
        return f"{len(self)} of {len(self.every)}"


# --- reading a line --------------------------------------------------------------------------------


def _term(token: str, over: Kinds, today: date) -> Term | None:
    """The term that a token stands for; None for the beginning of one."""
    negated = token.startswith("-") and len(token) > 1
    token = token[negated:]
    if token.startswith("#"):
        return Tag(token[1:], negated) if len(token) > 1 else None
    found = _TERM.fullmatch(token)
    if found is not None:
        name, sign, said = found.groups()
        value = said.replace('"', "")
        if name.casefold() == "is" and sign == ":":
            return _being(value, negated, over)
        term = _field(
            name, value if sign in {":", "="} else f"{sign}{value}", '"' in said, negated, over, today
        )
        if term is not None:
            return term
        if sign == ":" and _is_known(name, KINDS):
            return Unclear(token, negated, f"{noun(over)} have no “{name}”")
    said = token.replace('"', "")
    return Word(said, negated, literal='"' in token) if said and said != "-" else None


def _is_known(name: str, kinds: Kinds) -> bool:
    return any(_meant(kind, name) for kind in kinds)


def _meant(kind: type[Record], name: str) -> tuple[Operand, ...]:
    """The operands of a kind that a name stands for: all of it, or the beginning of one."""
    known, wanted = operands_of(kind), name.casefold().replace("-", "_")
    if wanted in known:
        return known[wanted]
    begun = [operands for key, operands in known.items() if key.startswith(wanted)]
    return begun[0] if len(wanted) >= _SHORTEST_BEGINNING and len(begun) == 1 else ()


def _field(name: str, said: str, is_quoted: bool, negated: bool, over: Kinds, today: date) -> Term | None:
    """What is asked of a field; None when no kind has one of that name."""
    asked, expected = [], ""
    for kind in over:
        for operand in _meant(kind, name):
            try:
                parts = [said] if is_quoted else said.split(",")
                asked.append((kind, operand, _any_of([ask(operand, part, today) for part in parts])))
            except NotUnderstoodError as error:
                expected = expected or str(error)
    if asked:
        typed = name.casefold().replace("-", "_")
        return Field(said, negated, name=typed, asked=tuple(asked))
    return Unclear(said, negated, f"{inert(name)} must be {expected}") if expected else None


def _any_of(questions: list[Question]) -> Question:
    """Several values with commas between them: one of them is enough."""
    if len(questions) == 1:
        return questions[0]

    def bind(reading: Reading) -> Callable[[object], bool]:
        checks = [question.bind(reading) for question in questions]
        return lambda value: any(check(value) for check in checks)

    return Question(" or ".join(question.words for question in questions), bind)


def _being(said: str, negated: bool, over: Kinds) -> Term:
    wanted = folded(said)
    here = is_words_of(over)
    word = here.get(wanted) or _begun(wanted, here)
    if word is not None:
        return Being(word.word, negated, word=word)
    choice = _as_choice(wanted, negated, over)
    if choice is not None:
        return choice
    elsewhere = IS_WORDS.get(wanted)
    if elsewhere is not None:
        problem = f"“{wanted}” is said of {noun(elsewhere.rules)}, not of {noun(over)}"
    else:
        problem = f"is must be one of {', '.join(here)}"
    return Unclear(said, negated, problem)


def _begun(wanted: str, words: dict[str, IsWord]) -> IsWord | None:
    begun = [word for name, word in words.items() if wanted and name.startswith(wanted)]
    return begun[0] if len(begun) == 1 else None


def _as_choice(wanted: str, negated: bool, over: Kinds) -> Term | None:
    """A word that a field of choices has, such as `is:mentor` for `relation:mentor`."""
    for kind in over:
        for name, (operand, *_) in operands_of(kind).items():
            if len(wanted) >= _SHORTEST_BEGINNING and any(
                choice.startswith(wanted) for choice in operand.choices
            ):
                return Field(
                    wanted, negated, name=name, asked=((kind, operand, ask(operand, wanted, date.min)),)
                )
    return None
