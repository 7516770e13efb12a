"""Dates, months and quarters of a plan's text, each with its place, its weekday and the words that make it a deadline.

Read once for a document, and shared by all rules that ask for them.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cchc_draft.checking.citation_mentions import mentions
from cchc_draft.checking.document import SENTENCES, Document, Line, Role, kept

Kind = Literal["date", "month", "quarter"]
Urgency = Literal["", "words", "column"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, month or quarter as it stands in a line."""

    line: Line
    start: int
    end: int
    kind: Kind
    day: int = 0
    month: int = 0
    """The last one, where several are named ("Tháng 3, 6, 9")."""
    quarter: int = 0
    """The last one; 0 for a month or date."""
    year: int = 0
    """0 where the text names none."""
    is_long: bool = False
    """Written with "tháng" between day and month."""
    weekday: int | None = None
    """Monday is 0."""
    due: str = ""
    """The words in front that make it a deadline: "trước", "chậm nhất" …"""
    urgency: Urgency = ""
    """Why it is a deadline: by words in front, or by the column of the table it stands in."""
    is_start: bool = False
    """A period begins with it ("từ ngày …")."""
    is_end: bool = False
    """A period that has a beginning ends with it ("từ ngày … đến ngày …")."""
    is_cited: bool = False
    """It belongs to a citation."""

    @property
    def text(self) -> str:
        """Its words, with those in front that make it a deadline."""
        words = " ".join(self.line.text[self.start : self.end].split())
        return f"{self.due} {words}" if self.due else words

    @property
    def in_quarter(self) -> int:
        """The quarter that it is, or that its month lies in."""
        return self.quarter or (self.month + 2) // 3

    def last_day(self, year: int | None = None) -> datetime.date | None:
        """Return the day, or the last day of the month or quarter; *year* where the text names none."""
        known = self.year or year
        month = self.quarter * 3 if self.quarter else self.month
        if not known or not 1 <= month <= LAST_MONTH:
            return None
        try:
            if self.kind == "date":
                return datetime.date(known, self.month, self.day)
            following = datetime.date(known + month // 12, month % 12 + 1, 1)
            return following - datetime.timedelta(days=1)
        except ValueError:
            return None


LAST_DAY, LAST_MONTH = 31, 12
DATED: tuple[Role, ...] = ("date", "reference")
Span = tuple[int, int]


@kept
def moments(document: Document) -> Sequence[Moment]:
    """Return all dates, months and quarters of the running text in printed order."""
    return tuple(one for line in document.of(*SENTENCES, *DATED) for one in _of_line(document, line))


@kept
def citations(document: Document) -> Mapping[int, Sequence[Span]]:
    """Return where documents are cited in each line, as (start, end), by the index of the line."""
    found: dict[int, list[Span]] = defaultdict(list)
    for one in mentions(document):
        found[one.line.index].append((one.start, one.end))
    return found


def is_cited(document: Document, line: Line, start: int) -> bool:
    """Tell whether a place in a line belongs to a citation."""
    return any(first <= start < last for first, last in citations(document).get(line.index, ()))


def column_key(document: Document, line: Line) -> str:
    """Return the key of the column of a task table that a line stands in; empty in headers and outside of tables."""
    if line.table < 0:
        return ""
    table = document.tables[line.table]
    return table.columns.get(line.column, "") if line.row >= table.header_rows else ""


def clause_before(text: str, start: int, letters: int = 80) -> str:
    """Return the words of the same clause in front of a place."""
    words = text[max(0, start - letters) : start]
    return CLAUSE.split(words)[-1]


CLAUSE = re.compile(r"[;.](?=\s)|\n")


def _of_line(document: Document, line: Line) -> Iterator[Moment]:
    text = line.text
    if not MAY_HOLD.search(text):
        return
    is_due = column_key(document, line) == "thoi_han"
    found: list[Moment] = []
    for one in _dates(line):
        found.append(_placed(one, found[-1] if found else None, is_due=is_due))
    taken = [(one.start, one.end) for one in found]
    for one in (*_parts(line, "month", MONTH), *_parts(line, "quarter", QUARTER)):
        if not any(one.start < end and start < one.end for start, end in taken):
            found.append(_placed(one, None, is_due=is_due))
    for one in sorted(found, key=lambda moment: moment.start):
        yield replace(one, is_cited=not one.due and is_cited(document, line, one.start))


def _dates(line: Line) -> Iterator[Moment]:
    """Yield the dates of a line."""
    text, last_end = line.text, -1
    for match in DATE.finditer(text):
        day, month = match["day"] or match["day2"], match["month"] or match["month2"]
        year, sign = match["year"] or match["year2"], match["sign"]
        follows = last_end >= 0 and BETWEEN.fullmatch(text, last_end, match.start()) is not None
        if sign in (".", "-") and not (match["word"] and year):
            continue
        if sign == "/" and not year and not _is_day(text, match, follows=follows):
            continue
        if sign is None and not match["word"]:
            continue
        weekday = _weekday(match["weekday"]) if match["weekday"] and not _counts(text, match.start()) else None
        behind = BEHIND.match(text, match.end())
        if weekday is None and behind:
            weekday = _weekday(behind[1])
        last_end = match.end()
        yield Moment(
            line, match.start(), match.end(), "date", int(day), int(month), 0, int(year or 0), sign is None, weekday
        )


def _is_day(text: str, match: re.Match[str], *, follows: bool) -> bool:
    """Tell whether "15/6" is a day, not a share such as "25/25 nhiệm vụ"."""
    if int(match["day2"]) > LAST_DAY or int(match["month2"]) > LAST_MONTH:
        return False
    due = DUE.search(text, max(0, match.start() - 60), match.start())
    is_due = due is not None and due["due"].casefold() != "hoàn thành" and SHARE.match(text, match.end()) is None
    return bool(match["word"]) or follows or is_due


def _counts(text: str, start: int) -> bool:
    """Tell whether "thứ ba" counts something: "lần thứ ba", "kỳ họp thứ ba"."""
    return COUNTED.search(text, max(0, start - 12), start) is not None


def _weekday(words: str) -> int:
    folded = " ".join(words.casefold().split())
    return SUNDAY if folded.startswith("c") else WEEKDAYS[folded.split()[-1]]


def _parts(line: Line, kind: Kind, pattern: re.Pattern[str]) -> Iterator[Moment]:
    """Yield the months or quarters of a line."""
    for match in pattern.finditer(line.text):
        last = re.split(r"[^\w]+", match["parts"])[-1].upper()
        number = ROMAN.get(last) or int(last)
        month, quarter = (number, 0) if kind == "month" else (0, number)
        year = int(match["year"] or 0)
        yield Moment(line, match.start(), match.end(), kind, 0, month, quarter, year)


def _placed(one: Moment, before: Moment | None, *, is_due: bool) -> Moment:
    """Return a moment with what the words in front of it say."""
    text = one.line.text
    if before and BETWEEN.fullmatch(text, before.end, one.start):
        return replace(one, due=before.due, urgency=before.urgency, is_start=before.is_start)
    front = text[max(0, one.start - 60) : one.start]
    due = DUE.search(front)
    is_start = START.search(front) is not None
    is_end = END.search(front) is not None and (
        START_BEFORE.search(front) is not None or bool(before and before.is_start)
    )
    is_past = PAST.search(clause_before(text, one.start)) is not None
    words = " ".join(due["due"].split()) if due else ""
    urgency: Urgency = "" if is_past or is_start else "column" if is_due else "words" if words else ""
    return replace(one, due=words if urgency else "", urgency=urgency, is_start=is_start, is_end=is_end)


WEEKDAY = r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s+nhật)"
WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5} | {
    str(day): day - 2 for day in range(2, 8)
}
SUNDAY = 6
WEEKDAY_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
MAY_HOLD = re.compile(r"\d\s?[/.\-]\s?\d|tháng\s+\d|qu[ýí]\s", re.IGNORECASE)
DATE = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY})[\s,(]{{0,3}})?(?:\b(?P<word>ngày)\s+)?(?<![\w/])(?:"
    r"(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?!\d)(?:\s*(?:,?\s*năm\s+|/\s?)(?P<year>\d{4})(?!\d))?"
    r"|(?P<day2>\d{1,2})\s?(?P<sign>[/.\-])\s?(?P<month2>\d{1,2})(?:\s?(?P=sign)\s?(?P<year2>\d{4}))?(?![\w/%]))",
    re.IGNORECASE,
)
BEHIND = re.compile(rf"\s{{0,2}}(?:,|\(|là|-|–)\s{{0,2}}(?:tức\s|là\s|nhằm\s)?(?:ngày\s)?({WEEKDAY})\b", re.IGNORECASE)
SHARE = re.compile(r"\s*(?:nhiệm vụ|chỉ tiêu|tiêu chí|thủ tục|đơn vị|xã|phường|sở|hồ sơ|văn bản|phòng|người|việc)\b")
COUNTED = re.compile(r"\b(?:lần|kỳ|kỳ họp|phiên|phiên họp|khóa|khoá|đợt|vòng|hạng)\s+$", re.IGNORECASE)
BETWEEN = re.compile(r"\s*(?:,|;|và|hoặc)\s*(?:trước\s+)?", re.IGNORECASE)
LIST = r"(?:(?:\s?[,;\-–]\s?|\s+và\s+){between}{one}){{0,11}}"
YEAR = r"(?:\s?(?:/|-|–|,?\s*năm)\s?(?:năm\s+)?(?P<year>\d{4})(?!\d))?"
MONTH = re.compile(
    r"\btháng\s+(?P<parts>\d{1,2}(?!\d)" + LIST.format(between=r"(?:tháng\s+)?", one=r"\d{1,2}(?![\d/])") + ")" + YEAR,
    re.IGNORECASE,
)
QUARTER = re.compile(
    r"\bqu[ýí]\s+(?P<parts>(?:VI{0,3}|IV|I{1,3}|\d)(?![\w])"
    + LIST.format(between=r"(?:qu[ýí]\s+)?", one=r"(?:IV|I{1,3}|[1-4])(?![\w])")
    + ")"
    + YEAR,
    re.IGNORECASE,
)
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8}
CLOCK = r"(?:(?:lúc\s+)?\d{1,2}\s?(?:h|g|giờ|:)\s?(?:\d{1,2})?(?:\s?phút)?,?\s+)?"
DUE = re.compile(
    r"\b(?P<due>(?:xong\s+|hoàn thành\s+|hoàn thành xong\s+)?trước(?: hoặc trong)?|xong trong"
    r"|(?:chậm|muộn) nhất(?: là)?(?: vào| đến| trong| trước)?|đến hết|hết|không quá|không muộn hơn"
    r"|hạn (?:cuối|chót)(?: cùng)?(?: là)?|thời hạn\s?:?"
    r"|(?:thời hạn|hạn|thời gian) (?:hoàn thành|gửi|nộp|báo cáo|thực hiện|trình)"
    rf"(?: là)?\s?:?|hoàn thành(?: xong)?(?: trong| vào)?)\s+{CLOCK}(?:các\s+)?(?:là\s+)?$",
    re.IGNORECASE,
)
"""What stands in front of a deadline."""
START = re.compile(r"\b(?:từ|kể từ|bắt đầu(?: từ)?)\s+$", re.IGNORECASE)
START_BEFORE = re.compile(r"\b(?:từ|kể từ)\b[^;]*$", re.IGNORECASE)
END = re.compile(r"(?:\bđến(?: hết)?\s+|[-–]\s?)$", re.IGNORECASE)
PAST = re.compile(
    r"\b(?:đã|tính đến|số liệu|kết quả (?:đến|tính|thực hiện đến)|kể từ|có hiệu lực|phát sinh|tồn đọng|thành lập"
    r"|hồ sơ tiếp nhận|được (?:ban hành|tiếp nhận|cấp|phê duyệt|công bố|thành lập|bổ nhiệm|tuyển dụng)|so với)\b",
    re.IGNORECASE,
)
"""What makes a date one of the past, or of a span of figures: no deadline."""
