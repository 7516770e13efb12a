"""Deadlines as values, printed as officials write them and read back.

>>> str(Deadline.parse("Quý III/2026"))
'Quý III/2026'
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from cchc_draft.formats import parse_date, short_date
from cchc_draft.numbering import Scheme, label, number

QUARTER = Scheme("roman", "", 4)

Kind = Literal["by", "before", "day", "monthly", "quarterly", "month", "quarter", "in_year", "ongoing", "free"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a task is due.

    The words of whoever wrote it are kept for printing; two deadlines are equal when they mean the same.
    """

    kind: Kind
    date: datetime.date | None = None
    """Last day, of the kinds "by", "before" and "day"."""
    part: int = 0
    """Month (1-12) or quarter (1-4)."""
    year: int = 0
    """Year of a month, a quarter or "in_year"; 0 where the text names none."""
    free: str = ""
    """Text of the kind "free"."""
    written: str = field(default="", compare=False)
    """The text as it was read; empty when the deadline was given as a value."""

    def __str__(self) -> str:
        return self.written or OFFICIAL[self.kind](self)

    @property
    def month(self) -> int:
        """Month in which the task is due (1-12), 0 where the deadline names none."""
        return self.date.month if self.date else self.part if self.kind == "month" else 0

    @property
    def quarter(self) -> int:
        """Quarter in which the task is due (1-4), 0 where the deadline names none."""
        return self.part if self.kind == "quarter" else (self.month + 2) // 3

    @classmethod
    def on_or_before(cls, date: datetime.date) -> Deadline:
        """Return the deadline "Chậm nhất ngày …"."""
        return cls("by", date=date)

    @classmethod
    def parse(cls, text: str) -> Deadline:
        """Return what *text* means; what no form fits is the kind "free" and keeps its text.

        Raises ValueError when a date in the text does not exist.
        """
        text = " ".join(text.split())
        for pattern, read in FORMS:
            match = pattern.fullmatch(text)
            if match:
                deadline = read(match)
                return deadline if str(deadline) == text else _as_written(deadline, text)
        return cls("free", free=text)


def _as_written(deadline: Deadline, text: str) -> Deadline:
    return Deadline(deadline.kind, deadline.date, deadline.part, deadline.year, deadline.free, text)


def _with_year(text: str, year: int) -> str:
    return f"{text}/{year}" if year else text


OFFICIAL: dict[Kind, Callable[[Deadline], str]] = {
    "by": lambda d: f"Chậm nhất ngày {short_date(d.date)}" if d.date else "",
    "before": lambda d: f"Trước ngày {short_date(d.date)}" if d.date else "",
    "day": lambda d: f"Ngày {short_date(d.date)}" if d.date else "",
    "monthly": lambda _: "Định kỳ hàng tháng",
    "quarterly": lambda _: "Định kỳ hàng quý",
    "month": lambda d: _with_year(f"Tháng {d.part}", d.year),
    "quarter": lambda d: _with_year(f"Quý {label(d.part, QUARTER)}", d.year),
    "in_year": lambda d: f"Trong năm {d.year}" if d.year else "Trong năm",
    "ongoing": lambda _: "Thường xuyên",
    "free": lambda d: d.free,
}


def _quarter(match: re.Match[str]) -> Deadline:
    digits = match["part"].upper()
    part = int(digits) if digits.isdigit() else number(digits, QUARTER)
    return Deadline("quarter", part=part, year=int(match["year"] or 0))


def _month(match: re.Match[str]) -> Deadline:
    return Deadline("month", part=int(match["part"]), year=int(match["year"] or 0))


def _dated(kind: Kind) -> Callable[[re.Match[str]], Deadline]:
    return lambda match: Deadline(kind, date=parse_date(match["date"]).date)


def _form(pattern: str, read: Callable[[re.Match[str]], Deadline]) -> Form:
    return re.compile(pattern.replace("DATE", DATE).replace("YEAR", YEAR), re.IGNORECASE), read


Form = tuple[re.Pattern[str], Callable[[re.Match[str]], Deadline]]
DATE = r"(?:ngày )?(?P<date>\d{1,2}/\d{1,2}/\d{4})"
YEAR = r"(?:(?:\s*/\s*| năm | )(?P<year>\d{4}))?"

FORMS: tuple[Form, ...] = (
    _form(r"(?:chậm nhất|xong trước hoặc trong|đến hết)(?: là)? DATE", _dated("by")),
    _form(r"(?:hoàn thành )?trước DATE", _dated("before")),
    _form(r"DATE", _dated("day")),
    _form(r"(?:định kỳ )?h[àằ]ng tháng", lambda _: Deadline("monthly")),
    _form(r"(?:định kỳ )?h[àằ]ng quý", lambda _: Deadline("quarterly")),
    _form(r"(?:trong )?tháng (?P<part>0?[1-9]|1[0-2])YEAR", _month),
    _form(r"(?P<part>0?[1-9]|1[0-2])\s*/\s*(?P<year>\d{4})", _month),
    _form(r"(?:trong )?quý (?P<part>I{1,3}|IV|[1-4])YEAR", _quarter),
    _form(
        r"(?:trong )?(?:cả )?năm(?: (?P<year>\d{4}))?",
        lambda match: Deadline("in_year", year=int(match["year"] or 0)),
    ),
    _form(r"thường xuyên", lambda _: Deadline("ongoing")),
)
