"""What is left from drafting: gaps, comments, tracked changes, hidden text, broken fields, sections without content."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from cchc_draft.blanks import BLANK
from cchc_draft.checking.document import BODY, Document, Line, Role
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.errors import Place
from cchc_draft.importing import word_messages
from cchc_draft.importing.flat_text import flat
from cchc_draft.importing.word_xml import DELETED_TEXT, PARAGRAPH, RUN, TEXT, Element, W, visible
from cchc_draft.language import N_
from cchc_draft.style_sheet import DOCUMENT


@rule("placeholder-left", at="body")
def placeholder_left(document: Document) -> Iterator[Finding]:
    """Không để sót chỗ trống chưa điền: …, ...., [ ], xx, {{ }}, (ghi rõ …).

    Số, ngày, tháng để trống ở đầu bản dự thảo và đường kẻ bằng dấu gạch dưới không bị coi là sót. Dấu ba chấm sau một
    dãy liệt kê cũng vậy. Dấu […] mà chương trình đặt sẵn thì chỉ là lưu ý khi văn bản chưa có số và ngày.

    Sai: Các phòng gửi báo cáo trước ngày …/…/2026 theo Phụ lục.
    Sai: Phòng …… chủ trì thực hiện Phụ lục.
    Sai: Thực hiện Kế hoạch số xx/KH-UBND của UBND tỉnh.
    Sai: Tỷ lệ hồ sơ trực tuyến đạt [… tỷ lệ]% trở lên.
    Sai: Phòng Nghiệp vụ 1 (ghi rõ đơn vị phối hợp) thực hiện.
    Đúng: Tuyên truyền trên Zalo, Facebook, YouTube...
    """
    forms = _forms(document)
    hints = _hints(document)
    head = document.plan.letterhead
    is_unfinished = head.number is None and not (head.date and head.date.day)
    has_begun = False
    for line in document.lines:
        has_begun = has_begun or line.role in BODY
        if line.role == "drawn" and has_begun and DOTTED.search(line.text) and line.appendix not in forms:
            yield at(line, LEFT_OPEN, line.quote)
        if line.role in UNREAD or (line.appendix in forms and line.appendix >= 0):
            continue
        marks = (MARKS,) if any(sign in line.text for sign in SIGNS) else ()
        patterns = marks if line.role in HEAD or line.role == "cover" else (*marks, GAPS, hints)
        taken: list[tuple[int, int]] = []
        for pattern in patterns:
            for match in pattern.finditer(line.text):
                if _is_gap(line, match) and not any(a < match.end() and match.start() < b for a, b in taken):
                    taken.append(match.span())
                    is_known = is_unfinished and BLANK.fullmatch(match[0]) is not None
                    yield at(line, LEFT_OPEN, _around(line.text, match), severity="info" if is_known else None)


DOTTED = re.compile(r"[.…]{3,}")
UNREAD: tuple[Role, ...] = ("drawn", "nation", "motto")
HEAD: tuple[Role, ...] = (
    "parent",
    "agency",
    "number",
    "date",
    "reference",
    "margin",
    "mark",
    "kind",
    "recipients_label",
)
"""Where dots and blanks leave room for the pen."""
MARKS = re.compile(
    r"\{\{.{0,80}?\}\}|\{%.{0,80}?%\}|\$\{\w{1,40}\}|«\w{1,40}»|<<[^<>\n]{1,60}>>|\[(?!\d{1,3}\]|https?:)[^\[\]\n]{0,80}\]"
    r"|<(?!https?:|www\.|mailto:|/?[a-z]\b)[^<>@=\n]{2,60}>"
    r"|(?<![\w.])[xX]{2,}(?=\s?/)|(?<=/)\s?[xX]{2,}(?!\w)|(?<![\w.])x{2,}(?!\w)"
    r"|\b(?:số|ngày|tháng|năm|Số)\s+X{2,}(?!\w)"
    r"|(?<!\w)(?:NN|dd|DD)\s?/\s?(?:NN|mm|MM)(?!\w)|(?<!\w)20[xX]{2}(?!\w)|\?{2,}"
    r"|(?<!\w)(?:TODO|TBD|XXX+|Lorem ipsum)(?!\w)"
    r"|Click (?:or tap )?here to enter"
    r"|(?:Bấm|Nhấp|Nhấn)(?: chuột)?(?: hoặc (?:gõ|chạm|nhấn))?(?: vào)? (?:đây|vào đây) để nhập",
)
"""Marks of gaps that nobody writes for anything else."""
SIGNS = (
    *("{{", "{%", "${", "«", "<", "[", "??", "xx", "XX", "xX", "Xx", "NN", "dd", "DD", "TODO", "TBD", "Lorem", "Click"),
    *("Bấm", "Nhấp", "Nhấn"),
)
"""What every one of these marks holds: a line without any of them need not be searched."""
GAPS = re.compile(
    r"(?:\.{3,}|…)(?:[.…/\s]*[.…])?|_{2,}|(?<=số)[ \u00a0]{1,30}(?=/[A-ZĐ]{2})"
    r"|ngày\s{2,}(?:tháng\s+)?(?:/|năm\b)|ngày\s+tháng\s+(?=năm\b)"
)
"""Dots, underscores and blanks, which may be gaps."""


def _hints(document: Document) -> re.Pattern[str]:
    """Return the pattern of hints in brackets, the office's own among them."""
    words = "|".join(re.escape(one) for one in document.wording.of("cho-trong")) or r"(?!)"
    return re.compile(rf"\(\s*(?:{words})\b[^()\n]{{0,120}}\)", re.IGNORECASE)


def _is_gap(line: Line, match: re.Match[str]) -> bool:
    """Tell whether a mark is a gap: dots that end a list, and "[sic]", are none."""
    found = match[0]
    if found[0] in ".…":
        return _are_open_dots(line, match)
    if found[0] == "_":
        return line.text.strip("_ \t\n") != ""
    if found[0] == "[":
        return TICK.fullmatch(found) is None
    return True


TICK = re.compile(r"\[(?:sic|x|X|\d[\d,;\s–-]*)\]")


def _are_open_dots(line: Line, match: re.Match[str]) -> bool:
    """Tell whether dots stand for words that are missing, not for the rest of a list."""
    text = line.text
    before, after = text[: match.start()], text[match.end() :]
    stripped = before.rstrip()
    letters = sum(3 if sign == "…" else 1 for sign in match[0] if sign in ".…")
    head = stripped if not line.label else stripped.removeprefix(line.label.written).strip()
    if not head or not re.search(r"\w", head):
        return bool(after.strip(" .;,/")) or line.role != "cell" or not stripped
    if stripped[-1] in ",;" or VV.search(stripped):
        return letters > MOST_DOTS
    if "/" in match[0] or stripped[-1] in "/([:" or after.lstrip()[:1] == "/":
        return not (stripped[-1] == "(" and after.lstrip()[:1] == ")")
    if letters >= LEADER:
        return bool(re.match(r"\s*[\w%/(]", after)) or before != stripped or letters > MOST_DOTS
    if before != stripped and re.match(r"\s\w", after):
        is_list = LISTED.search(stripped) is not None and not stripped.endswith(" và")
        if letters > ELLIPSIS or not is_list:
            return True
    if before == stripped and not re.match(r"\w", after):
        return False
    return SLOT.search(stripped) is not None or UNIT.match(after) is not None


ELLIPSIS = 3
LISTED = re.compile(r"[,:(][^;.]*$")
"""What a list that dots cut short has in front of them."""
LEADER, MOST_DOTS = 5, 9
"""Dots from which they may be a leader for writing, and from which they surely are; "…" counts as three."""
VV = re.compile(r"(?<!\w)v\.?\s?v\.?$", re.IGNORECASE)
SLOT = re.compile(
    r"\b(?:số|ngày|tháng|năm|quý|đạt|khoảng|tổng|là|ông|bà|đồng chí|phòng|sở|ban|của|tại|từ|đến|trước|ít nhất"
    r"|tối thiểu|tỷ lệ|bằng|với|do|giao|cho|gồm|trên|dưới|hạng|lần|mức|trung tâm|đơn vị|phường|xã|tỉnh)$",
    re.IGNORECASE,
)
UNIT = re.compile(
    r"\s?(?:%|đồng|triệu|tỷ|người|lớp|tin|bài|cuộc|lượt|hồ sơ|văn bản|nhiệm vụ|thủ tục|chủ trì|phối hợp)(?!\w)"
)


def _forms(document: Document) -> set[int]:
    """Return the appendices that are forms to be filled in later."""
    return {line.appendix for line in document.of("appendix", "appendix_name") if FORM.search(flat(line.text))}


FORM = re.compile(r"\b(?:mau|bieu|phieu|de cuong)\b")


def _around(text: str, match: re.Match[str], width: int = 24) -> str:
    """Return a mark with some words on both sides."""
    start, end = max(0, match.start() - width), match.end() + width
    left = text.find(" ", start, match.start()) + 1 if start else 0
    right = text.rfind(" ", match.end(), end) if end < len(text) else len(text)
    return " ".join(text[left or start : right if right > match.end() else match.end()].split())


@rule("comment-left", at="look:text")
def comment_left(document: Document) -> Iterator[Finding]:
    """Tệp Word không còn nhận xét (comment) của người soát bản thảo.

    Sai: nhận xét «Nêu rõ thời hạn»
    Đúng: đứng
    """
    told = [one for one in document.written.problems if one.code == word_messages.COMMENT.code]
    for one in told:
        author = str(one.facts.get("author", ""))
        facts = {"author": author}
        quote = next((line.quote for line in document.lines if line.place == one.place), "")
        yield Finding(COMMENT_BY if author else COMMENT, one.place, quote, str(one.facts.get("text", "")), "", facts)
    if not told and _parts(document, "comment"):
        yield Finding(COMMENT, document.start)


@rule("tracked-change-left", at="look:text")
def tracked_change_left(document: Document) -> Iterator[Finding]:
    """Tệp Word không còn thay đổi được theo dõi (thêm, xóa, chuyển chỗ, đổi định dạng) chưa chấp nhận hoặc từ chối.

    Sai: theo dõi thêm chữ
    Sai: theo dõi xóa chữ
    Sai: theo dõi đổi định dạng
    Đúng: nghiêng
    """
    if not document.word:
        return
    root = document.word.root(DOCUMENT)
    changes: dict[int, dict[str, str]] = defaultdict(dict)
    if next(root.iter(*TRACKED), None) is not None:
        number = 0
        for node in visible(root):
            number += node.tag == PARAGRAPH
            if node.tag in TRACKED:
                told = changes[number]
                told[TRACKED[node.tag]] = f"{told.get(TRACKED[node.tag], '')} {_changed(node)}".strip()
    for number, found in changes.items():
        place = Place(document.file, number, is_paragraph=True) if number else document.start
        quote = next((line.quote for line in document.lines if line.place == place), "")
        yield from (Finding(message, place, words or quote, words or quote) for message, words in found.items())
    for part, elements in _parts(document, *(tag.removeprefix(W) for tag in TRACKED)).items():
        messages = dict.fromkeys(TRACKED[one.tag] for one in elements)
        yield from (Finding(message, document.start, part, part) for message in messages)


def _changed(node: Element) -> str:
    """Return the words that a tracked change is about."""
    if TRACKED[node.tag] is REFORMED:
        node = next(node.iterancestors(RUN), node)
    return " ".join("".join(text.text or "" for text in node.iter(TEXT, DELETED_TEXT)).split())


def _parts(document: Document, *names: str) -> dict[str, list[Element]]:
    """Return the elements with these names in headers, footers, notes and comments, by part."""
    found: dict[str, list[Element]] = {}
    if document.word:
        for name in document.word.package.parts:
            if PART.search(name) and (root := document.word.package.root(name)) is not None:
                elements = list(root.iter(*(W + one for one in names)))
                if elements:
                    found[name] = elements
    return found


PART = re.compile(r"/(?:header|footer|footnotes|endnotes|comments)\d*\.xml$")


@rule("hidden-text", "", "warning", at="look:text")
def hidden_text(document: Document) -> Iterator[Finding]:
    """Tệp Word không có chữ định dạng ẩn.

    Sai: ẩn
    Đúng: đứng
    """
    for one in document.written.problems:
        if one.code == word_messages.HIDDEN.code:
            words = str(one.facts.get("text", ""))
            yield Finding(HIDDEN, one.place, words, words)


@rule("field-error", at="body")
def field_error(document: Document) -> Iterator[Finding]:
    """Không để sót thông báo lỗi của trường Word hoặc của công thức bảng tính.

    Sai: Thực hiện theo Error! Reference source not found.
    Sai: Thực hiện theo Lỗi! Không tìm thấy nguồn tham chiếu.
    Đúng: Thực hiện theo Phụ lục kèm theo.
    """
    for line in document.lines:
        if "!" in line.text or "#" in line.text:
            for match in FIELD_ERROR.finditer(line.text):
                yield at(line, BROKEN_FIELD, " ".join(match[0].split()))


FIELD_ERROR = re.compile(
    r"\b(?:Error|Lỗi|LỖI|ERROR)\s?!\s*[A-ZĐ][^.;|\n]{2,80}\.?"
    r"|!(?:Syntax Error|Undefined Bookmark|Zero Divide|Unexpected End)\b[^.;\n]{0,40}"
    r"|#(?:REF!|VALUE!|DIV/0!|NAME\?|N/A|NULL!|NUM!)"
)


@rule("empty-section", "", "warning", at="body")
def empty_section(document: Document) -> Iterator[Finding]:
    """Mỗi mục, mỗi khoản có tiêu đề phải có nội dung trước tiêu đề tiếp theo cùng cấp.

    Sai: I. MỤC ĐÍCH
        II. YÊU CẦU
        Thực hiện đúng Phụ lục kèm theo.
    Đúng: I. MỤC ĐÍCH
        Thực hiện đúng Phụ lục kèm theo.
    """
    lines = [line for line in document.lines if line.role in WITHIN]
    empty = [line for index, line in enumerate(lines) if line.role == "heading" and _is_empty(lines, index)]
    for line in empty:
        if not (line.level > 1 and _is_enumerated(lines, line, empty)):
            yield at(line, EMPTY, line.words)


WITHIN: tuple[Role, ...] = (
    "heading",
    "item",
    "text",
    "basis",
    "closing",
    "cell",
    "recipients_label",
    "authority",
    "position",
)
LONGEST_TITLE = 150


def _is_empty(lines: Sequence[Line], index: int) -> bool:
    """Tell whether nothing stands below a heading before the next one of its level or above."""
    line = lines[index]
    if line.words.rstrip().endswith((".", ";")) or len(line.words) > LONGEST_TITLE:
        return False
    following = next((one for one in lines[index + 1 :] if one.role != "drawn"), None)
    if following is None or following.role in ("recipients_label", "authority", "position"):
        return not CARRIES.search(flat(line.words))
    if following.role == "cell":
        return following.appendix != line.appendix
    if following.role == "closing":
        return not CARRIES.search(flat(line.words))
    label, behind = line.label, following.label
    is_larger = label is not None and behind is not None and behind.kind in PARTS and behind.rank < label.rank
    return is_larger or (following.role == "heading" and following.level <= line.level)


PARTS = ("part", "chapter", "subpart")
CARRIES = re.compile(r"to chuc thuc hien")
"""A last section whose content the closing may be."""


def _is_enumerated(lines: Sequence[Line], line: Line, empty: Sequence[Line]) -> bool:
    """Tell whether all titles beside a title are empty: then they are a list, not titles."""
    at_line = next(index for index, one in enumerate(lines) if one is line)
    first = at_line
    while first > 0 and not (lines[first].role == "heading" and lines[first].level < line.level):
        first -= 1
    beside = []
    for one in lines[first + 1 :]:
        if one.role == "heading" and one.level < line.level:
            break
        if one.role == "heading" and one.level == line.level:
            beside.append(one)
    hollow = {one.index for one in empty}
    return len(beside) > 1 and all(one.index in hollow for one in beside)


LEFT_OPEN = N_("còn chỗ trống chưa điền: «{found}»")
COMMENT = N_("còn nhận xét trong tệp Word: «{found}»")
COMMENT_BY = N_("còn nhận xét của {author} trong tệp Word: «{found}»")
HIDDEN = N_("có chữ định dạng ẩn: «{found}»")
INSERTED = N_("còn chữ thêm vào được theo dõi: «{found}»")
DELETED = N_("còn chữ xóa được theo dõi: «{found}»")
MOVED = N_("còn chữ chuyển chỗ được theo dõi: «{found}»")
REFORMED = N_("còn thay đổi định dạng được theo dõi: «{found}»")
BROKEN_FIELD = N_("còn thông báo lỗi của Word hoặc Excel: «{found}»")
EMPTY = N_("«{found}» không có nội dung")
TRACKED = {
    **{W + name: INSERTED for name in ("ins", "cellIns")},
    **{W + name: DELETED for name in ("del", "cellDel")},
    **{W + name: MOVED for name in ("moveFrom", "moveTo")},
    **{
        W + name: REFORMED
        for name in (
            *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange"),
            *("tblPrExChange", "numberingChange", "cellMerge"),
        )
    },
}
"""Tracked changes in Word's XML, and what is said of each."""
