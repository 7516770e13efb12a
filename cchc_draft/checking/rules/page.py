"""The pages: paper, margins, page numbers (PL I.I.1-3, 7)."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_draft.checking.document import Document
from cchc_draft.checking.line_form import points
from cchc_draft.checking.look import ALIGNED, BOLD, ITALIC
from cchc_draft.checking.page_view import (
    Pages,
    field_runs,
    has_number,
    is_in_middle,
    number_paragraphs,
    pages,
    sides,
)
from cchc_draft.checking.rule import Finding, Severity, rule
from cchc_draft.decree_measures import MARGINS, MILLIMETRE, PAPER_ROUNDING, ROUNDING, TURNED_MARGINS
from cchc_draft.effective_properties import Paragraph
from cchc_draft.formats import decimal
from cchc_draft.language import N_, translate

A4 = (210, 297)
"""In millimetres."""
NUMBER_SIZES = (26, 28)
MOST_ROWS, LETTERS_IN_ROW = 36, 75
"""Printed rows that may well fit on one page, which has no number."""


def _said(one: Pages, message: str, found: str, expected: str, severity: Severity | None = None) -> Finding:
    return Finding(message, one.place, one.quote, found, expected, severity=severity)


@rule("page-size", "PL I.I.1", at="look:page")
def page_size(document: Document) -> Iterator[Finding]:
    """Kế hoạch và các phụ lục trình bày trên khổ giấy A4 (210 mm x 297 mm).

    Sai: khổ giấy 216 x 279 mm
    Sai: khổ giấy 215,9 x 355,6 mm
    Đúng: khổ giấy 210 x 297 mm
    """
    for one in pages(document):
        sizes = [one.section.twips("pgSz", side) for side in ("w", "h")]
        wanted = [side * MILLIMETRE for side in A4]
        if all(sizes) and any(abs(a - b) > PAPER_ROUNDING for a, b in zip(sorted(sizes), wanted, strict=True)):
            found = " x ".join(decimal(round(size / MILLIMETRE)) for size in sizes)
            yield _said(one, WRONG_PAPER, f"{found} mm", "210 x 297 mm")


@rule("page-orientation", "PL I.I.2", at="look:page")
def page_orientation(document: Document) -> Iterator[Finding]:
    """Trình bày theo chiều dọc của khổ giấy; chỉ trang có bảng, biểu không làm thành phụ lục riêng mới xoay ngang.

    Sai: giấy ngang
    Đúng: lề trái 30 mm
    """
    found = [one for one in pages(document) if not one.is_appendix]
    for index, one in enumerate(found):
        if one.is_turned and not index:
            yield _said(one, TURNED, N_("ngang"), N_("dọc"))
        elif one.is_turned and not _has_table(document, one):
            yield _said(one, TURNED_WITHOUT_TABLE, N_("ngang"), N_("dọc"), "warning")


def _has_table(document: Document, one: Pages) -> bool:
    places = [line.place for line in document.of("cell") if line.place]
    return any(one.first <= place.line <= one.last for place in places)


def _amounts(one: Pages) -> dict[str, float]:
    """Return the margins in millimetres."""
    found = {side: abs(one.section.twips("pgMar", side)) for side in MARGINS}
    found["left"] += one.section.twips("pgMar", "gutter")
    return {side: amount / MILLIMETRE for side, amount in found.items()}


def _is_within(amount: float, limits: tuple[int, int]) -> bool:
    rounding = ROUNDING / MILLIMETRE
    return limits[0] - rounding <= amount <= limits[1] + rounding


def _margin(document: Document, side: str) -> Iterator[Finding]:
    """Yield sections with a wrong margin; pages on their side may have theirs turned with them."""
    for one in pages(document):
        if one.section.value("pgMar", side) is None:
            continue
        amounts = _amounts(one)
        is_turned_right = all(_is_within(amounts[name], limits) for name, limits in TURNED_MARGINS.items())
        if one.is_turned and (one.is_appendix or is_turned_right):
            continue
        if not _is_within(amounts[side], MARGINS[side]):
            expected = "{}-{} mm".format(*MARGINS[side])
            yield _said(one, WRONG_MARGIN[side], f"{decimal(round(amounts[side], 1))} mm", expected)


@rule("margin-top", "PL I.I.3", at="look:page")
def margin_top(document: Document) -> Iterator[Finding]:
    """Lề trên cách mép trên của trang giấy 20-25 mm.

    Sai: lề trên 15 mm
    Sai: lề trên 25,4 mm
    Đúng: lề trên 25 mm
    """
    yield from _margin(document, "top")


@rule("margin-bottom", "PL I.I.3", at="look:page")
def margin_bottom(document: Document) -> Iterator[Finding]:
    """Lề dưới cách mép dưới của trang giấy 20-25 mm.

    Sai: lề dưới 10 mm
    Sai: lề dưới 30 mm
    Đúng: lề dưới 20 mm
    """
    yield from _margin(document, "bottom")


@rule("margin-left", "PL I.I.3", at="look:page")
def margin_left(document: Document) -> Iterator[Finding]:
    """Lề trái cách mép trái của trang giấy 30-35 mm, tính cả phần chừa để đóng gáy.

    Sai: lề trái 20 mm
    Sai: lề trái 25,4 mm
    Đúng: lề trái 35 mm
    """
    yield from _margin(document, "left")


@rule("margin-right", "PL I.I.3", at="look:page")
def margin_right(document: Document) -> Iterator[Finding]:
    """Lề phải cách mép phải của trang giấy 15-20 mm.

    Sai: lề phải 10 mm
    Sai: lề phải 25 mm
    Đúng: lề phải 20 mm
    """
    yield from _margin(document, "right")


# Page numbers.


def _main(document: Document) -> list[Pages]:
    return [one for one in pages(document) if not one.is_appendix]


@rule("page-number", "PL I.I.7", at="look:page")
def page_number(document: Document) -> Iterator[Finding]:
    """Số trang là chữ số Ả Rập, đánh từ số 1, cỡ chữ 13-14, kiểu chữ đứng, canh giữa theo chiều ngang trong lề trên.

    Sai: số trang ở chân trang
    Sai: không có số trang
    Sai: số trang đánh từ 2
    Sai: số trang La Mã
    Đúng: số trang đánh từ 1
    """
    found = _main(document)
    yield from _place_of_number(document, found)
    for index, one in enumerate(found):
        shown, start = (one.section.value("pgNumType", name) for name in ("fmt", "start"))
        if (shown or "decimal") not in ("decimal", "decimalZero"):
            yield _said(one, WRONG_FIGURES, FIGURES.get(shown or "", shown or ""), N_("chữ số Ả Rập"))
        if not index and start is not None and start != "1":
            yield _said(one, WRONG_START, start, "1")
    yield from _look_of_number(document)


def _place_of_number(document: Document, found: list[Pages]) -> Iterator[Finding]:
    """Yield page numbers that stand in the foot, or nowhere."""
    in_foot = [
        one for one in found if any(has_number(one.section, "footer", which) for which in (*sides(one.section),))
    ]
    in_head = [one for one in found if any(has_number(one.section, "header", which) for which in sides(one.section))]
    if in_foot:
        yield _said(in_foot[0], IN_FOOT, N_("ở chân trang"), N_("ở giữa, phía trên trang"))
    elif found and not in_head and _rows(document) > MOST_ROWS:
        yield _said(found[0], NO_NUMBER, N_("không có"), N_("ở giữa, phía trên trang"))
    elif in_head:
        for one in in_head:
            if not all(has_number(one.section, "header", which) for which in sides(one.section)):
                yield _said(one, ON_ONE_SIDE, N_("chỉ ở trang chẵn hoặc trang lẻ"), N_("ở mọi trang"))
                return


def _rows(document: Document) -> int:
    """Return about how many rows are printed in front of the appendices."""
    lines = [line for line in document.lines if line.appendix < 0 and line.role not in ("cover", "note", "margin")]
    in_tables = {(line.table, line.row) for line in lines if line.role == "cell"}
    return len(in_tables) + sum(1 + len(line.text) // LETTERS_IN_ROW for line in lines if line.role != "cell")


def _look_of_number(document: Document) -> Iterator[Finding]:
    """Yield how page numbers in headers look wrong, each header once."""
    seen: set[str] = set()
    for one in pages(document):
        for which in (*sides(one.section), "first"):
            part = one.section.part("header", which)
            if part and part not in seen and (which != "first" or one.section.is_on("titlePg")):
                seen.add(part)
                for paragraph in number_paragraphs(one.section, "header", which):
                    yield from _look_of(one, paragraph)


def _look_of(one: Pages, paragraph: Paragraph) -> Iterator[Finding]:
    runs = field_runs(paragraph)
    sizes = {float(run.size.value) for run in runs}
    wrong = sorted(size for size in sizes if not NUMBER_SIZES[0] <= size <= NUMBER_SIZES[1])
    if wrong:
        yield _said(one, NUMBER_SIZE, ", ".join(map(points, wrong)), "13-14")
    if any(run.is_on("i") for run in runs):
        yield _said(one, NUMBER_FACE, ITALIC[1], ITALIC[0])
    if any(run.is_on("b") for run in runs):
        yield _said(one, NUMBER_FACE, BOLD[1], BOLD[0], "info")
    if not is_in_middle(paragraph):
        found = translate(ALIGNED.get(paragraph.align.value, ALIGNED["off"]))
        yield _said(one, NUMBER_ALIGNED, found, translate(ALIGNED["center"]))


@rule("page-number-first", "PL I.I.7", at="look:page")
def page_number_first(document: Document) -> Iterator[Finding]:
    """Không hiển thị số trang thứ nhất của văn bản.

    Sai: trang đầu có số trang
    Sai: đầu trang riêng của trang đầu có số trang
    Đúng: số trang đánh từ 1
    """
    found = _main(document)
    if not found:
        return
    section = found[0].section
    which = ("first",) if section.is_on("titlePg") else sides(section)[:1]
    shown = [
        paragraph
        for kind in ("header", "footer")
        for name in which
        for paragraph in number_paragraphs(section, kind, name)
        if "IF" not in paragraph.fields.split()
    ]
    if shown:
        yield _said(found[0], ON_FIRST, N_("có in"), N_("không in"))


FIGURES = {
    "upperRoman": N_("chữ số La Mã"),
    "lowerRoman": N_("chữ số La Mã"),
    "upperLetter": N_("chữ cái"),
    "lowerLetter": N_("chữ cái"),
    "numberInDash": N_("chữ số giữa hai gạch"),
}
WRONG_PAPER = N_("khổ giấy là {found}; phải là khổ A4 ({expected})")
TURNED = N_("trang đầu để giấy {found}; phải để giấy {expected}")
TURNED_WITHOUT_TABLE = N_("trang bắt đầu bằng «{quote}» để giấy {found} mà không có bảng; nên để giấy {expected}")
WRONG_MARGIN = {
    "top": N_("lề trên là {found}; phải là {expected}"),
    "bottom": N_("lề dưới là {found}; phải là {expected}"),
    "left": N_("lề trái là {found}; phải là {expected}"),
    "right": N_("lề phải là {found}; phải là {expected}"),
}
IN_FOOT = N_("số trang đặt {found}; phải đặt {expected}")
NO_NUMBER = N_("{found} số trang; phải có số trang {expected}")
ON_ONE_SIDE = N_("số trang {found}; phải có {expected}")
WRONG_FIGURES = N_("số trang ghi bằng {found}; phải ghi bằng {expected}")
WRONG_START = N_("số trang đánh từ {found}; phải đánh từ {expected}")
NUMBER_SIZE = N_("số trang có cỡ chữ {found}; phải là {expected}")
NUMBER_FACE = N_("số trang là chữ {found}; phải là chữ {expected}")
NUMBER_ALIGNED = N_("số trang {found}; phải {expected}")
ON_FIRST = N_("trang đầu {found} số trang; phải {expected}")
