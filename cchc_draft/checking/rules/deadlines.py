"""Deadlines against the calendar: days off, the date of the plan, and the year that it is for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from cchc_draft.checking import calendar
from cchc_draft.checking.dates_in_text import Moment, clause_before, column_key, moments
from cchc_draft.checking.document import Document
from cchc_draft.checking.plan_year import first_day, own_year
from cchc_draft.checking.rule import Finding, Severity, at, rule
from cchc_draft.checking.rules.dates import is_stale
from cchc_draft.formats import short_date
from cchc_draft.importing.flat_text import flat
from cchc_draft.language import N_


@rule("deadline-day-off", "", "warning", at="body")
def deadline_day_off(document: Document) -> Iterator[Finding]:
    """Thời hạn không nên rơi vào thứ Bảy, Chủ nhật, ngày lễ, tết hoặc ngày nghỉ bù.

    Sai: Các phòng gửi báo cáo về Văn phòng Sở trước ngày 30/8/2026.
    Sai: Văn phòng Sở tổng hợp, trình Giám đốc chậm nhất ngày 02/9/2026.
    Đúng: Các phòng gửi báo cáo về Văn phòng Sở trước ngày 28/8/2026.
    """
    known = document.wording.of("ngay-nghi")
    for one in _due(document):
        date = one.last_day(own_year(document)) if one.kind == "date" else None
        reason = calendar.day_off(date, known) if date and not one.is_end else ""
        if date and reason:
            severity: Severity | None = None if one.due or _is_end(document, one) else "info"
            yield at(one.line, DAY_OFF, one.text, "", severity, date=short_date(date), reason=reason)


def _is_end(document: Document, one: Moment) -> bool:
    """Tell whether a column is about when a task ends, not about when it is done."""
    table = document.tables[one.line.table]
    titles = " ".join(
        cell.text
        for row in table.grid.rows[: table.header_rows]
        for column, cell in row.cells.items()
        if column == one.line.column
    )
    return ENDS.search(flat(titles)) is not None


ENDS = re.compile(r"hoan thanh|han\b|trinh|gui|nop")


@rule("deadline-before-plan", at="body")
def deadline_before_plan(document: Document) -> Iterator[Finding]:
    """Thời hạn của nhiệm vụ không được trước ngày ban hành kế hoạch.

    Sai: Các phòng gửi báo cáo về Văn phòng Sở trước ngày 15/02/2026.
    Đúng: Các phòng gửi báo cáo về Văn phòng Sở trước ngày 15/5/2026.
    """
    first, own = first_day(document), own_year(document)
    if first is None:
        return
    for one in _due(document):
        last = one.last_day(own)
        if last is None or last >= first or _is_condition(one, first):
            continue
        if own and is_stale(document, one, own) and (one.kind != "date" or (first - last).days > NEAR):
            continue
        yield at(one.line, BEFORE_PLAN, one.text, "", date=_shown(document))


def _is_condition(one: Moment, first: datetime.date) -> bool:
    """Tell whether a date of an earlier year says which things are meant: "văn bản ban hành trước ngày 01/7/2025"."""
    is_told = one.urgency == "words" and one.due.casefold() in ("trước", "hết", "đến hết")
    return is_told and 0 < one.year < first.year and not WORK.search(clause_before(one.line.text, one.start))


WORK = re.compile(r"\b(?:hoàn thành|xong|gửi|báo cáo|trình|nộp|tổng hợp|tổ chức|triển khai|xây dựng)\b", re.IGNORECASE)
NEAR = 31
"""Days within which a deadline of last year may as well be one before the plan."""


def _shown(document: Document) -> str:
    """Return the plan's date as far as it is known."""
    date = document.plan.letterhead.date
    if date is None:
        return ""
    if date.date:
        return short_date(date.date)
    return f"{date.month}/{date.year}" if date.month else str(date.year)


@rule("deadline-outside-year", "", "warning", at="body")
def deadline_outside_year(document: Document) -> Iterator[Finding]:
    """Thời hạn của nhiệm vụ nên nằm trong năm của kế hoạch.

    Sai: Hoàn thành rà soát thủ tục hành chính trước ngày 30/6/2027.
    Đúng: Hoàn thành rà soát thủ tục hành chính trước ngày 30/6/2026.
    """
    own = own_year(document)
    if own is None:
        return
    for one in _due(document):
        if one.year > own:
            is_report = one.year == own + 1 and one.in_quarter == 1 and _is_report(document, one)
            yield at(one.line, OUTSIDE_YEAR, one.text, "", "info" if is_report else None, own=own)


def _is_report(document: Document, one: Moment) -> bool:
    """Tell whether a deadline is that of a report on the whole year, due in the next."""
    words = one.line.text
    if one.line.table >= 0:
        row = document.tables[one.line.table].grid.rows[one.line.row]
        words = " ".join(cell.text for cell in row.cells.values())
    return REPORT.search(flat(words)) is not None


REPORT = re.compile(r"bao cao|tong ket|quyet toan|cham diem|danh gia|xep loai|khen thuong|ke hoach nam")


def _due(document: Document) -> Iterator[Moment]:
    """Yield the deadlines of the text and of task tables."""
    for one in moments(document):
        in_other_column = one.line.table >= 0 and column_key(document, one.line) not in (
            "thoi_han",
            "nhiem_vu",
            "ghi_chu",
            "san_pham",
            "",
        )
        if one.urgency and not one.is_cited and not in_other_column:
            yield one


DAY_OFF = N_("thời hạn «{found}» rơi vào ngày nghỉ: {date} là {reason}")
BEFORE_PLAN = N_("thời hạn «{found}» trước ngày ban hành kế hoạch ({date})")
OUTSIDE_YEAR = N_("thời hạn «{found}» sau năm {own} của kế hoạch")
