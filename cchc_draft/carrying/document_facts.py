"""The documents that a plan names, wherever it does, and which of them belong to one year only."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from cchc_draft.carrying.register import Register, StatusRecord
from cchc_draft.citations import PARTY_SYMBOL, STATE_SYMBOL
from cchc_draft.formats import parse_date
from cchc_draft.importing.citation_reader import CITED, LAW, citations
from cchc_draft.importing.flat_text import flat, one_line

Verdict = Literal["stands", "yearly", "older", "ended", "replaced", "doubtful"]
"""In force whatever the year; of one year; of the year before last; over; replaced; only the office knows."""

LASTING = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Nghị định", "Thông tư", "Thông tư liên tịch")
"""Types that never belong to one year."""
YEARLY = (
    "Kế hoạch", "Kế hoạch hành động", "Kế hoạch liên tịch", "Kế hoạch phối hợp", "Công văn", "Thông báo", "Báo cáo",
    "Tờ trình", "Công điện", "Chương trình công tác", "Văn bản", "Giấy mời",
)  # fmt: skip
"""Types that belong to their year unless they name a period."""
UNSURE = ("Hướng dẫn", "Chương trình", "Chương trình hành động", "Đề án", "Quy chế", "Quy chế phối hợp")
FIRST_MONTH = 9
"""From this month on, a document may belong to the next year."""
BY_SYMBOL = {
    "KH": "Kế hoạch", "QĐ": "Quyết định", "QD": "Quyết định", "NQ": "Nghị quyết", "CT": "Chỉ thị", "TB": "Thông báo",
    "BC": "Báo cáo", "TTr": "Tờ trình", "HD": "Hướng dẫn", "KL": "Kết luận", "NĐ": "Nghị định", "TT": "Thông tư",
    "CV": "Công văn", "CTr": "Chương trình",
}  # fmt: skip


class Key(NamedTuple):
    """What a document is known by in one plan."""

    kind: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Cited:
    """One mention of a document in a text."""

    start: int
    end: int
    """Number, symbol and date in the text; the whole name of a law."""
    whole_end: int
    """Where agency and subject end too."""
    kind: str
    """Type as written; empty where only the symbol stands."""
    symbol: str
    date: datetime.date | None
    name: str
    """Of laws: the name; else the subject."""
    verdict: Verdict
    status: StatusRecord | None = None
    is_basis: bool = False
    """It stands behind "Căn cứ"."""
    is_law: bool = False

    @property
    def is_yearly(self) -> bool:
        """Tell whether a document of the next year must take its place."""
        return self.verdict == "yearly"


@dataclass(slots=True)
class Documents:
    """What the plan itself tells of documents, and what the register does."""

    year: int
    """The plan's year."""
    new_year: int
    register: Register
    known: dict[str, tuple[str, datetime.date | None, str]] = field(default_factory=dict)
    """Symbol to type, date and subject, where the plan tells them."""

    def date_of(self, symbol: str) -> datetime.date | None:
        """Return the date of a document, where the plan tells it anywhere."""
        return self.known.get(symbol, ("", None, ""))[1]

    def learn(self, words: str) -> None:
        """Keep what a text tells of the documents that it cites in full."""
        for _, _, citation in citations(words):
            self.learn_one(citation.kind, citation.symbol, citation.date, citation.subject)

    def learn_one(self, kind: str, symbol: str, date: datetime.date | None, subject: str) -> None:
        """Keep what is told of one document."""
        if not symbol or symbol == subject:
            return
        _, before, about = self.known.get(symbol, ("", None, ""))
        self.known[symbol] = (kind, before or date, about or subject)

    def verdict(
        self, kind: str, symbol: str, date: datetime.date | None, name: str, law_year: int = 0
    ) -> tuple[Verdict, StatusRecord | None]:
        """Return what becomes of a document next year, and what the register says of it."""
        told_kind, told_date, told_name = self.known.get(symbol, ("", None, ""))
        is_law = kind in LASTING[:4]
        date, subject = date or told_date, name or told_name
        status = self.register.status(symbol, date, name if is_law else "", law_year)
        if status:
            return self._of_status(status), status
        kind = kind or told_kind or kind_of(symbol)
        if kind in LASTING:
            return "stands", None
        return self._of_kind(kind, date, subject), None

    def _of_status(self, status: StatusRecord) -> Verdict:
        if status.replaced_by:
            return "replaced"
        return "ended" if status.ends_on and status.ends_on.year < self.new_year else "stands"

    def _of_kind(self, kind: str, date: datetime.date | None, subject: str) -> Verdict:
        own = flat(_without_documents(subject))
        school_years = {int(match[1]) for match in SCHOOL_YEAR.finditer(own)}
        if self.year in school_years:
            return "yearly"
        periods = [int(match[2]) for match in PERIOD.finditer(own)]
        if periods:
            return "ended" if max(periods) < self.new_year else "stands"
        years = {int(match[1]) for match in NAMED_YEAR.finditer(own)}
        years = {year for year in years if date is None or year <= date.year + 1}  # else of the sentence behind it
        if self.year in years:
            return "yearly"
        if years and max(years) == self.year - 1:
            return "older"
        is_recent = date is not None and (date.year == self.year or self._is_of_months_before(date))
        if is_recent and kind in YEARLY:
            return "yearly"
        if date is not None and date.year == self.year - 1 and kind in YEARLY:
            return "older"
        is_untold = is_recent and (kind in UNSURE or not subject)
        return "doubtful" if is_untold or (date is None and kind in YEARLY) else "stands"

    def _is_of_months_before(self, date: datetime.date) -> bool:
        return date.year == self.year - 1 and date.month >= FIRST_MONTH


PERIOD = re.compile(r"(?<!\d)(20\d\d)\s?[-–—]\s?(20\d\d)(?!\d)")
SCHOOL_YEAR = re.compile(r"\bnam hoc\s+(20\d\d)\s?[-–—]")
NAMED_YEAR = re.compile(r"(?<![\d/-])(20\d\d)(?![\d-]|\s?[–—]\s?20|/)")
NESTED = re.compile(
    r"\b\d{1,6}(?:/20\d\d)?[-/][A-ZĐ][\w/&-]*|\bngày\s+\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{4}|\b\d{1,2}/\d{1,2}/\d{4}"
)


def _without_documents(subject: str) -> str:
    """Return a subject without the symbols and dates of the documents in it."""
    return NESTED.sub("", subject)


def kind_of(symbol: str) -> str:
    """Return the type that a symbol tells of: "Kế hoạch" for 75/KH-UBND."""
    match = re.match(r"\d+[a-z]?(?:/20\d\d)?[-/]([^-/\d]+)", symbol)
    return BY_SYMBOL.get(match[1], "") if match else ""


def mentions(words: str, documents: Documents) -> list[Cited]:
    """Return the mentions of documents in a text, in order; what is part of another one's name is left out."""
    found: list[Cited] = []
    for one in sorted(_all(words, documents), key=lambda one: (one.start, -one.whole_end)):
        outer = next((last for last in found if one.start < _last(last)), None)
        if outer is None or _is_later(one, outer):
            found.append(one)
    return found


def _last(one: Cited) -> int:
    return one.end if one.is_yearly else one.whole_end


def _is_later(one: Cited, outer: Cited) -> bool:
    """Tell whether a document cannot be part of another one's name, since it is younger."""
    return bool(one.start >= outer.end and one.date and outer.date and one.date > outer.date and one.is_yearly)


def _all(words: str, documents: Documents) -> Iterator[Cited]:
    for start, whole_end, citation in citations(words):
        numbered = CITED.match(words, start)
        match = numbered or LAW.match(words, start)
        if match is None:
            continue
        is_law = numbered is None
        verdict, status = documents.verdict(citation.kind, citation.symbol, citation.date, citation.subject)
        first = match.start("symbol") if numbered else start
        last = numbered.end() if numbered else match.end()
        whole_end = _cut(words, last, whole_end, citation.date)
        is_basis = words[max(0, start - 12) : start].strip().casefold() == "căn cứ"
        name = citation.subject
        yield Cited(
            first if verdict == "yearly" else start, last, max(last, whole_end), citation.kind, citation.symbol,
            citation.date or documents.date_of(citation.symbol), name, verdict, status, is_basis, is_law,
        )  # fmt: skip
    yield from _laws_by_year(words, documents)
    yield from _bare(words, documents)
    yield from _numbers(words, documents)


def _cut(words: str, start: int, end: int, date: datetime.date | None) -> int:
    """Return where a document's name ends: before a year that it cannot speak of, since it is older."""
    periods = [match.span() for match in PERIOD.finditer(words, start, end)]
    for match in BEHIND.finditer(words, start, end):
        is_period = any(first <= match.start("year") < last for first, last in periods)
        if date and int(match["year"]) > date.year + 1 and not is_period:
            return match.start()
    return end


BEHIND = re.compile(r"(?:,?\s{1,3}(?:trong\s{1,3})?năm\s{1,3})?(?<![\d/])(?P<year>20\d\d)(?![\d/])")


def _laws_by_year(words: str, documents: Documents) -> Iterator[Cited]:
    """Yield laws that are named with their year: "Luật Đất đai năm 2024"."""
    for match in LAW_OF_YEAR.finditer(words):
        year = int(match["year"])
        verdict, status = documents.verdict(match["kind"], "", None, one_line(match["name"] or ""), year)
        if verdict == "stands" and year >= documents.year and status is None:
            verdict = "doubtful"
        yield Cited(
            match.start(), match.end(), match.end(), match["kind"], "", None, one_line(match["name"] or ""), verdict,
            status, is_law=True,
        )  # fmt: skip


LAW_OF_YEAR = re.compile(
    r"\b(?P<kind>Luật|Bộ luật|Pháp lệnh|Hiến pháp)(?:\s+(?P<name>[A-ZĐ][^;:.()\d\n]{2,100}?))?"
    r"(?:\s+\(sửa đổi\))?\s+năm\s+(?P<year>(?:19|20)\d\d)(?!\d)"
)


def _bare(words: str, documents: Documents) -> Iterator[Cited]:
    """Yield symbols that stand without a type in front, and citations that a bad scan made unreadable."""
    plain = flat(words)
    for match in SYMBOL.finditer(words):
        symbol = re.sub(r"\s", "", match["symbol"])
        if not (STATE_SYMBOL.fullmatch(symbol) or PARTY_SYMBOL.fullmatch(symbol)):
            continue
        date = _date(match["date"])
        about = SUBJECT.match(plain, match.end())
        subject = one_line(words[about.start("subject") : about.end()]) if about else ""
        verdict, status = documents.verdict("", symbol, date, subject)
        told = documents.date_of(symbol)
        is_told = symbol in documents.known or status is not None or bool(subject)
        if verdict == "stands" and not is_told and date and date.year >= documents.year - 1:
            verdict = "doubtful"
        end = _cut(words, match.end(), about.end(), date) if about and verdict != "yearly" else match.end()
        is_basis = BASIS.search(words[: match.start()]) is not None
        yield Cited(
            match.start("symbol"), match.end(), end, "", symbol, date or told, subject, verdict, status, is_basis
        )  # fmt: skip


BASIS = re.compile(r"[Cc]ăn cứ\s+(?:[A-ZĐ]{1,4}\w{0,2}\s+)?(?:[Ss]ố\s+)?$")
SUBJECT = re.compile(
    r"(?:[,\s]{1,3}\(?ngay\s+[\d/.\s]{6,12}\)?)?(?:,?\s+cua\s[^;.\n]{2,100}?)?,?\s+"
    r"(?P<subject>(?:v/v|ve|ban hanh|phe duyet|trien khai|thuc hien|quy dinh)\b[^;.\n]{3,300})"
)
"""Agency and subject behind a number, in small letters without marks."""


def _numbers(words: str, documents: Documents) -> Iterator[Cited]:
    """Yield documents that are named by their number alone: "Nghị quyết 57", "Kế hoạch số 75"."""
    for match in NUMBER_ALONE.finditer(words):
        kind, number = match["kind"], match["number"]
        symbol = next((one for one in documents.known if _is_of(one, number) and kind_of(one) == kind), "")
        verdict, status = documents.verdict(kind, symbol, None, "")
        date = documents.date_of(symbol)
        yield Cited(match.start("number"), match.end(), match.end(), kind, symbol or number, date, "", verdict, status)


def _is_of(symbol: str, number: str) -> bool:
    """Tell whether a symbol has a number: 75/KH-UBND has 75."""
    return re.match(rf"0*{number.lstrip('0')}[-/]", symbol) is not None


NUMBER_ALONE = re.compile(
    r"\b(?P<kind>Nghị quyết|Chỉ thị|Quyết định|Kế hoạch|Công văn|Thông báo|Kết luận|Hướng dẫn|Chương trình|Đề án"
    r"|Công điện|Nghị định|Thông tư|Quy định)\s+(?:số\s+)?(?P<number>\d{1,5})(?![\w%]|[.,]\d|\s?[/\-–]\s?[\dA-ZĐ])"
    r"(?!\s+(?:năm|tháng|quý|ngày|tuần|lần|bản|giờ|cấp|bước|nhiệm vụ|chỉ tiêu|nội dung)\b)"
)
"""Such a number may be a short form (Nghị quyết 57) or a slip; without its symbol nothing tells of its year."""


def _date(words: str | None) -> datetime.date | None:
    try:
        return parse_date(re.sub(r"\s", "", words)).date if words else None
    except ValueError:
        return None


SYMBOL = re.compile(
    r"(?<![\w/-])(?P<symbol>\d{1,6}[a-z]?(?:/20\d\d)?[-/][A-ZĐ][A-ZĐa-z]{0,7}\d{0,2}(?:[-/][A-ZĐ][\w&]{0,15}){0,4})(?![\w/])"
    r"(?:,?\s{1,3}[nN]g[aà]y\s{1,3}(?P<date>\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{4}))?"
)
