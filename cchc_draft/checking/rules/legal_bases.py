"""The list of Căn cứ in front of the text: its form, its marks, what it cites (PL I.II.6a)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_draft.checking.citation_mentions import Mention, mentions
from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.letterhead_view import is_party
from cchc_draft.checking.line_form import is_bold, is_italic, points
from cchc_draft.checking.preamble import bases
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.checking.rules.citations import missing
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.language import N_, translate


@rule("can-cu-style", "PL I.II.6a", at="basis")
def can_cu_style(document: Document) -> Iterator[Finding]:
    """Mỗi căn cứ là một dòng riêng, chữ in thường, kiểu chữ nghiêng, cỡ 13-14, không có gạch đầu dòng.

    Sai: - Căn cứ Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND tỉnh Lâm Đồng về kiểm tra công vụ.
    Sai: CĂN CỨ KẾ HOẠCH SỐ 75/KH-UBND NGÀY 27/02/2026 CỦA UBND TỈNH LÂM ĐỒNG.
    Sai: Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024; Căn cứ Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025.
    Đúng: Căn cứ Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND tỉnh Lâm Đồng về kiểm tra công vụ.
    Sai khi: đứng
    Sai khi: một phần đứng
    Sai khi: cỡ chữ 12
    Đúng khi: nghiêng; cỡ chữ 13
    """
    for line in bases(document):
        if is_italic(document, line) in ("none", "part"):
            yield at(line, UPRIGHT, line.quote, severity=None)
        if is_bold(document, line) == "all":
            yield at(line, BOLD, line.quote, severity="warning")
        form = document.form(line)
        wrong = [size for size in form.sizes if not 26 <= size <= 28] if form else []
        if wrong:
            yield at(line, SIZE, points(wrong[0]), "13-14")
        yield from _written(line, is_party(document))


def _written(line: Line, may_have_dash: bool) -> Iterator[Finding]:
    words = one_line(line.words)
    if line.label is not None and not may_have_dash:
        yield at(line, MARKED, line.label.written, severity="warning")
    if words.isupper():
        yield at(line, CAPITALS, line.quote)
    second = SECOND.search(line.text.replace("\n", "¶"))
    if second:
        yield at(line, TWO, one_line(line.text[second.start() : second.start() + 60]))


SECOND = re.compile(r"[;,.] {0,3}(?=Căn cứ |căn cứ (?:Luật|Nghị|Quyết|Kế|Thông|Chỉ))")


@rule("can-cu-punct", "PL I.II.6a", at="basis")
def can_cu_punct(document: Document) -> Iterator[Finding]:
    """Cuối mỗi căn cứ có dấu chấm phẩy, căn cứ cuối cùng có dấu chấm.

    Sai: Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;
        Căn cứ Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025;
    Sai: Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024,
        Căn cứ Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025.
    Đúng: Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;
        Căn cứ Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025.
    """
    lines = bases(document)
    if len(lines) < 2:
        return
    for line in lines:
        wanted = "." if line is lines[-1] else ";"
        words = line.words.rstrip()
        if not words.endswith(wanted) or words.endswith(("..", ";;", ";.", ",.")):
            found = words.split()[-1] if words else ""
            message = LAST_MARK if line is lines[-1] else MARK
            yield at(line, message, found, f"{found.rstrip('.,;:')}{wanted}")


@rule("can-cu-full", "PL I.II.6a", at="basis")
def can_cu_full(document: Document) -> Iterator[Finding]:
    """Căn cứ ghi đủ tên loại, số và ký hiệu, cơ quan ban hành, ngày tháng năm, trích yếu của văn bản.

    Sai: Căn cứ Kế hoạch số 75/KH-UBND của UBND tỉnh Lâm Đồng về kiểm tra công vụ.
    Sai: Căn cứ Kế hoạch số 75/KH-UBND ngày 27/02/2026.
    Sai: Căn cứ Quyết định ngày 27/02/2026 của UBND tỉnh Lâm Đồng về kiểm tra công vụ.
    Đúng: Căn cứ Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND tỉnh Lâm Đồng về kiểm tra công vụ.
    """
    lines = bases(document)
    cited = _by_line(document, lines)
    for line in lines:
        found = [one for one in cited.get(line.index, ()) if not one.is_inside]
        for one in found:
            absent = [] if one.is_law or one.is_own or not one.kind else missing(one)
            if absent:
                yield at(line, INCOMPLETE, one_line(one.words)[:120], ", ".join(map(translate, absent)))
        match = UNNUMBERED.match(one_line(line.words))
        if match and not found:
            yield at(line, NO_NUMBER, match["kind"], severity="warning")


UNNUMBERED = re.compile(
    r"Căn cứ (?:vào )?(?P<kind>Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Kết luận|Hướng dẫn"
    r"|Thông báo) (?:của|về|ban hành|quy định)\b"
)


def _by_line(document: Document, lines: Sequence[Line]) -> dict[int, list[Mention]]:
    wanted = {line.index for line in lines}
    found: dict[int, list[Mention]] = {}
    for one in mentions(document):
        if one.line.index in wanted:
            found.setdefault(one.line.index, []).append(one)
    return found


@rule("can-cu-law", "PL I.II.6a", "warning", at="basis")
def can_cu_law(document: Document) -> Iterator[Finding]:
    """Căn cứ là luật, pháp lệnh không ghi số, ký hiệu, cơ quan ban hành; ghi tên luật và ngày tháng năm.

    Sai: Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025.
    Sai: Căn cứ Luật Thủy sản năm 2017.
    Sai: Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024 của Quốc hội.
    Đúng: Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025.
    """
    for found in _by_line(document, bases(document)).values():
        for one in found:
            if not one.is_law or one.is_inside:
                continue
            if one.symbol or one.issuer:
                yield at(one.line, LAW_NUMBER, one_line(one.words), one.symbol or one.issuer)
            elif one.law_year and not one.date_text:
                yield at(one.line, LAW_YEAR, one_line(one.words))


@rule("can-cu-content", "PL I.II.6a", "info", at="basis")
def can_cu_content(document: Document) -> Iterator[Finding]:
    """Căn cứ ghi văn bản về thẩm quyền, chức năng trước, văn bản về nội dung sau; mỗi nhóm từ cấp cao xuống cấp thấp.

    Sai: Căn cứ Quyết định số 12/QĐ-UBND ngày 27/02/2026 của UBND tỉnh Lâm Đồng về kiểm tra công vụ;
        Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024.
    Đúng: Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;
        Căn cứ Quyết định số 12/QĐ-UBND ngày 27/02/2026 của UBND tỉnh Lâm Đồng về kiểm tra công vụ.
    """
    before, falls = 0, 0
    cited = _by_line(document, bases(document))
    for line in bases(document):
        first = next(iter(cited.get(line.index, ())), None)
        rank = _rank(first) if first else 0
        falls += 0 < rank < before
        if 0 < rank < before and (rank == 1 or falls > 1):
            yield at(line, OUT_OF_ORDER, line.quote)
            return
        before = rank or before


def _rank(one: Mention) -> int:
    """Return the rank of a document among sources of law, 1 for the highest."""
    if one.is_law or "QH" in one.symbol:
        return 1
    issuer = flat(one.issuer)
    if "chinh phu" in issuer:
        return 3 if "thu tuong" in issuer else 2
    return 4 if one.kind == "Thông tư" else 5


UPRIGHT = N_("căn cứ phải là chữ nghiêng")
BOLD = N_("căn cứ không in đậm")
SIZE = N_("căn cứ có cỡ chữ {found}; phải là cỡ {expected}")
MARKED = N_("trước căn cứ không có dấu «{found}»")
CAPITALS = N_("căn cứ là chữ in thường, không viết hoa toàn bộ")
TWO = N_("mỗi căn cứ ghi một dòng riêng; xuống dòng trước «{found}»")
MARK = N_("cuối căn cứ ghi «{found}»; phải có dấu chấm phẩy: «{expected}»")
LAST_MARK = N_("cuối căn cứ cuối cùng ghi «{found}»; phải có dấu chấm: «{expected}»")
INCOMPLETE = N_("căn cứ «{found}» thiếu {expected}")
NO_NUMBER = N_("căn cứ không có số, ký hiệu của {found}")
LAW_NUMBER = N_("căn cứ «{found}»: luật, pháp lệnh không ghi «{expected}»")
LAW_YEAR = N_("căn cứ «{found}» chỉ có năm; ghi đủ ngày tháng năm ban hành")
OUT_OF_ORDER = N_("căn cứ đứng sau văn bản cấp thấp hơn")
