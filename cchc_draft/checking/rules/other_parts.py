"""Marks, address and long tables: parts that a plan may have (PL I.III.2-4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_draft.checking.document import DataTable, Document, Line
from cchc_draft.checking.look import Look, looked
from cchc_draft.checking.page_view import pages
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.language import N_
from cchc_draft.style_sheet import Element, W, is_on

DRAFT = re.compile(r"[(\[*\"“\s]{0,3}(?:ban\s+)?du thao\b")


def _marks(document: Document, pattern: re.Pattern[str]) -> list[Line]:
    return [line for line in document.of("mark") if pattern.fullmatch(flat(one_line(line.words)).strip("()[] ."))]


SECRET = re.compile(r"(?:do |dau )?(?:mat|toi mat|tuyet mat)")
URGENT = re.compile(r"khan|thuong khan|hoa toc(?: hen gio)?")
CIRCULATION = re.compile(r"xem xong tra lai|luu hanh noi bo")


def _capital(document: Document, pattern: re.Pattern[str]) -> Iterator[Finding]:
    """Yield marks that are not in capitals, or look otherwise than 13-14, bold."""
    lines = _marks(document, pattern)
    for line in lines:
        words = one_line(line.words).strip("()[] .")
        if not words.isupper():
            yield at(line, NOT_CAPITAL, words, words.upper())
    yield from looked(document, lines, MARK_LOOK)


@rule("secret-mark", "PL I.III.2a", "info", at="mark")
def secret_mark(document: Document) -> Iterator[Finding]:
    """Dấu chỉ độ mật (nếu có) là MẬT, TỐI MẬT, TUYỆT MẬT theo pháp luật về bảo vệ bí mật nhà nước.

    Sai: Mật
    Đúng: MẬT
    """
    yield from _capital(document, SECRET)


@rule("urgency-mark", "PL I.III.2b", "info", at="mark")
def urgency_mark(document: Document) -> Iterator[Finding]:
    """Dấu chỉ mức độ khẩn (nếu có) là KHẨN, THƯỢNG KHẨN, HỎA TỐC, chữ in hoa, đậm, cỡ 13 đến 14, trong khung.

    Sai: Khẩn
    Đúng: KHẨN
    """
    yield from _capital(document, URGENT)


@rule("circulation-mark", "PL I.III.2c", "info", at="mark")
def circulation_mark(document: Document) -> Iterator[Finding]:
    """Chỉ dẫn phạm vi lưu hành (nếu có) là XEM XONG TRẢ LẠI, LƯU HÀNH NỘI BỘ, chữ in hoa, đậm, cỡ 13 đến 14.

    Sai: Lưu hành nội bộ
    Đúng: LƯU HÀNH NỘI BỘ
    """
    yield from _capital(document, CIRCULATION)


@rule("draft-mark", "", "warning", at="mark")
def draft_mark(document: Document) -> Iterator[Finding]:
    """Kế hoạch đã có số và ngày ban hành thì không còn chữ «DỰ THẢO».

    Sai: DỰ THẢO
    Sai: (Dự thảo lần 2)
    Đúng: LƯU HÀNH NỘI BỘ
    """
    head = document.plan.letterhead
    if head.number is None or head.date is None or not head.date.day:
        return
    for line in document.of("mark", "margin", "kind", "subject", "other"):
        if DRAFT.match(flat(line.words)) and (line.appendix < 0 or line.role == "margin"):
            yield at(line, STILL_DRAFT, one_line(line.words))


@rule("agency-address", "PL I.III.4", "info", at="look:page")
def agency_address(document: Document) -> Iterator[Finding]:
    """Địa chỉ, thư điện tử, trang thông tin, số điện thoại của cơ quan (nếu có) ở cuối trang thứ nhất, cỡ 11 đến 12.

    Sai: địa chỉ cơ quan ở chân trang cỡ chữ 14
    Đúng: địa chỉ cơ quan ở chân trang cỡ chữ 11
    """
    first = next((one.section for one in pages(document)), None)
    if first is None:
        return
    which = "first" if first.is_on("titlePg") else "default"
    part = first.part("footer", which)
    for paragraph in first.file.paragraphs(part) if part else ():
        words = one_line(paragraph.text)
        sizes = {float(run.size.value) for run in paragraph.runs if run.text.strip()}
        if ADDRESS.match(flat(words)) and any(not 22 <= size <= 24 for size in sizes):
            yield Finding(ADDRESS_SIZE, document.start, words, words)


ADDRESS = re.compile(r"(?:dia chi|tru so|dien thoai|dt\s?:|email|e-mail|thu dien tu|website|trang thong tin dien tu)\b")


@rule("table-header-row", "", "info", at="look:cell")
def table_header_row(document: Document) -> Iterator[Finding]:
    """Bảng dài sang nhiều trang thì dòng tiêu đề các cột phải lặp lại ở mỗi trang.

    Sai: dòng đầu bảng không lặp lại
    Đúng: bảng dài
    """
    word = document.word
    for table in document.tables if word else ():
        place = table.place
        if word is None or place is None or not 0 < place.line <= len(word.elements):
            continue
        row = next(word.elements[place.line - 1].iterancestors(W + "tr"), None)
        if row is not None and not _repeats(row) and _is_long(table, row):
            yield Finding(NOT_REPEATED, place, _first_words(table), _first_words(table))


def _repeats(row: Element) -> bool:
    return any(is_on(one) for one in row.iterfind(f"{W}trPr/{W}tblHeader"))


def _is_long(table: DataTable, row: Element) -> bool:
    """Tell whether a table runs over pages: Word noted it, or it has more lines than a page."""
    breaks = next(row.iterancestors(W + "tbl")).iter(W + "lastRenderedPageBreak")
    if any(next(one.iterancestors(W + "tr")) is not row for one in breaks):
        return True
    lines = 0
    widths = max(1, len(table.grid.columns))
    for one in table.grid.rows:
        longest = max((len(cell.text) for cell in one.cells.values() if cell.is_first), default=0)
        lines += 1 + longest * widths // LETTERS
    return lines > PAGE


LETTERS, PAGE = 110, 45
"""Letters over the whole width of a page, lines on a page: as much as surely fills one."""


def _first_words(table: DataTable) -> str:
    cells = table.grid.rows[0].cells.values() if table.grid.rows else ()
    return " | ".join(one_line(cell.text) for cell in cells)[:60]


MARK_LOOK = Look(N_("dấu chỉ mức độ"), (26, 28), bold=True, italic=False)
NOT_CAPITAL = N_("«{found}» phải viết chữ in hoa: «{expected}»")
STILL_DRAFT = N_("kế hoạch đã có số và ngày nhưng còn chữ «{found}»")
ADDRESS_SIZE = N_("dòng địa chỉ «{found}» phải là cỡ chữ 11 đến 12")
NOT_REPEATED = N_("bảng dài nhưng dòng tiêu đề «{found}» không lặp lại ở các trang sau")
