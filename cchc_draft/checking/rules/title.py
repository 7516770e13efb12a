"""Type and trích yếu (PL I.II.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_draft.checking import drawn_lines
from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.drawn_lines import A_THIRD_TO_A_HALF, SHORT_LINE, Wanted
from cchc_draft.checking.letterhead_view import is_exempt, words_of
from cchc_draft.checking.look import Look, faults
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.importing.flat_text import flat
from cchc_draft.language import N_, translate

KIND_WORDS = re.compile(r"ke hoach(?: lien tich| phoi hop)?")
SHORT_FORM = re.compile(r"\(?(?<![/-])\b[A-ZĐ][A-ZĐ&]{1,9}\b(?![/-])\)?")
ROMAN = re.compile(r"[IVXLC]+")
USUAL = ("UBND", "HĐND", "MTTQ", "TW")
"""Short forms that trích yếu often have."""


@rule("type-name", "PL I.II.5b", at="kind")
def type_name(document: Document) -> Iterator[Finding]:
    """Tên loại «KẾ HOẠCH» đặt trên một dòng riêng, chữ in hoa, cỡ chữ 13-14, đứng, đậm, canh giữa trang.

    Sai: Kế hoạch
    Sai: KẾ HOACH
    Đúng: KẾ HOẠCH
    Sai khi: cỡ chữ 16
    Sai khi: cỡ chữ 12
    Sai khi: không đậm
    Sai khi: nghiêng
    Sai khi: căn trái
    Đúng khi: cỡ chữ 13
    """
    if is_exempt(document):
        return
    for line in document.of("kind")[:1]:
        words = words_of(line)
        if words != words.upper():
            yield at(line, NOT_CAPITAL, words, words.upper())
        elif KIND_WORDS.fullmatch(flat(words)) and not words.startswith("KẾ HOẠCH"):
            yield at(line, WRONG_KIND, words, "KẾ HOẠCH")
        behind = document.lines[line.index + 1] if line.index + 1 < len(document.lines) else None
        if document.word and behind and behind.role == "subject" and _is_same_line(line, behind):
            yield at(line, ON_ONE_LINE, f"{words} {words_of(behind)}", words.upper())
        yield from faults(document, line, Look(KIND, (26, 28), bold=True, italic=False, is_centred=True))


def _is_same_line(kind: Line, subject: Line) -> bool:
    is_kind = KIND_WORDS.fullmatch(flat(f"{words_of(kind)} {words_of(subject)}")) is not None
    return kind.place == subject.place and kind.part == subject.part and not is_kind


@rule("trich-yeu", "PL I.II.5a-b", at="subject")
def trich_yeu(document: Document) -> Iterator[Finding]:
    """Trích yếu đặt ngay dưới tên loại, chữ in thường, cỡ chữ 13-14, đứng, đậm, canh giữa trang.

    Sai: CẢI CÁCH HÀNH CHÍNH NĂM 2026 CỦA SỞ TƯ PHÁP
    Đúng: Cải cách hành chính năm 2026 của Sở Tư pháp
    Sai khi: không đậm
    Sai khi: nghiêng
    Sai khi: một phần không đậm
    Sai khi: cỡ chữ 15
    Sai khi: in hoa
    Sai khi: căn trái
    Sai khi: đoạn trống phía trên
    Đúng khi: cỡ chữ 13
    """
    lines = document.of("subject")
    whole = " ".join(map(words_of, lines))
    if is_exempt(document):
        return
    if len(whole.split()) > 1 and whole.isupper():
        is_copy = not document.written.has_form  # published copies in plain text have every title in capitals
        yield at(lines[0], CAPITAL, whole, whole[:1] + whole[1:].lower(), "warning" if is_copy else None)
    for line in lines:
        yield from faults(document, line, Look(SUBJECT, (26, 28), bold=True, italic=False, is_centred=True))
    kind = document.first("kind")
    if not document.word or kind is None:
        return
    if lines:
        yield from _gap(document, kind, lines[0])
    elif document.of("nation", "number"):
        yield at(kind, NO_SUBJECT, words_of(kind))


def _gap(document: Document, kind: Line, subject: Line) -> Iterator[Finding]:
    """Yield an empty paragraph between type and trích yếu."""
    if document.word is None or not document.form(kind) or not document.form(subject):
        return
    first, last = (line.place.line if line.place else 0 for line in (kind, subject))
    between = [document.word.paragraph(number) for number in range(first + 1, last)]
    if any(not one.text.strip() for one in between):
        yield at(subject, EMPTY_ABOVE, translate(EMPTY), translate(BELOW))


@rule("trich-yeu-line", "PL I.II.5b", at="look:subject")
def trich_yeu_line(document: Document) -> Iterator[Finding]:
    """Phía dưới trích yếu có đường kẻ ngang, nét liền, dài từ 1/3 đến 1/2 dòng chữ, cân đối với dòng chữ.

    Sai: không có đường kẻ
    Sai: đường kẻ dài 160 mm
    Sai: đường kẻ dài 10 mm
    Sai: đường kẻ bằng gạch ngang 12
    Sai: đường kẻ vẽ dài 150 mm
    Sai: gạch chân; không có đường kẻ
    Đúng: đường kẻ vẽ dài 45 mm
    Đúng: đường kẻ vẽ kiểu cũ dài 45 mm
    Đúng: đường kẻ bằng gạch dưới 20
    """
    if not is_exempt(document):
        wanted = Wanted(SUBJECT, *SHORT_LINE, A_THIRD_TO_A_HALF)
        references = [line for line in document.of("reference") if line.appendix < 0]
        yield from drawn_lines.faults(document, [*document.of("subject"), *references], wanted)


@rule("trich-yeu-no-vv", "PL I.II.5b", at="subject")
def trich_yeu_no_vv(document: Document) -> Iterator[Finding]:
    """Trích yếu của kế hoạch không bắt đầu bằng «V/v»; cách ghi đó chỉ dùng cho công văn.

    Sai: V/v cải cách hành chính năm 2026
    Đúng: Về cải cách hành chính năm 2026
    """
    for line in document.of("subject")[:1]:
        match = re.match(r"[Vv]\s?/\s?[Vv]\b\.?", words_of(line))
        if match:
            yield at(line, WITH_VV, match[0])


@rule("trich-yeu-no-period", "Mẫu 1.4, bảng V.5", "warning", at="subject")
def trich_yeu_no_period(document: Document) -> Iterator[Finding]:
    """Cuối trích yếu không có dấu chấm, chấm phẩy hay hai chấm.

    Sai: Cải cách hành chính năm 2026.
    Sai: Cải cách hành chính năm 2026;
    Đúng: Cải cách hành chính năm 2026
    """
    for line in document.of("subject")[-1:]:
        words = words_of(line)
        if words[-1:] in (".", ";", ":", ","):
            yield at(line, WITH_MARK, words[-1], f"…{words[-20:-1]}")


@rule("trich-yeu-no-abbrev", "", "info", at="subject")
def trich_yeu_no_abbrev(document: Document) -> Iterator[Finding]:
    """Trích yếu không nên viết tắt hoặc chú chữ viết tắt trong ngoặc.

    Sai: Cải cách hành chính (CCHC) năm 2026
    Sai: Công tác CCHC năm 2026
    Đúng: Cải cách hành chính năm 2026 của UBND tỉnh
    Đúng: Triển khai Thông tư số 12/2026/TT-BTC
    """
    for line in document.of("subject"):
        words = words_of(line)
        if words.isupper():
            continue
        for match in SHORT_FORM.finditer(words):
            bare = match[0].strip("()")
            if bare not in USUAL and not ROMAN.fullmatch(bare):
                yield at(line, ABBREVIATED, match[0])


KIND, SUBJECT = N_("tên loại"), N_("trích yếu")
EMPTY, BELOW = N_("có đoạn trống"), N_("ngay dưới tên loại")
NOT_CAPITAL = N_("tên loại ghi «{found}»; phải in hoa: «{expected}»")
WRONG_KIND = N_("tên loại ghi «{found}»; phải ghi «{expected}»")
ON_ONE_LINE = N_("tên loại nằm cùng dòng với trích yếu: «{found}»; phải để «{expected}» trên một dòng riêng")
CAPITAL = N_("trích yếu «{found}» in hoa; phải là chữ in thường")
NO_SUBJECT = N_("dưới «{found}» không có trích yếu nội dung")
EMPTY_ABOVE = N_("{found} giữa tên loại và trích yếu; trích yếu phải đặt {expected}")
WITH_VV = N_("trích yếu bắt đầu bằng «{found}»; chỉ công văn mới ghi như vậy")
WITH_MARK = N_("cuối trích yếu có dấu «{found}»; không có dấu ở cuối")
ABBREVIATED = N_("trích yếu có chữ viết tắt «{found}»; nên viết đầy đủ")
