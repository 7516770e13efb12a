"""Documents that a plan stands on, cited as PL I.II.6a-b of Decree 30/2020/NĐ-CP asks.

The first mention names type, number and symbol, date, agency and subject; a later one type, number and symbol.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from cchc_draft.blanks import BLANK, PLAIN_BLANK, has_blank
from cchc_draft.formats import long_date, short_date

STATE_SYMBOL = re.compile(
    r"(?P<number>\d+[a-z]?)(?:/(?P<year>(?:19|20)\d\d))?/(?P<symbol>[A-ZĐ][A-ZĐa-z0-9&]*(?:-[A-ZĐ][A-ZĐa-z0-9&]*)*)"
)
"""75/KH-UBND, 30/2020/NĐ-CP, 72/2025/QH15."""
PARTY_SYMBOL = re.compile(
    r"(?P<number>\d+)-(?P<kind>[A-ZĐa-z]+)/(?P<body>[A-ZĐ][A-ZĐa-z0-9]*(?:-[A-ZĐ][A-ZĐa-z0-9]*)*)"
)
"""57-NQ/TW, 34-KH/ĐU: hyphen first, slash second (Hướng dẫn 05-HD/VPTW)."""

NAMED_ONLY = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
"""Cited by name alone (`cite-law`)."""

SUBJECT_STARTS = (
    "về", "ban hành", "quy định", "phê duyệt", "sửa đổi", "công bố", "giao chỉ tiêu", "giao nhiệm vụ", "triển khai",
    "thực hiện",
    "hướng dẫn", "điều chỉnh", "bổ sung", "kiện toàn", "thành lập", "bãi bỏ", "thông qua",
)  # fmt: skip
"""A subject that starts with one of these follows the agency directly; before any other stands "về"."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One document: type, number with symbol, date, agency, subject. A law has its name as subject."""

    kind: str
    symbol: str = ""
    date: datetime.date | None = None
    issuer: str = ""
    subject: str = ""
    in_words: bool = False
    """Write the date as "ngày 27 tháng 02 năm 2026" instead of "ngày 27/02/2026"."""
    open_date: str = ""
    """The blank mark in place of a date that is not known yet."""

    @property
    def short(self) -> str:
        """Later mention: "Kế hoạch số 75/KH-UBND", or a law's name."""
        if self.kind in NAMED_ONLY or not self.symbol:
            return f"{self.kind} {self.subject}".strip()
        return f"{self.kind} số {self.symbol}"

    @property
    def full(self) -> str:
        """First mention; parts that are not known are left out."""
        if self.kind in NAMED_ONLY or not self.symbol:
            return self.short
        parts = [self.short]
        if self.date:
            parts.append(long_date(self.date) if self.in_words else f"ngày {short_date(self.date)}")
        elif self.open_date or has_blank(self.symbol):
            parts.append(f"ngày {self.open_date or PLAIN_BLANK}")
        if self.issuer:
            parts.append(f"của {self.issuer}")
        if self.subject:
            parts.append(subject_phrase(self.subject))
        return " ".join(parts)

    @property
    def legal_basis(self) -> str:
        """The citation in a Căn cứ line: a law takes its date there, as in the decree's own preamble."""
        if self.kind in NAMED_ONLY and self.date:
            return f"Căn cứ {self.short} {long_date(self.date)}"
        return f"Căn cứ {self.full}"


def subject_phrase(subject: str) -> str:
    """Return what follows the agency: "về …" unless the subject starts with a word such as "ban hành"."""
    starts = any(re.match(rf"{word}\b", subject, re.IGNORECASE) for word in SUBJECT_STARTS)
    return subject if starts else f"về {subject}"


def is_party_symbol(symbol: str) -> bool:
    """Tell whether *symbol* has the Party's form (57-NQ/TW)."""
    return PARTY_SYMBOL.fullmatch(symbol) is not None


def symbol_year(symbol: str) -> int | None:
    """Return the year inside a symbol (30/2020/NĐ-CP), None where it has none.

    A part may be a blank mark. Raises ValueError for text that is no symbol of either form.
    """
    symbol = BLANK.sub(lambda blank: "A" if blank.start() else "1", symbol)
    if symbol == "1" or PARTY_SYMBOL.fullmatch(symbol):
        return None
    match = STATE_SYMBOL.fullmatch(symbol)
    if not match:
        raise ValueError(f"not a number and symbol: {symbol!r}")
    return int(match["year"]) if match["year"] else None


@cache
def _cited() -> re.Pattern[str]:
    """Return the pattern of a numbered citation in text."""
    return re.compile(
        r"(?P<kind>[A-ZĐ]\w+(?: \w+){0,4}?) số (?P<symbol>\S+?)"
        r"(?: (?:ngày (?P<short>\d{1,2}/\d{1,2}/\d{4})|(?P<long>ngày \d{1,2} tháng \d{1,2} năm \d{4})))?"
        r"(?: của (?P<issuer>.+?))?(?: (?P<subject>(?:" + "|".join(SUBJECT_STARTS) + r")\b.*))?"
    )


def parse(text: str) -> Citation:
    """Return the citation that ``Citation.full`` or ``Citation.short`` wrote for a numbered document.

    "về" is dropped from the subject, so that printing gives the text back. Raises ValueError for other text.
    """
    from cchc_draft.formats import parse_date

    match = _cited().fullmatch(text)
    if not match:
        raise ValueError(f"not a citation: {text!r}")
    symbol_year(match["symbol"])
    date = parse_date(match["short"] or match["long"]).date if match["short"] or match["long"] else None
    subject = (match["subject"] or "").removeprefix("về ")
    return Citation(match["kind"], match["symbol"], date, match["issuer"] or "", subject, bool(match["long"]))
