"""Marks: spaces beside them, ends of items, brackets and quotation marks."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cchc_draft.checking import prose
from cchc_draft.checking.citation_mentions import Mention, mentions
from cchc_draft.checking.document import Document, Line
from cchc_draft.checking.prose import HIDDEN, Passage
from cchc_draft.checking.rule import Finding, at, rule
from cchc_draft.language import N_, Message

# Spaces.

SHORT_FORMS = re.compile(
    r"(?<!\w)(?:TP|Tp|tp|TX|tx|TT|P|Q|H|X|T|Tr|tr|v|vv|v\.v|GS|PGS|TS|ThS|BS|CN|KS|TM|KT|TL|TUQ|St|No|Ths"
    r"|Ts|Mr|Ms|Đ|ĐT|đ)\.$"
)
"""Short forms that end with a full stop without ending a sentence."""
BEFORE = re.compile(r" +(?:[,;:!?]|\.(?![\w./…]))")
INSIDE = re.compile(r"[(\[“‘] +(?=\S)| +[)\]”’](?!\w)")
AFTER = re.compile(r"[,;:!?](?=[^\W_(])")
STOP = re.compile(r"\.(?=[^\W\d_][^\W\d_])")
GLUED = re.compile(r"\((?=[^\W\d_]{3,})|\)(?=[^\W\d_]{2,})")
DOUBLE = re.compile(r"[ \u00a0]{2,}(?=\S)")
BLANK_BEFORE = re.compile(r"(?:số|số:|ngày|tháng|năm|quý|/|:)$", re.IGNORECASE)
BLANK_AFTER = re.compile(r"/|tháng\b|năm\b|-")
MOST_DOUBLE = 20


@rule("space-punctuation", "", "warning", at="body")
def space_punctuation(document: Document) -> Iterator[Finding]:
    """Dấu phẩy, chấm, chấm phẩy, hai chấm viết liền chữ trước, cách chữ sau; trong ngoặc không thừa khoảng trắng.

    Giữa hai chữ chỉ có một khoảng trắng.

    Sai: I. MỤC ĐÍCH
        Rà soát , cập nhật quy trình.
    Sai: I. MỤC ĐÍCH
        Rà soát,cập nhật quy trình.
    Sai: I. MỤC ĐÍCH
        Rà soát quy trình ( nếu có ).
    Sai: I. MỤC ĐÍCH
        Rà soát  quy trình.
    Sai: I. MỤC ĐÍCH
        Tiếp tục thực hiện Nghị quyết số 57- NQ/TW.
    Đúng: I. MỤC ĐÍCH
        Rà soát quy trình (nếu có), đạt 99,5% lúc 16:30; trang https://abc.gov.vn, TP.Huế, v.v... và các mục 1,2.
    """
    if not prose.of(document).is_readable:
        return
    doubled: list[tuple[Passage, int, int]] = []
    for passage in prose.of(document).passages:
        for start, end, message, right in _spaces(passage):
            found = passage.around(start, end, 12)
            yield at(passage.line, message, found, right, mark=passage.raw[start:end].strip())
        for match in DOUBLE.finditer(passage.text):
            before, after = passage.text[: match.start()], passage.text[match.end() :]
            if before.strip() and not (BLANK_BEFORE.search(before) or BLANK_AFTER.match(after)) and _is_text(passage):
                doubled.append((passage, match.start(), match.end()))
    yield from _doubled(doubled)
    for one in mentions(document):
        written = _torn_symbol(one)
        if written:
            yield at(one.line, TWO_SPACES, written, one.symbol)


def _torn_symbol(one: Mention) -> str:
    """Return number and symbol of a document as written where spaces stand in them: "57- NQ/TW"; else nothing."""
    if not one.symbol or one.symbol in one.words or one.line.role == "cell":
        return ""
    parts = re.split(r"([-/])", one.symbol)
    match = re.search(r"\s{0,2}".join("[-–]" if part == "-" else re.escape(part) for part in parts), one.words)
    return match[0] if match and " " in match[0] else ""


def _spaces(passage: Passage) -> Iterator[tuple[int, int, Message, str]]:
    """Yield places with a wrong space beside a mark, and what is right there."""
    text = passage.text
    for pattern, message in ((BEFORE, SPACE_BEFORE), (INSIDE, SPACE_INSIDE)):
        for match in pattern.finditer(text):
            before = text[match.start() - 1 : match.start()] if match[0][0] == " " else "a"
            if before and before not in ".…([“‘\n" and text[match.end() : match.end() + 1] != HIDDEN:
                yield match.start(), match.end(), message, match[0].strip()
    for match in AFTER.finditer(text):
        if _is_glued(text, match):
            yield match.start(), match.end(), NO_SPACE, f"{match[0]} "
    for match in STOP.finditer(text):
        head = text[: match.start()]
        if ENDS_SENTENCE.search(head) and not SHORT_FORMS.search(f"{head}.") and not _is_dotted(text, match.start()):
            yield match.start(), match.end(), NO_SPACE, ". "
    for match in GLUED.finditer(text):
        if match[0] == ")" or re.search(r"[^\W\d_]{2}\Z", text[: match.start()]):
            yield match.start(), match.end(), GLUED_BRACKET, ") " if match[0] == ")" else " ("


ENDS_SENTENCE = re.compile(r"(?:[^\W\d_]{2}|\d{4}|[)”])\Z")


def _is_glued(text: str, match: re.Match[str]) -> bool:
    """Tell whether a mark stands between two words without a space: not in 3,5 or 16:30."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if not before or before == HIDDEN or after == HIDDEN or before.isspace():
        return False
    if match[0] == ";":
        return before.isalnum() or before in ")”%"
    if after.isdigit() or after == "(":
        return before.isalpha() and match[0] in ",:" and len(WORD_END.findall(text[: match.start()])[-1]) > 1
    return before.isalpha() or (match[0] == "," and before in ")”%0123456789")


WORD_END = re.compile(r"[^\W\d_]+$")


def _is_dotted(text: str, place: int) -> bool:
    """Tell whether a full stop stands inside a name such as "hanoi.gov" or "v.v.v"."""
    left = re.search(r"\S*$", text[:place])
    right = re.match(r"\S*", text[place + 1 :])
    words = f"{left[0] if left else ''}.{right[0] if right else ''}".strip(".,;:")
    return words.count(".") > 1 or (words.islower() and words.isascii())


def _is_text(passage: Passage) -> bool:
    return "\t" not in passage.raw and not set(passage.raw) <= set("_.… ")


def _doubled(doubled: Sequence[tuple[Passage, int, int]]) -> Iterator[Finding]:
    shown = doubled if len(doubled) <= MOST_DOUBLE else doubled[:1]
    for passage, start, end in shown:
        found = passage.raw[max(passage.raw.rfind(" ", 0, max(start - 8, 0)), 0) : end + 12].strip()
        if len(doubled) > MOST_DOUBLE:
            yield at(passage.line, MANY_SPACES, found, " ".join(found.split()), count=len(doubled))
        else:
            yield at(passage.line, TWO_SPACES, found, " ".join(found.split()))


# Ends of items.

END = re.compile(r"[.;:!?…,](?=[)\]”\"’]*$)|(?<=[.;:!?…,])[)\]”\"’]+$")
CLOSING_SIGNS = ')]”"’»> '
FEWEST_WORDS = 4
CLEAR = 0.8
LONGEST_TITLE = 20


class _Item(NamedTuple):
    line: Line
    end: str
    """Its last mark, empty where it has none."""
    is_long: bool
    """It has several sentences."""


@rule("list-punctuation", "", "warning", at="body")
def list_punctuation(document: Document) -> Iterator[Finding]:
    """Mỗi ý, mỗi đoạn kết thúc bằng dấu câu như các ý cùng loại; ý cuối trước đề mục tiếp theo kết thúc bằng dấu chấm.

    Sai: I. MỤC ĐÍCH
        a) Nâng cao chất lượng phục vụ người dân;
        b) Rút ngắn thời gian giải quyết
        c) Công khai kết quả.
    Sai: I. MỤC ĐÍCH
        a) Nâng cao chất lượng phục vụ người dân;
        b) Rút ngắn thời gian giải quyết hồ sơ;
        II. NHIỆM VỤ
        Các nhiệm vụ nêu tại Phụ lục.
    Đúng: I. MỤC ĐÍCH
        a) Nâng cao chất lượng phục vụ người dân;
        b) Rút ngắn thời gian, gồm:
        - Thời gian tiếp nhận;
        - Thời gian thẩm định;
        c) Công khai kết quả.
    """
    if not prose.of(document).is_readable:
        return
    body = [
        line
        for line in document.lines
        if line.role in ("heading", "item", "text", "closing", "appendix_text", "appendix")
    ]
    items = [_Item(line, _end(line.words), ". " in line.words) for line in body]
    listed = list(_lists(items))
    inner = Counter(item.end for group in listed for item in group[:-1] if item.end in (";", "."))
    khoan = [item for item in items if item.line.role == "item" and _kind(item.line) == "arabic"]
    are_khoan_ended = all(item.end != ";" for item in khoan)
    for index, item in enumerate(items):
        yield from _last(item, items[index + 1] if index + 1 < len(items) else None, are_khoan_ended=are_khoan_ended)
    whole = [
        item for item in items if item.line.role in ("item", "text") and len(item.line.words.split()) >= FEWEST_WORDS
    ]
    ended = sum(bool(item.end) for item in whole)
    done: set[int] = set()
    titles = set(_titles(items))
    for group in listed:
        for item, message, right in _odd([one for one in group if one.line.index not in titles], inner):
            done.add(item.line.index)
            yield at(item.line, message, _tail(item.line.words), right)
    for item in whole:
        if item.end or ended < CLEAR * len(whole) or item.line.index in done or item.line.index in titles:
            continue
        if _is_prose(item.line):
            yield at(item.line, NO_END, _tail(item.line.words), ".")


def _titles(items: Sequence[_Item]) -> Iterator[int]:
    """Yield the lines that are titles of what follows them, not items: "1.1. Xây dựng văn bản"."""
    for item, following in itertools.pairwise(items):
        label, below = item.line.label, following.line
        if item.end or label is None or label.is_sign or len(item.line.words.split()) > LONGEST_TITLE:
            continue
        if below.role == "text" or (below.role == "item" and _rank(below) > label.rank):
            yield item.line.index


def _end(words: str) -> str:
    """Return the last mark of a text, closing brackets and quotation marks behind it left out."""
    words = words.rstrip()
    inner = words.rstrip(CLOSING_SIGNS)
    last = words[-1:] if words[-1:] in ".;:!?…," else inner[-1:]
    return last if last in ".;:!?…," else ""


def _tail(words: str) -> str:
    """Return the last words of a text."""
    parts = words.split()
    return ("… " if len(parts) > 6 else "") + " ".join(parts[-6:])


def _is_prose(line: Line) -> bool:
    is_aside = line.words.startswith("(") and line.words.endswith(")")
    return not (line.words.isupper() or is_aside) and line.table < 0


def _lists(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Yield the items of each list: labels of one kind, with smaller ones between them."""
    open_: list[list[_Item]] = []
    for item in items:
        label = item.line.label
        if item.line.role != "item" or label is None:
            if item.line.role != "text":
                yield from open_
                open_ = []
            continue
        while open_ and _rank(open_[-1][0].line) > label.rank:
            yield open_.pop()
        if open_ and _kind(open_[-1][0].line) == label.kind and not _starts(open_[-1][-1].line, item.line):
            open_[-1].append(item)
        else:
            while open_ and _rank(open_[-1][0].line) >= label.rank and label.kind not in ("-", "+", "•"):
                yield open_.pop()
            open_.append([item])
    yield from open_


def _rank(line: Line) -> int:
    return line.label.rank if line.label else 0


def _kind(line: Line) -> str:
    return line.label.kind if line.label else ""


def _starts(before: Line, line: Line) -> bool:
    """Tell whether a numbered item starts a new list."""
    return bool(line.label and before.label and not line.label.is_sign and line.label.number <= before.label.number)


def _odd(group: Sequence[_Item], inner: Counter[str]) -> Iterator[tuple[_Item, Message, str]]:
    """Yield the items of a list that end unlike the others."""
    short = [item for item in group if item.end != ":"]
    marked = [item for item in short if item.end]
    if len(short) < 2 or not marked:
        return
    usual = _usual(short[:-1] if short[-1] is group[-1] else short, inner)
    for item in short:
        is_last = item is group[-1]
        if not item.end:
            yield item, NO_END, "." if is_last else usual or ";"
        elif (
            not is_last and usual and item.end in ";.," and item.end != usual and not (item.end == "." and item.is_long)
        ):
            yield item, OTHER_END, usual
        elif item.end == ",":
            yield item, OTHER_END, "." if is_last else usual or ";"


def _usual(items: Sequence[_Item], inner: Counter[str]) -> str:
    """Return the mark between the items of a list, empty where it is not clear."""
    own = Counter(item.end for item in items if item.end in (";", "."))
    if own[";"] and own["."]:
        if max(own.values()) >= 2 * min(own.values()):
            return own.most_common(1)[0][0]
        both = inner[";"] + inner["."]
        mark = inner.most_common(1)[0][0] if both else ""
        return mark if both >= 5 and inner[mark] >= CLEAR * both else ""
    return next(iter(own), "")


def _last(item: _Item, following: _Item | None, *, are_khoan_ended: bool) -> Iterator[Finding]:
    """Report an item in front of a heading, the next khoản or the end that ends as if another followed."""
    ends_part = following is None or following.line.role in ("heading", "closing", "appendix")
    if following and are_khoan_ended and _kind(following.line) == "arabic" and following.line.role == "item":
        ends_part = ends_part or (_kind(item.line) in ("letter", "-", "+") and item.line.appendix < 0)
    if item.line.role in ("item", "text", "appendix_text") and ends_part and item.end in (";", ","):
        if following is None and item.line.appendix >= 0:
            return
        yield at(item.line, GOES_ON, _tail(item.line.words), ".")


SPACE_BEFORE = N_("thừa khoảng trắng trước dấu «{mark}» ở «{found}»")
SPACE_INSIDE = N_("thừa khoảng trắng phía trong dấu «{mark}» ở «{found}»")
NO_SPACE = N_("thiếu khoảng trắng sau dấu «{mark}» ở «{found}»")
GLUED_BRACKET = N_("thiếu khoảng trắng bên ngoài dấu ngoặc ở «{found}»")
TWO_SPACES = N_("thừa khoảng trắng giữa hai chữ ở «{found}»")
MANY_SPACES = N_("{count} chỗ thừa khoảng trắng giữa hai chữ, chỗ đầu tiên ở «{found}»")
NO_END = N_("cuối đoạn thiếu dấu câu: «{found}»; các đoạn khác đều có, ở đây phải là «{expected}»")
OTHER_END = N_("cuối ý «{found}» khác các ý cùng loại; phải kết thúc bằng «{expected}»")
GOES_ON = N_("ý cuối cùng kết thúc như còn ý tiếp theo: «{found}»; phải kết thúc bằng «{expected}»")
