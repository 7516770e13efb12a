"""The year of a plan as a chart: a row for each task, grouped by unit, and what stands in its twelve months."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cchc_draft.formats import short_date
from cchc_draft.overview.due_days import MONTHS, Shape
from cchc_draft.overview.grouping import by_unit
from cchc_draft.overview.listing import ListedPlan, ListedTask


class ChartRow(NamedTuple):
    """One task."""

    number: int
    """Counted from 1 through the whole chart."""
    text: str
    shape: Shape
    days: tuple[datetime.date, ...] = ()
    first: int = 0
    """First month of the bar; 0 where there is none."""
    last: int = 0
    note: str = ""
    """The deadline in words."""


class ChartGroup(NamedTuple):
    """The tasks of one unit."""

    title: str
    rows: tuple[ChartRow, ...]


class Chart(NamedTuple):
    """One year."""

    year: int
    groups: tuple[ChartGroup, ...]


def charts(plans: Sequence[ListedPlan]) -> list[Chart]:
    """Return a chart for each year that has a plan."""
    years = sorted({plan.year for plan in plans})
    return [_chart(year, [plan for plan in plans if plan.year == year]) for year in years]


def _chart(year: int, plans: Sequence[ListedPlan]) -> Chart:
    several = len({plan.key for plan in plans}) > 1
    number = 0
    groups = []
    for unit in by_unit(plans, with_support=False):
        rows = []
        for entry in unit.entries:
            number += 1
            rows.append(_row(number, entry.task, year))
        groups.append(ChartGroup(f"{unit.agency}: {unit.name}" if several else unit.name, tuple(rows)))
    return Chart(year, tuple(groups))


def _row(number: int, task: ListedTask, year: int) -> ChartRow:
    """Return a task's row; what lies in another year is said in words."""
    due, text = task.due, task.text
    others = task.task.lead[1:]
    if others:
        text += f" ({TOGETHER} {'; '.join(others)})"
    note = task.deadline or NO_DEADLINE
    if due.shape == "open" or due.year != year:
        return ChartRow(number, text, "open", note=note)
    return ChartRow(number, text, due.shape, due.days, due.first, due.last, note)


class ChartCell(NamedTuple):
    """What stands in one or several months of a row."""

    months: int
    text: str = ""
    shape: Shape | None = None
    """None for a month in which nothing is to be done."""


def cells(row: ChartRow) -> Iterator[ChartCell]:
    """Yield the cells of a row from January to December, twelve months in all."""
    if row.shape == "open":
        yield ChartCell(MONTHS, row.note, "open")
    elif row.first:
        is_long = row.last > row.first
        yield from [ChartCell(1)] * (row.first - 1)
        yield ChartCell(row.last - row.first + 1, row.note if is_long else MARK, row.shape)
        yield from [ChartCell(1)] * (MONTHS - row.last)
    else:
        days = {day.month: day for day in row.days}
        for month in range(1, MONTHS + 1):
            if month in days:
                yield ChartCell(1, day_and_month(days[month]) if row.shape == "date" else MARK, row.shape)
            else:
                yield ChartCell(1)


def day_and_month(day: datetime.date) -> str:
    """Return a date without its year."""
    return short_date(day).rpartition("/")[0]


# The chart is part of a Vietnamese document, whatever the language of messages.

TITLE = "Biểu đồ tiến độ thực hiện nhiệm vụ"
MARK = "x"
TOGETHER = "cùng chủ trì:"
NO_DEADLINE = "Không ghi thời hạn"
