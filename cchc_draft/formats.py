"""Dates and numbers as officials write them; pure functions, each with its inverse.

Babel gives separators; the zero rule of dates (days under 10 and months 1, 2: PL I.II.4b of Decree 30/2020/NĐ-CP)
and the words "ngày … tháng … năm …" are ours, since Babel's own Vietnamese patterns are others.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

BLANK = " " * 6
"""Room that a missing number, day or month leaves for the pen."""

LOCALE = "vi"

SHORT_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
LONG_DATE = re.compile(r"ngày\s+(\d{1,2})?\s*tháng\s+(\d{1,2})?\s*năm\s+(\d{4})")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """The date of a document; month and day may still be open (0). A day without a month is refused."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        """Raise ValueError for a date that does not exist."""
        if self.day and not self.month:
            raise ValueError("a day needs its month")
        datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def date(self) -> datetime.date | None:
        """The whole date, or None while a part is open."""
        return datetime.date(self.year, self.month, self.day) if self.day else None


def day_digits(day: int) -> str:
    """Return the day of a date: two digits under 10 (`date-leading-zero`); a blank for 0."""
    return f"{day:02}" if day else BLANK


def month_digits(month: int) -> str:
    """Return the month: 01 and 02 take a zero, 3 to 9 none (`date-no-extra-zero`); a blank for 0."""
    return (f"{month:02}" if month < 3 else str(month)) if month else BLANK


def long_date(date: PartialDate | datetime.date) -> str:
    """Return the date in words, as in the date line.

    >>> long_date(PartialDate(2026, 3, 4))
    'ngày 04 tháng 3 năm 2026'
    """
    day = f" {day_digits(date.day)} " if date.day else BLANK
    month = f" {month_digits(date.month)} " if date.month else BLANK
    return f"ngày{day}tháng{month}năm {date.year}"


def short_date(date: datetime.date) -> str:
    """Return the date in digits, as in running text.

    >>> short_date(datetime.date(2026, 3, 8))
    '08/3/2026'
    """
    return f"{day_digits(date.day)}/{month_digits(date.month)}/{date.year}"


def parse_date(text: str) -> PartialDate:
    """Return the date that :func:`long_date` or :func:`short_date` wrote; zeros may be missing or too many.

    Raises ValueError for other text and for dates that do not exist.
    """
    match = SHORT_DATE.fullmatch(text.strip()) or LONG_DATE.fullmatch(text.strip())
    if not match:
        raise ValueError(f"not a date: {text!r}")
    day, month, year = (int(part or 0) for part in match.groups())
    if 0 in (day, month) and "/" in text:
        raise ValueError(f"not a date: {text!r}")
    return PartialDate(year, month, day)


def date_line(place: str, date: PartialDate) -> str:
    """Return place and date as in the letterhead (PL I.II.4): "Ngọc Hà, ngày 04 tháng 3 năm 2026"."""
    return f"{place}, {long_date(date)}"


def document_number(number: int | None) -> str:
    """Return the number of a document: under 10 with a zero (`so-leading-zero`), a blank for None."""
    return f"{number:02}" if number is not None else BLANK


def number_line(number: int | None, symbol: str) -> str:
    """Return "Số: 115/KH-UBND" (PL I.II.3); an open number leaves a blank."""
    return f"Số: {document_number(number)}/{symbol}"


def parse_number_line(text: str) -> tuple[int | None, str]:
    """Return number and symbol of a line that :func:`number_line` wrote. Raises ValueError for other text."""
    match = re.fullmatch(r"Số:\s*(\d*)\s*/(\S+)", text.strip())
    if not match:
        raise ValueError(f"not a number line: {text!r}")
    return (int(match[1]) if match[1] else None), match[2]


def count(number: int) -> str:
    """Return a count as plans write it: 2 is "02", 1500 is "1.500"."""
    return f"{number:02}" if 0 <= number < 10 else decimal(number)


def decimal(number: int | Decimal | float) -> str:
    """Return a number with decimal comma and thousands dots (NĐ 86/2012/NĐ-CP): "1.234.567,5"."""
    from decimal import localcontext

    from babel.numbers import format_decimal

    with localcontext(prec=60):
        return format_decimal(
            Decimal(str(number)), format="#,##0.##################", locale=LOCALE, decimal_quantization=False
        )


def parse_decimal(text: str) -> Decimal:
    """Return the value of a number that :func:`decimal` or :func:`count` wrote. Raises ValueError otherwise."""
    from babel.numbers import parse_decimal as babel_parse_decimal

    return babel_parse_decimal(text, locale=LOCALE, strict=not text.startswith("0"))


def percent(number: int | Decimal | float) -> str:
    """Return a share that is already in hundredths, without a space: "97,5%"."""
    return f"{decimal(number)}%"


def money(dong: int) -> str:
    """Return an amount of money: "1.500.000 đồng"."""
    return f"{decimal(dong)} đồng"


def join(names: list[str] | tuple[str, ...]) -> str:
    """Return names as a running list: "A, B và C"."""
    from babel.lists import format_list

    return format_list(list(names), locale=LOCALE)


def sentence_start(text: str) -> str:
    """Return *text* with a capital first letter."""
    return text[:1].upper() + text[1:]


def inside_sentence(text: str) -> str:
    """Return *text* with a small first letter, short forms such as UBND left alone."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
