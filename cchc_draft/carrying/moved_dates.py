"""A day of one year in another one, on a day on which offices work."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from cchc_draft.checking import calendar, wording
from cchc_draft.formats import short_date
from cchc_draft.language import N_, translate


@dataclass(frozen=True, slots=True)
class Years:
    """From which year to which a plan goes."""

    old: int
    new: int

    @property
    def step(self) -> int:
        """Return how many years lie between."""
        return self.new - self.old


def moved_date(old: datetime.date, years: Years, *, to_working_day: bool) -> tuple[datetime.date, str]:
    """Return a date in the new year, off days on which offices are closed where asked, and both steps in words.

    The day is the working day before; behind it where that would be in another year.
    """
    year = old.year + years.step
    try:
        moved = old.replace(year=year)
    except ValueError:
        moved = datetime.date(year, 2, 28)
    known = wording.shipped().of("ngay-nghi")
    closed = calendar.day_off(moved, known) if to_working_day else ""
    if not closed:
        return moved, translate(DATE_MOVED)
    new = _working_day(moved, known, -1)
    if new.year != year:
        new = _working_day(moved, known, 1)
    return new, translate(DATE_SHIFTED).format(date=short_date(moved), closed=translate(closed), new=short_date(new))


def is_day_off(date: datetime.date) -> bool:
    """Tell whether offices are closed on a day."""
    return bool(calendar.day_off(date, wording.shipped().of("ngay-nghi")))


def _working_day(date: datetime.date, known: Mapping[str, object], step: int) -> datetime.date:
    while calendar.day_off(date, known):
        date += datetime.timedelta(days=step)
    return date


DATE_MOVED = N_("chuyển sang năm mới")
DATE_SHIFTED = N_("chuyển sang năm mới là ngày {date}, ngày nghỉ ({closed}); lấy ngày làm việc {new}")
