"""Numbers and ranges: decimal comma, dot between thousands, one form of spans of years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_draft.checking import prose
from cchc_draft.checking.document import Document
from cchc_draft.checking.prose import Passage
from cchc_draft.checking.rule import Finding, Severity, at, rule
from cchc_draft.language import N_, Message

DIGIT = re.compile(r"\d")
UNITS = r"(?:tỷ|triệu|nghìn|km|kg|ha|m2|m²|điểm|lần|tấn|GB|MB|Mbps|giờ)"
AMOUNTS = r"(?:đồng|hồ sơ|lượt|người|triệu|nghìn|doanh nghiệp|hộ|văn bản|trường hợp|cán bộ|công chức|bài|tin)"
DECIMAL_DOT = re.compile(rf"(?<![\d.,/])\d+\.\d{{1,2}}(?=\s?%|\s{UNITS}(?!\w))(?!\d)")
SPACE_PERCENT = re.compile(r"(?<=\d)\s+%")
COMMA_THOUSANDS = re.compile(
    rf"(?<![\d.,/])[1-9]\d{{0,2}}(?:(?:,\d{{3}}){{2,}}(?![\d,])|,\d{{3}}(?=\s{AMOUNTS}(?!\w)))"
)
BARE_THOUSANDS = re.compile(rf"(?<![\d.,/-])\d{{5,9}}(?=\s{AMOUNTS}(?!\w))")
SMALL_COUNT = re.compile(
    r"(?<![\w.,/-])(?P<digits>0?[1-9]) (?P<noun>tin|bài|lần|lượt|lớp|cuộc|đợt|buổi|hội nghị|văn bản|mô "
    r"hình|sáng kiến|tin/bài|phóng sự)(?!\w)"
)


@rule("number-format", "NĐ 86/2012/NĐ-CP", "warning", at="body")
def number_format(document: Document) -> Iterator[Finding]:
    """Số thập phân dùng dấu phẩy, hàng nghìn dùng dấu chấm, dấu % viết liền sau số (99,5%; 1.500 hồ sơ).

    Sai: I. MỤC ĐÍCH
        Tỷ lệ đúng hạn đạt 99.5%.
    Sai: I. MỤC ĐÍCH
        Tỷ lệ đúng hạn đạt 95 %.
    Sai: I. MỤC ĐÍCH
        Kinh phí 1,500,000 đồng.
    Đúng: I. MỤC ĐÍCH
        Tỷ lệ đúng hạn đạt 99,5%; 1.500 hồ sơ; kinh phí 1.500.000 đồng; họp ngày 27.3.2026 theo Điều 2.1.
    """
    for passage in prose.of(document).passages:
        text = passage.text
        if not DIGIT.search(text):
            continue
        for match in DECIMAL_DOT.finditer(text):
            yield _wrong(passage, match, match[0].replace(".", ","), DECIMAL)
        for match in COMMA_THOUSANDS.finditer(text):
            yield _wrong(passage, match, match[0].replace(",", "."), THOUSANDS)
        for match in BARE_THOUSANDS.finditer(text):
            yield _wrong(passage, match, f"{int(match[0]):,}".replace(",", "."), THOUSANDS, "info")
        for match in SPACE_PERCENT.finditer(text):
            number = re.search(r"\S+$", text[: match.start()])
            found = (number[0] if number else "") + match[0]
            yield at(passage.line, PERCENT, found, "".join(found.split()), around=passage.around(*match.span()))
    yield from _counts(document)


def _wrong(
    passage: Passage, match: re.Match[str], right: str, message: Message, severity: Severity | None = None
) -> Finding:
    return at(passage.line, message, match[0], right, severity, around=passage.around(*match.span()))


def _counts(document: Document) -> Iterator[Finding]:
    """Report counts under ten written in two ways: 02 tin, 6 tin."""
    found: dict[bool, list[tuple[Passage, re.Match[str]]]] = {True: [], False: []}
    for passage in prose.readable(document):
        for match in SMALL_COUNT.finditer(passage.text):
            found[match["digits"].startswith("0")].append((passage, match))
    if found[True] and found[False]:
        rarer = min(found.values(), key=len)
        other = found[rarer is not found[True]][0][1][0]
        for passage, match in rarer:
            digits = match["digits"]
            right = digits.lstrip("0") if digits.startswith("0") else f"0{digits}"
            facts = {"around": passage.around(*match.span()), "other": other}
            yield at(passage.line, COUNT, match[0], f"{right} {match['noun']}", "info", **facts)


YEARS = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?P<dash> ?[-–—] ?)(?:19|20)\d\d(?![\d/.-]\d)")
YEAR_DASH = re.compile(r" ?[-–—] ?")
LONG_DASH = re.compile(r"(?<=\w)(?: ?[–—] ?)(?=\w)")


@rule("range-format", "", "info", at="body")
def range_format(document: Document) -> Iterator[Finding]:
    """Khoảng năm viết một kiểu trong cả văn bản (2026-2030 hoặc 2026 - 2030), dùng dấu gạch nối, không dùng gạch dài.

    Sai: I. MỤC ĐÍCH
        Giai đoạn 2021-2030 và giai đoạn 2026 - 2030.
    Sai: I. MỤC ĐÍCH
        Phòng Tổ chức – Pháp chế chủ trì.
    Sai: I. MỤC ĐÍCH
        Nhiệm kỳ 2021- 2026.
    Đúng: I. MỤC ĐÍCH
        Giai đoạn 2021-2030, giai đoạn 2026-2030; kinh tế - xã hội; ngày 01-5.
    """
    spans: dict[bool, list[tuple[Passage, re.Match[str]]]] = {True: [], False: []}
    for passage in prose.of(document).passages:
        for match in YEARS.finditer(passage.text):
            if match["dash"].count(" ") == 1:
                right = YEAR_DASH.sub(" - ", match[0])
                yield at(passage.line, ONE_SIDED, match[0], right)
            else:
                spans[" " in match["dash"]].append((passage, match))
        for match in LONG_DASH.finditer(passage.text):
            found = passage.around(match.start(), match.end(), 10)
            yield at(passage.line, EN_DASH, found, re.sub("[–—]", "-", found))
    if spans[True] and spans[False]:
        rarer = min(spans.values(), key=len)
        other = spans[rarer is not spans[True]][0][1][0]
        for passage, match in rarer:
            dash = "-" if " " in match["dash"] else " - "
            yield at(passage.line, MIXED, match[0], match[0].replace(match["dash"], dash), other=other)


DECIMAL = N_("số thập phân «{found}» (…{around}…) phải dùng dấu phẩy: «{expected}»")
THOUSANDS = N_("số «{found}» (…{around}…) phải dùng dấu chấm ở hàng nghìn: «{expected}»")
PERCENT = N_("dấu % phải viết liền sau số: «{found}» (…{around}…); đúng là «{expected}»")
COUNT = N_(
    "số đếm dưới 10 viết hai kiểu: ở đây «{found}» (…{around}…), chỗ khác «{other}»; nên viết một kiểu: «{expected}»"
)
MIXED = N_("khoảng năm viết hai kiểu: ở đây «{found}», chỗ khác «{other}»; nên viết «{expected}»")
ONE_SIDED = N_("khoảng năm chỉ cách một bên gạch nối: «{found}»; nên viết «{expected}»")
EN_DASH = N_("dùng gạch dài ở «{found}»; nên dùng gạch nối «{expected}»")
