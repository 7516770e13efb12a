"""Deadlines as days and months of a year: what a calendar, a sheet and a picture can show.

A month, a quarter and a year end on their last working day.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from cchc_draft.checking import calendar, wording
from cchc_draft.deadlines import Deadline, Kind

Shape = Literal["date", "monthly", "quarterly", "span", "ongoing", "open"]
"""One day; every month or quarter; a month, quarter or year; without an end; nothing that a calendar has."""

MONTHS = 12
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """When a task is due."""

    shape: Shape
    days: tuple[datetime.date, ...] = ()
    """The days on which something is due, the first one first."""
    year: int = 0
    """Year of the months, 0 where there are none."""
    first: int = 0
    """First month of work (1-12) of the shapes "span" and "ongoing"."""
    last: int = 0


OPEN = Due("open")


def due(deadline: Deadline | None, year: int, start: datetime.date | None = None) -> Due:
    """Return what a deadline means in a plan for *year* that begins on *start*, at the latest.

    >>> due(Deadline.parse("Quý II/2026"), 2026).days
    (datetime.date(2026, 6, 30),)
    """
    return READERS[deadline.kind](deadline, deadline.year or year, start) if deadline else OPEN


def _by(deadline: Deadline, _year: int, _start: datetime.date | None) -> Due:
    return Due("date", (deadline.date,), deadline.date.year) if deadline.date else OPEN


def _before(deadline: Deadline, _year: int, _start: datetime.date | None) -> Due:
    if deadline.date is None or deadline.date == datetime.date.min:
        return OPEN
    day = deadline.date - DAY
    return Due("date", (day,), day.year)


def _recurring(shape: Shape, step: int) -> Callable[[Deadline, int, datetime.date | None], Due]:
    def read(_deadline: Deadline, year: int, start: datetime.date | None) -> Due:
        since = start.month if start and start.year == year else 1
        months = [month for month in range(step, MONTHS + 1, step) if month >= since]
        return Due(shape, tuple(last_working_day(year, month) for month in months), year)

    return read


def _span(first: int, last: int, year: int) -> Due:
    return Due("span", (last_working_day(year, last),), year, first, last)


READERS: dict[Kind, Callable[[Deadline, int, datetime.date | None], Due]] = {
    "by": _by,
    "before": _before,
    "day": _by,
    "monthly": _recurring("monthly", 1),
    "quarterly": _recurring("quarterly", 3),
    "month": lambda deadline, year, _: _span(deadline.part, deadline.part, year),
    "quarter": lambda deadline, year, _: _span(deadline.part * 3 - 2, deadline.part * 3, year),
    "in_year": lambda _deadline, year, _start: _span(1, MONTHS, year),
    "ongoing": lambda _deadline, year, _start: Due("ongoing", (), year, 1, MONTHS),
    "free": lambda _deadline, _year, _start: OPEN,
}


def last_working_day(year: int, month: int) -> datetime.date:
    """Return the last day of a month on which offices work."""
    return next(day for day in _backwards(year, month) if not calendar.day_off(day, _known_days()))


def last_weekday(year: int, month: int) -> datetime.date:
    """Return the last day of a month from Monday to Friday: what a rule of a calendar can say."""
    return next(day for day in _backwards(year, month) if day.weekday() < calendar.SATURDAY)


def _backwards(year: int, month: int) -> Iterator[datetime.date]:
    """Yield the days of a month from its last one."""
    day = last_day(year, month)
    while True:
        yield day
        day -= DAY


def last_day(year: int, month: int) -> datetime.date:
    """Return the last day of a month."""
    return datetime.date(year, month, monthrange(year, month)[1])


@lru_cache(maxsize=1)
def _known_days() -> dict[str, str]:
    return dict(wording.shipped().of("ngay-nghi"))
