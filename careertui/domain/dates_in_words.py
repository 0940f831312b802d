"""Dates as people type them: `yesterday`, `next friday`, `in 2 weeks`, `end of march`, `Q3`, `12 March 2027`.

What was said is kept at the precision it was said in: `Q3` is a quarter, `next month` a month, `in 10 years`
a year. What names no single date, such as `by summer` or `03/04/2026`, is refused with what to write instead.

The readings that people differ about, as they are settled here:

- A date without its year is the nearest to come, or with `past` the nearest gone by; today counts as both.
- A bare weekday is never today. `this friday` may be. `last friday` is the latest one before today.
- `next friday` is the one in the next week, and weeks begin on Monday: on a Wednesday it is nine days off.
- Days, weeks and months are counted to a day (`in a month` from 31 January is the last of February);
  quarters to a quarter and years to a year, because nobody means the very day ten years from now.

Written here because the libraries get too few right. Of the 127 dates in the table of
`tests/domain/test_dates_in_words.py` dateparser 1.5 reads 84 and parsedatetime 2.6 reads 69: they miss most
quarters and most ends of months and years. Of the 24 phrases there that are no single date, each takes 9 for
one, 03/04/2026 and 2027-13 among them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from careertui.domain.partial_date import PartialDate
from careertui.domain.quoting import quoted, short

if TYPE_CHECKING:
    import pendulum

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = {
    word: count
    for count, words in enumerate(
        ("a an one", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve"), 1,
    )
    for word in words.split()
}  # fmt: skip
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _or_short(names: tuple[str, ...], *others: str) -> str:
    """A pattern of names that may be cut to three letters, and of other short forms."""
    return "|".join([*(f"{name[:3]}(?:{name[3:]})?" for name in names), *others])


_MONTH = rf"(?P<month>{_or_short(_MONTHS, 'sept')})\.?"
_WEEKDAY = rf"(?P<weekday>{_or_short(_WEEKDAYS, 'tues', 'thurs?')})"
_DAY = r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_COUNT = rf"(?P<count>\d{{1,6}}|a couple(?: of)?|{'|'.join(_COUNTS)})"
_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year)s?"
_WHICH = r"(?P<which>this|next|last)"
_PART_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
_NEAR = (
    "today|now|tonight|this morning|this afternoon|this evening|last night|day before yesterday|yesterday"
    "|tomorrow|day after tomorrow"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_PART_OF = r"(?:the )?(?:early|mid|late|middle of|middle of the)"
_NEARLY = r"(?:the )?(?:(?:this|next|last|early|late|end of|mid) )*"
_WEEK = (
    r"(?:the )?(?:(?:start|beginning|end) of (?:the )?)?(?:(?P<which>this|next|last) )?(?:week|weekend)"
    r"|\d{4}-w\d\d"
)
_SOON = r"soon|later|someday|some day|sometime|eventually|asap"
_SOME = r"(?:in )?(?:a few|few|several|some) (?:day|week|month|quarter|year)s(?: ago)?"
_SPAN = r"(?:(?:this|next|last) )?(?:month|quarter|year)"
_HOUR = r"(?:noon|midday|midnight|\d{1,2}(?::\d\d)? ?[ap]m|\d{1,2}:\d\d)"

_LEAD = re.compile(
    r"(?:due by|due on|due in|due|by|on|in|until|till|before|at(?= the (?:end|start|beginning))) "
)
"""What may stand before a date without changing it."""
_LONGEST = 8
"""Words of the longest phrase that is looked for in a sentence."""
_MOST_CHARACTERS = 80
"""Characters of the longest phrase that is read; every date fits, and no text can keep the forms busy."""


class NotOneDateError(ValueError):
    """The words are meant as a date, and name none, or more than one; the message says what to write."""


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date phrase within a sentence.

    Attributes:
        date: the date it means.
        start: where it begins in the text, the `by` or `on` before it with it.
        end: where it ends.
    """

    date: PartialDate
    start: int
    end: int


def date_in_words(text: str, today: date, *, past: bool = False) -> PartialDate:
    """The date that a phrase means.

    Args:
        text: the phrase, or an ISO partial date; a leading `by`, `on`, `in` or `until` is allowed.
        today: the day it is said on.
        past: whether a date without its year lies behind, as for what happened, rather than ahead.

    Raises:
        NotOneDateError: when it is meant as a date and is not one; the sentence says what to write.
        ValueError: when it is not meant as a date at all.
    """
    phrase = _normal(text[: _MOST_CHARACTERS + 1])
    try:
        for form in (phrase, _LEAD.sub("", phrase, count=1) if _LEAD.match(phrase) else ""):
            found = _read(form, today, past=past) if form and len(text) <= _MOST_CHARACTERS else None
            if found is not None:
                return found
    except NotOneDateError:
        raise
    except (ValueError, OverflowError) as error:
        raise NotOneDateError(f"{quoted(phrase)} is not a date: {error}.") from error
    said = short(text.strip())
    raise ValueError(
        f"{said!r} is not a date: write 12 march, next friday, in 2 weeks, Q3 2027 or 2027-03-14"
    )


def find_date(text: str, today: date, *, past: bool = False, anywhere: bool = False) -> DateFound | None:
    """The date phrase at the end of a sentence, or anywhere within it; the longest there is.

    A month, a year or a quarter by itself counts only after `by`, `in` or the like: `May` is also a name.

    Raises:
        NotOneDateError: when the phrase is meant as a date and is not one.
    """
    words = list(re.finditer(r"[^\s,;]+", text))
    for first, last in _windows([_normal(word[0]) for word in words], anywhere=anywhere):
        start, end = words[first].start(), words[last].end()
        phrase = _normal(text[start:end])
        if _WEAK.fullmatch(phrase):
            continue
        try:
            return DateFound(date_in_words(phrase, today, past=past), start, end)
        except NotOneDateError:
            raise
        except ValueError:
            continue
    return None


def in_full(when: PartialDate) -> str:
    """A date with its weekday, where it is a day: `Fri 27 Nov 2026`, `Q3 2027`."""
    return f"{when.first:%a} {when.words}" if when.day else when.words


def _windows(words: list[str], *, anywhere: bool) -> Iterator[tuple[int, int]]:
    """From which word to which a date may stand: the longer first, and of equals the one further right."""
    starts = [index for index, word in enumerate(words) if word[:1].isdigit() or word in _BEGINNINGS]
    for size in range(min(_LONGEST, len(words)), 0, -1):
        for first in reversed(starts):
            last = first + size - 1
            if last == len(words) - 1 or (anywhere and last < len(words)):
                yield first, last


def _normal(text: str) -> str:
    return " ".join(
        text.casefold().replace("’", "'").replace(",", " ").replace("mid-", "mid ").split()
    ).rstrip(".;:!?")


# --- the forms ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    """The parts of a phrase that one of the forms matched, and what they are relative to."""

    parts: dict[str, str | None]
    today: date
    past: bool

    def __getitem__(self, name: str) -> str:
        return self.parts.get(name) or ""

    @property
    def month(self) -> int:
        return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(self["month"][:3]))

    @property
    def weekday(self) -> int:
        return next(n for n, name in enumerate(_WEEKDAYS) if name.startswith(self["weekday"][:3]))

    @property
    def count(self) -> int:
        said = self["count"].removeprefix("a ").removesuffix(" of") or "a"
        return int(said) if said.isdigit() else _COUNTS[said]

    @property
    def step(self) -> int:
        """-1 for `last`, 0 for `this`, 1 for `next`."""
        return {"last": -1, "this": 0, "next": 1}[self["which"]]


def _read(phrase: str, today: date, *, past: bool) -> PartialDate | None:
    """What the first form that fits makes of the phrase; None when none does."""
    for form, meaning in _FORMS:
        match = form.fullmatch(phrase)
        found = meaning(_Said(match.groupdict(), today, past)) if match is not None else None
        if found is not None:
            return found
    return None


def _iso(said: _Said) -> PartialDate:
    return PartialDate.parse(said["iso"])


def _near_day(said: _Said) -> PartialDate:
    days = {"day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1,
            "day after tomorrow": 2}  # fmt: skip
    return PartialDate.of(said.today + timedelta(days=days.get(said["near"], 0)))


def _counted(said: _Said) -> PartialDate:
    """So many units on or back; which way a bare `2 weeks` goes is the sense of the field."""
    ago = bool(said["ago"]) or (said.past and not said["ahead"])
    return _moved(said.today, -said.count if ago else said.count, said["unit"])


def _half_a_year(said: _Said) -> PartialDate:
    return _moved(said.today, -6 if said["ago"] else 6, "month")


def _calendar(day: date) -> pendulum.Date:
    """The day with a calendar's arithmetic, which is loaded with the first phrase."""
    import pendulum

    return pendulum.date(day.year, day.month, day.day)


def _moved(day: date, count: int, unit: str) -> PartialDate:
    if unit == "year":
        return PartialDate(day.year + count)
    if unit == "quarter":
        years, quarter = divmod((day.month - 1) // 3 + count, 4)
        return PartialDate(day.year + years, quarter=quarter + 1)
    if unit == "fortnight":
        unit, count = "week", 2 * count
    return PartialDate.of(_calendar(day).add(**{f"{unit}s": count}))


def _weekday(said: _Said) -> PartialDate:
    """A weekday by itself, or `this`, `coming`, `last` or `past` before it; see the module's first lines."""
    which = said["which"]
    from pendulum import WeekDay

    today, weekday = _calendar(said.today), WeekDay(said.weekday)
    if which == "this" and today.weekday() == weekday:
        return PartialDate.of(today)
    if which in {"last", "past"} or (which != "coming" and said.past):
        return PartialDate.of(today.previous(weekday))
    return PartialDate.of(today.next(weekday))


def _weekday_of_week(said: _Said) -> PartialDate:
    """`next friday`, `friday next week`: in the week so many from this one, weeks beginning on Monday."""
    monday = _calendar(said.today).start_of("week")
    return PartialDate.of(monday.add(weeks=said.step, days=said.weekday))


def _stretch(said: _Said) -> PartialDate:
    """This, next or last month, quarter or year."""
    moved = _moved(said.today.replace(day=1), said.step, said["unit"])
    return PartialDate(moved.year, moved.month, quarter=moved.quarter)


def _edge(said: _Said) -> PartialDate | None:
    """The first or last day of a longer stretch."""
    whole = re.sub(r"^(?:the )?(month|quarter|year|day)$", r"this \1", said["whole"])
    stretch = PartialDate.of(said.today) if whole == "this day" else _read(whole, said.today, past=said.past)
    if stretch is None:
        return None  # the end of a project is not a date, and not meant as one
    if stretch.day and whole != "this day":
        raise NotOneDateError(
            f"{quoted(said['whole'])} is not a month, a quarter or a year that ends or begins."
        )
    return PartialDate.of(stretch.last if said["edge"] in {"end", "eo"} else stretch.first)


def _initials(said: _Said) -> PartialDate | None:
    """`eom`, `eoq`, `eoy`, `eod`: the end of this month, quarter, year or day."""
    unit = {"m": "month", "q": "quarter", "y": "year", "d": "day"}[said["unit"]]
    return _edge(_Said({"edge": "end", "whole": unit}, said.today, said.past))


def _quarter(said: _Said) -> PartialDate:
    quarter = int(said["quarter"]) if said["quarter"].isdigit() else _ORDINALS[said["quarter"]]
    return _nearest(said, lambda year: PartialDate(year, quarter=quarter))


def _month(said: _Said) -> PartialDate:
    if said["which"]:
        return _month_next_or_last(said)
    return _nearest(said, lambda year: PartialDate(year, said.month))


def _month_next_or_last(said: _Said) -> PartialDate:
    """`next march`: the first after this month; `last march`: the latest before it; else this year's."""
    later = (said.month, 0) > (said.today.month, 0)
    if said.step > 0:
        return PartialDate(said.today.year + (not later), said.month)
    earlier = said.month < said.today.month
    return PartialDate(said.today.year - (said.step < 0 and not earlier), said.month)


def _day_of_month(said: _Said) -> PartialDate:
    """A day and a month, with or without the year, and perhaps with the weekday, which must then be right."""
    month, day = said.month, int(said["day"])
    name = _MONTHS[month - 1].capitalize()
    if not 1 <= day <= monthrange(2000, month)[1]:
        raise NotOneDateError(f"{name} has no day {day}.")
    if said["year"] and day > monthrange(int(said["year"]), month)[1]:
        raise NotOneDateError(f"{name} {said['year']} has no day {day}.")
    found = _nearest(said, lambda year: PartialDate(year, month, day))
    if said["weekday"] and found.first.weekday() != said.weekday:
        raise NotOneDateError(
            f"{in_full(found)} is the day, not a {_WEEKDAYS[said.weekday].capitalize()}: leave one out."
        )
    return found


def _nth(said: _Said) -> PartialDate:
    """`the 5th`: in this month, or else in the nearest that has such a day."""
    day, month = int(said["day"]), _calendar(said.today).start_of("month")
    if not 1 <= day <= 31:  # noqa: PLR2004 - the days of the longest month
        raise NotOneDateError(f"No month has a day {day}.")
    while True:
        if day <= month.days_in_month:
            found = month.set(day=day)
            if found <= said.today if said.past else found >= said.today:
                return PartialDate.of(found)
        month = month.add(months=-1 if said.past else 1)


def _numbers(said: _Said) -> PartialDate:
    """`14/9/2026`, where only one number can be the day; `14.9.2026`, where it is the first by custom."""
    one, two = int(said["one"]), int(said["two"])
    if said["year"] and len(said["year"]) != 4:  # noqa: PLR2004 - a year in full
        raise NotOneDateError(f"Which century “{said['all']}” is in cannot be told: write the year in full.")
    if said["dot"] == "." or one > 12 or one == two:  # noqa: PLR2004 - months
        day, month = one, two
    elif two > 12:  # noqa: PLR2004 - months
        day, month = two, one
    else:
        first, second = (f"{d} {_MONTHS[m - 1][:3].capitalize()}" for d, m in ((one, two), (two, one)))
        raise NotOneDateError(f"“{said['all']}” can be {first} or {second}: write the month as a word.")
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        raise NotOneDateError(f"“{said['all']}” has no month between 1 and 12.")
    return _day_of_month(
        _Said({"month": _MONTHS[month - 1], "day": str(day), "year": said["year"]}, said.today, said.past)
    )


def _year_first(said: _Said) -> PartialDate:
    return PartialDate(int(said["year"]), int(said["month"]), int(said["day"]) if said["day"] else None)


def _nearest(said: _Said, make: Callable[[int], PartialDate]) -> PartialDate:
    """The date in the year that was said; else in the nearest year that has it, to come or gone by."""
    if said["year"]:
        return make(int(said["year"]))
    for years in range(9):  # 29 February is at most eight years off
        try:
            found = make(said.today.year + (-years if said.past else years))
        except ValueError:
            continue
        if found.first <= said.today if said.past else found.last >= said.today:
            return found
    raise NotOneDateError("There is no such day.")


# --- what is meant as a date and names none -----------------------------------------------------------


def _season(said: _Said) -> PartialDate:
    year = int(said["year"] or said.today.year + (not said.past))
    raise NotOneDateError(
        f"“{said['all']}” begins on different days in different places: write a month or a quarter, "
        f"such as Jun {year} or Q3 {year}."
    )


def _week(said: _Said) -> PartialDate:
    which = said["which"] or "this"
    counted = {"next": "in a week", "last": "a week ago"}.get(which, "in 3 days")
    raise NotOneDateError(
        f"“{said['all']}” is several days: say which, such as friday {which} week or {counted}."
    )


def _hours(said: _Said) -> PartialDate | None:
    if said["day"] and _read(said["day"], said.today, past=said.past) is None:
        return None
    raise NotOneDateError(f"Days are kept, not hours: leave “{said['hour']}” out, and say which day.")


def _vague(said: _Said) -> PartialDate:
    raise NotOneDateError(
        f"“{said['all']}” does not say when: write a day or a month, such as in 2 weeks, next friday or "
        f"{PartialDate.of(said.today).shifted(months=1).words[3:].strip()}."
    )


_FORMS: tuple[tuple[re.Pattern[str], Callable[[_Said], PartialDate | None]], ...] = tuple(
    (re.compile(form), meaning)
    for form, meaning in (
        (r"(?P<iso>\d{4}(?:-q[1-4]|-\d\d(?:-\d\d)?)?)", _iso),
        (rf"(?:the )?(?P<near>{_NEAR}){_PART_OF_DAY}", _near_day),
        (rf"(?P<ahead>in ){_COUNT} {_UNIT}(?:'s?)?(?: time)?", _counted),
        (rf"{_COUNT} {_UNIT}(?: (?:(?P<ago>ago)|(?P<ahead>from (?:now|today))))?", _counted),
        (r"(?:in )?half a year(?: (?P<ago>ago))?", _half_a_year),
        (rf"(?:(?:this )?(?P<which>coming|past|this|last) )?{_WEEKDAY}{_PART_OF_DAY}", _weekday),
        (rf"(?P<which>next) {_WEEKDAY}{_PART_OF_DAY}", _weekday_of_week),
        (rf"{_WEEKDAY}(?: of)? {_WHICH} week", _weekday_of_week),
        (rf"{_WHICH} (?P<unit>month|quarter|year)", _stretch),
        (r"(?:the )?(?P<edge>end|start|beginning) of (?:the )?(?P<whole>(?!week).+)", _edge),
        (r"eo(?P<unit>[mqyd])", _initials),
        (rf"q(?P<quarter>[1-4])(?:(?: of)? {_YEAR})?", _quarter),
        (rf"{_YEAR} q(?P<quarter>[1-4])", _quarter),
        (rf"(?:the )?(?P<quarter>first|second|third|fourth) quarter(?:(?: of)? {_YEAR})?", _quarter),
        (rf"{_MONTH}(?:(?: of)? {_YEAR})?", _month),
        (rf"{_WHICH} {_MONTH}", _month),
        (rf"(?:{_WEEKDAY} )?{_DAY}(?: of)? {_MONTH}(?: {_YEAR})?", _day_of_month),
        (rf"(?:{_WEEKDAY} )?{_MONTH} {_DAY}(?: {_YEAR})?", _day_of_month),
        (r"the (?P<day>\d{1,2})(?:st|nd|rd|th)", _nth),
        (r"(?P<all>(?P<one>\d{1,2})(?P<dot>[./])(?P<two>\d{1,2})(?:(?P=dot)(?P<year>\d{2,4}))?)", _numbers),
        (r"(?P<year>\d{4})[-/](?P<month>\d{1,2})(?:[-/](?P<day>\d{1,2}))?", _year_first),
        (rf"(?P<all>{_NEARLY}{_SEASON}(?:(?: of)? {_YEAR})?)", _season),
        (rf"(?P<all>{_WEEK})", _week),
        (rf"(?:(?P<day>.+?) )??(?:at )?(?P<hour>{_HOUR})", _hours),
        (rf"(?P<all>{_SOON}|{_SOME}|{_PART_OF} (?:{_MONTH}|{_SPAN})(?: {_YEAR})?)", _vague),
    )
)  # fmt: skip
"""How dates are written, and what each form means; the first that fits the whole phrase decides."""

_WEAK = re.compile(
    rf"{_MONTH}|\d{{4}}|q[1-4]|{_COUNT} {_UNIT}|now|{_SOON}|(?:the )?(?:{_SEASON}|week|weekend)"
    rf"|(?:(?:in|at|on) )?{_HOUR}|\d{{1,2}}[./]\d{{1,2}}"
    rf"|{_PART_OF} .+|(?:a few|few|several|some) .+"
)
"""Within a sentence these are dates only after `by` or the like: they are also names, titles and amounts."""

_BEGINNINGS = frozenset(
    {
        "a", "an", "at", "before", "beginning", "by", "coming", "day", "due", "early", "end", "eod", "eom",
        "eoq", "eoy", "few", "first", "fourth", "half", "in", "last", "late", "mid", "middle", "next", "on",
        "past", "q1", "q2", "q3", "q4", "second", "several", "some", "start", "the", "third", "this", "till",
        "today", "tomorrow", "tonight", "until", "week", "weekend", "yesterday",
        "autumn", "fall", "spring", "summer", "winter", "sept", "sept.", "tues", "thur", "thurs",
        *_COUNTS, *_MONTHS, *_WEEKDAYS, *(name[:3] for name in (*_MONTHS, *_WEEKDAYS)),
        *(f"{name[:3]}." for name in _MONTHS),
    }
)  # fmt: skip
"""The words a date can begin with, besides a number; they spare every other word the forms."""
