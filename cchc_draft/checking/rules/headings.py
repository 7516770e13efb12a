"""Sections and other titled parts: their form and their order (PL I.II.6c-đ, bảng V.6b)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.letterhead_view import is_party
from cchc_draft.checking.line_form import is_bold, is_italic, points
from cchc_draft.checking.numbered_lines import Entry, numbered, rank
from cchc_draft.checking.rule import Finding, Severity, at, rule
from cchc_draft.importing.flat_text import flat, one_line
from cchc_draft.language import N_
from cchc_draft.numbering import SECTION, VIETNAMESE_POINTS, label

LONGEST_TITLE = 300


@rule("structure", "PL I.II.6c", "warning", at="body")
def structure(document: Document) -> Iterator[Finding]:
    """Bố cục đi từ phần lớn đến phần nhỏ: mục (I.), khoản (1.), điểm (a); không bỏ cấp, không đặt cấp lớn dưới cấp nhỏ.

    Sai: I. MỤC ĐÍCH, YÊU CẦU
        a) Nâng cao chất lượng phục vụ người dân;
        b) Rút ngắn thời gian giải quyết hồ sơ.
        II. NHIỆM VỤ
        1. Rà soát thủ tục hành chính nêu tại Phụ lục.
        2. Khảo sát mức độ hài lòng của người dân.
    Đúng: I. MỤC ĐÍCH, YÊU CẦU
        1. Rà soát thủ tục hành chính nêu tại Phụ lục, gồm:
        a) Thủ tục nội bộ;
        b) Thủ tục của người dân.
        2. Khảo sát mức độ hài lòng của người dân.
    """
    entries = numbered(document)
    has_khoan = any(one.kind == "arabic" for one in entries)
    smallest = 0
    for one in entries:
        if one.parent is None and one.kind in OUTLINE:
            if one.before is None and rank(one.kind) < smallest:
                yield at(one.line, TOO_LATE, one.written, severity=None)
            smallest = max(smallest, rank(one.kind))
        if one.kind == "arabic3" and one.before is None and one.above("arabic") and one.above("arabic2") is None:
            yield at(one.line, SKIPPED, one.written)
        is_first_point = one.kind == "letter" and one.before is None and one.parent is not None
        if has_khoan and is_first_point and one.parent and one.parent.kind in SECTIONS:
            yield at(one.line, NO_KHOAN, one.written, one.parent.written)


SECTIONS = ("part", "chapter", "subpart", "upper", "roman")
OUTLINE = (*SECTIONS, "article", "arabic")


@rule("heading-required-title", "PL I.II.6d", at="body")
def heading_required_title(document: Document) -> Iterator[Finding]:
    """Phần, chương, mục, tiểu mục, điều phải có tiêu đề.

    Sai: I.
        1. Rà soát thủ tục hành chính nêu tại Phụ lục.
    Sai: Phần I
        I. MỤC ĐÍCH, YÊU CẦU
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    Đúng: Phần I
        QUAN ĐIỂM, MỤC TIÊU
        I. MỤC ĐÍCH, YÊU CẦU
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    """
    for one in numbered(document):
        if (
            one.kind in (*SECTIONS, "article")
            and not one.line.words.strip(" .:")
            and title_below(document, one) is None
        ):
            yield at(one.line, NO_TITLE, one.written)


def title_below(document: Document, one: Entry) -> Line | None:
    """Return the line below a bare number that is its title: short, without a label and without a mark at its end."""
    lines = document.lines
    below = lines[one.line.index + 1] if one.line.index + 1 < len(lines) else None
    if below is None or below.label is not None or below.role not in ("text", "heading", "closing"):
        return None
    words = one_line(below.words)
    is_short = 0 < len(words) <= LONGEST_TITLE and words[-1] not in ".;:"
    is_section = one.kind in ("roman", "upper")
    return below if is_short and (not is_section or words.isupper() or is_bold(document, below) == "all") else None


@rule("heading-phan", "PL I.II.6đ", at="body")
def heading_phan(document: Document) -> Iterator[Finding]:
    """Từ «Phần» và số La Mã ghi một dòng riêng, in thường; tiêu đề ở dòng dưới, in hoa; đều canh giữa, đứng, đậm.

    Sai: PHẦN I
        QUAN ĐIỂM, MỤC TIÊU
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    Sai: Phần 1
        QUAN ĐIỂM, MỤC TIÊU
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    Sai: Phần I. QUAN ĐIỂM, MỤC TIÊU
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    Đúng: **Phần I**
        **QUAN ĐIỂM, MỤC TIÊU**
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    """
    for one in numbered(document):
        if one.kind == "part":
            yield from _large(document, one, "Phần", is_roman=True)


@rule("heading-chuong", "PL I.II.6đ", at="body")
def heading_chuong(document: Document) -> Iterator[Finding]:
    """Từ «Chương» và số La Mã ghi một dòng riêng, in thường; tiêu đề ở dòng dưới, in hoa; đều canh giữa, đứng, đậm.

    Sai: Chương 1
        QUY ĐỊNH CHUNG
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    Sai: Chương I
        Quy định chung
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    Đúng: **Chương I**
        **QUY ĐỊNH CHUNG**
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    """
    for one in numbered(document):
        if one.kind == "chapter":
            yield from _large(document, one, "Chương", is_roman=True)


@rule("heading-muc", "PL I.II.6đ", at="body")
def heading_muc(document: Document) -> Iterator[Finding]:
    """Từ «Mục» và số Ả Rập ghi một dòng riêng, in thường; tiêu đề ở dòng dưới, in hoa; đều canh giữa, đứng, đậm.

    Sai: **Chương I**
        **QUY ĐỊNH CHUNG**
        **Mục I**
        **PHẠM VI**
        Áp dụng cho các nhiệm vụ nêu tại Phụ lục.
    Đúng: **Chương I**
        **QUY ĐỊNH CHUNG**
        **Mục 1**
        **PHẠM VI**
        Áp dụng cho các nhiệm vụ nêu tại Phụ lục.
    """
    yield from _subparts(document, "Mục")


@rule("heading-tieu-muc", "PL I.II.6đ", at="body")
def heading_tieu_muc(document: Document) -> Iterator[Finding]:
    """Từ «Tiểu mục» và số Ả Rập ghi một dòng riêng, in thường; tiêu đề ở dòng dưới, in hoa; đều canh giữa, đứng, đậm.

    Sai: **Chương I**
        **QUY ĐỊNH CHUNG**
        **TIỂU MỤC 1**
        **PHẠM VI**
        Áp dụng cho các nhiệm vụ nêu tại Phụ lục.
    Đúng: **Chương I**
        **QUY ĐỊNH CHUNG**
        **Tiểu mục 1**
        **PHẠM VI**
        Áp dụng cho các nhiệm vụ nêu tại Phụ lục.
    """
    yield from _subparts(document, "Tiểu mục")


def _subparts(document: Document, word: str) -> Iterator[Finding]:
    """Yield what is wrong with Mục or Tiểu mục of a document in chapters or điều."""
    entries = numbered(document)
    if any(one.kind in ("chapter", "article") for one in entries):
        for one in entries:
            if one.kind == "subpart" and flat(one.written).startswith(flat(word)):
                yield from _large(document, one, word, is_roman=False)


LARGE = re.compile(
    r"(?P<word>tiểu mục|mục|chương|phần)\s+(?P<number>thứ\s+\w+|\w+)(?P<mark>\s?[.:\-–—]?)", re.IGNORECASE
)


def _large(document: Document, one: Entry, word: str, *, is_roman: bool) -> Iterator[Finding]:
    """Yield what is wrong with a large part: its word, its number, its title and how they look."""
    line = one.line
    first, _, rest = line.text.strip().partition("\n")
    match = LARGE.match(first)
    if match is None:
        return
    number = label(one.number, SECTION).rstrip(".") if is_roman and one.number else str(one.number)
    right = f"{word} {number}"
    title = one_line(first[match.end() :])
    is_wrong = one_line(first[: match.end()].rstrip(" .:-–—")) != right
    if is_wrong or (match["mark"].strip() and not title):
        yield at(line, LARGE_LABEL, one_line(match[0]), right)
    if title:
        yield at(line, SAME_LINE, one_line(first), right)
    below = None if rest or title else title_below(document, one)
    name = title or one_line(rest) or (one_line(below.words) if below else "")
    if name != name.upper():
        yield at(below or line, NOT_CAPITALS, name, name.upper())
    for part in (line, below) if below else (line,):
        yield from _centred(document, part)


def _centred(document: Document, line: Line) -> Iterator[Finding]:
    form = document.form(line)
    if form is not None and form.align != "center":
        yield at(line, NOT_CENTRED, line.quote)
    wrong = [size for size in form.sizes if not 26 <= size <= 28] if form else []
    if wrong:
        yield at(line, SIZE, points(wrong[0]), "13-14")
    if is_bold(document, line) in ("none", "part"):
        yield at(line, NOT_BOLD, line.quote)
    if is_italic(document, line) == "all":
        yield at(line, ITALIC, line.quote)


@rule("heading-roman", "bảng V.6b", at="body")
def heading_roman(document: Document) -> Iterator[Finding]:
    """Số La Mã và tiêu đề của mục ghi cùng một dòng (I. TIÊU ĐỀ), in hoa, cỡ 13-14, đứng, đậm, cuối dòng không có dấu.

    Sai: I. Mục đích, yêu cầu
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    Sai: I. MỤC ĐÍCH, YÊU CẦU:
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    Sai: I/ MỤC ĐÍCH, YÊU CẦU
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    Đúng: I. MỤC ĐÍCH, YÊU CẦU
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    """
    for one in numbered(document):
        if one.kind == "roman" and one.line.role != "basis" and len(one.line.words) <= LONGEST_TITLE:
            yield from _roman_text(document, one)
            yield from _roman_look(document, one.line)


def _roman_text(document: Document, one: Entry) -> Iterator[Finding]:
    line, words = one.line, one_line(one.line.words)
    right = label(one.number, SECTION)
    if one_line(one.written) != right and not is_party(document):
        yield at(line, ROMAN_LABEL, one.written, right)
    elif not line.is_automatic and words and not line.text.lstrip()[len(one.written) :][:1].isspace():
        yield at(line, ROMAN_SPACE, line.text.split()[0], f"{right} {words.split()[0]}")
    below = title_below(document, one) if not words else None
    if below is not None:
        yield at(line, OWN_LINE, one.written, f"{right} {one_line(below.words)}")
    if words.endswith((".", ":", ";", ",")) and not words.endswith("..."):
        yield at(line, END_SIGN, words[-1], words.rstrip(" .:;,"))
    is_below_letter = one.parent is not None and one.parent.kind == "upper"
    if words != words.upper() and not is_below_letter and not is_party(document):
        small = sum(letter.islower() for letter in words)
        is_mostly = 3 * small < sum(map(str.isalpha, words)) or IN_BRACKETS.sub("", words).isupper()
        severity: Severity | None = "warning" if is_mostly else None
        yield at(line, NOT_CAPITALS, words, words.upper(), severity)


IN_BRACKETS = re.compile(r"\([^()]{0,100}\)")


def _roman_look(document: Document, line: Line) -> Iterator[Finding]:
    if is_bold(document, line) in ("none", "part"):
        yield at(line, NOT_BOLD, line.quote)
    if is_italic(document, line) in ("all", "part"):
        yield at(line, ITALIC, line.quote)
    form = document.form(line)
    if form is None:
        return
    if form.align == "center":
        yield at(line, CENTRED, line.quote, severity="warning")
    wrong = [size for size in form.sizes if not 26 <= size <= 28]
    if wrong:
        yield at(line, SIZE, points(wrong[0]), "13-14")


@rule("heading-numbering-unique", "PL I.II.6c", at="body")
def heading_numbering_unique(document: Document) -> Iterator[Finding]:
    """Số thứ tự của mục (I, II, III …) và khoản (1, 2, 3 …) liên tục, không bỏ số, không trùng số.

    Sai: I. MỤC ĐÍCH
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
        III. YÊU CẦU
        Việc thực hiện phải đúng tiến độ, rõ trách nhiệm.
    Sai: I. MỤC ĐÍCH
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
        I. YÊU CẦU
        Việc thực hiện phải đúng tiến độ, rõ trách nhiệm.
    Sai: I. NHIỆM VỤ
        1. Rà soát thủ tục hành chính nêu tại Phụ lục.
        3. Khảo sát mức độ hài lòng của người dân.
    Đúng: I. MỤC ĐÍCH
        1. Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
        2. Rút ngắn thời gian giải quyết hồ sơ.
        II. YÊU CẦU
        1. Việc thực hiện phải đúng tiến độ, rõ trách nhiệm.
    """
    for one in numbered(document):
        if one.kind not in COUNTED or (one.kind == "upper" and "." not in one.written):
            continue
        if one.fault:
            before = one.before.written if one.before else ""
            message = {"repeated": REPEATED, "left-out": LEFT_OUT, "start": START}[one.fault]
            yield at(one.line, message, one.written, _expected(one), before=before)
        elif one.prefix and not _fits(one):
            yield at(one.line, OTHER_KHOAN, one.written, str(one.parent.number if one.parent else ""))


COUNTED = ("part", "chapter", "roman", "upper", "article", "arabic", "arabic2", "arabic3")


def _expected(one: Entry) -> str:
    if one.kind in ("roman", "part", "chapter"):
        return label(one.expected, SECTION).rstrip(".")
    if one.kind == "upper":
        return VIETNAMESE_POINTS.upper()[one.expected - 1]
    return ".".join(map(str, (*one.prefix, one.expected)))


def _fits(one: Entry) -> bool:
    """Tell whether 2.1 stands below 2., or below section II."""
    parent = one.above("arabic") or one.above("roman")
    return len(one.prefix) > 1 or one.before is not None or parent is None or one.prefix[0] == parent.number


@rule("dieu-heading", "PL I.II.6đ", at="body")
def dieu_heading(document: Document) -> Iterator[Finding]:
    """Điều ghi «Điều 1.» và tiêu đề trên một dòng, in thường, đứng, đậm; số Ả Rập, sau số có dấu chấm.

    Sai: **Điều 1: Phạm vi**
        Áp dụng cho các nhiệm vụ nêu tại Phụ lục.
    Sai: **ĐIỀU 1. Phạm vi**
        Áp dụng cho các nhiệm vụ nêu tại Phụ lục.
    Sai: Điều 1. Phạm vi
        Áp dụng cho các nhiệm vụ nêu tại Phụ lục.
    Sai: **Điều 1. Phạm vi**
        Áp dụng cho các nhiệm vụ nêu tại Phụ lục.
        **Điều II. Mục tiêu**
    Đúng: **Điều 1. Phạm vi**
        Áp dụng cho các nhiệm vụ nêu tại Phụ lục.
    """
    for one in numbered(document):
        if one.kind != "article":
            continue
        right = f"Điều {one.label.number}."
        if one_line(one.written) != right:
            yield at(one.line, ARTICLE_LABEL, one.written, right)
        words = one_line(one.line.words.removeprefix(one.written))
        below = title_below(document, one) if not words else None
        if below is not None:
            yield at(one.line, OWN_LINE, one.written, f"{right} {one_line(below.words)}")
        is_title = bool(words) and words[-1] not in ".;:" and len(words) <= LONGEST_TITLE
        if is_title and is_bold(document, one.line) in ("none", "part"):
            yield at(one.line, NOT_BOLD, one.line.quote)
        if is_title and words.isupper():
            yield at(one.line, ARTICLE_CAPITALS, words, words.capitalize())
        form = document.form(one.line)
        if form is not None and form.align == "center":
            yield at(one.line, ARTICLE_CENTRED, one.line.quote)
    if any(one.kind == "article" for one in numbered(document)):
        for line in document.body:
            match = ROMAN_ARTICLE.match(line.text) if line.label is None else None
            if match:
                yield at(line, ARTICLE_LABEL, one_line(match[0]), "Điều 1.")


ROMAN_ARTICLE = re.compile(r"Điều\s{1,3}[IVX]{1,5}\s?[.:](?=\s)")


@rule("no-decimal-levels", "PL I.II.6c-đ", "info", at="body")
def no_decimal_levels(document: Document) -> Iterator[Finding]:
    """Nghị định không có cấp đánh số 1.1, 1.1.1; dưới khoản là điểm a), b), c).

    Sai: 1. Cải cách thể chế theo Phụ lục, gồm:
        1.1. Rà soát văn bản;
        1.2. Theo dõi thi hành pháp luật.
    Đúng: 1. Cải cách thể chế theo Phụ lục, gồm:
        a) Rà soát văn bản;
        b) Theo dõi thi hành pháp luật.
    """
    found = [one for one in numbered(document) if one.kind.startswith("arabic") and one.kind != "arabic"]
    if found:
        yield at(found[0].line, DECIMAL, found[0].written, count=len(found))


TOO_LATE = N_("cấp lớn «{found}» đứng sau cấp nhỏ hơn; bố cục phải đi từ lớn đến nhỏ")
NO_KHOAN = N_("điểm «{found}» đứng ngay dưới mục «{expected}», không qua khoản (1., 2. …)")
SKIPPED = N_("«{found}» bỏ qua một cấp")
NO_TITLE = N_("«{found}» không có tiêu đề")
LARGE_LABEL = N_("phải ghi «{expected}», không ghi «{found}»")
SAME_LINE = N_("«{found}»: «{expected}» ghi một dòng riêng, tiêu đề ghi ở dòng dưới")
NOT_CAPITALS = N_("tiêu đề «{found}» phải in hoa: «{expected}»")
NOT_CENTRED = N_("phải đặt canh giữa")
NOT_BOLD = N_("phải in đậm")
ITALIC = N_("phải là chữ đứng, không nghiêng")
CENTRED = N_("mục đặt canh giữa; mẫu lùi đầu dòng, dàn đều hai lề")
SIZE = N_("cỡ chữ {found}; phải là cỡ {expected}")
ROMAN_LABEL = N_("số mục ghi «{found}»; phải ghi «{expected}»")
ROMAN_SPACE = N_("thiếu dấu cách sau số mục: «{found}»; phải ghi «{expected}»")
OWN_LINE = N_("«{found}» và tiêu đề phải cùng một dòng: «{expected}»")
END_SIGN = N_("cuối tiêu đề có dấu «{found}»; tiêu đề không có dấu ở cuối")
REPEATED = N_("số «{found}» bị trùng hoặc lùi lại (trước đó là «{before}»); phải là «{expected}»")
LEFT_OUT = N_("từ «{before}» nhảy sang «{found}»; phải là «{expected}»")
START = N_("đánh số bắt đầu từ «{found}»; phải bắt đầu từ «{expected}»")
OTHER_KHOAN = N_("số «{found}» không thuộc khoản {expected}")
ARTICLE_LABEL = N_("phải ghi «{expected}», không ghi «{found}»")
ARTICLE_CAPITALS = N_("tiêu đề của điều «{found}» là chữ in thường: «{expected}»")
ARTICLE_CENTRED = N_("điều phải lùi đầu dòng, không đặt canh giữa")
DECIMAL = N_("đánh số «{found}» ({count} chỗ): nghị định không có cấp này, dưới khoản là điểm a), b) …")
