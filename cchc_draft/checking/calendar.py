"""Days on which offices are closed: weekends, public holidays and official swaps of working days."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cchc_draft import compile_cache
from cchc_draft.language import N_, Message

SATURDAY, SUNDAY = 5, 6
SPANS = (
    ((1, 1), (1, 5)),
    ((1, 18), (2, 26)),
    ((3, 27), (5, 6)),
    ((8, 28), (9, 6)),
    ((11, 22), (11, 27)),
    ((12, 29), (12, 31)),
)
"""Parts of the year in which public holidays and days in lieu of them can lie, as (month, day) from and to.

Outside of them no calendar need be loaded; official swaps of other days stand in the list of the program.
"""
WORKING = "làm bù"
"""How the list names a Saturday or Sunday on which offices work."""


def day_off(date: datetime.date, known: Mapping[str, Any]) -> str:
    """Return why offices are closed on a day, empty where they work; *known* are the swaps and days in lieu by date."""
    told = str(known.get(date.isoformat(), ""))
    if told:
        return "" if told.casefold().startswith(WORKING) else told
    if date.weekday() == SATURDAY:
        return ON_SATURDAY
    if date.weekday() == SUNDAY:
        return ON_SUNDAY
    if not any(first <= (date.month, date.day) <= last for first, last in SPANS):
        return ""
    return _holidays(date.year).get(date.toordinal(), "")


@cache
def _holidays(year: int) -> Mapping[int, str]:
    """Return the public holidays of a year with the days in lieu of them, by the ordinal numbers of the days.

    They are kept from one run to the next: the package that knows them loads the calendars of all countries.
    """
    name = compile_cache.key(__file__, str(year).encode(), _package())
    found = compile_cache.load(name)
    if not isinstance(found, dict):
        import holidays

        days = holidays.country_holidays("VN", years=year, language="vi")
        found = {date.toordinal(): str(name) for date, name in days.items()}
        compile_cache.keep(name, found)
    return found


def _package() -> bytes:
    """Return what tells one installed version of the calendars from another."""
    spec = find_spec("holidays")
    place = Path(spec.origin) if spec and spec.origin else Path(__file__)
    return f"{place} {place.stat().st_mtime_ns}".encode()


ON_SATURDAY: Message = N_("thứ Bảy")
ON_SUNDAY: Message = N_("Chủ nhật")
