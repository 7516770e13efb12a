"""Bodies and places that ended in 2025: districts, merged provinces, ministries and sở."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from cchc_draft.checking import prose
from cchc_draft.checking.document import Document
from cchc_draft.checking.prose import Passage
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.importing.citation_reader import citations
from cchc_draft.language import N_, Message

MERGED = datetime.date(2025, 3, 1)
"""Ministries and sở of before were merged."""
TWO_TIERS = datetime.date(2025, 7, 1)
"""Since then there are no districts, and 34 provinces."""
CAPITAL = f"[{prose.CAPITAL}]"
DISTRICT = re.compile(
    rf"(?<!\w)(?:(?:UBND|HĐND|[ỦU]y ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Công an|MTTQ|Phòng|Văn "
    rf"phòng|Chi cục|Chủ tịch|Trung tâm)"
    rf"(?: \w+){{0,4}}? (?:các )?(?P<word>huyện|quận|thị xã|thị trấn)(?!\w)"
    rf"|(?:huyện|quận|thị xã|thị trấn|Huyện|Quận|Thị xã|Thị trấn) {CAPITAL}\w+(?: {CAPITAL}\w+){{0,2}}"
    rf"|cấp huyện(?!\w)|(?:các )?(?:sở, ngành, )?(?:quận, huyện|huyện, thị xã|huyện, thành phố|huyện, "
    rf"quận)(?:, (?:thị xã|thành phố|thị trấn))?"
    rf"|xã, phường, thị trấn|các (?:huyện|quận|thị xã|thị trấn)(?!\w)|Quận \d{{1,2}}(?!\w))"
)
PARTS = ("sở ", "bộ ", "phòng ", "ủy", "tỉnh ", "huyện", "quận", "thị xã", "thị trấn")
PAST = re.compile(
    r"\((?:cũ|trước đây|trước sáp nhập|nay là|trước)|trước đây|trước khi|sáp nhập|sắp xếp đơn vị|hợp nhất"
    r"|giải thể|kết thúc hoạt động"
    r"|không (?:còn )?tổ chức|bãi bỏ|bỏ cấp|không còn|chuyển giao từ|từ cấp huyện|tiếp nhận từ"
    r"|trước (?:ngày )?(?:0?1[/.]0?[37](?!\d)|01 tháng 0?[37](?!\d))|nay là|cũ(?!\w)|thay cho|giai đoạn 20[01]|bàn giao"
)


@rule("two-tier-names", "", "warning", at="body")
def two_tier_names(document: Document) -> Iterator[Finding]:
    """Kế hoạch sau sắp xếp năm 2025 không ghi cơ quan, địa phương đã hết hoạt động: huyện, sở và tỉnh đã hợp nhất.

    Tên cũ trong trích yếu của văn bản ban hành trước đó, hoặc nói về việc sắp xếp, thì được giữ.

    Sai: I. MỤC ĐÍCH
        Sở Thông tin và Truyền thông phối hợp thực hiện.
    Sai: I. MỤC ĐÍCH
        Đề nghị UBND huyện Lâm Hà thực hiện.
    Sai: I. MỤC ĐÍCH
        Học tập kinh nghiệm của tỉnh Bắc Giang.
    Đúng: I. MỤC ĐÍCH
        Sở Khoa học và Công nghệ, tỉnh Bắc Ninh, phường Bắc Giang phối hợp; tiếp nhận nhiệm vụ trước đây của cấp huyện.
    """
    issued = _issued(document)
    if issued is None or issued < MERGED:
        return
    bodies = {key: str(value) for key, value in document.wording.of("co-quan-cu").items()}
    provinces = {key: str(value) for key, value in document.wording.of("tinh-cu").items()}
    old_body = re.compile(rf"(?<!\w)(?:{_any(bodies)})(?!\w)")
    old_province = re.compile(
        rf"(?<!\w)(?P<unit>tỉnh|Tỉnh|TỈNH) (?P<name>{_any(provinces)}|{_any(key.upper() for key in provinces)})(?!\w)"
    )
    for passage in _passages(document):
        if not any(part in passage.small for part in PARTS):
            continue
        found = [(match, GONE, bodies[match[0]]) for match in old_body.finditer(passage.raw)]
        if issued >= TWO_TIERS:
            found += [
                (match, MERGED_PROVINCE, _province(provinces, match["name"]))
                for match in old_province.finditer(passage.raw)
            ]
            found += [(match, NO_DISTRICT, "") for match in DISTRICT.finditer(passage.raw)]
        yield from _shown(passage, found)


def _issued(document: Document) -> datetime.date | None:
    """Return when the plan is issued; for a draft the beginning of its year, None where nothing is known."""
    date = document.plan.letterhead.date
    year = date.year if date else document.year
    if not year:
        return None
    month = (date.month if date else None) or 1
    return datetime.date(year, month, (date.day if date else None) or 1) if 1 <= month <= 12 and year > 0 else None


def _any(names: object) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))  # type: ignore[call-overload]


def _province(provinces: dict[str, str], name: str) -> str:
    return provinces.get(name) or next((right for old, right in provinces.items() if old.upper() == name), "")


def _passages(document: Document) -> Iterator[Passage]:
    yield from (passage for passage in prose.of(document).named if passage.line.role != "archive")
    yield from (Passage(line) for line in document.of("parent", "agency") if line.words)


def _shown(passage: Passage, found: list[tuple[re.Match[str], Message, str]]) -> Iterator[Finding]:
    """Yield what is not inside a citation and not said about the past."""
    spans = [(start, end) for start, end, _ in citations(passage.raw)] if found else []
    done = -1
    for match, message, right in sorted(found, key=lambda one: one[0].start()):
        start, end = match.span()
        clause = passage.raw[max(passage.raw.rfind(";", 0, start), passage.raw.rfind(". ", 0, start), 0) : end + 60]
        if start < done or PAST.search(clause) or any(first <= start < last for first, last in spans):
            continue
        done = end
        yield at(passage.line, message, match[0], right, around=passage.around(start, end))


GONE = N_("«{found}» (…{around}…) đã được tổ chức lại từ năm 2025; nay là {expected}")
MERGED_PROVINCE = N_("«{found}» (…{around}…) đã sáp nhập từ ngày 01/7/2025; nay là {expected}")
NO_DISTRICT = N_(
    "«{found}» (…{around}…): từ ngày 01/7/2025 không còn cấp huyện; hãy ghi cơ quan cấp tỉnh hoặc xã, phường, đặc khu"
)
