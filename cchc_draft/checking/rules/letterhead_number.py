"""Number and symbol (PL I.II.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.letterhead_view import has_letterhead, is_exempt, words_of
from cchc_draft.checking.look import Look, faults
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.importing.flat_text import flat
from cchc_draft.language import N_

LETTERS = "A-ZĂÂĐÊÔƠƯ"
BLANK = r"[\s.…_xX]"
RIGHT = re.compile(
    rf"Số:\s?(?:\d{{1,6}}|{BLANK}{{0,40}})/(?:(?:19|20)\d\d/)?(?:[{LETTERS}]{{1,12}}|CTr|TTr|QyĐ)(?:-[{LETTERS}0-9&]{{1,20}}(?:[-/][{LETTERS}0-9&]{{1,20}}){{0,5}})?(?:/(?:19|20)\d\d)?"
)
"""Zeros, type, year and agency have rules of their own."""
NUMBER = re.compile(r"[Ss][ốỐ]\s?:?\s?(?P<number>\d{1,6})(?P<symbol>\s?[/-].{0,80})")
SYMBOL = re.compile(r"[Ss][ốỐ]\s?:?[\s\d.…_xX]{0,40}/\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?(?P<symbol>[^\W\d_].{0,80})")
YEAR_BEHIND = re.compile(r"(?<=\w)\s?[/-]\s?(?:19|20)\d\d(?=\s*$)")
GROUP = re.compile(rf"[{LETTERS}0-9&]+")
TYPES = ("KH", "KHLT", "KHPH")
"""Abbreviations of the types of plans: of one agency, of several."""


def _lines(document: Document) -> list[Line]:
    return [] if is_exempt(document) else list(document.of("number"))


@rule("so-ky-hieu", "PL I.II.3", at="number")
def so_ky_hieu(document: Document) -> Iterator[Finding]:
    """Số, ký hiệu ghi «Số: 45/KH-STP», không cách chữ trong ký hiệu, cỡ chữ 13, đứng, không đậm, canh giữa.

    Sai: Số: 45 /KH-STP
    Sai: Số 45/KH-STP
    Sai: Số: 45/KH - STP
    Sai: Số: 45/KH–STP
    Sai: SỐ: 45/KH-STP
    Sai: Số: 45/Kh-Stp
    Sai: Số: 45-KH/STP
    Đúng: Số: 45/KH-STP
    Đúng: Số:      /KH-STP
    Đúng: Số: 145/KH-SNN&MT
    Sai khi: cỡ chữ 14
    Sai khi: cỡ chữ 12
    Sai khi: đậm
    Sai khi: nghiêng
    Sai khi: căn trái
    Đúng khi: cỡ chữ 13
    """
    lines = _lines(document)
    for line in lines:
        words = words_of(line)
        if not RIGHT.fullmatch(words):
            yield at(line, WRONG_NUMBER, words, _mended(words))
        yield from faults(document, line, Look(NUMBER_LINE, (26, 26), bold=False, italic=False, is_centred=True))
    if not lines and has_letterhead(document) and document.first("date"):
        yield Finding(NO_NUMBER, document.start, expected="Số: …/KH-…")


def _mended(words: str) -> str:
    """Return a number line as it should be written, as far as can be told."""
    matched = re.match(r"[Ss][ốỐoO]\s?[:.]?\s?(?P<number>[\d.…_]{0,20})\s?(?P<mark>[/–-])\s?(?P<symbol>.+)", words)
    if not matched:
        return "Số: …/KH-…"
    symbol = re.sub(r"\s*[–—-]\s*", "-", matched["symbol"]).strip(" .,;").upper()
    if matched["mark"] != "/" or re.match(r"[^\W\d]+/", symbol):
        symbol = symbol.replace("/", "-", 1)
    return f"Số: {matched['number']}/{symbol.replace(' ', '')}"


@rule("so-leading-zero", "PL I.II.3c", at="number")
def so_leading_zero(document: Document) -> Iterator[Finding]:
    """Số của văn bản nhỏ hơn 10 phải ghi thêm số 0 phía trước.

    Sai: Số: 5/KH-STP
    Đúng: Số: 05/KH-STP
    Đúng: Số: 115/KH-STP
    """
    for line in _lines(document):
        match = NUMBER.match(words_of(line))
        if match and len(match["number"]) == 1:
            yield at(line, NO_ZERO, match["number"], f"0{match['number']}")


@rule("so-padding", "PL I.II.3c", "warning", at="number")
def so_padding(document: Document) -> Iterator[Finding]:
    """Chỉ số nhỏ hơn 10 mới thêm số 0 phía trước.

    Sai: Số: 0125/KH-STP
    Sai: Số: 005/KH-STP
    Đúng: Số: 05/KH-STP
    Đúng: Số: 125/KH-STP
    """
    for line in _lines(document):
        match = NUMBER.match(words_of(line))
        if match and len(match["number"]) > 2 and match["number"].startswith("0"):
            yield at(line, PADDED, match["number"], f"{int(match['number']):02}")


def _groups(line: Line) -> list[str]:
    """Return the groups of the symbol: type, then agency."""
    match = SYMBOL.match(words_of(line))
    return GROUP.findall(match["symbol"].upper()) if match else []


@rule("symbol-type", "PL I.II.3b", at="number")
def symbol_type(document: Document) -> Iterator[Finding]:
    """Ký hiệu bắt đầu bằng chữ viết tắt tên loại văn bản; của kế hoạch là KH.

    Sai: Số: 45/QĐ-STP
    Sai: Số: 45/STP-KH
    Đúng: Số: 45/KH-STP
    """
    for line in _lines(document):
        groups = _groups(line)
        if groups and groups[0] not in TYPES:
            yield at(line, WRONG_TYPE, groups[0], "KH")


@rule("symbol-agency", "PL I.II.3b", "warning", at="number")
def symbol_agency(document: Document) -> Iterator[Finding]:
    """Sau KH là chữ viết tắt tên cơ quan, do người đứng đầu cơ quan quy định, ghi thống nhất như trong hồ sơ.

    Sai: Số: 45/KH-UBND
    Đúng: Số: 45/KH-STP
    """
    for line in _lines(document):
        groups = _groups(line)
        if not groups or (groups[0] not in TYPES and len(groups) > 1 and groups[1] in TYPES):
            continue
        own = document.profile.symbol if document.profile else ""
        expected = own.partition("-")[2]
        found = "-".join(groups[1:])
        if expected and found != expected:
            yield at(line, OTHER_AGENCY, found or groups[0], expected)
        elif not expected:
            yield from _unlike(document, line, groups[1:])


def _unlike(document: Document, line: Line, groups: list[str]) -> Iterator[Finding]:
    """Yield a symbol that cannot be of the agency in the letterhead, where no profile says what it is."""
    agency = flat(" ".join(words_of(one) for one in document.of("agency")))
    first = groups[0] if groups else ""
    for words, known in KNOWN:
        if agency.startswith(words) and not first.startswith(known):
            yield at(line, UNLIKE, first, known + ("…" if len(known) == 1 else ""))
            return

    own = {symbol for name, symbol in DEPARTMENTS if agency.startswith(f"so {name}")}
    others = {symbol for _, symbol in DEPARTMENTS} - own
    if own and BARE.sub("", first) in others:
        yield at(line, UNLIKE, first, sorted(own)[0])


BARE = re.compile("[^A-ZĐ]")
DEPARTMENTS = (
    ("noi vu", "SNV"), ("y te", "SYT"), ("tu phap", "STP"), ("tai chinh", "STC"), ("xay dung", "SXD"),
    ("cong thuong", "SCT"), ("khoa hoc va cong nghe", "SKHCN"), ("giao duc va dao tao", "SGDĐT"),
    ("nong nghiep va moi truong", "SNNMT"), ("van hoa the thao va du lich", "SVHTTDL"), ("du lich", "SDL"),
    ("van hoa va the thao", "SVHTT"), ("quy hoach", "SQHKT"), ("dan toc va ton giao", "SDTTG"), ("an toan", "SATTP"),
)  # fmt: skip
"""Names of departments behind "Sở", and what their symbols usually are."""
KNOWN = (("uy ban nhan dan", "UBND"), ("ubnd", "UBND"), ("hoi dong nhan dan", "HĐND"), ("so ", "S"))
"""How agencies' names begin, and their abbreviations."""


@rule("symbol-no-year", "PL I.II.3b", at="number")
def symbol_no_year(document: Document) -> Iterator[Finding]:
    """Ký hiệu của kế hoạch không có năm ban hành; năm chỉ có trong số, ký hiệu văn bản quy phạm pháp luật.

    Sai: Số: 45/2026/KH-STP
    Sai: Số: 45/KH-STP/2026
    Đúng: Số: 45/KH-STP
    """
    for line in _lines(document):
        words = words_of(line)
        match = SYMBOL.match(words)
        if match and match["year"]:
            yield at(line, WITH_YEAR, f"/{match['year']}/", "/")
        elif behind := YEAR_BEHIND.search(words):
            yield at(line, WITH_YEAR, behind[0])


NUMBER_LINE = N_("số, ký hiệu")
WRONG_NUMBER = N_("số, ký hiệu ghi «{found}»; phải ghi theo dạng «{expected}»")
NO_NUMBER = N_("không có số, ký hiệu; phải có dòng «{expected}»")
NO_ZERO = N_("số «{found}» nhỏ hơn 10; phải ghi «{expected}»")
PADDED = N_("số «{found}» thừa số 0 phía trước; nên ghi «{expected}»")
WRONG_TYPE = N_("ký hiệu bắt đầu bằng «{found}»; ký hiệu của kế hoạch phải bắt đầu bằng «{expected}»")
OTHER_AGENCY = N_("chữ viết tắt cơ quan trong ký hiệu là «{found}», hồ sơ của cơ quan ghi «{expected}»")
UNLIKE = N_("chữ viết tắt «{found}» trong ký hiệu không khớp tên cơ quan ban hành; thường là «{expected}»")
WITH_YEAR = N_("ký hiệu có năm «{found}»; kế hoạch không ghi năm trong ký hiệu")
