"""A job beyond its stone: the criteria for leaving, the fit with the values, and the jobs before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from careertui.domain.career import Career
from careertui.domain.comparison import Compared, lasted_in_words
from careertui.domain.fit import BEST_FIT, YearlyFit, fit_by_year, fit_of, scored, weight_on
from careertui.domain.job import ExitCriterion, Job
from careertui.domain.stones import Quarter, Stone, stay
from careertui.domain.vision import Value
from careertui.tui.presentation import (
    LABEL_CELLS,
    SPARKS,
    STONES,
    clipped,
    columns,
    joined,
    labelled,
    row,
    said,
    when,
)

_NAME_CELLS = 22
"""The name of a value."""
_WORDS_FROM = 84
"""Cells of width from which the quarters of a comparison have their names over them."""
_HEADS = {
    Quarter.SKILLS: "skills",
    Quarter.CONNECTIONS: "people",
    Quarter.KNOWLEDGE: "knowledge",
    Quarter.DIRECTION: "led to",
}
_FIT_CELLS = 9


def job_blocks(job: Job, career: Career, today: date, width: int) -> Iterator[Content]:
    """What the page of a job says after its stone: the criteria for leaving, and the fit."""
    if job.exit_criteria:
        lines = [criterion_content(criterion, today) for criterion in job.exit_criteria]
        yield labelled("to leave", Content("\n").join(lines), width)
    if scored(career, job):
        yield fit_block(job, career, today, width)


def criterion_content(criterion: ExitCriterion, today: date) -> Content:
    """A criterion for leaving: whether it is met, and when that was."""
    if criterion.met_on is None:
        return joined(("○ ", "$stone"), said(criterion.text))
    return joined(
        ("✓ ", "$done"), said(criterion.text, "$muted"), (f"  {when(criterion.met_on, today)}", "$faint")
    )


# --- the fit ----------------------------------------------------------------------------------------


def five(many: int, hue: str = "$vision") -> Content:
    """One to five, as marks."""
    return joined(("◆" * many, hue), ("◇" * (BEST_FIT - many), "$rule"))


def fit_block(job: Job, career: Career, today: date, width: int) -> Content:
    """How well a job fitted, a column a year by the weights of that year, and its fit with each value."""
    lines = [_over_time(job, career, today, width - LABEL_CELLS - 1)]
    lines += [_valued(value, fit, _weights(value, job, today)) for value, fit in scored(career, job)]
    return labelled("values fit", Content("\n").join(lines), width)


def _over_time(job: Job, career: Career, today: date, width: int) -> Content:
    """The columns, from which fit to which, and from which year to which."""
    now = fit_of(career, job, today)
    years = fit_by_year(career, job, today)[-max(width - 28, 4) :]
    if len(years) < 2:  # noqa: PLR2004 - one column is no chart
        return joined((f"{now:.1f}", "bold"), (f" of {BEST_FIT}", "$muted"))
    first, last = years[0], years[-1]
    change = (
        f"{first.fit:.1f} → {last.fit:.1f}" if f"{first.fit:.1f}" != f"{last.fit:.1f}" else f"{last.fit:.1f}"
    )
    return joined(
        fit_columns(years), f"  {change}", (f" of {BEST_FIT}   {first.year} – {last.year}", "$muted")
    )


def fit_columns(years: Sequence[YearlyFit]) -> Content:
    """A column a year, full where the job is all one could want."""
    return Content.styled("".join(_column(one.fit) for one in years), "$vision")


def _column(fit: float) -> str:
    return SPARKS[max(1, round(fit / BEST_FIT * (len(SPARKS) - 1)))]


def _valued(value: Value, fit: int, weights: tuple[int, int]) -> Content:
    """A value: how well the job fits it, and what it weighed then."""
    was, became = weights
    weighed = f"weighs {became}" if was == became else f"weighed {was} → {became}"
    name = clipped(said(value.name), _NAME_CELLS)
    return joined(
        five(fit), "  ", name.pad_right(max(_NAME_CELLS - name.cell_length, 0)), (f"  {weighed}", "$faint")
    )


def _weights(value: Value, job: Job, today: date) -> tuple[int, int]:
    """What a value weighed when the job began and when it ended; today where nobody knows."""
    first, last = stay(job, today) or (today, today)
    return weight_on(value, first), weight_on(value, last)


# --- the comparison ---------------------------------------------------------------------------------


def comparison_head(width: int) -> Content:
    """What stands over the columns of a comparison."""
    cells = [
        (Content(), _title_cells(width)),
        *((Content(_head(quarter, width)), _quarter_cells(quarter, width)) for quarter in Quarter),
    ]
    cells += [(Content("lasted"), _lasted_cells(width)), (Content("fit"), _FIT_CELLS)]
    return joined("  ", columns(cells)).stylize_before("$muted")


def comparison_row(
    one: Compared, today: date, width: int, *, here: bool, selected: bool, with_pay: bool
) -> list[Content]:
    """A job in a comparison: how much is in each quarter, how long it lasted, and how well it fitted.

    With its pay, that stands on a line below.
    """
    title = joined((STONES[one.stone.filled], "$stone"), " ", said(one.job.heading, "bold" if here else ""))
    lasted = lasted_in_words(one.job, today) or ("ahead" if one.job.planned else "")
    cells = [
        (title, _title_cells(width)),
        *((_count(one.stone, quarter), _quarter_cells(quarter, width)) for quarter in Quarter),
        (Content.styled(_brief(lasted) if width < _WORDS_FROM else lasted, "$muted"), _lasted_cells(width)),
        (_fit(one.fit), _FIT_CELLS),
    ]
    lines = [row(columns(cells), width, selected=selected)]
    if with_pay:
        pay = said(one.job.pay, "$muted") if one.job.pay else Content.styled("no pay written down", "$faint")
        lines.append(row(joined("  ", pay), width, selected=selected))
    return lines


def _count(stone: Stone, quarter: Quarter) -> Content:
    held = len(stone.held(quarter))
    return Content.styled(str(held), "$stone") if held else Content.styled("○", "$faint")


def _fit(fit: float | None) -> Content:
    if fit is None:
        return Content.styled("·", "$faint")
    return joined((_column(fit), "$vision"), f" {fit:.1f}")


def _head(quarter: Quarter, width: int) -> str:
    return _HEADS[quarter] if width >= _WORDS_FROM else _HEADS[quarter][0].upper()


def _quarter_cells(quarter: Quarter, width: int) -> int:
    return len(_head(quarter, width)) if width >= _WORDS_FROM else 2


def _lasted_cells(width: int) -> int:
    return 18 if width >= _WORDS_FROM else 6


def _title_cells(width: int) -> int:
    """What the other columns leave, with two cells before each of them."""
    quarters = sum(_quarter_cells(quarter, width) + 2 for quarter in Quarter)
    taken = quarters + _lasted_cells(width) + 2 + _FIT_CELLS + 2
    return max(width - 2 - taken, 8)


def _brief(lasted: str) -> str:
    """`2 years 9 months` as `2y 9m`."""
    words = lasted.removeprefix("about ").split()
    return " ".join(f"{count}{unit[0]}" for count, unit in zip(words[::2], words[1::2], strict=False))
