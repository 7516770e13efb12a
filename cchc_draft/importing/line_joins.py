"""Lines of a text file that belong to one paragraph: broken at the width of a page, or torn apart by a page's end.

Lines are joined only where the second one clearly goes on with the sentence of the first. Titles in capitals, lines
with a label, the letterhead, and lines of a table never are. What was joined across an empty line, and what was joined
though the second line starts with a capital, is told apart, since these are the joins to look at.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from cchc_draft.importing import label_reader, marked_text
from cchc_draft.importing.flat_text import flat, is_capital

Reason = Literal["", "wrapped", "torn", "doubtful"]
"""Why a line goes on with the one before: broken in the same block, across an empty line, and on weak grounds."""


class Line(NamedTuple):
    """One line that is not empty."""

    number: int
    text: str
    indent: int = 0
    gap: int = 0
    """Empty lines above it."""
    starts_page: bool = False
    is_alone: bool = False
    """Nothing is ever joined to it or it to anything: a heading of Markdown, a line of a broken table."""
    ends_hard: bool = False
    """The author ended the line by a mark (two spaces in Markdown)."""

    @property
    def end(self) -> int:
        """Column where it ends."""
        return self.indent + len(self.text)


class Habits(NamedTuple):
    """How a text is laid out."""

    width: int = 0
    """Columns at which its lines are broken; 0 where a paragraph is one line."""
    is_parted: bool = False
    """Empty lines stand between paragraphs."""
    is_indented: bool = False
    """The first line of a paragraph is indented, the others are not."""
    is_mixed: bool = False
    """Only its sentences are broken; most of its lines are short ones of their own."""
    ends_closed: bool = False
    """Long paragraphs end with a mark (full stop, semicolon …)."""


LONG, SENTENCE, WORDS = 150, 60, 40
"""Letters of a long paragraph, of a long sentence, and of the shortest line that may be torn from its rest."""
CLOSING = frozenset(".;:!?…")
NEAR = 0.88
"""A line whose next word would have passed this share of the width was broken there."""


def habits(lines: Sequence[Line]) -> Habits:
    """Return how a text is laid out."""
    plain = [line for line in lines if not line.is_alone]
    usual = _width(plain)
    width = usual or _width_of_sentences(plain)
    labelled = [line for line in plain if _has_label(line.text)]
    parted = sum(line.gap > 0 for line in labelled)
    indented = sum(line.indent >= 2 for line in plain)
    closed = [_is_closed(block[-1].text) for block in _parts(plain) if sum(len(line.text) for line in block) >= LONG]
    return Habits(
        width,
        is_parted=len(labelled) >= 5 and parted >= 0.7 * len(labelled),
        is_mixed=width > usual,
        is_indented=bool(width) and 0.05 * len(plain) <= indented <= 0.6 * len(plain),
        ends_closed=len(closed) >= 5 and sum(closed) >= 0.9 * len(closed),
    )


def _width(lines: Sequence[Line]) -> int:
    """Return the column at which lines are broken, 0 where most lines in a row have lengths of their own."""
    ends = sorted(line.end for line, below in itertools.pairwise(lines) if not below.gap)
    if len(ends) < 8:
        return 0
    width = ends[len(ends) * 9 // 10]
    full = sum(end >= 0.75 * width for end in ends)
    return width if 40 <= width <= 200 and full >= 8 and full >= 0.5 * len(ends) else 0


def _width_of_sentences(lines: Sequence[Line]) -> int:
    """Return the column at which sentences are broken, in a text of many short lines beside them; 0 for no such one.

    A line is surely broken where it is not closed and the next one begins with a small letter.
    """
    broken = sorted(line.end for line, below in itertools.pairwise(lines) if _is_broken(line, below))
    if len(broken) < 8:
        return 0
    width = broken[len(broken) * 9 // 10]
    full = sum(end >= 0.85 * width for end in broken)
    longer = sum(line.end > 1.1 * width for line in lines)
    return width if 40 <= width <= 200 and full >= 0.7 * len(broken) and longer <= 0.05 * len(lines) else 0


def _is_broken(line: Line, below: Line) -> bool:
    is_text = not (below.gap or is_capital(line.text[:HEAD_LENGTH]) or _is_closed(line.text))
    return is_text and _starts_small(below.text)


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines between empty lines."""
    part: list[Line] = []
    for line in lines:
        if part and line.gap:
            yield part
            part = []
        part.append(line)
    if part:
        yield part


class Joined(NamedTuple):
    """The lines of one paragraph, and why each but the first is there."""

    lines: list[Line]
    reasons: list[Reason]

    @property
    def text(self) -> str:
        """Its text in one line."""
        return joined_text([line.text for line in self.lines])


def joined_text(texts: Sequence[str]) -> str:
    """Return lines as one; a word broken behind a stroke or hyphen ("tin/" + "bài") gets no space."""
    if len(texts) == 1:
        return texts[0]
    parts = [text if text.endswith(("/", "-")) and text[-2:-1].isalnum() else f"{text} " for text in texts[:-1]]
    return SPACES.sub(" ", "".join(parts) + texts[-1])


SPACES = re.compile(" {2,}")


def paragraphs(lines: Sequence[Line], look: Habits) -> list[Joined]:
    """Return lines as paragraphs."""
    found: list[Joined] = []
    opened = length = 0
    for part in _parts(lines):
        width = max(line.end for line in part) if len(part) > 2 else look.width
        for line in part:
            reason = _reason(found[-1], line, look, _So(opened, length, min(width, look.width))) if found else ""
            if reason:
                found[-1].lines.append(line)
                found[-1].reasons.append(reason)
            else:
                found.append(Joined([line], []))
                opened = length = 0
            opened += sum(line.text.count(sign) for sign in "(“«") - sum(line.text.count(sign) for sign in ")”»")
            length += len(line.text)
    return found


class _So(NamedTuple):
    """What is known when a line comes: brackets and letters of the paragraph so far, width of the lines around."""

    opened: int
    length: int
    width: int


def _reason(paragraph: Joined, line: Line, look: Habits, so: _So) -> Reason:
    """Return why *line* goes on with a paragraph, "" where it does not."""
    last = paragraph.lines[-1]
    above, text = marked_text.plain(last.text).rstrip(), marked_text.plain(line.text).lstrip()
    if line.is_alone or last.is_alone or last.ends_hard or not above or not text or _ends_alone(above):
        return ""
    if line.text.startswith("* "):
        return ""
    starts_small = _starts_small(text)
    is_closed = _is_closed(above) and not (starts_small and above.endswith(("...", "…")))
    end = last.end + 1 + len(text.split(maxsplit=1)[0])
    is_full = bool(look.width) and end > NEAR * (look.width if is_closed else so.width)
    is_open = _is_open(above) and len(above) >= (0.75 * look.width if look.width else SENTENCE)
    if _is_rest_of_title(above, text, line):
        return "wrapped"
    is_rest = not line.gap and (_is_rest_of_number(above, text, is_open=is_open) or _is_rest_of_name(above, text))
    if not (is_rest or _may_go_on(text, line, look, is_full=is_full and not is_closed)):
        return ""
    is_inside = so.opened > 0 and (bool(look.width) or CLOSES.search(text) is not None)
    if line.gap and not (line.starts_page and look.width):
        return "" if is_closed else _torn(above, text, look, so.length, is_inside=is_inside)
    if line.indent >= 2 and look.is_indented and not (starts_small or is_inside):
        return ""
    if is_closed:
        goes_on = starts_small or (not look.is_mixed and (look.is_parted or look.is_indented))
        is_broken = starts_small and bool(paragraph.reasons) and len(above) >= SENTENCE
        return "wrapped" if (is_full and goes_on) or is_broken else ""
    wants_more = is_rest or ((is_open or above[-1] in ",-–") and not _ends_basis(paragraph))
    is_broken = is_full and (bool(paragraph.reasons) or not look.is_mixed)
    return "wrapped" if is_broken or starts_small or is_inside or wants_more else ""


def _is_open(above: str) -> bool:
    """Tell whether a line cannot be the end of a paragraph: it ends with a comma, or with a word that wants another."""
    return above[-1] == "," or above.split()[-1].casefold() in OPEN_WORDS


def _is_rest_of_number(above: str, text: str, *, is_open: bool) -> bool:
    """Tell whether a line begins with the number that the one above lacks: "… ngày", "… Quyết định số"."""
    last = above.split()[-1].casefold()
    if (last == "số" and REST_OF_SYMBOL.match(text)) or (last == "ngày" and WHOLE_DATE.match(text)):
        return True
    wants_number = len(above) >= WORDS and last in BEFORE_NUMBER
    return (is_open or wants_number) and REST_OF_NUMBER.match(text) is not None


def _is_rest_of_name(above: str, text: str) -> bool:
    """Tell whether a long line goes on with a short form, "TTHC; …", or with the document that it issues."""
    is_document = WORK.search(above) is not None and DOCUMENT.match(text) is not None
    return (
        len(above) >= SENTENCE and not _is_closed(above) and (is_document or SHORT_FORM_FIRST.match(text) is not None)
    )


def _is_rest_of_title(above: str, text: str, line: Line) -> bool:
    """Tell whether a line in capitals goes on with a section's title that is plainly not over: "I. MỤC ĐÍCH,"."""
    is_open = above.endswith(",") or above.split()[-1] in OPEN_CAPITALS
    both = is_capital(above[:HEAD_LENGTH]) and is_capital(text[:HEAD_LENGTH])
    return not line.gap and is_open and both and SECTION.match(above) is not None and not _has_label(text)


SECTION = re.compile(r"(?:[IVX]{1,5}|[A-E])\s?[.\-/)]\s")
OPEN_CAPITALS = frozenset(word.upper() for word in ("và", "của", "về", "cho", "với", "tại", "trong", "theo", "các"))


def _ends_basis(paragraph: Joined) -> bool:
    """Tell whether a paragraph is a Căn cứ line, which ends with a comma before the one that issues the plan."""
    return (
        paragraph.lines[-1].text.endswith(",") and BASIS.match(flat(paragraph.lines[0].text[:HEAD_LENGTH])) is not None
    )


OPEN_WORDS = frozenset(
    ("và", "hoặc", "của", "về", "cho", "với", "tại", "trong", "theo", "từ", "đến", "do", "bởi", "để", "nhằm",
     "như", "là", "các", "những", "mỗi", "giữa", "bằng")
)  # fmt: skip
"""Words that no paragraph ends with."""
BEFORE_NUMBER = frozenset(
    ("năm", "ngày", "tháng", "quý", "số", "điểm", "khoản", "điều", "trước", "sau", "đạt")
)  # fmt: skip
"""Words that a paragraph may end with, though not in front of a number."""
REST_OF_NUMBER = re.compile(
    r"\d{1,2}\s?/\s?\d{1,2}\b|(?:19|20)\d\d\b(?![.)]\s)|\d{1,2} (?:tháng|năm) \d|\d{1,5}(?:/\d{4})?[-/][A-ZĐ]|\d+%"
)
WHOLE_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}\b|\d{1,2} tháng \d{1,2} năm \d{4}")
REST_OF_SYMBOL = re.compile(r"\d{1,5}(?:/\d{4})?[-/][A-ZĐ]")
"""The rest of a date, of a year, of a document's number, of a share, behind a line that wants one."""
BASIS = re.compile(r"can cu|xet |theo de nghi")


CLOSES = re.compile("[)”»]")


def _torn(above: str, text: str, look: Habits, length: int, *, is_inside: bool) -> Reason:
    """Return why a line goes on with a paragraph of *length* letters that an empty line parts from it."""
    if _starts_small(text):
        return "torn" if length >= WORDS else ""
    if above[-1] == "," or is_inside:
        return "torn" if length >= SENTENCE else ""
    goes_on = look.ends_closed and length >= LONG and above[-1].islower() and len(text) >= SENTENCE
    return "doubtful" if goes_on and _is_closed(text) and not OPENER.match(flat(text[:HEAD_LENGTH])) else ""


OPENER = re.compile(r"tren day la|can cu|thuc hien|noi nhan|trong qua trinh|de nghi|yeu cau|giao |don vi|thoi gian")
"""How paragraphs of plans begin."""


def _may_go_on(text: str, line: Line, look: Habits, *, is_full: bool) -> bool:
    """Tell whether a line may be the rest of another: no title, no label, no part of the letterhead."""
    if _is_head(text):
        return False
    is_word = is_full and " " not in text and (_is_closed(text) or SHORT_FORM.fullmatch(text) is not None)
    if is_capital(text[:HEAD_LENGTH]) and not is_word:
        return False
    if is_full and text[0] in "-–" and (text[1:].lstrip()[:1].islower() or PART_OF_NAME.match(text)):
        return True  # a dash inside a name that was broken before it: "kinh tế" / "- xã hội"
    if _has_label(text):
        return is_full and look.is_indented and line.indent < 2 and not text.startswith(("-", "+"))
    return not ALONE.fullmatch(text) or is_full


def _ends_alone(above: str) -> bool:
    """Tell whether nothing can go on with a line: a title in capitals, a number alone, number and date of the head."""
    head = above[:HEAD_LENGTH]
    is_open_note = head.startswith("(") and above.count("(") > above.count(")")
    is_head = _is_head(head) and not is_open_note
    return NUMBER.fullmatch(head) is not None or (is_capital(head) and above[-1] not in ",(") or is_head


def _is_head(text: str) -> bool:
    return not text[0].islower() and HEAD.match(flat(text[:HEAD_LENGTH])) is not None


def _has_label(text: str) -> bool:
    is_label = label_reader.read(text[:HEAD_LENGTH]).label is not None and not SYMBOL.match(text)
    return is_label or NUMBER.fullmatch(text) is not None


def _is_closed(text: str) -> bool:
    """Tell whether a line ends a sentence or an entry."""
    return text.rstrip('*_”")» ')[-1:] in CLOSING or text.rstrip("*_ ")[-1:] in CLOSING


def _starts_small(text: str) -> bool:
    return text.lstrip("“\"'")[:1].islower() and not text.startswith(("http", "www."))


HEAD_LENGTH = 120
HEAD = re.compile(
    r"s\S?\s?[:.]\s{0,30}\d{0,6}\s{0,30}/\s?\S{0,4}kh|so\s{0,30}\d{0,6}\s{0,30}[-/]\s?[a-z]{1,6}\s?[-/]"
    r"|[^,]{2,40},\s{0,4}ngay.{0,12}thang.{0,12}nam\W{0,12}\d{0,4}\W{0,4}$"
    r"|cong hoa xa h|doc lap\s?-|noi nh?[ab]n\s?:|kinh gui|\(?kem theo|phu luc(\s{1,3}[\divxlc]{1,5})?\W{0,3}$"
)
"""Lines of the letterhead, of the recipients and of an appendix's head, in small letters without marks."""
SHORT_FORM_FIRST = re.compile(r"\([A-ZĐ]{2,8}\)|[A-ZĐ]{3,6}[;,.)]")
WORK = re.compile(r"(?:ban hành|xây dựng|phê duyệt|thực hiện|triển khai)$")
DOCUMENT = re.compile(r"(?:Kế hoạch|Chương trình|Đề án|Quy chế|Quyết định|Chỉ thị|Nghị quyết|Nghị định)\s")
SHORT_FORM = re.compile(r"[A-ZĐ]{3,6}\)?")
PART_OF_NAME = re.compile(r"[-–] ?Xã hội\b")
ALONE = re.compile(r"\(?(?:https?://|www\.)\S+|\S+@\S+")
NUMBER = re.compile(r"\(?\d{1,3}\)?[.)]?")
"""Nothing but a number: a row of a table."""
SYMBOL = re.compile(r"\d{1,5}/(?:\d{4}/)?[A-ZĐ]{2}")
"""A document's number, "76/NQ-CP", which is no label."""
