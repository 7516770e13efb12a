"""Documents that the text cites: in full at first, in short later, always alike (PL I.II.6b)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from cchc_draft.checking.citation_mentions import Mention, mentions
from cchc_draft.checking.document import Document
from cchc_draft.checking.preamble import bases, bases_of_section
from cchc_draft.checking.rule import Finding, Severity, at, rule
from cchc_draft.formats import short_date
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.language import N_, translate

APART = ("subject", "reference")
"""Lines that name documents for themselves: the trích yếu of the plan, and (Kèm theo …)."""
OUTSIDE = ("cell", "note", "appendix_name", "appendix_text")
"""Lines outside the text proper, where short forms are usual."""


@rule("cite-first", "PL I.II.6b", at="body")
def cite_first(document: Document) -> Iterator[Finding]:
    """Khi viện dẫn lần đầu một văn bản, ghi đủ tên loại, số và ký hiệu, ngày ban hành, cơ quan ban hành, trích yếu.

    Sai: Thực hiện Kế hoạch số 75/KH-UBND của UBND tỉnh Lâm Đồng về kiểm tra công vụ.
    Sai: Thực hiện Kế hoạch số 75/KH-UBND ngày 27/02/2026 về kiểm tra công vụ.
    Sai: Thực hiện Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND tỉnh Lâm Đồng.
    Sai: Thực hiện Kế hoạch ngày 27/02/2026 của UBND tỉnh Lâm Đồng về kiểm tra công vụ.
    Đúng: Thực hiện Kế hoạch số 75/KH-UBND ngày 27/02/2026 của UBND tỉnh Lâm Đồng về kiểm tra công vụ.
    Đúng: Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ.
    Đúng: Theo Thông tư số 02/2017/TT-VPCP ngày 31/10/2017 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ về nghiệp vụ.
    """
    yield from _unnumbered(document)
    in_bases = {line.index for line in bases(document)}
    known: set[str] = set()
    numbers = {one.number for one in mentions(document) if one.symbol}
    told: Mention | None = None
    for one in mentions(document):
        if not _is_cited(one):
            continue
        told = one if ISSUED_BY.search(one.before) or (told and _is_next(told, one)) else None
        absent = [part for part in missing(one) if not (told and part == ISSUER)]
        is_told = _key(one) in known or one.is_inside or one.line.index in in_bases
        is_short_form = not one.symbol and one.number in numbers
        if absent and not is_told and not is_short_form:
            yield _incomplete(one, absent, shares=absent == [SUBJECT] and _shares_subject(document, one))
        if not one.is_inside or not absent:
            known.add(_key(one))


def _shares_subject(document: Document, one: Mention) -> bool:
    """Tell whether documents follow in the list of which the last has a trích yếu, which may be that of all."""
    before = one
    for other in mentions(document):
        if other.line.index == one.line.index and other.start > before.start:
            if other.line.text[before.end : other.start].strip() not in LISTED:
                return False
            if other.subject:
                return True
            before = other
    return False


def _is_next(before: Mention, one: Mention) -> bool:
    """Tell whether a mention is the next of a list: only a mark or "và" parts it from the one before."""
    between = one.line.text[before.end : one.start].strip()
    return one.line.index == before.line.index and between in LISTED and not one.issuer


LISTED = (",", ";", "và", ", và", "; và")
"""What stands between the documents of a list."""


def _unnumbered(document: Document) -> Iterator[Finding]:
    """Yield what the plan opens with and does not number: "Thực hiện Kế hoạch của UBND tỉnh về …"."""
    in_bases = {line.index for line in bases(document)}
    for line in document.body:
        if line.role == "heading" or line.label is not None:
            return
        match = UNNUMBERED.match(one_line(line.words)) if line.index not in in_bases else None
        if match:
            yield at(line, INCOMPLETE, match[0], translate(SYMBOL), "warning")


def _is_cited(one: Mention) -> bool:
    """Tell whether a mention has to follow the rules of citing: laws, the plan itself and bare numbers do not."""
    is_named = bool(one.kind) and not one.is_law and not one.is_own
    return is_named and one.line.role not in APART and ALIAS.search(one.before) is None


def _key(one: Mention) -> str:
    return one.symbol or f"{one.kind} {one.number} {one.date}"


def missing(one: Mention) -> list[str]:
    """Return what a first mention lacks; what the sentence says in front of it is not lacking."""
    after = one.line.text[one.end : one.end + 3]
    if one.symbol and DOUBLED_SYMBOL.match(one.line.text, one.end):
        return []  # the symbol stands twice, and what is asked for behind the second
    is_aside = one.before.rstrip().endswith("(") or PROPOSED.search(one.before) is not None
    absent: list[str] = [] if one.symbol or _is_open(one) else [SYMBOL]
    absent += [] if one.date_text else [DATE]
    is_issued = one.issuer or is_aside or ISSUED_BY.search(one.before)
    absent += [] if is_issued else [ISSUER]
    is_named = one.subject or is_aside or NAMED_BEFORE.search(one.before) or after.lstrip().startswith(("“", '"'))
    return absent if is_named else [*absent, SUBJECT]


def _is_open(one: Mention) -> bool:
    """Tell whether number and symbol are still to be filled in: "số …/KH-UBND"."""
    return not one.number and "/" in one.words.partition("ngày")[0]


def _incomplete(one: Mention, absent: Sequence[str], *, shares: bool) -> Finding:
    is_beside = one.line.role in OUTSIDE or one.before.rstrip().endswith("(")
    severity: Severity | None = "warning" if is_beside or shares else None
    parts = ", ".join(translate(part) for part in absent)
    return at(one.line, INCOMPLETE, _shown(one), parts, severity)


def _shown(one: Mention) -> str:
    words = one.words
    return words if len(words) <= LONGEST_SHOWN else words[:LONGEST_SHOWN].rstrip() + "…"


LONGEST_SHOWN = 120
_BODY = r"(?:UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng|Chính phủ|Thủ tướng|Bộ|Sở|Quốc hội|Chủ tịch|Tỉnh ủy|Thành ủy|Đảng ủy|Ban)"
UNNUMBERED = re.compile(
    r"(?:Thực hiện|Triển khai|Căn cứ|Triển khai thực hiện) (?:Nghị quyết|Quyết định|Chỉ thị|Kế hoạch|Công văn)"
    rf" của {_BODY}\b"
)
ISSUED_BY = re.compile(
    rf"\b{_BODY}\b[^;:.,()]{{0,60}}\s(?:đã\s|ký\s)?(?:ban hành|phê duyệt|có)\s{{1,3}}$"
    rf"|\b(?:quy định|chỉ đạo|yêu cầu|kết luận|hướng dẫn|ý kiến|phân công) của {_BODY}\b[^;.()]{{0,80}}\stại\s{{1,3}}$"
)
"""The agency stands in front of its document."""
DOUBLED_SYMBOL = re.compile(r"\s{1,2}[A-ZĐ]{2,8}(?:[-/][A-ZĐ]{2,8}){1,4}\s")
PROPOSED = re.compile(r"(?:đề nghị|đề xuất|ý kiến|tham mưu) của [^;.]{1,150}\s(?:tại|theo)\s{1,3}$")
"""A letter that is named only as where a proposal stands."""
NAMED_BEFORE = re.compile(r"(?:ban hành|phê duyệt|thông qua|công bố)\s(?:kèm\s)?(?:theo|tại|bằng|trong)\s{1,3}$")
ALIAS = re.compile(r"(?:gọi (?:tắt )?là|viết tắt là|gọi chung là)\s?:?\s{0,3}[“\"(]?$")


@rule("cite-law", "PL I.II.6b", "warning", at="body")
def cite_law(document: Document) -> Iterator[Finding]:
    """Viện dẫn luật, pháp lệnh trong nội dung chỉ ghi tên loại và tên của luật, pháp lệnh đó.

    Sai: Thực hiện Luật Cán bộ, công chức số 80/2025/QH15 và các quy định có liên quan.
    Sai: Thực hiện Luật Cán bộ, công chức ngày 24/6/2025 và các quy định có liên quan.
    Sai: Thực hiện Luật Lưu trữ năm 2024 và các quy định có liên quan.
    Đúng: Thực hiện Luật Cán bộ, công chức và các quy định có liên quan.
    """
    in_bases = {line.index for line in (*bases(document), *bases_of_section(document))}
    for one in mentions(document):
        if one.is_law and not one.is_inside and one.line.index not in in_bases and one.line.role not in APART:
            is_of_this_year = one.law_year and document.year and one.law_year >= document.year
            if one.symbol or one.date_text or one.issuer or (one.law_year and not is_of_this_year):
                right = f"{one.line.text[one.start :].split()[0]} {one.name}"
                yield at(one.line, LAW_WITH_MORE, _shown(one), right if one.name else N_("tên của luật"))


@rule("cite-later", "PL I.II.6b", "warning", at="body")
def cite_later(document: Document) -> Iterator[Finding]:
    """Từ lần viện dẫn thứ hai, chỉ ghi tên loại và số, ký hiệu của văn bản.

    Sai: Tiếp tục thực hiện Kế hoạch số 36/KH-UBND ngày 15/01/2026 của UBND tỉnh Lâm Đồng.
    Đúng: Tiếp tục thực hiện Kế hoạch số 36/KH-UBND.
    """
    in_bases = {line.index for line in bases(document)}
    known: dict[str, Mention] = {}
    for one in mentions(document):
        if not _is_cited(one) or not one.symbol:
            continue
        first = known.get(one.symbol)
        is_full = bool(one.date_text) or bool(one.issuer and one.subject)
        if first is None or not _is_same(first, one):
            if is_full:
                known[one.symbol] = one
        elif is_full and not one.is_inside and one.line.index not in in_bases:
            severity: Severity | None = "info" if one.line.role in OUTSIDE else None
            yield at(one.line, AGAIN, _shown(one), _short(one), severity)


def _short(one: Mention) -> str:
    return f"{one.kind} số {one.symbol}"


@rule("cite-so", "PL I.II.6b", "warning", at="body")
def cite_so(document: Document) -> Iterator[Finding]:
    """Giữa tên loại và số của văn bản viện dẫn có chữ «số».

    Sai: Tiếp tục thực hiện Kế hoạch 36/KH-UBND.
    Đúng: Tiếp tục thực hiện Kế hoạch số 36/KH-UBND.
    """
    aliases = {one.symbol for one in mentions(document) if ALIAS.search(one.before)}
    for one in mentions(document):
        is_short_form = one.symbol in aliases
        if one.kind and one.symbol and not one.has_so and not one.is_law and not is_short_form:
            if one.line.role == "reference":
                continue
            written = f"{one.line.text[one.start :].split(one.number)[0].strip()} {one.symbol}"
            yield at(one.line, NO_SO, one_line(written), _short(one))


@rule("cite-consistent", "PL I.II.6b", at="body")
def cite_consistent(document: Document) -> Iterator[Finding]:
    """Một văn bản được viện dẫn nhiều lần thì tên loại, số, ký hiệu, ngày và cơ quan ban hành phải như nhau.

    Sai: Tiếp tục thực hiện Kế hoạch số 36/KH-UBND ngày 16/01/2026 của UBND tỉnh Lâm Đồng.
    Sai: Tiếp tục thực hiện Kế hoạch số 36/KH-UBND ngày 15/01/2026 của UBND tỉnh Đắk Lắk.
    Sai: Tiếp tục thực hiện Quyết định số 36/KH-UBND.
    Sai: Thực hiện Kế hoạch số 63/KH-UBND ngày 15/01/2026 của UBND tỉnh Lâm Đồng về cải cách hành chính năm 2026.
    Đúng: Tiếp tục thực hiện Kế hoạch số 36/KH-UBND.
    """
    groups: dict[str, list[Mention]] = defaultdict(list)
    for one in mentions(document):
        if one.symbol and one.kind and not one.is_law and one.line.role != "reference":
            groups[flat(one.symbol)].append(one)
    for group in groups.values():
        if len(group) > 1:
            yield from _unlike(group)
    yield from _other_numbers([one for group in groups.values() for one in group])


def _unlike(group: Sequence[Mention]) -> Iterator[Finding]:
    """Yield how mentions of one symbol differ from the one that says most, which is taken for right."""
    right = max(group, key=lambda one: (_votes(one, group), bool(one.date), bool(one.issuer)))
    for one in group:
        if _is_other(right, one):
            continue
        if one.date and right.date and one.date != right.date:
            found, which = f"{_short(one)} {one.date_text}", short_date(one.date)
            yield at(one.line, OTHER_DATE, found, right.date_text, which=which, right=short_date(right.date))
        elif one.issuer and right.issuer and not _is_same_issuer(one.issuer, right.issuer, with_head=True):
            severity: Severity | None = "warning" if _is_same_issuer(one.issuer, right.issuer) else None
            found = f"{_short(one)} … của {one.issuer}"
            yield at(one.line, OTHER_ISSUER, found, right.issuer, severity, which=one.issuer)
        elif _is_other_kind(one, right):
            yield at(one.line, OTHER_KIND, _short(one), _short(right))
        elif one.symbol != right.symbol:
            yield at(one.line, OTHER_SYMBOL, one.symbol, right.symbol)


def _votes(one: Mention, group: Sequence[Mention]) -> int:
    """Return how many mentions agree with one; where as many disagree, the first in the text is right."""
    dates = sum(one.date is not None and other.date == one.date for other in group)
    return dates + sum(not _is_other_kind(one, other) for other in group)


def _is_same(first: Mention, other: Mention) -> bool:
    """Tell whether two mentions of one symbol can mean one document."""
    return not _is_other(first, other) and (not other.date or not first.date or other.date == first.date)


def _is_other(first: Mention, other: Mention) -> bool:
    """Tell whether two mentions of one symbol are two documents: two agencies have the number, on different days."""
    is_other_day = bool(first.date and other.date and first.date != other.date)
    is_other_issuer = bool(first.issuer and other.issuer and not _is_same_issuer(first.issuer, other.issuer))
    both = bool(first.subject and other.subject)
    return is_other_day and (is_other_issuer or (both and not _is_like(first.subject, other.subject)))


def _is_like(one: str, other: str) -> bool:
    """Tell whether two subjects share most of their words."""
    words, others = set(flat(one).split()), set(flat(other).split())
    return 2 * len(words & others) >= min(len(words), len(others))


def _is_same_issuer(one: str, other: str, *, with_head: bool = False) -> bool:
    """Tell whether two names can be one agency's: "UBND tỉnh", "Ủy ban nhân dân tỉnh Lâm Đồng".

    The head of an agency counts as the agency, unless *with_head*.
    """
    names = [BODY.sub("ubnd", flat(name)) for name in (one, other)]
    if with_head and bool(HEAD.match(names[0])) != bool(HEAD.match(names[1])):
        return False
    words, others = (set(HEAD.sub("", name).replace(",", " ").split()) for name in names)
    return words <= others or others <= words


HEAD = re.compile(r"^(?:pho )?chu tich |^bo truong ")
BODY = re.compile(r"\bu[yỷ] ban nhan dan\b")


def _is_other_kind(one: Mention, other: Mention) -> bool:
    """Tell whether one symbol is given to two types of document, neither of them a wider word for the other."""
    kinds = {flat(one.kind), flat(other.kind)}
    if len(kinds) < 2 or kinds & WIDE:
        return False
    short, long = sorted(kinds, key=len)
    return not long.startswith(short)


WIDE = {"van ban", "de an", "chuong trinh", "quy che", "quy dinh"}
"""Words for a document that is issued with another one, or for any document."""


def _other_numbers(found: Sequence[Mention]) -> Iterator[Finding]:
    """Yield documents of one type, day, agency and subject that have two numbers."""
    seen: dict[tuple[str, ...], Mention] = {}
    for one in found:
        if not (one.date and one.issuer and one.subject):
            continue
        key = (one.kind, one.date_text, flat(one.issuer), flat(one.subject))
        first = seen.setdefault(key, one)
        if flat(first.symbol) != flat(one.symbol):
            yield at(one.line, OTHER_NUMBER, _short(one), _short(first))


SYMBOL, DATE, ISSUER, SUBJECT = N_("số, ký hiệu"), N_("ngày ban hành"), N_("cơ quan ban hành"), N_("trích yếu")
INCOMPLETE = N_("viện dẫn lần đầu «{found}» thiếu {expected}")
LAW_WITH_MORE = N_("viện dẫn luật «{found}» chỉ ghi tên loại và tên: «{expected}»")
AGAIN = N_("văn bản đã viện dẫn ở trên, nay lại ghi đầy đủ «{found}»; chỉ cần «{expected}»")
NO_SO = N_("viện dẫn «{found}» thiếu chữ «số»; phải ghi «{expected}»")
OTHER_DATE = N_("«{found}» khác ngày với chỗ khác: nơi ghi {which}, nơi ghi {right}")
OTHER_ISSUER = N_("«{found}» khác cơ quan ban hành với chỗ khác: nơi ghi «{which}», nơi ghi «{expected}»")
OTHER_KIND = N_("«{found}» khác tên loại với chỗ khác: «{expected}»")
OTHER_SYMBOL = N_("ký hiệu «{found}» viết khác chỗ khác: «{expected}»")
OTHER_NUMBER = N_("«{found}» khác số với chỗ khác viện dẫn cùng văn bản đó: «{expected}»")
