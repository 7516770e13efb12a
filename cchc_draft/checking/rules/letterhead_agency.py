"""The agencies of the letterhead (PL I.II.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_draft.checking import drawn_lines
from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.drawn_lines import A_THIRD_TO_A_HALF, SHORT_LINE, Wanted
from cchc_draft.checking.letterhead_view import has_letterhead, is_exempt, spacing_faults, words_of
from cchc_draft.checking.look import Look, faults
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.importing.agency_match import folded
from cchc_draft.importing.flat_text import flat
from cchc_draft.language import N_

SHORT_NAMES = {
    "UBND": "ỦY BAN NHÂN DÂN",
    "HĐND": "HỘI ĐỒNG NHÂN DÂN",
    "TP": "THÀNH PHỐ",
    "TT": "TRUNG TÂM",
    "P": "PHƯỜNG",
    "X": "XÃ",
    "BQL": "BAN QUẢN LÝ",
    "BCĐ": "BAN CHỈ ĐẠO",
    "VP": "VĂN PHÒNG",
}
"""Short forms that agencies' names are written with, and what they stand for."""
TOLERATED = ("THPT", "THCS", "GDTX", "GDNN", "TNHH", "MTV")
"""Short forms that official names themselves often have."""
TOKEN = re.compile(r"[^\W_]+(?:&[^\W_]+)*\.?")
VOWEL = re.compile("[aeiouy]")
BARE_UNIT = re.compile(
    r"(?:UBND|[UỦ]\w? BAN NHÂN DÂN|HĐND|HỘI ĐỒNG NHÂN DÂN) (?:TỈNH|THÀNH PHỐ|TP\.?|XÃ|PHƯỜNG|ĐẶC KHU)"
)


def _lines(document: Document) -> tuple[list[Line], list[Line]]:
    """Return the lines of the agency above and of the issuing one; none of a Party document."""
    if is_exempt(document):
        return [], []
    return list(document.of("parent")), list(document.of("agency"))


@rule("agency-parent", "PL I.II.2a-b", at="parent")
def agency_parent(document: Document) -> Iterator[Finding]:
    """Tên cơ quan chủ quản trực tiếp in hoa, cỡ chữ 12-13, đứng, không đậm, canh giữa, có tên đơn vị hành chính.

    Sai: UBND tỉnh Lâm Đồng
    Sai: ỦY BAN NHÂN DÂN TỈNH
    Đúng: ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
    Sai khi: đậm
    Sai khi: cỡ chữ 14
    Sai khi: nghiêng
    Sai khi: căn trái
    Đúng khi: cỡ chữ 12
    """
    parents, agencies = _lines(document)
    for line in parents:
        yield from _capitals(line)
        yield from faults(document, line, Look(PARENT, (24, 26), bold=False, italic=False, is_centred=True))
    whole = " ".join(map(words_of, parents))
    if parents and BARE_UNIT.fullmatch(whole.upper()):
        yield at(parents[-1], NO_UNIT_NAME, whole)
    names = flat(" ".join(map(words_of, agencies)))
    if not parents and has_letterhead(document) and len(re.findall(r"\bso ", names)) == 1 and names.startswith("so "):
        severity = "warning" if re.search(r"\b(?:tinh|thanh pho) ", names) else None
        yield at(agencies[0], NO_PARENT, " ".join(map(words_of, agencies)), "", severity)  # type: ignore[arg-type]


def _capitals(line: Line) -> Iterator[Finding]:
    words = words_of(line)
    if words != words.upper():
        yield at(line, NOT_CAPITAL, words, words.upper())


@rule("agency-name", "PL I.II.2a-b", at="agency")
def agency_name(document: Document) -> Iterator[Finding]:
    """Tên cơ quan ban hành ghi đầy đủ theo tên chính thức, in hoa, cỡ chữ 12-13, đứng, đậm, canh giữa.

    Sai: SỞ VHTT
    Sai: Sở Tư pháp
    Sai: UBND XÃ SÓC SƠN
    Đúng: SỞ VĂN HÓA VÀ THỂ THAO
    Sai khi: không đậm
    Sai khi: cỡ chữ 11
    Sai khi: nghiêng
    Sai khi: căn trái
    Đúng khi: cỡ chữ 12
    """
    _, agencies = _lines(document)
    for line in agencies:
        yield from _capitals(line)
        yield from _short_forms(line)
        yield from faults(document, line, Look(AGENCY, (24, 26), bold=True, italic=False, is_centred=True))
    yield from _small_unit(document, agencies)
    if agencies and document.profile:
        own, found = folded(document.profile.agency_lines), folded([words_of(line) for line in agencies])
        if own not in found:
            expected = " ".join(document.profile.agency_lines).upper()
            yield at(agencies[0], OTHER_NAME, " ".join(map(words_of, agencies)), expected)


def _small_unit(document: Document, agencies: list[Line]) -> Iterator[Finding]:
    """Yield the name of the unit under a bare "ỦY BAN NHÂN DÂN", which is not read as the agency's for its letters."""
    if not agencies or flat(" ".join(map(words_of, agencies))) not in ("uy ban nhan dan", "hoi dong nhan dan"):
        return
    for line in document.lines[agencies[-1].index + 1 : agencies[-1].index + 2]:
        if line.role == "other" and UNIT.match(words_of(line)):
            yield from _capitals(line)


UNIT = re.compile(r"(?:tỉnh|thành phố|xã|phường|đặc khu)\s+\w", re.IGNORECASE)


def _short_forms(line: Line) -> Iterator[Finding]:
    for match in TOKEN.finditer(words_of(line).upper()):
        token = match[0].rstrip(".")
        is_short = token in SHORT_NAMES if len(token) > 1 else match[0].endswith(".")
        no_vowel = len(token) > 1 and not VOWEL.search(flat(token)) and not token.isdecimal()
        if is_short or no_vowel or "&" in token:
            yield at(line, SHORT_FORM, match[0], SHORT_NAMES.get(token, ""), "warning" if token in TOLERATED else None)


@rule("agency-line", "PL I.II.2b", at="look:agency")
def agency_line(document: Document) -> Iterator[Finding]:
    """Phía dưới tên cơ quan ban hành có đường kẻ ngang, nét liền, dài từ 1/3 đến 1/2 dòng chữ, cân đối với dòng chữ.

    Sai: không có đường kẻ
    Sai: đường kẻ dài 70 mm
    Sai: đường kẻ dài 6 mm
    Sai: đường kẻ bằng gạch nối 10
    Sai: đường kẻ vẽ dài 66 mm
    Sai: viền dưới; không có đường kẻ
    Đúng: đường kẻ vẽ dài 20 mm
    Đúng: đường kẻ vẽ kiểu cũ dài 20 mm
    Đúng: đường kẻ bằng gạch dưới 9
    """
    _, agencies = _lines(document)
    yield from drawn_lines.faults(document, agencies, Wanted(AGENCY, *SHORT_LINE, A_THIRD_TO_A_HALF))


@rule("agency-spacing", "PL I.II.2b", at="look:agency")
def agency_spacing(document: Document) -> Iterator[Finding]:
    """Tên cơ quan chủ quản trực tiếp và tên cơ quan ban hành trình bày cách nhau dòng đơn.

    Sai: giãn dòng 1,5
    Sai: cách trước 6 pt
    Đúng: giãn dòng 1
    """
    parents, agencies = _lines(document)
    yield from spacing_faults(document, [*parents, *agencies], NAMES, is_tight=True)


PARENT, AGENCY, NAMES = N_("tên cơ quan chủ quản"), N_("tên cơ quan ban hành"), N_("tên các cơ quan")
NOT_CAPITAL = N_("tên cơ quan «{found}» phải in hoa: «{expected}»")
NO_UNIT_NAME = N_("«{found}» thiếu tên của đơn vị hành chính")
NO_PARENT = N_("trên «{found}» thiếu tên cơ quan chủ quản trực tiếp (Ủy ban nhân dân tỉnh, thành phố)")
SHORT_FORM = N_("tên cơ quan ban hành viết tắt «{found}»; phải ghi đầy đủ tên chính thức")
OTHER_NAME = N_("tên cơ quan ban hành ghi «{found}», hồ sơ của cơ quan ghi «{expected}»")
