"""The parts of a document in the order of Mẫu 1.4: letterhead, title, text, foot, pages behind it.

A plan that comes with a decision stands behind the decision's own pages; these are parted from it and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from cchc_draft.errors import InputError, Place, Problem
from cchc_draft.importing import closing_reader, letterhead, title_reader
from cchc_draft.importing.closing_reader import Foot
from cchc_draft.importing.flat_text import flat, is_drawn_line, one_line
from cchc_draft.importing.letterhead import Head
from cchc_draft.importing.printed_lines import (
    MOTTO,
    NATION,
    REFERENCE,
    DataTable,
    Item,
    Line,
    broken,
    cut,
    table_lines,
    whole,
)
from cchc_draft.importing.text_frame import END_MARK
from cchc_draft.importing.title_reader import KINDS, Title
from cchc_draft.language import N_
from cchc_draft.model import NoteRef, Run


@dataclass(slots=True)
class Parts:
    """The parts of a document."""

    head: list[Line] = field(default_factory=list)
    subject: tuple[str, ...] = ()
    body: list[Item] = field(default_factory=list)
    foot: Foot = Foot()
    rest: list[Item] = field(default_factory=list)
    """Pages behind the signature."""
    cover_head: Head | None = None
    """The letterhead of a decision or letter in front of the plan."""
    cover_place: Place | None = None
    came_with: str = ""
    """The line below the trích yếu that names the decision with which the plan was issued."""
    problems: list[Problem] = field(default_factory=list)
    printed_anew: list[str] = field(default_factory=list)

    def tell(self, code: str, message: str, place: Place | None, **facts: object) -> None:
        """Add a warning."""
        self.problems.append(Problem(code, message, facts, place, level="warning"))


def find(found: list[Item], *, takes_form: bool = False) -> Parts:
    """Return the parts of a document; *takes_form* also of the decree's form that nobody has filled in.

    Raises InputError for a document that is no plan, saying what it is taken for.
    """
    if not any(isinstance(item, DataTable) or any(map(str.isalnum, item.whole)) for item in found):
        raise InputError([Problem("not-a-plan", EMPTY, {}, _first_place(found))])
    parts = Parts()
    boxes, flow = _boxes(found)
    opened = list(_opened(flow))
    lines = [item if isinstance(item, Line) else None for item in opened]
    title = title_reader.find_title(lines) or title_reader.find_plain_title(lines)
    if title is None and takes_form:
        title = title_reader.find_form_title(lines)
    start = title.index if title else _untitled(lines)
    if start is None:
        raise InputError([_not_a_plan(opened)])
    cover, own = _cover(opened[:start])
    behind = opened[start:]
    if title:
        behind = _below_title(opened, title, parts, boxes)
    body = list(_rejoined(behind))
    end = closing_reader.find(body, 0)
    if end is None:
        parts.body, parts.rest = _unsigned(body)
    else:
        parts.foot, behind_foot = closing_reader.read(body, end)
        parts.body, parts.rest = body[:end], body[behind_foot:]
    parts.head = [*(item for item in own if isinstance(item, Line)), *boxes, *parts.foot.date_lines]
    for item in own:
        if isinstance(item, DataTable):
            parts.tell("letterhead-text", TABLE_IN_HEAD, item.place, text=words_of(item))
    if cover:
        _take_cover(cover, parts)
    elif parts.came_with:
        parts.tell("reference-left-out", REFERENCE_LEFT_OUT, opened[start].place, text=parts.came_with)
    return parts


def _first_place(found: Sequence[Item]) -> Place | None:
    return found[0].place if found else None


BOX_MARK = re.compile(r"[(\[]?du thao|s[o6]\s{0,3}:|.{2,40}, ngay\b|khan\b|hoa toc\b|thuong khan\b")
LONGEST_BOX = 80


def _boxes(found: Iterable[Item]) -> tuple[list[Line], list[Item]]:
    """Part the text boxes that belong to the letterhead, wherever they hang, from everything else."""
    boxes: list[Line] = []
    rest: list[Item] = []
    for item in found:
        is_box = isinstance(item, Line) and item.paragraph.is_box and len(item.text) < LONGEST_BOX
        if isinstance(item, Line) and is_box and BOX_MARK.match(item.flat):
            boxes.append(item)
        else:
            rest.append(item)
    return boxes, rest


def _opened(found: Sequence[Item]) -> Iterator[Item]:
    """Yield items with the lines of each paragraph parted as far as the title may stand."""
    for index, item in enumerate(found):
        if isinstance(item, Line) and index < title_reader.FARTHEST_TITLE:
            yield from broken(item)
        else:
            yield item


def _rejoined(opened: Iterable[Item]) -> Iterator[Item]:
    """Yield items with the lines of each paragraph together again."""
    for _, group in groupby(opened, key=lambda item: id(item.paragraph if isinstance(item, Line) else item)):
        members = list(group)
        lines = [item for item in members if isinstance(item, Line)]
        yield whole(lines) if lines else members[0]


def words_of(item: Item) -> str:
    """Return the text of a line or a table, for a message."""
    if isinstance(item, Line):
        return one_line(item.whole)
    return " | ".join(one_line(line.whole) for line in table_lines(item.table))


# The title, and what stands for it.


def _below_title(opened: Sequence[Item], title: Title, parts: Parts, boxes: list[Line]) -> list[Item]:
    """Take title and trích yếu; return what stands below them."""
    first = opened[title.index]
    assert isinstance(first, Line)
    parts.printed_anew.append(first.text[: title.length])
    if flat(first.text).startswith(("du thao", "(du thao")):
        boxes.append(replace(first, content=(Run("DỰ THẢO"),)))
    rest = replace(first, content=cut(first.content, title.length))
    has_rest = bool(rest.text.strip(" .:*-")) and not _is_kind(rest, parts)
    behind = [*([rest] if has_rest else []), *opened[title.index + 1 :]]
    lines = [item if isinstance(item, Line) else None for item in behind[: 2 * title_reader.MOST_LINES]]
    end = title_reader.subject_end(lines, 0)
    found = [line for line in lines[:end] if line is not None]
    drawn = [line for line in found if is_drawn_line(line.whole)]
    parts.printed_anew += [line.whole for line in drawn]
    subject = tuple(one_line(line.text) for line in found if line not in drawn)
    parts.subject = _without_kind(subject, parts, first.place)
    if any(isinstance(inline, NoteRef) for line in found for inline in line.content):
        parts.tell("note-moved", NOTE_IN_SUBJECT, first.place)
    return behind[_behind_reference(lines, end, parts) :]


OTHER_KINDS = re.compile(r"lien tich|lien nganh|phoi hop|phoi hop lien nganh|hanh dong")


def _is_kind(rest: Line, parts: Parts) -> bool:
    """Tell whether what stands behind KẾ HOẠCH is the type of the document: "KẾ HOẠCH LIÊN TỊCH"."""
    words = one_line(rest.text)
    if not (rest.is_capital and OTHER_KINDS.fullmatch(flat(words))):
        return False
    parts.tell("other-kind", SPECIAL_KIND, rest.place, kind=f"KẾ HOẠCH {words}")
    return True


def _without_kind(subject: tuple[str, ...], parts: Parts, place: Place | None) -> tuple[str, ...]:
    """Return the trích yếu without the rest of the type on a line of its own: "LIÊN TỊCH" below "KẾ HOẠCH"."""
    if len(subject) < 2 or not OTHER_KINDS.fullmatch(flat(subject[0])):
        return subject
    parts.tell("other-kind", SPECIAL_KIND, place, kind=f"KẾ HOẠCH {subject[0].upper()}")
    return subject[1:]


LONGEST_REFERENCE = 400


def _behind_reference(lines: Sequence[Line | None], index: int, parts: Parts) -> int:
    """Pass over "(Ban hành kèm theo Quyết định số …)" and drawn lines below the trích yếu."""
    words = ""
    while index < len(lines) and (line := lines[index]) is not None:
        is_open = bool(words) and words.count("(") > words.count(")") and len(words) < LONGEST_REFERENCE
        if not (is_open or is_drawn_line(line.whole) or (not words and REFERENCE.match(line.flat))):
            break
        if not is_drawn_line(line.whole):
            words += f" {line.text}"
        parts.printed_anew.append(line.whole)
        index += 1
    if DECISION.search(flat(words)):
        parts.came_with = one_line(words)
    return index


DECISION = re.compile(r"quyet dinh|nghi quyet|cong van|to trinh")


NUMBERED = re.compile(r"so\b.{0,40}[/-]\s?kh\s?[-/]")
DATED = re.compile(r".{0,40}\bngay\b.{0,20}\bthang\b")
FARTHEST_NUMBER = 60


def _untitled(lines: Sequence[Line | None]) -> int | None:
    """Return where the text begins of a plan whose title is missing: behind number KH-… and date."""
    is_numbered = False
    for index, line in enumerate(lines[:FARTHEST_NUMBER]):
        if line is None:
            continue
        words = line.flat.strip()
        if title_reader.kind_of(line) or words.startswith(COVER_WORDS):
            return None
        if NUMBERED.match(words):
            is_numbered = True
        elif is_numbered and not (
            DATED.match(words)
            or line.is_capital
            or is_drawn_line(line.text)
            or NATION.search(words)
            or MOTTO.search(words)
        ):
            return index
    return None


def _not_a_plan(opened: Sequence[Item]) -> Problem:
    """Return what is said of a document that is no plan."""
    lines = [item for item in opened[:200] if isinstance(item, Line)]
    place = _first_place(opened)
    kind = next((kind for kind in map(title_reader.kind_of, lines[:60]) if kind), "")
    if not kind and any(line.flat.startswith("kinh gui") for line in lines[:60]):
        kind = "cong van"
    if kind in ("quyet dinh", "nghi quyet") and any("ke hoach" in line.flat for line in lines):
        return Problem("not-a-plan", DECISION_ALONE, {"kind": KINDS[kind]}, place)
    if kind:
        return Problem("not-a-plan", OTHER_KIND, {"kind": KINDS[kind]}, place)
    first = next((one_line(line.whole) for line in lines if line.text.strip()), "")
    return Problem("not-a-plan", UNKNOWN_KIND, {"text": first[:80]}, place)


# Pages in front of the plan.

COVER_WORDS = ("kinh gui", "dieu 1.", "dieu 1:")


def _cover(front: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    """Part what stands in front of the title into pages of another document and the plan's own letterhead."""
    lines = [item for item in front if isinstance(item, Line)]
    if not any(title_reader.kind_of(line) or line.flat.startswith(COVER_WORDS) for line in lines):
        return [], front
    start = closing_reader.find(front, 0)
    end = closing_reader.read(front, start)[1] if start is not None else _last_head(front)
    return front[:end], front[end:]


def _last_head(front: Sequence[Item]) -> int:
    """Return where the last letterhead begins, the end where there is but one."""
    nations = [index for index, item in enumerate(front) if isinstance(item, Line) and NATION.search(item.flat)]
    if len(nations) < 2:
        return len(front)
    at = nations[-1]
    line = front[at]
    while isinstance(line, Line) and line.cell and _stands_in(front[at - 1], line.cell.table):
        at -= 1
    return at


def _stands_in(item: Item, table: int) -> bool:
    return isinstance(item, Line) and item.cell is not None and item.cell.table == table


class _Cover(NamedTuple):
    """What the pages in front of the plan say."""

    kind: str
    head: Head
    foot: Foot


def _take_cover(cover: Sequence[Item], parts: Parts) -> None:
    """Tell what is left out, and take from the cover who receives and signs where the plan does not say."""
    read = _read_cover(cover)
    place = cover[0].place
    words = "\n".join(map(words_of, cover))
    parts.tell("cover-left-out", COVER, place, kind=read.kind, text=words)
    parts.cover_head, parts.cover_place = read.head, place
    has_foot = parts.foot.recipients or parts.foot.signatures
    if not has_foot and (read.foot.recipients or read.foot.signatures):
        parts.tell("foot-of-cover", FOOT_OF_COVER, place, kind=read.kind)
        own = parts.foot
        recipients = tuple(name for name in read.foot.recipients if not AS_ABOVE.match(flat(name)))
        parts.foot = read.foot._replace(
            recipients=recipients, problems=own.problems, printed_anew=own.printed_anew, date_lines=()
        )


AS_ABOVE = re.compile(r"nhu\s{1,3}(?:tren|dieu|kinh gui)\b")
"""Recipients of a decision that only its own pages name."""


def _read_cover(cover: Sequence[Item]) -> _Cover:
    lines = [item for item in cover if isinstance(item, Line)]
    kinds = [title_reader.kind_of(line) for line in lines]
    title = next((index for index, kind in enumerate(kinds) if kind), None)
    head = letterhead.read(lines[: letterhead.LONGEST_HEAD if title is None else title])
    start = closing_reader.find(cover, 0)
    foot = closing_reader.read(cover, start)[0] if start is not None else Foot()
    return _Cover(KINDS["cong van" if title is None else kinds[title]], head, foot)


def _unsigned(body: list[Item]) -> tuple[list[Item], list[Item]]:
    """Part text and appendices of a plan without a foot: at the first "Phụ lục" behind a page end or the last mark."""
    for index, item in enumerate(body):
        if not (index and isinstance(item, Line) and closing_reader.APPENDIX.match(item.flat)):
            continue
        before = body[index - 1]
        is_ended = isinstance(before, Line) and END_MARK.search(before.text) is not None
        if item.paragraph.breaks_page or item.starts_section or is_ended:
            return body[:index], body[index:]
    return body, []


EMPTY = N_("tệp không có chữ nào")
OTHER_KIND = N_("đây là {kind}, không phải kế hoạch: không thấy dòng «KẾ HOẠCH» ở đầu văn bản")
DECISION_ALONE = N_("đây là {kind} mà không có kế hoạch kèm theo trong tệp: không thấy dòng «KẾ HOẠCH» sau phần {kind}")
UNKNOWN_KIND = N_(
    "không phải kế hoạch: không thấy dòng «KẾ HOẠCH» hay số ký hiệu «…/KH-…» ở đầu văn bản (bắt đầu bằng «{text}»)"
)
COVER = N_("phần {kind} đứng trước kế hoạch không đưa vào; nguyên văn: {text}")
FOOT_OF_COVER = N_("kế hoạch không có nơi nhận và chữ ký riêng; lấy theo {kind} ban hành kèm, hãy xem lại")
TABLE_IN_HEAD = N_("bảng ở đầu văn bản không rõ là gì nên không đưa vào kế hoạch: «{text}»")
SPECIAL_KIND = N_("tên loại «{kind}»: chương trình in «KẾ HOẠCH»")
REFERENCE_LEFT_OUT = N_("dòng «{text}» dưới trích yếu không đưa vào: kế hoạch được in với số và ngày của chính nó")
NOTE_IN_SUBJECT = N_("dấu chú thích cuối trang ở trích yếu không giữ được")
