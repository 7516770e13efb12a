"""Khoản, điểm, dashes and the mark at the end of the text (PL I.II.6đ)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.letterhead_view import is_party
from cchc_draft.checking.line_form import is_bold, is_italic, letters
from cchc_draft.checking.numbered_lines import Entry, numbered, reads_as_title
from cchc_draft.checking.rule import Finding, Severity, at, rule
from cchc_draft.importing.flat_text import one_line
from cchc_draft.importing.label_reader import BULLETS, DASHES
from cchc_draft.importing.word_symbols import PRIVATE
from cchc_draft.language import N_
from cchc_draft.numbering import POINT, VIETNAMESE_POINTS, label
from cchc_draft.outline import END_MARK
from cchc_draft.style_sheet import W, value_of

BELOW_KHOAN = ("letter", "arabic", "brackets", "arabic2", "arabic3")


def khoan(document: Document) -> Iterator[Entry]:
    """Yield the khoản of a plan, written right or wrong: Arabic numbers that stand below no khoản or điểm."""
    for one in numbered(document):
        if one.kind == "arabic" and (one.parent is None or one.parent.kind not in BELOW_KHOAN):
            yield one


@rule("khoan-number", "PL I.II.6đ", at="body")
def khoan_number(document: Document) -> Iterator[Finding]:
    """Số thứ tự của khoản là số Ả Rập, sau số có dấu chấm: 1., 2., 3.

    Sai: 1) Rà soát thủ tục hành chính nêu tại Phụ lục.
    Sai: 1/ Rà soát thủ tục hành chính nêu tại Phụ lục.
    Sai: 1 . Rà soát thủ tục hành chính nêu tại Phụ lục.
    Sai: 1.Rà soát thủ tục hành chính nêu tại Phụ lục.
    Đúng: 1. Rà soát thủ tục hành chính nêu tại Phụ lục.
    """
    for one in [] if is_party(document) else khoan(document):
        right = label(one.number, POINT._replace(system="arabic", suffix=".", last=999))
        if one_line(one.written).lstrip("0") != right:
            yield at(one.line, KHOAN_LABEL, one.written, right)
        elif _is_glued(one):
            yield at(one.line, GLUED, one.line.text.split()[0], f"{one.written} {one.line.words.split()[0]}")


def _is_glued(one: Entry) -> bool:
    """Tell whether no space stands between a typed label and the text."""
    behind = one.line.text.lstrip()[len(one.written) :]
    return bool(behind) and not one.line.is_automatic and not behind[0].isspace()


@rule("khoan-title", "PL I.II.6đ", at="body")
def khoan_title(document: Document) -> Iterator[Finding]:
    """Khoản có tiêu đề thì số và tiêu đề ghi một dòng riêng, in thường, đứng, đậm; khoản không có tiêu đề không in đậm.

    Sai: I. NỘI DUNG
        **1. MỤC ĐÍCH**
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    Sai: I. NỘI DUNG
        **1. Cải cách thể chế:** Rà soát văn bản nêu tại Phụ lục.
    Sai: I. NỘI DUNG
        **1. Rà soát văn bản quy phạm pháp luật thuộc lĩnh vực được giao quản lý, theo Phụ lục.**
    Đúng: I. NỘI DUNG
        **1. Mục đích**
        Nâng cao chất lượng phục vụ người dân nêu tại Phụ lục.
    """
    for one in khoan(document):
        words = one_line(one.line.words)
        bold = is_bold(document, one.line)
        is_title = reads_as_title(words) and one.is_followed
        if is_title and bold in ("none", "part"):
            yield at(one.line, NOT_BOLD, f"{one.written} {words}")
        elif bold == "part" and not is_title:
            yield from _run_in(document, one)
        elif bold == "all" or one.line.role == "heading":
            yield from _bold(document, one, words, bold == "all")


def _run_in(document: Document, one: Entry) -> Iterator[Finding]:
    """Yield a title that text follows on its own line."""
    parts = letters(document, one.line)
    title = ""
    for part in parts:
        if not part.bold:
            break
        title += part.text
    title = one_line(title)
    if len(title.removeprefix(one.written).strip(" .:")) > 2 and len(title) <= LONGEST_RUN_IN:
        yield at(one.line, RUN_IN, title, severity="warning")


LONGEST_RUN_IN = 150


def _bold(document: Document, one: Entry, words: str, is_all_bold: bool) -> Iterator[Finding]:
    """Yield what is wrong with a khoản that is bold or taken for a title."""
    is_sentence = words.endswith((".", ";")) and (len(words) > SHORT or not one.is_followed)
    if is_all_bold and (is_sentence or len(words) > LONGEST_BOLD):
        yield at(one.line, BOLD, f"{one.written} {words[:80]}")
        return
    if words.isupper() and len(words) > SHORTEST_CAPITALS:
        severity: Severity | None = None if one.parent else "warning"
        yield at(one.line, CAPITALS, f"{one.written} {words}", severity=severity)
    if is_italic(document, one.line) == "all":
        yield at(one.line, ITALIC, f"{one.written} {words}")
    if is_all_bold and words.endswith((".", ":", ";", ",")) and not words.endswith("..."):
        yield at(one.line, END_SIGN, words[-1], words.rstrip(" .:;,"), "warning")


SHORT, LONGEST_BOLD, SHORTEST_CAPITALS = 60, 300, 4


@rule("clause-letter", "PL I.II.6đ", at="body")
def clause_letter(document: Document) -> Iterator[Finding]:
    """Điểm đánh bằng chữ cái in thường, sau chữ cái có dấu đóng ngoặc: a), b), c); chữ đứng, không đậm.

    Sai: 1. Các nhiệm vụ nêu tại Phụ lục, gồm:
        a. Rà soát thủ tục hành chính;
        b. Khảo sát mức độ hài lòng.
    Sai: 1. Các nhiệm vụ nêu tại Phụ lục, gồm:
        (a) Rà soát thủ tục hành chính;
        (b) Khảo sát mức độ hài lòng.
    Sai: 1. Các nhiệm vụ nêu tại Phụ lục, gồm:
        A) Rà soát thủ tục hành chính;
        B) Khảo sát mức độ hài lòng.
    Đúng: 1. Các nhiệm vụ nêu tại Phụ lục, gồm:
        a) Rà soát thủ tục hành chính;
        b) Khảo sát mức độ hài lòng.
    """
    for one in numbered(document):
        written = one_line(one.written)
        letter = written.strip("().~/-–— ")[:1]
        if one.kind != "letter" and not _is_capital_letter(one):
            continue
        right = f"{letter.lower()})"
        if written != right:
            yield at(one.line, LETTER_LABEL, one.written, right)
        elif _is_glued(one):
            yield at(one.line, GLUED, one.line.text.split()[0], f"{one.written} {one.line.words.split()[0]}")
        if one.kind == "letter":
            yield from _letter_look(document, one)


def _is_capital_letter(one: Entry) -> bool:
    """Tell whether a capital stands for a điểm: "A)", or "A." below a khoản."""
    is_below_khoan = one.parent is not None and one.parent.kind == "arabic"
    return one.kind == "upper" and (one.written.endswith(")") or is_below_khoan)


def _letter_look(document: Document, one: Entry) -> Iterator[Finding]:
    shares = (is_bold(document, one.line), LETTER_BOLD), (is_italic(document, one.line), LETTER_ITALIC)
    for share, message in shares:
        if share == "all":
            yield at(one.line, message, one.line.quote, severity="warning")
    first = letters(document, one.line)[:1]
    if first and first[0].bold and one_line(first[0].text) == one_line(one.written):
        yield at(one.line, LETTER_BOLD, one.written, severity="warning")


@rule("clause-letter-order", "PL I.II.6đ", at="body")
def clause_letter_order(document: Document) -> Iterator[Finding]:
    """Điểm đánh theo thứ tự bảng chữ cái tiếng Việt a, b, c, d, đ, e, g, h, i, k …; không dùng f, j, w, z.

    Sai: 1. Các nhiệm vụ nêu tại Phụ lục, gồm:
        a) Một;
        b) Hai;
        c) Ba;
        d) Bốn;
        e) Năm.
    Sai: 1. Các nhiệm vụ nêu tại Phụ lục, gồm:
        a) Rà soát thủ tục hành chính;
        c) Khảo sát mức độ hài lòng.
    Đúng: 1. Các nhiệm vụ nêu tại Phụ lục, gồm:
        a) Một;
        b) Hai;
        c) Ba;
        d) Bốn;
        đ) Năm;
        e) Sáu;
        g) Bảy.
    """
    for one in numbered(document):
        if one.kind == "letter" and one.fault:
            right = label(one.expected, POINT) if 1 <= one.expected <= POINT.last else ""
            if one.written.strip("().~/ ")[:1] not in VIETNAMESE_POINTS:
                yield at(one.line, NO_LETTER, one.written, right)
            elif one.before is None:
                yield at(one.line, FIRST_LETTER, one.written, right)
            else:
                yield at(one.line, OTHER_LETTER, one.written, right, before=one.before.written)


@rule("dash-level", "", "warning", at="body")
def dash_level(document: Document) -> Iterator[Finding]:
    """Ý nhỏ dưới khoản, điểm dùng một loại dấu thống nhất: «-», dưới đó là «+»; không dùng chấm tròn, hình vẽ.

    Sai: 1. Các nhiệm vụ nêu tại Phụ lục, gồm:
        • Rà soát thủ tục hành chính;
        • Khảo sát mức độ hài lòng.
    Sai: 1. Các nhiệm vụ nêu tại Phụ lục, gồm:
        - Rà soát thủ tục hành chính;
        – Khảo sát mức độ hài lòng;
        - Công khai kết quả.
    Sai: 1. Các nhiệm vụ nêu tại Phụ lục, gồm:
        + Rà soát thủ tục hành chính;
        + Khảo sát mức độ hài lòng.
    Đúng: 1. Các nhiệm vụ nêu tại Phụ lục, gồm:
        - Rà soát thủ tục hành chính:
        + Thủ tục nội bộ;
        + Thủ tục của người dân;
        - Khảo sát mức độ hài lòng.
    """
    signed = [line for line in document.body if line.label is not None and line.label.is_sign and line.role != "basis"]
    dashes = Counter(one_line(line.label.written) for line in signed if line.label and line.label.kind == "-")
    usual = dashes.most_common(1)[0][0] if dashes else "-"
    usual = "-" if dashes["-"] == dashes[usual] else usual
    told = ""
    for line in signed:
        sign = one_line(line.label.written) if line.label else ""
        drawn = _drawn_bullet(document, line) if line.is_automatic else ""
        if drawn:
            sign, is_list = drawn, told == drawn and _follows_same(document, line)
            told = sign
            if not is_list:
                yield at(line, BULLET, sign, usual)
        elif line.label and line.label.kind == "-":
            if sign != usual:
                yield at(line, OTHER_DASH, sign, usual)
        elif line.label and (line.label.kind in ("•", "other") or sign[:1] in BULLETS):
            is_list = told == sign and _follows_same(document, line)
            told = sign
            if not is_list:
                yield at(line, BULLET, sign, usual)
    yield from _plus_first(document, usual)


def _drawn_bullet(document: Document, line: Line) -> str:
    """Return the bullet that Word draws in front of a line, empty for a dash or plus and where there is none."""
    form = document.form(line)
    levels = [level.properties.getparent() for level in form.paragraph.levels] if form else []
    listed = next((one for one in levels if one is not None and one.tag == W + "lvl"), None)
    shown = value_of(listed, "lvlText") if listed is not None and value_of(listed, "numFmt") == "bullet" else None
    sign = (shown or "").strip()
    if not sign or sign in DASHES + "+\uf02d":
        return ""
    return BULLET_SHOWN.get(sign, sign if sign.isprintable() and not PRIVATE.search(sign) else "•")


BULLET_SHOWN = {"\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "o": "○"}
"""Bullets as they are printed; all others of symbol fonts are told as "•"."""


def _follows_same(document: Document, line: Line) -> bool:
    """Tell whether the line in front has the same sign, so that their list is told already."""
    before = document.lines[line.index - 1] if line.index else None
    return before is not None and before.label is not None and line.label is not None and (
        before.label.written == line.label.written
    )  # fmt: skip


def _plus_first(document: Document, usual: str) -> Iterator[Finding]:
    """Yield the first line of a list of "+" that stands below no dash, or below one that is ended; "*" among dashes."""
    above, before = "", ""
    for line in document.body:
        kind = line.label.kind if line.label else ""
        if kind == "+" and (above not in ("-", "+", "•", "*", "other") or (above == "-" and before.endswith(";"))):
            yield at(line, PLUS_FIRST, "+", usual)
        elif kind == "*" and above != "*" and line.text.rstrip().endswith((";", ".") if above == "-" else ";"):
            yield at(line, BULLET, "*", usual)
        if line.label is not None:
            above, before = kind, line.text.rstrip()


@rule("end-mark", "Mẫu 1.4", "warning", at="closing")
def end_mark(document: Document) -> Iterator[Finding]:
    """Cuối phần nội dung có dấu «./.»; chỗ khác trong nội dung không có dấu này.

    Sai: Trên đây là Kế hoạch cải cách hành chính năm 2026 của Sở Tư pháp.
    Sai: Trên đây là Kế hoạch cải cách hành chính năm 2026 của Sở Tư pháp././.
    Sai: Trên đây là Kế hoạch cải cách hành chính năm 2026 của Sở Tư pháp/.
    Sai: Trên đây là Kế hoạch cải cách hành chính năm 2026 của Sở Tư pháp./.
        Các phòng, đơn vị nghiêm túc thực hiện./.
    Đúng: Trên đây là Kế hoạch cải cách hành chính năm 2026 của Sở Tư pháp./.
    """
    body = document.body
    if not body or is_party(document):
        return
    last = body[-1]
    for line in body[:-1]:
        if END_MARK in line.text:
            yield at(line, MARK_INSIDE, _end_of(line.text.partition(END_MARK)[0] + END_MARK))
    is_table_below = any(line.index > last.index for line in document.of("cell") if line.appendix < 0)
    is_wrong = "/" in SIGNS.search(last.text.rstrip())[0]  # type: ignore[index]
    if not _is_ended(last.text.rstrip()) and (is_wrong or not is_table_below):
        yield at(last, WRONG_MARK if is_wrong else NO_MARK, _end_of(last.text), END_MARK)


SIGNS = re.compile(r"[./\s]{0,12}$")


def _is_ended(words: str) -> bool:
    """Tell whether words end with the mark, right behind their last letter or the dots of an open list."""
    if not words.endswith(END_MARK):
        return False
    before = words.removesuffix(END_MARK)
    dots = len(before) - len(before.rstrip("."))
    return not before or (before[-1] not in "/,;: \t\n\xa0" and (dots != 1 or before.endswith("v.v.")))


def _end_of(text: str) -> str:
    words = one_line(text)
    return words if len(words) <= SHOWN else "… " + words[-SHOWN:].partition(" ")[2]


SHOWN = 50
KHOAN_LABEL = N_("số của khoản ghi «{found}»; phải ghi «{expected}»")
GLUED = N_("thiếu dấu cách: «{found}»; phải ghi «{expected}»")
NOT_BOLD = N_("tiêu đề của khoản phải in đậm, cả số và chữ")
RUN_IN = N_("tiêu đề của khoản «{found}» phải ghi một dòng riêng, không viết tiếp nội dung")
BOLD = N_("khoản không có tiêu đề thì không in đậm")
CAPITALS = N_("tiêu đề của khoản là chữ in thường, không viết hoa toàn bộ")
ITALIC = N_("tiêu đề của khoản phải là chữ đứng, không nghiêng")
END_SIGN = N_("cuối tiêu đề của khoản có dấu «{found}»; tiêu đề không có dấu ở cuối")
LETTER_LABEL = N_("điểm ghi «{found}»; phải ghi «{expected}»")
LETTER_BOLD = N_("điểm không in đậm")
LETTER_ITALIC = N_("điểm phải là chữ đứng, không nghiêng")
NO_LETTER = N_("không dùng chữ cái «{found}» để đánh điểm; phải là «{expected}»")
FIRST_LETTER = N_("điểm bắt đầu từ «{found}»; phải bắt đầu từ «{expected}»")
OTHER_LETTER = N_("sau điểm «{before}» phải là «{expected}», không phải «{found}»")
OTHER_DASH = N_("dấu «{found}» ở đầu dòng khác các dòng khác; dùng thống nhất «{expected}»")
BULLET = N_("đầu dòng có ký hiệu «{found}»; dùng dấu «{expected}»")
PLUS_FIRST = N_("dấu «+» không ở dưới dấu «-» nào; dùng «{expected}»")
NO_MARK = N_("cuối nội dung phải có dấu «./.»: «{found}»")
WRONG_MARK = N_("dấu kết thúc nội dung phải là «./.», liền sau chữ cuối cùng: «{found}»")
MARK_INSIDE = N_("dấu «./.» chỉ ở cuối nội dung: «{found}»")
