"""The pages of appendices: the line under the head, page numbers, margins of turned pages (PL I.III.1)."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_draft.checking import drawn_lines
from cchc_draft.checking.appendices import heads
from cchc_draft.checking.document import Document
from cchc_draft.checking.drawn_lines import A_THIRD_TO_A_HALF, Wanted
from cchc_draft.checking.page_view import Pages, has_number, pages, sides
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.decree_measures import MARGINS, MILLIMETRE, ROUNDING, TURNED_MARGINS
from cchc_draft.formats import decimal
from cchc_draft.importing.flat_text import one_line
from cchc_draft.language import N_


@rule("appendix-line", "", "warning", at="look:reference")
def appendix_line(document: Document) -> Iterator[Finding]:
    """Dưới dòng (Kèm theo …) của phụ lục có đường kẻ ngang, nét liền, dài từ 1/3 đến 1/2 dòng chữ, như mẫu 2.1.

    Sai: không có đường kẻ
    Sai: đường kẻ dài 150 mm
    Sai: đường kẻ bằng gạch nối 20
    Đúng: đường kẻ dài 45 mm
    """
    for head in heads(document):
        yield from drawn_lines.faults(document, head.references, LINE, "warning")


@rule("appendix-page-number", "PL I.III.1đ", at="look:appendix_page")
def appendix_page_number(document: Document) -> Iterator[Finding]:
    """Số trang của từng phụ lục được đánh riêng, bắt đầu từ 1.

    Sai: số trang đánh tiếp
    Sai: số trang đánh từ 5
    Đúng: số trang đánh từ 1
    """
    found = pages(document)
    if not any(_is_numbered(one) for one in found):
        return
    for head in heads(document):
        number = head.line.place.line if head.line.place else 0
        own = next((one for one in found if one.first <= number <= one.last), None)
        words = one_line(head.line.words)
        if own is None:
            continue
        start = own.section.value("pgNumType", "start")
        if own.place.line != number:
            yield at(head.line, NO_SECTION, words)
        elif start is None:
            yield at(head.line, GOES_ON, words)
        elif start != "1":
            yield at(head.line, OTHER_START, start, "1")
        elif not own.section.is_on("titlePg") and _is_numbered(own):
            yield at(head.line, ON_FIRST, words, severity="info")


def _is_numbered(one: Pages) -> bool:
    """Tell whether the pages of a section show their numbers."""
    return any(has_number(one.section, kind, which) for kind in ("header", "footer") for which in sides(one.section))


@rule("appendix-landscape", "PL I.I.2", "warning", at="look:appendix_page")
def appendix_landscape(document: Document) -> Iterator[Finding]:
    """Trang phụ lục để ngang giữ lề như trang dọc, hoặc xoay lề theo trang với mép đóng ghim 30-35 mm ở trên.

    Sai: giấy ngang; lề trái 15 mm
    Đúng: giấy ngang
    Đúng: giấy ngang; lề đóng ghim ở trên
    """
    for one in pages(document):
        is_turned = one.is_appendix and one.is_turned
        if is_turned and not any(_has_margins(one, wanted) for wanted in (MARGINS, TURNED_MARGINS)):
            margins = "; ".join(decimal(round(one.section.twips("pgMar", side) / MILLIMETRE, 1)) for side in MARGINS)
            yield Finding(TURNED_MARGIN, one.place, one.quote, margins)


def _has_margins(one: Pages, wanted: dict[str, tuple[int, int]]) -> bool:
    rounding = ROUNDING / MILLIMETRE
    for side, (least, most) in wanted.items():
        amount = abs(one.section.twips("pgMar", side)) / MILLIMETRE
        if not least - rounding <= amount <= most + rounding:
            return False
    return True


LINE = Wanted(N_("dòng (Kèm theo …) của phụ lục"), 0.22, 0.62, A_THIRD_TO_A_HALF)
"""Longer and shorter lines pass than under agency and trích yếu: only sample forms have it."""
NO_SECTION = N_("«{found}» phải bắt đầu một phần trang riêng (section) để số trang đánh lại từ 1")
GOES_ON = N_("số trang của «{found}» đánh tiếp phần trước; phải đánh riêng từ 1")
OTHER_START = N_("số trang của phụ lục bắt đầu từ {found}; phải từ {expected}")
ON_FIRST = N_("trang đầu của «{found}» có in số trang; trang đầu của văn bản không in số")
TURNED_MARGIN = N_(
    "trang phụ lục để ngang có lề trên, dưới, trái, phải là {found} mm, không hợp với trang dọc hay trang xoay"
)
