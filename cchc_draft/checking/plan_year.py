"""The year that a plan is for, the earliest day it can have been issued, and years of text that are not its own."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cchc_draft.checking.dates_in_text import citations, is_cited
from cchc_draft.checking.document import Document, Line, kept
from cchc_draft.importing.flat_text import flat


@kept
def own_year(document: Document) -> int | None:
    """Return the year that a plan is for: the one that most of its own places name; None for more than one year.

    The places are the trích yếu, the opening behind what it cites, the closing, names of appendices, and the date.
    """
    subject = [year for line in document.of("subject") for year in single_years(line.text)]
    if not subject and any(RANGE.search(line.text) for line in document.of("subject")):
        return None
    votes: Counter[int] = Counter(subject[-1:])
    for text in (*openings(document), *(line.text for line in document.of("closing", "appendix_name"))):
        votes.update(dict.fromkeys(single_years(text), 1))
    date = document.plan.letterhead.date
    if date:
        is_early = date.month >= EARLIEST_FOR_NEXT and date.year + 1 in votes
        votes[date.year + is_early] += 1
    if not votes:
        return document.plan.year
    most = max(votes.values())
    best = [year for year, count in votes.items() if count == most]
    return document.plan.year if document.plan.year in best else max(best)


EARLIEST_FOR_NEXT = 11
"""Month from which on the date of a plan speaks for next year, where other places name it."""


def first_day(document: Document) -> datetime.date | None:
    """Return the earliest day on which a plan can have been issued: what is blank in its date counts from its start."""
    date = document.plan.letterhead.date
    return datetime.date(date.year, date.month or 1, date.day or 1) if date else None


def opening_lines(document: Document) -> Sequence[Line]:
    """Return the paragraphs between the trích yếu and the first heading."""
    found: list[Line] = []
    for line in document.body:
        if line.role == "heading":
            break
        if line.role in ("text", "basis"):
            found.append(line)
    return found


def openings(document: Document) -> Iterator[str]:
    """Yield what the opening says of the plan itself: "ban hành Kế hoạch … như sau"."""
    for line, start in announcements(document):
        yield line.text[start:]


def announcements(document: Document) -> Iterator[tuple[Line, int]]:
    """Yield the lines of the opening that announce the plan, and where they do so."""
    for line in opening_lines(document):
        spans = citations(document).get(line.index, ())
        after = max((end for _, end in spans), default=0)
        found = list(ANNOUNCED.finditer(line.text, after))
        if found:
            yield line, found[-1].start()


def single_years(text: str) -> list[int]:
    """Return the years that stand alone behind "năm", ranges and school years left out."""
    return [int(match[1]) for match in YEAR.finditer(text) if not in_range(text, match)]


def in_range(text: str, match: re.Match[str]) -> bool:
    """Tell whether a year belongs to a range: "2021-2025", "từ năm 2021 đến năm 2025"."""
    before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 14]
    return RANGE_BEFORE.search(before) is not None or RANGE_AFTER.match(after) is not None


def stale_years(document: Document, line: Line, own: int, start: int = 0) -> Iterator[re.Match[str]]:
    """Yield the years in a line that are earlier than the plan's own and do not speak of what was before."""
    for match in YEAR.finditer(line.text, start):
        if not own - FARTHEST <= int(match[1]) < own or in_range(line.text, match):
            continue
        if is_cited(document, line, match.start()) or is_of_past(line.text, match.start(), match.end()):
            continue
        yield match


def is_of_past(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a time say that they speak of results, or name a document by its year."""
    sentence = re.split(r"[.;](?=\s)|\n", text[max(0, start - REACH) : start])[-1]
    behind = re.split(r"[.;](?=\s|$)|\n", text[end : end + REACH])[0]
    return PAST.search(flat(sentence)) is not None or PAST_BEHIND.search(flat(behind)) is not None


FARTHEST = 3
"""How many years back a year may lie to be taken for one that was left standing."""
REACH = 160
YEAR = re.compile(r"\bnăm\s+(20\d\d)(?!\d)", re.IGNORECASE)
RANGE = re.compile(r"20\d\d\s?[-–—]\s?20\d\d|năm học", re.IGNORECASE)
RANGE_BEFORE = re.compile(
    r"(?:20\d\d\s?[-–—]\s?|\bhọc\s+|\b(?:từ|đến|trước|sau|cuối|đầu|hết|kể từ|giữa)\s+)$", re.IGNORECASE
)
RANGE_AFTER = re.compile(r"\s?(?:[-–—]\s?(?:năm\s+)?20\d\d|(?:và|,|đến)\s+(?:năm\s+)?20\d\d)", re.IGNORECASE)
ANNOUNCED = re.compile(
    r"(?:ban hành|xây dựng|triển khai|đề ra|lập)\s+(?:và triển khai\s+|triển khai\s+)?kế hoạch\b", re.IGNORECASE
)
PAST = re.compile(
    r"\b(?:ket qua|so voi|danh gia|tong ket|so ket|khac phuc|han che|ton tai|chi so|xep hang|cong bo|quyet toan"
    r"|chuyen nguon|thanh tich|bi tru|tinh hinh|thuc trang|nhu nam|cung ky|khao sat|bao cao|kiem diem|rut kinh nghiem"
    r"|da|nam truoc|ke thua|tiep noi|phat huy|luat|phap lenh|hien phap|nghi quyet|nghi dinh|quyet dinh|thong tu"
    r"|chi thi|cong van|thong bao|ket luan|khoa|nhiem ky|con lai|ton dong|cham diem|thong ke|so lieu)\b"
)
"""What speaks of the time before the plan, or names a document, in small letters without marks."""
PAST_BEHIND = re.compile(
    r"^\W{0,3}(?:dat|da|co|van|con|la|tang|giam|chuyen|dung thu|xep|cho thay|duoc (?:cong bo|danh gia))\b"
)
