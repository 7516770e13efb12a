"""References: to parts of the plan itself, and to documents whose dates cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cchc_draft.checking.citation_mentions import mentions
from cchc_draft.checking.dates_in_text import is_cited
from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.numbered_lines import numbered
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.formats import short_date
from cchc_draft.importing.label_reader import candidates
from cchc_draft.language import N_
from cchc_draft.numbering import SECTION, VIETNAMESE_POINTS, label


@rule("cite-future", at="body")
def cite_future(document: Document) -> Iterator[Finding]:
    """Văn bản được viện dẫn phải ban hành trước hoặc cùng ngày với kế hoạch.

    Sai: Thực hiện Kế hoạch số 50/KH-UBND ngày 15/6/2026 của UBND tỉnh Lâm Đồng về chuyển đổi số và Phụ lục.
    Đúng: Thực hiện Kế hoạch số 50/KH-UBND ngày 15/01/2026 của UBND tỉnh Lâm Đồng về chuyển đổi số và Phụ lục.
    """
    own = document.plan.letterhead.date
    if own is None:
        return
    for one in mentions(document):
        if one.date is None or one.is_own or one.line.role == "reference":
            continue
        date = (one.date.year, one.date.month, one.date.day)
        plan = tuple(part for part in (own.year, own.month, own.day) if part)
        if date[: len(plan)] > plan:
            issued = short_date(own.date) if own.date else "/".join(map(str, reversed(plan)))
            name = f"{one.kind} số {one.symbol}".strip() if one.symbol else one.kind
            yield at(one.line, FUTURE, f"{name} {one.date_text}".strip(), "", issued=issued)


@rule("cite-year", at="body")
def cite_year(document: Document) -> Iterator[Finding]:
    """Năm trong số, ký hiệu của văn bản được viện dẫn phải là năm ban hành văn bản đó.

    Sai: Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ về công tác văn thư.
    Đúng: Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.
    """
    for one in mentions(document):
        year = one.symbol_year
        if year and one.date and year != one.date.year:
            yield at(
                one.line, OTHER_YEAR, f"{one.symbol} {one.date_text}", str(year), symbol=one.symbol, year=one.date.year
            )


@dataclass(slots=True)
class _Part:
    """A section or khoản: what stands below it, by its number."""

    parts: dict[int, _Part] = field(default_factory=dict)
    points: set[str] = field(default_factory=set)


@rule("cross-reference", at="body")
def cross_reference(document: Document) -> Iterator[Finding]:
    """Mục, khoản, điểm của chính kế hoạch được dẫn tới phải có trong kế hoạch.

    Sai: I. MỤC ĐÍCH
        Thực hiện các nội dung nêu tại Mục IV Kế hoạch này và Phụ lục.
        II. NHIỆM VỤ
        1. Rà soát thủ tục hành chính.
    Sai: I. MỤC ĐÍCH
        Thực hiện nhiệm vụ tại khoản 3 Mục II và Phụ lục.
        II. NHIỆM VỤ
        1. Rà soát thủ tục hành chính.
        2. Công khai kết quả.
    Đúng: I. MỤC ĐÍCH
        Thực hiện nhiệm vụ tại khoản 1 Mục II và Phụ lục.
        II. NHIỆM VỤ
        1. Rà soát thủ tục hành chính.
    Đúng: I. MỤC ĐÍCH
        Thực hiện Mục V Nghị quyết số 76/NQ-CP và Phụ lục.
        II. NHIỆM VỤ
        1. Rà soát thủ tục hành chính.
    """
    yield from _articles(document)
    sections = _sections(document)
    if len(sections) < FEWEST:
        return
    for line in document.of("basis", "text", "item", "closing", "cell"):
        if "ục" in line.text or "phần" in line.text.casefold() or "khoản" in line.text or "điểm" in line.text:
            for match in REFERENCE.finditer(line.text):
                if _is_own(document, line, match) and not _exists(sections, match):
                    yield at(line, NO_SUCH_PART, " ".join(match[0].split()))


FEWEST = 2


def _articles(document: Document) -> Iterator[Finding]:
    """Yield references to Điều of the plan, and to khoản of the Điều in which they stand, that there are not."""
    clauses: dict[int, set[int]] = {}
    home: dict[int, int] = {}
    for one in numbered(document):
        article = one if one.kind == "article" else one.above("article")
        if article is not None:
            found = clauses.setdefault(article.number, set())
            home[one.line.index] = article.number
            if one.kind == "arabic":
                found.add(one.number)
    if not clauses:
        return
    current = 0
    for line in document.body:
        current = home.get(line.index, current)
        for match in ARTICLES.finditer(line.text):
            for number in map(int, re.findall(r"\d+", match["numbers"])):
                if number not in clauses:
                    yield at(line, NO_SUCH_PART, f"Điều {number}")
        for match in THIS_ARTICLE.finditer(line.text):
            if clauses.get(current) and int(match["clause"]) not in clauses[current]:
                yield at(line, NO_SUCH_PART, " ".join(match[0].split()))


ARTICLES = re.compile(
    r"\b(?P<numbers>[Đđ]iều\s+\d{1,3}(?:(?:\s?,\s?|\s+và\s+)(?:[Đđ]iều\s+)?\d{1,3}){0,9})\s+(?:của\s+)?Kế hoạch này"
)
THIS_ARTICLE = re.compile(r"\b[Kk]hoản\s+(?P<clause>\d{1,2})\s+Điều này\b")


def _sections(document: Document) -> Mapping[int, _Part]:
    """Return the sections (I., II. …) with their khoản and điểm; none where larger parts count them anew."""
    found: dict[int, _Part] = {}
    section: _Part | None = None
    clause: _Part | None = None
    for line in document.body:
        if line.label is None:
            continue
        kinds = dict(candidates(line.label))
        if (
            line.role == "heading"
            and "roman" in kinds
            and (line.level == 1 or section is None or line.label.kind == "roman")
        ):
            if kinds["roman"] in found and kinds["roman"] == 1:
                return {}
            section = found.setdefault(kinds["roman"], _Part())
            clause = None
        elif section is not None and "arabic" in kinds:
            clause = section.parts.setdefault(kinds["arabic"], _Part())
        elif section is not None and "bracket" in kinds:
            section.parts.setdefault(kinds["bracket"], _Part())
        elif section is not None and line.label.kind.startswith("arabic") and clause is not None:
            clause.parts.setdefault(line.label.number, _Part())
        elif section is not None and line.label.kind == "letter":
            (clause or section).points.add(line.label.written.strip(" .)/"))
            section.points.add(line.label.written.strip(" .)/"))
    return found


def _is_own(document: Document, line: Line, match: re.Match[str]) -> bool:
    """Tell whether a reference is to the plan itself: nothing behind it names another document."""
    if is_cited(document, line, match.start()) or NOT_A_PART.search(
        line.text, max(0, match.start() - 12), match.start()
    ):
        return False
    behind = line.text[match.end() : match.end() + REACH]
    if OWN.match(behind):
        return True
    return match["section"] is not None and OTHER.match(behind) is None


def _exists(sections: Mapping[int, _Part], match: re.Match[str]) -> bool:
    """Tell whether the plan has the part."""
    number = ROMAN.get((match["section"] or "").upper(), 0)
    if match["section"] and not number:
        return True
    wanted = [sections[number]] if number in sections else [] if number else list(sections.values())
    clause = match["clause"] or match["inner"]
    if clause:
        wanted = [one.parts[int(clause)] for one in wanted if int(clause) in one.parts]
    point = match["point"]
    return any(point is None or point in one.points or point not in VIETNAMESE_POINTS for one in wanted)


REACH = 60
REFERENCE = re.compile(
    r"\b(?:[đĐ]iểm\s+(?P<point>[a-zđ])(?!\w),?\s+)?"
    r"(?:(?:[kK]hoản|(?:tiểu\s)?mục|điểm)\s+(?P<clause>\d{1,2})(?![\d./\w]),?\s+)?"
    r"(?:(?:[Mm]ục|[Pp]hần)\s+(?P<section>[IVX]{1,5})(?!\w)(?:\.(?P<inner>\d{1,2})(?![\d.]))?"
    r"|(?=(?:của\s+)?Kế hoạch này))"
)
OWN = re.compile(
    r"\s*,?\s*(?:và\s+Phụ lục(?:\s+[IVX\d]{1,4})?\s+(?:ban hành\s+)?kèm theo\s+)?(?:của\s+)?"
    r"(?:Kế hoạch này|nêu trên|nói trên|ở trên|trên đây|dưới đây|ở dưới)",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\s*,?\s*(?:của\s+|tại\s+|trong\s+|ban hành\s+|kèm theo\s+|thuộc\s+|và\s+[\w ]{0,20}\s)?(?:Phụ lục|Phần"
    r"|Chương|Điều"
    r"|Nghị|Quyết|Chỉ thị|Thông|Luật|Bộ luật|Pháp lệnh|Kế hoạch|Chương trình|Đề án|Công văn|Hướng dẫn|Kết luận|Báo cáo"
    r"|Quy|Tờ trình|Bộ chỉ số|Bảng|Biểu|Danh mục|Văn)",
    re.IGNORECASE,
)
"""What names another document behind a part."""
NOT_A_PART = re.compile(r"\b(?:danh|chuyên|hạng|đầu|số|một|thành)\s+$", re.IGNORECASE)
ROMAN = {label(number, SECTION).rstrip("."): number for number in range(1, 31)}

FUTURE = N_("viện dẫn «{found}» ban hành sau ngày của kế hoạch ({issued})")
OTHER_YEAR = N_("«{found}»: ký hiệu {symbol} có năm {expected} nhưng ngày ban hành ghi năm {year}")
NO_SUCH_PART = N_("kế hoạch không có «{found}»")
