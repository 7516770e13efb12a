"""Dates of the text: their form, whether they exist, their days of the week, and years left over from last year."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cchc_draft.checking.dates_in_text import WEEKDAY_NAMES, Moment, clause_before, column_key, moments
from cchc_draft.checking.document import SENTENCES, Document, Line
from cchc_draft.checking.plan_year import announcements, first_day, is_of_past, own_year, stale_years
from cchc_draft.checking.rule import Finding, Severity, at, rule
from cchc_draft.formats import day_digits, long_date, month_digits, short_date
from cchc_draft.importing.flat_text import flat
from cchc_draft.language import N_


@rule("date-invalid", at="body")
def date_invalid(document: Document) -> Iterator[Finding]:
    """Ngày, tháng, quý ghi trong kế hoạch phải có thật.

    Sai: Các phòng gửi báo cáo trước ngày 31/9/2026.
    Sai: Hoàn thành trong ngày 30 tháng 02 năm 2026.
    Sai: Tổ chức tập huấn trong quý V/2026.
    Đúng: Các phòng gửi báo cáo trước ngày 30/9/2026.
    """
    for one in moments(document):
        words = " ".join(one.line.text[one.start : one.end].split())
        if one.kind == "date":
            if not _exists(one) and (one.day, one.month) != AROUND_THE_CLOCK:
                yield at(one.line, NO_SUCH_DATE, words)
        elif one.year and not 1 <= (one.month or one.quarter * 3) <= MONTHS:
            yield at(one.line, NO_SUCH_DATE, words)


AROUND_THE_CLOCK = (24, 24)
MONTHS = 12
LEAP_YEAR = 2024


def _exists(one: Moment) -> bool:
    try:
        datetime.date(one.year or LEAP_YEAR, one.month, one.day)
    except ValueError:
        return False
    return True


@rule("weekday-mismatch", at="body")
def weekday_mismatch(document: Document) -> Iterator[Finding]:
    """Thứ trong tuần ghi kèm ngày phải đúng với ngày đó.

    Sai: Hội nghị tổ chức vào thứ Hai, ngày 15/7/2026.
    Đúng: Hội nghị tổ chức vào thứ Tư, ngày 15/7/2026.
    """
    for one in moments(document):
        date = one.last_day(own_year(document)) if one.kind == "date" else None
        if date and one.weekday is not None and one.weekday != date.weekday():
            found, right = WEEKDAY_NAMES[one.weekday], WEEKDAY_NAMES[date.weekday()]
            words = " ".join(one.line.text[one.start : one.end].split())
            yield at(one.line, WRONG_WEEKDAY, found, right, date=short_date(date), words=words)


@rule("date-text-form", "PL I.II.4b", "info", at="body")
def date_text_form(document: Document) -> Iterator[Finding]:
    """Ngày trong nội dung nên ghi thống nhất một dạng; chỉ ngày dưới 10 và tháng 1, tháng 2 có số 0 phía trước.

    Sai: Các phòng gửi báo cáo trước ngày 5/6/2026.
    Sai: Các phòng gửi báo cáo trước ngày 15/06/2026.
    Sai: Gửi báo cáo trước ngày 15/6/2026; tổng hợp trước ngày 20/7/2026; trình Giám đốc trước ngày 30 tháng 7 năm 2026.
    Đúng: Các phòng gửi báo cáo trước ngày 05/6/2026.
    """
    dates = [one for one in moments(document) if one.kind == "date" and one.line.role in SENTENCES and _exists(one)]
    for one in dates:
        words = one.line.text[one.start : one.end]
        right = _with_zeros(words, one)
        right = DOTS.sub("/", right) if one.year else right
        if right != words:
            yield at(one.line, WRONG_ZEROS, " ".join(words.split()), " ".join(right.split()))
    yield from _mixed(document, [one for one in dates if one.year])


DOTS = re.compile(r"(?<=\d)\s?[.\-]\s?(?=\d)")
"""What some write between day, month and year for "/"."""


def _with_zeros(words: str, one: Moment) -> str:
    """Return a date with the zeros that the decree wants in the date line."""
    digits = iter((day_digits(one.day), month_digits(one.month)))
    weekday_end = re.match(r"\D*thứ\s+\d", words, re.IGNORECASE)
    head = weekday_end.end() if weekday_end else 0
    return words[:head] + re.sub(r"\d+", lambda _: next(digits), words[head:], count=2)


def _mixed(document: Document, dates: Sequence[Moment]) -> Iterator[Finding]:
    """Yield the dates in the rarer form; legal bases may as a whole have another form than the text."""
    bases = {one.is_long for one in dates if one.line.role == "basis"}
    others = {one.is_long for one in dates if one.line.role != "basis"}
    if len(bases) < 2 and len(others) < 2:
        return
    counts = Counter(one.is_long for one in dates)
    own = document.profile.date_form if document.profile else ""
    is_long = {"so": False, "chu": True}.get(own, counts[True] > counts[False])
    if len({*counts.values()}) > 1:
        is_long = counts[True] > counts[False]
    for one in dates:
        date = one.last_day()
        if one.is_long != is_long and date:
            words = " ".join(one.line.text[one.start : one.end].split())
            right = long_date(date) if is_long else f"ngày {short_date(date)}"
            yield at(one.line, OTHER_FORM, words, right)


@rule("stale-year", at="body")
def stale_year(document: Document) -> Iterator[Finding]:
    """Không để sót năm cũ ở chỗ phải ghi năm của kế hoạch.

    Đó là trích yếu, tiêu đề, đoạn mở đầu, đoạn kết thúc, câu về kinh phí, tên phụ lục và thời hạn của nhiệm vụ. Năm
    trong văn bản viện dẫn, trong giai đoạn và trong kết quả của năm trước
    không bị coi là sót.

    Sai: I. NHIỆM VỤ TRỌNG TÂM NĂM 2025
        Thực hiện các nhiệm vụ tại Phụ lục kèm theo.
    Sai: Hoàn thành rà soát thủ tục hành chính trong quý III/2025.
    Sai: I. KINH PHÍ THỰC HIỆN
        Kinh phí bố trí trong dự toán ngân sách năm 2025.
    Đúng: I. KẾT QUẢ NĂM 2025
        Năm 2025, Sở hoàn thành 100% nhiệm vụ tại Phụ lục.
    Đúng: Thực hiện Chương trình giai đoạn 2021-2025 tại Phụ lục.
    """
    own = own_year(document)
    if own is None:
        return
    date = document.plan.letterhead.date
    if date and date.year == own - 1 and 0 < date.month <= LATEST_LAST_YEAR:
        for line in document.of("date"):
            yield at(line, STALE, str(date.year), str(own), "warning", year=date.year, own=own)
    announced = {line.index: start for line, start in announcements(document)}
    in_budget = in_past = False
    for line in document.of(*SENTENCES):
        if line.role == "heading":
            in_budget = "kinh phi" in flat(line.text) or (in_budget and line.level > 1)
            in_past = is_of_past(line.text, len(line.text), len(line.text)) or (in_past and line.level > 1)
        start = announced.get(line.index, 0)
        for match in stale_years(document, line, own, start):
            severity = _severity(
                document, line, match.start(), in_budget=in_budget, is_announced=line.index in announced
            )
            if in_past and severity == "info":
                continue
            wrong = _around(line.text, match.start(), match.end())
            yield at(
                line, STALE if severity != "info" else MAYBE_STALE, wrong, str(own), severity, year=match[1], own=own
            )
    for one in moments(document):
        if is_stale(document, one, own):
            yield at(one.line, STALE, _around(one.line.text, one.start, one.end), str(own), year=one.year, own=own)


LATEST_LAST_YEAR = 8
"""Month until which nobody issues the plan of next year."""


def _severity(document: Document, line: Line, start: int, *, in_budget: bool, is_announced: bool) -> Severity:
    """Return how sure it is that the plan's own year belongs to a place."""
    if line.role in ("subject", "heading", "closing", "appendix_name") or is_announced:
        return "error"
    if column_key(document, line) == "thoi_han" or in_budget or BUDGET.search(clause_before(line.text, start)):
        return "error"
    return "info"


def is_stale(document: Document, one: Moment, own: int) -> bool:
    """Tell whether a deadline, month or quarter names last year where the plan's own year belongs."""
    first, last = first_day(document), one.last_day()
    if one.year != own - 1 or one.is_cited or one.is_start or last is None or one.line.role not in SENTENCES:
        return False
    if first and last >= first:
        return False
    if one.urgency:
        return one.kind != "date" or not (first and _in_year(last, own) < first)
    is_inside = one.kind != "date" and INSIDE.search(one.line.text, max(0, one.start - 20), one.start) is not None
    return is_inside and not is_of_past(one.line.text, one.start, one.end)


def _in_year(date: datetime.date, year: int) -> datetime.date:
    """Return the same day in another year, 28/02 for 29/02."""
    try:
        return date.replace(year=year)
    except ValueError:
        return date.replace(year=year, day=28)


def _around(text: str, start: int, end: int) -> str:
    """Return a few words in front of a place, and the place."""
    front = text[max(0, start - 40) : start]
    front = front.partition(" ")[2] if start > 40 else front
    return " ".join(f"{front}{text[start:end]}".split())


BUDGET = re.compile(r"\b(?:dự toán|ngân sách|kinh phí)\b[^.;]{0,80}$", re.IGNORECASE)
INSIDE = re.compile(r"\b(?:trong|vào|hoàn thành|thực hiện|tổ chức)\s+$", re.IGNORECASE)

NO_SUCH_DATE = N_("không có ngày, tháng, quý này: «{found}»")
WRONG_WEEKDAY = N_("«{words}»: ngày {date} là {expected}, không phải {found}")
WRONG_ZEROS = N_("ngày tháng ghi «{found}»; nên ghi «{expected}»")
OTHER_FORM = N_("ngày ghi «{found}» khác dạng các ngày khác trong văn bản; nên ghi «{expected}»")
STALE = N_("«{found}»: còn sót năm {year}; kế hoạch này là của năm {own}")
MAYBE_STALE = N_("«{found}»: năm {year} trong kế hoạch năm {own}; hãy kiểm tra có phải năm cũ còn sót không")
