"""Capital letters in citations and dates (PL II.V.6-8): types of documents, their parts, days and months in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_draft.checking import prose
from cchc_draft.checking.document import Document
from cchc_draft.checking.letterhead_view import is_party
from cchc_draft.checking.prose import SMALL
from cchc_draft.checking.rule import Finding, rule
from cchc_draft.checking.rules.capitals import wrong_case

KINDS = (
    "nghị quyết|quyết định|chỉ thị|kế hoạch|chương trình|thông báo|hướng dẫn|công văn|công điện|tờ trình"
    "|báo cáo|đề án|nghị định|thông tư"
    "|quy chế|quy định|kết luận|pháp lệnh"
)
NUMBERED = re.compile(
    rf"(?<!\w)(?P<kind>{KINDS})(?= (?:(?:liên tịch|hành động|phối hợp) )?số\s{{1,3}}[\d\ue000])"
    rf"|(?<!\w)(?P<bare>{KINDS})(?= \ue000)|(?<!\w)(?P<this>kế hoạch) này(?!\w)"
)
NUMBER_SIGNS = ("\ue000", " số ", "kế hoạch này")
"""One of these stands in every text that names a document so."""
TITLED = tuple(kind.title() for kind in KINDS.split("|"))
DOUBLE_CAPITALS = re.compile(rf"(?<!\w)(?:{'|'.join(TITLED)})(?!\w)")
LAW_NAMES = (
    "tổ chức chính|tổ chức quốc|tổ chức hội|tổ chức tòa|cán bộ|viên chức|công chức|tiếp cận thông|ngân sách|đất đai"
    "|thủ đô|giao dịch|an ninh|an toàn|ban hành văn|xử lý vi|khiếu nại|tố cáo|lưu trữ|thi đua|thanh tra|báo chí|du lịch"
    "|di sản|doanh nghiệp|đầu tư|quy hoạch|cư trú|căn cước|trẻ em|bảo vệ môi|bảo vệ bí|bảo vệ dữ|bảo hiểm|giáo dục"
    "|việc làm|phòng, chống|phòng cháy|thực hiện dân|tiếp công dân|kế toán|công nghệ|dữ liệu|chuyển đổi số|hộ tịch"
)
"""How the names of laws begin."""
SMALL_LAW = re.compile(rf"(?<!\w)Luật (?:{LAW_NAMES})(?!\w)")
LAW_NAME = re.compile(rf"(?<!\w)luật (?:{'|'.join(name.capitalize() for name in LAW_NAMES.split('|'))})(?!\w)")


@rule("cap-doc-type", "PL II.V.6", "error", at="body")
def cap_doc_type(document: Document) -> Iterator[Finding]:
    """Viết hoa chữ đầu tên loại của văn bản cụ thể: Kế hoạch số …, Kế hoạch này, Nghị quyết, Luật Đất đai.

    Sai: I. MỤC ĐÍCH
        Thực hiện kế hoạch số 36/KH-UBND của UBND tỉnh.
    Sai: I. MỤC ĐÍCH
        Triển khai Nghị Quyết của Đảng bộ.
    Sai: I. MỤC ĐÍCH
        Thi hành Luật đất đai.
    Đúng: I. MỤC ĐÍCH
        Các kế hoạch, nghị quyết của cấp trên; Kế hoạch số 36/KH-UBND; Kế hoạch này; Luật Đất đai.
    """
    for passage in prose.readable(document):
        if passage.is_capital:
            continue
        text = passage.text
        for match in NUMBERED.finditer(text) if any(sign in text for sign in NUMBER_SIGNS) else ():
            if text[: match.start()].endswith(("các ", "những ", "theo từng ")) or (
                match.start() == 0 and not match["this"]
            ):
                continue
            right = match[0][:1].upper() + match[0][1:]
            yield wrong_case(passage, match.start(), match.end(), right, None, "warning" if match["this"] else None)
        for match in DOUBLE_CAPITALS.finditer(text) if any(kind in text for kind in TITLED) else ():
            if not text[: match.start()].endswith(("Phòng ", "Sở ", "Bộ ", "Ban ", "Vụ ", "Cục ")):
                yield wrong_case(passage, match.start(), match.end(), match[0].capitalize())
        for match in SMALL_LAW.finditer(text):
            word = match[0].split()[1]
            yield wrong_case(
                passage,
                match.start(),
                match.end(),
                f"Luật {word.capitalize()} {' '.join(match[0].split()[2:])}".strip(),
            )
        for match in LAW_NAME.finditer(text):
            yield wrong_case(passage, match.start(), match.end(), f"L{match[0][1:]}")


PARTS = re.compile(
    r"(?<!\w)(?P<small>(?:(?<!danh )(?<!chuyên )(?<!đề )(?<!hạng )(?<!thư )(?<!các )(?<!đầu )(?:tiểu )?mục"
    r"|(?<!một )phần|chương) (?:[IVXL]+)(?!\w)(?![/-])"
    r"|(?<!danh )(?<!chuyên )(?<!đề )(?<!hạng )(?<!thư )(?<!các )(?<!đầu )(?<!khoản )mục \d{1,2}(?=[,.;)]"
    r"|\s+(?:của|Phần|Chương|phần|chương|Phụ lục|Kế hoạch|Quyết định|Nghị quyết|Điều|nêu|này|Mục|tại)|$)"
    r"|(?<!một số )(?<!các )điều \d{1,3}(?=[,.;)]|\s+(?:của|Nghị|Luật|Thông|Quyết|Quy|nêu|Kế|Bộ|Chương|này"
    r"|và|Pháp)|$))"
    rf"|(?<=[{SMALL},;\d)] )(?P<large>Khoản \d{{1,2}}(?!\w)(?!%)|Điểm [a-zđ](?=[,;.)]|\s+(?:khoản|Khoản|mục"
    rf"|Mục|Điều|điều|phần|Phần)|$))"
)


@rule("cap-cite-structure", "PL II.V.7", "error", at="body")
def cap_cite_structure(document: Document) -> Iterator[Finding]:
    """Viện dẫn phần, chương, mục, tiểu mục, điều thì viết hoa (Điều 103, Mục II); khoản, điểm thì viết thường.

    Sai: I. MỤC ĐÍCH
        Thực hiện theo khoản 2 điều 15 Luật Cán bộ, công chức.
    Sai: I. MỤC ĐÍCH
        Thực hiện theo Khoản 2 Điều 15 Luật Cán bộ, công chức.
    Sai: I. MỤC ĐÍCH
        Các nhiệm vụ nêu tại mục II Kế hoạch này.
    Đúng: I. MỤC ĐÍCH
        Theo điểm a khoản 2 Điều 15; danh mục 12 thủ tục hành chính; Mục II Kế hoạch này.
    """
    if is_party(document):
        return
    for passage in prose.holding(document, "điều ", "khoản ", "điểm ", "mục ", "phần ", "chương "):
        for match in PARTS.finditer(passage.text):
            found = match[0]
            if match["small"]:
                right = found[:1].upper() + found[1:]
                if passage.starts_sentence(match.start()) and match.start() == 0:
                    continue
            else:
                right = found[:1].lower() + found[1:]
            yield wrong_case(passage, match.start(), match.end(), right)


WEEKDAY = re.compile(
    r"(?:(?<=sáng )|(?<=chiều )|(?<=tối )|(?<=đến )|(?<=từ )|(?<=vào )|(?<=các ))(?P<a>thứ (?:hai|ba|tư"
    r"|năm|sáu|bảy))(?=[,.;)(]| hằng| hàng| tuần| mỗi| và thứ| đến| ngày \d|$)"
    r"|(?<!\w)(?P<b>thứ (?:hai|ba|tư|năm|sáu|bảy))(?= (?:hằng tuần|hàng tuần|mỗi tuần|ngày \d|đầu tiên|tuần))"
    r"|(?<!\w)(?P<c>chủ nhật)(?!\w)"
)
MONTH = re.compile(
    r"(?:(?<=trong )|(?<=vào )|(?<=đầu )|(?<=cuối )|(?<=giữa )|(?<=mạng )|(?<=từ )|(?<=đến ))(?P<d>tháng "
    r"(?:giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười một|mười hai|mười|chạp))"
    r"(?=[,.;)]|$| hằng| hàng| năm \d{4})"
)
TET = re.compile(
    r"(?:(?<=dịp )|(?<=ngày )|(?<=nghỉ ))tết(?! [Nn]guyên)(?!\w)|(?<!\w)[Tt]ết (?:nguyên đán|nguyên Đán|Nguyên Đán)"
)


@rule("cap-weekday-month", "PL II.V.8", "warning", at="body")
def cap_weekday_month(document: Document) -> Iterator[Finding]:
    """Ngày trong tuần, tháng viết bằng chữ thì viết hoa (thứ Hai, tháng Tám); viết hoa «Tết» thay cho tết Nguyên đán.

    Sai: I. MỤC ĐÍCH
        Giao ban vào sáng thứ hai hằng tuần.
    Sai: I. MỤC ĐÍCH
        Báo cáo trong tháng tám.
    Đúng: I. MỤC ĐÍCH
        Giao ban vào sáng thứ Hai hằng tuần, lần thứ hai trong tháng; báo cáo trong tháng Tám; mỗi tháng hai lần.
    """
    for passage in prose.holding(document, "thứ ", "tháng ", "chủ nhật", "tết"):
        for match in (*WEEKDAY.finditer(passage.text), *MONTH.finditer(passage.text)):
            group = match.lastgroup or ""
            found = match[group]
            first, _, rest = found.partition(" ")
            right = "Chủ nhật" if group == "c" else f"{first} {rest[:1].upper()}{rest[1:]}"
            yield wrong_case(passage, match.start(group), match.end(group), right)
        for match in TET.finditer(passage.text):
            right = "Tết" if match[0] == "tết" else f"{match[0].split()[0]} Nguyên đán"
            yield wrong_case(passage, match.start(), match.end(), right)
