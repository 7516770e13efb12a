"""Place and date in the letterhead (PL I.II.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.letterhead_view import has_letterhead, is_exempt, words_of
from cchc_draft.checking.look import Look, faults
from cchc_draft.checking.measures import line_height, room
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.effective_properties import Paragraph
from cchc_draft.formats import day_digits, month_digits
from cchc_draft.importing.flat_text import flat
from cchc_draft.language import N_, translate
from cchc_draft.style_sheet import W

DAY, MONTH = re.compile(r"\bngày\s+(\d)\b"), re.compile(r"\btháng\s+([12])\b")
PADDED_MONTH = re.compile(r"\btháng\s+0([3-9])\b")
BLANK = r"[\s.…_]"
RIGHT = re.compile(
    rf"(?P<place>[^\s,][^,\d]{{0,50}}(?:\d{{1,2}})?), ngày (?:{BLANK}{{0,20}}|\s?\d{{1,2}}\s?)tháng"
    rf"(?:{BLANK}{{0,20}}|\s?\d{{1,2}}\s?)năm (?:20|19)(?:\d\d|{BLANK}{{1,10}})"
)
PLACE = re.compile(r"(?P<place>[^,]{1,60}),")
UNIT = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP\.?|XÃ|PHƯỜNG|ĐẶC KHU)\s+(?P<name>.+)")
OFFSET = 240
"""Twips that number and date may stand apart in height, as far as it can be reckoned: not quite a line."""


def _date(document: Document) -> list[Line]:
    """Return the date line of the letterhead, not dates that stand elsewhere."""
    if is_exempt(document):
        return []
    kind = document.first("kind")
    return [line for line in document.of("date") if kind is None or line.index < kind.index]


@rule("number-date-row", "PL I.II.4c", at="look:date")
def number_date_row(document: Document) -> Iterator[Finding]:
    """Địa danh và thời gian ban hành trình bày trên cùng một dòng với số, ký hiệu.

    Sai: đoạn trống phía trên
    Sai: cách trước 24 pt
    Đúng: cỡ chữ 13
    """
    number, date = document.first("number"), next(iter(_date(document)), None)
    word = document.word
    if word is None or number is None or date is None:
        return
    left, right = document.form(number), document.form(date)
    if left is None or right is None or left.paragraph is right.paragraph:
        return
    if left.row is None and right.row is None:
        if left.paragraph.element.getparent() is right.paragraph.element.getparent():
            yield at(date, OTHER_ROW, date.quote, number.quote)
        return
    if left.row is not right.row:
        if _table(left.paragraph) is _table(right.paragraph) or left.row is None or right.row is None:
            yield at(date, OTHER_ROW, date.quote, number.quote)
        return
    above = [_above(document, form.paragraph) for form in (left, right)]
    apart = abs(above[0][1] - above[1][1])
    if apart > OFFSET:
        yield at(date, OTHER_HEIGHT, date.quote, number.quote, None if _is_sure(above) else "warning")


def _table(paragraph: Paragraph) -> object:
    return next(paragraph.element.iterancestors(W + "tbl"), None)


def _above(document: Document, paragraph: Paragraph) -> tuple[bool, int]:
    """Return whether text stands above a paragraph in its cell, and about how high it is, in twips."""
    assert document.word is not None
    word, height, has_text = document.word, paragraph.space("before"), False
    for number in range(paragraph.number - 1, 0, -1):
        one = word.paragraph(number)
        is_inside = one.cell is not None and paragraph.cell in one.cell.iterancestors()
        if one.cell is not paragraph.cell and not is_inside:
            break
        height += line_height(one, room(word, one))
        has_text = has_text or bool(one.text.strip())
    return has_text, height


def _is_sure(above: list[tuple[bool, int]]) -> bool:
    """Tell whether only blanks stand above both, so that nothing was reckoned."""
    return not any(has_text for has_text, _ in above)


@rule("dia-danh", "PL I.II.4a", "warning", at="date")
def dia_danh(document: Document) -> Iterator[Finding]:
    """Địa danh là tên gọi chính thức của đơn vị hành chính nơi cơ quan ban hành đóng trụ sở.

    Sai: Đà Lạt, ngày 09 tháng 3 năm 2026
    Đúng: Lâm Đồng, ngày 09 tháng 3 năm 2026
    """
    for line in _date(document)[:1]:
        match = PLACE.match(words_of(line))
        expected = document.profile.place if document.profile else _place_of_agency(document)
        if match and expected and flat(_bare(match["place"])) != flat(_bare(expected)):
            yield at(line, OTHER_PLACE, match["place"], expected)


def _bare(place: str) -> str:
    match = UNIT.fullmatch(place.upper())
    return match["name"] if match else place.upper()


def _place_of_agency(document: Document) -> str:
    """Return the unit that the letterhead names, "" where it names none for certain."""
    for role in (document.of("agency"), document.of("parent")):
        words = " ".join(map(words_of, role)).upper()
        match = re.search(r"(?:UBND|NHÂN DÂN) (?:TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|ĐẶC KHU) (?P<name>.+)", words)
        if match and len(match["name"].split()) <= MOST_SYLLABLES:
            return match["name"].title()
    return ""


MOST_SYLLABLES = 4


@rule("date-line", "PL I.II.4b-c", at="date")
def date_line(document: Document) -> Iterator[Finding]:
    """Dòng địa danh, thời gian ghi «Huế, ngày 05 tháng 3 năm 2026»: dấu phẩy sau địa danh, viết đầy đủ các chữ.

    Sai: Lâm Đồng ngày 09 tháng 3 năm 2026
    Sai: Lâm Đồng, 09/3/2026
    Sai: Lâm Đồng, ngày 09/3/2026
    Sai: Lâm Đồng, Ngày 09 tháng 3 năm 2026
    Sai: ngày 09 tháng 3 năm 2026
    Đúng: Lâm Đồng, ngày 09 tháng 3 năm 2026
    Đúng: Lâm Đồng, ngày      tháng      năm 2026
    Đúng: Lâm Đồng, ngày … tháng 3 năm 2026
    """
    found = _date(document)
    for line in found:
        words = words_of(line)
        if not RIGHT.fullmatch(words):
            yield at(line, WRONG_DATE, words, translate(FORM))
    if not found and has_letterhead(document) and document.first("number"):
        yield Finding(NO_DATE, document.start, expected=FORM)


@rule("date-line-style", "PL I.II.4c", at="date")
def date_line_style(document: Document) -> Iterator[Finding]:
    """Dòng địa danh, thời gian là chữ in thường, chữ đầu của địa danh viết hoa, cỡ chữ 13-14, nghiêng, canh giữa.

    Sai: LÂM ĐỒNG, NGÀY 09 THÁNG 3 NĂM 2026
    Sai: LÂM ĐỒNG, ngày 09 tháng 3 năm 2026
    Sai: lâm đồng, ngày 09 tháng 3 năm 2026
    Đúng: Lâm Đồng, ngày 09 tháng 3 năm 2026
    Sai khi: đứng
    Sai khi: một phần đứng
    Sai khi: đậm
    Sai khi: cỡ chữ 12
    Sai khi: căn trái
    Đúng khi: cỡ chữ 13
    """
    for line in _date(document):
        match = PLACE.match(words_of(line))
        place = match["place"] if match else ""
        syllables = [one for one in re.split(r"[\s-]", place) if one.isalpha()]
        if len(place) > 1 and place.isupper():
            yield at(line, CAPITAL_PLACE, place, place.title())
        elif syllables and not _is_named(syllables):
            yield at(line, SMALL_PLACE, place, " ".join(one[:1].upper() + one[1:] for one in place.split()))
        yield from faults(document, line, Look(DATE, (26, 28), bold=False, italic=True, is_centred=True))


def _is_named(syllables: list[str]) -> bool:
    """Tell whether the syllables of a place's own name are capitals; a unit word in front may be small inside."""
    own = syllables[1:] if flat(syllables[0]) in ("xa", "phuong", "tinh") else syllables
    if flat(" ".join(syllables[:2])) in ("thanh pho", "dac khu", "thu do"):
        own = syllables[2:]
    return syllables[0][0].isupper() and all(one[0].isupper() for one in own)


@rule("date-leading-zero", "PL I.II.4b", at="date")
def date_leading_zero(document: Document) -> Iterator[Finding]:
    """Ở dòng địa danh và thời gian ban hành, ngày nhỏ hơn 10 và tháng 1, tháng 2 phải có số 0 phía trước.

    Sai: Huế, ngày 5 tháng 3 năm 2026
    Sai: Huế, ngày 15 tháng 2 năm 2026
    Đúng: Huế, ngày 05 tháng 02 năm 2026
    """
    for line in document.of("date"):
        for pattern, digits in ((DAY, day_digits), (MONTH, month_digits)):
            match = pattern.search(line.text)
            if match:
                yield at(line, NO_ZERO, match[0], match[0].replace(match[1], digits(int(match[1]))))


@rule("date-no-extra-zero", "PL I.II.4b", "warning", at="date")
def date_no_extra_zero(document: Document) -> Iterator[Finding]:
    """Ở dòng địa danh và thời gian ban hành, tháng 3 đến tháng 9 không thêm số 0 phía trước.

    Sai: Huế, ngày 15 tháng 03 năm 2026
    Đúng: Huế, ngày 15 tháng 3 năm 2026
    Đúng: Huế, ngày 15 tháng 02 năm 2026
    """
    for line in document.of("date"):
        match = PADDED_MONTH.search(line.text)
        if match:
            yield at(line, EXTRA_ZERO, match[0], match[0].replace(f"0{match[1]}", match[1]))


DATE = N_("dòng địa danh và thời gian")
FORM = N_("<địa danh>, ngày … tháng … năm …")
OTHER_ROW = N_("«{found}» không nằm cùng dòng với «{expected}»")
OTHER_HEIGHT = N_("«{found}» lệch dòng với «{expected}»; hai dòng phải ngang nhau")
OTHER_PLACE = N_("địa danh ghi «{found}»; đúng ra là «{expected}»")
WRONG_DATE = N_("địa danh và thời gian ghi «{found}»; phải ghi theo dạng «{expected}»")
NO_DATE = N_("không có dòng địa danh và thời gian ban hành; phải có dòng «{expected}»")
CAPITAL_PLACE = N_("địa danh «{found}» in hoa; phải là chữ in thường: «{expected}»")
SMALL_PLACE = N_("địa danh «{found}» phải viết hoa chữ đầu: «{expected}»")
NO_ZERO = N_("thiếu số 0 ở «{found}»; phải ghi «{expected}»")
EXTRA_ZERO = N_("thừa số 0 ở «{found}»; nên ghi «{expected}»")
