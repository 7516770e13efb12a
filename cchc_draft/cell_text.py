"""What a cell of a spreadsheet shows, as text in Vietnamese form: numbers, shares, amounts, dates.

>>> shown_number(0.955, "0.0%"), shown_number(1500000, '#,##0 "đồng"')
('95,5%', '1.500.000 đồng')

Only the part of the format language that task lists need is known here; whatever else a format says is refused, since
a number printed in another form than the sheet shows is another number to whoever reads it.
"""

from __future__ import annotations

import datetime
import math
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

PLAIN = ("General", "@", "")
"""Formats that show a number as it was typed."""


class UnclearFormatError(ValueError):
    """A number format says something that is not understood here."""


class _Section(NamedTuple):
    """One part of a format: what stands around the digits, and how these are written."""

    before: str
    after: str
    has_digits: bool
    is_general: bool = False
    least_digits: int = 0
    """Digits before the comma, zeros in front included."""
    least_decimals: int = 0
    most_decimals: int = 0
    has_thousands: bool = False
    power: int = 0
    """What the value is multiplied with, as a power of ten: 2 for each %, -3 for each comma at the end."""


def shown_number(value: float, number_format: str = "General") -> str:
    """Return a number as a cell of this format shows it, with decimal comma and thousands dots.

    Raises UnclearFormatError when the format is not understood.
    """
    if not math.isfinite(value):
        raise UnclearFormatError(value)
    if number_format in PLAIN:
        return _plain(value)
    sections = _sections(number_format)
    number = Decimal(repr(value))
    if value < 0 and len(sections) > 1:
        return _written(-number, sections[1])
    section = sections[2] if value == 0 and len(sections) > 2 else sections[0]
    text = _written(abs(number), section)
    return f"-{text}" if value < 0 and re.search(r"[1-9]", text) else text


def _plain(value: float) -> str:
    if value == int(value):
        return str(int(value))
    text = f"{value:.15g}"
    return (f"{Decimal(text):f}" if "e" in text else text).replace(".", ",")


def _written(number: Decimal, section: _Section) -> str:
    if not section.has_digits:
        if number and not section.before:
            raise UnclearFormatError("hidden")
        return section.before.strip()
    scaled = number.scaleb(section.power)
    digits = _plain(float(scaled)) if section.is_general else _digits(scaled, section)
    return " ".join(f"{section.before}{digits}{section.after}".split())


def _digits(number: Decimal, section: _Section) -> str:
    try:
        rounded = number.quantize(Decimal(1).scaleb(-section.most_decimals), ROUND_HALF_UP)
    except InvalidOperation as error:
        raise UnclearFormatError(number) from error
    whole, _, decimals = f"{rounded:f}".partition(".")
    decimals = decimals[: section.least_decimals] + decimals[section.least_decimals :].rstrip("0")
    whole = whole.lstrip("0").rjust(section.least_digits, "0")
    if section.has_thousands:
        whole = f"{int(whole or 0):,}".replace(",", ".") if whole else ""
    return f"{whole},{decimals}" if decimals else whole


TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<room>.)|\*.|\[\$(?P<currency>[^\]\-]*)(?:-[^\]]*)?\]'
    r"|\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d+)\]"
    r"|(?P<digits>General|[#0?][#0?,]*(?:\.[#0?]*)?,*)|(?P<percent>%)|(?P<sign>[-+$€₫đ()\s:'])",
    re.IGNORECASE,
)
BREAK = re.compile(r'("[^"]*"|\\.|\[[^\]]*\])|;')


@lru_cache(maxsize=500)
def _sections(number_format: str) -> tuple[_Section, ...]:
    marked = BREAK.sub(lambda match: match[1] or "\n", number_format)
    return tuple(_section(part) for part in marked.split("\n")[:3])


def _section(part: str) -> _Section:
    texts = ["", ""]
    digits = ""
    position = power = 0
    while position < len(part):
        match = TOKEN.match(part, position)
        if not match or (match["digits"] and digits):
            raise UnclearFormatError(part)
        digits = match["digits"] or digits
        power += 2 if match["percent"] else 0
        shown = match["quoted"] or match["escaped"] or match["currency"] or match["percent"] or match["sign"] or ""
        texts[bool(digits)] += " " if match["room"] else shown
        position = match.end()
    before, after = texts
    pattern = digits.rstrip(",")
    whole, _, decimals = pattern.partition(".")
    return _Section(
        before,
        after,
        has_digits=bool(digits),
        is_general=digits.casefold() == "general",
        least_digits=len(whole.replace(",", "").lstrip("#?")),
        least_decimals=len(decimals.rstrip("#?")),
        most_decimals=len(decimals),
        has_thousands="," in whole,
        power=power - 3 * (len(digits) - len(pattern)),
    )


NOT_A_PART = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def shown_month(date: datetime.date, number_format: str) -> str:
    """Return "Tháng 3/2026" or "2026" for a date of which the format shows no day; "" where it shows the day."""
    parts = set(NOT_A_PART.sub("", number_format.partition(";")[0]).casefold())
    if parts & set("dhs") or not parts & set("my"):
        return ""
    return f"Tháng {date.month}/{date.year}" if "m" in parts else str(date.year)


def shown_time(time: datetime.time | datetime.timedelta) -> str:
    """Return a time of the day or a duration: "08:30"."""
    if isinstance(time, datetime.time):
        return f"{time:%H:%M}"
    minutes = round(time.total_seconds() / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
