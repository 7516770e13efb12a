"""Appendices: pointed to in the text, numbered, headed, each on pages of its own (PL I.III.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cchc_draft.checking.appendices import AppendixHead, heads
from cchc_draft.checking.document import BODY, Document, Line, kept
from cchc_draft.checking.look import Look, looked
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.errors import Place
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.importing.written import Paragraph, text
from cchc_draft.language import N_
from cchc_draft.numbering import APPENDIX, label

# Pointed to in the text.


@rule("appendix-referenced", "PL I.III.1a", at="body")
def appendix_referenced(document: Document) -> Iterator[Finding]:
    """Nội dung văn bản phải có chỉ dẫn về từng phụ lục, và phụ lục được nhắc đến phải có.

    Sai: I. NHIỆM VỤ
        Rà soát thủ tục hành chính.
    Sai: I. NHIỆM VỤ
        Các nhiệm vụ nêu tại Phụ lục I và Phụ lục II kèm theo Kế hoạch này.
    Đúng: I. NHIỆM VỤ
        Các nhiệm vụ nêu tại Phụ lục kèm theo Kế hoạch này.
    """
    own = heads(document)
    mentions = [mention for line in _texts(document) for mention in _mentions(document, line)]
    numbers = {number for mention in mentions for number in mention.numbers}
    names_all = any(not mention.numbers for mention in mentions)
    for head in own:
        wanted = _plain(head.number)
        if not mentions:
            hint = _hint(document)
            yield at(head.line, NOT_MENTIONED, one_line(head.line.words), severity="warning" if hint else None)
        elif wanted and wanted not in numbers and not names_all and len(own) > 1:
            yield at(head.line, NOT_MENTIONED, one_line(head.line.words))
    yield from _absent(document, own, mentions)


def _texts(document: Document) -> Iterator[Line]:
    """Yield what may point to an appendix: the text in front of the signature, its tables and notes."""
    for line in document.lines:
        if line.role in BODY or line.role in ("note", "subject") or (line.role == "cell" and line.appendix < 0):
            yield line


NUMBER = r"(?<!\w)(?:[ivxlc]{1,7}|\d{1,2})(?!\w)"
MENTION = re.compile(
    rf"\bphu luc(?:\s+(?:so\s+)?(?P<numbers>{NUMBER}(?:\s*(?:,|;|va|-|–|den)\s*(?:phu luc\s+)?{NUMBER})*))?"
)
FOREIGN = re.compile(
    r"[^.,;:)]{0,60}?\b(?:nghi dinh|thong tu|quyet dinh|nghi quyet|cong van|chi thi|van ban|luat|ke hoach|huong dan"
    r"|chuong trinh|de an)\s+(?:so\s+)?(?P<symbol>\d[^\s,;)]*|cua\b|nam\b)"
)
FOREIGN_KIND = re.compile(
    r"[^.,;:)]{0,30}?\b(?:kem theo|cua)\s+"
    r"(?:nghi dinh|thong tu|quyet dinh|nghi quyet|cong van|chi thi|luat)\b(?! nay\b)"
    r"|[^.,;:)]{0,30}?\b(?:nghi dinh|thong tu) nay\b"
)
"""Behind an appendix of a document that a plan is none of, named without its number."""
RANGE = re.compile(rf"({NUMBER})\s*(?:-|–|den)\s*(?:phu luc\s+)?({NUMBER})")
OWN = re.compile(r"[^.,;:]{0,30}?\b(?:kem theo|dinh kem|ke hoach nay)|\s?[).;]")


class Mention(NamedTuple):
    """One place in the text that points to appendices."""

    line: Line
    numbers: frozenset[str]
    """The numbers that it names, in digits."""
    is_sure: bool
    """It says that they belong to this plan."""


def _mentions(document: Document, line: Line) -> Iterator[Mention]:
    """Yield the mentions of appendices of the plan's own in a line."""
    words = flat(line.text)
    if "phu luc" not in words:
        return
    own = f"{document.plan.letterhead.number}/"
    for match in MENTION.finditer(words):
        foreign = FOREIGN.match(words, match.end())
        if foreign and "ke hoach nay" not in foreign[0] and not foreign["symbol"].startswith(own):
            continue
        if FOREIGN_KIND.match(words, match.end()):
            continue
        named = match["numbers"] or ""
        found = {_plain(one) for one in re.findall(NUMBER, named)}
        for first, last in RANGE.findall(named):
            found |= _between(_plain(first), _plain(last))
        yield Mention(line, frozenset(found), OWN.match(words, match.end()) is not None)


ROMAN = {flat(label(number, APPENDIX)): str(number) for number in range(1, 40)}


def _plain(number: str) -> str:
    """Return a number of an appendix in digits: "II" and "02" are "2"; other signs in small letters."""
    small = number.lower()
    return ROMAN.get(small) or (small.lstrip("0") if small.isdecimal() else small)


def _between(first: str, last: str) -> set[str]:
    if first.isdecimal() and last.isdecimal() and int(last) - int(first) < MOST:
        return {str(one) for one in range(int(first), int(last) + 1)}
    return set()


MOST = 40
HINT = re.compile(
    r"\([^()]{0,80}(?:kem theo|dinh kem)\s*\)|\b(?:bieu|bang|danh muc)\b[^.;()]{0,60}(?:kem theo|dinh kem)"
)


def _hint(document: Document) -> bool:
    """Tell whether the text points to pages behind it in other words: "(có danh mục kèm theo)"."""
    return any(HINT.search(flat(line.text)) for line in _texts(document) if "kèm" in line.text)


def _absent(document: Document, own: Sequence[AppendixHead], mentions: Sequence[Mention]) -> Iterator[Finding]:
    """Yield appendices that the text names and the plan does not have."""
    if not own:
        is_elsewhere = bool(document.of("appendix")) or _has_pages_behind(document)
        if mentions and not is_elsewhere:
            yield at(mentions[0].line, NO_APPENDIX, _around(mentions[0].line), severity="warning")
        return
    there = {_plain(head.number) for head in own}
    there |= {"1"} if there == {""} else set()
    told: set[str] = set()
    for mention in mentions:
        for number in sorted(mention.numbers - there - told):
            told.add(number)
            found = f"Phụ lục {_printed(number)}"
            known = ", ".join(one_line(head.line.words) for head in own)
            yield at(mention.line, ABSENT, found, known, None if mention.is_sure else "warning")


def _printed(number: str) -> str:
    return label(int(number), APPENDIX) if number.isdecimal() and 0 < int(number) < MOST else number.upper()


def _around(line: Line) -> str:
    """Return the words of a line around "Phụ lục"."""
    words = one_line(line.text)
    start = flat(words).find("phu luc")
    before = words[max(0, start - NEAR) : start]
    return f"{before.partition(' ')[2] or before}{words[start : start + 2 * NEAR]}".strip()


NEAR = 20


def _has_pages_behind(document: Document) -> bool:
    last = max((line.index for line in document.of("signer", "archive", "position")), default=len(document.lines))
    return any(line.role in ("cell", "appendix_text") for line in document.lines[last + 1 :])


# Numbers, label and name.


@rule("appendix-roman", "PL I.III.1a", at="appendix")
def appendix_roman(document: Document) -> Iterator[Finding]:
    """Từ hai phụ lục trở lên thì đánh số bằng chữ số La Mã, liên tục từ I; chỉ có một phụ lục thì không đánh số.

    Sai: Phụ lục 1
    Sai: Phụ lục I
    Đúng: Phụ lục
    """
    own = heads(document)
    if len(own) == 1 and own[0].number:
        yield at(own[0].line, ONE_NUMBERED, f"{own[0].word} {own[0].number}", own[0].word, "warning")
    if len(own) < 2:
        return
    previous = 0
    for head in own:
        found = _plain(head.number)
        expected = f"Phụ lục {label(previous + 1, APPENDIX)}"
        if head.number.upper() not in map(str.upper, ROMAN):
            yield at(head.line, NOT_ROMAN if head.number else NO_NUMBER, one_line(head.line.words), expected)
        elif found != str(previous + 1):
            yield at(head.line, NOT_NEXT, f"{head.word} {head.number}", expected)
        previous = int(found) if found.isdecimal() and int(found) < MOST - 1 else previous + 1


@rule("appendix-title", "PL I.III.1b", at="appendix")
def appendix_title(document: Document) -> Iterator[Finding]:
    """Từ «Phụ lục» và số thứ tự trên một dòng riêng, canh giữa, chữ in thường, cỡ 14, kiểu chữ đứng, đậm.

    Sai: PHỤ LỤC
    Sai: Phụ Lục
    Sai: Phụ lục:
    Đúng: Phụ lục
    Sai khi: cỡ chữ 13
    Sai khi: không đậm
    Sai khi: nghiêng
    Sai khi: căn trái
    Đúng khi: cỡ chữ 14
    """
    own = heads(document)
    for head in own:
        number = head.number.upper()
        right = f"Phụ lục {number}".strip()
        if head.word != "Phụ lục" or head.number != number:
            yield at(head.line, NOT_SMALL, f"{head.word} {head.number}".strip(), right)
        elif (head.mark and not head.rest) or head.has_sign:
            yield at(head.line, MARKED, one_line(head.line.words), right, "warning")
    yield from looked(document, [head.line for head in own], TITLE_LOOK)
    if not document.of("appendix"):
        yield from _unlabelled(document)


def _unlabelled(document: Document) -> Iterator[Finding]:
    """Yield pages behind the signature that refer to the plan, or have a table, and are not called an appendix."""
    last = max((line.index for line in document.of("signer", "archive", "position")), default=-1)
    behind = document.lines[last + 1 :] if last >= 0 else ()
    lines = [line for line in behind if line.role in ("appendix_text", "reference", "cell")]
    has_table = bool(lines) and lines[0].role != "cell" and any(line.role == "cell" for line in lines)
    if has_table or any(line.role == "reference" for line in lines):
        yield at(lines[0], NO_TITLE, lines[0].quote, severity="warning")


@rule("appendix-name", "PL I.III.1b", at="appendix_name")
def appendix_name(document: Document) -> Iterator[Finding]:
    """Tên phụ lục (nếu có) ở dòng dưới «Phụ lục», canh giữa, chữ in hoa, cỡ 13 đến 14, kiểu chữ đứng, đậm.

    Sai: Nhiệm vụ cải cách hành chính năm 2026
    Đúng: NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026
    Sai khi: cỡ chữ 12
    Sai khi: không đậm
    Sai khi: nghiêng
    Sai khi: căn trái
    Đúng khi: cỡ chữ 13
    """
    for head in heads(document):
        if head.rest:
            yield at(head.line, NAME_BESIDE, one_line(head.line.words), head.rest)
        for line in head.names:
            words = one_line(line.words)
            letters = [one for one in words if one.isalpha()]
            small = sum(one.islower() for one in letters)
            if small and not words.startswith("("):
                is_sure = small * 2 > len(letters)
                yield at(line, NAME_SMALL, words, words.upper(), None if is_sure else "warning")
        yield from looked(document, [line for line in head.names if not line.words.startswith("(")], NAME_LOOK)


# Where an appendix stands.


@rule("appendix-new-page", "", "warning", at="body")
def appendix_new_page(document: Document) -> Iterator[Finding]:
    """Mỗi phụ lục bắt đầu ở trang mới, sau phần ký của văn bản.

    Sai: I. NHIỆM VỤ
        Nêu tại Phụ lục.
        Phụ lục
        DANH MỤC NHIỆM VỤ
    Đúng: I. NHIỆM VỤ
        Nêu tại Phụ lục kèm theo.
    """
    for line in document.of("text", "item", "heading", "closing"):
        match = IN_BODY.fullmatch(one_line(line.text))
        if match and not (match["title"] or "")[:1].islower():
            yield at(line, BEFORE_SIGNATURE, one_line(line.text))
    if document.is_source or not document.written.has_form:
        return
    for head in heads(document):
        if _breaks_page(document, head.line) is False:
            yield at(head.line, NO_NEW_PAGE, one_line(head.line.words))


IN_BODY = re.compile(r"(?:PHỤ LỤC|Phụ lục|Phụ Lục)(?: (?:[IVX]{1,5}|\d{1,2}))?[.:]?(?: (?P<title>\w.*))?")


def _breaks_page(document: Document, line: Line) -> bool | None:
    """Tell whether a line begins a page; None where it stands inside a table."""
    blocks = document.written.blocks
    index = _places(document).get(line.place)
    if index is None:
        return None
    starts = {section.start for section in document.written.sections if section.start}
    while index >= 0:
        block = blocks[index]
        if (isinstance(block, Paragraph) and block.breaks_page) or (index in starts and _is_new_page(document, line)):
            return True
        before = blocks[index - 1] if index else None
        if not isinstance(before, Paragraph) or text(before.content).strip():
            return False
        index -= 1
    return False


@kept
def _places(document: Document) -> Mapping[Place | None, int]:
    """Return the places of blocks with their indexes."""
    return {one.place: index for index, one in enumerate(document.written.blocks) if one.place}


def _is_new_page(document: Document, line: Line) -> bool:
    """Tell whether the section of a line begins on a new page."""
    section = document.word.section(line.place.line) if document.word and line.place else None
    return section is None or section.value("type") not in ("continuous", "nextColumn")


@rule("appendix-end-mark", "", "info", at="rest")
def appendix_end_mark(document: Document) -> Iterator[Finding]:
    """Nội dung phụ lục là lời văn kết thúc bằng «./.» như mẫu của Nghị định 30.

    Sai: Các đơn vị thực hiện đúng tiến độ nêu trong bảng trên và báo cáo kết quả.
    Đúng: Các đơn vị thực hiện đúng tiến độ nêu trong bảng trên và báo cáo kết quả./.
    """
    last = {line.appendix: line for line in document.of("appendix_text", "cell") if line.appendix >= 0}
    for line in last.values():
        words = line.text.rstrip()
        if line.role == "appendix_text" and len(words) > SHORT and not words.endswith("./."):
            yield at(line, NO_END, words[-SHORT:].strip())


SHORT = 40

TITLE_LOOK = Look(N_("dòng «Phụ lục»"), (28, 28), bold=True, italic=False, is_centred=True)
NAME_LOOK = Look(N_("tên phụ lục"), (26, 28), bold=True, italic=False, is_centred=True)
NOT_MENTIONED = N_("nội dung kế hoạch không có chỗ nào chỉ dẫn đến «{found}»")
NO_APPENDIX = N_("nội dung nhắc đến phụ lục («{found}») nhưng trong tệp không có phụ lục nào")
ABSENT = N_("nội dung nhắc đến «{found}» nhưng kế hoạch chỉ có: {expected}")
ONE_NUMBERED = N_("kế hoạch chỉ có một phụ lục nên ghi «{expected}», không đánh số «{found}»")
NOT_ROMAN = N_("«{found}»: từ hai phụ lục trở lên đánh số bằng chữ số La Mã, ghi «{expected}»")
NO_NUMBER = N_("«{found}» thiếu số thứ tự: kế hoạch có nhiều phụ lục, ghi «{expected}»")
NOT_NEXT = N_("số thứ tự «{found}» không liền với phụ lục trước; phải là «{expected}»")
NOT_SMALL = N_("«{found}» phải viết chữ in thường: «{expected}»")
MARKED = N_("«{found}»: dòng này chỉ ghi «{expected}», không thêm chữ, không có dấu")
NO_TITLE = N_("trang sau phần ký bắt đầu bằng «{found}» mà không có dòng «Phụ lục»")
NAME_BESIDE = N_("«{found}»: tên phụ lục «{expected}» phải ở dòng riêng, dưới dòng «Phụ lục»")
NAME_SMALL = N_("tên phụ lục «{found}» phải viết chữ in hoa: «{expected}»")
BEFORE_SIGNATURE = N_("«{found}» đứng trước phần ký; phụ lục đặt ở trang mới sau phần ký")
NO_NEW_PAGE = N_("«{found}» phải bắt đầu ở trang mới")
NO_END = N_("nội dung phụ lục kết thúc bằng «{found}», chưa có dấu «./.»")
